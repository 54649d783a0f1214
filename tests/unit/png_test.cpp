// SPDX-License-Identifier: Apache-2.0
// PNG decoding: the pixels of pictures made by hand, and refusal of damaged ones.
#include "src/resources/png.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace inkstone::resources {
namespace {

std::string number(std::uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xFFU);
    return out;
}

std::uint32_t crc(std::string_view bytes) {
    std::uint32_t value = 0xFFFFFFFF;
    for (const char c : bytes) {
        value ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? (value >> 1U) ^ 0xEDB88320U : value >> 1U;
        }
    }
    return ~value;
}

std::string chunk(const std::string& type, const std::string& data) {
    return number(static_cast<std::uint32_t>(data.size())) + type + data + number(crc(type + data));
}

/// zlib format with one stored block.
std::string stored(const std::string& data) {
    std::uint32_t a = 1, b = 0;
    for (const char c : data) {
        a = (a + static_cast<unsigned char>(c)) % 65521;
        b = (b + a) % 65521;
    }
    const auto size = static_cast<std::uint16_t>(data.size());
    std::string out("\x78\x01\x01", 3);
    for (const unsigned word : {unsigned{size}, ~unsigned{size} & 0xFFFFU}) {
        out += static_cast<char>(word & 0xFFU);
        out += static_cast<char>(word >> 8U);
    }
    return out + data + number((b << 16U) | a);
}

/// `rows` holds a filter byte before each row.
std::string png(std::uint32_t width,
                std::uint32_t height,
                int color_type,
                const std::string& rows,
                const std::string& more = {}) {
    const std::string header =
        number(width) + number(height) + '\x08' + static_cast<char>(color_type) + std::string(3, 0);
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", header) + more + chunk("IDAT", stored(rows)) +
           chunk("IEND", {});
}

TEST(Png, RgbIsOpaque) {
    const auto pixels = decode_png(png(2, 1, 2, std::string("\0abcdef", 7)));
    ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
    EXPECT_EQ(pixels->width, 2U);
    EXPECT_EQ(pixels->height, 1U);
    EXPECT_EQ(pixels->data, "abcdef");
    EXPECT_EQ(pixels->alpha, "");
}

TEST(Png, AlphaStandsApartAndIsNotMultipliedIn) {
    const auto pixels = decode_png(png(2,
                                       1,
                                       6,
                                       std::string("\0abc\x40"
                                                   "def\xFF",
                                                   9)));
    ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
    EXPECT_EQ(pixels->data, "abcdef");
    EXPECT_EQ(pixels->alpha, "\x40\xFF");
}

TEST(Png, PaletteWithTransparency) {
    const std::string palette = chunk("PLTE", "abcdef") + chunk("tRNS", std::string("\x10", 1));
    const auto pixels = decode_png(png(2, 1, 3, std::string("\0\1\0", 3), palette));
    ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
    EXPECT_EQ(pixels->data, "defabc");
    EXPECT_EQ(pixels->alpha, "\xFF\x10");
}

TEST(Png, GreyStaysGrey) {
    const auto pixels = decode_png(png(1, 2, 0, std::string("\0a\0b", 4)));
    ASSERT_TRUE(pixels.has_value()) << pixels.error().message;
    EXPECT_EQ(pixels->data, "ab");
}

TEST(Png, EveryTruncationIsRefusedOrWhole) {
    const std::string whole = png(2, 1, 2, std::string("\0abcdef", 7));
    const std::size_t end_chunk = 12;
    for (std::size_t size = 0; size < whole.size() - end_chunk - 4; ++size) {
        EXPECT_FALSE(decode_png(whole.substr(0, size)).has_value()) << size;
    }
}

TEST(Png, DamagedBytesNeverCrash) {
    const std::string whole = png(2, 2, 2, std::string("\0abcdef\0abcdef", 14));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char value : {'\0', '\x7F', '\xFF'}) {
            std::string damaged = whole;
            damaged[at] = value;
            const auto pixels = decode_png(damaged, 1U << 16U);
            if (pixels) {
                EXPECT_EQ(pixels->data.size(),
                          std::size_t{pixels->width} * pixels->height *
                              static_cast<std::size_t>(pixels->channels()));
            }
        }
    }
}

TEST(Png, TooManyPixelsAreRefusedBeforeMemoryIsTaken) {
    const std::string huge = png(60000, 60000, 2, std::string("\0abc", 4));
    const auto pixels = decode_png(huge);
    ASSERT_FALSE(pixels.has_value());
    EXPECT_TRUE(pixels.error().message.find("60000") != std::string::npos);
    EXPECT_FALSE(decode_png(png(2, 1, 2, std::string("\0abcdef", 7)), 1).has_value());
}

TEST(Png, OtherFormatsAreRefused) {
    EXPECT_FALSE(decode_png("").has_value());
    EXPECT_FALSE(decode_png("\xFF\xD8\xFF\xE0 not a PNG").has_value());
}

}  // namespace
}  // namespace inkstone::resources
