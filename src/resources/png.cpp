// SPDX-License-Identifier: Apache-2.0
// libpng's simplified interface: it catches its own longjmp, reports by return value and brings
// every colour type, depth and gamma to 8-bit sRGB.
#include "src/resources/png.hpp"

#include <fmt/format.h>
#include <png.h>

#include <algorithm>

namespace inkstone::resources {
namespace {

constexpr std::size_t kChannels = 4;

/// Owns what libpng allocates between begin and finish.
struct Reader {
    Reader() { image.version = PNG_IMAGE_VERSION; }
    ~Reader() { png_image_free(&image); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    png_image image{};
};

Result<Pixels> refuse(std::string_view why) {
    return fail(ErrorKind::Input, fmt::format("PNG: {}", why));
}

Pixels split_channels(std::string_view rgba, std::uint32_t width, std::uint32_t height) {
    Pixels out{width, height, {}, {}};
    const std::size_t count = rgba.size() / kChannels;
    out.rgb.resize(count * 3);
    out.alpha.resize(count);
    bool opaque = true;
    for (std::size_t i = 0; i < count; ++i) {
        std::copy_n(rgba.data() + i * kChannels, 3, out.rgb.data() + i * 3);
        out.alpha[i] = rgba[i * kChannels + 3];
        opaque = opaque && out.alpha[i] == '\xFF';
    }
    if (opaque) out.alpha.clear();
    return out;
}

}  // namespace

Result<Pixels> decode_png(std::string_view bytes, std::size_t most_pixels) {
    Reader reader;
    png_image& image = reader.image;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
        return refuse(image.message);
    }
    if (image.width == 0 || image.height == 0 || image.width > most_pixels / image.height) {
        return refuse(fmt::format("{} x {} pixels are too many", image.width, image.height));
    }
    image.format = PNG_FORMAT_RGBA;
    std::string rgba(std::size_t{image.width} * image.height * kChannels, '\0');
    if (png_image_finish_read(&image, nullptr, rgba.data(), 0, nullptr) == 0) {
        return refuse(image.message);
    }
    return split_channels(rgba, image.width, image.height);
}

}  // namespace inkstone::resources
