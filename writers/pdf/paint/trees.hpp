// SPDX-License-Identifier: Apache-2.0
// The balanced trees of a PDF: page tree (ISO 32000-1 7.7.3), name trees and number trees
// (7.9.6, 7.9.7). 64 entries a node and as many levels as that needs.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "writers/pdf/haru/document.hpp"

namespace inkstone::pdf::paint {

using haru::ObjectId;

/// Gathers page ids; a page's parent is known at once, the levels above are made at the end.
class PageTree {
public:
    explicit PageTree(haru::Document& document) : document_(document) {}

    /// Adds a page and gives the Parent that its dictionary must name. Pages of the front matter
    /// come after all others and are put before them.
    ObjectId add(ObjectId page, bool front = false);
    /// In the order in which they were added.
    [[nodiscard]] const std::vector<ObjectId>& pages() const noexcept { return pages_; }
    /// Writes all nodes and gives the root. There must be at least one page.
    ObjectId write();

private:
    haru::Document& document_;
    std::vector<ObjectId> pages_;
    /// A node over the pages from `begin` to the next leaf's.
    struct Leaf {
        ObjectId id = 0;
        std::size_t begin = 0;
    };
    std::vector<Leaf> leaves_;
    std::size_t body_leaves_ = 0;  ///< leaves before those of the front matter
    bool front_ = false;
};

/// One entry of a name or number tree: key and value as PDF syntax.
struct TreeEntry {
    std::string key;
    std::string value;
};

enum class TreeKind { Names, Nums };

/// Writes a tree of `count` entries, which `entry` gives in the order of their keys.
ObjectId write_tree(haru::Document& document,
                    TreeKind kind,
                    std::size_t count,
                    const std::function<TreeEntry(std::size_t)>& entry);

}  // namespace inkstone::pdf::paint
