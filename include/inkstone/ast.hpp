// SPDX-License-Identifier: Apache-2.0
// The document tree that every reader makes and every writer takes.
// Value structs in two closed sums, Block and Inline: a paragraph cannot hold a list, and a new
// node does not compile until every writer handles it (visit with inkstone::visit,
// src/ast/visit.hpp). Richer than CommonMark so that raw HTML, alerts, math and figures have a
// home.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "inkstone/diagnostics.hpp"

namespace inkstone {

struct Block;
struct Inline;
using Blocks = std::vector<Block>;
using Inlines = std::vector<Inline>;

/// `{#id .class key=value}` and the HTML attributes of the same meaning. `lang` is BCP 47.
struct Attributes {
    std::string id;
    std::vector<std::string> classes;
    std::string lang;
    std::string dir;
    std::vector<std::pair<std::string, std::string>> pairs;
    bool operator==(const Attributes&) const = default;
    [[nodiscard]] bool empty() const noexcept {
        return id.empty() && classes.empty() && lang.empty() && dir.empty() && pairs.empty();
    }
};

/// The attributes of one node. Most nodes have none: then it is one null pointer, which halves the
/// size of a tree. Read through `->` and `*`, which give empty attributes where there are none.
class NodeAttributes {
public:
    NodeAttributes() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): `.attributes = {…}` is how nodes are made.
    NodeAttributes(Attributes values)
        : values_(values.empty() ? nullptr : std::make_unique<Attributes>(std::move(values))) {}
    NodeAttributes(const NodeAttributes& other)
        : values_(other.values_ ? std::make_unique<Attributes>(*other.values_) : nullptr) {}
    NodeAttributes(NodeAttributes&&) noexcept = default;
    NodeAttributes& operator=(const NodeAttributes& other) {
        if (this != &other) *this = NodeAttributes(other);
        return *this;
    }
    NodeAttributes& operator=(NodeAttributes&&) noexcept = default;
    ~NodeAttributes() = default;

    [[nodiscard]] const Attributes& operator*() const noexcept {
        static const Attributes kNone;
        return values_ ? *values_ : kNone;
    }
    [[nodiscard]] const Attributes* operator->() const noexcept { return &**this; }
    [[nodiscard]] bool empty() const noexcept { return (**this).empty(); }
    /// For changing; from here on the node has attributes, be they empty.
    [[nodiscard]] Attributes& edit() {
        if (!values_) values_ = std::make_unique<Attributes>();
        return *values_;
    }
    bool operator==(const NodeAttributes& other) const { return **this == *other; }

private:
    std::unique_ptr<Attributes> values_;
};

// ---- Inline ------------------------------------------------------------------------------------

/// Text exactly as typed (after backslash escapes and entities), UTF-8, no line ends.
struct Text {
    std::string value;
    bool operator==(const Text&) const = default;
};
/// A line end inside a paragraph. The soft-break pass joins it between CJK letters.
struct SoftBreak {
    bool operator==(const SoftBreak&) const = default;
};
struct LineBreak {
    bool operator==(const LineBreak&) const = default;
};
struct Emphasis {
    Inlines children;
    bool operator==(const Emphasis&) const = default;
};
struct Strong {
    Inlines children;
    bool operator==(const Strong&) const = default;
};
struct Strikethrough {
    Inlines children;
    bool operator==(const Strikethrough&) const = default;
};
struct Underline {
    Inlines children;
    bool operator==(const Underline&) const = default;
};
struct Mark {
    Inlines children;
    bool operator==(const Mark&) const = default;
};
struct Subscript {
    Inlines children;
    bool operator==(const Subscript&) const = default;
};
struct Superscript {
    Inlines children;
    bool operator==(const Superscript&) const = default;
};
struct Code {
    std::string literal;
    NodeAttributes attributes;
    bool operator==(const Code&) const = default;
};
/// Inline formula; `source` is TeX without its delimiters.
struct Math {
    std::string source;
    bool operator==(const Math&) const = default;
};
/// `url` as cmark cleaned it (not percent-encoded further); `title` may be empty.
struct Link {
    Inlines children;
    std::string url;
    std::string title;
    NodeAttributes attributes;
    bool operator==(const Link&) const = default;
};
struct Image {
    Inlines alt;
    std::string url;
    std::string title;
    NodeAttributes attributes;
    bool operator==(const Image&) const = default;
};
/// A mark that points to Document::notes[note] (0-based); `occurrence` counts the marks of one
/// note in document order from 1.
struct NoteRef {
    std::size_t note = 0;
    std::size_t occurrence = 1;
    bool operator==(const NoteRef&) const = default;
};
struct Span {
    Inlines children;
    NodeAttributes attributes;
    bool operator==(const Span&) const = default;
};
struct Ruby {
    Inlines base;
    Inlines annotation;
    bool operator==(const Ruby&) const = default;
};
/// Raw markup of `format` ("html") as typed.
struct RawInline {
    std::string format;
    std::string literal;
    bool operator==(const RawInline&) const = default;
};

