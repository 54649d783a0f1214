// SPDX-License-Identifier: Apache-2.0
#include "writers/html/contents.hpp"

#include <algorithm>
#include <vector>

#include "src/ast/labels.hpp"
#include "src/ast/plain_text.hpp"
#include "writers/html/escape.hpp"
#include "writers/html/survey.hpp"

namespace inkstone::html {
namespace {

std::string wish(std::string_view name, const OptionValues& values, const Metadata& meta) {
    if (const auto given = values.find(name); given != values.end()) return given->second;
    for (const MetaEntry& entry : meta.extra) {
        const auto* text = std::get_if<std::string>(&entry.value.value);
        if (entry.key == name && text != nullptr) return *text;
    }
    return {};
}

/// Writes entries of any depth as lists within lists.
class Lists {
public:
    explicit Lists(std::string& out) : out_(out) {}

    void add(int level, std::string_view id, std::string_view text, std::string_view lang) {
        const bool deeper = open_.empty() || level > open_.back();
        if (deeper) {
            out_.append(open_.empty() ? "<ol>\n" : "\n<ol>\n");
            open_.push_back(level);
        } else {
            // A level between two open ones joins the outer: lists nest by order, not by number.
            while (open_.size() > 1 && open_[open_.size() - 2] >= level) close();
            out_.append("</li>\n");
            open_.back() = level;
        }
        out_.append("<li><a href=\"#");
        append_text(out_, id);
        out_.push_back('"');
        if (!lang.empty()) append_attribute(out_, "lang", lang);
        out_.push_back('>');
        append_text(out_, text);
        out_.append("</a>");
    }
    /// How many lists an entry of `level` would stand in.
    [[nodiscard]] int depth_of(int level) const {
        const auto above =
            std::count_if(open_.begin(), open_.end(), [&](int x) { return x < level; });
        return static_cast<int>(above) + 1;
    }
    void finish() {
        while (!open_.empty()) close();
    }

private:
    void close() {
        out_.append("</li>\n</ol>\n");
        open_.pop_back();
    }
    std::string& out_;
    std::vector<int> open_;
};

}  // namespace

ContentsWish contents_wish(const OptionValues& values, const Metadata& meta) {
    ContentsWish contents;
    const std::string wanted = wish("toc", values, meta);
    contents.wanted = wanted == "true" || wanted == "yes" || wanted == "on" || wanted == "1";
    const std::string depth = wish("toc-depth", values, meta);
    if (depth.size() == 1 && depth[0] >= '1' && depth[0] <= '6') contents.depth = depth[0] - '0';
    return contents;
}

std::string contents_nav(const Document& document, int depth) {
    const std::string_view label = labels_for(document.meta.lang).contents;
    std::string list;
    Lists lists(list);
    Walker walker;
    walker.on_block = [&](const Block& block) {
        const auto* heading = std::get_if<Heading>(&block.node);
        if (heading == nullptr || heading->attributes->id.empty()) return;
        const std::string text = plain_text(heading->children);
        if (text.empty() || lists.depth_of(heading->level) > depth) return;
        lists.add(heading->level, heading->attributes->id, text, block.lang);
    };
    walk(document.blocks, walker);
    lists.finish();
    if (list.empty()) return list;
    std::string nav = "<nav class=\"contents\"";
    append_attribute(nav, "aria-label", label);
    nav.append(">\n<p class=\"contents-title\">");
    append_text(nav, label);
    return nav.append("</p>\n").append(list).append("</nav>\n");
}

}  // namespace inkstone::html
