// SPDX-License-Identifier: Apache-2.0
// Part of items: where a line may end. UAX #14 with the language's kinsoku comes from the
// Segmenter; here it is completed by what only the setting knows: which quotes are wide, what is
// inline code or an address, which piece is wider than the measure.
#include <algorithm>
#include <array>
#include <string_view>

#include "writers/pdf/layout/inline/classify.hpp"
#include "writers/pdf/layout/inline/hyphenate.hpp"
#include "writers/pdf/layout/inline/items.hpp"

namespace inkstone::layout::para {
namespace {

// Costs of output requirements 1.8 and 1.10.
constexpr std::int32_t kBeforeDash = 200;
constexpr std::int32_t kBetweenMarks = 50;
constexpr std::int32_t kAfterMark = 50;
// Readers and extractors drop a hyphen at a line's end when they join the lines again: the word
// "long-term" would come back as "longterm". Such a break is for lines that would else be very bad.
constexpr std::int32_t kAfterTypedHyphen = kLastResort;
constexpr std::int32_t kBeforeUnit = 500;
constexpr std::int32_t kBeforeCounter = 100;
constexpr std::int32_t kBesideRelation = 300;
constexpr std::int32_t kAfterSlash = 100;
constexpr std::int32_t kAddressMark = 300;
constexpr std::int32_t kCodeMark = 300;
constexpr std::int32_t kCamelCase = 500;
constexpr std::int32_t kInsideSegment = 5000;
constexpr std::int32_t kSyllable = 800;

// Strictness by measure, in zw (1.7).
constexpr double kStrictFrom = 25;
constexpr double kNormalFrom = 10;
// A break nearer than this to an end of inline code saves nothing worth the split.
constexpr std::size_t kCodeEdge = 3;

constexpr bool in(std::string_view set, char32_t c) noexcept {
    return c < 0x80 && set.find(static_cast<char>(c)) != std::string_view::npos;
}

/// Part of an unbroken Latin string: a word, an address, a piece of code.
constexpr bool in_token(CharClass kind) noexcept {
    return kind == CharClass::Western || kind == CharClass::Digit || kind == CharClass::Prefix ||
           kind == CharClass::Suffix || kind == CharClass::Punct || kind == CharClass::Other;
}

class Opportunities {
public:
    Opportunities(Setting& setting, Context& context, double measure, bool hyphenate)
        : setting_(setting),
          clusters_(setting.clusters),
          context_(context),
          measure_(measure),
          hyphenate_(hyphenate) {}

    void run(const std::vector<text::BreakKind>& breaks) {
        for (std::size_t i = 0; i < clusters_.size(); ++i)
            clusters_[i].penalty = penalty(i, breaks);
        for (std::size_t i = 0; i < clusters_.size();) i = scan_token(i);
        open_wide_pieces();
        if (!clusters_.empty()) clusters_.back().penalty = 0;
    }

private:
    Setting& setting_;
    std::vector<Cluster>& clusters_;
    Context& context_;
    double measure_;
    bool hyphenate_;

    [[nodiscard]] std::int32_t penalty(std::size_t i, const std::vector<text::BreakKind>& breaks) {
        if (clusters_[i].kind == CharClass::Newline) return 0;
        if (i + 1 == clusters_.size()) return 0;
        const Cluster& a = clusters_[i];
        const Cluster& b = clusters_[i + 1];
        const formula::InlinePart* left = setting_.formula_of(a);
        const bool beside = left != nullptr || setting_.formula_of(b) != nullptr;
        if (left != nullptr && left->penalty != 0) return left->penalty;
        // A formula and letters that touch it are one word ("n-th", "2x").
        if (beside && (left == nullptr ? in_token(a.kind) : in_token(b.kind))) return kForbidden;
        if (b.glued || setting_.style_of(b).note_mark || b.kind == CharClass::Newline)
            return kForbidden;
        const bool allowed = breaks[b.begin] != text::BreakKind::None;
        if (!allowed && !opens_at_wide_mark(a, b))
            return is_syllable_break(a, b) ? kEmergency + kSyllable : kForbidden;
        if (a.kind == CharClass::Open || b.kind == CharClass::Close) return kForbidden;
        return cost(i, a, b);
    }

