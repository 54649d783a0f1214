// SPDX-License-Identifier: Apache-2.0
// One Converter, many threads: the same bytes as one thread gives. .ci/run also builds this with
// ThreadSanitizer, which sees races that happen to end well.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "inkstone/convert.hpp"

namespace inkstone {
namespace {

struct Job {
    std::string name;
    std::string markdown;
    std::string format;
};

std::string convert_one(const Converter& converter, const Job& job) {
    ConvertOptions options;
    options.to = job.format;
    options.source_name = job.name;
    options.timestamp = 0;
    StringSink sink;
    const auto report = converter.convert(job.markdown, options, sink);
    return report ? sink.bytes() : "failed: " + report.error().message;
}

std::vector<Job> all_jobs() {
    std::vector<Job> jobs;
    const std::filesystem::path folder = INKSTONE_SOURCE_DIR "/tests/external/documents";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        for (const char* format : {"pdf", "epub", "html"}) {
            jobs.push_back({entry.path().filename().string(), text, format});
        }
    }
    return jobs;
}

TEST(SharedConverter, GivesTheSameBytesFromManyThreads) {
    const std::vector<Job> jobs = all_jobs();
    ASSERT_GE(jobs.size(), 24U);
    std::vector<std::string> expected;
    const Converter alone;
    for (const Job& job : jobs) expected.push_back(convert_one(alone, job));

    // A fresh converter, so that the threads also race to open the fonts.
    const Converter shared;
    constexpr std::size_t kThreads = 4;
    std::vector<std::vector<std::string>> results(kThreads);
    {
        std::vector<std::jthread> threads;
        for (std::size_t thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&jobs, &shared, &mine = results[thread], thread] {
                for (std::size_t i = 0; i < jobs.size(); ++i) {
                    // Each thread starts elsewhere, so that different formats meet.
                    mine.push_back(convert_one(shared, jobs[(i + thread * 5) % jobs.size()]));
                }
            });
        }
    }
    for (std::size_t thread = 0; thread < kThreads; ++thread) {
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            const std::size_t job = (i + thread * 5) % jobs.size();
            ASSERT_FALSE(expected[job].starts_with("failed: ")) << expected[job];
            EXPECT_EQ(results[thread][i], expected[job])
                << jobs[job].name << " to " << jobs[job].format;
        }
    }
}

}  // namespace
}  // namespace inkstone
