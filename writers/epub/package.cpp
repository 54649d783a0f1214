// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/package.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "inkstone/convert.hpp"
#include "src/ast/labels.hpp"
#include "writers/epub/identity.hpp"
#include "writers/html/escape.hpp"

namespace inkstone::epub {
namespace {

constexpr const char* kXhtml = "http://www.w3.org/1999/xhtml";
constexpr const char* kOps = "http://www.idpf.org/2007/ops";

struct StringWriter : pugi::xml_writer {
    std::string bytes;
    void write(const void* data, std::size_t size) override {
        bytes.append(static_cast<const char*>(data), size);
    }
};

std::string serialise(const pugi::xml_document& document) {
    StringWriter writer;
    document.save(writer, "  ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(writer.bytes);
}

void add_declaration(pugi::xml_document& document) {
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "utf-8";
}

void set(pugi::xml_node node, const char* name, std::string_view value) {
    node.append_attribute(name) = html::replace_forbidden(value).c_str();
}

pugi::xml_node add(pugi::xml_node parent, const char* name, std::string_view text = {}) {
    pugi::xml_node node = parent.append_child(name);
    if (!text.empty()) node.text().set(html::replace_forbidden(text).c_str());
    return node;
}

void add_optional(pugi::xml_node parent, const char* name, std::string_view text) {
    if (!text.empty()) add(parent, name, text);
}

void add_meta(pugi::xml_node metadata, std::string_view property, std::string_view text) {
    set(add(metadata, "meta", text), "property", property);
}

void refine(pugi::xml_node metadata,
            std::string_view id,
            std::string_view property,
            std::string_view text,
            std::string_view scheme = {}) {
    pugi::xml_node meta = add(metadata, "meta", text);
    set(meta, "refines", "#" + std::string(id));
    set(meta, "property", property);
    if (!scheme.empty()) set(meta, "scheme", scheme);
}

std::string language_of(const Metadata& meta) {
    return meta.lang.empty() ? "und" : meta.lang;
}

std::string title_of(const Metadata& meta) {
    return meta.title.empty() ? std::string("\u2014") : meta.title;
}

/// "Inkwell, Ada" for a Western name of two or three words; other names sort as they are.
std::string file_as(const std::string& name) {
    const bool western = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c == '.' ||
               c == '-' || c == '\'';
    });
    const std::size_t space = name.rfind(' ');
    const auto spaces = std::count(name.begin(), name.end(), ' ');
    if (!western || spaces < 1 || spaces > 2 || space + 1 == name.size() || space == 0) return name;
    return name.substr(space + 1) + ", " + name.substr(0, space);
}

void add_titles(pugi::xml_node metadata, const Metadata& meta) {
    pugi::xml_node title = add(metadata, "dc:title", title_of(meta));
    if (meta.subtitle.empty()) return;
    set(title, "id", "title");
    refine(metadata, "title", "title-type", "main");
    set(add(metadata, "dc:title", meta.subtitle), "id", "subtitle");
    refine(metadata, "subtitle", "title-type", "subtitle");
}

void add_creators(pugi::xml_node metadata, const Metadata& meta) {
    std::size_t number = 0;
    for (const std::string& author : meta.authors) {
        const std::string id = "creator-" + std::to_string(++number);
        set(add(metadata, "dc:creator", author), "id", id);
        refine(metadata, id, "role", "aut", "marc:relators");
        refine(metadata, id, "file-as", file_as(author));
    }
}

/// Says only what is true of this book (EPUB Accessibility 1.1 section 2; EP10).
void add_accessibility(pugi::xml_node metadata, const Metadata& meta, const PackageFacts& facts) {
    const bool all_text = facts.images_without_alt == 0;
    add_meta(metadata, "schema:accessMode", "textual");
    const bool cover = !facts.cover_path.empty();
    if (!all_text || cover || !facts.pictures.empty()) {
        add_meta(metadata, "schema:accessMode", "visual");
    }
    add_meta(metadata, "schema:accessModeSufficient", all_text ? "textual" : "textual,visual");
    for (const char* feature :
         {"tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"}) {
        add_meta(metadata, "schema:accessibilityFeature", feature);
    }
    if ((facts.images != 0 || cover) && all_text) {
        add_meta(metadata, "schema:accessibilityFeature", "alternativeText");
    }
    if (!facts.math_chapters.empty()) {
        add_meta(metadata, "schema:accessibilityFeature", "MathML");
    }
    add_meta(metadata, "schema:accessibilityHazard", facts.animated ? "unknown" : "none");
    add_meta(metadata, "schema:accessibilitySummary", labels_for(meta.lang).accessibility_summary);
}

void add_metadata(pugi::xml_node package, const Document& document, const PackageFacts& facts) {
    const Metadata& meta = document.meta;
    pugi::xml_node metadata = add(package, "metadata");
    set(metadata, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    set(add(metadata, "dc:identifier", facts.identifier), "id", "book-id");
    add_titles(metadata, meta);
    for (const std::string& language : book_languages(document)) {
        add(metadata, "dc:language", language);
    }
    add_creators(metadata, meta);
    add_optional(metadata, "dc:date", iso_date(meta.date));
    add_optional(metadata, "dc:description", meta.description);
    for (const std::string& keyword : meta.keywords) add_optional(metadata, "dc:subject", keyword);
    add_optional(metadata, "dc:publisher", meta.publisher);
    add_optional(metadata, "dc:rights", meta.rights);
    add_meta(metadata, "dcterms:modified", utc_date_time(facts.modified));
    add_accessibility(metadata, meta, facts);
    if (!facts.cover_path.empty()) {
        // EPUB 2; Kindle and many shelves look for this alone.
        pugi::xml_node cover = add(metadata, "meta");
        set(cover, "name", "cover");
        set(cover, "content", "cover-image");
    }
    pugi::xml_node generator = add(metadata, "meta");
    set(generator, "name", "generator");
    set(generator, "content", "Inkstone " + std::string(version()));
}

pugi::xml_node add_item(pugi::xml_node manifest,
                        std::string_view id,
                        std::string_view href,
                        std::string_view media_type) {
    pugi::xml_node item = add(manifest, "item");
    set(item, "id", id);
    set(item, "href", href);
    set(item, "media-type", media_type);
    return item;
}

std::string chapter_id(std::size_t index) {
    return "ch" + std::to_string(index + 1);
}

void add_manifest(pugi::xml_node package, const Book& book, const PackageFacts& facts) {
    constexpr std::string_view kContent = "application/xhtml+xml";
    pugi::xml_node manifest = add(package, "manifest");
    set(add_item(manifest, "nav", "nav.xhtml", kContent), "properties", "nav");
    add_item(manifest, "ncx", "toc.ncx", "application/x-dtbncx+xml");
    add_item(manifest, "style", "css/style.css", "text/css");
    if (!facts.cover_path.empty()) {
        set(add_item(manifest, "cover-image", facts.cover_path, facts.cover_media_type),
            "properties",
            "cover-image");
        add_item(manifest, "cover", "text/cover.xhtml", kContent);
    }
    if (book.has_title_page) add_item(manifest, "titlepage", "text/title.xhtml", kContent);
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        pugi::xml_node item = add_item(manifest, chapter_id(i), book.chapters[i].path, kContent);
        if (facts.math_chapters.count(i) != 0) set(item, "properties", "mathml");
    }
    for (std::size_t i = 0; i < facts.pictures.size(); ++i) {
        const PictureFile& picture = facts.pictures[i];
        add_item(manifest, "img" + std::to_string(i + 1), picture.path, picture.media_type);
    }
}

void add_spine(pugi::xml_node package,
               const Metadata& meta,
               const Book& book,
               const PackageFacts& facts) {
    pugi::xml_node spine = add(package, "spine");
    set(spine, "toc", "ncx");
    if (meta.dir == "rtl") set(spine, "page-progression-direction", "rtl");
    if (!facts.cover_path.empty()) set(add(spine, "itemref"), "idref", "cover");
    if (book.has_title_page) set(add(spine, "itemref"), "idref", "titlepage");
    if (facts.contents_in_spine) set(add(spine, "itemref"), "idref", "nav");
    for (std::size_t i = 0; i < book.chapters.size(); ++i) {
        set(add(spine, "itemref"), "idref", chapter_id(i));
    }
}

// ---- contents ----------------------------------------------------------------------------------

/// One line of the contents, the same for nav and NCX.
struct Line {
    int level = 1;
    std::string text;
    std::string href;
};

std::vector<Line> contents_lines(const Document& document, const Book& book, int depth) {
    std::vector<Line> lines;
    for (const NavPoint& point : book.points) {
        if (point.level > depth) continue;
        const std::string text = point.text.empty() ? title_of(document.meta) : point.text;
        lines.push_back({point.level, text, book.chapters[point.chapter].path + "#" + point.id});
    }
    if (lines.empty()) {
        lines.push_back({1, title_of(document.meta), book.chapters.front().path});
    }
    return lines;
}

void add_link(pugi::xml_node list, std::string_view text, std::string_view href) {
    pugi::xml_node link = add(add(list, "li"), "a", text);
    set(link, "href", href);
}

void add_contents(pugi::xml_node nav, const std::vector<Line>& lines) {
    std::vector<pugi::xml_node> lists{add(nav, "ol")};
    for (const Line& line : lines) {
        const auto depth = static_cast<std::size_t>(line.level);
        while (lists.size() > depth) lists.pop_back();
        if (lists.size() < depth) lists.push_back(add(lists.back().last_child(), "ol"));
        add_link(lists.back(), line.text, line.href);
    }
}

/// A landmark may point into the spine only, so to the contents only when they are a page.
void add_landmarks(pugi::xml_node body,
                   const Labels& labels,
                   const Book& book,
                   const PackageFacts& facts) {
    pugi::xml_node nav = add(body, "nav");
    set(nav, "epub:type", "landmarks");
    set(nav, "aria-label", labels.landmarks);
    set(nav, "hidden", "hidden");
    pugi::xml_node list = add(nav, "ol");
    if (!facts.cover_path.empty()) {
        add_link(list, labels.cover, "text/cover.xhtml");
        set(list.last_child().child("a"), "epub:type", "cover");
    }
    if (facts.contents_in_spine) {
        add_link(list, labels.contents, "nav.xhtml#toc");
        set(list.last_child().child("a"), "epub:type", "toc");
    }
    add_link(list, labels.text_body, book.chapters.front().path);
    set(list.last_child().child("a"), "epub:type", "bodymatter");
}

}  // namespace

