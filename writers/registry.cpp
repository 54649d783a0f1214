// SPDX-License-Identifier: Apache-2.0
#include "writers/registry.hpp"

#include <array>

#include "writers/dump/dump_writers.hpp"
#include "writers/epub/epub_writer.hpp"
#include "writers/html/html_writer.hpp"
#include "writers/pdf/pdf_writer.hpp"

namespace inkstone {

std::span<const WriterInfo> builtin_writers() {
    static const std::array<WriterInfo, 6> kWriters{{
        {"pdf",
         "pdf",
         "application/pdf",
         "PDF 1.7 with embedded fonts",
         pdf::writer_options(),
         pdf::make_writer},
        {"epub",
         "epub",
         "application/epub+zip",
         "EPUB 3.3",
         epub::writer_options(),
         epub::make_writer},
        {"html",
         "html",
         "text/html",
         "HTML page or fragment",
         html::writer_options(),
         html::make_writer},
        {"ast",
         "ast",
         "text/plain",
         "the document tree as text",
         dump::writer_options(),
         dump::make_ast_writer},
        {"json",
         "json",
         "application/json",
         "the document tree as JSON",
         dump::writer_options(),
         dump::make_json_writer},
        {"pages",
         "pages",
         "text/plain",
         "the laid-out pages as text",
         dump::writer_options(),
         dump::make_pages_writer},
    }};
    return kWriters;
}

}  // namespace inkstone
