// SPDX-License-Identifier: Apache-2.0
// Painting: structure tree, outline, destinations and metadata of files made by hand.
#include <map>
#include <sstream>

#include "tests/unit/paint_fixture.hpp"
#include "writers/pdf/haru/document.hpp"
#include "writers/pdf/paint/content.hpp"
#include "writers/pdf/paint/fonts.hpp"
#include "writers/pdf/paint/metadata.hpp"

namespace inkstone::pdf::paint {
namespace {

// ---- Structure ---------------------------------------------------------------------------------

TEST_F(PaintFonts, ItemWithoutTextKeepsItsBodyAndLinkToNowhereIsSpan) {
    layout::Layout layout;
    auto& tags = layout.tags;
    const TagId root = add_tag(tags, TagKind::Document);
    const TagId item = add_tag(tags, TagKind::LI, add_tag(tags, TagKind::L, root));
    const TagId label = add_tag(tags, TagKind::Lbl, item);
    add_tag(tags, TagKind::LBody, item);
    const TagId link = add_tag(tags, TagKind::Link, add_tag(tags, TagKind::P, root));
    Page page = a4();
    GlyphRun run = shape_run(*sans, u"1.", 72, 100);
    run.tag = label;
    page.items.emplace_back(run);
    run = shape_run(*sans, u"nowhere", 72, 130);
    run.tag = link;
    page.items.emplace_back(run);
    const std::string tree = run_tool(paint(layout, {page}), "pdfinfo -struct-text {} 2>&1");
    EXPECT_TRUE(contains(tree, "LBody")) << tree;
    EXPECT_FALSE(contains(tree, "Link")) << tree;
    EXPECT_TRUE(contains(tree, "Span")) << tree;
}

TEST_F(PaintFonts, StructureTreeReadsInSourceOrder) {
    layout::Layout layout;
    auto& tags = layout.tags;
    const TagId root = add_tag(tags, TagKind::Document);
    const TagId heading = add_tag(tags, TagKind::H1, root);
    const TagId paragraph = add_tag(tags, TagKind::P, root);
    const TagId link = add_tag(tags, TagKind::Link, paragraph);
    const TagId note = add_tag(tags, TagKind::Note, root);
    const TagId note_text = add_tag(tags, TagKind::P, note);
    add_tag(tags, TagKind::P, root);  // without content: dropped
    const TagId last = add_tag(tags, TagKind::P, root);
    Page one = a4(), two = a4();
    const auto put = [this](Page& page, std::u16string_view text, double y, TagId tag) {
        GlyphRun run = shape_run(*sans, text, 72, y);
        run.tag = tag;
        page.items.emplace_back(run);
    };
    put(one, u"Heading", 100, heading);
    put(one, u"Before ", 130, paragraph);
    put(one, u"link", 160, link);
    put(one, u"after.", 190, paragraph);
    put(two, u"more.", 100, paragraph);
    put(two, u"Last.", 130, last);
    put(two, u"Note.", 700, note_text);  // at the foot of the page, but earlier in the source
    layout::LinkArea area;
    area.rect = {72, 150, 20, 12};
    area.uri = "https://example.com/墨";
    area.contents = "the link";
    area.tag = link;
    one.links.push_back(area);
    const std::string pdf = paint(layout, {one, two});
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    const std::string tree = run_tool(pdf, "pdfinfo -struct-text {} 2>&1");
    std::size_t at = 0;
    for (const char* part : {"Document",
                             "H1",
                             "\"Heading\"",
                             "P",
                             "\"Before \"",
                             "Link",
                             "\"link\"",
                             "Object ",
                             "\"after.\"",
                             "\"more.\"",
                             "Note",
                             "\"Note.\"",
                             "P",
                             "\"Last.\""}) {
        const std::size_t found = tree.find(part, at);
        ASSERT_NE(found, std::string::npos) << part << " in\n" << tree;
        at = found;
    }
    EXPECT_EQ(tree.find("P (block)", at), std::string::npos) << "empty paragraph kept\n" << tree;
}

TEST_F(PaintFonts, EmptyTableCellsAreKept) {
    layout::Layout layout;
    auto& tags = layout.tags;
    const TagId root = add_tag(tags, TagKind::Document);
    const TagId table = add_tag(tags, TagKind::Table, root);
    const TagId body = add_tag(tags, TagKind::TBody, table);
    const TagId row = add_tag(tags, TagKind::TR, body);
    const TagId filled = add_tag(tags, TagKind::TD, row);
    add_tag(tags, TagKind::TD, row);
    const TagId other = add_tag(tags, TagKind::Table, root);  // wholly empty: dropped
    add_tag(tags, TagKind::TD, add_tag(tags, TagKind::TR, other));
    Page page = a4();
    GlyphRun run = shape_run(*sans, u"cell", 72, 100);
    run.tag = filled;
    page.items.emplace_back(run);
    const std::string tree = run_tool(paint(layout, {page}), "pdfinfo -struct {} 2>&1");
    const std::size_t first = tree.find("TD");
    ASSERT_NE(first, std::string::npos);
    const std::size_t second = tree.find("TD", first + 1);
    EXPECT_NE(second, std::string::npos) << tree;
    EXPECT_EQ(tree.find("TD", second + 1), std::string::npos) << tree;
}

TEST_F(PaintFonts, NeighboursOfOneTagShareASequence) {
    layout::TagTree tags;
    const TagId root = add_tag(tags, TagKind::Document);
    const TagId paragraph = add_tag(tags, TagKind::P, root);
    StringSink sink;
    auto document = haru::Document::create(sink);
    FontSet fonts(**document);
    PictureSet pictures(**document);
    MarkList marks;
    marks.begin_page();
    PageContent content(800, fonts, pictures, &tags, &marks);
    for (const auto tag : {paragraph, paragraph, layout::kNoTag, layout::kNoTag, paragraph}) {
        GlyphRun run = shape_run(*sans, u"x", 72, 100);
        run.tag = tag;
        content.paint(run);
    }
    const std::string out = content.finish();
    EXPECT_EQ(marks.marks().size(), 2U);
    EXPECT_TRUE(contains(out, "/P<</MCID 0>>BDC"));
    EXPECT_TRUE(contains(out, "/Artifact<</Type/Layout>>BDC"));
    EXPECT_TRUE(contains(out, "/P<</MCID 1>>BDC"));
    int depth = 0;
    for (std::size_t i = 0; i + 3 <= out.size(); ++i) {
        if (out.compare(i, 3, "BDC") == 0) ++depth;
        if (out.compare(i, 3, "EMC") == 0) --depth;
        EXPECT_LE(depth, 1) << "nested";
    }
    EXPECT_EQ(depth, 0);
}

TEST_F(PaintFonts, UntaggedFileHasNoStructure) {
    layout::Layout layout;
    Page page = a4();
    page.items.emplace_back(shape_run(*sans, u"x", 72, 100));
    const std::string info = run_tool(paint(layout, {page}, false), "pdfinfo {} 2>&1");
    EXPECT_TRUE(contains(info, "Tagged:          no")) << info;
}

// ---- Outline, destinations, metadata -----------------------------------------------------------

TEST_F(PaintFonts, OutlineNestsAndKeepsEveryLetter) {
    layout::Layout layout;
    layout.outline = {
        {1, "First", 0, 50}, {2, "𠮷野家 (a)", 0, 80}, {3, "Deep", 1, 50}, {1, "Second", 1, 400}};
    const std::string pdf = paint(layout, {a4(), a4()});
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    const std::string outline = run_tool(pdf, "mutool show {} outline 2>&1");
    std::size_t at = 0;
    for (const char* part : {"\"First\"", "\t\t\"𠮷野家 (a)\"", "\t\t\t\"Deep\"", "\"Second\""}) {
        const std::size_t found = outline.find(part, at);
        ASSERT_NE(found, std::string::npos) << part << " in\n" << outline;
        at = found;
    }
    EXPECT_TRUE(contains(run_tool(pdf, "qpdf --qdf --object-streams=disable {} -"), "UseOutlines"));
}

TEST_F(PaintFonts, NamesLeadToTheirPlaces) {
    layout::Layout layout;
    std::vector<Page> pages;
    for (std::uint32_t i = 0; i < 200; ++i) {
        layout.destinations.push_back({fmt::format("place-{}", i), i % 3, 10.0 * i});
    }
    Page first = a4();
    layout::LinkArea known, unknown;
    known.rect = unknown.rect = {10, 10, 20, 10};
    known.destination = "place-7";
    unknown.destination = "nowhere";
    first.links = {known, unknown};
    const std::string pdf = paint(layout, {first, a4(), a4()}, false);
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    const std::string names = run_tool(pdf, "pdfinfo -dests {} 2>&1");
    EXPECT_TRUE(contains(names, "\"place-7\"")) << names;
    EXPECT_TRUE(contains(names, "\"place-199\"")) << names;
    EXPECT_TRUE(contains(names, "\"nowhere\"")) << "a used name is always defined\n" << names;
}

TEST_F(PaintFonts, MetadataIsTheSameInInfoAndXmp) {
    layout::Layout layout;
    Metadata meta;
    meta.title = "墨 & Ink";
    meta.authors = {"甲", "B"};
    meta.lang = "zh-Hans";
    meta.date = "2024-05-01";
    meta.modified = "2024-06-02";
    meta.keywords = {"x", "y"};
    meta.description = "About.";
    const std::string pdf = paint(layout, {a4()}, true, meta);
    const std::string info = run_tool(pdf, "TZ=UTC pdfinfo -isodates {} 2>&1");
    for (const char* part : {"墨 & Ink",
                             "甲; B",
                             "x, y",
                             "About.",
                             "Inkstone test",
                             "2024-05-01",
                             "2024-06-02",
                             "Tagged:          yes",
                             "PDF version:     1.7"}) {
        EXPECT_TRUE(contains(info, part)) << part << " in\n" << info;
    }
    EXPECT_TRUE(contains(pdf, "<xmp:CreateDate>2024-05-01T00:00:00Z</xmp:CreateDate>"));
    EXPECT_TRUE(contains(pdf, "<rdf:Seq><rdf:li>甲</rdf:li><rdf:li>B</rdf:li></rdf:Seq>"));
}

TEST_F(PaintFonts, DocumentWithoutPagesGetsOne) {
    layout::Layout layout;
    const std::string pdf = paint(layout, {});
    EXPECT_TRUE(contains(run_tool(pdf, "pdfinfo {} 2>&1"), "Pages:           1"));
}

TEST_F(PaintFonts, ThousandsOfPagesMakeABalancedTree) {
    layout::Layout layout;
    std::vector<Page> pages(5000, a4());
    const std::string pdf = paint(layout, std::move(pages));
    EXPECT_FALSE(contains(run_tool(pdf, "qpdf --check {} 2>&1"), "[exit"));
    EXPECT_TRUE(contains(run_tool(pdf, "pdfinfo {} 2>&1"), "Pages:           5000"));
}

}  // namespace
}  // namespace inkstone::pdf::paint
