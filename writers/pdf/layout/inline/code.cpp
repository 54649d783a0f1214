// SPDX-License-Identifier: Apache-2.0
// Code blocks on the cell grid (output requirements CO1 to CO3): a wide cluster is two cells, every
// other one, whatever the faces say. Uses itemise, shape and finish; boxes and breaks are its own.
#include <algorithm>
#include <cmath>
#include <utility>

#include "src/highlight/highlight.hpp"
#include "src/text/utf8.hpp"
#include "writers/pdf/layout/inline/collect.hpp"
#include "writers/pdf/layout/inline/finish.hpp"
#include "writers/pdf/layout/inline/itemise.hpp"
#include "writers/pdf/layout/inline/shape.hpp"

namespace inkstone::layout {
namespace {

constexpr std::uint32_t kTabStop = 4;
constexpr std::uint32_t kContinuationCells = 2;
/// A preferred break nearer to the line's start than this share of it is not worth the white.
constexpr double kPreferredFrom = 0.6;
/// The most that a wide glyph grows: two cells are 1.2 em of the usual mono face.
constexpr double kLargestWide = 1.1;

std::uint32_t cells_of(const para::Cluster& cluster) noexcept {
    if (para::is_invisible(cluster.kind)) return 0;
    return text::is_wide(cluster.base) ? 2 : 1;
}

/// Index of the style of plain code; token classes follow in their order.
constexpr std::uint32_t kPlainStyle = 0;

/// A line as it is set, and where its style changes (offsets in UTF-16).
struct SourceLine {
    std::string text;
    std::vector<para::TextSpan> spans;

    void style_from(std::uint32_t offset, std::uint32_t style) {
        const std::uint32_t now = spans.empty() ? kPlainStyle : spans.back().style;
        if (style == now) return;
        if (spans.empty() && offset > 0) spans.push_back({0, kPlainStyle, {}});
        spans.push_back({offset, style, {}});
    }
};

/// Tokens of the code that is being set, line by line.
class TokenCursor {
public:
    explicit TokenCursor(std::vector<highlight::Token> tokens) : tokens_(std::move(tokens)) {}

    /// The style of the byte at `offset`; offsets must not decrease.
    std::uint32_t style_at(std::size_t offset) {
        while (next_ < tokens_.size() && tokens_[next_].end <= offset) ++next_;
        if (next_ == tokens_.size() || tokens_[next_].begin > offset) return kPlainStyle;
        return static_cast<std::uint32_t>(tokens_[next_].kind) + 1;
    }
    [[nodiscard]] bool empty() const noexcept { return tokens_.empty(); }

private:
    std::vector<highlight::Token> tokens_;
    std::size_t next_ = 0;
};

/// Tabs become the spaces that reach the next stop: extraction then gives real indentation (CO2).
/// `offset` is the line's place in the code that `tokens` belong to.
SourceLine read_line(std::string_view line, std::size_t offset, TokenCursor& tokens) {
    SourceLine result;
    if (tokens.empty() && line.find('\t') == std::string_view::npos) {
        result.text = line;
        return result;
    }
    std::uint32_t column = 0, units = 0;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t start = at;
        const char32_t c = text::decode(line, at);
        // Blanks have no colour: they do not break a run.
        if (c != U'\t' && c != U' ') result.style_from(units, tokens.style_at(offset + start));
        if (c == U'\t') {
            const std::uint32_t spaces = kTabStop - column % kTabStop;
            result.text.append(spaces, ' ');
            column += spaces;
            units += spaces;
            continue;
        }
        result.text.append(line.substr(start, at - start));
        units += c > 0xFFFF ? 2 : 1;
        const bool joins = text::is_default_ignorable(c) || text::is_mark(c);
        if (!joins) column += text::is_wide(c) ? 2 : 1;
    }
    return result;
}

class CodeSetter {
public:
    CodeSetter(const ParagraphStyle& style, double measure, Context& context)
        : style_(style), context_(context) {
        style_.role = fonts::Role::Code;
        style_.first_indent = 0;
        const auto chain = context.fonts.chain(style_.role, style_.style, style_.lang);
        if (!chain) return;
        chain_ = *chain;
        const fonts::Face& latin = *chain_->latin;
        cell_ = para::to_points(latin.advance(latin.glyph(U'0')), latin, style.size);
        limit_ = std::max(4U, static_cast<std::uint32_t>(std::max(0.0, (measure + 0.01) / cell_)));
    }

