// SPDX-License-Identifier: Apache-2.0
// A text buffer that hands itself on when it is full, so that a large output is never held whole.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "inkstone/result.hpp"

namespace inkstone {

/// Write to `text`, call spill() now and then, finish() at the end. After an error nothing more is
/// handed on, and finish() returns it.
class ChunkedText {
public:
    using Write = std::function<Result<void>(std::string_view)>;
    explicit ChunkedText(Write write) : write_(std::move(write)) {}

    std::string text;

    void spill() {
        constexpr std::size_t kChunk = std::size_t{64} * 1024;
        if (text.size() >= kChunk) flush();
    }
    Result<void> finish() {
        flush();
        return state_;
    }

private:
    void flush() {
        if (state_ && !text.empty()) state_ = write_(text);
        text.clear();
    }

    Write write_;
    Result<void> state_;
};

}  // namespace inkstone
