// SPDX-License-Identifier: Apache-2.0
// Which face serves which place, the search order, and what happens when fonts are missing.
#include "fonts/coverage.hpp"
#include "fonts/library.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <algorithm>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "fonts/manifest.hpp"

namespace inkstone::fonts {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const Library> open(const LibraryOptions& options = {.ignore_system_fonts = true}) {
    auto library = Library::open(options);
    EXPECT_TRUE(library);
    return *library;
}

const FaceChain& chain(const Library& library, Role role, std::string_view lang, Style style = {}) {
    const auto found = library.chain(role, style, lang);
    EXPECT_TRUE(found) << found.error().message;
    return **found;
}

std::string name(const Face* face) {
    return face == nullptr ? "" : face->name().postscript_name;
}

/// A folder of links to fonts.
class FontFolder {
public:
    FontFolder()
        : path_(fs::temp_directory_path() / ("inkstone-library-" + std::to_string(getpid()))) {
        fs::create_directories(path_ / "below");
    }
    ~FontFolder() { fs::remove_all(path_); }
    void link(const std::string& target, const std::string& as) const {
        fs::create_symlink(target, path_ / as);
    }
    void write(const std::string& as, const std::string& bytes) const {
        std::ofstream(path_ / as, std::ios::binary) << bytes;
    }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    fs::path path_;
};

TEST(Manifest, HasTheRequiredRoles) {
    std::set<std::string_view> roles;
    for (const ManifestRow& row : manifest()) {
        roles.insert(row.role);
        EXPECT_FALSE(row.family.empty());
        EXPECT_FALSE(row.package.empty()) << row.family;
        EXPECT_FALSE(row.licence.empty()) << row.family;
        EXPECT_FALSE(row.regular.empty()) << row.family;
        EXPECT_EQ(row.role == "script", row_script(row) != 0) << row.family;
    }
    for (const char* role : {"body",
                             "body-cjk",
                             "heading",
                             "heading-cjk",
                             "code",
                             "code-cjk",
                             "kai",
                             "math",
                             "symbol",
                             "emoji",
                             "last-resort",
                             "script"}) {
        EXPECT_TRUE(roles.contains(role)) << role;
    }
}

TEST(Library, DefaultFacesByRole) {
    const auto library = open();
    EXPECT_EQ(name(chain(*library, Role::Body, "zh-Hans").latin), "NotoSerif-Regular");
    EXPECT_EQ(name(chain(*library, Role::Body, "zh-Hans").cjk), "NotoSerifCJKsc-Regular");
    EXPECT_EQ(name(chain(*library, Role::Heading, "zh-Hans").latin), "NotoSans-Regular");
    EXPECT_EQ(name(chain(*library, Role::Heading, "zh-Hans").cjk), "NotoSansCJKsc-Regular");
    EXPECT_EQ(name(chain(*library, Role::Code, "zh-Hans").latin), "NotoSansMono-Regular");
    EXPECT_EQ(name(chain(*library, Role::Code, "zh-Hans").cjk), "NotoSansMonoCJKsc-Regular");
}

TEST(Library, RegionsByLanguage) {
    const auto library = open();
    const std::pair<const char*, const char*> regions[] = {{"zh", "sc"},
                                                           {"zh-TW", "tc"},
                                                           {"zh-HK", "hk"},
                                                           {"yue", "hk"},
                                                           {"ja", "jp"},
                                                           {"ko-KR", "kr"},
                                                           {"en", "sc"},
                                                           {"", "sc"}};
    for (const auto& [lang, region] : regions) {
        EXPECT_EQ(name(chain(*library, Role::Body, lang).cjk),
                  std::string("NotoSerifCJK") + region + "-Regular")
            << lang;
        EXPECT_EQ(name(chain(*library, Role::Code, lang).cjk),
                  std::string("NotoSansMonoCJK") + region + "-Regular")
            << lang;
    }
}

TEST(Library, Styles) {
    const auto library = open();
    const FaceChain& bold_italic = chain(*library, Role::Body, "zh-Hans", {true, true});
    EXPECT_EQ(name(bold_italic.latin), "NotoSerif-BoldItalic");
    EXPECT_EQ(name(bold_italic.cjk), "NotoSerifCJKsc-Bold");
    EXPECT_FALSE(bold_italic.cjk_bold_missing);
    EXPECT_EQ(name(chain(*library, Role::Code, "en", {false, true}).latin), "NotoSansMono-Regular");
    EXPECT_EQ(name(chain(*library, Role::Code, "en", {true, true}).latin), "NotoSansMono-Bold");
}

TEST(Library, KaiForChineseItalicsOnly) {
    const auto library = open();
    if (!fs::exists("/usr/share/fonts/truetype/lxgw-wenkai")) GTEST_SKIP() << "no Kai installed";
    EXPECT_EQ(name(chain(*library, Role::Body, "zh-Hans", {false, true}).kai),
              "LXGWWenKai-Regular");
    EXPECT_EQ(chain(*library, Role::Body, "zh-Hans").kai, nullptr);
    EXPECT_EQ(chain(*library, Role::Body, "ja", {false, true}).kai, nullptr);
    EXPECT_EQ(chain(*library, Role::Code, "zh-Hans", {false, true}).kai, nullptr);
}

TEST(Library, ChainsAreRemembered) {
    const auto library = open();
    EXPECT_EQ(&chain(*library, Role::Body, "zh-Hans"), &chain(*library, Role::Body, "zh-CN"));
    EXPECT_EQ(chain(*library, Role::Body, "zh-Hans").latin,
              chain(*library, Role::Body, "ja").latin);
}

TEST(Library, OrdinalsDoNotDependOnTheOrderOfRequests) {
    const auto first = open();
    const auto second = open();
    const std::uint32_t a = chain(*first, Role::Body, "zh").cjk->ordinal();
    const std::uint32_t b = chain(*first, Role::Heading, "ja").cjk->ordinal();
    const std::uint32_t d = chain(*second, Role::Heading, "ja").cjk->ordinal();
    const std::uint32_t c = chain(*second, Role::Body, "").cjk->ordinal();
    EXPECT_EQ(a, c);
    EXPECT_EQ(b, d);
    EXPECT_NE(a, b);
}

TEST(Library, FaceForOtherScripts) {
    const auto library = open();
    EXPECT_EQ(name(library->face_for(U'ก', Role::Body, {})), "NotoSerifThai-Regular");
    EXPECT_EQ(name(library->face_for(U'ก', Role::Heading, {true, false})), "NotoSansThai-Bold");
    EXPECT_EQ(name(library->face_for(U'ก', Role::Code, {})), "NotoSansThai-Regular");
    EXPECT_EQ(name(library->face_for(U'ב', Role::Body, {})), "NotoSerifHebrew-Regular");
    EXPECT_EQ(name(library->face_for(U'ب', Role::Body, {})), "NotoNaskhArabic-Regular");
    EXPECT_EQ(name(library->face_for(U'क', Role::Body, {})), "NotoSerifDevanagari-Regular");
}

TEST(Library, FaceForSymbolsAndEmoji) {
    const auto library = open();
    for (const char32_t c : U"∀∮⇒✓♠☎⌘𝄞𝒜") {
        if (c == 0) continue;
        const Face* face = library->face_for(c, Role::Body, {});
        ASSERT_NE(face, nullptr) << static_cast<unsigned>(c);
        EXPECT_TRUE(face->covers(c));
        EXPECT_NE(face->format(), OutlineFormat::Bitmap) << static_cast<unsigned>(c);
    }
    if (library->emoji_face() == nullptr) GTEST_SKIP() << "no emoji face installed";
    EXPECT_EQ(library->face_for(U'😀', Role::Body, {}), library->emoji_face());
}

TEST(Library, PrivateUseComesFromTheUserOnly) {
    EXPECT_EQ(open()->face_for(0xE123, Role::Body, {}), nullptr);
    EXPECT_EQ(open()->face_for(0x10FFFD, Role::Body, {}), nullptr);
}

TEST(Library, MissingFontNamesFamilyAndPackage) {
    const auto library = open({.ignore_system_fonts = true, .search_known_paths = false});
    const auto found = library->chain(Role::Body, {}, "zh-Hant");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::MissingFont);
    EXPECT_NE(found.error().message.find("Noto Serif"), std::string::npos);
    EXPECT_NE(found.error().hint.find("apt-get install fonts-noto-core"), std::string::npos);
}

