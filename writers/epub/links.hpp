// SPDX-License-Identifier: Apache-2.0
// Links of the document as links of the book (output requirements EP4; EPUB 3.3 section 3.5).
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inkstone/diagnostics.hpp"
#include "writers/epub/book.hpp"

namespace inkstone::epub {

/// Rewrites the links of one book and remembers which had to go.
class LinkRewriter {
public:
    explicit LinkRewriter(const Book& book) : book_(book) {}

    void enter_chapter(std::size_t index) { chapter_ = index; }

    /// The target to write: "#id" and links to other files of the book, absolute URLs of schemes
    /// that readers open. Nothing for anchors that do not exist and for files outside the book.
    std::optional<std::string> rewrite(std::string_view url, SourcePosition where);

    /// One warning for each missing anchor, in the words of the pass over internal links (so that
    /// the two are one message where both look), and one for all links outside the book.
    void report(Diagnostics& diagnostics) const;

private:
    struct Tally {
        SourcePosition first;
        std::string url;
        std::size_t count = 0;
        void add(std::string_view lost, SourcePosition where);
    };
    std::optional<std::string> anchor(std::string_view url, SourcePosition where);

    const Book& book_;
    std::size_t chapter_ = 0;
    /// Missing anchors with their first link, in order.
    std::vector<std::pair<std::string, SourcePosition>> no_anchors_;
    std::set<std::string, std::less<>> known_missing_;
    Tally outside_;
};

}  // namespace inkstone::epub
