// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "writers/pdf/paint/syntax.hpp"
#include "writers/pdf/paint/trees.hpp"

namespace inkstone::pdf::paint {
namespace {

// ISO 32000-1 Annex C.
constexpr std::size_t kLongestString = 32'767;

bool is_hex_digit(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

bool allowed_in_uri(char c) noexcept {
    // RFC 3986 2.2 and 2.3: reserved and unreserved characters other than letters and digits.
    constexpr std::string_view kMarks = "-._~:/?#[]@!$&'()*+,;=";
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           kMarks.find(c) != std::string_view::npos;
}

}  // namespace

std::string encode_uri(std::string_view uri) {
    std::string out;
    out.reserve(uri.size());
    for (std::size_t i = 0; i < uri.size(); ++i) {
        const char c = uri[i];
        const bool escape =
            c == '%' && i + 2 < uri.size() && is_hex_digit(uri[i + 1]) && is_hex_digit(uri[i + 2]);
        if (escape || allowed_in_uri(c)) {
            out += c;
        } else {
            fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::optional<std::string> link_entries(const layout::LinkArea& link, double page_height) {
    std::string action;
    std::string_view fallback_contents = link.uri;
    if (!link.uri.empty()) {
        const std::string uri = encode_uri(link.uri);
        if (uri.size() > kLongestString) return std::nullopt;
        action = "/S/URI/URI" + byte_string(uri);
    } else if (!link.destination.empty() && link.destination.size() <= kLongestString) {
        action = "/S/GoTo/D" + byte_string(link.destination);
        fallback_contents = link.destination;
    } else {
        return std::nullopt;
    }
    const layout::Rect& rect = link.rect;
    const std::string_view contents = link.contents.empty() ? fallback_contents : link.contents;
    // F 4: printed. Contents are required by PDF/UA-1 7.18.5; there is no border to see.
    return fmt::format(
        "/Type/Annot/Subtype/Link/Rect[{} {} {} {}]/Border[0 0 0]/F 4/Contents{}/A<<{}>>",
        number(rect.x),
        number(page_height - rect.y - rect.height),
        number(rect.x + rect.width),
        number(page_height - rect.y),
        text_string(contents),
        action);
}

std::string destination_array(ObjectId page, double page_height, double y) {
    return fmt::format("[{}/XYZ 0 {} null]", reference(page), number(page_height - y));
}

ObjectId write_destinations(haru::Document& document,
                            const std::vector<layout::Destination>& destinations,
                            const UsedNames& used,
                            const std::vector<PageInfo>& pages) {
    // Name trees are sorted by bytes (ISO 32000-1 7.9.6); of equal names the first one counts.
    std::map<std::string_view, std::string> arrays;
    for (const layout::Destination& destination : destinations) {
        if (destination.page >= pages.size() || destination.name.size() > kLongestString) continue;
        const PageInfo& page = pages[destination.page];
        arrays.try_emplace(destination.name,
                           destination_array(page.id, page.height, destination.y));
    }
    for (const auto& [name, page] : used) {
        arrays.try_emplace(name, destination_array(pages[page].id, pages[page].height, 0));
    }
    if (arrays.empty()) return 0;
    auto next = arrays.begin();
    const auto entry = [&next](std::size_t) {
        TreeEntry out{byte_string(next->first), std::move(next->second)};
        ++next;
        return out;
    };
    return write_tree(document, TreeKind::Names, arrays.size(), entry);
}

}  // namespace inkstone::pdf::paint