std::string container_xml() {
    pugi::xml_document document;
    add_declaration(document);
    pugi::xml_node container = document.append_child("container");
    set(container, "version", "1.0");
    set(container, "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container");
    pugi::xml_node root = add(add(container, "rootfiles"), "rootfile");
    set(root, "full-path", "EPUB/package.opf");
    set(root, "media-type", "application/oebps-package+xml");
    return serialise(document);
}

std::string package_opf(const Document& document, const Book& book, const PackageFacts& facts) {
    pugi::xml_document xml;
    add_declaration(xml);
    pugi::xml_node package = xml.append_child("package");
    set(package, "xmlns", "http://www.idpf.org/2007/opf");
    set(package, "version", "3.0");
    set(package, "unique-identifier", "book-id");
    set(package, "xml:lang", language_of(document.meta));
    if (document.meta.dir == "rtl") set(package, "dir", "rtl");
    add_metadata(package, document, facts);
    add_manifest(package, book, facts);
    add_spine(package, document.meta, book, facts);
    return serialise(xml);
}

std::string navigation_xhtml(const Document& document,
                             const Book& book,
                             const PackageFacts& facts) {
    const Labels& labels = labels_for(document.meta.lang);
    pugi::xml_document xml;
    add_declaration(xml);
    xml.append_child(pugi::node_doctype).set_value("html");
    pugi::xml_node root = xml.append_child("html");
    set(root, "xmlns", kXhtml);
    set(root, "xmlns:epub", kOps);
    set(root, "lang", language_of(document.meta));
    set(root, "xml:lang", language_of(document.meta));
    if (document.meta.dir == "rtl") set(root, "dir", "rtl");
    pugi::xml_node head = add(root, "head");
    add(head, "title", labels.contents);
    pugi::xml_node style = add(head, "link");
    set(style, "rel", "stylesheet");
    set(style, "type", "text/css");
    set(style, "href", "css/style.css");
    pugi::xml_node body = add(root, "body");
    pugi::xml_node nav = add(body, "nav");
    set(nav, "epub:type", "toc");
    set(nav, "role", "doc-toc");
    set(nav, "id", "toc");
    set(nav, "aria-labelledby", "toc-title");
    set(add(nav, "h1", labels.contents), "id", "toc-title");
    add_contents(nav, contents_lines(document, book, facts.contents_depth));
    add_landmarks(body, labels, book, facts);
    return serialise(xml);
}

