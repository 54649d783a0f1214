// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/tags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "src/text/language.hpp"
#include "writers/pdf/layout/tag_names.hpp"
#include "writers/pdf/paint/syntax.hpp"
#include "writers/pdf/paint/trees.hpp"

namespace inkstone::pdf::paint {
namespace {

using layout::kNoTag;
using layout::Tag;
using layout::TagId;
using layout::TagKind;

constexpr std::string_view kRoleMap = "/RoleMap<</Title/P/Em/Span/Strong/Span/Sub/Span>>";

// ---- The shape of the tree ---------------------------------------------------------------------

enum class KidKind : std::uint8_t { Element, Mark, Annotation };

/// One entry of an element's K array.
struct Kid {
    TagId parent = 0;
    KidKind kind = KidKind::Element;
    std::uint32_t value = 0;  ///< TagId, mark number in the document, or annotation index
    std::uint32_t page = 0;   ///< of a mark
};

/// Decides which elements are kept and in which order their kids stand.
class Shape {
public:
    Shape(const layout::TagTree& tree, const MarkList& marks)
        : tags_(tree.tags), kept_(tree.tags.size()) {
        if (!tags_.empty()) kept_[0] = true;
        meet_all(marks);
        keep_empty();
        sort_kids();
    }

    [[nodiscard]] bool kept(TagId tag) const { return kept_[tag]; }
    [[nodiscard]] TagId parent(TagId tag) const {
        // Parents come before their children; anything else would be a cycle.
        const TagId parent = tags_[tag].parent;
        return parent < tag ? parent : 0;
    }
    [[nodiscard]] std::pair<const Kid*, const Kid*> kids(TagId tag) const {
        return {kids_.data() + first_[tag], kids_.data() + first_[tag + 1]};
    }

private:
    /// Walks marks and annotations in the order of painting.
    void meet_all(const MarkList& marks) {
        std::size_t annotation = 0;
        const auto meet_annotations = [&](std::uint32_t before_mark) {
            const auto& all = marks.annotations();
            for (; annotation < all.size() && all[annotation].after_mark <= before_mark;
                 ++annotation) {
                meet(all[annotation].tag,
                     KidKind::Annotation,
                     static_cast<std::uint32_t>(annotation),
                     all[annotation].page);
            }
        };
        for (std::uint32_t page = 0; page < marks.page_count(); ++page) {
            const MarkList::Range range = marks.page_marks(page);
            for (std::uint32_t mark = range.begin; mark < range.end; ++mark) {
                meet_annotations(mark);
                meet(marks.marks()[mark], KidKind::Mark, mark, page);
            }
        }
        meet_annotations(static_cast<std::uint32_t>(marks.marks().size()));
    }

    void meet(TagId tag, KidKind kind, std::uint32_t value, std::uint32_t page) {
        if (tag >= tags_.size()) return;
        kids_.push_back({tag, kind, value, page});
        keep(tag);
    }

    /// Keeps an element and all above it; each joins its parent's kids when first met.
    void keep(TagId tag) {
        for (; !kept_[tag]; tag = parent(tag)) {
            kept_[tag] = true;
            kids_.push_back({parent(tag), KidKind::Element, tag, 0});
        }
    }

    /// What must be there though it holds nothing: every cell of a row (PDF/UA-1 7.5), the body of
    /// a list item that has only its label (ISO 32000-1 14.8.4.3.3).
    void keep_empty() {
        for (TagId tag = 1; tag < tags_.size(); ++tag) {
            const TagKind kind = tags_[tag].kind;
            if (kind == TagKind::LBody && kept_[parent(tag)]) keep(tag);
            if ((kind != TagKind::TD && kind != TagKind::TH) || kept_[tag]) continue;
            TagId table = parent(tag);
            while (table != 0 && tags_[table].kind != TagKind::Table) table = parent(table);
            if (table != 0 && kept_[table]) keep(tag);
        }
    }

