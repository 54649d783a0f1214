// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/fonts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "fonts/subset.hpp"
#include "src/hash/fingerprint.hpp"
#include "src/text/utf8.hpp"
#include "writers/pdf/paint/font_data.hpp"
#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

constexpr std::uint32_t kLong = 0x80000000;
// Real documents need two or three; a document that gives one glyph thousands of meanings (hidden
// characters drawn as a space) falls back to ActualText.
constexpr std::size_t kMaxVariants = 32;
// Slots of a face's table at first; a power of two, as all later sizes.
constexpr std::size_t kFirstSlots = 256;
// 2^32 divided by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
constexpr std::uint32_t kGoldenRatio = 2654435769U;
// a … z
constexpr std::size_t kLetters = 26;

/// Six letters that name a subset (ISO 32000-1 9.6.4): made from what is in it, so that the same
/// document gives the same file.
std::string subset_tag(const fonts::Face& face, const fonts::FontProgram& program) {
    hash::Fingerprint digest;
    digest.update(face.name().postscript_name);
    digest.update(std::to_string(face.name().index));
    digest.update(program.bytes);
    std::uint64_t value = digest.value()[0];
    std::string tag;
    for (int i = 0; i < 6; ++i, value /= 26) tag += static_cast<char>('A' + value % 26);
    return tag;
}

bool has_letters(const fonts::Face& face) {
    if (face.format() == fonts::OutlineFormat::Bitmap) return false;
    for (char32_t c = U'a'; c <= U'z'; ++c) {
        if (!face.covers(c)) return false;
    }
    return true;
}

std::string system_info(const fonts::FontProgram& program) {
    return fmt::format("/CIDSystemInfo<</Registry{}/Ordering{}/Supplement {}>>",
                       byte_string(program.registry),
                       byte_string(program.ordering),
                       program.supplement);
}

ObjectId write_program(haru::Document& document, const fonts::FontProgram& program) {
    const std::string entries = program.kind == fonts::ProgramKind::Glyf
                                    ? fmt::format("/Length1 {}", program.bytes.size())
                                    : "/Subtype/CIDFontType0C";
    return document.add_stream(entries, program.bytes, haru::Compress::Fast);
}

/// The CIDFont that all variants of a face share, and its descriptor.
ObjectId write_descendant(haru::Document& document,
                          const fonts::Face& face,
                          const fonts::FontProgram& program,
                          const std::string& base_font,
                          std::span<const fonts::GlyphId> glyphs) {
    const bool glyf = program.kind == fonts::ProgramKind::Glyf;
    const ObjectId file = write_program(document, program);
    const ObjectId descriptor = document.add(fmt::format("{}/FontName{}/{} {}",
                                                         descriptor_entries(face),
                                                         name(base_font),
                                                         glyf ? "FontFile2" : "FontFile3",
                                                         reference(file)));
    return document.add(fmt::format("/Type/Font/Subtype/{}/BaseFont{}{}/FontDescriptor {}{}{}",
                                    glyf ? "CIDFontType2" : "CIDFontType0",
                                    name(base_font),
                                    system_info(program),
                                    reference(descriptor),
                                    glyf ? "/CIDToGIDMap/Identity" : "",
                                    width_entries(face, glyphs)));
}

}  // namespace

// ---- FaceUse -----------------------------------------------------------------------------------

FaceUse::TextCode FaceUse::code_of(std::u16string_view text) {
    std::size_t end = 0;
    const char32_t first = text.empty() ? U'\0' : text::decode(text, end);
    if (end == text.size()) return static_cast<TextCode>(first) + 1;
    const auto known = long_codes_.find(text);
    if (known != long_codes_.end()) return known->second;
    const TextCode code = kLong + static_cast<TextCode>(long_texts_.size());
    long_texts_.emplace_back(text);
    long_codes_.emplace(std::u16string(text), code);
    return code;
}

std::u16string FaceUse::text_of(TextCode code) const {
    if (code >= kLong) return long_texts_[code - kLong];
    std::u16string text;
    text::append(text, static_cast<char32_t>(code - 1));
    return text;
}

std::size_t FaceUse::slot_of(fonts::GlyphId glyph) const {
    const std::size_t mask = first_.size() - 1;
    for (std::size_t at = (glyph * kGoldenRatio) & mask;; at = (at + 1) & mask)
        if (first_[at].code == 0 || first_[at].glyph == glyph) return at;
}

void FaceUse::grow() {
    std::vector<Shown> old(first_.empty() ? kFirstSlots : 2 * first_.size());
    old.swap(first_);
    for (const Shown& shown : old)
        if (shown.code != 0) first_[slot_of(shown.glyph)] = shown;
}

