// SPDX-License-Identifier: Apache-2.0
// Front matter: finds the block and reads its YAML. No other file includes yaml-cpp, whose
// exceptions end here.
#include "src/read/front_matter.hpp"

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "src/read/metadata_keys.hpp"
#include "src/read/salvage.hpp"
#include "src/read/yaml.hpp"

namespace inkstone::read {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} * 1024;
constexpr std::size_t kMaxDepth = 32;
/// Values after aliases are expanded: a block that multiplies itself is refused.
constexpr std::size_t kMaxValues = 10'000;

/// Why the event handler stops a parse. Never leaves parse_yaml.
struct Refusal {
    std::string problem;
    YAML::Mark mark;
};

/// yaml-cpp's events into MetaValue, without its node graph (which aliases can blow up).
class ValueBuilder : public YAML::EventHandler {
public:
    explicit ValueBuilder(std::uint32_t first_line) : first_line_(first_line) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        scalar(mark, anchor, {});
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto found = anchors_.find(anchor);
        if (found == anchors_.end()) throw Refusal{"an alias points into itself", mark};
        count(found->second.size, mark);
        add(found->second.value, found->second.size, mark);
    }
    void OnScalar(const YAML::Mark& mark,
                  const std::string& tag,
                  YAML::anchor_t anchor,
                  const std::string& value) override {
        const bool null =
            tag == "?" && (value == "~" || value == "null" || value == "Null" || value == "NULL");
        scalar(mark, anchor, null ? std::string{} : value);
    }
    void OnSequenceStart(const YAML::Mark& mark,
                         const std::string&,
                         YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(MetaValue{MetaValue::List{}}, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark,
                    const std::string&,
                    YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(MetaValue{MetaValue::Map{}}, mark, anchor);
    }
    void OnMapEnd() override { close(); }

    [[nodiscard]] MetaValue take() { return std::move(result_); }

private:
    struct Level {
        MetaValue value;
        YAML::anchor_t anchor = 0;
        YAML::Mark mark;
        std::size_t size = 1;
        bool has_key = false;
        std::string key;
    };
    struct Anchored {
        MetaValue value;
        std::size_t size = 1;
    };

    void count(std::size_t values, const YAML::Mark& mark) {
        total_ += values;
        if (total_ > kMaxValues) throw Refusal{"too many values (aliases count in full)", mark};
    }

    void scalar(const YAML::Mark& mark, YAML::anchor_t anchor, std::string value) {
        count(1, mark);
        MetaValue node{std::move(value)};
        if (anchor != 0) anchors_[anchor] = {node, 1};
        add(std::move(node), 1, mark);
    }

    void open(MetaValue container, const YAML::Mark& mark, YAML::anchor_t anchor) {
        count(1, mark);
        if (levels_.size() >= kMaxDepth) throw Refusal{"nested deeper than 32 levels", mark};
        levels_.push_back(Level{std::move(container), anchor, mark, 1, false, {}});
    }

    void close() {
        Level level = std::move(levels_.back());
        levels_.pop_back();
        if (level.anchor != 0) anchors_[level.anchor] = {level.value, level.size};
        add(std::move(level.value), level.size, level.mark);
    }

    void add(MetaValue value, std::size_t size, const YAML::Mark& mark) {
        if (levels_.empty()) {
            result_ = std::move(value);
            return;
        }
        Level& level = levels_.back();
        level.size += size;
        if (auto* list = std::get_if<MetaValue::List>(&level.value.value)) {
            list->push_back(std::move(value));
        } else if (!std::exchange(level.has_key, !level.has_key)) {
            const auto* key = std::get_if<std::string>(&value.value);
            level.key = key != nullptr ? *key : std::string{};
        } else {
            add_entry(std::get<MetaValue::Map>(level.value.value),
                      MetaEntry{std::move(level.key), std::move(value), place(mark)});
        }
    }

    /// Appends an entry; the merge key `<<` brings the other map's entries that are not yet there.
    static void add_entry(MetaValue::Map& map, MetaEntry entry) {
        auto* merged = std::get_if<MetaValue::Map>(&entry.value.value);
        if (entry.key != "<<" || merged == nullptr) {
            map.push_back(std::move(entry));
            return;
        }
        for (MetaEntry& other : *merged) {
            bool present = false;
            for (const MetaEntry& own : map) present = present || own.key == other.key;
            if (!present) map.push_back(std::move(other));
        }
    }

    [[nodiscard]] SourcePosition place(const YAML::Mark& mark) const {
        return {first_line_ + static_cast<std::uint32_t>(mark.line < 0 ? 0 : mark.line),
                static_cast<std::uint32_t>(mark.column < 0 ? 0 : mark.column) + 1};
    }

    std::uint32_t first_line_;
    std::size_t total_ = 0;
    std::vector<Level> levels_;
    std::map<YAML::anchor_t, Anchored> anchors_;
    MetaValue result_;
};

std::string_view line_at(std::string_view text, std::size_t start) {
    std::string_view line = text.substr(start, text.find('\n', start) - start);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) {
        line.remove_suffix(1);
    }
    return line;
}

/// The block between the fences, without them.
struct Fenced {
    std::string_view body;
    std::size_t bytes = 0;  ///< with both fences
    std::uint32_t lines = 0;
};

/// Finds the line that closes the block which the first line opens; `bytes` 0 when none does.
Fenced find_close(std::string_view text, std::string_view close, std::string_view other_close) {
    std::size_t at = text.find('\n');
    const std::size_t body = at == std::string_view::npos ? text.size() : at + 1;
    std::uint32_t lines = 1;
    for (at = body; at < text.size();) {
        const std::string_view line = line_at(text, at);
        const std::size_t next = std::min(text.find('\n', at), text.size() - 1) + 1;
        ++lines;
        if (line == close || line == other_close) {
            return {text.substr(body, at - body), next, lines};
        }
        at = next;
    }
    return {};
}

