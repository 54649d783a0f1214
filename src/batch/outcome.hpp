// SPDX-License-Identifier: Apache-2.0
// What became of one document: the answer of a worker, a line of the report, a part of the summary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/diagnostics.hpp"
#include "inkstone/result.hpp"

namespace inkstone::batch {

enum class Status { Ok, Skipped, Failed };

/// One output. `sha256` is empty when nobody asked for it or nothing was written.
struct OutputResult {
    Status status = Status::Failed;
    std::uint64_t bytes = 0;
    std::uint32_t pages = 0;
    double ms = 0;  ///< wall time of reading (once a document) and of writing this output
    std::string sha256;
    /// Said while reading the document and while writing this output.
    std::vector<Diagnostic> diagnostics;
};

/// One document. `outputs` has one entry for each target of the job.
struct Outcome {
    std::vector<OutputResult> outputs;
    /// Everything that was said, each message once.
    std::vector<Diagnostic> diagnostics;
    std::string input_sha256;
    /// References that were looked up, as written; only when the job was asked to note them.
    std::vector<std::string> references;
    bool failed = false;         ///< at least one output is missing
    bool output_failed = false;  ///< … because it could not be written
    bool cancelled = false;
};

/// The stable code of an error in diagnostics: "input", "output", "missing-font", …
std::string_view error_code(ErrorKind kind);

/// "note", "warning", "error"; "ok", "skipped", "failed".
std::string_view severity_name(Severity severity);
std::string_view status_name(Status status);

/// Adds `error` to `outcome` as a message about `file`, and returns that message.
Diagnostic note_error(Outcome& outcome, const Error& error, const std::string& file);

/// The outcome of a document of which nothing was written, with `outputs` outputs.
Outcome failed_outcome(std::size_t outputs, const Error& error, const std::string& file);

/// Adds messages that are not in `all` yet: several writers say the same of one document.
void merge(std::vector<Diagnostic>& all, const std::vector<Diagnostic>& more);

/// Bytes for the way from a worker to its parent, and back. An answer that cannot be read gives a
/// failed outcome.
std::string packed(const Outcome& outcome);
Outcome unpacked(std::string_view bytes);

}  // namespace inkstone::batch
