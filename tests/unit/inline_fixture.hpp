// SPDX-License-Identifier: Apache-2.0
// A paragraph bench for the inline tests: sets text on the installed fonts and reads positions
// back.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "src/text/utf8.hpp"
#include "writers/pdf/layout/inline/paragraph.hpp"

namespace inkstone::layout {

/// Where one code point was drawn: line, x of its glyph origin, face and size.
struct Drawn {
    char32_t c = 0;
    std::size_t line = 0;
    double x = 0;
    const fonts::Face* face = nullptr;
    double size = 0;
    fonts::GlyphId glyph = 0;
};

class InlineTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        auto opened = fonts::Library::open({});
        if (opened) library_ = opened.value();
    }
    void SetUp() override {
        if (!library_) GTEST_SKIP() << "no font library";
        auto chain = library_->chain(fonts::Role::Body, {}, "zh-Hans");
        if (!chain) GTEST_SKIP() << "NO FONTS: " << chain.error().message;
        style_.lang = "zh-Hans";
        style_.size = 10.5;
        style_.tag = tags_.add({});
    }

    Context context() {
        return {tokens_, *library_, shaper_, segmenter_, diagnostics_, tags_, style_.lang};
    }
    static Inlines text(std::string_view utf8) { return {Inline{Text{std::string(utf8)}, {1, 1}}}; }
    std::vector<Line> set(const Inlines& inlines, double measure = 420) {
        Context shared = context();
        return set_paragraph(inlines, style_, measure, shared);
    }
    std::vector<Line> set(std::string_view utf8, double measure = 420) {
        return set(text(utf8), measure);
    }

    /// Code points in reading order with the origin of the glyph that draws each.
    static std::vector<Drawn> drawn(const std::vector<Line>& lines) {
        std::vector<Drawn> result;
        for (std::size_t n = 0; n < lines.size(); ++n) {
            for (const Item& item : lines[n].items) {
                const auto* run = std::get_if<GlyphRun>(&item);
                if (run == nullptr || run->artifact != ArtifactKind::None) continue;
                for (std::size_t at = 0; at < run->text.size();) {
                    const std::size_t start = at;
                    Drawn one;
                    one.c = text::decode(std::u16string_view(run->text), at);
                    one.line = n;
                    one.face = run->face;
                    one.size = run->size;
                    for (const PlacedGlyph& glyph : run->glyphs) {
                        if (glyph.cluster > start) continue;
                        one.x = run->x + static_cast<double>(glyph.x);
                        one.glyph = glyph.glyph;
                        if (run->right_to_left) break;
                    }
                    result.push_back(one);
                }
            }
        }
        return result;
    }
    static const Drawn* find(const std::vector<Drawn>& all, char32_t c, std::size_t skip = 0) {
        for (const Drawn& one : all)
            if (one.c == c && skip-- == 0) return &one;
        return nullptr;
    }
    /// Distance of the origins of the first `a` and the first `b`, in em.
    double delta(const std::vector<Line>& lines, char32_t a, char32_t b) const {
        const auto all = drawn(lines);
        const Drawn* first = find(all, a);
        const Drawn* second = find(all, b);
        if (first == nullptr || second == nullptr) {
            ADD_FAILURE() << "not drawn";
            return -100;
        }
        return (second->x - first->x) / style_.size;
    }
    double delta(std::string_view utf8, char32_t a, char32_t b) { return delta(set(utf8), a, b); }
    /// Gap between the end of `a`'s own advance and the origin of `b`, in em.
    double gap(std::string_view utf8, char32_t a, char32_t b) {
        const auto lines = set(utf8);
        const auto all = drawn(lines);
        const Drawn* first = find(all, a);
        const double advance =
            first->face->advance(first->glyph) * first->size / first->face->metrics().units_per_em;
        return (find(all, b)->x - first->x - advance) / style_.size;
    }
    /// All text that the items carry, in order.
    static std::u16string carried(const std::vector<Line>& lines) {
        std::u16string all;
        for (const Line& line : lines) {
            for (const Item& item : line.items) {
                const auto* run = std::get_if<GlyphRun>(&item);
                const auto* box = std::get_if<StrokedRect>(&item);
                if (run != nullptr && run->artifact == ArtifactKind::None) all += run->text;
                if (box != nullptr) all += box->text;
            }
        }
        return all;
    }
    static std::u16string carried(const Line& line) { return carried(std::vector<Line>{line}); }

    static inline std::shared_ptr<const fonts::Library> library_;
    Tokens tokens_;
    fonts::Shaper shaper_;
    text::Segmenter segmenter_;
    Diagnostics diagnostics_{"test.md"};
    TagTree tags_;
    ParagraphStyle style_;
};

inline std::string repeat(std::string_view piece, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += piece;
    return all;
}

}  // namespace inkstone::layout
