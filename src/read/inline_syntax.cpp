// SPDX-License-Identifier: Apache-2.0
#include "src/read/inline_syntax.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "src/read/attributes.hpp"
#include "src/read/cjk_emphasis.hpp"
#include "src/read/cmark_extension.hpp"
#include "src/read/node_tags.hpp"
#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::read {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word(char c) {
    return is_alnum(c) || static_cast<unsigned char>(c) > 0x7F;
}

// ---- Marks ----

/// `==` is no comparison: nothing of ASCII letters or digits stands on the outer side.
cmark_node* read_mark(cmark_syntax_extension*,
                      cmark_parser*,
                      cmark_node*,
                      unsigned char character,
                      cmark_inline_parser* parser) {
    if (character != '=') return nullptr;
    const std::string_view text = text_of(parser);
    const std::size_t begin = offset_of(parser);
    const std::size_t end = std::min(text.find_first_not_of('=', begin), text.size());
    cmark_node* node = make_inline(parser, CMARK_NODE_TEXT, std::string(end - begin, '='), end);
    if (end - begin != 2) return node;
    const Flanks flanks = cjk_flanks(text, begin, end);
    const bool opens = flanks.can_open && (begin == 0 || !is_alnum(text[begin - 1]));
    const bool closes = flanks.can_close && (end == text.size() || !is_alnum(text[end]));
    if (opens || closes) {
        cmark_inline_parser_push_delimiter(parser, '=', opens ? 1 : 0, closes ? 1 : 0, node);
    }
    return node;
}

/// Makes the opener's node a mark around what stands between the two.
delimiter* pair_marks(cmark_syntax_extension*,
                      cmark_parser*,
                      cmark_inline_parser* parser,
                      delimiter* opener,
                      delimiter* closer) {
    cmark_node* mark = opener->inl_text;
    delimiter* next = closer->next;
    if (cmark_node_set_type(mark, CMARK_NODE_STRONG) != 0) {
        set_tag(mark, NodeTag::Mark);
        while (mark->next != nullptr && mark->next != closer->inl_text) {
            cmark_node_append_child(mark, mark->next);
        }
        mark->end_column = closer->inl_text->end_column;
        cmark_node_free(closer->inl_text);
    }
    for (delimiter* it = closer; it != nullptr && it != opener;) {
        delimiter* previous = it->previous;
        cmark_inline_parser_remove_delimiter(parser, it);
        it = previous;
    }
    cmark_inline_parser_remove_delimiter(parser, opener);
    return next;
}

// ---- Scripts ----

constexpr std::size_t kLongestScript = 16;

/// Text that a script may hold: no blank, and nothing that Markdown reads.
bool is_script_text(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        constexpr std::string_view kRefused = "~^*_`<>\\[]{}|!$";
        return c > ' ' && c < 0x7F && kRefused.find(c) == kNone;
    });
}
bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}
/// `[1]`, `[2-4]`, `[1,3]`: how Chinese papers cite.
bool is_citation(std::string_view text) {
    return text.size() > 2 && text.front() == '[' && text.back() == ']' &&
           text.find_first_not_of("0123456789,-", 1) == text.size() - 1;
}

/// What stands between the byte at `at` and the next one of its kind; empty when that is too far.
std::string_view enclosed(std::string_view text, std::size_t at) {
    const std::size_t close = text.substr(0, at + kLongestScript + 2).find(text[at], at + 1);
    if (close == kNone) return {};
    const bool doubled = close + 1 < text.size() && text[close + 1] == text[at];
    return doubled ? std::string_view() : text.substr(at + 1, close - at - 1);
}

/// `H~2~O`, `log~10~`, `x~i+1~`: after a letter, a bracket, or a digit when no digit follows.
bool is_subscript(std::string_view text, std::size_t at, std::string_view content) {
    const char base = text[at - 1];
    if (!is_alnum(base) && base != ')') return false;
    return is_script_text(content) && !(is_digit(base) && is_digit(content.front()));
}

/// `m^2^`, `2^10^`, `1^st^`, and after CJK text numbers: `平方米^2^`, `文献^[1]^`.
bool is_superscript(std::string_view text, std::size_t at, std::string_view content) {
    const char base = text[at - 1];
    if (is_alnum(base) || base == ')') return is_script_text(content) || is_citation(content);
    return is_word(base) && (is_number(content) || is_citation(content));
}

