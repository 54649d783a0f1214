// SPDX-License-Identifier: Apache-2.0
#include "src/highlight/highlight.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "src/highlight/language.hpp"

namespace inkstone::highlight {
namespace {

/// No name in the tables is longer.
constexpr std::size_t kLongestName = 24;

/// True when `name` is one of the blank-separated `names`.
bool is_among(std::string_view name, std::string_view names) noexcept {
    for (std::size_t at = names.find(name); at != std::string_view::npos;
         at = names.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if ((at == 0 || names[at - 1] == ' ') && (end == names.size() || names[end] == ' '))
            return true;
    }
    return false;
}

/// A listing of commands with their prompts, whatever shell its fence names.
bool has_prompt(std::string_view code) noexcept {
    const std::size_t first = code.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && code.substr(first, 2) == "$ ";
}

bool is_shell(const Language& language) noexcept {
    return language.names.starts_with("bash ");
}

}  // namespace

std::string_view css_class(TokenClass kind) noexcept {
    switch (kind) {
        case TokenClass::Keyword:
            return "tok-keyword";
        case TokenClass::String:
            return "tok-string";
        case TokenClass::Number:
            return "tok-number";
        case TokenClass::Comment:
            return "tok-comment";
        case TokenClass::Error:
            return "tok-error";
    }
    return "tok-keyword";
}

std::string_view language_of(std::string_view info) noexcept {
    constexpr std::string_view kEnds = " \t\r\n,{}=:";
    info.remove_prefix(std::min(info.size(), info.find_first_not_of(" \t")));
    if (info.starts_with('{')) {
        const std::size_t dot = info.find('.');
        if (dot == std::string_view::npos) return {};
        info.remove_prefix(dot + 1);
    } else if (info.starts_with('.')) {
        info.remove_prefix(1);
    }
    std::string_view word = info.substr(0, info.find_first_of(kEnds));
    if (word.starts_with("language-")) word.remove_prefix(9);
    return word;
}

const Language* find_language(std::string_view name) noexcept {
    if (name.empty() || name.size() > kLongestName) return nullptr;
    std::array<char, kLongestName> buffer{};
    std::transform(name.begin(), name.end(), buffer.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const std::string_view lower(buffer.data(), name.size());
    if (lower.find(' ') != std::string_view::npos) return nullptr;
    for (const auto& table :
         {braces_languages(), script_languages(), other_languages(), data_languages()}) {
        for (const Language& language : table) {
            if (is_among(lower, language.names)) return &language;
        }
    }
    return nullptr;
}

bool is_known(std::string_view language) noexcept {
    return find_language(language) != nullptr;
}

std::vector<Token> tokenize(std::string_view language, std::string_view code) {
    TokenList out;
    const Language* row = find_language(language);
    if (row == nullptr) return {};
    Mode mode = row->mode;
    if (is_shell(*row) && has_prompt(code)) mode = Mode::Console;
    switch (mode) {
        case Mode::Code:
            read_code(*row, code, 0, code.size(), out);
            break;
        case Mode::Markup:
            read_markup(code, out);
            break;
        case Mode::Markdown:
            read_markdown(code, out);
            break;
        case Mode::Latex:
            read_latex(code, out);
            break;
        case Mode::Diff:
            read_diff(code, out);
            break;
        case Mode::Http:
            read_http(code, out);
            break;
        case Mode::Console:
            read_console(code, out);
            break;
        case Mode::Make:
            read_make(*row, code, out);
            break;
    }
    return out.take();
}

}  // namespace inkstone::highlight
