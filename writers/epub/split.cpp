// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/split.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "writers/html/raw_html.hpp"
#include "writers/html/survey.hpp"

namespace inkstone::epub {
namespace {

using Piece = std::span<const Block>;

constexpr std::size_t kMaxFileBytes = 250'000;
/// More files than this slow readers down; neighbours are joined up to the size of a file.
constexpr std::size_t kMaxFiles = 1'000;
constexpr int kNoLevel = 7;

int level_of(const Block& block) noexcept {
    const auto* heading = std::get_if<Heading>(&block.node);
    return heading == nullptr ? kNoLevel : heading->level;
}

/// Rough size of the XHTML that blocks become: their text and some markup a node.
std::size_t estimated_size(Piece blocks) {
    constexpr std::size_t kMarkup = 16;
    std::size_t size = 0;
    html::Walker walker;
    walker.on_block = [&](const Block& block) {
        size += kMarkup;
        if (const auto* code = std::get_if<CodeBlock>(&block.node)) size += code->literal.size();
    };
    walker.on_inline = [&](const Inline& node) {
        size += kMarkup / 4;
        if (const auto* text = std::get_if<Text>(&node.node)) size += text->value.size();
        if (const auto* code = std::get_if<Code>(&node.node)) size += code->literal.size();
        if (const auto* link = std::get_if<Link>(&node.node)) size += link->url.size();
    };
    html::walk(blocks, walker);
    return size;
}

/// The level down to which `blocks` are cut: the shallowest, or the next one when it stands alone.
/// Levels up to `above` do not count.
int cut_level(Piece blocks, int above) noexcept {
    int shallowest = kNoLevel;
    int next = kNoLevel;
    std::size_t count = 0;
    for (const Block& block : blocks) {
        const int level = level_of(block);
        if (level == kNoLevel || level <= above) continue;
        if (level < shallowest) {
            next = shallowest;
            shallowest = level;
            count = 0;
        } else if (level > shallowest && level < next) {
            next = level;
        }
        if (level == shallowest) ++count;
    }
    return count == 1 && next != kNoLevel ? next : shallowest;
}

std::vector<Piece> cut_at(Piece blocks, int level) {
    std::vector<Piece> pieces;
    std::size_t start = 0;
    for (std::size_t i = 1; i < blocks.size(); ++i) {
        if (level_of(blocks[i]) > level) continue;
        pieces.push_back(blocks.subspan(start, i - start));
        start = i;
    }
    pieces.push_back(blocks.subspan(start));
    return pieces;
}

/// Appends `piece`, cut again at deeper levels while it is too large.
void add_piece(std::vector<Piece>& pieces, Piece piece, int level) {
    const int deeper = cut_level(piece, level);
    if (deeper == kNoLevel || estimated_size(piece) <= kMaxFileBytes) {
        pieces.push_back(piece);
        return;
    }
    for (const Piece part : cut_at(piece, deeper)) add_piece(pieces, part, deeper);
}

bool shows_something(const Block& block) {
    if (std::holds_alternative<PageBreak>(block.node)) return false;
    if (std::holds_alternative<ThematicBreak>(block.node)) return false;
    if (const auto* raw = std::get_if<RawBlock>(&block.node)) {
        const std::string text = html::text_of_html(raw->literal);
        return text.find_first_not_of(" \t\r\n") != std::string::npos;
    }
    const auto* paragraph = std::get_if<Paragraph>(&block.node);
    if (paragraph == nullptr) return true;
    return std::any_of(paragraph->children.begin(), paragraph->children.end(), [](const Inline& x) {
        return !std::holds_alternative<RawInline>(x.node) &&
               !std::holds_alternative<SoftBreak>(x.node);
    });
}

/// Joins neighbours that lie side by side in the document, as long as a file may be.
std::vector<Piece> join_small(const std::vector<Piece>& pieces) {
    std::vector<Piece> joined;
    std::size_t size = 0;
    for (const Piece piece : pieces) {
        const std::size_t own = estimated_size(piece);
        if (joined.empty() || size + own > kMaxFileBytes) {
            joined.push_back(piece);
            size = own;
        } else {
            joined.back() = Piece(joined.back().data(), joined.back().size() + piece.size());
            size += own;
        }
    }
    return joined;
}

}  // namespace

std::vector<Piece> split_chapters(const Document& document, int level) {
    const Piece all(document.blocks);
    std::vector<Piece> pieces;
    if (all.empty()) return {all};
    if (level == 0) level = cut_level(all, 0);
    for (const Piece piece : cut_at(all, level == kNoLevel ? 0 : level)) {
        add_piece(pieces, piece, level);
    }
    const bool blank_front =
        pieces.size() > 1 && level_of(pieces.front().front()) == kNoLevel &&
        std::none_of(pieces.front().begin(), pieces.front().end(), shows_something);
    if (blank_front) {
        pieces[1] = Piece(pieces[0].data(), pieces[0].size() + pieces[1].size());
        pieces.erase(pieces.begin());
    }
    return pieces.size() > kMaxFiles ? join_small(pieces) : pieces;
}

}  // namespace inkstone::epub
