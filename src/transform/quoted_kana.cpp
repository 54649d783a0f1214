// SPDX-License-Identifier: Apache-2.0
#include "src/transform/quoted_kana.hpp"

#include <array>

#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::transform {
namespace {

constexpr std::array<std::pair<char32_t, char32_t>, 9> kPairs{{{U'「', U'」'},
                                                               {U'『', U'』'},
                                                               {U'“', U'”'},
                                                               {U'‘', U'’'},
                                                               {U'《', U'》'},
                                                               {U'〈', U'〉'},
                                                               {U'【', U'】'},
                                                               {U'（', U'）'},
                                                               {U'(', U')'}}};

char32_t closer_of(char32_t opener) {
    for (const auto& [open, close] : kPairs) {
        if (open == opener) return close;
    }
    return 0;
}

}  // namespace

std::optional<std::pair<std::size_t, std::size_t>> quoted_kana(std::string_view prose) {
    std::optional<std::pair<std::size_t, std::size_t>> found;
    char32_t closer = 0;  // of the outermost pair that is open
    std::size_t inside = 0;
    bool has_kana = false;
    for (std::size_t at = 0; at < prose.size();) {
        const std::size_t start = at;
        const char32_t c = text::decode(prose, at);
        if (text::is_kana(c)) {
            if (closer == 0) return std::nullopt;
            has_kana = true;
        } else if (closer == 0) {
            closer = closer_of(c);
            inside = at;
            has_kana = false;
        } else if (c == closer) {
            if (has_kana && found) return std::nullopt;
            if (has_kana) found = {inside, start};
            closer = 0;
            has_kana = false;
        }
    }
    if (closer != 0 && has_kana) return std::nullopt;
    return found;
}

}  // namespace inkstone::transform
