// SPDX-License-Identifier: Apache-2.0
// From checked arguments to a run: everything that is decided before the first document is read.
#pragma once

#include <vector>

#include "inkstone/convert.hpp"
#include "src/batch/inputs.hpp"
#include "src/cli/arguments.hpp"
#include "src/cli/convert_all.hpp"

namespace inkstone::cli {

/// The names typed and those of every --files-from list. A list's files keep their folders below
/// --out-dir; files typed one by one do not. Errors (Usage): a list that cannot be read.
Result<batch::Expansion> gather_inputs(const Arguments& arguments);

/// Checks everything that can be checked before the first document is read. Errors: Usage.
Result<Run> prepare(const Arguments& arguments,
                    const Converter& converter,
                    std::vector<batch::Input> inputs);

}  // namespace inkstone::cli