cmark_node* read_script(cmark_syntax_extension*,
                        cmark_parser*,
                        cmark_node*,
                        unsigned char character,
                        cmark_inline_parser* parser) {
    if (character != '~' && character != '^') return nullptr;
    const std::string_view text = text_of(parser);
    const std::size_t at = offset_of(parser);
    if (at == 0 || static_cast<unsigned char>(text[at]) != character) return nullptr;
    if (text[at - 1] == text[at] || at + 1 == text.size() || text[at + 1] == text[at]) {
        return nullptr;
    }
    const std::string_view content = enclosed(text, at);
    const bool sub = character == '~';
    if (sub ? is_subscript(text, at, content) : is_superscript(text, at, content)) {
        cmark_node* node =
            make_inline(parser, CMARK_NODE_CODE, std::string(content), at + content.size() + 2);
        set_tag(node, sub ? NodeTag::Subscript : NodeTag::Superscript);
        return node;
    }
    return nullptr;
}

/// A single `~` between words is a range or a sound (`1~3天，5~7天`), not half of a strikethrough.
cmark_node* read_tilde(cmark_syntax_extension*,
                       cmark_parser*,
                       cmark_node*,
                       unsigned char character,
                       cmark_inline_parser* parser) {
    if (character != '~') return nullptr;
    const std::string_view text = text_of(parser);
    const std::size_t at = offset_of(parser);
    const bool within = at > 0 && is_word(text[at - 1]) && at + 1 < text.size() &&
                        is_word(text[at + 1]) && text[at] == '~';
    return within ? make_inline(parser, CMARK_NODE_TEXT, "~", at + 1) : nullptr;
}

// ---- Attributes ----

/// Braces behind a bracket or a code span, or at the end of a heading. What they belong to is seen
/// when the tree is built (attributes.hpp).
cmark_node* read_attributes(cmark_syntax_extension*,
                            cmark_parser*,
                            cmark_node* block,
                            unsigned char character,
                            cmark_inline_parser* parser) {
    if (character != '{') return nullptr;
    const std::string_view text = text_of(parser);
    const std::size_t at = offset_of(parser);
    if (at == 0) return nullptr;
    const char before = text[at - 1];
    const bool behind =
        (before == ']' || before == ')' || before == '`') && !is_escaped(text, at - 1);
    if (!behind && kind_of(block) != CMARK_NODE_HEADING) return nullptr;
    const std::optional<ParsedAttributes> parsed = parse_attributes(text.substr(at));
    if (!parsed) return nullptr;
    const std::size_t end = at + parsed->length;
    if (!behind && text.find_first_not_of(" \t\r\n", end) != kNone) return nullptr;
    cmark_node* node =
        make_inline(parser, CMARK_NODE_CODE, std::string(text.substr(at, parsed->length)), end);
    set_tag(node, NodeTag::Attributes);
    return node;
}

// ---- The extensions ----

ExtensionHandle make_mark_extension() {
    ExtensionHandle extension = make_inline_extension("inkstone-mark", "=", read_mark);
    cmark_syntax_extension_set_inline_from_delim_func(extension.get(), pair_marks);
    return extension;
}

}  // namespace

void attach_inline_syntax(cmark_parser* parser, std::string_view text, const Extensions& on) {
    // cmark asks every attached extension about every special byte. `~` is strikethrough's own:
    // who claimed it here would have to pair its delimiters too.
    static const ExtensionHandle kMark = make_mark_extension();
    static const ExtensionHandle kSubscript =
        make_inline_extension("inkstone-subscript", "", read_script);
    static const ExtensionHandle kSuperscript =
        make_inline_extension("inkstone-superscript", "^", read_script);
    static const ExtensionHandle kTilde = make_inline_extension("inkstone-tilde", "", read_tilde);
    static const ExtensionHandle kAttributes =
        make_inline_extension("inkstone-attributes", "{", read_attributes);
    const auto attach = [&](const ExtensionHandle& extension, bool wanted, std::string_view sign) {
        if (!wanted || text.find(sign) == kNone) return;
        cmark_parser_attach_syntax_extension(parser, extension.get());
    };
    attach(kMark, on.has(Extension::Mark), "==");
    attach(kSuperscript, on.has(Extension::Superscript), "^");
    attach(kSubscript, on.has(Extension::Subscript), "~");
    attach(kTilde, on.has(Extension::CjkEmphasis), "~");
    attach(kAttributes, on.has(Extension::Attributes), "{");
}

}  // namespace inkstone::read
