// SPDX-License-Identifier: Apache-2.0
// The stages of a conversion one by one, on examples/summary.md as it is and 64 times over. Each
// figure is CPU time of one pass over the whole document; bytes a second are bytes of Markdown.
//
//   bench_stages --benchmark_filter=Flow
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include "fonts/library.hpp"
#include "fonts/shape.hpp"
#include "fonts/subset.hpp"
#include "inkstone/convert.hpp"
#include "src/ast/plain_text.hpp"
#include "src/read/markdown.hpp"
#include "src/resources/file_loader.hpp"
#include "src/text/language.hpp"
#include "src/text/utf8.hpp"
#include "src/transform/pipeline.hpp"
#include "writers/epub/archive.hpp"
#include "writers/pdf/haru/deflate.hpp"
#include "writers/pdf/layout/inline/collect.hpp"
#include "writers/pdf/layout/inline/itemise.hpp"
#include "writers/pdf/layout/inline/items.hpp"
#include "writers/pdf/layout/inline/linebreak.hpp"
#include "writers/pdf/layout/inline/shape.hpp"
#include "writers/pdf/layout/layout.hpp"
#include "writers/pdf/page_setup.hpp"
#include "writers/pdf/paint/painter.hpp"

namespace inkstone {
namespace {

/// The example's body `times` over.
const std::string& source(std::int64_t times) {
    static std::map<std::int64_t, std::string> made;
    std::string& text = made[times];
    if (!text.empty()) return text;
    std::ifstream file(INKSTONE_BENCH_DOCUMENT, std::ios::binary);
    std::string once{std::istreambuf_iterator<char>(file), {}};
    once.erase(0, once.find("\n---\n") + 5);
    for (std::int64_t i = 0; i < times; ++i) text += once;
    return text;
}

Document read(const std::string& text) {
    Diagnostics diagnostics;
    return *read::read_markdown(text, {}, diagnostics);
}

Document transformed(std::int64_t times) {
    Document document = read(source(times));
    Diagnostics diagnostics;
    transform::Context context{diagnostics, read::Dialect::Markdown, {}, {}};
    transform::run_pipeline(document, context);
    return document;
}

std::shared_ptr<const fonts::Library> library() {
    static const auto opened = *fonts::Library::open({});
    return opened;
}

/// Layout of a whole document, each page handed to `on_page`.
void lay_out(const Document& document,
             layout::Layout& result,
             const layout::PageConsumer& on_page) {
    static const resources::NullLoader nothing;
    Diagnostics diagnostics;
    const Environment environment{nothing, [] { return library(); }, 0, {}, nullptr};
    const auto setup = pdf::set_up_pages(document, {}, library(), diagnostics);
    (void)layout::lay_out(
        document, setup->tokens, *setup->fonts, environment, diagnostics, result, on_page);
}

void count_bytes(benchmark::State& state) {
    state.SetBytesProcessed(state.iterations() *
                            static_cast<std::int64_t>(source(state.range(0)).size()));
}

void Read(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(read(source(state.range(0))));
    count_bytes(state);
}

void Transform(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming();
        Document document = read(source(state.range(0)));
        Diagnostics diagnostics;
        transform::Context context{diagnostics, read::Dialect::Markdown, {}, {}};
        state.ResumeTiming();
        transform::run_pipeline(document, context);
    }
    count_bytes(state);
}

void Language(benchmark::State& state) {
    for (auto _ : state) {
        text::LetterCounts counts;
        counts.add(source(state.range(0)));
        benchmark::DoNotOptimize(text::guess_language(counts));
    }
    count_bytes(state);
}

/// What the phases of a paragraph share; shaping plans warm up over the iterations.
struct Bench {
    Diagnostics diagnostics;
    fonts::Shaper shaper;
    text::Segmenter segmenter;
    layout::TagTree tags;
    layout::Tokens tokens;
    layout::Context context{tokens, *library(), shaper, segmenter, diagnostics, tags, "zh-Hans"};
    layout::ParagraphStyle style;

