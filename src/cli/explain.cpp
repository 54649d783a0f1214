// SPDX-License-Identifier: Apache-2.0
#include "src/cli/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>

#include "fonts/library.hpp"
#include "src/batch/convert_job.hpp"
#include "src/batch/inputs.hpp"
#include "src/cli/settings.hpp"
#include "src/layers.hpp"
#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"
#include "src/theme/look.hpp"

namespace inkstone::cli {

namespace {

void add_row(std::string& out,
             std::string_view name,
             std::string_view value,
             std::string_view origin) {
    fmt::format_to(std::back_inserter(out), "  {:<22} {:<24} {}\n", name, value, origin);
}

std::string text_of(const MetaValue& value) {
    const auto* text = std::get_if<std::string>(&value.value);
    return text != nullptr ? *text : "(several)";
}

std::string core_value(const CoreOption& option, const Arguments& arguments) {
    struct Text {
        const Arguments& arguments;
        std::string operator()(bool Arguments::*member) const {
            return arguments.*member ? "true" : "false";
        }
        std::string operator()(std::string Arguments::*member) const { return arguments.*member; }
        std::string operator()(std::vector<std::string> Arguments::*member) const {
            return fmt::format("{}", fmt::join(arguments.*member, ", "));
        }
    };
    return std::visit(Text{arguments}, option.member);
}

/// Core options that somebody set; their defaults are in --help.
void add_core(std::string& out, const Arguments& arguments) {
    for (const CoreOption& option : core_options()) {
        const std::string_view name = long_name(option);
        if (name == "explain" || arguments.given.count(name) == 0) continue;
        const auto file = arguments.given_by_file.find(name);
        add_row(out,
                name,
                core_value(option, arguments),
                file == arguments.given_by_file.end()
                    ? std::string("command line")
                    : fmt::format("defaults file {}", file->second));
    }
}

void add_writer_options(std::string& out,
                        const WriterInfo& writer,
                        const ConvertOptions& options,
                        const Arguments& arguments,
                        const Metadata& meta) {
    for (const OptionSpec& spec : writer.options) {
        const MetaEntry* entry = front_matter_entry(meta, spec.name);
        const auto typed = options.options.find(spec.name);
        const auto filed = options.default_options.find(spec.name);
        if (typed != options.options.end()) {
            add_row(out, spec.name, typed->second, "command line");
        } else if (entry != nullptr) {
            const std::string origin =
                entry->position.line == 0
                    ? "metadata of the run"
                    : fmt::format("front matter, line {} ({})", entry->position.line, entry->key);
            add_row(out, spec.name, text_of(entry->value), origin);
        } else if (filed != options.default_options.end()) {
            const auto file = arguments.given_by_file.find(spec.name);
            add_row(out,
                    spec.name,
                    filed->second,
                    file == arguments.given_by_file.end()
                        ? std::string("defaults file")
                        : fmt::format("defaults file {}", file->second));
        } else {
            add_row(
                out, spec.name, spec.default_value.empty() ? "-" : spec.default_value, "default");
        }
    }
}

std::string tag_text(text::ScriptTag tag) {
    std::string name;
    for (int shift = 24; shift >= 0; shift -= 8)
        name.push_back(static_cast<char>((static_cast<std::uint32_t>(tag) >> shift) & 0xFFU));
    return name;
}

const fonts::Face* face_of(const fonts::Library& library,
                           const fonts::FaceChain& chain,
                           char32_t c) {
    const text::ScriptTag script = text::script_of(c);
    const bool cjk = script == text::kHan || script == text::kHiragana ||
                     script == text::kKatakana || script == text::kHangul ||
                     script == text::kBopomofo;
    const fonts::Face* first = cjk ? chain.cjk : chain.latin;
    if (first->covers(c)) return first;
    for (const fonts::Face* face : chain.fallback) {
        if (face->covers(c)) return face;
    }
    return library.face_for(c, fonts::Role::Body, {});
}

/// The body face of the first character of each script in `markdown`.
void add_faces(std::string& out,
               const Arguments& arguments,
               const OptionValues& values,
               const Metadata& meta,
               std::string_view markdown) {
    const ConverterOptions chosen = converter_options(arguments);
    fonts::LibraryOptions wanted;
    wanted.font_paths = chosen.font_paths;
    wanted.ignore_system_fonts = chosen.ignore_system_fonts;
    Diagnostics unheard;
    const auto look = theme::make_look(values, meta, unheard);
    auto library = fonts::Library::open(wanted);
    if (!library || !look) return;
    fonts::FontChoices choices;
    const auto choose = [&](const theme::FontChoice& choice, std::string& family) {
        if ((*library)->has_family(choice.family)) family = choice.family;
    };
    choose(look->theme.fonts.body, choices.body);
    choose(look->theme.fonts.body_cjk, choices.body_cjk);
    const auto view = (*library)->with(choices);
    const auto chain = view->chain(fonts::Role::Body, {}, meta.lang);
    if (!chain) return;
    std::map<text::ScriptTag, char32_t> scripts;
    for (std::size_t at = 0; at < markdown.size();) {
        const char32_t c = text::decode(markdown, at);
        const text::ScriptTag script = text::script_of(c);
        if (script != text::kCommon && script != text::kInherited) scripts.emplace(script, c);
    }
    out += "Faces of body text by script:\n";
    for (const auto& [script, c] : scripts) {
        const fonts::Face* face = face_of(*view, **chain, c);
        add_row(out,
                tag_text(script),
                face == nullptr ? std::string("no face") : face->name().postscript_name,
                fmt::format("U+{:04X}", static_cast<std::uint32_t>(c)));
    }
}

void add_unused(std::string& out, const Metadata& meta) {
    std::vector<std::string> unused;
    for (const MetaEntry& entry : meta.extra) {
        if (is_known_key(entry.key)) continue;
        unused.push_back(entry.position.line == 0
                             ? entry.key
                             : fmt::format("{} (line {})", entry.key, entry.position.line));
    }
    out += fmt::format("Metadata keys that nothing reads: {}\n",
                       unused.empty() ? "none" : fmt::format("{}", fmt::join(unused, ", ")));
}

std::optional<Error> add_document(std::string& out,
                                  const Arguments& arguments,
                                  const Converter& converter,
                                  const batch::Job& job,
                                  const ConvertOptions& common) {
    ConvertOptions options = common;
    options.source_name = job.input.path;
    options.base_path = batch::folder_of(job.input.path);
    const auto bytes = batch::read_input(job.input.path, options.limits.max_input_bytes);
    if (!bytes) return bytes.error();
    const auto read = converter.read(*bytes, options);
    if (!read) return read.error();
    const Metadata& meta = read->document.meta;
    out += fmt::format("{}: language {}\n", job.input.path, meta.lang);
    for (const batch::Target& target : job.targets) {
        out += fmt::format("Options of {} ({}):\n", target.path, target.writer->name);
        add_writer_options(out, *target.writer, options, arguments, meta);
    }
    add_faces(out, arguments, layered_options(options, meta), meta, *bytes);
    add_unused(out, meta);
    return std::nullopt;
}

}  // namespace

Explained explain(const Arguments& arguments,
                  const Converter& converter,
                  std::span<const batch::Job> jobs,
                  const ConvertOptions& options) {
    Explained done;
    done.text = "Options of the run:\n";
    add_core(done.text, arguments);
    for (const batch::Job& job : jobs) {
        done.text += "\n";
        if (auto error = add_document(done.text, arguments, converter, job, options)) {
            done.errors.push_back(*std::move(error));
        }
    }
    return done;
}

}  // namespace inkstone::cli
