// SPDX-License-Identifier: Apache-2.0
#include "src/cli/progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace inkstone::cli {

namespace {

/// A run that is over sooner needs no bar.
constexpr double kQuietSeconds = 1;
constexpr std::size_t kBarWidth = 24;
/// Width of a terminal that does not say its own.
constexpr std::size_t kDefaultColumns = 80;
/// ECMA-48: return to the first column, erase to the end of the line.
constexpr const char* kWipe = "\r\x1b[K";

std::size_t terminal_columns() {
    winsize size{};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0;
    return known ? size.ws_col : kDefaultColumns;
}

}  // namespace

std::string progress_text(const Progress& progress, std::size_t columns) {
    const std::size_t total = std::max<std::size_t>(progress.total, 1);
    const std::size_t filled = kBarWidth * std::min(progress.done, total) / total;
    std::string text = fmt::format("[{}{}] {}/{}",
                                   std::string(filled, '#'),
                                   std::string(kBarWidth - filled, '-'),
                                   progress.done,
                                   progress.total);
    if (progress.failed != 0) text += fmt::format("  {} failed", progress.failed);
    if (progress.done != 0 && progress.seconds > 0) {
        const double rate = static_cast<double>(progress.done) / progress.seconds;
        const auto left = static_cast<double>(total - std::min(progress.done, total)) / rate;
        text += fmt::format("  {:.{}f}/s  {:.0f} s left", rate, rate < 10 ? 1 : 0, left);
    }
    // The last column stays free: some terminals wrap when it is written.
    if (columns > 0 && text.size() >= columns) text.resize(columns - 1);
    return text;
}

ProgressBar::ProgressBar(std::size_t total, bool wanted)
    : wanted_(wanted && ::isatty(STDERR_FILENO) != 0) {
    progress_.total = total;
}

void ProgressBar::count(bool failed) {
    ++progress_.done;
    progress_.failed += failed ? 1U : 0U;
}

void ProgressBar::show() {
    if (!wanted_) return;
    progress_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    if (progress_.seconds < kQuietSeconds) return;
    const std::string text = kWipe + progress_text(progress_, terminal_columns());
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
    visible_ = true;
}

void ProgressBar::clear() {
    if (!visible_) return;
    std::fputs(kWipe, stderr);
    std::fflush(stderr);
    visible_ = false;
}

}  // namespace inkstone::cli
