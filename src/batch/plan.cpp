// SPDX-License-Identifier: Apache-2.0
#include "src/batch/plan.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "src/batch/output_file.hpp"

namespace inkstone::batch {

namespace {

namespace fs = std::filesystem;

/// Format when nothing says otherwise.
constexpr std::string_view kDefaultFormat = "pdf";

/// Extensions that are in use beside a writer's own.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {{"htm", "html"},
                                                                      {"xhtml", "html"}};

std::string lower_extension(const std::string& path) {
    std::string extension = fs::path(path).extension().string();
    if (!extension.empty()) extension.erase(0, 1);
    for (char& letter : extension) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return extension;
}

Failure usage(std::string message, std::string hint = {}) {
    return fail(ErrorKind::Usage, std::move(message), std::move(hint));
}

Failure unknown_extension(const PlanRequest& request, const std::string& path) {
    std::vector<std::string> known;
    for (const WriterInfo* writer : request.writers) {
        known.push_back(fmt::format(".{}", writer->extension));
    }
    return usage(fmt::format("the name '{}' does not tell the format", path),
                 fmt::format("give -t, or one of the extensions {}", fmt::join(known, ", ")));
}

/// The targets of `-o a.pdf -o b.epub`, with `-t` where the extensions do not tell.
Result<std::vector<Target>> named_targets(const PlanRequest& request) {
    const std::size_t formats = request.formats.size();
    if (formats != 0 && formats != request.outputs.size()) {
        return usage(fmt::format("{} outputs but {} formats", request.outputs.size(), formats),
                     "give one -t for each -o, in the same order, or none");
    }
    std::vector<Target> targets;
    for (std::size_t index = 0; index < request.outputs.size(); ++index) {
        const std::string& path = request.outputs[index];
        const WriterInfo* writer =
            formats == 0 ? writer_for_path(request.writers, path) : request.formats[index];
        if (writer == nullptr) return unknown_extension(request, path);
        if (fs::is_directory(path)) {
            return usage(fmt::format("the output '{}' is a folder", path),
                         fmt::format("did you mean --out-dir {}?", path));
        }
        targets.push_back({path, writer});
    }
    return targets;
}

std::string place_for(const Input& input, const PlanRequest& request, const WriterInfo& writer) {
    if (input.path == "-") return "-";
    fs::path path =
        request.out_dir.empty() ? fs::path(input.path) : fs::path(request.out_dir) / input.relative;
    path.replace_extension(writer.extension);
    return path.string();
}

/// Identity of an existing file, whatever name leads to it.
using FileId = std::pair<dev_t, ino_t>;

bool file_id(const std::string& path, FileId& id) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return false;
    id = {status.st_dev, status.st_ino};
    return true;
}

/// No two outputs share a path, and no output is an input under any of its names.
Result<void> check_targets(const std::vector<Job>& jobs) {
    std::map<FileId, std::string> inputs;
    FileId id;
    for (const Job& job : jobs) {
        if (job.input.path != "-" && file_id(job.input.path, id))
            inputs.emplace(id, job.input.path);
    }
    std::map<std::string, std::string> owners;
    for (const Job& job : jobs) {
        for (const Target& target : job.targets) {
            const std::string normal = fs::absolute(target.path).lexically_normal().string();
            const auto [owner, fresh] = owners.emplace(normal, job.input.path);
            if (!fresh && target.path != "/dev/null") {
                return usage(fmt::format("'{}' would be written twice: from {} and from {}",
                                         target.path,
                                         owner->second,
                                         job.input.path));
            }
            if (!is_stream(target.path) && file_id(target.path, id) && inputs.contains(id)) {
                return usage(
                    fmt::format("the output '{}' is the input {}", target.path, inputs.at(id)),
                    "inputs are never overwritten");
            }
        }
    }
    return {};
}

}  // namespace

const WriterInfo* writer_for_path(std::span<const WriterInfo* const> writers,
                                  const std::string& path) {
    std::string extension = lower_extension(path);
    for (const auto& [alias, name] : kAliases) {
        if (extension == alias) extension = name;
    }
    const auto found = std::find_if(writers.begin(), writers.end(), [&](const WriterInfo* writer) {
        return writer->extension == extension;
    });
    return found == writers.end() ? nullptr : *found;
}

Result<std::vector<Job>> plan_jobs(std::vector<Input> inputs, const PlanRequest& request) {
    if (!request.outputs.empty() && !request.out_dir.empty()) {
        return usage("-o and --out-dir do not go together");
    }
    if (!request.outputs.empty() && inputs.size() > 1) {
        return usage(fmt::format("{} inputs cannot share one output", inputs.size()),
                     "give --out-dir and -t instead of -o");
    }
    std::vector<const WriterInfo*> formats = request.formats;
    if (formats.empty()) {
        const auto writer = writer_for_path(request.writers, fmt::format("x.{}", kDefaultFormat));
        if (writer == nullptr) return usage("no output format given", "give -t or -o");
        formats.push_back(writer);
    }
    Result<std::vector<Target>> named = std::vector<Target>{};
    if (!request.outputs.empty()) named = named_targets(request);
    if (!named) return fail(named.error());
    std::vector<Job> jobs;
    jobs.reserve(inputs.size());
    for (Input& input : inputs) {
        Job job{std::move(input), {}};
        if (!request.outputs.empty()) {
            job.targets = *named;
        } else {
            for (const WriterInfo* writer : formats) {
                job.targets.push_back({place_for(job.input, request, *writer), writer});
            }
        }
        jobs.push_back(std::move(job));
    }
    if (Result<void> checked = check_targets(jobs); !checked) return fail(checked.error());
    return jobs;
}

}  // namespace inkstone::batch
