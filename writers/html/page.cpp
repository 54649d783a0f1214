// SPDX-License-Identifier: Apache-2.0
#include "writers/html/page.hpp"

#include "inkstone/convert.hpp"
#include "writers/html/escape.hpp"

namespace inkstone::html {
namespace {

void append_meta(std::string& out, std::string_view name, std::string_view content) {
    if (content.empty()) return;
    out.append("<meta");
    append_attribute(out, "name", name);
    append_attribute(out, "content", content);
    out.append(">\n");
}

/// CSS for a <style> element, where "</" would end the element (HTML 13.1.2.6). In CSS the
/// backslash changes nothing inside strings and comments, the only places where "</" is valid.
void append_style_text(std::string& out, std::string_view css) {
    for (std::size_t i = 0; i < css.size(); ++i) {
        out.push_back(css[i]);
        if (css[i] == '<' && i + 1 < css.size() && (css[i + 1] == '/' || css[i + 1] == '!')) {
            out.push_back('\\');
        }
    }
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text.append(separator);
        text.append(part);
    }
    return text;
}

void append_head(std::string& out, const Document& document, const PageParts& parts) {
    const Metadata& meta = document.meta;
    out.append("<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    append_text(out, meta.title.empty() ? std::string_view("\u2014") : meta.title);
    out.append("</title>\n");
    for (const std::string& author : meta.authors) append_meta(out, "author", author);
    append_meta(out, "description", meta.description);
    append_meta(out, "keywords", joined(meta.keywords, ", "));
    append_meta(out, "date", meta.date);
    append_meta(out, "generator", "Inkstone " + std::string(version()));
    out.append("<style>\n").append(parts.style);
    if (!parts.user_css.empty()) {
        append_style_text(out, parts.user_css);
        if (out.back() != '\n') out.push_back('\n');
    }
    out.append("</style>\n</head>\n");
}

void append_paragraph(std::string& out, std::string_view css_class, std::string_view text) {
    if (text.empty()) return;
    out.append("<p");
    append_attribute(out, "class", css_class);
    out.push_back('>');
    append_text(out, text);
    out.append("</p>\n");
}

std::string_view author_separator(std::string_view lang) noexcept {
    return is_cjk_language(lang) && !lang.starts_with("ko") ? "、" : ", ";
}

void append_byline(std::string& out, const Metadata& meta) {
    append_paragraph(out, "author", joined(meta.authors, author_separator(meta.lang)));
    append_paragraph(out, "date", meta.date);
}

/// The title block.
void append_header(std::string& out, const Metadata& meta) {
    if (!has_title_block(meta)) return;
    out.append("<header class=\"title-block\">\n<h1>");
    append_text(out, meta.title);
    out.append("</h1>\n");
    append_paragraph(out, "subtitle", meta.subtitle);
    append_byline(out, meta);
    out.append("</header>\n");
}

/// Rights, and the authors and date that no title block shows.
void append_footer(std::string& out, const Metadata& meta) {
    std::string content;
    if (!has_title_block(meta)) append_byline(content, meta);
    append_paragraph(content, "rights", meta.rights);
    if (content.empty()) return;
    out.append("<footer>\n").append(content).append("</footer>\n");
}

}  // namespace

bool has_title_block(const Metadata& meta) {
    return !meta.title_is_derived && !meta.title.empty();
}

std::string render_page(const Document& document, const PageParts& parts) {
    const Metadata& meta = document.meta;
    std::string out;
    out.reserve(parts.body.size() + 24'000);
    out.append("<!DOCTYPE html>\n<html");
    append_attribute(out, "lang", meta.lang.empty() ? std::string_view("und") : meta.lang);
    if (meta.dir == "ltr" || meta.dir == "rtl") append_attribute(out, "dir", meta.dir);
    out.append(">\n");
    append_head(out, document, parts);
    out.append("<body>\n<a class=\"skip-link\" href=\"#").append(parts.content_id).append("\">");
    append_text(out, labels_for(meta.lang).skip_to_text);
    out.append("</a>\n<div class=\"page\">\n");
    append_header(out, meta);
    out.append(parts.contents);
    out.append("<main id=\"").append(parts.content_id).append("\" tabindex=\"-1\">\n");
    out.append(parts.body);
    out.append("</main>\n");
    append_footer(out, meta);
    out.append("</div>\n</body>\n</html>\n");
    return out;
}

}  // namespace inkstone::html
