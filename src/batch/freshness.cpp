// SPDX-License-Identifier: Apache-2.0
#include "src/batch/freshness.hpp"

#include <fmt/format.h>
#include <link.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "src/batch/output_file.hpp"
#include "src/batch/recording_loader.hpp"
#include "src/hash/sha.hpp"
#include "src/resources/read_file.hpp"

namespace inkstone::batch {

namespace {

namespace fs = std::filesystem;

/// Raised when the form of the record changes.
constexpr int kRecordVersion = 2;

/// Folders whose files decide how text is set: fonts (manifest.yaml, fontconfig) and the
/// hyphenation dictionaries.
constexpr std::string_view kSystemFolders[] = {
    "/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/usr/share/hyphen"};

/// Folders of the user's home where fontconfig looks.
constexpr std::string_view kHomeFolders[] = {
    ".fonts", ".local/share/fonts", ".config/fontconfig", ".fonts.conf"};

/// Gathers lines; a line holds its own length, so that no two lists give the same text.
class Gathered {
public:
    void add(std::string_view name, std::string_view value) {
        hash_.update(fmt::format("{}:{}={}:{}\n", name.size(), name, value.size(), value));
    }
    /// A file or a folder with everything below it, by size and time.
    void add_tree(const std::string& path) {
        std::vector<std::string> files{path};
        std::error_code error;
        const auto options = fs::directory_options::skip_permission_denied |
                             fs::directory_options::follow_directory_symlink;
        fs::recursive_directory_iterator walk(path, options, error);
        // A loop of links ends with ELOOP, which ends the walk.
        for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
            files.push_back(walk->path().string());
        }
        std::sort(files.begin(), files.end());
        for (const std::string& file : files) add_stamp(file);
    }
    void add_stamp(const std::string& file) {
        struct stat status {};
        if (::stat(file.c_str(), &status) != 0) return;
        add(file,
            fmt::format("{} {} {}.{}",
                        status.st_mode,
                        S_ISDIR(status.st_mode) ? 0 : status.st_size,
                        status.st_mtim.tv_sec,
                        status.st_mtim.tv_nsec));
    }
    [[nodiscard]] std::string finish() { return hash_.finish(); }

private:
    hash::Sha256 hash_;
};

int add_object(dl_phdr_info* info, std::size_t, void* gathered) {
    const std::string name = info->dlpi_name;
    static_cast<Gathered*>(gathered)->add_stamp(name.empty() ? "/proc/self/exe" : name);
    return 0;
}

void add_fonts(Gathered& all, const ConverterOptions& converter) {
    for (const std::string& path : converter.font_paths) {
        all.add("font-path", path);
        all.add_tree(path);
    }
    all.add("ignore-system-fonts", converter.ignore_system_fonts ? "1" : "0");
    for (const std::string_view folder : kSystemFolders) all.add_tree(std::string(folder));
    if (converter.ignore_system_fonts) return;
    const char* home = std::getenv("HOME");
    if (home == nullptr) return;
    for (const std::string_view folder : kHomeFolders) {
        all.add_tree(fmt::format("{}/{}", home, folder));
    }
}

void add_options(Gathered& all, const ConvertOptions& options) {
    all.add("from", options.from);
    all.add("lang", options.lang);
    for (const auto& [name, value] : options.metadata) all.add("metadata " + name, value);
    for (const auto& [name, value] : options.options) {
        all.add("option " + name, value);
        // A theme, a style sheet, a cover: an option that names a file stands for its bytes.
        all.add("file " + name, file_sha256(value));
    }
    for (const auto& [name, value] : options.default_metadata) all.add("default " + name, value);
    for (const auto& [name, value] : options.default_options) {
        all.add("default option " + name, value);
        all.add("default file " + name, file_sha256(value));
    }
    const Limits& limits = options.limits;
    all.add("limits",
            fmt::format("{} {} {} {}",
                        limits.max_input_bytes,
                        limits.max_nesting,
                        limits.max_pages,
                        limits.max_pixels));
    all.add("timestamp", options.timestamp ? fmt::format("{}", *options.timestamp) : "");
    const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
    all.add("SOURCE_DATE_EPOCH", epoch == nullptr ? "" : epoch);
}

std::string record_path(const Target& target) {
    const fs::path output(target.path);
    return (output.parent_path() / ".inkstone" / (output.filename().string() + ".json")).string();
}

nlohmann::json to_json(const Diagnostic& entry) {
    return {static_cast<int>(entry.severity),
            entry.code,
            entry.message,
            entry.hint,
            entry.file,
            entry.position.line,
            entry.position.column};
}

Diagnostic diagnostic_of(const nlohmann::json& item) {
    return {static_cast<Severity>(item.at(0).get<int>()),
            item.at(1).get<std::string>(),
            item.at(2).get<std::string>(),
            item.at(3).get<std::string>(),
            item.at(4).get<std::string>(),
            {item.at(5).get<std::uint32_t>(), item.at(6).get<std::uint32_t>()}};
}

OutputResult result_of(const nlohmann::json& record) {
    OutputResult result;
    result.status = Status::Skipped;
    result.sha256 = record.at("sha256").get<std::string>();
    result.bytes = record.at("bytes").get<std::uint64_t>();
    result.pages = record.at("pages").get<std::uint32_t>();
    for (const nlohmann::json& item : record.at("diagnostics")) {
        result.diagnostics.push_back(diagnostic_of(item));
    }
    return result;
}

}  // namespace

