// SPDX-License-Identifier: Apache-2.0
#include "src/read/html_flow.hpp"

#include <iterator>
#include <string>
#include <utility>

namespace inkstone::read {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
bool is_line_break(const Inline& node) {
    return std::holds_alternative<LineBreak>(node.node);
}
void trim_end(Inlines& line) {
    while (!line.empty() && is_blank(line.back())) line.pop_back();
    if (line.empty()) return;
    auto* text = std::get_if<Text>(&line.back().node);
    if (text != nullptr && text->value.ends_with(' ')) text->value.pop_back();
}

}  // namespace

bool is_blank(const Inline& node) {
    if (std::holds_alternative<SoftBreak>(node.node)) return true;
    const auto* text = std::get_if<Text>(&node.node);
    return text != nullptr && text->value == " ";
}
bool starts_blank(const Inlines& line) {
    return !line.empty() && is_blank(line.front());
}
bool ends_blank(const Inlines& line) {
    return !line.empty() && is_blank(line.back());
}

void Flow::text(std::string_view text, SourcePosition position) {
    std::string run;
    const auto flush = [&] {
        if (!run.empty())
            line.push_back(Inline{.node = Text{std::move(run)}, .position = position});
        run.clear();
    };
    for (std::size_t i = 0; i < text.size();) {
        if (!is_space(text[i])) {
            run += text[i++];
            continue;
        }
        bool ends = false;
        std::uint32_t lines = 0;
        for (; i < text.size() && is_space(text[i]); ++i) {
            ends = ends || text[i] == '\n' || text[i] == '\r';
            lines += text[i] == '\n' ? 1U : 0U;
        }
        if (!ends) {
            run += ' ';
            continue;
        }
        flush();
        line.push_back(Inline{.node = SoftBreak{}, .position = position});
        position.line += lines;
        position.column = 1;
    }
    flush();
}

void Flow::end_line() {
    tidy_line(line);
    if (!line.empty()) {
        const SourcePosition position = line.front().position;
        blocks.push_back(Block{.node = Paragraph{std::move(line)}, .position = position});
    }
    line.clear();
}

void Flow::block(Block::Node&& node, SourcePosition position) {
    end_line();
    blocks.push_back(Block{.node = std::move(node), .position = position});
}

void Flow::append(Blocks&& more) {
    if (more.empty()) return;
    end_line();
    std::move(more.begin(), more.end(), std::back_inserter(blocks));
}

void tidy_line(Inlines& line) {
    Inlines out;
    out.reserve(line.size());
    for (Inline& node : line) {
        const bool starts = out.empty() || is_line_break(out.back());
        if (is_line_break(node)) {
            trim_end(out);
            if (!out.empty()) out.push_back(std::move(node));
            continue;
        }
        if (is_blank(node) && (starts || is_blank(out.back()))) continue;
        if (auto* text = std::get_if<Text>(&node.node); text != nullptr && starts) {
            if (text->value.starts_with(' ')) text->value.erase(0, 1);
        }
        out.push_back(std::move(node));
    }
    trim_end(out);
    while (!out.empty() && is_line_break(out.back())) {
        out.pop_back();
        trim_end(out);
    }
    line = std::move(out);
}

Inlines flat_inlines(Flow&& flow) {
    flow.end_line();
    Inlines out;
    for (Block& block : flow.blocks) {
        Inlines nested;
        Inlines* more = nullptr;
        if (auto* paragraph = std::get_if<Paragraph>(&block.node)) more = &paragraph->children;
        if (auto* heading = std::get_if<Heading>(&block.node)) more = &heading->children;
        if (auto* div = std::get_if<Div>(&block.node)) {
            Flow inner;
            inner.blocks = std::move(div->children);
            nested = flat_inlines(std::move(inner));
            more = &nested;
        }
        if (more == nullptr || more->empty()) continue;
        if (!out.empty()) {
            out.push_back(Inline{.node = SoftBreak{}, .position = block.position});
        }
        std::move(more->begin(), more->end(), std::back_inserter(out));
    }
    return out;
}

}  // namespace inkstone::read
