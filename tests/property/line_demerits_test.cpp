// SPDX-License-Identifier: Apache-2.0
// Optimum fit against first fit over every paragraph of real documents: by the same demerits, the
// optimum is never the worse of the two (output requirements 1.10).
#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "inkstone/convert.hpp"
#include "src/ast/plain_text.hpp"
#include "src/ast/walk.hpp"
#include "tests/property/documents.hpp"
#include "writers/pdf/layout/inline/collect.hpp"
#include "writers/pdf/layout/inline/hyphenate.hpp"
#include "writers/pdf/layout/inline/itemise.hpp"
#include "writers/pdf/layout/inline/items.hpp"
#include "writers/pdf/layout/inline/linebreak.hpp"
#include "writers/pdf/layout/inline/shape.hpp"
#include "writers/pdf/page_setup.hpp"

namespace inkstone::layout {
namespace {

struct Totals {
    std::size_t paragraphs = 0, better = 0;
    para::Verdict optimum, greedy;
};

void add(para::Verdict& sum, const para::Verdict& one) {
    if (std::isfinite(one.demerits)) sum.demerits += one.demerits;
    sum.lines += one.lines;
    sum.loose += one.loose;
    sum.overfull += one.overfull;
}

class LineDemerits : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        auto opened = fonts::Library::open({});
        if (opened) library_ = opened.value();
    }
    static void TearDownTestSuite() { library_.reset(); }
    void SetUp() override {
        if (!library_) GTEST_SKIP() << "no font library";
    }

    static inline std::shared_ptr<const fonts::Library> library_;
    Converter converter_;
    fonts::Shaper shaper_;
    text::Segmenter segmenter_;
    Totals totals_, narrow_;

    /// Every paragraph of `sample` on the page's measure and on those of lists and table cells.
    void check(const SampleDocument& sample) {
        SCOPED_TRACE(sample.name);
        ConvertOptions options;
        options.to = "pdf";
        const auto read = converter_.read(sample.bytes, options);
        ASSERT_TRUE(read) << read.error().message;
        Diagnostics unheard;
        const auto setup = pdf::set_up_pages(read->document, {}, library_, unheard);
        ASSERT_TRUE(setup);
        const Tokens& tokens = setup->tokens;
        TagTree tags;
        const std::string& lang = read->document.meta.lang;
        Context context{tokens, *setup->fonts, shaper_, segmenter_, unheard, tags, lang};
        for_each_block(read->document.blocks, [&](const Block& block) {
            const auto* paragraph = std::get_if<Paragraph>(&block.node);
            if (paragraph == nullptr) return;
            ParagraphStyle style;
            style.size = tokens.size_body;
            style.lang = block.lang.empty() ? lang : block.lang;
            compare(paragraph->children, style, tokens.measure(), context, totals_);
            for (const double share : {0.6, 0.3})
                compare(paragraph->children, style, share * tokens.measure(), context, narrow_);
        });
    }

    void compare(const Inlines& inlines,
                 const ParagraphStyle& style,
                 double measure,
                 Context& context,
                 Totals& totals) {
        para::Setting setting = para::collect(inlines, style, context, para::Purpose::Measure);
        para::itemise(setting, context);
        para::shape(setting, context);
        para::set_widths(setting);
        if (setting.clusters.empty()) return;
        const bool justified = setting.has_cjk || para::can_hyphenate(setting, context);
        para::set_opportunities(setting, context, measure, justified);
        const para::BreakStyle breaking{measure, 0, justified, style.size};
        const auto best = para::break_lines(setting, breaking);
        const auto greedy = para::break_lines_greedily(setting, breaking);
        const para::Verdict a = para::judge_lines(setting, breaking, best);
        const para::Verdict b = para::judge_lines(setting, breaking, greedy);
        EXPECT_EQ(a.lines, best.size());
        EXPECT_EQ(b.lines, greedy.size());
        EXPECT_LE(a.overfull, b.overfull);
        EXPECT_TRUE(a.demerits <= b.demerits * (1 + 1e-9))
            << a.demerits << " over " << b.demerits << " at " << measure << ": "
            << plain_text(inlines);
        ++totals.paragraphs;
        totals.better += a.demerits < b.demerits ? 1U : 0U;
        add(totals.optimum, a);
        add(totals.greedy, b);
    }

    static void report(const char* measure, const Totals& totals) {
        const auto told = [](const para::Verdict& sum) {
            return fmt::format("{} lines, {} loose, {} overfull, demerits {:.4g}",
                               sum.lines,
                               sum.loose,
                               sum.overfull,
                               sum.demerits);
        };
        fmt::print(
            "{}: {} paragraphs, {} better than first fit\n  optimum fit: {}\n  first fit:   {}\n",
            measure,
            totals.paragraphs,
            totals.better,
            told(totals.optimum),
            told(totals.greedy));
    }
    void report() const {
        report("page measure", totals_);
        report("0.6 and 0.3 of it", narrow_);
    }
};

TEST_F(LineDemerits, OptimumIsNeverWorseThanFirstFitOnOwnDocuments) {
    for (const SampleDocument& sample : own_documents()) check(sample);
    EXPECT_GT(totals_.better, 0U);
    report();
}

TEST_F(LineDemerits, OptimumIsNeverWorseThanFirstFitOnRealDocuments) {
    const auto samples = corpus_documents();
    if (samples.empty()) GTEST_SKIP() << "no sample documents beside the checkout";
    for (const SampleDocument& sample : samples) check(sample);
    EXPECT_GT(totals_.better, 1000U);
    // Output requirements 1.10 ask for a fifth fewer loose lines.
    EXPECT_LE(static_cast<double>(totals_.optimum.loose),
              0.8 * static_cast<double>(totals_.greedy.loose));
    report();
}

}  // namespace
}  // namespace inkstone::layout
