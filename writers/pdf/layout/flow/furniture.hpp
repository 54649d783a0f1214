// SPDX-License-Identifier: Apache-2.0
// Running heads and page numbers (output requirements RH1): quiet, and artifacts throughout.
#pragma once

#include <string>

#include "writers/pdf/layout/context.hpp"
#include "writers/pdf/layout/flow/page_builder.hpp"
#include "writers/pdf/layout/inline/paragraph.hpp"

namespace inkstone::layout {

class RunningHeads {
public:
    /// `title` is plain text; without one there are no heads, only page numbers.
    /// `pages_before` pages stand before the first page.
    RunningHeads(Context& context, std::string title, std::uint32_t pages_before = 0);

    /// The number centred below the text; from page 2 on, title left and section right above it.
    void add(Page& page, const PageFacts& facts);

private:
    [[nodiscard]] ParagraphStyle style(ArtifactKind kind) const;
    void put(Page& page, const Line& line, double x, double baseline) const;
    /// `text` on one line of at most `width`, shortened with an ellipsis.
    [[nodiscard]] Line fit(const std::string& text, double width) const;

    Context& context_;
    std::uint32_t before_;  ///< pages before the first one
    std::string title_;
    Line title_line_;
    std::string section_;
    Line section_line_;
};

}  // namespace inkstone::layout
