// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: a document converted to INKSTONE_FUZZ_FORMAT. Anything but a Result (a crash, a
// sanitizer report, a hang, more memory than -rss_limit_mb) is a finding. The first byte chooses
// the dialect; with its highest bit the rest is no text but chooses the rules of a small Markdown
// grammar, which reaches nested blocks that bytes hardly ever make.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "inkstone/convert.hpp"
#include "tests/fuzz/markdown_grammar.hpp"

namespace {

constexpr std::string_view kFormat = INKSTONE_FUZZ_FORMAT;
constexpr std::array<std::string_view, 3> kDialects = {"markdown", "gfm", "commonmark"};
constexpr std::uint8_t kGrammar = 0x80;

inkstone::ConvertOptions small_options(std::uint8_t choice) {
    inkstone::ConvertOptions options;
    options.from = kDialects[(choice & 0x7FU) % kDialects.size()];
    options.to = kFormat;
    options.limits.max_input_bytes = 64U << 10U;
    options.limits.max_pages = 200;
    options.timestamp = 0;  // the clock must not decide what a finding reproduces
    return options;
}

}  // namespace

// libFuzzer's own name and signature.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const inkstone::Converter converter;
    if (size == 0) return 0;
    std::string markdown(reinterpret_cast<const char*>(data + 1), size - 1);
    if ((data[0] & kGrammar) != 0) {
        markdown = inkstone::fuzzing::MarkdownGrammar(data + 1, size - 1).document();
    }
    inkstone::StringSink sink;
    const auto report = converter.convert(markdown, small_options(data[0]), sink);
    if (!report) return 0;
    const std::string& bytes = sink.bytes();
    if (kFormat == "pdf" && (!bytes.starts_with("%PDF-") || !bytes.ends_with("%%EOF\n"))) {
        std::abort();
    }
    if (kFormat == "epub" && !bytes.starts_with("PK")) std::abort();
    return 0;
}
