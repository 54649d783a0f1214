// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/haru/output.hpp"

namespace inkstone::pdf::haru {
namespace {

// Large enough that the sink's own cost per call does not show, small beside a font.
constexpr std::size_t kBlockSize = 64U << 10U;

}  // namespace

void Output::write(std::string_view bytes) {
    position_ += bytes.size();
    digest_.update(bytes);
    pending_.append(bytes);
    if (pending_.size() >= kBlockSize) static_cast<void>(flush());
}

Result<void> Output::flush() {
    if (status_ && !pending_.empty()) status_ = sink_.write(pending_);
    pending_.clear();
    return status_;
}

}  // namespace inkstone::pdf::haru
