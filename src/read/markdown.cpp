// SPDX-License-Identifier: Apache-2.0
// Markdown text to AST through cmark-gfm: walks the finished tree with its iterator and builds
// value nodes from the inside out.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "src/read/attributes.hpp"
#include "src/read/cmark.hpp"
#include "src/read/definition_syntax.hpp"
#include "src/read/display_math.hpp"
#include "src/read/html_ast.hpp"
#include "src/read/html_fragment.hpp"
#include "src/read/math_syntax.hpp"
#include "src/read/node_tags.hpp"
#include "src/read/places.hpp"
#include "src/read/table_guard.hpp"
#include "src/read/tree.hpp"

namespace inkstone::read {
namespace {

/// What has been built inside a node of cmark's tree that is still open.
struct Frame {
    Frame(cmark_node* opened, SourcePosition place) : node(opened), position(place) {}

    cmark_node* node;
    SourcePosition position;
    Blocks blocks;
    Inlines inlines;
    std::vector<ListItem> items;
    std::vector<TableRow> head;
    std::vector<TableRow> body;
    TableRow cells;
    /// Display formulas among the inlines of a paragraph.
    std::vector<std::size_t> displays;
    /// Of the heading that ends with them.
    Attributes attributes;
    /// How far among the inlines brackets were searched for in vain.
    FlowPlace searched;
};

class Builder {
public:
    Builder(const TreeOptions& options, Diagnostics& diagnostics)
        : options_(options), diagnostics_(diagnostics), places_(options.line_offset) {
        const bool bounded = options.max_nesting > 0 && options.max_nesting < kDeepestNesting;
        max_depth_ = bounded ? options.max_nesting : kDeepestNesting;
    }

    Tree build(cmark_node* root) {
        stack_.emplace_back(root, SourcePosition{});
        const IterHandle iterator(cmark_iter_new(root));
        for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
             event = cmark_iter_next(iterator.get())) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            if (node == root) continue;
            if (event == CMARK_EVENT_ENTER) {
                enter(node);
                if (node->parent == root) drop_previous(node);
            } else {
                leave(node);
            }
        }
        tree_.blocks = std::move(stack_.front().blocks);
        finish_html();
        return std::move(tree_);
    }

private:
    /// cmark's tree and ours do not stand in memory whole at the same time: a block that has been
    /// read goes once the next has looked at it. Notes stay, because their marks ask for them.
    static void drop_previous(const cmark_node* node) {
        cmark_node* previous = node->prev;
        if (previous != nullptr && type_of(previous) != CMARK_NODE_FOOTNOTE_DEFINITION)
            cmark_node_free(previous);
    }

    // ---- Depth ----

    void warn_flattened(const cmark_node* node) {
        if (std::exchange(flattened_, true)) return;
        diagnostics_.warn("nesting-limit",
                          "nested deeper than " + std::to_string(max_depth_) +
                              " levels; what is deeper is set flat",
                          places_.of(node),
                          "raise --max-nesting if this is meant");
    }

    /// True when `node` nests without end and may not be opened: its children then join the node
    /// around it. Links cannot contain links and are always kept.
    bool is_flattened(const cmark_node* node) {
        const cmark_node_type type = type_of(node);
        bool flat = false;
        if (type == CMARK_NODE_ITEM) {
            flat = stack_.back().node != node->parent;
        } else if (type == CMARK_NODE_IMAGE) {
            flat = depth_ >= max_depth_ && images_ > 0;
        } else if (nests(type)) {
            flat = depth_ >= max_depth_;
        }
        if (flat) warn_flattened(node);
        return flat;
    }

    static bool nests(cmark_node_type type) {
        return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST ||
               type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG ||
               type == CMARK_NODE_STRIKETHROUGH || type == CMARK_NODE_IMAGE;
    }

    void open(cmark_node* node) {
        places_.shift_lines(node);
        depth_ += nests(type_of(node)) ? 1 : 0;
        images_ += type_of(node) == CMARK_NODE_IMAGE ? 1 : 0;
        stack_.emplace_back(node, places_.of(node));
    }

    Frame close() {
        Frame frame = std::move(stack_.back());
        stack_.pop_back();
        depth_ -= nests(type_of(frame.node)) ? 1 : 0;
        images_ -= type_of(frame.node) == CMARK_NODE_IMAGE ? 1 : 0;
        return frame;
    }

    // ---- Events ----

