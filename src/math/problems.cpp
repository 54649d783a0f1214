// SPDX-License-Identifier: Apache-2.0
// What a problem of a formula is called, the same in every format.
#include "src/math/math.hpp"

namespace inkstone::math {

std::string describe(const Problem& problem) {
    constexpr std::size_t kLongestShown = 60;
    std::size_t end = problem.what.size();
    if (end > kLongestShown) {
        end = kLongestShown;
        // Not inside of a character.
        while (end > 0 && (static_cast<unsigned char>(problem.what[end]) & 0xC0U) == 0x80U) --end;
    }
    std::string out = "formula: '";
    out.append(problem.what, 0, end).append("' is ");
    return out.append(problem.kind == Problem::Kind::Unbalanced ? "without its other half"
                                                                : "not known and is shown as TeX");
}

}  // namespace inkstone::math
