// SPDX-License-Identifier: Apache-2.0
// The tree as JSON (RFC 8259): every node an object with "type", its place ("line", "column") where
// known, its fields, and its lists of child nodes. Written piece by piece.
#include <cstdint>
#include <vector>

#include "src/ast/chunked.hpp"
#include "src/ast/describe.hpp"
#include "writers/dump/dump_writers.hpp"

namespace inkstone::dump {
namespace {

/// Output of a Describer as JSON on one line.
class JsonOutput {
public:
    explicit JsonOutput(ChunkedText& out) : out_(out) {}

    void begin(std::string_view name, SourcePosition position) {
        if (separate_) out_.text += ',';
        out_.text += '{';
        separate_ = false;
        field("type", name);
        if (position.line == 0) return;
        field("line", static_cast<std::int64_t>(position.line));
        field("column", static_cast<std::int64_t>(position.column));
    }
    void end() {
        out_.text += '}';
        separate_ = true;
        out_.spill();
    }

    void field(std::string_view key, std::string_view value) {
        start_member(key);
        append_json_string(value, out_.text);
    }
    void field(std::string_view key, const std::vector<std::string>& values) {
        start_member(key);
        out_.text += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i != 0) out_.text += ',';
            append_json_string(values[i], out_.text);
        }
        out_.text += ']';
    }
    void field(std::string_view key, std::int64_t value) {
        start_member(key);
        out_.text += std::to_string(value);
    }
    void field(std::string_view key, bool value) {
        start_member(key);
        out_.text += value ? "true" : "false";
    }

    void begin_list(std::string_view key, bool) {
        start_member(key);
        out_.text += '[';
        separate_ = false;
    }
    void end_list() {
        out_.text += ']';
        separate_ = true;
    }

private:
    void start_member(std::string_view key) {
        if (separate_) out_.text += ',';
        append_json_string(key, out_.text);
        out_.text += ':';
        separate_ = true;
    }

    ChunkedText& out_;
    bool separate_ = false;
};

class JsonWriter : public Writer {
public:
    Result<WriteSummary> write(const Document& document,
                               const Environment&,
                               Sink& sink,
                               Diagnostics&) const override {
        ChunkedText out([&sink](std::string_view piece) { return sink.write(piece); });
        JsonOutput json(out);
        Describer<JsonOutput>(json).document(document);
        out.text += '\n';
        const Result<void> written = out.finish();
        if (!written) return fail(written.error());
        return WriteSummary{};
    }
};

}  // namespace

std::unique_ptr<Writer> make_json_writer(const OptionValues&, std::string_view) {
    return std::make_unique<JsonWriter>();
}

}  // namespace inkstone::dump
