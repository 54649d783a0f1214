// SPDX-License-Identifier: Apache-2.0
// Looking into an inkstone_result.
#include <algorithm>
#include <cstring>

#include "src/capi/handles.hpp"

void inkstone_result_free(inkstone_result* result) {
    delete result;
}

const char* inkstone_result_message(const inkstone_result* result) {
    return result == nullptr ? "" : result->message.c_str();
}

const char* inkstone_result_hint(const inkstone_result* result) {
    return result == nullptr ? "" : result->hint.c_str();
}

const char* inkstone_result_bytes(const inkstone_result* result, size_t* size) {
    if (size != nullptr) *size = result == nullptr ? 0 : result->bytes.size();
    return result == nullptr ? "" : result->bytes.c_str();
}

uint32_t inkstone_result_pages(const inkstone_result* result) {
    return result == nullptr ? 0 : result->pages;
}

size_t inkstone_result_diagnostic_count(const inkstone_result* result) {
    return result == nullptr ? 0 : result->diagnostics.size();
}

inkstone_status inkstone_result_diagnostic(const inkstone_result* result,
                                           size_t index,
                                           inkstone_diagnostic* diagnostic) {
    if (result == nullptr || diagnostic == nullptr || index >= result->diagnostics.size()) {
        return INKSTONE_USAGE;
    }
    const inkstone::Diagnostic& entry = result->diagnostics[index];
    inkstone_diagnostic filled{};
    filled.severity = static_cast<inkstone_severity>(entry.severity);
    filled.line = entry.position.line;
    filled.column = entry.position.column;
    filled.file = entry.file.c_str();
    filled.code = entry.code.c_str();
    filled.message = entry.message.c_str();
    filled.hint = entry.hint.c_str();
    // A caller built against a smaller structure gets what it knows.
    const size_t known = std::min(diagnostic->struct_size, sizeof filled);
    filled.struct_size = diagnostic->struct_size;
    std::memcpy(diagnostic, &filled, known);
    return INKSTONE_OK;
}
