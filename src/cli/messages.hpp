// SPDX-License-Identifier: Apache-2.0
// What the command says on standard error, in the wanted form, counted.
#pragma once

#include <cstddef>
#include <string>

#include "inkstone/diagnostics.hpp"
#include "inkstone/result.hpp"
#include "src/cli/arguments.hpp"

namespace inkstone::cli {

class Messages {
public:
    void use(const Arguments& arguments);
    void print(const Diagnostic& entry);
    /// An error of the command itself: no document is to blame.
    void print(const Error& error);
    /// A warning of the command itself.
    void warn(const std::string& code, const std::string& message, const std::string& hint);
    void summarise(const std::string& line) const;
    [[nodiscard]] bool verbose() const { return verbose_; }
    [[nodiscard]] bool wants_progress() const { return !quiet_ && !json_; }
    [[nodiscard]] std::size_t warnings() const { return warnings_; }
    [[nodiscard]] std::size_t missing_glyphs() const { return missing_glyphs_; }

private:
    bool json_ = false;
    bool quiet_ = false;
    bool verbose_ = false;
    std::size_t warnings_ = 0;
    std::size_t missing_glyphs_ = 0;
};

}  // namespace inkstone::cli