std::string toc_ncx(const Document& document, const Book& book, const PackageFacts& facts) {
    pugi::xml_document xml;
    add_declaration(xml);
    pugi::xml_node ncx = xml.append_child("ncx");
    set(ncx, "xmlns", "http://www.daisy.org/z3986/2005/ncx/");
    set(ncx, "version", "2005-1");
    set(ncx, "xml:lang", language_of(document.meta));
    pugi::xml_node uid = add(add(ncx, "head"), "meta");
    set(uid, "name", "dtb:uid");
    set(uid, "content", facts.identifier);
    add(add(ncx, "docTitle"), "text", title_of(document.meta));
    std::vector<pugi::xml_node> parents{add(ncx, "navMap")};
    std::size_t order = 0;
    for (const Line& line : contents_lines(document, book, facts.contents_depth)) {
        const auto depth = static_cast<std::size_t>(line.level);
        while (parents.size() > depth) parents.pop_back();
        pugi::xml_node point = add(parents.back(), "navPoint");
        const std::string number = std::to_string(++order);
        set(point, "id", "point-" + number);
        set(point, "playOrder", number);
        add(add(point, "navLabel"), "text", line.text);
        set(add(point, "content"), "src", line.href);
        parents.push_back(point);
    }
    return serialise(xml);
}

}  // namespace inkstone::epub
