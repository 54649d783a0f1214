// SPDX-License-Identifier: Apache-2.0
#include "src/text/slug.hpp"

#include <unicode/uchar.h>

#include "src/text/utf8.hpp"

namespace inkstone::text {

std::string heading_slug(std::string_view utf8) {
    constexpr std::uint32_t kKept =
        U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK | U_GC_NL_MASK | U_GC_PC_MASK;
    std::string slug;
    slug.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto c = static_cast<UChar32>(decode(utf8, at));
        if (c == ' ' || c == '-') {
            slug += '-';
        } else if ((U_GET_GC_MASK(c) & kKept) != 0) {
            append(slug, static_cast<char32_t>(u_tolower(c)));
        }
    }
    return slug;
}

}  // namespace inkstone::text
