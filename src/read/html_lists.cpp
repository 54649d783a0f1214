// SPDX-License-Identifier: Apache-2.0
#include "src/read/html_lists.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/read/html_flow.hpp"
#include "src/read/html_tags.hpp"

namespace inkstone::read {
namespace {

struct ListTag {
    std::string name;  ///< "ul", "ol" or "li"
    bool closing = false;
};

std::optional<ListTag> list_tag(const Inline& node) {
    const auto* raw = std::get_if<RawInline>(&node.node);
    if (raw == nullptr || raw->format != "html") return std::nullopt;
    auto tag = next_tag(raw->literal, 0);
    if (!tag || tag->begin != 0) return std::nullopt;
    if (tag->name != "ul" && tag->name != "ol" && tag->name != "li") return std::nullopt;
    return ListTag{std::move(tag->name), tag->closing};
}

bool has_list_tags(const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block.node);
    return paragraph != nullptr &&
           std::any_of(paragraph->children.begin(),
                       paragraph->children.end(),
                       [](const Inline& node) { return list_tag(node).has_value(); });
}

/// Whether the list tags of a line pair, every list has items and nothing stands between these.
class PairCheck {
public:
    explicit PairCheck(int levels) : levels_(levels) {}

    bool holds(const Inlines& line) {
        for (const Inline& node : line) {
            const auto tag = list_tag(node);
            if (!(tag ? take(*tag) : may_stand_here(node))) return false;
        }
        return open_.empty();
    }

private:
    struct Open {
        std::string name;
        bool in_item = false;
        bool has_items = false;
    };

    [[nodiscard]] bool may_stand_here(const Inline& node) const {
        return open_.empty() || open_.back().in_item || is_blank(node);
    }
    bool take(const ListTag& tag) {
        if (tag.name == "li") return take_item(tag.closing);
        if (tag.closing) {
            if (open_.empty() || open_.back().name != tag.name || !open_.back().has_items) {
                return false;
            }
            open_.pop_back();
            return true;
        }
        // A list, its item and the paragraph in it.
        const auto deepest = 2 * static_cast<int>(open_.size()) + 3;
        if (deepest > levels_ || (!open_.empty() && !open_.back().in_item)) return false;
        open_.push_back({tag.name});
        return true;
    }
    bool take_item(bool closing) {
        if (open_.empty() || (closing && !open_.back().in_item)) return false;
        open_.back().in_item = !closing;
        open_.back().has_items = true;
        return true;
    }

    int levels_;
    std::vector<Open> open_;
};

/// Makes the blocks of a line that passed the check.
class Splitter {
public:
    Blocks split(Inlines&& line) {
        for (Inline& node : line) {
            const auto tag = list_tag(node);
            if (!tag) {
                if (!between_items()) flows_.back().line.push_back(std::move(node));
            } else if (tag->name == "li") {
                end_item();
                if (!tag->closing) begin_item(node.position);
            } else if (tag->closing) {
                end_list();
            } else {
                begin_list(node);
            }
        }
        flows_.back().end_line();
        return std::move(flows_.back().blocks);
    }

private:
    struct Open {
        List list;
        SourcePosition position;
        bool in_item = false;
    };

    [[nodiscard]] bool between_items() const { return !open_.empty() && !open_.back().in_item; }

    void begin_list(const Inline& node) {
        const auto element = parse_start_tag(std::get<RawInline>(node.node).literal);
        open_.push_back({list_of(element.value_or(HtmlElement{})), node.position});
    }
    void begin_item(SourcePosition position) {
        open_.back().in_item = true;
        open_.back().list.items.push_back({.children = {}, .checked = {}, .position = position});
        flows_.emplace_back();
    }
    void end_item() {
        if (!std::exchange(open_.back().in_item, false)) return;
        flows_.back().end_line();
        open_.back().list.items.back().children = std::move(flows_.back().blocks);
        flows_.pop_back();
    }
    void end_list() {
        end_item();
        Open done = std::move(open_.back());
        open_.pop_back();
        set_tightness(done.list);
        flows_.back().block(std::move(done.list), done.position);
    }

    std::vector<Open> open_;
    std::vector<Flow> flows_{1};  ///< of the line, then of each open item
};

}  // namespace

List list_of(const HtmlElement& element) {
    List list;
    list.ordered = element.name == "ol";
    if (list.ordered) {
        const std::string_view start = element.get("start");
        std::int32_t value = 1;
        const auto read = std::from_chars(start.data(), start.data() + start.size(), value);
        if (read.ec == std::errc{} && value >= 0) list.start = value;
    }
    return list;
}

void set_tightness(List& list) {
    list.tight = std::none_of(list.items.begin(), list.items.end(), [](const ListItem& item) {
        return std::count_if(item.children.begin(), item.children.end(), [](const Block& block) {
                   return std::holds_alternative<Paragraph>(block.node);
               }) > 1;
    });
}

void split_at_lists(Blocks& siblings, int levels) {
    if (std::none_of(siblings.begin(), siblings.end(), has_list_tags)) return;
    Blocks out;
    out.reserve(siblings.size());
    for (Block& block : siblings) {
        auto* paragraph = has_list_tags(block) ? std::get_if<Paragraph>(&block.node) : nullptr;
        if (paragraph == nullptr || !PairCheck(levels).holds(paragraph->children)) {
            out.push_back(std::move(block));
            continue;
        }
        Blocks made = Splitter().split(std::move(paragraph->children));
        std::move(made.begin(), made.end(), std::back_inserter(out));
    }
    siblings = std::move(out);
}

}  // namespace inkstone::read
