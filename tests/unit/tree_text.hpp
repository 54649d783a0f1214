// SPDX-License-Identifier: Apache-2.0
// What the reader makes of Markdown, on one line that a test can spell out.
#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>

#include "src/ast/text_dump.hpp"
#include "src/read/markdown.hpp"

namespace inkstone::read {

inline Document parse(std::string_view markdown, const Format& format = {}) {
    ReadOptions options;
    options.format = format;
    Diagnostics diagnostics("test.md");
    return read_markdown(markdown, options, diagnostics).value();
}

/// `12:3`, a place in the source.
inline bool is_place(std::string_view word) {
    return word.find_first_not_of("0123456789:") == std::string_view::npos &&
           std::count(word.begin(), word.end(), ':') == 1;
}

/// The tree on one line, without places: `paragraph strong text "x"`.
inline std::string tree(std::string_view markdown, const Format& format = {}) {
    std::istringstream lines(dump_text(parse(markdown, format)));
    std::string out;
    for (std::string line; std::getline(lines, line);) {
        if (line == "document" || line.starts_with("  metadata")) continue;
        std::istringstream words(line);
        for (std::string word; words >> word;) {
            if (is_place(word)) continue;
            if (word.starts_with("value=")) word.erase(0, std::string_view("value=").size());
            out.append(out.empty() ? "" : " ").append(word);
        }
    }
    return out;
}

}  // namespace inkstone::read
