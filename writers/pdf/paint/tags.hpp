// SPDX-License-Identifier: Apache-2.0
// Marked content and the structure tree (ISO 32000-1 14.7, 14.8): painting allots marks page by
// page, and at the end the tree is written from layout's tags and these marks.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "writers/pdf/haru/document.hpp"
#include "writers/pdf/layout/pages.hpp"

namespace inkstone::pdf::paint {

using haru::ObjectId;

/// Which marked-content sequences and annotations belong to which element. Eight bytes a mark.
class MarkList {
public:
    /// A new page starts; marks count from 0 on it.
    void begin_page();
    /// The marked-content id of the next sequence, which belongs to `tag`.
    std::uint32_t add_mark(layout::TagId tag);
    /// The page's StructParents key; call after its last mark, and only when has_marks().
    std::uint32_t end_page();
    [[nodiscard]] bool has_marks() const noexcept { return marks_.size() > page_first_.back(); }
    /// An annotation of the current page that belongs to `tag`; gives its StructParent key.
    std::uint32_t add_annotation(layout::TagId tag, ObjectId annotation);

    /// Widens the bounds of `tag` by `rect`, which is in PDF's space: its y is the lower edge.
    void add_bounds(layout::TagId tag, const layout::Rect& rect);
    /// The bounds of an element that lies on one page; nothing otherwise.
    [[nodiscard]] std::optional<layout::Rect> bounds(layout::TagId tag) const;

    /// What a key of the ParentTree stands for: a page's marks, or one annotation.
    struct Key {
        bool is_page = false;
        std::uint32_t index = 0;  ///< page number, or index into annotations()
    };
    struct Annotation {
        layout::TagId tag = 0;
        ObjectId object = 0;
        std::uint32_t page = 0;
        std::uint32_t after_mark = 0;  ///< how many marks came before it in the document
    };
    [[nodiscard]] const std::vector<layout::TagId>& marks() const noexcept { return marks_; }
    [[nodiscard]] const std::vector<Annotation>& annotations() const noexcept {
        return annotations_;
    }
    [[nodiscard]] const std::vector<Key>& keys() const noexcept { return keys_; }
    [[nodiscard]] std::uint32_t page_count() const noexcept {
        return static_cast<std::uint32_t>(page_first_.size());
    }
    /// Marks of page `page`: indexes begin … end-1 of marks().
    struct Range {
        std::uint32_t begin = 0, end = 0;
    };
    [[nodiscard]] Range page_marks(std::uint32_t page) const;

private:
    std::vector<layout::TagId> marks_;
    std::vector<std::uint32_t> page_first_;
    std::vector<Annotation> annotations_;
    std::vector<Key> keys_;
    struct Bounds {
        layout::Rect rect;
        std::uint32_t page = 0;
        bool one_page = true;
    };
    std::map<layout::TagId, Bounds> bounds_;
};

/// Writes the structure elements, the ParentTree, the IDTree and the root, and gives the root's
/// id. Elements without content are left out, except the cells of a table that has some.
ObjectId write_structure(haru::Document& document,
                         const layout::TagTree& tree,
                         const MarkList& marks,
                         const std::vector<ObjectId>& pages);

}  // namespace inkstone::pdf::paint
