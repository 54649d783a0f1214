// SPDX-License-Identifier: Apache-2.0
#include "src/cli/watch.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "src/batch/convert_job.hpp"
#include "src/cli/convert_all.hpp"
#include "src/cli/defaults.hpp"
#include "src/cli/prepare.hpp"
#include "src/cli/run.hpp"
#include "src/resources/reference.hpp"
#include "src/serve/file_watcher.hpp"
#include "src/serve/preview.hpp"
#include "src/serve/signal_descriptor.hpp"

namespace inkstone::cli {

namespace {

namespace fs = std::filesystem;

std::string normal(const std::string& path) {
    return fs::path(path).lexically_normal().string();
}

bool is_markdown(const std::string& path) {
    return path.ends_with(".md") || path.ends_with(".markdown");
}

class Watch {
public:
    Watch(const std::vector<std::string>& typed,
          const Arguments& arguments,
          const Converter& converter,
          Messages& messages)
        : typed_(typed),
          arguments_(arguments),
          converter_(converter),
          messages_(messages),
          writes_(arguments.watch || !arguments.outputs.empty() || !arguments.formats.empty()) {}

    int run() {
        if (Result<void> planned = plan(); !planned) return ended(planned.error());
        if (!arguments_.preview.empty()) {
            if (Result<void> opened = open_preview(); !opened) return ended(opened.error());
        }
        if (writes_) convert(run_.jobs);
        messages_.summarise(fmt::format("watching {} documents\n", run_.jobs.size()));
        while (step()) {
        }
        if (preview_) preview_->stop();
        return ExitOk;
    }

private:
    int ended(const Error& error) {
        messages_.print(error);
        return error.kind == ErrorKind::Usage ? ExitUsage : ExitFailed;
    }

    /// Reads the arguments, with the files that they name, and finds the documents.
    Result<void> plan() {
        Result<Arguments> parsed = parse_arguments(typed_, converter_.writers());
        if (parsed) parsed = with_defaults(*std::move(parsed), converter_.writers());
        if (!parsed) return fail(parsed.error());
        Result<batch::Expansion> inputs = gather_inputs(*parsed);
        if (!inputs) return fail(inputs.error());
        for (const Error& error : inputs->errors) messages_.print(error);
        Result<Run> prepared = prepare(*parsed, converter_, std::move(inputs->inputs));
        if (!prepared) return fail(prepared.error());
        run_ = *std::move(prepared);
        run_.observe = [this](const batch::Job& job, const batch::Outcome& outcome) {
            note(job, outcome);
        };
        shared_.clear();
        for (const auto* files : {&parsed->defaults, &parsed->metadata_files}) {
            for (const std::string& file : *files) share(file);
        }
        for (const OptionValues* values : {&run_.options.options, &run_.options.default_options}) {
            for (const auto& [name, value] : *values) share(value);
        }
        for (const std::string& input : parsed->inputs) watch(input);
        for (const batch::Job& job : run_.jobs) watch(batch::folder_of(job.input.path));
        return {};
    }

    /// A file that all documents depend on: an option's value, when it names one.
    void share(const std::string& file) {
        std::error_code error;
        if (!fs::is_regular_file(file, error)) return;
        shared_.insert(normal(file));
        tell(watcher_.add(batch::folder_of(file), false));
    }

    void watch(const std::string& folder) {
        std::error_code error;
        if (fs::is_directory(folder, error)) tell(watcher_.add(folder, true));
    }

    void tell(const Result<void>& watched) {
        if (watched || !told_.insert(watched.error().message).second) return;
        messages_.warn("watch", watched.error().message, watched.error().hint);
    }

    Result<void> find_site() {
        std::vector<std::string> paths;
        for (const batch::Job& job : run_.jobs) paths.push_back(job.input.path);
        Result<serve::Site> site = serve::Site::of(paths);
        if (!site) return fail(site.error());
        site_ = *std::move(site);
        return {};
    }

    void renew_preview() {
        if (!preview_ || !find_site()) return;
        preview_->renew();
    }

    Result<void> open_preview() {
        if (Result<void> found = find_site(); !found) return found;
        const Result<serve::Address> address = serve::parse_address(arguments_.preview);
        if (!address) return fail(address.error());
        if (address->host != "127.0.0.1" && address->host != "::1") {
            return fail(ErrorKind::Usage, "--preview listens on loopback only", "give a port");
        }
        preview_.emplace(converter_, run_.options, site_);
        const Result<std::string> url = preview_->listen(*address);
        if (!url) return fail(url.error());
        messages_.summarise(fmt::format("preview at {}/\n", *url));
        return {};
    }

