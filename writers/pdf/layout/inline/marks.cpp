// SPDX-License-Identifier: Apache-2.0
// Part of itemise: marks of one code point and two typographies (output requirements 1.3).
#include "src/text/language.hpp"
#include "writers/pdf/layout/inline/classify.hpp"
#include "writers/pdf/layout/inline/itemise.hpp"

namespace inkstone::layout::para {
namespace {

constexpr bool is_cjk_context(CharClass kind) noexcept {
    return kind == CharClass::CjkLetter || is_wide_mark(kind);
}
/// What a mark's neighbour is looked for behind.
constexpr bool is_transparent(CharClass kind) noexcept {
    return kind == CharClass::Ambiguous || is_space(kind) || kind == CharClass::Ignorable;
}
constexpr bool is_opener(char32_t c) noexcept {
    return c == U'“' || c == U'‘';
}
constexpr bool is_closer(char32_t c) noexcept {
    return c == U'”' || c == U'’';
}

struct LangFacts {
    bool chinese = false, japanese = false, korean = false;
};

class Marks {
public:
    explicit Marks(Setting& setting) : clusters_(setting.clusters), setting_(setting) {
        for (const std::string& lang : setting.langs) {
            langs_.push_back(
                {text::is_chinese(lang), text::is_japanese(lang), text::is_korean(lang)});
        }
        look_around();
    }

    void decide() {
        pair_quotes();
        for (std::size_t i = 0; i < clusters_.size(); ++i) {
            if (clusters_[i].kind != CharClass::Ambiguous) continue;
            const char32_t c = clusters_[i].base;
            const CharClass narrow = is_roman_numeral(c) ? CharClass::Western : CharClass::Punct;
            decided_.push_back(
                {static_cast<std::uint32_t>(i), is_wide(i) ? wide_class(c) : narrow});
        }
        // Written only now: neighbours are judged by what was typed, not by what was decided.
        for (const auto& [index, kind] : decided_) clusters_[index].kind = kind;
    }

private:
    enum : std::uint8_t { Before = 1, After = 2 };
    struct Decision {
        std::uint32_t cluster;
        CharClass kind;
    };
    std::vector<Cluster>& clusters_;
    Setting& setting_;
    std::vector<LangFacts> langs_;
    std::vector<std::uint8_t> near_;        ///< Before | After: nearest neighbour there is CJK
    std::vector<std::uint32_t> cjk_until_;  ///< CJK clusters before index i
    std::vector<std::uint32_t> partner_;
    std::vector<Decision> decided_;

    void look_around() {
        const std::size_t count = clusters_.size();
        near_.assign(count, 0);
        cjk_until_.assign(count + 1, 0);
        partner_.assign(count, kNone);
        bool cjk = false;
        for (std::size_t i = 0; i < count; ++i) {
            if (cjk) near_[i] |= Before;
            const bool here = is_cjk_context(clusters_[i].kind);
            if (!is_transparent(clusters_[i].kind)) cjk = here;
            cjk_until_[i + 1] = cjk_until_[i] + (here ? 1U : 0U);
        }
        cjk = false;
        for (std::size_t i = count; i-- > 0;) {
            if (cjk) near_[i] |= After;
            if (!is_transparent(clusters_[i].kind)) cjk = is_cjk_context(clusters_[i].kind);
        }
    }

    [[nodiscard]] bool is_apostrophe(std::size_t i) const {
        return clusters_[i].base == U'’' && i > 0 && i + 1 < clusters_.size() &&
               clusters_[i - 1].kind == CharClass::Western &&
               clusters_[i + 1].kind == CharClass::Western;
    }

    void pair_quotes() {
        std::vector<std::uint32_t> open;
        for (std::size_t i = 0; i < clusters_.size(); ++i) {
            if (clusters_[i].kind != CharClass::Ambiguous) continue;
            const char32_t c = clusters_[i].base;
            if (is_opener(c)) open.push_back(static_cast<std::uint32_t>(i));
            if (!is_closer(c) || is_apostrophe(i) || open.empty()) continue;
            const char32_t wanted = c == U'”' ? U'“' : U'‘';
            // A stray opener of the other kind inside is skipped, once.
            if (clusters_[open.back()].base != wanted) open.pop_back();
            if (open.empty() || clusters_[open.back()].base != wanted) continue;
            partner_[i] = open.back();
            partner_[open.back()] = static_cast<std::uint32_t>(i);
            open.pop_back();
        }
    }

    [[nodiscard]] bool quote_is_wide(std::size_t i) const {
        if (partner_[i] == kNone) return near_[i] != 0 && !is_apostrophe(i);
        const std::size_t first = std::min<std::size_t>(i, partner_[i]);
        const std::size_t last = std::max<std::size_t>(i, partner_[i]);
        return (near_[first] & Before) != 0 || (near_[last] & After) != 0 ||
               cjk_until_[last] != cjk_until_[first];
    }

    [[nodiscard]] bool same_beside(std::size_t i) const {
        const char32_t c = clusters_[i].base;
        return (i > 0 && clusters_[i - 1].base == c) ||
               (i + 1 < clusters_.size() && clusters_[i + 1].base == c);
    }

    [[nodiscard]] bool is_wide(std::size_t i) const {
        const Cluster& cluster = clusters_[i];
        const LangFacts& lang = langs_[cluster.region_lang];
        if (setting_.style_of(cluster).code) return false;
        const char32_t c = cluster.base;
        const bool near_cjk = near_[i] != 0;
        if (is_opener(c) || is_closer(c)) return lang.chinese && quote_is_wide(i);
        if (c == U'—' || c == U'―' || c == 0x2E3A) {
            if (c == 0x2E3A || same_beside(i))
                return near_cjk && (lang.chinese || lang.japanese || lang.korean);
            return lang.chinese && near_[i] == (Before | After);
        }
        if (c == U'…' || c == U'⋯' || c == U'‥') return near_cjk && (lang.chinese || lang.japanese);
        if (is_roman_numeral(c)) return near_cjk && (lang.chinese || lang.japanese);
        if (c == U'–') return lang.chinese && near_[i] == (Before | After);
        return lang.chinese && near_cjk;
    }
};

}  // namespace

void decide_ambiguous_marks(Setting& setting) {
    bool any = false;
    for (const Cluster& cluster : setting.clusters)
        any = any || cluster.kind == CharClass::Ambiguous;
    if (any) Marks(setting).decide();
}

}  // namespace inkstone::layout::para
