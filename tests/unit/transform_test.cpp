// SPDX-License-Identifier: Apache-2.0
// The passes between reading and writing: soft breaks, languages, title, heading ids.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "src/ast/plain_text.hpp"
#include "src/ast/text_dump.hpp"
#include "src/ast/walk.hpp"
#include "src/read/markdown.hpp"
#include "src/transform/pipeline.hpp"

namespace inkstone::transform {
namespace {

Document run(std::string_view markdown,
             const std::string& lang = {},
             read::Dialect dialect = read::Dialect::Markdown) {
    Diagnostics diagnostics("test.md");
    read::ReadOptions options;
    options.format = dialect;
    Result<Document> document = read::read_markdown(markdown, options, diagnostics);
    EXPECT_TRUE(document.has_value());
    Context context{diagnostics, dialect, lang, "my_file-name"};
    run_pipeline(*document, context);
    return std::move(*document);
}

const Inlines& flow(const Document& document, std::size_t index = 0) {
    return std::get<Paragraph>(document.blocks.at(index).node).children;
}

std::string joined(std::string_view markdown, const std::string& lang = {}) {
    return plain_text(flow(run(markdown, lang)));
}

/// "lang:text" of every Span in the first paragraph, in order.
void collect_spans(const Inlines& inlines, std::vector<std::string>& out) {
    for (const Inline& node : inlines) {
        if (const auto* span = std::get_if<Span>(&node.node)) {
            out.push_back(span->attributes->lang + ":" + plain_text(span->children));
        }
        if (const Inlines* children = running_children(node)) collect_spans(*children, out);
    }
}
std::vector<std::string> spans(std::string_view markdown, const std::string& lang = {}) {
    std::vector<std::string> out;
    collect_spans(flow(run(markdown, lang)), out);
    return out;
}
using Strings = std::vector<std::string>;

// ---- Soft breaks (SP1) ----

TEST(SoftBreaks, JoinCjkLetters) {
    EXPECT_EQ(joined("中文\n字"), "中文字");
    EXPECT_EQ(joined("かな\nカナ"), "かなカナ");
    EXPECT_EQ(joined("注ㄅ\nㄆ音"), "注ㄅㄆ音");
}

TEST(SoftBreaks, KeepTheSpaceBesideLatinAndHangul) {
    EXPECT_EQ(joined("中文\nabc"), "中文 abc");
    EXPECT_EQ(joined("abc\ndef"), "abc def");
    EXPECT_EQ(joined("한국\n어"), "한국 어");
    EXPECT_EQ(joined("한국。\n中文", "ko"), "한국。中文");
    EXPECT_EQ(joined("한국\n中文", "ko"), "한국 中文");
    EXPECT_EQ(joined("中文2\n年"), "中文2 年");
}

TEST(SoftBreaks, JoinAtFullWidthPunctuation) {
    EXPECT_EQ(joined("abc，\ndef 中文", "zh"), "abc，def 中文");
    EXPECT_EQ(joined("中文。\nabc"), "中文。abc");
    EXPECT_EQ(joined("abc\n（中文）"), "abc（中文）");
}

TEST(SoftBreaks, LookThroughMarks) {
    EXPECT_EQ(joined("**中文**\n字"), "中文字");
    EXPECT_EQ(joined("*中\n文*字"), "中文字");
    EXPECT_EQ(joined("[中文](u)\n`字`"), "中文字");
    EXPECT_EQ(joined("中文`code`\n字"), "中文code 字");
    EXPECT_EQ(joined("中文[^1]\n字\n\n[^1]: x"), "中文字");
    EXPECT_EQ(joined("中文\n![图](i.png)\n字"), "中文 图 字");
}

TEST(SoftBreaks, WideMarksJoinInChineseOnly) {
    EXPECT_EQ(joined("他说\n“你好”"), "他说“你好”");
    EXPECT_EQ(joined("他说“你好”\n然后"), "他说“你好”然后");
    EXPECT_EQ(joined("这是——\n那个"), "这是——那个");
    EXPECT_EQ(joined("这是……\n“好”"), "这是……“好”");
    EXPECT_EQ(joined("He said\n“hello”"), "He said “hello”");
    EXPECT_EQ(joined("これは\n“引用”です。そうです"), "これは “引用”です。そうです");
}

TEST(SoftBreaks, HardBreaksStay) {
    EXPECT_EQ(joined("中文  \n字"), "中文 字");
}

TEST(SoftBreaks, StayInListsQuotesTablesAndNotesToo) {
    const Document document = run("> 中\n> 文\n\n- 中\n  文\n\n文[^1]\n\n[^1]: 中\n    文\n");
    EXPECT_EQ(dump_text(document).find("soft_break"), std::string::npos);
}

// ---- Language of the document (LG3) ----

TEST(DocumentLanguage, OverrideBeatsFrontMatterBeatsGuess) {
    EXPECT_EQ(run("---\nlang: ja\n---\nhello\n", "ko").meta.lang, "ko");
    EXPECT_EQ(run("---\nlang: ja\n---\nhello\n").meta.lang, "ja");
    EXPECT_EQ(run("hello\n").meta.lang, "en");
    EXPECT_EQ(run("中文总结说明\n").meta.lang, "zh-Hans");
    EXPECT_EQ(run("これは日本語です\n").meta.lang, "ja");
    EXPECT_EQ(run("한국어 문장\n").meta.lang, "ko");
}

TEST(DocumentLanguage, CodeAndUrlsDoNotCount) {
    EXPECT_EQ(run("中文\n\n```\nint main return value statement\n```\n").meta.lang, "zh-Hans");
    EXPECT_EQ(run("中文 <https://example.com/a/very/long/path/of/latin/letters>\n").meta.lang,
              "zh-Hans");
}

TEST(DocumentLanguage, BareChineseIsDecidedByTheText) {
    EXPECT_EQ(run("這個總結說明\n", "zh").meta.lang, "zh-Hant");
    EXPECT_EQ(run("这个总结说明\n", "zh").meta.lang, "zh-Hans");
    EXPECT_EQ(run("hello\n", "zh").meta.lang, "zh");
}

TEST(DocumentLanguage, NeverEmpty) {
    EXPECT_EQ(run("").meta.lang, "en");
    EXPECT_EQ(run("123\n").meta.lang, "en");
}

// ---- Language of blocks (LG2) ----

TEST(BlockLanguages, LatinBlocksInAChineseDocument) {
    const Document document = run("English words here.\n\n中文段落说明文字内容。\n", "zh-Hans");
    EXPECT_EQ(document.blocks[0].lang, "en");
    EXPECT_EQ(document.blocks[1].lang, "");
}

TEST(BlockLanguages, TheSecondaryLanguageIsAnOption) {
    const Document document =
        run("---\nlang: zh-Hans\nlang-secondary: fr\n---\nDes mots.\n\n中文\n");
    EXPECT_EQ(document.blocks[0].lang, "fr");
}

TEST(BlockLanguages, CjkBlocksInAnEnglishDocument) {
    const Document document =
        run("English text.\n\n中文总结说明。\n\nこれは日本語です。\n\n한국어 문장입니다.\n", "en");
    EXPECT_EQ(document.blocks[0].lang, "");
    EXPECT_EQ(document.blocks[1].lang, "zh-Hans");
    EXPECT_EQ(document.blocks[2].lang, "ja");
    EXPECT_EQ(document.blocks[3].lang, "ko");
}

TEST(BlockLanguages, TraditionalInsideSimplifiedAndBack) {
    EXPECT_EQ(run("中文\n\n這個總結說明兩種語言的關係\n", "zh-Hans").blocks[1].lang, "zh-Hant");
    EXPECT_EQ(run("中文\n\n这个总结说明两种语言的关系\n", "zh-TW").blocks[1].lang, "zh-Hans");
    EXPECT_EQ(run("中文\n\n這个\n", "zh-Hans").blocks[1].lang, "");
}

TEST(BlockLanguages, AShortNameInTheOtherOrthographyStays) {
    EXPECT_EQ(run("列奥纳多·达·芬奇\n", "zh-TW").blocks[0].lang, "");
}

TEST(RunLanguages, CurlyQuotesInAChineseBlockEndALatinRun) {
    const Document document = run("他说 it's “OK” 吧，你好世界\n", "zh-Hans");
    const auto& paragraph = std::get<Paragraph>(document.blocks[0].node);
    for (const Inline& one : paragraph.children) {
        EXPECT_FALSE(std::holds_alternative<Span>(one.node));
    }
}

TEST(BlockLanguages, HanAloneInAJapaneseDocumentIsJapanese) {
    EXPECT_EQ(run("これは日本語です。\n\n東京都\n", "ja").blocks[1].lang, "");
}

TEST(BlockLanguages, TheOutermostBlockThatAgreesIsMarked) {
    const Document document =
        run("- English one\n- English two\n\n中文\n\n- English words\n- 中文说明内容\n", "zh-Hans");
    EXPECT_EQ(document.blocks[0].lang, "en");
    const auto& inner = std::get<List>(document.blocks[0].node).items.at(0).children.at(0);
    EXPECT_EQ(inner.lang, "");
    EXPECT_EQ(document.blocks[2].lang, "");
    const auto& mixed = std::get<List>(document.blocks[2].node).items;
    EXPECT_EQ(mixed.at(0).children.at(0).lang, "en");
    EXPECT_EQ(mixed.at(1).children.at(0).lang, "");
}

TEST(BlockLanguages, CodeHasNoLanguage) {
    EXPECT_EQ(run("中文\n\n```\nEnglish words\n```\n", "zh").blocks[1].lang, "");
}

// ---- Language of runs (LG2) ----

TEST(RunLanguages, CjkInsideLatinBlocks) {
    EXPECT_EQ(spans("The word 东京 is a long English sentence about one name.", "en"),
              Strings{"zh-Hans:东京"});
    EXPECT_EQ(spans("The novel 《红楼梦》 is a famous book that many people read.", "en"),
              Strings{"zh-Hans:《红楼梦》"});
    EXPECT_EQ(spans("The word ひらがな and the word 한글 are in this English sentence.", "en"),
              (Strings{"ja:ひらがな", "ko:한글"}));
}

TEST(RunLanguages, LatinInCjkBlocksFromTwoWords) {
    EXPECT_EQ(spans("使用 Markdown 编写文档"), Strings{});
    EXPECT_EQ(spans("使用 Visual Studio Code 编写文档"), Strings{"en:Visual Studio Code"});
    EXPECT_EQ(spans("（Ilya Sutskever）强调"), Strings{"en:Ilya Sutskever"});
    EXPECT_EQ(spans("他说 don’t panic, please 然后离开了"), Strings{"en:don’t panic, please"});
}

TEST(RunLanguages, RunsCrossSoftBreaksButNotMarks) {
    EXPECT_EQ(spans("使用 Visual\nStudio 编写文档说明"), Strings{"en:Visual Studio"});
    EXPECT_EQ(spans("使用 *Visual Studio* 编写文档说明"), Strings{"en:Visual Studio"});
    EXPECT_EQ(spans("使用 Visual *Studio* 编写文档说明"), Strings{});
}

TEST(RunLanguages, NotInCodeNorInAddresses) {
    EXPECT_EQ(spans("使用 `git commit now` 命令"), Strings{});
    EXPECT_EQ(spans("The page <https://example.com/中文> is in English here.", "en"), Strings{});
}

TEST(RunLanguages, QuotedKanaInChinese) {
    EXPECT_EQ(spans("这个词「ありがとう」表示感谢的意思", "zh-Hans"), Strings{"ja:ありがとう"});
    EXPECT_EQ(run("这个词「ありがとう」表示感谢的意思", "zh-Hans").blocks[0].lang, "");
}

TEST(RunLanguages, SplittingKeepsEveryCharacterAndMovesThePosition) {
    const Document document = run("使用 Visual Studio Code 编写。");
    EXPECT_EQ(plain_text(flow(document)), "使用 Visual Studio Code 编写。");
    ASSERT_EQ(flow(document).size(), 3U);
    EXPECT_EQ(flow(document).at(1).position, (SourcePosition{1, 8}));
    EXPECT_EQ(flow(document).at(2).position, (SourcePosition{1, 26}));
}

// ---- Other dialects ----

TEST(Pipeline, GfmAndCommonMarkBlocksAreNotTouched) {
    const std::string markdown =
        "# 标题 here\n\nEnglish words with 中文 inside of it, more words.\n\n中文\n字\n";
    for (const auto dialect : {read::Dialect::Gfm, read::Dialect::CommonMark}) {
        Diagnostics diagnostics;
        read::ReadOptions options;
        options.format = dialect;
        const Result<Document> plain = read::read_markdown(markdown, options, diagnostics);
        const Document document = run(markdown, {}, dialect);
        EXPECT_EQ(document.blocks, plain->blocks);
        EXPECT_EQ(document.meta.title, "标题 here");
        EXPECT_FALSE(document.meta.lang.empty());
    }
}

// ---- Title (MD4) ----

TEST(Title, FrontMatterFirst) {
    const Document document = run("---\ntitle: T\n---\n# H\n");
    EXPECT_EQ(document.meta.title, "T");
    EXPECT_FALSE(document.meta.title_is_derived);
}

TEST(Title, TheSameAsTheFirstHeadingIsPrintedOnce) {
    EXPECT_TRUE(run("---\ntitle: T\n---\n# T\n").meta.title_is_derived);
    const std::string_view centred = "<h1 align=\"center\">T</h1>\n";
    EXPECT_TRUE(run("---\ntitle: T\n---\n" + std::string(centred)).meta.title_is_derived);
    EXPECT_FALSE(run("---\ntitle: U\n---\n" + std::string(centred)).meta.title_is_derived);
    EXPECT_EQ(run(centred).meta.title, "T");
}

TEST(Title, FirstH1ThenBoldOpeningThenFirstHeadingThenFile) {
    EXPECT_EQ(run("**B**\n\n## H2\n\n# H1\n").meta.title, "H1");
    EXPECT_EQ(run("**B:**\n\n## H2\n").meta.title, "B:");
    EXPECT_EQ(run("## H2\n\n**B**\n").meta.title, "H2");
    EXPECT_EQ(run("**B** and more\n\n### H3\n").meta.title, "H3");
    EXPECT_EQ(run("text\n\n**B**\n").meta.title, "my file name");
    EXPECT_TRUE(run("text\n").meta.title_is_derived);
}

TEST(Title, PlainTextOnly) {
    EXPECT_EQ(run("# A *b* `c` [d](u)[^1]\n\n[^1]: x\n").meta.title, "A b c d");
}

// ---- Heading ids (HT3) ----

std::vector<std::string> ids(std::string_view markdown) {
    std::vector<std::string> out;
    const Document document = run(markdown);
    for (const Block& block : document.blocks) {
        if (const auto* it = std::get_if<Heading>(&block.node)) out.push_back(it->attributes->id);
    }
    return out;
}

TEST(HeadingIds, GithubRuleForEveryScript) {
    EXPECT_EQ(ids("# Hello, World!"), Strings{"hello-world"});
    EXPECT_EQ(ids("# 关键要点："), Strings{"关键要点"});
    EXPECT_EQ(ids("# C++ & Ünïcode_1"), Strings{"c--ünïcode_1"});
    EXPECT_EQ(ids("# 第①章　序"), Strings{"第章序"});
    EXPECT_EQ(ids("# ΑΒΓ Ⅷ か゛ 한글"), Strings{"αβγ-ⅷ-か-한글"});
    EXPECT_EQ(ids("# 🎉 party"), Strings{"-party"});
}

TEST(HeadingIds, NoSpaceOfADroppedCommentOrNote) {
    EXPECT_EQ(ids("# a b <!-- c -->"), Strings{"a-b"});
    EXPECT_EQ(ids("# a b [^1]\n\n[^1]: x"), Strings{"a-b"});
}

TEST(HeadingIds, DuplicatesAndEmptyOnes) {
    EXPECT_EQ(ids("# a\n# a\n# a\n# a-1\n"), (Strings{"a", "a-1", "a-2", "a-1-1"}));
    EXPECT_EQ(ids("# ！\n# ？\n"), (Strings{"section", "section-1"}));
}

TEST(HeadingIds, ExplicitIdsWin) {
    Diagnostics diagnostics;
    Result<Document> document = read::read_markdown("# a\n\n# b\n", {}, diagnostics);
    std::get<Heading>(document->blocks[1].node).attributes.edit().id = "a";
    Context context{diagnostics, read::Dialect::Markdown, "", ""};
    run_pipeline(*document, context);
    EXPECT_EQ(std::get<Heading>(document->blocks[0].node).attributes->id, "a-1");
    EXPECT_EQ(std::get<Heading>(document->blocks[1].node).attributes->id, "a");
}

TEST(HeadingIds, ManyEqualHeadings) {
    std::string markdown;
    for (int i = 0; i < 20'000; ++i) markdown += "# same\n";
    EXPECT_EQ(ids(markdown).back(), "same-19999");
}

// ---- Alerts ----

const Alert* alert(const Document& document) {
    return std::get_if<Alert>(&document.blocks.at(0).node);
}

TEST(Alerts, ComeFromTheFirstLineOfAQuote) {
    const std::pair<std::string, AlertKind> cases[] = {{"NOTE", AlertKind::Note},
                                                       {"Tip", AlertKind::Tip},
                                                       {"important", AlertKind::Important},
                                                       {"WARNING", AlertKind::Warning},
                                                       {"CAUTION", AlertKind::Caution}};
    for (const auto& [name, kind] : cases) {
        const Document document = run("> [!" + name + "]  \n> **one**\n>\n> two");
        ASSERT_NE(alert(document), nullptr) << name;
        EXPECT_EQ(alert(document)->kind, kind);
        ASSERT_EQ(alert(document)->children.size(), 2U);
        EXPECT_EQ(plain_text(std::get<Paragraph>(alert(document)->children[0].node).children),
                  "one");
        EXPECT_EQ(alert(document)->children[0].position, (SourcePosition{2, 3}));
    }
}

TEST(Alerts, TakeBlocksAfterALineOfTheirOwn) {
    const Document document = run("> [!NOTE]\n>\n> - item\n> > [!TIP]\n> > in");
    ASSERT_NE(alert(document), nullptr);
    ASSERT_EQ(alert(document)->children.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<List>(alert(document)->children[0].node));
    EXPECT_TRUE(std::holds_alternative<Alert>(alert(document)->children[1].node));
}

TEST(Alerts, LeaveOtherQuotesAlone) {
    for (const char* markdown : {"> [!NOTE]",
                                 "> [!NOTE] title\n> text",
                                 "> [!NOTE]**x**\n> text",
                                 "> [!OTHER]\n> text",
                                 "> text\n> [!NOTE]",
                                 "[!NOTE]\ntext",
                                 "> \\[!NOTE]x\n> text"}) {
        EXPECT_EQ(alert(run(markdown)), nullptr) << markdown;
    }
    EXPECT_EQ(alert(run("> [!NOTE]\n> text", "", read::Dialect::Gfm)), nullptr);
}

// ---- Links inside the document ----

struct Linked {
    Strings urls;
    Strings said;
};
Linked links(std::string_view markdown, read::Dialect dialect = read::Dialect::Markdown) {
    Diagnostics diagnostics("test.md");
    read::ReadOptions options;
    options.format = dialect;
    Result<Document> document = read::read_markdown(markdown, options, diagnostics);
    EXPECT_TRUE(document.has_value());
    Context context{diagnostics, dialect, "zh-Hans", "name"};
    run_pipeline(*document, context);
    Linked linked;
    for (const Inline& node : flow(*document)) {
        if (const auto* link = std::get_if<Link>(&node.node)) linked.urls.push_back(link->url);
    }
    for (const Diagnostic& entry : diagnostics.entries()) {
        linked.said.push_back(std::to_string(entry.position.line) + ":" +
                              std::to_string(entry.position.column) + " " + entry.code + " " +
                              entry.message);
    }
    return linked;
}

TEST(InternalLinks, FindHeadingsFromAnySpelling) {
    const Strings wanted{"#概述", "#概述"};
    EXPECT_EQ(links("[a](#%E6%A6%82%E8%BF%B0) [b](#概述)\n\n## 概述").urls, wanted);
    EXPECT_EQ(links("[a](<#My Title>) [b](#MY-TITLE)\n\n# My Title").urls,
              (Strings{"#my-title", "#my-title"}));
    EXPECT_EQ(links("[a](#My%20Title!) [b](#my-title)\n\n# My Title!").urls,
              (Strings{"#my-title", "#my-title"}));
}

TEST(InternalLinks, FindHeadingsFromDecomposedLetters) {
    EXPECT_EQ(links("[a](#cafe\u0301)\n\n# Caf\u00E9").urls, Strings{"#caf\u00E9"});
    EXPECT_EQ(links("[a](#caf%C3%A9)\n\n# Cafe\u0301").urls, Strings{"#cafe\u0301"});
}

TEST(InternalLinks, PreferTheExactIdToItsSlug) {
    EXPECT_EQ(links("[a](#a-1) [b](#a)\n\n# a\n\n# a").urls, (Strings{"#a-1", "#a"}));
}

TEST(InternalLinks, LeaveWhatHasNoTargetAndSayItOnce) {
    const Linked linked = links("x [a](#nowhere)\n[b](#nowhere) [c](#%zz)\n\n# Somewhere");
    EXPECT_EQ(linked.urls, (Strings{"#nowhere", "#nowhere", "#%zz"}));
    EXPECT_EQ(linked.said,
              (Strings{"1:3 broken-link the document has no heading or id '#nowhere'",
                       "2:15 broken-link the document has no heading or id '#%zz'"}));
}

TEST(InternalLinks, LeaveTheTopAndOtherDocuments) {
    const Linked linked = links("[a](#top) [b](#) [c](other.md#x)\n\n# Head");
    EXPECT_EQ(linked.urls, (Strings{"#top", "#", "other.md#x"}));
    EXPECT_TRUE(linked.said.empty());
}

TEST(InternalLinks, AreOnlyFollowedInTheOwnDialect) {
    const Linked linked = links("[a](#Head)\n\n# Head", read::Dialect::Gfm);
    EXPECT_EQ(linked.urls, Strings{"#Head"});
    EXPECT_TRUE(linked.said.empty());
}

}  // namespace
}  // namespace inkstone::transform
