// SPDX-License-Identifier: Apache-2.0
#include "src/read/math_syntax.hpp"

#include <algorithm>
#include <array>

#include "src/read/cmark_extension.hpp"

namespace inkstone::read {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr char kBlockMark = '\x19';   ///< stands for `$` of `$$` or `\` of `\[` that begin a line
constexpr char kInlineMark = '\x1F';  ///< stands for `\` of `\(`
constexpr std::string_view kBlank = " \t\r\n";

bool is_blank(char c) {
    return kBlank.find(c) != kNone;
}
bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == kNone) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// The first unescaped `mark` at `from` or later.
std::size_t find_unescaped(std::string_view text, std::string_view mark, std::size_t from) {
    std::size_t at = text.find(mark, from);
    while (at != kNone && is_escaped(text, at)) at = text.find(mark, at + 1);
    return at;
}

// ---- Before the parse ----

/// Closer of the display formula that a line begins with; empty when it begins with none.
std::string_view display_closer(std::string_view line) {
    if (line.starts_with("$$")) return "$$";
    return line.starts_with("\\[") ? std::string_view("\\]") : std::string_view();
}

/// A line without the marks of the quotes and list items around it.
std::string_view without_containers(std::string_view line) {
    while (!line.empty()) {
        const char c = line.front();
        const bool bullet = (c == '-' || c == '+' || c == '*') && line.size() > 1 && line[1] == ' ';
        if (c == '>' || c == ' ' || c == '\t' || bullet) {
            line.remove_prefix(1);
            continue;
        }
        const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
        const bool number = digits > 0 && digits < 10 && digits + 1 < line.size() &&
                            (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
        if (!number) break;
        line.remove_prefix(digits + 1);
    }
    return line;
}

/// Walks a text by lines and finds the display formulas that stand on lines of their own.
class DisplayScan {
public:
    DisplayScan(std::string_view text, std::string& marked) : text_(text), marked_(marked) {}

    void run() {
        while (begin_ < text_.size()) {
            const std::string_view line = without_containers(line_at(begin_));
            const std::string_view closer = display_closer(line);
            if (!closer.empty() && closes(line.substr(2), closer)) {
                marked_[static_cast<std::size_t>(line.data() - text_.data())] = kBlockMark;
            }
            begin_ = std::max(next_line(begin_), begin_);
        }
    }

private:
    [[nodiscard]] std::string_view line_at(std::size_t begin) const {
        return text_.substr(begin, std::min(text_.find('\n', begin), text_.size()) - begin);
    }
    [[nodiscard]] std::size_t next_line(std::size_t begin) const {
        const std::size_t end = text_.find('\n', begin);
        return end == kNone ? text_.size() : end + 1;
    }

    /// True when the formula whose text begins with `rest` ends at the end of a line of the same
    /// paragraph; the scan then goes on with the line after it. Lines searched in vain are not
    /// searched again.
    bool closes(std::string_view rest, std::string_view closer) {
        const std::size_t start = begin_;
        std::size_t& vain = vain_.at(closer == "$$" ? 0 : 1);
        if (start < vain) return false;
        std::size_t at = start;
        for (std::string_view line = rest;; line = without_containers(line_at(at))) {
            const std::size_t found = find_unescaped(line, closer, 0);
            if (found != kNone) {
                const bool whole = trim(line.substr(found + 2)).empty();
                if (whole) begin_ = at;
                return whole;
            }
            at = next_line(at);
            if (at >= text_.size() || trim(without_containers(line_at(at))).empty()) break;
        }
        vain = at;
        return false;
    }

    std::string_view text_;
    std::string& marked_;
    std::size_t begin_ = 0;
    std::array<std::size_t, 2> vain_{};
};

/// Marks `\(` where text begins, not inside addresses: after a blank, a bracket or CJK text.
void mark_parentheses(std::string_view text, std::string& marked) {
    for (std::size_t at = text.find('\\'); at != kNone; at = text.find('\\', at)) {
        const char before = at > 0 ? text[at - 1] : ' ';
        const bool begins =
            is_blank(before) || before == '(' || static_cast<unsigned char>(before) >= 0x80;
        if (begins && text.substr(at + 1).starts_with('(')) marked[at] = kInlineMark;
        at += 2;
    }
}

// ---- During the parse ----

constexpr char kInlineTag = 'i';
constexpr char kDisplayTag = 'd';

/// Where openers have no closer, in the block being read: a search from between `from` and `until`
/// ends as in vain as the one that found it out.
struct Vain {
    struct Range {
        std::size_t from = 0, until = 0;
    };
    const cmark_node* block = nullptr;
    std::array<Range, 3> ranges{};  ///< for `$`, `$$`, `\)`
};
Vain& vain() {
    static Vain state;  // under the parse lock
    return state;
}

struct Found {
    std::size_t begin = 0;  ///< of the TeX
    std::size_t end = 0;
    std::size_t after = 0;  ///< behind the closer
    bool display = false;
};

/// `$` closes when no letter or digit stands after it ("$HOME/$USER") and it is no part of `$$`.
/// One with a blank before it ends the search ("$20,000 and $30,000" are prices), and so does code.
/// `end` says where it ended.
bool dollar_closes(std::string_view text, std::size_t from, std::size_t& end) {
    const bool ticked = text[from] == '`';
    for (end = from; (end = text.find_first_of(ticked ? "$" : "$`", end)) != kNone; ++end) {
        if (is_escaped(text, end)) continue;
        if (text[end] == '`') return false;
        const char next = end + 1 < text.size() ? text[end + 1] : ' ';
        if (is_blank(text[end - 1])) return false;
        if (next == '$') {
            while (end + 1 < text.size() && text[end + 1] == '$') ++end;
        } else if (!is_word(next)) {
            return true;
        }
    }
    return false;
}

/// The closer for the opener of `length` bytes at `at`, with what was searched in vain remembered.
std::size_t find_closer(std::string_view text,
                        std::size_t at,
                        std::size_t length,
                        const cmark_node* block) {
    Vain& memo = vain();
    if (memo.block != block) memo = Vain{.block = block};
    const std::size_t kind = text[at] != '$' ? 2 : length - 1;
    Vain::Range& range = memo.ranges.at(kind);
    if (at >= range.from && at < range.until) return kNone;
    std::size_t end = kNone;
    if (kind == 0) {
        if (dollar_closes(text, at + 1, end)) return end;
    } else {
        end = find_unescaped(text, kind == 1 ? "$$" : "\\)", at + length);
        if (end != kNone) return end;
    }
    range = {at, end};
    return kNone;
}

bool opens(std::string_view text, std::size_t at, std::size_t length) {
    if (at + length >= text.size()) return false;
    if (text[at] != '$') return true;
    if (at > 0 && (text[at - 1] == '$' || is_word(text[at - 1]))) return false;
    return length == 2 || !is_blank(text[at + 1]);
}

bool find_formula(std::string_view text, std::size_t at, const cmark_node* block, Found& found) {
    const bool dollars = text.substr(at).starts_with("$$");
    const std::size_t length = text[at] == '$' && !dollars ? 1 : 2;
    if (!opens(text, at, length)) return false;
    const std::size_t close = find_closer(text, at, length, block);
    if (close == kNone || trim(text.substr(at + length, close - at - length)).empty()) return false;
    found = {at + length, close, close + length, dollars};
    const bool ticked =
        length == 1 && close - at > 3 && text[at + 1] == '`' && text[close - 1] == '`';
    if (ticked) {
        ++found.begin;
        --found.end;
    }
    return true;
}

void* tag_of(bool display) {
    return const_cast<char*>(display ? &kDisplayTag : &kInlineTag);
}

cmark_node* read_inline(cmark_syntax_extension*,
                        cmark_parser*,
                        cmark_node* block,
                        unsigned char character,
                        cmark_inline_parser* parser) {
    const auto mark = static_cast<char>(character);
    if (mark != '$' && mark != kInlineMark && mark != kBlockMark) return nullptr;
    const std::string_view text = text_of(parser);
    const std::size_t at = offset_of(parser);
    Found found;
    if (mark != kBlockMark && find_formula(text, at, block, found)) {
        std::string tex(trim(text.substr(found.begin, found.end - found.begin)));
        std::replace(tex.begin(), tex.end(), '\n', ' ');
        cmark_node* node = make_inline(parser, CMARK_NODE_CODE, tex, found.after);
        cmark_node_set_user_data(node, tag_of(found.display));
        return node;
    }
    if (mark == '$') return nullptr;
    // No formula: the mark stands for a dollar, or for the backslash of an escaped bracket.
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    const bool dollar = mark == kBlockMark && next != '[';
    return make_inline(
        parser, CMARK_NODE_TEXT, std::string(1, dollar ? '$' : next), at + (dollar ? 1 : 2));
}

// A display formula on lines of its own stays open until the line with its closer has been added.

bool ends_formula(std::string_view line, bool dollars) {
    line = trim(line);
    return line.size() >= 2 && line.ends_with(dollars ? "$$" : "\\]") &&
           !is_escaped(line, line.size() - 2);
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of cmark's interface.
cmark_node* open_block(cmark_syntax_extension* extension,
                       int indented,
                       cmark_parser* parser,
                       cmark_node* parent,
                       unsigned char* input,
                       int length) {
    const int first = cmark_parser_get_first_nonspace(parser);
    if (indented != 0 || first + 2 > length || input[first] != kBlockMark) return nullptr;
    const bool dollars = input[first + 1] == '$';
    cmark_node* node = cmark_parser_add_child(
        parser, parent, CMARK_NODE_CODE_BLOCK, cmark_parser_get_first_nonspace_column(parser) + 1);
    node->as.code.fenced = 0;
    node->as.code.fence_char = static_cast<unsigned char>(dollars ? '$' : ']');
    cmark_node_set_syntax_extension(node, extension);
    const std::string_view rest(reinterpret_cast<const char*>(input) + first + 2,
                                static_cast<std::size_t>(length - first - 2));
    node->as.code.fence_length = ends_formula(rest, dollars) ? 1 : 0;
    cmark_node_set_user_data(node, tag_of(true));
    cmark_parser_advance_offset(
        parser, reinterpret_cast<char*>(input), first + 2 - cmark_parser_get_offset(parser), 0);
    return node;
}

/// `fence_length` is 1 once the closer has been seen: the next line then begins something else.
int match_block(cmark_syntax_extension*,
                cmark_parser* parser,
                unsigned char* input,
                int length,
                cmark_node* node) {
    if (node->as.code.fence_length == 1 || cmark_parser_is_blank(parser) != 0) return 0;
    const int offset = cmark_parser_get_offset(parser);
    const std::string_view line(reinterpret_cast<const char*>(input) + offset,
                                static_cast<std::size_t>(std::max(length - offset, 0)));
    if (ends_formula(line, node->as.code.fence_char == '$')) node->as.code.fence_length = 1;
    return 1;
}

ExtensionHandle make_extension() {
    constexpr char kBytes[] = {'$', kInlineMark, kBlockMark};
    ExtensionHandle extension =
        make_inline_extension("inkstone-math", {kBytes, sizeof kBytes}, read_inline);
    cmark_syntax_extension_set_open_block_func(extension.get(), open_block);
    cmark_syntax_extension_set_match_block_func(extension.get(), match_block);
    return extension;
}

}  // namespace

void mark_math(std::string_view text, std::string& marked) {
    const bool displays = text.find("$$") != kNone || text.find("\\[") != kNone;
    if (!displays && text.find("\\(") == kNone) return;
    if (text.find(kBlockMark) != kNone || text.find(kInlineMark) != kNone) return;
    if (marked.empty()) marked = text;
    if (displays) DisplayScan(text, marked).run();
    mark_parentheses(text, marked);
}

cmark_syntax_extension* math_extension() {
    static const ExtensionHandle kExtension = make_extension();
    vain() = {};
    return kExtension.get();
}

void restore_math_marks(cmark_chunk& chunk) {
    for (bufsize_t i = 0; i < chunk.len; ++i) {
        const char c = static_cast<char>(chunk.data[i]);
        if (c != kBlockMark && c != kInlineMark) continue;
        const bool dollar = c == kBlockMark && (i + 1 == chunk.len || chunk.data[i + 1] != '[');
        chunk.data[i] = static_cast<unsigned char>(dollar ? '$' : '\\');
    }
}

MathKind math_kind(const cmark_node* node) {
    if (node->user_data == &kInlineTag) return MathKind::Inline;
    return node->user_data == &kDisplayTag ? MathKind::Display : MathKind::None;
}

std::string math_source(const cmark_node* node) {
    if (node->type != CMARK_NODE_CODE_BLOCK) return to_string(node->as.literal);
    const std::string literal = to_string(node->as.code.literal);
    std::string_view tex = trim(literal);
    if (node->as.code.fence_length == 1 && tex.size() >= 2)
        tex = trim(tex.substr(0, tex.size() - 2));
    return std::string(tex);
}

}  // namespace inkstone::read
