// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/painter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "src/text/language.hpp"
#include "writers/pdf/haru/document.hpp"
#include "writers/pdf/paint/content.hpp"
#include "writers/pdf/paint/fonts.hpp"
#include "writers/pdf/paint/labels.hpp"
#include "writers/pdf/paint/links.hpp"
#include "writers/pdf/paint/outline.hpp"
#include "writers/pdf/paint/srgb_profile.hpp"
#include "writers/pdf/paint/syntax.hpp"
#include "writers/pdf/paint/tags.hpp"
#include "writers/pdf/paint/trees.hpp"

namespace inkstone::pdf::paint {
namespace {

// ISO 32000-1 Annex C: page sides in points.
constexpr double kShortestSide = 3, kLongestSide = 14'400;
constexpr double kA4Width = 595.28, kA4Height = 841.89;
// From this many entries on the outline is worth opening with the document.
constexpr std::size_t kOutlineWorthShowing = 3;

double clamp_side(double side) {
    return std::clamp(side, kShortestSide, kLongestSide);
}

}  // namespace

struct Painter::State {
    State(std::unique_ptr<haru::Document> file, const layout::Layout& result, PaintOptions given)
        : document(std::move(file)),
          layout(result),
          options(given),
          fonts(*document),
          pictures(*document),
          page_tree(*document) {}

    std::unique_ptr<haru::Document> document;
    const layout::Layout& layout;
    PaintOptions options;
    FontSet fonts;
    PictureSet pictures;
    PageTree page_tree;
    MarkList marks;
    PageLabels labels, front_labels;
    UsedNames used_names;
    std::vector<PageInfo> pages;

