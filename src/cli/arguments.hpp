// SPDX-License-Identifier: Apache-2.0
// The command line as data: one table of core options, to which the writers' own options are
// added. The parser, --help and the spelling hints are all made from it.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "inkstone/options.hpp"
#include "inkstone/result.hpp"
#include "inkstone/writer.hpp"

namespace inkstone::cli {

/// What was typed, in text form; run.cpp gives it meaning.
struct Arguments {
    std::vector<std::string> inputs, outputs, formats, metadata, font_paths, files_from;
    std::vector<std::string> defaults, variables, metadata_files;
    std::string from = "markdown";
    std::string out_dir, lang, diagnostics = "human", jobs = "0", timestamp, pdf_engine;
    std::string make_text, shard, report, resume, timeout, max_memory;
    std::string serve, max_queue, preview;
    std::string max_input_bytes, max_nesting, max_pages, max_pixels;
    bool null_separated = false, standalone = false, ignore_system_fonts = false;
    bool quiet = false, verbose = false, fail_if_warnings = false, fail_on_missing_glyphs = false;
    bool keep_going = false, fail_fast = false, if_changed = false;
    bool help = false, version = false, list_formats = false, list_fonts = false;
    bool explain = false, watch = false;
    OptionValues writer_options;
    /// Beneath the front matter: from defaults files and metadata files.
    std::vector<std::pair<std::string, std::string>> default_metadata;
    OptionValues default_writer_options;
    /// Long names of the core options that were typed; filled only when defaults or --explain ask.
    std::set<std::string, std::less<>> given;
    /// The defaults file that gave an option, by the option's long name.
    std::map<std::string, std::string, std::less<>> given_by_file;
};

/// One core option: its spellings ("-o,--output"), the name of its value (empty for a switch),
/// the help text, and where it goes. A `group` starts a heading in --help and holds until the next.
struct CoreOption {
    std::string_view group;
    std::string_view names;
    std::string_view value;
    std::string_view help;
    std::variant<bool Arguments::*, std::string Arguments::*, std::vector<std::string> Arguments::*>
        member;
};

/// "output" of "-o,--output".
std::string_view long_name(const CoreOption& option);

/// All core options in the order of --help.
std::span<const CoreOption> core_options();

/// The options of all writers, each name once (the first writer's row) and none that a core
/// option has.
std::vector<OptionSpec> writer_option_specs(std::span<const WriterInfo* const> writers);

/// Parses the arguments after the program's name. Errors (Usage): unknown option with the nearest
/// name as hint, missing value, value for a switch.
Result<Arguments> parse_arguments(std::vector<std::string> arguments,
                                  std::span<const WriterInfo* const> writers);

}  // namespace inkstone::cli
