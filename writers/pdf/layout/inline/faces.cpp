// SPDX-License-Identifier: Apache-2.0
// Part of itemise: the face of each grapheme cluster (output requirements FB1, FB3, TX4).
#include <algorithm>

#include <fmt/format.h>

#include "fonts/coverage.hpp"
#include "src/text/utf8.hpp"
#include "writers/pdf/layout/inline/hyphenate.hpp"
#include "writers/pdf/layout/inline/itemise.hpp"

namespace inkstone::layout::para {
namespace {

using fonts::Face;
using fonts::FaceChain;

/// Chains by style and language, looked up once each.
class Chains {
public:
    Chains(const Setting& setting, Context& context) : setting_(setting), context_(context) {}

    const FaceChain* of(std::uint32_t style, std::uint16_t lang) {
        if (last_ != nullptr && style == last_style_ && lang == last_lang_) return last_;
        last_style_ = style;
        last_lang_ = lang;
        last_ = find(setting_.styles[style], lang);
        return last_;
    }

private:
    struct Entry {
        fonts::Role role;
        fonts::Style style;
        std::uint16_t lang;
        const FaceChain* chain;
    };
    const Setting& setting_;
    Context& context_;
    std::vector<Entry> entries_;
    std::uint32_t last_style_ = kNone;
    std::uint16_t last_lang_ = 0;
    const FaceChain* last_ = nullptr;

    const FaceChain* find(const TextStyle& style, std::uint16_t lang) {
        for (const Entry& entry : entries_) {
            if (entry.role == style.role && entry.style == style.face && entry.lang == lang)
                return entry.chain;
        }
        auto chain = context_.fonts.chain(style.role, style.face, setting_.langs[lang]);
        const FaceChain* found = chain ? *chain : nullptr;
        if (found == nullptr) {
            context_.diagnostics.add(Severity::Error, "missing-font", chain.error().message);
        }
        entries_.push_back({style.role, style.face, lang, found});
        return found;
    }
};

std::string tried(const FaceChain* chain) {
    if (chain == nullptr) return "every face";
    std::vector<const Face*> faces{chain->latin, chain->cjk, chain->kai};
    faces.insert(faces.end(), chain->fallback.begin(), chain->fallback.end());
    std::string names;
    for (const Face* face : faces) {
        if (face == nullptr) continue;
        if (!names.empty()) names += ", ";
        names += face->name().family;
    }
    return names + " and every fallback";
}

/// Source place of a text offset: the column counts UTF-8 bytes from the span's start.
SourcePosition place_of(const Setting& setting, std::uint32_t offset) {
    const auto after = std::upper_bound(
        setting.spans.begin(), setting.spans.end(), offset, [](auto at, const TextSpan& span) {
            return at < span.begin;
        });
    if (after == setting.spans.begin()) return {};
    const TextSpan& span = *(after - 1);
    SourcePosition place = span.position;
    if (place.line == 0) return place;
    const auto before = std::u16string_view(setting.text).substr(span.begin, offset - span.begin);
    place.column += static_cast<std::uint32_t>(text::to_utf8(before).size());
    return place;
}

void report(const Setting& setting, std::size_t index, const FaceChain* chain, Context& context) {
    std::size_t position = setting.clusters[index].begin;
    while (position < setting.end_of(index)) {
        const char32_t c = text::decode(std::u16string_view(setting.text), position);
        if (text::is_default_ignorable(c) || !context.missing_reported.insert(c).second) continue;
        context.diagnostics.warn("missing-glyph",
                                 fmt::format("no font has U+{:04X}; a box is drawn (tried {})",
                                             static_cast<std::uint32_t>(c),
                                             tried(chain)),
                                 place_of(setting, setting.clusters[index].begin),
                                 fonts::coverage_hint(c));
    }
}

class FaceChooser {
public:
    FaceChooser(Setting& setting, Context& context)
        : setting_(setting), context_(context), chains_(setting, context) {}

