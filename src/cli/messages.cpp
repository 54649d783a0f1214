// SPDX-License-Identifier: Apache-2.0
#include "src/cli/messages.hpp"

#include <cstdio>

#include "src/batch/outcome.hpp"
#include "src/cli/texts.hpp"

namespace inkstone::cli {

void Messages::use(const Arguments& arguments) {
    json_ = arguments.diagnostics == "json";
    quiet_ = arguments.quiet;
    verbose_ = arguments.verbose && !arguments.quiet;
}

void Messages::print(const Diagnostic& entry) {
    warnings_ += entry.severity == Severity::Warning ? 1U : 0U;
    missing_glyphs_ += entry.code == "missing-glyph" ? 1U : 0U;
    const bool wanted = entry.severity == Severity::Error ||
                        (entry.severity == Severity::Warning ? !quiet_ : verbose_);
    if (!wanted) return;
    const std::string text = json_ ? json_text(entry) : human_text(entry);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void Messages::print(const Error& error) {
    print({Severity::Error,
           std::string(batch::error_code(error.kind)),
           error.message,
           error.hint,
           "convert",
           {}});
}

void Messages::warn(const std::string& code, const std::string& message, const std::string& hint) {
    print({Severity::Warning, code, message, hint, "convert", {}});
}

void Messages::summarise(const std::string& line) const {
    if (!quiet_ && !json_) std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace inkstone::cli
