// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/hyphenate.hpp"

#include "writers/pdf/layout/inline/shape.hpp"

namespace inkstone::layout::para {
namespace {

// A divided word disturbs a Han paragraph, which has many other ways to fill a line, more.
constexpr std::int32_t kLatinHyphen = 50;
constexpr std::int32_t kCjkHyphen = 100;

constexpr std::size_t kShortestWord = 5;

text::Hyphenator& hyphenator(Context& context) {
    if (!context.hyphenator) context.hyphenator = std::make_shared<text::Hyphenator>();
    return *context.hyphenator;
}

constexpr bool is_apostrophe(char32_t c) noexcept {
    return c == U'\'' || c == U'’';
}

/// Words of one stretch without spaces.
class Words {
public:
    Words(Setting& setting, Context& context, std::size_t begin, std::size_t end)
        : setting_(setting),
          clusters_(setting.clusters),
          context_(context),
          begin_(begin),
          end_(end) {}

    void run() {
        for (std::size_t i = begin_; i < end_;) {
            if (clusters_[i].kind != CharClass::Western) {
                ++i;
                continue;
            }
            std::size_t last = i + 1;
            while (last < end_ && clusters_[last].kind == CharClass::Western &&
                   clusters_[last].lang == clusters_[i].lang)
                ++last;
            if (last - i >= kShortestWord && is_divisible(i, last)) divide(i, last);
            i = last;
        }
    }

private:
    Setting& setting_;
    std::vector<Cluster>& clusters_;
    Context& context_;
    std::size_t begin_, end_;

    /// No names with inner capitals, nothing beside digits or inside file_names and hosts.com, no
    /// letters with marks of their own (dictionaries know none), no text from right to left.
    [[nodiscard]] bool is_divisible(std::size_t first, std::size_t last) const {
        if (first > begin_ && !may_stand_beside(first - 1, first - 1 > begin_)) return false;
        if (last < end_ && !ends_well(last)) return false;
        for (std::size_t i = first; i < last; ++i) {
            const Cluster& cluster = clusters_[i];
            const bool capital = i > first && cluster.base < 0x80 && cluster.base <= U'Z';
            if (capital || cluster.level != 0 || cluster.missing || cluster.base > 0xFFFF ||
                setting_.end_of(i) - cluster.begin != 1 || setting_.style_of(cluster).raised)
                return false;
        }
        return true;
    }
    [[nodiscard]] bool may_stand_beside(std::size_t index, bool inside) const {
        const Cluster& cluster = clusters_[index];
        if (cluster.kind != CharClass::Punct) return false;
        const char32_t c = cluster.base;
        const bool joins = c == U'_' || c == U'@' || c == U'\\' || is_apostrophe(c);
        return !joins && !(inside && (c == U'.' || c == U':'));
    }
    /// "government's" may be divided before its apostrophe, "couldn't" not.
    [[nodiscard]] bool ends_well(std::size_t last) const {
        if (is_apostrophe(clusters_[last].base)) {
            return last + 1 >= end_ ||
                   (clusters_[last + 1].base == U's' &&
                    (last + 2 == end_ || clusters_[last + 2].kind == CharClass::Punct));
        }
        return may_stand_beside(
            last,
            last + 1 < end_ && (clusters_[last + 1].kind == CharClass::Western ||
                                clusters_[last + 1].kind == CharClass::Digit));
    }

    void divide(std::size_t first, std::size_t last) {
        const std::uint32_t offset = clusters_[first].begin;
        const auto word = std::u16string_view(setting_.text).substr(offset, last - first);
        std::uint64_t bits =
            hyphenator(context_).divisions(word, setting_.langs[clusters_[first].lang]);
        for (std::size_t i = first; bits != 0; ++i, bits >>= 1U) {
            if ((bits & 1U) == 0 || clusters_[i + 1].glued) continue;
            Cluster& cluster = clusters_[i];
            cluster.hyphen =
                static_cast<float>(hyphen_width(cluster.face, setting_.style_of(cluster).size));
            cluster.penalty = hyphen_penalty(setting_);
        }
    }
};

}  // namespace

void divide_words(Setting& setting, Context& context, std::size_t begin, std::size_t end) {
    Words(setting, context, begin, end).run();
}

bool can_hyphenate(const Setting& setting, Context& context) {
    for (const Cluster& cluster : setting.clusters) {
        if (cluster.kind == CharClass::Western)
            return hyphenator(context).knows(setting.langs[cluster.lang]);
    }
    return false;
}

std::int32_t hyphen_penalty(const Setting& setting) noexcept {
    return setting.has_cjk ? kCjkHyphen : kLatinHyphen;
}

fonts::GlyphId hyphen_glyph(const fonts::Face& face) noexcept {
    const fonts::GlyphId own = face.glyph(0x2010);
    return own != 0 ? own : face.glyph(U'-');
}

double hyphen_width(const fonts::Face* face, double size) noexcept {
    if (face == nullptr) return 0;
    return to_points(face->advance(hyphen_glyph(*face)), *face, size);
}

}  // namespace inkstone::layout::para
