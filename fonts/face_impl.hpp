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

    /// Glyph + 1 of each BMP character that was asked for, 0 for not yet. Filled in by any thread
    /// (relaxed atomics: every writer writes the same). calloc, so that untouched pages cost
    /// nothing.
    std::unique_ptr<std::uint32_t, FreeMemory> bmp;
};

}  // namespace inkstone::fonts
