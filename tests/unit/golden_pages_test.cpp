// SPDX-License-Identifier: Apache-2.0
// Golden pages: every run, glyph position, rule, link and tag of the laid-out pages
// (expect.pages). The positions come from the fonts as Debian 12 packages them.
#include "inkstone/convert.hpp"
#include "tests/golden/runner.hpp"

namespace inkstone {
namespace {

std::string pages_of(const std::string& markdown) {
    ConvertOptions options;
    options.to = "pages";
    options.source_name = "input.md";
    options.timestamp = 0;
    StringSink sink;
    const Result<Report> report = Converter().convert(markdown, options, sink);
    return report ? sink.bytes() : "error: " + report.error().message + "\n";
}

class GoldenPages : public testing::TestWithParam<std::string> {};

TEST_P(GoldenPages, PagesAreAsExpected) {
    golden::compare(pages_of(golden::input_of(GetParam())), GetParam(), "expect.pages");
}

INSTANTIATE_TEST_SUITE_P(Cases,
                         GoldenPages,
                         testing::ValuesIn(golden::cases_with("expect.pages")),
                         golden::test_name);

}  // namespace
}  // namespace inkstone