    /// UAX #14 sees quotation marks and Latin letters beside full-width marks as one word.
    static bool opens_at_wide_mark(const Cluster& a, const Cluster& b) noexcept {
        const auto is_text = [](CharClass kind) {
            return kind == CharClass::Western || kind == CharClass::Digit ||
                   kind == CharClass::CjkLetter || kind == CharClass::Hangul;
        };
        if (b.kind == CharClass::Open) {
            return is_text(a.kind) || a.kind == CharClass::Suffix || a.kind == CharClass::Close ||
                   a.kind == CharClass::Comma || a.kind == CharClass::Stop;
        }
        return a.kind == CharClass::Close && is_text(b.kind);
    }

    static bool is_syllable_break(const Cluster& a, const Cluster& b) noexcept {
        return a.kind == CharClass::Hangul && b.kind == CharClass::Hangul;
    }

    [[nodiscard]] std::int32_t cost(std::size_t i, const Cluster& a, const Cluster& b) {
        if (a.kind == CharClass::SoftHyphen) return soft_hyphen(clusters_[i]);
        if (b.kind == CharClass::Dash) return kBeforeDash;
        if (a.kind == CharClass::Close && b.kind == CharClass::Open) return kBetweenMarks;
        if (a.kind == CharClass::Digit && b.kind == CharClass::CjkLetter && is_counter(b.base))
            return kBeforeCounter;
        if (a.kind == CharClass::Space && i > 0 && clusters_[i - 1].kind == CharClass::Digit)
            return is_unit(i + 1) ? before_unit(clusters_[i]) : 0;
        if (a.kind == CharClass::Space && ((i > 0 && is_relation(i - 1)) || is_relation(i + 1)))
            return kBesideRelation;
        if (a.kind != CharClass::Punct || !in_token(b.kind)) return 0;
        return a.base == U'-' || a.base == U'‐' ? kAfterTypedHyphen : kAfterMark;
    }

    /// A number and its unit are one thing: the space in it does not stretch (JU).
    std::int32_t before_unit(Cluster& space) const {
        if (setting_.has_cjk) space.stretch = 0;
        return kBeforeUnit;
    }

    /// "r = 0.83" stays on one line when it can.
    [[nodiscard]] bool is_relation(std::size_t i) const {
        if (i == 0 || i + 1 >= clusters_.size()) return false;
        if (clusters_[i - 1].kind != CharClass::Space || clusters_[i + 1].kind != CharClass::Space)
            return false;
        return std::u32string_view(U"=<>≈≠≤≥±×÷").find(clusters_[i].base) !=
               std::u32string_view::npos;
    }

    std::int32_t soft_hyphen(Cluster& cluster) {
        cluster.hyphen =
            static_cast<float>(hyphen_width(cluster.face, setting_.style_of(cluster).size));
        return hyphen_penalty(setting_);
    }

    [[nodiscard]] bool is_unit(std::size_t i) const {
        static constexpr std::array<std::u32string_view, 34> kUnits{
            U"%",  U"km", U"m",  U"cm", U"mm", U"nm", U"kg", U"g",  U"mg",  U"s",  U"ms", U"h",
            U"Hz", U"W",  U"kW", U"V",  U"A",  U"K",  U"B",  U"KB", U"kB",  U"MB", U"GB", U"TB",
            U"px", U"pt", U"Pa", U"°C", U"J",  U"kJ", U"L",  U"ml", U"MHz", U"GHz"};
        std::u32string word;
        for (; i < clusters_.size() && in_token(clusters_[i].kind) && word.size() < 5; ++i) {
            if (clusters_[i].kind == CharClass::Punct) break;
            word.push_back(clusters_[i].base);
        }
        return std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end();
    }

    /// Handles the token that begins at `i`, if any; returns where to go on.
    std::size_t scan_token(std::size_t i) {
        if (!in_token(clusters_[i].kind) || setting_.formula_of(clusters_[i]) != nullptr)
            return i + 1;
        const bool code = setting_.style_of(clusters_[i]).code;
        std::size_t end = i + 1;
        while (end < clusters_.size() && in_token(clusters_[end].kind) &&
               setting_.style_of(clusters_[end]).code == code &&
               setting_.formula_of(clusters_[end]) == nullptr)
            ++end;
        if (code) {
            open_code(i, end);
        } else if (is_address(i, end)) {
            open_address(i, end);
        } else if (hyphenate_) {
            divide_words(setting_, context_, i, end);
        }
        return end;
    }

