// SPDX-License-Identifier: Apache-2.0
#include "fonts/subset.hpp"
namespace inkstone::fonts {
Result<FontProgram> subset(const Face&, std::span<const GlyphId>) {
    return fail(ErrorKind::Internal, "not yet");
}
}  // namespace inkstone::fonts
