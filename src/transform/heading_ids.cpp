// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "src/ast/plain_text.hpp"
#include "src/ast/walk.hpp"
#include "src/text/slug.hpp"
#include "src/transform/passes.hpp"

namespace inkstone::transform {
namespace {

template <class Use>
void for_each_heading(Blocks& blocks, Use&& use) {
    for (Block& block : blocks) {
        if (auto* heading = std::get_if<Heading>(&block.node)) use(*heading);
        for_each_child_blocks(block, [&](Blocks& children) { for_each_heading(children, use); });
    }
}

/// A dropped comment or note mark at the end leaves a space that is no part of the name.
std::string trimmed_text(const Heading& heading) {
    std::string text = plain_text(heading.children);
    text.erase(text.find_last_not_of(' ') + 1);
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    return text;
}

/// Hands out ids; a second "a" is "a-1", or the next number that is free.
class Names {
public:
    void reserve(const std::string& id) { used_.insert(id); }

    std::string make(std::string slug) {
        if (slug.empty()) slug = "section";
        std::string id = slug;
        std::size_t& count = next_[slug];
        while (!used_.insert(id).second) id = slug + "-" + std::to_string(++count);
        return id;
    }

private:
    std::set<std::string, std::less<>> used_;
    /// Last number given for a slug: many equal headings cost no search.
    std::map<std::string, std::size_t, std::less<>> next_;
};

}  // namespace

void heading_ids(Document& document, Context&) {
    Names names;
    const auto all = [&](const auto& use) {
        for_each_heading(document.blocks, use);
        for (Note& note : document.notes) for_each_heading(note.children, use);
    };
    all([&](const Heading& heading) {
        if (!heading.attributes->id.empty()) names.reserve(heading.attributes->id);
    });
    all([&](Heading& heading) {
        if (!heading.attributes->id.empty()) return;
        heading.attributes.edit().id = names.make(text::heading_slug(trimmed_text(heading)));
    });
}

}  // namespace inkstone::transform