    /// A URL, path or e-mail address: "://", "www.", "a@b.c", or two slashes of one kind.
    [[nodiscard]] bool is_address(std::size_t begin, std::size_t end) const {
        if (end - begin < 6) return false;
        std::size_t slashes = 0, backslashes = 0;
        bool at = false, scheme = false, dot_after_at = false;
        for (std::size_t i = begin; i < end; ++i) {
            const char32_t c = clusters_[i].base;
            slashes += c == U'/' ? 1U : 0U;
            backslashes += c == U'\\' ? 1U : 0U;
            if (c == U'/' && i >= begin + 2 && clusters_[i - 1].base == U'/' &&
                clusters_[i - 2].base == U':')
                scheme = true;
            dot_after_at = dot_after_at || (at && c == U'.');
            at = at || c == U'@';
        }
        const bool www = clusters_[begin].base == U'w' && clusters_[begin + 1].base == U'w' &&
                         clusters_[begin + 2].base == U'w' && clusters_[begin + 3].base == U'.';
        return scheme || www || dot_after_at || slashes >= 2 || backslashes >= 2;
    }

    void open_address(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i + 1 < end; ++i) {
            if (clusters_[i + 1].glued || setting_.style_of(clusters_[i + 1]).note_mark) continue;
            clusters_[i].penalty = address_cost(clusters_[i].base, clusters_[i + 1].base);
        }
    }
    static std::int32_t address_cost(char32_t a, char32_t b) noexcept {
        if (b == U'/') return kEmergency + kInsideSegment;
        if (in("/\\", a)) return kAfterSlash;
        if (in("&=;,", a) || in(".?#-_~%@", b)) return kAddressMark;
        return kEmergency + kInsideSegment;
    }

    void open_code(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i + 1 < end; ++i) {
            if (clusters_[i + 1].glued) continue;
            const bool edge = i + 1 < begin + kCodeEdge || i + kCodeEdge >= end;
            const std::int32_t cost = code_cost(clusters_[i].base, clusters_[i + 1].base);
            clusters_[i].penalty = edge && cost < kEmergency ? kEmergency + cost : cost;
        }
    }
    static std::int32_t code_cost(char32_t a, char32_t b) noexcept {
        constexpr std::string_view kMarks = "/._-:,([{=>";
        if (in(kMarks, a) && !in(kMarks, b)) return kCodeMark;
        const bool camel = a >= U'a' && a <= U'z' && b >= U'A' && b <= U'Z';
        return camel ? kCamelCase : kEmergency + kInsideSegment;
    }

    /// Pieces without a break that are wider than a line break anywhere rather than cross its end
    /// (BR1).
    void open_wide_pieces() {
        std::size_t begin = 0;
        double width = 0;
        for (std::size_t i = 0; i < clusters_.size(); ++i) {
            width += clusters_[i].box;
            const bool breakable = clusters_[i].penalty < kEmergency;
            if (breakable || i + 1 == clusters_.size()) {
                if (width > measure_) open_piece(begin, i);
                begin = i + 1;
                width = 0;
            } else {
                width += clusters_[i].gap;
            }
        }
    }
    void open_piece(std::size_t begin, std::size_t last) {
        for (std::size_t i = begin; i < last; ++i) {
            if (clusters_[i + 1].glued || setting_.style_of(clusters_[i + 1]).note_mark) continue;
            Cluster& cluster = clusters_[i];
            if (cluster.penalty == kForbidden) cluster.penalty = kInsideSegment;
            if (cluster.penalty >= kEmergency) cluster.penalty -= kEmergency;
        }
    }
};

}  // namespace

void set_opportunities(Setting& setting, Context& context, double measure, bool hyphenate) {
    if (setting.clusters.empty()) return;
    const TextStyle& base = setting.styles.front();
    const double letters = measure / std::max(base.size, 1.0);
    auto strictness = text::Strictness::Strict;
    if (letters < kStrictFrom) strictness = text::Strictness::Normal;
    if (letters < kNormalFrom) strictness = text::Strictness::Loose;
    Opportunities(setting, context, measure, hyphenate)
        .run(context.segmenter.line_breaks(setting.text, setting.langs[base.lang], strictness));
}

}  // namespace inkstone::layout::para
