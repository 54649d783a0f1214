// SPDX-License-Identifier: Apache-2.0
#include "src/text/hyphenation_patterns.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <optional>

#include <unicode/ucnv.h>

#include "src/text/utf8.hpp"

namespace inkstone::text {
namespace {

/// The largest known dictionary has 1.1 MB; a slot has 24 bits for a place.
constexpr std::size_t kLargestFile = (1U << 24U) - 2;
constexpr std::size_t kLeastLetters = 2;
constexpr std::size_t kLongestWord = 63;

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

// FNV-1a: extended byte by byte, it serves every pattern of one start.
constexpr std::uint32_t kHashStart = 2166136261U;
constexpr std::uint32_t extended(std::uint32_t hash, char c) noexcept {
    return (hash ^ static_cast<std::uint8_t>(c)) * 16777619U;
}
constexpr std::size_t place_of(std::uint32_t slot) noexcept {
    return (slot & 0xFFFFFFU) - 1;
}
constexpr std::uint32_t slot_for(std::size_t place, std::uint32_t hash) noexcept {
    return static_cast<std::uint32_t>(place + 1) | (hash & 0xFF000000U);
}

/// The letters of a pattern, one after the other; what ends a line ends them.
class Letters {
public:
    Letters(std::string_view text, std::size_t at) : text_(text), at_(at) {}
    /// The next letter, or '\0' behind the last. Digits passed on the way are in level().
    char next() {
        level_ = 0;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (is_digit(c)) {
                level_ = static_cast<std::uint8_t>(c - '0');
                continue;
            }
            if (c == '\n' || c == '\r' || c == ' ' || c == '/') return '\0';
            ++at_;
            return c;
        }
        return '\0';
    }
    /// The number before the letter that next() gave, or behind the last one.
    [[nodiscard]] std::uint8_t level() const noexcept { return level_; }
    /// "s1sz/sz=,1,2" changes the spelling at its division, which then would not come back as
    /// typed. Right once next() has given '\0'.
    [[nodiscard]] bool changes() const noexcept { return at_ < text_.size() && text_[at_] == '/'; }

private:
    std::string_view text_;
    std::size_t at_;
    std::uint8_t level_ = 0;
};

bool same_letters(std::string_view text, std::size_t line, std::string_view letters) {
    Letters own(text, line);
    for (const char c : letters)
        if (own.next() != c) return false;
    return own.next() == '\0';
}

bool same_patterns(std::string_view text, std::size_t a, std::size_t b) {
    Letters first(text, a), second(text, b);
    for (;;) {
        const char c = first.next();
        if (second.next() != c) return false;
        if (c == '\0') return true;
    }
}

std::optional<std::string> read_whole(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return std::nullopt;
    struct stat status {};
    std::string bytes;
    bool whole = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
                 static_cast<std::uint64_t>(status.st_size) <= kLargestFile;
    if (whole) bytes.resize(static_cast<std::size_t>(status.st_size));
    for (std::size_t done = 0; whole && done < bytes.size();) {
        const ssize_t n = ::read(file, bytes.data() + done, bytes.size() - done);
        whole = n > 0;
        if (whole) done += static_cast<std::size_t>(n);
    }
    ::close(file);
    if (!whole) return std::nullopt;
    return bytes;
}

bool is_ascii(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; });
}

/// `bytes` in UTF-8, or nothing when ICU does not know the encoding.
std::optional<std::string> in_utf8(std::string bytes, std::string_view charset) {
    if (charset == "UTF-8" || is_ascii(bytes)) return bytes;
    UErrorCode error = U_ZERO_ERROR;
    std::string out(bytes.size() * 3 + 1, '\0');
    const int size = ucnv_convert("UTF-8",
                                  std::string(charset).c_str(),
                                  out.data(),
                                  static_cast<std::int32_t>(out.size()),
                                  bytes.data(),
                                  static_cast<std::int32_t>(bytes.size()),
                                  &error);
    if (U_FAILURE(error) != 0 || static_cast<std::size_t>(size) > kLargestFile) return std::nullopt;
    out.resize(static_cast<std::size_t>(size));
    return out;
}

