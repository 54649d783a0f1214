// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/font_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "writers/pdf/paint/syntax.hpp"

namespace inkstone::pdf::paint {
namespace {

// ISO 32000-1 9.10.3 by way of Adobe TN 5411: at most 100 entries in a bfchar block.
constexpr std::size_t kBlock = 100;
// From this many equal widths in a row on, `first last width` is shorter than a list.
constexpr std::size_t kShortestRange = 4;

// Font descriptor flags (ISO 32000-1 table 123).
constexpr unsigned kFixedPitch = 1U << 0U;
constexpr unsigned kSymbolic = 1U << 2U;
constexpr unsigned kItalic = 1U << 6U;

struct Width {
    fonts::GlyphId glyph = 0;
    std::int64_t milli = 0;
};

std::int64_t commonest(const std::vector<Width>& widths) {
    std::map<std::int64_t, std::size_t> counts;
    for (const Width& width : widths) ++counts[width.milli];
    std::int64_t best = 1'000'000;
    std::size_t most = 0;
    for (const auto& [milli, count] : counts) {
        if (count > most) {
            most = count;
            best = milli;
        }
    }
    return best;
}

/// One past the last of the widths from `begin` on that have consecutive glyph ids and, with
/// `equal`, the same width.
std::size_t stretch(const std::vector<Width>& widths, std::size_t begin, bool equal) {
    std::size_t end = begin + 1;
    while (end < widths.size() && widths[end].glyph == widths[end - 1].glyph + 1 &&
           (!equal || widths[end].milli == widths[begin].milli)) {
        ++end;
    }
    return end;
}

void append_list(std::string& out, const std::vector<Width>& widths, std::size_t& begin) {
    const std::size_t end = stretch(widths, begin, false);
    fmt::format_to(std::back_inserter(out), "{}[", widths[begin].glyph);
    for (bool first = true; begin < end; first = false) {
        if (!first && stretch(widths, begin, true) - begin >= kShortestRange) break;
        if (!first) out += ' ';
        append_milli(out, widths[begin++].milli);
    }
    out += "]\n";
}

std::string cmap_head() {
    return "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
           "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
           "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
           "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
}

/// A vertical stem's width by weight, as Acrobat's own font descriptors have it. Viewers use it
/// only when they must replace the font.
int stem_width(int weight) {
    return 50 + weight * weight / 4225;
}

}  // namespace

std::int64_t advance_milli(const fonts::Face& face, fonts::GlyphId glyph) {
    return to_milli(1000.0 * face.advance(glyph) / face.metrics().units_per_em);
}

std::string width_entries(const fonts::Face& face, std::span<const fonts::GlyphId> glyphs) {
    std::vector<Width> widths;
    widths.reserve(glyphs.size());
    for (const fonts::GlyphId glyph : glyphs) widths.push_back({glyph, advance_milli(face, glyph)});
    const std::int64_t usual = commonest(widths);
    std::erase_if(widths, [usual](const Width& width) { return width.milli == usual; });

    std::string out = "/DW ";
    append_milli(out, usual);
    if (widths.empty()) return out;
    out += "/W[";
    for (std::size_t begin = 0; begin < widths.size();) {
        const std::size_t end = stretch(widths, begin, true);
        if (end - begin < kShortestRange) {
            append_list(out, widths, begin);
            continue;
        }
        fmt::format_to(
            std::back_inserter(out), "{} {} ", widths[begin].glyph, widths[end - 1].glyph);
        append_milli(out, widths[begin].milli);
        out += '\n';
        begin = end;
    }
    out += ']';
    return out;
}

std::string to_unicode_cmap(std::span<const std::pair<fonts::GlyphId, std::u16string>> mappings) {
    std::string out = cmap_head();
    for (std::size_t begin = 0; begin < mappings.size(); begin += kBlock) {
        const std::size_t end = std::min(begin + kBlock, mappings.size());
        fmt::format_to(std::back_inserter(out), "{} beginbfchar\n", end - begin);
        for (std::size_t i = begin; i < end; ++i) {
            fmt::format_to(std::back_inserter(out), "<{:04X}><", mappings[i].first);
            std::u16string units = mappings[i].second;
            // U+FEFF and U+FFFE are forbidden here (PDF/UA-1 7.21.7); U+2060 WORD JOINER means the
            // same as the first. The true text stands in ActualText.
            for (char16_t& unit : units) {
                if (unit == 0xFEFF || unit == 0xFFFE) unit = 0x2060;
            }
            append_hex(out, units);
            out += ">\n";
        }
        out += "endbfchar\n";
    }
    out += "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
    return out;
}

std::string descriptor_entries(const fonts::Face& face) {
    const fonts::FaceMetrics& metrics = face.metrics();
    const fonts::FaceName& names = face.name();
    const auto scaled = [&metrics](int units) {
        return std::to_string(1000LL * units / metrics.units_per_em);
    };
    // Codes are glyph ids, not letters of a standard set: the font is symbolic.
    unsigned flags = kSymbolic;
    if (names.monospaced) flags |= kFixedPitch;
    if (names.italic || metrics.italic_angle != 0) flags |= kItalic;
    return fmt::format(
        "/Type/FontDescriptor/Flags {}/FontBBox[{} {} {} {}]/ItalicAngle {}/Ascent {}/Descent {}"
        "/CapHeight {}/StemV {}",
        flags,
        scaled(metrics.x_min),
        scaled(metrics.y_min),
        scaled(metrics.x_max),
        scaled(metrics.y_max),
        number(metrics.italic_angle),
        scaled(metrics.ascent),
        scaled(metrics.descent),
        scaled(metrics.cap_height),
        stem_width(names.weight));
}

}  // namespace inkstone::pdf::paint
