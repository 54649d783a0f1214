// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/pictures.hpp"

#include <algorithm>
#include <utility>

#include "src/resources/raster.hpp"
#include "src/theme/lengths.hpp"

namespace inkstone::layout {

namespace {

constexpr double kPointsPerInch = 72, kDefaultDpi = 96;
/// Resolutions outside these are slips of some program (0, 1, 2^32).
constexpr double kLeastDpi = 30, kMostDpi = 4800;

double points(std::uint32_t pixels, double dpi) {
    const bool likely = dpi >= kLeastDpi && dpi <= kMostDpi;
    return pixels * kPointsPerInch / (likely ? dpi : kDefaultDpi);
}

/// "50%" of `whole`, a length, or pixels.
std::optional<double> wish(const Attributes& attributes, std::string_view key, double whole) {
    for (const auto& [name, text] : attributes.pairs) {
        if (name != key) continue;
        std::optional<double> value;
        if (!text.empty() && text.back() == '%') {
            value = theme::parse_number(std::string_view(text).substr(0, text.size() - 1));
            if (value) value = *value / 100 * whole;
        } else {
            value = theme::parse_length(text, kPointsPerInch / kDefaultDpi);
        }
        if (value && *value > 0) return value;
    }
    return std::nullopt;
}

}  // namespace

PictureStore::Entry& PictureStore::find(const std::string& url) {
    const auto [at, is_new] = by_url_.try_emplace(url);
    if (is_new) at->second = load(url);
    return at->second;
}

PictureStore::Entry PictureStore::load(const std::string& url) {
    Entry entry;
    Resource resource;
    if (resources::is_data_picture(url)) {
        Result<std::string> bytes = resources::decode_data_url(url);
        if (!bytes) {
            entry.why = bytes.error().message;
            return entry;
        }
        resource.bytes = *std::move(bytes);
    } else {
        Result<Resource> loaded = loader_.load(url);
        if (!loaded) {
            entry.why = loaded.error().message;
            return entry;
        }
        resource = *std::move(loaded);
    }
    const Result<resources::PictureInfo> info = resources::probe_picture(resource.bytes);
    if (!info) {
        entry.why = info.error().message;
        return entry;
    }
    entry.info = *info;
    if (!resource.name.empty()) entry.picture = by_file_[resource.name];
    if (entry.picture) return entry;
    Result<resources::Raster> raster = resources::load_raster(std::move(resource.bytes), *info);
    if (!raster) {
        entry.why = raster.error().message;
        return entry;
    }
    entry.picture = std::make_shared<Picture>(Picture{*std::move(raster), info->orientation});
    if (!resource.name.empty()) by_file_[resource.name] = entry.picture;
    return entry;
}

PictureSize picture_size(const resources::PictureInfo& info,
                         const Attributes& attributes,
                         double measure,
                         double most_height) {
    PictureSize size{points(info.width, info.dpi_x), points(info.height, info.dpi_y)};
    if (info.lies_on_side()) std::swap(size.width, size.height);
    const std::optional<double> width = wish(attributes, "width", measure);
    const std::optional<double> height = wish(attributes, "height", most_height);
    const double ratio = size.height / size.width;
    if (width) size = {*width, height.value_or(*width * ratio)};
    if (height && !width) size = {*height / ratio, *height};
    const double scale = std::min({1.0, measure / size.width, most_height / size.height});
    return {size.width * scale, size.height * scale};
}

}  // namespace inkstone::layout
