// SPDX-License-Identifier: Apache-2.0
// Strict fragment: Document → the bytes of cmark-gfm's own HTML renderer. Kept apart from the page
// mapping because each follows its own master: this one the reference output, that one the reader.
#include "writers/html/commonmark_fragment.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

#include "src/ast/visit.hpp"
#include "writers/html/escape.hpp"
#include "writers/html/survey.hpp"
#include "writers/html/url_policy.hpp"

namespace inkstone::html {
namespace {

constexpr std::string_view kOmitted = "<!-- raw HTML omitted -->";

bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// True when the tag at the start of `html` is one that GFM 6.11 disallows. The comparison is
/// that of cmark-gfm's tagfilter: name, then a blank, '>' or "/>".
bool is_filtered_tag(std::string_view html) noexcept {
    constexpr std::array<std::string_view, 9> kFiltered{"title",
                                                        "textarea",
                                                        "style",
                                                        "xmp",
                                                        "iframe",
                                                        "noembed",
                                                        "noframes",
                                                        "script",
                                                        "plaintext"};
    if (html.size() < 3 || html[0] != '<') return false;
    const std::string_view rest = html.substr(html[1] == '/' ? 2 : 1);
    return std::any_of(kFiltered.begin(), kFiltered.end(), [&](std::string_view name) {
        if (rest.size() <= name.size()) return false;
        if (!equals_ignoring_case(rest.substr(0, name.size()), name)) return false;
        const std::string_view tail = rest.substr(name.size());
        return is_space(tail[0]) || tail[0] == '>' || tail.starts_with("/>");
    });
}

/// Walks the tree and appends. `tight` tells a paragraph whether its list is tight.
class FragmentRenderer {
public:
    FragmentRenderer(const Document& document, const FragmentOptions& options)
        : document_(document), options_(options) {
        if (!document.notes.empty()) mark_counts_ = count_note_marks(document);
    }

    std::string run() && {
        blocks(document_.blocks, false);
        if (!document_.notes.empty()) notes();
        return std::move(out_);
    }

private:
    /// Starts a new line unless at one (cmark_html_render_cr).
    void cr() {
        if (!out_.empty() && out_.back() != '\n') out_.push_back('\n');
    }

    void number(std::int64_t value) {
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        out_.append(digits.data(), end);
    }

    void blocks(const Blocks& children, bool tight) {
        for (const Block& child : children) block(child, tight);
    }

    void block(const Block& node, bool tight) {
        visit(
            node,
            [&](const Paragraph& x) { paragraph(x, tight); },
            [&](const Heading& x) { heading(x); },
            [&](const CodeBlock& x) { code_block(x); },
            [&](const BlockQuote& x) { container("blockquote", x.children); },
            [&](const Alert& x) { container("blockquote", x.children); },
            [&](const List& x) { list(x); },
            [&](const DefinitionList& x) { definition_list(x); },
            [&](const Table& x) { table(x); },
            [&](const ThematicBreak&) {
                cr();
                out_.append("<hr />\n");
            },
            [&](const PageBreak&) {},
            [&](const MathBlock& x) { math_block(x); },
            [&](const Figure& x) { container("figure", x.children); },
            [&](const Div& x) { container("div", x.children); },
            [&](const Details& x) { container("details", x.children); },
            [&](const RawBlock& x) { raw_block(x); });
    }

    void paragraph(const Paragraph& node, bool tight) {
        if (tight) {
            inlines(node.children);
            return;
        }
        cr();
        out_.append("<p>");
        inlines(node.children);
        out_.append("</p>\n");
    }

    void heading(const Heading& node) {
        const char digit = static_cast<char>('0' + std::clamp(node.level, 1, 6));
        cr();
        out_.append("<h").push_back(digit);
        out_.push_back('>');
        inlines(node.children);
        out_.append("</h").push_back(digit);
        out_.append(">\n");
    }

    void code_block(const CodeBlock& node) {
        cr();
        if (node.info.empty()) {
            out_.append("<pre><code>");
        } else {
            const auto end = std::find_if(node.info.begin(), node.info.end(), is_space);
            out_.append("<pre><code class=\"language-");
            append_escaped(out_, std::string_view(node.info.begin(), end));
            out_.append("\">");
        }
        append_escaped(out_, node.literal);
        out_.append("</code></pre>\n");
    }

    void container(std::string_view element, const Blocks& children) {
        cr();
        out_.append("<").append(element).append(">\n");
        blocks(children, false);
        cr();
        out_.append("</").append(element).append(">\n");
    }

    void list(const List& node) {
        cr();
        if (!node.ordered) {
            out_.append("<ul>\n");
        } else if (node.start == 1) {
            out_.append("<ol>\n");
        } else {
            out_.append("<ol start=\"");
            number(node.start);
            out_.append("\">\n");
        }
        for (const ListItem& item : node.items) list_item(item, node.tight);
        out_.append(node.ordered ? "</ol>\n" : "</ul>\n");
    }

