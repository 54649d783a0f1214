// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/itemise.hpp"

#include "src/text/language.hpp"
#include "src/text/utf8.hpp"
#include "writers/pdf/layout/inline/classify.hpp"

namespace inkstone::layout::para {
namespace {

/// Which language a script needs when the text around it is in another (LG2).
class RunLanguages {
public:
    explicit RunLanguages(Setting& setting) : setting_(setting) {}

    std::uint16_t of(CharClass kind, char32_t c, std::uint16_t base) {
        const Facts facts = facts_of(base);
        if (kind == CharClass::Western || kind == CharClass::Digit || kind == CharClass::Punct ||
            kind == CharClass::Space)
            return facts.cjk ? intern("en", english_) : base;
        if (kind == CharClass::Hangul) return facts.korean ? base : intern("ko", korean_);
        const bool kana = kind == CharClass::CjkLetter && facts.chinese && text::is_kana(c);
        return kana ? intern("ja", japanese_) : base;
    }

private:
    struct Facts {
        bool known = false, cjk = false, chinese = false, korean = false;
    };
    Setting& setting_;
    std::vector<Facts> facts_;
    std::uint32_t english_ = kNone, korean_ = kNone, japanese_ = kNone;

    std::uint16_t intern(const char* lang, std::uint32_t& cached) {
        if (cached == kNone) cached = setting_.intern_lang(lang);
        return static_cast<std::uint16_t>(cached);
    }
    const Facts& facts_of(std::uint16_t index) {
        if (index >= facts_.size()) facts_.resize(setting_.langs.size());
        Facts& facts = facts_[index];
        if (!facts.known) {
            const std::string& lang = setting_.langs[index];
            facts = {true, false, text::is_chinese(lang), text::is_korean(lang)};
            facts.cjk = facts.chinese || facts.korean || text::is_japanese(lang);
        }
        return facts;
    }
};

/// Letters of scripts written from right to left lie in these blocks; everything else cannot make
/// a paragraph need UAX #9.
bool may_be_right_to_left(char16_t unit) noexcept {
    return (unit >= 0x0590 && unit <= 0x08FF) || unit == 0x200F ||
           (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069) ||
           (unit >= 0xFB1D && unit <= 0xFDFF) || (unit >= 0xFE70 && unit <= 0xFEFE) ||
           (unit >= 0xD802 && unit <= 0xD803) || (unit >= 0xD83A && unit <= 0xD83B);
}

void set_directions(Setting& setting, Context& context) {
    bool any = false;
    for (const char16_t unit : setting.text) any = any || may_be_right_to_left(unit);
    if (!any) return;
    const auto levels = context.segmenter.bidi_levels(setting.text);
    for (Cluster& cluster : setting.clusters) cluster.level = levels[cluster.begin];
    // The parts of a formula follow each other from left to right, whatever surrounds them.
    for (Cluster& cluster : setting.clusters)
        if (setting.formula_of(cluster) != nullptr && cluster.level % 2 == 1) ++cluster.level;
    // The level of the whole is the lowest found: the first strong character gave it.
    std::uint8_t lowest = 255;
    for (const Cluster& cluster : setting.clusters) lowest = std::min(lowest, cluster.level);
    setting.right_to_left = lowest % 2 == 1;
    for (const Cluster& cluster : setting.clusters)
        setting.mixed_direction = setting.mixed_direction || cluster.level != 0;
}

/// A cluster longer than this is no writing (UAX #15 D3 streams need at most 30 marks): it is cut,
/// so that no later phase meets one of unbounded length.
constexpr std::uint32_t kLongestCluster = 64;

bool is_low_surrogate(char16_t unit) noexcept {
    return (unit & 0xFC00U) == 0xDC00U;
}

void split_clusters(Setting& setting, Context& context) {
    const auto starts = context.segmenter.graphemes(setting.text);
    const auto size = static_cast<std::uint32_t>(setting.text.size());
    setting.clusters.reserve(starts.size());
    for (std::size_t i = 0; i < starts.size() && starts[i] < size; ++i) {
        const std::uint32_t end = i + 1 < starts.size() ? starts[i + 1] : size;
        for (std::uint32_t begin = starts[i]; begin < end; begin += kLongestCluster) {
            if (is_low_surrogate(setting.text[begin]) && begin + 1 < end) ++begin;
            setting.clusters.emplace_back().begin = begin;
        }
    }
}

/// Spans may begin inside a grapheme cluster (a combining mark in its own emphasis): the cluster
/// keeps the style it began with.
void set_styles_and_classes(Setting& setting) {
    RunLanguages languages(setting);
    std::size_t span = 0;
    for (Cluster& cluster : setting.clusters) {
        while (span + 1 < setting.spans.size() && setting.spans[span + 1].begin <= cluster.begin)
            ++span;
        cluster.style = setting.spans[span].style;
        std::size_t position = cluster.begin;
        cluster.base = text::decode(std::u16string_view(setting.text), position);
        cluster.kind = classify(cluster.base);
        const TextStyle& style = setting.style_of(cluster);
        cluster.region_lang = style.lang;
        cluster.lang = languages.of(cluster.kind, cluster.base, style.lang);
        if (cluster.kind == CharClass::CjkLetter || cluster.kind == CharClass::Hangul)
            setting.has_cjk = true;
    }
}

/// Common and inherited characters take the script before them (UAX #24 5.1), within what one
/// face can shape together.
void set_scripts(Setting& setting) {
    text::ScriptTag western = text::kLatin;
    for (Cluster& cluster : setting.clusters) {
        switch (cluster.kind) {
            case CharClass::Western:
                western = cluster.base < 0x80 ? text::kLatin : text::script_of(cluster.base);
                cluster.script = western;
                break;
            case CharClass::Other: {
                const text::ScriptTag own = text::script_of(cluster.base);
                if (own != text::kCommon && own != text::kInherited) western = own;
                cluster.script = western;
                break;
            }
            case CharClass::Hangul:
                cluster.script = text::kHangul;
                break;
            case CharClass::CjkLetter:
            case CharClass::Open:
            case CharClass::Close:
            case CharClass::Comma:
            case CharClass::Stop:
            case CharClass::MiddleDot:
            case CharClass::Dash:
            case CharClass::Ellipsis:
            case CharClass::WideOther:
                cluster.script = text::kHan;
                break;
            case CharClass::Space:
            case CharClass::NoBreakSpace:
            case CharClass::FixedSpace:
            case CharClass::Newline:
            case CharClass::Ignorable:
            case CharClass::SoftHyphen:
            case CharClass::Digit:
            case CharClass::Prefix:
            case CharClass::Suffix:
            case CharClass::Punct:
            case CharClass::Ambiguous:
                cluster.script = western;
                break;
        }
    }
}

}  // namespace

void itemise(Setting& setting, Context& context) {
    if (setting.text.empty()) return;
    split_clusters(setting, context);
    set_styles_and_classes(setting);
    decide_ambiguous_marks(setting);
    set_scripts(setting);
    set_directions(setting, context);
    choose_faces(setting, context);
}

}  // namespace inkstone::layout::para
