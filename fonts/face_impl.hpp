// SPDX-License-Identifier: Apache-2.0
// What a Face is made of. Only fonts/ includes this.
#pragma once

#include <hb.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "fonts/cff.hpp"
#include "fonts/face.hpp"

namespace inkstone::fonts {

/// Owner of one C object.
template <class T, void (*Free)(T*)>
struct Destroy {
    void operator()(T* object) const noexcept { Free(object); }
};
template <class T, void (*Free)(T*)>
using UniqueHandle = std::unique_ptr<T, Destroy<T, Free>>;

using BlobHandle = UniqueHandle<hb_blob_t, hb_blob_destroy>;
using FaceHandle = UniqueHandle<hb_face_t, hb_face_destroy>;
using FontHandle = UniqueHandle<hb_font_t, hb_font_destroy>;
using SetHandle = UniqueHandle<hb_set_t, hb_set_destroy>;

inline std::string_view bytes_of(hb_blob_t* blob) noexcept {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    return data == nullptr ? std::string_view{} : std::string_view(data, length);
}

struct FreeMemory {
    void operator()(void* memory) const noexcept { std::free(memory); }
};

struct Face::Impl {
    FaceHandle face;
    FontHandle font;  ///< scale = units per em; immutable, so threads may share it
    FaceName name;
    FaceMetrics metrics;
    OutlineFormat format = OutlineFormat::TrueType;
    CffInfo cff;
    std::uint32_t glyph_count = 0;
    std::uint32_t ordinal = 0;

    /// hmtx, read in place: an advance is asked for once a character, and HarfBuzz's way through
    /// its font functions takes ten times as long.
    BlobHandle hmtx;
    std::string_view hmtx_bytes;
    std::uint32_t long_metrics = 0;

    /// Characters that were asked for, the last at each place: character << 32 | glyph + 1, 0 for
    /// none yet. Filled in by any thread (relaxed atomics: whoever finds a slot of another
    /// character looks the glyph up). Small, because a page that is touched costs as much as ten
    /// look-ups.
    static constexpr std::size_t kRemembered = 4096;
    std::unique_ptr<std::uint64_t, FreeMemory> remembered;
};

}  // namespace inkstone::fonts
