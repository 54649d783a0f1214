// SPDX-License-Identifier: Apache-2.0
// What the syntax extensions of this room share: making one, and the nodes they put into the tree.
#pragma once

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/inlines.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "src/read/cmark.hpp"

namespace inkstone::read {

struct ExtensionFree {
    void operator()(cmark_syntax_extension* extension) const noexcept {
        cmark_syntax_extension_free(cmark_get_default_mem_allocator(), extension);
    }
};
using ExtensionHandle = std::unique_ptr<cmark_syntax_extension, ExtensionFree>;

/// An extension whose `match` is asked wherever one of `bytes` stands among the inlines. cmark asks
/// only the first attached extension that claims a byte.
ExtensionHandle make_inline_extension(const char* name,
                                      std::string_view bytes,
                                      cmark_match_inline_func match);

/// The text of the block that is being read.
std::string_view text_of(cmark_inline_parser* parser);
/// Where the parser stands in it, in bytes.
std::size_t offset_of(cmark_inline_parser* parser);

/// A leaf for the text from the parser's place to `after`, to which the parser moves.
cmark_node* make_inline(cmark_inline_parser* parser,
                        cmark_node_type type,
                        const std::string& literal,
                        std::size_t after);

/// True when an odd number of backslashes stands before `at`.
bool is_escaped(std::string_view text, std::size_t at);

}  // namespace inkstone::read
