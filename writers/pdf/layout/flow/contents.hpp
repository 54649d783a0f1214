// SPDX-License-Identifier: Apache-2.0
// Contents pages (output requirements TC1): the title, if it stands alone, and the list of headings
// with their page numbers, on pages in front of the text.
//
// The list is set before the text, because the number of its pages moves every page number behind
// it; the numbers are added when the text is on its pages. No second pass over the text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inkstone/ast.hpp"
#include "writers/pdf/layout/flow/flow.hpp"
#include "writers/pdf/layout/flow/page_builder.hpp"

namespace inkstone::layout {

/// One heading of the list. `level` is counted from the highest that is listed, from 0.
struct ContentsEntry {
    int level = 0;
    std::string title;
    std::string destination;  ///< the heading's id; without one the entry is no link
};

/// The headings of `document` down to the repaired level `depth` (1 … 6), in order. A heading of
/// level 1 that is the document's title is left out.
std::vector<ContentsEntry> contents_entries(const Document& document, int depth);

/// The blocks before the text: 1 when the first block is a heading that is the document's title
/// (the only one of level 1, and no other title is given), else 0.
std::size_t title_blocks(const Document& document);

class ContentsPages {
public:
    /// Sets title and list. `state` must not have set anything of the text yet.
    ContentsPages(FlowState& state, const Document& document, const Scope& scope, Notes& notes);

    [[nodiscard]] std::uint32_t page_count() const noexcept { return own_.page_count; }
    /// Adds numbers and leaders for a text that is laid out in `body`, whose first page has the
    /// number page_count() + 1, moves what lies on these pages into `body`, and gives the pages.
    std::vector<Page> finish(Layout& body);

private:
    void set_title(Flow& flow, const Document& document, const Scope& scope);
    void set_entry(Flow& flow, const ContentsEntry& entry, const Scope& list);
    [[nodiscard]] ParagraphStyle entry_style(int level, const Scope& scope) const;
    void add_number(Page& page, std::size_t entry, double baseline, const std::string& number);
    void add_leader(Page& page, double begin, double end, double baseline);

    Context& context_;
    Layout own_;  ///< marks on these pages; its tags stay empty
    std::vector<Page> pages_;
    std::vector<ContentsEntry> entries_;
    /// By entry: where its last line ends, and the element that its number belongs to.
    struct End {
        double x = 0;
        TagId tag = kNoTag;
    };
    std::vector<End> ends_;
};

}  // namespace inkstone::layout
