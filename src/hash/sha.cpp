// SPDX-License-Identifier: Apache-2.0
#include "src/hash/sha.hpp"

#include <sys/types.h>

// libmd's headers need the types above.
#include <sha1.h>
#include <sha256.h>

namespace inkstone::hash {

struct Sha256::State {
    SHA2_CTX context{};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    SHA256Init(&state_->context);
}
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) noexcept {
    SHA256Update(
        &state_->context, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string Sha256::finish() {
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
    SHA256Final(digest.data(), &state_->context);
    std::string out;
    for (const unsigned byte : digest) {
        out += "0123456789abcdef"[byte >> 4U];
        out += "0123456789abcdef"[byte & 0xFU];
    }
    return out;
}

std::string sha256(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    return hash.finish();
}

std::array<std::uint8_t, 20> sha1(std::string_view bytes) {
    SHA1_CTX context;
    SHA1Init(&context);
    SHA1Update(&context, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    std::array<std::uint8_t, 20> digest{};
    SHA1Final(digest.data(), &context);
    return digest;
}

}  // namespace inkstone::hash
