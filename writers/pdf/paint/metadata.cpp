// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/metadata.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>
#include <vector>

#include "src/text/timestamp.hpp"
#include "src/text/utf8.hpp"
#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

using std::chrono::sys_days;

// ---- Writing dates -----------------------------------------------------------------------------

struct Moment {
    int year = 0;
    unsigned month = 0, day = 0;
    std::int64_t hour = 0, minute = 0, second = 0;
};

Moment moment(std::int64_t seconds) {
    // Years 1 to 9999: what both forms can write.
    constexpr std::int64_t kFirst = -62'135'596'800, kLast = 253'402'300'799;
    seconds = std::min(std::max(seconds, kFirst), kLast);
    const std::int64_t days = (seconds >= 0 ? seconds : seconds - 86'399) / 86'400;
    const std::int64_t rest = seconds - days * 86'400;
    const std::chrono::year_month_day date{sys_days{std::chrono::days{days}}};
    return {static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            rest / 3600,
            rest / 60 % 60,
            rest % 60};
}

std::string pdf_date(std::int64_t seconds) {
    const Moment m = moment(seconds);
    return fmt::format(
        "(D:{:04}{:02}{:02}{:02}{:02}{:02}Z)", m.year, m.month, m.day, m.hour, m.minute, m.second);
}

std::string xmp_date(std::int64_t seconds) {
    const Moment m = moment(seconds);
    return fmt::format(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", m.year, m.month, m.day, m.hour, m.minute, m.second);
}

// ---- XMP ---------------------------------------------------------------------------------------

/// Without the characters that XML 1.0 forbids, so that Info and XMP can say the same.
std::string xml_characters(std::string_view utf8) {
    std::string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::decode(utf8, at);
        const bool control = c < 0x20 && c != '\t' && c != '\n';
        if (!control && c != 0xFFFE && c != 0xFFFF) text::append(out, c);
    }
    return out;
}

std::string xml_text(std::string_view utf8) {
    std::string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::decode(utf8, at);
        if (c == U'<') {
            out += "&lt;";
        } else if (c == U'>') {
            out += "&gt;";
        } else if (c == U'&') {
            out += "&amp;";
        } else {
            text::append(out, c);
        }
    }
    return out;
}

void add_simple(std::string& out, std::string_view element, std::string_view value) {
    if (!value.empty()) out += fmt::format("<{0}>{1}</{0}>\n", element, xml_text(value));
}

/// A property in the document's own words: an alternative with one default.
void add_alternative(std::string& out, std::string_view element, std::string_view value) {
    if (value.empty()) return;
    out +=
        fmt::format("<{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></{0}>\n",
                    element,
                    xml_text(value));
}

/// `container` is Seq (ordered) or Bag.
void add_list(std::string& out,
              std::string_view element,
              std::string_view container,
              const std::vector<std::string>& values) {
    std::string items;
    for (const std::string& value : values) {
        if (!value.empty()) items += fmt::format("<rdf:li>{}</rdf:li>", xml_text(value));
    }
    if (items.empty()) return;
    out += fmt::format("<{0}><rdf:{1}>{2}</rdf:{1}></{0}>\n", element, container, items);
}

std::vector<std::string> one(const std::string& value) {
    return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{value};
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    return fmt::format("{}", fmt::join(parts, separator));
}

constexpr std::string_view kUaClaim =
    "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
    "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n";

/// PDF/A knows no pdfuaid: a file that claims both describes that schema (ISO 19005-2 6.6.2.3.3).
constexpr std::string_view kUaSchema =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n";

void add_claims(std::string& out, const Claims& claims) {
    if (claims.archive != Archive::None) {
        out += fmt::format(
            "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
            "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>{}</pdfaid:conformance>\n"
            "</rdf:Description>\n",
            claims.archive == Archive::A2a ? 'A' : 'U');
    }
    if (claims.accessible) out += kUaClaim;
    if (claims.accessible && claims.archive != Archive::None) out += kUaSchema;
}

}  // namespace

DocumentInfo make_info(const Metadata& meta, std::string producer, std::int64_t timestamp) {
    DocumentInfo info{meta,
                      std::move(producer),
                      parse_date(meta.date).value_or(timestamp),
                      parse_date(meta.modified).value_or(timestamp),
                      {}};
    Metadata& own = info.meta;
    for (std::string* text :
         {&own.title, &own.description, &own.rights, &own.publisher, &own.identifier}) {
        *text = xml_characters(*text);
    }
    for (auto* list : {&own.authors, &own.keywords}) {
        for (std::string& text : *list) text = xml_characters(text);
    }
    return info;
}

std::string info_entries(const DocumentInfo& info) {
    std::string out;
    const auto add = [&out](std::string_view key, std::string_view value) {
        if (!value.empty()) out += fmt::format("/{}{}", key, text_string(value));
    };
    add("Title", info.meta.title);
    add("Author", joined(info.meta.authors, "; "));
    add("Subject", info.meta.description);
    add("Keywords", joined(info.meta.keywords, ", "));
    add("Creator", info.producer);
    add("Producer", info.producer);
    out += "/CreationDate" + pdf_date(info.created);
    out += "/ModDate" + pdf_date(info.modified);
    return out;
}

std::string xmp_packet(const DocumentInfo& info) {
    const Metadata& meta = info.meta;
    std::string out =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
        "<dc:format>application/pdf</dc:format>\n";
    add_alternative(out, "dc:title", meta.title);
    add_list(out, "dc:creator", "Seq", meta.authors);
    add_alternative(out, "dc:description", meta.description);
    add_list(out, "dc:subject", "Bag", meta.keywords);
    add_list(out, "dc:language", "Bag", one(meta.lang));
    add_alternative(out, "dc:rights", meta.rights);
    add_list(out, "dc:publisher", "Bag", one(meta.publisher));
    add_simple(out, "dc:identifier", meta.identifier);
    add_simple(out, "pdf:Keywords", joined(meta.keywords, ", "));
    add_simple(out, "pdf:Producer", info.producer);
    add_simple(out, "xmp:CreatorTool", info.producer);
    add_simple(out, "xmp:CreateDate", xmp_date(info.created));
    add_simple(out, "xmp:ModifyDate", xmp_date(info.modified));
    add_simple(out, "xmp:MetadataDate", xmp_date(info.modified));
    out += "</rdf:Description>\n";
    add_claims(out, info.claims);
    out += "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";
    return out;
}

}  // namespace inkstone::pdf::paint
