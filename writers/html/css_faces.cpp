// SPDX-License-Identifier: Apache-2.0
#include "writers/html/css_faces.hpp"

#include <array>
#include <string_view>

namespace inkstone::html {
namespace {

/// Families that a language's Han come from, first found wins. The `marks` are the families that
/// append_marks names.
struct Stack {
    std::string_view selector;
    std::string_view marks;
    std::string_view serif;
    std::string_view sans;
    std::string_view mono;
};

constexpr std::string_view kSerifLatin =
    "\"Source Serif 4\",\"Noto Serif\",Charter,Georgia,Cambria,\"Times New Roman\"";
constexpr std::string_view kSansLatin =
    "\"Source Sans 3\",\"Noto Sans\",\"Helvetica Neue\",\"Segoe UI\",Arial";
constexpr std::string_view kMonoLatin =
    "\"Noto Sans Mono\",\"SF Mono\",Menlo,Consolas,\"DejaVu Sans Mono\"";

constexpr std::array<Stack, 5> kStacks{{
    {":lang(zh)",
     "SC",
     "\"Noto Serif CJK SC\",\"Noto Serif SC\",\"Source Han Serif SC\",\"Songti SC\",SimSun",
     "\"Noto Sans CJK SC\",\"Noto Sans SC\",\"Source Han Sans SC\",\"PingFang SC\",\"Microsoft "
     "YaHei\"",
     "\"Noto Sans Mono CJK SC\",\"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\""},
    {":lang(zh-Hant),:lang(zh-TW),:lang(zh-HK),:lang(zh-MO),:lang(yue)",
     "TC",
     "\"Noto Serif CJK TC\",\"Noto Serif TC\",\"Source Han Serif TC\",\"Songti TC\",PMingLiU",
     "\"Noto Sans CJK TC\",\"Noto Sans TC\",\"Source Han Sans TC\",\"PingFang TC\",\"Microsoft "
     "JhengHei\"",
     "\"Noto Sans Mono CJK TC\",\"Noto Sans CJK TC\",\"PingFang TC\",\"Microsoft JhengHei\""},
    {":lang(zh-HK),:lang(zh-MO),:lang(yue)",
     "TC",
     "\"Noto Serif CJK HK\",\"Noto Serif HK\",\"Source Han Serif HC\",\"Songti TC\",PMingLiU",
     "\"Noto Sans CJK HK\",\"Noto Sans HK\",\"Source Han Sans HC\",\"PingFang HK\",\"Microsoft "
     "JhengHei\"",
     "\"Noto Sans Mono CJK HK\",\"Noto Sans CJK HK\",\"PingFang HK\",\"Microsoft JhengHei\""},
    {":lang(ja)",
     "",
     "\"Noto Serif CJK JP\",\"Noto Serif JP\",\"Source Han Serif\",\"Hiragino Mincho ProN\",\"Yu "
     "Mincho\"",
     "\"Noto Sans CJK JP\",\"Noto Sans JP\",\"Hiragino Sans\",\"Yu Gothic\",Meiryo",
     "\"Noto Sans Mono CJK JP\",\"Noto Sans CJK JP\",\"Hiragino Sans\",\"Yu Gothic\""},
    {":lang(ko)",
     "",
     "\"Noto Serif CJK KR\",\"Noto Serif KR\",\"Source Han Serif K\",AppleMyungjo,Batang",
     "\"Noto Sans CJK KR\",\"Noto Sans KR\",\"Apple SD Gothic Neo\",\"Malgun Gothic\"",
     "\"Noto Sans Mono CJK KR\",\"Noto Sans CJK KR\",\"Apple SD Gothic Neo\",\"Malgun Gothic\""},
}};

/// A family that covers only the marks which Latin and Chinese text share: without it “ ” — … ·
/// would come from the Latin face, narrow and low. It names installed faces, so nothing is fetched.
void append_marks(std::string& css, std::string_view name, std::string_view sources) {
    css.append("@font-face{font-family:\"").append(name).append("\";src:").append(sources);
    css.append(";\nunicode-range:U+00B7,U+2014,U+2018-2019,U+201C-201D,U+2026,U+22EF}\n");
}

/// What names the families of one role: the theme's own, then `latin`, the theme's for CJK, `cjk`.
struct Role {
    std::string_view property;
    const theme::FontChoice& own;
    const theme::FontChoice& own_cjk;
    std::string_view latin;
    std::string_view generic;
};

std::array<Role, 3> roles_of(const theme::Fonts& fonts) {
    const bool sans = fonts.body_is_sans;
    return {{{"--font-body",
              fonts.body.family.empty() && sans ? fonts.head : fonts.body,
              fonts.body_cjk.family.empty() && sans ? fonts.head_cjk : fonts.body_cjk,
              sans ? kSansLatin : kSerifLatin,
              sans ? "sans-serif" : "serif"},
             {"--font-head", fonts.head, fonts.head_cjk, kSansLatin, "sans-serif"},
             {"--font-mono", fonts.mono, fonts.mono_cjk, kMonoLatin, "monospace"}}};
}

void append_family(std::string& css, const theme::FontChoice& choice) {
    if (!choice.family.empty()) css.append(css_string(choice.family)).append(",");
}

}  // namespace

std::string css_string(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) {
        if (static_cast<unsigned char>(c) < 0x20) continue;
        if (c == '<') {
            text.append("\\3c ");  // "</style" would end the element
            continue;
        }
        if (c == '"' || c == '\\') text.push_back('\\');
        text.push_back(c);
    }
    return text.append("\"");
}

void append_latin_faces(std::string& css, const theme::Fonts& fonts) {
    for (const Role& role : roles_of(fonts)) {
        css.append(role.property).append("-latin:");
        append_family(css, role.own);
        css.append(role.latin).append(",").append(role.generic).append(";");
    }
}

void append_cjk_faces(std::string& css, const theme::Fonts& fonts) {
    append_marks(
        css,
        "Han Marks SC",
        R"(local("Noto Serif CJK SC"),local("Source Han Serif SC"),local("Songti SC"),local("SimSun"))");
    append_marks(
        css,
        "Han Marks TC",
        R"(local("Noto Serif CJK TC"),local("Source Han Serif TC"),local("Songti TC"),local("PMingLiU"))");
    append_marks(
        css,
        "Han Sans Marks SC",
        R"(local("Noto Sans CJK SC"),local("Source Han Sans SC"),local("PingFang SC"),local("Microsoft YaHei"))");
    append_marks(
        css,
        "Han Sans Marks TC",
        R"(local("Noto Sans CJK TC"),local("Source Han Sans TC"),local("PingFang TC"),local("Microsoft JhengHei"))");
    for (const Stack& stack : kStacks) {
        css.append(stack.selector).append("{");
        for (const Role& role : roles_of(fonts)) {
            const bool sans = role.generic == "sans-serif", mono = role.generic == "monospace";
            css.append(role.property).append(":");
            if (!mono && !stack.marks.empty()) {
                css.append(sans ? "\"Han Sans Marks " : "\"Han Marks ");
                css.append(stack.marks).append("\",");
            }
            append_family(css, role.own);
            css.append(role.latin).append(",");
            append_family(css, role.own_cjk);
            css.append(mono ? stack.mono : sans ? stack.sans : stack.serif);
            css.append(",").append(role.generic).append(";\n");
        }
        css.append("}\n");
    }
}

}  // namespace inkstone::html
