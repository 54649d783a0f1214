// SPDX-License-Identifier: Apache-2.0
// Presentation MathML (MathML Core) of a formula's tree, the same for the HTML page and the EPUB.
#pragma once

#include <string>
#include <string_view>

#include "src/math/math.hpp"

namespace inkstone::html {

struct MathmlOptions {
    bool display = false;
    bool xhtml = false;    ///< names the namespace, which HTML does without
    std::string_view tex;  ///< for `alttext` and the annotation
};

/// Appends one `<math>` element. The space between atoms is TeX's, said by attributes wherever the
/// operator dictionary does not surely say the same.
void append_mathml(std::string& out, const math::Formula& formula, const MathmlOptions& options);

}  // namespace inkstone::html
