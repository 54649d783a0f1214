// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/srgb_profile.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkstone::pdf::paint {
namespace {

constexpr std::size_t kHeaderSize = 128, kTagCount = 10, kTagEntry = 12;
constexpr std::size_t kTextSize = 36, kXyzSize = 20, kMatrixSize = 44, kCurveSize = 32;
constexpr std::size_t kProfileSize = kHeaderSize + 4 + kTagCount * kTagEntry + 2 * kTextSize +
                                     4 * kXyzSize + kMatrixSize + kCurveSize;

/// Fills the profile from the front; all numbers are big-endian.
class Maker {
public:
    constexpr std::array<char, kProfileSize> make() {
        header();
        number(kTagCount);
        const std::size_t data = kHeaderSize + 4 + kTagCount * kTagEntry;
        const std::size_t xyz = data + 2 * kTextSize;
        const std::size_t matrix = xyz + 4 * kXyzSize;
        const std::size_t curve = matrix + kMatrixSize;
        tag("desc", data, kTextSize);
        tag("cprt", data + kTextSize, kTextSize);
        tag("wtpt", xyz, kXyzSize);
        tag("rXYZ", xyz + kXyzSize, kXyzSize);
        tag("gXYZ", xyz + 2 * kXyzSize, kXyzSize);
        tag("bXYZ", xyz + 3 * kXyzSize, kXyzSize);
        tag("chad", matrix, kMatrixSize);
        for (const char* name : {"rTRC", "gTRC", "bTRC"}) tag(name, curve, kCurveSize);
        text("sRGB");
        text("CC0 ");
        colors();
        return out_;
    }

private:
    constexpr void byte(unsigned value) { out_[at_++] = static_cast<char>(value & 0xFFU); }
    constexpr void number(std::uint64_t value) {
        for (int shift = 24; shift >= 0; shift -= 8) byte(static_cast<unsigned>(value >> shift));
    }
    constexpr void name(const char* letters) {
        for (int i = 0; i < 4; ++i) byte(static_cast<unsigned char>(letters[i]));
    }
    constexpr void zeros(std::size_t count) { at_ += count; }
    /// s15Fixed16Number.
    constexpr void fixed(double value) {
        const double scaled = value * 65536.0;
        const auto rounded = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
        number(static_cast<std::uint64_t>(rounded) & 0xFFFFFFFFU);
    }

    /// ISO 15076-1 7.2: a display profile from RGB to XYZ, without a date of its own.
    constexpr void header() {
        number(kProfileSize);
        number(0);
        number(0x04200000);
        name("mntr");
        name("RGB ");
        name("XYZ ");
        for (const unsigned part : {2024U, 1U, 1U, 0U, 0U, 0U}) {
            byte(part >> 8U);
            byte(part);
        }
        name("acsp");
        zeros(28);  // platform, flags, manufacturer, model, attributes, perceptual intent
        for (const std::uint64_t part : {0xF6D6U, 0x10000U, 0xD32DU}) number(part);
        at_ = kHeaderSize;
    }
    constexpr void tag(const char* letters, std::size_t offset, std::size_t size) {
        name(letters);
        number(offset);
        number(size);
    }
    /// multiLocalizedUnicodeType with one text of four letters, in English.
    constexpr void text(const char* letters) {
        name("mluc");
        for (const std::uint64_t part : {0U, 1U, 12U}) number(part);
        name("enUS");
        number(8);
        number(28);
        for (int i = 0; i < 4; ++i) {
            byte(0);
            byte(static_cast<unsigned char>(letters[i]));
        }
    }
    constexpr void xyz(double x, double y, double z) {
        name("XYZ ");
        zeros(4);
        fixed(x);
        fixed(y);
        fixed(z);
    }
    /// White D50, the primaries of BT.709 adapted to it by Bradford, that adaptation, and the curve
    /// of IEC 61966-2-1 as function type 3 (ISO 15076-1 10.18).
    constexpr void colors() {
        xyz(0.9642, 1.0, 0.8249);
        xyz(0.4360747, 0.2225045, 0.0139322);
        xyz(0.3850649, 0.7168786, 0.0971045);
        xyz(0.1430804, 0.0606169, 0.7141733);
        name("sf32");
        zeros(4);
        for (const double part : {1.0478112,
                                  0.0228866,
                                  -0.0501270,
                                  0.0295424,
                                  0.9904844,
                                  -0.0170491,
                                  -0.0092345,
                                  0.0150436,
                                  0.7521316}) {
            fixed(part);
        }
        name("para");
        zeros(4);
        number(0x00030000);
        for (const double part : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) fixed(part);
    }

    std::array<char, kProfileSize> out_{};
    std::size_t at_ = 0;
};

constexpr std::array<char, kProfileSize> kProfile = Maker{}.make();

}  // namespace

std::string_view srgb_profile() noexcept {
    return {kProfile.data(), kProfile.size()};
}

}  // namespace inkstone::pdf::paint
