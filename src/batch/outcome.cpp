// SPDX-License-Identifier: Apache-2.0
#include "src/batch/outcome.hpp"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>

namespace inkstone::batch {

namespace {

using Json = nlohmann::json;

Json to_json(const std::vector<Diagnostic>& entries) {
    Json list = Json::array();
    for (const Diagnostic& entry : entries) {
        list.push_back({static_cast<int>(entry.severity),
                        entry.code,
                        entry.message,
                        entry.hint,
                        entry.file,
                        entry.position.line,
                        entry.position.column});
    }
    return list;
}

std::vector<Diagnostic> diagnostics_of(const Json& list) {
    std::vector<Diagnostic> entries;
    for (const Json& item : list) {
        entries.push_back({static_cast<Severity>(item.at(0).get<int>()),
                           item.at(1).get<std::string>(),
                           item.at(2).get<std::string>(),
                           item.at(3).get<std::string>(),
                           item.at(4).get<std::string>(),
                           {item.at(5).get<std::uint32_t>(), item.at(6).get<std::uint32_t>()}});
    }
    return entries;
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

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::Note:
            return "note";
        case Severity::Warning:
            return "warning";
        case Severity::Error:
            return "error";
    }
    return "error";
}

std::string_view status_name(Status status) {
    switch (status) {
        case Status::Ok:
            return "ok";
        case Status::Skipped:
            return "skipped";
        case Status::Failed:
            return "failed";
    }
    return "failed";
}

void merge(std::vector<Diagnostic>& all, const std::vector<Diagnostic>& more) {
    const std::size_t known = all.size();
    for (const Diagnostic& entry : more) {
        const auto end = all.begin() + static_cast<std::ptrdiff_t>(known);
        if (std::find(all.begin(), end, entry) == end) all.push_back(entry);
    }
}

Diagnostic note_error(Outcome& outcome, const Error& error, const std::string& file) {
    outcome.failed = true;
    outcome.output_failed = outcome.output_failed || error.kind == ErrorKind::Output;
    outcome.cancelled = outcome.cancelled || error.kind == ErrorKind::Cancelled;
    Diagnostic entry;
    entry.severity = Severity::Error;
    entry.code = error_code(error.kind);
    entry.message = error.message;
    entry.hint = error.hint;
    entry.file = file;
    merge(outcome.diagnostics, {entry});
    return entry;
}

Outcome failed_outcome(std::size_t outputs, const Error& error, const std::string& file) {
    Outcome outcome;
    outcome.outputs.resize(outputs);
    const Diagnostic entry = note_error(outcome, error, file);
    for (OutputResult& output : outcome.outputs) output.diagnostics.push_back(entry);
    return outcome;
}

std::string packed(const Outcome& outcome) {
    Json outputs = Json::array();
    for (const OutputResult& output : outcome.outputs) {
        outputs.push_back({static_cast<int>(output.status),
                           output.bytes,
                           output.pages,
                           output.ms,
                           output.sha256,
                           to_json(output.diagnostics)});
    }
    const Json all = {outputs,
                      to_json(outcome.diagnostics),
                      outcome.input_sha256,
                      outcome.failed,
                      outcome.output_failed,
                      outcome.cancelled,
                      outcome.references};
    // CBOR, not text: file names may be no UTF-8.
    const std::vector<std::uint8_t> bytes = Json::to_cbor(all);
    return {bytes.begin(), bytes.end()};
}

Outcome unpacked(std::string_view bytes) {
    Outcome outcome;
    try {
        const Json all = Json::from_cbor(bytes.begin(), bytes.end());
        for (const Json& item : all.at(0)) {
            outcome.outputs.push_back({static_cast<Status>(item.at(0).get<int>()),
                                       item.at(1).get<std::uint64_t>(),
                                       item.at(2).get<std::uint32_t>(),
                                       item.at(3).get<double>(),
                                       item.at(4).get<std::string>(),
                                       diagnostics_of(item.at(5))});
        }
        outcome.diagnostics = diagnostics_of(all.at(1));
        outcome.input_sha256 = all.at(2).get<std::string>();
        outcome.failed = all.at(3).get<bool>();
        outcome.output_failed = all.at(4).get<bool>();
        outcome.cancelled = all.at(5).get<bool>();
        outcome.references = all.at(6).get<std::vector<std::string>>();
    } catch (const Json::exception& error) {
        return failed_outcome(0, {ErrorKind::Internal, error.what(), {}}, "convert");
    }
    return outcome;
}

}  // namespace inkstone::batch
