// SPDX-License-Identifier: Apache-2.0
#include "src/read/html_inlines.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "src/read/html_element.hpp"
#include "src/read/html_tags.hpp"

namespace inkstone::read {
namespace {

const RawInline* html_of(const Inline& node) {
    const auto* raw = std::get_if<RawInline>(&node.node);
    return raw != nullptr && raw->format == "html" ? raw : nullptr;
}

bool is_ruby_part(std::string_view name) {
    return name == "rt" || name == "rp";
}

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

class Pairing {
public:
    using Visit = std::function<void(Inline&, int, bool)>;

    Pairing(Inlines& list, int max_depth, const Visit& visit)
        : list_(list),
          partner_(list.size(), kNone),
          left_out_(list.size(), false),
          dropped_(list.size(), false),
          max_depth_(max_depth),
          visit_(visit) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            const RawInline* raw = html_of(list[i]);
            if (raw == nullptr) continue;
            auto tag = next_tag(raw->literal, 0);
            if (!tag || tag->begin != 0 || !is_inline_element(tag->name)) continue;
            if (is_void_element(tag->name)) {
                partner_[i] = i;
                continue;
            }
            if (tag->closing) {
                close(tag->name, i);
            } else {
                open(std::move(tag->name), i);
            }
        }
    }

    Inlines build(std::size_t first, std::size_t last, int depth, bool in_link) {
        Inlines out;
        for (std::size_t i = first; i < last; ++i) {
            if (dropped_[i]) continue;
            if (partner_[i] == kNone) {
                visit_(list_[i], depth + 1, in_link);
                if (in_link) unlink(list_[i]);
                out.push_back(std::move(list_[i]));
                continue;
            }
            i = element(i, depth, in_link, out);
        }
        return out;
    }

private:
    struct Open {
        std::string name;
        std::size_t at = 0;
    };

    void open(std::string&& name, std::size_t at) {
        if (is_ruby_part(name)) {
            if (counts_["ruby"] == 0) return;
            if (is_ruby_part(stack_.back().name)) end_last(at);
        }
        ++counts_[name];
        stack_.push_back({std::move(name), at});
    }
    void close(const std::string& name, std::size_t at) {
        if (counts_[name] == 0) return;
        while (stack_.back().name != name) {
            if (is_ruby_part(stack_.back().name)) {
                end_last(at);
            } else {
                pop();
            }
        }
        const std::size_t opener = stack_.back().at;
        end_last(at);
        left_out_[opener] = false;
    }
    void end_last(std::size_t at) {
        partner_[stack_.back().at] = at;
        left_out_[stack_.back().at] = true;
        pop();
    }
    void pop() {
        --counts_[stack_.back().name];
        stack_.pop_back();
    }

    /// Makes the element whose start tag is at `i`; gives the last index that it takes.
    std::size_t element(std::size_t i, int depth, bool in_link, Inlines& out) {
        const std::size_t end = partner_[i];
        const auto& literal = std::get<RawInline>(list_[i].node).literal;
        std::optional<HtmlElement> parsed = parse_start_tag(literal);
        const SourcePosition position = list_[i].position;
        if (end == i) {
            if (parsed) {
                append_element(*parsed, {}, position, out);
            } else {
                out.push_back(std::move(list_[i]));
            }
            return i;
        }
        if (!parsed) {
            out.push_back(std::move(list_[i]));
            return i;
        }
        const bool link = parsed->name == "a" && parsed->find("href") != nullptr;
        if (depth >= max_depth_ || (link && in_link)) {  // the tags go, what is between stays
            if (!left_out_[i]) dropped_[end] = true;
            return i;
        }
        Inlines children = build(i + 1, end, depth + 1, in_link || link);
        append_element(*parsed, std::move(children), position, out);
        // A left-out end tag leaves the tag at `end` to the element around, or to the next one.
        return left_out_[i] ? end - 1 : end;
    }

    /// A link within a link is none.
    static void unlink(Inline& node) {
        auto* link = std::get_if<Link>(&node.node);
        if (link == nullptr) return;
        Span span{.children = std::move(link->children), .attributes = std::move(link->attributes)};
        node.node = std::move(span);
    }

    Inlines& list_;
    std::vector<std::size_t> partner_;  ///< of a start tag; itself for elements without end
    std::vector<bool> left_out_;        ///< of a start tag: its end tag is not there
    std::vector<Open> stack_;
    std::map<std::string, std::size_t> counts_;
    std::vector<bool> dropped_;  ///< end tags of elements that are set flat
    int max_depth_;
    const Visit& visit_;
};

}  // namespace

bool has_raw_html(const Inlines& list) {
    return std::any_of(
        list.begin(), list.end(), [](const Inline& node) { return html_of(node) != nullptr; });
}

void pair_html(Inlines& list,
               int depth,
               int max_depth,
               bool in_link,
               const std::function<void(Inline&, int, bool)>& visit) {
    list = Pairing(list, max_depth, visit).build(0, list.size(), depth, in_link);
}

}  // namespace inkstone::read
