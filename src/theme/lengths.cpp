// SPDX-License-Identifier: Apache-2.0
#include "src/theme/lengths.hpp"

#include <array>
#include <charconv>

namespace inkstone::theme {

namespace {

constexpr double kPointsPerInch = 72;
constexpr double kPointsPerMillimetre = kPointsPerInch / 25.4;

struct Unit {
    std::string_view name;
    double points;
};
constexpr std::array<Unit, 7> kUnits{{{"pt", 1},
                                      {"mm", kPointsPerMillimetre},
                                      {"cm", 10 * kPointsPerMillimetre},
                                      {"in", kPointsPerInch},
                                      {"pc", 12},
                                      {"px", 0.75},
                                      {"bp", 1}}};

struct NamedPaper {
    std::string_view name;
    Paper paper;
};
constexpr Paper millimetres(double width, double height) {
    return {width * kPointsPerMillimetre, height * kPointsPerMillimetre};
}
/// ISO 216, JIS P 0138, GB/T 788 (16k) and ANSI sizes. A4 as PDF viewers round it.
constexpr std::array<NamedPaper, 13> kPapers{{{"a3", millimetres(297, 420)},
                                              {"a4", {595.28, 841.89}},
                                              {"a5", millimetres(148, 210)},
                                              {"a6", millimetres(105, 148)},
                                              {"b4", millimetres(250, 353)},
                                              {"b5", millimetres(176, 250)},
                                              {"b6", millimetres(125, 176)},
                                              {"jisb5", millimetres(182, 257)},
                                              {"jisb6", millimetres(128, 182)},
                                              {"16k", millimetres(185, 260)},
                                              {"letter", {612, 792}},
                                              {"legal", {612, 1008}},
                                              {"executive", {522, 756}}}};
/// A page must hold text, and a PDF page has sides of at most 14,400 units (ISO 32000-1 annex C).
constexpr double kSmallestSide = 72, kLargestSide = 14400;

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// "170x240mm": where the first side has no unit it takes the second's.
std::optional<Paper> custom_paper(std::string_view text) {
    std::size_t width = 1;
    std::size_t at = text.find('x');
    // The x of "px" is part of the unit.
    if (at != std::string_view::npos && at > 0 && text[at - 1] == 'p') at = text.find('x', at + 1);
    if (at == std::string_view::npos) {
        at = text.find("×");
        width = std::string_view("×").size();
    }
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view second = trim(text.substr(at + width));
    std::string first(trim(text.substr(0, at)));
    if (parse_number(first)) {
        first += second.substr(std::min(second.find_first_not_of("0123456789. "), second.size()));
    }
    const std::optional<double> w = parse_length(first);
    const std::optional<double> h = parse_length(second);
    if (!w || !h) return std::nullopt;
    return Paper{*w, *h};
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out(trim(text));
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '_') c = '-';
    }
    return out;
}

std::vector<std::string_view> split_words(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> words;
    while (true) {
        const std::size_t start = text.find_first_not_of(separators);
        if (start == std::string_view::npos) return words;
        text.remove_prefix(start);
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

std::optional<double> parse_number(std::string_view text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    if (text.empty() || code != std::errc{} || stop != end || !(number >= 0 && number < 1e6)) {
        return std::nullopt;
    }
    return number;
}

std::optional<double> parse_length(std::string_view text, double bare_unit) {
    const std::string word = folded(text);
    for (const Unit& unit : kUnits) {
        if (!std::string_view(word).ends_with(unit.name)) continue;
        const auto number =
            parse_number(trim(std::string_view(word).substr(0, word.size() - unit.name.size())));
        if (!number) return std::nullopt;
        return *number * unit.points;
    }
    const auto number = parse_number(word);
    if (!number || (bare_unit == 0 && *number != 0)) return std::nullopt;
    return *number * bare_unit;
}

std::optional<Paper> parse_paper(std::string_view text) {
    std::string word = folded(text);
    bool landscape = false;
    for (const std::string_view end : {" landscape", "-landscape"}) {
        if (!std::string_view(word).ends_with(end)) continue;
        word.resize(word.size() - end.size());
        landscape = true;
    }
    if (std::string_view(word).ends_with("paper")) word.resize(word.size() - 5);
    std::optional<Paper> paper;
    for (const NamedPaper& named : kPapers) {
        if (named.name == word) paper = named.paper;
    }
    if (!paper) paper = custom_paper(word);
    if (!paper) return std::nullopt;
    if (landscape) std::swap(paper->width, paper->height);
    for (const double side : {paper->width, paper->height}) {
        if (side < kSmallestSide || side > kLargestSide) return std::nullopt;
    }
    return paper;
}

std::string paper_names() {
    std::string names;
    for (const NamedPaper& named : kPapers) names.append(named.name).append(", ");
    return names + "or width and height such as 170x240mm";
}

std::optional<Margins> parse_margins(std::string_view text) {
    // A space may stand between a number and its unit only when commas part the values.
    const bool commas = text.find(',') != std::string_view::npos;
    std::vector<std::string_view> words = split_words(text, commas ? "," : " \t");
    if (words.size() == 2 && !commas && parse_length(text)) words = {text};
    if (words.size() != 1 && words.size() != 4) return std::nullopt;
    std::array<std::optional<double>, 4> sides;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string_view word = words[words.size() == 1 ? 0 : i];
        if (folded(word) == "auto") continue;
        sides[i] = parse_length(word);
        if (!sides[i]) return std::nullopt;
    }
    return Margins{sides[0], sides[1], sides[2], sides[3]};
}

std::optional<Rgb> parse_color(std::string_view text) {
    text = trim(text);
    if (text.empty() || text[0] != '#') return std::nullopt;
    text.remove_prefix(1);
    if (text.size() != 3 && text.size() != 6) return std::nullopt;
    std::uint32_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, code] = std::from_chars(text.data(), end, value, 16);
    if (code != std::errc{} || stop != end) return std::nullopt;
    const bool shorthand = text.size() == 3;
    const auto channel = [&](unsigned index) {
        const std::uint32_t part = shorthand ? ((value >> (4 * (2 - index))) & 0xFU) * 0x11U
                                             : (value >> (8 * (2 - index)));
        return static_cast<std::uint8_t>(part & 0xFFU);
    };
    return Rgb{channel(0), channel(1), channel(2)};
}

}  // namespace inkstone::theme