    void enter(cmark_node* node) {
        if (enter_leaf_block(node) || enter_leaf_inline(node)) {
            places_.remember_end(node);
            return;
        }
        if (!is_flattened(node)) open(node);
    }

    void leave(cmark_node* node) {
        if (stack_.back().node != node) return;  // flattened
        Frame frame = close();
        places_.unshift_lines(node);
        if (!leave_block(frame) && !leave_table_part(frame)) leave_inline(frame);
    }

    bool enter_leaf_block(cmark_node* node) {
        const cmark_node_type type = type_of(node);
        if (type == CMARK_NODE_THEMATIC_BREAK) {
            add_block(ThematicBreak{}, places_.of(node));
        } else if (type == CMARK_NODE_CODE_BLOCK) {
            remember_literal_lines(node);
            if (is_math_block(node)) {
                add_block(MathBlock{.source = math_source(node)}, places_.of(node));
                return true;
            }
            add_code_block(node);
        } else if (type == CMARK_NODE_HTML_BLOCK) {
            remember_literal_lines(node);
            has_raw_ = true;
            add_block(RawBlock{.format = "html", .literal = to_string(node->as.literal)},
                      places_.of(node));
        } else {
            return false;
        }
        return true;
    }

    bool enter_leaf_inline(cmark_node* node) {
        const SourcePosition position = places_.of(node);
        switch (kind_of(node)) {
            case CMARK_NODE_TEXT:
                add_text(node->as.literal, position);
                return true;
            case CMARK_NODE_SOFTBREAK:
                add_soft_break(position);
                return true;
            case CMARK_NODE_LINEBREAK:
                add_inline(LineBreak{}, position);
                return true;
            case CMARK_NODE_CODE:
                add_code(node, position);
                return true;
            case CMARK_NODE_HTML_INLINE:
                add_inline_html(node, position);
                return true;
            case CMARK_NODE_FOOTNOTE_REFERENCE:
                add_inline(NoteRef{.note = note_index(node),
                                   .occurrence = static_cast<std::size_t>(node->footnote.ref_ix)},
                           position);
                return true;
            default:
                return false;
        }
    }

    bool leave_block(Frame& frame) {
        cmark_node* node = frame.node;
        switch (kind_of(node)) {
            case CMARK_NODE_PARAGRAPH:
                leave_paragraph(frame);
                return true;
            case CMARK_NODE_HEADING:
                add_block(Heading{.level = node->as.heading.level,
                                  .children = std::move(frame.inlines),
                                  .attributes = std::move(frame.attributes)},
                          frame.position);
                return true;
            case CMARK_NODE_BLOCK_QUOTE:
                if (tag_of(node) == NodeTag::Definition) {
                    add_definition(stack_.back().blocks, std::move(frame.blocks), frame.position);
                } else {
                    add_block(BlockQuote{std::move(frame.blocks)}, frame.position);
                }
                return true;
            case CMARK_NODE_ITEM:
                leave_item(frame);
                return true;
            case CMARK_NODE_LIST:
                leave_list(frame);
                return true;
            case CMARK_NODE_FOOTNOTE_DEFINITION:
                tree_.notes.push_back(
                    Note{.label = to_string(node->as.literal),
                         .children = std::move(frame.blocks),
                         .position = frame.position,
                         .references = static_cast<std::size_t>(node->footnote.def_count)});
                return true;
            default:
                return false;
        }
    }

    bool leave_table_part(Frame& frame) {
        const cmark_node_type type = type_of(frame.node);
        if (type == CMARK_NODE_TABLE_CELL) {
            TableCell cell;
            cell.position = frame.position;
            if (!frame.inlines.empty()) {
                cell.children.push_back(
                    Block{.node = Paragraph{std::move(frame.inlines)}, .position = frame.position});
            }
            stack_.back().cells.push_back(std::move(cell));
        } else if (type == CMARK_NODE_TABLE_ROW) {
            const bool head = cmark_gfm_extensions_get_table_row_is_header(frame.node) != 0;
            auto& rows = head ? stack_.back().head : stack_.back().body;
            rows.push_back(std::move(frame.cells));
        } else if (type == CMARK_NODE_TABLE) {
            add_block(Table{.columns = column_alignments(frame.node),
                            .head = std::move(frame.head),
                            .body = std::move(frame.body),
                            .caption = {}},
                      frame.position);
        } else {
            return false;
        }
        return true;
    }

