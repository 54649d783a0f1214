// SPDX-License-Identifier: Apache-2.0
#include "src/read/attributes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "src/ast/walk.hpp"

namespace inkstone::read {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 0x7F;
}
bool is_name(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
}

/// The names and values between the braces, one after the other.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::optional<ParsedAttributes> run() {
        if (!take('{')) return std::nullopt;
        ParsedAttributes result;
        while (true) {
            const std::size_t before = at_;
            while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
            if (take('}')) break;
            // The parts must be parted.
            if (before == at_ && before > 1) return std::nullopt;
            if (!part(result.attributes)) return std::nullopt;
        }
        if (result.attributes.empty()) return std::nullopt;
        result.length = at_;
        return result;
    }

private:
    bool take(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    std::string name() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }

    bool part(Attributes& out) {
        if (take('#')) {
            out.id = name();
            return !out.id.empty();
        }
        if (take('.')) {
            out.classes.push_back(name());
            return !out.classes.back().empty();
        }
        if (at_ >= text_.size() || !is_letter(text_[at_])) return false;
        std::string key = name();
        std::string value;
        if (!take('=') || !take_value(value)) return false;
        add(out, std::move(key), std::move(value));
        return true;
    }

    bool take_value(std::string& value) {
        const char quote = at_ < text_.size() ? text_[at_] : '\0';
        if (quote == '"' || quote == '\'') {
            const std::size_t end = text_.find_first_of(quote == '"' ? "\"\n" : "'\n", at_ + 1);
            if (end == kNone || text_[end] == '\n') return false;
            value = text_.substr(at_ + 1, end - at_ - 1);
            at_ = end + 1;
            return true;
        }
        const std::size_t end = std::min(text_.find_first_of(" \t\n}\"'", at_), text_.size());
        value = text_.substr(at_, end - at_);
        at_ = end;
        return !value.empty();
    }

    static void add(Attributes& out, std::string key, std::string value) {
        if (key == "id") {
            out.id = std::move(value);
        } else if (key == "lang") {
            out.lang = std::move(value);
        } else if (key == "dir") {
            out.dir = std::move(value);
        } else if (key == "class") {
            std::string_view rest = value;
            while (!rest.empty()) {
                const std::size_t end = std::min(rest.find(' '), rest.size());
                if (end > 0) out.classes.emplace_back(rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        } else {
            out.pairs.emplace_back(std::move(key), std::move(value));
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// Where the bracket opens that the last byte of the flow's last text closes.
std::optional<FlowPlace> find_bracket(const Inlines& flow, const FlowPlace& searched) {
    std::size_t depth = 0;
    for (std::size_t i = flow.size(); i-- > searched.node;) {
        const auto* text = std::get_if<Text>(&flow[i].node);
        if (text == nullptr) continue;
        const std::string& value = text->value;
        const std::size_t first = i == searched.node ? searched.byte : 0;
        for (std::size_t at = value.size(); at-- > first;) {
            if (value[at] == ']') ++depth;
            if (value[at] == '[' && --depth == 0) return FlowPlace{i, at};
        }
    }
    return std::nullopt;
}

/// Spans may add this many levels to the nesting that the parser has bounded.
constexpr int kDeepestSpan = 16;

bool deeper_than(const Inline& node, int levels) {
    const Inlines* children = running_children(node);
    if (children == nullptr || children->empty()) return false;
    return levels == 0 || std::any_of(children->begin(), children->end(), [&](const Inline& it) {
               return deeper_than(it, levels - 1);
           });
}

bool wrap_in_span(Inlines& flow, Attributes attributes, FlowPlace& searched) {
    const std::optional<FlowPlace> found = find_bracket(flow, searched);
    const auto nested = [](const Inline& it) { return deeper_than(it, kDeepestSpan - 1); };
    if (!found ||
        std::any_of(flow.begin() + static_cast<std::ptrdiff_t>(found->node), flow.end(), nested)) {
        searched = {flow.size() - 1, std::get<Text>(flow.back().node).value.size()};
        return false;
    }
    const FlowPlace open = *found;
    std::get<Text>(flow.back().node).value.pop_back();
    const SourcePosition position = flow[open.node].position;
    const auto begin = flow.begin() + static_cast<std::ptrdiff_t>(open.node);
    Span span{.children = {}, .attributes = std::move(attributes)};
    // The text around the opening bracket is split: what stands before it stays outside.
    std::string& first = std::get<Text>(begin->node).value;
    std::string inside = first.substr(open.byte + 1);
    first.erase(open.byte);
    if (!inside.empty()) span.children.push_back({Text{std::move(inside)}, position});
    std::move(begin + 1, flow.end(), std::back_inserter(span.children));
    if (auto* last =
            span.children.empty() ? nullptr : std::get_if<Text>(&span.children.back().node);
        last != nullptr && last->value.empty()) {
        span.children.pop_back();
    }
    flow.erase(first.empty() ? begin : begin + 1, flow.end());
    flow.push_back({std::move(span), position});
    return true;
}

}  // namespace

std::optional<ParsedAttributes> parse_attributes(std::string_view text) {
    return Scanner(text).run();
}

void merge_attributes(NodeAttributes& node, Attributes more) {
    Attributes& own = node.edit();
    if (!more.id.empty()) own.id = std::move(more.id);
    if (!more.lang.empty()) own.lang = std::move(more.lang);
    if (!more.dir.empty()) own.dir = std::move(more.dir);
    std::move(more.classes.begin(), more.classes.end(), std::back_inserter(own.classes));
    std::move(more.pairs.begin(), more.pairs.end(), std::back_inserter(own.pairs));
}

Attributes take_info_attributes(std::string& info) {
    const std::size_t brace = info.find('{');
    if (brace == kNone) return {};
    std::optional<ParsedAttributes> parsed = parse_attributes(std::string_view(info).substr(brace));
    const bool last = parsed && info.find_first_not_of(" \t", brace + parsed->length) == kNone;
    if (!last) return {};
    info.erase(brace);
    info.erase(info.find_last_not_of(" \t") + 1);
    std::vector<std::string>& classes = parsed->attributes.classes;
    if (info.empty() && !classes.empty()) {
        info = std::move(classes.front());
        classes.erase(classes.begin());
    }
    return std::move(parsed->attributes);
}

bool apply_attributes(Inlines& flow, Attributes attributes, FlowPlace& searched) {
    if (flow.empty()) return false;
    Inline::Node& last = flow.back().node;
    NodeAttributes* own = nullptr;
    if (auto* link = std::get_if<Link>(&last)) own = &link->attributes;
    if (auto* image = std::get_if<Image>(&last)) own = &image->attributes;
    if (auto* code = std::get_if<Code>(&last)) own = &code->attributes;
    if (own != nullptr) {
        merge_attributes(*own, std::move(attributes));
        return true;
    }
    const auto* text = std::get_if<Text>(&last);
    const bool bracket = text != nullptr && text->value.ends_with(']');
    return bracket && wrap_in_span(flow, std::move(attributes), searched);
}

}  // namespace inkstone::read
