// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/pictures.hpp"

#include <fmt/format.h>

#include <utility>

#include "src/hash/sha.hpp"
#include "src/resources/picture.hpp"
#include "src/resources/png.hpp"
#include "src/resources/raster.hpp"
#include "src/resources/svg_safe.hpp"

namespace inkstone::epub {
namespace {

using resources::PictureFormat;
using resources::PictureInfo;

/// Bytes of an address that a message shows: data: URLs have no end.
constexpr std::size_t kLongestShownUrl = 120;

Result<std::string> bytes_of(const ResourceLoader& loader, const std::string& url) {
    if (resources::is_data_picture(url)) return resources::decode_data_url(url);
    Result<Resource> loaded = loader.load(url);
    if (!loaded) return fail(loaded.error());
    return std::move(loaded->bytes);
}

/// Nothing when the picture is whole. JPEG has been looked at by its probe, SVG by its cleaning.
/// WebP becomes PNG: it came into the core media types only with EPUB 3.3, and few readers know it.
Result<void> check_whole(std::string& bytes, PictureInfo& info) {
    if (info.format == PictureFormat::Jpeg || info.format == PictureFormat::Svg) return {};
    const Result<resources::Raster> raster = resources::load_raster(bytes, info);
    if (!raster) return fail(raster.error());
    if (info.format != PictureFormat::Webp) return {};
    Result<std::string> png = resources::encode_png(*raster);
    if (!png) return fail(png.error());
    bytes = *std::move(png);
    info.format = PictureFormat::Png;
    info.animated = false;
    return {};
}

}  // namespace

std::optional<html::ImageForm> BookPictures::place(const Image& image, SourcePosition where) {
    auto at = by_url_.find(image.url);
    if (at == by_url_.end()) at = by_url_.emplace(image.url, load(image.url)).first;
    if (at->second) return *at->second;
    diagnostics_.warn("image-not-embedded",
                      fmt::format("image not embedded, its text stands for it: {}: {}",
                                  image.url.substr(0, kLongestShownUrl),
                                  at->second.error().message),
                      where);
    return std::nullopt;
}

Result<html::ImageForm> BookPictures::load(const std::string& url) {
    Result<std::string> bytes = bytes_of(loader_, url);
    if (!bytes) return fail(bytes.error());
    Result<PictureInfo> info = resources::probe_picture(*bytes);
    if (!info) return fail(info.error());
    if (const Result<void> whole = check_whole(*bytes, *info); !whole) return fail(whole.error());
    if (info->format == PictureFormat::Svg) {
        bytes = resources::safe_svg(*bytes);
        if (!bytes) return fail(bytes.error());
    }
    std::string key = hash::sha256(*bytes);
    if (const auto known = by_content_.find(key); known != by_content_.end()) return known->second;
    const std::string name =
        fmt::format("images/img{}.{}", files_.size() + 1, resources::extension(info->format));
    html::ImageForm form{"../" + name, info->width, info->height};
    if (info->lies_on_side()) std::swap(form.width, form.height);
    files_.push_back({name, std::string(resources::media_type(info->format))});
    entries_.push_back({"EPUB/" + name, *std::move(bytes)});
    animated_ = animated_ || info->animated;
    return by_content_.emplace(std::move(key), std::move(form)).first->second;
}

}  // namespace inkstone::epub
