// SPDX-License-Identifier: Apache-2.0
#include "src/cli/generated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "inkstone/convert.hpp"
#include "src/cli/arguments.hpp"

namespace inkstone::cli {

namespace {

/// One option, wherever it comes from.
struct Row {
    std::string group;
    std::string short_name;  ///< "-o", or empty
    std::string long_name;   ///< "--output"
    std::string value;       ///< "FILE"; empty for a switch
    std::vector<std::string> choices;
    std::string help;
    std::string default_value;
};

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end != 0) parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

Row core_row(const CoreOption& option, const std::string& group) {
    Row row;
    row.group = group;
    for (const std::string& name : split(option.names, ',')) {
        (name.starts_with("--") ? row.long_name : row.short_name) = name;
    }
    row.value = option.value;
    row.help = option.help;
    return row;
}

Row writer_row(const OptionSpec& spec) {
    Row row;
    row.group = "Options of the formats";
    row.long_name = fmt::format("--{}", spec.name);
    row.help = spec.help;
    row.choices = split(spec.choices, '|');
    if (spec.kind == OptionKind::Text) row.value = "TEXT";
    if (spec.kind == OptionKind::Integer) row.value = "N";
    if (spec.kind == OptionKind::Choice) row.value = spec.choices;
    if (spec.kind != OptionKind::Flag) row.default_value = spec.default_value;
    return row;
}

std::vector<Row> all_rows(std::span<const WriterInfo* const> writers) {
    std::vector<Row> rows;
    std::string group;
    for (const CoreOption& option : core_options()) {
        if (!option.group.empty()) group = option.group;
        rows.push_back(core_row(option, group));
    }
    std::vector<std::string> formats;
    for (const WriterInfo* writer : writers) formats.emplace_back(writer->name);
    for (Row& row : rows) {
        if (row.long_name == "--to") row.choices = formats;
        if (row.long_name == "--from") row.choices = {"markdown", "gfm", "commonmark"};
        if (row.long_name == "--diagnostics") row.choices = {"human", "json"};
    }
    for (const OptionSpec& spec : writer_option_specs(writers)) rows.push_back(writer_row(spec));
    return rows;
}

bool wants_file(const Row& row) {
    return row.value == "FILE" || row.value == "LIST" || row.long_name == "--css";
}
bool wants_folder(const Row& row) {
    return row.value == "DIR";
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
        text.replace(at, what.size(), by);
    }
    return text;
}

// ---- manual page (man(7)) ----------------------------------------------------------------------

