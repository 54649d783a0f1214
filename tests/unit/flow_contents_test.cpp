// SPDX-License-Identifier: Apache-2.0
// Contents pages (output requirements TC1): numbers, places, tags, and when they are made unasked.
#include "writers/pdf/layout/flow/contents.hpp"

#include "tests/unit/flow_fixture.hpp"

namespace inkstone::layout {
namespace {

class Contents : public FlowTest {
protected:
    /// `chapters` headings of level 1 with two of level 2 each, and `lines_each` lines below each.
    static Blocks book(int chapters, int lines_each) {
        Blocks blocks;
        for (int c = 1; c <= chapters; ++c) {
            for (int s = 0; s <= 2; ++s) {
                const std::string name = "c" + std::to_string(c) + "s" + std::to_string(s);
                blocks.push_back(heading(s == 0 ? 1 : 2, name));
                blocks.push_back(lines("t" + name, lines_each));
            }
        }
        return blocks;
    }
    [[nodiscard]] std::size_t front_pages() const {
        return static_cast<std::size_t>(
            std::count_if(pages.begin(), pages.end(), [](const Page& p) { return p.front; }));
    }
    /// The label of the text's page on which `name` is a heading.
    [[nodiscard]] std::string label_of(const std::string& name) const {
        for (const Destination& one : layout.destinations) {
            if (one.name == name) return pages.at(one.page).label;
        }
        return {};
    }
    /// The last run on the line of a contents entry: its number.
    [[nodiscard]] Seen number_of(const std::string& title) const {
        for (std::size_t i = 0; i < pages.size(); ++i) {
            if (!pages[i].front) continue;
            const std::vector<Seen> runs = seen(i);
            for (const Seen& entry : runs) {
                if (entry.text != title) continue;
                Seen last = entry;
                for (const Seen& other : runs) {
                    if (std::abs(other.y - entry.y) < 0.1 && other.x > last.x) last = other;
                }
                return last;
            }
        }
        return {};
    }
};

TEST_F(Contents, TC1_EveryEntryHasTheNumberOfItsPage) {
    tokens.contents = Tokens::Contents::Yes;
    set(book(4, 30));
    ASSERT_EQ(front_pages(), 1U);
    for (const char* name : {"c1s0", "c2s1", "c4s2"}) {
        EXPECT_EQ(number_of(name).text, label_of(name)) << name;
    }
    EXPECT_EQ(pages.front().label, "2") << "the contents are page 1";
    EXPECT_EQ(pages.back().label, "1");
}

TEST_F(Contents, TC1_NumbersEndAtTheRightEdge) {
    tokens.contents = Tokens::Contents::Yes;
    set(book(5, 40));
    for (const char* name : {"c1s0", "c1s1", "c5s2"}) {
        const Seen number = number_of(name);
        EXPECT_NEAR(number.x + number.width, tokens.margin_left + tokens.measure(), 0.01) << name;
    }
}

TEST_F(Contents, TC1_EntriesAreLinksInOrder) {
    tokens.contents = Tokens::Contents::Yes;
    set(book(2, 3));
    EXPECT_EQ(tags_of(TagKind::Toc).size(), 1U);
    EXPECT_EQ(tags_of(TagKind::TocI).size(), 6U);
    std::vector<std::string> targets;
    for (const LinkArea& link : pages.back().links) targets.push_back(link.destination);
    EXPECT_EQ(targets, (std::vector<std::string>{"c1s0", "c1s1", "c1s2", "c2s0", "c2s1", "c2s2"}));
}

TEST_F(Contents, TC1_TheDepthIsTheReadersOfRepairedLevels) {
    tokens.contents = Tokens::Contents::Yes;
    tokens.contents_depth = 1;
    set(book(3, 2));
    EXPECT_EQ(tags_of(TagKind::TocI).size(), 3U);
}

TEST_F(Contents, ASingleFirstHeadingIsTheTitleAndStandsBeforeTheList) {
    tokens.contents = Tokens::Contents::Yes;
    Document document;
    document.meta.lang = "en";
    document.meta.title = "Title";
    document.meta.title_is_derived = true;
    document.blocks.push_back(heading(1, "Title"));
    document.blocks.push_back(heading(2, "A"));
    document.blocks.push_back(paragraph("text"));
    ASSERT_TRUE(run(document));
    EXPECT_EQ(texts(1).front(), "Title");
    EXPECT_EQ(texts(0).front(), "A");
    EXPECT_EQ(tags_of(TagKind::TocI).size(), 1U) << "the title is not listed";
    ASSERT_EQ(layout.outline.size(), 2U);
    EXPECT_EQ(layout.outline[0].title, "Title");
    EXPECT_EQ(layout.outline[0].page, 1U) << "pages count as they come";
}

TEST_F(Contents, TC1_AreMadeUnaskedForManyHeadingsOnTenPages) {
    set(book(4, 60));
    EXPECT_GE(pages.size(), 11U);
    EXPECT_EQ(front_pages(), 1U);
    set(book(2, 120));  // six headings
    EXPECT_EQ(front_pages(), 0U);
}

TEST_F(Contents, TC1_AreNotMadeUnaskedForFewPages) {
    set(book(4, 20));
    EXPECT_LT(pages.size(), 10U);
    EXPECT_EQ(front_pages(), 0U);
}

}  // namespace
}  // namespace inkstone::layout
