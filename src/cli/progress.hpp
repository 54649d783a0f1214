// SPDX-License-Identifier: Apache-2.0
// The progress bar of a long run, on a terminal only. Debian has no C++ library for one, and this
// is a line of text and two control sequences.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace inkstone::cli {

/// What a bar shows.
struct Progress {
    std::size_t done = 0, total = 0, failed = 0;
    double seconds = 0;  ///< since the start
};

/// "[######----------]  370/1000  2 failed  41/s  15 s left", at most `columns` wide.
std::string progress_text(const Progress& progress, std::size_t columns);

/// The bar on standard error. Shows itself after a second, is rewritten in place, and is wiped
/// before anything else is printed.
class ProgressBar {
public:
    /// `wanted`: false for quiet runs. Without a terminal the bar never shows.
    ProgressBar(std::size_t total, bool wanted);
    ~ProgressBar() { clear(); }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void count(bool failed);
    void show();
    /// Takes the bar away, so that a message can be printed.
    void clear();

private:
    Progress progress_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    bool wanted_;
    bool visible_ = false;
};

}  // namespace inkstone::cli
