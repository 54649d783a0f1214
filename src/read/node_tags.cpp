// SPDX-License-Identifier: Apache-2.0
#include "src/read/node_tags.hpp"

#include <array>

namespace inkstone::read {
namespace {

/// cmark keeps a pointer for its users: it points to the tag's own entry.
constexpr std::array kTags{NodeTag::None,
                           NodeTag::Mark,
                           NodeTag::Subscript,
                           NodeTag::Superscript,
                           NodeTag::Attributes,
                           NodeTag::Definition};

}  // namespace

void set_tag(cmark_node* node, NodeTag tag) {
    // The pointer is never written through.
    node->user_data = const_cast<NodeTag*>(&kTags.at(static_cast<std::size_t>(tag)));
}

NodeTag tag_of(const cmark_node* node) {
    if (node->user_data == nullptr) return NodeTag::None;
    for (const NodeTag& tag : kTags) {
        if (node->user_data == &tag) return tag;
    }
    return NodeTag::None;  // another extension's
}

}  // namespace inkstone::read
