// SPDX-License-Identifier: Apache-2.0
#include "src/cli/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "fonts/library.hpp"
#include "src/batch/outcome.hpp"
#include "src/cli/arguments.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::cli {

namespace {

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/// Text of a document or a file name made fit for a terminal: no control characters (an escape
/// sequence in a document must not reach the terminal), no ill-formed UTF-8.
std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text::decode(text, at);
        if (c == U'\n' || c == U'\t') {
            out.push_back(' ');
        } else {
            text::append(out, is_control(c) ? text::kReplacement : c);
        }
    }
    return out;
}

/// A JSON string with its quotes (RFC 8259 section 7).
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text::decode(text, at);
        if (c == U'"' || c == U'\\') {
            out.push_back('\\');
            out.push_back(static_cast<char>(c));
        } else if (c == U'\n') {
            out += "\\n";
        } else if (is_control(c)) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            text::append(out, c);
        }
    }
    out.push_back('"');
    return out;
}

/// Column at which the help texts start.
constexpr std::size_t kHelpColumn = 34;

void append_help_row(std::string& out, const std::string& left, std::string_view help) {
    const std::string row = fmt::format("  {}", left);
    if (row.size() + 2 > kHelpColumn) {
        out += fmt::format("{}\n{:{}}{}\n", row, "", kHelpColumn, help);
    } else {
        out += fmt::format("{:<{}}{}\n", row, kHelpColumn, help);
    }
}

std::string core_left(const CoreOption& option) {
    std::string names(option.names);
    if (const std::size_t comma = names.find(','); comma != std::string::npos) {
        names.insert(comma + 1, " ");
    } else {
        names.insert(0, "    ");
    }
    return option.value.empty() ? names : fmt::format("{} {}", names, option.value);
}

std::string writer_left(const OptionSpec& spec) {
    switch (spec.kind) {
        case OptionKind::Flag:
            return fmt::format("    --{}", spec.name);
        case OptionKind::Text:
            return fmt::format("    --{} TEXT", spec.name);
        case OptionKind::Choice:
            return fmt::format("    --{} {}", spec.name, spec.choices);
        case OptionKind::Integer:
            return fmt::format("    --{} N", spec.name);
    }
    return {};
}

constexpr std::string_view kHelpHead =
    "Usage: convert [OPTIONS] INPUT…\n"
    "\n"
    "Converts Markdown to PDF, EPUB 3 and HTML. An INPUT is a file, a folder (every *.md and\n"
    "*.markdown below it) or '-' for standard input.\n"
    "\n"
    "  convert summary.md -o out.pdf\n"
    "  convert summary.md -o out.pdf -o out.epub\n"
    "  convert - -t html < in.md > out.html\n"
    "  convert docs/ -t pdf,epub --out-dir build\n";

constexpr std::string_view kHelpTail =
    "\n"
    "Exit codes: 0 all converted, 1 a document failed, 2 wrong usage, 3 warnings under\n"
    "--fail-if-warnings, 4 an output could not be written.\n";

}  // namespace

std::string human_text(const Diagnostic& entry) {
    std::string out = printable(entry.file);
    if (entry.position.line != 0) {
        out += fmt::format(":{}", entry.position.line);
        if (entry.position.column != 0) out += fmt::format(":{}", entry.position.column);
    }
    out += fmt::format(": {}: {}", batch::severity_name(entry.severity), printable(entry.message));
    if (!entry.code.empty()) out += fmt::format(" [{}]", entry.code);
    out.push_back('\n');
    if (!entry.hint.empty()) out += fmt::format("  hint: {}\n", printable(entry.hint));
    return out;
}

std::string json_text(const Diagnostic& entry) {
    return fmt::format(
        R"({{"file":{},"line":{},"column":{},"severity":"{}","code":{},"message":{},"hint":{}}})"
        "\n",
        quoted(entry.file),
        entry.position.line,
        entry.position.column,
        batch::severity_name(entry.severity),
        quoted(entry.code),
        quoted(entry.message),
        quoted(entry.hint));
}

std::string help_text(std::span<const WriterInfo* const> writers) {
    std::string out(kHelpHead);
    for (const CoreOption& option : core_options()) {
        if (!option.group.empty()) out += fmt::format("\n{}:\n", option.group);
        append_help_row(out, core_left(option), option.help);
    }
    const std::vector<OptionSpec> specs = writer_option_specs(writers);
    if (!specs.empty()) out += "\nOptions of the formats:\n";
    for (const OptionSpec& spec : specs) {
        append_help_row(out, writer_left(spec), spec.help);
    }
    out += kHelpTail;
    return out;
}

std::string format_list(std::span<const WriterInfo* const> writers) {
    std::string out;
    for (const WriterInfo* writer : writers) {
        out +=
            fmt::format("{:<6} .{:<6} {}\n", writer->name, writer->extension, writer->description);
    }
    return out;
}

std::string font_list(std::span<const fonts::FontListing> listings) {
    std::string out;
    for (const fonts::FontListing& row : listings) {
        out += fmt::format("{:<10} {:<28} {}\n",
                           row.role,
                           row.family,
                           row.found ? row.path : fmt::format("missing: install {}", row.package));
    }
    return out;
}

}  // namespace inkstone::cli
