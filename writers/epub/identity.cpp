// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "src/ast/visit.hpp"
#include "src/hash/sha.hpp"
#include "src/text/timestamp.hpp"

namespace inkstone::epub {
namespace {

/// Namespace of our UUIDs: RFC 9562's URL namespace would claim that the name is a URL.
constexpr std::array<std::uint8_t, 16> kNamespace{
    0x6f, 0x0b, 0x5a, 0x1e, 0x2c, 0x4d, 0x5e, 0x8a, 0x9b, 0x37, 0xd4, 0x11, 0x7e, 0x90, 0xc6, 0x52};

std::string uuid5(std::string_view name) {
    std::string bytes(kNamespace.begin(), kNamespace.end());
    bytes.append(name);
    auto digest = hash::sha1(bytes);
    digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0FU) | 0x50U);  // version 5
    digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3FU) | 0x80U);  // RFC variant
    std::string text;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
        text.append(fmt::format("{:02x}", digest[i]));
    }
    return text;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9') digits.push_back(c);
        if ((c == 'x' || c == 'X') && digits.size() == 9) digits.push_back('X');
    }
    return digits;
}

bool is_isbn(std::string_view text) {
    constexpr std::string_view kAllowed = "0123456789xX- isbnISBN:";
    const std::size_t length = digits_of(text).size();
    return (length == 10 || length == 13) &&
           text.find_first_not_of(kAllowed) == std::string_view::npos;
}

bool is_uuid(std::string_view text) {
    return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' &&
           text[23] == '-' &&
           text.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
}

/// Letters by language: blocks and spans carry their language where it differs.
class LanguageTally {
public:
    explicit LanguageTally(std::string main) { current_.push_back(std::move(main)); }

    void blocks(const Blocks& nodes) {
        for (const Block& node : nodes) block(node);
    }
    void inlines(const Inlines& nodes) {
        for (const Inline& node : nodes) inline_node(node);
    }
    [[nodiscard]] const std::map<std::string, std::size_t>& letters() const { return letters_; }

private:
    void add(std::string_view text) {
        std::size_t weight = 0;
        for (const char c : text) {
            // A Han character says about as much as three Latin letters, and is three bytes.
            const auto byte = static_cast<unsigned char>(c);
            weight += byte >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? 1U : 0U;
        }
        letters_[current_.back()] += weight;
    }

    template <class Children>
    void within(const std::string& lang, const Children& children) {
        if (!lang.empty()) current_.push_back(lang);
        if constexpr (std::is_same_v<Children, Blocks>) {
            blocks(children);
        } else {
            inlines(children);
        }
        if (!lang.empty()) current_.pop_back();
    }

    void rows(const std::vector<TableRow>& rows) {
        for (const TableRow& row : rows) {
            for (const TableCell& cell : row) blocks(cell.children);
        }
    }

    void block(const Block& node) {
        const bool own = !node.lang.empty();
        if (own) current_.push_back(node.lang);
        visit(
            node,
            [&](const Paragraph& x) { inlines(x.children); },
            [&](const Heading& x) { within(x.attributes->lang, x.children); },
            [](const CodeBlock&) {},
            [&](const BlockQuote& x) { blocks(x.children); },
            [&](const Alert& x) {
                inlines(x.title);
                blocks(x.children);
            },
            [&](const List& x) {
                for (const ListItem& item : x.items) blocks(item.children);
            },
            [&](const DefinitionList& x) {
                for (const DefinitionItem& item : x.items) {
                    inlines(item.term);
                    for (const Blocks& definition : item.definitions) blocks(definition);
                }
            },
            [&](const Table& x) {
                rows(x.head);
                rows(x.body);
            },
            [](const ThematicBreak&) {},
            [](const PageBreak&) {},
            [](const MathBlock&) {},
            [&](const Figure& x) {
                blocks(x.children);
                inlines(x.caption);
            },
            [&](const Div& x) { within(x.attributes->lang, x.children); },
            [&](const Details& x) {
                inlines(x.summary);
                blocks(x.children);
            },
            [](const RawBlock&) {});
        if (own) current_.pop_back();
    }

    void inline_node(const Inline& node) {
        visit(
            node,
            [&](const Text& x) { add(x.value); },
            [](const SoftBreak&) {},
            [](const LineBreak&) {},
            [&](const Emphasis& x) { inlines(x.children); },
            [&](const Strong& x) { inlines(x.children); },
            [&](const Strikethrough& x) { inlines(x.children); },
            [&](const Underline& x) { inlines(x.children); },
            [&](const Mark& x) { inlines(x.children); },
            [&](const Subscript& x) { inlines(x.children); },
            [&](const Superscript& x) { inlines(x.children); },
            [](const Code&) {},
            [](const Math&) {},
            [&](const Link& x) { within(x.attributes->lang, x.children); },
            [](const Image&) {},
            [](const NoteRef&) {},
            [&](const Span& x) { within(x.attributes->lang, x.children); },
            [&](const Ruby& x) { inlines(x.base); },
            [](const RawInline&) {});
    }

    std::vector<std::string> current_;
    std::map<std::string, std::size_t> letters_;
};

}  // namespace

std::string book_identifier(const Metadata& meta) {
    const std::string& given = meta.identifier;
    if (is_isbn(given)) return "urn:isbn:" + digits_of(given);
    if (is_uuid(given)) return "urn:uuid:" + given;
    if (given.starts_with("10.") && given.find('/') != std::string::npos) return "doi:" + given;
    if (!given.empty()) return given;
    std::string name = meta.title;
    for (const std::string& author : meta.authors) name.append("\n").append(author);
    name.append("\n\n").append(meta.lang);
    return "urn:uuid:" + uuid5(name);
}

std::string utc_date_time(std::int64_t seconds) {
    constexpr std::int64_t kDay = 86'400;
    std::int64_t days = seconds / kDay;
    std::int64_t rest = seconds % kDay;
    if (rest < 0) {
        rest += kDay;
        --days;
    }
    // Days to date in the proleptic Gregorian calendar, years counted from March.
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
    const std::int64_t day_of_era = shifted - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const std::int64_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                       year,
                       month,
                       day,
                       rest / 3600,
                       rest / 60 % 60,
                       rest % 60);
}

std::string iso_date(const std::string& date) {
    const auto seconds = parse_date(date);
    return seconds ? utc_date_time(*seconds).substr(0, 10) : std::string();
}

std::vector<std::string> book_languages(const Document& document) {
    const std::string main = document.meta.lang.empty() ? "und" : document.meta.lang;
    LanguageTally tally(main);
    tally.blocks(document.blocks);
    for (const Note& note : document.notes) tally.blocks(note.children);
    std::size_t total = 0;
    for (const auto& [lang, letters] : tally.letters()) total += letters;
    std::vector<std::string> languages{main};
    for (const auto& [lang, letters] : tally.letters()) {
        if (lang != main && letters * 100 >= total * 15) languages.push_back(lang);
    }
    return languages;
}

}  // namespace inkstone::epub
