// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "src/ast/walk.hpp"
#include "src/text/language.hpp"
#include "src/transform/language_runs.hpp"
#include "src/transform/passes.hpp"
#include "src/transform/prose.hpp"

namespace inkstone::transform {
namespace {

/// Splits a row of sibling Text and SoftBreak nodes at the borders of language runs. Each node is
/// cut at most where a run begins or ends; positions move with the cut.
class Splitter {
public:
    Splitter(Inlines row, std::vector<LanguageRun> runs)
        : row_(std::move(row)), runs_(std::move(runs)) {}

    void append_to(Inlines& out) {
        for (const LanguageRun& run : runs_) {
            copy_until(run.begin, out);
            Span span;
            span.attributes.edit().lang = run.lang;
            copy_until(run.end, span.children);
            if (span.children.empty()) continue;
            const SourcePosition position = span.children.front().position;
            out.push_back(Inline{.node = std::move(span), .position = position});
        }
        copy_until(static_cast<std::size_t>(-1), out);
    }

private:
    /// Moves what stands before byte `limit` of the row to `out`.
    void copy_until(std::size_t limit, Inlines& out) {
        while (node_ < row_.size() && at_ < limit) {
            Inline& node = row_[node_];
            auto* text = std::get_if<Text>(&node.node);
            const std::size_t size = text != nullptr ? text->value.size() : 1;
            if (size <= limit - at_) {
                out.push_back(std::move(node));
                at_ += size;
                ++node_;
                continue;
            }
            const std::size_t cut = limit - at_;
            out.push_back(
                Inline{.node = Text{text->value.substr(0, cut)}, .position = node.position});
            text->value.erase(0, cut);
            if (node.position.line != 0) node.position.column += static_cast<std::uint32_t>(cut);
            at_ = limit;
        }
    }

    Inlines row_;
    std::vector<LanguageRun> runs_;
    std::size_t node_ = 0;
    std::size_t at_ = 0;
};

bool is_row_member(const Inline& node) {
    return std::holds_alternative<Text>(node.node) || std::holds_alternative<SoftBreak>(node.node);
}

/// Moves the row of Text and SoftBreak nodes that starts at `flow[from]` to `out`, marked.
std::size_t mark_row(Inlines& flow, std::size_t from, const RunLanguages& languages, Inlines& out) {
    const auto first = flow.begin() + static_cast<std::ptrdiff_t>(from);
    const auto last = std::find_if_not(first, flow.end(), is_row_member);
    std::string prose;
    for (auto node = first; node != last; ++node) {
        const auto* text = std::get_if<Text>(&node->node);
        prose += text != nullptr ? std::string_view(text->value) : std::string_view(" ");
    }
    const auto next = static_cast<std::size_t>(last - flow.begin());
    std::vector<LanguageRun> runs = find_language_runs(prose, languages);
    if (runs.empty()) {
        out.insert(out.end(), std::make_move_iterator(first), std::make_move_iterator(last));
        return next;
    }
    Inlines row(std::make_move_iterator(first), std::make_move_iterator(last));
    Splitter(std::move(row), std::move(runs)).append_to(out);
    return next;
}

/// False when no run can be found: Latin text without a byte that CJK letters start with.
bool may_have_runs(const Inlines& flow) {
    constexpr unsigned char kFirstCjkLead = 0xE1;  // Hangul Jamo, U+1100
    for (const Inline& node : flow) {
        if (const auto* text = std::get_if<Text>(&node.node)) {
            for (const char c : text->value) {
                if (static_cast<unsigned char>(c) >= kFirstCjkLead) return true;
            }
        } else if (const Inlines* children = running_children(node)) {
            if (may_have_runs(*children)) return true;
        }
    }
    return false;
}

void mark_flow(Inlines& flow, const RunLanguages& languages) {
    Inlines out;
    out.reserve(flow.size());
    for (std::size_t i = 0; i < flow.size();) {
        if (is_row_member(flow[i])) {
            i = mark_row(flow, i, languages, out);
            continue;
        }
        Inline& node = flow[i++];
        const auto* link = std::get_if<Link>(&node.node);
        const auto* span = std::get_if<Span>(&node.node);
        const bool settled = (link != nullptr && is_bare_url(*link)) ||
                             (span != nullptr && !span->attributes->lang.empty());
        if (Inlines* children = settled ? nullptr : running_children(node)) {
            mark_flow(*children, languages);
        }
        out.push_back(std::move(node));
    }
    flow = std::move(out);
}

void mark_blocks(Blocks& blocks, RunLanguages& languages) {
    for (Block& block : blocks) {
        const std::string outer = languages.block;
        if (!block.lang.empty()) languages.block = block.lang;
        const bool cjk = is_cjk_language(languages.block);
        for_each_flow(block, [&](Inlines& flow) {
            if (cjk || may_have_runs(flow)) mark_flow(flow, languages);
        });
        for_each_child_blocks(block, [&](Blocks& children) { mark_blocks(children, languages); });
        languages.block = outer;
    }
}

/// What Han in Latin text is: the document's language, or the guess from all its CJK letters.
std::string han_language(const Document& document) {
    if (is_cjk_language(document.meta.lang)) return document.meta.lang;
    text::LetterCounts counts = count_prose(document);
    counts.latin = 0;
    return text::guess_language(counts);
}

}  // namespace

void run_languages(Document& document, Context&) {
    RunLanguages languages{.block = document.meta.lang,
                           .latin = secondary_language(document.meta),
                           .han = han_language(document)};
    mark_blocks(document.blocks, languages);
    for (Note& note : document.notes) mark_blocks(note.children, languages);
}

}  // namespace inkstone::transform
