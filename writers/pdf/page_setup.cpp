// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/page_setup.hpp"

#include "src/theme/look.hpp"

namespace inkstone::pdf {

Result<layout::Tokens> page_tokens(const Document& document,
                                   const OptionValues& values,
                                   Diagnostics& diagnostics) {
    const Result<theme::Look> look = theme::make_look(values, document.meta, diagnostics);
    if (!look) return fail(look.error());
    return layout::make_tokens(*look, layout::choose_tokens(document));
}

}  // namespace inkstone::pdf
