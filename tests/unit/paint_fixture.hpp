// SPDX-License-Identifier: Apache-2.0
// What the painting tests share: faces, pages made by hand, and readers of the files they become.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fonts/face.hpp"
#include "fonts/shape.hpp"
#include "writers/pdf/layout/pages.hpp"
#include "writers/pdf/paint/painter.hpp"

namespace inkstone::pdf::paint {

using layout::GlyphRun;
using layout::Page;
using layout::TagId;
using layout::TagKind;

inline constexpr std::string_view kSans = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
inline constexpr std::string_view kHebrew =
    "/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf";
inline constexpr std::string_view kCjk = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";
inline constexpr std::uint32_t kSimplifiedChinese = 2;

/// The face, or null when the font is not installed.
inline std::unique_ptr<fonts::Face> open_face(std::string_view path, std::uint32_t index = 0) {
    auto face = fonts::Face::open(std::string(path), index);
    if (!face) return nullptr;
    return std::move(*face);
}

/// `text` set on one line from (x, baseline), each glyph `spacing` pt further than the font says.
inline GlyphRun shape_run(const fonts::Face& face,
                          std::u16string_view text,
                          double x,
                          double baseline,
                          double size = 12,
                          double spacing = 0) {
    fonts::Shaper shaper;
    std::vector<fonts::ShapedGlyph> shaped;
    shaper.shape({.face = &face, .text = text, .lang = "en"}, shaped);
    GlyphRun run;
    run.face = &face;
    run.size = size;
    run.x = x;
    run.baseline = baseline;
    run.text = text;
    const double unit = size / face.metrics().units_per_em;
    for (const fonts::ShapedGlyph& glyph : shaped) {
        run.glyphs.push_back({glyph.glyph,
                              static_cast<float>(run.width + glyph.x_offset * unit),
                              static_cast<float>(glyph.y_offset * unit),
                              glyph.cluster});
        run.width += glyph.advance * unit + spacing;
    }
    return run;
}

inline TagId add_tag(layout::TagTree& tree, TagKind kind, TagId parent = layout::kNoTag) {
    layout::Tag tag;
    tag.kind = kind;
    tag.parent = parent;
    return tree.add(std::move(tag));
}

inline layout::StrokedRect stroked(layout::Rect rect, double line_width) {
    layout::StrokedRect box;
    box.rect = rect;
    box.line_width = line_width;
    return box;
}

inline Page a4() {
    Page page;
    page.width = 595.28;
    page.height = 841.89;
    page.label = "1";
    return page;
}

inline std::string paint(layout::Layout& layout,
                         std::vector<Page> pages,
                         bool tagged = true,
                         Metadata meta = {}) {
    if (layout.tags.tags.empty()) add_tag(layout.tags, TagKind::Document);
    if (meta.title.empty()) meta.title = "Title";
    if (meta.lang.empty()) meta.lang = "en";
    StringSink sink;
    auto painter = Painter::create(sink, layout, {tagged});
    EXPECT_TRUE(painter.has_value());
    for (Page& page : pages) {
        const Result<void> painted = (*painter)->on_page(std::move(page));
        EXPECT_TRUE(painted.has_value()) << painted.error().message;
    }
    const Result<void> finished = (*painter)->finish(make_info(meta, "Inkstone test", 0));
    EXPECT_TRUE(finished.has_value()) << finished.error().message;
    return sink.bytes();
}

/// Runs `command`, in which {} is the name of a file with `pdf`, and gives what it prints.
inline std::string run_tool(const std::string& pdf, const std::string& command) {
    static int number = 0;
    const auto folder = std::filesystem::temp_directory_path();
    const auto file =
        folder / fmt::format("inkstone-paint-{}-{}.pdf", static_cast<const void*>(&pdf), ++number);
    std::ofstream(file, std::ios::binary) << pdf;
    if (const char* keep = std::getenv("INKSTONE_KEEP_PDF")) {
        std::filesystem::copy_file(file,
                                   std::filesystem::path(keep) / fmt::format("{}.pdf", number),
                                   std::filesystem::copy_options::overwrite_existing);
    }
    const std::string line = fmt::format(fmt::runtime(command), file.string());
    std::string out;
    if (FILE* pipe = popen(line.c_str(), "r")) {
        std::array<char, 4096> block{};
        while (const std::size_t got = std::fread(block.data(), 1, block.size(), pipe)) {
            out.append(block.data(), got);
        }
        const int code = pclose(pipe);
        if (code != 0) out += fmt::format("[exit {}]", code);
    }
    std::filesystem::remove(file);
    return out;
}

inline std::string poppler_text(const std::string& pdf) {
    return run_tool(pdf, "pdftotext -layout {} - 2>&1");
}
inline std::string mupdf_text(const std::string& pdf) {
    return run_tool(pdf, "mutool draw -q -F text {} 2>&1");
}

inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Grey values of a page drawn at 144 dpi.
struct Picture {
    int width = 0, height = 0;
    std::string pixels;
    /// How many pixels of a rectangle (pt, from the top left) are dark.
    [[nodiscard]] int ink(double left, double top, double right, double bottom) const {
        int dark = 0;
        for (int y = static_cast<int>(top * 2); y < static_cast<int>(bottom * 2); ++y) {
            for (int x = static_cast<int>(left * 2); x < static_cast<int>(right * 2); ++x) {
                if (x < 0 || y < 0 || x >= width || y >= height) continue;
                const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                static_cast<std::size_t>(x);
                if (static_cast<unsigned char>(pixels[at]) < 160) ++dark;
            }
        }
        return dark;
    }
};

inline Picture read_pgm(const std::string& bytes) {
    std::istringstream in(bytes);
    std::string magic;
    int largest = 0;
    Picture picture;
    in >> magic >> picture.width >> picture.height >> largest;
    in.get();
    if (magic != "P5") {
        ADD_FAILURE() << "no picture: " << bytes.substr(0, 200);
        return {};
    }
    picture.pixels = bytes.substr(static_cast<std::size_t>(in.tellg()));
    EXPECT_GE(picture.pixels.size(),
              static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
    return picture;
}

/// Loads the faces a test needs, or skips it loudly.
class PaintFonts : public testing::Test {
protected:
    void SetUp() override {
        sans = open_face(kSans);
        cjk = open_face(kCjk, kSimplifiedChinese);
        hebrew = open_face(kHebrew);
        if (!sans || !cjk || !hebrew) {
            GTEST_SKIP() << "fonts-noto-core and fonts-noto-cjk are needed";
        }
        for (const char* tool : {"qpdf --version", "pdftotext -v", "mutool -v"}) {
            const std::string line = fmt::format("{} >/dev/null 2>&1", tool);
            if (std::system(line.c_str()) != 0) GTEST_SKIP() << tool << " is needed";
        }
    }
    std::unique_ptr<fonts::Face> sans, cjk, hebrew;
};

}  // namespace inkstone::pdf::paint
