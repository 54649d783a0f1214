// SPDX-License-Identifier: Apache-2.0
#include "src/read/marks.hpp"

#include "src/read/cjk_emphasis.hpp"
#include "src/read/math_syntax.hpp"
#include "src/read/wikilinks.hpp"

namespace inkstone::read {
namespace {

void restore(cmark_chunk& chunk) {
    restore_emphasis_marks(chunk);
    restore_math_marks(chunk);
    restore_wikilink_marks(chunk);
}

}  // namespace

std::string set_marks(std::string_view text, const Extensions& on) {
    std::string marked;
    if (on.has(Extension::CjkEmphasis)) marked = mark_cjk_emphasis(text);
    if (on.has(Extension::Math)) mark_math(text, marked);
    if (on.has(Extension::Wikilinks)) mark_wikilinks(text, marked);
    return marked;
}

void restore_marks(cmark_node* root) {
    const IterHandle iterator(cmark_iter_new(root));
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
        if (event != CMARK_EVENT_ENTER) continue;
        cmark_node* node = cmark_iter_get_node(iterator.get());
        switch (kind_of(node)) {
            case CMARK_NODE_TEXT:
            case CMARK_NODE_CODE:
            case CMARK_NODE_HTML_INLINE:
            case CMARK_NODE_HTML_BLOCK:
            case CMARK_NODE_FOOTNOTE_DEFINITION:
                restore(node->as.literal);
                break;
            case CMARK_NODE_CODE_BLOCK:
                restore(node->as.code.literal);
                restore(node->as.code.info);
                break;
            case CMARK_NODE_LINK:
            case CMARK_NODE_IMAGE:
                restore(node->as.link.url);
                restore(node->as.link.title);
                break;
            default:
                break;
        }
    }
}

}  // namespace inkstone::read
