// SPDX-License-Identifier: Apache-2.0
#include "src/highlight/delimiters.hpp"

#include <algorithm>
#include <string>

#include "src/highlight/language.hpp"

namespace inkstone::highlight {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// C++ allows 16 characters; Rust 255 hashes, which nobody writes.
constexpr std::size_t kLongestDelimiter = 32;
constexpr std::size_t kLongestPercent = 4096;
/// '\u{10FFFF}' with its quotes.
constexpr std::size_t kLongestChar = 14;

/// Behind `close`, or the end of the code.
std::size_t behind(std::string_view code, std::string_view close, std::size_t from) {
    const std::size_t found = code.find(close, from);
    return found == kNone ? code.size() : found + close.size();
}

char byte(std::string_view code, std::size_t at) {
    return at < code.size() ? code[at] : '\0';
}

}  // namespace

std::size_t raw_cpp_end(std::string_view code, std::size_t at) {
    if (byte(code, at + 1) != '"') return kNone;
    const std::size_t paren = code.substr(0, at + kLongestDelimiter).find('(', at);
    if (paren == kNone) return kNone;
    std::string close(")");
    close.append(code.substr(at + 2, paren - at - 2)).push_back('"');
    return behind(code, close, paren);
}

std::size_t raw_hash_end(std::string_view code, std::size_t at) {
    const std::size_t start = at;
    while (at < start + 2 && (byte(code, at) == 'r' || byte(code, at) == 'b')) ++at;
    const bool raw = at > start && code[at - 1] == 'r';
    const std::size_t first_hash = at;
    while (byte(code, at) == '#' && at - first_hash < kLongestDelimiter) ++at;
    const std::size_t hashes = at - first_hash;
    const bool opens = raw || (at - hashes == start && hashes > 0);
    if (!opens || byte(code, at) != '"') return kNone;
    return behind(code, std::string("\"").append(hashes, '#'), at + 1);
}

std::size_t template_end(std::string_view code, std::size_t at) {
    std::string open("`");
    for (++at; at < code.size() && !open.empty(); ++at) {
        const char c = code[at];
        if (c == '\\') {
            ++at;
        } else if (open.back() == '`') {
            if (c == '`') open.pop_back();
            if (c == '$' && byte(code, at + 1) == '{') {
                open.push_back('{');
                ++at;
            }
        } else if (c == '}') {
            open.pop_back();
        } else if (c == '{' || c == '`') {
            open.push_back(c);
        }
    }
    return std::min(at, code.size());
}

std::size_t long_bracket_end(std::string_view code, std::size_t at) {
    std::size_t level = 0;
    while (level < kLongestDelimiter && byte(code, at + 1 + level) == '=') ++level;
    if (byte(code, at) != '[' || byte(code, at + 1 + level) != '[') return kNone;
    return behind(code, std::string("]").append(level, '=').append("]"), at);
}

std::size_t percent_end(std::string_view code, std::size_t at) {
    constexpr std::string_view kKinds = "wWqQiIrs";
    constexpr std::string_view kOpen = "([{<|!/", kClose = ")]}>|!/";
    if (kKinds.find(byte(code, at + 1)) == kNone) return kNone;
    const std::size_t bracket = kOpen.find(byte(code, at + 2));
    if (bracket == kNone) return kNone;
    const std::size_t end = code.substr(0, at + kLongestPercent).find(kClose[bracket], at + 3);
    return end == kNone ? kNone : end + 1;
}

std::size_t backslash_char_end(std::string_view code, std::size_t at) {
    std::size_t end = at + 2;
    while (end < code.size() && is_alpha(code[end])) ++end;
    return std::min(end, code.size());
}

std::size_t char_end(std::string_view code, std::size_t at) {
    std::size_t end = at + 1;
    const char first = byte(code, at + 1);
    if (first == '\\') {
        const std::size_t most = std::min(code.size(), at + kLongestChar);
        end = at + 3;
        while (end < most && code[end] != '\'' && code[end] != '\n') ++end;
    } else if (first != '\'' && first != '\n') {
        ++end;
        while ((static_cast<unsigned char>(byte(code, end)) & 0xC0U) == 0x80U) ++end;
    }
    return byte(code, end) == '\'' ? end + 1 : kNone;
}

std::size_t regex_end(std::string_view code, std::size_t at) {
    bool in_class = false;
    for (++at; at < code.size() && code[at] != '\n'; ++at) {
        const char c = code[at];
        if (c == '\\') {
            ++at;
        } else if (c == '[' || c == ']') {
            in_class = c == '[';
        } else if (c == '/' && !in_class) {
            ++at;
            while (at < code.size() && is_alpha(code[at])) ++at;
            return at;
        }
    }
    return kNone;
}

}  // namespace inkstone::highlight
