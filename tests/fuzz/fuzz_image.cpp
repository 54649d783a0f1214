// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: the bytes as the picture of a document, in the three formats. What kind of
// picture it is, the content says, so that one target reaches every decoder. PNG chunks carry check
// sums that no mutation hits: they are mended after each one.
#include <libdeflate.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "inkstone/convert.hpp"

namespace {

/// Serves one picture under every name.
class OnePicture : public inkstone::ResourceLoader {
public:
    explicit OnePicture(std::string_view bytes) : bytes_(bytes) {}
    inkstone::Result<inkstone::Resource> load(std::string_view reference) const override {
        return inkstone::Resource{std::string(bytes_), std::string(reference)};
    }

private:
    std::string_view bytes_;
};

std::uint32_t big_endian(const std::uint8_t* at) {
    return std::uint32_t{at[0]} << 24U | std::uint32_t{at[1]} << 16U | std::uint32_t{at[2]} << 8U |
           at[3];
}

/// Writes the right CRC into every whole chunk (PNG 5.3).
void mend_chunks(std::uint8_t* data, std::size_t size) {
    constexpr std::array<std::uint8_t, 8> kSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (size < 8 || std::memcmp(data, kSignature.data(), kSignature.size()) != 0) return;
    for (std::size_t at = 8; size - at >= 12;) {
        const std::size_t length = big_endian(data + at);
        if (length > size - at - 12) return;
        const std::uint32_t crc = libdeflate_crc32(0, data + at + 4, length + 4);
        for (unsigned byte = 0; byte < 4; ++byte) {
            data[at + 8 + length + byte] = static_cast<std::uint8_t>(crc >> (24U - 8U * byte));
        }
        at += length + 12;
    }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                               std::size_t size,
                                               std::size_t max_size,
                                               unsigned seed) {
    const std::size_t changed = LLVMFuzzerMutate(data, size, max_size);
    // Now and then a wrong check sum stays, for the code that refuses it.
    if (seed % 16 != 0) mend_chunks(data, changed);
    return changed;
}

// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const inkstone::Converter converter;
    const OnePicture picture({reinterpret_cast<const char*>(data), size});
    for (const char* format : {"pdf", "epub", "html"}) {
        inkstone::ConvertOptions options;
        options.to = format;
        options.base_path = ".";
        options.resources = &picture;
        options.limits.max_pixels = 1U << 20U;
        options.timestamp = 0;
        inkstone::StringSink sink;
        static_cast<void>(converter.convert("![alternative](picture)\n", options, sink));
    }
    return 0;
}
