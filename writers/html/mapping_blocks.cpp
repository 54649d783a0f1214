// SPDX-License-Identifier: Apache-2.0
// Mapper: block nodes. Every element starts on a new line.
#include <algorithm>
#include <cstdint>
#include <string>

#include "src/ast/plain_text.hpp"
#include "src/ast/visit.hpp"
#include "writers/html/escape.hpp"
#include "writers/html/mapping.hpp"
#include "writers/html/text_width.hpp"

namespace inkstone::html {
namespace {

/// Cells of code that fit a 320 px window: (320 px − 2 × 20 px margin − 2 × 12 px padding) ÷ 9 px.
constexpr std::size_t kNarrowCodeCells = 28;

constexpr std::string_view alert_class(AlertKind kind) noexcept {
    switch (kind) {
        case AlertKind::Note:
            return "alert alert-note";
        case AlertKind::Tip:
            return "alert alert-tip";
        case AlertKind::Important:
            return "alert alert-important";
        case AlertKind::Warning:
            return "alert alert-warning";
        case AlertKind::Caution:
            return "alert alert-caution";
    }
    return "alert";
}

}  // namespace

void Mapper::blocks(std::span<const Block> nodes) {
    for (const Block& node : nodes) block(node, false);
}

void Mapper::children(const Blocks& nodes, bool tight) {
    for (const Block& node : nodes) block(node, tight);
}

void Mapper::block(const Block& node, bool tight) {
    const std::string_view lang = node.lang;
    visit(
        node,
        [&](const Paragraph& x) { paragraph(x, lang, tight); },
        [&](const Heading& x) { heading(x, lang); },
        [&](const CodeBlock& x) { code_block(x, lang); },
        [&](const BlockQuote& x) { container("blockquote", x.children, lang); },
        [&](const Alert& x) { alert(x, lang); },
        [&](const List& x) { list(x, lang); },
        [&](const DefinitionList& x) { definition_list(x, lang); },
        [&](const Table& x) { table(x, lang); },
        [&](const ThematicBreak&) {
            new_line();
            void_element("hr");
            out_.push_back('\n');
        },
        [&](const PageBreak&) { page_break(); },
        [&](const MathBlock& x) { math_block(x, lang, node.position); },
        [&](const Figure& x) { figure(x, lang); },
        [&](const Div& x) { div(x, lang); },
        [&](const Details& x) { details(x, lang); },
        [&](const RawBlock& x) { raw_block(x, node.position); });
}

void Mapper::paragraph(const Paragraph& node, std::string_view lang, bool tight) {
    if (tight) {
        if (!lang.empty()) start("span", lang);
        inlines(node.children);
        if (!lang.empty()) end("span");
        return;
    }
    new_line();
    start("p", lang);
    inlines(node.children);
    out_.append("</p>\n");
}

/// The level among the headings before it, without gaps: h4 right below h2 counts as level 3.
int Mapper::outline_level(int level) {
    while (!open_headings_.empty() && open_headings_.back().first >= level) {
        open_headings_.pop_back();
    }
    const int outer = open_headings_.empty() ? level - 1 : open_headings_.back().second;
    open_headings_.emplace_back(level, std::min(level, outer + 1));
    return open_headings_.back().second;
}

void Mapper::heading(const Heading& node, std::string_view lang) {
    HeadingForm form{node.level, {}};
    if (options_.map_heading) form = options_.map_heading(node);
    const char digit = static_cast<char>('0' + std::clamp(form.level, 1, 6));
    new_line();
    out_.append("<h").push_back(digit);
    if (form.id.empty()) {
        attributes(*node.attributes, lang, {});
    } else {
        Attributes rest = *node.attributes;
        rest.id.clear();
        write_final_id(form.id);
        attributes(rest, lang, {});
    }
    // The element is as written; who hears the page gets an outline without gaps.
    const int level = outline_level(digit - '0');
    if (level != digit - '0') append_attribute(out_, "aria-level", std::to_string(level));
    out_.push_back('>');
    inlines(node.children);
    out_.append("</h").push_back(digit);
    out_.append(">\n");
}

void Mapper::code_block(const CodeBlock& node, std::string_view lang) {
    const std::string_view language_word = highlight::language_of(node.info);
    const std::vector<highlight::Token> tokens =
        options_.highlight ? highlight::tokenize(language_word, node.literal)
                           : std::vector<highlight::Token>();
    new_line();
    out_.append("<pre");
    attributes(*node.attributes, lang, tokens.empty() ? "" : "highlighted");
    // Long lines scroll, so the keyboard must reach them (WCAG 2.1.1); a book wraps them instead.
    if (!xhtml() && widest_line(node.literal) > kNarrowCodeCells) {
        std::string label(labels_.code);
        if (!language_word.empty()) label.append(" (").append(language_word).append(")");
        out_.append(" tabindex=\"0\" role=\"region\"");
        append_attribute(out_, "aria-label", label);
    }
    out_.append("><code");
    if (!language_word.empty()) {
        append_attribute(out_, "class", "language-" + std::string(language_word));
    }
    out_.push_back('>');
    code_text(node.literal, tokens);
    out_.append("</code></pre>\n");
}

void Mapper::code_text(std::string_view code, std::span<const highlight::Token> tokens) {
    std::size_t at = 0;
    for (const highlight::Token& token : tokens) {
        append_text(out_, code.substr(at, token.begin - at));
        start("span", {}, highlight::css_class(token.kind));
        append_text(out_, code.substr(token.begin, token.end - token.begin));
        end("span");
        at = token.end;
    }
    append_text(out_, code.substr(at));
}

void Mapper::container(std::string_view element,
                       const Blocks& nodes,
                       std::string_view lang,
                       std::string_view css_class) {
    new_line();
    start(element, lang, css_class);
    out_.push_back('\n');
    children(nodes);
    new_line();
    end(element);
    out_.push_back('\n');
}

void Mapper::alert(const Alert& node, std::string_view lang) {
    new_line();
    out_.append("<div");
    append_attribute(out_, "class", alert_class(node.kind));
    language(lang);
    out_.append(" role=\"note\">\n<p class=\"alert-title\">");
    if (node.title.empty()) {
        out_.append(labels_.alert(node.kind));
    } else {
        inlines(node.title);
    }
    out_.append("</p>\n");
    children(node.children);
    new_line();
    out_.append("</div>\n");
}

void Mapper::list(const List& node, std::string_view lang) {
    const bool tasks = std::any_of(node.items.begin(), node.items.end(), [](const ListItem& item) {
        return item.checked.has_value();
    });
    const std::string_view element = node.ordered ? "ol" : "ul";
    new_line();
    out_.push_back('<');
    out_.append(element);
    if (tasks) append_attribute(out_, "class", "task-list");
    if (node.ordered && node.start != 1) {
        append_attribute(out_, "start", std::to_string(node.start));
    }
    language(lang);
    out_.append(">\n");
    for (const ListItem& item : node.items) list_item(item, node.tight);
    end(element);
    out_.push_back('\n');
}

void Mapper::list_item(const ListItem& item, bool tight) {
    new_line();
    if (item.checked) {
        out_.append("<li class=\"task\">");
        task_item(item, tight);
    } else {
        out_.append("<li>");
        children(item.children, tight);
    }
    out_.append("</li>\n");
}

void Mapper::task_item(const ListItem& item, bool tight) {
    const Paragraph* text =
        item.children.empty() ? nullptr : std::get_if<Paragraph>(&item.children.front().node);
    const bool labelled = text != nullptr && !plain_text(text->children).empty();
    if (xhtml() || !labelled) {
        task_box(*item.checked, *item.checked ? labels_.done : labels_.to_do);
        out_.push_back(' ');
        children(item.children, tight);
        return;
    }
    // The item's own words are the label of its box.
    if (!tight) start("p", item.children.front().lang);
    out_.append("<label>");
    task_box(*item.checked, {});
    out_.push_back(' ');
    paragraph(*text, tight ? std::string_view(item.children.front().lang) : "", true);
    out_.append(tight ? "</label>" : "</label></p>\n");
    for (std::size_t i = 1; i < item.children.size(); ++i) block(item.children[i], tight);
}

void Mapper::task_box(bool checked, std::string_view label) {
    if (xhtml()) {
        // Readers of books draw form controls badly or not at all: a character is safe.
        out_.append("<span class=\"task-box\" role=\"img\"");
        append_attribute(out_, "aria-label", label);
        out_.append(checked ? ">\u2611</span>" : ">\u2610</span>");
        return;
    }
    out_.append("<input type=\"checkbox\"");
    if (checked) out_.append(" checked");
    out_.append(" disabled");
    if (!label.empty()) append_attribute(out_, "aria-label", label);
    out_.push_back('>');
}

void Mapper::definition_list(const DefinitionList& node, std::string_view lang) {
    new_line();
    start("dl", lang);
    out_.push_back('\n');
    for (const DefinitionItem& item : node.items) {
        start("dt");
        inlines(item.term);
        out_.append("</dt>\n");
        for (const Blocks& definition : item.definitions) {
            start("dd");
            children(definition, definition.size() == 1);
            out_.append("</dd>\n");
        }
    }
    out_.append("</dl>\n");
}

void Mapper::page_break() {
    new_line();
    out_.append("<div class=\"page-break\"></div>\n");
}

void Mapper::figure(const Figure& node, std::string_view lang) {
    new_line();
    start("figure", lang);
    out_.push_back('\n');
    children(node.children, node.children.size() == 1);
    if (!node.caption.empty()) {
        new_line();
        start("figcaption");
        inlines(node.caption);
        end("figcaption");
    }
    new_line();
    out_.append("</figure>\n");
}

void Mapper::div(const Div& node, std::string_view lang) {
    new_line();
    out_.append("<div");
    attributes(*node.attributes, lang, alignment_class(node.alignment));
    out_.append(">\n");
    children(node.children);
    new_line();
    out_.append("</div>\n");
}

void Mapper::details(const Details& node, std::string_view lang) {
    new_line();
    start("details", lang);
    if (node.open) out_.insert(out_.size() - 1, xhtml() ? " open=\"open\"" : " open");
    out_.append("\n<summary>");
    if (node.summary.empty()) {
        append_text(out_, labels_.details);
    } else {
        inlines(node.summary);
    }
    out_.append("</summary>\n");
    children(node.children);
    new_line();
    out_.append("</details>\n");
}

void Mapper::raw_block(const RawBlock& node, SourcePosition where) {
    if (options_.raw_html == RawHtmlPolicy::Raw && node.format == "html") {
        new_line();
        out_.append(node.literal);
        new_line();
        return;
    }
    raw_html_.add(where);
    if (options_.raw_html == RawHtmlPolicy::Escape) {
        new_line();
        start("pre", {}, "raw-html");
        out_.append("<code>");
        append_text(out_, node.literal);
        out_.append("</code></pre>\n");
    } else if (node.format == "html") {
        raw_text(text_of_html(node.literal));
    }
}

void Mapper::raw_text(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    while (true) {
        const std::size_t first = text.find_first_not_of(kBlanks);
        if (first == std::string_view::npos) return;
        text.remove_prefix(first);
        const std::string_view part = text.substr(0, text.find("\n\n"));
        new_line();
        start("p");
        append_text(out_, part.substr(0, part.find_last_not_of(kBlanks) + 1));
        out_.append("</p>\n");
        text.remove_prefix(part.size());
    }
}

}  // namespace inkstone::html
