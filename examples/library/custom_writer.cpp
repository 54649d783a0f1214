// SPDX-License-Identifier: Apache-2.0
// A format of one's own: the headings of a document as a numbered list.
//   custom_writer < document.md
#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <variant>

#include "inkstone/convert.hpp"

namespace {

/// The plain text of the inlines that a heading of this example can hold.
std::string text_of(const inkstone::Inlines& inlines) {
    std::string text;
    for (const inkstone::Inline& item : inlines) {
        if (const auto* plain = std::get_if<inkstone::Text>(&item.node)) text += plain->value;
        if (const auto* code = std::get_if<inkstone::Code>(&item.node)) text += code->literal;
        if (const auto* bold = std::get_if<inkstone::Strong>(&item.node)) {
            text += text_of(bold->children);
        }
        if (const auto* slanted = std::get_if<inkstone::Emphasis>(&item.node)) {
            text += text_of(slanted->children);
        }
        if (const auto* span = std::get_if<inkstone::Span>(&item.node)) {
            text += text_of(span->children);
        }
    }
    return text;
}

class OutlineWriter : public inkstone::Writer {
public:
    inkstone::Result<inkstone::WriteSummary> write(const inkstone::Document& document,
                                                   const inkstone::Environment&,
                                                   inkstone::Sink& sink,
                                                   inkstone::Diagnostics&) const override {
        int number = 0;
        for (const inkstone::Block& block : document.blocks) {
            const auto* heading = std::get_if<inkstone::Heading>(&block.node);
            if (heading == nullptr) continue;
            const std::string line =
                std::to_string(++number) + ". " + text_of(heading->children) + "\n";
            if (auto written = sink.write(line); !written) return fail(written.error());
        }
        return inkstone::WriteSummary{};
    }
};

std::unique_ptr<inkstone::Writer> make_outline(const inkstone::OptionValues&, std::string_view) {
    return std::make_unique<OutlineWriter>();
}

constexpr inkstone::WriterInfo kOutline = {
    "outline", "txt", "text/plain", "headings as a numbered list", {}, make_outline};

}  // namespace

int main() {
    const std::string markdown{std::istreambuf_iterator<char>(std::cin), {}};
    inkstone::Converter converter;
    converter.add_writer(kOutline);

    inkstone::ConvertOptions options;
    options.to = "outline";
    inkstone::StringSink sink;
    const auto report = converter.convert(markdown, options, sink);
    if (!report) {
        std::fprintf(stderr, "failed: %s\n", report.error().message.c_str());
        return 1;
    }
    return std::fwrite(sink.bytes().data(), 1, sink.bytes().size(), stdout) == sink.bytes().size()
               ? 0
               : 1;
}
