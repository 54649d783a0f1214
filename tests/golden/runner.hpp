// SPDX-License-Identifier: Apache-2.0
// What the golden tests share: tests/golden/<case>/input.md against an expectation beside it.
//
// To rewrite the expectations after a wanted change, run the test program with
// INKSTONE_UPDATE_GOLDEN=1 and review the difference with git. A case without the expectation is
// not compared; to add one, make an empty file of its name and rewrite.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace inkstone::golden {

inline std::filesystem::path folder() {
    return std::filesystem::path(INKSTONE_SOURCE_DIR) / "tests" / "golden";
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Text of a case's input.md.
inline std::string input_of(const std::string& name) {
    return read_file(folder() / name / "input.md");
}

/// Names of the cases that have `expectation` ("expect.ast"), in order.
inline std::vector<std::string> cases_with(std::string_view expectation) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder())) {
        if (std::filesystem::exists(entry.path() / expectation)) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Compares `actual` with the case's expectation, or writes it there when updating.
inline void compare(const std::string& actual,
                    const std::string& name,
                    std::string_view expectation) {
    const std::filesystem::path path = folder() / name / expectation;
    const char* update = std::getenv("INKSTONE_UPDATE_GOLDEN");
    if (update != nullptr && std::string_view(update) == "1") {
        std::ofstream(path, std::ios::binary) << actual;
    }
    EXPECT_EQ(actual, read_file(path));
}

/// A case's name as a test's name.
inline std::string test_name(const testing::TestParamInfo<std::string>& parameter) {
    std::string name = parameter.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

}  // namespace inkstone::golden
