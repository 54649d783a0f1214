// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string_view>
#include <vector>

#include "src/ast/walk.hpp"
#include "src/text/language.hpp"
#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"
#include "src/transform/passes.hpp"

namespace inkstone::transform {
namespace {

enum class PieceKind { Text, SoftBreak, Other };

/// The running text of a flow in reading order, marks of emphasis, links and code looked through.
struct Piece {
    PieceKind kind = PieceKind::Text;
    std::string_view text;
};

void collect(const Inlines& flow, std::vector<Piece>& pieces) {
    for (const Inline& node : flow) {
        if (const auto* text = std::get_if<Text>(&node.node)) {
            if (!text->value.empty()) pieces.push_back({PieceKind::Text, text->value});
        } else if (const auto* code = std::get_if<Code>(&node.node)) {
            if (!code->literal.empty()) pieces.push_back({PieceKind::Text, code->literal});
        } else if (std::holds_alternative<SoftBreak>(node.node)) {
            pieces.push_back({PieceKind::SoftBreak, {}});
        } else if (const Inlines* children = running_children(node)) {
            collect(*children, pieces);
        } else if (!std::holds_alternative<NoteRef>(node.node) &&
                   !std::holds_alternative<RawInline>(node.node)) {
            pieces.push_back({PieceKind::Other, {}});
        }
    }
}

/// Walks the code points of the pieces away from a soft break, in one direction. Gives 0 at an
/// image, a formula, a hard break or the end. Other soft breaks are passed over.
class Neighbours {
public:
    Neighbours(const std::vector<Piece>& pieces, std::size_t at, bool forward)
        : pieces_(pieces), piece_(at), forward_(forward) {}

    char32_t next() {
        while (text_.empty()) {
            if (forward_ ? piece_ + 1 >= pieces_.size() : piece_ == 0) return 0;
            const Piece& piece = pieces_[forward_ ? ++piece_ : --piece_];
            if (piece.kind == PieceKind::Other) return 0;
            text_ = piece.text;
        }
        return forward_ ? take_front() : take_back();
    }

private:
    char32_t take_front() {
        std::size_t at = 0;
        const char32_t c = text::decode(text_, at);
        text_.remove_prefix(at);
        return c;
    }
    char32_t take_back() {
        std::size_t start = text_.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(text_[start]) & 0xC0U) == 0x80U) --start;
        std::size_t at = start;
        const char32_t c = text::decode(text_, at);
        text_.remove_suffix(text_.size() - start);
        return c;
    }

    const std::vector<Piece>& pieces_;
    std::size_t piece_;
    bool forward_;
    std::string_view text_;
};

bool is_cjk(char32_t c) {
    return text::is_cjk_letter(c) || text::is_cjk_punctuation(c);
}

/// Dashes and dots are wide beside CJK in every CJK language, quotes only in Chinese.
bool can_be_wide(char32_t c, std::string_view lang) {
    if (!text::is_ambiguous_mark(c)) return false;
    if (text::is_chinese(lang)) return true;
    return text::is_japanese(lang) && (c == U'—' || c == U'…' || c == U'⋯' || c == U'‥');
}

/// One side of a soft break: the character beside it, and the first beyond marks that could be
/// wide.
struct Side {
    char32_t beside = 0;
    char32_t beyond = 0;

    Side(Neighbours neighbours, std::string_view lang) {
        // A run of marks is short; the bound keeps a page of dots from costing quadratic time.
        constexpr int kMostMarks = 8;
        beside = beyond = neighbours.next();
        for (int i = 0; i < kMostMarks && (beyond == U' ' || can_be_wide(beyond, lang)); ++i) {
            beyond = neighbours.next();
        }
    }
};

bool is_dropped(const Side& before, const Side& after, std::string_view lang) {
    if (before.beside == 0 || after.beside == 0) return false;
    if (text::is_hangul(before.beside) || text::is_hangul(after.beside)) return false;
    if (text::is_cjk_punctuation(before.beside) || text::is_cjk_punctuation(after.beside)) {
        return true;
    }
    const bool cjk_near = is_cjk(before.beyond) || is_cjk(after.beyond);
    const auto joins = [&](char32_t c) {
        return text::is_cjk_letter(c) || (cjk_near && can_be_wide(c, lang));
    };
    return joins(before.beside) && joins(after.beside);
}

/// Erases the soft breaks, counted in reading order, that `dropped` names.
void erase(Inlines& flow, const std::vector<bool>& dropped, std::size_t& next) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < flow.size(); ++i) {
        if (std::holds_alternative<SoftBreak>(flow[i].node)) {
            if (dropped[next++]) continue;
        } else if (Inlines* children = running_children(flow[i])) {
            erase(*children, dropped, next);
        }
        if (kept != i) flow[kept] = std::move(flow[i]);
        ++kept;
    }
    flow.resize(kept);
}

bool has_soft_break(const Inlines& flow) {
    for (const Inline& node : flow) {
        if (std::holds_alternative<SoftBreak>(node.node)) return true;
        const Inlines* children = running_children(node);
        if (children != nullptr && has_soft_break(*children)) return true;
    }
    return false;
}

void join_lines(Inlines& flow, std::string_view lang) {
    if (!has_soft_break(flow)) return;
    std::vector<Piece> pieces;
    collect(flow, pieces);
    std::vector<bool> dropped;
    bool any = false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].kind != PieceKind::SoftBreak) continue;
        dropped.push_back(is_dropped(Side(Neighbours(pieces, i, false), lang),
                                     Side(Neighbours(pieces, i, true), lang),
                                     lang));
        any = any || dropped.back();
    }
    std::size_t next = 0;
    if (any) erase(flow, dropped, next);
}

void visit_blocks(Blocks& blocks, std::string_view lang) {
    for (Block& block : blocks) {
        const std::string_view own = block.lang.empty() ? lang : std::string_view(block.lang);
        for_each_flow(block, [&](Inlines& flow) { join_lines(flow, own); });
        for_each_child_blocks(block, [&](Blocks& children) { visit_blocks(children, own); });
    }
}

}  // namespace

void soft_breaks(Document& document, Context&) {
    visit_blocks(document.blocks, document.meta.lang);
    for (Note& note : document.notes) visit_blocks(note.children, document.meta.lang);
}

}  // namespace inkstone::transform
