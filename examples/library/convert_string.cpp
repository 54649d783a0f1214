// SPDX-License-Identifier: Apache-2.0
// Converts a text in memory to a format named on the command line, with no file in between:
//   convert_string [html|epub|pdf|…] > out
// Without an argument the output is an HTML fragment.
#include <cstdio>
#include <string>
#include <string_view>

#include "inkstone/convert.hpp"

namespace {

constexpr std::string_view kMarkdown = R"(---
title: A note
lang: en
---

# A note

Inkstone makes *documents* from text, in English and in 中文。

- one
- two
)";

/// Says what the library has to say: messages are data, nothing is printed by the library.
void print(const inkstone::Diagnostic& entry) {
    std::fprintf(stderr,
                 "%s:%u:%u: %s [%s]\n",
                 entry.file.c_str(),
                 entry.position.line,
                 entry.position.column,
                 entry.message.c_str(),
                 entry.code.c_str());
}

}  // namespace

int main(int argc, char** argv) {
    // One converter serves a whole program: its members may be called from several threads, and
    // fonts are opened once, when the first PDF needs them.
    const inkstone::Converter converter;

    inkstone::ConvertOptions options;
    options.to = argc > 1 ? argv[1] : "html";
    options.source_name = "note.md";  // stands in messages; no such file is read
    options.timestamp = 0;            // the same bytes every time
    if (options.to == "html") options.options["fragment"] = "true";

    // Bytes come to a sink as they are made; StringSink keeps them. Derive from inkstone::Sink to
    // send them elsewhere.
    inkstone::StringSink sink;
    const inkstone::Result<inkstone::Report> report = converter.convert(kMarkdown, options, sink);
    if (!report) {
        std::fprintf(stderr, "failed: %s\n", report.error().message.c_str());
        if (!report.error().hint.empty()) {
            std::fprintf(stderr, "hint: %s\n", report.error().hint.c_str());
        }
        return 1;
    }
    for (const inkstone::Diagnostic& entry : report->diagnostics) print(entry);

    const std::string& bytes = sink.bytes();
    return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() ? 0 : 1;
}
