// SPDX-License-Identifier: Apache-2.0
#include "src/resources/svg_safe.hpp"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <sstream>

namespace inkstone::resources {
namespace {

constexpr int kDeepest = 256;

std::string lowered(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return lowered(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

bool is_dropped(const std::string& element) {
    constexpr std::array<std::string_view, 10> kDropped{"script",
                                                        "foreignobject",
                                                        "iframe",
                                                        "object",
                                                        "embed",
                                                        "handler",
                                                        "listener",
                                                        "audio",
                                                        "video",
                                                        "link"};
    return std::find(kDropped.begin(), kDropped.end(), element) != kDropped.end();
}

bool is_safe_reference(std::string_view value) {
    const std::size_t first = value.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return true;
    const std::string target = lowered(value.substr(first));
    constexpr std::array<std::string_view, 5> kSafe{
        "#", "data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"};
    return std::any_of(kSafe.begin(), kSafe.end(), [&](std::string_view safe) {
        return target.starts_with(safe);
    });
}

/// Style text may name its own ids by url(#id) and nothing else; escapes could hide a name.
bool is_safe_style(std::string_view value) {
    const std::string text = lowered(value);
    for (const char* bad : {"@import", "expression(", "javascript:", "-moz-binding", "\\"}) {
        if (text.find(bad) != std::string::npos) return false;
    }
    for (std::size_t at = text.find("url("); at != std::string::npos;
         at = text.find("url(", at + 1)) {
        const std::size_t target = text.find_first_not_of(" \t\r\n'\"", at + 4);
        if (target == std::string::npos ||
            !is_safe_reference(std::string_view(text).substr(target)))
            return false;
    }
    return true;
}

bool is_safe_attribute(const pugi::xml_attribute& attribute) {
    const std::string_view full = attribute.name();
    if (full.starts_with("xmlns")) return true;
    const std::string name = local_name(full);
    if (name.starts_with("on")) return false;
    if (name == "href" || name == "src") return is_safe_reference(attribute.value());
    return is_safe_style(attribute.value());
}

/// <animate> and <set> may change a link's target.
bool animates_reference(const pugi::xml_node& node) {
    const std::string target = local_name(node.attribute("attributeName").value());
    return target == "href" || target.starts_with("on");
}

void clean(pugi::xml_node node, int depth) {
    for (pugi::xml_attribute next = node.first_attribute(); next;) {
        const pugi::xml_attribute attribute = next;
        next = next.next_attribute();
        if (!is_safe_attribute(attribute)) node.remove_attribute(attribute);
    }
    for (pugi::xml_node next = node.first_child(); next;) {
        const pugi::xml_node child = next;
        next = next.next_sibling();
        const std::string name = local_name(child.name());
        const bool element = child.type() == pugi::node_element;
        const bool text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
        const bool style = local_name(node.name()) == "style";
        const bool bad_style = text && style && !is_safe_style(child.value());
        if ((!element && !text) || bad_style || depth >= kDeepest ||
            (element && (is_dropped(name) || animates_reference(child)))) {
            node.remove_child(child);
        } else if (element) {
            clean(child, depth + 1);
        }
    }
}

}  // namespace

Result<std::string> safe_svg(std::string_view bytes) {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(
        bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    pugi::xml_node root = document.document_element();
    if (!parsed || local_name(root.name()) != "svg")
        return fail(ErrorKind::Input, "SVG: it is not well-formed");
    clean(root, 0);
    pugi::xml_document safe;
    safe.append_copy(root);
    std::ostringstream out;
    safe.save(out, "", pugi::format_raw | pugi::format_no_declaration);
    return std::move(out).str();
}

}  // namespace inkstone::resources
