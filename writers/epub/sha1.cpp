// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/sha1.hpp"

#include <bit>
#include <string>

namespace inkstone::epub {
namespace {

using State = std::array<std::uint32_t, 5>;
constexpr std::size_t kBlock = 64;

std::uint32_t word_at(std::string_view block, std::size_t index) noexcept {
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        word = (word << 8U) | static_cast<unsigned char>(block[index * 4 + i]);
    }
    return word;
}

void add_block(State& state, std::string_view block) noexcept {
    std::array<std::uint32_t, 80> w{};
    for (std::size_t t = 0; t < 16; ++t) w[t] = word_at(block, t);
    for (std::size_t t = 16; t < 80; ++t) {
        w[t] = std::rotl(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    }
    auto [a, b, c, d, e] = state;
    for (std::size_t t = 0; t < 80; ++t) {
        const std::uint32_t f = t < 20   ? ((b & c) | (~b & d)) + 0x5A827999U
                                : t < 40 ? (b ^ c ^ d) + 0x6ED9EBA1U
                                : t < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDCU
                                         : (b ^ c ^ d) + 0xCA62C1D6U;
        const std::uint32_t next = std::rotl(a, 5) + f + e + w[t];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
}

}  // namespace

std::array<std::uint8_t, 20> sha1(std::string_view bytes) {
    State state{0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U, 0xC3D2E1F0U};
    const std::uint64_t bits = static_cast<std::uint64_t>(bytes.size()) * 8U;
    while (bytes.size() >= kBlock) {
        add_block(state, bytes.substr(0, kBlock));
        bytes.remove_prefix(kBlock);
    }
    std::string tail(bytes);
    tail.push_back('\x80');
    while (tail.size() % kBlock != kBlock - 8) tail.push_back('\0');
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        tail.push_back(static_cast<char>((bits >> (shift - 8U)) & 0xFFU));
    }
    for (std::size_t i = 0; i < tail.size(); i += kBlock) {
        add_block(state, std::string_view(tail).substr(i, kBlock));
    }
    std::array<std::uint8_t, 20> digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digest[i] = static_cast<std::uint8_t>((state[i / 4] >> (24U - 8U * (i % 4))) & 0xFFU);
    }
    return digest;
}

}  // namespace inkstone::epub
