// SPDX-License-Identifier: Apache-2.0
// The entry of painting: pages of layout become a PDF on a Sink, one at a time. A page is painted,
// compressed and written at once; fonts, tags, outline and metadata follow at the end.
#pragma once

#include <cstdint>
#include <memory>

#include "inkstone/result.hpp"
#include "inkstone/writer.hpp"
#include "writers/pdf/layout/pages.hpp"
#include "writers/pdf/paint/metadata.hpp"

namespace inkstone::pdf::paint {

struct PaintOptions {
    bool tagged = true;  ///< structure tree and marked content
};

class Painter {
public:
    /// `sink` and `layout` must outlive the painter. `layout.tags` must hold every tag of a page
    /// when that page comes; the rest of `layout` is read by finish.
    static Result<std::unique_ptr<Painter>> create(Sink& sink,
                                                   const layout::Layout& layout,
                                                   PaintOptions options);
    ~Painter();
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    /// Paints and writes one page. Errors: Output.
    Result<void> on_page(layout::Page&& page);
    /// Writes the rest of the file. A document without pages gets one empty page, because a PDF
    /// must have one. Errors: Output; Internal when a font cannot be subset.
    Result<void> finish(const DocumentInfo& info);

    [[nodiscard]] std::uint32_t page_count() const noexcept;

private:
    struct State;
    explicit Painter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace inkstone::pdf::paint
