// SPDX-License-Identifier: Apache-2.0
// Blocks in detail: lists, tables, quotes, tags, outline, heads.
#include <cmath>

#include "tests/unit/flow_fixture.hpp"

namespace inkstone::layout {

namespace {

using FlowBlocks = FlowTest;

double right_of(const Seen& one) {
    return one.x + one.width;
}

TEST_F(FlowBlocks, LabelsEndAtOneXAndTextsStartAtOne) {
    List node;
    node.ordered = true;
    node.start = 9;
    node.items = {{{paragraph("nine")}, {}, {}}, {{paragraph("ten")}, {}, {}}};
    set({block(node)});
    EXPECT_NEAR(right_of(*find("9.")), right_of(*find("10.")), 1e-9);
    EXPECT_NEAR(find("nine")->x, find("ten")->x, 1e-9);
    EXPECT_NEAR(find("9.")->y, find("nine")->y, 1e-9);
    EXPECT_LT(right_of(*find("9.")), find("nine")->x);
}

TEST_F(FlowBlocks, WideNumbersWidenTheColumn) {
    List node;
    node.ordered = true;
    node.start = 1'000'000;
    node.items = {{{paragraph("text")}, {}, {}}};
    set({block(node)});
    EXPECT_GE(find("1000000.")->x, tokens.margin_left - 1e-9);
    EXPECT_GE(find("text")->x, right_of(*find("1000000.")) + 5);
}

TEST_F(FlowBlocks, LabelsOfRightToLeftListsStandAtTheRight) {
    set({list(false, {{paragraph("\u05D0\u05D1 one"), list(false, {{paragraph("inner")}})}})});
    const double edge = tokens.page_width - tokens.margin_right;
    EXPECT_GT(find("•")->x, edge - tokens.list_indent);
    EXPECT_LT(right_of(*find("•")), edge + 1e-9);
    // What is inside such a list goes the same way.
    EXPECT_LT(right_of(*find("◦")), find("•")->x);
    set({list(false, {{paragraph("one \u05D0")}})});
    EXPECT_LT(find("•")->x, find("one \u05D0")->x);
}

TEST_F(FlowBlocks, TheFirstColumnOfARightToLeftTableIsTheRightmost) {
    Table node;
    node.columns.assign(2, Alignment::Default);
    node.head = {{cell("\u05D0"), cell("b")}};
    node.body = {{cell("1"), cell("2")}};
    set({block(node)});
    EXPECT_GT(find("1")->x, find("2")->x);
    EXPECT_LT(right_of(*find("\u05D0")), tokens.page_width - tokens.margin_right);
    EXPECT_GT(find("\u05D0")->x, tokens.page_width / 2);
}

TEST_F(FlowBlocks, BulletsChangeByLevel) {
    set({list(
        false,
        {{paragraph("a"), list(false, {{paragraph("b"), list(false, {{paragraph("c")}})}})}})});
    EXPECT_NEAR(find("•")->y, find("a")->y, 1e-9);
    EXPECT_NEAR(find("◦")->y, find("b")->y, 1e-9);
    EXPECT_NEAR(find("▪")->y, find("c")->y, 1e-9);
}

TEST_F(FlowBlocks, NestedLabelsShareTheLineOfTheInnermostText) {
    set({list(false, {{list(true, {{paragraph("text")}})}})});
    EXPECT_NEAR(find("•")->y, find("text")->y, 1e-9);
    EXPECT_NEAR(find("1.")->y, find("text")->y, 1e-9);
    EXPECT_LT(find("•")->x, find("1.")->x);
}

TEST_F(FlowBlocks, AnEmptyItemStillShowsItsLabel) {
    set({list(true, {{}, {paragraph("two")}})});
    ASSERT_NE(find("1."), nullptr);
    EXPECT_NEAR(find("2.")->y - find("1.")->y, 18, 1e-9);
}

TEST_F(FlowBlocks, DeepNestingKeepsTwelveCharactersOfRoom) {
    Block inner = paragraph("xxx");
    for (int i = 0; i < 200; ++i) inner = list(i % 2 == 0, {{std::move(inner)}});
    set({std::move(inner)});
    const Seen* text = find("xxx");
    ASSERT_NE(text, nullptr);
    const double right = tokens.page_width - tokens.margin_right;
    EXPECT_GE(right - text->x, 12 * tokens.size_body - 1e-6);
    // Labels that find no room left of the text stand on lines of their own: nothing overlaps.
    for (std::size_t page = 0; page < pages.size(); ++page) {
        const std::vector<Seen> all = seen(page);
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const bool apart = right_of(all[i]) <= all[k].x || right_of(all[k]) <= all[i].x;
                EXPECT_TRUE(all[i].y != all[k].y || apart) << all[i].text << " " << all[k].text;
            }
        }
    }
}

