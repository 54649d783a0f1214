// SPDX-License-Identifier: Apache-2.0
// The XML documents of a publication beside its text: container, package, navigation, NCX
// (EPUB 3.3 sections 4.2.6.3, 5, 7; OPF 2.0.1 section 2.4.1). The only file of the room that
// includes pugixml is package.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "inkstone/ast.hpp"
#include "writers/epub/book.hpp"

namespace inkstone::epub {

/// A picture in the archive; `path` is relative to the EPUB folder.
struct PictureFile {
    std::string path, media_type;
};

/// What the package says that the document does not: times and what its pictures allow to claim.
struct PackageFacts {
    std::string identifier;
    std::int64_t modified = 0;       ///< seconds since the epoch
    bool contents_in_spine = false;  ///< the navigation document is a page of the book
    std::size_t images = 0;          ///< images of the document
    std::size_t images_without_alt = 0;
    std::vector<PictureFile> pictures{};
    bool animated = false;   ///< one of the pictures moves
    std::string cover_path;  ///< below the EPUB folder; empty: the book has no cover
    std::string cover_media_type;
    std::set<std::size_t> math_chapters{};  ///< chapters that hold MathML, by index
    int contents_depth = 3;                 ///< levels of headings in the contents
};

std::string container_xml();
std::string package_opf(const Document& document, const Book& book, const PackageFacts& facts);
std::string navigation_xhtml(const Document& document, const Book& book, const PackageFacts& facts);
std::string toc_ncx(const Document& document, const Book& book, const PackageFacts& facts);

}  // namespace inkstone::epub
