// SPDX-License-Identifier: Apache-2.0
// Shaping with memory must give what hb_shape gives for the whole run, glyph by glyph.
#include "fonts/shape.hpp"

#include <gtest/gtest.h>
#include <hb.h>

#include <fstream>
#include <sstream>

#include "fonts/face_impl.hpp"
#include "fonts/library.hpp"
#include "fonts/word_cache.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::fonts {
namespace {

using text::to_utf16;

const Library& library() {
    static const auto kLibrary = Library::open({.ignore_system_fonts = true}).value();
    return *kLibrary;
}

const FaceChain& chain(Role role, std::string_view lang, Style style = {}) {
    return **library().chain(role, style, lang);
}

/// hb_shape on the whole run, as the reference.
std::vector<ShapedGlyph> reference(const ShapeRun& run) {
    const UniqueHandle<hb_buffer_t, hb_buffer_destroy> buffer(hb_buffer_create());
    hb_buffer_add_utf16(buffer.get(),
                        reinterpret_cast<const std::uint16_t*>(run.text.data()),
                        static_cast<int>(run.text.size()),
                        0,
                        static_cast<int>(run.text.size()));
    hb_buffer_set_direction(buffer.get(), run.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer.get(), hb_script_from_iso15924_tag(run.script));
    hb_buffer_set_language(
        buffer.get(), hb_language_from_string(run.lang.data(), static_cast<int>(run.lang.size())));
    std::vector<hb_feature_t> features;
    const auto add = [&features](const char* text) {
        hb_feature_t feature;
        hb_feature_from_string(text, -1, &feature);
        features.push_back(feature);
    };
    const bool on_grid = run.script == text::kHan || run.script == text::kHiragana;
    if (on_grid && run.features == FeatureSet::Prose) add("kern=0");
    if (run.features == FeatureSet::Tabular) add("tnum=1");
    if (run.features == FeatureSet::Code) {
        for (const char* text : {"liga=0", "clig=0", "calt=0", "dlig=0", "kern=0"}) add(text);
    }
    hb_shape(run.face->impl().font.get(),
             buffer.get(),
             features.data(),
             static_cast<unsigned>(features.size()));
    unsigned count = 0;
    const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* position = hb_buffer_get_glyph_positions(buffer.get(), nullptr);
    std::vector<ShapedGlyph> glyphs;
    for (unsigned i = 0; i < count; ++i) {
        glyphs.push_back({info[i].codepoint,
                          info[i].cluster,
                          position[i].x_advance,
                          position[i].x_offset,
                          position[i].y_offset,
                          true});
    }
    return glyphs;
}

/// First difference between two shaped runs in words, empty when there is none.
std::string difference(const ShapeRun& run, const std::vector<ShapedGlyph>& got) {
    const std::vector<ShapedGlyph> want = reference(run);
    for (std::size_t i = 0; i < std::min(got.size(), want.size()); ++i) {
        const ShapedGlyph& a = got[i];
        const ShapedGlyph& b = want[i];
        if (a.glyph == b.glyph && a.cluster == b.cluster && a.advance == b.advance &&
            a.x_offset == b.x_offset && a.y_offset == b.y_offset) {
            continue;
        }
        std::ostringstream words;
        words << run.face->name().postscript_name << " glyph " << i << ": got " << a.glyph << "@"
              << a.cluster << "+" << a.advance << ", want " << b.glyph << "@" << b.cluster << "+"
              << b.advance << " in "
              << text::to_utf8(run.text.substr(a.cluster > 8 ? a.cluster - 8 : 0, 16));
        return words.str();
    }
    return got.size() == want.size() ? std::string{} : "lengths differ";
}

std::vector<ShapedGlyph> shape(Shaper& shaper, const ShapeRun& run) {
    std::vector<ShapedGlyph> glyphs;
    shaper.shape(run, glyphs);
    return glyphs;
}

struct Place {
    Role role;
    const char* lang;
    bool cjk;
    text::ScriptTag script;
    FeatureSet features;
};

const Place kPlaces[] = {
    {Role::Body, "en", false, text::kLatin, FeatureSet::Prose},
    {Role::Body, "en", false, text::kLatin, FeatureSet::Tabular},
    {Role::Heading, "en", false, text::kLatin, FeatureSet::Prose},
    {Role::Code, "en", false, text::kLatin, FeatureSet::Code},
    {Role::Body, "zh-Hans", true, text::kHan, FeatureSet::Prose},
    {Role::Body, "zh-Hant", true, text::kHan, FeatureSet::Prose},
    {Role::Heading, "zh-HK", true, text::kHan, FeatureSet::Prose},
    {Role::Heading, "ja", true, text::kHiragana, FeatureSet::Prose},
    {Role::Body, "ja", true, text::kHan, FeatureSet::Prose},
    {Role::Body, "ko", true, text::kHangul, FeatureSet::Prose},
    {Role::Code, "zh-Hans", true, text::kHan, FeatureSet::Code},
};

class ShapingIsExact : public testing::TestWithParam<Place> {
protected:
    void check(std::u16string_view text) {
        const Place& place = GetParam();
        const FaceChain& faces = chain(place.role, place.lang);
        const ShapeRun run{.face = place.cjk ? faces.cjk : faces.latin,
                           .text = text,
                           .script = place.script,
                           .lang = place.lang,
                           .features = place.features};
        // Twice: from hb_shape into the cache, then out of the cache.
        for (int i = 0; i < 2; ++i) EXPECT_EQ(difference(run, shape(shaper_, run)), "");
        EXPECT_EQ(difference(run, shape(cold_, run)), "");
    }
    Shaper shaper_{0};  ///< cuts runs from the first on
    Shaper cold_;
};

TEST_P(ShapingIsExact, Latin) {
    check(u"AVATAR To. We’ll efface the office, affluent fjord: “Yo!” — 12.5 % (Wa)");
    check(u"T o V a W . A V");
}

TEST_P(ShapingIsExact, LatinWithMarks) {
    check(u"e\u0301tude a\u0308 x\u0323\u0307 n\u0303 o\u030B\u0323 \u0301 end");
}

TEST_P(ShapingIsExact, Han) {
    check(u"直骨返令，说：“规则”——到……此为止。《书名》（一）１２３ＡＢＣ");
    check(u"——a——漢⋯⋯字…b");
}

TEST_P(ShapingIsExact, VariationSequences) {
    check(u"葛\U000E0100城 辻\uFE00 ①\uFE0F");
}

TEST_P(ShapingIsExact, Kana) {
    check(u"とうきょう、トーキョー。か\u3099き\u3099 ｶﾞｷﾞ ゝゞヽヾ 「ア」・イ ㇷ゚");
}

TEST_P(ShapingIsExact, Hangul) {
    check(u"한국어 문장, 대한민국! \u1112\u1161\u11AB\u1100\u1173\u11AF 가\u11A8 각");
}

TEST_P(ShapingIsExact, Controls) {
    check(u"a\u200Db\u200Cc\u00ADd\u2060e\u00A0f\u200Bg\tx");
}

TEST_P(ShapingIsExact, OutsideTheBmp) {
    check(u"𠮷野家 𩸽 𝒜𝒷 \U0001F600 a\U0001F468\u200D\U0001F469");
}

TEST_P(ShapingIsExact, LoneSurrogates) {
    const char16_t text[] = {u'a', 0xD800, u'b', 0xDC00, u'漢', 0xD801};
    check(std::u16string_view(text, 6));
}

TEST_P(ShapingIsExact, LongWordsAndLongRuns) {
    std::u16string text;
    for (int i = 0; i < 200; ++i) text += u"AVfifl";
    check(text);
    for (int i = 0; i < 200; ++i) text += u" 漢AV字fi ";
    check(text);
}

TEST_P(ShapingIsExact, EveryPairOfCommonCharacters) {
    const std::u16string set = u"AVTWYoaf.,-’” “漢的ー、。「」（）—…·あいアイ가나1270/";
    std::u16string text;
    for (const char16_t a : set) {
        for (const char16_t b : set) {
            text += a;
            text += b;
        }
    }
    check(text);
}

TEST_P(ShapingIsExact, TheSeedDocument) {
    std::ifstream file(INKSTONE_SOURCE_DIR "/../shared/seed/summary.md");
    if (!file) GTEST_SKIP() << "the seed document is not here";
    std::string line;
    while (std::getline(file, line)) check(to_utf16(line));
}

INSTANTIATE_TEST_SUITE_P(Places, ShapingIsExact, testing::ValuesIn(kPlaces));

TEST(Shaper, GivesNothingForNothing) {
    Shaper shaper;
    EXPECT_TRUE(shape(shaper, {.face = chain(Role::Body, "en").latin, .text = u""}).empty());
    EXPECT_TRUE(shape(shaper, {.face = nullptr, .text = u"a"}).empty());
}

TEST(Shaper, KernsLatin) {
    Shaper shaper;
    const Face* face = chain(Role::Body, "en").latin;
    const ShapeRun run{.face = face, .text = u"AV", .script = text::kLatin, .lang = "en"};
    const auto glyphs = shape(shaper, run);
    ASSERT_EQ(glyphs.size(), 2U);
    EXPECT_LT(glyphs[0].advance, face->advance(glyphs[0].glyph));
    EXPECT_FALSE(glyphs[1].safe_to_break);
}

TEST(Shaper, CodeDoesNotKern) {
    Shaper shaper;
    const Face* face = chain(Role::Body, "en").latin;
    const ShapeRun run{.face = face,
                       .text = u"AV",
                       .script = text::kLatin,
                       .lang = "en",
                       .features = FeatureSet::Code};
    const auto glyphs = shape(shaper, run);
    EXPECT_EQ(glyphs[0].advance, face->advance(glyphs[0].glyph));
}

TEST(Shaper, ClustersCountUtf16Units) {
    Shaper shaper;
    const ShapeRun run{.face = chain(Role::Body, "zh-Hans").cjk,
                       .text = u"a𠮷b\u0301c",
                       .script = text::kHan,
                       .lang = "zh-Hans"};
    const auto glyphs = shape(shaper, run);
    EXPECT_EQ(glyphs[1].cluster, 1U);
    EXPECT_EQ(glyphs[2].cluster, 3U);
    EXPECT_EQ(glyphs.back().cluster, 5U);
}

TEST(Shaper, PicksRegionalFormsByLanguage) {
    Shaper shaper;
    const Face* face = chain(Role::Body, "ja").cjk;
    const auto glyph = [&](std::string_view lang) {
        const ShapeRun run{.face = face, .text = u"直", .script = text::kHan, .lang = lang};
        return shape(shaper, run).at(0).glyph;
    };
    EXPECT_NE(glyph("ja"), glyph("zh-Hans"));
    EXPECT_EQ(glyph("ja"), face->glyph(U'直'));
}

TEST(Shaper, EmDashPairIsOneGlyphOfTwoEmInChinese) {
    Shaper shaper;
    const Face* face = chain(Role::Heading, "zh-Hans").cjk;
    const ShapeRun run{.face = face, .text = u"——", .script = text::kHan, .lang = "zh-Hans"};
    int advance = 0;
    for (const ShapedGlyph& glyph : shape(shaper, run)) advance += glyph.advance;
    EXPECT_EQ(advance, 2 * face->metrics().units_per_em);
}

TEST(Shaper, JoinsArabicRightToLeft) {
    const Face* face = library().face_for(U'ب', Role::Body, {});
    ASSERT_NE(face, nullptr);
    Shaper shaper;
    const ShapeRun run{.face = face,
                       .text = u"ببب",
                       .script = text::script_tag('A', 'r', 'a', 'b'),
                       .lang = "ar",
                       .right_to_left = true};
    const auto glyphs = shape(shaper, run);
    EXPECT_EQ(difference(run, glyphs), "");
    EXPECT_EQ(glyphs.front().cluster, 2U);
    EXPECT_NE(glyphs.front().glyph, face->glyph(U'ب'));
}

TEST(Shaper, KanaAndPunctuationStayOnTheGrid) {
    Shaper shaper;
    const Face* face = chain(Role::Heading, "ja").cjk;
    const ShapeRun run{.face = face, .text = u"トーー。ョ、", .script = text::kHan, .lang = "ja"};
    for (const ShapedGlyph& glyph : shape(shaper, run)) EXPECT_EQ(glyph.advance, 1000);
}

TEST(WordCache, FindsWhatWasAddedAndNothingElse) {
    WordCache cache;
    EXPECT_FALSE(cache.find(u"a"));
    for (std::uint32_t i = 0; i < 2000; ++i) {
        const std::u16string word = to_utf16("w" + std::to_string(i));
        ASSERT_FALSE(cache.find(word));
        const ShapedGlyph glyphs[] = {{.glyph = i}, {.glyph = i + 1}};
        cache.add(word, glyphs);
    }
    for (std::uint32_t i = 0; i < 2000; ++i) {
        const auto found = cache.find(to_utf16("w" + std::to_string(i)));
        ASSERT_TRUE(found);
        ASSERT_EQ(found->size(), 2U);
        EXPECT_EQ((*found)[1].glyph, i + 1);
    }
    EXPECT_FALSE(cache.find(u"w"));
    EXPECT_FALSE(cache.find(u"w20000"));
}

TEST(WordCache, IsBoundedAndGoesOnAfterItIsFull) {
    WordCache cache;
    const ShapedGlyph glyph[] = {{.glyph = 7}};
    std::u16string last;
    for (int i = 0; i < 60000; ++i) {
        last = to_utf16("word" + std::to_string(i));
        cache.add(last, glyph);
        ASSERT_TRUE(cache.find(last));
    }
    EXPECT_FALSE(cache.find(u"word0")) << "emptied on the way";
    EXPECT_TRUE(cache.find(last));
}

TEST(Shaper, ManyLanguagesDoNotFillTheMemory) {
    Shaper shaper;
    const Face* face = chain(Role::Body, "en").latin;
    for (int i = 0; i < 300; ++i) {
        const std::string lang = "x-" + std::to_string(i);
        const ShapeRun run{.face = face, .text = u"AV", .script = text::kLatin, .lang = lang};
        EXPECT_EQ(shape(shaper, run).size(), 2U);
    }
}

}  // namespace
}  // namespace inkstone::fonts
