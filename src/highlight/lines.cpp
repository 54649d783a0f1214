// SPDX-License-Identifier: Apache-2.0
// Readers of texts whose lines decide: diffs, HTTP messages, shell sessions, makefiles, Markdown;
// and LaTeX.
#include <algorithm>
#include <array>

#include "src/highlight/language.hpp"

namespace inkstone::highlight {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Calls `use(begin, end)` for each line, its end without the '\n'.
template <class Use>
void for_each_line(std::string_view code, Use use) {
    for (std::size_t begin = 0; begin < code.size();) {
        const std::size_t end = line_end(code, begin);
        use(begin, end);
        begin = end + 1;
    }
}

/// Length of the prompt at the start of `line`, blank included: "$ ", "PS C:\> ", "u@host:~$ ".
std::size_t prompt_length(std::string_view line) {
    constexpr std::array<std::string_view, 6> kPrompts{"$ ", "# ", "% ", "> ", ">>> ", "... "};
    for (const std::string_view prompt : kPrompts) {
        if (line.starts_with(prompt)) return prompt.size();
    }
    constexpr std::size_t kLongest = 80;
    const std::string_view head = line.substr(0, kLongest);
    const std::size_t mark = head.find_first_of("$#>");
    if (mark == kNone || mark + 1 >= head.size() || head[mark + 1] != ' ') return 0;
    const bool windows = head.starts_with("PS") || head.substr(1, 2) == ":\\";
    const bool host = head.find('@') < mark && head.substr(0, mark).find(' ') == kNone;
    return windows || host ? mark + 2 : 0;
}

class MarkdownReader {
public:
    MarkdownReader(std::string_view code, TokenList& out) : code_(code), out_(out) {}

    void line(std::size_t begin, std::size_t end) {
        std::size_t at = begin;
        while (at < end && is_blank(code_[at])) ++at;
        const std::string_view text = code_.substr(at, end - at);
        if (is_fence(text)) return fence(begin, end, text);
        if (!fence_.empty()) return out_.add(begin, end, TokenClass::String);
        if (text.starts_with("<!--")) return out_.add(begin, end, TokenClass::Comment);
        const std::size_t hashes = std::min(text.find_first_not_of('#'), text.size());
        if (hashes > 0 && hashes <= 6 && (hashes == text.size() || text[hashes] == ' '))
            return out_.add(begin, end, TokenClass::Keyword);
        spans(mark(at, end), end);
    }

private:
    std::string_view code_;
    TokenList& out_;
    std::string_view fence_;

    static bool is_fence(std::string_view text) {
        return text.starts_with("```") || text.starts_with("~~~");
    }
    void fence(std::size_t begin, std::size_t end, std::string_view text) {
        const std::size_t size = std::min(text.find_first_not_of(text[0]), text.size());
        const std::string_view mark = text.substr(0, size);
        out_.add(begin, end, TokenClass::String);
        if (fence_.empty()) {
            fence_ = mark;
        } else if (mark.starts_with(fence_)) {
            fence_ = {};
        }
    }
    /// The mark of a quote or a list item; gives what follows it.
    std::size_t mark(std::size_t at, std::size_t end) {
        std::size_t after = at;
        while (after < end && is_digit(code_[after])) ++after;
        const std::string_view marks = after > at ? ".)" : "-*+>";
        if (after >= end || marks.find(code_[after]) == kNone) return at;
        if (after + 1 < end && !is_blank(code_[after + 1])) return at;
        out_.add(at, after + 1, TokenClass::Keyword);
        return after + 1;
    }
    void spans(std::size_t at, std::size_t end) {
        while (at < end) {
            const std::size_t open = code_.substr(0, end).find_first_of("`]", at);
            if (open == kNone || open + 1 >= end) return;
            const bool target = code_[open] == ']';
            if (target && code_[open + 1] != '(') {
                at = open + 1;
                continue;
            }
            const std::size_t close = code_.substr(0, end).find(target ? ')' : '`', open + 1);
            if (close == kNone) return;
            out_.add(open + (target ? 1 : 0), close + 1, TokenClass::String);
            at = close + 1;
        }
    }
};

}  // namespace