TEST(Library, MissingCjkNamesItsPackage) {
    const FontFolder folder;
    folder.link("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf", "a.ttf");
    const auto library = open(
        {.font_paths = {folder.path()}, .ignore_system_fonts = true, .search_known_paths = false});
    const auto found = library->chain(Role::Body, {}, "zh-Hant");
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().message.find("Noto Serif CJK TC"), std::string::npos);
    EXPECT_NE(found.error().hint.find("fonts-noto-cjk"), std::string::npos);
}

TEST(Library, FindsEverythingInAUserFolder) {
    const FontFolder folder;
    folder.link("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf", "below/x.ttf");
    folder.link("/usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf", "below/y.TTF");
    folder.link("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "cjk.ttc");
    const auto library = open(
        {.font_paths = {folder.path()}, .ignore_system_fonts = true, .search_known_paths = false});
    const FaceChain& bold = chain(*library, Role::Body, "ja", {true, false});
    EXPECT_EQ(name(bold.latin), "NotoSerif-Bold");
    EXPECT_EQ(name(bold.cjk), "NotoSerifCJKjp-Regular");
    EXPECT_TRUE(bold.cjk_bold_missing);
    EXPECT_EQ(bold.kai, nullptr);
    EXPECT_EQ(library->face_for(U'ก', Role::Body, {}), nullptr);
}

TEST(Library, BrokenFilesInAUserFolderAreSkipped) {
    const FontFolder folder;
    folder.write("broken.ttf", "no font at all");
    folder.write("empty.otf", "");
    folder.link("/dev/zero", "device.ttf");
    folder.link("/nonexistent", "dangling.ttf");
    folder.link("/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf", "thai.ttf");
    const auto library = open(
        {.font_paths = {folder.path()}, .ignore_system_fonts = true, .search_known_paths = false});
    EXPECT_EQ(name(library->face_for(U'ก', Role::Body, {})), "NotoSansThai-Regular");
}

TEST(Library, KnownPlacesComeBeforeTheUsersFolder) {
    const FontFolder folder;
    folder.link("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf", "mine.ttf");
    const auto library = open({.font_paths = {folder.path()}, .ignore_system_fonts = true});
    EXPECT_EQ(chain(*library, Role::Body, "en").latin->name().path,
              "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf");
}

TEST(Library, ChosenFamilyWithTheDefaultBehindIt) {
    const auto library = open({.ignore_system_fonts = true})->with({.body = "noto sans"});
    const FaceChain& body = chain(*library, Role::Body, "en", {true, false});
    EXPECT_EQ(name(body.latin), "NotoSans-Bold");
    ASSERT_EQ(body.fallback.size(), 1U);
    EXPECT_EQ(name(body.fallback[0]), "NotoSerif-Bold");
    EXPECT_EQ(name(chain(*library, Role::Heading, "en").latin), "NotoSans-Regular");
}

TEST(Library, ChosenCjkFamilyKeepsItsRegions) {
    const auto library = open({.ignore_system_fonts = true})->with({.body_cjk = "Noto Sans CJK"});
    EXPECT_EQ(name(chain(*library, Role::Body, "ja").cjk), "NotoSansCJKjp-Regular");
    EXPECT_EQ(name(chain(*library, Role::Body, "ko").cjk), "NotoSansCJKkr-Regular");
}

TEST(Library, ChosenFontFile) {
    const std::string file = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf";
    if (!fs::exists(file)) GTEST_SKIP() << "DejaVu is not installed";
    const auto library = open({.ignore_system_fonts = true})->with({.body = file});
    EXPECT_EQ(name(chain(*library, Role::Body, "en").latin), "DejaVuSerif");
}

TEST(Library, ChosenFamilyThatIsNotThere) {
    const auto library = open()->with({.body = "No Such Family At All"});
    const auto found = library->chain(Role::Body, {}, "en");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::MissingFont);
    EXPECT_NE(found.error().message.find("No Such Family At All"), std::string::npos);
    EXPECT_TRUE(library->chain(Role::Heading, {}, "en"));
}

