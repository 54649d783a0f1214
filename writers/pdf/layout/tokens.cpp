// SPDX-License-Identifier: Apache-2.0
// The design tokens for a language and a paper (output requirements section 3).
#include "writers/pdf/layout/tokens.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "src/ast/plain_text.hpp"
#include "src/ast/visit.hpp"
#include "src/text/language.hpp"

namespace inkstone::layout {

namespace {

constexpr theme::Paper kLetter{612, 792};
/// Margins above and below the text on A4 and Letter; other papers scale A4's.
constexpr theme::Paper kA4{};
constexpr double kTop = 80, kBottom = 85, kLetterTop = 82, kLetterBottom = 88;
/// Sides of a small page are at least this part of its width: the measure gives way.
constexpr double kLeastSide = 0.1;
/// A text area below this, in points, is a slip of the hand.
constexpr double kLeastText = 72;

Color color(const theme::Tone& tone) {
    return {tone.light.red, tone.light.green, tone.light.blue};
}

/// 2 zw in Chinese, 1 in Japanese and Korean (output requirements PA1), 1.5 em in Latin books.
double indent_em(const theme::Theme& theme, const std::string& lang) {
    if (theme.paragraph_indent) return *theme.paragraph_indent;
    if (text::is_chinese(lang)) return 2;
    return text::is_japanese(lang) || text::is_korean(lang) ? 1 : 1.5;
}

void use_text(Tokens& tokens, const theme::Look& look, const TokenChoice& choice) {
    const theme::Theme& theme = look.theme;
    const double own = choice.latin_only ? theme.size_latin : theme.size_body;
    tokens.size_body = look.font_size.value_or(own);
    const double scale = tokens.size_body / own;
    tokens.leading = (choice.latin_only ? theme.leading_latin : theme.leading) * scale;
    const bool gap = theme.paragraph == theme::ParagraphStyle::Gap;
    tokens.paragraph_gap = gap ? theme.paragraph_gap * tokens.leading : 0;
    tokens.paragraph_indent = gap ? 0 : indent_em(theme, choice.lang) * tokens.size_body;
    tokens.list_indent = theme.list_indent * tokens.size_body;
    tokens.quote_indent = theme.quote_indent * tokens.size_body;
    tokens.quote_bar = theme.quote_bar;
    for (std::size_t i = 0; i < tokens.headings.size(); ++i) {
        tokens.headings[i] = {theme.head_size[i] * scale,
                              theme.head_leading[i] * scale,
                              theme.head_above[i] * scale,
                              theme.head_below[i] * scale};
    }
    if (!choice.latin_only) return;
    // Latin text needs less leading; no heading is smaller than the text.
    tokens.headings[3].leading = std::min(tokens.headings[3].leading, 16 * scale);
    tokens.headings[3].below = std::min(tokens.headings[3].below, 4 * scale);
    for (std::size_t i = 4; i < tokens.headings.size(); ++i) {
        tokens.headings[i].size = std::max(tokens.headings[i].size, tokens.size_body);
        tokens.headings[i].leading = tokens.leading;
    }
}

void use_theme(Tokens& tokens, const theme::Theme& theme) {
    tokens.size_code_ratio = theme.code_size;
    tokens.code_leading = theme.code_leading;
    tokens.code_padding = theme.code_padding;
    tokens.code_radius = theme.code_radius;
    tokens.size_small_ratio = theme.small_size;
    tokens.small_leading = theme.small_leading;
    tokens.table_size_ratio = theme.table_size;
    tokens.cell_padding_x = theme.table_padding_x;
    tokens.cell_padding_y = theme.table_padding_y;
    tokens.running_heads = theme.running_heads;
    tokens.text = color(theme.text);
    tokens.heading = color(theme.head);
    tokens.muted = color(theme.muted);
    tokens.link = color(theme.link);
    tokens.code_background = color(theme.code_background);
    tokens.table_rule = color(theme.rule);
    // In the order of highlight::TokenClass.
    tokens.code_colors = {color(theme.code_keyword),
                          color(theme.code_string),
                          color(theme.code_number),
                          color(theme.code_comment),
                          color(theme.code_error)};
}

/// Sides: what was asked for, else what the measure leaves.
void use_sides(Tokens& tokens, const theme::Theme& theme, bool latin_only) {
    const theme::Margins& margin = theme.margin;
    const double wish = (latin_only ? theme.measure_latin : theme.measure) * tokens.size_body;
    const double least = tokens.page_width * kLeastSide;
    const double fixed = margin.left.value_or(0) + margin.right.value_or(0);
    const double open = (margin.left ? 0 : 1) + (margin.right ? 0 : 1);
    double measure = tokens.page_width - fixed - open * least;
    if (open == 2) measure = std::min(measure, wish);
    if (!latin_only) measure = std::floor(measure / tokens.size_body + 1e-6) * tokens.size_body;
    const double rest = tokens.page_width - measure;
    tokens.margin_left = margin.left.value_or(margin.right ? rest - *margin.right : rest / 2);
    // Where both sides are given, what a whole number of zw leaves over is on the right.
    tokens.margin_right = rest - tokens.margin_left;
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
            [&](const Details& node) {
                inlines(node.summary);
                blocks(node.children);
            },
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

Result<Tokens> make_tokens(const theme::Look& look, const TokenChoice& choice) {
    const theme::Theme& theme = look.theme;
    Tokens tokens;
    const theme::Paper paper = theme.paper.value_or(choice.lang == "en-US" ? kLetter : kA4);
    tokens.page_width = paper.width;
    tokens.page_height = paper.height;
    use_text(tokens, look, choice);
    use_theme(tokens, theme);
    use_sides(tokens, theme, choice.latin_only);
    const bool letter = paper == kLetter;
    const double scale = letter ? 1 : paper.height / kA4.height;
    tokens.margin_top = theme.margin.top.value_or((letter ? kLetterTop : kTop) * scale);
    tokens.margin_bottom = theme.margin.bottom.value_or((letter ? kLetterBottom : kBottom) * scale);
    if (tokens.measure() < kLeastText || tokens.text_height() < kLeastText) {
        return fail(ErrorKind::Usage,
                    "the margins leave less than 72pt for the text",
                    "make them smaller, or the paper larger");
    }
    return tokens;
}

}  // namespace inkstone::layout
