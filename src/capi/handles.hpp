// SPDX-License-Identifier: Apache-2.0
// What stands behind the opaque handles of inkstone.h.
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone.h"
#include "inkstone/convert.hpp"

struct inkstone_cancel {
    std::atomic<bool> flag{false};
};

struct inkstone_options {
    inkstone::ConvertOptions convert;
    inkstone::ConverterOptions converter;
    std::string message;
    inkstone_resolver resolver = nullptr;
    void* resolver_user = nullptr;
    inkstone_progress progress = nullptr;
    void* progress_user = nullptr;
    const inkstone_cancel* cancel = nullptr;
};

struct inkstone_converter {
    struct OwnWriter {
        inkstone_writer function = nullptr;
        void* user = nullptr;
    };
    inkstone::Converter converter;
    std::map<std::string, OwnWriter, std::less<>> writers;
};

struct inkstone_document {
    inkstone::Document document;
};

struct inkstone_result {
    std::string message, hint, bytes;
    std::uint32_t pages = 0;
    std::vector<inkstone::Diagnostic> diagnostics;
};

struct inkstone_resource {
    std::string bytes;
};

struct inkstone_output {
    inkstone::Sink* sink = nullptr;
};

namespace inkstone::capi {

/// Convention 1: INKSTONE_Z is a text with a NUL at its end.
inline std::string_view text_of(const char* data, std::size_t size) {
    if (data == nullptr) return {};
    return size == INKSTONE_Z ? std::string_view(data) : std::string_view(data, size);
}

/// Sets an option by its name on the command line.
Result<void> set_option(inkstone_options& options, std::string_view name, std::string_view value);

}  // namespace inkstone::capi
