// SPDX-License-Identifier: Apache-2.0
// The run itself: planned jobs to outputs, messages, report and summary.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "inkstone/convert.hpp"
#include "src/batch/freshness.hpp"
#include "src/batch/links.hpp"
#include "src/batch/plan.hpp"
#include "src/batch/report.hpp"
#include "src/batch/run_jobs.hpp"
#include "src/cli/messages.hpp"

namespace inkstone::cli {

/// Everything that is decided before the first document is read.
struct Run {
    std::vector<batch::Job> jobs;
    batch::LinkIndex links;
    ConvertOptions options;
    batch::RunLimits limits;
    std::optional<batch::Freshness> freshness;
    std::optional<std::map<std::string, batch::Finished>> finished;
    bool has_report = false;
    bool append_report = false;
    bool fail_fast = false;
    /// Under --watch: every document in a process of its own, and this told what became of it.
    std::function<void(const batch::Job& job, const batch::Outcome& outcome)> observe{};
};

/// What a whole run came to.
struct Tally {
    std::size_t documents = 0, written = 0, skipped = 0, failed = 0;
    bool output_failed = false;
};

/// Converts every job. One document is converted in this process, unless a limit of time or memory
/// asks for one that can be killed; several are converted by worker processes.
Tally convert_all(const Run& run,
                  const Converter& converter,
                  batch::ReportFile& report,
                  Messages& messages,
                  const std::atomic<bool>& cancel);

/// "3 documents, 2 outputs written, 1 failed, 0 warnings"; one line.
std::string summary_line(const Tally& tally, std::size_t warnings);

}  // namespace inkstone::cli
