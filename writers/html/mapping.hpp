// SPDX-License-Identifier: Apache-2.0
// The element mapping that the HTML page and the EPUB share: AST nodes → semantic HTML or XHTML
// (output requirements HT2–HT6, EP5, EP6). One Mapper writes one document in one or more files;
// the result is appended to a string, never built as a tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "src/ast/labels.hpp"
#include "src/highlight/highlight.hpp"
#include "src/math/math.hpp"
#include "writers/html/raw_html.hpp"

namespace inkstone::html {

enum class Syntax { Html, Xhtml };
/// Endnotes: one section with a list. Asides: one aside a note (EPUB pop-up notes).
enum class NoteStyle { Endnotes, Asides };
/// Reference: <img> with the URL as written. AltText: the alternative text in its place.
enum class ImageStyle { Reference, AltText };

/// A heading as it is to be written: level 1–6, id without change by map_id.
struct HeadingForm {
    int level = 1;
    std::string id;
};

/// An image as it is to be written: its address, and its size in pixels where it is known.
struct ImageForm {
    std::string url;
    std::uint32_t width = 0, height = 0;
};

struct MappingOptions {
    Syntax syntax = Syntax::Html;
    NoteStyle notes = NoteStyle::Endnotes;
    ImageStyle images = ImageStyle::Reference;
    RawHtmlPolicy raw_html = RawHtmlPolicy::Safe;
    bool highlight = true;  ///< colour code by classes
    /// Changes an id before it is written. Unset: as it is.
    std::function<std::string(std::string_view id)> map_id;
    /// Gives a link's target as it is to be written, or nothing when the link must go. Unset: as
    /// it is. Unsafe targets never come here.
    std::function<std::optional<std::string>(std::string_view url, SourcePosition where)> map_url;
    /// Gives the level and id to write for a heading; the id is final. Unset: as they are.
    std::function<HeadingForm(const Heading&)> map_heading;
    /// Gives the form of an image, or nothing, after a message, when its text must stand for it.
    /// Unset: its address as it is. Unsafe addresses never come here.
    std::function<std::optional<ImageForm>(const Image&, SourcePosition where)> map_image;
};

/// The class that the style sheet aligns text by; empty for the default.
std::string_view alignment_class(Alignment alignment) noexcept;

/// Renders blocks into files. Use: begin_file, blocks, notes, take; again for each file; report.
class Mapper {
public:
    Mapper(const Document& document, MappingOptions options, Diagnostics& diagnostics);

    /// Starts a file that will hold `blocks`: finds the notes that belong to it.
    void begin_file(std::span<const Block> blocks);
    void blocks(std::span<const Block> blocks);
    /// The notes whose marks stand in this file. Nothing when there are none.
    void notes();
    /// Says that a title of level 1 stands above the blocks: their headings count from it.
    void title_above() { open_headings_.emplace_back(1, 1); }
    /// Literal markup between the calls, such as a section's start tag.
    void markup(std::string_view text) { out_.append(text); }
    /// The file written since begin_file.
    [[nodiscard]] std::string take() { return std::move(out_); }

    /// Whether the file written since begin_file has formulas.
    [[nodiscard]] bool has_math() const noexcept { return has_math_; }

    /// Adds the warnings that are given once a document (raw HTML, unsafe links).
    void report();

    /// An id that no node of the document has, made from `wanted`.
    [[nodiscard]] std::string free_id(std::string_view wanted);
    /// Inlines without a file around them, for title lines.
    void inlines(const Inlines& children);

private:
    /// First place and number of something that is reported once.
    struct Tally {
        SourcePosition first;
        std::size_t count = 0;
        void add(SourcePosition where) {
            if (count++ == 0) first = where;
        }
    };
    /// One note's standing in the file being written and in the whole document.
    struct NoteState {
        bool in_file = false;
        std::size_t files = 0;         ///< files begun so far that hold the note
        std::size_t marks_before = 0;  ///< marks written in earlier files
        std::size_t marks_total = 0;   ///< marks this file will hold
        std::size_t marks_written = 0;
    };
    using Span = inkstone::Span;