TEST_F(FlowBlocks, DeepQuotesKeepRoomToo) {
    Block inner = paragraph("xxx");
    for (int i = 0; i < 200; ++i) inner = block(BlockQuote{{std::move(inner)}});
    set({std::move(inner)});
    EXPECT_GE(tokens.page_width - tokens.margin_right - find("xxx")->x,
              12 * tokens.size_body - 1e-6);
}

TEST_F(FlowBlocks, TaskItemsShowBoxes) {
    List node;
    node.items = {{{paragraph("done")}, true, {}}, {{paragraph("open")}, false, {}}};
    set({block(node)});
    EXPECT_NEAR(find("☑")->y, find("done")->y, 1e-9);
    EXPECT_NEAR(find("☐")->y, find("open")->y, 1e-9);
}

TEST_F(FlowBlocks, ListTagsNestAsTheStandardAsks) {
    set({list(true, {{paragraph("a")}})});
    const auto& tags = layout.tags.tags;
    ASSERT_EQ(tags.size(), 6U);
    EXPECT_EQ(tags[1].kind, TagKind::L);
    EXPECT_EQ(tags[1].list_numbering, "Decimal");
    EXPECT_EQ(tags[2].kind, TagKind::LI);
    EXPECT_EQ(tags[3].kind, TagKind::Lbl);
    EXPECT_EQ(tags[4].kind, TagKind::LBody);
    EXPECT_EQ(tags[5].kind, TagKind::P);
    EXPECT_EQ(tags[3].parent, 2U);
    EXPECT_EQ(tags[4].parent, 2U);
    EXPECT_EQ(tags[5].parent, 4U);
    EXPECT_EQ(find("1.")->tag, 3U);
}

// ---- Headings ----------------------------------------------------------------------------------

std::vector<int> levels_of(const Layout& layout) {
    std::vector<int> levels;
    for (const OutlineEntry& one : layout.outline) levels.push_back(one.level);
    return levels;
}

TEST_F(FlowBlocks, HeadingLevelsAreRepaired) {
    set({heading(3, "a"), heading(1, "b"), heading(4, "c")});
    EXPECT_EQ(levels_of(layout), (std::vector<int>{1, 1, 2}));
    EXPECT_EQ(tags_of(TagKind::H1).size(), 2U);
    EXPECT_EQ(tags_of(TagKind::H2).size(), 1U);
}

TEST_F(FlowBlocks, EqualHeadingsStayEqual) {
    set({heading(3, "a"), heading(3, "b"), heading(3, "c"), heading(4, "d"), heading(3, "e")});
    EXPECT_EQ(levels_of(layout), (std::vector<int>{1, 1, 1, 2, 1}));
}

TEST_F(FlowBlocks, RepairedLevelsNeverJump) {
    Blocks blocks;
    for (const int level : {5, 2, 6, 4, 1, 3, 6, 5, 2}) blocks.push_back(heading(level, "h"));
    set(std::move(blocks));
    int before = 0;
    for (const int level : levels_of(layout)) {
        EXPECT_LE(level, before + 1);
        before = level;
    }
}

