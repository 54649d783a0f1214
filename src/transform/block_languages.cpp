// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "src/ast/walk.hpp"
#include "src/text/language.hpp"
#include "src/transform/passes.hpp"
#include "src/transform/prose.hpp"
#include "src/transform/quoted_kana.hpp"

namespace inkstone::transform {
namespace {

// Bounds of LG2, and two of our own for blocks that no rule there decides.
constexpr std::uint64_t kLeastKana = 4;
constexpr std::uint64_t kLeastDistinctHan = 3;
/// Shorter blocks say too little: a name in the other orthography stays as its document is set.
constexpr std::uint64_t kLeastHan = 10;
/// Han without any kana or Hangul: longer runs of them are Chinese even in Japan and Korea.
constexpr std::uint64_t kLongestHanWithoutKana = 20;

/// Decides the language of one block's own text in a document of language `document_`.
class Judge {
public:
    explicit Judge(const Metadata& meta)
        : document_(meta.lang), secondary_(secondary_language(meta)) {
        cjk_document_ = is_cjk_language(document_);
    }

    /// Empty when the text has no letters, and so no language of its own.
    [[nodiscard]] std::string language(std::string_view prose) const {
        text::LetterCounts counts;
        counts.add(prose);
        const std::uint64_t cjk = counts.kana + counts.hangul + counts.han;
        if (cjk + counts.latin == 0) return {};
        if (is_latin(cjk, counts.latin)) return cjk_document_ ? secondary_ : document_;
        if (counts.hangul > counts.kana + counts.han) {
            return text::is_korean(document_) ? document_ : "ko";
        }
        if (is_japanese(counts, prose)) return text::is_japanese(document_) ? document_ : "ja";
        return han_language(counts);
    }

    [[nodiscard]] const std::string& document() const { return document_; }

private:
    // A block leaves the document's language only on clear evidence: LG3's bound in a CJK document,
    // a fifth of CJK letters (each worth two Latin ones) in the others.
    [[nodiscard]] bool is_latin(std::uint64_t cjk, std::uint64_t latin) const {
        return cjk_document_ ? 20 * cjk < latin : 4 * cjk < latin;
    }

    static bool is_japanese(const text::LetterCounts& counts, std::string_view prose) {
        return counts.kana >= kLeastKana && 5 * counts.kana >= counts.kana + counts.han &&
               !quoted_kana(prose);
    }

    [[nodiscard]] std::string han_language(text::LetterCounts counts) const {
        counts.latin = 0;
        if (text::is_chinese(document_)) {
            const bool simplified =
                text::han_region(document_) == text::HanRegion::SimplifiedChinese;
            const std::uint64_t own = simplified ? counts.simplified : counts.traditional;
            const std::uint64_t other = simplified ? counts.traditional : counts.simplified;
            if (own > 0 || other < kLeastDistinctHan || counts.han < kLeastHan) return document_;
            return simplified ? "zh-Hant" : "zh-Hans";
        }
        const bool chinese =
            counts.kana + counts.hangul == 0 && counts.han >= kLongestHanWithoutKana;
        if (cjk_document_ && !chinese) return document_;
        return text::guess_language(counts);
    }

    std::string document_;
    std::string secondary_;
    bool cjk_document_ = false;
};

/// What the blocks of one subtree have in common.
struct Common {
    bool mixed = false;
    std::string lang;  ///< empty: no letters

    void join(const Common& other) {
        if (other.mixed || (!lang.empty() && !other.lang.empty() && lang != other.lang)) {
            mixed = true;
        } else if (lang.empty()) {
            lang = other.lang;
        }
    }
};

Common judge_block(Block& block, const Judge& judge);

/// Judges siblings. When their parent cannot speak for them all, each is marked itself.
Common judge_blocks(Blocks& blocks, const Judge& judge, std::vector<Common>& results) {
    Common common;
    for (Block& block : blocks) {
        results.push_back(judge_block(block, judge));
        common.join(results.back());
    }
    return common;
}

void mark(Block& block, const Common& common, const Judge& judge) {
    if (!common.mixed && !common.lang.empty() && common.lang != judge.document()) {
        block.lang = common.lang;
    }
}

Common judge_block(Block& block, const Judge& judge) {
    Common common;
    for_each_flow(block, [&](Inlines& flow) {
        common.join(Common{.mixed = false, .lang = judge.language(prose_of(flow))});
    });
    std::vector<Common> results;
    for_each_child_blocks(
        block, [&](Blocks& blocks) { common.join(judge_blocks(blocks, judge, results)); });
    if (!common.mixed) return common;
    std::size_t next = 0;
    for_each_child_blocks(block, [&](Blocks& blocks) {
        for (Block& child : blocks) mark(child, results[next++], judge);
    });
    return common;
}

void judge_all(Blocks& blocks, const Judge& judge) {
    std::vector<Common> results;
    judge_blocks(blocks, judge, results);
    for (std::size_t i = 0; i < blocks.size(); ++i) mark(blocks[i], results[i], judge);
}

}  // namespace

void block_languages(Document& document, Context&) {
    const Judge judge(document.meta);
    judge_all(document.blocks, judge);
    for (Note& note : document.notes) judge_all(note.children, judge);
}

}  // namespace inkstone::transform
