// SPDX-License-Identifier: Apache-2.0
#include "src/text/nearest_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace inkstone {

namespace {

/// Longest name compared; longer ones are no option names and would cost quadratic time.
constexpr std::size_t kMaxName = 64;

using Row = std::array<int, kMaxName + 1>;

char fold(char letter) {
    if (letter >= 'A' && letter <= 'Z') return static_cast<char>(letter - 'A' + 'a');
    return letter == '_' ? '-' : letter;
}

}  // namespace

int edit_distance(std::string_view left, std::string_view right, int limit) {
    if (left.size() > kMaxName || right.size() > kMaxName) return limit + 1;
    Row two_above{};
    Row above{};
    Row current{};
    for (std::size_t column = 0; column <= right.size(); ++column) {
        above[column] = static_cast<int>(column);
    }
    for (std::size_t row = 1; row <= left.size(); ++row) {
        current[0] = static_cast<int>(row);
        for (std::size_t column = 1; column <= right.size(); ++column) {
            const char a = fold(left[row - 1]);
            const char b = fold(right[column - 1]);
            int best = std::min(
                {above[column] + 1, current[column - 1] + 1, above[column - 1] + (a == b ? 0 : 1)});
            const bool swapped =
                row > 1 && column > 1 && a == fold(right[column - 2]) && b == fold(left[row - 2]);
            if (swapped) best = std::min(best, two_above[column - 2] + 1);
            current[column] = best;
        }
        two_above = above;
        above = current;
    }
    return std::min(above[right.size()], limit + 1);
}

std::string_view nearest_name(std::string_view name, std::span<const std::string_view> candidates) {
    std::string_view nearest;
    // A third of the letters, at least one: "tco" finds "toc", "xyz" finds nothing.
    int best = std::max(1, static_cast<int>(std::min(name.size(), kMaxName) / 3)) + 1;
    for (const std::string_view candidate : candidates) {
        const int distance = edit_distance(name, candidate, best);
        if (distance < best) {
            best = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

std::string spelling_hint(std::string_view name, std::span<const std::string_view> candidates) {
    const std::string_view nearest = nearest_name(name, candidates);
    if (nearest.empty()) return {};
    return "did you mean '" + std::string(nearest) + "'?";
}

}  // namespace inkstone
