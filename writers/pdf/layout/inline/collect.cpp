// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/inline/collect.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "src/ast/plain_text.hpp"
#include "src/ast/visit.hpp"
#include "src/text/utf8.hpp"

namespace inkstone::layout::para {
namespace {

// Sub- and superscripts at two thirds of the size keep strokes near the text's weight; the rises
// put them at cap height and just below the baseline.
constexpr double kScriptSize = 0.65;
constexpr double kSmallSize = 0.83;
constexpr double kSuperRise = 0.34;
constexpr double kSubRise = -0.16;

/// Bytes of an address that messages and frames show: data: URLs have no end.
constexpr std::size_t kLongestShownUrl = 120;
/// Part of the page that a picture may fill (output requirements IM1).
constexpr double kMostOfPage = 0.85;

std::u16string one_line(std::string_view utf8) {
    std::u16string text = text::to_utf16(utf8);
    for (char16_t& unit : text) {
        // A line end can only come from a character reference: it is white space like any other.
        if (unit == u'\n' || unit == u'\r') unit = u' ';
    }
    return text;
}

class Collector {
public:
    Collector(const ParagraphStyle& style, Context& context, Purpose purpose)
        : block_(style), context_(context), purpose_(purpose) {
        TextStyle base;
        base.role = style.role;
        base.face = style.style;
        base.size = style.size;
        base.color = style.color;
        base.lang = setting_.intern_lang(style.lang.empty() ? context.lang : style.lang);
        base.tag = style.tag;
        base.artifact = style.artifact;
        setting_.styles.push_back(base);
        position_ = style.position;
    }

    void walk(const Inlines& inlines, std::uint32_t style) {
        for (const Inline& node : inlines) {
            position_ = node.position;
            add(node, style);
        }
    }
    void append(std::u16string_view text, std::uint32_t style) {
        if (text.empty()) return;
        setting_.spans.push_back(
            {static_cast<std::uint32_t>(setting_.text.size()), style, position_});
        setting_.text += text;
    }
    Setting take() { return std::move(setting_); }

private:
    const ParagraphStyle& block_;
    Context& context_;
    Purpose purpose_;
    Setting setting_;
    SourcePosition position_;
    std::uint32_t frames_ = 0;
    std::uint32_t keys_ = 0;

    [[nodiscard]] TextStyle style(std::uint32_t index) const { return setting_.styles[index]; }
    std::uint32_t keep(const TextStyle& style) {
        setting_.styles.push_back(style);
        return static_cast<std::uint32_t>(setting_.styles.size() - 1);
    }
    [[nodiscard]] std::uint32_t offset() const {
        return static_cast<std::uint32_t>(setting_.text.size());
    }
    /// A tag below `parent`; artifacts and measured paragraphs have none.
    TagId add_tag(TagKind kind, TagId parent) {
        if (parent == kNoTag || purpose_ == Purpose::Measure) return kNoTag;
        Tag tag;
        tag.kind = kind;
        tag.parent = parent;
        return context_.tags.add(std::move(tag));
    }

    template <class Change>
    void nested(const Inlines& children, std::uint32_t outer, Change change) {
        TextStyle inner = style(outer);
        change(inner);
        walk(children, keep(inner));
    }

    void add(const Inline& node, std::uint32_t outer) {
        visit(
            node,
            [&](const Text& text) { append(one_line(text.value), outer); },
            [&](const SoftBreak&) { append(u" ", outer); },
            [&](const LineBreak&) { append(u"\n", outer); },
            [&](const Emphasis& inner) {
                nested(inner.children, outer, [&](TextStyle& s) {
                    s.face.italic = true;
                    s.emphasis = true;
                    s.tag = add_tag(TagKind::Em, s.tag);
                });
            },
            [&](const Strong& inner) {
                nested(inner.children, outer, [&](TextStyle& s) {
                    s.face.bold = true;
                    s.tag = add_tag(TagKind::Strong, s.tag);
                });
            },
            [&](const Strikethrough& inner) {
                nested(inner.children, outer, [&](TextStyle& s) {
                    s.strike = true;
                    s.tag = add_decorated(Tag::Decoration::LineThrough, s.tag);
                });
            },
            [&](const Underline& inner) {
                nested(inner.children, outer, [&](TextStyle& s) {
                    s.underline = true;
                    s.tag = add_decorated(Tag::Decoration::Underline, s.tag);
                });
            },
            [&](const Mark& inner) {
                nested(inner.children, outer, [&](TextStyle& s) {
                    s.mark = true;
                    s.tag = add_tag(TagKind::Span, s.tag);
                    if (s.tag != kNoTag) context_.tags.tags[s.tag].background = kMarkColor;
                });
            },
            [&](const Subscript& inner) {
                nested(inner.children, outer, [&](TextStyle& s) { raise_span(s, kSubRise); });
            },
            [&](const Superscript& inner) {
                nested(inner.children, outer, [&](TextStyle& s) { raise_span(s, kSuperRise); });
            },
            [&](const Code& code) { add_code(code.literal, outer, TagKind::Code); },
            [&](const Math& math) { add_formula(math, outer); },
            [&](const Link& link) { add_link(link, outer); },
            [&](const Image& image) { add_image(image, outer); },
            [&](const NoteRef& mark) { add_note(mark, outer); },
            [&](const Span& span) { add_span(span, outer); },
            [&](const Ruby& ruby) {
                walk(ruby.base, outer);
                append(u"（", outer);
                walk(ruby.annotation, outer);
                append(u"）", outer);
            },
            [](const RawInline&) {});
    }

