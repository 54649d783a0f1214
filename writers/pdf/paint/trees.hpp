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

    /// Adds a page and gives the Parent that its dictionary must name.
    ObjectId add(ObjectId page);
    [[nodiscard]] const std::vector<ObjectId>& pages() const noexcept { return pages_; }
    /// Writes all nodes and gives the root. There must be at least one page.
    ObjectId write();

private:
    haru::Document& document_;
    std::vector<ObjectId> pages_;
    std::vector<ObjectId> leaves_;
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
