// SPDX-License-Identifier: Apache-2.0
#include "src/batch/report.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>

#include "src/batch/inputs.hpp"

namespace inkstone::batch {

namespace {

/// One line of an earlier report. Lines of others and cut ones are passed over: what they would
/// have said is then simply done again.
void take_line(const std::string& line, std::map<std::string, Finished>& finished) {
    try {
        const nlohmann::json entry = nlohmann::json::parse(line);
        const auto output = entry.at("output").get<std::string>();
        finished.erase(output);
        if (entry.at("status") == "failed") return;
        finished[output] = {entry.at("input_sha256").get<std::string>(),
                            entry.at("sha256").get<std::string>(),
                            entry.at("bytes").get<std::uint64_t>(),
                            entry.at("pages").get<std::uint32_t>()};
    } catch (const nlohmann::json::exception&) {
        return;
    }
}

/// True when the file's last line has no end: a run was killed while it wrote.
bool ends_inside_a_line(const std::string& path) {
    const Result<std::string> bytes = read_input(path, 0);
    return bytes && !bytes->empty() && bytes->back() != '\n';
}

}  // namespace

std::string json_string(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string json_object(const Diagnostic& entry) {
    return fmt::format(
        R"({{"file":{},"line":{},"column":{},"severity":"{}","code":{},"message":{},"hint":{}}})",
        json_string(entry.file),
        entry.position.line,
        entry.position.column,
        severity_name(entry.severity),
        json_string(entry.code),
        json_string(entry.message),
        json_string(entry.hint));
}

std::string report_lines(const Job& job, const Outcome& outcome) {
    std::string lines;
    for (std::size_t index = 0; index < job.targets.size(); ++index) {
        const OutputResult output =
            index < outcome.outputs.size() ? outcome.outputs[index] : OutputResult{};
        const auto warnings = std::count_if(
            output.diagnostics.begin(), output.diagnostics.end(), [](const Diagnostic& entry) {
                return entry.severity == Severity::Warning;
            });
        std::string messages;
        for (const Diagnostic& entry : output.diagnostics) {
            if (!messages.empty()) messages += ',';
            messages += json_object(entry);
        }
        fmt::format_to(std::back_inserter(lines),
                       R"({{"input":{},"output":{},"format":"{}","status":"{}","bytes":{},)"
                       R"("sha256":"{}","pages":{},"ms":{:.1f},"warnings":{},)"
                       R"("diagnostics":[{}],"input_sha256":"{}"}})"
                       "\n",
                       json_string(job.input.path),
                       json_string(job.targets[index].path),
                       job.targets[index].writer->name,
                       status_name(output.status),
                       output.bytes,
                       output.sha256,
                       output.pages,
                       output.ms,
                       warnings,
                       messages,
                       outcome.input_sha256);
    }
    return lines;
}

ReportFile::~ReportFile() {
    if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

Result<void> ReportFile::open(const std::string& path, bool append) {
    path_ = path;
    if (path == "-") {
        descriptor_ = STDOUT_FILENO;
        return {};
    }
    std::error_code ignored;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
    const int kind = append ? O_APPEND : O_TRUNC;
    const bool cut = append && ends_inside_a_line(path);
    descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | kind, 0666);
    if (descriptor_ >= 0) return cut ? add("\n") : Result<void>{};
    return fail(
        ErrorKind::Output,
        fmt::format(
            "cannot write the report {}: {}", path, std::generic_category().message(errno)));
}

Result<void> ReportFile::add(const std::string& lines) {
    std::string_view rest = lines;
    while (descriptor_ >= 0 && !rest.empty()) {
        const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            return fail(ErrorKind::Output,
                        fmt::format("cannot write the report {}: {}",
                                    path_,
                                    std::generic_category().message(errno)));
        }
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

Result<std::map<std::string, Finished>> read_report(const std::string& path) {
    const Result<std::string> bytes = read_input(path, 0);
    if (!bytes) {
        return fail(ErrorKind::Input,
                    fmt::format("the report {}: {}", path, bytes.error().message));
    }
    std::map<std::string, Finished> finished;
    for (const std::string& line : split_list(*bytes, false)) take_line(line, finished);
    return finished;
}

}  // namespace inkstone::batch