TEST_F(FlowBlocks, AnEmptyHeadingIsLeftOutWithAWarning) {
    set({heading(1, ""), paragraph("p")});
    EXPECT_TRUE(layout.outline.empty());
    ASSERT_EQ(diagnostics.entries().size(), 1U);
    EXPECT_EQ(diagnostics.entries()[0].code, "empty-heading");
}

TEST_F(FlowBlocks, AHeadingIsADestination) {
    set({paragraph("p"), heading(1, "goal")});
    ASSERT_EQ(layout.destinations.size(), 1U);
    EXPECT_EQ(layout.destinations[0].name, "goal");
    EXPECT_LT(layout.destinations[0].y, find("goal")->y);
    EXPECT_GT(layout.destinations[0].y, find("p")->y);
}

// ---- Tables ------------------------------------------------------------------------------------

TEST_F(FlowBlocks, ATablesHeadStandsOnEveryPageAndIsTaggedOnce) {
    set({table(3, 100)});
    ASSERT_GT(pages.size(), 2U);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const Seen first = seen(i).front();
        EXPECT_EQ(first.text, "head0");
        EXPECT_EQ(first.artifact == ArtifactKind::None, i == 0) << i;
        EXPECT_EQ(first.tag == kNoTag, i != 0) << i;
    }
    EXPECT_EQ(tags_of(TagKind::THead).size(), 1U);
    EXPECT_EQ(tags_of(TagKind::TH).size(), 3U);
    EXPECT_EQ(tags_of(TagKind::TD).size(), 300U);
}

TEST_F(FlowBlocks, ATablesHeadIsNeverAloneAtThePageFoot) {
    for (int fill = 28; fill <= 38; ++fill) {
        set({lines("fill", fill), table(2, 10)});
        EXPECT_EQ(page_of("head1"), page_of("cell0")) << fill;
    }
}

TEST_F(FlowBlocks, RowsAreNotCut) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += "word ";
    set({table(2, 40, text)});
    for (std::size_t i = 0; i < pages.size(); ++i) {
        // The two cells of a row hold the same lines, so each baseline has two runs or more.
        const std::vector<Seen> all = seen(i);
        EXPECT_EQ(all.size() % 2, 0U);
        for (std::size_t k = 0; k + 1 < all.size(); k += 2)
            EXPECT_NEAR(all[k].y, all[k + 1].y, 1e-9);
    }
}

TEST_F(FlowBlocks, ARowHigherThanAPageIsSlicedAndLosesNothing) {
    Table node;
    node.columns.assign(2, Alignment::Default);
    TableCell tall;
    tall.children = {lines("t", 150)};
    node.body = {{tall, cell("short")}};
    set({block(node)});
    EXPECT_GE(pages.size(), 3U);
    for (int i = 1; i <= 150; ++i) EXPECT_LT(page_of("t." + std::to_string(i)), pages.size()) << i;
}

TEST_F(FlowBlocks, ShortTablesAreNoWiderThanTheirText) {
    set({table(2, 2)});
    const Seen* left = find("head0");
    const Seen* right = find("head1");
    EXPECT_LT(right->x - left->x, 60);
}

TEST_F(FlowBlocks, TextBesideACellOfSeveralRowsWidensItsOwnColumn) {
    Table node;
    node.columns.assign(2, Alignment::Default);
    TableCell tall = cell("a");
    tall.row_span = 2;
    node.body = {{tall, cell("b")}, {cell("a text that is far longer than the others")}};
    set({block(node)});
    EXPECT_LT(find("b")->x - find("a")->x, 60);
}

TEST_F(FlowBlocks, AColumnIsFreeBelowTheCellThatCoveredIt) {
    Table node;
    node.columns.assign(2, Alignment::Default);
    TableCell tall = cell("tall");
    tall.row_span = 2;
    // The second row has no cell; the third row's second cell is the long one.
    const std::string longer = "a text that is far longer than the others";
    node.body = {{cell("a"), tall}, {}, {cell("b"), cell(longer)}, {cell("c"), cell("end")}};
    set({block(node)});
    EXPECT_LT(find(longer)->x - find("b")->x, 60);
    EXPECT_NEAR(find(longer)->x, find("tall")->x, 1e-9);
}

