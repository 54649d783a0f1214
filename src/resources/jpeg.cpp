// SPDX-License-Identifier: Apache-2.0
#include "src/resources/jpeg.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>

#include "src/resources/bytes.hpp"

namespace inkstone::resources {
namespace {

constexpr std::uint32_t kEnd = 0xD9, kScan = 0xDA;
/// Progressive files have about ten scans; thousands of them are an attack on viewers.
constexpr int kMostScans = 64;
constexpr std::size_t kMostProfileParts = 255;
constexpr std::string_view kProfileMark{"ICC_PROFILE\0", 12};
constexpr std::string_view kExifMark{"Exif\0\0", 6};
constexpr double kCentimetresPerInch = 2.54;

/// What the density tags of one Exif directory say.
struct ExifFacts {
    int orientation = 1;
};

/// IFD0's Orientation (tag 0x0112, SHORT).
ExifFacts read_exif(std::string_view tiff) {
    ExifFacts facts;
    const bool little = tiff.starts_with("II");
    if (!little && !tiff.starts_with("MM")) return facts;
    const auto number = [&](std::size_t at, std::size_t count) {
        return little ? little_endian(tiff, at, count) : big_endian(tiff, at, count);
    };
    const std::size_t directory = number(4, 4);
    if (directory + 2 > tiff.size()) return facts;
    const std::uint32_t entries = number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        if (entry + 12 > tiff.size()) break;
        if (number(entry, 2) != 0x0112) continue;
        const std::uint32_t value = number(entry + 8, 2);
        if (value >= 1 && value <= 8) facts.orientation = static_cast<int>(value);
        break;
    }
    return facts;
}

class JpegReader {
public:
    explicit JpegReader(std::string_view bytes) : bytes_(bytes) {}

    Result<JpegHeader> run() {
        if (!bytes_.starts_with("\xFF\xD8")) return refuse("no start of image");
        at_ = 2;
        while (true) {
            // Between segments stand fill bytes or, after a scan, its data.
            const std::size_t mark = next_marker();
            if (mark == std::string_view::npos) return refuse("the file is cut short");
            const std::uint32_t code = byte_at(bytes_, mark + 1);
            at_ = mark + 2;
            if (code == kEnd) break;
            const std::uint32_t length = big_endian(bytes_, at_, 2);
            if (length < 2 || at_ + length > bytes_.size())
                return refuse("a segment is longer than the file");
            const std::string_view body = bytes_.substr(at_ + 2, length - 2);
            if (const char* why = read_segment(code, body)) return refuse(why);
            at_ += length;
        }
        if (header_.width == 0) return refuse("no frame header");
        if (scans_ == 0) return refuse("no scan");
        if (!has_quantisation_) return refuse("no quantisation table");
        join_profile();
        return std::move(header_);
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    JpegHeader header_;
    int scans_ = 0;
    bool has_quantisation_ = false;
    std::array<std::string_view, kMostProfileParts + 1> parts_{};
    std::size_t part_count_ = 0;

    static Result<JpegHeader> refuse(std::string_view why) {
        return fail(ErrorKind::Input, fmt::format("JPEG: {}", why));
    }

    /// The next 0xFF that begins a marker: not stuffed, no restart, no fill byte.
    [[nodiscard]] std::size_t next_marker() const {
        std::size_t at = at_;
        while (at + 1 < bytes_.size()) {
            const void* found = std::memchr(bytes_.data() + at, 0xFF, bytes_.size() - at - 1);
            if (found == nullptr) break;
            at = static_cast<std::size_t>(static_cast<const char*>(found) - bytes_.data());
            const std::uint32_t code = byte_at(bytes_, at + 1);
            const bool restart = code >= 0xD0 && code <= 0xD7;
            if (code != 0 && code != 0xFF && !restart) return at;
            at += code == 0xFF ? 1 : 2;
        }
        return std::string_view::npos;
    }

    /// Why the segment cannot be, or null.
    const char* read_segment(std::uint32_t code, std::string_view body) {
        if (code == 0xDB) has_quantisation_ = true;
        if (code == kScan) {
            if (header_.width == 0) return "a scan before the frame header";
            if (++scans_ > kMostScans) return "it has too many scans";
        }
        const bool frame =
            code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC;
        if (frame) return read_frame(code, body);
        if (code == 0xE0 && body.starts_with(std::string_view("JFIF\0", 5))) read_density(body);
        if (code == 0xE1 && body.starts_with(kExifMark))
            header_.orientation = read_exif(body.substr(kExifMark.size())).orientation;
        if (code == 0xE2 && body.starts_with(kProfileMark)) add_profile_part(body);
        if (code == 0xEE && body.starts_with("Adobe")) header_.has_adobe = true;
        return nullptr;
    }
    const char* read_frame(std::uint32_t code, std::string_view body) {
        if (header_.width != 0) return "two frame headers";
        header_.process = static_cast<int>(code);
        header_.precision = static_cast<int>(byte_at(body, 0));
        header_.height = big_endian(body, 1, 2);
        header_.width = big_endian(body, 3, 2);
        header_.components = static_cast<int>(byte_at(body, 5));
        if (header_.width == 0 || header_.height == 0) return "its size is 0";
        const bool known =
            header_.components == 1 || header_.components == 3 || header_.components == 4;
        return known ? nullptr : "it has neither 1, 3 nor 4 components";
    }
    void read_density(std::string_view body) {
        const std::uint32_t unit = byte_at(body, 7);
        if (unit != 1 && unit != 2) return;
        const double scale = unit == 1 ? 1 : kCentimetresPerInch;
        header_.dpi_x = scale * big_endian(body, 8, 2);
        header_.dpi_y = scale * big_endian(body, 10, 2);
    }

    void add_profile_part(std::string_view body) {
        const std::uint32_t index = byte_at(body, kProfileMark.size());
        const std::uint32_t count = byte_at(body, kProfileMark.size() + 1);
        if (index == 0 || index > count || body.size() < kProfileMark.size() + 2) return;
        parts_[index] = body.substr(kProfileMark.size() + 2);
        part_count_ = count;
    }
    void join_profile() {
        for (std::size_t i = 1; i <= part_count_; ++i) {
            if (parts_[i].empty()) {
                header_.icc.clear();
                return;
            }
            header_.icc.append(parts_[i]);
        }
    }
};

}  // namespace

Result<JpegHeader> read_jpeg(std::string_view bytes) {
    return JpegReader(bytes).run();
}

}  // namespace inkstone::resources
