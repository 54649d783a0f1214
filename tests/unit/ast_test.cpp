// SPDX-License-Identifier: Apache-2.0
// Helpers over the tree: plain text, the text dump, the JSON writer.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "inkstone/writer.hpp"
#include "src/ast/plain_text.hpp"
#include "src/ast/text_dump.hpp"
#include "writers/dump/dump_writers.hpp"

namespace inkstone {
namespace {

Inline inline_of(Inline::Node node) {
    return {.node = std::move(node), .position = {}};
}
Block block_of(Block::Node node) {
    return {.node = std::move(node), .position = {1, 2}};
}

/// Every kind of node once, with awkward text.
Document everything() {
    const Inlines words{inline_of(Text{"a\"\\\n\t\x01 中"})};
    const Blocks paragraph{block_of(Paragraph{words})};
    const Attributes attributes{"id", {"x", "y"}, "ja", "rtl", {{"type", "v"}}};
    Inlines all = words;
    all.push_back(inline_of(SoftBreak{}));
    all.push_back(inline_of(LineBreak{}));
    all.push_back(inline_of(Emphasis{words}));
    all.push_back(inline_of(Strong{words}));
    all.push_back(inline_of(Strikethrough{words}));
    all.push_back(inline_of(Underline{words}));
    all.push_back(inline_of(Mark{words}));
    all.push_back(inline_of(Subscript{words}));
    all.push_back(inline_of(Superscript{words}));
    all.push_back(inline_of(Code{"c", attributes}));
    all.push_back(inline_of(Math{"m"}));
    all.push_back(inline_of(Link{words, "u", "t", attributes}));
    all.push_back(inline_of(Image{words, "u", "t", attributes}));
    all.push_back(inline_of(NoteRef{0, 1}));
    all.push_back(inline_of(Span{words, attributes}));
    all.push_back(inline_of(Ruby{words, words}));
    all.push_back(inline_of(RawInline{"html", "<x>"}));
    Document document;
    document.meta.title = "T";
    document.meta.authors = {"A", "B"};
    document.meta.extra = {
        {"k", MetaValue{MetaValue::List{MetaValue{std::string("v")}}}, {2, 3}},
        {"m", MetaValue{MetaValue::Map{{"n", MetaValue{std::string("o")}, {}}}}, {}}};
    Blocks& blocks = document.blocks;
    blocks.push_back(block_of(Paragraph{all}));
    blocks.push_back(block_of(Heading{2, words, attributes}));
    blocks.push_back(block_of(CodeBlock{"i", "l\n", attributes}));
    blocks.push_back(block_of(BlockQuote{paragraph}));
    blocks.push_back(block_of(Alert{AlertKind::Tip, words, paragraph}));
    blocks.push_back(block_of(
        List{true, false, 3, ListDelimiter::Parenthesis, {ListItem{paragraph, true, {4, 5}}}}));
    blocks.push_back(block_of(DefinitionList{{DefinitionItem{words, {paragraph, paragraph}}}}));
    TableCell cell{paragraph, 2, 3, {6, 7}};
    blocks.push_back(block_of(Table{{Alignment::Center}, {{cell}}, {{cell}}, words}));
    blocks.push_back(block_of(ThematicBreak{}));
    blocks.push_back(block_of(PageBreak{}));
    blocks.push_back(block_of(MathBlock{"m"}));
    blocks.push_back(block_of(Figure{paragraph, words}));
    blocks.push_back(block_of(Div{paragraph, attributes}));
    blocks.push_back(block_of(Details{words, paragraph, true}));
    blocks.push_back(block_of(RawBlock{"html", "<x>\n"}));
    blocks.back().lang = "zh";
    document.notes.push_back(Note{"n", paragraph, {8, 9}, 2});
    return document;
}

class NoResources : public ResourceLoader {
public:
    Result<Resource> load(std::string_view) const override {
        return fail(ErrorKind::Input, "nothing here");
    }
};

Result<WriteSummary> write(const Writer& writer, const Document& document, Sink& sink) {
    const NoResources resources;
    Diagnostics diagnostics;
    const Environment environment{resources, {}, 0, {}, nullptr};
    return writer.write(document, environment, sink, diagnostics);
}

class FullSink : public Sink {
public:
    Result<void> write(std::string_view) override { return fail(ErrorKind::Output, "full"); }
};

TEST(PlainText, LeavesOutMarkupAndNotes) {
    const Inlines inlines{inline_of(Text{"a"}),
                          inline_of(SoftBreak{}),
                          inline_of(Strong{{inline_of(Emphasis{{inline_of(Text{"b"})}})}}),
                          inline_of(LineBreak{}),
                          inline_of(Image{{inline_of(Text{"alt"})}, "u", "t", {}}),
                          inline_of(NoteRef{0, 1}),
                          inline_of(RawInline{"html", "<b>"}),
                          inline_of(Ruby{{inline_of(Text{"漢"})}, {inline_of(Text{"かん"})}}),
                          inline_of(Code{"c", {}}),
                          inline_of(Math{"x^2"})};
    EXPECT_EQ(plain_text(inlines), "a b alt漢cx^2");
}

TEST(TextDump, ShowsEveryKindOfNode) {
    const std::string text = dump_text(everything());
    for (const char* line :
         {"document\n",
          "  metadata title=\"T\" authors=[\"A\", \"B\"]\n",
          "  paragraph 1:2\n    text value=\"a\\\"\\\\\\n\\t\\u0001 中\"\n",
          "  heading 1:2 level=2 id=\"id\" classes=[\"x\", \"y\"] lang=\"ja\" dir=\"rtl\" "
          "pairs=[\"type=v\"]\n",
          "  list 1:2 ordered=true tight=false start=3 delimiter=\"parenthesis\"\n    items:\n"
          "      item 4:5 checked=true\n",
          "  raw_block 1:2 lang=\"zh\" format=\"html\" literal=\"<x>\\n\"\n",
          "  note 8:9 label=\"n\" references=2\n",
          "cell 6:7 row_span=2 column_span=3\n",
          "alert 1:2 kind=\"tip\"\n",
          "  details 1:2 open=true\n    summary:\n"}) {
        EXPECT_NE(text.find(line), std::string::npos) << line << "\nin\n" << text;
    }
}

TEST(TextDump, SaysDifferentThingsDifferently) {
    Document one = everything();
    Document two = everything();
    EXPECT_EQ(dump_text(one), dump_text(two));
    std::get<List>(two.blocks[5].node).tight = true;
    EXPECT_NE(dump_text(one), dump_text(two));
}

TEST(JsonWriter, WritesWellFormedJsonWithUniqueKeys) {
    StringSink sink;
    ASSERT_TRUE(write(*dump::make_json_writer({}, "markdown"), everything(), sink).has_value());
    // The callback sees keys in order, so that a repeated one is found.
    std::vector<std::vector<std::string>> open;
    bool repeated = false;
    const auto check = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        using enum nlohmann::json::parse_event_t;
        if (event == object_start) open.emplace_back();
        if (event == object_end) open.pop_back();
        if (event == key) {
            const auto name = parsed.get<std::string>();
            for (const std::string& other : open.back()) repeated = repeated || other == name;
            open.back().push_back(name);
        }
        return true;
    };
    const auto json = nlohmann::json::parse(sink.bytes(), check);
    EXPECT_FALSE(repeated);
    EXPECT_EQ(json["type"], "document");
    EXPECT_EQ(json["meta"][0]["authors"][1], "B");
    EXPECT_EQ(json["blocks"][0]["children"][0]["value"], "a\"\\\n\t\x01 中");
    EXPECT_EQ(json["blocks"].size(), everything().blocks.size());
    EXPECT_EQ(json["notes"][0]["references"], 2);
}

TEST(DumpWriters, StopAtAFullSink) {
    FullSink sink;
    for (const auto& make : {dump::make_ast_writer, dump::make_json_writer}) {
        const auto result = write(*make({}, "markdown"), everything(), sink);
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().kind, ErrorKind::Output);
    }
}

TEST(DumpWriters, AstWriterWritesTheDump) {
    StringSink sink;
    ASSERT_TRUE(write(*dump::make_ast_writer({}, "markdown"), everything(), sink).has_value());
    EXPECT_EQ(sink.bytes(), dump_text(everything()));
}

}  // namespace
}  // namespace inkstone
