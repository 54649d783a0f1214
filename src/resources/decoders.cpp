// SPDX-License-Identifier: Apache-2.0
#include "src/resources/decoders.hpp"

#include <fmt/format.h>
#include <gif_lib.h>
#include <turbojpeg.h>
#include <webp/decode.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "src/dynamic/library.hpp"
#include "src/resources/bytes.hpp"

namespace inkstone::resources {
namespace {

struct TurboJpeg {
    dynamic::Library library{INKSTONE_LIBTURBOJPEG};
    INKSTONE_DYNAMIC(tjInitDecompress);
    INKSTONE_DYNAMIC(tjDecompress2);
    INKSTONE_DYNAMIC(tjDestroy);
    INKSTONE_DYNAMIC(tjGetErrorStr2);
};
TurboJpeg& turbojpeg() {
    static TurboJpeg library;
    return library;
}

struct GifLib {
    dynamic::Library library{INKSTONE_LIBGIF};
    INKSTONE_DYNAMIC(DGifOpen);
    INKSTONE_DYNAMIC(DGifCloseFile);
    INKSTONE_DYNAMIC(DGifGetRecordType);
    INKSTONE_DYNAMIC(DGifGetImageDesc);
    INKSTONE_DYNAMIC(DGifGetLine);
    INKSTONE_DYNAMIC(DGifGetExtension);
    INKSTONE_DYNAMIC(DGifGetExtensionNext);
};
GifLib& giflib() {
    static GifLib library;
    return library;
}

struct WebP {
    dynamic::Library library{INKSTONE_LIBWEBP};
    INKSTONE_DYNAMIC(WebPDecodeRGBA);
    INKSTONE_DYNAMIC(WebPFree);
    INKSTONE_DYNAMIC(WebPGetInfo);
};
WebP& libwebp() {
    static WebP library;
    return library;
}

Failure refuse(std::string_view format, std::string_view why) {
    return fail(ErrorKind::Input, fmt::format("{}: {}", format, why));
}

/// Ink on white paper: what a CMYK picture without a profile looks like.
void append_rgb_of_cmyk(std::string_view cmyk, std::string& rgb) {
    for (std::size_t i = 0; i + 3 < cmyk.size(); i += 4) {
        const std::uint32_t white = 255 - byte_at(cmyk, i + 3);
        for (std::size_t k = 0; k < 3; ++k)
            rgb.push_back(static_cast<char>((255 - byte_at(cmyk, i + k)) * white / 255));
    }
}

// ---- GIF ---------------------------------------------------------------------------------------

struct GifInput {
    std::string_view bytes;
    std::size_t at = 0;
};

int read_gif(GifFileType* file, GifByteType* target, int count) {
    auto* input = static_cast<GifInput*>(file->UserData);
    const std::size_t size =
        std::min(static_cast<std::size_t>(std::max(count, 0)), input->bytes.size() - input->at);
    std::memcpy(target, input->bytes.data() + input->at, size);
    input->at += size;
    return static_cast<int>(size);
}

struct GifClose {
    void operator()(GifFileType* file) const noexcept { giflib().DGifCloseFile(file, nullptr); }
};
using GifFile = std::unique_ptr<GifFileType, GifClose>;

/// Reads on to the first image. Gives its transparent colour's index, -1 for none, or nothing when
/// there is no image.
std::optional<int> find_gif_image(GifFileType* file) {
    int transparent = -1;
    while (true) {
        GifRecordType type = UNDEFINED_RECORD_TYPE;
        if (giflib().DGifGetRecordType(file, &type) == GIF_ERROR) return std::nullopt;
        if (type == IMAGE_DESC_RECORD_TYPE) {
            if (giflib().DGifGetImageDesc(file) == GIF_ERROR) return std::nullopt;
            return transparent;
        }
        if (type != EXTENSION_RECORD_TYPE) return std::nullopt;
        int code = 0;
        GifByteType* block = nullptr;
        if (giflib().DGifGetExtension(file, &code, &block) == GIF_ERROR) return std::nullopt;
        // GIF89a 23: size, flags, delay (2), transparent index.
        if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr && block[0] >= 4)
            transparent = (block[1] & 1U) != 0 ? static_cast<int>(block[4]) : -1;
        while (block != nullptr) {
            if (giflib().DGifGetExtensionNext(file, &block) == GIF_ERROR) return std::nullopt;
        }
    }
}

/// GIF89a appendix E: interlaced rows come in four passes.
std::vector<int> gif_row_order(int height, bool interlaced) {
    std::vector<int> order;
    order.reserve(static_cast<std::size_t>(height));
    if (!interlaced) {
        for (int row = 0; row < height; ++row) order.push_back(row);
        return order;
    }
    constexpr std::array<std::pair<int, int>, 4> kPasses{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    for (const auto& [first, step] : kPasses) {
        for (int row = first; row < height; row += step) order.push_back(row);
    }
    return order;
}

/// Draws the frame that `file` stands at on the transparent canvas. False when it is cut short.
bool draw_gif_frame(GifFileType* file, int transparent, std::string& rgba) {
    const GifImageDesc& frame = file->Image;
    const ColorMapObject* colors = frame.ColorMap != nullptr ? frame.ColorMap : file->SColorMap;
    if (colors == nullptr || colors->Colors == nullptr) return false;
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    for (const int row : gif_row_order(frame.Height, frame.Interlace)) {
        if (giflib().DGifGetLine(file, line.data(), frame.Width) == GIF_ERROR) return false;
        const int y = frame.Top + row;
        if (y >= file->SHeight) continue;
        const int end = std::min(frame.Width, file->SWidth - frame.Left);
        for (int column = 0; column < end; ++column) {
            const int index = line[static_cast<std::size_t>(column)];
            if (index == transparent || index >= colors->ColorCount) continue;
            const GifColorType& color = colors->Colors[index];
            const std::size_t at =
                4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(file->SWidth) +
                     static_cast<std::size_t>(frame.Left + column));
            rgba[at] = static_cast<char>(color.Red);
            rgba[at + 1] = static_cast<char>(color.Green);
            rgba[at + 2] = static_cast<char>(color.Blue);
            rgba[at + 3] = '\xFF';
        }
    }
    return true;
}

bool is_gray(std::string_view rgba) noexcept {
    for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) {
        if (rgba[i] != rgba[i + 1] || rgba[i] != rgba[i + 2]) return false;
    }
    return true;
}

}  // namespace

