// SPDX-License-Identifier: Apache-2.0
// Phase 1 of paragraph setting: inlines become one text with style spans, links and anchors.
#pragma once

#include "writers/pdf/layout/inline/model.hpp"

namespace inkstone::layout::para {

/// Whether collecting may leave traces: a measured paragraph adds no tags and no messages.
enum class Purpose { Set, Measure };

/// Fills text, spans, styles, langs, links and anchors of a new Setting. With Purpose::Set, tags of
/// inner elements are added to context.tags below style.tag in reading order.
Setting collect(const Inlines& inlines,
                const ParagraphStyle& style,
                Context& context,
                Purpose purpose);

/// The same for plain text in the paragraph's own style.
Setting collect_plain(std::string_view utf8, const ParagraphStyle& style, Context& context);

}  // namespace inkstone::layout::para
