// SPDX-License-Identifier: Apache-2.0
#include "src/read/html_tags.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace inkstone::read {
namespace {

/// Attributes of one tag, and formatting elements left open, that the parser may be given: it
/// compares each with each.
constexpr std::size_t kMostAttributes = 100;
constexpr std::size_t kMostLeftOpen = 30;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Elements whose content is not HTML, and those that put the parser into another mode.
bool is_for_programs(std::string_view name) {
    constexpr std::array<std::string_view, 22> kNames{
        "script",    "style",  "title",    "textarea", "xmp",    "iframe", "noembed", "noframes",
        "noscript",  "svg",    "math",     "template", "select", "option", "html",    "head",
        "plaintext", "object", "frameset", "frame",    "applet", "body"};
    return contains(kNames, name);
}

bool is_formatting(std::string_view name) {
    constexpr std::array<std::string_view, 14> kNames{"a",
                                                      "b",
                                                      "big",
                                                      "code",
                                                      "em",
                                                      "font",
                                                      "i",
                                                      "nobr",
                                                      "s",
                                                      "small",
                                                      "strike",
                                                      "strong",
                                                      "tt",
                                                      "u"};
    return contains(kNames, name);
}

/// Elements whose end tag may be left out, by the family that ends them.
int optional_end(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, int>, 12> kFamilies{{{"p", 1},
                                                                          {"li", 2},
                                                                          {"dt", 3},
                                                                          {"dd", 3},
                                                                          {"td", 4},
                                                                          {"th", 4},
                                                                          {"tr", 5},
                                                                          {"thead", 6},
                                                                          {"tbody", 6},
                                                                          {"tfoot", 6},
                                                                          {"rt", 7},
                                                                          {"rp", 7}}};
    for (const auto& [known, family] : kFamilies) {
        if (known == name) return family;
    }
    return 0;
}

/// The end of the tag whose name ends at `at`, and how many attributes it may have; npos when it
/// never ends. A quote counts only at the start of a value.
std::size_t tag_end(std::string_view html, std::size_t at, std::size_t& attributes) {
    bool value = false;
    for (bool blank = false; at < html.size(); ++at) {
        const char c = html[at];
        if (c == '>') return at + 1;
        if (value && (c == '"' || c == '\'')) {
            at = html.find(c, at + 1);
            if (at == std::string_view::npos) return at;
            value = false;
            blank = true;
            continue;
        }
        const bool space = is_space(c) || c == '/';
        if (!space && blank) ++attributes;
        if (c == '=') {
            value = true;
        } else if (!is_space(c)) {
            value = false;
        }
        blank = space;
    }
    return std::string_view::npos;
}

/// The end of the comment or declaration that starts at `at`.
std::size_t comment_end(std::string_view html, std::size_t at) {
    if (!html.substr(at).starts_with("<!--")) {
        const std::size_t end = html.find('>', at);
        return end == std::string_view::npos ? html.size() : end + 1;
    }
    for (std::size_t end = html.find("--", at + 2); end != std::string_view::npos;
         end = html.find("--", end + 1)) {
        const std::string_view rest = html.substr(end + 2);
        if (rest.starts_with(">")) return end + 3;
        if (rest.starts_with("!>")) return end + 4;
    }
    return html.size();
}

}  // namespace

bool is_void_element(std::string_view name) {
    constexpr std::array<std::string_view, 15> kNames{"area",
                                                      "base",
                                                      "br",
                                                      "col",
                                                      "embed",
                                                      "hr",
                                                      "img",
                                                      "input",
                                                      "link",
                                                      "meta",
                                                      "param",
                                                      "source",
                                                      "track",
                                                      "wbr",
                                                      "keygen"};
    return contains(kNames, name);
}

std::optional<HtmlTag> next_tag(std::string_view html, std::size_t from) {
    while (true) {
        from = html.find('<', from);
        if (from == std::string_view::npos || from + 1 >= html.size()) return std::nullopt;
        const bool closing = html[from + 1] == '/';
        std::size_t at = from + (closing ? 2 : 1);
        if (at < html.size() && is_letter(html[at])) {
            HtmlTag tag{.name = {}, .closing = closing, .begin = from};
            while (at < html.size() && !is_space(html[at]) && html[at] != '/' && html[at] != '>') {
                tag.name += lower(html[at++]);
            }
            tag.end = tag_end(html, at, tag.attributes);
            if (tag.end == std::string_view::npos) return std::nullopt;
            return tag;
        }
        if (html[from + 1] == '!' || html[from + 1] == '?' || closing) {
            from = comment_end(html, from);
        } else {
            ++from;
        }
    }
}