/// A part of a word between dots, in UTF-8.
struct Dotted {
    std::array<char, HyphenationPatterns::kLongest + 4> bytes{};
    std::array<std::uint8_t, kLongestWord + 1> start{};  ///< byte of letter i; then of the last dot
    std::size_t size = 0;

    explicit Dotted(std::u16string_view word) {
        put('.');
        for (std::size_t i = 0; i < word.size(); ++i) {
            start[i] = static_cast<std::uint8_t>(size);
            const unsigned c = word[i];
            if (c < 0x80) {
                put(c);
            } else if (c < 0x800) {
                put(0xC0 | (c >> 6U));
                put(0x80 | (c & 0x3FU));
            } else {
                put(0xE0 | (c >> 12U));
                put(0x80 | ((c >> 6U) & 0x3FU));
                put(0x80 | (c & 0x3FU));
            }
        }
        start[word.size()] = static_cast<std::uint8_t>(size);
        put('.');
    }
    [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }

private:
    void put(unsigned byte) { bytes[size++] = static_cast<char>(byte); }
};

}  // namespace

HyphenationPatterns::HyphenationPatterns(std::size_t patterns)
    : slots_(std::bit_ceil(patterns + patterns / 2 + 16), 0) {}

void HyphenationPatterns::add(std::string_view text, std::size_t begin, std::size_t end) {
    // No word holds a space, so no such pattern matches.
    const std::string_view line = text.substr(begin, end - begin);
    if (line.substr(0, line.find('/')).find(' ') != std::string_view::npos) return;
    std::uint32_t hash = kHashStart;
    std::size_t count = 0;
    Letters letters(text.substr(0, end), begin);
    for (char c = letters.next(); c != '\0'; c = letters.next(), ++count) hash = extended(hash, c);
    if (count == 0) return;
    longest_ = std::max(longest_, count);
    if (4 * (used_ + 1) > 3 * slots_.size()) grow(text);
    std::uint32_t& slot = slots_[slot_of(text, begin, hash)];
    if (slot == 0) ++used_;
    slot = slot_for(begin, hash);
}

std::size_t HyphenationPatterns::slot_of(std::string_view text,
                                         std::size_t line,
                                         std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = (hash ^ (hash >> 15U)) & mask;; at = (at + 1) & mask) {
        const std::uint32_t slot = slots_[at];
        if (slot == 0) return at;
        if (((slot ^ hash) & 0xFF000000U) == 0 && same_patterns(text, place_of(slot), line))
            return at;
    }
}

void HyphenationPatterns::grow(std::string_view text) {
    std::vector<std::uint32_t> old(2 * slots_.size(), 0);
    old.swap(slots_);
    for (const std::uint32_t slot : old) {
        if (slot == 0) continue;
        std::uint32_t hash = kHashStart;
        Letters letters(text, place_of(slot));
        for (char c = letters.next(); c != '\0'; c = letters.next()) hash = extended(hash, c);
        slots_[slot_of(text, place_of(slot), hash)] = slot;
    }
}

void HyphenationPatterns::match(std::string_view text,
                                std::string_view dotted,
                                Levels& levels) const {
    const std::size_t mask = slots_.size() - 1;
    levels.fill(0);
    for (std::size_t i = 0; i < dotted.size(); ++i) {
        std::uint32_t hash = kHashStart;
        for (std::size_t n = 1; n <= std::min(longest_, dotted.size() - i); ++n) {
            hash = extended(hash, dotted[i + n - 1]);
            std::size_t at = (hash ^ (hash >> 15U)) & mask;
            while (slots_[at] != 0 &&
                   (((slots_[at] ^ hash) & 0xFF000000U) != 0 ||
                    !same_letters(text, place_of(slots_[at]), dotted.substr(i, n))))
                at = (at + 1) & mask;
            if (slots_[at] == 0) continue;
            Letters pattern(text, place_of(slots_[at]));
            Levels own;
            for (std::size_t k = 0; k <= n; ++k) {
                pattern.next();
                own[k] = pattern.level();
            }
            for (std::size_t k = 0; k <= n; ++k) {
                const bool forbidden = pattern.changes() && own[k] % 2 == 1;
                const auto level = static_cast<std::uint8_t>(own[k] + (forbidden ? 1 : 0));
                levels[i + k] = std::max(levels[i + k], level);
            }
        }
    }
}

