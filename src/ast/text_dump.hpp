// SPDX-License-Identifier: Apache-2.0
// The tree as indented text, for people and golden tests.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/result.hpp"

namespace inkstone {

/// One node a line, `name line:column key=value …`, children indented by two spaces. Lists other
/// than "children" have a line of their own, "key:". Text is in JSON quotes. Stable: what is the
/// same in the tree is the same in the text.
std::string dump_text(const Document& document);

/// The same, handed on in pieces as it grows; stops at the first error.
Result<void> dump_text(const Document& document,
                       const std::function<Result<void>(std::string_view)>& write);

}  // namespace inkstone
