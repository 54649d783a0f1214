// SPDX-License-Identifier: Apache-2.0
// The dictionaries are read here and not by libhyphen, which builds an automaton of every prefix
// first: 13 ms of processor time for English and 3.4 s for German, where a table that leads to the
// lines takes a fraction of one and 10.
#include "src/text/hyphenation.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include <unicode/uchar.h>

#include "src/text/hyphenation_patterns.hpp"

namespace inkstone::text {
namespace {

/// Bits of an answer.
constexpr std::size_t kLongestWord = 63;
/// More words than a long book has; then the memory starts afresh.
constexpr std::size_t kMostWords = 1U << 17U;

/// One dictionary with what it has answered.
struct Known {
    std::unique_ptr<HyphenationDictionary> dictionary;
    std::unordered_map<std::u16string, std::uint64_t> words;
    std::u16string lower;

    std::uint64_t divisions(std::u16string_view word) {
        if (word.size() > kLongestWord) return 0;
        lower.assign(word);
        for (char16_t& unit : lower)
            unit = static_cast<char16_t>(u_tolower(static_cast<UChar32>(unit)));
        const auto found = words.find(lower);
        if (found != words.end()) return found->second;
        if (words.size() >= kMostWords) words.clear();
        return words.emplace(lower, dictionary->divisions(lower)).first->second;
    }
};

constexpr bool is_ascii_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The parts of a tag that name a dictionary. Anything else than letters ends the search: tags come
/// from documents and become part of a path.
struct Tag {
    std::string language, region;
};
Tag read_tag(std::string_view lang) {
    Tag tag;
    bool first = true;
    while (!lang.empty()) {
        const std::size_t end = lang.find_first_of("-_");
        const std::string_view part = lang.substr(0, end);
        if (!std::all_of(part.begin(), part.end(), is_ascii_letter)) return tag;
        if (first && part.size() >= 2 && part.size() <= 3) {
            for (const char c : part) tag.language += static_cast<char>(c | 0x20);
        } else if (!first && part.size() == 2) {
            for (const char c : part) tag.region += static_cast<char>(c & ~0x20);
        }
        first = false;
        if (end == std::string_view::npos || tag.language.empty()) return tag;
        lang.remove_prefix(end + 1);
    }
    return tag;
}

/// The region whose dictionary serves a language named without one, where it is not the
/// language's own name (de_DE).
std::string default_region(const std::string& language) {
    static constexpr std::array<std::array<std::string_view, 2>, 8> kRegions{{{"cs", "CZ"},
                                                                              {"da", "DK"},
                                                                              {"el", "GR"},
                                                                              {"en", "US"},
                                                                              {"nb", "NO"},
                                                                              {"sl", "SI"},
                                                                              {"sv", "SE"},
                                                                              {"uk", "UA"}}};
    for (const auto& [name, region] : kRegions)
        if (name == language) return std::string(region);
    std::string region;
    for (const char c : language) region += static_cast<char>(c & ~0x20);
    return region;
}

}  // namespace

struct Hyphenator::State {
    std::string folder;
    /// By language tag; null where none is installed.
    std::map<std::string, Known*, std::less<>> by_lang;
    std::map<std::string, Known> by_path;

    Known* open(const std::string& name) {
        auto [place, added] = by_path.try_emplace(folder + "/hyph_" + name + ".dic");
        if (added) place->second.dictionary = HyphenationDictionary::open(place->first);
        return place->second.dictionary ? &place->second : nullptr;
    }

    Known* find(std::string_view lang) {
        const auto known = by_lang.find(lang);
        if (known != by_lang.end()) return known->second;
        const Tag tag = read_tag(lang);
        Known* found = nullptr;
        if (!tag.language.empty()) {
            std::vector<std::string> names;
            if (!tag.region.empty()) names.push_back(tag.language + "_" + tag.region);
            names.push_back(tag.language + "_" + default_region(tag.language));
            names.push_back(tag.language);
            for (const std::string& name : names)
                if (found == nullptr) found = open(name);
        }
        by_lang.emplace(std::string(lang), found);
        return found;
    }
};

Hyphenator::Hyphenator(std::string_view folder) : state_(std::make_unique<State>()) {
    state_->folder = folder;
}

Hyphenator::~Hyphenator() = default;

bool Hyphenator::knows(std::string_view lang) {
    return state_->find(lang) != nullptr;
}

std::uint64_t Hyphenator::divisions(std::u16string_view word, std::string_view lang) {
    Known* known = state_->find(lang);
    return known != nullptr ? known->divisions(word) : 0;
}

}  // namespace inkstone::text
