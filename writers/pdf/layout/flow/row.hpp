// SPDX-License-Identifier: Apache-2.0
// The currency of flow: blocks become a stream of rows, the page builder puts rows on pages.
// A row is a slice of the text column that no page break may cut: one line of a paragraph, one
// table row, a rule. x is measured from the left edge of the text column, y from the row's top.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "writers/pdf/layout/pages.hpp"

namespace inkstone::layout {

/// How strongly a row holds on to the row after it. Soft gives way before Hard when rows that
/// hold together are higher than a page.
enum class Keep : std::uint8_t { None, Soft, Hard };

struct Frame;
using FramePtr = std::shared_ptr<Frame>;

/// A place in a row that outline entries or links can reach.
struct RowDestination {
    std::string name;
    double y = 0;
};

/// A heading that starts at the top of a row; `level` after repair.
struct HeadingMark {
    int level = 1;
    std::string title;
};

struct NoteRows;

struct Row {
    double height = 0;
    double baseline = 0;      ///< of the first text, where an item label stands
    double space_before = 0;  ///< dropped at the top of a page
    /// Leading above and below the letters: may hang out of the text area at its top and foot, so
    /// that the letters and not the line boxes fill the page.
    double trim_top = 0, trim_bottom = 0;
    Keep keep = Keep::None;
    bool heading = false;       ///< (part of) a heading: wants two lines after it
    bool edgeless = false;      ///< vanishes at the top and the foot of a page
    bool break_before = false;  ///< an explicit page break
    std::vector<Item> items;
    std::vector<LinkArea> links;
    std::vector<RowDestination> destinations;
    std::optional<HeadingMark> heading_mark;
    std::vector<std::size_t> note_refs;  ///< indices into Document::notes, in order
    std::vector<NoteRows> notes;         ///< notes whose first mark is here
    FramePtr frame;                      ///< innermost decoration around the row, or none
};

/// A note set for the foot of the page: at least its first two rows belong on the page of its mark.
struct NoteRows {
    std::vector<Row> rows;
};

/// A decoration around consecutive rows (bar of a quote, ground of a code block, rules of a table),
/// drawn once per page it reaches. Frames nest by `parent`.
struct Frame {
    FramePtr parent;
    int depth = 1;  ///< 1 for an outermost frame
    double x = 0, width = 0;
    double pad_top = 0, pad_bottom = 0;
    double total_bottom = 0;  ///< sum of pad_bottom from the outermost frame to this one
    std::optional<Color> fill;
    double radius = 0;
    ArtifactKind artifact = ArtifactKind::Layout;
    double rule = 0;  ///< thickness of the rules at the top and the foot of each part
    Color rule_color;
    /// Rows repeated when the frame goes on on a new page (a table's head): artifacts, no frame.
    std::vector<Row> header;
    double header_height = 0;
    bool started = false;  ///< set when its first row is placed
};

/// Makes `frame` the child of `parent` (which may be null).
FramePtr make_frame(Frame frame, const FramePtr& parent);

/// Moves positions by (dx, dy).
void shift(Item& item, double dx, double dy);
void shift(LinkArea& link, double dx, double dy);

/// Appends the content of `from` (items, links, marks, notes) to `to`, moved by (dx, dy).
void append_content(Row& to, Row&& from, double dx, double dy);

/// A copy of `row` for repeating: every item an artifact; no links, marks or notes.
Row repeated(const Row& row);

/// Keeps two rows together at both ends of a block, and blocks of up to three rows whole.
void keep_ends(std::vector<Row>& rows);

}  // namespace inkstone::layout
