// SPDX-License-Identifier: Apache-2.0
// Escaping for HTML and XHTML: character data, attribute values, URLs. Used by every renderer of
// this room and by the EPUB writer.
#pragma once

#include <string>
#include <string_view>

namespace inkstone::html {

/// Appends `text` with & < > " as entities, all other bytes unchanged (cmark's escape_html).
void append_escaped(std::string& out, std::string_view text);

/// The same, and characters that no HTML or XML document may hold (C0 and C1 controls but tab and
/// line ends, U+FFFE, U+FFFF; XML 1.0 section 2.2) become U+FFFD. `text` is well-formed UTF-8.
void append_text(std::string& out, std::string_view text);

/// `text` with those characters replaced and nothing escaped, for an XML library to escape.
std::string replace_forbidden(std::string_view text);

/// Appends ` name="value"` with the value escaped as by append_text.
void append_attribute(std::string& out, std::string_view name, std::string_view value);

/// Appends a URL for an attribute value: bytes outside the URL set percent-encoded, & and ' as
/// entities, existing %XX kept (cmark's houdini_escape_href).
void append_href(std::string& out, std::string_view url);

/// The same for our own pages: also encodes a stray % and every # after the first, so that the
/// result is a valid URL reference (RFC 3986).
void append_url(std::string& out, std::string_view url);

/// Decodes %XX; a stray % stays.
std::string percent_decode(std::string_view text);

}  // namespace inkstone::html
