// SPDX-License-Identifier: Apache-2.0
// Stands in for the inline half of layout: every character is half an em wide, lines break at
// spaces. Paging rules can then be tested with countable lines and without fonts. Include in one
// source of a test program; its definitions replace the library's.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "src/ast/plain_text.hpp"
#include "src/text/utf8.hpp"
#include "writers/pdf/layout/inline/paragraph.hpp"

namespace inkstone::layout {

namespace fake {

inline double width_of(std::string_view text, double size) {
    return static_cast<double>(text::to_utf32(text).size()) * size / 2;
}

inline Line make_line(std::string_view text, const ParagraphStyle& style) {
    Line line;
    line.leading = style.leading;
    line.width = width_of(text, style.size);
    GlyphRun run;
    run.size = style.size;
    run.width = line.width;
    run.text = text::to_utf16(text);
    run.tag = style.tag;
    run.artifact = style.artifact;
    run.color = style.color;
    if (!text.empty()) line.items.emplace_back(std::move(run));
    return line;
}

inline std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found(1);
    for (const char c : text) {
        if (c == ' ') {
            found.emplace_back();
        } else {
            found.back() += c;
        }
    }
    found.erase(std::remove(found.begin(), found.end(), ""), found.end());
    return found;
}

}  // namespace fake

std::vector<Line> set_paragraph(const Inlines& inlines,
                                const ParagraphStyle& style,
                                double measure,
                                Context&) {
    std::vector<Line> lines;
    std::string current;
    std::vector<LineNote> notes;
    const auto flush = [&] {
        if (current.empty() && notes.empty()) return;
        lines.push_back(fake::make_line(current, style));
        lines.back().notes = std::move(notes);
        notes.clear();
        current.clear();
    };
    for (const Inline& one : inlines) {
        if (const NoteRef* ref = std::get_if<NoteRef>(&one.node)) notes.push_back({ref->note});
        if (std::holds_alternative<LineBreak>(one.node)) flush();
        for (const std::string& word : fake::words(plain_text({one}))) {
            const std::string longer = current.empty() ? word : current + " " + word;
            if (!current.empty() && fake::width_of(longer, style.size) > measure) {
                flush();
                current = word;
            } else {
                current = longer;
            }
        }
    }
    flush();
    return lines;
}

ParagraphWidths measure_paragraph(const Inlines& inlines, const ParagraphStyle& style, Context&) {
    ParagraphWidths widths;
    const std::string text = plain_text(inlines);
    widths.max_content = fake::width_of(text, style.size);
    for (const std::string& word : fake::words(text)) {
        widths.min_content = std::max(widths.min_content, fake::width_of(word, style.size));
    }
    return widths;
}

Line set_label(std::string_view utf8, const ParagraphStyle& style, Context&) {
    return fake::make_line(utf8, style);
}

CodeLines set_code(std::string_view literal,
                   std::string_view /*language*/,
                   const ParagraphStyle& style,
                   double,
                   Context&) {
    CodeLines code;
    while (!literal.empty()) {
        const std::size_t end = std::min(literal.find('\n'), literal.size());
        code.lines.push_back({fake::make_line(literal.substr(0, end), style)});
        literal.remove_prefix(std::min(end + 1, literal.size()));
    }
    return code;
}

}  // namespace inkstone::layout