/// One inline node with the place it starts at.
struct Inline {
    using Node = std::variant<Text,
                              SoftBreak,
                              LineBreak,
                              Emphasis,
                              Strong,
                              Strikethrough,
                              Underline,
                              Mark,
                              Subscript,
                              Superscript,
                              Code,
                              Math,
                              Link,
                              Image,
                              NoteRef,
                              Span,
                              Ruby,
                              RawInline>;
    Node node;
    SourcePosition position;
    bool operator==(const Inline&) const = default;
};

// ---- Block -------------------------------------------------------------------------------------

struct Paragraph {
    Inlines children;
    bool operator==(const Paragraph&) const = default;
};
/// `level` 1..6 as written.
struct Heading {
    int level = 1;
    Inlines children;
    NodeAttributes attributes;
    bool operator==(const Heading&) const = default;
};
/// `info` is the whole info string of a fence (empty for indented code); `literal` ends in "\n".
struct CodeBlock {
    std::string info;
    std::string literal;
    NodeAttributes attributes;
    bool operator==(const CodeBlock&) const = default;
};
struct BlockQuote {
    Blocks children;
    bool operator==(const BlockQuote&) const = default;
};
enum class AlertKind { Note, Tip, Important, Warning, Caution };
/// `> [!NOTE]`. An empty title means the kind's own name in the document's language.
struct Alert {
    AlertKind kind = AlertKind::Note;
    Inlines title;
    Blocks children;
    bool operator==(const Alert&) const = default;
};
/// `checked` is set for task items only.
struct ListItem {
    Blocks children;
    std::optional<bool> checked;
    SourcePosition position;
    bool operator==(const ListItem&) const = default;
};
/// What stands after an ordered item's number.
enum class ListDelimiter { Period, Parenthesis };
/// `start` is the number of the first item of an ordered list. A tight list's paragraphs are set
/// without paragraph spacing (CommonMark 5.3).
struct List {
    bool ordered = false;
    bool tight = true;
    std::int64_t start = 1;
    ListDelimiter delimiter = ListDelimiter::Period;
    std::vector<ListItem> items;
    bool operator==(const List&) const = default;
};
struct DefinitionItem {
    Inlines term;
    std::vector<Blocks> definitions;
    SourcePosition position{};
    bool operator==(const DefinitionItem&) const = default;
};
struct DefinitionList {
    std::vector<DefinitionItem> items;
    bool operator==(const DefinitionList&) const = default;
};
enum class Alignment { Default, Left, Center, Right };
/// A cell that holds exactly one Paragraph is set without paragraph markup. `header` marks a cell
/// of a body row that heads its row (`<th>`); `alignment` other than Default wins over the
/// column's.
struct TableCell {
    Blocks children;
    int row_span = 1;
    int column_span = 1;
    SourcePosition position;
    bool header = false;
    Alignment alignment = Alignment::Default;
    bool operator==(const TableCell&) const = default;
};
using TableRow = std::vector<TableCell>;
/// `columns` gives each column's alignment and so the column count; body rows have been padded.
struct Table {
    std::vector<Alignment> columns;
    std::vector<TableRow> head;
    std::vector<TableRow> body;
    Inlines caption;
    bool operator==(const Table&) const = default;
};
struct ThematicBreak {
    bool operator==(const ThematicBreak&) const = default;
};
struct PageBreak {
    bool operator==(const PageBreak&) const = default;
};
/// Display formula; `source` is TeX without its delimiters. `id` and `number` ("3") are set by the
/// equation pass for formulas that are numbered.
struct MathBlock {
    std::string source;
    std::string id{};
    std::string number{};
    bool operator==(const MathBlock&) const = default;
};
/// An image (or other content) with a caption.
struct Figure {
    Blocks children;
    Inlines caption;
    bool operator==(const Figure&) const = default;
};
/// `alignment` other than Default holds for the text inside (`<div align="center">`).
struct Div {
    Blocks children;
    NodeAttributes attributes;
    Alignment alignment = Alignment::Default;
    bool operator==(const Div&) const = default;
};
/// `<details>`: a summary that is always seen, and what it opens. Paged formats show it all. An
/// empty summary means the word "Details" in the document's language.
struct Details {
    Inlines summary;
    Blocks children;
    bool open = false;
    bool operator==(const Details&) const = default;
};
struct RawBlock {
    std::string format;
    std::string literal;
    bool operator==(const RawBlock&) const = default;
};

