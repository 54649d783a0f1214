// SPDX-License-Identifier: Apache-2.0
// Golden trees: tests/golden/<case>/input.md, read and transformed, against expect.ast beside it.
//
// To rewrite the expectations after a wanted change, run
//     INKSTONE_UPDATE_GOLDEN=1 ./golden_ast_test
// and review the difference with git. A case without expect.ast is not compared here.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "src/ast/text_dump.hpp"
#include "src/read/markdown.hpp"
#include "src/transform/pipeline.hpp"

namespace inkstone {
namespace {

namespace fs = std::filesystem;

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

/// The tree and what was said about it: a golden case shows both.
std::string tree_of(const fs::path& input) {
    Diagnostics diagnostics("input.md");
    Result<Document> document = read::read_markdown(read_file(input), {}, diagnostics);
    if (!document) return "error: " + document.error().message + "\n";
    transform::Context context{diagnostics, read::Dialect::Markdown, "", "input"};
    transform::run_pipeline(*document, context);
    std::ostringstream out;
    out << dump_text(*document);
    for (const Diagnostic& entry : diagnostics.entries()) {
        out << "diagnostic " << entry.position.line << ':' << entry.position.column << ' '
            << entry.code << '\n';
    }
    return out.str();
}

std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(golden_folder())) {
        const bool wanted = updating() || fs::exists(entry.path() / "expect.ast");
        if (wanted && fs::exists(entry.path() / "input.md")) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

class GoldenAst : public testing::TestWithParam<std::string> {};

TEST_P(GoldenAst, Matches) {
    const fs::path folder = golden_folder() / GetParam();
    const std::string tree = tree_of(folder / "input.md");
    if (updating()) {
        std::ofstream(folder / "expect.ast", std::ios::binary) << tree;
        return;
    }
    EXPECT_EQ(tree, read_file(folder / "expect.ast"));
}

std::string case_name(const testing::TestParamInfo<std::string>& parameter) {
    std::string name = parameter.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, GoldenAst, testing::ValuesIn(cases()), case_name);

}  // namespace
}  // namespace inkstone
