// SPDX-License-Identifier: Apache-2.0
// One job of a run: read one document, write all its outputs.
#pragma once

#include <cstdint>
#include <vector>

#include "inkstone/convert.hpp"
#include "src/batch/plan.hpp"

namespace inkstone::batch {

/// What became of one job.
struct Outcome {
    /// Everything that was said, an error of the job among it, each message once.
    std::vector<Diagnostic> diagnostics;
    std::size_t written = 0;  ///< outputs that are in place
    std::uint64_t bytes = 0;  ///< their size together
    std::uint32_t pages = 0;
    bool failed = false;         ///< at least one output is missing
    bool output_failed = false;  ///< … because it could not be written
    bool cancelled = false;
};

/// Converts `job` with the `base` options; the input's name, folder and each target's format are
/// filled in here. One output's failure does not stop the others.
Outcome convert_job(const Converter& converter, const Job& job, const ConvertOptions& base);

/// The stable code of an error in diagnostics: "input", "output", "missing-font", …
std::string_view error_code(ErrorKind kind);

}  // namespace inkstone::batch
