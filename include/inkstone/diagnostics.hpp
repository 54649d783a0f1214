// SPDX-License-Identifier: Apache-2.0
// Diagnostics: what Inkstone has to say about a document, with the place in the Markdown source.
// Every stage adds to the collection; no stage reads it back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace inkstone {

/// A place in the input: 1-based line and column (column in UTF-8 bytes, as cmark counts).
/// Zero means unknown. Lines count from the first byte of the file, front matter included.
struct SourcePosition {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    bool operator==(const SourcePosition&) const = default;
};

enum class Severity { Note, Warning, Error };

/// One message. `code` is a stable kebab-case name such as "missing-glyph"; `hint` may be empty.
struct Diagnostic {
    Severity severity = Severity::Warning;
    std::string code;
    std::string message;
    std::string hint;
    std::string file;
    SourcePosition position;
    bool operator==(const Diagnostic&) const = default;
};

/// Collects the messages of one conversion. Not shared between threads.
class Diagnostics {
public:
    Diagnostics() = default;
    /// `file` is the name that every message carries ("-" for standard input).
    explicit Diagnostics(std::string file) : file_(std::move(file)) {}

    void add(Severity severity,
             std::string code,
             std::string message,
             SourcePosition position = {},
             std::string hint = {}) {
        entries_.push_back(
            {severity, std::move(code), std::move(message), std::move(hint), file_, position});
    }
    void warn(std::string code,
              std::string message,
              SourcePosition position = {},
              std::string hint = {}) {
        add(Severity::Warning, std::move(code), std::move(message), position, std::move(hint));
    }

    [[nodiscard]] const std::vector<Diagnostic>& entries() const noexcept { return entries_; }
    [[nodiscard]] const std::string& file() const noexcept { return file_; }
    [[nodiscard]] std::size_t count(Severity severity) const noexcept {
        std::size_t found = 0;
        for (const Diagnostic& entry : entries_) found += entry.severity == severity ? 1U : 0U;
        return found;
    }

private:
    std::string file_;
    std::vector<Diagnostic> entries_;
};

}  // namespace inkstone
