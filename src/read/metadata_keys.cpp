// SPDX-License-Identifier: Apache-2.0
#include "src/read/metadata_keys.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "src/text/language.hpp"

namespace inkstone::read {
namespace {

using Names = std::initializer_list<std::string_view>;

std::string_view trim(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

const MetaValue* find(const MetaValue::Map& map, std::string_view key) {
    for (const MetaEntry& entry : map) {
        if (folded_key(entry.key) == key) return &entry.value;
    }
    return nullptr;
}

/// The text of a value: a string, the telling member of a map, the first item of a list.
std::string text_of(const MetaValue& value) {
    if (const auto* text = std::get_if<std::string>(&value.value)) {
        return std::string(trim(*text));
    }
    if (const auto* list = std::get_if<MetaValue::List>(&value.value)) {
        return list->empty() ? std::string{} : text_of(list->front());
    }
    const auto& map = std::get<MetaValue::Map>(value.value);
    for (const std::string_view key : {"name", "text", "main", "value", "title", "literal"}) {
        if (const MetaValue* member = find(map, key)) return text_of(*member);
    }
    const MetaValue* given = find(map, "given");
    const MetaValue* family = find(map, "family");
    if (given != nullptr && family != nullptr) return text_of(*given) + " " + text_of(*family);
    return {};
}

std::vector<std::string> texts_of(const MetaValue& value) {
    std::vector<std::string> texts;
    if (const auto* list = std::get_if<MetaValue::List>(&value.value)) {
        for (const MetaValue& item : *list) {
            if (std::string text = text_of(item); !text.empty()) texts.push_back(std::move(text));
        }
    } else if (std::string text = text_of(value); !text.empty()) {
        texts.push_back(std::move(text));
    }
    return texts;
}

/// Keywords in one string are split at every comma, ideographic comma and semicolon.
std::vector<std::string> split_keywords(std::string_view text) {
    constexpr std::array<std::string_view, 5> kSeparators{",", ";", "，", "、", "；"};
    std::vector<std::string> words;
    std::size_t start = 0;
    for (std::size_t at = 0; at <= text.size();) {
        std::size_t width = at == text.size() ? 1 : 0;
        for (const std::string_view separator : kSeparators) {
            if (text.substr(at).starts_with(separator)) width = separator.size();
        }
        if (width == 0) {
            ++at;
            continue;
        }
        if (const auto word = trim(text.substr(start, at - start)); !word.empty()) {
            words.emplace_back(word);
        }
        at += width;
        start = at;
    }
    return words;
}

/// Takes values out of the entries by name, so that what is left is `extra`.
class Taker {
public:
    Taker(MetaValue::Map& entries, Diagnostics& diagnostics)
        : entries_(entries), diagnostics_(diagnostics) {}

    /// First of `names` that is there with a text; all of `names` are used up.
    std::string text(Names names) {
        std::string found;
        each(names, [&](const MetaEntry& entry) {
            std::string value = text_of(entry.value);
            const bool taken = !value.empty();
            if (found.empty()) found = std::move(value);
            return taken;
        });
        return found;
    }

    std::vector<std::string> list(Names names) {
        std::vector<std::string> found;
        each(names, [&](const MetaEntry& entry) {
            std::vector<std::string> values = texts_of(entry.value);
            const bool taken = !values.empty();
            if (found.empty()) found = std::move(values);
            return taken;
        });
        return found;
    }

    std::vector<std::string> keywords(Names names) {
        std::vector<std::string> all;
        each(names, [&](const MetaEntry& entry) {
            const auto* text = std::get_if<std::string>(&entry.value.value);
            for (auto& word : text != nullptr ? split_keywords(*text) : texts_of(entry.value)) {
                if (std::find(all.begin(), all.end(), word) == all.end()) {
                    all.push_back(std::move(word));
                }
            }
            return true;
        });
        return all;
    }

    /// Calls `use` for each entry of each name in turn and removes those it returns true for.
    template <class Use>
    void each(Names names, Use&& use) {
        for (const std::string_view name : names) {
            const auto taken = [&](const MetaEntry& entry) {
                return entry.key == name && use(entry);
            };
            entries_.erase(std::remove_if(entries_.begin(), entries_.end(), taken), entries_.end());
        }
    }

    Diagnostics& diagnostics() { return diagnostics_; }

private:
    MetaValue::Map& entries_;
    Diagnostics& diagnostics_;
};

void set(std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
}

/// `title` may be a list of {type: main | subtitle, text: …}.
void take_title(Taker& taker, Metadata& meta) {
    taker.each({"title", "linktitle"}, [&](const MetaEntry& entry) {
        if (const auto* list = std::get_if<MetaValue::List>(&entry.value.value)) {
            for (const MetaValue& item : *list) {
                const auto* map = std::get_if<MetaValue::Map>(&item.value);
                const MetaValue* type = map != nullptr ? find(*map, "type") : nullptr;
                const bool sub = type != nullptr && folded_key(text_of(*type)) == "subtitle";
                set(sub ? meta.subtitle : meta.title, text_of(item));
            }
        } else {
            if (const auto* map = std::get_if<MetaValue::Map>(&entry.value.value)) {
                if (const auto* sub = find(*map, "subtitle")) set(meta.subtitle, text_of(*sub));
            }
            set(meta.title, text_of(entry.value));
        }
        return true;
    });
    set(meta.subtitle, taker.text({"subtitle"}));
}

void take_language(Taker& taker, Metadata& meta) {
    taker.each({"lang", "language", "locale"}, [&](const MetaEntry& entry) {
        const std::string typed = text_of(entry.value);
        if (typed.empty() || !meta.lang.empty()) return true;
        meta.lang = text::canonical_language(typed);
        if (meta.lang.empty()) {
            taker.diagnostics().warn("bad-language",
                                     "\"" + typed + "\" is no language tag; it is ignored",
                                     entry.position,
                                     "use a tag such as zh-Hans, ja or en-GB");
        }
        return true;
    });
}

void take_direction(Taker& taker, Metadata& meta) {
    taker.each({"dir"}, [&](const MetaEntry& entry) {
        const std::string typed = folded_key(text_of(entry.value));
        if (typed == "ltr" || typed == "rtl") {
            set(meta.dir, typed);
        } else if (!typed.empty()) {
            taker.diagnostics().warn("bad-direction",
                                     "\"" + typed + "\" is no direction; it is ignored",
                                     entry.position,
                                     "use ltr or rtl");
        }
        return true;
    });
}

/// Jekyll's `published: false` is a switch, not a date.
void take_dates(Taker& taker, Metadata& meta) {
    taker.each({"date", "published", "created", "publishdate"}, [&](const MetaEntry& entry) {
        const std::string typed = text_of(entry.value);
        const std::string folded = folded_key(typed);
        if (folded == "true" || folded == "false" || folded.empty()) return false;
        set(meta.date, typed);
        return true;
    });
    set(meta.modified,
        taker.text({"lastmod", "modified", "updated", "last-modified-at", "date-modified"}));
}

void take_identifier(Taker& taker, Metadata& meta) {
    set(meta.identifier, taker.text({"identifier"}));
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSchemes{
        {{"isbn", "urn:isbn:"}, {"doi", "doi:"}, {"uuid", "urn:uuid:"}}};
    for (const auto& [key, prefix] : kSchemes) {
        const std::string value = taker.text({key});
        if (value.empty()) continue;
        set(meta.identifier,
            value.find(':') == std::string::npos ? std::string(prefix) + value : value);
    }
}

/// `subject` is a sentence or a list of words.
void take_description(Taker& taker, Metadata& meta) {
    meta.description = taker.text({"description", "summary", "abstract", "excerpt"});
    taker.each({"subject"}, [&](const MetaEntry& entry) {
        if (std::holds_alternative<MetaValue::List>(entry.value.value)) return false;
        set(meta.description, text_of(entry.value));
        return true;
    });
}

/// Hugo keeps the author under `params`.
void take_params_author(MetaValue::Map& entries, Metadata& meta) {
    if (!meta.authors.empty()) return;
    const MetaValue* params = find(entries, "params");
    const auto* map = params != nullptr ? std::get_if<MetaValue::Map>(&params->value) : nullptr;
    const MetaValue* author = map != nullptr ? find(*map, "author") : nullptr;
    if (author != nullptr) meta.authors = texts_of(*author);
}

/// A key set again replaces the first; the order stays.
void replace_extra(MetaValue::Map& extra, MetaEntry entry) {
    for (MetaEntry& old : extra) {
        if (old.key != entry.key) continue;
        old = std::move(entry);
        return;
    }
    extra.push_back(std::move(entry));
}

/// A key given several times on the command line is a list.
void add_override(MetaValue::Map& entries, std::string key, const std::string& text) {
    for (MetaEntry& entry : entries) {
        if (entry.key != key) continue;
        if (auto* list = std::get_if<MetaValue::List>(&entry.value.value)) {
            list->push_back(MetaValue{text});
        } else {
            entry.value = MetaValue{MetaValue::List{entry.value, MetaValue{text}}};
        }
        return;
    }
    entries.push_back(MetaEntry{std::move(key), MetaValue{text}, {}});
}

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

}  // namespace

std::string folded_key(std::string_view key) {
    std::string folded(trim(key));
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '_') c = '-';
    }
    return folded;
}

