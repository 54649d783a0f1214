// SPDX-License-Identifier: Apache-2.0
// What pictures are, by their bytes, and the form that PDF takes of them.
#include "src/resources/picture.hpp"

#include <gtest/gtest.h>

#include <string>

#include "src/resources/raster.hpp"
#include "src/resources/svg_cost.hpp"

namespace inkstone::resources {
namespace {

using namespace std::string_literals;

std::string bytes_of(std::string_view base64) {
    return decode_data_url("data:image/x;base64," + std::string(base64)).value();
}

const std::string kGif = bytes_of("R0lGODlhAQABAIAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==");
const std::string kWebp = bytes_of("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

/// A JPEG of segments alone: sound in form, without a picture that can be decoded.
std::string jpeg(const std::string& extra = {}, const std::string& tail = "\x12\xFF\xD9"s) {
    return "\xFF\xD8"s + extra + "\xFF\xDB\x00\x03\x00"s +
           "\xFF\xC0\x00\x0B\x08\x00\x02\x00\x03\x01\x01\x11\x00"s +
           "\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00"s + tail;
}

TEST(Picture, IsToldByItsBytes) {
    EXPECT_EQ(probe_picture(kGif)->format, PictureFormat::Gif);
    EXPECT_EQ(probe_picture(kWebp)->format, PictureFormat::Webp);
    EXPECT_EQ(probe_picture(jpeg())->format, PictureFormat::Jpeg);
    EXPECT_EQ(probe_picture("<?xml version='1.0'?><!-- a --><svg width='4cm' viewBox='0 0 2 1'/>")
                  ->format,
              PictureFormat::Svg);
    for (const char* other : {"", "<html></html>", "BM", "GIF"})
        EXPECT_FALSE(probe_picture(other).has_value()) << other;
}

TEST(Picture, JpegGivesSizeDensityAndTurn) {
    const std::string jfif = "\xFF\xE0\x00\x10JFIF\x00\x01\x01\x02\x00\x64\x00\x64\x00\x00"s;
    const std::string exif =
        "\xFF\xE1\x00\x22"s
        "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06"
        "\x00\x00\x00\x00\x00\x00"s;
    const auto info = probe_picture(jpeg(jfif + exif));
    ASSERT_TRUE(info.has_value()) << info.error().message;
    EXPECT_EQ(info->width, 3U);
    EXPECT_EQ(info->height, 2U);
    EXPECT_NEAR(info->dpi_x, 254, 0.01);
    EXPECT_EQ(info->orientation, 6);
    EXPECT_TRUE(info->lies_on_side());
}

TEST(Picture, JpegStreamIsKeptAsItIs) {
    const std::string bytes = jpeg();
    const auto raster = load_raster(bytes, *probe_picture(bytes));
    ASSERT_TRUE(raster.has_value());
    EXPECT_EQ(raster->packing, Raster::Packing::Jpeg);
    EXPECT_EQ(raster->data, bytes);
    EXPECT_EQ(raster->space, Raster::Space::Gray);
}

TEST(Picture, CutJpegIsRefused) {
    EXPECT_FALSE(probe_picture(jpeg({}, "\x12")).has_value());
    const std::string whole = jpeg();
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(probe_picture(whole.substr(0, size)).has_value()) << size;
    EXPECT_FALSE(probe_picture(jpeg("\xFF\xE1\xFF\xFF"s)).has_value());
    std::string scans;
    for (int i = 0; i < 100; ++i) scans += "\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00"s;
    EXPECT_FALSE(probe_picture(jpeg({}, scans + "\xFF\xD9"s)).has_value());
}

TEST(Picture, GifAndWebpAreDecoded) {
    const auto gif = load_raster(kGif, *probe_picture(kGif));
    ASSERT_TRUE(gif.has_value()) << gif.error().message;
    EXPECT_EQ(gif->data, "\xFF\x00\x00"s);
    EXPECT_EQ(gif->alpha, "");
    const auto webp = load_raster(kWebp, *probe_picture(kWebp));
    ASSERT_TRUE(webp.has_value()) << webp.error().message;
    EXPECT_EQ(webp->width, 1U);
    for (std::size_t size = 0; size + 1 < kGif.size(); ++size) {
        const std::string cut = kGif.substr(0, size);
        if (const auto info = probe_picture(cut)) (void)load_raster(cut, *info);
    }
    for (std::size_t size = 0; size < kWebp.size(); ++size) {
        const std::string cut = kWebp.substr(0, size);
        if (const auto info = probe_picture(cut)) (void)load_raster(cut, *info);
    }
}

TEST(Picture, SvgHasTheSizeOfItsAttributesOrItsViewBox) {
    const auto size = [](const std::string& attributes) {
        const auto info = probe_picture("<svg " + attributes + ">");
        return std::pair(info->width, info->height);
    };
    EXPECT_EQ(size("width='96' height='48px'"), std::pair(96U, 48U));
    EXPECT_EQ(size("width='1in' viewBox='0 0 2 1'"), std::pair(96U, 48U));
    EXPECT_EQ(size("width=\"100%\" viewBox=\"0 0 20 10\""), std::pair(20U, 10U));
    EXPECT_EQ(size("height='10' viewBox='0,0,20,10'"), std::pair(20U, 10U));
    EXPECT_EQ(size("stroke-width='9'"), std::pair(300U, 150U));
}

TEST(Picture, SvgIsDrawnOnTransparentGround) {
    const std::string bytes =
        "<svg xmlns='http://www.w3.org/2000/svg' width='32' height='32'>"
        "<rect width='16' height='32' fill='#f00'/></svg>";
    const auto raster = load_raster(bytes, *probe_picture(bytes));
    ASSERT_TRUE(raster.has_value()) << raster.error().message;
    EXPECT_EQ(raster->width, 100U);
    EXPECT_EQ(raster->data.substr(0, 3), "\xFF\x00\x00"s);
    EXPECT_EQ(raster->alpha.front(), '\xFF');
    EXPECT_EQ(raster->alpha[99], '\x00');
}

TEST(Picture, CostlyDrawingsAreRefused) {
    std::string uses = "<svg><g id='g0'><path/></g>";
    for (int i = 1; i < 9; ++i) {
        uses += "<g id='g" + std::to_string(i) + "'>";
        for (int k = 0; k < 10; ++k) uses += "<use href='#g" + std::to_string(i - 1) + "'/>";
        uses += "</g>";
    }
    EXPECT_FALSE(is_cheap_svg(uses + "</svg>"));
    EXPECT_FALSE(is_cheap_svg("<svg><feGaussianBlur stdDeviation='99999'/></svg>"));
    EXPECT_TRUE(
        is_cheap_svg("<svg><g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g></svg>"));
    EXPECT_TRUE(is_cheap_svg("<svg><path d='M0 0'/></svg>"));
}

TEST(Picture, DataUrlsAreBase64OrPercentEncoded) {
    EXPECT_EQ(decode_data_url("data:image/png;base64,YWJj").value(), "abc");
    EXPECT_EQ(decode_data_url("DATA:image/svg+xml,%3Csvg/%3E").value(), "<svg/>");
    EXPECT_FALSE(decode_data_url("data:image/png;base64,!").has_value());
    EXPECT_FALSE(decode_data_url("data:text/html,a").has_value());
}

TEST(Picture, ProfileMustFitTheChannels) {
    std::string profile(200, '\0');
    profile[3] = static_cast<char>(200);
    profile[8] = 2;
    profile.replace(16, 4, "RGB ");
    profile.replace(36, 4, "acsp");
    EXPECT_EQ(usable_profile(profile, 3), profile);
    EXPECT_EQ(usable_profile(profile, 1), "");
    profile[8] = 5;
    EXPECT_EQ(usable_profile(profile, 3), "");
}

}  // namespace
}  // namespace inkstone::resources
