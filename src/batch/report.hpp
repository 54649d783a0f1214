// SPDX-License-Identifier: Apache-2.0
// `--report FILE`: one JSON object a line for every output, written as soon as it is known, so that
// whatever ends the run leaves a usable file. Reports of several machines concatenate.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"
#include "src/batch/outcome.hpp"
#include "src/batch/plan.hpp"

namespace inkstone::batch {

/// A JSON string with its quotes (RFC 8259 section 7); bytes that are no UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

/// {"file","line","column","severity","code","message","hint"}, without a line end.
std::string json_object(const Diagnostic& entry);

/// The lines of one document, each with its line end: {"input","output","format","status","bytes",
/// "sha256","pages","ms","warnings","diagnostics","input_sha256"}.
std::string report_lines(const Job& job, const Outcome& outcome);

/// The open report. Lines are appended with one write(2) each.
class ReportFile {
public:
    ReportFile() = default;
    ~ReportFile();
    ReportFile(const ReportFile&) = delete;
    ReportFile& operator=(const ReportFile&) = delete;

    /// Opens `path` ("-": standard output); `append` keeps what is there. Errors: Output.
    Result<void> open(const std::string& path, bool append);
    /// Does nothing when no file is open. Errors: Output.
    Result<void> add(const std::string& lines);

private:
    std::string path_;
    int descriptor_ = -1;
};

/// What an earlier report says of an output that was made.
struct Finished {
    std::string input_sha256, sha256;
    std::uint64_t bytes = 0;
    std::uint32_t pages = 0;
};

/// The outputs that a report (or several, concatenated) says are there, by path; the last line of
/// a path counts. A last line cut short by a crash is passed over. Errors: Input.
Result<std::map<std::string, Finished>> read_report(const std::string& path);

}  // namespace inkstone::batch