TEST_F(FlowBlocks, LabelsInCellsStandBesideTheirTexts) {
    Table node;
    node.columns.assign(2, Alignment::Default);
    TableCell listed;
    listed.children.push_back(list(false, {{paragraph("item")}}));
    const std::string longer = "words that go on and on, so that their column takes what is there ";
    node.body = {{listed, cell(longer + longer)}};
    set({block(node)});
    EXPECT_NEAR(find("•")->y, find("item")->y, 1e-9);
}

TEST_F(FlowBlocks, CellsThatSpanTooMuchStayOnThePage) {
    Table node;
    node.columns.assign(2, Alignment::Default);
    TableCell wide = cell("wide");
    wide.column_span = 2'000'000'000;
    wide.row_span = 2'000'000'000;
    node.body = {{wide, cell("extra")}, {cell("a"), cell("b"), cell("c")}};
    set({block(node)});
    for (const char* text : {"wide", "extra", "a", "b", "c"})
        ASSERT_NE(find(text), nullptr) << text;
    for (const Seen& one : seen(0))
        EXPECT_LE(right_of(one), tokens.page_width - tokens.margin_right);
}

TEST_F(FlowBlocks, HeaderCellsHaveAScopeAndColumnsTheirAlignment) {
    Table node;
    node.columns = {Alignment::Right};
    node.head = {{cell("h")}};
    node.body = {{cell("d")}};
    set({block(node)});
    const Tag& head = layout.tags.tags[tags_of(TagKind::TH).at(0)];
    EXPECT_EQ(head.scope, "Column");
    EXPECT_EQ(layout.tags.tags[tags_of(TagKind::TD).at(0)].text_align, "End");
}

// ---- Other blocks ------------------------------------------------------------------------------

TEST_F(FlowBlocks, AnAlertIsNamedInTheDocumentsLanguage) {
    Document document;
    document.meta.lang = "zh-Hans";
    document.blocks = {block(Alert{AlertKind::Warning, {}, {paragraph("text")}})};
    ASSERT_TRUE(run(document));
    EXPECT_NE(find("警告"), nullptr);
}

TEST_F(FlowBlocks, RawBlocksAreDroppedWithAWarningAndCommentsSilently) {
    set({block(RawBlock{"html", "<!-- x -->"}), {RawBlock{"html", "<video>"}, {7, 1}, {}}});
    ASSERT_EQ(diagnostics.entries().size(), 1U);
    EXPECT_EQ(diagnostics.entries()[0].code, "raw-html");
    EXPECT_EQ(diagnostics.entries()[0].position.line, 7U);
}

TEST_F(FlowBlocks, ABlocksLanguageIsTaggedOnlyWhereItDiffers) {
    Block english = paragraph("a");
    Block japanese{BlockQuote{{paragraph("b")}}, {}, "ja"};
    set({english, japanese});
    const auto& tags = layout.tags.tags;
    EXPECT_EQ(tags[1].lang, "");
    EXPECT_EQ(tags[2].lang, "ja");
    EXPECT_EQ(tags[3].lang, "");
}

TEST_F(FlowBlocks, NoteTagsFollowTheirBlockUnderTheDocument) {
    Document document;
    document.meta.lang = "en";
    document.blocks = {list(false, {{block(Paragraph{{{Text{"a"}, {}}, {NoteRef{0, 1}, {}}}})}}),
                       paragraph("after")};
    document.notes = {{"n", {paragraph("note")}, {}}};
    ASSERT_TRUE(run(document));
    const TagId note = tags_of(TagKind::Note).at(0);
    EXPECT_EQ(layout.tags.tags[note].parent, 0U);
    EXPECT_EQ(layout.tags.tags[note].id, "fn-1");
    EXPECT_GT(note, tags_of(TagKind::L).at(0));
    EXPECT_LT(note, find("after")->tag);
}

