// SPDX-License-Identifier: Apache-2.0
// Golden HTML: the document as a fragment (expect.html).
#include "inkstone/convert.hpp"
#include "tests/golden/runner.hpp"

namespace inkstone {
namespace {

std::string fragment_of(const std::string& markdown) {
    ConvertOptions options;
    options.to = "html";
    options.source_name = "input.md";
    options.options = {{"fragment", "true"}};
    options.timestamp = 0;
    StringSink sink;
    const Result<Report> report = Converter().convert(markdown, options, sink);
    return report ? sink.bytes() : "error: " + report.error().message + "\n";
}

class GoldenHtml : public testing::TestWithParam<std::string> {};

TEST_P(GoldenHtml, FragmentIsAsExpected) {
    golden::compare(fragment_of(golden::input_of(GetParam())), GetParam(), "expect.html");
}

INSTANTIATE_TEST_SUITE_P(Cases,
                         GoldenHtml,
                         testing::ValuesIn(golden::cases_with("expect.html")),
                         golden::test_name);

}  // namespace
}  // namespace inkstone