bool has_only_comments(std::string_view body) {
    for (std::size_t at = 0; at < body.size();) {
        const std::string_view line = line_at(body, at);
        const std::size_t first = line.find_first_not_of(" \t");
        if (first != std::string_view::npos && line[first] != '#') return false;
        at = std::min(body.find('\n', at), body.size() - 1) + 1;
    }
    return true;
}

/// Keys that only metadata has: what tells it from "Note: …" between two thematic breaks.
bool has_known_key(const MetaValue::Map& entries) {
    constexpr std::array<std::string_view, 22> kKnown{
        "title",     "subtitle", "author",     "authors",   "date",   "lang",
        "language",  "tags",     "categories", "keywords",  "layout", "draft",
        "permalink", "slug",     "weight",     "published", "toc",    "description",
        "abstract",  "aliases",  "cssclasses", "publisher"};
    return std::any_of(entries.begin(), entries.end(), [&](const MetaEntry& entry) {
        return std::find(kKnown.begin(), kKnown.end(), folded_key(entry.key)) != kKnown.end();
    });
}

FrontMatter accept(const Fenced& block, MetaValue::Map entries) {
    return {std::move(entries), block.bytes, block.lines};
}

/// YAML between `---` lines. A block is taken only if it holds keys (or nothing): prose between
/// two thematic breaks stays prose.
FrontMatter take_yaml(std::string_view text, Diagnostics& diagnostics) {
    const Fenced block = find_close(text, "---", "...");
    const std::size_t first_end = text.find('\n');
    const bool blank_first =
        first_end == std::string_view::npos || line_at(text, first_end + 1).empty();
    if (block.bytes == 0) {
        if (!blank_first) {
            diagnostics.warn("front-matter-unclosed",
                             "the metadata block has no closing \"---\"; it is set as text",
                             {1, 1},
                             "close it with a line \"---\"");
        }
        return {};
    }
    if (has_only_comments(block.body)) return accept(block, {});
    YamlResult yaml = parse_yaml(block.body, 2);
    if (yaml.ok && yaml.is_map) {
        auto& entries = std::get<MetaValue::Map>(yaml.value.value);
        if (blank_first && !has_known_key(entries)) return {};
        return accept(block, std::move(entries));
    }
    if (blank_first) return {};
    MetaValue::Map saved = salvage_yaml(block.body.substr(0, kMaxBytes), 2);
    if (saved.empty() && yaml.ok) return {};
    diagnostics.warn("front-matter-yaml",
                     "the metadata block is not valid YAML (" +
                         (yaml.ok ? std::string("no map") : yaml.problem) +
                         "); its lines were read one by one",
                     yaml.ok ? SourcePosition{2, 1} : yaml.position,
                     "quote values that contain \": \"");
    return accept(block, std::move(saved));
}

FrontMatter take_toml(std::string_view text, Diagnostics& diagnostics) {
    const Fenced block = find_close(text, "+++", "+++");
    if (block.bytes == 0) return {};
    MetaValue::Map saved = salvage_toml(block.body.substr(0, kMaxBytes), 2);
    if (saved.empty() && !has_only_comments(block.body)) return {};
    diagnostics.add(Severity::Note,
                    "front-matter-toml",
                    "of TOML metadata only simple \"key = value\" lines are read",
                    {1, 1});
    return accept(block, std::move(saved));
}

/// JSON is YAML, so its braces are parsed with it.
FrontMatter take_json(std::string_view text) {
    Fenced block = find_close(text, "}", "}");
    if (block.bytes == 0) return {};
    block.body = text.substr(0, block.bytes);
    YamlResult json = parse_yaml(block.body, 1);
    if (!json.ok || !json.is_map) return {};
    return accept(block, std::get<MetaValue::Map>(std::move(json.value.value)));
}

}  // namespace

YamlResult parse_yaml(std::string_view text, std::uint32_t first_line) {
    YamlResult result;
    const auto refuse = [&](const std::string& problem, const YAML::Mark& mark) {
        result.problem = problem;
        result.position = {first_line + static_cast<std::uint32_t>(std::max(mark.line, 0)),
                           static_cast<std::uint32_t>(std::max(mark.column, 0)) + 1};
    };
    if (text.size() > kMaxBytes) {
        refuse("larger than 64 kB", YAML::Mark());
        return result;
    }
    try {
        // yaml-cpp takes an unclosed quote at the end for closed, but not one before an end mark.
        std::istringstream stream{std::string(text) + "\n...\n"};
        YAML::Parser parser(stream);
        ValueBuilder builder(first_line);
        parser.HandleNextDocument(builder);
        result.value = builder.take();
        result.is_map = std::holds_alternative<MetaValue::Map>(result.value.value);
        result.ok = true;
    } catch (const Refusal& refusal) {
        refuse(refusal.problem, refusal.mark);
    } catch (const YAML::Exception& exception) {
        refuse(exception.msg, exception.mark);
    }
    return result;
}

FrontMatter take_front_matter(std::string_view text, Diagnostics& diagnostics) {
    const std::string_view first = line_at(text, 0);
    if (first == "---") return take_yaml(text, diagnostics);
    if (first == "+++") return take_toml(text, diagnostics);
    if (first == "{") return take_json(text);
    return {};
}

}  // namespace inkstone::read
