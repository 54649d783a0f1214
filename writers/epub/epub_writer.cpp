// SPDX-License-Identifier: Apache-2.0
// The EPUB writer: document → plan → content files, package, navigation → archive → Sink.
#include "writers/epub/epub_writer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "src/ast/plain_text.hpp"
#include "src/highlight/highlight.hpp"
#include "src/text/timestamp.hpp"
#include "src/theme/look.hpp"
#include "writers/epub/archive.hpp"
#include "writers/epub/book.hpp"
#include "writers/epub/content_files.hpp"
#include "writers/epub/cover.hpp"
#include "writers/epub/identity.hpp"
#include "writers/epub/package.hpp"
#include "writers/epub/pictures.hpp"
#include "writers/html/contents.hpp"
#include "writers/html/css.hpp"
#include "writers/html/raw_html.hpp"
#include "writers/html/survey.hpp"

namespace inkstone::epub {
namespace {

constexpr std::array<OptionSpec, 10> kOptions{{
    {"html", OptionKind::Choice, "safe", "safe|escape|raw", "what becomes of raw HTML"},
    {"css", OptionKind::Text, "", "", "style sheet to add to the page's own"},
    html::kContentsOptions[0],
    html::kContentsOptions[1],
    kCoverOptions[0],
    kCoverOptions[1],
    {"split-level",
     OptionKind::Choice,
     "auto",
     "auto|1|2|3|4|5|6",
     "new file at headings down to this level; auto: at the highest that stands more than once"},
    theme::kLookOptions[0],  // theme
    theme::kLookOptions[1],  // profile
    highlight::kNoHighlight,
}};

/// Counts the images and warns of those without alternative text.
void count_images(const Document& document, PackageFacts& facts, Diagnostics& diagnostics) {
    html::Walker walker;
    walker.on_inline = [&](const Inline& node) {
        const auto* image = std::get_if<Image>(&node.node);
        if (image == nullptr) return;
        ++facts.images;
        if (!plain_text(image->alt).empty()) return;
        ++facts.images_without_alt;
        diagnostics.warn("image-without-alt",
                         "image without alternative text: " + image->url,
                         node.position,
                         "write what it shows between ![ and ]");
    };
    html::walk(document.blocks, walker);
    for (const Note& note : document.notes) html::walk(note.children, walker);
}

class EpubWriter : public Writer {
public:
    explicit EpubWriter(const OptionValues& values)
        : raw_html_(html::raw_html_policy(option_text(kOptions, values, "html"))),
          css_(option_text(kOptions, values, "css")),
          highlight_(!option_flag(kOptions, values, "no-highlight")),
          values_(values) {}

    Result<WriteSummary> write(const Document& document,
                               const Environment& environment,
                               Sink& sink,
                               Diagnostics& diagnostics) const override {
        const Result<theme::Look> look = theme::make_look(values_, document.meta, diagnostics);
        if (!look) return fail(look.error());
        std::string style = html::book_style(*look), user_style;
        if (!css_.empty()) {
            const Result<Resource> loaded = environment.resources.load(css_);
            if (!loaded) return fail(loaded.error());
            user_style = loaded->bytes;
        }
        PackageFacts facts;
        facts.identifier = book_identifier(document.meta);
        facts.modified = parse_date(document.meta.modified).value_or(environment.timestamp);
        const html::ContentsWish contents = html::contents_wish(values_, document.meta);
        facts.contents_in_spine = contents.wanted;
        facts.contents_depth = contents.depth;
        count_images(document, facts, diagnostics);

        Result<std::optional<Cover>> cover =
            make_cover(values_, document.meta, look->theme, environment.resources, diagnostics);
        if (!cover) return fail(cover.error());
        if (*cover) {
            facts.cover_path = (*cover)->path;
            facts.cover_media_type = (*cover)->media_type;
        }
        const Book book = plan_book(document, split_level());
        BookPictures pictures(environment.resources, diagnostics);
        ContentOptions content{raw_html_, highlight_, {}, facts.cover_path};
        content.map_image = [&pictures](const Image& image, SourcePosition where) {
            return pictures.place(image, where);
        };
        std::vector<Entry> files =
            content_files(document, book, content, facts.math_chapters, diagnostics);
        if (!facts.math_chapters.empty()) style.append(html::math_style());
        style.append(user_style);
        if (*cover) files.push_back({"EPUB/" + facts.cover_path, std::move((*cover)->bytes)});
        facts.pictures = pictures.files();
        facts.animated = pictures.any_animated();
        for (Entry& entry : pictures.take_entries()) files.push_back(std::move(entry));
        files.push_back({"META-INF/container.xml", container_xml()});
        files.push_back({"EPUB/package.opf", package_opf(document, book, facts)});
        files.push_back({"EPUB/nav.xhtml", navigation_xhtml(document, book, facts)});
        files.push_back({"EPUB/toc.ncx", toc_ncx(document, book, facts)});
        files.push_back({"EPUB/css/style.css", std::move(style)});

        const Result<std::string> archive = make_archive(std::move(files), environment.timestamp);
        if (!archive) return fail(archive.error());
        const Result<void> written = sink.write(*archive);
        if (!written) return fail(written.error());
        return WriteSummary{};
    }

private:
    /// 0: by what the document has.
    [[nodiscard]] int split_level() const {
        const std::string_view level = option_text(kOptions, values_, "split-level");
        return level.size() == 1 ? level[0] - '0' : 0;
    }

    html::RawHtmlPolicy raw_html_;
    std::string css_;
    bool highlight_;
    OptionValues values_;
};

}  // namespace

std::span<const OptionSpec> writer_options() {
    return kOptions;
}

std::unique_ptr<Writer> make_writer(const OptionValues& values, std::string_view) {
    return std::make_unique<EpubWriter>(values);
}

}  // namespace inkstone::epub
