// SPDX-License-Identifier: Apache-2.0
// Language guess (LG3) and BCP 47 helpers (LG4).
#include "src/text/language.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace inkstone::text {
namespace {

std::string guess(std::string_view utf8) {
    LetterCounts counts;
    counts.add(utf8);
    return guess_language(counts);
}

TEST(GuessLanguage, NothingWithoutLetters) {
    EXPECT_EQ(guess(""), "");
    EXPECT_EQ(guess("1234 -- 。，！"), "");
}

TEST(GuessLanguage, English) {
    EXPECT_EQ(guess("The quick brown fox"), "en");
}

TEST(GuessLanguage, EnglishWithAWordOfChinese) {
    EXPECT_EQ(guess("The word 汉字 means Han characters, as every learner of the language knows."),
              "en");
}

TEST(GuessLanguage, SimplifiedChinese) {
    EXPECT_EQ(guess("这个项目说明了如何使用 Markdown 写文档。"), "zh-Hans");
}

TEST(GuessLanguage, TraditionalChinese) {
    EXPECT_EQ(guess("這個專案說明瞭如何使用 Markdown 寫文件。"), "zh-Hant");
}

TEST(GuessLanguage, HanWithoutATellingCharacterIsSimplified) {
    EXPECT_EQ(guess("大小多少"), "zh-Hans");
}

TEST(GuessLanguage, Cantonese) {
    EXPECT_EQ(guess("佢哋話呢個係香港嘅嘢，我哋食咗飯，你喺邊度？"), "zh-HK");
}

TEST(GuessLanguage, TwoCantoneseCharactersAreNotEnough) {
    EXPECT_EQ(guess("這個問題嘅說明，寫咗兩個"), "zh-Hant");
}

TEST(GuessLanguage, Japanese) {
    EXPECT_EQ(guess("日本語の文章を書くための説明です。"), "ja");
}

TEST(GuessLanguage, KanjiHeavyJapanese) {
    EXPECT_EQ(guess("東京都千代田区永田町一丁目七番一号の国会議事堂の説明"), "ja");
}

TEST(GuessLanguage, AProlongedSoundMarkIsNoKana) {
    EXPECT_EQ(guess("这是一个说明ーー"), "zh-Hans");
}

TEST(GuessLanguage, Korean) {
    EXPECT_EQ(guess("한국어 문서를 만드는 방법입니다."), "ko");
}

TEST(GuessLanguage, KoreanWithHanja) {
    EXPECT_EQ(guess("大韓民國의 憲法은 民主主義이다"), "ko");
}

TEST(GuessLanguage, CountsEachKind) {
    LetterCounts counts;
    counts.add("aé汉漢大カ한");
    EXPECT_EQ(counts.latin, 2U);
    EXPECT_EQ(counts.han, 3U);
    EXPECT_EQ(counts.simplified, 1U);
    EXPECT_EQ(counts.traditional, 1U);
    EXPECT_EQ(counts.kana, 1U);
    EXPECT_EQ(counts.hangul, 1U);
}

TEST(GuessLanguage, IllFormedUtf8IsHarmless) {
    EXPECT_EQ(guess("\xE6\xB1 abc \xFF\xC0"), "en");
}

/// The document without front matter, fences, code spans, tags and URLs, roughly.
std::string rough_prose(std::istream& in) {
    std::string line;
    std::string prose;
    bool fenced = false;
    for (int number = 0; std::getline(in, line); ++number) {
        const bool fence = line.find("```") != std::string::npos || (number == 0 && line == "---");
        if (fence || (fenced && line == "---")) {
            fenced = !fenced;
            continue;
        }
        if (fenced) continue;
        bool skip = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '`') skip = !skip;
            if (line[i] == '<' || line.compare(i, 2, "](") == 0) skip = true;
            if (!skip) prose += line[i];
            if (line[i] == '>' || line[i] == ')') skip = false;
        }
        prose += '\n';
    }
    return prose;
}

TEST(GuessLanguage, TheCorpus) {
    const std::string folder = INKSTONE_SOURCE_DIR "/../shared/corpus/documents/";
    std::ifstream manifest(folder + "MANIFEST.tsv");
    if (!manifest) GTEST_SKIP() << "the corpus is not here";
    int documents = 0;
    int right = 0;
    std::string row;
    while (std::getline(manifest, row)) {
        std::istringstream fields(row);
        std::string path, bytes, languages;
        std::getline(fields, path, '\t');
        std::getline(fields, bytes, '\t');
        std::getline(fields, languages, '\t');
        const std::string want = languages.substr(0, languages.find(','));
        if (want != "en" && want != "ja" && want != "ko" && !want.starts_with("zh")) continue;
        std::ifstream file(folder + path);
        if (!file) continue;
        const std::string got = guess(rough_prose(file));
        ++documents;
        if (got == want)
            ++right;
        else
            std::cout << path << ": " << got << ", not " << want << "\n";
    }
    ASSERT_GT(documents, 50);
    // The prose is cut out roughly here; two may go astray.
    EXPECT_GE(right, documents - 2);
}

TEST(CanonicalLanguage, MendsCaseAndSeparators) {
    EXPECT_EQ(canonical_language("zh_cn"), "zh-CN");
    EXPECT_EQ(canonical_language("ZH-hans"), "zh-Hans");
    EXPECT_EQ(canonical_language("zh-HANT-hk"), "zh-Hant-HK");
    EXPECT_EQ(canonical_language("EN"), "en");
    EXPECT_EQ(canonical_language("sl-ROZAJ-biske-1994"), "sl-rozaj-biske-1994");
    EXPECT_EQ(canonical_language("de-x-GOETHE"), "de-x-goethe");
    EXPECT_EQ(canonical_language("es-419"), "es-419");
}

TEST(CanonicalLanguage, RefusesWhatIsNoTag) {
    for (const char* tag : {"",
                            "e",
                            "中文",
                            "en--us",
                            "en-",
                            "-en",
                            "en us",
                            "en-u",
                            "123",
                            "toolonglanguage",
                            "en-waytoolongsubtag",
                            "\xFF\xFE"}) {
        EXPECT_EQ(canonical_language(tag), "") << tag;
    }
    EXPECT_EQ(canonical_language(std::string(1000, 'a')), "");
}

TEST(HanRegion, OfTheTagsOfTheRequirements) {
    const auto expect = [](HanRegion region, std::initializer_list<const char*> tags) {
        for (const char* tag : tags) EXPECT_EQ(han_region(tag), region) << tag;
    };
    expect(HanRegion::SimplifiedChinese, {"zh", "zh-Hans", "zh-CN", "zh-SG", "zh-MY", "ZH_cn"});
    expect(HanRegion::TraditionalChinese, {"zh-Hant", "zh-TW", "zh-Hant-CN"});
    expect(HanRegion::HongKong, {"zh-HK", "zh-MO", "yue", "zh-Hant-HK", "yue-Hant"});
    expect(HanRegion::SimplifiedChinese, {"yue-Hans", "zh-Hans-HK"});
    expect(HanRegion::Japanese, {"ja", "ja-JP", "JA"});
    expect(HanRegion::Korean, {"ko", "ko-KR"});
    expect(HanRegion::None, {"", "en", "jam", "zha", "kok", "de-CH"});
}

TEST(HanRegion, PrivateSubtagsDoNotCount) {
    EXPECT_EQ(han_region("zh-x-hk"), HanRegion::SimplifiedChinese);
}

}  // namespace
}  // namespace inkstone::text
