// SPDX-License-Identifier: Apache-2.0
#include "src/transform/prose.hpp"

#include "src/ast/plain_text.hpp"
#include "src/ast/walk.hpp"

namespace inkstone::transform {
namespace {

void append_prose(const Inlines& flow, std::string& out) {
    for (const Inline& node : flow) {
        const auto* link = std::get_if<Link>(&node.node);
        const bool is_url = link != nullptr && is_bare_url(*link);
        const Inlines* children = is_url ? nullptr : running_children(node);
        if (const auto* text = std::get_if<Text>(&node.node)) {
            out += text->value;
        } else if (children != nullptr) {
            append_prose(*children, out);
        } else if (!std::holds_alternative<NoteRef>(node.node)) {
            out += ' ';
        }
    }
}

}  // namespace

bool is_bare_url(const Link& link) {
    if (link.children.size() != 1) return false;
    const auto* text = std::get_if<Text>(&link.children.front().node);
    return text != nullptr && !text->value.empty() && link.url.ends_with(text->value) &&
           (link.url.find(':') != std::string::npos);
}

std::string prose_of(const Inlines& flow) {
    std::string out;
    append_prose(flow, out);
    return out;
}

void count_prose(const Block& block, text::LetterCounts& counts) {
    for_each_flow(block, [&](const Inlines& flow) { counts.add(prose_of(flow)); });
    for_each_child_blocks(block, [&](const Blocks& blocks) {
        for (const Block& child : blocks) count_prose(child, counts);
    });
}

text::LetterCounts count_prose(const Document& document) {
    text::LetterCounts counts;
    for (const Block& block : document.blocks) count_prose(block, counts);
    for (const Note& note : document.notes) {
        for (const Block& block : note.children) count_prose(block, counts);
    }
    return counts;
}

bool is_cjk_language(std::string_view tag) {
    return text::is_chinese(tag) || text::is_japanese(tag) || text::is_korean(tag);
}

std::string secondary_language(const Metadata& meta) {
    for (const MetaEntry& entry : meta.extra) {
        const auto* typed = std::get_if<std::string>(&entry.value.value);
        if (entry.key != "lang-secondary" || typed == nullptr) continue;
        if (std::string tag = text::canonical_language(*typed); !tag.empty()) return tag;
    }
    return "en";
}

}  // namespace inkstone::transform
