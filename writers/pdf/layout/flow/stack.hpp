// SPDX-License-Identifier: Apache-2.0
// Rows one below the other in a column: a page's text area or a table cell. Knows the spaces
// between rows and the frames around them; knows nothing of page breaks.
#pragma once

#include <vector>

#include "writers/pdf/layout/flow/row.hpp"

namespace inkstone::layout {

/// How far a column is filled, as a value: trying rows costs no undo.
struct Cursor {
    double y = 0;                  ///< below the last row
    double trim = 0;               ///< leading of the last row that may hang out at the foot
    const Frame* frame = nullptr;  ///< frame of the last row
    bool empty = true;

    /// The height used so far when the column ends here.
    [[nodiscard]] double foot() const noexcept {
        const double pads = frame != nullptr ? frame->total_bottom : 0;
        return pads > 0 ? y + pads : y - trim;
    }
};

/// Where a row comes to stand after `cursor`: its top, and the cursor below it.
struct Landing {
    double top = 0;
    Cursor after;
};
Landing land(const Cursor& cursor, const Row& row);

struct PlacedRow {
    double top = 0;
    Row row;
};

class Stack {
public:
    void place(Row&& row);
    /// Ends the frames that are still open. Nothing may be placed afterwards.
    void close();

    [[nodiscard]] const Cursor& cursor() const noexcept { return cursor_; }
    [[nodiscard]] std::vector<PlacedRow>& rows() noexcept { return rows_; }
    /// Grounds, bars and rules of the frames, outer ones first; they lie under the rows.
    [[nodiscard]] std::vector<FilledRect>& decoration() noexcept { return decoration_; }

private:
    struct OpenFrame {
        FramePtr frame;
        double top = 0;
        std::size_t slot = 0;  ///< index into decoration_
    };
    void close_down_to(int depth);
    void open_up_to(const FramePtr& frame, double gap, double trim_top);
    void add_header(const Frame& frame);

    Cursor cursor_;
    double y_ = 0;
    std::vector<OpenFrame> open_;
    std::vector<PlacedRow> rows_;
    std::vector<FilledRect> decoration_;
};

}  // namespace inkstone::layout
