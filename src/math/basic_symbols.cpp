// SPDX-License-Identifier: Apache-2.0
// Sorted tables of names.
#include "src/math/basic_symbols.hpp"

#include <algorithm>
#include <iterator>

namespace inkstone::math::basic {
namespace {

struct SymbolRow {
    std::string_view name;
    char32_t code;
    AtomClass cls;
    bool large, movable, italic;
};
constexpr SymbolRow kSymbols[] = {
    {"#", 0x0023, AtomClass::Ord, false, false, false},
    {"$", 0x0024, AtomClass::Ord, false, false, false},
    {"%", 0x0025, AtomClass::Ord, false, false, false},
    {"&", 0x0026, AtomClass::Ord, false, false, false},
    {"Box", 0x25A1, AtomClass::Ord, false, false, false},
    {"Delta", 0x0394, AtomClass::Ord, false, false, false},
    {"Gamma", 0x0393, AtomClass::Ord, false, false, false},
    {"Im", 0x2111, AtomClass::Ord, false, false, false},
    {"Lambda", 0x039B, AtomClass::Ord, false, false, false},
    {"Leftarrow", 0x21D0, AtomClass::Rel, false, false, false},
    {"Leftrightarrow", 0x21D4, AtomClass::Rel, false, false, false},
    {"Longrightarrow", 0x27F9, AtomClass::Rel, false, false, false},
    {"Omega", 0x03A9, AtomClass::Ord, false, false, false},
    {"Phi", 0x03A6, AtomClass::Ord, false, false, false},
    {"Pi", 0x03A0, AtomClass::Ord, false, false, false},
    {"Psi", 0x03A8, AtomClass::Ord, false, false, false},
    {"Re", 0x211C, AtomClass::Ord, false, false, false},
    {"Rightarrow", 0x21D2, AtomClass::Rel, false, false, false},
    {"Sigma", 0x03A3, AtomClass::Ord, false, false, false},
    {"Theta", 0x0398, AtomClass::Ord, false, false, false},
    {"Upsilon", 0x03A5, AtomClass::Ord, false, false, false},
    {"Vert", 0x2016, AtomClass::Ord, false, false, false},
    {"Xi", 0x039E, AtomClass::Ord, false, false, false},
    {"_", 0x005F, AtomClass::Ord, false, false, false},
    {"aleph", 0x2135, AtomClass::Ord, false, false, false},
    {"alpha", 0x03B1, AtomClass::Ord, false, false, true},
    {"amalg", 0x2A3F, AtomClass::Bin, false, false, false},
    {"angle", 0x2220, AtomClass::Ord, false, false, false},
    {"approx", 0x2248, AtomClass::Rel, false, false, false},
    {"ast", 0x2217, AtomClass::Bin, false, false, false},
    {"backslash", 0x005C, AtomClass::Ord, false, false, false},
    {"beta", 0x03B2, AtomClass::Ord, false, false, true},
    {"bigcap", 0x22C2, AtomClass::Op, true, true, false},
    {"bigcup", 0x22C3, AtomClass::Op, true, true, false},
    {"bigoplus", 0x2A01, AtomClass::Op, true, true, false},
    {"bigotimes", 0x2A02, AtomClass::Op, true, true, false},
    {"bigsqcup", 0x2A06, AtomClass::Op, true, true, false},
    {"bigvee", 0x22C1, AtomClass::Op, true, true, false},
    {"bigwedge", 0x22C0, AtomClass::Op, true, true, false},
    {"blacksquare", 0x25A0, AtomClass::Ord, false, false, false},
    {"bot", 0x22A5, AtomClass::Ord, false, false, false},
    {"bullet", 0x2219, AtomClass::Bin, false, false, false},
    {"cap", 0x2229, AtomClass::Bin, false, false, false},
    {"cdot", 0x22C5, AtomClass::Bin, false, false, false},
    {"cdots", 0x22EF, AtomClass::Inner, false, false, false},
    {"chi", 0x03C7, AtomClass::Ord, false, false, true},
    {"circ", 0x2218, AtomClass::Bin, false, false, false},
    {"colon", 0x003A, AtomClass::Rel, false, false, false},
    {"coloneqq", 0x2254, AtomClass::Rel, false, false, false},
    {"cong", 0x2245, AtomClass::Rel, false, false, false},
    {"coprod", 0x2210, AtomClass::Op, true, true, false},
    {"cup", 0x222A, AtomClass::Bin, false, false, false},
    {"dagger", 0x2020, AtomClass::Ord, false, false, false},
    {"dashv", 0x22A3, AtomClass::Rel, false, false, false},
    {"ddots", 0x22F1, AtomClass::Inner, false, false, false},
    {"degree", 0x00B0, AtomClass::Ord, false, false, false},
    {"delta", 0x03B4, AtomClass::Ord, false, false, true},
    {"div", 0x00F7, AtomClass::Bin, false, false, false},
    {"doteq", 0x2250, AtomClass::Rel, false, false, false},
    {"dots", 0x2026, AtomClass::Inner, false, false, false},
    {"dotsb", 0x22EF, AtomClass::Inner, false, false, false},
    {"dotsc", 0x2026, AtomClass::Inner, false, false, false},
    {"downarrow", 0x2193, AtomClass::Rel, false, false, false},
    {"ell", 0x2113, AtomClass::Ord, false, false, false},
    {"emptyset", 0x2205, AtomClass::Ord, false, false, false},
    {"epsilon", 0x03F5, AtomClass::Ord, false, false, true},
    {"equiv", 0x2261, AtomClass::Rel, false, false, false},
    {"eta", 0x03B7, AtomClass::Ord, false, false, true},
    {"exists", 0x2203, AtomClass::Ord, false, false, false},
    {"forall", 0x2200, AtomClass::Ord, false, false, false},
    {"gamma", 0x03B3, AtomClass::Ord, false, false, true},
    {"ge", 0x2265, AtomClass::Rel, false, false, false},
    {"geq", 0x2265, AtomClass::Rel, false, false, false},
    {"geqslant", 0x2A7E, AtomClass::Rel, false, false, false},
    {"gets", 0x2190, AtomClass::Rel, false, false, false},
    {"gg", 0x226B, AtomClass::Rel, false, false, false},
    {"gt", 0x003E, AtomClass::Rel, false, false, false},
    {"hbar", 0x210F, AtomClass::Ord, false, false, false},
    {"hookrightarrow", 0x21AA, AtomClass::Rel, false, false, false},
    {"iff", 0x27FA, AtomClass::Rel, false, false, false},
    {"iiint", 0x222D, AtomClass::Op, true, false, false},
    {"iint", 0x222C, AtomClass::Op, true, false, false},
    {"imath", 0x0131, AtomClass::Ord, false, false, false},
    {"impliedby", 0x27F8, AtomClass::Rel, false, false, false},
    {"implies", 0x27F9, AtomClass::Rel, false, false, false},
    {"in", 0x2208, AtomClass::Rel, false, false, false},
    {"infty", 0x221E, AtomClass::Ord, false, false, false},
    {"int", 0x222B, AtomClass::Op, true, false, false},
    {"iota", 0x03B9, AtomClass::Ord, false, false, true},
    {"jmath", 0x0237, AtomClass::Ord, false, false, false},
    {"kappa", 0x03BA, AtomClass::Ord, false, false, true},
    {"lVert", 0x2016, AtomClass::Open, false, false, false},
    {"lambda", 0x03BB, AtomClass::Ord, false, false, true},
    {"land", 0x2227, AtomClass::Bin, false, false, false},
    {"langle", 0x27E8, AtomClass::Open, false, false, false},
    {"lbrace", 0x007B, AtomClass::Open, false, false, false},
    {"lbrack", 0x005B, AtomClass::Open, false, false, false},
    {"lceil", 0x2308, AtomClass::Open, false, false, false},
    {"ldots", 0x2026, AtomClass::Inner, false, false, false},
    {"le", 0x2264, AtomClass::Rel, false, false, false},
    {"leftarrow", 0x2190, AtomClass::Rel, false, false, false},
    {"leftrightarrow", 0x2194, AtomClass::Rel, false, false, false},
    {"leq", 0x2264, AtomClass::Rel, false, false, false},
    {"leqslant", 0x2A7D, AtomClass::Rel, false, false, false},
    {"lfloor", 0x230A, AtomClass::Open, false, false, false},
    {"ll", 0x226A, AtomClass::Rel, false, false, false},
    {"lnot", 0x00AC, AtomClass::Ord, false, false, false},
    {"longleftarrow", 0x27F5, AtomClass::Rel, false, false, false},
    {"longmapsto", 0x27FC, AtomClass::Rel, false, false, false},
    {"longrightarrow", 0x27F6, AtomClass::Rel, false, false, false},
    {"lor", 0x2228, AtomClass::Bin, false, false, false},
    {"lt", 0x003C, AtomClass::Rel, false, false, false},
    {"lvert", 0x007C, AtomClass::Open, false, false, false},
    {"mapsto", 0x21A6, AtomClass::Rel, false, false, false},
    {"mid", 0x2223, AtomClass::Rel, false, false, false},
    {"models", 0x22A8, AtomClass::Rel, false, false, false},
    {"mp", 0x2213, AtomClass::Bin, false, false, false},
    {"mu", 0x03BC, AtomClass::Ord, false, false, true},
    {"nabla", 0x2207, AtomClass::Ord, false, false, false},
    {"ne", 0x2260, AtomClass::Rel, false, false, false},
    {"neg", 0x00AC, AtomClass::Ord, false, false, false},
    {"neq", 0x2260, AtomClass::Rel, false, false, false},
    {"nexists", 0x2204, AtomClass::Ord, false, false, false},
    {"ni", 0x220B, AtomClass::Rel, false, false, false},
    {"notin", 0x2209, AtomClass::Rel, false, false, false},
    {"nu", 0x03BD, AtomClass::Ord, false, false, true},
    {"odot", 0x2299, AtomClass::Bin, false, false, false},
    {"oint", 0x222E, AtomClass::Op, true, false, false},
    {"omega", 0x03C9, AtomClass::Ord, false, false, true},
    {"ominus", 0x2296, AtomClass::Bin, false, false, false},
    {"oplus", 0x2295, AtomClass::Bin, false, false, false},
    {"oslash", 0x2298, AtomClass::Bin, false, false, false},
    {"otimes", 0x2297, AtomClass::Bin, false, false, false},
    {"parallel", 0x2225, AtomClass::Rel, false, false, false},
    {"partial", 0x2202, AtomClass::Ord, false, false, false},
    {"perp", 0x22A5, AtomClass::Rel, false, false, false},
    {"phi", 0x03D5, AtomClass::Ord, false, false, true},
    {"pi", 0x03C0, AtomClass::Ord, false, false, true},
    {"pm", 0x00B1, AtomClass::Bin, false, false, false},
    {"prec", 0x227A, AtomClass::Rel, false, false, false},
    {"preceq", 0x2AAF, AtomClass::Rel, false, false, false},
    {"prime", 0x2032, AtomClass::Ord, false, false, false},
    {"prod", 0x220F, AtomClass::Op, true, true, false},
    {"propto", 0x221D, AtomClass::Rel, false, false, false},
    {"psi", 0x03C8, AtomClass::Ord, false, false, true},
    {"rVert", 0x2016, AtomClass::Close, false, false, false},
    {"rangle", 0x27E9, AtomClass::Close, false, false, false},
    {"rbrace", 0x007D, AtomClass::Close, false, false, false},
    {"rbrack", 0x005D, AtomClass::Close, false, false, false},
    {"rceil", 0x2309, AtomClass::Close, false, false, false},
    {"rfloor", 0x230B, AtomClass::Close, false, false, false},
    {"rho", 0x03C1, AtomClass::Ord, false, false, true},
    {"rightarrow", 0x2192, AtomClass::Rel, false, false, false},
    {"rightleftharpoons", 0x21CC, AtomClass::Rel, false, false, false},
    {"rvert", 0x007C, AtomClass::Close, false, false, false},
    {"setminus", 0x2216, AtomClass::Bin, false, false, false},
    {"sigma", 0x03C3, AtomClass::Ord, false, false, true},
    {"sim", 0x223C, AtomClass::Rel, false, false, false},
    {"simeq", 0x2243, AtomClass::Rel, false, false, false},
    {"sqcap", 0x2293, AtomClass::Bin, false, false, false},
    {"sqcup", 0x2294, AtomClass::Bin, false, false, false},
    {"square", 0x25A1, AtomClass::Ord, false, false, false},
    {"star", 0x22C6, AtomClass::Bin, false, false, false},
    {"subset", 0x2282, AtomClass::Rel, false, false, false},
    {"subseteq", 0x2286, AtomClass::Rel, false, false, false},
    {"succ", 0x227B, AtomClass::Rel, false, false, false},
    {"succeq", 0x2AB0, AtomClass::Rel, false, false, false},
    {"sum", 0x2211, AtomClass::Op, true, true, false},
    {"supset", 0x2283, AtomClass::Rel, false, false, false},
    {"supseteq", 0x2287, AtomClass::Rel, false, false, false},
    {"tau", 0x03C4, AtomClass::Ord, false, false, true},
    {"theta", 0x03B8, AtomClass::Ord, false, false, true},
    {"times", 0x00D7, AtomClass::Bin, false, false, false},
    {"to", 0x2192, AtomClass::Rel, false, false, false},
    {"top", 0x22A4, AtomClass::Ord, false, false, false},
    {"triangle", 0x25B3, AtomClass::Ord, false, false, false},
    {"uparrow", 0x2191, AtomClass::Rel, false, false, false},
    {"uplus", 0x228E, AtomClass::Bin, false, false, false},
    {"upsilon", 0x03C5, AtomClass::Ord, false, false, true},
    {"varepsilon", 0x03B5, AtomClass::Ord, false, false, true},
    {"varnothing", 0x2205, AtomClass::Ord, false, false, false},
    {"varphi", 0x03C6, AtomClass::Ord, false, false, true},
    {"varpi", 0x03D6, AtomClass::Ord, false, false, true},
    {"varrho", 0x03F1, AtomClass::Ord, false, false, true},
    {"varsigma", 0x03C2, AtomClass::Ord, false, false, true},
    {"vartheta", 0x03D1, AtomClass::Ord, false, false, true},
    {"vdash", 0x22A2, AtomClass::Rel, false, false, false},
    {"vdots", 0x22EE, AtomClass::Ord, false, false, false},
    {"vee", 0x2228, AtomClass::Bin, false, false, false},
    {"vert", 0x007C, AtomClass::Ord, false, false, false},
    {"wedge", 0x2227, AtomClass::Bin, false, false, false},
    {"wp", 0x2118, AtomClass::Ord, false, false, false},
    {"xi", 0x03BE, AtomClass::Ord, false, false, true},
    {"zeta", 0x03B6, AtomClass::Ord, false, false, true},
    {"{", 0x007B, AtomClass::Open, false, false, false},
    {"|", 0x2016, AtomClass::Ord, false, false, false},
    {"}", 0x007D, AtomClass::Close, false, false, false},
};

template <class Value>
struct NameRow {
    std::string_view name;
    Value value;
};
constexpr NameRow<Variant> kAlphabets[] = {
    {"bm", Variant::BoldItalic},
    {"boldsymbol", Variant::BoldItalic},
    {"mathbb", Variant::DoubleStruck},
    {"mathbf", Variant::Bold},
    {"mathcal", Variant::Script},
    {"mathfrak", Variant::Fraktur},
    {"mathit", Variant::Italic},
    {"mathrm", Variant::Normal},
    {"mathscr", Variant::Script},
    {"mathsf", Variant::Sans},
    {"mathtt", Variant::Monospace},
};
constexpr NameRow<double> kSpaces[] = {
    {" ", 0.25},
    {"!", -3.0 / 18},
    {",", 3.0 / 18},
    {":", 4.0 / 18},
    {";", 5.0 / 18},
    {">", 4.0 / 18},
    {"qquad", 2},
    {"quad", 1},
};
constexpr NameRow<bool> kOperators[] = {
    {"Pr", true},     {"arccos", false}, {"arcsin", false}, {"arctan", false}, {"arg", false},
    {"cos", false},   {"cosh", false},   {"cot", false},    {"csc", false},    {"deg", false},
    {"det", true},    {"dim", false},    {"exp", false},    {"gcd", true},     {"hom", false},
    {"inf", true},    {"ker", false},    {"lg", false},     {"lim", true},     {"liminf", true},
    {"limsup", true}, {"ln", false},     {"log", false},    {"max", true},     {"min", true},
    {"sec", false},   {"sin", false},    {"sinh", false},   {"sup", true},     {"tan", false},
    {"tanh", false},
};
constexpr NameRow<Mark> kAccents[] = {
    {"acute", {0x301, false, false}},
    {"bar", {0x304, false, false}},
    {"breve", {0x306, false, false}},
    {"check", {0x30c, false, false}},
    {"ddot", {0x308, false, false}},
    {"dot", {0x307, false, false}},
    {"grave", {0x300, false, false}},
    {"hat", {0x302, false, false}},
    {"mathring", {0x30a, false, false}},
    {"tilde", {0x303, false, false}},
    {"vec", {0x20d7, false, false}},
    {"widehat", {0x302, true, false}},
    {"widetilde", {0x303, true, false}},
};
constexpr NameRow<Mark> kStretches[] = {
    {"overbrace", {0x23de, true, false}},
    {"overleftarrow", {0x2190, true, false}},
    {"overline", {0x0, true, false}},
    {"overrightarrow", {0x2192, true, false}},
    {"underbrace", {0x23df, true, true}},
    {"underline", {0x0, true, true}},
};

template <class Row, std::size_t Count>
const Row* find(const Row (&rows)[Count], std::string_view name) {
    const auto* found = std::lower_bound(
        std::begin(rows), std::end(rows), name, [](const Row& row, std::string_view wanted) {
            return row.name < wanted;
        });
    return found != std::end(rows) && found->name == name ? found : nullptr;
}

/// Where an alphabet's A, a and 0 stand; 0: none.
struct Alphabet {
    char32_t upper, lower, digits, upper_greek, lower_greek;
};
constexpr Alphabet alphabet(Variant variant) {
    switch (variant) {
        case Variant::Italic:
            return {0x1D434, 0x1D44E, 0, 0, 0x1D6FC};
        case Variant::Bold:
            return {0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2};
        case Variant::BoldItalic:
            return {0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736};
        case Variant::Script:
            return {0x1D49C, 0x1D4B6, 0, 0, 0};
        case Variant::Fraktur:
            return {0x1D504, 0x1D51E, 0, 0, 0};
        case Variant::DoubleStruck:
            return {0x1D538, 0x1D552, 0x1D7D8, 0, 0};
        case Variant::Sans:
            return {0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0};
        case Variant::Monospace:
            return {0x1D670, 0x1D68A, 0x1D7F6, 0, 0};
        case Variant::Normal:
        case Variant::BoldScript:
        case Variant::BoldFraktur:
        case Variant::SansBold:
        case Variant::SansItalic:
        case Variant::SansBoldItalic:
            return {};
    }
    return {};
}

/// Letters that Unicode had before the alphabets.
char32_t exception(char32_t code) {
    struct Pair {
        char32_t gap, letter;
    };
    static constexpr Pair kPairs[] = {
        {0x1D455, 0x210E}, {0x1D49D, 0x212C}, {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131},
        {0x1D4A3, 0x210B}, {0x1D4A4, 0x2110}, {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133},
        {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F}, {0x1D4BC, 0x210A}, {0x1D4C4, 0x2134},
        {0x1D506, 0x212D}, {0x1D50B, 0x210C}, {0x1D50C, 0x2111}, {0x1D515, 0x211C},
        {0x1D51D, 0x2128}, {0x1D53A, 0x2102}, {0x1D53F, 0x210D}, {0x1D545, 0x2115},
        {0x1D547, 0x2119}, {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124}};
    for (const Pair& pair : kPairs)
        if (pair.gap == code) return pair.letter;
    return code;
}

}  // namespace

std::optional<Symbol> find_symbol(std::string_view name) {
    const SymbolRow* row = find(kSymbols, name);
    if (row == nullptr) return std::nullopt;
    Symbol symbol{row->code, row->code, row->italic ? Variant::Italic : Variant::Normal, row->cls};
    symbol.large = row->large;
    symbol.movable = row->movable;
    return symbol;
}
std::optional<Variant> find_alphabet(std::string_view name) {
    const auto* row = find(kAlphabets, name);
    return row == nullptr ? std::nullopt : std::optional(row->value);
}
std::optional<double> find_space(std::string_view name) {
    const auto* row = find(kSpaces, name);
    return row == nullptr ? std::nullopt : std::optional(row->value);
}
std::optional<OperatorName> find_operator(std::string_view name) {
    const auto* row = find(kOperators, name);
    if (row == nullptr) return std::nullopt;
    return OperatorName{std::string(name), row->value};
}
std::optional<Mark> find_accent(std::string_view name) {
    const auto* row = find(kAccents, name);
    return row == nullptr ? std::nullopt : std::optional(row->value);
}
std::optional<Mark> find_stretch(std::string_view name) {
    const auto* row = find(kStretches, name);
    return row == nullptr ? std::nullopt : std::optional(row->value);
}

char32_t next_character(std::string_view tex, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(tex[at++]);
    int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    char32_t c = more == 0 ? lead : lead & (0x3FU >> static_cast<unsigned>(more));
    for (; more > 0 && at < tex.size(); --more)
        c = (c << 6U) | (static_cast<unsigned char>(tex[at++]) & 0x3FU);
    return c;
}

Symbol in_variant(Symbol symbol) {
    const Alphabet set = alphabet(symbol.variant);
    const char32_t c = symbol.base;
    char32_t code = 0;
    if (c >= U'A' && c <= U'Z' && set.upper != 0) code = set.upper + (c - U'A');
    if (c >= U'a' && c <= U'z' && set.lower != 0) code = set.lower + (c - U'a');
    if (c >= U'0' && c <= U'9' && set.digits != 0) code = set.digits + (c - U'0');
    if (c >= U'Α' && c <= U'Ω' && set.upper_greek != 0) code = set.upper_greek + (c - U'Α');
    if (c >= U'α' && c <= U'ω' && set.lower_greek != 0) code = set.lower_greek + (c - U'α');
    if (c == U'ϵ' && set.lower_greek != 0) code = set.lower_greek + 26;
    if (c == U'ϑ' && set.lower_greek != 0) code = set.lower_greek + 27;
    if (c == U'ϕ' && set.lower_greek != 0) code = set.lower_greek + 29;
    if (code == 0) {
        if (symbol.variant == Variant::Italic) symbol.variant = Variant::Normal;
        return symbol;
    }
    symbol.code = exception(code);
    return symbol;
}

Symbol character(char32_t c, Variant variant) {
    Symbol symbol{c, c, variant, AtomClass::Ord};
    switch (c) {
        case U'-':
            symbol.code = U'−';
            [[fallthrough]];
        case U'+':
            symbol.cls = AtomClass::Bin;
            break;
        case U'*':
            symbol.code = U'∗';
            symbol.cls = AtomClass::Bin;
            break;
        case U'=':
        case U'<':
        case U'>':
        case U':':
            symbol.cls = AtomClass::Rel;
            break;
        case U'(':
        case U'[':
            symbol.cls = AtomClass::Open;
            break;
        case U')':
        case U']':
        case U'!':
        case U'?':
            symbol.cls = AtomClass::Close;
            break;
        case U',':
        case U';':
            symbol.cls = AtomClass::Punct;
            break;
        default:
            return in_variant(symbol);
    }
    symbol.variant = Variant::Normal;
    return symbol;
}

}  // namespace inkstone::math::basic
