// SPDX-License-Identifier: Apache-2.0
// Random documents: layout ends, every word is placed once, nothing leaves the page.
#include <map>
#include <random>

#include "tests/unit/flow_fixture.hpp"

namespace inkstone::layout {

namespace {

/// Makes documents of unique words, so that each can be found again.
class Maker {
public:
    explicit Maker(unsigned seed) : random_(seed) {}

    Document document() {
        Document made;
        made.meta.lang = "en";
        made.blocks = blocks(pick(1, 16), 0);
        while (made.notes.size() < notes_) made.notes.push_back({"n", blocks(pick(1, 2), 3), {}});
        return made;
    }
    [[nodiscard]] int words() const { return next_; }

private:
    int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

    Inlines inlines(int most) {
        Inlines made;
        for (int i = pick(1, most); i > 0; --i) {
            made.push_back({Text{" w" + std::to_string(next_++) + "."}, {}});
            if (pick(0, 60) == 0 && notes_ < 200) made.push_back({NoteRef{notes_++, 1}, {}});
        }
        return made;
    }

    Blocks blocks(int count, int depth) {
        Blocks made;
        for (int i = 0; i < count; ++i) made.push_back(one(depth));
        return made;
    }

    Block one(int depth) {
        const int kind = depth >= 4 ? 0 : pick(0, 11);
        switch (kind) {
            case 0:
                return block(Heading{pick(1, 6), inlines(8), {}});
            case 1:
                return list(pick(0, 1) == 0, {blocks(pick(1, 3), depth + 1), blocks(1, depth + 1)});
            case 2:
                return block(BlockQuote{blocks(pick(1, 3), depth + 1)});
            case 3:
                return block(code());
            case 4:
                return block(random_table(depth));
            case 5:
                return block(ThematicBreak{});
            case 6:
                return block(Alert{AlertKind::Tip, inlines(3), blocks(pick(1, 2), depth + 1)});
            case 7:
                return pick(0, 9) == 0 ? block(PageBreak{}) : block(Paragraph{inlines(2)});
            case 8:
                return block(Figure{blocks(1, depth + 1), inlines(3)});
            default:
                return block(Paragraph{inlines(pick(1, 150))});
        }
    }

    CodeBlock code() {
        CodeBlock made;
        for (int i = pick(1, 50); i > 0; --i) made.literal += "w" + std::to_string(next_++) + ".\n";
        return made;
    }

    Table random_table(int depth) {
        Table made;
        const int columns = pick(1, 5);
        made.columns.assign(static_cast<std::size_t>(columns), Alignment::Default);
        const int rows = pick(1, 16);
        for (int r = 0; r < rows; ++r) {
            TableRow row;
            for (int c = 0; c < columns; ++c) {
                TableCell cell;
                cell.children =
                    pick(0, 9) == 0 ? blocks(2, depth + 1) : Blocks{block(Paragraph{inlines(12)})};
                cell.row_span = pick(0, 19) == 0 ? 2 : 1;
                row.push_back(std::move(cell));
            }
            (r == 0 ? made.head : made.body).push_back(std::move(row));
        }
        return made;
    }

    std::mt19937 random_;
    int next_ = 0;
    std::size_t notes_ = 0;
};

class FlowProperty : public FlowTest {
protected:
    void expect_inside(const Page& page) const {
        const double right = tokens.page_width - tokens.margin_right + 0.01;
        const double foot = tokens.page_height - tokens.margin_bottom + 0.01;
        for (const Item& item : page.items) {
            if (const auto* run = std::get_if<GlyphRun>(&item)) {
                if (run->artifact == ArtifactKind::Header ||
                    run->artifact == ArtifactKind::Footer) {
                    continue;
                }
                EXPECT_GE(run->x, tokens.margin_left - 0.01);
                EXPECT_GE(run->baseline, tokens.margin_top)
                    << text::to_utf8(run->text) << page.label;
                EXPECT_LE(run->baseline, foot) << text::to_utf8(run->text);
            } else if (const auto* rect = std::get_if<FilledRect>(&item)) {
                EXPECT_GE(rect->rect.x, tokens.margin_left - 0.01);
                EXPECT_LE(rect->rect.x + rect->rect.width, right);
                EXPECT_LE(rect->rect.y + rect->rect.height, foot + 0.5);
                EXPECT_GE(rect->rect.y, tokens.margin_top - 0.5);
            }
        }
    }
    [[nodiscard]] std::map<std::string, int> word_counts() const {
        std::map<std::string, int> counts;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            for (const Seen& one : seen(i)) {
                if (one.artifact != ArtifactKind::None) continue;
                for (const std::string& word : fake::words(one.text)) {
                    if (word.starts_with("w")) ++counts[word];
                }
            }
        }
        return counts;
    }
};

TEST_F(FlowProperty, EveryWordStandsOnceInsideThePage) {
    tokens.contents = Tokens::Contents::No;  // a list of headings says their words again
    for (unsigned seed = 0; seed < 150; ++seed) {
        SCOPED_TRACE(seed);
        Maker maker(seed);
        const Document document = maker.document();
        layout = {};
        ASSERT_TRUE(run(document));
        for (const Page& page : pages) expect_inside(page);
        const std::map<std::string, int> counts = word_counts();
        ASSERT_EQ(counts.size(), static_cast<std::size_t>(maker.words()));
        for (const auto& [word, count] : counts) ASSERT_EQ(count, 1) << word;
    }
}

TEST_F(FlowProperty, LayingOutTwiceGivesTheSamePages) {
    const Document document = Maker(7).document();
    const auto dump = [&] {
        layout = {};
        EXPECT_TRUE(run(document));
        std::string all;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            for (const Seen& one : seen(i)) {
                all += one.text + "@" + std::to_string(one.x) + "," + std::to_string(one.y) + "\n";
            }
        }
        return all;
    };
    EXPECT_EQ(dump(), dump());
}

TEST_F(FlowProperty, TagsFormATreeInReadingOrder) {
    ASSERT_TRUE(run(Maker(11).document()));
    const auto& tags = layout.tags.tags;
    for (TagId i = 1; i < tags.size(); ++i) ASSERT_LT(tags[i].parent, i);
}

}  // namespace

}  // namespace inkstone::layout
