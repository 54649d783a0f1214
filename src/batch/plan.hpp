// SPDX-License-Identifier: Apache-2.0
// Which outputs each input gets: decided and checked whole before the first byte is written.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "inkstone/result.hpp"
#include "inkstone/writer.hpp"
#include "src/batch/inputs.hpp"

namespace inkstone::batch {

/// One output of a document.
struct Target {
    std::string path;  ///< "-" is standard output
    const WriterInfo* writer = nullptr;
};

/// One document and its outputs, from one reading.
struct Job {
    Input input;
    std::vector<Target> targets;
};

/// What the user asked for.
struct PlanRequest {
    std::vector<std::string> outputs;        ///< -o, in order
    std::vector<const WriterInfo*> formats;  ///< -t, in order
    std::string out_dir;                     ///< --out-dir, empty when not given
    std::vector<const WriterInfo*> writers;  ///< all that exist
};

/// The writer for a file name, by its extension (`.htm` and `.xhtml` are known too);
/// null when no writer has it.
const WriterInfo* writer_for_path(std::span<const WriterInfo* const> writers,
                                  const std::string& path);

/// Makes the jobs. Without outputs and folder each file lies beside its input, and standard input
/// goes to standard output. Without a format: PDF.
/// Errors (Usage): an extension that names no format, several inputs for one output, two outputs
/// with the same path, an output that is one of the inputs.
Result<std::vector<Job>> plan_jobs(std::vector<Input> inputs, const PlanRequest& request);

}  // namespace inkstone::batch
