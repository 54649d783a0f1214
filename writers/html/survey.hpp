// SPDX-License-Identifier: Apache-2.0
// Facts about a document that must be known before its first byte is written: note marks, ids,
// raw HTML, languages. One walk over the tree.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "inkstone/ast.hpp"

namespace inkstone::html {

/// Called for every block and inline node in document order, containers before their content.
/// Image alt texts are walked only when `into_alt` is set.
struct Walker {
    std::function<void(const Block&)> on_block;
    std::function<void(const Inline&)> on_inline;
    bool into_alt = false;
};
void walk(std::span<const Block> blocks, const Walker& walker);
void walk(const Inlines& inlines, const Walker& walker);

/// For every note of `document` the marks that name it: Note::references, or the highest occurrence
/// number where that is more (a document that no reader made). Alt texts are included.
std::vector<std::size_t> count_note_marks(const Document& document);

/// Every id that the document gives to a heading, div, span, code, link or image.
std::unordered_set<std::string> collect_ids(const Document& document);

/// The attributes of a node, or null for a node without any.
const Attributes* attributes_of(const Block& block);
const Attributes* attributes_of(const Inline& inline_node);

}  // namespace inkstone::html