TEST(Library, ChoicesOfOneDocumentLeaveTheOthersAlone) {
    const auto library = open({.ignore_system_fonts = true});
    const auto other = library->with({.head = "Noto Serif", .body_is_sans = true});
    EXPECT_EQ(name(chain(*library, Role::Body, "en").latin), "NotoSerif-Regular");
    EXPECT_EQ(name(chain(*other, Role::Body, "ja").cjk), "NotoSansCJKjp-Regular");
    EXPECT_EQ(name(chain(*other, Role::Heading, "en").latin), "NotoSerif-Regular");
    EXPECT_EQ(chain(*library->with({}), Role::Code, "en").latin,
              chain(*library, Role::Code, "en").latin);
}

TEST(Library, SaysWhichFamiliesCanBeAskedFor) {
    const auto library = open({.ignore_system_fonts = true});
    EXPECT_TRUE(library->has_family("Noto Sans CJK JP"));
    EXPECT_TRUE(library->has_family("noto serif"));
    EXPECT_FALSE(library->has_family("Noto Serif Nowhere"));
    const auto families = library->families();
    EXPECT_TRUE(std::binary_search(families.begin(), families.end(), "Noto Sans Thai"));
}

TEST(Coverage, NamesTheFamilyAndPackageOfTheScript) {
    EXPECT_NE(coverage_hint(0xE000).find("private-use"), std::string::npos);
    EXPECT_NE(coverage_hint(0x2A6DF).find("fonts-hanazono"), std::string::npos);
    EXPECT_NE(coverage_hint(0x0378).find("--font-path"), std::string::npos);
}