    /// Groups the kids by parent. Elements that hold only elements have them in the order of the
    /// source (notes are painted at the foot of the page but read where they belong); the others
    /// keep the order in which they were met.
    void sort_kids() {
        std::stable_sort(kids_.begin(), kids_.end(), [](const Kid& a, const Kid& b) {
            return a.parent < b.parent;
        });
        first_.assign(tags_.size() + 1, 0);
        for (const Kid& kid : kids_) ++first_[kid.parent + 1];
        for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
        for (std::size_t tag = 0; tag < tags_.size(); ++tag) {
            const auto begin = kids_.begin() + static_cast<std::ptrdiff_t>(first_[tag]);
            const auto end = kids_.begin() + static_cast<std::ptrdiff_t>(first_[tag + 1]);
            const auto element = [](const Kid& kid) { return kid.kind == KidKind::Element; };
            if (!std::all_of(begin, end, element)) continue;
            std::sort(begin, end, [](const Kid& a, const Kid& b) { return a.value < b.value; });
        }
    }

    const layout::Tags& tags_;
    std::vector<bool> kept_;
    std::vector<Kid> kids_;
    std::vector<std::size_t> first_;
};

// ---- Elements as text --------------------------------------------------------------------------

std::string color_entry(std::string_view key, layout::Color color) {
    return fmt::format("/{}[{} {} {}]",
                       key,
                       number(color.red / 255.0),
                       number(color.green / 255.0),
                       number(color.blue / 255.0));
}

/// Layout attributes of figures and formulas (ISO 32000-1 14.8.5.4).
std::string placement_entries(const Tag& tag, const std::optional<layout::Rect>& bounds) {
    std::string out;
    const bool illustration = tag.kind == TagKind::Figure || tag.kind == TagKind::Formula;
    if (tag.block_placement) {
        out += "/Placement/Block";
    } else if (illustration) {
        out += "/Placement/Inline";
    }
    if (bounds) {
        out += fmt::format("/BBox[{} {} {} {}]",
                           number(bounds->x),
                           number(bounds->y),
                           number(bounds->x + bounds->width),
                           number(bounds->y + bounds->height));
    }
    return out;
}

std::string attribute_entries(const Tag& tag, const std::optional<layout::Rect>& bounds) {
    std::string lists, tables, layouts = placement_entries(tag, bounds);
    if (!tag.list_numbering.empty()) lists += "/ListNumbering" + name(tag.list_numbering);
    if (!tag.scope.empty()) tables += "/Scope" + name(tag.scope);
    if (tag.column_span > 1) tables += fmt::format("/ColSpan {}", tag.column_span);
    if (tag.row_span > 1) tables += fmt::format("/RowSpan {}", tag.row_span);
    if (tag.decoration == Tag::Decoration::Underline) layouts += "/TextDecorationType/Underline";
    if (tag.decoration == Tag::Decoration::LineThrough)
        layouts += "/TextDecorationType/LineThrough";
    if (tag.baseline_shift != 0) {
        layouts += "/BaselineShift " + number(static_cast<double>(tag.baseline_shift));
    }
    if (tag.background) layouts += color_entry("BackgroundColor", *tag.background);
    if (!tag.text_align.empty()) layouts += "/TextAlign" + name(tag.text_align);
    std::string all;
    const auto add = [&all](std::string_view owner, const std::string& entries) {
        if (!entries.empty()) all += fmt::format("<</O/{}{}>>", owner, entries);
    };
    add("List", lists);
    add("Table", tables);
    add("Layout", layouts);
    return all.empty() ? all : "/A[" + all + ']';
}

class Writer {
public:
    Writer(haru::Document& document,
           const layout::TagTree& tree,
           const MarkList& marks,
           const std::vector<ObjectId>& pages)
        : document_(document),
          tags_(tree.tags),
          marks_(marks),
          pages_(pages),
          shape_(tree, marks),
          ids_(tree.tags.size()) {}