/// One block node with its place and its language. `lang` (BCP 47) is set only where it differs
/// from the enclosing block's or the document's.
struct Block {
    using Node = std::variant<Paragraph,
                              Heading,
                              CodeBlock,
                              BlockQuote,
                              Alert,
                              List,
                              DefinitionList,
                              Table,
                              ThematicBreak,
                              PageBreak,
                              MathBlock,
                              Figure,
                              Div,
                              Details,
                              RawBlock>;
    Node node;
    SourcePosition position;
    std::string lang{};
    bool operator==(const Block&) const = default;
};

// ---- Document ----------------------------------------------------------------------------------

struct MetaEntry;

/// A value of front matter that no typed field holds: text, list or map, in source order.
struct MetaValue {
    using List = std::vector<MetaValue>;
    using Map = std::vector<MetaEntry>;
    std::variant<std::string, List, Map> value;
    bool operator==(const MetaValue&) const = default;
};
/// One key of a map, with the place of its value in the source.
struct MetaEntry {
    std::string key;
    MetaValue value;
    SourcePosition position;
    bool operator==(const MetaEntry&) const = default;
};

/// Document metadata after all sources are merged. Strings are plain UTF-8 text; dates are kept
/// as typed. Empty means absent.
struct Metadata {
    std::string title;
    std::string subtitle;
    std::vector<std::string> authors;
    std::string lang;  ///< BCP 47; after the language pass never empty
    std::string dir;   ///< "ltr", "rtl" or empty
    std::string date;
    std::string modified;
    std::string description;
    std::vector<std::string> keywords;
    std::string rights;
    std::string publisher;
    std::string identifier;
    /// True when the title was taken from the text, so that it is not printed a second time.
    bool title_is_derived = false;
    /// All other keys, folded to lower case with '-' for '_'.
    MetaValue::Map extra;
    bool operator==(const Metadata&) const = default;
};

/// A note's content. `label` is the name used in the source. `references` counts the marks that
/// name it, including marks inside notes that are not printed (so it may exceed the NoteRefs).
struct Note {
    std::string label;
    Blocks children;
    SourcePosition position;
    std::size_t references = 0;
    bool operator==(const Note&) const = default;
};

/// A whole document. Notes stand in the order of their first marks.
struct Document {
    Metadata meta;
    Blocks blocks;
    std::vector<Note> notes;
    bool operator==(const Document&) const = default;
};

}  // namespace inkstone