TEST(Library, FontconfigFindsWhatTheKnownPlacesDoNot) {
    const auto library = open({.search_known_paths = false});
    EXPECT_EQ(name(chain(*library, Role::Body, "zh-HK", {true, false}).cjk), "NotoSerifCJKhk-Bold");
    EXPECT_EQ(name(chain(*library, Role::Heading, "en", {false, true}).latin), "NotoSans-Italic");
    const Face* thai = library->face_for(U'ก', Role::Body, {});
    ASSERT_NE(thai, nullptr);
    EXPECT_TRUE(thai->covers(U'ก'));
}

TEST(Library, ThreadsMayShareOne) {
    const auto library = open();
    std::vector<std::thread> threads;
    std::vector<const FaceChain*> found(4);
    std::vector<const Face*> faces(4);
    for (std::size_t t = 0; t < found.size(); ++t) {
        threads.emplace_back([&, t] {
            found[t] = *library->chain(Role::Body, {}, "zh");
            for (char32_t c = 0x2190; c < 0x2300; ++c)
                faces[t] = library->face_for(c, Role::Body, {});
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (std::size_t t = 1; t < found.size(); ++t) {
        EXPECT_EQ(found[t], found[0]);
        EXPECT_EQ(faces[t], faces[0]);
    }
}

TEST(Library, ListsEveryRow) {
    const FontFolder folder;
    folder.link("/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf", "thai.ttf");
    const auto listing = open({.font_paths = {folder.path()}, .ignore_system_fonts = true})->list();
    ASSERT_EQ(listing.size(), manifest().size() + 1);
    EXPECT_EQ(listing[0].role, "body");
    EXPECT_EQ(listing[0].family, "Noto Serif");
    EXPECT_EQ(listing[0].package, "fonts-noto-core");
    EXPECT_TRUE(listing[0].found);
    EXPECT_TRUE(fs::exists(listing[0].path));
    EXPECT_EQ(listing.back().role, "font-path");
}

}  // namespace
}  // namespace inkstone::fonts
