// SPDX-License-Identifier: Apache-2.0
// The text that a document's pages must carry, from its tree, and the text that laid-out pages do
// carry, in the order of the structure tree. Both in the form of output requirements section 0:
// white space is one space, soft hyphens are gone. Formulas, pictures, labels of list items and
// note marks are left out on both sides: layout makes them.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "inkstone/ast.hpp"
#include "src/ast/labels.hpp"
#include "src/ast/visit.hpp"
#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"
#include "writers/pdf/layout/pages.hpp"

namespace inkstone {

/// Runs of white space as one U+0020, none at the ends; without U+00AD.
inline std::string normalised(std::string_view utf8) {
    std::string out;
    bool space = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::decode(utf8, at);
        if (c == 0xAD) continue;
        if (text::is_white_space(c)) {
            space = !out.empty();
            continue;
        }
        if (std::exchange(space, false)) out += ' ';
        text::append(out, c);
    }
    return out;
}

/// How often each character is there, without white space, without what draws nothing (extractors
/// add and drop it) and without U+FFFC and U+FFFD.
inline std::map<char32_t, int> character_counts(std::string_view utf8) {
    std::map<char32_t, int> counts;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::decode(utf8, at);
        if (text::is_white_space(c) || text::is_default_ignorable(c) || c < 0x20) continue;
        ++counts[c];
    }
    return counts;
}

/// What the body must say, title block included, and what each note must say.
class ExpectedText {
public:
    explicit ExpectedText(const Document& document) : lang_(document.meta.lang) {
        add_title_block(document.meta);
        add(document.blocks);
        body_ = normalised(std::exchange(out_, {}));
        for (const Note& note : document.notes) {
            add(note.children);
            notes_.push_back(normalised(std::exchange(out_, {})));
        }
    }
    [[nodiscard]] const std::string& body() const noexcept { return body_; }
    [[nodiscard]] const std::vector<std::string>& notes() const noexcept { return notes_; }

private:
    std::string lang_, out_, body_;
    std::vector<std::string> notes_;

    void add_title_block(const Metadata& meta) {
        if (meta.title_is_derived || meta.title.empty()) return;
        std::string byline = fmt::format("{}", fmt::join(meta.authors, ", "));
        if (!meta.date.empty()) byline += (byline.empty() ? "" : " · ") + meta.date;
        out_ += meta.title + ' ' + meta.subtitle + ' ' + byline + ' ';
    }
    void leaf(const Inlines& inlines) {
        add(inlines);
        out_ += ' ';
    }
    void add(const Inlines& inlines) {
        for (const Inline& one : inlines) add(one);
    }
    void add(const Inline& one) {
        visit(
            one,
            [&](const Text& it) { out_ += it.value; },
            [&](const SoftBreak&) { out_ += ' '; },
            [&](const LineBreak&) { out_ += ' '; },
            [&](const Emphasis& it) { add(it.children); },
            [&](const Strong& it) { add(it.children); },
            [&](const Strikethrough& it) { add(it.children); },
            [&](const Underline& it) { add(it.children); },
            [&](const Mark& it) { add(it.children); },
            [&](const Subscript& it) { add(it.children); },
            [&](const Superscript& it) { add(it.children); },
            [&](const Code& it) { out_ += it.literal; },
            [](const Math&) {},
            [&](const Link& it) { add(it.children); },
            [](const Image&) {},
            [](const NoteRef&) {},
            [&](const Span& it) { add(it.children); },
            [&](const Ruby& it) {
                add(it.base);
                out_ += "（";
                add(it.annotation);
                out_ += "）";
            },
            [](const RawInline&) {});
    }
    void add(const Blocks& blocks) {
        for (const Block& block : blocks) add(block);
    }
    void add(const TableRow& row) {
        for (const TableCell& cell : row) add(cell.children);
    }
    void add(const Block& block) {
        visit(
            block,
            [&](const Paragraph& it) { leaf(it.children); },
            [&](const Heading& it) { leaf(it.children); },
            [&](const CodeBlock& it) { out_ += it.literal + ' '; },
            [&](const BlockQuote& it) { add(it.children); },
            [&](const Alert& it) {
                if (it.title.empty()) out_ += std::string(labels_for(lang_).alert(it.kind)) + ' ';
                leaf(it.title);
                add(it.children);
            },
            [&](const List& it) {
                for (const ListItem& item : it.items) add(item.children);
            },
            [&](const DefinitionList& it) {
                for (const DefinitionItem& item : it.items) {
                    leaf(item.term);
                    for (const Blocks& one : item.definitions) add(one);
                }
            },
            [&](const Table& it) {
                leaf(it.caption);
                for (const TableRow& row : it.head) add(row);
                for (const TableRow& row : it.body) add(row);
            },
            [](const ThematicBreak&) {},
            [](const PageBreak&) {},
            [](const MathBlock&) {},
            [&](const Figure& it) {
                add(it.children);
                leaf(it.caption);
            },
            [&](const Div& it) { add(it.children); },
            [&](const Details& it) {
                leaf(it.summary);
                add(it.children);
            },
            [](const RawBlock&) {});
    }
};

