// SPDX-License-Identifier: Apache-2.0
#include "src/read/table_guard.hpp"

#include <algorithm>
#include <cstdint>

namespace inkstone::read {
namespace {

constexpr std::uint64_t kMostCellsInLine = 1024;
constexpr std::uint64_t kMostPaddedCells = 0x80000;

/// What matters of a line: how many cells it can have, and whether it can be `|---|---|`, perhaps
/// inside quotes or list items.
struct LineShape {
    std::uint64_t pipes = 0;
    bool blank = true;
    bool delimiter = false;
};

LineShape shape_of(std::string_view line) {
    constexpr std::string_view kDelimiterBytes = " \t\r>|:-*+.)0123456789";
    LineShape shape;
    bool dash = false;
    bool only_delimiters = true;
    for (const char c : line) {
        shape.pipes += c == '|' ? 1U : 0U;
        dash = dash || c == '-';
        if (c != ' ' && c != '\t' && c != '\r' && c != '>') shape.blank = false;
        only_delimiters = only_delimiters && kDelimiterBytes.find(c) != std::string_view::npos;
    }
    shape.delimiter = dash && only_delimiters && shape.pipes > 0;
    return shape;
}

}  // namespace

SourcePosition find_excessive_table(std::string_view text) {
    std::uint64_t columns = 0;  // of the table that the line may belong to; 0 outside
    std::uint64_t padded = 0;
    std::uint32_t line_number = 0;
    std::uint32_t widest_line = 0;
    bool has_table = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const LineShape shape = shape_of(text.substr(at, end - at));
        at = end + 1;
        ++line_number;
        if (shape.pipes > kMostCellsInLine && widest_line == 0) widest_line = line_number;
        if (shape.blank) {
            columns = 0;
        } else if (columns > 0) {
            padded += columns - std::min(columns, shape.pipes);
        }
        if (shape.delimiter) {
            has_table = true;
            columns = std::max(columns, shape.pipes + 1);
        }
        if (padded > kMostPaddedCells) return {line_number, 1};
    }
    if (has_table && widest_line != 0) return {widest_line, 1};
    return {};
}

}  // namespace inkstone::read
