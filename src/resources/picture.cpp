// SPDX-License-Identifier: Apache-2.0
#include "src/resources/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "src/resources/bytes.hpp"
#include "src/resources/jpeg.hpp"
#include "src/resources/png.hpp"
#include "src/resources/reference.hpp"
#include "src/resources/svg.hpp"

namespace inkstone::resources {
namespace {

/// An <svg> element begins within this many bytes, behind its prologue and comments.
constexpr std::size_t kSvgWithin = 4096;

Failure damaged(std::string_view format) {
    return fail(ErrorKind::Input, fmt::format("{}: the header is damaged", format));
}

bool looks_like_svg(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, kSvgWithin);
    const std::size_t first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return first != std::string_view::npos && head[first] == '<' &&
           head.find("<svg") != std::string_view::npos;
}

Result<PictureInfo> probe_jpeg(std::string_view bytes) {
    const Result<JpegHeader> header = read_jpeg(bytes);
    if (!header) return fail(header.error());
    PictureInfo info;
    info.format = PictureFormat::Jpeg;
    info.width = header->width;
    info.height = header->height;
    info.dpi_x = header->dpi_x;
    info.dpi_y = header->dpi_y;
    info.orientation = header->orientation;
    return info;
}

/// GIF89a 18: Logical Screen Descriptor.
Result<PictureInfo> probe_gif(std::string_view bytes) {
    PictureInfo info;
    info.format = PictureFormat::Gif;
    info.width = little_endian(bytes, 6, 2);
    info.height = little_endian(bytes, 8, 2);
    info.animated = bytes.find("NETSCAPE2.0") != std::string_view::npos;
    if (bytes.size() < 13 || info.width == 0 || info.height == 0) return damaged("GIF");
    return info;
}

/// RFC 9649: VP8X gives the canvas, VP8L and VP8 their own size.
Result<PictureInfo> probe_webp(std::string_view bytes) {
    PictureInfo info;
    info.format = PictureFormat::Webp;
    const std::string_view chunk = bytes.substr(12, 4);
    const std::string_view body = bytes.substr(std::min<std::size_t>(20, bytes.size()));
    if (chunk == "VP8X") {
        info.animated = (byte_at(body, 0) & 2U) != 0;
        info.width = little_endian(body, 4, 3) + 1;
        info.height = little_endian(body, 7, 3) + 1;
    } else if (chunk == "VP8L" && byte_at(body, 0) == 0x2F) {
        const std::uint32_t bits = little_endian(body, 1, 4);
        info.width = (bits & 0x3FFFU) + 1;
        info.height = (bits >> 14U & 0x3FFFU) + 1;
    } else if (chunk == "VP8 " && body.substr(3, 3) == "\x9D\x01\x2A") {
        info.width = little_endian(body, 6, 2) & 0x3FFFU;
        info.height = little_endian(body, 8, 2) & 0x3FFFU;
    }
    if (bytes.size() < 30 || info.width == 0 || info.height == 0) return damaged("WebP");
    return info;
}

Result<PictureInfo> probe_any(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return probe_png(bytes);
    if (bytes.starts_with("\xFF\xD8")) return probe_jpeg(bytes);
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return probe_gif(bytes);
    if (bytes.size() >= 16 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP")
        return probe_webp(bytes);
    if (looks_like_svg(bytes)) return probe_svg(bytes);
    return fail(ErrorKind::Input, "it is no PNG, JPEG, GIF, WebP or SVG");
}

int base64_value(char c) noexcept {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+' || c == '-') return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

/// RFC 4648; blanks are passed over. False when a character does not belong there.
bool decode_base64(std::string_view text, std::string& bytes) {
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        if (c == '=' || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        const int value = base64_value(c);
        if (value < 0) return false;
        bits = bits << 6U | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU));
        }
    }
    return true;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower) noexcept {
    return text.size() >= lower.size() &&
           std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
}

}  // namespace

std::string_view media_type(PictureFormat format) noexcept {
    constexpr std::array<std::string_view, 5> kTypes{
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"};
    return kTypes[static_cast<std::size_t>(format)];
}

std::string_view extension(PictureFormat format) noexcept {
    constexpr std::array<std::string_view, 5> kExtensions{"png", "jpg", "gif", "webp", "svg"};
    return kExtensions[static_cast<std::size_t>(format)];
}

Result<PictureInfo> probe_picture(std::string_view bytes) {
    Result<PictureInfo> info = probe_any(bytes);
    if (info && info->width > kMostPixels / info->height) {
        return fail(ErrorKind::Limit,
                    fmt::format("{} x {} pixels are too many", info->width, info->height));
    }
    return info;
}

bool is_data_picture(std::string_view url) noexcept {
    return starts_with_ignoring_case(url, "data:image/");
}

Result<std::string> decode_data_url(std::string_view url) {
    const std::size_t comma = url.find(',');
    if (!is_data_picture(url) || comma == std::string_view::npos)
        return fail(ErrorKind::Input, "the data: URL holds no image");
    const std::string_view head = url.substr(0, comma);
    const std::string text = percent_decoded(url.substr(comma + 1));
    if (!head.ends_with(";base64")) return text;
    std::string bytes;
    if (!decode_base64(text, bytes)) return fail(ErrorKind::Input, "the data: URL is damaged");
    return bytes;
}

}  // namespace inkstone::resources
