// SPDX-License-Identifier: Apache-2.0
#include "src/ast/describe.hpp"

namespace inkstone {

std::string_view name_of(AlertKind kind) noexcept {
    switch (kind) {
        case AlertKind::Note:
            return "note";
        case AlertKind::Tip:
            return "tip";
        case AlertKind::Important:
            return "important";
        case AlertKind::Warning:
            return "warning";
        case AlertKind::Caution:
            return "caution";
    }
    return {};
}

std::string_view name_of(Alignment alignment) noexcept {
    switch (alignment) {
        case Alignment::Default:
            return "default";
        case Alignment::Left:
            return "left";
        case Alignment::Center:
            return "center";
        case Alignment::Right:
            return "right";
    }
    return {};
}

void append_json_string(std::string_view value, std::string& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00";
            out += kHex[byte >> 4U];
            out += kHex[byte & 0xFU];
        } else {
            out += c;
        }
    }
    out += '"';
}

}  // namespace inkstone