std::string file_sha256(const std::string& path) {
    if (path.empty()) return {};
    const Result<std::string> bytes = resources::read_regular_file(path, 0);
    return bytes ? hash::sha256(*bytes) : std::string();
}

Freshness Freshness::of(const ConvertOptions& options, const ConverterOptions& converter) {
    Gathered all;
    all.add("version", version());
    ::dl_iterate_phdr(add_object, &all);
    add_options(all, options);
    add_fonts(all, converter);
    Freshness freshness;
    freshness.shared_ = all.finish();
    return freshness;
}

std::string Freshness::key(const Job& job,
                           const Target& target,
                           const std::string& input_sha256) const {
    Gathered all;
    all.add("shared", shared_);
    all.add("input", job.input.path);
    all.add("bytes", input_sha256);
    all.add("format", target.writer->name);
    return all.finish();
}

std::optional<OutputResult> Freshness::current(const Job& job,
                                               const Target& target,
                                               const std::string& input_sha256,
                                               const Sources& sources) const {
    if (is_stream(target.path)) return std::nullopt;
    const Result<std::string> bytes = resources::read_regular_file(record_path(target), 0);
    if (!bytes) return std::nullopt;
    try {
        const nlohmann::json record = nlohmann::json::parse(*bytes);
        if (record.at("record") != kRecordVersion) return std::nullopt;
        if (record.at("key") != key(job, target, input_sha256)) return std::nullopt;
        for (const auto& [reference, answer] : record.at("resources").items()) {
            if (answer != answer_of(sources.loader.load(reference))) return std::nullopt;
        }
        for (const auto& [url, answer] : record.at("links").items()) {
            if (answer != sources.links.find(job.input.path, target, url)) return std::nullopt;
        }
        OutputResult result = result_of(record);
        if (result.sha256.empty() || result.sha256 != file_sha256(target.path)) return std::nullopt;
        return result;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;  // cut short, or from another version
    }
}

void Freshness::remember(const Job& job,
                         const Target& target,
                         const Origin& origin,
                         const OutputResult& result) const {
    if (is_stream(target.path)) return;
    nlohmann::json diagnostics = nlohmann::json::array();
    for (const Diagnostic& entry : result.diagnostics) diagnostics.push_back(to_json(entry));
    const nlohmann::json record = {{"record", kRecordVersion},
                                   {"key", key(job, target, origin.input_sha256)},
                                   {"resources", origin.resources},
                                   {"links", origin.links},
                                   {"sha256", result.sha256},
                                   {"bytes", result.bytes},
                                   {"pages", result.pages},
                                   {"diagnostics", diagnostics}};
    // A reference that is no UTF-8 is written as another one: the record then never holds again.
    const std::string text =
        record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    Result<std::unique_ptr<OutputFile>> file = OutputFile::open(record_path(target));
    if (!file || !(*file)->write(text)) return;
    static_cast<void>((*file)->commit());
}

}  // namespace inkstone::batch
