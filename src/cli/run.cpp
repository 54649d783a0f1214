// SPDX-License-Identifier: Apache-2.0
#include "src/cli/run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "fonts/library.hpp"
#include "inkstone/convert.hpp"
#include "src/batch/convert_job.hpp"
#include "src/batch/ordered_pool.hpp"
#include "src/batch/output_file.hpp"
#include "src/batch/plan.hpp"
#include "src/cli/arguments.hpp"
#include "src/cli/settings.hpp"
#include "src/cli/signals.hpp"
#include "src/cli/texts.hpp"

namespace inkstone::cli {

namespace {

/// Prints messages in the wanted form and counts them.
class Messages {
public:
    void use(const Arguments& arguments) {
        json_ = arguments.diagnostics == "json";
        quiet_ = arguments.quiet;
        verbose_ = arguments.verbose && !arguments.quiet;
    }
    void print(const Diagnostic& entry) {
        warnings_ += entry.severity == Severity::Warning ? 1U : 0U;
        const bool wanted = entry.severity == Severity::Error ||
                            (entry.severity == Severity::Warning ? !quiet_ : verbose_);
        if (!wanted) return;
        const std::string text = json_ ? json_text(entry) : human_text(entry);
        std::fwrite(text.data(), 1, text.size(), stderr);
    }
    /// An error of the command itself: no document is to blame.
    void print(const Error& error) {
        print({Severity::Error,
               std::string(batch::error_code(error.kind)),
               error.message,
               error.hint,
               "convert",
               {}});
    }
    void summarise(const std::string& line) const {
        if (!quiet_ && !json_) std::fwrite(line.data(), 1, line.size(), stderr);
    }
    [[nodiscard]] bool verbose() const { return verbose_; }
    [[nodiscard]] std::size_t warnings() const { return warnings_; }

private:
    bool json_ = false;
    bool quiet_ = false;
    bool verbose_ = false;
    std::size_t warnings_ = 0;
};

/// What a whole run came to.
struct Tally {
    std::size_t documents = 0, written = 0, failed = 0;
    bool output_failed = false;
};

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

struct Run {
    std::vector<batch::Job> jobs;
    ConvertOptions options;
    std::size_t threads = 1;
};

/// Checks everything that can be checked before the first document is read.
Result<Run> prepare(const Arguments& arguments,
                    const Converter& converter,
                    std::vector<batch::Input> inputs) {
    Run run;
    Result<ConvertOptions> options = convert_options(arguments);
    if (!options) return fail(options.error());
    run.options = *std::move(options);
    const Result<std::size_t> threads = job_count(arguments);
    if (!threads) return fail(threads.error());
    run.threads = *threads;
    const auto writers = converter.writers();
    if (Result<void> checked = check_options(writer_option_specs(writers), run.options.options);
        !checked) {
        return fail(checked.error());
    }
    Result<std::vector<const WriterInfo*>> formats = wanted_formats(arguments, writers);
    if (!formats) return fail(formats.error());
    Result<std::vector<batch::Job>> jobs = batch::plan_jobs(
        std::move(inputs), {arguments.outputs, *std::move(formats), arguments.out_dir, writers});
    if (!jobs) return fail(jobs.error());
    run.jobs = *std::move(jobs);
    if (Result<void> checked = check_terminal(run.jobs); !checked) return fail(checked.error());
    return run;
}

Tally convert_all(const Run& run, const Converter& converter, bool fail_fast, Messages& messages) {
    Tally tally;
    const auto work = [&](std::size_t index) {
        return batch::convert_job(converter, run.jobs[index], run.options);
    };
    const auto deliver = [&](std::size_t, const batch::Outcome& outcome) {
        if (outcome.cancelled) return false;
        for (const Diagnostic& entry : outcome.diagnostics) messages.print(entry);
        ++tally.documents;
        tally.written += outcome.written;
        tally.failed += outcome.failed ? 1U : 0U;
        tally.output_failed = tally.output_failed || outcome.output_failed;
        return !(outcome.failed && fail_fast);
    };
    batch::run_ordered(run.jobs.size(), run.threads, work, deliver);
    return tally;
}

void print_summary(const Tally& tally, Messages& messages) {
    if (tally.documents < 2 && !messages.verbose()) return;
    messages.summarise(fmt::format("{} documents, {} outputs written, {} failed, {} warnings\n",
                                   tally.documents,
                                   tally.written,
                                   tally.failed,
                                   messages.warnings()));
}

int exit_code(const Tally& tally, bool fail_if_warnings, const Messages& messages) {
    if (tally.output_failed) return ExitOutput;
    if (tally.failed != 0) return ExitFailed;
    return fail_if_warnings && messages.warnings() != 0 ? ExitWarnings : ExitOk;
}

void note_ignored(const Arguments& arguments, Messages& messages) {
    if (arguments.pdf_engine.empty()) return;
    messages.print({Severity::Warning,
                    "ignored-option",
                    fmt::format("--pdf-engine {} is ignored", arguments.pdf_engine),
                    "Inkstone has its own PDF engine",
                    "convert",
                    {}});
}

}  // namespace

int run(std::vector<std::string> typed) {
    Messages messages;
    const std::atomic<bool>& cancel = catch_signals();
    const std::vector<const WriterInfo*> builtin = Converter().writers();
    const Result<Arguments> parsed = parse_arguments(std::move(typed), builtin);
    if (!parsed) return usage_error(parsed.error(), messages);
    const Arguments& arguments = *parsed;
    messages.use(arguments);
    const Converter converter(converter_options(arguments));
    if (const auto answered = answer(arguments, converter, messages)) return *answered;
    if (const auto checked = check_arguments(arguments); !checked) {
        return usage_error(checked.error(), messages);
    }

    Result<batch::Expansion> inputs = gather_inputs(arguments);
    if (!inputs) return usage_error(inputs.error(), messages);
    Result<Run> prepared = prepare(arguments, converter, std::move(inputs->inputs));
    if (!prepared) return usage_error(prepared.error(), messages);
    prepared->options.cancel = &cancel;
    note_ignored(arguments, messages);
    for (const Error& error : inputs->errors) messages.print(error);
    Tally tally;
    if (inputs->errors.empty() || !arguments.fail_fast) {
        tally = convert_all(*prepared, converter, arguments.fail_fast, messages);
    }
    tally.failed += inputs->errors.size();
    end_by_caught_signal();
    print_summary(tally, messages);
    return exit_code(tally, arguments.fail_if_warnings, messages);
}

}  // namespace inkstone::cli