    Bench() {
        style.lang = "zh-Hans";
        style.size = 10.5;
        style.tag = tags.add({});
    }
};

std::vector<const Paragraph*> paragraphs(const Document& document) {
    std::vector<const Paragraph*> found;
    for (const Block& block : document.blocks)
        if (const auto* paragraph = std::get_if<Paragraph>(&block.node)) found.push_back(paragraph);
    return found;
}

void Shape(benchmark::State& state) {
    const Document document = transformed(state.range(0));
    const auto found = paragraphs(document);
    Bench bench;
    for (auto _ : state) {
        for (const Paragraph* paragraph : found) {
            auto setting = layout::para::collect(
                paragraph->children, bench.style, bench.context, layout::para::Purpose::Set);
            layout::para::itemise(setting, bench.context);
            layout::para::shape(setting, bench.context);
            benchmark::DoNotOptimize(setting);
        }
    }
}

void Break(benchmark::State& state) {
    const Document document = transformed(state.range(0));
    Bench bench;
    std::vector<layout::para::Setting> settings;
    for (const Paragraph* paragraph : paragraphs(document)) {
        settings.push_back(layout::para::collect(
            paragraph->children, bench.style, bench.context, layout::para::Purpose::Set));
        layout::para::itemise(settings.back(), bench.context);
        layout::para::shape(settings.back(), bench.context);
        layout::para::set_widths(settings.back());
        layout::para::set_opportunities(settings.back(), bench.context, 420, true);
    }
    for (auto _ : state)
        for (const auto& setting : settings)
            benchmark::DoNotOptimize(layout::para::break_lines(setting, {420, 0, true, 10.5}));
}

void Flow(benchmark::State& state) {
    const Document document = transformed(state.range(0));
    for (auto _ : state) {
        layout::Layout result;
        lay_out(document, result, [](layout::Page&&) -> Result<void> { return {}; });
    }
    count_bytes(state);
}

/// Painting and writing: contents, structure, fonts.
void Paint(benchmark::State& state) {
    const Document document = transformed(state.range(0));
    layout::Layout result;
    std::vector<layout::Page> pages;
    lay_out(document, result, [&](layout::Page&& page) -> Result<void> {
        pages.push_back(std::move(page));
        return {};
    });
    for (auto _ : state) {
        StringSink sink;
        auto painter = pdf::paint::Painter::create(sink, result, {true});
        for (const layout::Page& page : pages) (void)(*painter)->on_page(layout::Page(page));
        (void)(*painter)->finish(pdf::paint::make_info(document.meta, "bench", 0));
        benchmark::DoNotOptimize(sink.bytes());
    }
    count_bytes(state);
}

/// The Han letters of the document from the body face.
void Subset(benchmark::State& state) {
    const fonts::FaceChain* chain = *library()->chain(fonts::Role::Body, {}, "zh-Hans");
    const fonts::Face& face = *chain->cjk;
    std::vector<fonts::GlyphId> glyphs;
    const std::u16string text = text::to_utf16(source(1));
    for (std::size_t at = 0; at < text.size();)
        glyphs.push_back(face.glyph(text::decode(text, at)));
    std::sort(glyphs.begin(), glyphs.end());
    glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
    for (auto _ : state) benchmark::DoNotOptimize(fonts::subset(face, glyphs));
}

void Compress(benchmark::State& state) {
    pdf::haru::Deflater deflater;
    for (auto _ : state) benchmark::DoNotOptimize(deflater.compress(source(state.range(0))));
    count_bytes(state);
}

void Zip(benchmark::State& state) {
    for (auto _ : state) {
        std::vector<epub::Entry> entries;
        for (int i = 0; i < 8; ++i)
            entries.push_back({"text/" + std::to_string(i) + ".xhtml", source(state.range(0))});
        benchmark::DoNotOptimize(epub::make_archive(std::move(entries), 1700000000));
    }
}

/// The whole library call, fonts already open.
void Whole(benchmark::State& state, const char* format) {
    const Converter converter;
    ConvertOptions options;
    options.to = format;
    for (auto _ : state) {
        StringSink sink;
        benchmark::DoNotOptimize(converter.convert(source(state.range(0)), options, sink));
    }
    count_bytes(state);
}

BENCHMARK(Read)->Arg(1)->Arg(64);
BENCHMARK(Transform)->Arg(1)->Arg(64);
BENCHMARK(Language)->Arg(1)->Arg(64);
BENCHMARK(Shape)->Arg(1)->Arg(64);
BENCHMARK(Break)->Arg(1)->Arg(64);
BENCHMARK(Flow)->Arg(1)->Arg(64);
BENCHMARK(Paint)->Arg(1)->Arg(64);
BENCHMARK(Subset);
BENCHMARK(Compress)->Arg(1)->Arg(64);
BENCHMARK(Zip)->Arg(1);
BENCHMARK_CAPTURE(Whole, html, "html")->Arg(1)->Arg(64);
BENCHMARK_CAPTURE(Whole, epub, "epub")->Arg(1)->Arg(64);
BENCHMARK_CAPTURE(Whole, pdf, "pdf")->Arg(1)->Arg(64);

}  // namespace
}  // namespace inkstone

BENCHMARK_MAIN();
