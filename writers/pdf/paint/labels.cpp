// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/labels.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

// Numbers above this are no page numbers; they stay text.
constexpr std::size_t kMostDigits = 9;

std::string roman(std::uint32_t number) {
    constexpr std::array<std::pair<std::uint32_t, std::string_view>, 13> kParts{{{1000, "m"},
                                                                                 {900, "cm"},
                                                                                 {500, "d"},
                                                                                 {400, "cd"},
                                                                                 {100, "c"},
                                                                                 {90, "xc"},
                                                                                 {50, "l"},
                                                                                 {40, "xl"},
                                                                                 {10, "x"},
                                                                                 {9, "ix"},
                                                                                 {5, "v"},
                                                                                 {4, "iv"},
                                                                                 {1, "i"}}};
    std::string out;
    for (const auto& [value, letters] : kParts) {
        for (; number >= value; number -= value) out += letters;
    }
    return out;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

/// The number whose Roman numeral `lower_case` is; 0 when it is none below 4000.
std::uint32_t from_roman(std::string_view lower_case) {
    std::uint32_t sum = 0, before = 0;
    for (const char c : lower_case) {
        constexpr std::string_view kLetters = "ivxlcdm";
        constexpr std::array<std::uint32_t, 7> kValues{1, 5, 10, 50, 100, 500, 1000};
        const std::size_t at = kLetters.find(c);
        if (at == std::string_view::npos || lower_case.size() > 15) return 0;
        const std::uint32_t value = kValues[at];
        sum += value;
        if (before < value) sum -= 2 * before;
        before = value;
    }
    // Only the one right spelling counts: "iiii" is text.
    return sum < 4000 && roman(sum) == lower_case ? sum : 0;
}

}  // namespace

PageLabels::Label PageLabels::parse(std::string_view label) {
    std::size_t digits = label.size();
    while (digits > 0 && label[digits - 1] >= '0' && label[digits - 1] <= '9') --digits;
    // A leading zero belongs to the prefix: numbers are written without.
    while (digits < label.size() && label[digits] == '0') ++digits;
    const std::string_view number = label.substr(digits);
    if (!number.empty() && number.size() <= kMostDigits) {
        std::uint32_t value = 0;
        std::from_chars(number.data(), number.data() + number.size(), value);
        return {std::string(label.substr(0, digits)), Style::Decimal, value};
    }
    const std::string small = lower(label);
    if (const std::uint32_t value = from_roman(small); value > 0) {
        if (label == small) return {{}, Style::LowerRoman, value};
        if (label == upper(small)) return {{}, Style::UpperRoman, value};
    }
    return {std::string(label), Style::None, 0};
}

void PageLabels::add(std::string_view label) {
    Label parsed = parse(label);
    const std::uint32_t page = page_count_++;
    if (!ranges_.empty()) {
        Label expected = ranges_.back().first;
        if (expected.style != Style::None) expected.number += page - ranges_.back().page;
        if (expected == parsed) return;
    }
    ranges_.push_back({page, std::move(parsed)});
}

std::string PageLabels::entry(const PageLabels& front) const {
    std::vector<Range> ranges = front.ranges_;
    for (Range range : ranges_) {
        range.page += front.page_count_;
        Label expected = ranges.empty() ? Label{} : ranges.back().first;
        if (!ranges.empty()) expected.number += range.page - ranges.back().page;
        // The numbers of the front matter go on in the text.
        const bool goes_on = !ranges.empty() && expected.style != Style::None &&
                             range.page == front.page_count_ && expected == range.first;
        if (!goes_on) ranges.push_back(std::move(range));
    }
    const bool unlabelled = ranges.size() == 1 && ranges[0].first == Label{};
    if (ranges.empty() || unlabelled) return {};
    std::string out = "/PageLabels<</Nums[";
    for (const Range& range : ranges) {
        constexpr std::array<std::string_view, 4> kStyles{"", "/S/D", "/S/r", "/S/R"};
        out +=
            fmt::format("{}<<{}", range.page, kStyles[static_cast<std::size_t>(range.first.style)]);
        if (range.first.number > 1) out += fmt::format("/St {}", range.first.number);
        if (!range.first.prefix.empty()) out += "/P" + text_string(range.first.prefix);
        out += ">>";
    }
    return out + "]>>";
}

}  // namespace inkstone::pdf::paint