    /// Waits for something to happen and deals with it; false when the end was asked for.
    bool step() {
        std::vector<pollfd> polled{{signals_.descriptor(), POLLIN, 0},
                                   {watcher_.descriptor(), POLLIN, 0}};
        if (preview_) preview_->watch(polled);
        ::poll(polled.data(), polled.size(), preview_ ? preview_->next_deadline() : -1);
        if (signals_.take()) return false;
        if (preview_ && !preview_->work()) {
            messages_.print(Error{ErrorKind::Internal, "the preview ended", {}});
            return false;
        }
        if (polled[1].revents != 0) take(watcher_.take());
        return true;
    }

    void take(serve::Changes changes) {
        for (const batch::Job& job : run_.jobs) {
            if (!writes_) break;
            for (const batch::Target& target : job.targets)
                changes.paths.erase(normal(target.path));
        }
        if (changes.empty()) return;
        const bool shared = changes.all || touches(changes, shared_);
        if (shared || has_new_document(changes)) {
            std::set<std::string> known;
            for (const batch::Job& job : run_.jobs) known.insert(job.input.path);
            if (Result<void> planned = plan(); !planned) return messages_.print(planned.error());
            renew_preview();
            if (writes_) convert(affected(changes, shared ? std::set<std::string>{} : known));
        } else if (writes_) {
            convert(affected(changes, std::nullopt));
        }
        if (preview_) preview_->reload();
    }

    static bool touches(const serve::Changes& changes, const std::set<std::string>& files) {
        return std::any_of(changes.paths.begin(), changes.paths.end(), [&](const auto& path) {
            return files.count(path) != 0;
        });
    }

    [[nodiscard]] bool has_new_document(const serve::Changes& changes) const {
        return std::any_of(changes.paths.begin(), changes.paths.end(), [&](const auto& path) {
            std::error_code error;
            return is_markdown(path) && fs::exists(path, error) &&
                   std::none_of(run_.jobs.begin(), run_.jobs.end(), [&](const auto& job) {
                       return normal(job.input.path) == path;
                   });
        });
    }

    /// Jobs whose input or one of whose references changed, and those that are not in `known`.
    std::vector<batch::Job> affected(const serve::Changes& changes,
                                     const std::optional<std::set<std::string>>& known) {
        std::vector<batch::Job> jobs;
        for (const batch::Job& job : run_.jobs) {
            std::error_code error;
            const bool fresh = known && known->count(job.input.path) == 0;
            const bool changed = changes.paths.count(normal(job.input.path)) != 0 &&
                                 fs::exists(job.input.path, error);
            if (fresh || changed || touches(changes, references_[job.input.path]))
                jobs.push_back(job);
        }
        return jobs;
    }

    void convert(const std::vector<batch::Job>& jobs) {
        if (jobs.empty()) return;
        Run part = run_;
        part.jobs = jobs;
        batch::ReportFile no_report;
        const std::size_t warnings = messages_.warnings();
        const std::atomic<bool> never{false};
        const Tally tally = convert_all(part, converter_, no_report, messages_, never);
        messages_.summarise(summary_line(tally, messages_.warnings() - warnings));
    }

    void note(const batch::Job& job, const batch::Outcome& outcome) {
        // A document that failed may have been stopped before it named its pictures.
        std::set<std::string>& files = references_[job.input.path];
        if (!outcome.failed) files.clear();
        for (const std::string& reference : outcome.references) {
            const std::string path =
                resources::percent_decoded(resources::without_query(reference));
            for (const std::string& one : {path, reference})
                files.insert(normal(batch::folder_of(job.input.path) + "/" + one));
        }
    }

    const std::vector<std::string>& typed_;
    const Arguments& arguments_;
    const Converter& converter_;
    Messages& messages_;
    bool writes_;
    Run run_;
    serve::StopSignals signals_;
    serve::FileWatcher watcher_;
    serve::Site site_;
    std::optional<serve::Preview> preview_;
    std::set<std::string> shared_, told_;
    std::map<std::string, std::set<std::string>> references_;
};

}  // namespace

int run_watch(const std::vector<std::string>& typed,
              const Arguments& arguments,
              const Converter& converter,
              Messages& messages) {
    if (arguments.watch && std::find(arguments.inputs.begin(), arguments.inputs.end(), "-") !=
                               arguments.inputs.end()) {
        messages.print(Error{ErrorKind::Usage, "--watch needs files, not standard input", {}});
        return ExitUsage;
    }
    return Watch(typed, arguments, converter, messages).run();
}

}  // namespace inkstone::cli
