// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

// Headings of levels 1 and 2 are seen when the document opens; deeper ones on a click.
constexpr int kOpenLevel = 2;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// An entry with its place in the tree. Number 0 is the root.
struct Node {
    ObjectId id = 0;
    int level = 0;
    std::size_t parent = kNone;
    std::size_t first = kNone, last = kNone;
    std::size_t previous = kNone, next = kNone;
    std::int64_t visible = 0;  ///< descendants seen when this entry is open
};

std::vector<Node> link_nodes(haru::Document& document,
                             const std::vector<layout::OutlineEntry>& entries) {
    std::vector<Node> nodes{{document.reserve()}};
    std::size_t before = 0;
    for (const layout::OutlineEntry& entry : entries) {
        Node node{document.reserve(), std::max(entry.level, 1)};
        std::size_t parent = before;
        while (nodes[parent].level >= node.level) parent = nodes[parent].parent;
        before = nodes.size();
        node.parent = parent;
        node.previous = nodes[parent].last;
        if (node.previous == kNone) {
            nodes[parent].first = before;
        } else {
            nodes[node.previous].next = before;
        }
        nodes[parent].last = before;
        nodes.push_back(node);
    }
    return nodes;
}

bool is_open(const Node& node) noexcept {
    return node.level < kOpenLevel;
}

/// An entry shows its children, and theirs where the child is open too.
void count_visible(std::vector<Node>& nodes) {
    for (std::size_t i = nodes.size() - 1; i > 0; --i) {
        Node& parent = nodes[nodes[i].parent];
        parent.visible += 1 + (is_open(nodes[i]) ? nodes[i].visible : 0);
    }
}

}  // namespace

ObjectId write_outline(haru::Document& document,
                       const std::vector<layout::OutlineEntry>& entries,
                       const std::vector<PageInfo>& pages) {
    if (entries.empty() || pages.empty()) return 0;
    std::vector<Node> nodes = link_nodes(document, entries);
    count_visible(nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Node& node = nodes[i];
        std::string out = i == 0 ? "/Type/Outlines" : "";
        const auto add = [&](std::string_view key, std::size_t to) {
            if (to != kNone) out += fmt::format("/{} {}", key, reference(nodes[to].id));
        };
        add("Parent", node.parent);
        add("Prev", node.previous);
        add("Next", node.next);
        add("First", node.first);
        add("Last", node.last);
        if (node.visible != 0) {
            // Negative: closed, with so many entries behind it.
            out += fmt::format("/Count {}", is_open(node) ? node.visible : -node.visible);
        }
        if (i > 0) {
            const layout::OutlineEntry& entry = entries[i - 1];
            const PageInfo& page = pages[std::min<std::size_t>(entry.page, pages.size() - 1)];
            out += "/Title" + text_string(entry.title);
            out += "/Dest" + destination_array(page.id, page.height, entry.y);
        }
        document.set(node.id, std::move(out));
    }
    return nodes.front().id;
}

}  // namespace inkstone::pdf::paint
