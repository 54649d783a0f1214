// SPDX-License-Identifier: Apache-2.0
// The tree as text: a writer over src/ast/text_dump.
#include "src/ast/text_dump.hpp"
#include "writers/dump/dump_writers.hpp"

namespace inkstone::dump {
namespace {

class AstWriter : public Writer {
public:
    Result<WriteSummary> write(const Document& document,
                               const Environment&,
                               Sink& sink,
                               Diagnostics&) const override {
        const Result<void> written =
            dump_text(document, [&sink](std::string_view piece) { return sink.write(piece); });
        if (!written) return fail(written.error());
        return WriteSummary{};
    }
};

}  // namespace

std::unique_ptr<Writer> make_ast_writer(const OptionValues&, std::string_view) {
    return std::make_unique<AstWriter>();
}

}  // namespace inkstone::dump