    void leave_inline(Frame& frame) {
        const cmark_node_type type = type_of(frame.node);
        const cmark_link& link = frame.node->as.link;
        if (type == CMARK_NODE_EMPH) {
            add_inline(Emphasis{std::move(frame.inlines)}, frame.position);
        } else if (type == CMARK_NODE_STRONG && tag_of(frame.node) == NodeTag::Mark) {
            add_inline(Mark{std::move(frame.inlines)}, frame.position);
        } else if (type == CMARK_NODE_STRONG) {
            add_inline(Strong{std::move(frame.inlines)}, frame.position);
        } else if (type == CMARK_NODE_STRIKETHROUGH) {
            add_inline(Strikethrough{std::move(frame.inlines)}, frame.position);
        } else if (type == CMARK_NODE_LINK) {
            add_inline(Link{.children = std::move(frame.inlines),
                            .url = to_string(link.url),
                            .title = to_string(link.title),
                            .attributes = {}},
                       frame.position);
        } else if (type == CMARK_NODE_IMAGE) {
            add_inline(Image{.alt = std::move(frame.inlines),
                             .url = to_string(link.url),
                             .title = to_string(link.title),
                             .attributes = {}},
                       frame.position);
        }
        places_.remember_end(frame.node);
    }

    // ---- Blocks ----

    template <class Node>
    void add_block(Node&& node, SourcePosition position) {
        stack_.back().blocks.push_back(
            Block{.node = std::forward<Node>(node), .position = position});
    }

    void add_code_block(const cmark_node* node) {
        CodeBlock block{.info = to_string(node->as.code.info),
                        .literal = to_string(node->as.code.literal),
                        .attributes = {}};
        if (options_.format.has(Extension::Attributes)) {
            block.attributes = take_info_attributes(block.info);
        }
        add_block(std::move(block), places_.of(node));
    }

    void remember_literal_lines(const cmark_node* node) {
        tree_.literal_lines.emplace_back(
            static_cast<std::uint32_t>(std::max(node->start_line, 0)) + options_.line_offset,
            static_cast<std::uint32_t>(std::max(node->end_line, 0)) + options_.line_offset);
    }

    /// Raw HTML becomes AST in our own dialect only; the others show what cmark-gfm shows.
    void finish_html() {
        if (!has_raw_ || !options_.format.has(Extension::HtmlAst)) return;
        constexpr int kDeepestHtml = 200;
        const int depth = std::min(max_depth_, kDeepestHtml);
        resolve_html(tree_.blocks, depth);
        for (Note& note : tree_.notes) resolve_html(note.children, depth);
    }

    /// A display formula, or code fenced as ```` ```math ````.
    bool is_math_block(const cmark_node* node) const {
        if (math_kind(node) != MathKind::None) return true;
        return options_.format.has(Extension::Math) && to_string(node->as.code.info) == "math";
    }

    void add_formula(const cmark_node* node, SourcePosition position) {
        Frame& frame = stack_.back();
        const bool splits =
            math_kind(node) == MathKind::Display && type_of(frame.node) == CMARK_NODE_PARAGRAPH;
        if (splits) frame.displays.push_back(frame.inlines.size());
        add_inline(Math{math_source(node)}, position);
    }

    void leave_paragraph(Frame& frame) {
        if (!frame.displays.empty()) {
            split_at_displays(std::move(frame.inlines), frame.displays, stack_.back().blocks);
            return;
        }
        if (options_.format.has(Extension::PageBreaks) && is_page_command(frame.inlines)) {
            add_block(PageBreak{}, frame.position);
            return;
        }
        add_block(Paragraph{std::move(frame.inlines)}, frame.position);
    }

    void leave_item(Frame& frame) {
        ListItem item{
            .children = std::move(frame.blocks), .checked = {}, .position = frame.position};
        if (is_task(frame.node)) {
            item.checked = cmark_gfm_extensions_get_tasklist_item_checked(frame.node);
        }
        stack_.back().items.push_back(std::move(item));
    }

    void leave_list(Frame& frame) {
        const cmark_list& list = frame.node->as.list;
        const bool ordered = list.list_type == CMARK_ORDERED_LIST;
        add_block(List{.ordered = ordered,
                       .tight = list.tight,
                       .start = ordered ? list.start : 1,
                       .delimiter = ordered && list.delimiter == CMARK_PAREN_DELIM
                                        ? ListDelimiter::Parenthesis
                                        : ListDelimiter::Period,
                       .items = std::move(frame.items)},
                  frame.position);
    }