    void run() {
        for (std::size_t i = 0; i < setting_.clusters.size(); ++i) choose(i);
        limit_dots();
        give_invisible_their_neighbours_face();
    }

private:
    Setting& setting_;
    Context& context_;
    Chains chains_;

    void choose(std::size_t index) {
        Cluster& cluster = setting_.clusters[index];
        if (is_invisible(cluster.kind) || setting_.picture_of(cluster) != nullptr ||
            setting_.formula_of(cluster) != nullptr)
            return;
        // The face follows the language that decides the shapes: kana in a Chinese block take the
        // Japanese face, but Latin there stays in the Chinese chain's Latin face.
        const bool own = cluster.kind == CharClass::CjkLetter || cluster.kind == CharClass::Hangul;
        const FaceChain* chain =
            chains_.of(cluster.style, own ? cluster.lang : cluster.region_lang);
        if (chain != nullptr) cluster.face = find(index, *chain);
        const bool kai = chain != nullptr && cluster.face == chain->kai;
        cluster.dotted = own && !kai && setting_.style_of(cluster).emphasis;
        if (cluster.face != nullptr) return;
        cluster.missing = true;
        report(setting_, index, chain, context_);
    }

    /// More than a phrase under dots is no emphasis (EM3).
    void limit_dots() {
        constexpr std::size_t kMostDots = 20;
        auto& clusters = setting_.clusters;
        for (std::size_t i = 0; i < clusters.size();) {
            std::size_t end = i, dots = 0;
            while (end < clusters.size() && setting_.style_of(clusters[end]).emphasis)
                dots += clusters[end++].dotted ? 1U : 0U;
            for (std::size_t k = i; dots > kMostDots && k < end; ++k) clusters[k].dotted = false;
            i = std::max(end, i + 1);
        }
    }

    const Face* find(std::size_t index, const FaceChain& chain) {
        const Cluster& cluster = setting_.clusters[index];
        const bool single =
            setting_.end_of(index) - cluster.begin == (cluster.base > 0xFFFF ? 2U : 1U);
        const auto covers = [&](const Face* face) {
            if (face == nullptr || !face->covers(cluster.base)) return false;
            return single || covers_rest(index, *face);
        };
        switch (cluster.kind) {
            case CharClass::CjkLetter:
                if (setting_.style_of(cluster).face.italic && text::is_han(cluster.base) &&
                    covers(chain.kai))
                    return chain.kai;
                [[fallthrough]];
            case CharClass::Hangul:
            case CharClass::Open:
            case CharClass::Close:
            case CharClass::Comma:
            case CharClass::Stop:
            case CharClass::MiddleDot:
            case CharClass::Dash:
            case CharClass::Ellipsis:
                if (covers(chain.cjk)) return chain.cjk;
                if (const Face* face = find_beyond(cluster, chain, covers)) return face;
                break;
            case CharClass::WideOther:
                return find_wide(cluster, chain, covers);
            case CharClass::Space:
            case CharClass::NoBreakSpace:
            case CharClass::FixedSpace:
                return find_space(cluster, chain);
            case CharClass::Newline:
            case CharClass::Ignorable:
            case CharClass::SoftHyphen:
            case CharClass::Western:
            case CharClass::Digit:
            case CharClass::Prefix:
            case CharClass::Suffix:
            case CharClass::Punct:
            case CharClass::Other:
            case CharClass::Ambiguous:
                break;
        }
        return find_narrow(index, chain, covers);
    }

    /// Symbols that East Asian text sets wide come from the CJK face unless they are emoji.
    template <class Covers>
    const Face* find_wide(const Cluster& cluster, const FaceChain& chain, Covers covers) {
        const bool emoji = text::is_emoji_presentation(cluster.base);
        if (!emoji && covers(chain.cjk)) return chain.cjk;
        if (const Face* face = find_beyond(cluster, chain, covers)) return face;
        if (covers(chain.cjk)) return chain.cjk;
        return covers(chain.latin) ? chain.latin : nullptr;
    }