    ObjectId write() {
        const ObjectId root = document_.reserve();
        for (TagId tag = 0; tag < tags_.size(); ++tag) {
            if (shape_.kept(tag)) ids_[tag] = document_.reserve();
        }
        for (TagId tag = 0; tag < tags_.size(); ++tag) {
            if (shape_.kept(tag)) write_element(tag, root);
        }
        std::string entries =
            fmt::format("/Type/StructTreeRoot{}/ParentTree {}/ParentTreeNextKey {}",
                        kRoleMap,
                        reference(write_parent_tree()),
                        marks_.keys().size());
        if (!tags_.empty()) entries += "/K " + reference(ids_[0]);
        entries += write_id_tree();
        document_.set(root, std::move(entries));
        return root;
    }

private:
    void write_element(TagId id, ObjectId root) {
        const Tag& tag = tags_[id];
        std::string entries = fmt::format("/S/{}/P {}",
                                          layout::tag_name(written_kind(id)),
                                          reference(id == 0 ? root : ids_[shape_.parent(id)]));
        const std::string lang = text::canonical_language(tag.lang);
        if (!lang.empty()) entries += "/Lang" + text_string(lang);
        if (!tag.alt.empty()) entries += "/Alt" + text_string(tag.alt);
        if (!tag.actual_text.empty()) entries += "/ActualText" + text_string(tag.actual_text);
        if (!tag.id.empty()) entries += "/ID" + byte_string(tag.id);
        entries += attribute_entries(tag, marks_.bounds(id));
        entries += kid_entries(id);
        document_.set(ids_[id], std::move(entries));
    }

    /// A Link holds its annotation (PDF/UA-1 7.18.5); one that leads nowhere has none and is a
    /// Span.
    TagKind written_kind(TagId id) const {
        if (tags_[id].kind != TagKind::Link) return tags_[id].kind;
        const auto [begin, end] = shape_.kids(id);
        const bool linked =
            std::any_of(begin, end, [](const Kid& kid) { return kid.kind == KidKind::Annotation; });
        return linked ? TagKind::Link : TagKind::Span;
    }

    /// Pg is the page of the first mark; a mark there is its bare number, one elsewhere names its
    /// page (ISO 32000-1 14.7.4.2).
    std::string kid_entries(TagId id) const {
        const auto [begin, end] = shape_.kids(id);
        if (begin == end) return {};
        const auto marked =
            std::find_if(begin, end, [](const Kid& kid) { return kid.kind != KidKind::Element; });
        std::string entries;
        const std::uint32_t own_page = marked == end ? 0 : marked->page;
        if (marked != end) entries = "/Pg " + reference(pages_[own_page]);
        entries += "/K[";
        for (const Kid* kid = begin; kid != end; ++kid) {
            if (kid != begin) entries += ' ';
            entries += kid_entry(*kid, own_page);
        }
        return entries + ']';
    }

    std::string kid_entry(const Kid& kid, std::uint32_t own_page) const {
        if (kid.kind == KidKind::Element) return reference(ids_[kid.value]);
        const std::string page = kid.page == own_page ? "" : "/Pg " + reference(pages_[kid.page]);
        if (kid.kind == KidKind::Annotation) {
            const ObjectId object = marks_.annotations()[kid.value].object;
            return fmt::format("<</Type/OBJR/Obj {}{}>>", reference(object), page);
        }
        const std::uint32_t mcid = kid.value - marks_.page_marks(kid.page).begin;
        if (page.empty()) return std::to_string(mcid);
        return fmt::format("<</Type/MCR{}/MCID {}>>", page, mcid);
    }

