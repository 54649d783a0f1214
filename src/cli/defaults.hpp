// SPDX-License-Identifier: Apache-2.0
// Defaults files (`-d`), metadata files and pandoc's variables (`-V`): what stands beneath the
// typed options, and beneath the front matter where that may speak.
#pragma once

#include <span>

#include "inkstone/result.hpp"
#include "inkstone/writer.hpp"
#include "src/cli/arguments.hpp"

namespace inkstone::cli {

/// Fills what `typed` leaves open. A defaults file is a YAML map of long option names (`css:
/// a.css`, `to: [pdf, epub]`, `metadata: {author: A}`, `variables: {papersize: a5}`), with pandoc's
/// `input-files`, `output-file` and `table-of-contents` beside them; its relative paths start from
/// the working directory, as typed ones do.
/// Errors (Usage): a file that cannot be read or is no such map, an unknown option or variable with
/// its line and the nearest name.
Result<Arguments> with_defaults(Arguments typed, std::span<const WriterInfo* const> writers);

}  // namespace inkstone::cli
