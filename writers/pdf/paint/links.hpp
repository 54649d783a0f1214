// SPDX-License-Identifier: Apache-2.0
// Link annotations and the names they lead to (ISO 32000-1 12.5.6.5, 12.3.2.3).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "writers/pdf/haru/document.hpp"
#include "writers/pdf/layout/pages.hpp"

namespace inkstone::pdf::paint {

using haru::ObjectId;

/// `uri` as ASCII: everything that RFC 3986 does not allow as a byte is percent-encoded, existing
/// escapes stay.
std::string encode_uri(std::string_view uri);

/// Annotation entries of `link` on a page of height `page_height`, without StructParent; nothing
/// when it leads nowhere or its URI is longer than a PDF string may be.
std::optional<std::string> link_entries(const layout::LinkArea& link, double page_height);

/// `[page /XYZ 0 y null]`: the place at `y` from the page's top, at the reader's own zoom.
std::string destination_array(ObjectId page, double page_height, double y);

/// What the pages of a document are referred to by: id and height.
struct PageInfo {
    ObjectId id = 0;
    float height = 0;
};

/// Names that links lead to, with the page of the first such link.
using UsedNames = std::map<std::string, std::uint32_t, std::less<>>;

/// Writes the name tree of all destinations; 0 when there is none. A name that is used but never
/// defined leads to the page of its first link, so that no link is broken.
ObjectId write_destinations(haru::Document& document,
                            const std::vector<layout::Destination>& destinations,
                            const UsedNames& used,
                            const std::vector<PageInfo>& pages);

}  // namespace inkstone::pdf::paint
