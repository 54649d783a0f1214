// SPDX-License-Identifier: Apache-2.0
// inkstone::Converter: read, transforms, writer. The border of the library: inside, bad input
// never throws; what is thrown all the same (memory, bugs) becomes an Error here.
#include "inkstone/convert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <new>

#include "fonts/library.hpp"
#include "src/layers.hpp"
#include "src/read/markdown.hpp"
#include "src/read/metadata_keys.hpp"
#include "src/resources/file_loader.hpp"
#include "src/text/nearest_name.hpp"
#include "src/text/timestamp.hpp"
#include "src/transform/pipeline.hpp"
#include "writers/registry.hpp"

namespace inkstone {

namespace {

/// Counts what passes through, for Report::bytes.
class CountingSink : public Sink {
public:
    explicit CountingSink(Sink& target) : target_(target) {}
    Result<void> write(std::string_view bytes) override {
        Result<void> written = target_.write(bytes);
        if (written) count_ += bytes.size();
        return written;
    }
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

private:
    Sink& target_;
    std::uint64_t count_ = 0;
};

/// Runs `body` and turns every exception into an Error.
template <class T, class Body>
Result<T> guarded(Body&& body) {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::Internal, "out of memory");
    } catch (const std::exception& error) {
        return fail(ErrorKind::Internal, fmt::format("internal error: {}", error.what()));
    } catch (...) {
        return fail(ErrorKind::Internal, "internal error");
    }
}

/// "docs/summary.md" gives "summary"; standard input has no name.
std::string stem_of(std::string_view source_name) {
    if (source_name == "-") return {};
    const std::size_t slash = source_name.find_last_of('/');
    if (slash != std::string_view::npos) source_name.remove_prefix(slash + 1);
    const std::size_t dot = source_name.find_last_of('.');
    if (dot != std::string_view::npos && dot > 0) source_name = source_name.substr(0, dot);
    return std::string(source_name);
}

/// Names dates of the metadata that cannot be understood; they are shown as typed.
void check_dates(const Metadata& meta, Diagnostics& diagnostics) {
    const std::pair<std::string_view, std::string_view> dates[] = {{"date", meta.date},
                                                                   {"modified", meta.modified}};
    for (const auto& [key, text] : dates) {
        if (text.empty() || parse_date(text)) continue;
        diagnostics.warn("unclear-date",
                         fmt::format("{} '{}' is no date; it is shown as typed", key, text),
                         {},
                         "write dates as 2024-05-01");
    }
}

/// The moment that is written into the output: the caller's, else the `modified` key, else
/// SOURCE_DATE_EPOCH, else the `date` key, else now.
std::int64_t timestamp_for(const Metadata& meta, const ConvertOptions& options) {
    if (options.timestamp) return *options.timestamp;
    if (const auto modified = parse_date(meta.modified)) return *modified;
    if (const auto epoch = source_date_epoch()) return *epoch;
    if (const auto date = parse_date(meta.date)) return *date;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

bool cancelled(const ConvertOptions& options) {
    return options.cancel != nullptr && options.cancel->load(std::memory_order_relaxed);
}

Failure cancelled_failure() {
    return fail(ErrorKind::Cancelled, "cancelled");
}

}  // namespace

struct Converter::State {
    ConverterOptions options;
    std::vector<const WriterInfo*> writers;
    /// Guards the first opening of the fonts; `fonts` never changes after it.
    mutable std::once_flag fonts_once;
    mutable std::optional<Result<std::shared_ptr<const fonts::Library>>> fonts;

    [[nodiscard]] Result<std::shared_ptr<const fonts::Library>> open_fonts() const {
        std::call_once(fonts_once, [this] {
            fonts::LibraryOptions wanted;
            wanted.font_paths = options.font_paths;
            wanted.ignore_system_fonts = options.ignore_system_fonts;
            fonts.emplace(fonts::Library::open(wanted));
        });
        return *fonts;
    }

    [[nodiscard]] Result<const WriterInfo*> find_writer(std::string_view name) const {
        std::vector<std::string_view> names;
        for (const WriterInfo* info : writers) {
            if (info->name == name) return info;
            names.push_back(info->name);
        }
        std::string hint = spelling_hint(name, names);
        if (hint.empty()) hint = fmt::format("the output formats are {}", fmt::join(names, ", "));
        return fail(ErrorKind::Usage,
                    name.empty() ? std::string("no output format given")
                                 : fmt::format("unknown output format '{}'", name),
                    std::move(hint));
    }

    /// The values that `info` knows. A name that only other writers know is left out, so that one
    /// set of options serves several formats; a name that no writer knows is an error.
    [[nodiscard]] Result<OptionValues> values_for(const WriterInfo& info,
                                                  const OptionValues& given) const {
        std::vector<OptionSpec> all;
        for (const WriterInfo* writer : writers) {
            all.insert(all.end(), writer->options.begin(), writer->options.end());
        }
        OptionValues own;
        for (const auto& [name, value] : given) {
            const auto named = [&name = name](const OptionSpec& spec) { return spec.name == name; };
            if (std::any_of(info.options.begin(), info.options.end(), named)) {
                own.emplace(name, value);
            } else if (std::none_of(all.begin(), all.end(), named)) {
                Result<void> unknown = check_options(all, {{name, value}});
                return fail(unknown.error());
            }
        }
        if (Result<void> checked = check_options(info.options, own); !checked) {
            return fail(checked.error());
        }
        return own;
    }

