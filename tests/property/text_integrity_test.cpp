// SPDX-License-Identifier: Apache-2.0
// Real documents through layout and paint: no character is lost or doubled, no ink leaves the text
// area, and the PDF gives back to poppler what layout set.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <memory>

#include "fonts/library.hpp"
#include "inkstone/convert.hpp"
#include "src/resources/file_loader.hpp"
#include "tests/property/documents.hpp"
#include "tests/property/page_text.hpp"
#include "writers/pdf/layout/layout.hpp"
#include "writers/pdf/page_setup.hpp"

namespace inkstone {
namespace {

/// What a glyph may reach beyond its own advance, em: an italic f leans out of its cell.
constexpr double kOverhang = 0.2;
/// Rounding, pt.
constexpr double kSlack = 0.5;

/// Ink boxes in em, each asked once.
class InkBoxes {
public:
    struct Extent {
        double left = 0, right = 0;
    };
    Extent of(const fonts::Face& face, fonts::GlyphId glyph) {
        const auto [at, fresh] = known_.try_emplace({&face, glyph});
        if (fresh) {
            const fonts::Face::Box box = face.box(glyph);
            const double em = face.metrics().units_per_em;
            at->second = {box.x_min / em, box.x_max / em};
        }
        return at->second;
    }

private:
    std::map<std::pair<const fonts::Face*, fonts::GlyphId>, Extent> known_;
};

std::string first_difference(const std::string& expected, const std::string& found) {
    const auto [a, b] = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
    const auto at = static_cast<std::size_t>(a - expected.begin());
    const std::size_t from = at > 60 ? at - 60 : 0;
    return fmt::format("at byte {}:\n  source …{}…\n  pages  …{}…",
                       at,
                       expected.substr(from, 120),
                       found.substr(std::min(from, found.size()), 120));
}

class TextIntegrity : public ::testing::Test {
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
    InkBoxes boxes_;

    ConvertOptions options(const SampleDocument& sample) const {
        ConvertOptions made;
        made.to = "pdf";
        made.source_name = sample.name;
        made.base_path = sample.folder;
        made.timestamp = 0;
        return made;
    }

    /// Reads, lays out, checks the pages, then the PDF.
    void check(const SampleDocument& sample) {
        SCOPED_TRACE(sample.name);
        const auto read = converter_.read(sample.bytes, options(sample));
        ASSERT_TRUE(read) << read.error().message;
        const Document& document = read->document;
        Diagnostics diagnostics;
        const auto setup = pdf::set_up_pages(document, {}, library_, diagnostics);
        ASSERT_TRUE(setup);
        const resources::FileLoader loader(sample.folder);
        const Environment environment{loader, {}, 0, {}, nullptr};
        layout::Layout layout;
        PageText text;
        const auto laid_out = layout::lay_out(document,
                                              setup->tokens,
                                              *setup->fonts,
                                              environment,
                                              diagnostics,
                                              layout,
                                              [&](layout::Page&& page) -> Result<void> {
                                                  text.add(page);
                                                  expect_inside(page, setup->tokens);
                                                  return {};
                                              });
        ASSERT_TRUE(laid_out) << laid_out.error().message;
        expect_text(document, text, layout.tags);
        expect_extracted(sample, document, text);
    }

    static void expect_text(const Document& document,
                            const PageText& text,
                            const layout::TagTree& tags) {
        const ExpectedText expected(document);
        const std::string body = text.body(tags);
        EXPECT_TRUE(body == expected.body()) << first_difference(expected.body(), body);
        for (std::size_t i = 0; i < expected.notes().size(); ++i) {
            const std::string note = text.note(tags, i + 1);
            EXPECT_TRUE(note == expected.notes()[i])
                << "note " << i + 1 << ' ' << first_difference(expected.notes()[i], note);
        }
    }

