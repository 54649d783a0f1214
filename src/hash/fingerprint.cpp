// SPDX-License-Identifier: Apache-2.0
#include "src/hash/fingerprint.hpp"

#define XXH_INLINE_ALL  // NOLINT(readability-identifier-naming): the name is of xxHash
#include <xxhash.h>

namespace inkstone::hash {

struct Fingerprint::State {
    XXH3_state_t xxh3;
};

Fingerprint::Fingerprint() : state_(std::make_unique<State>()) {
    XXH3_128bits_reset(&state_->xxh3);
}
Fingerprint::~Fingerprint() = default;

void Fingerprint::update(std::string_view bytes) noexcept {
    XXH3_128bits_update(&state_->xxh3, bytes.data(), bytes.size());
}

std::array<std::uint64_t, 2> Fingerprint::value() const noexcept {
    const XXH128_hash_t hash = XXH3_128bits_digest(&state_->xxh3);
    return {hash.high64, hash.low64};
}

std::string Fingerprint::hex() const {
    std::string out;
    for (const std::uint64_t part : value())
        for (int shift = 60; shift >= 0; shift -= 4)
            out += "0123456789ABCDEF"[(part >> shift) & 0xFU];
    return out;
}

}  // namespace inkstone::hash