    // ---- Inlines ----

    /// Code, and what extensions hand over as code.
    void add_code(const cmark_node* node, SourcePosition position) {
        if (math_kind(node) != MathKind::None) return add_formula(node, position);
        const auto script = [&] {
            Inlines text;
            text.push_back({Text{to_string(node->as.literal)}, position});
            return text;
        };
        switch (tag_of(node)) {
            case NodeTag::Subscript:
                return add_inline(Subscript{script()}, position);
            case NodeTag::Superscript:
                return add_inline(Superscript{script()}, position);
            case NodeTag::Attributes:
                return add_attributes(node, position);
            case NodeTag::None:
            case NodeTag::Mark:
            case NodeTag::Definition:
                return add_inline(Code{.literal = to_string(node->as.literal), .attributes = {}},
                                  position);
        }
    }

    /// Attributes go to what stands before them, or to the heading that they end.
    void add_attributes(const cmark_node* node, SourcePosition position) {
        Frame& frame = stack_.back();
        const std::string source = to_string(node->as.literal);
        std::optional<ParsedAttributes> parsed = parse_attributes(source);
        if (!parsed) return;
        if (apply_attributes(frame.inlines, parsed->attributes, frame.searched)) return;
        if (type_of(frame.node) != CMARK_NODE_HEADING || node->next != nullptr) {
            add_text(node->as.literal, position);
            return;
        }
        frame.attributes = std::move(parsed->attributes);
        auto* text =
            frame.inlines.empty() ? nullptr : std::get_if<Text>(&frame.inlines.back().node);
        if (text != nullptr) text->value.erase(text->value.find_last_not_of(' ') + 1);
    }

    template <class Node>
    void add_inline(Node&& node, SourcePosition position) {
        stack_.back().inlines.push_back(
            Inline{.node = std::forward<Node>(node), .position = position});
    }

    /// cmark splits text at every special character; neighbours become one node again.
    void add_text(const cmark_chunk& chunk, SourcePosition position) {
        Inlines& inlines = stack_.back().inlines;
        if (!inlines.empty()) {
            if (auto* text = std::get_if<Text>(&inlines.back().node)) {
                text->value.append(reinterpret_cast<const char*>(chunk.data),
                                   static_cast<std::size_t>(chunk.len));
                return;
            }
        }
        if (chunk.len > 0) add_inline(Text{to_string(chunk)}, position);
    }

    void add_soft_break(SourcePosition position) {
        const Inlines& inlines = stack_.back().inlines;
        const bool after_break =
            !inlines.empty() && std::holds_alternative<LineBreak>(inlines.back().node);
        // Only `<br>` can leave a line break before a line end, and it has ended the line already.
        if (!after_break) add_inline(SoftBreak{}, position);
    }

    void add_inline_html(const cmark_node* node, SourcePosition position) {
        std::string literal = to_string(node->as.literal);
        const InlineHtml kind = options_.format.has(Extension::HtmlAst)
                                    ? classify_inline_html(literal)
                                    : InlineHtml::Raw;
        if (kind == InlineHtml::LineBreak) {
            add_inline(LineBreak{}, position);
        } else if (kind == InlineHtml::Raw) {
            has_raw_ = true;
            add_inline(RawInline{.format = "html", .literal = std::move(literal)}, position);
        }
    }

    const TreeOptions& options_;
    Diagnostics& diagnostics_;
    Places places_;
    std::vector<Frame> stack_;
    Tree tree_;
    int max_depth_ = kDeepestNesting;
    int depth_ = 0;
    int images_ = 0;
    bool flattened_ = false;
    bool has_raw_ = false;
};

}  // namespace

Tree build_tree(std::string_view text, const TreeOptions& options, Diagnostics& diagnostics) {
    SourcePosition excess;
    Extensions on = options.format.extensions;
    if (on.has(Extension::Tables)) excess = find_excessive_table(text);
    if (excess.line != 0) {
        on.set(Extension::Tables, false);
        excess.line += options.line_offset;
        diagnostics.warn("table-limit",
                         "a table has too many cells; tables are set as plain text",
                         excess,
                         "at most 1024 columns, and 524288 cells that the source leaves out");
    }
    const NodeHandle root = parse_with_cmark(text, on);
    return Builder(options, diagnostics).build(root.get());
}

}  // namespace inkstone::read