    void meet_faces(const layout::Page& page);
    std::string resources(const PageContent& content) const;
    std::string annotations(const layout::Page& page, double height);
    ObjectId write_metadata(const DocumentInfo& info);
    std::string output_intent();
    std::string structure_entries();
    std::string outline_entries();
};

/// Pictures need a letter of some text face, which may come only after them on the page.
void Painter::State::meet_faces(const layout::Page& page) {
    for (const layout::Item& item : page.items) {
        const auto* run = std::get_if<layout::GlyphRun>(&item);
        if (run != nullptr && run->face != nullptr) fonts.face(*run->face);
    }
}

std::string Painter::State::resources(const PageContent& content) const {
    std::string out = "/Resources<<";
    if (!content.fonts_used().empty()) {
        out += "/Font<<";
        for (const FontIndex font : content.fonts_used()) {
            out += fmt::format("/F{} {}", font + 1, reference(fonts.object(font)));
        }
        out += ">>";
    }
    if (!content.pictures_used().empty()) {
        out += "/XObject<<";
        for (const PictureIndex picture : content.pictures_used()) {
            out += fmt::format("/E{} {}", picture + 1, reference(pictures.object(picture)));
        }
        out += ">>";
    }
    return out + ">>";
}

std::string Painter::State::annotations(const layout::Page& page, double height) {
    std::string out;
    for (const layout::LinkArea& link : page.links) {
        std::optional<std::string> entries = link_entries(link, height);
        // In a tagged file each annotation is nested in its element (PDF/UA-1 7.18.5); one on an
        // artifact repeats a link that stands elsewhere.
        if (!entries || (options.tagged && link.tag >= layout.tags.tags.size())) continue;
        if (link.uri.empty()) {
            used_names.try_emplace(link.destination, static_cast<std::uint32_t>(pages.size() - 1));
        }
        const ObjectId id = document->reserve();
        if (options.tagged) {
            *entries += fmt::format("/StructParent {}", marks.add_annotation(link.tag, id));
        }
        document->set(id, std::move(*entries));
        out += reference(id) + ' ';
    }
    // Readers step through links in the order of the structure (PDF/UA-1 7.18.3).
    return out.empty() ? out : "/Annots[" + out + ']' + (options.tagged ? "/Tabs/S" : "");
}

ObjectId Painter::State::write_metadata(const DocumentInfo& info) {
    // Never compressed, so that tools without a PDF reader find it (PDF/A-2 6.6.2.1).
    return document->add_stream("/Type/Metadata/Subtype/XML", xmp_packet(info), haru::Compress::No);
}

/// All colours are sRGB (ISO 19005-2 6.2.3, 6.2.4.3); said in every file, claim or not.
std::string Painter::State::output_intent() {
    const ObjectId profile = document->add_stream("/N 3", srgb_profile(), haru::Compress::Yes);
    return fmt::format(
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        "/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/DestOutputProfile {}>>]",
        reference(profile));
}

std::string Painter::State::structure_entries() {
    if (!options.tagged) return {};
    const ObjectId root = write_structure(*document, layout.tags, marks, page_tree.pages());
    return "/MarkInfo<</Marked true>>/StructTreeRoot " + reference(root);
}

std::string Painter::State::outline_entries() {
    std::string out;
    if (const ObjectId root = write_outline(*document, layout.outline, pages); root != 0) {
        out += "/Outlines " + reference(root);
        if (layout.outline.size() >= kOutlineWorthShowing) out += "/PageMode/UseOutlines";
    }
    const ObjectId names = write_destinations(*document, layout.destinations, used_names, pages);
    if (names != 0) out += "/Names<</Dests " + reference(names) + ">>";
    return out;
}

Painter::Painter(std::unique_ptr<State> state) : state_(std::move(state)) {}
Painter::~Painter() = default;

Result<std::unique_ptr<Painter>> Painter::create(Sink& sink,
                                                 const layout::Layout& layout,
                                                 PaintOptions options) {
    Result<std::unique_ptr<haru::Document>> document = haru::Document::create(sink);
    if (!document) return fail(document.error());
    return std::unique_ptr<Painter>(
        new Painter(std::make_unique<State>(std::move(*document), layout, options)));
}

std::uint32_t Painter::page_count() const noexcept {
    return static_cast<std::uint32_t>(state_->pages.size());
}

Result<void> Painter::on_page(layout::Page&& page) {
    State& state = *state_;
    const double width = clamp_side(page.width), height = clamp_side(page.height);
    const ObjectId id = state.document->reserve();
    const ObjectId parent = state.page_tree.add(id, page.front);
    state.pages.push_back({id, static_cast<float>(height)});
    (page.front ? state.front_labels : state.labels).add(page.label);

    const bool tagged = state.options.tagged;
    PageContent content(height,
                        state.fonts,
                        state.pictures,
                        tagged ? &state.layout.tags : nullptr,
                        tagged ? &state.marks : nullptr);
    state.marks.begin_page();
    state.meet_faces(page);
    for (const layout::Item& item : page.items) content.paint(item);
    const ObjectId contents = state.document->add_stream({}, content.finish(), haru::Compress::Yes);

    std::string entries = fmt::format("/Type/Page/Parent {}/MediaBox[0 0 {} {}]/Contents {}{}",
                                      reference(parent),
                                      number(width),
                                      number(height),
                                      reference(contents),
                                      state.resources(content));
    if (state.marks.has_marks()) {
        entries += fmt::format("/StructParents {}", state.marks.end_page());
    }
    entries += state.annotations(page, height);
    state.document->set(id, std::move(entries));
    return state.document->status();
}

Result<void> Painter::finish(const DocumentInfo& info) {
    State& state = *state_;
    if (state.pages.empty()) {
        layout::Page empty;
        empty.width = kA4Width;
        empty.height = kA4Height;
        if (Result<void> painted = on_page(std::move(empty)); !painted) return painted;
    }
    if (Result<void> written = state.fonts.write(); !written) return written;
    std::string catalog = fmt::format("/Type/Catalog/Pages {}/Metadata {}",
                                      reference(state.page_tree.write()),
                                      reference(state.write_metadata(info)));
    // Only a well-formed tag (ISO 14289-1 7.2): readers choose a voice by it.
    const std::string lang = text::canonical_language(info.meta.lang);
    if (!lang.empty()) catalog += "/Lang" + text_string(lang);
    catalog += state.output_intent();
    // The window shows the title instead of the file's name (PDF/UA-1 7.1).
    catalog += "/ViewerPreferences<</DisplayDocTitle true";
    if (info.meta.dir == "rtl") catalog += "/Direction/R2L";
    catalog += ">>";
    catalog += state.structure_entries();
    catalog += state.outline_entries();
    catalog += state.labels.entry(state.front_labels);
    const ObjectId root = state.document->add(std::move(catalog));
    const ObjectId information = state.document->add(info_entries(info));
    return state.document->finish(root, information);
}

}  // namespace inkstone::pdf::paint