TEST_F(FlowBlocks, ParentsComeBeforeTheirChildren) {
    set({heading(1, "h"),
         list(true, {{paragraph("a"), table(2, 2)}}),
         block(BlockQuote{{paragraph("q")}})});
    const auto& tags = layout.tags.tags;
    for (TagId i = 1; i < tags.size(); ++i) EXPECT_LT(tags[i].parent, i);
}

// ---- Title, heads and feet ---------------------------------------------------------------------

TEST_F(FlowBlocks, ATitleOfTheFrontMatterIsPrintedAndADerivedOneIsNot) {
    Document document;
    document.meta.lang = "en";
    document.meta.title = "Title";
    document.meta.authors = {"Ann", "Bo"};
    document.meta.date = "2024";
    document.blocks = {paragraph("text")};
    ASSERT_TRUE(run(document));
    EXPECT_EQ(texts(0), (std::vector<std::string>{"Title", "Ann, Bo · 2024", "text"}));
    EXPECT_EQ(tags_of(TagKind::Title).size(), 1U);
    layout = {};
    document.meta.title_is_derived = true;
    ASSERT_TRUE(run(document));
    EXPECT_EQ(texts(0), std::vector<std::string>{"text"});
}

TEST_F(FlowBlocks, HeadsBeginOnPageTwoAndNumbersOnPageOne) {
    Document document;
    document.meta.lang = "en";
    document.meta.title = "Book";
    document.meta.title_is_derived = true;
    document.blocks = {heading(1, "One"), lines("a", 60), heading(1, "Two"), lines("b", 40)};
    ASSERT_TRUE(run(document));
    ASSERT_EQ(pages.size(), 3U);
    EXPECT_EQ(texts(0, true), std::vector<std::string>{"1"});
    EXPECT_EQ(texts(1, true), (std::vector<std::string>{"Book", "One", "2"}));
    EXPECT_EQ(texts(2, true), (std::vector<std::string>{"Book", "Two", "3"}));
    EXPECT_EQ(pages[2].label, "3");
    for (const Seen& one : seen(1, true)) EXPECT_EQ(one.tag, kNoTag);
}

TEST_F(FlowBlocks, LongHeadsAreShortened) {
    Document document;
    document.meta.lang = "en";
    document.meta.title = std::string(5000, 'x');
    document.meta.title_is_derived = true;
    document.blocks = {heading(1, "T"), lines("a", 60)};
    ASSERT_TRUE(run(document));
    const Seen head = seen(1, true).front();
    EXPECT_TRUE(head.text.ends_with("…"));
    EXPECT_LE(head.width, tokens.measure() * 0.45);
    EXPECT_GT(head.width, tokens.measure() * 0.4);
}

TEST_F(FlowBlocks, ANoteWithoutATitleOfItsOwnHasNoHeads) {
    Document document;
    document.meta.lang = "en";
    document.meta.title = "From the first bold line";
    document.meta.title_is_derived = true;
    document.blocks = {lines("a", 60)};
    ASSERT_TRUE(run(document));
    for (const Seen& one : seen(1, true)) EXPECT_NE(one.text, "From the first bold line");
}

TEST_F(FlowBlocks, AnErrorOfTheConsumerStopsTheLayout) {
    auto library = fonts::Library::open({});
    ASSERT_TRUE(library);
    fonts::Shaper shaper;
    text::Segmenter segmenter;
    Context context{tokens, **library, shaper, segmenter, diagnostics, layout.tags, "en"};
    Document document;
    document.blocks.assign(100, lines("p", 30));
    int called = 0;
    const Result<void> result = flow_document(
        document,
        context,
        layout,
        [](std::uint32_t) { return Result<void>{}; },
        [&](Page&&) -> Result<void> {
            ++called;
            return fail(ErrorKind::Output, "full");
        });
    EXPECT_FALSE(result);
    EXPECT_EQ(called, 1);
}

}  // namespace

}  // namespace inkstone::layout
