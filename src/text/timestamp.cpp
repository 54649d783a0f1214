// SPDX-License-Identifier: Apache-2.0
#include "src/text/timestamp.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdlib>

namespace inkstone {

namespace {

/// Reads a text from its front; every take_* leaves the text alone when it does not match.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    std::optional<int> take_number(std::size_t max_digits) {
        std::size_t digits = 0;
        int number = 0;
        while (digits < max_digits && digits < rest_.size() && is_digit(rest_[digits])) {
            number = number * 10 + (rest_[digits] - '0');
            ++digits;
        }
        if (digits == 0) return std::nullopt;
        rest_.remove_prefix(digits);
        return number;
    }
    bool take(std::string_view mark) {
        if (!rest_.starts_with(mark)) return false;
        rest_.remove_prefix(mark.size());
        return true;
    }
    void skip_spaces() {
        while (take(" ")) {
        }
    }
    void skip_fraction() {
        if (!take(".")) return;
        while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
    }
    [[nodiscard]] bool done() const { return rest_.empty(); }

private:
    static bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
    std::string_view rest_;
};

/// What stands after year, month and day in the notations known here.
struct Notation {
    std::string_view after_year, after_month, after_day;
};
constexpr std::array<Notation, 5> kNotations{{
    {"-", "-", ""},
    {"/", "/", ""},
    {".", ".", ""},
    {"年", "月", "日"},
    {"년", "월", "일"},
}};

std::optional<std::int64_t> take_day(Scanner& scanner) {
    const auto year = scanner.take_number(4);
    if (!year || *year == 0) return std::nullopt;
    scanner.skip_spaces();
    for (const Notation& notation : kNotations) {
        if (!scanner.take(notation.after_year)) continue;
        scanner.skip_spaces();
        const auto month = scanner.take_number(2);
        scanner.skip_spaces();
        if (!month || !scanner.take(notation.after_month)) return std::nullopt;
        scanner.skip_spaces();
        const auto day = scanner.take_number(2);
        if (!notation.after_day.empty()) scanner.skip_spaces();
        if (!day || !scanner.take(notation.after_day)) return std::nullopt;
        const std::chrono::year_month_day date{std::chrono::year{*year},
                                               std::chrono::month{static_cast<unsigned>(*month)},
                                               std::chrono::day{static_cast<unsigned>(*day)}};
        if (!date.ok()) return std::nullopt;
        const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
        return std::int64_t{days} * 86'400;
    }
    return std::nullopt;
}

/// "12:30" or "12:30:05.25" as seconds after midnight. A leap second counts as the next minute.
std::optional<std::int64_t> take_clock(Scanner& scanner) {
    const auto hour = scanner.take_number(2);
    if (!hour || *hour > 23 || !scanner.take(":")) return std::nullopt;
    const auto minute = scanner.take_number(2);
    if (!minute || *minute > 59) return std::nullopt;
    std::int64_t seconds = *hour * 3600 + *minute * 60;
    if (scanner.take(":")) {
        const auto second = scanner.take_number(2);
        if (!second || *second > 60) return std::nullopt;
        seconds += *second;
        scanner.skip_fraction();
    }
    return seconds;
}

/// "Z", "+08:00", "+0800", "+08" or nothing, as seconds east of UTC.
std::optional<std::int64_t> take_zone(Scanner& scanner) {
    if (scanner.done() || scanner.take("Z") || scanner.take("z") || scanner.take("UTC")) return 0;
    const bool east = scanner.take("+");
    if (!east && !scanner.take("-")) return std::nullopt;
    const auto hours = scanner.take_number(2);
    if (!hours || *hours > 23) return std::nullopt;
    scanner.take(":");
    const int minutes = scanner.take_number(2).value_or(0);
    if (minutes > 59) return std::nullopt;
    const std::int64_t offset = *hours * 3600 + minutes * 60;
    return east ? offset : -offset;
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
    Scanner scanner(text);
    scanner.skip_spaces();
    const auto day = take_day(scanner);
    if (!day) return std::nullopt;
    if (!scanner.take("T") && !scanner.take("t")) scanner.skip_spaces();
    if (scanner.done()) return day;
    const auto clock = take_clock(scanner);
    if (!clock) return std::nullopt;
    scanner.skip_spaces();
    const auto zone = take_zone(scanner);
    scanner.skip_spaces();
    if (!zone || !scanner.done()) return std::nullopt;
    return *day + *clock - *zone;
}

std::optional<std::int64_t> source_date_epoch() {
    const char* value = std::getenv("SOURCE_DATE_EPOCH");
    if (value == nullptr) return std::nullopt;
    const std::string_view text(value);
    std::int64_t seconds = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return seconds;
}

}  // namespace inkstone