    static void raise(TextStyle& style, double rise) {
        style.rise += rise * style.size;
        style.size *= kScriptSize;
        style.raised = true;
    }

    /// A raised or lowered span says so in its attributes (ISO 32000-1 14.8.5.4.5).
    void raise_span(TextStyle& style, double rise) {
        raise(style, rise);
        style.tag = add_tag(TagKind::Span, style.tag);
        if (style.tag != kNoTag)
            context_.tags.tags[style.tag].baseline_shift = static_cast<float>(style.rise);
    }

    TagId add_decorated(Tag::Decoration decoration, TagId parent) {
        const TagId tag = add_tag(TagKind::Span, parent);
        if (tag != kNoTag) context_.tags.tags[tag].decoration = decoration;
        return tag;
    }

    void add_code(std::string_view literal, std::uint32_t outer, TagKind kind) {
        TextStyle inner = style(outer);
        inner.role = fonts::Role::Code;
        inner.size *= context_.tokens.size_code_ratio;
        inner.code = true;
        inner.tag = add_tag(kind, inner.tag);
        if (kind == TagKind::Formula && inner.tag != kNoTag)
            context_.tags.tags[inner.tag].alt = std::string(literal);
        append(one_line(literal), keep(inner));
    }

    /// One mark in the text for each part that no line break divides.
    void add_formula(const Math& math, std::uint32_t outer) {
        const TextStyle around = style(outer);
        const math::Formula read = math::parse_tex(math.source);
        if (purpose_ == Purpose::Set) formula::report(read, position_, context_);
        auto parts = formula::set_inline(read.root, {around.size, around.color}, context_);
        if (parts.empty()) return add_code(math.source, outer, TagKind::Formula);
        TextStyle inner = around;
        inner.tag = add_tag(TagKind::Formula, inner.tag);
        if (inner.tag != kNoTag) context_.tags.tags[inner.tag].alt = math.source;
        for (formula::InlinePart& part : parts) {
            inner.formula = static_cast<std::uint32_t>(setting_.formulas.size());
            setting_.formulas.push_back(std::move(part));
            append(std::u16string_view(&kPictureMark, 1), keep(inner));
        }
    }

    void add_link(const Link& link, std::uint32_t outer) {
        TextStyle inner = style(outer);
        inner.tag = add_tag(TagKind::Link, inner.tag);
        LinkTarget target;
        if (!link.url.empty() && link.url.front() == '#')
            target.destination = link.url.substr(1);
        else
            target.uri = link.url;
        target.contents = link.title.empty() ? plain_text(link.children) : link.title;
        if (target.contents.empty()) target.contents = link.url;
        target.tag = inner.tag;
        anchor(link.attributes->id);
        if (!target.uri.empty() || !target.destination.empty()) {
            inner.link = static_cast<std::uint32_t>(setting_.links.size());
            inner.color = context_.tokens.link;
            setting_.links.push_back(std::move(target));
        }
        walk(link.children, keep(inner));
    }

    void add_image(const Image& image, std::uint32_t outer) {
        const std::string alt = plain_text(image.alt);
        if (purpose_ == Purpose::Set && alt.empty()) report_without_alt(image);
        anchor(image.attributes->id);
        TextStyle inner = style(outer);
        if (alt.empty()) {
            // An author who gives no alternative calls the image decoration (PDF/UA-1 7.3).
            inner.tag = kNoTag;
            inner.artifact = ArtifactKind::Layout;
        } else {
            inner.tag = add_tag(TagKind::Figure, inner.tag);
            if (inner.tag != kNoTag) context_.tags.tags[inner.tag].alt = alt;
        }
        PictureStore::Entry missing;
        missing.why = "this output has no pictures";
        PictureStore::Entry& entry =
            context_.pictures == nullptr ? missing : context_.pictures->find(image.url);
        if (entry.picture) {
            announce(image, entry);
            inner.picture = static_cast<std::uint32_t>(setting_.pictures.size());
            setting_.pictures.push_back({entry.picture, entry.info, *image.attributes});
            append(std::u16string_view(&kPictureMark, 1), keep(inner));
            return;
        }
        if (purpose_ == Purpose::Set) report_unshown(image, entry.why, alt.empty());
        inner.face.italic = true;
        inner.color = context_.tokens.muted;
        inner.frame = frames_++;
        // No-break spaces give the frame its room.
        const std::string shown = alt.empty() ? image.url.substr(0, kLongestShownUrl) : alt;
        append(u'\u00A0' + one_line(shown) + u'\u00A0', keep(inner));
    }

