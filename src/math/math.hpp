// SPDX-License-Identifier: Apache-2.0
// Formulas: the tree of a TeX formula as plain values, and the reader that makes it.
// The tree is TeX's math list with names: what the writers need to know is decided here (code
// points of alphabets, classes, column alignment), what depends on a font is not. MathML
// (writers/html/mathml.hpp) and the PDF layout are made from the same tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace inkstone::math {

struct Node;
/// A math list. An empty row where a part may be missing (a script, a degree) means that it is.
using Row = std::vector<Node>;

/// TeX's classes, which decide the space between neighbours (`spacing_mu`).
enum class AtomClass : std::uint8_t { Ord, Op, Bin, Rel, Open, Close, Punct, Inner };

enum class Style : std::uint8_t { Display, Text, Script, ScriptScript };

/// Alphabets of Unicode's mathematical letters. `Normal` is upright.
enum class Variant : std::uint8_t {
    Normal,
    Italic,
    Bold,
    BoldItalic,
    Script,
    BoldScript,
    Fraktur,
    BoldFraktur,
    DoubleStruck,
    Sans,
    SansBold,
    SansItalic,
    SansBoldItalic,
    Monospace
};

// ---- Leaves ------------------------------------------------------------------------------------

/// One character. `base` is what was written or named ('x', U+03B1), `code` what is shown after the
/// alphabet was applied (U+1D465 for an italic x). `-` is U+2212, `*` U+2217, primes are U+2032,
/// U+2033, U+2034 or U+2057 in a superscript.
struct Symbol {
    char32_t base = 0;
    char32_t code = 0;
    Variant variant = Variant::Normal;
    AtomClass cls = AtomClass::Ord;
    bool large = false;    ///< ∑ ∫ …: the display variant of the glyph in display style
    bool movable = false;  ///< scripts are limits in display style (∑, not ∫)
    bool negated = false;  ///< `\not` of a sign without a negated form: U+0338 over it
};

/// `\sin`, `\lim`, `\operatorname*{arg\,max}`: upright letters, class Op. Thin spaces are U+2009.
struct OperatorName {
    std::string text;
    bool movable = false;  ///< scripts are limits in display style (\lim, \operatorname*)
};

/// `\text{…}` and its kin: words in the document's own fonts, spaces as they stand. Formulas inside
/// are neighbours in the row. Only Normal, Bold, Italic, BoldItalic, Sans and Monospace occur.
struct Text {
    std::string value;
    Variant variant = Variant::Normal;
};

/// Width `em` of the style's size (1 mu = 1/18 em) plus `pt` points that do not shrink in scripts.
struct Space {
    double em = 0;
    double pt = 0;
};

/// What the reader does not know, as TeX to be shown in the code face.
struct Unknown {
    std::string tex;
};

/// `\big( \Bigl[ \biggm| \Biggr)`: size 1 to 4 (TeX: 1.2, 1.8, 2.4, 3.0 of the font's size).
/// `code` 0 is the null delimiter.
struct BigDelimiter {
    char32_t code = 0;
    int size = 1;
    AtomClass cls = AtomClass::Ord;
};

// ---- Groups ------------------------------------------------------------------------------------

/// `{…}` (Ord), `\mathbin{…}`, `\mathrel{…}`, `\mathop{…}` …: one atom of class `cls`.
/// An empty group is an atom too: the tables of `align` put one before `&=`.
struct Group {
    Row body;
    AtomClass cls = AtomClass::Ord;
    bool movable = false;  ///< `\mathop`: scripts are limits in display style
};

/// `\displaystyle …`: holds to the end of its group. Not an atom: its members stand in the row that
/// holds it, as far as spacing is concerned.
struct Styled {
    Style style = Style::Display;
    Row body;
};

/// `\color`, `\textcolor`, `\colorbox`: "#rrggbb", empty where not set. Not an atom, as Styled is
/// not.
struct Colored {
    std::string color;
    std::string background;
    Row body;
};

