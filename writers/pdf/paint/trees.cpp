// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/trees.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

constexpr std::size_t kFanOut = 64;

struct PageNode {
    ObjectId id = 0;
    std::size_t page_count = 0;
    std::string kids;
};

/// A node of a name or number tree that still lacks its parent.
struct TreeNode {
    ObjectId id = 0;
    std::string first_key, last_key;
};

std::string limits(const TreeNode& node) {
    return fmt::format("/Limits[{} {}]", node.first_key, node.last_key);
}

TreeNode write_leaf(haru::Document& document,
                    std::string_view array,
                    bool is_root,
                    std::size_t begin_end[2],
                    const std::function<TreeEntry(std::size_t)>& entry) {
    TreeNode node{document.reserve(), {}, {}};
    std::string items;
    for (std::size_t i = begin_end[0]; i < begin_end[1]; ++i) {
        TreeEntry next = entry(i);
        items += next.key + ' ' + next.value + '\n';
        if (node.first_key.empty()) node.first_key = next.key;
        node.last_key = std::move(next.key);
    }
    document.set(node.id, fmt::format("{}[{}]{}", array, items, is_root ? "" : limits(node)));
    return node;
}

std::vector<TreeNode> write_level(haru::Document& document, const std::vector<TreeNode>& below) {
    std::vector<TreeNode> level;
    const bool is_root = below.size() <= kFanOut;
    for (std::size_t begin = 0; begin < below.size(); begin += kFanOut) {
        const std::size_t end = std::min(begin + kFanOut, below.size());
        TreeNode node{document.reserve(), below[begin].first_key, below[end - 1].last_key};
        std::string kids;
        for (std::size_t i = begin; i < end; ++i) kids += reference(below[i].id) + ' ';
        document.set(node.id, fmt::format("/Kids[{}]{}", kids, is_root ? "" : limits(node)));
        level.push_back(std::move(node));
    }
    return level;
}

}  // namespace

ObjectId PageTree::add(ObjectId page, bool front) {
    const bool starts_front = front && !front_;
    if (starts_front) {
        front_ = true;
        body_leaves_ = leaves_.size();
    }
    if (starts_front || leaves_.empty() || pages_.size() - leaves_.back().begin == kFanOut) {
        leaves_.push_back({document_.reserve(), pages_.size()});
    }
    pages_.push_back(page);
    return leaves_.back().id;
}

ObjectId PageTree::write() {
    std::vector<PageNode> level;
    for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
        PageNode node{leaves_[leaf].id, 0, {}};
        const std::size_t end = leaf + 1 < leaves_.size() ? leaves_[leaf + 1].begin : pages_.size();
        for (std::size_t i = leaves_[leaf].begin; i < end; ++i) {
            node.kids += reference(pages_[i]) + ' ';
            ++node.page_count;
        }
        level.push_back(std::move(node));
    }
    std::rotate(level.begin(),
                level.begin() + static_cast<std::ptrdiff_t>(front_ ? body_leaves_ : 0),
                level.end());
    const auto write_node = [this](const PageNode& node, ObjectId parent) {
        std::string entries =
            fmt::format("/Type/Pages/Count {}/Kids[{}]", node.page_count, node.kids);
        if (parent != 0) entries += "/Parent " + reference(parent);
        document_.set(node.id, std::move(entries));
    };
    while (level.size() > 1) {
        std::vector<PageNode> above;
        for (std::size_t i = 0; i < level.size(); ++i) {
            if (i % kFanOut == 0) above.push_back({document_.reserve(), 0, {}});
            PageNode& parent = above.back();
            parent.kids += reference(level[i].id) + ' ';
            parent.page_count += level[i].page_count;
            write_node(level[i], parent.id);
        }
        level = std::move(above);
    }
    write_node(level.front(), 0);
    return level.front().id;
}

ObjectId write_tree(haru::Document& document,
                    TreeKind kind,
                    std::size_t count,
                    const std::function<TreeEntry(std::size_t)>& entry) {
    const std::string_view array = kind == TreeKind::Names ? "/Names" : "/Nums";
    std::vector<TreeNode> level;
    std::size_t begin = 0;
    do {
        std::size_t range[2] = {begin, std::min(begin + kFanOut, count)};
        level.push_back(write_leaf(document, array, count <= kFanOut, range, entry));
        begin += kFanOut;
    } while (begin < count);
    while (level.size() > 1) level = write_level(document, level);
    return level.front().id;
}

}  // namespace inkstone::pdf::paint
