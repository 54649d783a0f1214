// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/cover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "src/text/utf8.hpp"
#include "writers/html/escape.hpp"
#include "writers/html/text_width.hpp"

namespace inkstone::epub {
namespace {

constexpr std::size_t kMaxBytes = 5'000'000;  // EP7; more is refused by some shops

std::optional<Cover> picture(std::string bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xD8\xFF"sv)) {
        return Cover{"images/cover.jpg", "image/jpeg", std::move(bytes)};
    }
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) {
        return Cover{"images/cover.png", "image/png", std::move(bytes)};
    }
    return std::nullopt;
}

/// The front matter's cover: a name, or a map with `image` or `file`.
const MetaEntry* cover_entry(const Metadata& meta) {
    for (const char* key : {"epub-cover-image", "cover-image", "cover"}) {
        for (const MetaEntry& entry : meta.extra) {
            const auto* name = std::get_if<std::string>(&entry.value.value);
            if (entry.key == key && name != nullptr && !name->empty()) return &entry;
        }
    }
    return nullptr;
}

/// Pieces that a line may end after: words with their space, East Asian characters.
std::vector<std::string> pieces_of(std::string_view text) {
    constexpr std::string_view kClosing = "。，、；：！？）」』》〉】〕］｝”’…—ー々";
    std::vector<std::string> pieces(1);
    bool wide_before = false;
    std::size_t position = 0;
    while (position < text.size()) {
        const std::size_t start = position;
        const char32_t c = inkstone::text::decode(text, position);
        const std::string_view one = text.substr(start, position - start);
        const bool wide = c >= 0x2E80, closing = kClosing.find(one) != std::string_view::npos;
        const bool breaks = (wide || wide_before) && !closing && one != " ";
        if (breaks && !pieces.back().empty()) pieces.emplace_back();
        pieces.back().append(one);
        if (one == " ") pieces.emplace_back();
        wide_before = wide;
    }
    return pieces;
}

struct Setting {
    int size = 0;
    std::vector<std::string> lines;
};

/// The largest size at which `text` takes few enough lines.
Setting set_text(std::string_view text, std::initializer_list<int> sizes, std::size_t most_lines) {
    constexpr double kWidth = 1280, kColumn = 0.52;  // em a column, bold sans
    Setting setting;
    for (const int size : sizes) {
        setting.size = size;
        setting.lines = cover_lines(text, static_cast<std::size_t>(kWidth / (kColumn * size)));
        if (setting.lines.size() <= most_lines) break;
    }
    return setting;
}

/// Appends centred lines from `y` down; returns where the next text may stand.
int append_lines(std::string& svg, const Setting& setting, int y, std::string_view attributes) {
    for (const std::string& line : setting.lines) {
        y += setting.size * 13 / 10;
        svg.append(fmt::format(
            "<text x=\"800\" y=\"{}\" font-size=\"{}\" {}>", y, setting.size, attributes));
        html::append_text(svg, line);
        svg.append("</text>\n");
    }
    return y;
}

Cover drawn(const Metadata& meta, const theme::Theme& theme) {
    const std::string ink = css_text(theme.head.light), muted = css_text(theme.muted.light);
    std::string svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1600\" height=\"2400\" viewBox=\"0 0 "
        "1600 "
        "2400\"";
    html::append_attribute(
        svg, "xml:lang", meta.lang.empty() ? std::string_view("und") : meta.lang);
    svg.append(" font-family=\"sans-serif\" text-anchor=\"middle\">\n<title>");
    html::append_text(svg, meta.title.empty() ? std::string_view("\u2014") : meta.title);
    svg.append(fmt::format("</title>\n<rect width=\"1600\" height=\"2400\" fill=\"{}\"/>\n",
                           css_text(theme.page.light)));
    svg.append(
        fmt::format("<rect x=\"60\" y=\"60\" width=\"1480\" height=\"2280\" fill=\"none\" "
                    "stroke=\"{}\" stroke-width=\"6\"/>\n",
                    ink));
    int y = append_lines(svg,
                         set_text(meta.title, {170, 140, 115, 95, 80}, 6),
                         420,
                         fmt::format("font-weight=\"bold\" fill=\"{}\"", ink));
    svg.append(fmt::format(
        "<rect x=\"700\" y=\"{}\" width=\"200\" height=\"6\" fill=\"{}\"/>\n", y + 110, ink));
    const std::string quiet = fmt::format("fill=\"{}\"", muted);
    if (!meta.subtitle.empty()) {
        append_lines(svg, set_text(meta.subtitle, {72, 60, 50}, 4), y + 160, quiet);
    }
    std::string authors;
    for (const std::string& author : meta.authors) {
        authors.append(authors.empty() ? "" : " · ").append(author);
    }
    if (!authors.empty()) {
        const Setting setting = set_text(authors, {76, 64, 52}, 3);
        const int height = static_cast<int>(setting.lines.size()) * setting.size * 13 / 10;
        append_lines(svg, setting, 2180 - height, quiet);
    }
    return {"images/cover.svg", "image/svg+xml", svg.append("</svg>\n")};
}

}  // namespace

std::vector<std::string> cover_lines(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines;
    for (const std::string& piece : pieces_of(text)) {
        const bool fits = !lines.empty() && html::text_columns(lines.back() + piece) <= columns + 1;
        if (fits) {
            lines.back().append(piece);
        } else if (!piece.empty()) {
            lines.push_back(piece);
        }
    }
    for (std::string& line : lines) line.erase(line.find_last_not_of(' ') + 1);
    return lines;
}

Result<std::optional<Cover>> make_cover(const OptionValues& values,
                                        const Metadata& meta,
                                        const theme::Theme& theme,
                                        const ResourceLoader& resources,
                                        Diagnostics& diagnostics) {
    const std::string_view kind = option_text(kCoverOptions, values, "epub-cover");
    const std::string file(option_text(kCoverOptions, values, "epub-cover-image"));
    if (kind == "none") return std::optional<Cover>();
    if (kind == "title") return std::optional<Cover>(drawn(meta, theme));
    const MetaEntry* entry = file.empty() ? cover_entry(meta) : nullptr;
    if (file.empty() && entry == nullptr) return std::optional<Cover>();
    const std::string name = file.empty() ? std::get<std::string>(entry->value.value) : file;
    Result<Resource> loaded = resources.load(name);
    std::optional<Cover> cover;
    if (loaded) cover = picture(std::move(loaded->bytes));
    if (!cover) {
        const std::string problem =
            loaded ? fmt::format("{} is neither JPEG nor PNG", name) : loaded.error().message;
        if (!file.empty()) return fail(ErrorKind::Input, "cover: " + problem, "give a JPEG or PNG");
        diagnostics.warn("cover", "no cover: " + problem, entry->position);
    } else if (cover->bytes.size() > kMaxBytes) {
        diagnostics.warn(
            "cover",
            fmt::format("the cover has {} bytes; shops refuse more than 5 MB", cover->bytes.size()),
            entry != nullptr ? entry->position : SourcePosition{});
    }
    return cover;
}

}  // namespace inkstone::epub
