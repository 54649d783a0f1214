// SPDX-License-Identifier: Apache-2.0
#include "src/cli/defaults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/ast/visit.hpp"
#include "src/batch/inputs.hpp"
#include "src/cli/variables.hpp"
#include "src/read/metadata_keys.hpp"
#include "src/read/yaml.hpp"
#include "src/text/nearest_name.hpp"

namespace inkstone::cli {

namespace {

constexpr std::uint64_t kMaxBytes = 1ULL << 20U;

/// Names that pandoc's defaults files have for options here.
constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
    {"output-file", "output"},
    {"table-of-contents", "toc"},
    {"variables", "variable"},
    {"metadata-files", "metadata-file"},
    {"reader", "from"},
    {"writer", "to"}};

/// Questions and other defaults files make no sense within one.
constexpr std::string_view kRefused[] = {
    "defaults", "explain", "help", "version", "list-formats", "list-fonts", "make-text"};

Result<MetaValue::Map> read_map(const std::string& path) {
    const Result<std::string> bytes = batch::read_input(path, kMaxBytes);
    if (!bytes) return fail(ErrorKind::Usage, bytes.error().message, bytes.error().hint);
    read::YamlResult yaml = read::parse_yaml(*bytes, 1);
    if (!yaml.ok) {
        return fail(ErrorKind::Usage,
                    fmt::format("{}:{}: {}", path, yaml.position.line, yaml.problem));
    }
    auto* const map = std::get_if<MetaValue::Map>(&yaml.value.value);
    if (map == nullptr) {
        return fail(ErrorKind::Usage,
                    fmt::format("{} is no map of names and values", path),
                    "write name: value");
    }
    return std::move(*map);
}

/// The texts of a value: itself, the items of a list, the `name` or `text` of pandoc's maps.
std::vector<std::string> texts_of(const MetaValue& value) {
    std::vector<std::string> texts;
    std::visit(Overloaded{[&](const std::string& text) { texts.push_back(text); },
                          [&](const MetaValue::List& list) {
                              for (const MetaValue& item : list) {
                                  for (std::string& text : texts_of(item))
                                      texts.push_back(std::move(text));
                              }
                          },
                          [&](const MetaValue::Map& map) {
                              for (const MetaEntry& entry : map) {
                                  const auto* text = std::get_if<std::string>(&entry.value.value);
                                  const bool named = entry.key == "name" || entry.key == "text";
                                  if (named && text != nullptr) texts.push_back(*text);
                              }
                          }},
               value.value);
    return texts;
}

/// Adds entries whose key no earlier source has.
void add_metadata(Arguments& arguments, const MetaValue::Map& map) {
    auto& known = arguments.default_metadata;
    const std::size_t earlier = known.size();
    for (const MetaEntry& entry : map) {
        const std::string key = read::folded_key(entry.key);
        const auto end = known.begin() + static_cast<std::ptrdiff_t>(earlier);
        const bool there = std::any_of(known.begin(), end, [&](const auto& pair) {
            return read::folded_key(pair.first) == key;
        });
        if (there) continue;
        for (std::string& text : texts_of(entry.value))
            known.emplace_back(entry.key, std::move(text));
    }
}

/// One defaults file as an argument list, with what has no such form beside it.
class DefaultsFile {
public:
    DefaultsFile(std::string path, std::span<const WriterInfo* const> writers)
        : path_(std::move(path)), writers_(writers), specs_(writer_option_specs(writers)) {}

    Result<Arguments> read() {
        const Result<MetaValue::Map> map = read_map(path_);
        if (!map) return fail(map.error());
        for (const MetaEntry& entry : *map) {
            if (Result<void> taken = take(entry); !taken) return fail(taken.error());
        }
        Result<Arguments> parsed = parse_arguments(words_, writers_);
        if (!parsed) {
            return fail(ErrorKind::Usage,
                        fmt::format("{}: {}", path_, parsed.error().message),
                        parsed.error().hint);
        }
        parsed->inputs = std::move(inputs_);
        parsed->given.insert(names_.begin(), names_.end());
        add_metadata(*parsed, metadata_);
        // --lang wins over the front matter; a defaults file does not.
        if (!parsed->lang.empty()) {
            add_metadata(*parsed, {{"lang", {std::exchange(parsed->lang, {})}, {}}});
        }
        if (auto taken =
                take_variables(parsed->variables, parsed->writer_options, parsed->default_metadata);
            !taken) {
            return fail(ErrorKind::Usage,
                        fmt::format("{}: {}", path_, taken.error().message),
                        taken.error().hint);
        }
        return parsed;
    }

private:
    Result<void> take(const MetaEntry& entry) {
        std::string name = entry.key;
        std::replace(name.begin(), name.end(), '_', '-');
        for (const auto& [alias, option] : kAliases) {
            if (name == alias) name = option;
        }
        if (name == "input-files" || name == "input-file") {
            inputs_ = texts_of(entry.value);
            return {};
        }
        const auto* map = std::get_if<MetaValue::Map>(&entry.value.value);
        if (name == "metadata") {
            take_metadata(entry);
            return {};
        }
        names_.insert(name);
        if (name == "variable" && map != nullptr) {
            for (const MetaEntry& variable : *map) {
                for (const std::string& text : texts_of(variable.value))
                    words_.push_back(fmt::format("--variable={}={}", variable.key, text));
            }
            return {};
        }
        return take_option(name, entry);
    }

