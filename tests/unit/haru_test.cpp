// SPDX-License-Identifier: Apache-2.0
// The PDF object layer: what it writes is read back by qpdf, what goes wrong is reported.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "writers/pdf/haru/deflate.hpp"
#include "writers/pdf/haru/document.hpp"
#include "writers/pdf/haru/xref.hpp"

namespace inkstone::pdf::haru {
namespace {

/// A sink that takes `room` bytes and then fails, as a full disk does.
class FullSink : public Sink {
public:
    explicit FullSink(std::size_t room) : room_(room) {}
    Result<void> write(std::string_view bytes) override {
        ++calls_;
        if (bytes.size() > room_) return fail(ErrorKind::Output, "no space left on device");
        room_ -= bytes.size();
        return {};
    }
    [[nodiscard]] int calls() const noexcept { return calls_; }

private:
    std::size_t room_;
    int calls_ = 0;
};

/// A file with `count` empty pages under one node.
std::string small_file(int count, std::string_view content = "0 0 m") {
    StringSink sink;
    auto document = Document::create(sink);
    EXPECT_TRUE(document.has_value());
    Document& file = **document;
    const ObjectId tree = file.reserve();
    std::string kids;
    for (int i = 0; i < count; ++i) {
        const ObjectId contents = file.add_stream({}, content, Compress::Yes);
        const ObjectId page = file.add(
            fmt::format("/Type/Page/Parent {} 0 R/MediaBox[0 0 100 100]/Resources<<>>/Contents {} "
                        "0 R",
                        tree,
                        contents));
        kids += fmt::format("{} 0 R ", page);
    }
    file.set(tree, fmt::format("/Type/Pages/Count {}/Kids[{}]", count, kids));
    const ObjectId catalog = file.add(fmt::format("/Type/Catalog/Pages {} 0 R", tree));
    const ObjectId info = file.add("/Title(x)");
    const Result<void> finished = file.finish(catalog, info);
    EXPECT_TRUE(finished.has_value());
    EXPECT_EQ(file.position(), sink.bytes().size());
    return sink.bytes();
}

int qpdf_check(const std::string& bytes) {
    const auto path = std::filesystem::temp_directory_path() /
                      fmt::format("inkstone-haru-{}.pdf", static_cast<const void*>(&bytes));
    std::ofstream(path, std::ios::binary) << bytes;
    const int code =
        std::system(fmt::format("qpdf --check '{}' >/dev/null", path.string()).c_str());
    std::filesystem::remove(path);
    return code;
}

bool have_qpdf() {
    return std::system("qpdf --version >/dev/null 2>&1") == 0;
}

TEST(HaruDocument, StartsAndEndsAsPdf17) {
    const std::string bytes = small_file(1);
    EXPECT_TRUE(bytes.starts_with("%PDF-1.7\n%"));
    EXPECT_GT(static_cast<unsigned char>(bytes[10]), 127);
    EXPECT_TRUE(bytes.ends_with("%%EOF\n"));
}

TEST(HaruDocument, PassesQpdfCheck) {
    if (!have_qpdf()) GTEST_SKIP() << "qpdf is not installed";
    EXPECT_EQ(qpdf_check(small_file(1)), 0);
    EXPECT_EQ(qpdf_check(small_file(1000)), 0) << "several object streams";
    std::string damaged = small_file(3);
    damaged[damaged.find("obj") + 1] = 'X';
    EXPECT_NE(qpdf_check(damaged), 0) << "the check itself must be able to fail";
}

TEST(HaruDocument, SameContentGivesTheSameBytes) {
    EXPECT_EQ(small_file(30), small_file(30));
}

TEST(HaruDocument, IdFollowsTheContent) {
    const auto id = [](const std::string& bytes) { return bytes.substr(bytes.find("/ID["), 70); };
    EXPECT_NE(id(small_file(1, "1 1 m")), id(small_file(1, "2 2 m")));
}

TEST(HaruDocument, ReportsAFullDiskAndStopsWriting) {
    for (const std::size_t room : {std::size_t{0}, std::size_t{100'000}}) {
        FullSink sink(room);
        auto document = Document::create(sink);
        ASSERT_TRUE(document.has_value());
        const std::string noise(50'000, '%');
        for (int i = 0; i < 20; ++i) (*document)->add_stream({}, noise, Compress::No);
        const ObjectId catalog = (*document)->add("/Type/Catalog");
        const Result<void> finished = (*document)->finish(catalog, catalog);
        ASSERT_FALSE(finished.has_value());
        EXPECT_EQ(finished.error().kind, ErrorKind::Output);
        EXPECT_FALSE((*document)->status().has_value());
        EXPECT_LE(sink.calls(), 3) << "no bytes after the first error";
    }
}

TEST(HaruDocument, ReportsAReservedObjectThatWasNeverSet) {
    StringSink sink;
    auto document = Document::create(sink);
    ASSERT_TRUE(document.has_value());
    (*document)->reserve();
    const ObjectId catalog = (*document)->add("/Type/Catalog");
    const Result<void> finished = (*document)->finish(catalog, catalog);
    ASSERT_FALSE(finished.has_value());
    EXPECT_EQ(finished.error().kind, ErrorKind::Internal);
}

TEST(HaruDocument, ReportsAnObjectSetTwice) {
    StringSink sink;
    auto document = Document::create(sink);
    ASSERT_TRUE(document.has_value());
    const ObjectId id = (*document)->add("/A 1");
    (*document)->set(id, "/A 2");
    EXPECT_FALSE((*document)->status().has_value());
}

TEST(HaruDocument, ReportsAnUnknownObject) {
    for (const ObjectId id : {0U, 99U, 0xFFFFFFFFU}) {
        StringSink sink;
        auto document = Document::create(sink);
        ASSERT_TRUE(document.has_value());
        (*document)->set(id, "/A 1");
        EXPECT_FALSE((*document)->status().has_value()) << id;
    }
}

TEST(HaruDocument, StreamsLeaveAtOnce) {
    StringSink sink;
    auto document = Document::create(sink);
    ASSERT_TRUE(document.has_value());
    const std::string noise(200'000, '%');
    (*document)->add_stream({}, noise, Compress::No);
    EXPECT_GT(sink.bytes().size(), noise.size() - 70'000) << "only one block may be held back";
}

TEST(HaruDocument, ShortDataStaysPlain) {
    const std::string bytes = small_file(1, "q Q");
    EXPECT_NE(bytes.find("/Length 3>>\nstream\nq Q\nendstream"), std::string::npos);
}

TEST(HaruXref, RowsAreDifferencesToTheRowAbove) {
    XrefTable table;
    table.place(1, 17);
    table.place_in_stream(2, 1, 3);
    const XrefTable::Encoded encoded = table.encode();
    EXPECT_EQ(encoded.entries, "/W[1 1 2]/DecodeParms<</Predictor 12/Columns 4>>");
    const std::string expected{"\2\0\0\xFF\xFF\2\1\x11\1\1\2\1\xF0\0\3", 15};
    EXPECT_EQ(encoded.data, expected);
}

TEST(HaruXref, OffsetsBeyondFourGigabytes) {
    XrefTable table;
    table.place(1, 0x1'2345'6789ULL);
    const XrefTable::Encoded encoded = table.encode();
    EXPECT_EQ(encoded.entries, "/W[1 5 2]/DecodeParms<</Predictor 12/Columns 8>>");
    EXPECT_EQ(encoded.data.substr(9, 7), std::string("\2\1\1\x23\x45\x67\x89", 7));
}

TEST(HaruDeflate, PacksAndTakesEmptyData) {
    Deflater deflater;
    EXPECT_LT(deflater.compress(std::string(1000, 'a')).size(), 50U);
    EXPECT_FALSE(deflater.compress("").empty());
}

}  // namespace
}  // namespace inkstone::pdf::haru
