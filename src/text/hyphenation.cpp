// SPDX-License-Identifier: Apache-2.0
// The dictionaries are read here and not by libhyphen, which builds an automaton of every prefix
// first: 13 ms of processor time for English and 3.4 s for German, where a table of the patterns
// takes 2 ms and 25 ms.
#include "src/text/hyphenation.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

namespace inkstone::text {
namespace {

/// Bits of an answer.
constexpr std::size_t kLongestWord = 63;
/// More words than a long book has; then the memory starts afresh.
constexpr std::size_t kMostWords = 1U << 17U;
/// The largest known dictionary has 1.1 MB.
constexpr std::size_t kLargestFile = 16U << 20U;
constexpr std::size_t kLeastLetters = 2;

struct CloseConverter {
    void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};

constexpr bool is_digit(char16_t c) noexcept {
    return c >= u'0' && c <= u'9';
}

/// The text of a dictionary: its first line names the encoding of the rest.
std::u16string read_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string charset, bytes;
    if (!std::getline(file, charset)) return {};
    if (!charset.empty() && charset.back() == '\r') charset.pop_back();
    bytes.assign(std::istreambuf_iterator<char>(file), {});
    if (bytes.size() > kLargestFile) return {};
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(charset.c_str(), &error));
    if (U_FAILURE(error) != 0) return {};
    std::u16string text(bytes.size() + 1, u'\0');
    const int size = ucnv_toUChars(converter.get(),
                                   text.data(),
                                   static_cast<std::int32_t>(text.size()),
                                   bytes.data(),
                                   static_cast<std::int32_t>(bytes.size()),
                                   &error);
    text.resize(U_FAILURE(error) != 0 ? 0 : static_cast<std::size_t>(size));
    return text;
}

/// Patterns that work together: "a1b" permits a division between a and b, "a2b" forbids it, and
/// the highest number of all patterns that match at a place decides.
class Patterns {
public:
    /// `room` is about how many letters will come, `patterns` how many patterns.
    Patterns(std::size_t room, std::size_t patterns) {
        letters_.reserve(room);
        levels_.reserve(room);
        entries_.reserve(patterns);
        resize(patterns);
    }

    void add(std::u16string_view line) {
        // "s1sz/sz=,1,2" changes the spelling at its division, which then would not come back as
        // typed: no division there.
        const std::size_t slash = line.find(u'/');
        const bool changes = slash != std::u16string_view::npos;
        line = line.substr(0, slash);
        const std::size_t begin = letters_.size(), first_level = levels_.size();
        levels_.push_back(0);
        for (const char16_t c : line) {
            if (is_digit(c)) {
                const int level = c - u'0';
                levels_.back() = static_cast<char>(changes && level % 2 == 1 ? level + 1 : level);
            } else {
                letters_.push_back(c);
                levels_.push_back(0);
            }
        }
        const auto key = std::u16string_view(letters_).substr(begin);
        if (key.empty()) return;
        longest_ = std::max(longest_, key.size());
        std::uint32_t hash = kHashStart;
        for (const char16_t c : key) hash = extended(hash, c);
        insert({static_cast<std::uint32_t>(begin),
                static_cast<std::uint32_t>(key.size()),
                static_cast<std::uint32_t>(first_level),
                hash});
    }

    /// Odd where `word` may be divided after its letter i.
    void match(std::u16string_view word, std::array<char, kLongestWord + 3>& result) const {
        std::array<char16_t, kLongestWord + 2> dotted{};
        const std::size_t size = word.size() + 2;
        dotted[0] = dotted[size - 1] = u'.';
        std::copy(word.begin(), word.end(), dotted.begin() + 1);
        // Level k of a pattern found at i stands before dotted[i + k], which is word[i + k - 1].
        std::array<char, kLongestWord + 3> before{};
        const std::u16string_view all(dotted.data(), size);
        for (std::size_t i = 0; i < size; ++i) {
            std::uint32_t hash = kHashStart;
            for (std::size_t n = 1; n <= std::min(longest_, size - i); ++n) {
                hash = extended(hash, all[i + n - 1]);
                const std::uint32_t slot = slots_[slot_of(hash, all.substr(i, n))];
                if (slot == 0) continue;
                const std::size_t first = entries_[slot - 1].first_level;
                for (std::size_t k = 0; k <= n; ++k)
                    before[i + k] = std::max(before[i + k], levels_[first + k]);
            }
        }
        std::copy(before.begin() + 2, before.end(), result.begin());
    }

private:
    struct Entry {
        std::uint32_t begin, size;  ///< of the letters
        std::uint32_t first_level;
        std::uint32_t hash;
    };
    // FNV-1a over UTF-16 units: extended letter by letter, it serves every pattern of one start.
    static constexpr std::uint32_t kHashStart = 2166136261U;
    static constexpr std::uint32_t extended(std::uint32_t hash, char16_t c) noexcept {
        return (hash ^ c) * 16777619U;
    }

