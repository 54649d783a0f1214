// SPDX-License-Identifier: Apache-2.0
// Opening of a face: map, check, read the metrics. All lengths come from the tables themselves;
// a damaged file of a user is an Error, never a crash (HarfBuzz sanitises what it reads, Bytes
// checks what is read here).
#include "fonts/face.hpp"

#include <fmt/format.h>
#include <hb-ot.h>

#include <algorithm>
#include <atomic>
#include <filesystem>

#include "fonts/bytes.hpp"
#include "fonts/face_impl.hpp"

namespace inkstone::fonts {
namespace {

/// A table of the face, kept alive with its bytes.
class Table {
public:
    Table(hb_face_t* face, const char (&tag)[5])
        : blob_(hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3]))),
          bytes_(bytes_of(blob_.get())) {}
    [[nodiscard]] const Bytes& operator*() const noexcept { return bytes_; }
    [[nodiscard]] const Bytes* operator->() const noexcept { return &bytes_; }
    [[nodiscard]] bool empty() const noexcept { return bytes_.size() == 0; }
    [[nodiscard]] std::string_view view() const noexcept { return bytes_of(blob_.get()); }
    [[nodiscard]] BlobHandle take() noexcept { return std::move(blob_); }

private:
    BlobHandle blob_;
    Bytes bytes_;
};

std::string read_name(hb_face_t* face, hb_ot_name_id_t id) {
    char text[256];
    unsigned size = sizeof text;
    hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &size, text);
    return std::string(text, size);
}

