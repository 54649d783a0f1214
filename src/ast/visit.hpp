// SPDX-License-Identifier: Apache-2.0
// Exhaustive visiting of the two node sums. A missing case is a compile error: do not add a
// catch-all arm.
#pragma once

#include <utility>
#include <variant>

#include "inkstone/ast.hpp"

namespace inkstone {

/// Builds one callable from several lambdas, one per node type.
template <class... Arms>
struct Overloaded : Arms... {
    using Arms::operator()...;
};
template <class... Arms>
Overloaded(Arms...) -> Overloaded<Arms...>;

template <class... Arms>
decltype(auto) visit(const Block& block, Arms&&... arms) {
    return std::visit(Overloaded{std::forward<Arms>(arms)...}, block.node);
}
template <class... Arms>
decltype(auto) visit(Block& block, Arms&&... arms) {
    return std::visit(Overloaded{std::forward<Arms>(arms)...}, block.node);
}
template <class... Arms>
decltype(auto) visit(const Inline& inline_node, Arms&&... arms) {
    return std::visit(Overloaded{std::forward<Arms>(arms)...}, inline_node.node);
}
template <class... Arms>
decltype(auto) visit(Inline& inline_node, Arms&&... arms) {
    return std::visit(Overloaded{std::forward<Arms>(arms)...}, inline_node.node);
}

}  // namespace inkstone
