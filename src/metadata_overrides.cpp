// SPDX-License-Identifier: Apache-2.0
#include "src/metadata_overrides.hpp"

#include <algorithm>
#include <array>

#include "src/read/metadata.hpp"

namespace inkstone {

namespace {

constexpr std::array<std::string Metadata::*, 10> kTextFields{&Metadata::title,
                                                              &Metadata::subtitle,
                                                              &Metadata::lang,
                                                              &Metadata::dir,
                                                              &Metadata::date,
                                                              &Metadata::modified,
                                                              &Metadata::description,
                                                              &Metadata::rights,
                                                              &Metadata::publisher,
                                                              &Metadata::identifier};

MetaEntry* find_entry(MetaValue::Map& entries, std::string_view key) {
    const auto found = std::find_if(
        entries.begin(), entries.end(), [&](const MetaEntry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

/// The overrides as front matter would hold them.
MetaValue::Map as_front_matter(std::span<const std::pair<std::string, std::string>> overrides) {
    MetaValue::Map entries;
    for (const auto& [key, text] : overrides) {
        const std::string folded = read::fold_key(key);
        MetaEntry* same = find_entry(entries, folded);
        if (same == nullptr) {
            entries.push_back({folded, MetaValue{text}, {}});
        } else if (auto* list = std::get_if<MetaValue::List>(&same->value.value)) {
            list->push_back(MetaValue{text});
        } else {
            MetaValue first = std::move(same->value);
            same->value = MetaValue{MetaValue::List{std::move(first), MetaValue{text}}};
        }
    }
    return entries;
}

}  // namespace

void override_metadata(Metadata& meta,
                       std::span<const std::pair<std::string, std::string>> overrides,
                       Diagnostics& diagnostics) {
    if (overrides.empty()) return;
    Metadata wanted;
    read::apply_metadata(as_front_matter(overrides), wanted, diagnostics);
    for (const auto field : kTextFields) {
        if (!(wanted.*field).empty()) meta.*field = std::move(wanted.*field);
    }
    if (!wanted.authors.empty()) meta.authors = std::move(wanted.authors);
    if (!wanted.keywords.empty()) meta.keywords = std::move(wanted.keywords);
    for (MetaEntry& entry : wanted.extra) {
        if (MetaEntry* old = find_entry(meta.extra, entry.key)) {
            *old = std::move(entry);
        } else {
            meta.extra.push_back(std::move(entry));
        }
    }
}

}  // namespace inkstone
