// SPDX-License-Identifier: Apache-2.0
// Rules of page breaks: widows, headings, lead-ins, rules, code, notes.

#include "tests/unit/flow_fixture.hpp"

namespace inkstone::layout {

namespace {

/// Lines of an empty A4 page: 676.89 pt and the leading that hangs out, by 18 pt.
constexpr int kPageLines = 38;

std::string name_of(const std::string& line) {
    return line.substr(0, line.find('.'));
}

class FlowPaging : public FlowTest {
protected:
    /// Lines of paragraph `name` on each page that has any.
    std::vector<int> split_of(const std::string& name) const {
        std::vector<int> counts;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            int count = 0;
            for (const std::string& text : texts(i)) count += name_of(text) == name ? 1 : 0;
            if (count > 0) counts.push_back(count);
        }
        return counts;
    }
};

TEST_F(FlowPaging, ADocumentWithoutBlocksIsOneEmptyPage) {
    set({});
    ASSERT_EQ(pages.size(), 1U);
    EXPECT_EQ(pages[0].label, "1");
    EXPECT_TRUE(texts(0).empty());
}

TEST_F(FlowPaging, APageHoldsThirtyEightLines) {
    set({lines("p", kPageLines)});
    EXPECT_EQ(pages.size(), 1U);
    set({lines("p", kPageLines + 2)});
    EXPECT_EQ(split_of("p"), (std::vector<int>{kPageLines, 2}));
}

TEST_F(FlowPaging, LinesOfAParagraphStandOneLeadingApart) {
    set({lines("p", 60)});
    for (std::size_t page = 0; page < pages.size(); ++page) {
        const std::vector<Seen> all = seen(page);
        for (std::size_t i = 1; i < all.size(); ++i) EXPECT_NEAR(all[i].y - all[i - 1].y, 18, 1e-9);
    }
}

TEST_F(FlowPaging, ALastLineIsNeverAloneOnThePage) {
    set({lines("p", kPageLines + 1)});
    EXPECT_EQ(split_of("p"), (std::vector<int>{kPageLines - 1, 2}));
}

TEST_F(FlowPaging, NoParagraphLeavesASingleLineAnywhere) {
    for (int fill = 0; fill < 40; ++fill) {
        for (int count = 2; count <= 7; ++count) {
            Blocks blocks;
            if (fill > 0) blocks.push_back(lines("fill", fill));
            blocks.push_back(lines("p", count));
            set(std::move(blocks));
            const std::vector<int> split = split_of("p");
            if (split.size() == 1) continue;
            EXPECT_GT(count, 3) << "short paragraphs move whole, fill " << fill;
            for (const int part : split) EXPECT_GE(part, 2) << fill << " " << count;
        }
    }
}

TEST_F(FlowPaging, AHeadingStaysWithTwoLines) {
    for (int fill = 0; fill <= 40; ++fill) {
        Blocks blocks;
        if (fill > 0) blocks.push_back(lines("fill", fill));
        blocks.push_back(heading(2, "head"));
        blocks.push_back(lines("p", 6));
        set(std::move(blocks));
        const std::size_t page = page_of("head");
        EXPECT_EQ(page_of("p.1"), page) << fill;
        EXPECT_EQ(page_of("p.2"), page) << fill;
    }
}

TEST_F(FlowPaging, HeadingsInARowStayTogether) {
    for (int fill = 20; fill <= 40; ++fill) {
        set({lines("fill", fill),
             heading(1, "a"),
             heading(2, "b"),
             heading(3, "c"),
             lines("p", 4)});
        EXPECT_EQ(page_of("a"), page_of("p.2")) << fill;
    }
}

TEST_F(FlowPaging, AHeadingOverSingleLinesKeepsTwoOfThem) {
    for (int fill = 20; fill <= 40; ++fill) {
        set({lines("fill", fill), heading(2, "head"), lines("a", 1), lines("b", 1)});
        EXPECT_EQ(page_of("head"), page_of("b.1")) << fill;
    }
}

TEST_F(FlowPaging, HeadingsAndSingleLinesInTurnFillPages) {
    Blocks blocks;
    for (int i = 0; i < 60; ++i) {
        blocks.push_back(heading(3, "h" + std::to_string(i)));
        blocks.push_back(lines("p" + std::to_string(i), 1));
    }
    set(std::move(blocks));
    EXPECT_LE(pages.size(), 7U);
    for (int i = 0; i < 60; ++i) {
        EXPECT_EQ(page_of("h" + std::to_string(i)), page_of("p" + std::to_string(i) + ".1"));
    }
}

TEST_F(FlowPaging, APageOfNothingButHeadingsEnds) {
    Blocks blocks;
    for (int i = 0; i < 500; ++i) blocks.push_back(heading(1, "h" + std::to_string(i)));
    set(std::move(blocks));
    EXPECT_EQ(layout.outline.size(), 500U);
    EXPECT_GT(pages.size(), 10U);
}

TEST_F(FlowPaging, TheSpaceAboveAHeadingVanishesAtAPageTop) {
    set({lines("fill", kPageLines), heading(1, "head"), lines("p", 2)});
    set({heading(1, "first"), lines("fill", 35), heading(1, "head"), lines("p", 2)});
    const Seen* first = find("first");
    const Seen* head = find("head");
    ASSERT_TRUE(first != nullptr && head != nullptr);
    EXPECT_NEAR(first->y, head->y, 1e-9);
}

TEST_F(FlowPaging, ABoldLineStaysWithTheListAfterIt) {
    for (int fill = 30; fill <= 38; ++fill) {
        const Block bold = block(Paragraph{{{Strong{words("Lead")}, {}}}});
        set({lines("fill", fill), bold, list(false, {{lines("item", 2)}})});
        EXPECT_EQ(page_of("Lead"), page_of("item.2")) << fill;
    }
}

TEST_F(FlowPaging, AnItemsLineStaysWithItsNestedList) {
    for (int fill = 30; fill <= 38; ++fill) {
        set({lines("fill", fill),
             list(true, {{lines("item", 1), list(false, {{lines("sub", 3)}})}})});
        EXPECT_EQ(page_of("item.1"), page_of("sub.3")) << fill;
        EXPECT_EQ(page_of("1."), page_of("item.1")) << fill;
    }
}

TEST_F(FlowPaging, ARuleStandsNeitherAtThePageTopNorAtItsFoot) {
    for (int fill = 30; fill <= 39; ++fill) {
        set({lines("fill", fill), block(ThematicBreak{}), lines("p", 2)});
        const std::string last = "fill." + std::to_string(fill);
        for (std::size_t i = 0; i < pages.size(); ++i) {
            for (const Item& item : pages[i].items) {
                if (!std::holds_alternative<FilledRect>(item)) continue;
                EXPECT_EQ(page_of("p.1"), i) << fill;
                EXPECT_EQ(page_of(last), i) << fill;
            }
        }
    }
    set({block(ThematicBreak{}), lines("p", 2), block(ThematicBreak{})});
    EXPECT_EQ(pages.size(), 1U);
    for (const Item& item : pages[0].items) EXPECT_TRUE(std::holds_alternative<GlyphRun>(item));
}

TEST_F(FlowPaging, AnExplicitBreakBeginsAPageOnceAndLeavesNoEmptyOne) {
    set({block(PageBreak{}), lines("a", 1), block(PageBreak{}), block(PageBreak{}), lines("b", 1)});
    ASSERT_EQ(pages.size(), 2U);
    EXPECT_EQ(page_of("b.1"), 1U);
}

TEST_F(FlowPaging, CodeKeepsTwoLinesOnEachSideAndItsGroundOnEachPage) {
    std::string literal;
    for (int i = 1; i <= 60; ++i) literal += "code." + std::to_string(i) + "\n";
    for (int fill = 30; fill <= 38; ++fill) {
        set({lines("fill", fill), block(CodeBlock{{}, literal, {}})});
        for (const int part : split_of("code")) EXPECT_GE(part, 2);
        for (std::size_t i = 0; i < pages.size(); ++i) {
            std::size_t grounds = 0;
            for (const Item& item : pages[i].items) {
                const FilledRect* rect = std::get_if<FilledRect>(&item);
                grounds += rect != nullptr && rect->color == tokens.code_background ? 1U : 0U;
            }
            const bool has_code = std::ranges::any_of(
                texts(i), [](const std::string& text) { return name_of(text) == "code"; });
            EXPECT_EQ(grounds, has_code ? 1U : 0U) << fill << " page " << i;
        }
    }
}

TEST_F(FlowPaging, AQuoteBarGoesOnOverThePages) {
    set({block(BlockQuote{{lines("q", 50)}})});
    ASSERT_EQ(pages.size(), 2U);
    for (const Page& page : pages) {
        const auto* bar = std::get_if<FilledRect>(&page.items.front());
        ASSERT_NE(bar, nullptr);
        EXPECT_NEAR(bar->rect.width, 2, 1e-9);
        EXPECT_GT(bar->rect.height, 18 * 10);
    }
}

// ---- Notes -------------------------------------------------------------------------------------

class FlowNotes : public FlowPaging {
protected:
    static Block marked(const std::string& text, std::size_t note) {
        return block(Paragraph{{{Text{text}, {}}, {NoteRef{note, 1}, {}}}});
    }
    Result<void> set_with_notes(Blocks blocks, std::vector<int> note_lines) {
        Document document;
        document.meta.lang = "en";
        document.blocks = std::move(blocks);
        for (std::size_t i = 0; i < note_lines.size(); ++i) {
            document.notes.push_back({"n", {lines("n" + std::to_string(i), note_lines[i])}, {}});
        }
        return run(document);
    }
};

TEST_F(FlowNotes, ANoteStandsAtTheFootOfThePageOfItsMark) {
    ASSERT_TRUE(set_with_notes({lines("p", 3), marked("mark", 0), lines("q", 60)}, {2}));
    EXPECT_EQ(page_of("mark"), 0U);
    EXPECT_EQ(page_of("n0.2"), 0U);
    const Seen* note = find("n0.2");
    EXPECT_GT(note->y, tokens.page_height - tokens.margin_bottom - 10);
    EXPECT_LE(note->y, tokens.page_height - tokens.margin_bottom);
}

TEST_F(FlowNotes, TheFirstTwoLinesOfANoteStandWithItsMarkWhateverIsAbove) {
    for (int fill = 1; fill <= 40; ++fill) {
        ASSERT_TRUE(set_with_notes({lines("fill", fill), marked("mark", 0), lines("q", 5)}, {9}));
        EXPECT_EQ(page_of("mark"), page_of("n0.1")) << fill;
        EXPECT_EQ(page_of("mark"), page_of("n0.2")) << fill;
        EXPECT_LT(page_of("n0.9"), pages.size()) << fill;
    }
}

TEST_F(FlowNotes, NoFillLeavesOneLineOfANoteWithItsMark) {
    // Code lines have another leading, so that the mark comes to stand at many heights.
    for (int fill = 15; fill <= 55; ++fill) {
        std::string literal;
        for (int i = 0; i < fill; ++i) literal += "c\n";
        ASSERT_TRUE(set_with_notes({block(CodeBlock{{}, literal, {}}), marked("mark", 0)}, {9}));
        EXPECT_EQ(page_of("mark"), page_of("n0.2")) << fill;
    }
}

TEST_F(FlowNotes, ANoteLongerThanAPageFlowsOn) {
    ASSERT_TRUE(set_with_notes({marked("mark", 0), lines("q", 100)}, {200}));
    int placed = 0;
    for (const int part : split_of("n0")) placed += part;
    EXPECT_EQ(placed, 200);
    EXPECT_EQ(page_of("n0.2"), 0U);
}

TEST_F(FlowNotes, ManyNotesOnOneLineAllComeOutInOrder) {
    Inlines inlines = words("mark");
    for (std::size_t i = 0; i < 80; ++i) inlines.push_back({NoteRef{i, 1}, {}});
    ASSERT_TRUE(
        set_with_notes({block(Paragraph{inlines}), lines("q", 3)}, std::vector<int>(80, 4)));
    std::size_t last = 0;
    for (std::size_t i = 0; i < 80; ++i) {
        const std::size_t page = page_of("n" + std::to_string(i) + ".4");
        ASSERT_LT(page, pages.size()) << i;
        EXPECT_GE(page, last);
        last = page;
    }
}

TEST_F(FlowNotes, TwoMarksOfOneNoteMakeOneNoteWithPlacesToGo) {
    ASSERT_TRUE(set_with_notes({marked("a", 0), marked("b", 0)}, {1}));
    EXPECT_EQ(split_of("n0"), std::vector<int>{1});
    EXPECT_EQ(tags_of(TagKind::Note).size(), 1U);
    ASSERT_EQ(layout.destinations.size(), 1U);
    EXPECT_EQ(layout.destinations[0].name, "fn-1");
    ASSERT_EQ(pages[0].links.size(), 1U);
    EXPECT_EQ(pages[0].links[0].destination, "fnref-1");
}

TEST_F(FlowNotes, NotesThatMarkEachOtherEnd) {
    Document document;
    document.meta.lang = "en";
    document.blocks = {marked("mark", 0)};
    document.notes = {{"a", {marked("n0.1", 1)}, {}}, {"b", {marked("n1.1", 0)}, {}}};
    ASSERT_TRUE(run(document));
    EXPECT_EQ(page_of("n0.1"), 0U);
    EXPECT_EQ(page_of("n1.1"), 0U);
}

TEST_F(FlowNotes, AMarkInATableCellBringsItsNote) {
    Table node;
    node.columns = {Alignment::Default};
    TableCell with_mark;
    with_mark.children = {marked("cell", 0)};
    node.body = {{with_mark}};
    ASSERT_TRUE(set_with_notes({block(node)}, {1}));
    EXPECT_EQ(page_of("n0.1"), 0U);
}

}  // namespace

}  // namespace inkstone::layout