/// `\phantom` (invisible, all three), `\hphantom` (invisible, width), `\vphantom` (invisible,
/// height and depth), `\smash` (visible, width), `\mathrlap` (visible, no width).
struct Phantom {
    enum class Align : std::uint8_t { Left, Center, Right };
    Row body;
    bool visible = false;
    bool width = true, height = true, depth = true;  ///< what of the box counts
    Align align = Align::Left;  ///< without width: on which side of the body the point of origin is
                                ///< (\mathrlap Left, \mathclap Center, \mathllap Right)
};

/// `\boxed`, `\fbox`: a frame around the body.
struct Boxed {
    Row body;
};

/// `\cancel` (rising), `\bcancel` (falling), `\xcancel`, `\sout` (level line).
struct Cancel {
    enum class Kind : std::uint8_t { Rising, Falling, Cross, Level };
    Kind kind = Kind::Rising;
    Row body;
};

// ---- Constructions -----------------------------------------------------------------------------

/// `\frac`, `\binom`, `{a \over b}`. With `open`/`close` (0: none) an atom with fences (binomials).
struct Fraction {
    enum class Size : std::uint8_t { Current, Display, Text };  ///< \frac, \dfrac, \tfrac
    Row numerator, denominator;
    bool bar = true;
    Size size = Size::Current;
    bool continued = false;  ///< \cfrac: parts in display style, each with the height of a line
    char32_t open = 0, close = 0;
};

struct Radical {
    Row body, degree;
};

/// `nucleus_{sub}^{sup}`. An empty nucleus is an empty atom (`{}^{14}C`).
struct Scripts {
    /// Side: beside the nucleus; Stacked: under and over it; Movable: Stacked in display style,
    /// else Side.
    enum class Placement : std::uint8_t { Side, Movable, Stacked };
    Row nucleus, sub, sup;
    Placement placement = Placement::Side;
};

/// `\left( … \middle| … \right)`: `parts` holds one row more than `middles`. 0 is the null
/// delimiter. Class Inner.
struct Delimited {
    char32_t open = 0, close = 0;
    std::vector<Row> parts;
    std::vector<char32_t> middles;
};

/// `\hat \bar \vec \widetilde …`: `mark` is the combining character (U+0302, U+0304, U+20D7, …).
struct Accent {
    Row body;
    char32_t mark = 0;
    bool stretchy = false;  ///< \widehat, \widetilde, …
    bool under = false;     ///< \underaccent kinds
};

/// `\overline`, `\underbrace`, `\overrightarrow` …: `mark` is 0 for a rule, else the character that
/// stretches over the whole body: ⏞ U+23DE, ⏟ U+23DF, ⎴ U+23B4, ⎵ U+23B5, ⏜ U+23DC, ⏝ U+23DD,
/// arrows. The label of a brace is a Stacked script of this node.
struct Stretch {
    Row body;
    char32_t mark = 0;
    bool under = false;
};

/// `\overset`, `\underset`, `\stackrel`: small rows over and under a base, one atom of class `cls`.
struct Stack {
    Row base, over, under;
    AtomClass cls = AtomClass::Ord;
};

/// `\xrightarrow[below]{above}`: an arrow as wide as what stands on it (class Rel).
struct LongArrow {
    char32_t arrow = 0;
    Row above, below;
};

// ---- Tables ------------------------------------------------------------------------------------

/// The number of an equation: `\tag{3}` or the automatic one. `parens` is false for `\tag*`.
struct Tag {
    std::string text;
    bool parens = true;
    [[nodiscard]] bool empty() const noexcept { return text.empty(); }
    /// As it is shown: "(3)".
    [[nodiscard]] std::string shown() const { return parens ? "(" + text + ")" : text; }
};

struct TableRow {
    std::vector<Row> cells;  ///< as many as were written; missing ones are empty
    double gap_pt = 0;       ///< `\\[4pt]`: added below the row
    Tag tag;                 ///< of `align`, `gather` …, shown at the right margin
    std::string label;       ///< `\label{…}` of the row: a destination for links
    bool numbered = false;   ///< takes the next number (until the equation pass gave it a tag)
};

