// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "src/ast/plain_text.hpp"
#include "src/text/utf8.hpp"
#include "writers/epub/split.hpp"
#include "writers/html/survey.hpp"

namespace inkstone::epub {
namespace {

struct Range {
    char32_t first, last;
};

/// Letters that every XML version takes inside a name (XML 1.0, 4th edition, appendix B): checkers
/// still read ids by it.
constexpr Range kNameLetters[] = {{U'A', U'Z'},
                                  {U'a', U'z'},
                                  {0xC0, 0xD6},
                                  {0xD8, 0xF6},
                                  {0xF8, 0x131},
                                  {0x410, 0x44F},
                                  {0x3041, 0x3094},
                                  {0x30A1, 0x30FA},
                                  {0x4E00, 0x9FA5},
                                  {0xAC00, 0xD7A3}};

bool is_letter(char32_t c) noexcept {
    return c == U'_' ||
           std::any_of(std::begin(kNameLetters), std::end(kNameLetters), [&](const Range& range) {
               return c >= range.first && c <= range.last;
           });
}

bool is_name_character(char32_t c) noexcept {
    return is_letter(c) || (c >= U'0' && c <= U'9') || c == U'-' || c == U'.' || c == 0x30FC ||
           c == 0x3005;
}

/// True when `id` is an XML name without colon, as XHTML wants it.
bool is_xml_id(std::string_view id) {
    std::size_t position = 0;
    bool first = true;
    while (position < id.size()) {
        const char32_t c = text::decode(id, position);
        if (first ? !is_letter(c) : !is_name_character(c)) return false;
        first = false;
    }
    return !id.empty();
}

/// Level repair as in the PDF's structure tree: the first heading is level 1, and a step down
/// never skips a level.
class LevelRepair {
public:
    int next(int level) {
        while (!open_.empty() && open_.back() >= level) open_.pop_back();
        open_.push_back(level);
        return static_cast<int>(std::min<std::size_t>(open_.size(), 6));
    }

private:
    std::vector<int> open_;
};

class Planner {
public:
    explicit Planner(const Document& document)
        : document_(document), used_(html::collect_ids(document)) {}

    Book plan(int split_level) && {
        const auto pieces = split_chapters(document_, split_level);
        const std::size_t digits = std::max<std::size_t>(2, std::to_string(pieces.size()).size());
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            book_.chapters.push_back(
                {fmt::format("text/ch{:0{}}.xhtml", i + 1, digits), pieces[i], {}, {}});
            read_chapter(i);
        }
        const Metadata& meta = document_.meta;
        book_.has_title_page = !meta.title_is_derived && !meta.title.empty();
        return std::move(book_);
    }

private:
    void read_chapter(std::size_t index) {
        std::vector<std::size_t> notes;
        html::Walker walker;
        walker.on_block = [&](const Block& block) {
            if (const auto* heading = std::get_if<Heading>(&block.node)) {
                add_heading(*heading, index);
            } else if (const Attributes* attributes = html::attributes_of(block)) {
                add_target(attributes->id, index);
            }
        };
        walker.on_inline = [&](const Inline& node) {
            if (const Attributes* attributes = html::attributes_of(node)) {
                add_target(attributes->id, index);
            }
            const auto* mark = std::get_if<NoteRef>(&node.node);
            if (mark != nullptr && mark->note < document_.notes.size()) add_note(notes, mark->note);
        };
        Chapter& chapter = book_.chapters[index];
        html::walk(chapter.blocks, walker);
        // Headings inside notes are no part of the contents.
        walker.on_block = [&](const Block& block) {
            if (const Attributes* attributes = html::attributes_of(block)) {
                add_target(attributes->id, index);
            }
        };
        for (std::size_t i = 0; i < notes.size(); ++i) {
            html::walk(document_.notes[notes[i]].children, walker);
        }
        if (chapter.title.empty()) chapter.title = document_.meta.title;
    }

    /// Notes of the chapter being read, each once.
    void add_note(std::vector<std::size_t>& notes, std::size_t note) {
        if (notes.empty()) in_chapter_.clear();
        if (in_chapter_.insert(note).second) notes.push_back(note);
    }

    void add_heading(const Heading& heading, std::size_t index) {
        NavPoint point;
        point.level = repair_.next(heading.level);
        point.text = plain_text(heading.children);
        point.chapter = index;
        point.id =
            heading.attributes->id.empty() ? fresh_id() : add_target(heading.attributes->id, index);
        if (point.id.empty()) point.id = fresh_id();  // the same id twice: the first keeps it
        Chapter& chapter = book_.chapters[index];
        if (chapter.heading_id.empty()) {
            chapter.heading_id = point.id;
            chapter.title = point.text;
        }
        book_.point_of.emplace(&heading, book_.points.size());
        book_.points.push_back(std::move(point));
    }

    /// Registers an id; returns what it is called in the book, empty when it is already taken.
    std::string add_target(const std::string& id, std::size_t chapter) {
        if (id.empty()) return {};
        const auto [place, added] = book_.targets.try_emplace(id);
        if (!added) return {};
        place->second = {chapter, is_xml_id(id) ? id : fresh_id()};
        return place->second.id;
    }

    std::string fresh_id() {
        std::string id;
        do {
            id = "part-" + std::to_string(++last_fresh_);
        } while (!used_.insert(id).second);
        return id;
    }

    const Document& document_;
    std::unordered_set<std::string> used_;
    std::unordered_set<std::size_t> in_chapter_;
    std::size_t last_fresh_ = 0;
    LevelRepair repair_;
    Book book_;
};

}  // namespace

std::string Book::link_to(const Target& target, std::size_t chapter) const {
    std::string link;
    if (target.chapter != chapter) {
        const std::string& path = chapters[target.chapter].path;
        link = path.substr(path.rfind('/') + 1);
    }
    return link.append("#").append(target.id);
}

Book plan_book(const Document& document, int split_level) {
    return Planner(document).plan(split_level);
}

}  // namespace inkstone::epub