    void expect_inside(const layout::Page& page, const layout::Tokens& tokens) {
        using layout::ArtifactKind;
        const double left = tokens.margin_left, right = page.width - tokens.margin_right;
        const double top = tokens.margin_top, foot = page.height - tokens.margin_bottom;
        for (const layout::Item& item : page.items) {
            if (const auto* run = std::get_if<layout::GlyphRun>(&item)) {
                const bool furniture = run->artifact == ArtifactKind::Header ||
                                       run->artifact == ArtifactKind::Footer ||
                                       run->artifact == ArtifactKind::Pagination;
                const double y = run->baseline;
                if (!furniture && (y < top || y > foot))
                    ADD_FAILURE() << page.label << ": baseline " << y
                                  << " outside: " << text::to_utf8(run->text);
                expect_ink_between(*run, left, right, page.label);
            }
            if (const auto* rect = std::get_if<layout::FilledRect>(&item)) {
                EXPECT_GE(rect->rect.x, left - kSlack) << page.label;
                EXPECT_LE(rect->rect.x + rect->rect.width, right + kSlack) << page.label;
            }
        }
        for (const layout::LinkArea& link : page.links) {
            EXPECT_GE(link.rect.x, left - kSlack) << page.label << link.contents;
            EXPECT_LE(link.rect.x + link.rect.width, right + kSlack) << page.label << link.contents;
        }
    }
    void expect_ink_between(const layout::GlyphRun& run,
                            double left,
                            double right,
                            const std::string& page) {
        const double slack = kSlack + kOverhang * run.size;
        for (const layout::PlacedGlyph& glyph : run.glyphs) {
            const auto ink = boxes_.of(*run.face, glyph.glyph);
            if (ink.right <= ink.left) continue;
            const double x = run.x + static_cast<double>(glyph.x);
            if (x + ink.left * run.size >= left - slack &&
                x + ink.right * run.size <= right + slack)
                continue;
            ADD_FAILURE() << "page " << page << ": ink from " << x + ink.left * run.size << " to "
                          << x + ink.right * run.size << " of [" << left << ", " << right
                          << "]: " << text::to_utf8(run.text);
            return;
        }
    }

    /// Every character that layout set comes back from the file, as often.
    void expect_extracted(const SampleDocument& sample,
                          const Document& document,
                          const PageText& text) {
        StringSink sink;
        const auto written = converter_.write(document, options(sample), sink);
        ASSERT_TRUE(written) << written.error().message;
        auto wanted = character_counts(text.content());
        auto furniture = character_counts(text.furniture());
        auto found = character_counts(extracted(sink.bytes()));
        for (const auto& counts : {furniture, found})
            for (const auto& [c, count] : counts) wanted.try_emplace(c, 0);
        std::string told;
        for (const auto& [c, count] : wanted) {
            const int least = count + (may_vary(c) ? 0 : furniture[c]);
            const int most = count + furniture[c] * (may_vary(c) ? 2 : 1);
            if (found[c] < least || found[c] > most)
                told += fmt::format(" U+{:04X} {} times for {} and {} in heads",
                                    static_cast<std::uint32_t>(c),
                                    found[c],
                                    count,
                                    furniture[c]);
        }
        EXPECT_TRUE(told.empty()) << "pdftotext:" << told;
    }
    /// Scripts whose glyphs stand for parts of characters: running heads are artifacts, which take
    /// no ActualText, so there such characters may come twice or not at all.
    static bool may_vary(char32_t c) { return c >= 0x0590 && c <= 0x1CFF; }
    static std::string extracted(const std::string& pdf) {
        const std::string path =
            (std::filesystem::temp_directory_path() / fmt::format("integrity.{}.pdf", getpid()))
                .string();
        std::ofstream(path, std::ios::binary) << pdf;
        const std::string command = "pdftotext -raw -enc UTF-8 '" + path + "' -";
        std::string text;
        if (FILE* pipe = popen(command.c_str(), "r"); pipe != nullptr) {
            char buffer[65536];
            while (const std::size_t count = fread(buffer, 1, sizeof buffer, pipe))
                text.append(buffer, count);
            pclose(pipe);
        }
        std::filesystem::remove(path);
        return text;
    }
};

TEST_F(TextIntegrity, OwnDocumentsKeepEveryCharacterInsideTheTextArea) {
    const auto samples = own_documents();
    ASSERT_GE(samples.size(), 15U);
    for (const SampleDocument& sample : samples) check(sample);
}

TEST_F(TextIntegrity, RealDocumentsKeepEveryCharacterInsideTheTextArea) {
    const auto samples = corpus_documents();
    if (samples.empty()) GTEST_SKIP() << "no sample documents beside the checkout";
    for (const SampleDocument& sample : samples) check(sample);
}

}  // namespace
}  // namespace inkstone
