// SPDX-License-Identifier: Apache-2.0
// Subsetting through a reduced face: HarfBuzz is shown only the tables that a PDF needs. With all
// tables it would close over GSUB and walk a cmap of 65,000 entries, which takes five times as long
// for the same result. Subroutines are dissolved because plain charstrings deflate better and
// subset faster than kept subroutines; hints are dropped because print and modern screens ignore
// them.
#include "fonts/subset.hpp"

#include <fmt/format.h>
#include <hb-subset.h>

#include <algorithm>

#include "fonts/face_impl.hpp"

namespace inkstone::fonts {
namespace {

using SubsetInputHandle = UniqueHandle<hb_subset_input_t, hb_subset_input_destroy>;

/// Tables that a glyf font program in a PDF may have (ISO 32000-1 9.9: FontFile2 of a
/// CIDFontType2).
constexpr hb_tag_t kGlyfTables[] = {HB_TAG('h', 'e', 'a', 'd'),
                                    HB_TAG('h', 'h', 'e', 'a'),
                                    HB_TAG('h', 'm', 't', 'x'),
                                    HB_TAG('m', 'a', 'x', 'p'),
                                    HB_TAG('g', 'l', 'y', 'f'),
                                    HB_TAG('l', 'o', 'c', 'a'),
                                    HB_TAG('c', 'v', 't', ' '),
                                    HB_TAG('f', 'p', 'g', 'm'),
                                    HB_TAG('p', 'r', 'e', 'p')};
/// A bare CFF table is all that is embedded; the others let HarfBuzz read the face.
constexpr hb_tag_t kCffTables[] = {HB_TAG('C', 'F', 'F', ' '),
                                   HB_TAG('h', 'e', 'a', 'd'),
                                   HB_TAG('h', 'h', 'e', 'a'),
                                   HB_TAG('h', 'm', 't', 'x'),
                                   HB_TAG('m', 'a', 'x', 'p')};

template <const auto& Tables>
hb_blob_t* reference_listed_table(hb_face_t*, hb_tag_t tag, void* whole) {
    if (std::find(std::begin(Tables), std::end(Tables), tag) == std::end(Tables)) return nullptr;
    return hb_face_reference_table(static_cast<hb_face_t*>(whole), tag);
}

FaceHandle reduced_face(const Face::Impl& impl, bool glyf) {
    const auto reference =
        glyf ? reference_listed_table<kGlyfTables> : reference_listed_table<kCffTables>;
    FaceHandle face(hb_face_create_for_tables(reference, impl.face.get(), nullptr));
    hb_face_set_upem(face.get(), hb_face_get_upem(impl.face.get()));
    hb_face_set_glyph_count(face.get(), impl.glyph_count);
    return face;
}

/// CID-keyed CFF is renumbered: its charset keeps the CIDs, which are the content codes. The
/// other two have nothing but the glyph id to go by and keep it.
unsigned flags_for(ProgramKind kind) {
    unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE |
                     HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
    if (kind != ProgramKind::CffCid) flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
    return flags;
}

SubsetInputHandle make_input(const Face& face, std::span<const GlyphId> glyphs, ProgramKind kind) {
    SubsetInputHandle input(hb_subset_input_create_or_fail());
    if (!input) return input;
    hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
    hb_set_add(wanted, 0);
    for (const GlyphId glyph : glyphs) {
        if (glyph < face.glyph_count()) hb_set_add(wanted, glyph);
    }
    hb_subset_input_set_flags(input.get(), flags_for(kind));
    return input;
}

}  // namespace

Result<FontProgram> subset(const Face& face, std::span<const GlyphId> glyphs) {
    const auto refuse = [&face](std::string_view why) {
        return fail(ErrorKind::Input,
                    fmt::format("{}: cannot be subset: {}", face.name().path, why));
    };
    FontProgram program;
    switch (face.format()) {
        case OutlineFormat::TrueType:
            program.kind = ProgramKind::Glyf;
            break;
        case OutlineFormat::NameKeyedCff:
            program.kind = ProgramKind::CffName;
            break;
        case OutlineFormat::CidKeyedCff:
            program.kind = ProgramKind::CffCid;
            break;
        case OutlineFormat::Bitmap:
            return refuse("its glyphs are pictures");
    }
    const Face::Impl& impl = face.impl();
    const bool glyf = program.kind == ProgramKind::Glyf;
    const FaceHandle reduced = reduced_face(impl, glyf);
    const SubsetInputHandle input = make_input(face, glyphs, program.kind);
    if (!input) return refuse("out of memory");
    const FaceHandle result(hb_subset_or_fail(reduced.get(), input.get()));
    if (!result) return refuse("the outlines are damaged");
    const BlobHandle blob(glyf ? hb_face_reference_blob(result.get())
                               : hb_face_reference_table(result.get(), kCffTables[0]));
    program.bytes = bytes_of(blob.get());
    if (program.bytes.empty()) return refuse("the outlines are damaged");
    if (program.kind == ProgramKind::CffCid) {
        program.registry = impl.cff.registry;
        program.ordering = impl.cff.ordering;
        program.supplement = impl.cff.supplement;
    }
    return program;
}

}  // namespace inkstone::fonts