Raster split_channels(std::string_view rgba, std::uint32_t width, std::uint32_t height) {
    Raster out;
    out.width = width;
    out.height = height;
    out.space = is_gray(rgba) ? Raster::Space::Gray : Raster::Space::Rgb;
    const auto channels = static_cast<std::size_t>(out.channels());
    const std::size_t count = rgba.size() / 4;
    out.data.resize(count * channels);
    out.alpha.resize(count);
    bool opaque = true;
    char* target = out.data.data();
    for (std::size_t i = 0; i < count; ++i) {
        const char* pixel = rgba.data() + 4 * i;
        for (std::size_t k = 0; k < channels; ++k) *target++ = pixel[k];
        out.alpha[i] = pixel[3];
        opaque = opaque && pixel[3] == '\xFF';
    }
    if (opaque) out.alpha.clear();
    return out;
}

Result<Raster> decode_jpeg(std::string_view bytes, const JpegHeader& header) {
    TurboJpeg& library = turbojpeg();
    if (!library.library) return refuse("JPEG", library.library.error());
    const std::unique_ptr<void, int (*)(tjhandle)> handle(library.tjInitDecompress(),
                                                          library.tjDestroy);
    if (!handle) return refuse("JPEG", "no decoder");
    const bool cmyk = header.components == 4;
    const int channels = cmyk ? 4 : 3;
    std::string samples(
        std::size_t{header.width} * header.height * static_cast<std::size_t>(channels), '\0');
    const int failed = library.tjDecompress2(handle.get(),
                                             reinterpret_cast<const unsigned char*>(bytes.data()),
                                             bytes.size(),
                                             reinterpret_cast<unsigned char*>(samples.data()),
                                             static_cast<int>(header.width),
                                             0,
                                             static_cast<int>(header.height),
                                             cmyk ? TJPF_CMYK : TJPF_RGB,
                                             0);
    if (failed != 0) return refuse("JPEG", library.tjGetErrorStr2(handle.get()));
    Raster raster;
    raster.width = header.width;
    raster.height = header.height;
    if (!cmyk) {
        raster.data = std::move(samples);
        return raster;
    }
    // Adobe's programs store CMYK inverted and mark the file.
    if (header.has_adobe) {
        for (char& sample : samples) sample = static_cast<char>(~sample);
    }
    raster.data.reserve(samples.size() / 4 * 3);
    append_rgb_of_cmyk(samples, raster.data);
    return raster;
}

