// SPDX-License-Identifier: Apache-2.0
#include "src/cli/prepare.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "src/batch/report.hpp"
#include "src/batch/shard.hpp"
#include "src/cli/settings.hpp"

namespace inkstone::cli {

namespace {

/// PDF and EPUB bytes would only upset a terminal.
Result<void> check_terminal(const std::vector<batch::Job>& jobs) {
    if (::isatty(STDOUT_FILENO) == 0) return {};
    for (const batch::Job& job : jobs) {
        for (const batch::Target& target : job.targets) {
            const std::string_view type = target.writer->media_type;
            const bool text = type.starts_with("text/") || type == "application/json";
            if (target.path != "-" || text) continue;
            return fail(ErrorKind::Usage,
                        fmt::format("{} is not for a terminal", target.writer->name),
                        "give -o FILE, or redirect standard output");
        }
    }
    return {};
}

/// A run that goes on with its own report appends to it.
Result<void> take_resume(const Arguments& arguments, Run& run) {
    if (arguments.resume.empty()) return {};
    std::error_code ignored;
    const bool own = std::filesystem::equivalent(arguments.resume, arguments.report, ignored) ||
                     arguments.resume == arguments.report;
    run.append_report = own;
    // The first run of a script that always resumes has no report yet.
    if (own && !std::filesystem::exists(arguments.resume, ignored)) return {};
    auto finished = batch::read_report(arguments.resume);
    if (!finished) return fail(ErrorKind::Usage, "--resume: " + finished.error().message);
    run.finished = *std::move(finished);
    return {};
}

}  // namespace

Result<batch::Expansion> gather_inputs(const Arguments& arguments) {
    batch::Expansion all = batch::expand_inputs(arguments.inputs, false);
    for (const std::string& list : arguments.files_from) {
        const Result<std::string> bytes = batch::read_input(list, 0);
        if (!bytes) {
            return fail(ErrorKind::Usage,
                        fmt::format("--files-from {}: {}", list, bytes.error().message));
        }
        const auto names = batch::split_list(*bytes, arguments.null_separated);
        batch::Expansion more = batch::expand_inputs(names, true);
        all.inputs.insert(all.inputs.end(),
                          std::make_move_iterator(more.inputs.begin()),
                          std::make_move_iterator(more.inputs.end()));
        all.errors.insert(all.errors.end(), more.errors.begin(), more.errors.end());
    }
    return all;
}

Result<Run> prepare(const Arguments& arguments,
                    const Converter& converter,
                    std::vector<batch::Input> inputs) {
    Run run;
    Result<ConvertOptions> options = convert_options(arguments);
    if (!options) return fail(options.error());
    run.options = *std::move(options);
    Result<batch::RunLimits> limits = run_limits(arguments);
    if (!limits) return fail(limits.error());
    run.limits = *limits;
    run.fail_fast = arguments.fail_fast;
    run.has_report = !arguments.report.empty();
    const auto writers = converter.writers();
    for (const OptionValues* values : {&run.options.options, &run.options.default_options}) {
        const Result<void> checked = check_options(writer_option_specs(writers), *values);
        if (!checked) return fail(checked.error());
    }
    Result<std::vector<const WriterInfo*>> formats = wanted_formats(arguments, writers);
    if (!formats) return fail(formats.error());
    Result<std::vector<batch::Job>> jobs = batch::plan_jobs(
        std::move(inputs), {arguments.outputs, *std::move(formats), arguments.out_dir, writers});
    if (!jobs) return fail(jobs.error());
    run.jobs = *std::move(jobs);
    run.links = batch::LinkIndex(run.jobs);
    if (!arguments.shard.empty()) {
        const Result<batch::Shard> shard = batch::parse_shard(arguments.shard);
        if (!shard) return fail(shard.error());
        run.jobs = batch::select_shard(std::move(run.jobs), *shard);
    }
    if (Result<void> checked = check_terminal(run.jobs); !checked) return fail(checked.error());
    if (arguments.if_changed) {
        run.freshness = batch::Freshness::of(run.options, converter_options(arguments));
    }
    if (Result<void> resumed = take_resume(arguments, run); !resumed) return fail(resumed.error());
    return run;
}

}  // namespace inkstone::cli
