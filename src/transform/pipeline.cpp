// SPDX-License-Identifier: Apache-2.0
#include "src/transform/pipeline.hpp"

#include <array>

#include "src/transform/passes.hpp"

namespace inkstone::transform {
namespace {

struct Pass {
    void (*run)(Document&, Context&);
    /// Passes that change blocks: GFM and CommonMark show exactly what their parser saw.
    bool changes_blocks;
};

constexpr std::array kPasses{
    Pass{alerts, true},
    Pass{document_language, false},
    Pass{block_languages, true},
    Pass{soft_breaks, true},
    Pass{run_languages, true},
    Pass{title, false},
    Pass{heading_ids, true},
    Pass{internal_links, true},
};

}  // namespace

void run_pipeline(Document& document, Context& context) {
    const bool own_dialect = context.dialect == read::Dialect::Markdown;
    for (const Pass& pass : kPasses) {
        if (own_dialect || !pass.changes_blocks) pass.run(document, context);
    }
}

}  // namespace inkstone::transform