Result<Raster> decode_gif(std::string_view bytes) {
    GifLib& library = giflib();
    if (!library.library) return refuse("GIF", library.library.error());
    GifInput input{bytes};
    const GifFile file(library.DGifOpen(&input, read_gif, nullptr));
    if (!file) return refuse("GIF", "the header is damaged");
    const std::optional<int> transparent = find_gif_image(file.get());
    if (!transparent) return refuse("GIF", "it holds no image");
    const GifImageDesc& frame = file->Image;
    const auto pixels = [](int width, int height) {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    };
    if (frame.Left < 0 || frame.Top < 0 || frame.Width <= 0 || frame.Height <= 0 ||
        frame.Left >= file->SWidth || frame.Top >= file->SHeight ||
        pixels(frame.Width, frame.Height) > kMostPixels ||
        pixels(file->SWidth, file->SHeight) > kMostPixels)
        return refuse("GIF", "the first frame lies outside its canvas");
    std::string rgba(4 * pixels(file->SWidth, file->SHeight), '\0');
    if (!draw_gif_frame(file.get(), *transparent, rgba))
        return refuse("GIF", "the first frame is cut short or damaged");
    return split_channels(
        rgba, static_cast<std::uint32_t>(file->SWidth), static_cast<std::uint32_t>(file->SHeight));
}

Result<Raster> decode_webp(std::string_view bytes) {
    WebP& library = libwebp();
    if (!library.library) return refuse("WebP", library.library.error());
    // The first frame of an animation is a picture of its own, behind 16 bytes of its place.
    if (bytes.substr(12, 4) == "VP8X" && (byte_at(bytes, 20) & 2U) != 0) {
        const std::size_t frame = bytes.find("ANMF");
        if (frame == std::string_view::npos) return refuse("WebP", "it holds no frame");
        bytes.remove_prefix(std::min(bytes.size(), frame + 24));
    }
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    int width = 0, height = 0;
    if (library.WebPGetInfo(data, bytes.size(), &width, &height) == 0 || width <= 0 ||
        height <= 0 ||
        static_cast<std::size_t>(width) > kMostPixels / static_cast<std::size_t>(height))
        return refuse("WebP", "the header is damaged");
    std::uint8_t* rgba = library.WebPDecodeRGBA(data, bytes.size(), &width, &height);
    if (rgba == nullptr) return refuse("WebP", "the picture is cut short or damaged");
    const std::size_t size = 4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    Raster raster = split_channels({reinterpret_cast<const char*>(rgba), size},
                                   static_cast<std::uint32_t>(width),
                                   static_cast<std::uint32_t>(height));
    library.WebPFree(rgba);
    return raster;
}

}  // namespace inkstone::resources
