// SPDX-License-Identifier: Apache-2.0
// Where words may be divided at a line end: patterns after F. M. Liang, "Word Hy-phen-a-tion by
// Com-put-er" (1983), from the dictionaries in libhyphen's format that the system has installed.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace inkstone::text {

/// Divides words by language. A dictionary is read when a word of its language is first asked for;
/// answers are remembered (bounded). Not thread-safe: one per conversion.
class Hyphenator {
public:
    /// `folder` holds the dictionaries, as hyph_en_US.dic.
    explicit Hyphenator(std::string_view folder = "/usr/share/hyphen");
    ~Hyphenator();
    Hyphenator(const Hyphenator&) = delete;
    Hyphenator& operator=(const Hyphenator&) = delete;

    /// Whether a dictionary for `lang` (BCP 47) is installed: of its region, else of the language.
    [[nodiscard]] bool knows(std::string_view lang);

    /// Bit i is set where `word` may be divided after its UTF-16 unit i. `word` is letters only,
    /// none beyond the BMP; words longer than 63 letters, and words of languages without a
    /// dictionary, are not divided. The dictionary's own least number of letters before and after
    /// a division holds, and never fewer than two.
    [[nodiscard]] std::uint64_t divisions(std::u16string_view word, std::string_view lang);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace inkstone::text
