// SPDX-License-Identifier: Apache-2.0
// inkstone.h as a caller sees it: handles, callbacks, errors, many threads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "inkstone.h"

namespace {

using ::testing::HasSubstr;
using Options = std::unique_ptr<inkstone_options, decltype(&inkstone_options_free)>;
using Result = std::unique_ptr<inkstone_result, decltype(&inkstone_result_free)>;

Options options(std::vector<std::pair<std::string, std::string>> values) {
    Options made(inkstone_options_new(), inkstone_options_free);
    for (const auto& [name, value] : values) {
        EXPECT_EQ(
            inkstone_options_set(made.get(), name.data(), name.size(), value.data(), value.size()),
            INKSTONE_OK);
    }
    return made;
}

class CapiTest : public ::testing::Test {
protected:
    CapiTest() { EXPECT_EQ(inkstone_converter_new(nullptr, &converter_), INKSTONE_OK); }
    ~CapiTest() override { inkstone_converter_free(converter_); }

    inkstone_status convert(const inkstone_options* with, const std::string& text) {
        inkstone_result* raw = nullptr;
        const inkstone_status status =
            inkstone_convert(converter_, with, text.data(), text.size(), nullptr, nullptr, &raw);
        result_.reset(raw);
        return status;
    }
    [[nodiscard]] std::string bytes() const {
        size_t size = 0;
        const char* data = inkstone_result_bytes(result_.get(), &size);
        return {data, size};
    }

