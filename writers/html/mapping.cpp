// SPDX-License-Identifier: Apache-2.0
// Mapper: what all node types share (tags, attributes, ids) and the once-a-document reports.
#include "writers/html/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "writers/html/escape.hpp"
#include "writers/html/survey.hpp"

namespace inkstone::html {
namespace {

bool is_name(std::string_view key) noexcept {
    return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

}  // namespace

Mapper::Mapper(const Document& document, MappingOptions options, Diagnostics& diagnostics)
    : document_(document),
      options_(std::move(options)),
      diagnostics_(diagnostics),
      labels_(labels_for(document.meta.lang)),
      document_ids_(collect_ids(document)),
      note_prefix_("fn"),
      note_states_(document.notes.size()) {
    // A heading may be called "fn-1": move our own ids out of the way of all of the document's.
    const auto taken = [&] {
        return std::any_of(document_ids_.begin(), document_ids_.end(), [&](const std::string& id) {
            return id.starts_with(note_prefix_ + "-") || id.starts_with(note_prefix_ + "ref-");
        });
    };
    while (!document_.notes.empty() && taken()) note_prefix_.insert(0, "note-");
}

std::string Mapper::free_id(std::string_view wanted) {
    std::string id(wanted);
    while (document_ids_.count(id) != 0 || written_ids_.count(id) != 0) id.append("-x");
    written_ids_.insert(id);
    return id;
}

void Mapper::report() {
    if (raw_html_.count != 0) {
        const std::string_view fate =
            options_.raw_html == RawHtmlPolicy::Escape ? "shown as text" : "reduced to its text";
        diagnostics_.warn("raw-html",
                          fmt::format("raw HTML {} ({} in the document)", fate, raw_html_.count),
                          raw_html_.first,
                          "use --html raw for documents you trust");
    }
    if (unsafe_urls_.count != 0) {
        diagnostics_.warn(
            "unsafe-url",
            fmt::format("unsafe link target removed ({} in the document)", unsafe_urls_.count),
            unsafe_urls_.first);
    }
}

void Mapper::new_line() {
    if (!out_.empty() && out_.back() != '\n') out_.push_back('\n');
}

void Mapper::number(std::size_t value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
}

void Mapper::language(std::string_view lang) {
    if (lang.empty()) return;
    append_attribute(out_, "lang", lang);
    if (xhtml()) append_attribute(out_, "xml:lang", lang);
}

void Mapper::write_id(std::string_view id) {
    if (id.empty()) return;
    write_final_id(options_.map_id ? options_.map_id(id) : std::string(id));
}

void Mapper::write_final_id(std::string id) {
    // An id may hold no white space (HTML 3.2.6) and stands once in a document.
    const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    std::replace_if(id.begin(), id.end(), is_space, '-');
    if (id.empty() || !written_ids_.insert(id).second) return;
    append_attribute(out_, "id", id);
}

void Mapper::attributes(const Attributes& given, std::string_view lang, std::string_view cls) {
    write_id(given.id);
    if (!cls.empty() || !given.classes.empty()) {
        std::string classes(cls);
        for (const std::string& name : given.classes) {
            if (!classes.empty()) classes.push_back(' ');
            classes.append(name);
        }
        append_attribute(out_, "class", classes);
    }
    language(given.lang.empty() ? lang : std::string_view(given.lang));
    if (given.dir == "ltr" || given.dir == "rtl" || given.dir == "auto") {
        append_attribute(out_, "dir", given.dir);
    }
    std::set<std::string_view> seen;
    for (const auto& [key, value] : given.pairs) {
        if (!is_name(key) || !seen.insert(key).second) continue;
        const bool plain = key == "title";  // the one pair that is an attribute of every element
        append_attribute(out_, plain ? key : "data-" + key, value);
    }
}

void Mapper::start(std::string_view element, std::string_view lang, std::string_view cls) {
    out_.push_back('<');
    out_.append(element);
    if (!cls.empty()) append_attribute(out_, "class", cls);
    language(lang);
    out_.push_back('>');
}

void Mapper::end(std::string_view element) {
    out_.append("</");
    out_.append(element);
    out_.push_back('>');
}

void Mapper::void_element(std::string_view element) {
    out_.push_back('<');
    out_.append(element);
    out_.append(xhtml() ? "/>" : ">");
}

}  // namespace inkstone::html
