// SPDX-License-Identifier: Apache-2.0
#include "src/ast/text_dump.hpp"

#include <cstdint>
#include <vector>

#include "src/ast/chunked.hpp"
#include "src/ast/describe.hpp"

namespace inkstone {
namespace {

/// Output of a Describer as indented lines.
class TextOutput {
public:
    explicit TextOutput(ChunkedText& out) : out_(out) {}

    void begin(std::string_view name, SourcePosition position) {
        start_line(name);
        if (position.line != 0) {
            out_.text += ' ';
            out_.text += std::to_string(position.line);
            out_.text += ':';
            out_.text += std::to_string(position.column);
        }
        open_line_ = true;
        ++depth_;
    }
    void end() {
        end_line();
        --depth_;
        out_.spill();
    }

    void field(std::string_view key, std::string_view value) {
        start_field(key);
        append_json_string(value, out_.text);
    }
    void field(std::string_view key, const std::vector<std::string>& values) {
        start_field(key);
        out_.text += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i != 0) out_.text += ", ";
            append_json_string(values[i], out_.text);
        }
        out_.text += ']';
    }
    void field(std::string_view key, std::int64_t value) {
        start_field(key);
        out_.text += std::to_string(value);
    }
    void field(std::string_view key, bool value) {
        start_field(key);
        out_.text += value ? "true" : "false";
    }

    /// "children" and the document's own lists need no line: what they hold says what they are.
    void begin_list(std::string_view key, bool is_empty) {
        end_line();
        const bool silent = is_empty || key == "children" || depth_ == 1;
        labelled_.push_back(!silent);
        if (silent) return;
        start_line(key);
        out_.text += ":\n";
        ++depth_;
    }
    void end_list() {
        end_line();
        depth_ -= labelled_.back() ? 1 : 0;
        labelled_.pop_back();
    }

private:
    void start_line(std::string_view name) {
        end_line();
        out_.text.append(2 * depth_, ' ');
        out_.text += name;
    }
    void end_line() {
        if (open_line_) out_.text += '\n';
        open_line_ = false;
    }
    void start_field(std::string_view key) {
        out_.text += ' ';
        out_.text += key;
        out_.text += '=';
    }

    ChunkedText& out_;
    std::size_t depth_ = 0;
    bool open_line_ = false;
    std::vector<bool> labelled_;
};

}  // namespace

std::string dump_text(const Document& document) {
    std::string all;
    // Appending to a string cannot fail.
    (void)dump_text(document, [&all](std::string_view piece) -> Result<void> {
        all += piece;
        return {};
    });
    return all;
}

Result<void> dump_text(const Document& document,
                       const std::function<Result<void>(std::string_view)>& write) {
    ChunkedText out(write);
    TextOutput lines(out);
    Describer<TextOutput>(lines).document(document);
    return out.finish();
}

}  // namespace inkstone
