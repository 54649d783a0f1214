// SPDX-License-Identifier: Apache-2.0
// The HTML writer: options → page, fragment or strict fragment → Sink.
#include "writers/html/html_writer.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "src/highlight/highlight.hpp"
#include "src/resources/picture.hpp"
#include "src/theme/look.hpp"
#include "writers/html/commonmark_fragment.hpp"
#include "writers/html/contents.hpp"
#include "writers/html/css.hpp"
#include "writers/html/mapping.hpp"
#include "writers/html/page.hpp"
#include "writers/html/survey.hpp"

namespace inkstone::html {
namespace {

constexpr std::array<OptionSpec, 4> kOwnOptions{{
    {"fragment",
     OptionKind::Flag,
     "false",
     "",
     "write the body only, without head, styles and title block"},
    {"html", OptionKind::Choice, "safe", "safe|escape|raw", "what becomes of raw HTML"},
    {"css", OptionKind::Text, "", "", "style sheet to add to the page's own"},
    highlight::kNoHighlight,
}};

constexpr auto kOptions = [] {
    std::array<OptionSpec,
               kOwnOptions.size() + kContentsOptions.size() + theme::kLookOptions.size()>
        all{};
    auto end = std::copy(kOwnOptions.begin(), kOwnOptions.end(), all.begin());
    end = std::copy(kContentsOptions.begin(), kContentsOptions.end(), end);
    std::copy(theme::kLookOptions.begin(), theme::kLookOptions.end(), end);
    return all;
}();

/// Reports raw HTML that a strict fragment leaves out.
void report_omitted(const Document& document, Diagnostics& diagnostics) {
    std::size_t count = 0;
    SourcePosition first;
    const auto add = [&](SourcePosition where) {
        if (count++ == 0) first = where;
    };
    Walker walker;
    walker.on_block = [&](const Block& block) {
        if (std::holds_alternative<RawBlock>(block.node)) add(block.position);
    };
    walker.on_inline = [&](const Inline& node) {
        if (std::holds_alternative<RawInline>(node.node)) add(node.position);
    };
    walk(document.blocks, walker);
    for (const Note& note : document.notes) walk(note.children, walker);
    if (count == 0) return;
    diagnostics.warn("raw-html",
                     "raw HTML left out (" + std::to_string(count) + " in the document)",
                     first,
                     "use --html raw for documents you trust");
}

/// The address as written, with the size of its file where that can be read (HT7): a browser then
/// keeps the place free.
ImageForm sized_form(const ResourceLoader& loader, const std::string& url) {
    ImageForm form{url};
    Result<Resource> file = fail(ErrorKind::Input, {});
    if (resources::is_data_picture(url)) {
        if (Result<std::string> bytes = resources::decode_data_url(url))
            file = Resource{*std::move(bytes), {}};
    } else {
        file = loader.load(url);
    }
    if (!file) return form;
    const Result<resources::PictureInfo> info = resources::probe_picture(file->bytes);
    if (!info) return form;
    form.width = info->lies_on_side() ? info->height : info->width;
    form.height = info->lies_on_side() ? info->width : info->height;
    return form;
}

class HtmlWriter : public Writer {
public:
    HtmlWriter(const OptionValues& values, std::string_view dialect)
        : fragment_(option_flag(kOptions, values, "fragment")),
          policy_(raw_html_policy(option_text(kOptions, values, "html"))),
          css_(option_text(kOptions, values, "css")),
          highlight_(!option_flag(kOptions, values, "no-highlight")),
          dialect_(dialect),
          values_(values) {}

    Result<WriteSummary> write(const Document& document,
                               const Environment& environment,
                               Sink& sink,
                               Diagnostics& diagnostics) const override {
        Styles styles;
        if (!fragment_) {
            const Result<theme::Look> look = theme::make_look(values_, document.meta, diagnostics);
            if (!look) return fail(look.error());
            styles.own = page_style(*look);
        }
        if (!fragment_ && !css_.empty()) {
            Result<Resource> loaded = environment.resources.load(css_);
            if (!loaded) return fail(loaded.error());
            styles.user = std::move(loaded->bytes);
        }
        const Result<void> written =
            sink.write(render(document, environment.resources, styles, diagnostics));
        if (!written) return fail(written.error());
        return WriteSummary{};
    }

private:
    struct Styles {
        std::string own, user;
    };
    [[nodiscard]] std::string render(const Document& document,
                                     const ResourceLoader& resources,
                                     const Styles& styles,
                                     Diagnostics& diagnostics) const {
        if (fragment_ && dialect_ != "markdown") {
            if (policy_ == RawHtmlPolicy::Safe) report_omitted(document, diagnostics);
            return render_commonmark_fragment(document, {policy_, dialect_ == "gfm"});
        }
        MappingOptions mapping;
        mapping.raw_html = policy_;
        mapping.highlight = highlight_;
        mapping.map_image = [&resources](const Image& image, SourcePosition) {
            return std::optional(sized_form(resources, image.url));
        };
        Mapper mapper(document, std::move(mapping), diagnostics);
        const std::string content_id = fragment_ ? std::string() : mapper.free_id("content");
        mapper.begin_file(document.blocks);
        if (!fragment_ && has_title_block(document.meta)) mapper.title_above();
        mapper.blocks(document.blocks);
        mapper.notes();
        mapper.report();
        std::string body = mapper.take();
        if (fragment_) return body;
        std::string style = styles.own;
        if (mapper.has_math()) style.append(math_style());
        const ContentsWish wish = contents_wish(values_, document.meta);
        const std::string contents =
            wish.wanted ? contents_nav(document, wish.depth) : std::string();
        return render_page(document,
                           {.content_id = content_id,
                            .contents = contents,
                            .body = body,
                            .style = style,
                            .user_css = styles.user});
    }

    bool fragment_;
    RawHtmlPolicy policy_;
    std::string css_;
    bool highlight_;
    std::string dialect_;
    OptionValues values_;
};

}  // namespace

std::span<const OptionSpec> writer_options() {
    return kOptions;
}

std::unique_ptr<Writer> make_writer(const OptionValues& values, std::string_view dialect) {
    return std::make_unique<HtmlWriter>(values, dialect);
}

}  // namespace inkstone::html