namespace {

struct OpenTag {
    std::string name;
    std::size_t block = 0;
};

/// Elements that are open while tags are read in order.
class OpenTags {
public:
    void open(std::string name, std::size_t block) {
        if (const int family = optional_end(name); family != 0 && !stack_.empty()) {
            if (optional_end(stack_.back().name) == family) pop();
        }
        ++counts_[name];
        stack_.push_back({std::move(name), block});
    }
    /// Closes up to the last `name`, if one is open, and says what was closed with it.
    std::vector<OpenTag> close(const std::string& name) {
        std::vector<OpenTag> closed;
        const auto count = counts_.find(name);
        if (count == counts_.end() || count->second == 0) return closed;
        while (closed.empty() || closed.back().name != name) closed.push_back(pop());
        return closed;
    }
    std::size_t depth() const { return stack_.size(); }

private:
    OpenTag pop() {
        OpenTag last = std::move(stack_.back());
        stack_.pop_back();
        --counts_[last.name];
        return last;
    }
    std::vector<OpenTag> stack_;
    std::map<std::string, std::size_t> counts_;
};

const RawBlock* html_of(const Block& block) {
    const auto* raw = std::get_if<RawBlock>(&block.node);
    return raw != nullptr && raw->format == "html" ? raw : nullptr;
}

bool has_text(std::string_view text) {
    return !std::all_of(text.begin(), text.end(), is_space);
}

/// Where the elements of sibling blocks end.
class RunFinder {
public:
    explicit RunFinder(const Blocks& siblings)
        : siblings_(siblings), reach_(siblings.size(), 0), whole_(siblings.size(), false) {
        for (std::size_t i = 0; i < siblings.size(); ++i) {
            reach_[i] = i;
            const RawBlock* raw = html_of(siblings[i]);
            if (raw != nullptr && is_for_people(raw->literal)) read(raw->literal, i);
        }
    }

    std::vector<std::pair<std::size_t, std::size_t>> runs() const {
        std::vector<std::pair<std::size_t, std::size_t>> found;
        for (std::size_t i = 0; i < siblings_.size(); ++i) {
            std::size_t last = reach_[i];
            if (!whole_[i] && last == i) continue;
            const std::size_t first = i;
            for (; i < last; ++i) last = std::max(last, reach_[i + 1]);
            found.emplace_back(first, last);
        }
        return found;
    }

private:
    static bool is_for_people(std::string_view html) {
        for (auto tag = next_tag(html, 0); tag; tag = next_tag(html, tag->end)) {
            if (is_for_programs(tag->name) || tag->attributes > kMostAttributes) return false;
        }
        return true;
    }

    void read(std::string_view html, std::size_t block) {
        std::size_t end = 0;
        for (auto tag = next_tag(html, 0); tag; tag = next_tag(html, tag->end)) {
            if (has_text(html.substr(end, tag->begin - end))) whole_[block] = true;
            end = tag->end;
            if (is_void_element(tag->name)) {
                whole_[block] = true;
            } else if (!tag->closing) {
                if (tag->name == "p") whole_[block] = true;
                open_.open(tag->name, block);
            } else if (const auto closed = open_.close(tag->name); !closed.empty()) {
                const std::size_t opener = closed.back().block;
                reach_[opener] = std::max(reach_[opener], block);
                whole_[block] = true;
            }
        }
        if (has_text(html.substr(end))) whole_[block] = true;
    }

    const Blocks& siblings_;
    OpenTags open_;
    std::vector<std::size_t> reach_;
    std::vector<bool> whole_;
};

}  // namespace

bool is_plain_html(std::string_view html, int max_depth) {
    OpenTags open;
    std::size_t left_open = 0;
    for (auto tag = next_tag(html, 0); tag; tag = next_tag(html, tag->end)) {
        if (is_for_programs(tag->name) || tag->attributes > kMostAttributes) return false;
        if (is_void_element(tag->name)) continue;
        if (!tag->closing) {
            open.open(tag->name, 0);
            if (open.depth() > static_cast<std::size_t>(std::max(max_depth, 0))) return false;
            continue;
        }
        const auto closed = open.close(tag->name);
        for (std::size_t i = 0; i + 1 < closed.size(); ++i) {
            if (is_formatting(closed[i].name) && ++left_open > kMostLeftOpen) return false;
        }
    }
    return true;
}

HtmlRuns html_runs(const Blocks& siblings) {
    return RunFinder(siblings).runs();
}

}  // namespace inkstone::read
