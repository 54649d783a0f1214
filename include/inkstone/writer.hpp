// SPDX-License-Identifier: Apache-2.0
// The writer interface: Document in, bytes out. Adding a format is a Writer and one WriterInfo row.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/export.hpp"
#include "inkstone/options.hpp"
#include "inkstone/resources.hpp"
#include "inkstone/result.hpp"

namespace inkstone {

namespace fonts {
class Library;
}

/// Takes output bytes as they come. A writer stops at the first error and returns it.
class INKSTONE_API Sink {
public:
    virtual ~Sink() = default;
    virtual Result<void> write(std::string_view bytes) = 0;
};

/// A Sink that keeps everything in memory.
class INKSTONE_API StringSink : public Sink {
public:
    Result<void> write(std::string_view bytes) override {
        bytes_.append(bytes);
        return {};
    }
    [[nodiscard]] const std::string& bytes() const& noexcept { return bytes_; }
    [[nodiscard]] std::string&& bytes() && noexcept { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// Everything a writer may take from outside. Plain references: the caller owns all of it.
struct Environment {
    const ResourceLoader& resources;
    /// Opens the shared font library on first use; formats without fonts never call it.
    std::function<Result<std::shared_ptr<const fonts::Library>>()> fonts;
    /// Seconds since 1970-01-01T00:00:00Z, used for every date that is written.
    std::int64_t timestamp = 0;
    Limits limits;
    const std::atomic<bool>* cancel = nullptr;
    /// Writers with pages call it after each one; false means: stop with ErrorKind::Cancelled.
    std::function<bool(std::uint32_t pages)> progress{};
};

/// What a writer can count about its output.
struct WriteSummary {
    std::uint32_t pages = 0;  ///< 0 for formats without pages
};

class INKSTONE_API Writer {
public:
    virtual ~Writer() = default;
    /// Writes the whole document to `sink`. Trouble of the document goes to `diagnostics` with a
    /// fallback; only what makes the output impossible is an Error. Must be callable from several
    /// threads at once.
    virtual Result<WriteSummary> write(const Document& document,
                                       const Environment& environment,
                                       Sink& sink,
                                       Diagnostics& diagnostics) const = 0;
};

/// One row of the writer table. `extension` has no dot; `options` are this writer's own.
struct WriterInfo {
    std::string_view name;
    std::string_view extension;
    std::string_view media_type;
    std::string_view description;
    std::span<const OptionSpec> options;
    /// Makes a writer from checked option values. `dialect` is the reader's ("markdown", "gfm",
    /// "commonmark"), for writers whose output depends on it.
    std::unique_ptr<Writer> (*make)(const OptionValues& values, std::string_view dialect) = nullptr;
};

}  // namespace inkstone
