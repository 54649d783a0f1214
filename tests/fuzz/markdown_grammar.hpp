// SPDX-License-Identifier: Apache-2.0
// Markdown from arbitrary bytes: each byte chooses a rule of a small grammar, so that every input
// is a document full of structure, and a small change of the bytes is a small change of the
// document.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace inkstone::fuzzing {

class MarkdownGrammar {
public:
    MarkdownGrammar(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

    std::string document() {
        std::string out;
        if (byte() % 8 == 0) out += front_matter();
        while (at_ < size_ && out.size() < kMostBytes) out += block(0) + "\n";
        for (unsigned note = 0; note < 4; ++note) {
            out += "[^" + std::to_string(note) + "]: note " + std::to_string(note) + " [^" +
                   std::to_string(byte() % 6) + "]\n\n";
        }
        return out + "[ref]: /target \"title\"\n";
    }

private:
    static constexpr std::size_t kMostBytes = 32U << 10U;
    static constexpr int kDeepest = 12;

    std::uint8_t byte() { return at_ < size_ ? data_[at_++] : std::uint8_t{0}; }

    template <std::size_t N>
    std::string pick(const std::array<std::string_view, N>& choices) {
        return std::string(choices[byte() % N]);
    }

    std::string front_matter() {
        static constexpr std::array<std::string_view, 8> kLines{"title: A: B\n",
                                                                "lang: ja\n",
                                                                "author: [a, {name: b}]\n",
                                                                "date: 2024-02-30\n",
                                                                "papersize: a6\n",
                                                                "toc: true\n",
                                                                "dir: rtl\n",
                                                                "fontsize: 30pt\n"};
        std::string out = "---\n";
        for (unsigned count = byte() % 6; count != 0; --count) out += pick(kLines);
        return out + "---\n\n";
    }

    std::string word() {
        static constexpr std::array<std::string_view, 24> kWords{"word",
                                                                 "a",
                                                                 "supercalifragilistic",
                                                                 "漢字かな交じり文",
                                                                 "한국어",
                                                                 "العربية",
                                                                 "עברית",
                                                                 "ไทย",
                                                                 "देवनागरी",
                                                                 "😀👩‍👩‍👧",
                                                                 "1,234",
                                                                 "C++",
                                                                 "\xC2\xAD",
                                                                 "——",
                                                                 "……",
                                                                 "「引用」。",
                                                                 "e\xCC\x81\xCC\x81",
                                                                 "\xE2\x80\x8D",
                                                                 "x=y",
                                                                 "\xE2\x80\xAE rtl",
                                                                 "&amp;&#0;",
                                                                 "\\*",
                                                                 "\t",
                                                                 "\xEE\x80\x80"};
        return pick(kWords);
    }

    std::string inlines(int depth) {
        std::string out;
        for (unsigned count = byte() % 8 + 1U; count != 0 && out.size() < 2000; --count) {
            out += inline_piece(depth);
            if (byte() % 3 != 0) out += ' ';
        }
        return out;
    }

    std::string inline_piece(int depth) {
        if (depth >= kDeepest) return word();
        switch (byte() % 24) {
            case 0:
                return "*" + inlines(depth + 1) + "*";
            case 1:
                return "**" + inlines(depth + 1) + "**";
            case 2:
                return "~~" + inlines(depth + 1) + "~~";
            case 3:
                return "`" + word() + "`";
            case 4:
                return "[" + inlines(depth + 1) + "](/u \"t\")";
            case 5:
                return "![" + inlines(depth + 1) + "](x.png)";
            case 6:
                return "[" + inlines(depth + 1) + "][ref]";
            case 7:
                return "[^" + std::to_string(byte() % 6) + "]";
            case 8:
                return "<https://example.org/" + word() + ">";
            case 9:
                return "  \n";
            case 10:
                return "\n";
            case 11:
                return "<b>" + inlines(depth + 1) + "</b>";
            case 12:
                return "<ruby>漢<rt>" + word() + "</rt></ruby>";
            case 13:
                return "$x^{" + word() + "}$";
            case 14:
                return "==" + inlines(depth + 1) + "==";
            case 15:
                return std::string(byte(), 'x');
            case 16:
            case 17:
            case 18:
            case 19:
                return extension(depth);
            default:
                return word();
        }
    }

    /// What only Inkstone's own dialect reads.
    std::string extension(int depth) {
        switch (byte() % 7) {
            case 0:
                return word() + "~" + word() + "~^" + word() + "^";
            case 1:
                return "[" + inlines(depth + 1) + "]{#" + word() + " .c lang=ja k=\"" + word() +
                       "\"}";
            case 2:
                return ":smile:";
            case 3:
                return "[[" + word() + "\\|" + word() + "]]";
            case 4:
                return "<ul><li>" + inlines(depth + 1) + "<li>" + inlines(depth + 1) + "</ul>";
            case 5:
                return "<ol start=7><li>" + inlines(depth + 1) + "</li></ol>";
            default:
                return "<kbd>" + word() + "</kbd>";
        }
    }

    std::string line(int depth) {
        std::string text = inlines(depth);
        for (char& c : text) {
            if (c == '\n') c = ' ';
        }
        return text;
    }

    std::string table(int depth) {
        const unsigned columns = byte() % 6 + 1U;
        std::string out;
        for (unsigned column = 0; column < columns; ++column) out += "| " + line(depth + 6) + " ";
        out += "|\n";
        static constexpr std::array<std::string_view, 4> kRules{"|---", "|:--", "|:-:", "|--:"};
        for (unsigned column = 0; column < columns; ++column) out += pick(kRules);
        out += "|\n";
        for (unsigned rows = byte() % 12; rows != 0; --rows) {
            for (unsigned cells = byte() % (columns + 2); cells != 0; --cells) {
                out += "| " + line(depth + 6) + " ";
            }
            out += "|\n";
        }
        return out;
    }

    /// `text` with `first` before its first line and `rest` before every other one.
    static std::string prefixed(std::string_view text,
                                std::string_view first,
                                std::string_view rest) {
        std::string out(first);
        for (std::size_t at = 0; at < text.size(); ++at) {
            out += text[at];
            if (text[at] == '\n' && at + 1 < text.size()) out += rest;
        }
        return out;
    }

    std::string blocks(int depth) {
        std::string out;
        for (unsigned count = byte() % 3 + 1U; count != 0 && out.size() < 8000; --count) {
            out += block(depth + 1) + "\n";
        }
        return out;
    }

    std::string block(int depth) {
        if (depth >= kDeepest) return inlines(depth) + "\n";
        switch (byte() % 18) {
            case 0:
                return std::string(byte() % 7 + 1U, '#') + " " + line(depth) + " {#id .c}\n";
            case 1:
                return prefixed(blocks(depth), "> ", "> ");
            case 2:
                return prefixed("[!NOTE]\n" + blocks(depth), "> ", "> ");
            case 3:
                return prefixed(blocks(depth), "- ", "  ");
            case 4:
                return prefixed(blocks(depth), "- [x] ", "  ");
            case 5:
                return prefixed(blocks(depth), std::to_string(byte() * 4099U) + ". ", "      ");
            case 6:
                return "```" + word() + "\n" + inlines(depth) + "\n```\n";
            case 7:
                return "$$\n" + inlines(depth) + "\n$$\n";
            case 8:
                return table(depth);
            case 9:
                return "---\n";
            case 10:
                return "\\newpage\n";
            case 11:
                return "<div class=\"page-break\"></div>\n";
            case 12:
                return "<details><summary>s</summary>\n\n" + blocks(depth) + "\n</details>\n";
            case 13:
                return "<table><tr><td rowspan=3>" + line(depth) + "</table>\n";
            case 14:
                return prefixed(blocks(depth), "term\n: ", "  ");
            default:
                return inlines(depth) + "\n";
        }
    }

    const std::uint8_t* data_;
    std::size_t size_;
    std::size_t at_ = 0;
};

}  // namespace inkstone::fuzzing