enum class ColumnAlign : std::uint8_t { Center, Left, Right };
enum class RuleKind : std::uint8_t { None, Solid, Double, Dashed };

/// Every environment. The fences of `pmatrix` or `cases` are a Delimited around it.
struct Table {
    enum class Kind : std::uint8_t {
        Matrix,   ///< matrix, array, cases: cells in text style
        Aligned,  ///< align, aligned, split, gather, multline …: cells in display style, open rows
        Small,    ///< smallmatrix: cells in script style
        Substack,  ///< substack, subarray: cells in script style, close rows
        Cases      ///< cases (dcases: Aligned cells' style by `display_cells`)
    };
    Kind kind = Kind::Matrix;
    bool display_cells = false;  ///< cells in display style
    std::vector<TableRow> rows;
    std::vector<ColumnAlign> columns;    ///< one for each column
    std::vector<double> gaps_em;         ///< between columns: one fewer than columns
    std::vector<RuleKind> column_rules;  ///< before each column and after the last; empty: none
    std::vector<RuleKind> row_rules;     ///< before each row and after the last; empty: none
};

struct Node {
    std::variant<Symbol,
                 OperatorName,
                 Text,
                 Space,
                 Unknown,
                 BigDelimiter,
                 Group,
                 Styled,
                 Colored,
                 Phantom,
                 Boxed,
                 Cancel,
                 Fraction,
                 Radical,
                 Scripts,
                 Delimited,
                 Accent,
                 Stretch,
                 Stack,
                 LongArrow,
                 Table>
        is;
};

// ---- Reading -----------------------------------------------------------------------------------

/// Something that the reader could not take as it stands; `offset` is its byte in the source.
struct Problem {
    enum class Kind : std::uint8_t {
        UnknownCommand,    ///< `what` is the command or environment, shown as TeX
        Unbalanced,        ///< a brace, `\left` or environment without its other half
        TooDeep,           ///< nested deeper than the limit: the rest of the group as TeX
        ExpansionTooLarge  ///< a macro that grows without bound, left unexpanded
    };
    Kind kind = Kind::UnknownCommand;
    std::string what;
    std::size_t offset = 0;
};

/// One line for a diagnostic.
std::string describe(const Problem& problem);

struct Formula {
    Row root;
    Tag tag;                ///< `\tag` outside of a table
    std::string label;      ///< `\label` outside of a table
    bool numbered = false;  ///< `equation`: takes the next number unless it has a tag
    /// All labels, those of rows too. Each may be the target of a link.
    std::vector<std::string> labels;
    std::vector<Problem> problems;
};

struct ReadOptions {
    bool display = false;
    std::size_t max_nesting = 100;  ///< of groups, fractions, tables … in one another
};

/// The formula that `tex` (without its delimiters) says. Never fails: what is not understood stays
/// as readable TeX, with a problem. Takes time linear in the size of `tex`, except for macros that
/// `tex` defines, whose expansion is bounded. Macros of the document were expanded, and numbers of
/// equations made tags, by the equation pass (src/transform/equations.hpp), so that a writer needs
/// nothing but the source.
Formula parse_tex(std::string_view tex, const ReadOptions& options = {});

// ---- Classes and space -------------------------------------------------------------------------

/// The class of one node on its own. Spaces, Styled and Colored are no atoms and count as Ord.
AtomClass class_of(const Node& node);

/// False for nodes that are not atoms: they neither have nor change a class (Space, Styled,
/// Colored).
bool is_atom(const Node& node);

/// The row's classes with TeX's rule for Bin applied (a Bin at the start, after Bin, Op, Rel, Open
/// or Punct, or before Rel, Close or Punct is Ord). Members of Styled and Colored are neighbours of
/// what surrounds them; this function looks at the row's own nodes only, and takes such a node as
/// the class of its first (from the left) or last (from the right) atom.
std::vector<AtomClass> atom_classes(const Row& row);

/// Space between two neighbours in mu (0, 3, 4 or 5); `script`: in script styles, where only some
/// pairs keep their thin space.
int spacing_mu(AtomClass left, AtomClass right, bool script);

}  // namespace inkstone::math
