// SPDX-License-Identifier: Apache-2.0
#include "src/text/normalize.hpp"

#include <unicode/unorm2.h>

#include <algorithm>

#include "src/text/utf8.hpp"

namespace inkstone::text {

std::string nfc(std::string_view utf8) {
    const bool ascii = std::all_of(
        utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return std::string(utf8);
    const std::u16string source = to_utf16(utf8);
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* normalizer = unorm2_getNFCInstance(&error);
    if (U_FAILURE(error)) return to_utf8(source);
    const auto length = static_cast<std::int32_t>(source.size());
    // No character of Form C takes more than three times its UTF-16 units (UAX #15, table 4).
    std::u16string target(source.size() * 3, u'\0');
    const std::int32_t written = unorm2_normalize(normalizer,
                                                  source.data(),
                                                  length,
                                                  target.data(),
                                                  static_cast<std::int32_t>(target.size()),
                                                  &error);
    if (U_FAILURE(error)) return to_utf8(source);
    target.resize(static_cast<std::size_t>(written));
    return to_utf8(target);
}

}  // namespace inkstone::text
