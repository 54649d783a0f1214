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
#include "src/batch/report.hpp"
#include "src/cli/arguments.hpp"
#include "src/cli/convert_all.hpp"
#include "src/cli/defaults.hpp"
#include "src/cli/explain.hpp"
#include "src/cli/generated.hpp"
#include "src/cli/messages.hpp"
#include "src/cli/prepare.hpp"
#include "src/cli/service.hpp"
#include "src/cli/settings.hpp"
#include "src/cli/signals.hpp"
#include "src/cli/texts.hpp"
#include "src/cli/variables.hpp"
#include "src/cli/watch.hpp"

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

int run(const std::vector<std::string>& typed) {
    Messages messages;
    const std::atomic<bool>& cancel = catch_signals();
    const std::vector<const WriterInfo*> builtin = Converter().writers();
    Result<Arguments> parsed = parse_arguments(typed, builtin);
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
    if (arguments.watch || !arguments.preview.empty()) {
        note_ignored(arguments, messages);
        return run_watch(typed, arguments, converter, messages);
    }

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
