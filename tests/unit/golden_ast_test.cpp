// SPDX-License-Identifier: Apache-2.0
// Golden trees: the document read and transformed, as text, with its diagnostics (expect.ast).
#include <sstream>

#include "src/ast/text_dump.hpp"
#include "src/read/markdown.hpp"
#include "src/transform/pipeline.hpp"
#include "tests/golden/runner.hpp"

namespace inkstone {
namespace {

/// The tree and what was said about it: a golden case shows both.
std::string tree_of(const std::string& markdown) {
    Diagnostics diagnostics("input.md");
    Result<Document> document = read::read_markdown(markdown, {}, diagnostics);
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

class GoldenAst : public testing::TestWithParam<std::string> {};

TEST_P(GoldenAst, TreeIsAsExpected) {
    golden::compare(tree_of(golden::input_of(GetParam())), GetParam(), "expect.ast");
}

INSTANTIATE_TEST_SUITE_P(Cases,
                         GoldenAst,
                         testing::ValuesIn(golden::cases_with("expect.ast")),
                         golden::test_name);

}  // namespace
}  // namespace inkstone