/// The text of laid-out pages.
class PageText {
public:
    void add(const layout::Page& page) {
        for (const layout::Item& item : page.items) {
            if (const auto* run = std::get_if<layout::GlyphRun>(&item))
                add(run->tag, run->artifact, run->text);
            if (const auto* box = std::get_if<layout::StrokedRect>(&item))
                add(box->tag, box->artifact, box->text);
        }
    }
    [[nodiscard]] std::string body(const layout::TagTree& tree) const { return say(tree, {}); }
    /// The note of this number, from 1.
    [[nodiscard]] std::string note(const layout::TagTree& tree, std::size_t number) const {
        return say(tree, fmt::format("fn-{}", number));
    }
    /// All that is drawn in painting order: tagged content, and artifacts.
    [[nodiscard]] const std::string& content() const noexcept { return content_; }
    [[nodiscard]] const std::string& furniture() const noexcept { return furniture_; }

private:
    std::vector<std::pair<layout::TagId, std::u16string>> pieces_;
    std::string content_, furniture_;

    void add(layout::TagId tag, layout::ArtifactKind artifact, const std::u16string& text) {
        const bool tagged = artifact == layout::ArtifactKind::None && tag != layout::kNoTag;
        (tagged ? content_ : furniture_) += text::to_utf8(text) + '\n';
        if (tagged) pieces_.emplace_back(tag, text);
    }

    /// Elements whose text is one stretch; those of layout's own text have none.
    static bool is_leaf(layout::TagKind kind) {
        using enum layout::TagKind;
        return kind == P || kind == TH || kind == TD || kind == Sub || kind == Caption ||
               kind == Title || kind == Lbl || (kind >= H1 && kind <= H6);
    }
    static bool is_made(layout::TagKind kind) {
        using enum layout::TagKind;
        return kind == Toc || kind == Figure || kind == Formula || kind == Reference;
    }
    struct Home {
        layout::TagId leaf = layout::kNoTag;
        std::string note;
        bool made = false;
    };
    static Home home_of(const layout::TagTree& tree, layout::TagId tag) {
        Home home;
        for (layout::TagId at = tag; at != layout::kNoTag; at = tree.tags[at].parent) {
            const layout::Tag& one = tree.tags[at];
            if (home.leaf == layout::kNoTag && is_leaf(one.kind)) home.leaf = at;
            home.made = home.made || is_made(one.kind);
            if (one.kind == layout::TagKind::Note) home.note = one.id;
        }
        if (home.leaf != layout::kNoTag) home.made = home.made || is_label(tree, home.leaf);
        return home;
    }
    /// The label of a list item or note; a term of definitions is text.
    static bool is_label(const layout::TagTree& tree, layout::TagId tag) {
        const layout::Tag& label = tree.tags[tag];
        if (label.kind != layout::TagKind::Lbl) return false;
        const layout::Tag& parent = tree.tags[label.parent];
        const bool listed = parent.kind == layout::TagKind::LI;
        const bool numbered = !listed || tree.tags[parent.parent].list_numbering != "None";
        return numbered || !label.actual_text.empty();
    }

    [[nodiscard]] std::string say(const layout::TagTree& tree, const std::string& note) const {
        std::map<layout::TagId, std::u16string> leaves;
        for (const auto& [tag, text] : pieces_) {
            const Home home = home_of(tree, tag);
            if (!home.made && home.note == note) leaves[home.leaf] += text;
        }
        std::string all;
        for (const auto& [tag, text] : leaves) {
            // A plain item of a list with task boxes has a bullet for its label.
            const bool label = tree.tags[tag].kind == layout::TagKind::Lbl;
            const bool bullet = label && text.size() == 1 && text.front() >= u'\u2022';
            if (!bullet) all += text::to_utf8(text) + ' ';
        }
        return normalised(all);
    }
};

}  // namespace inkstone
