// SPDX-License-Identifier: Apache-2.0
#include "src/read/salvage.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "src/read/yaml.hpp"

namespace inkstone::read {
namespace {

/// Keys are words: a longer run before a colon is a sentence.
constexpr std::size_t kMaxKeyBytes = 64;
constexpr std::string_view kFullWidthColon = "：";

std::string_view trim(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// The text without one pair of quotes around it; an unclosed opening quote goes too.
std::string unquote(std::string_view text) {
    text = trim(text);
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) return std::string(text);
    const char quote = text.front();
    text.remove_prefix(1);
    if (text.ends_with(quote)) text.remove_suffix(1);
    return std::string(text);
}

struct KeyLine {
    std::string_view key;
    std::string_view rest;
    std::uint32_t column = 1;  ///< where `rest` starts
};

/// Splits "key: value", "key:" and, because input methods type it, "key：value".
std::optional<KeyLine> split_key(std::string_view line) {
    if (line.empty() ||
        std::string_view(" \t#-[]{}\"'|>%@`&*!?,").find(line.front()) != std::string_view::npos) {
        return std::nullopt;
    }
    constexpr std::string_view kAfterColon = " \t\r\n";
    std::size_t colon = line.find(':');
    while (colon != std::string_view::npos && colon + 1 < line.size() &&
           kAfterColon.find(line[colon + 1]) == std::string_view::npos) {
        colon = line.find(':', colon + 1);
    }
    std::size_t width = 1;
    if (const std::size_t wide = line.find(kFullWidthColon); wide < colon) {
        colon = wide;
        width = kFullWidthColon.size();
    }
    if (colon == std::string_view::npos || colon == 0 || colon > kMaxKeyBytes) return std::nullopt;
    const std::string_view key = trim(line.substr(0, colon));
    const std::string_view rest = line.substr(colon + width);
    const std::size_t spaces = std::min(rest.find_first_not_of(" \t"), rest.size());
    return KeyLine{key, trim(rest), static_cast<std::uint32_t>(colon + width + spaces + 1)};
}

/// The `- item` lines after a key, as typed; empty when there are none.
MetaValue::List list_lines(std::string_view lines) {
    MetaValue::List items;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size() - 1) + 1;
        const std::string_view line = trim(lines.substr(0, end));
        if (line.starts_with("- ")) items.push_back(MetaValue{unquote(line.substr(2))});
        lines.remove_prefix(end);
    }
    return items;
}

MetaValue salvage_entry(const KeyLine& head,
                        std::string_view entry,
                        std::string_view following,
                        std::uint32_t line) {
    YamlResult yaml = parse_yaml(entry, line);
    auto* map = std::get_if<MetaValue::Map>(&yaml.value.value);
    if (yaml.ok && map != nullptr && map->size() == 1) return std::move(map->front().value);
    MetaValue::List items = head.rest.empty() ? list_lines(following) : MetaValue::List{};
    if (!items.empty()) return MetaValue{std::move(items)};
    return MetaValue{unquote(head.rest)};
}

/// Splits the inside of a one-line TOML array at commas outside quotes.
MetaValue::List toml_array(std::string_view inside) {
    MetaValue::List items;
    char quote = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= inside.size(); ++i) {
        const bool end = i == inside.size();
        if (!end && quote != 0) {
            if (inside[i] == quote) quote = 0;
        } else if (!end && (inside[i] == '"' || inside[i] == '\'')) {
            quote = inside[i];
        } else if (end || inside[i] == ',') {
            const std::string_view item = trim(inside.substr(start, i - start));
            if (!item.empty()) items.push_back(MetaValue{unquote(item)});
            start = i + 1;
        }
    }
    return items;
}

MetaValue toml_value(std::string_view text) {
    text = trim(text);
    if (text.starts_with('[') && text.ends_with(']')) {
        return MetaValue{toml_array(text.substr(1, text.size() - 2))};
    }
    if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
        const std::size_t end = text.find(text.front(), 1);
        return MetaValue{std::string(text.substr(1, end - 1))};
    }
    return MetaValue{std::string(trim(text.substr(0, text.find('#'))))};
}

}  // namespace

MetaValue::Map salvage_yaml(std::string_view block, std::uint32_t first_line) {
    MetaValue::Map entries;
    std::uint32_t line_number = first_line;
    for (std::size_t at = 0; at < block.size();) {
        const auto line_end = [&](std::size_t from) {
            return std::min(block.find('\n', from), block.size() - 1) + 1;
        };
        const std::size_t next = line_end(at);
        const std::optional<KeyLine> head = split_key(block.substr(at, next - at));
        const std::uint32_t line = line_number++;
        std::size_t end = next;
        while (head && end < block.size() &&
               std::string_view(" \t-\n").find(block[end]) != std::string_view::npos) {
            end = line_end(end);
            ++line_number;
        }
        if (head) {
            entries.push_back(MetaEntry{
                std::string(head->key),
                salvage_entry(
                    *head, block.substr(at, end - at), block.substr(next, end - next), line),
                {line, head->column}});
        }
        at = end;
    }
    return entries;
}

MetaValue::Map salvage_toml(std::string_view block, std::uint32_t first_line) {
    MetaValue::Map entries;
    MetaValue::Map* target = &entries;
    for (std::uint32_t line_number = first_line; !block.empty(); ++line_number) {
        const std::size_t end = std::min(block.find('\n'), block.size() - 1) + 1;
        const std::string_view line = trim(block.substr(0, end));
        block.remove_prefix(end);
        if (line.starts_with('[') && line.ends_with(']')) {
            const std::string_view name = line.substr(1, line.size() - 2);
            entries.push_back(
                MetaEntry{std::string(trim(name)), MetaValue{MetaValue::Map{}}, {line_number, 1}});
            target = &std::get<MetaValue::Map>(entries.back().value.value);
            continue;
        }
        const std::size_t equals = line.find('=');
        if (line.starts_with('#') || equals == std::string_view::npos || equals == 0) continue;
        target->push_back(MetaEntry{unquote(line.substr(0, equals)),
                                    toml_value(line.substr(equals + 1)),
                                    {line_number, 1}});
    }
    return entries;
}

}  // namespace inkstone::read