std::unique_ptr<HyphenationDictionary> HyphenationDictionary::open(const std::string& path) {
    std::optional<std::string> bytes = read_whole(path);
    if (!bytes) return nullptr;
    // The first line names the encoding of the rest.
    const std::size_t end = bytes->find('\n');
    if (end == std::string::npos || end + 1 == bytes->size()) return nullptr;
    std::string charset = bytes->substr(0, end);
    if (!charset.empty() && charset.back() == '\r') charset.pop_back();
    UErrorCode error = U_ZERO_ERROR;
    if (ucnv_countAliases(charset.c_str(), &error) == 0) return nullptr;
    std::optional<std::string> text = in_utf8(*std::move(bytes), charset);
    if (!text) return nullptr;
    return std::unique_ptr<HyphenationDictionary>(new HyphenationDictionary(*std::move(text)));
}

HyphenationDictionary::HyphenationDictionary(std::string text)
    : text_(std::move(text)), left_(kLeastLetters), right_(kLeastLetters) {
    levels_.emplace_back(static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n')));
    for (std::size_t begin = text_.find('\n') + 1; begin < text_.size();) {
        const std::size_t end = std::min(text_.find('\n', begin), text_.size());
        std::size_t last = end;
        while (last > begin && (text_[last - 1] == '\r' || text_[last - 1] == ' ')) --last;
        read_line(begin, last);
        begin = end + 1;
    }
}

void HyphenationDictionary::read_line(std::size_t begin, std::size_t end) {
    const auto number = [](std::string_view line) {
        std::size_t value = 0;
        for (const char c : line)
            if (is_digit(c) && value < kLongestWord)
                value = value * 10 + static_cast<std::size_t>(c - '0');
        return std::max(value, kLeastLetters);
    };
    const std::string_view line = std::string_view(text_).substr(begin, end - begin);
    if (line.empty() || line.front() == '%' || line.front() == '#') return;
    if (line.starts_with("NEXTLEVEL")) {
        levels_.emplace_back(0);
    } else if (line.starts_with("LEFTHYPHENMIN")) {
        left_ = number(line);
    } else if (line.starts_with("RIGHTHYPHENMIN")) {
        right_ = number(line);
    } else if (!line.starts_with("COMPOUND") && !line.starts_with("NOHYPHEN")) {
        levels_.back().add(text_, begin, end);
    }
}

/// Divides word[begin ...) by the patterns of `level`, and what lies between by the next.
void HyphenationDictionary::divide(std::size_t level,
                                   std::u16string_view word,
                                   std::size_t begin,
                                   std::uint64_t& bits) const {
    if (level >= levels_.size() || word.size() < 2 * kLeastLetters) return;
    const Dotted dotted(word);
    HyphenationPatterns::Levels marks;
    levels_[level].match(text_, dotted.view(), marks);
    std::size_t part = 0;
    for (std::size_t i = kLeastLetters - 1; i + kLeastLetters < word.size(); ++i) {
        if (marks[dotted.start[i + 1]] % 2 == 0) continue;
        bits |= std::uint64_t{1} << (begin + i);
        divide(level + 1, word.substr(part, i + 1 - part), begin + part, bits);
        part = i + 1;
    }
    divide(level + 1, word.substr(part), begin + part, bits);
}

std::uint64_t HyphenationDictionary::divisions(std::u16string_view word) const {
    std::uint64_t bits = 0, result = 0;
    divide(0, word, 0, bits);
    for (std::size_t i = left_ - 1; i + right_ < word.size(); ++i)
        result |= bits & (std::uint64_t{1} << i);
    return result;
}

}  // namespace inkstone::text
