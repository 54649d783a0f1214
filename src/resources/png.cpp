// SPDX-License-Identifier: Apache-2.0
// libpng's simplified interface catches its own longjmp, reports by return value and brings every
// colour type, depth and gamma to 8-bit sRGB. What PDF can read itself is only checked here: chunk
// sums, the size of what it unpacks to, the filter of each row.
#include "src/resources/png.hpp"

#include <fmt/format.h>
#include <libdeflate.h>
#include <png.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>

#include "src/resources/bytes.hpp"
#include "src/resources/decoders.hpp"

namespace inkstone::resources {
namespace {

constexpr std::size_t kSignature = 8, kChannels = 4;
constexpr double kInchesPerMetre = 39.3701;
constexpr std::size_t kMostProfile = std::size_t{4} << 20U;
/// gAMA of sRGB, and how far from it a file may lie (ISO/IEC 15948 11.3.3.2).
constexpr std::uint32_t kSrgbGamma = 45455, kGammaSlack = 500;

/// Owns what libpng allocates between begin and finish.
struct Reader {
    Reader() { image.version = PNG_IMAGE_VERSION; }
    ~Reader() { png_image_free(&image); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    png_image image{};
};

struct FreeDecompressor {
    void operator()(libdeflate_decompressor* one) const noexcept {
        libdeflate_free_decompressor(one);
    }
};
using Decompressor = std::unique_ptr<libdeflate_decompressor, FreeDecompressor>;
using Buffer = std::unique_ptr<char, decltype(&std::free)>;

Failure refuse(std::string_view why) {
    return fail(ErrorKind::Input, fmt::format("PNG: {}", why));
}

/// The chunks that matter here.
struct Chunks {
    std::uint32_t width = 0, height = 0;
    int bits = 0, color_type = 0, interlace = 0;
    bool transparent = false;
    bool other_gamma = false;  ///< gAMA that is not sRGB's, without a profile
    std::string_view palette, profile;
    double dpi_x = 0, dpi_y = 0;
    std::string data;    ///< all IDAT joined
    bool whole = false;  ///< every chunk's sum is right, and IEND is there

