// SPDX-License-Identifier: Apache-2.0
#include "src/read/cjk_emphasis.hpp"

#include <cmark-gfm/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "src/read/cmark_extension.hpp"
#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::read {
namespace {

// ---- Marks ----

/// Delimiters and the bytes that stand for them: information separators, which no text uses, which
/// cmark takes for letters, and which UTF-8 keeps as one byte.
constexpr std::string_view kDelimiters = "*_~";
constexpr std::string_view kMarks = "\x1C\x1D\x1E";

bool is_delimiter(char c) {
    return c == '*' || c == '_' || c == '~';
}
char to_mark(char delimiter) {
    return kMarks[kDelimiters.find(delimiter)];
}
char from_mark(char c) {
    return c >= kMarks.front() && c <= kMarks.back()
               ? kDelimiters[static_cast<std::size_t>(c - kMarks.front())]
               : c;
}

// ---- The amended rule ----

bool is_variation_selector(char32_t c) {
    return c >= 0xFE00 && c <= 0xFE0E;
}
bool is_ideographic_selector(char32_t c) {
    return c >= 0xE0100 && c <= 0xE01EF;
}
/// Wide, full-width or half-width and no emoji, or Hangul.
bool is_cjk(char32_t c) {
    if (c < 0x1100) return false;
    const bool half_width =
        c == 0x20A9 || (c >= 0xFF61 && c <= 0xFFDC) || (c >= 0xFFE8 && c <= 0xFFEE);
    return half_width || (text::is_wide(c) && !text::is_emoji_presentation(c)) ||
           text::is_hangul(c);
}
bool is_space(char32_t c) {
    return cmark_utf8proc_is_space(static_cast<std::int32_t>(c)) != 0;
}
bool is_punctuation(char32_t c) {
    return cmark_utf8proc_is_punctuation(static_cast<std::int32_t>(c)) != 0;
}

/// What stands on one side of a run. The start and the end of the text count as a line end.
struct Side {
    char32_t character = U'\n';
    bool space = true;
    bool punctuation = false;  ///< by CommonMark's rule
    bool sequence = false;     ///< punctuation, also with a variation selector after it
    bool cjk = false;          ///< CJK letter or punctuation, also with a selector
};

Side side_of(char32_t c) {
    Side side;
    side.character = c;
    side.space = is_space(c);
    side.punctuation = is_punctuation(c);
    side.sequence = side.punctuation;
    side.cjk = is_cjk(c);
    return side;
}

/// The character that ends before `end`, which is then moved to its start.
char32_t decode_before(std::string_view text, std::size_t& end) {
    std::size_t at = end - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) >> 6U) == 2) --at;
    end = at;
    const char32_t c = text::decode(text, at);
    return c < 0x80 ? static_cast<unsigned char>(from_mark(static_cast<char>(c))) : c;
}

Side before(std::string_view text, std::size_t begin, bool skip_tildes) {
    while (skip_tildes && begin > 0 && from_mark(text[begin - 1]) == '~') --begin;
    if (begin == 0) return {};
    Side side = side_of(decode_before(text, begin));
    if (is_ideographic_selector(side.character)) side.cjk = true;
    if (!is_variation_selector(side.character) || begin == 0) return side;
    const char32_t base = decode_before(text, begin);
    const bool quote = base == 0x2018 || base == 0x2019 || base == 0x201C || base == 0x201D;
    side.sequence = is_punctuation(base);
    side.cjk = is_cjk(base) || (quote && side.character == 0xFE01);
    return side;
}

Side after(std::string_view text, std::size_t end, bool skip_tildes) {
    while (skip_tildes && end < text.size() && from_mark(text[end]) == '~') ++end;
    if (end == text.size()) return {};
    const char32_t c = text::decode(text, end);
    return side_of(c < 0x80 ? static_cast<unsigned char>(from_mark(static_cast<char>(c))) : c);
}

/// Rules 1 to 8 of CommonMark 6.2 over "left" and "right" flanking.
Flanks flanks_of(char delimiter, bool left, bool right, bool sign_before, bool sign_after) {
    if (delimiter != '_') return {left, right};
    return {left && (!right || sign_before), right && (!left || sign_after)};
}

Flanks plain_flanks(char delimiter, const Side& a, const Side& b) {
    const bool left = !b.space && (!b.punctuation || a.space || a.punctuation);
    const bool right = !a.space && (!a.punctuation || b.space || b.punctuation);
    return flanks_of(delimiter, left, right, a.punctuation, b.punctuation);
}

Flanks amended_flanks(char delimiter, const Side& a, const Side& b) {
    const bool sign_before = a.sequence && !a.cjk;
    const bool sign_after = b.punctuation && !b.cjk;
    const bool left = !b.space && (!sign_after || a.space || sign_before || a.cjk);
    const bool right = !a.space && (!sign_before || b.space || sign_after || b.cjk);
    return flanks_of(delimiter, left, right, a.sequence, b.punctuation);
}

/// The run [begin, end) and its neighbours. cmark looks through tildes beside `*` and `_`.
struct Run {
    Run(std::string_view text, std::size_t begin, std::size_t end)
        : delimiter(from_mark(text[begin])),
          left(before(text, begin, delimiter != '~')),
          right(after(text, end, delimiter != '~')) {}

    char delimiter;
    Side left;
    Side right;
};

std::size_t run_end(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && text[end] == text[begin]) ++end;
    return end;
}