    /// The slot that holds `key`, or the empty one where it belongs.
    [[nodiscard]] std::size_t slot_of(std::uint32_t hash, std::u16string_view key) const {
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = (hash ^ (hash >> 15U)) & mask;; at = (at + 1) & mask) {
            if (slots_[at] == 0) return at;
            const Entry& entry = entries_[slots_[at] - 1];
            if (entry.hash == hash && letters_of(entry) == key) return at;
        }
    }
    [[nodiscard]] std::u16string_view letters_of(const Entry& entry) const {
        return std::u16string_view(letters_).substr(entry.begin, entry.size);
    }
    /// A later pattern of the same letters takes the earlier one's place.
    void insert(const Entry& entry) {
        std::uint32_t& slot = slots_[slot_of(entry.hash, letters_of(entry))];
        if (slot != 0) {
            entries_[slot - 1] = entry;
            return;
        }
        entries_.push_back(entry);
        slot = static_cast<std::uint32_t>(entries_.size());
        if (2 * entries_.size() > slots_.size()) resize(2 * entries_.size());
    }
    /// At least twice as many slots as patterns, so that an empty one ends every search.
    void resize(std::size_t patterns) {
        slots_.assign(std::bit_ceil(2 * patterns + 16), 0);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            slots_[slot_of(entries_[i].hash, letters_of(entries_[i]))] =
                static_cast<std::uint32_t>(i + 1);
        }
    }

    std::u16string letters_;
    std::string levels_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  ///< index into entries_ + 1; 0 is empty
    std::size_t longest_ = 0;
};

/// One dictionary with what it has answered.
class Dictionary {
public:
    /// Null when the file is absent, empty or of an unknown encoding.
    static std::unique_ptr<Dictionary> open(const std::string& path) {
        const std::u16string text = read_text(path);
        if (text.empty()) return nullptr;
        auto dictionary = std::make_unique<Dictionary>();
        dictionary->parse(text);
        return dictionary;
    }

    std::uint64_t divisions(std::u16string_view word) {
        if (word.size() > kLongestWord) return 0;
        lower_.assign(word);
        for (char16_t& unit : lower_)
            unit = static_cast<char16_t>(u_tolower(static_cast<UChar32>(unit)));
        const auto found = known_.find(lower_);
        if (found != known_.end()) return found->second;
        if (known_.size() >= kMostWords) known_.clear();
        std::uint64_t bits = 0;
        divide(0, 0, lower_.size(), bits);
        return known_.emplace(lower_, within_minima(bits)).first->second;
    }

private:
    /// The borders inside compounds first, then the parts between them.
    std::vector<Patterns> levels_;
    std::size_t left_ = kLeastLetters, right_ = kLeastLetters;
    std::unordered_map<std::u16string, std::uint64_t> known_;
    std::u16string lower_;

    void parse(std::u16string_view text) {
        const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), u'\n'));
        levels_.emplace_back(text.size(), lines);
        while (!text.empty()) {
            const std::size_t end = text.find(u'\n');
            read_line(text.substr(0, end));
            if (end == std::u16string_view::npos) break;
            text.remove_prefix(end + 1);
        }
    }
    void read_line(std::u16string_view line) {
        while (!line.empty() && (line.back() == u'\r' || line.back() == u' '))
            line.remove_suffix(1);
        if (line.empty() || line.front() == u'%' || line.front() == u'#') return;
        if (line.starts_with(u"NEXTLEVEL")) {
            levels_.emplace_back(0, 0);
        } else if (line.starts_with(u"LEFTHYPHENMIN")) {
            left_ = number(line, left_);
        } else if (line.starts_with(u"RIGHTHYPHENMIN")) {
            right_ = number(line, right_);
        } else if (!line.starts_with(u"COMPOUND") && !line.starts_with(u"NOHYPHEN")) {
            levels_.back().add(line);
        }
    }
    static std::size_t number(std::u16string_view line, std::size_t least) {
        std::size_t value = 0;
        for (const char16_t c : line)
            if (is_digit(c) && value < kLongestWord)
                value = value * 10 + static_cast<std::size_t>(c - u'0');
        return std::max(value, least);
    }

    /// Divides lower_[begin, end) by patterns `level`, and what lies between by the next.
    void divide(std::size_t level, std::size_t begin, std::size_t end, std::uint64_t& bits) const {
        if (level >= levels_.size() || end - begin < 2 * kLeastLetters) return;
        std::array<char, kLongestWord + 3> marks{};
        levels_[level].match(std::u16string_view(lower_).substr(begin, end - begin), marks);
        std::size_t part = begin;
        for (std::size_t i = begin + kLeastLetters - 1; i + kLeastLetters < end; ++i) {
            if ((marks[i - begin] & 1) == 0) continue;
            bits |= std::uint64_t{1} << i;
            divide(level + 1, part, i + 1, bits);
            part = i + 1;
        }
        divide(level + 1, part, end, bits);
    }

    [[nodiscard]] std::uint64_t within_minima(std::uint64_t bits) const {
        std::uint64_t result = 0;
        for (std::size_t i = left_ - 1; i + right_ < lower_.size(); ++i)
            result |= bits & (std::uint64_t{1} << i);
        return result;
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
    std::map<std::string, Dictionary*, std::less<>> by_lang;
    std::map<std::string, std::unique_ptr<Dictionary>> by_path;

    Dictionary* open(const std::string& name) {
        auto [place, added] = by_path.try_emplace(folder + "/hyph_" + name + ".dic");
        if (added) place->second = Dictionary::open(place->first);
        return place->second.get();
    }

    Dictionary* find(std::string_view lang) {
        const auto known = by_lang.find(lang);
        if (known != by_lang.end()) return known->second;
        const Tag tag = read_tag(lang);
        Dictionary* found = nullptr;
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
    Dictionary* dictionary = state_->find(lang);
    return dictionary != nullptr ? dictionary->divisions(word) : 0;
}

}  // namespace inkstone::text
