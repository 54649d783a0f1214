// SPDX-License-Identifier: Apache-2.0
// Opening faces: metrics, coverage, and files that are no fonts.
#include "fonts/face.hpp"

#include <gtest/gtest.h>
#include <hb.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "fonts/cff.hpp"
#include "fonts/face_impl.hpp"
#include "fonts/layout_tables.hpp"
#include "fonts/shape.hpp"
#include "fonts/subset.hpp"

namespace inkstone::fonts {
namespace {

namespace fs = std::filesystem;

const std::string kSerif = "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf";
const std::string kSerifCjk = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";
const std::string kEmoji = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf";

/// A folder that goes away with the test.
class Scratch {
public:
    Scratch() : path_(fs::temp_directory_path() / ("inkstone-fonts-" + std::to_string(getpid()))) {
        fs::create_directories(path_);
    }
    ~Scratch() { fs::remove_all(path_); }
    std::string write(const std::string& name, std::string_view bytes) const {
        const fs::path file = path_ / name;
        std::ofstream(file, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return file.string();
    }

private:
    fs::path path_;
};

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::unique_ptr<Face> open(const std::string& path, std::uint32_t index = 0) {
    auto face = Face::open(path, index);
    EXPECT_TRUE(face) << face.error().message;
    return face ? std::move(face).value() : nullptr;
}

TEST(Face, MetricsOfNotoSerif) {
    const auto face = open(kSerif);
    const FaceMetrics& m = face->metrics();
    EXPECT_EQ(m.units_per_em, 1000);
    EXPECT_EQ(m.ascent, 1069);
    EXPECT_EQ(m.descent, -293);
    EXPECT_EQ(m.cap_height, 714);
    EXPECT_EQ(m.x_height, 536);
    EXPECT_LT(m.underline_position, 0);
    EXPECT_GT(m.underline_thickness, 0);
    EXPECT_LT(m.x_min, 0);
    EXPECT_GT(m.y_max, m.cap_height);
    EXPECT_EQ(m.italic_angle, 0);
}

TEST(Face, NamesAndStyle) {
    const auto face = open("/usr/share/fonts/truetype/noto/NotoSerif-BoldItalic.ttf");
    EXPECT_EQ(face->name().family, "Noto Serif");
    EXPECT_EQ(face->name().postscript_name, "NotoSerif-BoldItalic");
    EXPECT_EQ(face->name().weight, 700);
    EXPECT_TRUE(face->name().italic);
    EXPECT_LT(face->metrics().italic_angle, 0);
    EXPECT_FALSE(face->name().monospaced);
    EXPECT_TRUE(open("/usr/share/fonts/truetype/noto/NotoSansMono-Regular.ttf")->name().monospaced);
}

TEST(Face, MembersOfACollection) {
    const char* families[] = {"Noto Serif CJK JP",
                              "Noto Serif CJK KR",
                              "Noto Serif CJK SC",
                              "Noto Serif CJK TC",
                              "Noto Serif CJK HK"};
    for (std::uint32_t i = 0; i < 5; ++i) {
        const auto face = open(kSerifCjk, i);
        EXPECT_EQ(face->name().family, families[i]);
        EXPECT_EQ(face->format(), OutlineFormat::CidKeyedCff);
    }
    EXPECT_FALSE(Face::open(kSerifCjk, 5));
}

TEST(Face, AdvancesAreHarfBuzzs) {
    for (const auto& [path, index] : {std::pair{kSerif, 0U}, std::pair{kSerifCjk, 2U}}) {
        const auto face = open(path, index);
        for (GlyphId g = 0; g < face->glyph_count(); g += 7) {
            ASSERT_EQ(face->advance(g), hb_font_get_glyph_h_advance(face->impl().font.get(), g));
        }
        EXPECT_EQ(face->advance(face->glyph_count()), 0);
        EXPECT_EQ(face->advance(0xFFFFFFFF), 0);
    }
}

TEST(Face, CoverageInsideAndOutsideTheBmp) {
    const auto face = open(kSerifCjk, 2);
    EXPECT_TRUE(face->covers(U'汉'));
    EXPECT_TRUE(face->covers(U'汉')) << "the second time from the cache";
    EXPECT_TRUE(face->covers(U'\U00020BB7'));
    EXPECT_FALSE(face->covers(0xE000));
    EXPECT_FALSE(face->covers(0x10FFFF));
    EXPECT_FALSE(face->covers(0xFFFFFFFF));
    EXPECT_FALSE(open(kSerif)->covers(U'汉'));
}

TEST(Face, VariationSequences) {
    const auto face = open(kSerifCjk, 0);
    EXPECT_NE(face->variation_glyph(U'葛', 0xE0100), 0U);
    EXPECT_EQ(face->variation_glyph(U'a', 0xE0100), 0U);
}

TEST(Face, BoxOfAGlyph) {
    const auto face = open(kSerif);
    const Face::Box box = face->box(face->glyph(U'H'));
    EXPECT_EQ(box.y_min, 0);
    EXPECT_EQ(box.y_max, face->metrics().cap_height);
    EXPECT_GT(box.x_max, box.x_min);
}

TEST(Face, ColourEmojiArePictures) {
    if (!fs::exists(kEmoji)) GTEST_SKIP() << "Noto Color Emoji is not installed";
    const auto face = open(kEmoji);
    EXPECT_EQ(face->format(), OutlineFormat::Bitmap);
    const std::string_view png = face->png(face->glyph(U'😀'));
    EXPECT_EQ(png.substr(1, 3), "PNG");
    EXPECT_TRUE(face->png(0xFFFF).empty());
    EXPECT_TRUE(open(kSerif)->png(40).empty());
}

TEST(Face, ThreadsMayShareOne) {
    const auto face = open(kSerifCjk, 2);
    std::vector<std::thread> threads;
    std::vector<std::uint64_t> sums(4);
    for (std::size_t t = 0; t < sums.size(); ++t) {
        threads.emplace_back([&, t] {
            for (char32_t c = 0x4E00; c < 0x6000; ++c) sums[t] += face->glyph(c);
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::uint64_t sum : sums) EXPECT_EQ(sum, sums[0]);
}

TEST(BadFonts, NotThereOrNoFont) {
    const Scratch scratch;
    for (const std::string& path :
         {std::string("/nonexistent.ttf"),
          std::string("/"),
          std::string(),
          std::string("/dev/null"),
          scratch.write("empty.ttf", ""),
          scratch.write("text.ttf", "This is no font."),
          scratch.write("header.ttf", std::string("\0\1\0\0\xFF\xFF\0\0\0\0\0\0", 12)),
          scratch.write("ttc.ttc", std::string("ttcf\0\1\0\0\xFF\xFF\xFF\xFF", 12))}) {
        const auto face = Face::open(path, 0);
        ASSERT_FALSE(face) << path;
        EXPECT_EQ(face.error().kind, ErrorKind::Input);
        EXPECT_NE(face.error().message.find(path), std::string::npos);
    }
}

/// Opens and uses a damaged file in every way; nothing is asked of it but to return.
void use(const std::string& path, std::uint32_t index) {
    const auto opened = Face::open(path, index);
    if (!opened) return;
    const Face& face = **opened;
    std::vector<GlyphId> glyphs;
    for (char32_t c = 0x20; c < 0x7F; ++c) glyphs.push_back(face.glyph(c));
    glyphs.push_back(face.glyph(U'汉'));
    std::sort(glyphs.begin(), glyphs.end());
    glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
    for (const GlyphId g : glyphs) {
        (void)face.advance(g);
        (void)face.code(g);
        (void)face.box(g);
    }
    Shaper shaper;
    std::vector<ShapedGlyph> shaped;
    for (const text::ScriptTag script : {text::kLatin, text::kHan}) {
        shaper.shape({.face = &face, .text = u"AVAfi 汉字——é", .script = script, .lang = "en"},
                     shaped);
    }
    (void)subset(face, glyphs);
}

TEST(BadFonts, TruncatedFiles) {
    const Scratch scratch;
    const std::string whole = read(kSerif);
    for (std::size_t length = 1; length < whole.size(); length = length * 5 / 3 + 1) {
        use(scratch.write("cut.ttf", whole.substr(0, length)), 0);
    }
}

TEST(BadFonts, FlippedBytes) {
    const Scratch scratch;
    std::mt19937 random(1);
    for (const std::string& path :
         {kSerif, std::string("/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf")}) {
        const std::string whole = read(path);
        if (whole.empty()) continue;
        for (int round = 0; round < 60; ++round) {
            std::string bytes = whole;
            // Half of the damage in the table directory and the first tables, where it bites most.
            const std::size_t span =
                round % 2 == 0 ? bytes.size() : std::min<std::size_t>(4000, bytes.size());
            for (int i = 0; i < 40; ++i) bytes[random() % span] = static_cast<char>(random());
            use(scratch.write("flipped.otf", bytes), 0);
        }
    }
}

TEST(Cff, DamagedTablesGiveNothing) {
    EXPECT_FALSE(read_cff("", 10));
    EXPECT_FALSE(read_cff("\x02\x01\x04\x01", 10));
    EXPECT_FALSE(read_cff(std::string("\1\0\4\1\xFF\xFF\4\xFF\xFF\xFF\xFF", 11), 10));
    const auto face = open(kSerifCjk, 2);
    const BlobHandle blob(
        hb_face_reference_table(face->impl().face.get(), HB_TAG('C', 'F', 'F', ' ')));
    const std::string_view table = bytes_of(blob.get());
    for (std::size_t length = 0; length < 400; ++length) {
        const auto info = read_cff(table.substr(0, length), face->glyph_count());
        if (info) {
            EXPECT_TRUE(info->cid_keyed);
        }
    }
}

TEST(LayoutTables, DamageIsTheWorstCase) {
    EXPECT_EQ(lookup_kind("", false, 0), LookupKind::Open);
    EXPECT_EQ(lookup_kind(std::string(20, '\xFF'), true, 3), LookupKind::Open);
    EXPECT_EQ(lookup_kind(std::string(20, '\0'), true, 0), LookupKind::Open);
}

/// GPOS with one pair lookup of two second classes, whose class 0 moves by `value`.
std::string pair_table(char value) {
    std::string t(10, '\0');
    t[9] = 10;                                                 // lookup list at 10
    t += std::string("\0\1\0\4", 4);                           // one lookup at +4
    t += std::string("\0\2\0\0\0\1\0\10", 8);                  // type 2, one subtable at +8
    t += std::string("\0\2\0\0\0\4\0\0\0\0\0\0\0\1\0\2", 16);  // format 2, 1 x 2 classes
    t += std::string("\0", 1) + value + std::string("\0\7", 2);
    return t;
}

TEST(LayoutTables, ClassZeroThatMovesIsOpen) {
    EXPECT_EQ(lookup_kind(pair_table(0), true, 0), LookupKind::Contextual);
    EXPECT_EQ(lookup_kind(pair_table(5), true, 0), LookupKind::Open);
}

}  // namespace
}  // namespace inkstone::fonts
