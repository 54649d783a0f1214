// SPDX-License-Identifier: Apache-2.0
// Hashes against the values that their standards give.
#include <gtest/gtest.h>

#include "src/hash/fingerprint.hpp"
#include "src/hash/sha.hpp"

namespace inkstone::hash {
namespace {

TEST(HashTest, Sha256OfTheStandard) {
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(HashTest, Sha256InPieces) {
    Sha256 hash;
    hash.update("a");
    hash.update("");
    hash.update("bc");
    EXPECT_EQ(hash.finish(), sha256("abc"));
}

TEST(HashTest, Sha1OfTheStandard) {
    const auto digest = sha1("abc");
    EXPECT_EQ(digest[0], 0xA9);
    EXPECT_EQ(digest[1], 0x99);
    EXPECT_EQ(digest[19], 0x9D);
}

TEST(HashTest, FingerprintDoesNotDependOnHowBytesArrive) {
    const std::string bytes = "The quick brown fox jumps over the lazy dog";
    Fingerprint whole;
    whole.update(bytes);
    EXPECT_EQ(whole.hex().size(), 32U);
    for (std::size_t step = 1; step < bytes.size(); ++step) {
        Fingerprint parts;
        for (std::size_t at = 0; at < bytes.size(); at += step)
            parts.update(std::string_view(bytes).substr(at, step));
        EXPECT_EQ(parts.hex(), whole.hex()) << step;
    }
    Fingerprint other;
    other.update("The quick brown fox jumps over the lazy cog");
    EXPECT_NE(other.hex(), whole.hex());
}

}  // namespace
}  // namespace inkstone::hash
