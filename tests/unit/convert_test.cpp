// SPDX-License-Identifier: Apache-2.0
#include "inkstone/convert.hpp"

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>
#include <thread>

namespace inkstone {
namespace {

/// What ProbeWriter saw and what it shall do.
struct Probe {
    std::int64_t timestamp = 0;
    std::string title;
    OptionValues values;
    std::string resource_error;
    int trouble = 0;  ///< 1 throws bad_alloc, 2 throws runtime_error, 3 throws an int
};
thread_local Probe probe;

class ProbeWriter : public Writer {
public:
    Result<WriteSummary> write(const Document& document,
                               const Environment& environment,
                               Sink& sink,
                               Diagnostics& diagnostics) const override {
        if (probe.trouble == 1) throw std::bad_alloc();
        if (probe.trouble == 2) throw std::runtime_error("a bug");
        if (probe.trouble == 3) throw 3;
        probe.timestamp = environment.timestamp;
        probe.title = document.meta.title;
        const auto loaded = environment.resources.load("CMakeLists.txt");
        probe.resource_error = loaded ? "" : loaded.error().message;
        diagnostics.warn("probe", "seen", {3, 4});
        if (const auto written = sink.write("12345"); !written) return fail(written.error());
        return WriteSummary{7};
    }
};

constexpr OptionSpec kProbeOptions[] = {{"depth", OptionKind::Integer, "1", "", ""}};
const WriterInfo kProbeInfo{"probe",
                            "probe",
                            "text/plain",
                            "what a writer is given",
                            kProbeOptions,
                            [](const OptionValues& values, std::string_view) {
                                probe.values = values;
                                return std::unique_ptr<Writer>(std::make_unique<ProbeWriter>());
                            }};

class ConvertTest : public ::testing::Test {
protected:
    ConvertTest() {
        converter_.add_writer(kProbeInfo);
        probe = {};
        ::unsetenv("SOURCE_DATE_EPOCH");
    }
    Result<Report> convert(std::string_view markdown, ConvertOptions options = {}) {
        if (options.to.empty()) options.to = "probe";
        return converter_.convert(markdown, options, sink_);
    }
    Converter converter_;
    StringSink sink_;
};

TEST_F(ConvertTest, ReportCountsBytesPagesAndMessages) {
    ConvertOptions options;
    options.source_name = "a.md";
    const auto report = convert("Text", options);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->bytes, 5U);
    EXPECT_EQ(report->pages, 7U);
    ASSERT_FALSE(report->diagnostics.empty());
    EXPECT_EQ(report->diagnostics.back().file, "a.md");
    EXPECT_EQ(report->diagnostics.back().position, (SourcePosition{3, 4}));
}

TEST_F(ConvertTest, UnknownFormatIsNamedWithTheNearest) {
    ConvertOptions options;
    options.to = "prboe";
    const auto report = convert("Text", options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::Usage);
    EXPECT_EQ(report.error().hint, "did you mean 'probe'?");
}

TEST_F(ConvertTest, UnknownDialectIsAUsageError) {
    ConvertOptions options;
    options.from = "asciidoc";
    EXPECT_EQ(convert("Text", options).error().kind, ErrorKind::Usage);
}

TEST_F(ConvertTest, OptionsOfOtherWritersAreLeftOut) {
    ConvertOptions options;
    options.options = {{"depth", "2"}, {"fragment", "true"}};
    ASSERT_TRUE(convert("Text", options));
    EXPECT_EQ(probe.values, (OptionValues{{"depth", "2"}}));
}

TEST_F(ConvertTest, OptionsThatNoWriterHasAreErrors) {
    ConvertOptions options;
    options.options = {{"detph", "2"}};
    const auto report = convert("Text", options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().hint, "did you mean 'depth'?");
}

TEST_F(ConvertTest, OptionValuesAreChecked) {
    ConvertOptions options;
    options.options = {{"depth", "deep"}};
    EXPECT_FALSE(convert("Text", options));
}

TEST_F(ConvertTest, MetadataOverridesWin) {
    ConvertOptions options;
    options.metadata = {{"Title", "New"}};
    ASSERT_TRUE(convert("---\ntitle: Old\n---\n", options));
    EXPECT_EQ(probe.title, "New");
}

TEST_F(ConvertTest, FileNameIsTheLastTitle) {
    ConvertOptions options;
    options.source_name = "docs/some-note.v2.md";
    ASSERT_TRUE(convert("Just text, no heading.", options));
    EXPECT_EQ(probe.title, "some note.v2");
}

TEST_F(ConvertTest, TimestampOptionWinsOverAll) {
    ::setenv("SOURCE_DATE_EPOCH", "5", 1);
    ConvertOptions options;
    options.timestamp = 9;
    ASSERT_TRUE(convert("---\nmodified: 2024-05-01\n---\n", options));
    EXPECT_EQ(probe.timestamp, 9);
}

TEST_F(ConvertTest, ModifiedKeyWinsOverTheEnvironment) {
    ::setenv("SOURCE_DATE_EPOCH", "5", 1);
    ASSERT_TRUE(convert("---\nmodified: 2024-05-01\ndate: 1999-01-01\n---\n"));
    EXPECT_EQ(probe.timestamp, 1'714'521'600);
}

TEST_F(ConvertTest, EnvironmentWinsOverTheDateKey) {
    ::setenv("SOURCE_DATE_EPOCH", "5", 1);
    ASSERT_TRUE(convert("---\ndate: 2024-05-01\n---\n"));
    EXPECT_EQ(probe.timestamp, 5);
}

TEST_F(ConvertTest, DateKeyWinsOverTheClock) {
    ASSERT_TRUE(convert("---\ndate: 2024-05-01\n---\n"));
    EXPECT_EQ(probe.timestamp, 1'714'521'600);
}

TEST_F(ConvertTest, ClockIsTheLastResort) {
    ASSERT_TRUE(convert("Text"));
    EXPECT_GT(probe.timestamp, 1'700'000'000);
}

TEST_F(ConvertTest, WithoutABasePathNoFileIsReachable) {
    ASSERT_TRUE(convert("Text"));
    EXPECT_NE(probe.resource_error, "");
    ConvertOptions options;
    options.base_path = INKSTONE_SOURCE_DIR;
    ASSERT_TRUE(convert("Text", options));
    EXPECT_EQ(probe.resource_error, "");
}

TEST_F(ConvertTest, ExceptionsBecomeErrors) {
    for (const int trouble : {1, 2, 3}) {
        probe.trouble = trouble;
        const auto report = convert("Text");
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().kind, ErrorKind::Internal);
    }
}

TEST_F(ConvertTest, SetCancelFlagStopsTheRun) {
    const std::atomic<bool> cancel{true};
    ConvertOptions options;
    options.cancel = &cancel;
    EXPECT_EQ(convert("Text", options).error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(sink_.bytes(), "");
}

TEST_F(ConvertTest, InputAboveTheLimitIsALimitError) {
    ConvertOptions options;
    options.limits.max_input_bytes = 3;
    EXPECT_EQ(convert("Text", options).error().kind, ErrorKind::Limit);
}

class FullSink : public Sink {
public:
    Result<void> write(std::string_view) override { return fail(ErrorKind::Output, "full"); }
};

TEST_F(ConvertTest, ErrorOfTheSinkComesBack) {
    FullSink full;
    ConvertOptions options;
    for (const char* format : {"probe", "html"}) {
        options.to = format;
        const auto report = converter_.convert("Text", options, full);
        ASSERT_FALSE(report) << format;
        EXPECT_EQ(report.error().kind, ErrorKind::Output) << format;
    }
}

TEST_F(ConvertTest, ReadThenWriteGivesWhatConvertGives) {
    ConvertOptions options;
    options.to = "html";
    options.timestamp = 0;
    ASSERT_TRUE(convert("# A\n\nText 中文", options));
    const auto read = converter_.read("# A\n\nText 中文", options);
    ASSERT_TRUE(read);
    StringSink again;
    ASSERT_TRUE(converter_.write(read->document, options, again));
    EXPECT_EQ(again.bytes(), sink_.bytes());
    EXPECT_NE(again.bytes(), "");
}

TEST_F(ConvertTest, ThreadsGetTheSameBytes) {
    ConvertOptions options;
    options.to = "html";
    options.timestamp = 0;
    constexpr std::string_view kText = "# 标题\n\n- a **b** ~~c~~ [^1]\n\n[^1]: note\n";
    ASSERT_TRUE(convert(kText, options));
    std::vector<std::string> outputs(4);
    std::vector<std::thread> threads;
    for (std::string& output : outputs) {
        threads.emplace_back([&] {
            for (int round = 0; round < 20; ++round) {
                StringSink own;
                if (!converter_.convert(kText, options, own)) return;
                output = own.bytes();
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::string& output : outputs) EXPECT_EQ(output, sink_.bytes());
}

}  // namespace
}  // namespace inkstone