    std::vector<Line> set(const SourceLine& source) {
        ParagraphStyle style = style_;
        style.tag = add_tag();
        para::Setting setting = para::collect_plain(source.text, style, context_);
        ++style_.position.line;
        if (setting.text.empty() || cell_ <= 0) {
            Line blank;
            blank.leading = style.leading;
            return {std::move(blank)};
        }
        setting.styles.front().code = true;
        add_colors(setting, source);
        para::itemise(setting, context_);
        para::shape(setting, context_);
        fit_cells(setting);
        return wrap(setting);
    }

private:
    ParagraphStyle style_;
    Context& context_;
    const fonts::FaceChain* chain_ = nullptr;
    double cell_ = 0;
    std::uint32_t limit_ = 0;

    /// A colour is a style of its own in the element of the line.
    void add_colors(para::Setting& setting, const SourceLine& source) const {
        if (source.spans.empty() || !context_.tokens.code_colors) return;
        const SourcePosition position = setting.spans.front().position;
        for (const Color& color : *context_.tokens.code_colors) {
            setting.styles.push_back(setting.styles.front());
            setting.styles.back().color = color;
        }
        setting.spans = source.spans;
        for (para::TextSpan& span : setting.spans) span.position = position;
    }
    TagId add_tag() {
        if (style_.tag == kNoTag) return kNoTag;
        Tag tag;
        tag.kind = TagKind::Sub;
        tag.parent = style_.tag;
        return context_.tags.add(std::move(tag));
    }

    /// Every cluster gets its cells; its glyphs are centred there, made smaller when too wide. A
    /// wide glyph that leaves white on its sides is drawn somewhat larger: a gap of 0.10 em and
    /// more between two Han would be taken for a space by programs that read the text.
    void fit_cells(para::Setting& setting) const {
        for (para::Cluster& cluster : setting.clusters) {
            const double box = cells_of(cluster) * cell_;
            const auto advance = static_cast<double>(cluster.advance);
            const bool wide = cells_of(cluster) == 2;
            if (box > 0 && advance > 0 && !cluster.missing && (wide || advance > box + 0.05)) {
                const double ratio = std::min(box / advance, kLargestWide);
                if (std::abs(ratio - 1) > 0.01) scale(setting, cluster, ratio);
            }
            cluster.box = static_cast<float>(box);
            // A wide glyph starts at its cell, so that the columns of Han and of Latin agree.
            const bool centred = !cluster.missing && !wide;
            cluster.shift = centred ? (cluster.advance - cluster.box) / 2 : 0;
        }
    }
    /// Sizes in steps of a twentieth, so that one line needs few of them.
    static void scale(para::Setting& setting, para::Cluster& cluster, double ratio) {
        const double step = std::max(0.05, std::floor(ratio * 20) / 20);
        para::TextStyle style = setting.style_of(cluster);
        style.size *= step;
        cluster.advance = static_cast<float>(cluster.advance * step);
        const auto found = std::find_if(
            setting.styles.begin(), setting.styles.end(), [&](const para::TextStyle& other) {
                return std::abs(other.size - style.size) < 1e-6 && other.color == style.color;
            });
        cluster.style = static_cast<std::uint32_t>(found - setting.styles.begin());
        if (found == setting.styles.end()) setting.styles.push_back(style);
    }

    [[nodiscard]] static std::uint32_t leading_spaces(const para::Setting& setting) {
        std::uint32_t count = 0;
        for (const para::Cluster& cluster : setting.clusters) {
            if (cluster.kind != para::CharClass::Space) break;
            ++count;
        }
        return count;
    }

