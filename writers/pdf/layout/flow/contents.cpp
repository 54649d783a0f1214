// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/flow/contents.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "src/ast/labels.hpp"
#include "src/ast/plain_text.hpp"
#include "src/ast/walk.hpp"
#include "writers/pdf/layout/flow/furniture.hpp"

namespace inkstone::layout {

namespace {

/// Indent of a level and of the further lines of an entry, in em.
constexpr double kLevelIndent = 1.5, kHang = 1;
/// Titles stop this far from the right edge (output requirements TC1).
constexpr double kNumberColumn = 3;
/// Leader dots stand on one grid over the whole list; no dot is nearer to the title or the number.
constexpr double kDotPitch = 0.5, kDotClearance = 0.4;
/// Places of entries among the destinations of these pages; never a heading's id.
constexpr std::string_view kEntryPlace = "\x01";

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

std::size_t count_level_one(const Document& document) {
    std::size_t count = 0;
    for_each_block(document.blocks, [&](const Block& block) {
        const auto* heading = std::get_if<Heading>(&block.node);
        if (heading != nullptr && heading->level == 1) ++count;
    });
    return count;
}

}  // namespace

std::size_t title_blocks(const Document& document) {
    if (!document.meta.title_is_derived || document.blocks.empty()) return 0;
    const auto* heading = std::get_if<Heading>(&document.blocks.front().node);
    if (heading == nullptr || heading->level != 1 || is_blank(plain_text(heading->children))) {
        return 0;
    }
    return count_level_one(document) == 1 ? 1 : 0;
}

std::vector<ContentsEntry> contents_entries(const Document& document, int depth) {
    std::vector<ContentsEntry> entries;
    HeadingLevels levels;
    bool skip = title_blocks(document) == 1;
    int highest = 6;
    for_each_block(document.blocks, [&](const Block& block) {
        const auto* heading = std::get_if<Heading>(&block.node);
        if (heading == nullptr) return;
        std::string title = plain_text(heading->children);
        if (is_blank(title)) return;
        const int level = levels.repair(std::clamp(heading->level, 1, 6));
        if (std::exchange(skip, false) || level > depth) return;
        highest = std::min(highest, level);
        entries.push_back({level, std::move(title), heading->attributes->id});
    });
    for (ContentsEntry& entry : entries) entry.level -= highest;
    return entries;
}

ContentsPages::ContentsPages(FlowState& state,
                             const Document& document,
                             const Scope& scope,
                             Notes& notes)
    : context_(state.context),
      entries_(contents_entries(document, context_.tokens.contents_depth)) {
    RunningHeads heads(context_, {}, 0);
    const PageConsumer keep = [this](Page&& page) {
        pages_.push_back(std::move(page));
        return Result<void>{};
    };
    const Furniture furniture = [&heads](Page& page, const PageFacts& facts) {
        heads.add(page, facts);
        page.front = true;
    };
    PageBuilder builder(
        context_.tokens, own_, {furniture, [](std::uint32_t) { return Result<void>{}; }, keep});
    Flow flow(state, [&builder](Row&& row) { builder.push(std::move(row)); });
    flow.prepare_with([&notes](Row& row) { notes.attach(row); });
    set_title(flow, document, scope);

    Scope list = scope;
    list.first_indent = 0;
    list.align = Align::Start;
    list.tag = flow.tag(TagKind::Toc, scope);
    Scope caption = list;
    caption.tag = flow.tag(TagKind::Caption, list);
    const HeadingToken& token = context_.tokens.headings[1];
    ParagraphStyle style = paragraph_style(caption, context_.tokens);
    style.role = fonts::Role::Heading;
    style.style.bold = true;
    style.color = context_.tokens.heading;
    style.size = token.size;
    style.leading = token.leading;
    style.hyphenate = false;
    const Inlines words{{Text{std::string(labels_for(scope.lang).contents)}, {}}};
    std::vector<Row> rows =
        line_rows(set_paragraph(words, style, scope.width, context_), style, scope.x, scope.frame);
    for (Row& row : rows) row.keep = Keep::Hard;
    flow.space(token.above);
    flow.push(std::move(rows));
    flow.leave(token.below);
    for (const ContentsEntry& entry : entries_) set_entry(flow, entry, list);
    flow.finish();
    static_cast<void>(builder.finish());  // nothing here refuses a page
}

void ContentsPages::set_title(Flow& flow, const Document& document, const Scope& scope) {
    set_title_block(flow, document.meta, scope);
    if (title_blocks(document) == 0) return;
    const Block& block = document.blocks.front();
    Scope inner = scope;
    if (!block.lang.empty()) inner.lang = block.lang;
    set_heading(flow, std::get<Heading>(block.node), block.position, inner);
}

ParagraphStyle ContentsPages::entry_style(int level, const Scope& scope) const {
    ParagraphStyle style = paragraph_style(scope, context_.tokens);
    style.style.bold = level == 0;
    style.hyphenate = false;
    return style;
}

void ContentsPages::set_entry(Flow& flow, const ContentsEntry& entry, const Scope& list) {
    Scope item = list;
    item.tag = flow.tag(TagKind::TocI, list);
    item.tag = flow.tag(TagKind::Reference, item);
    if (!entry.destination.empty()) item.tag = flow.tag(TagKind::Link, item);
    ParagraphStyle style = entry_style(entry.level, item);
    const double em = style.size;
    const double hang = kHang * em;
    item.x += bounded_indent(kLevelIndent * em * entry.level, list) + hang;
    const double measure = std::max(list.x + list.width - item.x - kNumberColumn * em, 4 * em);
    style.first_indent = -hang;
    const Inlines words{{Text{entry.title}, {}}};
    std::vector<Line> lines = set_paragraph(words, style, measure, context_);
    const double right = list.x + list.width;
    ends_.push_back({lines.empty() ? item.x : item.x + lines.back().width, item.tag});
    std::vector<Row> rows = line_rows(std::move(lines), style, item.x, list.frame);
    for (Row& row : rows) {
        row.keep = Keep::Hard;
        if (entry.destination.empty()) continue;
        LinkArea area;
        area.rect = {item.x - hang, row.baseline - em, right - item.x + hang, 1.25 * em};
        area.destination = entry.destination;
        area.contents = entry.title;
        area.tag = item.tag;
        row.links.push_back(std::move(area));
    }
    if (rows.empty()) return;
    Row& last = rows.back();
    last.destinations.push_back(
        {std::string(kEntryPlace) + std::to_string(ends_.size() - 1), last.baseline});
    // A chapter's line stays with the first line under it.
    last.keep = entry.level == 0 ? Keep::Soft : Keep::None;
    if (entry.level == 0) flow.space(style.leading / 3);
    flow.push(std::move(rows));
}

void ContentsPages::add_leader(Page& page, double begin, double end, double baseline) {
    ParagraphStyle style = entry_style(1, {});
    style.size = context_.tokens.size_body;
    style.color = context_.tokens.muted;
    style.tag = kNoTag;
    style.artifact = ArtifactKind::Layout;
    const double pitch = kDotPitch * style.size;
    const double clear = kDotClearance * style.size;
    const auto first = static_cast<int>(std::ceil((begin + clear) / pitch));
    const auto last = static_cast<int>(std::floor((end - clear) / pitch));
    if (last < first) return;
    const Line dot = set_label(".", style, context_);
    for (const Item& item : dot.items) {
        const auto* run = std::get_if<GlyphRun>(&item);
        if (run == nullptr || run->glyphs.empty()) continue;
        GlyphRun dots = *run;
        dots.glyphs.clear();
        dots.text.clear();
        for (int i = first; i <= last; ++i) {
            PlacedGlyph glyph = run->glyphs.front();
            glyph.x = static_cast<float>((i - first) * pitch);
            glyph.cluster = static_cast<std::uint32_t>(dots.text.size());
            dots.glyphs.push_back(glyph);
            dots.text += u'.';
        }
        dots.width = (last - first) * pitch + run->width;
        dots.x = first * pitch;
        dots.baseline = baseline;
        page.items.emplace_back(std::move(dots));
        return;
    }
}

void ContentsPages::add_number(Page& page,
                               std::size_t entry,
                               double baseline,
                               const std::string& number) {
    Scope scope;
    scope.size = context_.tokens.size_body;
    scope.leading = context_.tokens.leading;
    scope.tag = ends_[entry].tag;
    scope.lang = context_.lang;
    const Line line = set_label(number, entry_style(entries_[entry].level, scope), context_);
    const double left = context_.tokens.margin_left;
    const double right = left + context_.tokens.measure();
    add_leader(page, left + ends_[entry].x, right - line.width, baseline);
    for (const Item& item : line.items) {
        page.items.push_back(item);
        shift(page.items.back(), right - line.width, baseline);
    }
}

std::vector<Page> ContentsPages::finish(Layout& body) {
    const std::uint32_t body_pages = body.page_count;
    std::map<std::string_view, std::uint32_t> page_of;
    for (const Destination& one : body.destinations) page_of.try_emplace(one.name, one.page);
    for (Destination& one : own_.destinations) {
        one.page += body_pages;
        if (!one.name.starts_with(kEntryPlace)) continue;
        std::size_t entry = 0;
        std::from_chars(one.name.data() + 1, one.name.data() + one.name.size(), entry);
        const auto found = page_of.find(entries_[entry].destination);
        if (found == page_of.end()) continue;
        add_number(pages_[one.page - body_pages],
                   entry,
                   one.y,
                   std::to_string(page_count() + found->second + 1));
    }
    page_of.clear();  // views into what grows now
    for (Destination& one : own_.destinations) {
        if (!one.name.starts_with(kEntryPlace)) body.destinations.push_back(std::move(one));
    }
    for (OutlineEntry& one : own_.outline) one.page += body_pages;
    body.outline.insert(body.outline.begin(),
                        std::make_move_iterator(own_.outline.begin()),
                        std::make_move_iterator(own_.outline.end()));
    return std::move(pages_);
}

}  // namespace inkstone::layout
