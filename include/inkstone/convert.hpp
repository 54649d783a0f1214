// SPDX-License-Identifier: Apache-2.0
// inkstone::Converter: the library's front door. Markdown in, PDF, EPUB or HTML out.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/export.hpp"
#include "inkstone/options.hpp"
#include "inkstone/resources.hpp"
#include "inkstone/result.hpp"
#include "inkstone/writer.hpp"

namespace inkstone {

/// How to read and write one document.
struct ConvertOptions {
    std::string from = "markdown";  ///< "markdown", "gfm" or "commonmark"
    std::string to;                 ///< a writer's name: "pdf", "epub", "html", "ast", "json"
    /// Name of the input in messages, and the last fallback for the title.
    std::string source_name = "-";
    /// Folder that relative references start from and may not leave. Empty: no file is reachable.
    std::string base_path;
    /// Metadata that wins over the front matter, in the order given (`-M key=value`).
    std::vector<std::pair<std::string, std::string>> metadata;
    /// Document language (BCP 47); empty: front matter, then a guess from the text.
    std::string lang;
    /// Writer options by name (see Converter::writers()).
    OptionValues options;
    /// The same beneath the front matter (a defaults file): metadata fills what the document leaves
    /// open, an option counts where neither `options` nor the front matter speaks.
    std::vector<std::pair<std::string, std::string>> default_metadata{};
    OptionValues default_options{};
    Limits limits;
    /// Seconds since the epoch for every written date; otherwise SOURCE_DATE_EPOCH, then the clock.
    std::optional<std::int64_t> timestamp;
    /// Resolves references instead of the files below base_path. Not owned; may be null.
    const ResourceLoader* resources = nullptr;
    const std::atomic<bool>* cancel = nullptr;
    /// Told after reading (0) and after each page of a PDF (its number), on the converting thread.
    /// False cancels. Must not throw.
    std::function<bool(std::uint32_t pages)> progress;
};

/// What a conversion did.
struct Report {
    std::uint64_t bytes = 0;
    std::uint32_t pages = 0;
    std::vector<Diagnostic> diagnostics;
};

/// A document and what was said while reading it.
struct ReadResult {
    Document document;
    std::vector<Diagnostic> diagnostics;
};

/// Where fonts come from beside the manifest's known paths.
struct ConverterOptions {
    std::vector<std::string> font_paths;
    bool ignore_system_fonts = false;  ///< never ask fontconfig
};

/// Converts documents. Fonts are opened once, on first need, and shared; all members are safe to
/// call from several threads, except add_writer, which must come before the first conversion.
class INKSTONE_API Converter {
public:
    explicit Converter(ConverterOptions options = {});
    ~Converter();
    Converter(Converter&&) noexcept;
    Converter& operator=(Converter&&) noexcept;

    /// Reads `markdown` (UTF-8; ill-formed input is repaired with a warning) and writes it to
    /// `sink`. On an Error the sink may have taken some bytes.
    Result<Report> convert(std::string_view markdown,
                           const ConvertOptions& options,
                           Sink& sink) const;

    /// The same in two steps: read and transform, then write, as often as wanted.
    Result<ReadResult> read(std::string_view markdown, const ConvertOptions& options) const;
    Result<Report> write(const Document& document, const ConvertOptions& options, Sink& sink) const;

    /// Adds a format of the caller's own. `info` must outlive the converter.
    void add_writer(const WriterInfo& info);
    [[nodiscard]] std::vector<const WriterInfo*> writers() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The version of the library, such as "0.1.0".
INKSTONE_API std::string_view version() noexcept;

}  // namespace inkstone
