// SPDX-License-Identifier: Apache-2.0
// Mapper: note marks and notes. A note stands in every file that has a mark of it, so that mark,
// note and way back are always in one file (EP6).
#include <algorithm>
#include <string>

#include "writers/html/escape.hpp"
#include "writers/html/mapping.hpp"
#include "writers/html/survey.hpp"

namespace inkstone::html {

void Mapper::begin_file(std::span<const Block> nodes) {
    has_math_ = false;
    std::vector<std::size_t> found;
    for (NoteState& state : note_states_) {
        state.marks_before += state.marks_written;
        state.in_file = false;
        state.marks_total = state.marks_written = 0;
    }
    if (note_states_.empty()) return;
    Walker walker;
    walker.on_inline = [&](const Inline& node) {
        const auto* mark = std::get_if<NoteRef>(&node.node);
        if (mark == nullptr || mark->note >= note_states_.size()) return;
        NoteState& state = note_states_[mark->note];
        ++state.marks_total;
        if (state.in_file) return;
        state.in_file = true;
        ++state.files;
        found.push_back(mark->note);
    };
    walk(nodes, walker);
    // Notes may hold marks of further notes.
    for (std::size_t i = 0; i < found.size(); ++i) {
        walk(document_.notes[found[i]].children, walker);
    }
}

void Mapper::notes() {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < note_states_.size(); ++i) {
        if (note_states_[i].in_file) order.push_back(i);
    }
    if (order.empty()) return;
    new_line();
    if (options_.notes == NoteStyle::Endnotes) {
        endnotes(order);
    } else {
        asides(order);
    }
}

void Mapper::note_id(std::size_t note) {
    out_.append(note_prefix_).push_back('-');
    number(note + 1);
    if (note_states_[note].files < 2) return;
    out_.append("-in-");
    number(note_states_[note].files);
}

void Mapper::note_mark_id(std::size_t note, std::size_t mark) {
    out_.append(note_prefix_).append("ref-");
    number(note + 1);
    if (mark < 2) return;
    out_.push_back('-');
    number(mark);
}

void Mapper::note_mark(const NoteRef& node) {
    if (node.note >= note_states_.size()) return;
    NoteState& state = note_states_[node.note];
    const std::size_t mark = state.marks_before + ++state.marks_written;
    out_.append("<sup class=\"note-mark\"");
    if (link_depth_ != 0) {  // a link may not stand in a link: the way back still works
        out_.append(" id=\"");
        note_mark_id(node.note, mark);
        out_.append("\">");
        number(node.note + 1);
        out_.append("</sup>");
        return;
    }
    out_.append(xhtml() ? "><a epub:type=\"noteref\" role=\"doc-noteref\" id=\""
                        : "><a role=\"doc-noteref\" id=\"");
    note_mark_id(node.note, mark);
    out_.append("\" href=\"#");
    note_id(node.note);
    out_.append("\">");
    number(node.note + 1);
    out_.append("</a></sup>");
}

void Mapper::endnotes(const std::vector<std::size_t>& order) {
    out_.append("<section class=\"notes\" role=\"doc-endnotes\"");
    append_attribute(out_, "aria-label", labels_.notes);
    out_.append(">\n<ol>\n");
    std::size_t next = 0;
    for (const std::size_t note : order) {
        out_.append("<li id=\"");
        note_id(note);
        out_.push_back('"');
        if (note != next) {
            out_.append(" value=\"");
            number(note + 1);
            out_.push_back('"');
        }
        next = note + 1;
        out_.append(">\n");
        note_body(note);
        out_.append("</li>\n");
    }
    out_.append("</ol>\n</section>\n");
}

void Mapper::asides(const std::vector<std::size_t>& order) {
    for (const std::size_t note : order) {
        out_.append("<aside epub:type=\"footnote\" role=\"doc-footnote\" class=\"note\" id=\"");
        note_id(note);
        out_.append("\">\n");
        note_body(note);
        out_.append("</aside>\n");
    }
}

void Mapper::note_body(std::size_t note) {
    const Blocks& body = document_.notes[note].children;
    const bool aside = options_.notes == NoteStyle::Asides;
    const std::size_t count = body.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto* text = std::get_if<Paragraph>(&body[i].node);
        const bool first = aside && i == 0;
        const bool last = i + 1 == count;
        if (text == nullptr || (!first && !last)) {
            block(body[i], false);
            continue;
        }
        new_line();
        start("p", body[i].lang);
        if (first) note_number(note);
        inlines(text->children);
        if (last) {
            out_.push_back(' ');
            back_links(note);
        }
        out_.append("</p>\n");
    }
    if (count == 0 || !std::holds_alternative<Paragraph>(body.back().node)) {
        new_line();
        start("p");
        back_links(note);
        out_.append("</p>\n");
    }
}

void Mapper::note_number(std::size_t note) {
    out_.append("<span class=\"note-number\">");
    number(note + 1);
    out_.append(".</span> ");
}

void Mapper::back_links(std::size_t note) {
    const NoteState& state = note_states_[note];
    for (std::size_t i = 1; i <= state.marks_total; ++i) {
        if (i > 1) out_.push_back(' ');
        out_.append("<a role=\"doc-backlink\" class=\"note-back\" href=\"#");
        note_mark_id(note, state.marks_before + i);
        out_.push_back('"');
        std::string label(labels_.back_to_text);
        label.append(" ").append(std::to_string(note + 1));
        if (i > 1) label.append("-").append(std::to_string(i));
        append_attribute(out_, "aria-label", label);
        // U+FE0E keeps the arrow a character: some systems draw it as a picture.
        out_.append(">\u21A9\uFE0E</a>");
    }
}

}  // namespace inkstone::html
