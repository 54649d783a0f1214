// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/content_files.hpp"

#include <string_view>
#include <utility>

#include "src/ast/labels.hpp"
#include "writers/epub/links.hpp"
#include "writers/html/escape.hpp"
#include "writers/html/mapping.hpp"

namespace inkstone::epub {
namespace {

/// The file from its first byte to <body>.
std::string file_head(const Metadata& meta, std::string_view title, std::string_view body_type) {
    const std::string_view lang = meta.lang.empty() ? std::string_view("und") : meta.lang;
    std::string out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"";
    html::append_attribute(out, "lang", lang);
    html::append_attribute(out, "xml:lang", lang);
    if (meta.dir == "ltr" || meta.dir == "rtl") html::append_attribute(out, "dir", meta.dir);
    out.append(">\n<head>\n<title>");
    html::append_text(out, title.empty() ? std::string_view("\u2014") : title);
    out.append(
        "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"../css/style.css\"/>\n"
        "</head>\n<body epub:type=\"");
    return out.append(body_type).append("\">\n");
}

constexpr std::string_view kFileEnd = "</section>\n</body>\n</html>\n";

void append_line(std::string& out, std::string_view css_class, std::string_view text) {
    if (text.empty()) return;
    out.append("<p");
    html::append_attribute(out, "class", css_class);
    out.push_back('>');
    html::append_text(out, text);
    out.append("</p>\n");
}

Entry title_page(const Metadata& meta) {
    std::string out = file_head(meta, meta.title, "frontmatter");
    out.append("<section class=\"titlepage\" epub:type=\"titlepage\">\n<h1>");
    html::append_text(out, meta.title);
    out.append("</h1>\n");
    append_line(out, "subtitle", meta.subtitle);
    for (const std::string& author : meta.authors) append_line(out, "author", author);
    append_line(out, "date", meta.date);
    append_line(out, "publisher", meta.publisher);
    append_line(out, "rights", meta.rights);
    return {"EPUB/text/title.xhtml", out.append(kFileEnd)};
}

Entry cover_page(const Metadata& meta, const std::string& picture) {
    const std::string_view label = labels_for(meta.lang).cover;
    std::string out = file_head(meta, label, "cover");
    out.append("<section class=\"cover\" epub:type=\"cover\"");
    html::append_attribute(out, "aria-label", label);
    out.append(">\n<img");
    html::append_attribute(out, "src", "../" + picture);
    std::string alt(label);
    if (!meta.title.empty()) alt.append(": ").append(meta.title);
    html::append_attribute(out, "alt", alt);
    return {"EPUB/text/cover.xhtml", out.append("/>\n").append(kFileEnd)};
}

std::string section_start(const Chapter& chapter) {
    std::string out = "<section epub:type=\"chapter\" role=\"doc-chapter\"";
    if (chapter.heading_id.empty()) {
        html::append_attribute(
            out, "aria-label", chapter.title.empty() ? std::string_view("\u2014") : chapter.title);
    } else {
        html::append_attribute(out, "aria-labelledby", chapter.heading_id);
    }
    return out.append(">\n");
}

html::MappingOptions mapping_options(const Book& book,
                                     const ContentOptions& wanted,
                                     LinkRewriter& links) {
    html::MappingOptions options;
    options.syntax = html::Syntax::Xhtml;
    options.notes = html::NoteStyle::Asides;
    options.images = wanted.map_image ? html::ImageStyle::Reference : html::ImageStyle::AltText;
    options.map_image = wanted.map_image;
    // Raw HTML is hardly ever well-formed XML: a book never takes it as it is.
    options.raw_html =
        wanted.raw_html == html::RawHtmlPolicy::Raw ? html::RawHtmlPolicy::Safe : wanted.raw_html;
    options.highlight = wanted.highlight;
    options.map_id = [&book](std::string_view id) {
        const auto found = book.targets.find(std::string(id));
        return found == book.targets.end() ? std::string() : found->second.id;
    };
    options.map_heading = [&book](const Heading& heading) -> html::HeadingForm {
        const auto found = book.point_of.find(&heading);
        if (found == book.point_of.end()) return {heading.level, {}};
        const NavPoint& point = book.points[found->second];
        return {point.level, point.id};
    };
    options.map_url = [&links](std::string_view url, SourcePosition where) {
        return links.rewrite(url, where);
    };
    return options;
}

}  // namespace

std::vector<Entry> content_files(const Document& document,
                                 const Book& book,
                                 const ContentOptions& options,
                                 std::set<std::size_t>& math_chapters,
                                 Diagnostics& diagnostics) {
    std::vector<Entry> files;
    if (!options.cover.empty()) files.push_back(cover_page(document.meta, options.cover));
    if (book.has_title_page) files.push_back(title_page(document.meta));
    LinkRewriter links(book);
    html::Mapper mapper(document, mapping_options(book, options, links), diagnostics);
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        const Chapter& chapter = book.chapters[i];
        links.enter_chapter(i);
        mapper.begin_file(chapter.blocks);
        mapper.markup(file_head(document.meta, chapter.title, "bodymatter"));
        mapper.markup(section_start(chapter));
        mapper.blocks(chapter.blocks);
        mapper.notes();
        mapper.markup(kFileEnd);
        if (mapper.has_math()) math_chapters.insert(i);
        files.push_back({"EPUB/" + chapter.path, mapper.take()});
    }
    mapper.report();
    links.report(diagnostics);
    return files;
}

}  // namespace inkstone::epub
