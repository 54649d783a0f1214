// SPDX-License-Identifier: Apache-2.0
#include "src/cli/run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "fonts/library.hpp"
#include "inkstone/convert.hpp"
#include "src/batch/output_file.hpp"
#include "src/batch/plan.hpp"
#include "src/batch/report.hpp"
#include "src/batch/shard.hpp"
#include "src/cli/arguments.hpp"
#include "src/cli/convert_all.hpp"
#include "src/cli/defaults.hpp"
#include "src/cli/explain.hpp"
#include "src/cli/generated.hpp"
#include "src/cli/messages.hpp"
#include "src/cli/service.hpp"
#include "src/cli/settings.hpp"
#include "src/cli/signals.hpp"
#include "src/cli/texts.hpp"
#include "src/cli/variables.hpp"

namespace inkstone::cli {

namespace {

int print_text(std::string_view text, Messages& messages) {
    const bool printed = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (printed && std::fflush(stdout) == 0) return ExitOk;
    messages.print(Error{ErrorKind::Output, "cannot write standard output", {}});
    return ExitOutput;
}

int usage_error(const Error& error, Messages& messages) {
    messages.print(error);
    return ExitUsage;
}

int list_fonts(const Arguments& arguments, Messages& messages) {
    const ConverterOptions chosen = converter_options(arguments);
    fonts::LibraryOptions options;
    options.font_paths = chosen.font_paths;
    options.ignore_system_fonts = chosen.ignore_system_fonts;
    const auto library = fonts::Library::open(options);
    if (!library) {
        messages.print(library.error());
        return ExitFailed;
    }
    return print_text(font_list((*library)->list()), messages);
}

/// --help and its like: answers and ends the run; nothing when none was asked.
std::optional<int> answer(const Arguments& arguments,
                          const Converter& converter,
                          Messages& messages) {
    if (arguments.help) return print_text(help_text(converter.writers()), messages);
    if (!arguments.make_text.empty()) {
        const auto text = generated_text(arguments.make_text, converter.writers());
        return text ? print_text(*text, messages) : usage_error(text.error(), messages);
    }
    if (arguments.version) return print_text(fmt::format("convert {}\n", version()), messages);
    if (arguments.list_formats) return print_text(format_list(converter.writers()), messages);
    if (arguments.list_fonts) return list_fonts(arguments, messages);
    return std::nullopt;
}

/// The names typed and those of every --files-from list. A list's files keep their folders below
/// --out-dir; files typed one by one do not.
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

Result<void> check_arguments(const Arguments& arguments) {
    if (arguments.diagnostics != "human" && arguments.diagnostics != "json") {
        return fail(ErrorKind::Usage,
                    fmt::format("--diagnostics cannot be '{}'", arguments.diagnostics),
                    "choose human or json");
    }
    if (!arguments.serve.empty()) {
        if (arguments.inputs.empty() && arguments.files_from.empty()) return {};
        return fail(ErrorKind::Usage, "--serve takes its documents from requests");
    }
    if (arguments.inputs.empty() && arguments.files_from.empty()) {
        return fail(ErrorKind::Usage, "no input given", "see convert --help");
    }
    if (arguments.keep_going && arguments.fail_fast) {
        return fail(ErrorKind::Usage, "--keep-going and --fail-fast do not go together");
    }
    return {};
}

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

/// Checks everything that can be checked before the first document is read.
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
    if (!arguments.shard.empty()) {
        const Result<batch::Shard> shard = batch::parse_shard(arguments.shard);
        if (!shard) return fail(shard.error());
        inputs = batch::select_shard(std::move(inputs), *shard);
    }
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
    if (Result<void> checked = check_terminal(run.jobs); !checked) return fail(checked.error());
    if (arguments.if_changed) {
        run.freshness = batch::Freshness::of(run.options, converter_options(arguments));
    }
    if (Result<void> resumed = take_resume(arguments, run); !resumed) return fail(resumed.error());
    return run;
}

void print_summary(const Tally& tally, Messages& messages) {
    if (tally.documents < 2 && !messages.verbose()) return;
    messages.summarise(summary_line(tally, messages.warnings()));
}

int exit_code(const Tally& tally, const Arguments& arguments, const Messages& messages) {
    if (tally.output_failed) return ExitOutput;
    if (tally.failed != 0) return ExitFailed;
    const bool refused = (arguments.fail_if_warnings && messages.warnings() != 0) ||
                         (arguments.fail_on_missing_glyphs && messages.missing_glyphs() != 0);
    return refused ? ExitWarnings : ExitOk;
}

void note_ignored(const Arguments& arguments, Messages& messages) {
    for (const std::string& variable : arguments.variables) {
        const std::string name = variable.substr(0, variable.find_first_of("=:"));
        if (!is_ignored_variable(name)) continue;
        messages.warn(
            "ignored-option", fmt::format("variable {} is ignored", name), "it is LaTeX's");
    }
    if (arguments.pdf_engine.empty()) return;
    messages.warn("ignored-option",
                  fmt::format("--pdf-engine {} is ignored", arguments.pdf_engine),
                  "Inkstone has its own PDF engine");
}

}  // namespace

int run(std::vector<std::string> typed) {
    Messages messages;
    const std::atomic<bool>& cancel = catch_signals();
    const std::vector<const WriterInfo*> builtin = Converter().writers();
    Result<Arguments> parsed = parse_arguments(std::move(typed), builtin);
    if (parsed) parsed = with_defaults(*std::move(parsed), builtin);
    if (!parsed) return usage_error(parsed.error(), messages);
    const Arguments& arguments = *parsed;
    messages.use(arguments);
    const Converter converter(converter_options(arguments));
    if (const auto answered = answer(arguments, converter, messages)) return *answered;
    if (const auto checked = check_arguments(arguments); !checked) {
        return usage_error(checked.error(), messages);
    }
    if (!arguments.serve.empty()) return run_service(arguments, converter, messages);

    Result<batch::Expansion> inputs = gather_inputs(arguments);
    if (!inputs) return usage_error(inputs.error(), messages);
    Result<Run> prepared = prepare(arguments, converter, std::move(inputs->inputs));
    if (!prepared) return usage_error(prepared.error(), messages);
    prepared->options.cancel = &cancel;
    note_ignored(arguments, messages);
    for (const Error& error : inputs->errors) messages.print(error);
    if (arguments.explain) {
        const Explained text = explain(arguments, converter, prepared->jobs, prepared->options);
        for (const Error& error : text.errors) messages.print(error);
        const int printed = print_text(text.text, messages);
        return printed != ExitOk || text.errors.empty() ? printed : ExitFailed;
    }
    batch::ReportFile report;
    if (prepared->has_report) {
        if (const auto opened = report.open(arguments.report, prepared->append_report); !opened) {
            messages.print(opened.error());
            return ExitOutput;
        }
    }
    Tally tally;
    if (!prepared->jobs.empty() && (inputs->errors.empty() || !arguments.fail_fast)) {
        tally = convert_all(*prepared, converter, report, messages, cancel);
    }
    tally.failed += inputs->errors.size();
    end_by_caught_signal();
    print_summary(tally, messages);
    return exit_code(tally, arguments, messages);
}

}  // namespace inkstone::cli
