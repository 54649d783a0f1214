// SPDX-License-Identifier: Apache-2.0
// One walk over a whole Document that names every part of it: the text dump and the JSON writer
// are two outputs of it, so that neither can forget a field.
//
// An Output has: begin(name, position), end(), field(key, string_view | int64 | bool |
// vector<string>), begin_list(key, is_empty), end_list(). Fields come before lists.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/ast.hpp"
#include "src/ast/visit.hpp"

namespace inkstone {

std::string_view name_of(AlertKind kind) noexcept;
std::string_view name_of(Alignment alignment) noexcept;

template <class Output>
class Describer {
public:
    explicit Describer(Output& out) : out_(out) {}

    void document(const Document& document) {
        out_.begin("document", {});
        out_.begin_list("meta", false);
        metadata(document.meta);
        out_.end_list();
        blocks("blocks", document.blocks);
        out_.begin_list("notes", document.notes.empty());
        for (const Note& it : document.notes) note(it);
        out_.end_list();
        out_.end();
    }

private:
    // ---- Helpers ----

    void text(std::string_view key, std::string_view value) {
        if (!value.empty()) out_.field(key, value);
    }
    void texts(std::string_view key, const std::vector<std::string>& values) {
        if (!values.empty()) out_.field(key, values);
    }
    void number(std::string_view key, std::int64_t value) { out_.field(key, value); }

    void attributes(const Attributes& it) {
        text("id", it.id);
        texts("classes", it.classes);
        text("lang", it.lang);
        text("dir", it.dir);
        std::vector<std::string> pairs;
        for (const auto& [key, value] : it.pairs) pairs.emplace_back(key).append("=").append(value);
        texts("pairs", pairs);
    }

    void blocks(std::string_view key, const Blocks& children) {
        out_.begin_list(key, children.empty());
        for (const Block& child : children) block(child);
        out_.end_list();
    }
    void inlines(std::string_view key, const Inlines& children) {
        out_.begin_list(key, children.empty());
        for (const Inline& child : children) inline_node(child);
        out_.end_list();
    }

    // ---- Metadata ----

    void metadata(const Metadata& meta) {
        out_.begin("metadata", {});
        text("title", meta.title);
        if (meta.title_is_derived) out_.field("title_is_derived", true);
        text("subtitle", meta.subtitle);
        texts("authors", meta.authors);
        text("lang", meta.lang);
        text("dir", meta.dir);
        text("date", meta.date);
        text("modified", meta.modified);
        text("description", meta.description);
        texts("keywords", meta.keywords);
        text("rights", meta.rights);
        text("publisher", meta.publisher);
        text("identifier", meta.identifier);
        entries("extra", meta.extra);
        out_.end();
    }

    void entries(std::string_view key, const MetaValue::Map& map) {
        out_.begin_list(key, map.empty());
        for (const MetaEntry& entry : map) {
            out_.begin("entry", entry.position);
            out_.field("key", std::string_view(entry.key));
            value_parts(entry.value);
            out_.end();
        }
        out_.end_list();
    }

    // The reader bounds the depth of metadata (32).
    void value_parts(const MetaValue& value) {
        if (const auto* string = std::get_if<std::string>(&value.value)) {
            out_.field("value", std::string_view(*string));
        } else if (const auto* list = std::get_if<MetaValue::List>(&value.value)) {
            out_.begin_list("items", list->empty());
            for (const MetaValue& item : *list) {
                out_.begin("item", {});
                value_parts(item);
                out_.end();
            }
            out_.end_list();
        } else {
            entries("entries", std::get<MetaValue::Map>(value.value));
        }
    }

    // ---- Blocks ----

    void note(const Note& it) {
        out_.begin("note", it.position);
        text("label", it.label);
        number("references", static_cast<std::int64_t>(it.references));
        blocks("children", it.children);
        out_.end();
    }

    static std::string_view block_name(const Block& it) {
        using Name = std::string_view;
        return visit(
            it,
            [](const Paragraph&) { return Name("paragraph"); },
            [](const Heading&) { return Name("heading"); },
            [](const CodeBlock&) { return Name("code_block"); },
            [](const BlockQuote&) { return Name("block_quote"); },
            [](const Alert&) { return Name("alert"); },
            [](const List&) { return Name("list"); },
            [](const DefinitionList&) { return Name("definition_list"); },
            [](const Table&) { return Name("table"); },
            [](const ThematicBreak&) { return Name("thematic_break"); },
            [](const PageBreak&) { return Name("page_break"); },
            [](const MathBlock&) { return Name("math_block"); },
            [](const Figure&) { return Name("figure"); },
            [](const Details&) { return Name("details"); },
            [](const Div&) { return Name("div"); },
            [](const RawBlock&) { return Name("raw_block"); });
    }

    void block(const Block& it) {
        out_.begin(block_name(it), it.position);
        text("lang", it.lang);
        visit(
            it,
            [&](const Paragraph& node) { inlines("children", node.children); },
            [&](const Heading& node) { heading(node); },
            [&](const CodeBlock& node) { code(node); },
            [&](const BlockQuote& node) { blocks("children", node.children); },
            [&](const Alert& node) { alert(node); },
            [&](const List& node) { list(node); },
            [&](const DefinitionList& node) { definitions(node); },
            [&](const Table& node) { table(node); },
            [](const ThematicBreak&) {},
            [](const PageBreak&) {},
            [&](const MathBlock& node) { formula(node); },
            [&](const Figure& node) { figure(node); },
            [&](const Details& node) { details(node); },
            [&](const Div& node) { div(node); },
            [&](const RawBlock& node) { raw(node); });
        out_.end();
    }

    void figure(const Figure& node) {
        blocks("children", node.children);
        inlines("caption", node.caption);
    }

