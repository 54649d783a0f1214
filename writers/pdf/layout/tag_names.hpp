// SPDX-License-Identifier: Apache-2.0
// What the elements of the tag tree are called: by paint in the PDF, by the pages dump in text.
#pragma once

#include <string_view>

#include "writers/pdf/layout/pages.hpp"

namespace inkstone::layout {

/// The standard structure type (ISO 32000-1 14.8.4), or for Title, Em and Strong the name that the
/// PDF's RoleMap maps to one.
std::string_view tag_name(TagKind kind) noexcept;

}  // namespace inkstone::layout