// ---- Before the parse ----

/// Finds the delimiters of a text in order, by memchr for each of them.
class DelimiterScan {
public:
    explicit DelimiterScan(std::string_view text) : text_(text) {}

    /// The first delimiter at `from` or later; npos at the end. `from` never goes back.
    std::size_t next(std::size_t from) {
        std::size_t nearest = std::string_view::npos;
        for (std::size_t i = 0; i < kDelimiters.size(); ++i) {
            if (!started_ || (found_[i] != std::string_view::npos && found_[i] < from)) {
                found_[i] = text_.find(kDelimiters[i], from);
            }
            nearest = std::min(nearest, found_[i]);
        }
        started_ = true;
        return nearest;
    }

private:
    std::string_view text_;
    std::array<std::size_t, 3> found_{};
    bool started_ = false;
};

/// True where block structure may begin: at most quote marks stand before it on the line. A fence
/// of tildes must stay one.
bool begins_block(std::string_view text, std::size_t at) {
    while (at > 0 && (text[at - 1] == '>' || text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
    return at == 0 || text[at - 1] == '\n';
}

/// True inside `<scheme:…`, which control bytes would end. The bound keeps long lines linear.
bool in_autolink(std::string_view text, std::size_t at) {
    constexpr std::size_t kLongest = 300;
    const std::size_t first = at - std::min(at, kLongest);
    const std::string_view back = text.substr(first, at - first);
    const std::size_t open = back.rfind('<');
    if (open == std::string_view::npos) return false;
    const std::string_view address = back.substr(open + 1);
    return address.find(':') != std::string_view::npos &&
           address.find_first_of("> \t\n") == std::string_view::npos;
}

bool is_ascii(std::string_view text, std::size_t at) {
    return at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80;
}

/// True when the rule decides a run of the cluster [begin, end) otherwise than CommonMark.
bool changes(std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
        const std::size_t next = std::min(run_end(text, at), end);
        const Run run(text, at, next);
        if (plain_flanks(run.delimiter, run.left, run.right) !=
            amended_flanks(run.delimiter, run.left, run.right)) {
            return !begins_block(text, begin) && !in_autolink(text, begin);
        }
        at = next;
    }
    return false;
}

// ---- During the parse ----

cmark_node* read_mark(cmark_syntax_extension*,
                      cmark_parser*,
                      cmark_node*,
                      unsigned char character,
                      cmark_inline_parser* parser) {
    if (kMarks.find(static_cast<char>(character)) == std::string_view::npos) return nullptr;
    const std::string_view text = text_of(parser);
    const std::size_t begin = offset_of(parser);
    const std::size_t end = run_end(text, begin);
    const Run run(text, begin, end);

    cmark_node* node =
        make_inline(parser, CMARK_NODE_TEXT, std::string(end - begin, run.delimiter), end);
    const Flanks flanks = amended_flanks(run.delimiter, run.left, run.right);
    // A single tilde between words is a range or a sound.
    const auto is_word = [](const Side& side) { return !side.space && !side.punctuation; };
    const bool within = end - begin == 1 && is_word(run.left) && is_word(run.right);
    const bool counts = run.delimiter != '~' || (end - begin <= 2 && !within);
    if (counts && (flanks.can_open || flanks.can_close)) {
        cmark_inline_parser_push_delimiter(parser,
                                           static_cast<unsigned char>(run.delimiter),
                                           flanks.can_open ? 1 : 0,
                                           flanks.can_close ? 1 : 0,
                                           node);
    }
    return node;
}

}  // namespace

std::string mark_cjk_emphasis(std::string_view text) {
    std::string marked;
    DelimiterScan scan(text);
    for (std::size_t begin = scan.next(0); begin != std::string_view::npos;) {
        if (is_escaped(text, begin)) {
            begin = scan.next(begin + 1);
            continue;
        }
        std::size_t end = begin;
        while (end < text.size() && is_delimiter(text[end])) ++end;
        const bool beside_ascii = (begin == 0 || is_ascii(text, begin - 1)) && is_ascii(text, end);
        if (!beside_ascii && changes(text, begin, end)) {
            if (marked.empty()) {
                if (text.find_first_of(kMarks) != std::string_view::npos) return {};
                marked = text;
            }
            std::transform(text.begin() + static_cast<std::ptrdiff_t>(begin),
                           text.begin() + static_cast<std::ptrdiff_t>(end),
                           marked.begin() + static_cast<std::ptrdiff_t>(begin),
                           to_mark);
        }
        begin = scan.next(end);
    }
    return marked;
}

cmark_syntax_extension* cjk_emphasis_extension() {
    static const ExtensionHandle kExtension =
        make_inline_extension("cjk-emphasis", kMarks, read_mark);
    return kExtension.get();
}

/// Writes only where a mark stands: some literals are constants of the library.
void restore_emphasis_marks(cmark_chunk& chunk) {
    for (bufsize_t i = 0; i < chunk.len; ++i) {
        const char c = static_cast<char>(chunk.data[i]);
        if (from_mark(c) != c) chunk.data[i] = static_cast<unsigned char>(from_mark(c));
    }
}

Flanks cjk_flanks(std::string_view text, std::size_t begin, std::size_t end) {
    const Run run(text, begin, end);
    return amended_flanks(run.delimiter, run.left, run.right);
}

}  // namespace inkstone::read
