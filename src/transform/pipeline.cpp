// SPDX-License-Identifier: Apache-2.0
#include "src/transform/pipeline.hpp"

#include <array>

#include "src/transform/passes.hpp"

namespace inkstone::transform {
namespace {

using read::Extension;

/// When a pass runs.
enum class Needs {
    Nothing,
    /// Passes that change blocks: GFM and CommonMark show exactly what their parser saw.
    OwnDialect,
};

struct Pass {
    void (*run)(Document&, Context&);
    Needs needs = Needs::OwnDialect;
    /// None: no extension switches it off.
    Extension extension{};
};

constexpr std::array kPasses{
    Pass{alerts, Needs::OwnDialect, Extension::Alerts},
    Pass{document_language, Needs::Nothing},
    Pass{block_languages},
    Pass{soft_breaks, Needs::OwnDialect, Extension::EastAsianLineBreaks},
    Pass{run_languages},
    Pass{title, Needs::Nothing},
    Pass{heading_ids},
    Pass{internal_links},
};

}  // namespace

void run_pipeline(Document& document, Context& context) {
    const bool own_dialect = context.format.dialect == read::Dialect::Markdown;
    for (const Pass& pass : kPasses) {
        const bool on = pass.extension == Extension{} || context.format.has(pass.extension);
        if (on && (own_dialect || pass.needs == Needs::Nothing)) pass.run(document, context);
    }
}

}  // namespace inkstone::transform
