// SPDX-License-Identifier: Apache-2.0
#include "src/batch/shard.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <string>

namespace inkstone::batch {

namespace {

bool take(std::string_view text, std::uint32_t& number) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Result<Shard> parse_shard(std::string_view text) {
    Shard shard;
    const std::size_t slash = text.find('/');
    const bool numbers = slash != std::string_view::npos &&
                         take(text.substr(0, slash), shard.index) &&
                         take(text.substr(slash + 1), shard.count);
    if (!numbers || shard.count == 0 || shard.index > shard.count) {
        return fail(ErrorKind::Usage,
                    fmt::format("--shard needs I/N with I from 0 to N, not '{}'", text),
                    "--shard 1/4 … --shard 4/4, or --shard 0/4 … --shard 3/4");
    }
    shard.index %= shard.count;
    return shard;
}

std::uint32_t shard_of(std::string_view path, std::uint32_t count) {
    // FNV-1a, 64 bits (draft-eastlake-fnv), then a multiplication that brings the well mixed high
    // bits down: the remainder looks at the low ones.
    constexpr std::uint64_t kBasis = 0xcbf29ce484222325;
    constexpr std::uint64_t kPrime = 0x100000001b3;
    std::uint64_t hash = kBasis;
    for (const char c : std::filesystem::path(path).lexically_normal().string()) {
        hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    }
    hash ^= hash >> 32U;
    hash *= 0x9E3779B97F4A7C15;
    return static_cast<std::uint32_t>((hash >> 32U) % count);
}

std::vector<Job> select_shard(std::vector<Job> jobs, const Shard& shard) {
    std::erase_if(
        jobs, [&](const Job& job) { return shard_of(job.input.path, shard.count) != shard.index; });
    return jobs;
}

}  // namespace inkstone::batch
