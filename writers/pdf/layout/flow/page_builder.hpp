// SPDX-License-Identifier: Apache-2.0
// Rows onto pages: keeps, widows and orphans, notes at the foot, streaming out of finished pages.
//
// Rows that hold together form a group. A group that fits goes on the page; one that does not goes
// to the top of the next page; one that fits on no page is cut at its weakest place. A group on an
// empty page always loses at least one row to it, so that the builder cannot loop.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "inkstone/result.hpp"
#include "writers/pdf/layout/flow/stack.hpp"
#include "writers/pdf/layout/tokens.hpp"

namespace inkstone::layout {

/// What the running head and foot of a page may say.
struct PageFacts {
    std::uint32_t index = 0;  ///< 0-based
    std::string section;      ///< the H1 or H2 in force at the top of the page
};

/// Adds the running head, the foot and the label to a page that is otherwise finished.
using Furniture = std::function<void(Page&, const PageFacts&)>;
/// Says before each page whether to go on (limits, cancelling).
using PageGuard = std::function<Result<void>(std::uint32_t page_index)>;

class PageBuilder {
public:
    struct Setup {
        Furniture furniture;
        PageGuard guard;
        PageConsumer on_page;
    };
    PageBuilder(const Tokens& tokens, Layout& layout, Setup setup);

    void push(Row&& row);
    /// Places what is left, notes included. A document without rows makes one empty page.
    Result<void> finish();
    /// False once a page was refused: rows are then ignored.
    [[nodiscard]] bool good() const noexcept { return state_.has_value(); }

private:
    struct Fit {
        std::size_t all = 0;   ///< rows that fit
        std::size_t soft = 0;  ///< rows up to the last place that may be cut
    };
    [[nodiscard]] Fit measure_group() const;
    [[nodiscard]] double note_need(const std::vector<NoteRows>& notes, double& queued) const;
    void place_group();
    void split_group(double until);
    void commit(std::size_t count);
    void place(Row&& row);
    void settle_notes(std::size_t owed, double cap);
    void break_page();
    void emit_page();
    void put_notes(Page& page);
    void put_stack(Page& page, Stack& stack, double top);
    void put_marks(const Row& row, double y);
    [[nodiscard]] double area_with(double notes) const;

    const Tokens& tokens_;
    Layout& layout_;
    Setup setup_;
    double height_;
    Result<void> state_;
    Stack stack_;
    std::vector<Row> edges_;  ///< rules that wait to know whether something follows on this page
    std::vector<Row> group_;
    double group_height_ = 0;
    std::deque<Row> notes_;     ///< note rows not yet on a page, in order
    double notes_height_ = 0;   ///< of all of them
    std::size_t reserved_ = 0;  ///< how many have their place on this page
    double reserved_height_ = 0;
    std::string section_, page_section_;
};

}  // namespace inkstone::layout
