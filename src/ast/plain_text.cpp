// SPDX-License-Identifier: Apache-2.0
#include "src/ast/plain_text.hpp"

#include "src/ast/visit.hpp"

namespace inkstone {
namespace {

// Depth is bounded by Limits::max_nesting, which the reader enforces.
void append_one(const Inline& node, std::string& out) {
    const auto into = [&out](const Inlines& children) { append_plain_text(children, out); };
    visit(
        node,
        [&](const Text& text) { out += text.value; },
        [&](const SoftBreak&) { out += ' '; },
        [&](const LineBreak&) { out += ' '; },
        [&](const Emphasis& it) { into(it.children); },
        [&](const Strong& it) { into(it.children); },
        [&](const Strikethrough& it) { into(it.children); },
        [&](const Underline& it) { into(it.children); },
        [&](const Mark& it) { into(it.children); },
        [&](const Subscript& it) { into(it.children); },
        [&](const Superscript& it) { into(it.children); },
        [&](const Code& it) { out += it.literal; },
        [&](const Math& it) { out += it.source; },
        [&](const Link& it) { into(it.children); },
        [&](const Image& it) { into(it.alt); },
        [](const NoteRef&) {},
        [&](const Span& it) { into(it.children); },
        [&](const Ruby& it) { into(it.base); },
        [](const RawInline&) {});
}

}  // namespace

void append_plain_text(const Inlines& inlines, std::string& out) {
    for (const Inline& node : inlines) append_one(node, out);
}

std::string plain_text(const Inlines& inlines) {
    std::string out;
    append_plain_text(inlines, out);
    return out;
}

}  // namespace inkstone
