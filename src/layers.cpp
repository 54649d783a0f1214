// SPDX-License-Identifier: Apache-2.0
#include "src/layers.hpp"

#include <algorithm>
#include <iterator>

namespace inkstone {

namespace {

/// Options that a front matter may set, with its keys for them.
constexpr std::pair<std::string_view, std::string_view> kKeys[] = {
    {"papersize", "papersize"},
    {"font-size", "fontsize"},
    {"font-size", "font-size"},
    {"profile", "profile"},
    {"mainfont", "mainfont"},
    {"cjk-mainfont", "cjkmainfont"},
    {"cjk-mainfont", "cjk-mainfont"},
    {"sansfont", "sansfont"},
    {"monofont", "monofont"},
    {"toc", "toc"},
    {"toc-depth", "toc-depth"},
    {"epub-cover-image", "epub-cover-image"},
    {"epub-cover-image", "cover-image"},
    {"epub-cover-image", "cover"}};

}  // namespace

const MetaEntry* front_matter_entry(const Metadata& meta, std::string_view name) {
    for (const auto& [option, key] : kKeys) {
        if (option != name) continue;
        const auto found = std::find_if(
            meta.extra.begin(), meta.extra.end(), [&key = key](const MetaEntry& entry) {
                return entry.key == key;
            });
        if (found != meta.extra.end()) return &*found;
    }
    return nullptr;
}

bool is_known_key(std::string_view key) {
    return std::any_of(
        std::begin(kKeys), std::end(kKeys), [&](const auto& pair) { return pair.second == key; });
}

OptionValues layered_options(const ConvertOptions& wanted, const Metadata& meta) {
    OptionValues values = wanted.options;
    for (const auto& [name, value] : wanted.default_options) {
        if (front_matter_entry(meta, name) == nullptr) values.emplace(name, value);
    }
    return values;
}

}  // namespace inkstone