    /// A map, or a list of `key=value`.
    void take_metadata(const MetaEntry& entry) {
        if (const auto* map = std::get_if<MetaValue::Map>(&entry.value.value)) {
            metadata_.insert(metadata_.end(), map->begin(), map->end());
            return;
        }
        for (const std::string& text : texts_of(entry.value)) {
            const std::size_t equals = text.find('=');
            const bool alone = equals == std::string::npos;
            metadata_.push_back({text.substr(0, equals),
                                 {alone ? "true" : text.substr(equals + 1)},
                                 entry.position});
        }
    }

    Result<void> take_option(const std::string& name, const MetaEntry& entry) {
        if (std::find(std::begin(kRefused), std::end(kRefused), name) != std::end(kRefused)) {
            return wrong(entry, fmt::format("'{}' cannot stand in a defaults file", entry.key), {});
        }
        for (const CoreOption& option : core_options()) {
            if (long_name(option) != name) continue;
            return take_core(option, name, entry);
        }
        const auto is_named = [&](const OptionSpec& spec) { return spec.name == name; };
        if (std::any_of(specs_.begin(), specs_.end(), is_named)) {
            for (const std::string& text : texts_of(entry.value))
                words_.push_back(fmt::format("--{}={}", name, text));
            return {};
        }
        std::vector<std::string_view> known;
        for (const CoreOption& option : core_options()) known.push_back(long_name(option));
        for (const OptionSpec& spec : specs_) known.push_back(spec.name);
        return wrong(
            entry, fmt::format("unknown option '{}'", entry.key), spelling_hint(name, known));
    }

    Result<void> take_core(const CoreOption& option,
                           const std::string& name,
                           const MetaEntry& entry) {
        const std::vector<std::string> texts = texts_of(entry.value);
        if (!std::holds_alternative<bool Arguments::*>(option.member)) {
            for (const std::string& text : texts)
                words_.push_back(fmt::format("--{}={}", name, text));
            return {};
        }
        if (texts == std::vector<std::string>{"true"}) {
            words_.push_back(fmt::format("--{}", name));
        } else if (texts != std::vector<std::string>{"false"}) {
            return wrong(entry, fmt::format("'{}' is a switch", entry.key), "give true or false");
        }
        return {};
    }

    Failure wrong(const MetaEntry& entry, const std::string& what, std::string hint) const {
        return fail(ErrorKind::Usage,
                    fmt::format("{}:{}: {}", path_, entry.position.line, what),
                    std::move(hint));
    }

    std::string path_;
    std::span<const WriterInfo* const> writers_;
    std::vector<OptionSpec> specs_;
    std::vector<std::string> words_, inputs_;
    MetaValue::Map metadata_;
    std::set<std::string> names_;
};

/// Lays `typed` over `file`: the core options that nobody set yet, the others by name.
void fill(Arguments& typed, Arguments file, const std::string& path) {
    for (const CoreOption& option : core_options()) {
        const std::string name(long_name(option));
        const bool separate = name == "metadata" || name == "variable" || name == "defaults";
        if (separate || file.given.count(name) == 0 || !typed.given.insert(name).second) continue;
        std::visit([&](auto member) { typed.*member = std::move(file.*member); }, option.member);
        typed.given_by_file.emplace(name, path);
    }
    if (typed.inputs.empty()) typed.inputs = std::move(file.inputs);
    for (auto& [name, value] : file.writer_options) {
        if (typed.writer_options.count(name) == 0) typed.given_by_file.emplace(name, path);
        typed.default_writer_options.emplace(name, value);
    }
    MetaValue::Map entries;
    for (auto& [key, text] : file.default_metadata) entries.push_back({key, {text}, {}});
    add_metadata(typed, entries);
}

}  // namespace

Result<Arguments> with_defaults(Arguments typed, std::span<const WriterInfo* const> writers) {
    const std::vector<std::string> files = typed.defaults;
    for (auto path = files.rbegin(); path != files.rend(); ++path) {
        Result<Arguments> file = DefaultsFile(*path, writers).read();
        if (!file) return file;
        fill(typed, *std::move(file), *path);
    }
    const std::vector<std::string> metadata_files = typed.metadata_files;
    for (auto path = metadata_files.rbegin(); path != metadata_files.rend(); ++path) {
        const Result<MetaValue::Map> map = read_map(*path);
        if (!map) return fail(map.error());
        add_metadata(typed, *map);
    }
    std::vector<std::pair<std::string, std::string>> metadata;
    if (auto taken = take_variables(typed.variables, typed.writer_options, metadata); !taken) {
        return fail(taken.error());
    }
    for (const auto& [key, value] : metadata)
        typed.metadata.push_back(fmt::format("{}={}", key, value));
    return typed;
}

}  // namespace inkstone::cli