FaceUse::Choice FaceUse::variant(fonts::GlyphId glyph, std::u16string_view text) {
    const TextCode wanted = code_of(text);
    if (2 * (used_ + 1) > first_.size()) grow();
    Shown& shown = first_[slot_of(glyph)];
    if (shown.code == 0) {
        shown = {glyph, wanted};
        ++used_;
    }
    if (shown.code == wanted) return {0, true};
    for (std::size_t i = 0; i < others_.size(); ++i) {
        if (others_[i].emplace(glyph, wanted).first->second == wanted) return {i + 1, true};
    }
    if (others_.size() + 1 >= kMaxVariants) return {0, false};
    others_.push_back({{glyph, wanted}});
    return {others_.size(), true};
}

std::vector<fonts::GlyphId> FaceUse::glyphs() const {
    // A glyph comes to another variant only when the first has it, with another text.
    std::vector<fonts::GlyphId> out;
    out.reserve(used_);
    for (const Shown& shown : first_)
        if (shown.code != 0) out.push_back(shown.glyph);
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::pair<fonts::GlyphId, std::u16string>> FaceUse::mappings(
    std::size_t variant) const {
    std::vector<std::pair<fonts::GlyphId, std::u16string>> out;
    if (variant > 0) {
        for (const auto& [glyph, code] : others_[variant - 1]) {
            out.emplace_back(glyph, text_of(code));
        }
        return out;
    }
    for (const fonts::GlyphId glyph : glyphs()) {
        out.emplace_back(glyph, text_of(first_[slot_of(glyph)].code));
    }
    return out;
}

// ---- FontSet -----------------------------------------------------------------------------------

std::size_t FontSet::face(const fonts::Face& face) {
    if (last_face_ == &face) return last_index_;
    const auto same = [&face](const Entry& entry) { return &entry.use->face() == &face; };
    const auto found = std::find_if(faces_.begin(), faces_.end(), same);
    last_index_ = static_cast<std::size_t>(found - faces_.begin());
    last_face_ = &face;
    if (found == faces_.end()) faces_.push_back({std::make_unique<FaceUse>(face), {}});
    if (letter_face_ == nullptr && has_letters(face)) letter_face_ = &face;
    return last_index_;
}

FontSet::Letter FontSet::hidden_letter(std::u16string_view text) {
    if (letter_face_ == nullptr) return {};
    auto at = letters_.find(text);
    if (at == letters_.end()) {
        const char32_t letter = U'a' + static_cast<char32_t>(letters_.size() % kLetters);
        at = letters_.emplace(text, letter).first;
    }
    Letter out{face(*letter_face_), letter_face_->glyph(at->second), 0};
    out.font = font(out.face, out.glyph, text).font;
    return out;
}

FontSet::Choice FontSet::font(std::size_t face, fonts::GlyphId glyph, std::u16string_view text) {
    Entry& entry = faces_[face];
    const FaceUse::Choice choice = entry.use->variant(glyph, text);
    while (entry.variants.size() <= choice.variant) {
        entry.variants.push_back(static_cast<FontIndex>(fonts_.size()));
        fonts_.push_back(document_.reserve());
    }
    return {entry.variants[choice.variant], choice.exact};
}

double FontSet::advance(std::size_t face, fonts::GlyphId glyph) const {
    return static_cast<double>(advance_milli(faces_[face].use->face(), glyph)) / 1000.0;
}

Result<void> FontSet::write_face(const Entry& entry) {
    const fonts::Face& face = entry.use->face();
    const std::vector<fonts::GlyphId> glyphs = entry.use->glyphs();
    Result<fonts::FontProgram> program = fonts::subset(face, glyphs);
    if (!program) return fail(program.error());

    const std::string base_font =
        subset_tag(face, *program) + '+' +
        (face.name().postscript_name.empty() ? "Font" : face.name().postscript_name);
    const ObjectId descendant = write_descendant(document_, face, *program, base_font, glyphs);
    // ISO 32000-1 9.7.6.1: a Type0 font over CFF adds the CMap's name to its descendant's.
    const bool glyf = program->kind == fonts::ProgramKind::Glyf;
    const std::string full_name = glyf ? base_font : base_font + "-Identity-H";
    for (std::size_t variant = 0; variant < entry.variants.size(); ++variant) {
        const ObjectId to_unicode = document_.add_stream(
            {}, to_unicode_cmap(entry.use->mappings(variant)), haru::Compress::Yes);
        document_.set(fonts_[entry.variants[variant]],
                      fmt::format("/Type/Font/Subtype/Type0/BaseFont{}/Encoding/Identity-H"
                                  "/DescendantFonts[{}]/ToUnicode {}",
                                  name(full_name),
                                  reference(descendant),
                                  reference(to_unicode)));
    }
    return document_.status();
}

Result<void> FontSet::write() {
    for (const Entry& entry : faces_) {
        if (entry.variants.empty()) continue;
        if (Result<void> written = write_face(entry); !written) return written;
    }
    return {};
}

}  // namespace inkstone::pdf::paint