    ObjectId write_parent_tree() {
        const auto entry = [this](std::size_t number) {
            const MarkList::Key& key = marks_.keys()[number];
            TreeEntry out{std::to_string(number), {}};
            if (!key.is_page) {
                out.value = reference(ids_[marks_.annotations()[key.index].tag]);
                return out;
            }
            const MarkList::Range range = marks_.page_marks(key.index);
            out.value = '[';
            for (std::uint32_t mark = range.begin; mark < range.end; ++mark) {
                out.value += reference(ids_[marks_.marks()[mark]]) + ' ';
            }
            out.value += ']';
            return out;
        };
        return write_tree(document_, TreeKind::Nums, marks_.keys().size(), entry);
    }

    /// The first element of each ID, by ID.
    std::string write_id_tree() {
        std::vector<std::pair<std::string_view, TagId>> named;
        for (TagId tag = 0; tag < tags_.size(); ++tag) {
            if (shape_.kept(tag) && !tags_[tag].id.empty()) named.emplace_back(tags_[tag].id, tag);
        }
        if (named.empty()) return {};
        std::sort(named.begin(), named.end());
        const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
        named.erase(std::unique(named.begin(), named.end(), same), named.end());
        const auto entry = [&](std::size_t i) {
            return TreeEntry{byte_string(named[i].first), reference(ids_[named[i].second])};
        };
        return "/IDTree " + reference(write_tree(document_, TreeKind::Names, named.size(), entry));
    }

    haru::Document& document_;
    const layout::Tags& tags_;
    const MarkList& marks_;
    const std::vector<ObjectId>& pages_;
    Shape shape_;
    std::vector<ObjectId> ids_;
};

}  // namespace

// ---- MarkList ----------------------------------------------------------------------------------

void MarkList::begin_page() {
    page_first_.push_back(static_cast<std::uint32_t>(marks_.size()));
}

std::uint32_t MarkList::add_mark(TagId tag) {
    marks_.push_back(tag);
    return static_cast<std::uint32_t>(marks_.size()) - 1 - page_first_.back();
}

std::uint32_t MarkList::end_page() {
    keys_.push_back({true, page_count() - 1});
    return static_cast<std::uint32_t>(keys_.size()) - 1;
}

std::uint32_t MarkList::add_annotation(TagId tag, ObjectId annotation) {
    keys_.push_back({false, static_cast<std::uint32_t>(annotations_.size())});
    annotations_.push_back(
        {tag, annotation, page_count() - 1, static_cast<std::uint32_t>(marks_.size())});
    return static_cast<std::uint32_t>(keys_.size()) - 1;
}

MarkList::Range MarkList::page_marks(std::uint32_t page) const {
    const bool last = page + 1 == page_first_.size();
    return {page_first_[page],
            last ? static_cast<std::uint32_t>(marks_.size()) : page_first_[page + 1]};
}

void MarkList::add_bounds(TagId tag, const layout::Rect& rect) {
    const std::uint32_t page = page_count() - 1;
    const auto [at, is_new] = bounds_.try_emplace(tag, Bounds{rect, page, true});
    if (is_new) return;
    Bounds& known = at->second;
    known.one_page = known.one_page && known.page == page;
    const double right = std::max(known.rect.x + known.rect.width, rect.x + rect.width);
    const double top = std::max(known.rect.y + known.rect.height, rect.y + rect.height);
    known.rect.x = std::min(known.rect.x, rect.x);
    known.rect.y = std::min(known.rect.y, rect.y);
    known.rect.width = right - known.rect.x;
    known.rect.height = top - known.rect.y;
}

std::optional<layout::Rect> MarkList::bounds(TagId tag) const {
    const auto found = bounds_.find(tag);
    if (found == bounds_.end() || !found->second.one_page) return std::nullopt;
    return found->second.rect;
}

ObjectId write_structure(haru::Document& document,
                         const layout::TagTree& tree,
                         const MarkList& marks,
                         const std::vector<ObjectId>& pages) {
    return Writer(document, tree, marks, pages).write();
}

}  // namespace inkstone::pdf::paint
