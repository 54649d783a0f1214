// SPDX-License-Identifier: Apache-2.0
// Escaping, URL policy and raw HTML reduction of the HTML room.
#include <gtest/gtest.h>

#include <string>

#include "writers/html/escape.hpp"
#include "writers/html/raw_html.hpp"
#include "writers/html/text_width.hpp"
#include "writers/html/url_policy.hpp"

namespace inkstone::html {
namespace {

std::string text(std::string_view value) {
    std::string out;
    append_text(out, value);
    return out;
}
std::string url(std::string_view value) {
    std::string out;
    append_url(out, value);
    return out;
}

TEST(HtmlEscape, FourCharactersBecomeEntities) {
    EXPECT_EQ(text("a&b<c>\"d\" 'e' 中"), "a&amp;b&lt;c&gt;&quot;d&quot; 'e' 中");
}

TEST(HtmlEscape, CharactersThatXmlForbidsAreReplaced) {
    EXPECT_EQ(text("a\x01 b\x7F c\xC2\x85 d\xEF\xBF\xBE"), "a\uFFFD b\uFFFD c\uFFFD d\uFFFD");
}

TEST(HtmlEscape, AllowedNeighboursOfForbiddenCharactersStay) {
    EXPECT_EQ(text("\t\n\xC2\xA0\uFFFC\uFF01é"), "\t\n\xC2\xA0\uFFFC\uFF01é");
}

TEST(HtmlEscape, ReplaceForbiddenEscapesNothing) {
    EXPECT_EQ(replace_forbidden("a&\x02z"), "a&\uFFFDz");
}

TEST(HtmlEscape, UrlKeepsPercentFormsAndEncodesStrayPercent) {
    EXPECT_EQ(url("a%20b%zz%"), "a%20b%25zz%25");
}

TEST(HtmlEscape, UrlEncodesBlanksQuotesAndOtherScripts) {
    EXPECT_EQ(url("/a b\"é&'[x]"), "/a%20b%22%C3%A9&amp;&#x27;%5Bx%5D");
}

TEST(HtmlEscape, UrlHasOneFragmentMark) {
    EXPECT_EQ(url("a#b#c"), "a#b%23c");
}

TEST(HtmlEscape, PercentDecodeLeavesStrayPercent) {
    EXPECT_EQ(percent_decode("%E6%A6%82%zz%4"), "概%zz%4");
}

TEST(UrlPolicy, ScriptSchemesAreUnsafeHoweverTheyAreWritten) {
    for (const char* bad : {"javascript:x",
                            "JaVaScRiPt:x",
                            " \x01javascript:x",
                            "java\nscript:x",
                            "vbscript:x",
                            "data:text/html,x",
                            "data:image/png,x",
                            "file:///etc"}) {
        EXPECT_TRUE(is_unsafe_link(bad)) << bad;
    }
}

TEST(UrlPolicy, OrdinaryLinksAreSafe) {
    for (const char* good : {"https://a.b/javascript:x", "mailto:a@b", "#data:", "x/y.md", ""}) {
        EXPECT_FALSE(is_unsafe_link(good)) << good;
    }
}

TEST(UrlPolicy, ImagesMayBeDataOfPictures) {
    EXPECT_FALSE(is_unsafe_image("data:image/png;base64,x"));
    EXPECT_TRUE(is_unsafe_image("data:image/svg+xml,x"));
}

TEST(UrlPolicy, SchemeOfUrl) {
    EXPECT_EQ(url_scheme("https://x"), "https");
    EXPECT_EQ(url_scheme("a/b:c"), "");
    EXPECT_EQ(url_scheme("1a:b"), "");
}

TEST(RawHtml, TextWithoutTagsCommentsAndScripts) {
    EXPECT_EQ(text_of_html("<p title='>'>a<!-- b --><script>c</script>d <b>e</b></p>"), "ad e");
}

TEST(RawHtml, UnclosedScriptHidesTheRest) {
    EXPECT_EQ(text_of_html("a<script>b"), "a");
}

TEST(RawHtml, LessThanSignThatIsNoTagStays) {
    EXPECT_EQ(text_of_html("1 < 2 & <3"), "1 < 2 & <3");
}

TEST(RawHtml, CommonEntitiesAreDecodedOnce) {
    EXPECT_EQ(text_of_html("&lt;b&gt; &amp;lt; &copy;"), "<b> &lt; &copy;");
}

TEST(TextWidth, EastAsianCharactersCountTwice) {
    EXPECT_EQ(text_columns("ab中文é"), 7U);
    EXPECT_EQ(widest_line("a\n中文\nbc"), 4U);
    EXPECT_EQ(widest_piece("ab 中文字 cde"), 3U);
}

}  // namespace
}  // namespace inkstone::html
