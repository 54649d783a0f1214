// SPDX-License-Identifier: Apache-2.0
#include "src/resources/svg.hpp"

#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "src/dynamic/library.hpp"
#include "src/resources/bytes.hpp"
#include "src/resources/decoders.hpp"
#include "src/resources/svg_cost.hpp"

namespace inkstone::resources {
namespace {

constexpr double kDrawnDpi = 300, kCssDpi = 96;
/// A drawing is rasterised to no more pixels than this a side.
constexpr double kMostSide = 4000;
constexpr double kLargestSize = 30'000;

struct Rsvg {
    dynamic::Library library{INKSTONE_LIBRSVG};
    INKSTONE_DYNAMIC(rsvg_handle_new_from_data);
    INKSTONE_DYNAMIC(rsvg_handle_render_document);
};
struct Cairo {
    dynamic::Library library{INKSTONE_LIBCAIRO};
    INKSTONE_DYNAMIC(cairo_create);
    INKSTONE_DYNAMIC(cairo_destroy);
    INKSTONE_DYNAMIC(cairo_image_surface_create);
    INKSTONE_DYNAMIC(cairo_image_surface_get_data);
    INKSTONE_DYNAMIC(cairo_image_surface_get_stride);
    INKSTONE_DYNAMIC(cairo_status);
    INKSTONE_DYNAMIC(cairo_surface_destroy);
    INKSTONE_DYNAMIC(cairo_surface_flush);
    INKSTONE_DYNAMIC(cairo_surface_status);
};
struct Glib {
    dynamic::Library library{INKSTONE_LIBGOBJECT};
    INKSTONE_DYNAMIC(g_object_unref);
};

struct Libraries {
    Rsvg rsvg;
    Cairo cairo;
    Glib glib;
    [[nodiscard]] std::string error() const {
        for (const dynamic::Library* one : {&rsvg.library, &cairo.library, &glib.library}) {
            if (!*one) return one->error();
        }
        return {};
    }
};
Libraries& libraries() {
    static Libraries all;
    return all;
}

struct Unref {
    void operator()(void* object) const noexcept { libraries().glib.g_object_unref(object); }
    void operator()(cairo_surface_t* surface) const noexcept {
        libraries().cairo.cairo_surface_destroy(surface);
    }
    void operator()(cairo_t* context) const noexcept { libraries().cairo.cairo_destroy(context); }
};

Failure refuse(std::string_view why) {
    return fail(ErrorKind::Input, fmt::format("SVG: {}", why));
}

/// The start tag of the outermost <svg>, without its brackets.
std::string_view root_tag(std::string_view bytes) {
    std::size_t at = 0;
    while ((at = bytes.find('<', at)) != std::string_view::npos) {
        const std::string_view rest = bytes.substr(at);
        if (rest.starts_with("<!--")) {
            const std::size_t end = bytes.find("-->", at);
            if (end == std::string_view::npos) return {};
            at = end;
        } else if (rest.starts_with("<svg")) {
            return rest.substr(4,
                               rest.find('>') == std::string_view::npos ? 0 : rest.find('>') - 4);
        }
        ++at;
    }
    return {};
}

std::string_view attribute(std::string_view tag, std::string_view name) {
    std::size_t at = 0;
    while ((at = tag.find(name, at)) != std::string_view::npos) {
        const bool begins =
            at > 0 && std::string_view(" \t\r\n").find(tag[at - 1]) != std::string_view::npos;
        std::size_t next = tag.find_first_not_of(" \t\r\n", at + name.size());
        at += name.size();
        if (!begins || next == std::string_view::npos || tag[next] != '=') continue;
        next = tag.find_first_of("\"'", next);
        if (next == std::string_view::npos) return {};
        const std::size_t end = tag.find(tag[next], next + 1);
        if (end == std::string_view::npos) return {};
        return tag.substr(next + 1, end - next - 1);
    }
    return {};
}

/// Takes a number off the front of `text`.
std::optional<double> take_number(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n,+"), text.size()));
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

/// A length in CSS pixels; nothing for percentages and units of fonts.
std::optional<double> css_pixels(std::string_view text) {
    const std::optional<double> value = take_number(text);
    if (!value || *value <= 0) return std::nullopt;
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    constexpr std::array<std::pair<std::string_view, double>, 7> kUnits{{{"", 1},
                                                                         {"px", 1},
                                                                         {"pt", 96 / 72.0},
                                                                         {"pc", 16},
                                                                         {"mm", 96 / 25.4},
                                                                         {"cm", 96 / 2.54},
                                                                         {"in", 96}}};
    for (const auto& [unit, pixels] : kUnits) {
        if (text == unit) return *value * pixels;
    }
    return std::nullopt;
}

std::uint32_t whole_pixels(double value) {
    return static_cast<std::uint32_t>(std::clamp(std::ceil(value), 1.0, kLargestSize));
}

/// Cairo's premultiplied ARGB words as RGBA bytes.
std::string straight_pixels(const unsigned char* data, int stride, int width, int height) {
    std::string rgba(4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height), '\0');
    char* target = rgba.data();
    for (int y = 0; y < height; ++y) {
        const unsigned char* row = data + static_cast<std::ptrdiff_t>(y) * stride;
        for (int x = 0; x < width; ++x) {
            std::uint32_t word = 0;
            std::memcpy(&word, row + 4 * static_cast<std::ptrdiff_t>(x), sizeof word);
            const std::uint32_t alpha = word >> 24U;
            for (const unsigned shift : {16U, 8U, 0U}) {
                const std::uint32_t part = word >> shift & 0xFFU;
                *target++ = static_cast<char>(
                    alpha == 0 ? 0xFFU : std::min(255U, (part * 255 + alpha / 2) / alpha));
            }
            *target++ = static_cast<char>(alpha);
        }
    }
    return rgba;
}

}  // namespace

Result<PictureInfo> probe_svg(std::string_view bytes) {
    const std::string_view tag = root_tag(bytes);
    if (tag.empty()) return refuse("there is no svg element");
    std::optional<double> width = css_pixels(attribute(tag, "width"));
    std::optional<double> height = css_pixels(attribute(tag, "height"));
    std::string_view box = attribute(tag, "viewBox");
    std::array<double, 4> sides{};
    bool has_box = true;
    for (double& side : sides) {
        const std::optional<double> number = take_number(box);
        has_box = has_box && number.has_value();
        side = number.value_or(0);
    }
    has_box = has_box && sides[2] > 0 && sides[3] > 0;
    const double ratio = has_box ? sides[3] / sides[2] : 0.5;
    if (!width && height) width = *height / ratio;
    if (!width) width = has_box ? sides[2] : 300;
    if (!height) height = *width * ratio;
    PictureInfo info;
    info.format = PictureFormat::Svg;
    info.width = whole_pixels(*width);
    info.height = whole_pixels(*height);
    return info;
}

Result<Raster> render_svg(std::string_view bytes, const PictureInfo& info) {
    if (!is_cheap_svg(bytes)) return refuse("it takes too long to draw");
    Libraries& all = libraries();
    if (const std::string missing = all.error(); !missing.empty()) return refuse(missing);
    const std::unique_ptr<void, Unref> handle(all.rsvg.rsvg_handle_new_from_data(
        reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), nullptr));
    if (!handle) return refuse("it is not well-formed");
    const double scale = std::min(
        kDrawnDpi / kCssDpi, kMostSide / static_cast<double>(std::max(info.width, info.height)));
    const int width = std::max(1, static_cast<int>(std::lround(info.width * scale)));
    const int height = std::max(1, static_cast<int>(std::lround(info.height * scale)));
    const std::unique_ptr<cairo_surface_t, Unref> surface(
        all.cairo.cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
    const std::unique_ptr<cairo_t, Unref> context(all.cairo.cairo_create(surface.get()));
    const RsvgRectangle area{0, 0, static_cast<double>(width), static_cast<double>(height)};
    const gboolean drawn = all.rsvg.rsvg_handle_render_document(
        static_cast<RsvgHandle*>(handle.get()), context.get(), &area, nullptr);
    all.cairo.cairo_surface_flush(surface.get());
    const unsigned char* data = all.cairo.cairo_image_surface_get_data(surface.get());
    const bool whole = all.cairo.cairo_status(context.get()) == CAIRO_STATUS_SUCCESS &&
                       all.cairo.cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS;
    if (drawn == FALSE || !whole || data == nullptr) return refuse("it cannot be drawn");
    const std::string rgba = straight_pixels(
        data, all.cairo.cairo_image_surface_get_stride(surface.get()), width, height);
    return split_channels(
        rgba, static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height));
}

}  // namespace inkstone::resources
