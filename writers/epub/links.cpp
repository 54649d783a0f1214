// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "writers/html/escape.hpp"
#include "writers/html/url_policy.hpp"

namespace inkstone::epub {
namespace {

/// Schemes that are registered with IANA and that a reader hands to another program.
constexpr std::array<std::string_view, 16> kOpaqueSchemes{"mailto",
                                                          "tel",
                                                          "sms",
                                                          "urn",
                                                          "doi",
                                                          "geo",
                                                          "news",
                                                          "magnet",
                                                          "xmpp",
                                                          "sip",
                                                          "sips",
                                                          "irc",
                                                          "cid",
                                                          "mid",
                                                          "info",
                                                          "tag"};
constexpr std::array<std::string_view, 7> kHostSchemes{
    "http", "https", "ftp", "git", "ssh", "ws", "wss"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view scheme) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return html::equals_ignoring_case(scheme, name);
    });
}

/// A host that a URL parser accepts: letters of any script, digits, '.', '-', '_', and a port.
bool has_valid_host(std::string_view rest) {
    if (!rest.starts_with("//")) return false;
    std::string_view authority = rest.substr(2, rest.find_first_of("/?#", 2) - 2);
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        authority.remove_prefix(at + 1);
    }
    if (const std::size_t colon = authority.rfind(':'); colon != std::string_view::npos) {
        const std::string_view port = authority.substr(colon + 1);
        if (port.size() > 5 || port.find_first_not_of("0123456789") != std::string_view::npos) {
            return false;
        }
        authority = authority.substr(0, colon);
    }
    const auto is_host_character = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    };
    return !authority.empty() && !authority.starts_with('.') &&
           authority.find("..") == std::string_view::npos &&
           std::all_of(authority.begin(), authority.end(), is_host_character);
}

}  // namespace

void LinkRewriter::Tally::add(std::string_view lost, SourcePosition where) {
    if (count++ != 0) return;
    first = where;
    url = lost;
}

std::optional<std::string> LinkRewriter::anchor(std::string_view url, SourcePosition where) {
    auto found = book_.targets.find(html::percent_decode(url.substr(1)));
    if (found == book_.targets.end()) found = book_.targets.find(std::string(url.substr(1)));
    if (found == book_.targets.end()) {
        if (known_missing_.emplace(url).second) no_anchors_.emplace_back(url, where);
        return std::nullopt;
    }
    return book_.link_to(found->second, chapter_);
}

std::optional<std::string> LinkRewriter::rewrite(std::string_view url, SourcePosition where) {
    if (url.starts_with('#')) return anchor(url, where);
    if (url.starts_with("//")) {
        if (has_valid_host(url)) return "https:" + std::string(url);
    } else if (const std::string_view scheme = html::url_scheme(url); !scheme.empty()) {
        const std::string_view rest = url.substr(scheme.size() + 1);
        if (contains(kHostSchemes, scheme) && has_valid_host(rest)) return std::string(url);
        if (contains(kOpaqueSchemes, scheme) && !rest.empty()) return std::string(url);
    }
    outside_.add(url, where);
    return std::nullopt;
}

void LinkRewriter::report(Diagnostics& diagnostics) const {
    for (const auto& [url, where] : no_anchors_) {
        diagnostics.warn(
            "broken-link", fmt::format("the document has no heading or id '{}'", url), where);
    }
    if (outside_.count != 0) {
        diagnostics.warn("link-outside-book",
                         fmt::format("a book cannot link to {} ({} links made plain text)",
                                     outside_.url,
                                     outside_.count),
                         outside_.first);
    }
}

}  // namespace inkstone::epub
