// SPDX-License-Identifier: Apache-2.0
// A hyphenation dictionary in libhyphen's format, read in one pass: the text is kept as it is (as
// UTF-8), and a table leads from the letters of a pattern to its line. Part of the Hyphenator.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace inkstone::text {

/// Patterns that work together: "a1b" permits a division between a and b, "a2b" forbids it, and the
/// highest number of all patterns that match at a place decides.
class HyphenationPatterns {
public:
    /// Longest part of a word, in bytes of UTF-8 with the dots that stand for its ends.
    static constexpr std::size_t kLongest = 63 * 3 + 2;
    /// levels[i]: the number that stands before byte i of the matched text.
    using Levels = std::array<std::uint8_t, kLongest + 1>;

    /// Room for about `patterns` patterns; more may come.
    explicit HyphenationPatterns(std::size_t patterns);
    /// Adds the pattern at text[begin, end), without line end and trailing spaces. A later pattern
    /// of the same letters takes the earlier one's place.
    void add(std::string_view text, std::size_t begin, std::size_t end);
    /// The levels of `dotted`, a part of a word between dots, by patterns added from `text`.
    void match(std::string_view text, std::string_view dotted, Levels& levels) const;

private:
    // A slot: place of the line in the text (24 bits) + 1 below 8 bits of the hash; 0 is empty.
    [[nodiscard]] std::size_t slot_of(std::string_view text,
                                      std::size_t line,
                                      std::uint32_t hash) const;
    void grow(std::string_view text);

    std::vector<std::uint32_t> slots_;
    std::size_t used_ = 0;
    std::size_t longest_ = 0;  ///< letters of the longest pattern, in bytes
};

class HyphenationDictionary {
public:
    /// Null when the file is absent, empty, larger than any dictionary or of an unknown encoding.
    static std::unique_ptr<HyphenationDictionary> open(const std::string& path);

    /// Bit i: `word`, in small letters and at most 63 of them, may be divided after its unit i.
    [[nodiscard]] std::uint64_t divisions(std::u16string_view word) const;

private:
    explicit HyphenationDictionary(std::string text);
    void read_line(std::size_t begin, std::size_t end);
    void divide(std::size_t level,
                std::u16string_view word,
                std::size_t begin,
                std::uint64_t& bits) const;

    std::string text_;
    /// The borders inside compounds first, then the parts between them (NEXTLEVEL).
    std::vector<HyphenationPatterns> levels_;
    std::size_t left_, right_;  ///< least letters before and after a division
};

}  // namespace inkstone::text
