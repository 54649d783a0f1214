// SPDX-License-Identifier: Apache-2.0
// The design tokens for a language and a paper (output requirements section 3).
#include "writers/pdf/layout/tokens.hpp"

#include <string>
#include <string_view>

#include "src/ast/plain_text.hpp"
#include "src/ast/visit.hpp"
#include "src/text/language.hpp"

namespace inkstone::layout {

namespace {

/// Latin text: about 70 characters of 11 pt on a line, and less leading than Han needs.
constexpr double kLatinSize = 11;
constexpr double kLatinLeading = 15.5;
constexpr double kLatinMeasure = 374;

constexpr double kLetterWidth = 612, kLetterHeight = 792;
constexpr double kLetterSide = 96, kLetterTop = 82, kLetterBottom = 88;

bool wants_letter(const TokenChoice& choice) {
    if (!choice.paper.empty()) return choice.paper == "letter";
    return choice.lang == "en-US";
}

void use_letter(Tokens& tokens) {
    tokens.page_width = kLetterWidth;
    tokens.page_height = kLetterHeight;
    tokens.margin_left = tokens.margin_right = kLetterSide;
    tokens.margin_top = kLetterTop;
    tokens.margin_bottom = kLetterBottom;
}

void use_latin(Tokens& tokens) {
    tokens.size_body = kLatinSize;
    tokens.leading = kLatinLeading;
    tokens.paragraph_gap = kLatinLeading / 2;
    tokens.list_indent = 2 * kLatinSize;
    tokens.quote_indent = 2 * kLatinSize;
    tokens.margin_left = tokens.margin_right = (tokens.page_width - kLatinMeasure) / 2;
    tokens.headings[3] = {11.5, 16, 15, 4};
    tokens.headings[4] = {kLatinSize, kLatinLeading, 12, 3};
    tokens.headings[5] = {kLatinSize, kLatinLeading, 12, 3};
}

/// Prose of the document, counted block by block so that no copy of the whole is made.
class LetterCounter {
public:
    void blocks(const Blocks& blocks) {
        for (const Block& block : blocks) add(block);
    }
    [[nodiscard]] const text::LetterCounts& counts() const noexcept { return counts_; }

private:
    void inlines(const Inlines& inlines) { counts_.add(plain_text(inlines)); }
    void rows(const std::vector<TableRow>& rows) {
        for (const TableRow& row : rows) {
            for (const TableCell& cell : row) blocks(cell.children);
        }
    }
    void add(const Block& block) {
        visit(
            block,
            [&](const Paragraph& node) { inlines(node.children); },
            [&](const Heading& node) { inlines(node.children); },
            [](const CodeBlock&) {},
            [&](const BlockQuote& node) { blocks(node.children); },
            [&](const Alert& node) { blocks(node.children); },
            [&](const List& node) {
                for (const ListItem& item : node.items) blocks(item.children);
            },
            [&](const DefinitionList& node) {
                for (const DefinitionItem& item : node.items) {
                    inlines(item.term);
                    for (const Blocks& one : item.definitions) blocks(one);
                }
            },
            [&](const Table& node) {
                rows(node.head);
                rows(node.body);
            },
            [](const ThematicBreak&) {},
            [](const PageBreak&) {},
            [](const MathBlock&) {},
            [&](const Figure& node) {
                blocks(node.children);
                inlines(node.caption);
            },
            [&](const Div& node) { blocks(node.children); },
            [](const RawBlock&) {});
    }

    text::LetterCounts counts_;
};

}  // namespace

TokenChoice choose_tokens(const Document& document) {
    LetterCounter counter;
    counter.blocks(document.blocks);
    for (const Note& note : document.notes) counter.blocks(note.children);
    const text::LetterCounts& counts = counter.counts();
    const std::uint64_t cjk = counts.han + counts.kana + counts.hangul;
    TokenChoice choice;
    choice.lang = document.meta.lang;
    // More than nine letters in ten. A document without letters follows its language.
    choice.latin_only = counts.latin > 0 ? cjk * 9 < counts.latin
                                         : text::han_region(choice.lang) == text::HanRegion::None;
    return choice;
}

Tokens make_tokens(const TokenChoice& choice) {
    Tokens tokens;
    if (wants_letter(choice)) use_letter(tokens);
    if (choice.latin_only) use_latin(tokens);
    return tokens;
}

}  // namespace inkstone::layout
