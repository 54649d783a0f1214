// SPDX-License-Identifier: Apache-2.0
// The strict HTML fragment (-f gfm, -f commonmark) against cmark-gfm's own renderer: every byte of
// real documents, of the specifications' examples and of generated documents.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "src/read/markdown.hpp"
#include "src/text/utf8.hpp"
#include "src/transform/pipeline.hpp"
#include "writers/html/html_writer.hpp"

namespace inkstone {
namespace {

namespace fs = std::filesystem;

const fs::path kShared = fs::path(INKSTONE_SOURCE_DIR) / ".." / "shared";
constexpr std::array<const char*, 2> kDialects{"gfm", "commonmark"};

struct NoResources : ResourceLoader {
    Result<Resource> load(std::string_view) const override {
        return fail(ErrorKind::Input, "no resources in this test");
    }
};

std::string file_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// What cmark-gfm makes of `markdown`; `safe` leaves CMARK_OPT_UNSAFE out.
std::string reference_html(const std::string& markdown, bool gfm, bool safe) {
    const int options = (safe ? CMARK_OPT_DEFAULT : CMARK_OPT_UNSAFE) |
                        (gfm ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT);
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser* parser = cmark_parser_new(options);
    if (gfm) {
        for (const char* name : {"table", "strikethrough", "autolink", "tagfilter", "tasklist"}) {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
        }
    }
    cmark_parser_feed(parser, markdown.data(), markdown.size());
    cmark_node* root = cmark_parser_finish(parser);
    char* html = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser));
    std::string result(html);
    cmark_get_default_mem_allocator()->free(html);
    cmark_node_free(root);
    cmark_parser_free(parser);
    return result;
}

std::string our_html(const std::string& markdown, bool gfm, bool safe) {
    Diagnostics diagnostics;
    read::ReadOptions options;
    options.format = gfm ? read::Dialect::Gfm : read::Dialect::CommonMark;
    Result<Document> document = read::read_markdown(markdown, options, diagnostics);
    if (!document) return "error: " + document.error().message;
    transform::Context context{diagnostics, options.format, "en", "test"};
    transform::run_pipeline(*document, context);
    const NoResources resources;
    const Environment environment{resources, {}, 0, {}, nullptr};
    const auto writer = html::make_writer({{"fragment", "true"}, {"html", safe ? "safe" : "raw"}},
                                          gfm ? "gfm" : "commonmark");
    StringSink sink;
    const auto written = writer->write(*document, environment, sink, diagnostics);
    return written ? sink.bytes() : "error: " + written.error().message;
}

/// Shows the place where two long texts part.
std::string difference(const std::string& ours, const std::string& reference) {
    const auto [a, b] = std::mismatch(ours.begin(), ours.end(), reference.begin(), reference.end());
    const auto at = static_cast<std::size_t>(a - ours.begin());
    const std::size_t from = at < 80 ? 0 : at - 80;
    return "byte " + std::to_string(at) + "\n  ours:  " + ours.substr(from, 200) +
           "\n  cmark: " + reference.substr(from, 200);
}

void expect_same(const std::string& markdown, const std::string& name) {
    const std::string clean = text::clean_input(markdown).utf8;
    for (const char* dialect : kDialects) {
        const bool gfm = std::string_view(dialect) == "gfm";
        for (const bool safe : {false, true}) {
            const std::string ours = our_html(markdown, gfm, safe);
            const std::string reference = reference_html(clean, gfm, safe);
            EXPECT_TRUE(ours == reference) << name << " as " << dialect << (safe ? ", safe" : "")
                                           << ": " << difference(ours, reference);
        }
    }
}

TEST(CommonmarkFragment, RealDocuments) {
    const fs::path folder = kShared / "corpus" / "documents";
    if (!fs::exists(folder)) GTEST_SKIP() << "no corpus at " << folder;
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() != ".md") continue;
        expect_same(file_text(entry.path()), entry.path().string());
        ++count;
    }
    EXPECT_GT(count, 50U);
}

TEST(CommonmarkFragment, SpecificationExamples) {
    const fs::path folder = kShared / "corpus" / "spec";
    if (!fs::exists(folder)) GTEST_SKIP() << "no specifications at " << folder;
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".json") continue;
        const auto cases = nlohmann::json::parse(file_text(entry.path()));
        if (!cases.is_array()) continue;
        for (const auto& example : cases) {
            const std::string name = entry.path().filename().string() + " example " +
                                     std::to_string(example.value("example", 0));
            expect_same(example.at("markdown").get<std::string>(), name);
            ++count;
        }
    }
    EXPECT_GT(count, 1000U);
}

/// Pieces that meet in every order: each starts something, ends something or breaks something.
const std::vector<std::string> kPieces{
    "a",
    "word ",
    "中文，",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "~",
    "`",
    "``",
    "# ",
    "## ",
    "\n===\n",
    "\n---\n",
    "- ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n7) ",
    "> ",
    "\n> ",
    "\n>> ",
    "    ",
    "\t",
    "```\n",
    "\n```js x\n",
    "~~~\n",
    "[a](b)",
    "[a](<b c> \"t\")",
    "![a *b*](c 't')",
    "[a]",
    "\n[a]: /u \"t\"\n",
    "[a][b]",
    "![",
    "](",
    ")",
    "[",
    "]",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<!-- c -->",
    "\n<div>\n",
    "</div>\n",
    "<title>x</title>",
    "<",
    ">",
    "&",
    "&amp;",
    "&copy;",
    "&#0;",
    "&#x41;",
    "\"",
    "'",
    "\\*",
    "|",
    "\n|a|b|\n|-|:-:|\n|c|d|\n",
    "\n| x |\n",
    "\n|--|\n",
    "- [ ] t\n",
    "\n- [x] u\n",
    "[^1]",
    "\n[^1]: note\n",
    "[^n]",
    "\n[^n]: x\n\n    y\n",
    "[^1]: - z\n",
    "http://x.org/a_b?c=d&e='f'",
    "www.example.com. ",
    "a@b.example ",
    "<http://a.b/é\">",
    "<x@y.z>",
    "javascript:",
    "[j](javascript:x)",
    "[d](data:text/html,x)",
    "![i](data:image/png;base64,x)",
    "***\n",
    "\n* * *\n",
    "é",
    "\xF0\x9F\x8E\x89",
    "\xC2\xA0",
    "(",
    "\n   ",
    "\n      ",
    "\r\n",
    "{#id}",
    "$x$",
};

TEST(CommonmarkFragment, GeneratedDocuments) {
    std::mt19937 random(20240501);  // its sequence is fixed by the C++ standard
    for (int round = 0; round < 3000 && !HasFailure(); ++round) {
        std::string markdown;
        const std::size_t pieces = 3 + random() % 30;
        for (std::size_t i = 0; i < pieces; ++i) markdown += kPieces[random() % kPieces.size()];
        expect_same(markdown, "document " + std::to_string(round) + ":\n" + markdown + "\n");
    }
}

TEST(CommonmarkFragment, DeepNestingIsCutButNotLost) {
    std::string markdown;
    for (int i = 0; i < 150; ++i) markdown += "> ";
    expect_same(markdown + "deep\n", "150 quotes");
}

}  // namespace
}  // namespace inkstone
