// SPDX-License-Identifier: Apache-2.0
#include "src/transform/language_runs.hpp"

#include <utility>

#include "src/text/language.hpp"
#include "src/text/properties.hpp"
#include "src/text/utf8.hpp"
#include "src/transform/prose.hpp"
#include "src/transform/quoted_kana.hpp"

namespace inkstone::transform {
namespace {

enum class Kind { Neutral, Space, Latin, Cjk, CjkPunctuation, Hangul, Quote };

Kind kind_of(char32_t c) {
    if (c < 0x80) {
        const char32_t folded = c | 0x20U;
        if (folded >= U'a' && folded <= U'z') return Kind::Latin;
        return c == U' ' ? Kind::Space : Kind::Neutral;
    }
    // Not U+2019, which is an apostrophe more often than a quote.
    if (c == 0x201C || c == 0x201D || c == 0x2018) return Kind::Quote;
    if (text::is_cjk_letter(c)) return Kind::Cjk;
    if (text::is_cjk_punctuation(c)) return Kind::CjkPunctuation;
    if (text::is_hangul(c)) return Kind::Hangul;
    return text::script_of(c) == text::kLatin ? Kind::Latin : Kind::Neutral;
}

/// Joins letters of one kind into runs; what stands between two letters of a run belongs to it.
class Finder {
public:
    explicit Finder(const RunLanguages& languages)
        : languages_(languages), cjk_block_(is_cjk_language(languages.block)) {}

    std::vector<LanguageRun> find(std::string_view prose) {
        prose_ = prose;
        std::size_t quote_begin = kNone;
        std::size_t quote_end = kNone;
        if (text::is_chinese(languages_.block)) {
            if (const auto quoted = quoted_kana(prose)) {
                quote_begin = quoted->first;
                quote_end = quoted->second;
            }
        }
        for (std::size_t at = 0; at < prose.size();) {
            if (at == quote_begin) {
                close();
                runs_.push_back({quote_begin, quote_end, "ja"});
                at = quote_end;
                continue;
            }
            const std::size_t start = at;
            const Kind kind = kind_of(text::decode(prose, at));
            step(kind, start, at);
        }
        close();
        return std::move(runs_);
    }

private:
    void step(Kind kind, std::size_t start, std::size_t end) {
        switch (kind) {
            case Kind::Latin:
            case Kind::Hangul:
            case Kind::Cjk:
                letter(kind, start, end);
                return;
            case Kind::CjkPunctuation:
                punctuation(start, end);
                return;
            case Kind::Space:
                after_space_ = true;
                return;
            case Kind::Quote:
                // In a CJK block curly quotes are the block's own marks, wide by context.
                if (cjk_block_ && kind_ == Kind::Latin) close();
                return;
            case Kind::Neutral:
                return;
        }
    }

    void letter(Kind kind, std::size_t start, std::size_t end) {
        if (kind != kind_) {
            close();
            kind_ = kind;
            begin_ = pending_begin(kind, start);
            words_ = 1;
        } else if (after_space_) {
            ++words_;
        }
        after_space_ = false;
        end_ = end;
        pending_ = kNone;
    }

    // CJK punctuation ends Latin text; around Han it belongs to the run (《红楼梦》).
    void punctuation(std::size_t start, std::size_t end) {
        if (kind_ == Kind::Latin || kind_ == Kind::Hangul) close();
        if (kind_ == Kind::Cjk && start == end_) {
            end_ = end;
        } else if (pending_ == kNone || pending_end_ != start) {
            pending_ = start;
        }
        pending_end_ = end;
    }

    [[nodiscard]] std::size_t pending_begin(Kind kind, std::size_t start) const {
        const bool touches = pending_ != kNone && pending_end_ == start;
        return kind == Kind::Cjk && touches ? pending_ : start;
    }

    void close() {
        std::string lang = kind_ == Kind::Neutral ? std::string{} : language_of_run();
        if (!lang.empty()) runs_.push_back({begin_, end_, std::move(lang)});
        kind_ = Kind::Neutral;
        after_space_ = false;
        words_ = 0;
    }

    /// Empty when the run is at home in the block.
    [[nodiscard]] std::string language_of_run() const {
        constexpr int kLeastLatinWords = 2;
        if (kind_ == Kind::Hangul) return text::is_korean(languages_.block) ? "" : "ko";
        if (kind_ == Kind::Latin) {
            return cjk_block_ && words_ >= kLeastLatinWords ? languages_.latin : "";
        }
        if (cjk_block_) return {};
        text::LetterCounts counts;
        counts.add(prose_.substr(begin_, end_ - begin_));
        return counts.kana > 0 ? "ja" : languages_.han;
    }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    const RunLanguages& languages_;
    bool cjk_block_;
    std::string_view prose_;
    std::vector<LanguageRun> runs_;
    Kind kind_ = Kind::Neutral;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    int words_ = 0;
    bool after_space_ = false;
    /// CJK punctuation that a Han run may still take in: its first and past-the-end bytes.
    std::size_t pending_ = kNone;
    std::size_t pending_end_ = 0;
};

}  // namespace

std::vector<LanguageRun> find_language_runs(std::string_view prose, const RunLanguages& languages) {
    return Finder(languages).find(prose);
}

}  // namespace inkstone::transform