Metadata metadata_from(MetaValue::Map entries, Diagnostics& diagnostics) {
    for (MetaEntry& entry : entries) entry.key = folded_key(entry.key);
    Metadata meta;
    Taker taker(entries, diagnostics);
    take_title(taker, meta);
    meta.authors = taker.list({"author", "authors", "creator", "byline"});
    take_params_author(entries, meta);
    take_language(taker, meta);
    take_direction(taker, meta);
    take_dates(taker, meta);
    take_description(taker, meta);
    meta.keywords = taker.keywords({"keywords", "tags", "categories", "subject"});
    meta.rights = taker.text({"rights", "copyright", "license"});
    meta.publisher = taker.text({"publisher"});
    take_identifier(taker, meta);
    for (MetaEntry& entry : entries) replace_extra(meta.extra, std::move(entry));
    return meta;
}

void override_metadata(Metadata& meta,
                       std::span<const std::pair<std::string, std::string>> overrides,
                       Diagnostics& diagnostics) {
    MetaValue::Map entries;
    for (const auto& [key, text] : overrides) add_override(entries, folded_key(key), text);
    Metadata wanted = metadata_from(std::move(entries), diagnostics);
    for (const auto field : kTextFields) {
        if (!(wanted.*field).empty()) meta.*field = std::move(wanted.*field);
    }
    if (!wanted.authors.empty()) meta.authors = std::move(wanted.authors);
    if (!wanted.keywords.empty()) meta.keywords = std::move(wanted.keywords);
    for (MetaEntry& entry : wanted.extra) replace_extra(meta.extra, std::move(entry));
}

void override_metadata(Metadata& meta,
                       std::span<const std::pair<std::string, std::string>> overrides) {
    Diagnostics unheard;
    override_metadata(meta, overrides, unheard);
}

void fill_metadata(Metadata& meta, std::span<const std::pair<std::string, std::string>> defaults) {
    Metadata filled;
    override_metadata(filled, defaults);
    for (const auto field : kTextFields) {
        if ((meta.*field).empty()) meta.*field = std::move(filled.*field);
    }
    if (meta.authors.empty()) meta.authors = std::move(filled.authors);
    if (meta.keywords.empty()) meta.keywords = std::move(filled.keywords);
    for (MetaEntry& entry : filled.extra) {
        const bool said = std::any_of(meta.extra.begin(),
                                      meta.extra.end(),
                                      [&](const MetaEntry& own) { return own.key == entry.key; });
        if (!said) meta.extra.push_back(std::move(entry));
    }
}

}  // namespace inkstone::read
