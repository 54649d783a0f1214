// SPDX-License-Identifier: Apache-2.0
// The strict fragment renderer: the HTML that cmark-gfm itself writes, byte for byte. The page
// renderer for people is mapping.hpp.
#pragma once

#include <string>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "writers/html/raw_html.hpp"

namespace inkstone::html {

/// How the strict renderer behaves. With `raw_html` Raw the result equals cmark_render_html of
/// cmark-gfm 0.29.0.gfm.6 with CMARK_OPT_UNSAFE; with Safe, without that option (raw HTML and
/// dangerous URLs omitted); with Escape raw HTML is shown as text.
struct FragmentOptions {
    RawHtmlPolicy raw_html = RawHtmlPolicy::Safe;
    /// Write <title>, <script> and the like as text in raw HTML (GFM 6.11, disallowed raw HTML).
    bool tag_filter = false;
};

/// Renders `document`'s blocks and notes. Node types that CommonMark and GFM do not know (alerts,
/// math, divs …) are written by the nearest element with the same content.
std::string render_commonmark_fragment(const Document& document, const FragmentOptions& options);

}  // namespace inkstone::html
