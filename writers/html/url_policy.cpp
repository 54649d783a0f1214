// SPDX-License-Identifier: Apache-2.0
#include "writers/html/url_policy.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace inkstone::html {
namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) noexcept {
    return text.size() >= prefix.size() &&
           equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

bool is_data_image(std::string_view url) noexcept {
    constexpr std::array<std::string_view, 4> kImages{
        "data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp"};
    return std::any_of(kImages.begin(), kImages.end(), [&](std::string_view prefix) {
        return starts_with_ignoring_case(url, prefix);
    });
}

/// The first bytes of `url` as the WHATWG URL parser reads them: leading C0 controls and blanks
/// and all tabs and line ends dropped. No scheme of interest is longer than the buffer.
class BrowserView {
public:
    explicit BrowserView(std::string_view url) noexcept {
        std::size_t i = 0;
        while (i < url.size() && static_cast<unsigned char>(url[i]) <= 0x20) ++i;
        for (; i < url.size() && size_ < buffer_.size(); ++i) {
            if (url[i] == '\t' || url[i] == '\n' || url[i] == '\r') continue;
            buffer_[size_++] = url[i];
        }
    }
    [[nodiscard]] std::string_view text() const noexcept { return {buffer_.data(), size_}; }

private:
    std::array<char, 32> buffer_{};
    std::size_t size_ = 0;
};

}  // namespace

bool equals_ignoring_case(std::string_view text, std::string_view lower_text) noexcept {
    return text.size() == lower_text.size() &&
           std::equal(text.begin(), text.end(), lower_text.begin(), [](char a, char b) {
               return lower(a) == b;
           });
}

bool is_dangerous_url(std::string_view url) noexcept {
    if (is_data_image(url)) return false;
    constexpr std::array<std::string_view, 4> kSchemes{
        "javascript:", "vbscript:", "file:", "data:"};
    return std::any_of(kSchemes.begin(), kSchemes.end(), [&](std::string_view scheme) {
        return starts_with_ignoring_case(url, scheme);
    });
}

bool is_unsafe_link(std::string_view url) noexcept {
    const BrowserView view(url);
    return is_dangerous_url(view.text()) || starts_with_ignoring_case(view.text(), "data:");
}

bool is_unsafe_image(std::string_view url) noexcept {
    return is_dangerous_url(BrowserView(url).text());
}

std::string_view url_scheme(std::string_view url) noexcept {
    const std::size_t colon = url.find(':');
    if (colon == std::string_view::npos || colon == 0) return {};
    const auto is_alpha = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
    const auto is_scheme = [&](char c) {
        return is_alpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    };
    const std::string_view scheme = url.substr(0, colon);
    return is_alpha(url[0]) && std::all_of(scheme.begin(), scheme.end(), is_scheme)
               ? scheme
               : std::string_view{};
}

}  // namespace inkstone::html
