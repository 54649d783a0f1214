// SPDX-License-Identifier: Apache-2.0
#include "src/read/display_math.hpp"

#include <string>
#include <utility>

namespace inkstone::read {
namespace {

bool is_line_end(const Inline& node) {
    return std::holds_alternative<SoftBreak>(node.node) ||
           std::holds_alternative<LineBreak>(node.node);
}

bool is_blank_text(const Inline& node) {
    const auto* text = std::get_if<Text>(&node.node);
    return text != nullptr && text->value.find_first_not_of(" \t") == std::string::npos;
}

/// True when nothing but blanks stands between inlines[at] and its line's start or end.
bool ends_line(const Inlines& inlines, std::size_t at, bool forward) {
    while (forward ? at + 1 < inlines.size() : at > 0) {
        at = forward ? at + 1 : at - 1;
        if (is_line_end(inlines[at])) return true;
        if (!is_blank_text(inlines[at])) return false;
    }
    return true;
}

/// Gathers a paragraph up to the next formula.
class Part {
public:
    explicit Part(Blocks& blocks) : blocks_(blocks) {}

    void add(Inline&& node) {
        if (!inlines_.empty() || !is_line_end(node)) inlines_.push_back(std::move(node));
    }
    void finish() {
        while (!inlines_.empty() &&
               (is_line_end(inlines_.back()) || is_blank_text(inlines_.back()))) {
            inlines_.pop_back();
        }
        if (inlines_.empty()) return;
        const SourcePosition position = inlines_.front().position;
        blocks_.push_back(Block{.node = Paragraph{std::move(inlines_)}, .position = position});
        inlines_.clear();
    }

private:
    Blocks& blocks_;
    Inlines inlines_;
};

}  // namespace

void split_at_displays(Inlines&& inlines,
                       const std::vector<std::size_t>& displays,
                       Blocks& blocks) {
    std::vector<std::size_t> splits;
    for (const std::size_t at : displays) {
        if (ends_line(inlines, at, false) || ends_line(inlines, at, true)) splits.push_back(at);
    }
    Part part(blocks);
    auto split = splits.begin();
    for (std::size_t i = 0; i < inlines.size(); ++i) {
        if (split == splits.end() || *split != i) {
            part.add(std::move(inlines[i]));
            continue;
        }
        ++split;
        part.finish();
        auto& math = std::get<Math>(inlines[i].node);
        blocks.push_back(Block{.node = MathBlock{.source = std::move(math.source)},
                               .position = inlines[i].position});
    }
    part.finish();
}

}  // namespace inkstone::read
