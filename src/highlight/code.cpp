// SPDX-License-Identifier: Apache-2.0
// The reader for programming languages: comments, strings, numbers and words by the rules of a
// language's row. One pass; what is not closed is remembered, so that no text is searched twice.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "src/highlight/delimiters.hpp"
#include "src/highlight/language.hpp"

namespace inkstone::highlight {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// Heredoc words are short.
constexpr std::size_t kLongestDelimiter = 32;
constexpr std::size_t kMostRules = 12;

/// Calls `use` for each blank-separated word until it returns true; gives whether it did.
template <class Use>
bool any_word(std::string_view words, Use use) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (use(words.substr(0, end))) return true;
        words.remove_prefix(std::min(words.size(), end + 1));
    }
    return false;
}

std::string lowered(std::string_view word) {
    std::string lower(word);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

class CodeReader {
public:
    CodeReader(const Language& language,
               std::string_view code,
               std::size_t begin,
               std::size_t end,
               TokenList& out)
        : language_(language), code_(code.substr(0, end)), at_(begin), out_(out) {
        any_word(language.keywords, [&](std::string_view word) {
            keywords_.insert(word);
            return false;
        });
    }

    void run() {
        while (at_ < code_.size()) {
            if (line_start_ && read_line_start()) continue;
            const char c = code_[at_];
            if (c == '\n') {
                at_ += 1;
                line_start_ = true;
                statement_start_ = !has(FirstWord) || last_ == ';' || last_ == '{' ||
                                   last_ == '}' || last_ == '\n';
                if (has(ValueStart)) last_ = '\n';
                continue;
            }
            if (is_blank(c)) {
                ++at_;
                continue;
            }
            const bool read = read_comment() || read_string() || read_number() || read_word();
            if (!read) read_mark(c);
            line_start_ = false;
        }
    }

private:
    const Language& language_;
    std::string_view code_;
    std::size_t at_;
    TokenList& out_;
    std::unordered_set<std::string_view> keywords_;
    bool line_start_ = true;
    bool statement_start_ = true;
    char last_ = '\n';            ///< last byte that is no blank and no comment
    bool after_operand_ = false;  ///< a name, number, string or closing bracket came last
    int braces_ = 0;
    /// By string rule: no closing delimiter stands before this place.
    std::array<std::size_t, kMostRules> open_until_{};
    std::size_t regex_until_ = 0;
    bool heredoc_open_ = false;

    [[nodiscard]] char peek(std::size_t ahead) const noexcept {
        return at_ + ahead < code_.size() ? code_[at_ + ahead] : '\0';
    }
    [[nodiscard]] char before() const noexcept { return at_ > 0 ? code_[at_ - 1] : '\n'; }
    [[nodiscard]] bool starts(std::string_view text) const noexcept {
        return code_.compare(at_, text.size(), text) == 0;
    }
    [[nodiscard]] bool has(Trait trait) const noexcept { return language_.has(trait); }
    [[nodiscard]] bool is_word(char c) const noexcept {
        return is_alpha(c) || is_digit(c) || language_.word_marks.find(c) != kNone;
    }

    void emit(std::size_t end, TokenClass kind) {
        out_.add(at_, end, kind);
        if (kind != TokenClass::Comment) {
            last_ = code_[end - 1];
            after_operand_ = kind != TokenClass::Keyword;
            statement_start_ = false;
        }
        at_ = end;
    }
    void read_mark(char c) {
        if (c == '{') ++braces_;
        if (c == '}') --braces_;
        statement_start_ = c == ';' || c == '{' || c == '}';
        after_operand_ = c == ')' || c == ']' || c == '}';
        last_ = c;
        ++at_;
    }

    // ---- the start of a line -------------------------------------------------------------------

    bool read_line_start() {
        if (is_blank(code_[at_])) return false;
        line_start_ = false;
        if (has(Preprocessor) && code_[at_] == '#') return read_directive();
        if (has(KeyColon)) return read_colon_key();
        if (has(KeyEquals)) return read_equals_key();
        return false;
    }
    bool read_directive() {
        std::size_t end = at_ + 1;
        while (end < code_.size() && (code_[end] == ' ' || code_[end] == '\t')) ++end;
        const std::size_t word = end;
        while (end < code_.size() && is_word(code_[end])) ++end;
        if (word == end) return false;
        const bool include = code_.substr(word, end - word) == "include";
        emit(end, TokenClass::Keyword);
        while (peek(0) == ' ') ++at_;
        if (!include || peek(0) != '<') return true;
        const std::size_t close = code_.substr(0, line_end(code_, at_)).find('>', at_);
        if (close != kNone) emit(close + 1, TokenClass::String);
        return true;
    }
    /// `- key: value`. A key ends where a colon stands before a blank.
    bool read_colon_key() {
        while ((peek(0) == '-' || peek(0) == '?') && (peek(1) == ' ' || peek(1) == '\t')) {
            last_ = '-';
            at_ += 2;
            while (peek(0) == ' ') ++at_;
        }
        if (starts("---") || starts("...") || peek(0) == '#') return false;
        const std::size_t end = line_end(code_, at_);
        const char quote = peek(0);
        const bool quoted = quote == '"' || quote == '\'';
        std::size_t colon = quoted ? code_.substr(0, end).find(quote, at_ + 1) : at_;
        if (colon == kNone || colon >= end) return false;
        if (quoted && ++colon == end) return false;
        constexpr std::string_view kNoKey = "\"'#{}[],&*!|>%@`";
        while (colon < end && !quoted && !ends_key(colon, end)) {
            if (colon == at_ && kNoKey.find(code_[colon]) != kNone) return false;
            if (code_[colon] == '#' && code_[colon - 1] == ' ') return false;
            ++colon;
        }
        if (colon >= end || !ends_key(colon, end)) return false;
        emit(colon, TokenClass::Keyword);
        return true;
    }
    [[nodiscard]] bool ends_key(std::size_t at, std::size_t end) const {
        return code_[at] == ':' && (at + 1 == end || is_blank(code_[at + 1]));
    }
    bool read_equals_key() {
        const std::size_t end = line_end(code_, at_);
        if (peek(0) == '[') {
            const std::size_t close = code_.substr(0, end).rfind(']');
            if (close == kNone || close < at_) return false;
            // A section stands alone on its line; an array goes on.
            const std::size_t rest = code_.find_first_not_of(" \t\r", close + 1);
            const bool alone = rest == kNone || rest >= end || code_[rest] == '#';
            if (!alone || code_.substr(at_, close - at_).find(',') != kNone) return false;
            emit(close + 1, TokenClass::Keyword);
            return true;
        }
        const std::size_t mark = code_.substr(0, end).find_first_of("=#;", at_);
        if (mark == kNone || code_[mark] != '=' || mark == at_) return false;
        std::size_t key = mark;
        while (key > at_ && is_blank(code_[key - 1])) --key;
        // A string in an array over several lines may hold the mark.
        if ((peek(0) == '"' || peek(0) == '\'') && code_[key - 1] != peek(0)) return false;
        emit(key, TokenClass::Keyword);
        return true;
    }

    // ---- comments ------------------------------------------------------------------------------

    bool read_comment() {
        if (has(LongBrackets) && starts("--[")) {
            const std::size_t end = long_bracket_end(code_, at_ + 2);
            if (end != kNone) {
                emit(end, TokenClass::Comment);
                return true;
            }
        }
        for (const CommentRule& rule : language_.comments) {
            if (!starts(rule.open)) continue;
            emit(comment_end(rule), TokenClass::Comment);
            return true;
        }
        const bool found = any_word(language_.line_comments,
                                    [&](std::string_view mark) { return starts_comment(mark); });
        if (!found) return false;
        emit(line_end(code_, at_), TokenClass::Comment);
        return true;
    }
    [[nodiscard]] bool starts_comment(std::string_view mark) const {
        if (!starts(mark)) {
            // A word, such as rem of batch files.
            if (!is_alpha(mark.front()) || !line_start_) return false;
            const std::string_view word = code_.substr(at_, mark.size());
            if (lowered(word) != mark) return false;
        }
        if (is_alpha(mark.front())) return line_start_ && !is_word(peek(mark.size()));
        if (has(HashAfterBlank)) return is_blank(before()) || before() == ';';
        // "$#" is a variable, "\%" a character.
        return before() != '$' && before() != '\\';
    }
    [[nodiscard]] std::size_t comment_end(const CommentRule& rule) const {
        std::size_t depth = 1, at = at_ + rule.open.size();
        while (true) {
            const std::size_t close = code_.find(rule.close, at);
            if (close == kNone) return code_.size();
            if (has(NestedComments)) {
                const std::string_view inner = code_.substr(0, close);
                for (at = inner.find(rule.open, at); at != kNone;
                     at = inner.find(rule.open, at + rule.open.size()))
                    ++depth;
            }
            at = close + rule.close.size();
            if (--depth == 0) return at;
        }
    }

    // ---- strings -------------------------------------------------------------------------------

    bool read_string() {
        if (has(ValueStart) && !at_value_start()) return false;
        if (const std::size_t end = special_end(); end != kNone) {
            emit_string(end);
            return true;
        }
        if (has(Heredoc) && starts("<<") && read_heredoc()) return true;
        if (has(CharLiteral) && code_[at_] == '\'') return false;
        if (has(Transpose) && code_[at_] == '\'' && (after_operand_ || before() == '.'))
            return false;
        for (std::size_t i = 0; i < language_.strings.size(); ++i) {
            if (starts(language_.strings[i].open)) return read_delimited(i, at_);
        }
        return false;
    }
    /// The end of a string of a form of its own at `at_`, or kNone.
    std::size_t special_end() {
        const char c = code_[at_];
        const bool fresh = !is_word(before());
        if (has(RawCpp) && c == 'R' && fresh) return raw_cpp_end(code_, at_);
        if (has(RawHash) && fresh && (c == 'r' || c == 'b' || c == '#'))
            return raw_hash_end(code_, at_);
        if (has(Template) && c == '`') return template_end(code_, at_);
        if (has(LongBrackets) && c == '[') return long_bracket_end(code_, at_);
        if (has(PercentString) && c == '%' && !after_operand_) return percent_end(code_, at_);
        if (has(BackslashChar) && c == '\\') return backslash_char_end(code_, at_);
        if (has(CharLiteral) && c == '\'' && fresh) return char_end(code_, at_);
        if (!has(Regex) || c != '/' || after_operand_ || at_ < regex_until_) return kNone;
        const std::size_t end = regex_end(code_, at_);
        if (end == kNone) regex_until_ = line_end(code_, at_);
        return end;
    }
    /// From `at_` on, the string of rule `index` that opens at `open`.
    bool read_delimited(std::size_t index, std::size_t open) {
        const StringRule& rule = language_.strings[index];
        if (open < open_until_[index]) return false;
        std::size_t end = string_end(rule, open + rule.open.size());
        if (end == kNone) {
            open_until_[index] = rule.lines ? code_.size() : line_end(code_, open);
            // A lone quote is an apostrophe; an open triple quote goes on to the end.
            if (rule.open.size() < 3) return false;
            end = code_.size();
        }
        emit_string(end);
        return true;
    }
    void emit_string(std::size_t end) {
        bool key = false;
        if (has(KeyString)) {
            const std::size_t next = code_.find_first_not_of(" \t", end);
            key = next != kNone && code_[next] == ':';
        }
        emit(end, key ? TokenClass::Keyword : TokenClass::String);
        after_operand_ = true;
    }
    [[nodiscard]] std::size_t string_end(const StringRule& rule, std::size_t at) const {
        while (at < code_.size()) {
            const char c = code_[at];
            if (rule.escape != 0 && c == rule.escape && rule.close.front() != c) {
                at += 2;
                continue;
            }
            if (code_.compare(at, rule.close.size(), rule.close) == 0) {
                at += rule.close.size();
                const bool again =
                    rule.doubled && code_.compare(at, rule.close.size(), rule.close) == 0;
                if (!again) return at;
                at += rule.close.size();
                continue;
            }
            if (c == '\n' && !rule.lines) return kNone;
            ++at;
        }
        return kNone;
    }
    [[nodiscard]] bool at_value_start() const {
        constexpr std::string_view kBefore = ":-[,{=\n>|";
        return kBefore.find(last_) != kNone || line_start_;
    }

    bool read_heredoc() {
        if (heredoc_open_) return false;
        std::size_t at = at_ + 2;
        if (peek(2) == '<') ++at;
        if (at < code_.size() && (code_[at] == '-' || code_[at] == '~')) ++at;
        const char quote = at < code_.size() ? code_[at] : '\0';
        const bool quoted = quote == '"' || quote == '\'';
        if (quoted) ++at;
        const std::size_t word = at;
        while (at < code_.size() && at < word + kLongestDelimiter && is_word(code_[at])) ++at;
        // Without quotes only capitals: "1 << x" is a shift.
        const bool named = at > word && (quoted || (code_[word] >= 'A' && code_[word] <= 'Z'));
        if (!named) return false;
        const std::string_view name = code_.substr(word, at - word);
        if (quoted) ++at;
        return read_heredoc_body(name, std::min(at, code_.size()));
    }
    /// The rest of the line is read as code; then lines up to one that says `name` alone.
    bool read_heredoc_body(std::string_view name, std::size_t after) {
        const std::size_t first = line_end(code_, after);
        for (std::size_t line = first; line < code_.size(); line = line_end(code_, line + 1)) {
            const std::size_t end = line_end(code_, line + 1);
            std::string_view text = code_.substr(line + 1, end - line - 1);
            while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
            while (!text.empty() && (is_blank(text.back()) || text.back() == ';'))
                text.remove_suffix(1);
            if (text != name) continue;
            emit(after, TokenClass::String);
            CodeReader(language_, code_, after, first, out_).run();
            at_ = std::min(first + 1, code_.size());
            emit(end, TokenClass::String);
            return true;
        }
        heredoc_open_ = true;
        return false;
    }
    // ---- numbers -------------------------------------------------------------------------------

    bool read_number() {
        const char c = code_[at_];
        if (has(Property) && c == '#' && braces_ > 0) return read_hex_color();
        const bool point = c == '.' && is_digit(peek(1)) && !after_operand_;
        if ((!is_digit(c) && !point) || (is_word(before()) && before() != '-')) return false;
        if (has(ValueStart) && !at_value_start()) return skip_word();
        emit(number_end(at_), TokenClass::Number);
        return true;
    }
    [[nodiscard]] std::size_t number_end(std::size_t at) const {
        const bool hex = code_[at] == '0' && at + 1 < code_.size() &&
                         std::string_view("xXbBoO").find(code_[at + 1]) != kNone;
        while (at < code_.size()) {
            const char c = code_[at];
            const char next = at + 1 < code_.size() ? code_[at + 1] : '\0';
            const bool sign =
                (c == '+' || c == '-') && !hex && (code_[at - 1] == 'e' || code_[at - 1] == 'E');
            const bool quote = c == '\'' && has(RawCpp) && (is_digit(next) || is_alpha(next));
            const bool point = c == '.' && is_digit(next);
            const bool plain = is_digit(c) || (is_alpha(c) && static_cast<unsigned char>(c) < 0x80);
            if (!plain && !point && !quote && !(sign && is_digit(next))) break;
            ++at;
        }
        if (at < code_.size() && code_[at] == '%' && has(Property)) ++at;
        return at;
    }
    bool read_hex_color() {
        std::size_t end = at_ + 1;
        while (end < code_.size() && (is_digit(code_[end]) || is_alpha(code_[end]))) ++end;
        if (end == at_ + 1) return false;
        emit(end, TokenClass::Number);
        return true;
    }

    // ---- words ---------------------------------------------------------------------------------

    bool skip_word() {
        while (at_ < code_.size() && is_word(code_[at_])) ++at_;
        last_ = 'a';
        after_operand_ = true;
        statement_start_ = false;
        return true;
    }
    bool read_word() {
        const char c = code_[at_];
        if (c == '@' && has(Decorator) && is_alpha(peek(1))) {
            std::size_t end = at_ + 1;
            while (end < code_.size() && is_word(code_[end])) ++end;
            emit(end, TokenClass::Keyword);
            return true;
        }
        if (!is_alpha(c)) {
            // Marks inside words do not begin one, but keep what follows from being a keyword.
            return false;
        }
        std::size_t end = at_;
        while (end < code_.size() && is_word(code_[end])) ++end;
        const std::string_view word = code_.substr(at_, end - at_);
        if (end < code_.size() && read_prefixed_string(word, end)) return true;
        if (is_keyword(word, end)) {
            emit(end, TokenClass::Keyword);
            return true;
        }
        return skip_word();
    }
    bool read_prefixed_string(std::string_view word, std::size_t quote) {
        const bool prefix =
            any_word(language_.prefixes, [&](std::string_view known) { return known == word; });
        if (!prefix) return false;
        for (std::size_t i = 0; i < language_.strings.size(); ++i) {
            const std::string_view open = language_.strings[i].open;
            if (code_.compare(quote, open.size(), open) == 0) return read_delimited(i, quote);
        }
        return false;
    }
    [[nodiscard]] bool is_keyword(std::string_view word, std::size_t end) const {
        const char previous = before();
        const bool member = previous == '.' && !(at_ > 1 && code_[at_ - 2] == '.');
        if (member || language_.word_marks.find(previous) != kNone) return false;
        if (has(Sigil) && (previous == '$' || previous == '@' || previous == '%')) return false;
        if (has(FirstWord) && statement_start_) return true;
        if (has(KeywordsFirst) && !line_start_) return false;
        if (has(Property)) {
            const std::size_t next = code_.find_first_not_of(" \t", end);
            const bool colon = next != kNone && code_[next] == ':';
            if (colon && braces_ > 0 && statement_start_) return true;
        }
        if (has(ValueStart)) {
            if (!at_value_start()) return false;
            const std::size_t next = code_.find_first_not_of(" \t", end);
            if (next != kNone && std::string_view(",]}\r\n#").find(code_[next]) == kNone)
                return false;
        }
        if (!has(IgnoreCase)) return keywords_.contains(word);
        return keywords_.contains(lowered(word));
    }
};

}  // namespace

void read_code(const Language& language,
               std::string_view code,
               std::size_t begin,
               std::size_t end,
               TokenList& out) {
    CodeReader(language, code, begin, end, out).run();
}

}  // namespace inkstone::highlight