std::string read_family(hb_face_t* face) {
    std::string family = read_name(face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    return family.empty() ? read_name(face, HB_OT_NAME_ID_FONT_FAMILY) : family;
}

/// PostScript names are ASCII without delimiters (OpenType `name` id 6); a PDF needs one.
std::string clean_postscript_name(std::string name) {
    std::erase_if(name, [](char c) {
        return c <= ' ' || c > '~' ||
               std::string_view("[](){}<>/%#").find(c) != std::string_view::npos;
    });
    constexpr std::size_t kLongest = 63;  // OpenType; PDF names may have 127 bytes
    if (name.size() > kLongest) name.resize(kLongest);
    return name.empty() ? "Unnamed" : name;
}

/// OS/2 fsType (embedding permissions): 2 alone in the low nibble forbids embedding; bit 8 forbids
/// subsetting and bit 9 allows bitmaps only, neither of which fits what Inkstone does.
bool embedding_forbidden(std::uint16_t fs_type) noexcept {
    return (fs_type & 0xFU) == 2 || (fs_type & 0x300U) != 0;
}

/// Top of a letter's outline, for faces whose OS/2 table does not say.
int measured_height(const Face::Impl& impl, char32_t letter) {
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t box{};
    if (!hb_font_get_nominal_glyph(impl.font.get(), letter, &glyph) ||
        !hb_font_get_glyph_extents(impl.font.get(), glyph, &box)) {
        return 0;
    }
    return box.y_bearing;
}

void read_head_and_hhea(Face::Impl& impl) {
    FaceMetrics& m = impl.metrics;
    const Table head(impl.face.get(), "head");
    m.x_min = head->i16(36);
    m.y_min = head->i16(38);
    m.x_max = head->i16(40);
    m.y_max = head->i16(42);
    const Table hhea(impl.face.get(), "hhea");
    m.ascent = hhea->i16(4);
    m.descent = hhea->i16(6);
    impl.long_metrics = hhea->u16(34);
}

void read_post(Face::Impl& impl) {
    FaceMetrics& m = impl.metrics;
    const Table post(impl.face.get(), "post");
    m.italic_angle = static_cast<std::int32_t>(post->u32(4)) / 65536.0;
    m.underline_thickness = post->i16(10);
    if (m.underline_thickness <= 0) m.underline_thickness = m.units_per_em / 20;
    // `post` gives the top of the line (OpenType 1.9); the middle lies half a line lower.
    m.underline_position = post->i16(8) - m.underline_thickness / 2;
    if (post.empty() || post->i16(8) == 0) m.underline_position = -m.units_per_em / 10;
    impl.name.monospaced = post->u32(12) != 0;
}

/// Heights, weight and slope. False when the licence bits forbid embedding.
bool read_os2(Face::Impl& impl) {
    FaceMetrics& m = impl.metrics;
    const Table os2(impl.face.get(), "OS/2");
    if (!os2.empty()) {
        if (embedding_forbidden(os2->u16(8))) return false;
        const int weight = os2->u16(4);
        if (weight >= 1 && weight <= 1000) impl.name.weight = weight;
        impl.name.italic = (os2->u16(62) & 1U) != 0;
        if (os2->u16(0) >= 2 && os2->holds(86, 4)) {
            m.x_height = os2->i16(86);
            m.cap_height = os2->i16(88);
        }
    }
    if (m.italic_angle != 0) impl.name.italic = true;
    if (m.cap_height <= 0) m.cap_height = measured_height(impl, U'H');
    if (m.x_height <= 0) m.x_height = measured_height(impl, U'x');
    if (m.cap_height <= 0) m.cap_height = m.ascent * 7 / 10;
    if (m.x_height <= 0) m.x_height = m.ascent / 2;
    return true;
}

/// Decides the outline format. Returns what is wrong, empty when nothing is.
std::string read_format(Face::Impl& impl) {
    hb_face_t* face = impl.face.get();
    if (!Table(face, "CFF2").empty()) return "variable CFF2 outlines cannot be embedded in a PDF";
    const Table cff(face, "CFF ");
    if (!cff.empty()) {
        auto info = read_cff(cff.view(), impl.glyph_count);
        if (!info) return "the CFF table is damaged";
        impl.cff = std::move(*info);
        impl.format = impl.cff.cid_keyed ? OutlineFormat::CidKeyedCff : OutlineFormat::NameKeyedCff;
        return {};
    }
    if (!Table(face, "glyf").empty()) {
        impl.format = OutlineFormat::TrueType;
        return {};
    }
    if (!Table(face, "CBDT").empty() || !Table(face, "sbix").empty()) {
        impl.format = OutlineFormat::Bitmap;
        return {};
    }
    return "there are no outlines in it";
}

FaceHandle map_face(const std::string& path, std::uint32_t index) {
    std::error_code error;  // a pipe or a device would block
    if (!std::filesystem::is_regular_file(path, error)) return nullptr;
    const BlobHandle blob(hb_blob_create_from_file_or_fail(path.c_str()));
    if (!blob || index >= hb_face_count(blob.get())) return nullptr;
    FaceHandle face(hb_face_create(blob.get(), index));
    // A face without glyphs or without a head table is HarfBuzz's answer to damage.
    if (hb_face_get_glyph_count(face.get()) == 0) return nullptr;
    if (Table(face.get(), "head")->size() < 54 || Table(face.get(), "hhea")->size() < 36) {
        return nullptr;
    }
    return face;
}

void make_font(Face::Impl& impl) {
    impl.font.reset(hb_font_create(impl.face.get()));
    hb_font_set_scale(impl.font.get(), impl.metrics.units_per_em, impl.metrics.units_per_em);
    hb_face_make_immutable(impl.face.get());
    hb_font_make_immutable(impl.font.get());
}

void read_advances(Face::Impl& impl) {
    Table hmtx(impl.face.get(), "hmtx");
    impl.hmtx_bytes = hmtx.view();
    impl.hmtx = hmtx.take();
    const auto whole = static_cast<std::uint32_t>(impl.hmtx_bytes.size() / 4);
    impl.long_metrics = std::min({impl.long_metrics, whole, impl.glyph_count});
}

GlyphId look_up(const Face::Impl& impl, char32_t c) noexcept {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(impl.font.get(), c, &glyph) ? glyph : 0;
}

}  // namespace

