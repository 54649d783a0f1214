// SPDX-License-Identifier: Apache-2.0
// Golden HTML: tests/golden/<case>/input.md as a fragment, against expect.html beside it.
//
// To rewrite the expectations after a wanted change, run
//     INKSTONE_UPDATE_GOLDEN=1 ./golden_html_test
// and review the difference with git. A case without expect.html is not compared here; to add
// one, make an empty expect.html and rewrite.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "src/read/markdown.hpp"
#include "src/transform/pipeline.hpp"
#include "writers/html/html_writer.hpp"

namespace inkstone {
namespace {

namespace fs = std::filesystem;

struct NoResources : ResourceLoader {
    Result<Resource> load(std::string_view) const override {
        return fail(ErrorKind::Input, "no resources in this test");
    }
};

fs::path golden_folder() {
    return fs::path(INKSTONE_SOURCE_DIR) / "tests" / "golden";
}

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool updating() {
    const char* wanted = std::getenv("INKSTONE_UPDATE_GOLDEN");
    return wanted != nullptr && std::string_view(wanted) == "1";
}

std::string fragment_of(const fs::path& input) {
    Diagnostics diagnostics("input.md");
    Result<Document> document = read::read_markdown(read_file(input), {}, diagnostics);
    if (!document) return "error: " + document.error().message + "\n";
    transform::Context context{diagnostics, read::Dialect::Markdown, "", "input"};
    transform::run_pipeline(*document, context);
    const NoResources resources;
    const Environment environment{resources, {}, 0, {}, nullptr};
    StringSink sink;
    const auto writer = html::make_writer({{"fragment", "true"}}, "markdown");
    const auto written = writer->write(*document, environment, sink, diagnostics);
    return written ? sink.bytes() : "error: " + written.error().message + "\n";
}

std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(golden_folder())) {
        if (fs::exists(entry.path() / "expect.html")) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

class GoldenHtml : public testing::TestWithParam<std::string> {};

TEST_P(GoldenHtml, FragmentIsAsExpected) {
    const fs::path folder = golden_folder() / GetParam();
    const std::string html = fragment_of(folder / "input.md");
    if (updating()) std::ofstream(folder / "expect.html", std::ios::binary) << html;
    EXPECT_EQ(html, read_file(folder / "expect.html"));
}

INSTANTIATE_TEST_SUITE_P(Cases,
                         GoldenHtml,
                         testing::ValuesIn(cases()),
                         [](const testing::TestParamInfo<std::string>& test) {
                             std::string name = test.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace inkstone
