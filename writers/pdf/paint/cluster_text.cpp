// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/cluster_text.hpp"

#include <algorithm>
#include <cstdint>

#include "src/text/utf8.hpp"

namespace inkstone::pdf::paint {
namespace {

using layout::GlyphRun;

// What a glyph that stands for nothing in the source maps to: only line-end hyphens are such, and
// a hyphen drawn at a break extracts as a soft hyphen.
constexpr std::u16string_view kSoftHyphen = u"\u00AD";
// Longer clusters are no writing but an attack (a letter under thousands of marks): they are given
// as ActualText without a search for each glyph's letter, and never as one ToUnicode value.
constexpr std::size_t kLongestCluster = 64;

/// Soft hyphen, zero-width space, word joiner and invisible operators; not the joiners, which
/// belong to the letters before them.
bool is_invisible(char16_t c) {
    return c == 0x00AD || c == 0x200B || (c >= 0x2060 && c <= 0x2064);
}

/// One code point of a cluster and its place in the run's text.
struct Character {
    char32_t value = 0;
    std::u16string_view units;
};

std::vector<Character> split(std::u16string_view text) {
    std::vector<Character> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t value = text::decode(text, at);
        out.push_back({value, text.substr(begin, at - begin)});
    }
    return out;
}

class Assigner {
public:
    explicit Assigner(const GlyphRun& run) : run_(run), text_(run.text) {
        for (const layout::PlacedGlyph& glyph : run.glyphs) starts_.push_back(start_of(glyph));
        std::sort(starts_.begin(), starts_.end());
        starts_.erase(std::unique(starts_.begin(), starts_.end()), starts_.end());
        taken_.resize(starts_.size());
        find_ends();
        out_.of_glyph.resize(run.glyphs.size(), kSoftHyphen);
    }

    RunText assign() {
        const std::size_t count = run_.glyphs.size();
        for (std::size_t begin = 0; begin < count;) {
            const std::size_t end = end_of_cluster(begin);
            assign_cluster(begin, end);
            begin = end;
        }
        if (run_.actual_text && count > 0) out_.replacements = {{0, count, text_}};
        return std::move(out_);
    }

    std::vector<ActualText> clusters() {
        std::vector<ActualText> out;
        for (std::size_t begin = 0; begin < run_.glyphs.size();) {
            const std::size_t end = end_of_cluster(begin);
            out.push_back({begin, end, take_cluster(start_of(run_.glyphs[begin]))});
            begin = end;
        }
        return out;
    }

private:
    [[nodiscard]] std::size_t end_of_cluster(std::size_t begin) const {
        std::size_t end = begin + 1;
        while (end < run_.glyphs.size() &&
               start_of(run_.glyphs[end]) == start_of(run_.glyphs[begin])) {
            ++end;
        }
        return end;
    }

    [[nodiscard]] std::size_t start_of(const layout::PlacedGlyph& glyph) const {
        return std::min<std::size_t>(glyph.cluster, text_.size());
    }

    /// The cluster's text: up to the next cluster's start; text before the first belongs to it.
    /// Empty when glyphs elsewhere in the run already stand for it.
    std::u16string_view take_cluster(std::size_t start) {
        const auto found = std::lower_bound(starts_.begin(), starts_.end(), start);
        const auto index = static_cast<std::size_t>(found - starts_.begin());
        if (taken_[index]) return {};
        taken_[index] = true;
        const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
        return text_.substr(begin, ends_[index] - begin);
    }

    /// Where the text of each cluster ends: at the next one's start, but before invisible
    /// characters (soft hyphens, zero-width spaces), which go to the next letter. pdf.js shows
    /// nothing at all for a code whose text ends with one.
    void find_ends() {
        for (std::size_t i = 0; i + 1 < starts_.size(); ++i) {
            std::size_t end = starts_[i + 1];
            while (!run_.right_to_left && end > starts_[i] + 1 && is_invisible(text_[end - 1])) {
                --end;
            }
            ends_.push_back(end);
        }
        ends_.push_back(text_.size());
    }

    void assign_cluster(std::size_t begin, std::size_t end) {
        const std::u16string_view text = take_cluster(start_of(run_.glyphs[begin]));
        if (text.empty()) {
            out_.replacements.push_back({begin, end, {}});
            return;
        }
        const bool own_letters =
            end - begin == 1 ? assign_one(begin, text) : assign_several(begin, end, text);
        if (!own_letters || needs_actual_text(text)) {
            out_.replacements.push_back({begin, end, text});
        }
    }

    bool assign_one(std::size_t glyph, std::u16string_view text) {
        if (text.size() > kLongestCluster) {
            out_.of_glyph[glyph] = split(text).front().units;
            return false;
        }
        out_.of_glyph[glyph] = text;
        return true;
    }

    /// True when the glyphs in logical order are the cluster's characters one by one, so that
    /// reading them gives the text.
    bool assign_several(std::size_t begin, std::size_t end, std::u16string_view text) {
        const std::vector<Character> characters = split(text);
        const bool same_count = characters.size() == end - begin;
        bool nominal = same_count;
        for (std::size_t i = 0; i < end - begin; ++i) {
            // Glyphs stand in visual order, characters in logical order.
            const std::size_t glyph = run_.right_to_left ? end - 1 - i : begin + i;
            const Character& own =
                same_count ? characters[i] : nominal_character(characters, glyph);
            out_.of_glyph[glyph] = own.units;
            nominal = nominal && own.value != 0 &&
                      run_.face->glyph(own.value) == run_.glyphs[glyph].glyph;
        }
        // Viewers put the letters of right-to-left lines in order by position, which a mark above
        // its base does not show.
        return nominal && !run_.right_to_left;
    }

    [[nodiscard]] const Character& nominal_character(const std::vector<Character>& characters,
                                                     std::size_t glyph) const {
        if (characters.size() > kLongestCluster) return characters.back();
        for (const Character& character : characters) {
            if (run_.face->glyph(character.value) == run_.glyphs[glyph].glyph) return character;
        }
        return characters.back();
    }

    const GlyphRun& run_;
    std::u16string_view text_;
    std::vector<std::size_t> starts_, ends_;
    std::vector<bool> taken_;
    RunText out_;
};

}  // namespace

bool needs_actual_text(std::u16string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text::decode(text, at);
        const bool private_use = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
        if (private_use || c == 0xFEFF || c == 0xFFFE) return true;
    }
    return false;
}

RunText assign_text(const layout::GlyphRun& run) {
    return Assigner(run).assign();
}

std::vector<ActualText> cluster_texts(const layout::GlyphRun& run) {
    return Assigner(run).clusters();
}

}  // namespace inkstone::pdf::paint
