// SPDX-License-Identifier: Apache-2.0
#include "src/batch/convert_job.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "src/batch/output_file.hpp"
#include "src/batch/recording_loader.hpp"
#include "src/hash/sha.hpp"
#include "src/resources/file_loader.hpp"

namespace inkstone::batch {

namespace {

using LinkAnswers = std::map<std::string, std::string>;
const LinkAnswers kNoLinks;

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Hashes what goes through to a file.
class HashingSink : public Sink {
public:
    explicit HashingSink(Sink& below) : below_(below) {}
    Result<void> write(std::string_view bytes) override {
        hash_.update(bytes);
        return below_.write(bytes);
    }
    [[nodiscard]] std::string finish() { return hash_.finish(); }

private:
    Sink& below_;
    hash::Sha256 hash_;
};

/// The steps of one job. Reads at most once, and only when an output is wanted.
class Conversion {
public:
    Conversion(const JobContext& context, const Job& job)
        : context_(context), job_(job), options_(context.options) {
        options_.source_name = job.input.path;
        options_.base_path = folder_of(job.input.path);
        outcome_.outputs.resize(job.targets.size());
        hashes_ = context.hashes || context.freshness != nullptr || context.finished != nullptr;
    }

    Outcome run() {
        Result<std::string> bytes =
            read_input(job_.input.path, context_.options.limits.max_input_bytes);
        if (!bytes) return failed(bytes.error());
        if (hashes_) outcome_.input_sha256 = hash::sha256(*bytes);
        skip_finished();
        if (std::all_of(outcome_.outputs.begin(), outcome_.outputs.end(), is_skipped)) {
            return std::move(outcome_);
        }
        const Clock::time_point start = Clock::now();
        Result<ReadResult> read = context_.converter.read(*bytes, options_);
        reading_ms_ = milliseconds_since(start);
        if (!read) return failed(read.error());
        reading_ = std::move(read->diagnostics);
        merge(outcome_.diagnostics, reading_);
        std::optional<DocumentLinks> links;
        const bool linked = context_.links != nullptr && !context_.links->empty();
        if (linked || context_.freshness != nullptr) links.emplace(read->document);
        for (std::size_t index = 0; index < job_.targets.size(); ++index) {
            if (is_skipped(outcome_.outputs[index])) continue;
            if (links) links->point(index_of_links(), job_.input.path, job_.targets[index]);
            write(index, read->document, links ? links->answers() : kNoLinks);
        }
        return std::move(outcome_);
    }

private:
    static bool is_skipped(const OutputResult& output) { return output.status == Status::Skipped; }

    [[nodiscard]] const LinkIndex& index_of_links() const {
        static const LinkIndex kAlone;
        return context_.links != nullptr ? *context_.links : kAlone;
    }

    Outcome failed(const Error& error) {
        const Diagnostic entry = note_error(outcome_, error, job_.input.path);
        for (OutputResult& output : outcome_.outputs) {
            if (!is_skipped(output)) output.diagnostics.push_back(entry);
        }
        return std::move(outcome_);
    }

    void skip_finished() {
        const resources::FileLoader loader(options_.base_path);
        for (std::size_t index = 0; index < job_.targets.size(); ++index) {
            const Target& target = job_.targets[index];
            std::optional<OutputResult> known;
            if (context_.finished != nullptr) known = reported(target);
            if (!known && context_.freshness != nullptr) {
                known = context_.freshness->current(
                    job_, target, outcome_.input_sha256, {loader, index_of_links()});
            }
            if (!known) continue;
            merge(outcome_.diagnostics, known->diagnostics);
            outcome_.outputs[index] = *std::move(known);
        }
    }

    [[nodiscard]] std::optional<OutputResult> reported(const Target& target) const {
        const auto found = context_.finished->find(target.path);
        if (found == context_.finished->end()) return std::nullopt;
        const Finished& entry = found->second;
        const bool same = entry.input_sha256 == outcome_.input_sha256 && !entry.sha256.empty() &&
                          entry.sha256 == file_sha256(target.path);
        if (!same) return std::nullopt;
        OutputResult result;
        result.status = Status::Skipped;
        result.bytes = entry.bytes;
        result.pages = entry.pages;
        result.sha256 = entry.sha256;
        return result;
    }

    void write(std::size_t index, const Document& document, const LinkAnswers& links) {
        OutputResult& output = outcome_.outputs[index];
        const Clock::time_point start = Clock::now();
        const resources::FileLoader files(options_.base_path);
        const RecordingLoader recorder(files);
        const bool records = context_.freshness != nullptr || context_.notes_references;
        if (records) options_.resources = &recorder;
        Result<Report> report = write_target(document, job_.targets[index], output);
        options_.resources = context_.options.resources;
        if (context_.notes_references) {
            for (const auto& [reference, answer] : recorder.answers())
                outcome_.references.push_back(reference);
        }
        output.ms = reading_ms_ + milliseconds_since(start);
        output.diagnostics = reading_;
        if (!report) {
            output.diagnostics.push_back(note_error(outcome_, report.error(), job_.input.path));
            return;
        }
        output.status = Status::Ok;
        output.bytes = report->bytes;
        output.pages = report->pages;
        merge(output.diagnostics, report->diagnostics);
        merge(outcome_.diagnostics, report->diagnostics);
        if (context_.freshness == nullptr) return;
        context_.freshness->remember(
            job_, job_.targets[index], {outcome_.input_sha256, recorder.answers(), links}, output);
    }

    Result<Report> write_target(const Document& document,
                                const Target& target,
                                OutputResult& output) {
        options_.to = target.writer->name;
        Result<std::unique_ptr<OutputFile>> file = OutputFile::open(target.path);
        if (!file) return fail(file.error());
        HashingSink hashing(**file);
        Sink& sink = hashes_ ? static_cast<Sink&>(hashing) : **file;
        Result<Report> report = context_.converter.write(document, options_, sink);
        if (!report) return report;
        if (Result<void> placed = (*file)->commit(); !placed) return fail(placed.error());
        if (hashes_) output.sha256 = hashing.finish();
        return report;
    }

    const JobContext& context_;
    const Job& job_;
    ConvertOptions options_;
    Outcome outcome_;
    std::vector<Diagnostic> reading_;
    double reading_ms_ = 0;
    bool hashes_ = false;
};

}  // namespace

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

Outcome convert_job(const JobContext& context, const Job& job) {
    // The Converter lets nothing through; what is left is memory for the file itself.
    try {
        return Conversion(context, job).run();
    } catch (const std::exception& error) {
        return failed_outcome(
            job.targets.size(), {ErrorKind::Internal, error.what(), {}}, job.input.path);
    }
}

}  // namespace inkstone::batch