void read_diff(std::string_view code, TokenList& out) {
    for_each_line(code, [&](std::size_t begin, std::size_t end) {
        const std::string_view line = code.substr(begin, end - begin);
        const auto starts = [&](std::string_view mark) { return line.starts_with(mark); };
        if (starts("+++") || starts("---") || starts("diff ") || starts("index ")) {
            out.add(begin, end, TokenClass::Comment);
        } else if (starts("@@")) {
            out.add(begin, end, TokenClass::Keyword);
        } else if (starts("+") || starts(">")) {
            out.add(begin, end, TokenClass::String);
        } else if (starts("-") || starts("<")) {
            out.add(begin, end, TokenClass::Error);
        }
    });
}

void read_http(std::string_view code, TokenList& out) {
    bool head = true, first = true;
    for_each_line(code, [&](std::size_t begin, std::size_t end) {
        const std::string_view line = code.substr(begin, end - begin);
        if (line.find_first_not_of(" \t\r") == kNone) {
            head = first;
            return;
        }
        if (!head) return;
        const std::size_t mark = line.find(first ? ' ' : ':');
        if (mark != kNone) out.add(begin, begin + mark, TokenClass::Keyword);
        if (first && mark != kNone && line.starts_with("HTTP/") &&
            is_digit(line[mark + 1 < line.size() ? mark + 1 : mark]))
            out.add(begin + mark + 1, std::min(begin + mark + 4, end), TokenClass::Number);
        first = false;
    });
}

void read_console(std::string_view code, TokenList& out) {
    const Language* shell = find_language("bash");
    bool goes_on = false;
    for_each_line(code, [&](std::size_t begin, std::size_t end) {
        const std::string_view line = code.substr(begin, end - begin);
        const std::size_t prompt = goes_on ? 0 : prompt_length(line);
        if (prompt == 0 && !goes_on) return;
        out.add(begin, begin + prompt, TokenClass::Comment);
        read_code(*shell, code, begin + prompt, end, out);
        goes_on = line.ends_with('\\');
    });
}

/// Targets and assigned names are keywords; recipes are read as shell.
void read_make(const Language& language, std::string_view code, TokenList& out) {
    const Language* shell = find_language("bash");
    for_each_line(code, [&](std::size_t begin, std::size_t end) {
        if (code[begin] == '\t') return read_code(*shell, code, begin, end, out);
        const std::string_view line = code.substr(begin, end - begin);
        const std::size_t mark = line.find_first_of(":=#");
        const bool named = mark != kNone && line[mark] != '#' && mark > 0 && line[0] != ' ';
        std::size_t rest = begin;
        if (named) {
            std::size_t name = mark;
            while (name > 0 &&
                   (is_blank(line[name - 1]) || line[name - 1] == '?' || line[name - 1] == '+'))
                --name;
            out.add(begin, begin + name, TokenClass::Keyword);
            rest = begin + mark;
        }
        read_code(language, code, rest, end, out);
    });
}

void read_markdown(std::string_view code, TokenList& out) {
    MarkdownReader reader(code, out);
    for_each_line(code, [&](std::size_t begin, std::size_t end) { reader.line(begin, end); });
}

void read_latex(std::string_view code, TokenList& out) {
    std::size_t no_dollar_until = 0;
    for (std::size_t at = 0; at < code.size();) {
        const char c = code[at];
        std::size_t end = at + 1;
        if (c == '\\') {
            while (end < code.size() &&
                   ((is_alpha(code[end]) && code[end] != '_') || code[end] == '@'))
                ++end;
            const bool named = end > at + 1;
            if (named) out.add(at, end, TokenClass::Keyword);
            at = named ? end : at + 2;
            continue;
        }
        if (c == '%') {
            end = line_end(code, at);
            out.add(at, end, TokenClass::Comment);
        } else if (c == '$' && at >= no_dollar_until) {
            const bool display = end < code.size() && code[end] == '$';
            const std::size_t close = code.find(display ? "$$" : "$", end + (display ? 1 : 0));
            if (close == kNone) {
                no_dollar_until = code.size();
            } else {
                end = close + (display ? 2 : 1);
                out.add(at, end, TokenClass::String);
            }
        }
        at = end;
    }
}

}  // namespace inkstone::highlight
