// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/haru/digest.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace inkstone::pdf::haru {
namespace {

// The algorithm's own constants.
constexpr std::uint64_t kFactor1 = 0x87C37B91114253D5ULL;
constexpr std::uint64_t kFactor2 = 0x4CF5AD432745937FULL;

/// Eight bytes as a little-endian number, whatever the machine.
std::uint64_t load(const char* bytes) noexcept {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
    return value;
}

std::uint64_t scramble_first(std::uint64_t k) noexcept {
    return std::rotl(k * kFactor1, 31) * kFactor2;
}

std::uint64_t scramble_second(std::uint64_t k) noexcept {
    return std::rotl(k * kFactor2, 33) * kFactor1;
}

std::uint64_t finish(std::uint64_t k) noexcept {
    k = (k ^ (k >> 33U)) * 0xFF51AFD7ED558CCDULL;
    k = (k ^ (k >> 33U)) * 0xC4CEB9FE1A85EC53ULL;
    return k ^ (k >> 33U);
}

}  // namespace

void Digest::mix_block(const char* block) noexcept {
    first_ ^= scramble_first(load(block));
    first_ = (std::rotl(first_, 27) + second_) * 5 + 0x52DCE729;
    second_ ^= scramble_second(load(block + 8));
    second_ = (std::rotl(second_, 31) + first_) * 5 + 0x38495AB5;
}

void Digest::update(std::string_view bytes) noexcept {
    length_ += bytes.size();
    if (rest_size_ > 0) {
        const std::size_t taken = std::min(kBlock - rest_size_, bytes.size());
        bytes.copy(rest_.data() + rest_size_, taken);
        rest_size_ += taken;
        bytes.remove_prefix(taken);
        if (rest_size_ < kBlock) return;
        mix_block(rest_.data());
        rest_size_ = 0;
    }
    for (; bytes.size() >= kBlock; bytes.remove_prefix(kBlock)) mix_block(bytes.data());
    rest_size_ = bytes.copy(rest_.data(), bytes.size());
}

std::array<std::uint64_t, 2> Digest::value() const noexcept {
    // The tail is the last block filled up with zeros, whose scrambled value is zero.
    std::array<char, kBlock> tail{};
    std::copy_n(rest_.begin(), rest_size_, tail.begin());
    std::uint64_t a = first_ ^ scramble_first(load(tail.data())) ^ length_;
    std::uint64_t b = second_ ^ scramble_second(load(tail.data() + 8)) ^ length_;
    a += b;
    b += a;
    a = finish(a);
    b = finish(b);
    a += b;
    b += a;
    return {a, b};
}

std::string Digest::hex() const {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const std::uint64_t part : value()) {
        for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[(part >> shift) & 0xFU];
    }
    return out;
}

}  // namespace inkstone::pdf::haru