    void alignment(Alignment it) {
        if (it != Alignment::Default) text("alignment", name_of(it));
    }

    void formula(const MathBlock& node) {
        out_.field("source", std::string_view(node.source));
        text("id", node.id);
        text("number", node.number);
    }

    void details(const Details& node) {
        if (node.open) out_.field("open", true);
        inlines("summary", node.summary);
        blocks("children", node.children);
    }

    void div(const Div& node) {
        attributes(*node.attributes);
        alignment(node.alignment);
        blocks("children", node.children);
    }

    void heading(const Heading& node) {
        number("level", node.level);
        attributes(*node.attributes);
        inlines("children", node.children);
    }

    void raw(const RawBlock& node) {
        text("format", node.format);
        out_.field("literal", std::string_view(node.literal));
    }

    void code(const CodeBlock& node) {
        text("info", node.info);
        attributes(*node.attributes);
        out_.field("literal", std::string_view(node.literal));
    }

    void alert(const Alert& node) {
        text("kind", name_of(node.kind));
        inlines("title", node.title);
        blocks("children", node.children);
    }

    void list(const List& node) {
        out_.field("ordered", node.ordered);
        out_.field("tight", node.tight);
        if (node.ordered) number("start", node.start);
        if (node.delimiter == ListDelimiter::Parenthesis) {
            out_.field("delimiter", std::string_view("parenthesis"));
        }
        out_.begin_list("items", node.items.empty());
        for (const ListItem& item : node.items) {
            out_.begin("item", item.position);
            if (item.checked) out_.field("checked", *item.checked);
            blocks("children", item.children);
            out_.end();
        }
        out_.end_list();
    }

    void definitions(const DefinitionList& node) {
        out_.begin_list("items", node.items.empty());
        for (const DefinitionItem& item : node.items) {
            out_.begin("definition_item", item.position);
            inlines("term", item.term);
            out_.begin_list("definitions", item.definitions.empty());
            for (const Blocks& definition : item.definitions) {
                out_.begin("definition", {});
                blocks("children", definition);
                out_.end();
            }
            out_.end_list();
            out_.end();
        }
        out_.end_list();
    }

    void table(const Table& node) {
        std::vector<std::string> columns;
        for (const Alignment alignment : node.columns) columns.emplace_back(name_of(alignment));
        texts("columns", columns);
        rows("head", node.head);
        rows("body", node.body);
        inlines("caption", node.caption);
    }

    void rows(std::string_view key, const std::vector<TableRow>& table_rows) {
        out_.begin_list(key, table_rows.empty());
        for (const TableRow& row : table_rows) {
            out_.begin("row", {});
            out_.begin_list("cells", row.empty());
            for (const TableCell& cell : row) {
                out_.begin("cell", cell.position);
                if (cell.row_span != 1) number("row_span", cell.row_span);
                if (cell.column_span != 1) number("column_span", cell.column_span);
                if (cell.header) out_.field("header", true);
                alignment(cell.alignment);
                blocks("children", cell.children);
                out_.end();
            }
            out_.end_list();
            out_.end();
        }
        out_.end_list();
    }

    // ---- Inlines ----

    void container(std::string_view name, SourcePosition position, const Inlines& children) {
        out_.begin(name, position);
        inlines("children", children);
    }
    void leaf(std::string_view name,
              SourcePosition position,
              std::string_view key,
              std::string_view value) {
        out_.begin(name, position);
        out_.field(key, value);
    }
    void target(const std::string& url, const std::string& title, const Attributes& it) {
        out_.field("url", std::string_view(url));
        text("title", title);
        attributes(it);
    }

    void inline_node(const Inline& it) {
        const SourcePosition at = it.position;
        visit(
            it,
            [&](const Text& node) { leaf("text", at, "value", node.value); },
            [&](const SoftBreak&) { out_.begin("soft_break", at); },
            [&](const LineBreak&) { out_.begin("line_break", at); },
            [&](const Emphasis& node) { container("emphasis", at, node.children); },
            [&](const Strong& node) { container("strong", at, node.children); },
            [&](const Strikethrough& node) { container("strikethrough", at, node.children); },
            [&](const Underline& node) { container("underline", at, node.children); },
            [&](const Mark& node) { container("mark", at, node.children); },
            [&](const Subscript& node) { container("subscript", at, node.children); },
            [&](const Superscript& node) { container("superscript", at, node.children); },
            [&](const Code& node) {
                leaf("code", at, "literal", node.literal);
                attributes(*node.attributes);
            },
            [&](const Math& node) { leaf("math", at, "source", node.source); },
            [&](const Link& node) {
                out_.begin("link", at);
                target(node.url, node.title, *node.attributes);
                inlines("children", node.children);
            },
            [&](const Image& node) {
                out_.begin("image", at);
                target(node.url, node.title, *node.attributes);
                inlines("alt", node.alt);
            },
            [&](const NoteRef& node) {
                out_.begin("note_ref", at);
                number("note", static_cast<std::int64_t>(node.note));
                number("occurrence", static_cast<std::int64_t>(node.occurrence));
            },
            [&](const Span& node) {
                out_.begin("span", at);
                attributes(*node.attributes);
                inlines("children", node.children);
            },
            [&](const Ruby& node) {
                out_.begin("ruby", at);
                inlines("base", node.base);
                inlines("annotation", node.annotation);
            },
            [&](const RawInline& node) {
                out_.begin("raw_inline", at);
                text("format", node.format);
                out_.field("literal", std::string_view(node.literal));
            });
        out_.end();
    }

    Output& out_;
};

/// Adds `value` to `out` as a JSON string with its quotes: RFC 8259 escapes, UTF-8 kept.
void append_json_string(std::string_view value, std::string& out);

}  // namespace inkstone
