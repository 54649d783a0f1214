// SPDX-License-Identifier: Apache-2.0
// The reader of HTML, XML and their kin: tags, attribute values, comments, character references;
// the insides of <script> and <style> by their own languages.
#include <algorithm>
#include <string>

#include "src/highlight/language.hpp"

namespace inkstone::highlight {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kLongestReference = 32;

class MarkupReader {
public:
    MarkupReader(std::string_view code, TokenList& out) : code_(code), out_(out) {}

    void run() {
        while (at_ < code_.size()) {
            at_ = std::min(code_.find_first_of("<&", at_), code_.size());
            if (at_ == code_.size()) return;
            if (code_[at_] == '&') {
                reference();
            } else if (starts("<!--")) {
                until("-->", TokenClass::Comment);
            } else if (starts("<![CDATA[")) {
                until("]]>", TokenClass::String);
            } else if (starts("<!") || starts("<?")) {
                until(">", TokenClass::Keyword);
            } else {
                tag();
            }
        }
    }

private:
    std::string_view code_;
    TokenList& out_;
    std::size_t at_ = 0;
    std::size_t no_quote_until_ = 0;

    [[nodiscard]] bool starts(std::string_view text) const {
        return code_.compare(at_, text.size(), text) == 0;
    }
    static bool is_name(char c) {
        return is_alpha(c) || is_digit(c) || c == '-' || c == ':' || c == '.';
    }
    void until(std::string_view close, TokenClass kind) {
        const std::size_t found = code_.find(close, at_);
        const std::size_t end = found == kNone ? code_.size() : found + close.size();
        out_.add(at_, end, kind);
        at_ = end;
    }
    void reference() {
        const std::size_t end = code_.substr(0, at_ + kLongestReference).find(';', at_);
        const std::string_view name = end == kNone ? "" : code_.substr(at_ + 1, end - at_ - 1);
        const bool good = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
            return is_alpha(c) || is_digit(c) || c == '#';
        });
        if (good) out_.add(at_, end + 1, TokenClass::Number);
        at_ = good ? end + 1 : at_ + 1;
    }
    void tag() {
        const std::size_t open = at_;
        std::size_t name = at_ + 1;
        const bool closing = name < code_.size() && code_[name] == '/';
        if (closing) ++name;
        std::size_t end = name;
        while (end < code_.size() && is_name(code_[end])) ++end;
        at_ = end;
        // "a < b" is no tag.
        if (end == name || !is_alpha(code_[name])) {
            at_ = open + 1;
            return;
        }
        out_.add(open, end, TokenClass::Keyword);
        attributes();
        const std::string_view element = code_.substr(name, end - name);
        if (!closing && (element == "script" || element == "style")) inside(element);
    }
    void attributes() {
        while (at_ < code_.size()) {
            const char c = code_[at_];
            if (c == '<') return;
            if (c == '>') {
                const std::size_t begin = code_[at_ - 1] == '/' ? at_ - 1 : at_;
                out_.add(begin, ++at_, TokenClass::Keyword);
                return;
            }
            if ((c == '"' || c == '\'') && at_ >= no_quote_until_) {
                const std::size_t end = code_.find(c, at_ + 1);
                if (end == kNone) {
                    no_quote_until_ = code_.size();
                } else {
                    out_.add(at_, end + 1, TokenClass::String);
                    at_ = end;
                }
            }
            ++at_;
        }
    }
    void inside(std::string_view element) {
        const std::string close = std::string("</").append(element);
        const std::size_t end = std::min(code_.find(close, at_), code_.size());
        const Language* language = find_language(element == "script" ? "javascript" : "css");
        read_code(*language, code_, at_, end, out_);
        at_ = end;
    }
};

}  // namespace

void read_markup(std::string_view code, TokenList& out) {
    MarkupReader(code, out).run();
}

}  // namespace inkstone::highlight
