// SPDX-License-Identifier: Apache-2.0
#include "src/read/unused_notes.hpp"

#include <algorithm>
#include <string>

namespace inkstone::read {
namespace {

/// The label of a line that starts a note definition (three spaces at most, quote marks passed
/// over); empty when it does not. `column` receives its place.
std::string_view definition_label(std::string_view line, std::uint32_t& column) {
    std::size_t at = 0;
    std::size_t spaces = 0;
    for (; at < line.size() && (line[at] == ' ' || line[at] == '>'); ++at) {
        spaces = line[at] == '>' ? 0 : spaces + 1;
    }
    if (spaces > 3 || !line.substr(at).starts_with("[^")) return {};
    const std::size_t end = line.find(']', at);
    if (end == std::string_view::npos || !line.substr(end + 1).starts_with(':')) return {};
    column = static_cast<std::uint32_t>(at) + 1;
    return line.substr(at + 2, end - at - 2);
}

bool is_literal(const std::vector<LineRange>& ranges, std::uint32_t line) {
    const auto after = std::upper_bound(
        ranges.begin(), ranges.end(), line, [](std::uint32_t value, const LineRange& range) {
            return value < range.first;
        });
    return after != ranges.begin() && std::prev(after)->second >= line;
}

}  // namespace

void warn_unused_notes(std::string_view text,
                       std::uint32_t line_offset,
                       const Tree& tree,
                       Diagnostics& diagnostics) {
    if (text.find("[^") == std::string_view::npos) return;
    std::vector<std::uint32_t> used;
    for (const Note& note : tree.notes) used.push_back(note.position.line);
    std::sort(used.begin(), used.end());
    std::uint32_t line = line_offset;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        ++line;
        std::uint32_t column = 1;
        const std::string_view label = definition_label(text.substr(at, end - at), column);
        at = end + 1;
        if (label.empty() || is_literal(tree.literal_lines, line) ||
            std::binary_search(used.begin(), used.end(), line)) {
            continue;
        }
        diagnostics.warn("unused-note",
                         "no mark points to note \"" + std::string(label) + "\"; it is left out",
                         {line, column});
    }
}

}  // namespace inkstone::read
