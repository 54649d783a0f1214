// SPDX-License-Identifier: Apache-2.0
// MathML of every construction, the space between atoms, and formulas that must not hurt.
#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "writers/html/mapping.hpp"
#include "writers/html/mathml.hpp"

namespace inkstone::html {
namespace {

std::string whole(std::string_view tex, MathmlOptions options = {}) {
    options.tex = tex;
    std::string out;
    append_mathml(out, math::parse_tex(tex, {options.display}), options);
    return out;
}

/// What stands between <semantics> and the annotation.
std::string body(std::string_view tex) {
    constexpr std::string_view kStart = "<semantics>";
    const std::string out = whole(tex);
    const std::size_t start = out.find(kStart) + kStart.size();
    return out.substr(start, out.find("<annotation") - start);
}

struct Case {
    std::string_view tex, mathml;
};

void expect_all(std::span<const Case> cases) {
    for (const Case& one : cases) EXPECT_EQ(body(one.tex), one.mathml) << one.tex;
}

TEST(Mathml, Leaves) {
    constexpr Case kCases[] = {
        {"x", "<mi>x</mi>"},
        {"\\alpha", "<mi>α</mi>"},
        {"\\Gamma", "<mi mathvariant=\"normal\">Γ</mi>"},
        {"\\mathrm{d}", "<mi mathvariant=\"normal\">d</mi>"},
        {"\\mathrm{const}", "<mi>const</mi>"},
        {"\\mathbb{R}", "<mi>ℝ</mi>"},
        {"\\mathbf{v}", "<mi>𝐯</mi>"},
        {"\\infty", "<mi>∞</mi>"},
        {"3.14", "<mrow><mn>3.14</mn></mrow>"},
        {"10^2", "<mrow><msup><mn>10</mn><mn>2</mn></msup></mrow>"},
        {"\\text{a b }", "<mtext>a b\u00A0</mtext>"},
        {"\\textbf{b}", "<mtext class=\"math-bold\">b</mtext>"},
        {"中文", "<mrow><mtext>中文</mtext></mrow>"},
        {"\\nosuch{<}", "<mtext class=\"tex\">\\nosuch{&lt;}</mtext>"},
    };
    expect_all(kCases);
}

TEST(Mathml, SpaceIsThatOfTex) {
    constexpr Case kCases[] = {
        // In the dictionary of every browser.
        {"a+b", "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"},
        {"a=b", "<mrow><mi>a</mi><mo>=</mo><mi>b</mi></mrow>"},
        // A sign after a relation belongs to what follows it.
        {"a=-b",
         "<mrow><mi>a</mi><mo>=</mo><mo lspace=\"0em\" rspace=\"0em\">−</mo><mi>b</mi></mrow>"},
        {"a\\cdot b",
         "<mrow><mi>a</mi><mo lspace=\"0.2222em\" rspace=\"0.2222em\">⋅</mo><mi>b</mi></mrow>"},
        {"a,b", "<mrow><mi>a</mi><mo lspace=\"0em\" rspace=\"0.1667em\">,</mo><mi>b</mi></mrow>"},
        {"2\\sin x",
         "<mrow><mn>2</mn><mspace width=\"0.1667em\"/><mi>sin</mi><mspace width=\"0.1667em\"/>"
         "<mi>x</mi></mrow>"},
        // Scripts have no such space.
        {"x_{a=b}",
         "<msub><mi>x</mi><mrow><mi>a</mi><mo lspace=\"0em\" rspace=\"0em\">=</mo><mi>b</mi></mrow>"
         "</msub>"},
        {"a\\quad b", "<mrow><mi>a</mi><mspace width=\"1em\"/><mi>b</mi></mrow>"},
    };
    expect_all(kCases);
}

TEST(Mathml, Constructions) {
    constexpr Case kCases[] = {
        {"\\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"},
        {"\\dfrac ab",
         "<mstyle displaystyle=\"true\" scriptlevel=\"0\"><mfrac><mi>a</mi><mi>b</mi></mfrac>"
         "</mstyle>"},
        {"\\binom nk",
         "<mrow><mo stretchy=\"true\" form=\"prefix\">(</mo><mfrac linethickness=\"0\"><mi>n</mi>"
         "<mi>k</mi></mfrac><mo stretchy=\"true\" form=\"postfix\">)</mo></mrow>"},
        {"\\sqrt x", "<msqrt><mi>x</mi></msqrt>"},
        {"\\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"},
        {"x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"},
        {"{}^4C", "<mrow><msup><mrow></mrow><mn>4</mn></msup><mi>C</mi></mrow>"},
        {"\\sum_i^n",
         "<munderover><mo lspace=\"0em\" rspace=\"0em\" movablelimits=\"true\">∑</mo><mi>i</mi>"
         "<mi>n</mi></munderover>"},
        {"\\int_a^b",
         "<msubsup><mo lspace=\"0em\" rspace=\"0em\" movablelimits=\"false\">∫</mo><mi>a</mi>"
         "<mi>b</mi></msubsup>"},
        {"\\operatorname*{arg\\,max}_x",
         "<munder><mo lspace=\"0em\" rspace=\"0em\" movablelimits=\"true\">arg\u2009max</mo>"
         "<mi>x</mi></munder>"},
        {"\\left(a\\middle|b\\right.",
         "<mrow><mo stretchy=\"true\" form=\"prefix\">(</mo><mi>a</mi><mo stretchy=\"true\" "
         "symmetric=\"true\" lspace=\"0em\" rspace=\"0em\">|</mo><mi>b</mi></mrow>"},
        {"\\Big(",
         "<mo stretchy=\"true\" symmetric=\"true\" minsize=\"1.8em\" maxsize=\"1.8em\" "
         "lspace=\"0em\" rspace=\"0em\">(</mo>"},
        {"\\hat x", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo></mover>"},
        {"\\widehat x",
         "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"true\">\u0302</mo></mover>"},
        {"\\overline x", "<mrow class=\"math-overline\"><mi>x</mi></mrow>"},
        {"\\underbrace{x}_k",
         "<munder><munder><mi>x</mi><mo stretchy=\"true\">⏟</mo></munder><mi>k</mi></munder>"},
        {"\\overset{!}{=}",
         "<mover><mo lspace=\"0em\" rspace=\"0em\">=</mo><mo form=\"postfix\" stretchy=\"false\" "
         "lspace=\"0em\" rspace=\"0em\">!</mo></mover>"},
        {"\\xrightarrow{f}",
         "<mover><mo stretchy=\"true\" lspace=\"0em\" rspace=\"0em\">→</mo><mrow><mspace "
         "width=\"0.6em\"/><mi>f</mi><mspace width=\"0.6em\"/></mrow></mover>"},
        {"\\boxed{x}", "<mrow class=\"math-boxed\"><mi>x</mi></mrow>"},
        {"\\textcolor{#102030}{x}", "<mstyle mathcolor=\"#102030\"><mi>x</mi></mstyle>"},
        {"\\phantom{x}", "<mphantom><mi>x</mi></mphantom>"},
        {"\\vphantom{x}", "<mpadded width=\"0em\"><mphantom><mi>x</mi></mphantom></mpadded>"},
    };
    expect_all(kCases);
}

TEST(Mathml, Tables) {
    constexpr Case kCases[] = {
        {"\\begin{matrix}a&b\\\\c\\end{matrix}",
         "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd>"
         "<mtd></mtd></mtr></mtable>"},
        {"\\begin{align}a&=b\\tag{1}\\end{align}",
         "<mtable displaystyle=\"true\" columnalign=\"right left\" class=\"math-open\"><mtr><mtd "
         "class=\"math-right math-joining\"><mi>a</mi></mtd><mtd class=\"math-left math-joined\">"
         "<mo lspace=\"0.2778em\" rspace=\"0.2778em\">=</mo><mi>b</mi></mtd><mtd "
         "class=\"math-tag\"><mtext>(1)</mtext></mtd></mtr></mtable>"},
        {"\\begin{array}{|c}\\hline a\\\\\\hline\\end{array}",
         "<mtable><mtr><mtd class=\"math-rule-before math-rule-above math-rule-below\"><mi>a</mi>"
         "</mtd></mtr></mtable>"},
    };
    expect_all(kCases);
}

TEST(Mathml, ElementSaysTheSourceTwice) {
    EXPECT_TRUE(whole("a\n< \"b\"", {true, true, {}})
                    .starts_with("<math xmlns=\"http://www.w3.org/1998/Math/MathML\" "
                                 "display=\"block\" alttext=\"a &lt; &quot;b&quot;\"><semantics>"));
    EXPECT_TRUE(whole("a<b").ends_with(
        "<annotation encoding=\"application/x-tex\">a&lt;b</annotation></semantics></math>"));
    EXPECT_EQ(whole("\x01").find('\x01'), std::string::npos);
}

/// Start tags and end tags match, whatever the formula.
bool is_balanced(std::string_view xml) {
    std::vector<std::string> open;
    for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
        const std::size_t end = xml.find('>', at);
        if (end == std::string_view::npos) return false;
        if (xml[end - 1] == '/') continue;
        std::string name(xml.substr(at + 1, xml.find_first_of(" >", at) - at - 1));
        if (name.front() != '/') {
            open.push_back(std::move(name));
        } else {
            if (open.empty() || open.back() != name.substr(1)) return false;
            open.pop_back();
        }
    }
    return open.empty();
}

TEST(Mathml, HostileFormulasStayWellFormed) {
    EXPECT_FALSE(is_balanced("<a><b></a></b>"));
    for (const std::string_view piece : {"{",
                                         "}",
                                         "\\frac",
                                         "^",
                                         "x^",
                                         "x_{",
                                         "\\left(",
                                         "\\right)",
                                         "\\sqrt[",
                                         "\\begin{matrix}",
                                         "\\color{red}",
                                         "\\displaystyle ",
                                         "&",
                                         "\\\\",
                                         "'",
                                         "a\\over ",
                                         "\\not",
                                         "\\hat",
                                         "\xF0\x9F",
                                         "\\"}) {
        std::string tex;
        for (int i = 0; i < 20000; ++i) tex.append(piece);
        EXPECT_TRUE(is_balanced(whole(tex))) << piece;
        EXPECT_TRUE(is_balanced(whole(piece))) << piece;
    }
}

TEST(MathMapping, NumberStandsBesideTheFormula) {
    Document document;
    document.blocks = {{MathBlock{"a \\tag{7}"}, {}}, {MathBlock{"b", "eq", "2"}, {}}};
    Diagnostics diagnostics;
    Mapper mapper(document, {}, diagnostics);
    mapper.begin_file(document.blocks);
    EXPECT_FALSE(mapper.has_math());
    mapper.blocks(document.blocks);
    EXPECT_TRUE(mapper.has_math());
    const std::string html = mapper.take();
    EXPECT_NE(html.find("</math><span class=\"math-number\">(7)</span></div>"), std::string::npos);
    EXPECT_NE(html.find("<div id=\"eq\" class=\"math-block math-numbered\">"), std::string::npos);
    EXPECT_NE(html.find("<span class=\"math-number\">(2)</span>"), std::string::npos);
    mapper.begin_file({});
    EXPECT_FALSE(mapper.has_math());
}

TEST(MathMapping, OneWarningACommand) {
    Document document;
    document.blocks = {{MathBlock{"\\nosuch \\nosuch"}, {3, 1}},
                       {Paragraph{{{Math{"\\nosuch+\\other"}, {5, 2}}}}, {5, 1}}};
    Diagnostics diagnostics;
    Mapper mapper(document, {}, diagnostics);
    mapper.begin_file(document.blocks);
    mapper.blocks(document.blocks);
    ASSERT_EQ(diagnostics.entries().size(), 2U);
    EXPECT_EQ(diagnostics.entries()[0].code, "unknown-math");
    EXPECT_EQ(diagnostics.entries()[0].position, (SourcePosition{3, 1}));
    EXPECT_EQ(diagnostics.entries()[1].position, (SourcePosition{5, 2}));
}

}  // namespace
}  // namespace inkstone::html
