// SPDX-License-Identifier: Apache-2.0
// Pictures of a book: told by content, whole, each once, drawings without scripts.
#include "writers/epub/pictures.hpp"

#include <gtest/gtest.h>

#include <string>

#include "src/resources/svg_safe.hpp"

namespace inkstone::epub {
namespace {

constexpr std::string_view kSvg =
    "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='4'><script>a</script><path/></svg>";

struct Files : ResourceLoader {
    Result<Resource> load(std::string_view name) const override {
        if (name == "missing.png") return fail(ErrorKind::Input, "no such file");
        return Resource{name == "broken.png" ? "\x89PNG\r\n\x1A\n" : std::string(kSvg),
                        std::string(name)};
    }
};

Image image(std::string url) {
    return {{}, std::move(url), {}, {}};
}

TEST(BookPictures, ToldByContentAndEachOnce) {
    const Files files;
    Diagnostics diagnostics;
    BookPictures pictures(files, diagnostics);
    const auto form = pictures.place(image("a.png"), {1, 1});
    ASSERT_TRUE(form.has_value());
    EXPECT_EQ(form->url, "../images/img1.svg");
    EXPECT_EQ(form->width, 8U);
    EXPECT_EQ(pictures.place(image("b.png"), {2, 1})->url, form->url);
    ASSERT_EQ(pictures.files().size(), 1U);
    EXPECT_EQ(pictures.files()[0].media_type, "image/svg+xml");
    EXPECT_TRUE(diagnostics.entries().empty());
    const std::vector<Entry> entries = pictures.take_entries();
    EXPECT_EQ(entries[0].name, "EPUB/images/img1.svg");
    EXPECT_EQ(entries[0].bytes.find("script"), std::string::npos);
}

TEST(BookPictures, WhatCannotBeHeldIsSaidAtItsPlace) {
    const Files files;
    Diagnostics diagnostics;
    BookPictures pictures(files, diagnostics);
    EXPECT_FALSE(pictures.place(image("missing.png"), {7, 3}).has_value());
    EXPECT_FALSE(pictures.place(image("broken.png"), {8, 3}).has_value());
    ASSERT_EQ(diagnostics.entries().size(), 2U);
    EXPECT_EQ(diagnostics.entries()[0].position, (SourcePosition{7, 3}));
    EXPECT_NE(diagnostics.entries()[0].message.find("missing.png"), std::string::npos);
    EXPECT_TRUE(pictures.files().empty());
}

TEST(SafeSvg, KeepsNothingThatRunsOrReachesOutside) {
    const auto safe = resources::safe_svg(
        "<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><?xml-stylesheet href='http://x'?>"
        "<svg xmlns='http://www.w3.org/2000/svg' onload='evil()'>"
        "<a href=' JavaScript:evil()'><rect onclick='evil()' fill='url(#g)'/></a>"
        "<image href='http://evil/x.png'/><image href='data:image/png;base64,AA'/>"
        "<style>@import 'http://evil';</style><style>.a{fill:url(#g)}</style>"
        "<foreignObject>evil</foreignObject><set attributeName='href' to='evil'/>"
        "<rect style='fill:url(http://evil)'/><use href='#g'/></svg>");
    ASSERT_TRUE(safe.has_value());
    for (const char* bad : {"evil", "DOCTYPE", "stylesheet", "http://x", "Script", "onclick"})
        EXPECT_EQ(safe->find(bad), std::string::npos) << bad << *safe;
    for (const char* good : {"fill=\"url(#g)\"", "data:image/png", ".a{fill:url(#g)}", "\"#g\""})
        EXPECT_NE(safe->find(good), std::string::npos) << good << *safe;
    EXPECT_FALSE(resources::safe_svg("<svg><g></svg>").has_value());
    EXPECT_FALSE(resources::safe_svg("<html/>").has_value());
}

}  // namespace
}  // namespace inkstone::epub
