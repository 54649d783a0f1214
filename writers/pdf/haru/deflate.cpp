// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/haru/deflate.hpp"

#include <libdeflate.h>

#include <new>

namespace inkstone::pdf::haru {
namespace {

struct FreeCompressor {
    void operator()(libdeflate_compressor* compressor) const noexcept {
        libdeflate_free_compressor(compressor);
    }
};

}  // namespace

struct Deflater::State {
    int level = 0;
    std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor{};
};

Deflater::Deflater(int level) : state_(std::make_unique<State>()) {
    state_->level = level;
}
Deflater::~Deflater() = default;

std::string Deflater::compress(std::string_view data) {
    if (!state_->compressor) {
        state_->compressor.reset(libdeflate_alloc_compressor(state_->level));
        if (!state_->compressor) throw std::bad_alloc();  // an empty stream would be a broken file
    }
    std::string out(libdeflate_zlib_compress_bound(state_->compressor.get(), data.size()), '\0');
    const std::size_t size = libdeflate_zlib_compress(
        state_->compressor.get(), data.data(), data.size(), out.data(), out.size());
    out.resize(size);
    return out;
}

}  // namespace inkstone::pdf::haru
