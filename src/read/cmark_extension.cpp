// SPDX-License-Identifier: Apache-2.0
#include "src/read/cmark_extension.hpp"

#include <cstdint>

namespace inkstone::read {

ExtensionHandle make_inline_extension(const char* name,
                                      std::string_view bytes,
                                      cmark_match_inline_func match) {
    ExtensionHandle extension(cmark_syntax_extension_new(name));
    cmark_llist* list = nullptr;
    for (const char byte : bytes) {
        // The list keeps the byte in the pointer itself: so cmark's interface wants it.
        void* value =  // NOLINTNEXTLINE(performance-no-int-to-ptr)
            reinterpret_cast<void*>(static_cast<std::uintptr_t>(static_cast<unsigned char>(byte)));
        list = cmark_llist_append(cmark_get_default_mem_allocator(), list, value);
    }
    cmark_syntax_extension_set_special_inline_chars(extension.get(), list);
    cmark_syntax_extension_set_match_inline_func(extension.get(), match);
    return extension;
}

std::string_view text_of(cmark_inline_parser* parser) {
    const cmark_chunk& chunk = *cmark_inline_parser_get_chunk(parser);
    return {reinterpret_cast<const char*>(chunk.data), static_cast<std::size_t>(chunk.len)};
}

std::size_t offset_of(cmark_inline_parser* parser) {
    return static_cast<std::size_t>(cmark_inline_parser_get_offset(parser));
}

cmark_node* make_inline(cmark_inline_parser* parser,
                        cmark_node_type type,
                        const std::string& literal,
                        std::size_t after) {
    cmark_node* node = cmark_node_new(type);
    cmark_node_set_literal(node, literal.c_str());
    node->start_line = node->end_line = cmark_inline_parser_get_line(parser);
    node->start_column = cmark_inline_parser_get_column(parser);
    cmark_inline_parser_set_offset(parser, static_cast<int>(after));
    node->end_column = cmark_inline_parser_get_column(parser) - 1;
    return node;
}

bool is_escaped(std::string_view text, std::size_t at) {
    std::size_t slashes = 0;
    while (slashes < at && text[at - slashes - 1] == '\\') ++slashes;
    return slashes % 2 == 1;
}

}  // namespace inkstone::read
