// SPDX-License-Identifier: Apache-2.0
// The reader's steps in order: bytes to clean text, front matter, tree, notes that nobody names.
#include <algorithm>
#include <string>

#include "src/read/front_matter.hpp"
#include "src/read/markdown.hpp"
#include "src/read/metadata_keys.hpp"
#include "src/read/tree.hpp"
#include "src/read/unused_notes.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::read {
namespace {

/// cmark counts bytes in 32 bits and may need room to grow.
constexpr std::uint64_t kMostBytes = 1ULL << 30U;

bool is_utf16(std::string_view bytes) {
    return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

/// Clean text for our own dialect. The others get the very bytes, because cmark-gfm repairs them
/// in its own way; only UTF-16 it cannot read.
std::string_view input_text(std::string_view bytes,
                            Dialect dialect,
                            std::string& storage,
                            Diagnostics& diagnostics) {
    const bool own = dialect == Dialect::Markdown;
    text::CleanText clean = text::clean_input(bytes, !own);
    for (text::Repair& repair : clean.repairs) {
        diagnostics.warn("input-repaired", std::move(repair.what), repair.position);
    }
    if (!own && !is_utf16(bytes)) return bytes;
    storage = std::move(clean.utf8);
    return storage;
}

}  // namespace

Result<Document> read_markdown(std::string_view bytes,
                               const ReadOptions& options,
                               Diagnostics& diagnostics) {
    const std::uint64_t limit = options.limits.max_input_bytes == 0
                                    ? kMostBytes
                                    : std::min(options.limits.max_input_bytes, kMostBytes);
    if (bytes.size() > limit) {
        return fail(ErrorKind::Limit,
                    "the input has " + std::to_string(bytes.size()) + " bytes, more than " +
                        std::to_string(limit),
                    "raise --max-input-bytes (at most 1073741824)");
    }
    std::string storage;
    std::string_view text = input_text(bytes, options.format.dialect, storage, diagnostics);
    Document document;
    TreeOptions tree_options{
        .format = options.format, .max_nesting = options.limits.max_nesting, .line_offset = 0};
    if (options.format.dialect == Dialect::Markdown) {
        FrontMatter front = take_front_matter(text, diagnostics);
        document.meta = metadata_from(std::move(front.entries), diagnostics);
        text.remove_prefix(front.bytes);
        tree_options.line_offset = front.lines;
    }
    Tree tree = build_tree(text, tree_options, diagnostics);
    if (options.format.has(Extension::Footnotes)) {
        warn_unused_notes(text, tree_options.line_offset, tree, diagnostics);
    }
    document.blocks = std::move(tree.blocks);
    document.notes = std::move(tree.notes);
    return document;
}

}  // namespace inkstone::read