    [[nodiscard]] Result<Document> read(std::string_view markdown,
                                        const ConvertOptions& wanted,
                                        Diagnostics& diagnostics) const;
    [[nodiscard]] Result<Report> write(const Document& document,
                                       const ConvertOptions& wanted,
                                       Sink& sink,
                                       Diagnostics& diagnostics) const;
};

Result<Document> Converter::State::read(std::string_view markdown,
                                        const ConvertOptions& wanted,
                                        Diagnostics& diagnostics) const {
    const Result<read::Format> format = read::parse_format(wanted.from);
    if (!format) return fail(format.error());
    if (cancelled(wanted)) return cancelled_failure();
    read::ReadOptions read_options;
    read_options.format = *format;
    read_options.limits = wanted.limits;
    Result<Document> document = read::read_markdown(markdown, read_options, diagnostics);
    if (!document) return document;
    read::fill_metadata(document->meta, wanted.default_metadata);
    read::override_metadata(document->meta, wanted.metadata, diagnostics);
    check_dates(document->meta, diagnostics);
    if (cancelled(wanted)) return cancelled_failure();
    if (wanted.progress && !wanted.progress(0)) return cancelled_failure();
    transform::Context context{diagnostics, *format, wanted.lang, stem_of(wanted.source_name)};
    transform::run_pipeline(*document, context);
    return document;
}

Result<Report> Converter::State::write(const Document& document,
                                       const ConvertOptions& wanted,
                                       Sink& sink,
                                       Diagnostics& diagnostics) const {
    const Result<const WriterInfo*> info = find_writer(wanted.to);
    if (!info) return fail(info.error());
    const Result<read::Format> format = read::parse_format(wanted.from);
    if (!format) return fail(format.error());
    const Result<OptionValues> values = values_for(**info, layered_options(wanted, document.meta));
    if (!values) return fail(values.error());
    if (cancelled(wanted)) return cancelled_failure();

    std::unique_ptr<ResourceLoader> own_loader;
    if (wanted.resources == nullptr) {
        own_loader = wanted.base_path.empty()
                         ? std::unique_ptr<ResourceLoader>(new resources::NullLoader)
                         : std::make_unique<resources::FileLoader>(wanted.base_path);
    }
    const Environment environment{wanted.resources != nullptr ? *wanted.resources : *own_loader,
                                  [this] { return open_fonts(); },
                                  timestamp_for(document.meta, wanted),
                                  wanted.limits,
                                  wanted.cancel,
                                  wanted.progress};
    const std::unique_ptr<Writer> writer = (*info)->make(*values, read::name_of(format->dialect));
    CountingSink counter(sink);
    const Result<WriteSummary> summary = writer->write(document, environment, counter, diagnostics);
    if (!summary) return fail(summary.error());
    return Report{counter.count(), summary->pages, {}};
}

Converter::Converter(ConverterOptions options) : state_(std::make_unique<State>()) {
    state_->options = std::move(options);
    for (const WriterInfo& info : builtin_writers()) state_->writers.push_back(&info);
}
Converter::~Converter() = default;
Converter::Converter(Converter&&) noexcept = default;
Converter& Converter::operator=(Converter&&) noexcept = default;

Result<Report> Converter::convert(std::string_view markdown,
                                  const ConvertOptions& options,
                                  Sink& sink) const {
    return guarded<Report>([&]() -> Result<Report> {
        // A wrong format is said before the work of reading.
        if (const auto info = state_->find_writer(options.to); !info) return fail(info.error());
        Diagnostics diagnostics(options.source_name);
        const Result<Document> document = state_->read(markdown, options, diagnostics);
        if (!document) return fail(document.error());
        Result<Report> report = state_->write(*document, options, sink, diagnostics);
        if (report) report->diagnostics = diagnostics.entries();
        return report;
    });
}

Result<ReadResult> Converter::read(std::string_view markdown, const ConvertOptions& options) const {
    return guarded<ReadResult>([&]() -> Result<ReadResult> {
        Diagnostics diagnostics(options.source_name);
        Result<Document> document = state_->read(markdown, options, diagnostics);
        if (!document) return fail(document.error());
        return ReadResult{*std::move(document), diagnostics.entries()};
    });
}

Result<Report> Converter::write(const Document& document,
                                const ConvertOptions& options,
                                Sink& sink) const {
    return guarded<Report>([&]() -> Result<Report> {
        Diagnostics diagnostics(options.source_name);
        Result<Report> report = state_->write(document, options, sink, diagnostics);
        if (report) report->diagnostics = diagnostics.entries();
        return report;
    });
}

void Converter::add_writer(const WriterInfo& info) {
    state_->writers.push_back(&info);
}

std::vector<const WriterInfo*> Converter::writers() const {
    return state_->writers;
}

std::string_view version() noexcept {
    return INKSTONE_VERSION;
}

}  // namespace inkstone
