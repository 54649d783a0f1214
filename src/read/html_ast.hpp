// SPDX-License-Identifier: Apache-2.0
// Raw HTML inside Markdown into the AST, as one pass over the finished tree, from the top down:
// runs of sibling HTML blocks with the Markdown between them, then pairs of tags within each list
// of inlines. What is not known stays RawInline and RawBlock.
#pragma once

#include "inkstone/ast.hpp"
#include "src/read/html_tags.hpp"

namespace inkstone::read {

/// `max_depth` bounds what HTML may add to the nesting.
void resolve_html(Blocks& blocks, int max_depth);

/// The parts that call each other. `depth` counts the levels around the nodes.
class HtmlResolver {
public:
    explicit HtmlResolver(int max_depth) : max_depth_(max_depth) {}

    /// A list of sibling blocks and all below it.
    void blocks(Blocks& siblings, int depth);
    /// All below one block whose siblings are known already.
    void below(Block& block, int depth);
    void inlines(Inlines& list, int depth, bool in_link);

private:
    void below(Inline& node, int depth, bool in_link);
    void convert_runs(Blocks& siblings, const HtmlRuns& runs, int depth);
    void run(Blocks& siblings, std::size_t first, std::size_t last, int depth, Blocks& out);

    int max_depth_;
};

}  // namespace inkstone::read