std::string roff(const std::string& text) {
    std::string out = replaced(replaced(text, "\\", "\\e"), "-", "\\-");
    // A line that begins with a dot or an apostrophe would be a request.
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

constexpr std::string_view kManHead =
    ".SH NAME\n"
    "convert \\- Markdown to PDF, EPUB 3 and HTML\n"
    ".SH SYNOPSIS\n"
    ".B convert\n"
    "[\\fIOPTIONS\\fR] \\fIINPUT\\fR...\n"
    ".SH DESCRIPTION\n"
    "Converts Markdown to PDF, EPUB 3 and HTML. An \\fIINPUT\\fR is a file, a folder (every *.md "
    "and\n"
    "*.markdown below it) or \\- for standard input. Without \\fB\\-o\\fR and "
    "\\fB\\-\\-out\\-dir\\fR the\n"
    "output lies beside the input. There is no network access, and no file outside the document's\n"
    "folder is read.\n"
    ".SH OPTIONS\n";

constexpr std::string_view kManTail =
    ".SH EXIT STATUS\n"
    ".TP\n0\nall converted\n"
    ".TP\n1\na document failed\n"
    ".TP\n2\nwrong usage\n"
    ".TP\n3\nwarnings under \\fB\\-\\-fail\\-if\\-warnings\\fR\n"
    ".TP\n4\nan output could not be written\n"
    ".SH ENVIRONMENT\n"
    ".TP\n\\fBSOURCE_DATE_EPOCH\\fR\nseconds since 1970 for every written date\n"
    ".TP\n\\fBINKSTONE_FONT_PATH\\fR\nfolders with fonts, separated by colons\n"
    ".SH EXAMPLES\n"
    ".nf\n"
    "convert summary.md \\-o out.pdf\n"
    "convert summary.md \\-o out.pdf \\-o out.epub\n"
    "convert \\- \\-t html < in.md > out.html\n"
    "convert docs/ \\-t pdf,epub \\-\\-out\\-dir build \\-\\-if\\-changed\n"
    ".fi\n";

std::string man_page(const std::vector<Row>& rows) {
    std::string out = fmt::format(
        ".\\\" Generated from the table of options.\n"
        ".TH CONVERT 1 \"\" \"Inkstone {}\" \"User Commands\"\n",
        version());
    out += kManHead;
    std::string group;
    for (const Row& row : rows) {
        if (row.group != group) out += fmt::format(".SS {}\n", row.group);
        group = row.group;
        out += ".TP\n";
        if (!row.short_name.empty()) out += fmt::format("\\fB{}\\fR, ", roff(row.short_name));
        out += fmt::format("\\fB{}\\fR", roff(row.long_name));
        if (!row.value.empty()) out += fmt::format(" \\fI{}\\fR", roff(row.value));
        out += fmt::format("\n{}\n", roff(row.help));
    }
    out += kManTail;
    return out;
}

// ---- completions -------------------------------------------------------------------------------

std::string bash_completion(const std::vector<Row>& rows) {
    std::string cases;
    std::vector<std::string> names;
    std::vector<std::string> files, folders, free;
    for (const Row& row : rows) {
        std::vector<std::string> own{row.long_name};
        if (!row.short_name.empty()) own.push_back(row.short_name);
        names.insert(names.end(), own.begin(), own.end());
        if (row.value.empty()) continue;
        if (!row.choices.empty()) {
            fmt::format_to(
                std::back_inserter(cases),
                "        {}) COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return ;;\n",
                fmt::join(own, "|"),
                fmt::join(row.choices, " "));
            continue;
        }
        auto& kind = wants_file(row) ? files : wants_folder(row) ? folders : free;
        kind.insert(kind.end(), own.begin(), own.end());
    }
    return fmt::format(
        "# bash completion for convert. Generated from the table of options.\n"
        "_inkstone_convert() {{\n"
        "    local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}\n"
        "    case $before in\n"
        "{}"
        "        {}) COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n"
        "        {}) COMPREPLY=($(compgen -d -- \"$current\")); return ;;\n"
        "        {}) return ;;\n"
        "    esac\n"
        "    if [[ $current == -* ]]; then\n"
        "        COMPREPLY=($(compgen -W \"{}\" -- \"$current\"))\n"
        "    else\n"
        "        COMPREPLY=($(compgen -f -- \"$current\"))\n"
        "    fi\n"
        "}}\n"
        "complete -o filenames -F _inkstone_convert convert\n",
        cases,
        fmt::join(files, "|"),
        fmt::join(folders, "|"),
        fmt::join(free, "|"),
        fmt::join(names, " "));
}

std::string zsh_text(const std::string& text) {
    std::string out = replaced(text, "'", "'\\''");
    for (const std::string_view special : {"[", "]", ":"}) {
        out = replaced(out, special, "\\" + std::string(special));
    }
    return out;
}

std::string zsh_action(const Row& row) {
    if (row.value.empty()) return {};
    std::string action;
    if (!row.choices.empty()) action = fmt::format("({})", fmt::join(row.choices, " "));
    if (wants_file(row)) action = "_files";
    if (wants_folder(row)) action = "_files -/";
    return fmt::format(":{}:{}", zsh_text(row.choices.empty() ? row.value : "value"), action);
}

std::string zsh_completion(const std::vector<Row>& rows) {
    std::string out =
        "#compdef convert\n# zsh completion. Generated from the table of options.\n_arguments \\\n";
    for (const Row& row : rows) {
        for (const std::string& name : {row.short_name, row.long_name}) {
            if (name.empty()) continue;
            fmt::format_to(std::back_inserter(out),
                           "  '*{}[{}]{}' \\\n",
                           name,
                           zsh_text(row.help),
                           zsh_action(row));
        }
    }
    return out + "  '*:input:_files'\n";
}

std::string fish_completion(const std::vector<Row>& rows) {
    std::string out = "# fish completion for convert. Generated from the table of options.\n";
    for (const Row& row : rows) {
        out += "complete -c convert";
        if (!row.short_name.empty()) out += fmt::format(" -s {}", row.short_name.substr(1));
        out += fmt::format(" -l {}", row.long_name.substr(2));
        if (!row.value.empty()) out += wants_file(row) || wants_folder(row) ? " -r" : " -x";
        if (!row.choices.empty()) out += fmt::format(" -a '{}'", fmt::join(row.choices, " "));
        out += fmt::format(" -d '{}'\n", replaced(replaced(row.help, "\\", "\\\\"), "'", "\\'"));
    }
    return out;
}

// ---- docs/options.md ---------------------------------------------------------------------------

std::string markdown_text(const std::string& text) {
    return replaced(replaced(text, "|", "\\|"), "*", "\\*");
}

std::string option_reference(const std::vector<Row>& rows) {
    std::string out =
        "# Options\n\n"
        "Made from the table of options by `convert --make-text markdown`; CI holds it against "
        "the\n"
        "program.\n";
    std::string group;
    for (const Row& row : rows) {
        if (row.group != group) {
            out += fmt::format("\n## {}\n\n| option | what it does |\n|---|---|\n", row.group);
        }
        group = row.group;
        std::string name = row.long_name;
        if (!row.short_name.empty()) name = fmt::format("{}, {}", row.short_name, name);
        if (!row.value.empty()) name += " " + row.value;
        std::string help = markdown_text(row.help);
        if (!row.default_value.empty()) {
            help += fmt::format(" (default `{}`)", markdown_text(row.default_value));
        }
        fmt::format_to(
            std::back_inserter(out), "| `{}` | {} |\n", replaced(name, "|", "\\|"), help);
    }
    return out;
}

}  // namespace

Result<std::string> generated_text(std::string_view kind,
                                   std::span<const WriterInfo* const> writers) {
    const std::vector<Row> rows = all_rows(writers);
    if (kind == "man") return man_page(rows);
    if (kind == "bash") return bash_completion(rows);
    if (kind == "zsh") return zsh_completion(rows);
    if (kind == "fish") return fish_completion(rows);
    if (kind == "markdown") return option_reference(rows);
    return fail(ErrorKind::Usage,
                fmt::format("--make-text cannot be '{}'", kind),
                "choose man, bash, zsh, fish or markdown");
}

}  // namespace inkstone::cli