    std::vector<Line> wrap(const para::Setting& setting) const {
        const std::uint32_t indent =
            std::min(leading_spaces(setting) + kContinuationCells, limit_ / 2);
        std::vector<Line> lines;
        const auto count = static_cast<std::uint32_t>(setting.clusters.size());
        for (std::uint32_t begin = 0; begin < count;) {
            const bool first = begin == 0;
            const std::uint32_t end = line_end(setting, begin, first ? limit_ : limit_ - indent);
            lines.push_back(make_line(setting, begin, end, first ? 0 : indent * cell_));
            if (!first) add_wrap_mark(lines.back());
            begin = end;
        }
        return lines;
    }

    [[nodiscard]] static std::uint32_t line_end(const para::Setting& setting,
                                                std::uint32_t begin,
                                                std::uint32_t limit) {
        std::uint32_t used = 0, preferred = begin, end = begin;
        const auto count = static_cast<std::uint32_t>(setting.clusters.size());
        for (; end < count; ++end) {
            const para::Cluster& cluster = setting.clusters[end];
            used += cells_of(cluster);
            if (used > limit && end > begin) break;
            const bool good =
                std::u32string_view(U" ,;(){}=").find(cluster.base) != std::u32string_view::npos;
            if (good && used >= kPreferredFrom * limit) preferred = end + 1;
        }
        return end < count && preferred > begin ? preferred : end;
    }

    [[nodiscard]] Line make_line(const para::Setting& setting,
                                 std::uint32_t begin,
                                 std::uint32_t end,
                                 double x) const {
        para::FinishStyle style;
        style.align = Align::Start;
        para::PlacedLine placed = para::place_line(setting, {begin, end, end, true, false}, style);
        for (double& place : placed.x) place += x;
        Line line;
        line.leading = style_.leading;
        para::add_runs(setting, placed, line);
        for (std::uint32_t i = begin; i < end; ++i) {
            if (setting.clusters[i].kind == para::CharClass::Space) continue;
            line.width =
                std::max(line.width, placed.at(i) + static_cast<double>(setting.clusters[i].box));
        }
        return line;
    }

    /// CO3: a hooked arrow one cell left of the text. Drawn, not set: extractors give every glyph
    /// as text, artifact or not.
    void add_wrap_mark(Line& line) const {
        const double stroke = 0.07 * style_.size;
        const double left = -0.85 * cell_, right = -0.25 * cell_;
        const double top = -0.48 * style_.size, base = -0.22 * style_.size;
        const auto bar = [&](double x, double y, double width, double height) {
            FilledRect rect;
            rect.rect = {x, y, width, height};
            rect.color = context_.tokens.muted;
            line.items.emplace_back(rect);
        };
        bar(left, top, stroke, base - top);
        bar(left, base, right - left, stroke);
        // The head: three steps that narrow to the tip.
        for (int step = 0; step < 3; ++step) {
            const double half = stroke * (2.5 - step);
            bar(right - (3 - step) * stroke, base + stroke / 2 - half, stroke, 2 * half);
        }
    }
};

}  // namespace

CodeLines set_code(std::string_view literal,
                   std::string_view language,
                   const ParagraphStyle& style,
                   double measure,
                   Context& context) {
    CodeLines code;
    CodeSetter setter(style, measure, context);
    // The literal's final line end closes its last line; it does not open another.
    if (!literal.empty() && literal.back() == '\n') literal.remove_suffix(1);
    TokenCursor tokens(context.tokens.code_colors ? highlight::tokenize(language, literal)
                                                  : std::vector<highlight::Token>());
    for (std::size_t begin = 0;;) {
        const std::size_t end = std::min(literal.find('\n', begin), literal.size());
        const SourceLine line = read_line(literal.substr(begin, end - begin), begin, tokens);
        code.lines.push_back(setter.set(line));
        if (end == literal.size()) return code;
        begin = end + 1;
    }
}

}  // namespace inkstone::layout
