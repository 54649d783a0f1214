// SPDX-License-Identifier: Apache-2.0
// Lays documents out over the fake inline setter and reads pages back as lines of text.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "src/text/utf8.hpp"
#include "tests/unit/fake_inline.hpp"
#include "writers/pdf/layout/flow/document.hpp"

namespace inkstone::layout {

inline Block block(Block::Node node) {
    return {std::move(node), {}, {}};
}
inline Inlines words(const std::string& text) {
    return {{Text{text}, {}}};
}
inline Block paragraph(const std::string& text) {
    return block(Paragraph{words(text)});
}
/// A paragraph of exactly `count` lines, each `name`.1, `name`.2, …
inline Block lines(const std::string& name, int count) {
    Inlines inlines;
    for (int i = 1; i <= count; ++i) {
        if (i > 1) inlines.push_back({LineBreak{}, {}});
        inlines.push_back({Text{name + "." + std::to_string(i)}, {}});
    }
    return block(Paragraph{std::move(inlines)});
}
inline Block heading(int level, const std::string& text) {
    Heading node;
    node.level = level;
    node.children = words(text);
    node.attributes.edit().id = text;
    return block(std::move(node));
}
inline Block list(bool ordered, std::vector<Blocks> items, bool tight = true) {
    List node;
    node.ordered = ordered;
    node.tight = tight;
    for (Blocks& children : items) node.items.push_back({std::move(children), {}, {}});
    return block(std::move(node));
}
inline TableCell cell(const std::string& text) {
    TableCell made;
    made.children.push_back(paragraph(text));
    return made;
}
inline Block table(int columns, int rows, const std::string& text = "cell") {
    Table node;
    node.columns.assign(static_cast<std::size_t>(columns), Alignment::Default);
    TableRow head;
    for (int c = 0; c < columns; ++c) head.push_back(cell("head" + std::to_string(c)));
    node.head.push_back(std::move(head));
    for (int r = 0; r < rows; ++r) {
        TableRow row;
        for (int c = 0; c < columns; ++c) row.push_back(cell(text + std::to_string(r)));
        node.body.push_back(std::move(row));
    }
    return block(std::move(node));
}

/// A glyph run of a page: its text, place and tag.
struct Seen {
    std::string text;
    double x = 0, y = 0, width = 0;
    TagId tag = kNoTag;
    ArtifactKind artifact = ArtifactKind::None;
};

class FlowTest : public testing::Test {
protected:
    Result<void> run(const Document& document) {
        auto library = fonts::Library::open({});
        if (!library) return fail(library.error());
        Context context{
            tokens, **library, shaper_, segmenter_, diagnostics, layout.tags, document.meta.lang};
        pages.clear();
        return flow_document(
            document,
            context,
            layout,
            [](std::uint32_t) { return Result<void>{}; },
            [this](Page&& page) {
                pages.push_back(std::move(page));
                return Result<void>{};
            });
    }

    void set(Blocks blocks) {
        Document document;
        document.meta.lang = "en";
        document.blocks = std::move(blocks);
        ASSERT_TRUE(run(document));
    }

    /// Runs of one page, top to bottom; heads and page numbers only when asked for.
    [[nodiscard]] std::vector<Seen> seen(std::size_t page, bool furniture = false) const {
        std::vector<Seen> found;
        for (const Item& item : pages.at(page).items) {
            const GlyphRun* run = std::get_if<GlyphRun>(&item);
            if (run == nullptr) continue;
            const bool is_furniture =
                run->artifact == ArtifactKind::Header || run->artifact == ArtifactKind::Footer;
            if (is_furniture != furniture) continue;
            found.push_back({text::to_utf8(run->text),
                             run->x,
                             run->baseline,
                             run->width,
                             run->tag,
                             run->artifact});
        }
        std::stable_sort(
            found.begin(), found.end(), [](const Seen& a, const Seen& b) { return a.y < b.y; });
        return found;
    }
    [[nodiscard]] std::vector<std::string> texts(std::size_t page, bool furniture = false) const {
        std::vector<std::string> found;
        for (const Seen& one : seen(page, furniture)) found.push_back(one.text);
        return found;
    }
    [[nodiscard]] const Seen* find(const std::string& text) {
        for (std::size_t i = 0; i < pages.size(); ++i) {
            for (Seen& one : found_ = seen(i)) {
                if (one.text == text) return &(kept_.emplace_back(one));
            }
        }
        return nullptr;
    }
    [[nodiscard]] std::size_t page_of(const std::string& text) const {
        for (std::size_t i = 0; i < pages.size(); ++i) {
            const std::vector<std::string> all = texts(i);
            if (std::find(all.begin(), all.end(), text) != all.end()) return i;
        }
        return pages.size();
    }
    [[nodiscard]] std::vector<TagId> tags_of(TagKind kind) const {
        std::vector<TagId> found;
        for (TagId i = 0; i < layout.tags.tags.size(); ++i) {
            if (layout.tags.tags[i].kind == kind) found.push_back(i);
        }
        return found;
    }

    Tokens tokens;
    Diagnostics diagnostics;
    Layout layout;
    std::vector<Page> pages;

private:
    fonts::Shaper shaper_;
    text::Segmenter segmenter_;
    std::vector<Seen> found_;
    std::deque<Seen> kept_;
};

}  // namespace inkstone::layout