    // Common (mapping.cpp)
    [[nodiscard]] bool xhtml() const noexcept { return options_.syntax == Syntax::Xhtml; }
    void new_line();
    void number(std::size_t value);
    void language(std::string_view lang);
    void write_id(std::string_view id);
    void write_final_id(std::string id);
    void attributes(const Attributes& given, std::string_view lang, std::string_view css_class);
    void start(std::string_view element, std::string_view lang = {}, std::string_view cls = {});
    void end(std::string_view element);
    void void_element(std::string_view element);

    // Blocks (mapping_blocks.cpp)
    void block(const Block& node, bool tight);
    void children(const Blocks& nodes, bool tight = false);
    void paragraph(const Paragraph& node, std::string_view lang, bool tight);
    void heading(const Heading& node, std::string_view lang);
    int outline_level(int level);
    void code_block(const CodeBlock& node, std::string_view lang);
    void code_text(std::string_view code, std::span<const highlight::Token> tokens);
    void container(std::string_view element,
                   const Blocks& nodes,
                   std::string_view lang,
                   std::string_view css_class = {});
    void alert(const Alert& node, std::string_view lang);
    void list(const List& node, std::string_view lang);
    void list_item(const ListItem& item, bool tight);
    void task_item(const ListItem& item, bool tight);
    void task_box(bool checked, std::string_view label);
    void definition_list(const DefinitionList& node, std::string_view lang);
    void page_break();
    void math_block(const MathBlock& node, std::string_view lang, SourcePosition where);
    void figure(const Figure& node, std::string_view lang);
    void div(const Div& node, std::string_view lang);
    void details(const Details& node, std::string_view lang);
    void raw_block(const RawBlock& node, SourcePosition where);
    void raw_text(std::string_view text);

    // Formulas (mapping_math.cpp)
    void report_math(const math::Formula& formula, SourcePosition where);

    // Tables (mapping_tables.cpp)
    void table(const Table& node, std::string_view lang);
    void table_rows(const Table& node, bool head);
    void table_cell(const TableCell& cell, Alignment alignment, bool head);

    // Inlines (mapping_inlines.cpp)
    void inline_node(const Inline& node);
    void element(std::string_view name, const Inlines& nodes);
    void code(const Code& node);
    void math(const Math& node, SourcePosition where);
    void link(const Link& node, SourcePosition where);
    void image(const Image& node, SourcePosition where);
    void image_size(const Attributes& given, const ImageForm& form);
    void image_text(const Image& node, std::string_view alt);
    void span(const Span& node);
    void ruby(const Ruby& node);
    void raw_inline(const RawInline& node, SourcePosition where);
    std::size_t skip_dropped_element(const Inlines& nodes, std::size_t index);

    // Notes (mapping_notes.cpp)
    void note_mark(const NoteRef& node);
    void note_id(std::size_t note);
    void note_mark_id(std::size_t note, std::size_t mark);
    void endnotes(const std::vector<std::size_t>& order);
    void asides(const std::vector<std::size_t>& order);
    void note_body(std::size_t note);
    void note_number(std::size_t note);
    void back_links(std::size_t note);

    const Document& document_;
    MappingOptions options_;
    Diagnostics& diagnostics_;
    const Labels& labels_;
    std::string out_;
    std::unordered_set<std::string> document_ids_;
    std::unordered_set<std::string> written_ids_;
    std::string note_prefix_;
    std::vector<NoteState> note_states_;
    std::size_t link_depth_ = 0;
    /// Headings that hold the next one: level as written, level in the outline.
    std::vector<std::pair<int, int>> open_headings_;
    std::size_t images_written_ = 0;
    std::size_t tables_written_ = 0;
    std::set<std::string> math_reported_;  ///< what of formulas was said to be unknown
    bool has_math_ = false;
    Tally raw_html_;
    Tally unsafe_urls_;
};

}  // namespace inkstone::html
