// SPDX-License-Identifier: Apache-2.0
// The book's plan, its package and its archive.
#include <gtest/gtest.h>

#include <time.h>

#include <cstdlib>
#include <iterator>
#include <pugixml.hpp>
#include <set>
#include <string>

#include "src/hash/sha.hpp"
#include "writers/epub/archive.hpp"
#include "writers/epub/book.hpp"
#include "writers/epub/content_files.hpp"
#include "writers/epub/epub_writer.hpp"
#include "writers/epub/identity.hpp"
#include "writers/epub/links.hpp"
#include "writers/epub/package.hpp"

namespace inkstone::epub {
namespace {

struct NoResources : ResourceLoader {
    Result<Resource> load(std::string_view) const override {
        return fail(ErrorKind::Input, "no such file");
    }
};

Inline text(std::string value) {
    return {Text{std::move(value)}, {}};
}
Block paragraph(std::string value) {
    return {Paragraph{{text(std::move(value))}}, {}};
}
Block heading(int level, const std::string& title) {
    Heading node{level, {text(title)}, {}};
    node.attributes.edit().id = title;
    return {node, {}};
}
Document document_of(Blocks blocks) {
    Document document;
    document.meta.lang = "en";
    document.meta.title = "T";
    document.meta.title_is_derived = true;
    document.blocks = std::move(blocks);
    return document;
}
std::vector<Entry> files_of(const Document& document, Diagnostics& diagnostics) {
    std::set<std::size_t> math_chapters;
    return content_files(document, plan_book(document), {}, math_chapters, diagnostics);
}
std::string archive_of(const Document& document, std::int64_t timestamp) {
    const NoResources resources;
    const Environment environment{resources, {}, timestamp, {}, nullptr};
    StringSink sink;
    Diagnostics diagnostics;
    const auto written =
        make_writer({}, "markdown")->write(document, environment, sink, diagnostics);
    return written ? sink.bytes() : "error: " + written.error().message;
}
bool contains(const std::string& whole, std::string_view part) {
    return whole.find(part) != std::string::npos;
}

TEST(EpubSplit, ThreeTopHeadingsGiveThreeFiles) {
    const Document document = document_of({heading(1, "a"), heading(1, "b"), heading(1, "c")});
    EXPECT_EQ(plan_book(document).chapters.size(), 3U);
}

TEST(EpubSplit, OneTopHeadingIsCutAtTheSecondLevel) {
    Blocks blocks{heading(1, "top"), paragraph("opening")};
    for (int i = 0; i < 5; ++i) blocks.push_back(heading(2, "s" + std::to_string(i)));
    const Document document = document_of(std::move(blocks));
    const Book book = plan_book(document);
    ASSERT_EQ(book.chapters.size(), 6U);
    EXPECT_EQ(book.chapters[0].blocks.size(), 2U);
    EXPECT_EQ(book.chapters[5].path, "text/ch06.xhtml");
}

TEST(EpubSplit, TextBeforeTheFirstHeadingHasItsOwnFile) {
    const Document document = document_of({paragraph("x"), heading(3, "a"), heading(3, "b")});
    EXPECT_EQ(plan_book(document).chapters.size(), 3U);
}

TEST(EpubSplit, NothingToShowMakesNoFile) {
    const Document document =
        document_of({{RawBlock{"html", "<!-- x -->"}, {}}, heading(1, "a"), heading(1, "b")});
    const Book book = plan_book(document);
    ASSERT_EQ(book.chapters.size(), 2U);
    EXPECT_EQ(book.chapters[0].blocks.size(), 2U);
}

TEST(EpubSplit, EmptyDocumentHasOneFile) {
    const Document document = document_of({});
    EXPECT_EQ(plan_book(document).chapters.size(), 1U);
}

TEST(EpubSplit, LargePiecesAreCutDeeper) {
    const std::string large(200'000, 'x');
    const Document document = document_of({heading(1, "a"),
                                           heading(2, "b"),
                                           paragraph(large),
                                           heading(2, "c"),
                                           paragraph(large),
                                           heading(1, "d")});
    EXPECT_EQ(plan_book(document).chapters.size(), 4U);
}

TEST(EpubBook, HeadingLevelsAreRepaired) {
    const Document document = document_of({heading(3, "a"), heading(1, "b"), heading(4, "c")});
    const Book book = plan_book(document);
    ASSERT_EQ(book.points.size(), 3U);
    EXPECT_EQ(book.points[0].level, 1);
    EXPECT_EQ(book.points[1].level, 1);
    EXPECT_EQ(book.points[2].level, 2);
}

TEST(EpubBook, IdsThatAreNoXmlNamesAreRenamed) {
    const Document document = document_of({heading(1, "1-a"), heading(1, "概述")});
    const Book book = plan_book(document);
    EXPECT_EQ(book.points[0].id, "part-1");
    EXPECT_EQ(book.points[1].id, "概述");
}

TEST(EpubLinks, AnchorsAreFoundInOtherFilesAndByPercentForm) {
    const Document document = document_of({heading(1, "a"), heading(1, "概述")});
    const Book book = plan_book(document);
    LinkRewriter links(book);
    EXPECT_EQ(links.rewrite("#a", {}), "#a");
    EXPECT_EQ(links.rewrite("#%E6%A6%82%E8%BF%B0", {}), "ch02.xhtml#概述");
    links.enter_chapter(1);
    EXPECT_EQ(links.rewrite("#概述", {}), "#概述");
}

TEST(EpubLinks, LinksThatABookCannotHoldGoWithOneWarningAKind) {
    const Document document = document_of({heading(1, "a")});
    const Book book = plan_book(document);
    LinkRewriter links(book);
    for (const char* url : {"other.md", "/x", "vscode:x", "http:", "https://a b/", "#nowhere"}) {
        EXPECT_FALSE(links.rewrite(url, {4, 1})) << url;
    }
    EXPECT_EQ(links.rewrite("https://a.b:80/c?d#e", {}), "https://a.b:80/c?d#e");
    Diagnostics diagnostics;
    links.report(diagnostics);
    ASSERT_EQ(diagnostics.entries().size(), 2U);
    EXPECT_EQ(diagnostics.entries()[1].code, "link-outside-book");
    EXPECT_EQ(diagnostics.entries()[1].position.line, 4U);
}

TEST(EpubContent, EveryFileIsWellFormedWhateverTheText) {
    Document document = document_of({heading(1, "a<&>\"\x01"),
                                     paragraph("\x02 ]]> <x> \uFFFF"),
                                     {RawBlock{"html", "<p><br><b>&nbsp;x"}, {}},
                                     {CodeBlock{"\"><x", "</pre>\x03\n", {}}, {}}});
    document.meta.title = "\x01<";
    document.meta.title_is_derived = false;
    Diagnostics diagnostics;
    const auto files = files_of(document, diagnostics);
    ASSERT_EQ(files.size(), 2U);
    for (const Entry& file : files) {
        pugi::xml_document xml;
        const auto result = xml.load_string(file.bytes.c_str(), pugi::parse_full);
        EXPECT_TRUE(result) << file.name << ": " << result.description() << "\n" << file.bytes;
        EXPECT_EQ(file.bytes.find_first_of("\x01\x02\x03"), std::string::npos);
    }
}

TEST(EpubContent, NoteStandsInTheFileOfEachOfItsMarks) {
    Document document = document_of({heading(1, "a"),
                                     {Paragraph{{{NoteRef{0, 1}, {}}}}, {}},
                                     heading(1, "b"),
                                     {Paragraph{{{NoteRef{0, 2}, {}}}}, {}}});
    Note note;
    note.children = {paragraph("note")};
    document.notes = {note};
    Diagnostics diagnostics;
    const auto files = files_of(document, diagnostics);
    ASSERT_EQ(files.size(), 2U);
    EXPECT_TRUE(contains(files[0].bytes, "id=\"fnref-1\" href=\"#fn-1\""));
    EXPECT_TRUE(contains(files[0].bytes, "role=\"doc-footnote\" class=\"note\" id=\"fn-1\""));
    EXPECT_TRUE(contains(files[1].bytes, "id=\"fnref-1-2\" href=\"#fn-1-in-2\""));
    EXPECT_TRUE(contains(files[1].bytes, "class=\"note-back\" href=\"#fnref-1-2\""));
    EXPECT_TRUE(contains(files[1].bytes, "id=\"fn-1-in-2\""));
}

TEST(EpubContent, LinksInsideTheBookAreWrittenAsTheIdsAre) {
    Link link{{text("x")}, "#%E6%A6%82%E8%BF%B0", {}, {}};
    const Document document =
        document_of({heading(1, "a"), {Paragraph{{{link, {}}}}, {}}, heading(1, "概述")});
    Diagnostics diagnostics;
    const auto files = files_of(document, diagnostics);
    ASSERT_EQ(files.size(), 2U);
    EXPECT_TRUE(contains(files[0].bytes, "<a href=\"ch02.xhtml#概述\">x</a>"));
}

TEST(EpubPackage, NavigationNestsByLevelInReadingOrder) {
    const Document document =
        document_of({heading(1, "a"), heading(2, "b"), heading(2, "c"), heading(1, "d")});
    const Book book = plan_book(document);
    pugi::xml_document nav;
    ASSERT_TRUE(nav.load_string(navigation_xhtml(document, book, {}).c_str()));
    const pugi::xml_node list = nav.select_node("//nav[@epub:type='toc']/ol").node();
    EXPECT_EQ(std::distance(list.begin(), list.end()), 2);
    const pugi::xml_node inner = list.first_child().child("ol");
    EXPECT_EQ(std::distance(inner.begin(), inner.end()), 2);
    EXPECT_STREQ(inner.last_child().child("a").attribute("href").value(), "text/ch01.xhtml#c");
}

TEST(EpubPackage, ImageWithoutTextMakesNoClaim) {
    const Document document = document_of({paragraph("x")});
    PackageFacts facts;
    facts.images = 2;
    facts.images_without_alt = 1;
    const std::string opf = package_opf(document, plan_book(document), facts);
    EXPECT_FALSE(contains(opf, "alternativeText"));
    EXPECT_TRUE(contains(opf, "accessModeSufficient\">textual,visual<"));
}

TEST(EpubIdentity, Sha1OfKnownText) {
    const auto digest = hash::sha1("abc");
    EXPECT_EQ(digest[0], 0xA9);
    EXPECT_EQ(digest[19], 0x9D);
    EXPECT_EQ(hash::sha1(std::string(200, 'a'))[0], 0xE6);
}

TEST(EpubIdentity, IdentifierStaysWhenTheTextChanges) {
    const Document one = document_of({paragraph("x")});
    const Document two = document_of({paragraph("y")});
    EXPECT_EQ(book_identifier(one.meta), book_identifier(two.meta));
    EXPECT_TRUE(book_identifier(one.meta).starts_with("urn:uuid:"));
    Metadata isbn;
    isbn.identifier = "ISBN 978-7-111-12345-6";
    EXPECT_EQ(book_identifier(isbn), "urn:isbn:9787111123456");
}

TEST(EpubIdentity, DateTimeInUtc) {
    EXPECT_EQ(utc_date_time(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(utc_date_time(951'782'399), "2000-02-28T23:59:59Z");
    EXPECT_EQ(utc_date_time(-1), "1969-12-31T23:59:59Z");
}

TEST(EpubIdentity, SecondLanguageCountsFromFifteenPercent) {
    Document document = document_of({paragraph(std::string(100, 'a'))});
    Block other = paragraph(std::string(20, 'b'));
    other.lang = "fr";
    document.blocks.push_back(other);
    EXPECT_EQ(book_languages(document), (std::vector<std::string>{"en", "fr"}));
    document.blocks[0] = paragraph(std::string(1000, 'a'));
    EXPECT_EQ(book_languages(document), (std::vector<std::string>{"en"}));
}

TEST(EpubPackage, SaysMathmlWhereItIs) {
    const Document document =
        document_of({heading(1, "a"), paragraph("x"), heading(1, "b"), {MathBlock{"x^2"}, {}}});
    const Book book = plan_book(document);
    ASSERT_EQ(book.chapters.size(), 2U);
    PackageFacts facts;
    Diagnostics diagnostics;
    const auto files = content_files(document, book, {}, facts.math_chapters, diagnostics);
    EXPECT_EQ(facts.math_chapters, std::set<std::size_t>{1});
    const std::string package = package_opf(document, book, facts);
    const std::size_t first = package.find("properties=\"mathml\"");
    EXPECT_GT(first, package.find("id=\"ch2\""));
    EXPECT_EQ(package.find("properties=\"mathml\"", first + 1), std::string::npos);
    EXPECT_NE(package.find("<meta property=\"schema:accessibilityFeature\">MathML</meta>"),
              std::string::npos);
    EXPECT_EQ(package_opf(document, book, {}).find("MathML"), std::string::npos);
    pugi::xml_document parsed;
    EXPECT_TRUE(parsed.load_string(files.back().bytes.c_str()));
}

TEST(EpubArchive, MimetypeIsFirstAndStoredWithoutExtraField) {
    const std::string zip = archive_of(document_of({paragraph("x")}), 0);
    ASSERT_GT(zip.size(), 60U);
    EXPECT_EQ(zip.substr(30, 8), "mimetype");
    EXPECT_EQ(zip.substr(38, 20), "application/epub+zip");
    EXPECT_EQ(zip.substr(8, 2), std::string(2, '\0'));           // method: stored
    EXPECT_EQ(zip.substr(28, 2), std::string(2, '\0'));          // extra field: none
    EXPECT_EQ(zip.substr(10, 4), std::string("\0\0\x21\0", 4));  // 1980-01-01 00:00
}

TEST(EpubArchive, SameInputGivesSameBytesInEveryTimeZone) {
    const Document document = document_of({heading(1, "a"), paragraph("x")});
    ::setenv("TZ", "Asia/Tokyo", 1);
    ::tzset();
    const std::string one = archive_of(document, 1'700'000'000);
    ::setenv("TZ", "America/Sao_Paulo", 1);
    ::tzset();
    const std::string two = archive_of(document, 1'700'000'000);
    ::unsetenv("TZ");
    ::tzset();
    EXPECT_EQ(one, two);
    EXPECT_NE(one, archive_of(document, 1'700'000'100));
}

}  // namespace
}  // namespace inkstone::epub