    inkstone_converter* converter_ = nullptr;
    Result result_{nullptr, inkstone_result_free};
};

TEST_F(CapiTest, ConvertsInMemory) {
    EXPECT_EQ(convert(options({{"to", "html"}, {"fragment", "true"}}).get(), "你好 *x*"),
              INKSTONE_OK);
    EXPECT_THAT(bytes(), HasSubstr("<em>x</em>"));
    EXPECT_EQ(convert(options({{"to", "pdf"}}).get(), "你好\n\n\\newpage\n\nb"), INKSTONE_OK);
    EXPECT_EQ(bytes().substr(0, 5), "%PDF-");
    EXPECT_GE(inkstone_result_pages(result_.get()), 1U);
}

TEST_F(CapiTest, SameBytesAsTheCommandLineOptionsSay) {
    const auto with = options({{"to", "html"}, {"metadata", "title=T & U"}, {"lang", "de"}});
    EXPECT_EQ(convert(with.get(), "x"), INKSTONE_OK);
    EXPECT_THAT(bytes(), HasSubstr("lang=\"de\""));
    EXPECT_THAT(bytes(), HasSubstr("T &amp; U"));
}

TEST_F(CapiTest, ErrorsAreStatusAndWords) {
    EXPECT_EQ(convert(options({{"to", "pdff"}}).get(), "x"), INKSTONE_USAGE);
    EXPECT_THAT(inkstone_result_message(result_.get()), HasSubstr("pdff"));
    EXPECT_THAT(inkstone_result_hint(result_.get()), HasSubstr("pdf"));
    EXPECT_EQ(convert(options({{"to", "html"}, {"no-such", "1"}}).get(), "x"), INKSTONE_USAGE);
    EXPECT_EQ(convert(options({{"to", "html"}, {"max-input-bytes", "3"}}).get(), "1234"),
              INKSTONE_LIMIT);
    const Options made(inkstone_options_new(), inkstone_options_free);
    EXPECT_EQ(inkstone_options_set(made.get(), "max-pages", INKSTONE_Z, "many", INKSTONE_Z),
              INKSTONE_USAGE);
    EXPECT_THAT(inkstone_options_message(made.get()), HasSubstr("max-pages"));
}

TEST_F(CapiTest, NullHandlesAreErrorsNotCrashes) {
    inkstone_result* raw = nullptr;
    EXPECT_EQ(inkstone_convert(nullptr, nullptr, "x", 1, nullptr, nullptr, &raw), INKSTONE_USAGE);
    inkstone_result_free(raw);
    EXPECT_EQ(inkstone_convert(converter_, nullptr, nullptr, 0, nullptr, nullptr, nullptr),
              INKSTONE_USAGE);
    inkstone_result_free(nullptr);
    inkstone_options_free(nullptr);
    inkstone_converter_free(nullptr);
    inkstone_document_free(nullptr);
    inkstone_cancel_free(nullptr);
    EXPECT_EQ(inkstone_result_pages(nullptr), 0U);
    EXPECT_EQ(inkstone_converter_new(nullptr, nullptr), INKSTONE_USAGE);
}

TEST_F(CapiTest, SinkTakesBytesAndMaySayNo) {
    std::string taken;
    const auto keep = [](void* user, const char* data, size_t size) {
        static_cast<std::string*>(user)->append(data, size);
        return 0;
    };
    const auto refuse = [](void*, const char*, size_t) { return 1; };
    const auto html = options({{"to", "html"}});
    EXPECT_EQ(inkstone_convert(converter_, html.get(), "x", 1, keep, &taken, nullptr), INKSTONE_OK);
    EXPECT_THAT(taken, HasSubstr("<html"));
    EXPECT_EQ(inkstone_convert(converter_, html.get(), "x", 1, refuse, nullptr, nullptr),
              INKSTONE_OUTPUT);
}

TEST_F(CapiTest, ResolverAnswersInsteadOfTheFileSystem) {
    const auto with = options({{"to", "html"}, {"css", "style.css"}});
    EXPECT_EQ(convert(with.get(), "x"), INKSTONE_INPUT);  // no base-path: nothing is reachable
    std::string asked;
    const auto answer = [](void* user, const char* reference, size_t size, inkstone_resource* out) {
        static_cast<std::string*>(user)->assign(reference, size);
        return inkstone_resource_set(out, "p { color: red }", INKSTONE_Z);
    };
    inkstone_options_set_resolver(with.get(), answer, &asked);
    EXPECT_EQ(convert(with.get(), "x"), INKSTONE_OK);
    EXPECT_EQ(asked, "style.css");
    EXPECT_THAT(bytes(), HasSubstr("color: red"));
}

TEST_F(CapiTest, ProgressCountsPagesAndCancels) {
    std::string text;
    for (int paragraph = 0; paragraph < 400; ++paragraph) text += "Some text here.\n\n";
    const auto pdf = options({{"to", "pdf"}});
    std::vector<uint32_t> pages;
    const auto count = [](void* user, uint32_t page) {
        auto& seen = *static_cast<std::vector<uint32_t>*>(user);
        seen.push_back(page);
        return seen.size() == 4 ? 1 : 0;
    };
    inkstone_options_set_progress(pdf.get(), count, &pages);
    EXPECT_EQ(convert(pdf.get(), text), INKSTONE_CANCELLED);
    EXPECT_EQ(pages, (std::vector<uint32_t>{0, 1, 2, 3}));
}

TEST_F(CapiTest, CancelFlagStops) {
    const auto pdf = options({{"to", "pdf"}});
    inkstone_cancel* cancel = inkstone_cancel_new();
    inkstone_options_set_cancel(pdf.get(), cancel);
    EXPECT_EQ(convert(pdf.get(), "x"), INKSTONE_OK);
    inkstone_cancel_set(cancel);
    EXPECT_EQ(convert(pdf.get(), "x"), INKSTONE_CANCELLED);
    inkstone_cancel_free(cancel);
}

TEST_F(CapiTest, ReadOnceWriteTwice) {
    inkstone_document* document = nullptr;
    const auto html = options({{"to", "html"}, {"fragment", "true"}});
    const auto json = options({{"to", "json"}});
    ASSERT_EQ(inkstone_read(converter_, html.get(), "# T", 3, &document, nullptr), INKSTONE_OK);
    for (const auto* with : {html.get(), json.get()}) {
        inkstone_result* raw = nullptr;
        EXPECT_EQ(inkstone_write(converter_, with, document, nullptr, nullptr, &raw), INKSTONE_OK);
        EXPECT_STRNE(inkstone_result_bytes(raw, nullptr), "");
        inkstone_result_free(raw);
    }
    inkstone_document_free(document);
}

TEST_F(CapiTest, WriterOfOnesOwnGetsTheDocumentAsJson) {
    const auto count = [](void*, const char* json, size_t size, inkstone_output* out) {
        const std::string text(json, size);
        return inkstone_output_write(
            out, text.find("你好") != std::string::npos ? "found" : "missing", INKSTONE_Z);
    };
    EXPECT_EQ(inkstone_converter_add_writer(converter_, "mine", INKSTONE_Z, count, nullptr),
              INKSTONE_OK);
    EXPECT_EQ(inkstone_converter_add_writer(converter_, "mine", INKSTONE_Z, count, nullptr),
              INKSTONE_USAGE);
    EXPECT_EQ(inkstone_converter_add_writer(converter_, "pdf", INKSTONE_Z, count, nullptr),
              INKSTONE_USAGE);
    EXPECT_EQ(convert(options({{"to", "mine"}}).get(), "你好"), INKSTONE_OK);
    EXPECT_EQ(bytes(), "found");
}

TEST_F(CapiTest, DiagnosticsHaveAPlace) {
    const auto with = options({{"to", "html"}, {"source-name", "a.md"}});
    EXPECT_EQ(convert(with.get(), "---\ndate: soon\n---\nx"), INKSTONE_OK);
    ASSERT_EQ(inkstone_result_diagnostic_count(result_.get()), 1U);
    inkstone_diagnostic entry{};
    entry.struct_size = sizeof entry;
    EXPECT_EQ(inkstone_result_diagnostic(result_.get(), 0, &entry), INKSTONE_OK);
    EXPECT_STREQ(entry.file, "a.md");
    EXPECT_STREQ(entry.code, "unclear-date");
    EXPECT_EQ(inkstone_result_diagnostic(result_.get(), 1, &entry), INKSTONE_USAGE);
}

TEST_F(CapiTest, ManyThreadsShareOneConverter) {
    const auto pdf = options({{"to", "pdf"}, {"creation-timestamp", "0"}});
    const std::string text = "# 标题 *Title*\n\n中文 and English, `code`, **粗**.\n";
    ASSERT_EQ(convert(pdf.get(), text), INKSTONE_OK);
    const std::string expected = bytes();
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 8; ++number) {
        threads.emplace_back([&] {
            for (int round = 0; round < 10; ++round) {
                inkstone_result* raw = nullptr;
                const inkstone_status status = inkstone_convert(
                    converter_, pdf.get(), text.data(), text.size(), nullptr, nullptr, &raw);
                size_t size = 0;
                const char* data = inkstone_result_bytes(raw, &size);
                if (status != INKSTONE_OK || std::string(data, size) != expected) ++wrong;
                inkstone_result_free(raw);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

TEST(CapiLifeTest, ConvertersComeAndGo) {
    for (int round = 0; round < 20; ++round) {
        inkstone_converter* converter = nullptr;
        ASSERT_EQ(inkstone_converter_new(nullptr, &converter), INKSTONE_OK);
        const auto pdf = options({{"to", "pdf"}});
        EXPECT_EQ(inkstone_convert(converter, pdf.get(), "x", 1, nullptr, nullptr, nullptr),
                  INKSTONE_OK);
        inkstone_converter_free(converter);
    }
}

}  // namespace
