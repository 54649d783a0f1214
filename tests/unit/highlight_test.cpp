// SPDX-License-Identifier: Apache-2.0
// Code colouring: a sample per language in tests/highlight/<language>.txt, written with its tokens
// marked: ⟦k return⟧ ⟦n 1⟧; and what must hold for any input.
#include "src/highlight/highlight.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace inkstone::highlight {
namespace {

constexpr std::string_view kOpen = "⟦", kClose = "⟧", kLetters = "ksnce";

std::filesystem::path folder() {
    return std::filesystem::path(INKSTONE_SOURCE_DIR) / "tests" / "highlight";
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string without_marks(std::string_view marked) {
    std::string code;
    while (!marked.empty()) {
        if (marked.starts_with(kOpen)) {
            marked.remove_prefix(kOpen.size() + 2);
        } else if (marked.starts_with(kClose)) {
            marked.remove_prefix(kClose.size());
        } else {
            code.push_back(marked.front());
            marked.remove_prefix(1);
        }
    }
    return code;
}

std::string with_marks(std::string_view code, const std::vector<Token>& tokens) {
    std::string marked;
    std::size_t at = 0;
    for (const Token& token : tokens) {
        marked.append(code.substr(at, token.begin - at)).append(kOpen);
        marked.push_back(kLetters[static_cast<std::size_t>(token.kind)]);
        marked.append(" ").append(code.substr(token.begin, token.end - token.begin));
        marked.append(kClose);
        at = token.end;
    }
    return marked.append(code.substr(at));
}

std::vector<std::string> samples() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder()))
        names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

class Sample : public testing::TestWithParam<std::string> {};

TEST_P(Sample, HasItsTokensColoured) {
    const std::filesystem::path path = folder() / (GetParam() + ".txt");
    const std::string marked = read_file(path);
    const std::string code = without_marks(marked);
    ASSERT_TRUE(is_known(GetParam()));
    const std::string actual = with_marks(code, tokenize(GetParam(), code));
    if (const char* update = std::getenv("INKSTONE_UPDATE_GOLDEN");
        update != nullptr && std::string_view(update) == "1") {
        std::ofstream(path, std::ios::binary) << actual;
    }
    EXPECT_EQ(actual, read_file(path));
}

/// Whatever the language, and wherever the code is cut off: tokens in order, inside, not empty.
TEST_P(Sample, GivesSoundTokensForEveryPrefix) {
    const std::string code = without_marks(read_file(folder() / (GetParam() + ".txt")));
    for (std::size_t size = 0; size <= code.size(); ++size) {
        std::size_t at = 0;
        for (const Token& token : tokenize(GetParam(), std::string_view(code).substr(0, size))) {
            ASSERT_LE(at, token.begin);
            ASSERT_LT(token.begin, token.end);
            ASSERT_LE(token.end, size);
            at = token.end;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Highlight, Sample, testing::ValuesIn(samples()), [](const auto& sample) {
    return sample.param;
});

TEST(Highlight, KnowsAliasesInAnyCase) {
    for (const char* name : {"js", "JS", "py", "sh", "c++", "C#", "rs", "yml", "GoLang", "f#"})
        EXPECT_TRUE(is_known(name)) << name;
    for (const char* name : {"", " ", "j", "klingon", "js py", "ython"})
        EXPECT_FALSE(is_known(name)) << name;
}

TEST(Highlight, LeavesUnknownLanguagesPlain) {
    EXPECT_TRUE(tokenize("klingon", "return 1").empty());
    EXPECT_TRUE(tokenize("", "return 1").empty());
    EXPECT_TRUE(tokenize("text", "return 1 \"a\"").empty());
}

TEST(Highlight, ReadsTheLanguageOfAnInfoString) {
    EXPECT_EQ(language_of("rust,ignore"), "rust");
    EXPECT_EQ(language_of("js{1,3}"), "js");
    EXPECT_EQ(language_of("  c++ title=a"), "c++");
    EXPECT_EQ(language_of("{.python .numberLines}"), "python");
    EXPECT_EQ(language_of("{#id}"), "");
    EXPECT_EQ(language_of("ts:main.ts"), "ts");
    EXPECT_EQ(language_of(""), "");
}

/// Code four times as long must not take sixteen times as long: processor time, as a ratio.
TEST(Highlight, TakesLinearTimeOnUnclosedDelimiters) {
    const auto seconds = [](std::string_view language, const std::string& code) {
        double least = 1e9;
        for (int i = 0; i < 3; ++i) {
            const std::clock_t start = std::clock();
            (void)tokenize(language, code);
            const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
            least = std::min(least, taken);
        }
        return least;
    };
    const std::pair<const char*, const char*> kCases[] = {{"rust", "/*"},
                                                          {"rust", "'\\'"},
                                                          {"js", "`${"},
                                                          {"js", "/["},
                                                          {"bash", "<<A "},
                                                          {"bash", "\"'"},
                                                          {"cpp", "R\"("},
                                                          {"ruby", "%w( "},
                                                          {"html", "<a '"},
                                                          {"html", "<script>&"},
                                                          {"yaml", "\"a\nb"},
                                                          {"lua", "[[--["},
                                                          {"latex", "$\\"},
                                                          {"markdown", "](`"},
                                                          {"json", "\"\":"},
                                                          {"ocaml", "(*"},
                                                          {"csharp", "@\"\"\"$"}};
    for (const auto& [language, piece] : kCases) {
        std::string code;
        while (code.size() < 50'000) code += piece;
        const std::string longer = code + code + code + code;
        const double once = seconds(language, code);
        const double four = seconds(language, longer);
        EXPECT_LT(four, 10 * once + 0.02) << language << " " << piece;
    }
}

}  // namespace
}  // namespace inkstone::highlight
