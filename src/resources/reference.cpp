// SPDX-License-Identifier: Apache-2.0
#include "src/resources/reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace inkstone::resources {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_scheme_letter(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The scheme with its colon, or an empty text.
std::string_view scheme_of(std::string_view reference) {
    if (reference.empty() || !is_letter(reference.front())) return {};
    std::size_t end = 1;
    while (end < reference.size() && is_scheme_letter(reference[end])) ++end;
    if (end == reference.size() || reference[end] != ':') return {};
    return reference.substr(0, end + 1);
}

/// Schemes are case-insensitive (RFC 3986 3.1).
bool is_file_scheme(std::string_view scheme) {
    constexpr std::string_view kFile = "file:";
    return scheme.size() == kFile.size() &&
           std::equal(scheme.begin(), scheme.end(), kFile.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
           });
}

/// True when `..` segments lead above the start at any point on the way.
bool climbs_out(std::string_view path) {
    int depth = 0;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view segment = path.substr(0, slash);
        if (segment == "..") {
            if (--depth < 0) return true;
        } else if (!segment.empty() && segment != ".") {
            ++depth;
        }
        if (slash == std::string_view::npos) break;
        path.remove_prefix(slash + 1);
    }
    return false;
}

}  // namespace

bool is_remote(std::string_view reference) {
    return !scheme_of(reference).empty() || reference.starts_with("//");
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool room = text[at] == '%' && at + 2 < text.size();
        const int high = room ? hex_digit(text[at + 1]) : -1;
        const int low = room ? hex_digit(text[at + 2]) : -1;
        if (high < 0 || low < 0) {
            decoded.push_back(text[at]);
            continue;
        }
        decoded.push_back(static_cast<char>(high * 16 + low));
        at += 2;
    }
    return decoded;
}

std::string_view without_query(std::string_view path) {
    return path.substr(0, path.find_first_of("?#"));
}

Result<std::string> relative_path(std::string_view reference) {
    if (reference.empty()) return fail(ErrorKind::Input, "the reference is empty");
    if (reference.find('\0') != std::string_view::npos) {
        return fail(ErrorKind::Input, "the reference holds a NUL byte");
    }
    const std::string_view scheme = scheme_of(reference);
    if (is_file_scheme(scheme)) {
        return fail(ErrorKind::Input,
                    fmt::format("'{}' is a file URL", reference),
                    "use a path relative to the document");
    }
    if (is_remote(reference)) {
        return fail(ErrorKind::Input,
                    fmt::format("'{}' is not in the document's folder", reference),
                    "the network is never used: save the file beside the document");
    }
    if (reference.front() == '/') {
        return fail(ErrorKind::Input,
                    fmt::format("'{}' is an absolute path", reference),
                    "use a path relative to the document");
    }
    if (climbs_out(reference) || climbs_out(percent_decoded(reference))) {
        return fail(ErrorKind::Input, fmt::format("'{}' leaves the document's folder", reference));
    }
    return std::string(reference);
}

}  // namespace inkstone::resources
