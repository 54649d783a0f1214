// SPDX-License-Identifier: Apache-2.0
// The laid-out pages as text, for people and golden tests: one line per item, lengths in points
// with two decimals, y downwards. A run gives its text, and every glyph's place from the run's
// start, so that a change of setting shows as a change of a number.
#include <fmt/format.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "src/ast/visit.hpp"
#include "src/text/utf8.hpp"
#include "writers/dump/dump_writers.hpp"
#include "writers/pdf/layout/layout.hpp"
#include "writers/pdf/layout/tag_names.hpp"
#include "writers/pdf/page_setup.hpp"

namespace inkstone::dump {
namespace {

using layout::ArtifactKind;
using layout::TagId;

/// Two decimals, and never "-0.00".
std::string length(double value) {
    std::string out = fmt::format("{:.2f}", value);
    return out == "-0.00" ? "0.00" : out;
}

std::string rectangle(const layout::Rect& rect) {
    return fmt::format("x={} y={} w={} h={}",
                       length(rect.x),
                       length(rect.y),
                       length(rect.width),
                       length(rect.height));
}

std::string color(layout::Color value) {
    return fmt::format("#{:02X}{:02X}{:02X}", value.red, value.green, value.blue);
}

/// In double quotes; quotes, backslashes and what cannot be seen are escaped.
std::string quoted(std::string_view utf8) {
    std::string out = "\"";
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::decode(utf8, at);
        const bool unseen = c < 0x20 || c == 0x7F || (c >= 0x80 && c <= 0xA0) || c == 0xAD ||
                            (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
                            (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
        if (unseen) {
            out += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(c));
        } else {
            if (c == U'"' || c == U'\\') out += '\\';
            text::append(out, c);
        }
    }
    return out + '"';
}

std::string_view artifact_name(ArtifactKind kind) {
    switch (kind) {
        case ArtifactKind::None:
            return "none";
        case ArtifactKind::Layout:
            return "layout";
        case ArtifactKind::Background:
            return "background";
        case ArtifactKind::Header:
            return "header";
        case ArtifactKind::Footer:
            return "footer";
        case ArtifactKind::Pagination:
            return "pagination";
    }
    return "";
}

/// Writes pages as they come; what outlives the pages (outline, tags) comes at the end.
class PageDump {
public:
    PageDump(const layout::Layout& result, Sink& sink) : layout_(result), sink_(sink) {}

    Result<void> page(const layout::Page& page) {
        out_ = fmt::format("page {} label={} {}x{}\n",
                           ++count_,
                           quoted(page.label),
                           length(page.width),
                           length(page.height));
        for (const layout::Item& item : page.items) {
            std::visit(Overloaded{[this](const layout::GlyphRun& run) { add(run); },
                                  [this](const layout::FilledRect& rect) { add(rect); },
                                  [this](const layout::StrokedRect& box) { add(box); },
                                  [this](const layout::PictureBox& box) { add(box); }},
                       item);
        }
        for (const layout::LinkArea& link : page.links) add(link);
        return sink_.write(out_);
    }

    Result<void> finish() {
        out_.clear();
        for (const layout::OutlineEntry& entry : layout_.outline) {
            out_ += fmt::format("outline level={} page={} y={} {}\n",
                                entry.level,
                                entry.page + 1,
                                length(entry.y),
                                quoted(entry.title));
        }
        for (const layout::Destination& place : layout_.destinations) {
            out_ += fmt::format("destination page={} y={} {}\n",
                                place.page + 1,
                                length(place.y),
                                quoted(place.name));
        }
        return sink_.write(out_);
    }

    [[nodiscard]] std::uint32_t count() const noexcept { return count_; }

private:
    /// "Document/L/LI/LBody/P", or the kind of artifact.
    std::string place(TagId tag, ArtifactKind artifact) const {
        const layout::Tags& tags = layout_.tags.tags;
        if (tag >= tags.size()) return fmt::format("artifact:{}", artifact_name(artifact));
        std::vector<std::string_view> path;
        for (; tag < tags.size();
             tag = tags[tag].parent < tag ? tags[tag].parent : layout::kNoTag) {
            path.push_back(layout::tag_name(tags[tag].kind));
        }
        return fmt::format("{}", fmt::join(path.rbegin(), path.rend(), "/"));
    }

    void add(const layout::GlyphRun& run) {
        const TagId tag = run.artifact == ArtifactKind::None ? run.tag : layout::kNoTag;
        out_ += fmt::format("  run x={} y={} w={} size={} font={} color={} in={}{}{} {}\n   ",
                            length(run.x),
                            length(run.baseline),
                            length(run.width),
                            length(run.size),
                            run.face == nullptr ? "-" : run.face->name().postscript_name,
                            color(run.color),
                            place(tag, run.artifact),
                            run.right_to_left ? " rtl" : "",
                            run.actual_text ? " actual-text" : "",
                            quoted(text::to_utf8(run.text)));
        for (const layout::PlacedGlyph& glyph : run.glyphs) {
            out_ += fmt::format(" {}@{}", glyph.glyph, length(static_cast<double>(glyph.x)));
            if (glyph.rise != 0) out_ += '^' + length(static_cast<double>(glyph.rise));
        }
        out_ += '\n';
    }

    void add(const layout::FilledRect& item) {
        out_ += fmt::format("  fill {} radius={} color={} in={}\n",
                            rectangle(item.rect),
                            length(item.radius),
                            color(item.color),
                            place(item.tag, item.artifact));
    }

    void add(const layout::StrokedRect& item) {
        out_ += fmt::format("  stroke {} line={} color={} in={}",
                            rectangle(item.rect),
                            length(item.line_width),
                            color(item.color),
                            place(item.tag, item.artifact));
        if (!item.text.empty()) out_ += ' ' + quoted(text::to_utf8(item.text));
        out_ += '\n';
    }

    void add(const layout::PictureBox& item) {
        out_ += fmt::format(
            "  picture {} in={}\n", rectangle(item.rect), place(item.tag, item.artifact));
    }

    void add(const layout::LinkArea& link) {
        out_ += fmt::format("  link {} to={} contents={} in={}\n",
                            rectangle(link.rect),
                            quoted(link.uri.empty() ? '#' + link.destination : link.uri),
                            quoted(link.contents),
                            place(link.tag, ArtifactKind::None));
    }

    const layout::Layout& layout_;
    Sink& sink_;
    std::string out_;
    std::uint32_t count_ = 0;
};

class PagesWriter : public Writer {
public:
    Result<WriteSummary> write(const Document& document,
                               const Environment& environment,
                               Sink& sink,
                               Diagnostics& diagnostics) const override {
        const auto fonts = environment.fonts();
        if (!fonts) return fail(fonts.error());
        const Result<pdf::PageSetup> setup = pdf::set_up_pages(document, {}, *fonts, diagnostics);
        if (!setup) return fail(setup.error());
        layout::Layout layout;
        PageDump dump(layout, sink);
        const Result<void> laid_out =
            layout::lay_out(document,
                            setup->tokens,
                            *setup->fonts,
                            environment,
                            diagnostics,
                            layout,
                            [&dump](layout::Page&& page) { return dump.page(page); });
        if (!laid_out) return fail(laid_out.error());
        if (const Result<void> finished = dump.finish(); !finished) return fail(finished.error());
        return WriteSummary{dump.count()};
    }
};

}  // namespace

std::unique_ptr<Writer> make_pages_writer(const OptionValues& /*values*/,
                                          std::string_view /*dialect*/) {
    return std::make_unique<PagesWriter>();
}

}  // namespace inkstone::dump
