// SPDX-License-Identifier: Apache-2.0
// From what the user names (files, folders, lists) to the documents of a run.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/result.hpp"

namespace inkstone::batch {

/// One document to read.
struct Input {
    std::string path;      ///< as it can be opened; "-" is standard input
    std::string relative;  ///< its place below an output folder, extension still on
    bool operator==(const Input&) const = default;
};

/// Every input a list of names stands for, in order, each once. Folders are walked (`*.md` and
/// `*.markdown` in any case, sorted by name; hidden entries and links to folders are skipped); a
/// file is taken whatever its extension. A name that does not exist stays in the list, so that
/// reading it says so.
struct Expansion {
    std::vector<Input> inputs;
    std::vector<Error> errors;  ///< folders that hold no Markdown or cannot be read
};
/// `mirror_files`: a file's relative place is its whole given path and not its name alone (when
/// that path is relative and does not climb).
Expansion expand_inputs(std::span<const std::string> names, bool mirror_files);

/// The names in a `--files-from` list: one a line ('\n', a '\r' before it dropped), or separated
/// by NUL. Empty names are skipped.
std::vector<std::string> split_list(std::string_view bytes, bool null_separated);

/// Reads a whole input: a file, a pipe or "-". Errors: Input, Limit, Cancelled (interrupted).
Result<std::string> read_input(const std::string& path, std::uint64_t max_bytes);

}  // namespace inkstone::batch
