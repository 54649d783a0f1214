// SPDX-License-Identifier: Apache-2.0
#include "src/resources/raster.hpp"

#include <utility>

#include "src/resources/bytes.hpp"
#include "src/resources/decoders.hpp"
#include "src/resources/jpeg.hpp"
#include "src/resources/png.hpp"
#include "src/resources/svg.hpp"

namespace inkstone::resources {
namespace {

/// ICC.1:2010 7.2: fields of the header.
constexpr std::size_t kProfileHeader = 128, kVersionAt = 8, kSpaceAt = 16, kSignatureAt = 36;

Result<Raster> jpeg_raster(std::string bytes) {
    Result<JpegHeader> header = read_jpeg(bytes);
    if (!header) return fail(header.error());
    if (!header->is_plain() || header->components == 4) return decode_jpeg(bytes, *header);
    Raster raster;
    raster.width = header->width;
    raster.height = header->height;
    raster.space = header->components == 1 ? Raster::Space::Gray : Raster::Space::Rgb;
    raster.packing = Raster::Packing::Jpeg;
    raster.icc = usable_profile(std::move(header->icc), header->components);
    raster.data = std::move(bytes);
    return raster;
}

}  // namespace

std::string usable_profile(std::string profile, int channels) {
    const std::string_view space = channels == 1 ? "GRAY" : "RGB ";
    const bool usable =
        profile.size() > kProfileHeader && big_endian(profile, 0, 4) == profile.size() &&
        byte_at(profile, kVersionAt) <= 4 && profile.compare(kSpaceAt, space.size(), space) == 0 &&
        profile.compare(kSignatureAt, 4, "acsp") == 0;
    return usable ? std::move(profile) : std::string();
}

Result<Raster> load_raster(std::string bytes, const PictureInfo& info) {
    switch (info.format) {
        case PictureFormat::Png:
            return png_raster(bytes);
        case PictureFormat::Jpeg:
            return jpeg_raster(std::move(bytes));
        case PictureFormat::Gif:
            return decode_gif(bytes);
        case PictureFormat::Webp:
            return decode_webp(bytes);
        case PictureFormat::Svg:
            return render_svg(bytes, info);
    }
    return fail(ErrorKind::Internal, "a picture of no format");
}

}  // namespace inkstone::resources
