// SPDX-License-Identifier: Apache-2.0
// The document's metadata in its two forms, Info dictionary (ISO 32000-1 14.3.3) and XMP packet
// (ISO 16684-1), which always say the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inkstone/ast.hpp"

namespace inkstone::pdf::paint {

/// The standards that a file names in its XMP packet: a conformance level of PDF/A-2
/// (ISO 19005-2 6.6.4) and PDF/UA-1 (ISO 14289-1 clause 5).
enum class Archive : std::uint8_t { None, A2a, A2u };
struct Claims {
    Archive archive = Archive::None;
    bool accessible = false;
    bool operator==(const Claims&) const = default;
};

/// What the file says about itself.
struct DocumentInfo {
    Metadata meta;
    std::string producer;  ///< "Inkstone 0.1.0"
    std::int64_t created = 0, modified = 0;
    Claims claims{};
};

/// `meta` with its dates, its texts without the characters that XML cannot hold; `timestamp` where
/// a date is absent or cannot be read.
DocumentInfo make_info(const Metadata& meta, std::string producer, std::int64_t timestamp);

std::string info_entries(const DocumentInfo& info);
std::string xmp_packet(const DocumentInfo& info);

}  // namespace inkstone::pdf::paint
