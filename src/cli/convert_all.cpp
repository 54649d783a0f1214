// SPDX-License-Identifier: Apache-2.0
#include "src/cli/convert_all.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <set>
#include <string_view>

#include "src/batch/convert_job.hpp"
#include "src/batch/output_file.hpp"
#include "src/cli/progress.hpp"

namespace inkstone::cli {

namespace {

/// From this many documents on, what all share is read before the workers are made.
constexpr std::size_t kWorthWarming = 4;

/// Both scripts, a heading and code: the faces that almost every document wants.
constexpr std::string_view kWarmText = "# 题目 Title\n\n正文 body *斜体* **粗体** `code`\n";

class NullSink : public Sink {
public:
    Result<void> write(std::string_view) override { return {}; }
};

/// Opens fonts and tables here, once, so that the workers forked afterwards have them already.
void warm_up(const Run& run, const Converter& converter) {
    if (run.jobs.empty() || (run.jobs.size() < kWorthWarming && !run.observe)) return;
    std::set<std::string_view> formats;
    for (const batch::Target& target : run.jobs.front().targets) {
        formats.insert(target.writer->name);
    }
    ConvertOptions options = run.options;
    options.base_path.clear();
    for (const std::string_view format : formats) {
        options.to = format;
        NullSink nowhere;
        // What goes wrong here goes wrong again for a document, and is said there.
        static_cast<void>(converter.convert(kWarmText, options, nowhere));
    }
}

/// Clears what killed runs left in the folders of the outputs.
void sweep(const Run& run) {
    std::set<std::string> folders;
    for (const batch::Job& job : run.jobs) {
        for (const batch::Target& target : job.targets) {
            if (!batch::is_stream(target.path)) folders.insert(batch::folder_of(target.path));
        }
    }
    for (const std::string& folder : folders) batch::remove_unfinished_in(folder);
}

void count(Tally& tally, const batch::Outcome& outcome) {
    ++tally.documents;
    for (const batch::OutputResult& output : outcome.outputs) {
        tally.written += output.status == batch::Status::Ok ? 1U : 0U;
        tally.skipped += output.status == batch::Status::Skipped ? 1U : 0U;
    }
    tally.failed += outcome.failed ? 1U : 0U;
    tally.output_failed = tally.output_failed || outcome.output_failed;
}

}  // namespace

Tally convert_all(const Run& run,
                  const Converter& converter,
                  batch::ReportFile& report,
                  Messages& messages,
                  const std::atomic<bool>& cancel) {
    Tally tally;
    const batch::JobContext context{converter,
                                    run.options,
                                    &run.links,
                                    run.freshness ? &*run.freshness : nullptr,
                                    run.finished ? &*run.finished : nullptr,
                                    static_cast<bool>(run.observe),
                                    run.has_report};
    const auto work = [&](const batch::Job& job) { return batch::convert_job(context, job); };
    ProgressBar bar(run.jobs.size(), messages.wants_progress() && run.jobs.size() > 1);
    batch::RunEvents events;
    events.done = [&](std::size_t index, const batch::Outcome& outcome) {
        count(tally, outcome);
        if (run.observe) run.observe(run.jobs[index], outcome);
        bar.count(outcome.failed);
        if (Result<void> added = report.add(batch::report_lines(run.jobs[index], outcome));
            !added) {
            bar.clear();
            messages.print(added.error());
            tally.output_failed = true;
            return false;
        }
        return !(outcome.failed && run.fail_fast);
    };
    events.deliver = [&](std::size_t, const batch::Outcome& outcome) {
        if (!outcome.diagnostics.empty()) bar.clear();
        for (const Diagnostic& entry : outcome.diagnostics) messages.print(entry);
    };
    events.tick = [&] { bar.show(); };

    const bool alone = run.jobs.size() == 1 && run.limits.timeout <= 0 &&
                       run.limits.max_memory == 0 && !run.observe;
    if (alone) {
        const batch::Outcome outcome = work(run.jobs.front());
        if (outcome.cancelled) return tally;
        events.done(0, outcome);
        events.deliver(0, outcome);
        return tally;
    }
    sweep(run);
    warm_up(run, converter);
    batch::run_jobs(run.jobs, run.limits, work, events, cancel);
    // Workers of a run that was killed a moment ago may have outlived the first look.
    sweep(run);
    return tally;
}

std::string summary_line(const Tally& tally, std::size_t warnings) {
    const std::string skipped =
        tally.skipped == 0 ? "" : fmt::format("{} up to date, ", tally.skipped);
    return fmt::format("{} documents, {} outputs written, {}{} failed, {} warnings\n",
                       tally.documents,
                       tally.written,
                       skipped,
                       tally.failed,
                       warnings);
}

}  // namespace inkstone::cli
