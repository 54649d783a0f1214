// SPDX-License-Identifier: Apache-2.0
// The segments of a JPEG file (ITU-T T.81, JFIF, Exif 2.3, ICC.1 annex B.4), read by hand: a PDF
// takes the stream as it is, so that only its header and its wholeness have to be known.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"

namespace inkstone::resources {

struct JpegHeader {
    std::uint32_t width = 0, height = 0;
    int components = 0;  ///< 1, 3 or 4
    int precision = 8;   ///< bits a sample
    int process = 0;     ///< the SOF marker's low byte: 0xC0 baseline, 0xC2 progressive …
    bool has_adobe = false;
    double dpi_x = 0, dpi_y = 0;
    int orientation = 1;
    std::string icc;  ///< profile, joined from its parts; empty when absent or incomplete

    /// What DCTDecode of PDF 1.7 understands (ISO 32000-1 7.4.8).
    [[nodiscard]] bool is_plain() const noexcept {
        return precision == 8 && process >= 0xC0 && process <= 0xC2;
    }
};

/// Errors: Input, when the header is damaged, a table is missing, the file is cut short, or its
/// scans are too many to be shown in reasonable time.
Result<JpegHeader> read_jpeg(std::string_view bytes);

}  // namespace inkstone::resources