Face::Face() : impl_(std::make_unique<Impl>()) {}
Face::~Face() = default;

Result<std::unique_ptr<Face>> Face::open(const std::string& path, std::uint32_t index) {
    const auto refuse = [&path](std::string_view why) {
        return fail(ErrorKind::Input, fmt::format("{}: {}", path, why));
    };
    std::unique_ptr<Face> face(new Face);
    Impl& impl = *face->impl_;
    impl.face = map_face(path, index);
    if (!impl.face) return refuse("not a readable font file, or no such member");
    impl.glyph_count = hb_face_get_glyph_count(impl.face.get());
    impl.metrics.units_per_em = static_cast<int>(hb_face_get_upem(impl.face.get()));
    make_font(impl);
    if (const std::string problem = read_format(impl); !problem.empty()) return refuse(problem);
    read_head_and_hhea(impl);
    read_post(impl);
    if (!read_os2(impl)) return refuse("its licence bits (OS/2 fsType) forbid embedding");
    read_advances(impl);
    impl.name.path = path;
    impl.name.index = index;
    impl.name.family = read_family(impl.face.get());
    impl.name.postscript_name =
        clean_postscript_name(read_name(impl.face.get(), HB_OT_NAME_ID_POSTSCRIPT_NAME));
    impl.remembered.reset(
        static_cast<std::uint64_t*>(std::calloc(Impl::kRemembered, sizeof(std::uint64_t))));
    return face;
}

const FaceName& Face::name() const noexcept {
    return impl_->name;
}
const FaceMetrics& Face::metrics() const noexcept {
    return impl_->metrics;
}
OutlineFormat Face::format() const noexcept {
    return impl_->format;
}
std::uint32_t Face::glyph_count() const noexcept {
    return impl_->glyph_count;
}
std::uint32_t Face::ordinal() const noexcept {
    return impl_->ordinal;
}

GlyphId Face::glyph(char32_t c) const noexcept {
    if (!impl_->remembered) return look_up(*impl_, c);
    const std::atomic_ref<std::uint64_t> slot(impl_->remembered.get()[c % Impl::kRemembered]);
    const std::uint64_t known = slot.load(std::memory_order_relaxed);
    if (known != 0 && known >> 32U == c) return static_cast<GlyphId>(known) - 1;
    const GlyphId found = look_up(*impl_, c);
    slot.store(std::uint64_t{c} << 32U | (found + 1), std::memory_order_relaxed);
    return found;
}

GlyphId Face::variation_glyph(char32_t c, char32_t selector) const noexcept {
    hb_codepoint_t glyph = 0;
    return hb_font_get_variation_glyph(impl_->font.get(), c, selector, &glyph) ? glyph : 0;
}

int Face::advance(GlyphId glyph) const noexcept {
    const Impl& impl = *impl_;
    if (glyph >= impl.glyph_count || impl.long_metrics == 0) return 0;
    const std::size_t row = std::min(glyph, impl.long_metrics - 1);
    return Bytes(impl.hmtx_bytes).u16(row * 4);
}

std::uint32_t Face::code(GlyphId glyph) const noexcept {
    const std::vector<std::uint16_t>& cids = impl_->cff.cids;
    return glyph < cids.size() ? cids[glyph] : glyph;
}

std::string_view Face::png(GlyphId glyph) const noexcept {
    if (impl_->format != OutlineFormat::Bitmap) return {};
    const BlobHandle blob(hb_ot_color_glyph_reference_png(impl_->font.get(), glyph));
    // The blob is a part of the mapped file, which the face keeps.
    return bytes_of(blob.get());
}

Face::Box Face::box(GlyphId glyph) const noexcept {
    hb_glyph_extents_t box{};
    if (!hb_font_get_glyph_extents(impl_->font.get(), glyph, &box)) return {};
    return {box.x_bearing, box.y_bearing + box.height, box.x_bearing + box.width, box.y_bearing};
}

}  // namespace inkstone::fonts
