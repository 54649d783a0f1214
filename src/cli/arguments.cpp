// SPDX-License-Identifier: Apache-2.0
#include "src/cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <iterator>

#include "src/ast/visit.hpp"
#include "src/text/nearest_name.hpp"

namespace inkstone::cli {

namespace {

using A = Arguments;

constexpr CoreOption kCoreOptions[] = {
    {"Formats and places",
     "-o,--output",
     "FILE",
     "output; repeat for several formats",
     &A::outputs},
    {"",
     "-t,--to",
     "FORMAT,…",
     "output formats (default: from the name given to -o, else pdf)",
     &A::formats},
    {"",
     "-f,--from",
     "DIALECT",
     "markdown (default), gfm or commonmark; +name and -name switch extensions",
     &A::from},
    {"",
     "--out-dir",
     "DIR",
     "folder for the outputs; folders given as input are mirrored",
     &A::out_dir},
    {"",
     "--files-from",
     "LIST",
     "read input names from a file, one a line ('-': standard input)",
     &A::files_from},
    {"", "--null", "", "names in --files-from end with a NUL byte", &A::null_separated},
    {"", "-s,--standalone", "", "write a whole page (the default; see --fragment)", &A::standalone},
    {"Document",
     "-M,--metadata",
     "KEY=VALUE",
     "set metadata, over the front matter; repeatable",
     &A::metadata},
    {"",
     "--metadata-file",
     "FILE",
     "metadata for all documents (YAML), beneath their front matter; repeatable",
     &A::metadata_files},
    {"", "--lang", "TAG", "document language, such as zh-Hans or en-GB", &A::lang},
    {"Fonts",
     "--font-path",
     "DIR",
     "look for fonts here too; repeatable, also INKSTONE_FONT_PATH",
     &A::font_paths},
    {"",
     "--ignore-system-fonts",
     "",
     "use no font that only fontconfig knows",
     &A::ignore_system_fonts},
    {"",
     "-V,--variable",
     "KEY=VALUE",
     "pandoc's variables: papersize, geometry, fontsize, mainfont, CJKmainfont, …",
     &A::variables},
    {"Runs of many documents",
     "-j,--jobs",
     "N",
     "documents at a time; 0: one for each core (default)",
     &A::jobs},
    {"",
     "--keep-going",
     "",
     "after a failure go on with the other documents (default)",
     &A::keep_going},
    {"", "--fail-fast", "", "stop after the first failure", &A::fail_fast},
    {"",
     "--if-changed",
     "",
     "skip outputs that are current, by content of all they are made from",
     &A::if_changed},
    {"", "--shard", "I/N", "do only part I of N, by a hash of the input's path", &A::shard},
    {"", "--report", "FILE", "write one JSON object a line for each output", &A::report},
    {"", "--resume", "FILE", "skip what that report says is done and unchanged", &A::resume},
    {"", "--timeout", "SECONDS", "most time for one document; others go on", &A::timeout},
    {"",
     "--max-memory",
     "SIZE",
     "most memory for one document, such as 512M; others go on",
     &A::max_memory},
    {"Running on",
     "--watch",
     "",
     "convert again when a document, its pictures, theme or style sheet change",
     &A::watch},
    {"",
     "--preview",
     "PORT",
     "show the documents as HTML on loopback, loaded again after each change",
     &A::preview},
    {"",
     "--serve",
     "ADDR",
     "convert over HTTP at 8080 or 127.0.0.1:8080 (loopback unless a host is given)",
     &A::serve},
    {"",
     "--max-queue",
     "N",
     "requests that may wait under --serve; others get 429 (default 64)",
     &A::max_queue},
    {"Limits", "--max-input-bytes", "N", "largest input (default 268435456)", &A::max_input_bytes},
    {"", "--max-nesting", "N", "deepest nesting that is kept (default 200)", &A::max_nesting},
    {"", "--max-pages", "N", "most pages of one document (default 100000)", &A::max_pages},
    {"", "--max-pixels", "N", "largest picture (default 100000000)", &A::max_pixels},
    {"Messages", "-q,--quiet", "", "errors only", &A::quiet},
    {"", "-v,--verbose", "", "notes and a summary too", &A::verbose},
    {"", "--diagnostics", "FORM", "human (default) or json, one object a line", &A::diagnostics},
    {"", "--fail-if-warnings", "", "exit with 3 when there was a warning", &A::fail_if_warnings},
    {"",
     "--fail-on-missing-glyphs",
     "",
     "exit with 3 when a character has no font",
     &A::fail_on_missing_glyphs},
    {"Other",
     "-d,--defaults",
     "FILE",
     "options from a YAML file, by their long names; repeatable, the last one wins",
     &A::defaults},
    {"",
     "--explain",
     "",
     "print the options in force and their origin, the fonts and the unused metadata",
     &A::explain},
    {"",
     "--creation-timestamp",
     "SECONDS",
     "date in the output, since 1970; also SOURCE_DATE_EPOCH",
     &A::timestamp},
    {"", "--pdf-engine", "NAME", "accepted and ignored: there is one engine", &A::pdf_engine},
    {"", "--list-formats", "", "list the output formats", &A::list_formats},
    {"", "--list-fonts", "", "list the fonts by role, and where they were found", &A::list_fonts},
    {"",
     "--make-text",
     "KIND",
     "print the man page, a completion (bash, zsh, fish) or the option reference (markdown)",
     &A::make_text},
    {"", "--version", "", "print the version", &A::version},
    {"", "-h,--help", "", "print this text", &A::help},
};

void add_core_option(CLI::App& app, const CoreOption& option, Arguments& arguments) {
    const std::string names(option.names);
    std::visit(Overloaded{[&](bool A::*member) { app.add_flag(names, arguments.*member); },
                          [&](std::string A::*member) {
                              // The last one wins, as in pandoc: scripts append to a given line.
                              app.add_option(names, arguments.*member)
                                  ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
                          },
                          [&](std::vector<std::string> A::*member) {
                              app.add_option(names, arguments.*member)
                                  ->expected(1)
                                  ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
                                  ->allow_extra_args(false);
                          }},
               option.member);
}

void add_writer_option(CLI::App& app, const OptionSpec& spec, OptionValues& values) {
    const std::string name(spec.name);
    if (spec.kind == OptionKind::Flag) {
        // --toc, --no-toc and --toc=false.
        const std::string names =
            name.starts_with("no-") ? "--" + name : fmt::format("--{0},!--no-{0}", name);
        app.add_flag_function(names, [&values, name](std::int64_t count) {
            values[name] = count > 0 ? "true" : "false";
        });
        return;
    }
    const auto set = [&values, name](const std::string& text) { values[name] = text; };
    app.add_option_function<std::string>("--" + name, set)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

/// Names an option as it was typed, with the nearest known one.
Failure unknown_option(std::string_view typed, std::span<const OptionSpec> specs) {
    const std::string_view name = typed.substr(0, typed.find('='));
    std::vector<std::string> known;
    for (const CoreOption& option : core_options())
        known.push_back(fmt::format("--{}", long_name(option)));
    for (const OptionSpec& spec : specs) known.push_back(fmt::format("--{}", spec.name));
    const std::vector<std::string_view> names(known.begin(), known.end());
    std::string hint = name.starts_with("--") ? spelling_hint(name, names) : std::string();
    if (hint.empty()) hint = "see convert --help";
    return fail(ErrorKind::Usage, fmt::format("unknown option '{}'", name), std::move(hint));
}

}  // namespace

std::string_view long_name(const CoreOption& option) {
    return option.names.substr(option.names.find("--") + 2);
}

std::span<const CoreOption> core_options() {
    return kCoreOptions;
}

std::vector<OptionSpec> writer_option_specs(std::span<const WriterInfo* const> writers) {
    std::vector<OptionSpec> specs;
    const auto is_core = [](std::string_view name) {
        return std::any_of(std::begin(kCoreOptions), std::end(kCoreOptions), [&](const auto& core) {
            return long_name(core) == name;
        });
    };
    for (const WriterInfo* writer : writers) {
        for (const OptionSpec& spec : writer->options) {
            const bool known =
                std::any_of(specs.begin(), specs.end(), [&](const OptionSpec& other) {
                    return other.name == spec.name;
                });
            if (!known && !is_core(spec.name)) specs.push_back(spec);
        }
    }
    return specs;
}

Result<Arguments> parse_arguments(std::vector<std::string> arguments,
                                  std::span<const WriterInfo* const> writers) {
    Arguments parsed;
    // CLI11 2.1 drops names with a dash after "--"; they are inputs whatever they look like.
    const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
    const std::vector<std::string> literal(dashes == arguments.end() ? dashes : std::next(dashes),
                                           arguments.end());
    arguments.erase(dashes, arguments.end());
    CLI::App app;
    app.set_help_flag();  // --help is a row of the table like the others
    app.allow_extras();   // judged below, with a hint
    app.add_option("inputs", parsed.inputs);
    for (const CoreOption& option : core_options()) add_core_option(app, option, parsed);
    const std::vector<OptionSpec> specs = writer_option_specs(writers);
    for (const OptionSpec& spec : specs) add_writer_option(app, spec, parsed.writer_options);
    try {
        std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
        app.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
        return fail(ErrorKind::Usage, error.what(), "see convert --help");
    } catch (const std::exception&) {
        // CLI11 2.1 takes the value of a switch ("--toc=x") through std::stoll.
        return fail(ErrorKind::Usage, "a switch has a value that is none", "see convert --help");
    }
    for (const std::string& extra : app.remaining()) {
        if (extra.starts_with('-') && extra.size() > 1) return unknown_option(extra, specs);
    }
    parsed.inputs.insert(parsed.inputs.end(), literal.begin(), literal.end());
    if (parsed.defaults.empty() && !parsed.explain) return parsed;
    for (const CoreOption& option : core_options()) {
        const std::string name(long_name(option));
        if (app.count("--" + name) != 0) parsed.given.insert(name);
    }
    return parsed;
}

}  // namespace inkstone::cli