    void report_without_alt(const Image& image) {
        context_.diagnostics.warn("image-without-alt",
                                  fmt::format("image '{}' has no alternative text: readers and "
                                              "screen readers will pass it over",
                                              image.url.substr(0, kLongestShownUrl)),
                                  position_,
                                  "write it as ![what the image shows](file)");
        context_.tags.obstacles.push_back({"an image has no alternative text", position_});
    }
    void report_unshown(const Image& image, std::string_view why, bool by_name) {
        context_.diagnostics.warn("image-not-embedded",
                                  fmt::format("image '{}' is shown by its {}: {}",
                                              image.url.substr(0, kLongestShownUrl),
                                              by_name ? "name" : "alternative text",
                                              why),
                                  position_);
    }
    /// What is to be said of a picture once.
    void announce(const Image& image, PictureStore::Entry& entry) {
        if (purpose_ != Purpose::Set || std::exchange(entry.announced, true)) return;
        if (entry.info.format != resources::PictureFormat::Svg) return;
        context_.diagnostics.add(Severity::Note,
                                 "image-rasterised",
                                 fmt::format("drawing '{}' is shown as pixels of 300 dpi",
                                             image.url.substr(0, kLongestShownUrl)),
                                 position_);
    }

    /// Reference > Link over the number, as PDF readers expect of a note mark (ISO 14289-1 7.18.5).
    void add_note(const NoteRef& mark, std::uint32_t outer) {
        const std::string number = std::to_string(mark.note + 1);
        TextStyle inner = style(outer);
        inner.tag = add_tag(TagKind::Link, add_tag(TagKind::Reference, inner.tag));
        raise(inner, kSuperRise);
        inner.role = block_.role;
        inner.face.italic = false;
        inner.code = inner.strike = inner.underline = inner.mark = inner.emphasis = false;
        inner.note_mark = true;
        inner.color = context_.tokens.link;
        inner.link = static_cast<std::uint32_t>(setting_.links.size());
        setting_.links.push_back({"", "fn-" + number, number, inner.tag});
        std::string name = "fnref-" + number;
        if (mark.occurrence > 1) name += "-" + std::to_string(mark.occurrence);
        setting_.anchors.push_back(
            {offset(), std::move(name), static_cast<std::uint32_t>(mark.note)});
        append(text::to_utf16(number), keep(inner));
    }

    void add_span(const Span& span, std::uint32_t outer) {
        TextStyle inner = style(outer);
        const std::string& lang = span.attributes->lang;
        if (!lang.empty() && lang != setting_.langs[inner.lang]) {
            inner.lang = setting_.intern_lang(lang);
            inner.tag = add_tag(TagKind::Span, inner.tag);
            if (inner.tag != kNoTag) context_.tags.tags[inner.tag].lang = lang;
        }
        dress(span.attributes->classes, inner);
        anchor(span.attributes->id);
        walk(span.children, keep(inner));
    }

    /// The classes that stand for elements of their own in HTML.
    void dress(const std::vector<std::string>& classes, TextStyle& style) {
        if (classes.size() != 1) return;
        const std::string& name = classes.front();
        if (name == "kbd" || name == "samp") {
            style.role = fonts::Role::Code;
            style.size *= context_.tokens.size_code_ratio;
            style.code = true;
            if (name == "kbd") style.key = keys_++;
        } else if (name == "small") {
            style.size *= kSmallSize;
        } else if (name == "cite" || name == "dfn" || name == "var") {
            style.face.italic = true;
        }
    }

    void anchor(const std::string& id) {
        if (!id.empty()) setting_.anchors.push_back({offset(), id, kNone});
    }
};

}  // namespace

void Setting::fit_pictures(double measure, const Tokens& tokens) {
    for (InlinePicture& one : pictures) {
        one.size =
            picture_size(one.info, one.attributes, measure, kMostOfPage * tokens.text_height());
    }
}

std::uint16_t Setting::intern_lang(const std::string& lang) {
    const auto found = std::find(langs.begin(), langs.end(), lang);
    if (found != langs.end()) return static_cast<std::uint16_t>(found - langs.begin());
    // More languages in one paragraph than the index holds cannot be real: the block's serves.
    if (langs.size() >= 0xFFFF) return 0;
    langs.push_back(lang);
    return static_cast<std::uint16_t>(langs.size() - 1);
}

Setting collect(const Inlines& inlines,
                const ParagraphStyle& style,
                Context& context,
                Purpose purpose) {
    Collector collector(style, context, purpose);
    collector.walk(inlines, 0);
    return collector.take();
}

Setting collect_plain(std::string_view utf8, const ParagraphStyle& style, Context& context) {
    Collector collector(style, context, Purpose::Set);
    collector.append(one_line(utf8), 0);
    return collector.take();
}

}  // namespace inkstone::layout::para
