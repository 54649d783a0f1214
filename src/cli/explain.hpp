// SPDX-License-Identifier: Apache-2.0
// `--explain`: what is in force for each document, and why.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "inkstone/convert.hpp"
#include "src/batch/plan.hpp"
#include "src/cli/arguments.hpp"

namespace inkstone::cli {

struct Explained {
    std::string text;
    std::vector<Error> errors;  ///< documents that cannot be read
};

/// For each document and each of its outputs: every option with its value and its origin (default,
/// defaults file, front matter with the line, command line), the face that each script of the
/// document is set in, and the metadata keys that nothing reads. Writes no output.
Explained explain(const Arguments& arguments,
                  const Converter& converter,
                  std::span<const batch::Job> jobs,
                  const ConvertOptions& options);

}  // namespace inkstone::cli