    /// A space that no face has (U+2007 in a small font) is drawn by the plain space's glyph.
    static const Face* find_space(const Cluster& cluster, const FaceChain& chain) {
        if (cluster.base == 0x3000) return chain.cjk;
        return chain.latin;
    }

    template <class Covers>
    const Face* find_narrow(std::size_t index, const FaceChain& chain, Covers covers) {
        const Cluster& cluster = setting_.clusters[index];
        if (asks_for_emoji(index)) {
            const Face* emoji = context_.fonts.emoji_face();
            if (covers(emoji)) return emoji;
        }
        if (covers(chain.latin)) return chain.latin;
        if (text::is_cjk_punctuation(cluster.base) && covers(chain.cjk)) return chain.cjk;
        if (const Face* face = face_of_script_before(index); covers(face)) return face;
        if (const Face* face = find_beyond(cluster, chain, covers)) return face;
        return covers(chain.cjk) ? chain.cjk : nullptr;
    }

    /// Marks that several scripts share (danda, Arabic comma) come from the face of the letters
    /// before them: another face would have them at another size and weight.
    [[nodiscard]] const Face* face_of_script_before(std::size_t index) const {
        const Cluster& cluster = setting_.clusters[index];
        if (index == 0 || text::script_of(cluster.base) != text::kCommon) return nullptr;
        const Cluster& before = setting_.clusters[index - 1];
        const bool same = before.script == cluster.script && before.style == cluster.style;
        return same ? before.face : nullptr;
    }

    /// The chain's fallback, then what the library knows beyond it.
    template <class Covers>
    const Face* find_beyond(const Cluster& cluster, const FaceChain& chain, Covers covers) {
        for (const Face* face : chain.fallback)
            if (covers(face)) return face;
        const TextStyle& style = setting_.style_of(cluster);
        const Face* face = context_.fonts.face_for(cluster.base, style.role, style.face);
        return covers(face) ? face : nullptr;
    }

    /// VS16 asks for the colour face (UTS #51).
    [[nodiscard]] bool asks_for_emoji(std::size_t index) const {
        const std::uint32_t begin = setting_.clusters[index].begin;
        for (std::uint32_t i = begin; i < setting_.end_of(index); ++i)
            if (setting_.text[i] == 0xFE0F) return true;
        return false;
    }

    [[nodiscard]] bool covers_rest(std::size_t index, const Face& face) const {
        std::size_t position = setting_.clusters[index].begin;
        while (position < setting_.end_of(index)) {
            const char32_t c = text::decode(std::u16string_view(setting_.text), position);
            if (!face.covers(c) && !text::is_default_ignorable(c)) return false;
        }
        return true;
    }

    /// A hyphen drawn at a soft hyphen, and the space that stands for a hard break, need a face.
    void give_invisible_their_neighbours_face() {
        const Face* face = nullptr;
        for (Cluster& cluster : setting_.clusters) {
            if (!is_invisible(cluster.kind)) {
                // Symbol and emoji faces often lack both.
                const bool serves = cluster.face != nullptr && cluster.face->covers(U' ') &&
                                    hyphen_glyph(*cluster.face) != 0;
                if (serves) face = cluster.face;
                continue;
            }
            cluster.face = face;
            if (face != nullptr) continue;
            const FaceChain* chain = chains_.of(cluster.style, cluster.region_lang);
            if (chain != nullptr) cluster.face = chain->latin;
        }
    }
};

}  // namespace

void report_missing(const Setting& setting, std::size_t cluster, Context& context) {
    report(setting, cluster, nullptr, context);
}

void choose_faces(Setting& setting, Context& context) {
    FaceChooser(setting, context).run();
}

}  // namespace inkstone::layout::para
