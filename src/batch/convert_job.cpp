// SPDX-License-Identifier: Apache-2.0
#include "src/batch/convert_job.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

#include "src/batch/output_file.hpp"

namespace inkstone::batch {

namespace {

/// The folder that a document's references start from.
std::string folder_of(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// Adds messages that are not there yet: several writers say the same of one document.
void merge(std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
    const std::size_t known = all.size();
    for (Diagnostic& entry : more) {
        const auto end = all.begin() + static_cast<std::ptrdiff_t>(known);
        if (std::find(all.begin(), end, entry) == end) all.push_back(std::move(entry));
    }
}

void note_error(Outcome& outcome, const Error& error, const std::string& file) {
    outcome.failed = true;
    outcome.output_failed = outcome.output_failed || error.kind == ErrorKind::Output;
    outcome.cancelled = outcome.cancelled || error.kind == ErrorKind::Cancelled;
    Diagnostic entry;
    entry.severity = Severity::Error;
    entry.code = error_code(error.kind);
    entry.message = error.message;
    entry.hint = error.hint;
    entry.file = file;
    merge(outcome.diagnostics, {std::move(entry)});
}

Result<Report> write_target(const Converter& converter,
                            const Document& document,
                            const Target& target,
                            ConvertOptions options) {
    options.to = target.writer->name;
    Result<std::unique_ptr<OutputFile>> file = OutputFile::open(target.path);
    if (!file) return fail(file.error());
    Result<Report> report = converter.write(document, options, **file);
    if (!report) return report;
    if (Result<void> placed = (*file)->commit(); !placed) return fail(placed.error());
    return report;
}

Outcome convert_checked(const Converter& converter, const Job& job, const ConvertOptions& base) {
    Outcome outcome;
    ConvertOptions options = base;
    options.source_name = job.input.path;
    options.base_path = folder_of(job.input.path);
    const Result<std::string> bytes = read_input(job.input.path, base.limits.max_input_bytes);
    if (!bytes) {
        note_error(outcome, bytes.error(), job.input.path);
        return outcome;
    }
    Result<ReadResult> read = converter.read(*bytes, options);
    if (!read) {
        note_error(outcome, read.error(), job.input.path);
        return outcome;
    }
    outcome.diagnostics = std::move(read->diagnostics);
    for (const Target& target : job.targets) {
        Result<Report> report = write_target(converter, read->document, target, options);
        if (!report) {
            note_error(outcome, report.error(), job.input.path);
            continue;
        }
        ++outcome.written;
        outcome.bytes += report->bytes;
        outcome.pages = std::max(outcome.pages, report->pages);
        merge(outcome.diagnostics, std::move(report->diagnostics));
    }
    return outcome;
}

}  // namespace

std::string_view error_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::Usage:
            return "usage";
        case ErrorKind::Input:
            return "input";
        case ErrorKind::Output:
            return "output";
        case ErrorKind::MissingFont:
            return "missing-font";
        case ErrorKind::Limit:
            return "limit";
        case ErrorKind::Cancelled:
            return "cancelled";
        case ErrorKind::Internal:
            return "internal";
    }
    return "internal";
}

Outcome convert_job(const Converter& converter, const Job& job, const ConvertOptions& base) {
    // The Converter lets nothing through; what is left is memory for the file itself.
    try {
        return convert_checked(converter, job, base);
    } catch (const std::exception& error) {
        Outcome outcome;
        note_error(outcome, {ErrorKind::Internal, error.what(), {}}, job.input.path);
        return outcome;
    }
}

}  // namespace inkstone::batch