    void list_item(const ListItem& item, bool tight) {
        cr();
        out_.append("<li>");
        if (item.checked) {
            out_.append(*item.checked ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                                      : "<input type=\"checkbox\" disabled=\"\" /> ");
        }
        blocks(item.children, tight);
        out_.append("</li>\n");
    }

    void definition_list(const DefinitionList& node) {
        cr();
        out_.append("<dl>\n");
        for (const DefinitionItem& item : node.items) {
            out_.append("<dt>");
            inlines(item.term);
            out_.append("</dt>\n");
            for (const Blocks& definition : item.definitions) container("dd", definition);
        }
        out_.append("</dl>\n");
    }

    void table(const Table& node) {
        cr();
        out_.append("<table>\n");
        row_group(node, node.head, "thead", "th");
        row_group(node, node.body, "tbody", "td");
        out_.append("</table>\n");
    }

    void row_group(const Table& table,
                   const std::vector<TableRow>& rows,
                   std::string_view group,
                   std::string_view cell) {
        if (rows.empty()) return;
        out_.append("<").append(group).append(">\n");
        for (const TableRow& row : rows) {
            out_.append("<tr>\n");
            for (std::size_t i = 0; i < row.size(); ++i) {
                out_.append("<").append(cell);
                if (i < table.columns.size()) alignment(table.columns[i]);
                out_.push_back('>');
                blocks(row[i].children, row[i].children.size() == 1);
                out_.append("</").append(cell).append(">\n");
            }
            out_.append("</tr>\n");
        }
        out_.append("</").append(group).append(">\n");
    }

    void alignment(Alignment value) {
        switch (value) {
            case Alignment::Default:
                return;
            case Alignment::Left:
                out_.append(" align=\"left\"");
                return;
            case Alignment::Center:
                out_.append(" align=\"center\"");
                return;
            case Alignment::Right:
                out_.append(" align=\"right\"");
                return;
        }
    }

    void math_block(const MathBlock& node) {
        cr();
        out_.append("<pre><code class=\"language-math\">");
        append_escaped(out_, node.source);
        out_.append("</code></pre>\n");
    }

    void raw_block(const RawBlock& node) {
        cr();
        switch (options_.raw_html) {
            case RawHtmlPolicy::Safe:
                out_.append(kOmitted);
                break;
            case RawHtmlPolicy::Escape:
                append_escaped(out_, node.literal);
                break;
            case RawHtmlPolicy::Raw:
                filtered_block(node.literal);
                break;
        }
        cr();
    }

    /// Raw block text with every disallowed tag's '<' escaped.
    void filtered_block(std::string_view html) {
        if (!options_.tag_filter) {
            out_.append(html);
            return;
        }
        for (std::size_t start = 0; start < html.size();) {
            const std::size_t tag = std::min(html.find('<', start), html.size());
            out_.append(html, start, tag - start);
            if (tag == html.size()) break;
            out_.append(is_filtered_tag(html.substr(tag)) ? "&lt;" : "<");
            start = tag + 1;
        }
    }

    // ---- inline --------------------------------------------------------------------------------

    void inlines(const Inlines& children) {
        for (const Inline& child : children) inline_node(child);
    }

    void element(std::string_view name, const Inlines& children) {
        out_.append("<").append(name).append(">");
        inlines(children);
        out_.append("</").append(name).append(">");
    }

    void inline_node(const Inline& node) {
        visit(
            node,
            [&](const Text& x) { append_escaped(out_, x.value); },
            [&](const SoftBreak&) { out_.push_back('\n'); },
            [&](const LineBreak&) { out_.append("<br />\n"); },
            [&](const Emphasis& x) { element("em", x.children); },
            [&](const Strong& x) { element("strong", x.children); },
            [&](const Strikethrough& x) { element("del", x.children); },
            [&](const Underline& x) { element("u", x.children); },
            [&](const Mark& x) { element("mark", x.children); },
            [&](const Subscript& x) { element("sub", x.children); },
            [&](const Superscript& x) { element("sup", x.children); },
            [&](const Code& x) { code(x.literal); },
            [&](const Math& x) { code(x.source); },
            [&](const Link& x) { link(x); },
            [&](const Image& x) { image(x); },
            [&](const NoteRef& x) { note_mark(x); },
            [&](const Span& x) { inlines(x.children); },
            [&](const Ruby& x) { inlines(x.base); },
            [&](const RawInline& x) { raw_inline(x); });
    }

    void code(std::string_view literal) {
        out_.append("<code>");
        append_escaped(out_, literal);
        out_.append("</code>");
    }

    void url(std::string_view value) {
        if (options_.raw_html == RawHtmlPolicy::Raw || !is_dangerous_url(value)) {
            append_href(out_, value);
        }
    }

    void title(std::string_view value) {
        if (value.empty()) return;
        out_.append("\" title=\"");
        append_escaped(out_, value);
    }

    void link(const Link& node) {
        out_.append("<a href=\"");
        url(node.url);
        title(node.title);
        out_.append("\">");
        inlines(node.children);
        out_.append("</a>");
    }

