// SPDX-License-Identifier: Apache-2.0
#include "src/read/metadata_keys.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace inkstone::read {

namespace {

/// The spellings of a field that pandoc, Jekyll, Hugo and Obsidian know, the more usual first.
using Spellings = std::span<const std::string_view>;
constexpr std::string_view kTitle[] = {"title", "linktitle"};
constexpr std::string_view kSubtitle[] = {"subtitle"};
constexpr std::string_view kAuthors[] = {"author", "authors", "creator", "byline"};
constexpr std::string_view kLang[] = {"lang", "language", "locale"};
constexpr std::string_view kDir[] = {"dir"};
constexpr std::string_view kDate[] = {"date", "published", "created", "publishdate"};
constexpr std::string_view kModified[] = {
    "modified", "lastmod", "updated", "last-modified-at", "date-modified"};
constexpr std::string_view kDescription[] = {"description", "summary", "abstract", "excerpt"};
constexpr std::string_view kKeywords[] = {"keywords", "tags", "categories"};
constexpr std::string_view kRights[] = {"rights", "copyright", "license"};
constexpr std::string_view kPublisher[] = {"publisher"};
constexpr std::string_view kIdentifier[] = {"identifier", "isbn", "doi", "uuid"};

/// A text field and its spellings.
struct TextField {
    std::string Metadata::*field;
    Spellings keys;
};
constexpr std::array<TextField, 10> kTextFields{{
    {&Metadata::title, kTitle},
    {&Metadata::subtitle, kSubtitle},
    {&Metadata::lang, kLang},
    {&Metadata::dir, kDir},
    {&Metadata::date, kDate},
    {&Metadata::modified, kModified},
    {&Metadata::description, kDescription},
    {&Metadata::rights, kRights},
    {&Metadata::publisher, kPublisher},
    {&Metadata::identifier, kIdentifier},
}};

const MetaEntry* find_entry(const MetaValue::Map& entries, std::string_view key) {
    for (const MetaEntry& entry : entries) {
        if (entry.key == key) return &entry;
    }
    return nullptr;
}

/// The text a value stands for: itself, the first of a list, or the naming key of a map.
std::string text_of(const MetaValue& value) {
    if (const auto* text = std::get_if<std::string>(&value.value)) return *text;
    if (const auto* list = std::get_if<MetaValue::List>(&value.value)) {
        return list->empty() ? std::string() : text_of(list->front());
    }
    const auto& map = *std::get_if<MetaValue::Map>(&value.value);
    for (const std::string_view key : {"name", "text", "main", "title"}) {
        if (const MetaEntry* entry = find_entry(map, key)) return text_of(entry->value);
    }
    return {};
}

std::vector<std::string> texts_of(const MetaValue& value) {
    std::vector<std::string> texts;
    if (const auto* list = std::get_if<MetaValue::List>(&value.value)) {
        for (const MetaValue& item : *list) texts.push_back(text_of(item));
    } else {
        texts.push_back(text_of(value));
    }
    std::erase(texts, std::string());
    return texts;
}

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// "a, b；c" as {"a", "b", "c"}: keywords are often typed in one string.
std::vector<std::string> split_keywords(std::string_view text) {
    constexpr std::string_view kMarks[] = {",", ";", "，", "、", "；"};
    std::vector<std::string> words;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto mark = std::find_if(std::begin(kMarks), std::end(kMarks), [&](auto candidate) {
            return text.substr(at).starts_with(candidate);
        });
        if (mark == std::end(kMarks)) {
            ++at;
            continue;
        }
        words.push_back(trimmed(text.substr(start, at - start)));
        at += mark->size();
        start = at;
    }
    words.push_back(trimmed(text.substr(start)));
    std::erase(words, std::string());
    return words;
}

/// Marks the entries under `keys` as used and returns the value of the most usual one.
const MetaValue* take(const MetaValue::Map& entries, Spellings keys, std::vector<bool>& used) {
    const MetaValue* found = nullptr;
    for (const std::string_view key : keys) {
        for (std::size_t index = 0; index < entries.size(); ++index) {
            if (entries[index].key != key) continue;
            used[index] = true;
            if (found == nullptr) found = &entries[index].value;
        }
    }
    return found;
}

void replace_extra(MetaValue::Map& extra, MetaEntry entry) {
    for (MetaEntry& old : extra) {
        if (old.key != entry.key) continue;
        old = std::move(entry);
        return;
    }
    extra.push_back(std::move(entry));
}

}  // namespace

std::string folded_key(std::string_view key) {
    std::string folded(key);
    for (char& letter : folded) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        if (letter == '_') letter = '-';
    }
    return folded;
}

Metadata metadata_from(MetaValue::Map entries) {
    for (MetaEntry& entry : entries) entry.key = folded_key(entry.key);
    std::vector<bool> used(entries.size(), false);
    Metadata meta;
    for (const TextField& row : kTextFields) {
        if (const MetaValue* value = take(entries, row.keys, used))
            meta.*row.field = text_of(*value);
    }
    if (const MetaValue* value = take(entries, kAuthors, used)) meta.authors = texts_of(*value);
    if (const MetaValue* value = take(entries, kKeywords, used)) {
        for (const std::string& text : texts_of(*value)) {
            const bool listed = std::holds_alternative<MetaValue::List>(value->value);
            for (std::string& word : listed ? std::vector{text} : split_keywords(text)) {
                meta.keywords.push_back(std::move(word));
            }
        }
    }
    for (std::size_t index = 0; index < entries.size(); ++index) {
        if (!used[index]) replace_extra(meta.extra, std::move(entries[index]));
    }
    return meta;
}

void override_metadata(Metadata& meta,
                       std::span<const std::pair<std::string, std::string>> overrides) {
    MetaValue::Map entries;
    for (const auto& [key, text] : overrides) {
        const std::string folded = folded_key(key);
        const auto same = std::find_if(entries.begin(), entries.end(), [&](const MetaEntry& entry) {
            return entry.key == folded;
        });
        if (same == entries.end()) {
            entries.push_back({folded, MetaValue{text}, {}});
        } else if (auto* list = std::get_if<MetaValue::List>(&same->value.value)) {
            list->push_back(MetaValue{text});
        } else {
            same->value = MetaValue{MetaValue::List{same->value, MetaValue{text}}};
        }
    }
    Metadata wanted = metadata_from(std::move(entries));
    for (const TextField& row : kTextFields) {
        if (!(wanted.*row.field).empty()) meta.*row.field = std::move(wanted.*row.field);
    }
    if (!wanted.authors.empty()) meta.authors = std::move(wanted.authors);
    if (!wanted.keywords.empty()) meta.keywords = std::move(wanted.keywords);
    for (MetaEntry& entry : wanted.extra) replace_extra(meta.extra, std::move(entry));
}

}  // namespace inkstone::read
