// SPDX-License-Identifier: Apache-2.0
// A subset must draw, for every content code, the outline that the whole face draws.
#include "fonts/subset.hpp"

#include <gtest/gtest.h>
#include <hb-ot.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "fonts/bytes.hpp"
#include "fonts/cff.hpp"
#include "fonts/face_impl.hpp"
#include "fonts/library.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::fonts {
namespace {

const Library& library() {
    static const auto kLibrary = Library::open({.ignore_system_fonts = true}).value();
    return *kLibrary;
}

const FaceChain& chain(Role role, std::string_view lang) {
    return **library().chain(role, {}, lang);
}

/// The drawing of a glyph as text, so that two can be compared.
std::string outline(hb_font_t* font, GlyphId glyph) {
    std::string path;
    hb_draw_funcs_t* funcs = hb_draw_funcs_create();
    const auto add = [](void* out, char op, std::initializer_list<float> numbers) {
        auto& text = *static_cast<std::string*>(out);
        text += op;
        for (const float n : numbers) text += std::to_string(n) + ' ';
    };
    static const auto kAdd = add;
    hb_draw_funcs_set_move_to_func(
        funcs,
        [](hb_draw_funcs_t*, void* out, hb_draw_state_t*, float x, float y, void*) {
            kAdd(out, 'M', {x, y});
        },
        nullptr,
        nullptr);
    hb_draw_funcs_set_line_to_func(
        funcs,
        [](hb_draw_funcs_t*, void* out, hb_draw_state_t*, float x, float y, void*) {
            kAdd(out, 'L', {x, y});
        },
        nullptr,
        nullptr);
    hb_draw_funcs_set_quadratic_to_func(
        funcs,
        [](hb_draw_funcs_t*,
           void* out,
           hb_draw_state_t*,
           float a,
           float b,
           float x,
           float y,
           void*) {
            kAdd(out, 'Q', {a, b, x, y});
        },
        nullptr,
        nullptr);
    hb_draw_funcs_set_cubic_to_func(
        funcs,
        [](hb_draw_funcs_t*,
           void* out,
           hb_draw_state_t*,
           float a,
           float b,
           float c,
           float d,
           float x,
           float y,
           void*) {
            kAdd(out, 'C', {a, b, c, d, x, y});
        },
        nullptr,
        nullptr);
    hb_font_get_glyph_shape(font, glyph, funcs, &path);
    hb_draw_funcs_destroy(funcs);
    return path;
}

/// A font program as a font that HarfBuzz can draw. A bare CFF table is wrapped in the tables it
/// needs to be read.
struct Program {
    FontHandle font;
    std::map<std::uint32_t, GlyphId> glyph_of_code;
};

std::string be16(unsigned v) {
    return {static_cast<char>(v >> 8U), static_cast<char>(v & 0xFFU)};
}

/// Number of charstrings, found the hard way: the CharStrings offset (operator 17) of the Top DICT.
unsigned charstring_count(const std::string& cff) {
    const Bytes bytes(cff);
    // Header, Name INDEX, Top DICT INDEX: walk as the specification says.
    std::size_t at = bytes.u8(2);
    const auto skip = [&](std::size_t start) {
        const unsigned count = bytes.u16(start);
        if (count == 0) return start + 2;
        const unsigned size = bytes.u8(start + 2);
        return start + 2 + (count + 1) * size + bytes.number(start + 3 + count * size, size);
    };
    at = skip(at);
    const unsigned size = bytes.u8(at + 2);
    const std::size_t end = skip(at);
    int last = 0;
    for (std::size_t i = at + 3 + 2 * size; i < end;) {
        const unsigned b = bytes.u8(i);
        if (b == 29) {
            last = static_cast<int>(bytes.u32(i + 1));
            i += 5;
        } else if (b == 28) {
            last = bytes.i16(i + 1);
            i += 3;
        } else if (b >= 247 && b <= 250) {
            last = static_cast<int>((b - 247) * 256 + bytes.u8(i + 1) + 108);
            i += 2;
        } else if (b >= 251 && b <= 254) {
            i += 2;
        } else if (b >= 32) {
            last = static_cast<int>(b) - 139;
            i += 1;
        } else if (b == 30) {
            ++i;
            while ((bytes.u8(i) & 0xFU) != 0xF && (bytes.u8(i) >> 4U) != 0xF) ++i;
            ++i;
        } else if (b == 12) {
            i += 2;
        } else if (b == 17)
            return bytes.u16(static_cast<std::size_t>(last));
        else
            ++i;
    }
    return 0;
}

Program open_program(const FontProgram& program, const Face& original) {
    Program result;
    FaceHandle face;
    if (program.kind == ProgramKind::Glyf) {
        const BlobHandle blob(hb_blob_create(program.bytes.data(),
                                             static_cast<unsigned>(program.bytes.size()),
                                             HB_MEMORY_MODE_DUPLICATE,
                                             nullptr,
                                             nullptr));
        face.reset(hb_face_create(blob.get(), 0));
        for (unsigned g = 0; g < hb_face_get_glyph_count(face.get()); ++g) {
            result.glyph_of_code[g] = g;
        }
    } else {
        const unsigned count = charstring_count(program.bytes);
        EXPECT_GT(count, 0U);
        face.reset(hb_face_builder_create());
        const auto add = [&face](hb_tag_t tag, const std::string& bytes) {
            const BlobHandle blob(hb_blob_create(bytes.data(),
                                                 static_cast<unsigned>(bytes.size()),
                                                 HB_MEMORY_MODE_DUPLICATE,
                                                 nullptr,
                                                 nullptr));
            hb_face_builder_add_table(face.get(), tag, blob.get());
        };
        add(HB_TAG('C', 'F', 'F', ' '), program.bytes);
        add(HB_TAG('m', 'a', 'x', 'p'), std::string("\0\0\x50\0", 4) + be16(count));
        const BlobHandle head(
            hb_face_reference_table(original.impl().face.get(), HB_TAG('h', 'e', 'a', 'd')));
        hb_face_builder_add_table(face.get(), HB_TAG('h', 'e', 'a', 'd'), head.get());
        const auto info = read_cff(program.bytes, count);
        EXPECT_TRUE(info.has_value());
        EXPECT_EQ(info->cid_keyed, program.kind == ProgramKind::CffCid);
        for (GlyphId g = 0; g < count; ++g) {
            const std::uint32_t code = info->cids.empty() ? g : info->cids[g];
            result.glyph_of_code[code] = g;
        }
        const BlobHandle blob(hb_face_reference_blob(face.get()));
        face.reset(hb_face_create(blob.get(), 0));
    }
    result.font.reset(hb_font_create(face.get()));
    const int upem = original.metrics().units_per_em;
    hb_font_set_scale(result.font.get(), upem, upem);
    return result;
}

std::vector<GlyphId> glyphs_of(const Face& face, std::u32string_view text) {
    std::vector<GlyphId> glyphs;
    for (const char32_t c : text) {
        if (const GlyphId g = face.glyph(c); g != 0) glyphs.push_back(g);
    }
    std::sort(glyphs.begin(), glyphs.end());
    glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
    return glyphs;
}

void expect_same_drawings(const Face& face, const std::vector<GlyphId>& glyphs) {
    const auto program = subset(face, glyphs);
    ASSERT_TRUE(program) << program.error().message;
    const Program opened = open_program(*program, face);
    for (const GlyphId glyph : glyphs) {
        const auto found = opened.glyph_of_code.find(face.code(glyph));
        ASSERT_NE(found, opened.glyph_of_code.end()) << "code of glyph " << glyph << " is lost";
        EXPECT_EQ(outline(opened.font.get(), found->second), outline(face.impl().font.get(), glyph))
            << "glyph " << glyph;
    }
}

TEST(Subset, GlyfDrawsTheSameAtTheSameGlyphIds) {
    const Face& face = *chain(Role::Body, "en").latin;
    ASSERT_EQ(face.format(), OutlineFormat::TrueType);
    const auto glyphs = glyphs_of(face, U"AVfi é ÄöΩЖ—“”,.0123456789");
    EXPECT_NE(outline(face.impl().font.get(), glyphs.at(1)), "");
    expect_same_drawings(face, glyphs);
}

TEST(Subset, CidKeyedCffDrawsTheSameAtTheSameCids) {
    for (const Role role : {Role::Body, Role::Heading, Role::Code}) {
        const Face& face = *chain(role, "zh-Hans").cjk;
        ASSERT_EQ(face.format(), OutlineFormat::CidKeyedCff);
        expect_same_drawings(face, glyphs_of(face, U"直骨返令规则。，“”——aA1あア한𠮷"));
    }
}

TEST(Subset, EveryRegionOfACollection) {
    for (const char* lang : {"zh-Hant", "zh-HK", "ja", "ko"}) {
        const Face& face = *chain(Role::Body, lang).cjk;
        expect_same_drawings(face, glyphs_of(face, U"直骨返令說，。"));
    }
}

TEST(Subset, TheCjkCharsetIsTheIdentity) {
    const Face& face = *chain(Role::Body, "ja").cjk;
    for (const GlyphId glyph : {0U, 1U, 1000U, 60000U}) EXPECT_EQ(face.code(glyph), glyph);
}

TEST(Subset, CidKeyedProgramIsABareCffTableWithItsCollection) {
    const Face& face = *chain(Role::Body, "zh-Hans").cjk;
    const auto program = subset(face, glyphs_of(face, U"汉字"));
    ASSERT_TRUE(program);
    EXPECT_EQ(program->kind, ProgramKind::CffCid);
    EXPECT_EQ(program->bytes[0], 1) << "CFF major version";
    EXPECT_EQ(program->registry, "Adobe");
    EXPECT_EQ(program->ordering, "Identity");
    EXPECT_EQ(program->supplement, 0);
    EXPECT_LT(program->bytes.size(), 20000U);
}

TEST(Subset, GlyfProgramIsAWholeSfntWithoutLayoutTables) {
    const Face& face = *chain(Role::Body, "en").latin;
    const auto program = subset(face, glyphs_of(face, U"fi"));
    ASSERT_TRUE(program);
    EXPECT_EQ(program->kind, ProgramKind::Glyf);
    EXPECT_EQ(program->bytes.substr(0, 4), std::string("\0\1\0\0", 4));
    for (const char* tag : {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}) {
        EXPECT_NE(program->bytes.substr(0, 300).find(tag), std::string::npos) << tag;
    }
    for (const char* tag : {"GSUB", "GPOS", "cmap", "fpgm"}) {
        EXPECT_EQ(program->bytes.substr(0, 300).find(tag), std::string::npos) << tag;
    }
}

TEST(Subset, SameInputSameBytes) {
    for (const Face* face : {chain(Role::Body, "en").latin, chain(Role::Body, "ja").cjk}) {
        const auto glyphs = glyphs_of(*face, U"AV漢字1");
        EXPECT_EQ(subset(*face, glyphs)->bytes, subset(*face, glyphs)->bytes);
    }
}

TEST(Subset, NothingAskedForGivesTheMissingGlyphOnly) {
    const Face& face = *chain(Role::Body, "ja").cjk;
    const auto program = subset(face, {});
    ASSERT_TRUE(program);
    EXPECT_EQ(charstring_count(program->bytes), 1U);
}

TEST(Subset, GlyphIdsBeyondTheFaceAreLeftOut) {
    const Face& face = *chain(Role::Body, "en").latin;
    const GlyphId glyphs[] = {face.glyph(U'A'), 70000U, 0xFFFFFFFEU};
    EXPECT_TRUE(subset(face, glyphs));
}

TEST(Subset, BitmapFacesAreRefused) {
    const Face* emoji = library().emoji_face();
    if (emoji == nullptr) GTEST_SKIP() << "no emoji face is installed";
    EXPECT_FALSE(subset(*emoji, {}));
}

/// An OpenType font with name-keyed CFF outlines, if one is installed.
std::string name_keyed_font() {
    for (const char* path : {"/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf",
                             "/usr/share/texmf/fonts/opentype/public/tex-gyre/"
                             "texgyretermes-regular.otf"}) {
        if (std::filesystem::exists(path)) return path;
    }
    return {};
}

TEST(Subset, AnotherCidKeyedFont) {
    const std::string path = "/usr/share/fonts/opentype/unifont/unifont.otf";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "Unifont is not installed";
    const auto face = Face::open(path, 0);
    ASSERT_TRUE(face) << face.error().message;
    expect_same_drawings(**face, glyphs_of(**face, U"AVé 漢字한"));
}

TEST(Subset, NameKeyedCffKeepsGlyphIds) {
    const std::string path = name_keyed_font();
    if (path.empty()) GTEST_SKIP() << "no name-keyed CFF font is installed";
    const auto face = Face::open(path, 0);
    ASSERT_TRUE(face) << face.error().message;
    ASSERT_EQ((*face)->format(), OutlineFormat::NameKeyedCff);
    expect_same_drawings(**face, glyphs_of(**face, U"AVfi é 123"));
}

}  // namespace
}  // namespace inkstone::fonts