    /// A combination that the standard allows (11.2.2, table 11.1).
    [[nodiscard]] bool is_sound() const noexcept {
        const bool deep = bits == 8 || bits == 16;
        const bool shallow = bits == 1 || bits == 2 || bits == 4;
        if (width == 0 || height == 0 || interlace > 1) return false;
        if (color_type == 0) return deep || shallow;
        if (color_type == 3) return bits == 8 || shallow;
        return deep && (color_type == 2 || color_type == 4 || color_type == 6);
    }
    [[nodiscard]] bool keeps_rows() const noexcept {
        const bool opaque = !transparent && color_type <= 3;
        const bool colors = color_type != 3 || (!palette.empty() && palette.size() % 3 == 0);
        return whole && opaque && colors && interlace == 0 && !other_gamma;
    }
    /// Bytes of one row with its filter byte.
    [[nodiscard]] std::size_t row_size() const noexcept {
        const std::size_t samples = color_type == 2 ? 3 : 1;
        return 1 + (std::size_t{width} * samples * static_cast<std::size_t>(bits) + 7) / 8;
    }
};

void read_header(std::string_view body, Chunks& out) {
    out.width = big_endian(body, 0, 4);
    out.height = big_endian(body, 4, 4);
    out.bits = static_cast<int>(byte_at(body, 8));
    out.color_type = static_cast<int>(byte_at(body, 9));
    out.interlace = static_cast<int>(byte_at(body, 12));
}

void read_chunk(std::string_view name, std::string_view body, bool with_data, Chunks& out) {
    if (name == "IHDR") {
        read_header(body, out);
    } else if (name == "PLTE") {
        out.palette = body;
    } else if (name == "tRNS") {
        out.transparent = true;
    } else if (name == "iCCP") {
        // A name, a zero, the method (0), the packed profile.
        const std::size_t end = body.find('\0');
        if (end != std::string_view::npos && end + 2 < body.size())
            out.profile = body.substr(end + 2);
    } else if (name == "gAMA") {
        const std::uint32_t gamma = big_endian(body, 0, 4);
        out.other_gamma = gamma < kSrgbGamma - kGammaSlack || gamma > kSrgbGamma + kGammaSlack;
    } else if (name == "pHYs" && byte_at(body, 8) == 1) {
        out.dpi_x = big_endian(body, 0, 4) / kInchesPerMetre;
        out.dpi_y = big_endian(body, 4, 4) / kInchesPerMetre;
    } else if (name == "IDAT" && with_data) {
        out.data.append(body);
    }
}

/// Walks the chunks; up to the first IDAT when the data are not wanted.
Chunks read_chunks(std::string_view bytes, bool with_data) {
    Chunks out;
    bool sound = true, srgb = false;
    for (std::size_t at = kSignature; at + 12 <= bytes.size();) {
        const std::uint32_t length = big_endian(bytes, at, 4);
        if (length > bytes.size() - at - 12) break;
        const std::string_view name = bytes.substr(at + 4, 4);
        if (at == kSignature && (name != "IHDR" || length != 13)) return {};
        if (name == "IDAT" && !with_data) break;
        if (with_data) {
            const std::uint32_t sum = libdeflate_crc32(0, bytes.data() + at + 4, length + 4);
            sound = sound && sum == big_endian(bytes, at + 8 + length, 4);
        }
        if (name == "IEND") {
            out.whole = sound;
            break;
        }
        srgb = srgb || name == "sRGB" || name == "iCCP";
        read_chunk(name, bytes.substr(at + 8, length), with_data, out);
        at += 12 + std::size_t{length};
    }
    out.other_gamma = out.other_gamma && !srgb;
    return out;
}

/// True when the rows unpack to just what the header promises and each has a filter that exists.
bool rows_are_sound(const Chunks& chunks, libdeflate_decompressor* unpack) {
    const std::size_t size = chunks.row_size() * chunks.height;
    const Buffer rows(static_cast<char*>(std::malloc(size)), &std::free);
    if (!rows) return false;
    std::size_t written = 0;
    const libdeflate_result result = libdeflate_zlib_decompress(
        unpack, chunks.data.data(), chunks.data.size(), rows.get(), size, &written);
    if (result != LIBDEFLATE_SUCCESS || written != size) return false;
    for (std::size_t at = 0; at < size; at += chunks.row_size()) {
        if (static_cast<unsigned char>(rows.get()[at]) > 4) return false;
    }
    return true;
}

std::string unpack_profile(std::string_view packed, libdeflate_decompressor* unpack) {
    std::string profile;
    for (std::size_t size = 16 * packed.size() + 1024; size <= kMostProfile; size *= 4) {
        profile.resize(size);
        std::size_t written = 0;
        const libdeflate_result result = libdeflate_zlib_decompress(
            unpack, packed.data(), packed.size(), profile.data(), size, &written);
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE) continue;
        profile.resize(result == LIBDEFLATE_SUCCESS ? written : 0);
        return profile;
    }
    return {};
}

/// The picture with its own rows, or nothing when they are not sound.
std::optional<Raster> own_rows(Chunks& chunks, libdeflate_decompressor* unpack) {
    if (!rows_are_sound(chunks, unpack)) return std::nullopt;
    Raster raster;
    raster.width = chunks.width;
    raster.height = chunks.height;
    raster.bits = chunks.bits;
    raster.packing = Raster::Packing::Png;
    raster.space = chunks.color_type == 2   ? Raster::Space::Rgb
                   : chunks.color_type == 3 ? Raster::Space::Indexed
                                            : Raster::Space::Gray;
    raster.data = std::move(chunks.data);
    if (raster.space == Raster::Space::Indexed) {
        // Every index that a pixel can hold has a colour.
        raster.palette = chunks.palette;
        raster.palette.resize(std::size_t{3} << static_cast<unsigned>(chunks.bits), '\0');
    }
    return raster;
}

}  // namespace

Result<PictureInfo> probe_png(std::string_view bytes) {
    const Chunks chunks = read_chunks(bytes, false);
    if (!chunks.is_sound()) return refuse("the header is damaged");
    PictureInfo info;
    info.format = PictureFormat::Png;
    info.width = chunks.width;
    info.height = chunks.height;
    info.dpi_x = chunks.dpi_x;
    info.dpi_y = chunks.dpi_y;
    return info;
}

Result<Raster> decode_png(std::string_view bytes, std::size_t most_pixels) {
    Reader reader;
    png_image& image = reader.image;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
        return refuse(image.message);
    }
    if (image.width == 0 || image.height == 0 || image.width > most_pixels / image.height) {
        return refuse(fmt::format("{} x {} pixels are too many", image.width, image.height));
    }
    image.format = PNG_FORMAT_RGBA;
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    std::string rgba(std::size_t{image.width} * image.height * kChannels, '\0');
    if (png_image_finish_read(&image, nullptr, rgba.data(), 0, nullptr) == 0) {
        return refuse(image.message);
    }
    return split_channels(rgba, image.width, image.height);
}

Result<std::string> encode_png(const Raster& raster) {
    const auto channels = static_cast<std::size_t>(raster.channels());
    const std::size_t count = std::size_t{raster.width} * raster.height;
    if (raster.packing != Raster::Packing::Samples || raster.data.size() != count * channels)
        return fail(ErrorKind::Internal, "PNG: no samples to write");
    std::string rgba;
    rgba.reserve(count * kChannels);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < 3; ++k)
            rgba.push_back(raster.data[i * channels + (channels == 3 ? k : 0)]);
        rgba.push_back(raster.alpha.empty() ? '\xFF' : raster.alpha[i]);
    }
    Reader writer;
    png_image& image = writer.image;
    image.width = raster.width;
    image.height = raster.height;
    image.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string bytes(size, '\0');
    if (png_image_write_to_memory(&image, bytes.data(), &size, 0, rgba.data(), 0, nullptr) == 0)
        return fail(ErrorKind::Internal, fmt::format("PNG: {}", image.message));
    bytes.resize(size);
    return bytes;
}

Result<Raster> png_raster(std::string_view bytes) {
    Chunks chunks = read_chunks(bytes, true);
    if (!chunks.is_sound()) return refuse("the header is damaged");
    if (chunks.width > kMostPixels / chunks.height) return refuse("it has too many pixels");
    const Decompressor unpack(libdeflate_alloc_decompressor());
    std::optional<Raster> kept;
    if (unpack && chunks.keeps_rows()) kept = own_rows(chunks, unpack.get());
    Result<Raster> raster = kept ? Result<Raster>(*std::move(kept)) : decode_png(bytes);
    if (raster && unpack && !chunks.profile.empty()) {
        const int channels = raster->space == Raster::Space::Gray ? 1 : 3;
        raster->icc = usable_profile(unpack_profile(chunks.profile, unpack.get()), channels);
    }
    return raster;
}

}  // namespace inkstone::resources