    void image(const Image& node) {
        out_.append("<img src=\"");
        url(node.url);
        out_.append("\" alt=\"");
        alt_text(node.alt);
        title(node.title);
        out_.append("\" />");
    }

    /// cmark's "plain" mode: text, code and raw HTML as text, breaks as a blank, nothing else.
    void alt_text(const Inlines& children) {
        for (const Inline& child : children) {
            visit(
                child,
                [&](const Text& x) { append_escaped(out_, x.value); },
                [&](const SoftBreak&) { out_.push_back(' '); },
                [&](const LineBreak&) { out_.push_back(' '); },
                [&](const Emphasis& x) { alt_text(x.children); },
                [&](const Strong& x) { alt_text(x.children); },
                [&](const Strikethrough& x) { alt_text(x.children); },
                [&](const Underline& x) { alt_text(x.children); },
                [&](const Mark& x) { alt_text(x.children); },
                [&](const Subscript& x) { alt_text(x.children); },
                [&](const Superscript& x) { alt_text(x.children); },
                [&](const Code& x) { append_escaped(out_, x.literal); },
                [&](const Math& x) { append_escaped(out_, x.source); },
                [&](const Link& x) { alt_text(x.children); },
                [&](const Image& x) { alt_text(x.alt); },
                [&](const NoteRef&) {},
                [&](const Span& x) { alt_text(x.children); },
                [&](const Ruby& x) { alt_text(x.base); },
                [&](const RawInline& x) { append_escaped(out_, x.literal); });
        }
    }

    void raw_inline(const RawInline& node) {
        switch (options_.raw_html) {
            case RawHtmlPolicy::Safe:
                out_.append(kOmitted);
                return;
            case RawHtmlPolicy::Escape:
                append_escaped(out_, node.literal);
                return;
            case RawHtmlPolicy::Raw:
                break;
        }
        if (options_.tag_filter && is_filtered_tag(node.literal)) {
            out_.append("&lt;").append(node.literal, 1);
        } else {
            out_.append(node.literal);
        }
    }

    // ---- notes ---------------------------------------------------------------------------------

    /// `label` or `label-2` for the second mark of a note and so on.
    void note_mark_id(std::string_view label, std::size_t occurrence) {
        append_href(out_, label);
        if (occurrence < 2) return;
        out_.push_back('-');
        number(static_cast<std::int64_t>(occurrence));
    }

    void note_mark(const NoteRef& node) {
        if (node.note >= document_.notes.size()) return;
        const std::string& label = document_.notes[node.note].label;
        out_.append("<sup class=\"footnote-ref\"><a href=\"#fn-");
        append_href(out_, label);
        out_.append("\" id=\"fnref-");
        note_mark_id(label, node.occurrence);
        out_.append("\" data-footnote-ref>");
        number(static_cast<std::int64_t>(node.note) + 1);
        out_.append("</a></sup>");
    }

    void notes() {
        out_.append("<section class=\"footnotes\" data-footnotes>\n<ol>\n");
        for (std::size_t i = 0; i < document_.notes.size(); ++i) {
            const Note& note = document_.notes[i];
            out_.append("<li id=\"fn-");
            append_href(out_, note.label);
            out_.append("\">\n");
            note_body(note, mark_counts_[i]);
            out_.append("</li>\n");
        }
        out_.append("</ol>\n</section>\n");
    }

    /// The way back stands in the last paragraph, or on its own line behind another last block.
    void note_body(const Note& note, std::size_t marks) {
        const Paragraph* last =
            note.children.empty() ? nullptr : std::get_if<Paragraph>(&note.children.back().node);
        for (const Block& child : note.children) {
            if (last != nullptr && &child == &note.children.back()) break;
            block(child, false);
        }
        if (last == nullptr) {
            back_links(note.label, marks);
            out_.push_back('\n');
            return;
        }
        cr();
        out_.append("<p>");
        inlines(last->children);
        out_.push_back(' ');
        back_links(note.label, marks);
        out_.append("</p>\n");
    }

    void back_links(std::string_view label, std::size_t marks) {
        constexpr std::string_view kAttributes =
            "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩";
        for (std::size_t mark = 1; mark <= std::max<std::size_t>(marks, 1); ++mark) {
            out_.append(mark == 1 ? "<a href=\"#fnref-" : " <a href=\"#fnref-");
            note_mark_id(label, mark);
            out_.append(kAttributes);
            if (mark > 1) {
                out_.append("<sup class=\"footnote-ref\">");
                number(static_cast<std::int64_t>(mark));
                out_.append("</sup>");
            }
            out_.append("</a>");
        }
    }

    const Document& document_;
    FragmentOptions options_;
    std::vector<std::size_t> mark_counts_;
    std::string out_;
};

}  // namespace

std::string render_commonmark_fragment(const Document& document, const FragmentOptions& options) {
    return FragmentRenderer(document, options).run();
}

}  // namespace inkstone::html
