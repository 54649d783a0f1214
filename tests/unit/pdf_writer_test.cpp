// SPDX-License-Identifier: Apache-2.0
// The pdf and pages writers through the library's front door: Markdown in, bytes out.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <string>

#include "inkstone/convert.hpp"

namespace inkstone {
namespace {

constexpr std::string_view kSample =
    "# Title\n\nA paragraph with 墨 and a [link](https://example.com/).\n\n- one\n- two\n\n"
    "| a | b |\n|---|---|\n| 1 |   |\n";

struct Converted {
    Result<Report> report;
    std::string bytes;
};

Converted convert(std::string_view markdown, ConvertOptions options) {
    options.timestamp = 0;
    if (options.to.empty()) options.to = "pdf";
    const Converter converter;
    StringSink sink;
    Result<Report> report = converter.convert(markdown, options, sink);
    return {std::move(report), sink.bytes()};
}

/// Skips the test when the fonts of the default set are not installed.
class PdfWriterTest : public testing::Test {
protected:
    void SetUp() override {
        const Converted out = convert("x", {});
        if (!out.report && out.report.error().kind == ErrorKind::MissingFont) {
            GTEST_SKIP() << out.report.error().message;
        }
    }
};

TEST_F(PdfWriterTest, WritesAPdfAndCountsItsPages) {
    const Converted out = convert(kSample, {});
    ASSERT_TRUE(out.report.has_value()) << out.report.error().message;
    EXPECT_EQ(out.report->pages, 1U);
    EXPECT_TRUE(out.bytes.starts_with("%PDF-1.7\n"));
    EXPECT_TRUE(out.bytes.ends_with("%%EOF\n"));
}

TEST_F(PdfWriterTest, SameInputGivesTheSameBytes) {
    EXPECT_EQ(convert(kSample, {}).bytes, convert(kSample, {}).bytes);
}

TEST_F(PdfWriterTest, PaperComesFromOptionThenFrontMatter) {
    const std::string plain = "墨\n", letter = "---\npapersize: Letter\n---\n墨\n";
    ConvertOptions pages;
    pages.to = "pages";
    EXPECT_TRUE(convert(plain, pages).bytes.starts_with("page 1 label=\"1\" 595.28x841.89"));
    EXPECT_TRUE(convert(letter, pages).bytes.starts_with("page 1 label=\"1\" 612.00x792.00"));
    ConvertOptions a4;
    a4.options["papersize"] = "a4";
    EXPECT_EQ(convert(letter, a4).bytes, convert(plain, {}).bytes);
    EXPECT_NE(convert(letter, {}).bytes, convert(plain, {}).bytes);
}

TEST_F(PdfWriterTest, UnknownPaperInFrontMatterIsAWarning) {
    const Converted out = convert("---\npapersize: b17\n---\nx\n", {});
    ASSERT_TRUE(out.report.has_value());
    bool warned = false;
    for (const Diagnostic& entry : out.report->diagnostics) warned |= entry.code == "unknown-paper";
    EXPECT_TRUE(warned);
}

TEST_F(PdfWriterTest, UnknownPaperAsOptionIsAnError) {
    ConvertOptions options;
    options.options["papersize"] = "b17";
    const Converted out = convert("x", options);
    ASSERT_FALSE(out.report.has_value());
    EXPECT_EQ(out.report.error().kind, ErrorKind::Usage);
}

TEST_F(PdfWriterTest, BadDateIsOneWarning) {
    const Converted out = convert("---\ndate: someday\n---\nx\n", {});
    ASSERT_TRUE(out.report.has_value());
    int warned = 0;
    for (const Diagnostic& entry : out.report->diagnostics)
        warned += entry.message.find("someday") != std::string::npos ? 1 : 0;
    EXPECT_EQ(warned, 1);
}

TEST_F(PdfWriterTest, StopsWhenCancelled) {
    std::atomic<bool> cancel{true};
    ConvertOptions options;
    options.cancel = &cancel;
    const Converted out = convert(kSample, options);
    ASSERT_FALSE(out.report.has_value());
    EXPECT_EQ(out.report.error().kind, ErrorKind::Cancelled);
}

TEST_F(PdfWriterTest, ReportsAFailingSink) {
    class Closed : public Sink {
        Result<void> write(std::string_view) override { return fail(ErrorKind::Output, "closed"); }
    } sink;
    ConvertOptions options;
    options.to = "pdf";
    const Result<Report> report = Converter().convert(kSample, options, sink);
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().kind, ErrorKind::Output);
}

TEST_F(PdfWriterTest, TagsCanBeLeftOut) {
    ConvertOptions options;
    options.options["no-pdf-tags"] = "true";
    const Converted plain = convert(kSample, options), tagged = convert(kSample, {});
    ASSERT_TRUE(plain.report.has_value());
    EXPECT_LT(plain.bytes.size(), tagged.bytes.size());
}

bool claims_archive(const std::string& pdf, char level) {
    return pdf.find(std::string("<pdfaid:conformance>") + level + "</pdfaid:conformance>") !=
           std::string::npos;
}

bool claims_accessibility(const std::string& pdf) {
    return pdf.find("<pdfuaid:part>1</pdfuaid:part>") != std::string::npos;
}

TEST_F(PdfWriterTest, ClaimsBothStandardsWhenTheDocumentAllowsIt) {
    const Converted out = convert(kSample, {});
    EXPECT_TRUE(claims_archive(out.bytes, 'A'));
    EXPECT_TRUE(claims_accessibility(out.bytes));
    EXPECT_TRUE(out.report->diagnostics.empty());
}

TEST_F(PdfWriterTest, AnImageWithoutTextCostsTheClaimAndNamesItsLine) {
    const Converted out = convert("# T\n\ntext\n\n![](a.png)\n", {});
    ASSERT_TRUE(out.report.has_value());
    EXPECT_TRUE(claims_archive(out.bytes, 'A'));
    EXPECT_FALSE(claims_accessibility(out.bytes));
    bool named = false;
    for (const Diagnostic& one : out.report->diagnostics) {
        named = named || (one.code == "pdf-standard" && one.position.line == 5);
    }
    EXPECT_TRUE(named);
}

TEST_F(PdfWriterTest, AStandardAskedForByNameThatDoesNotHoldIsAnError) {
    ConvertOptions options;
    options.options["pdf-standard"] = "ua-1";
    const Converted good = convert(kSample, options);
    ASSERT_TRUE(good.report.has_value());
    EXPECT_TRUE(claims_accessibility(good.bytes));
    EXPECT_FALSE(claims_archive(good.bytes, 'A'));
    EXPECT_FALSE(convert("# T\n\n![](a.png)\n", options).report.has_value());
    options.options["no-pdf-tags"] = "true";
    EXPECT_FALSE(convert(kSample, options).report.has_value());
}

TEST_F(PdfWriterTest, UntaggedFilesClaimLevelUAndNoneClaimsNothing) {
    ConvertOptions options;
    options.options["no-pdf-tags"] = "true";
    const Converted untagged = convert(kSample, options);
    EXPECT_TRUE(claims_archive(untagged.bytes, 'U'));
    EXPECT_FALSE(claims_accessibility(untagged.bytes));
    options.options = {{"pdf-standard", "none"}};
    EXPECT_EQ(convert(kSample, options).bytes.find("pdfaid"), std::string::npos);
}

TEST_F(PdfWriterTest, EmptyDocumentHasAPage) {
    const Converted out = convert("", {});
    ASSERT_TRUE(out.report.has_value()) << out.report.error().message;
    EXPECT_EQ(out.report->pages, 1U);
}

TEST_F(PdfWriterTest, PagesDumpShowsTextPlaceAndTag) {
    ConvertOptions options;
    options.to = "pages";
    const std::string text = convert(kSample, options).bytes;
    EXPECT_NE(text.find("in=Document/"), std::string::npos) << text;
    EXPECT_NE(text.find("\"Title\""), std::string::npos) << text;
    EXPECT_NE(text.find("to=\"https://example.com/\""), std::string::npos) << text;
    EXPECT_NE(text.find("outline level=1 page=1"), std::string::npos) << text;
    EXPECT_EQ(text.find("-0.00"), std::string::npos);
}

}  // namespace
}  // namespace inkstone
