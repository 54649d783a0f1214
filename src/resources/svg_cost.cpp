// SPDX-License-Identifier: Apache-2.0
#include "src/resources/svg_cost.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <string>

namespace inkstone::resources {
namespace {

/// Elements drawn after all references are followed; maps of cities have some ten thousand.
constexpr std::uint64_t kMostElements = 100'000;
constexpr std::uint64_t kMostFilterSteps = 64;
/// Pixels of blur that nobody can see the shape of.
constexpr double kLargestBlur = 500;
/// Deeper nesting than this is refused by librsvg as well.
constexpr int kDeepest = 256;

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Cost {
public:
    bool is_cheap(const pugi::xml_node& root) {
        collect(root, 0);
        if (too_deep_ || steps_ * std::max<std::uint64_t>(filtered_, 1) > kMostFilterSteps ||
            blur_ > kLargestBlur)
            return false;
        return elements(root) <= kMostElements;
    }

private:
    std::map<std::string, pugi::xml_node, std::less<>> by_id_;
    /// By address; an element that is being counted counts nothing: the renderer breaks cycles.
    std::map<const void*, std::uint64_t> counted_;
    std::uint64_t steps_ = 0, filtered_ = 0;
    double blur_ = 0;
    bool too_deep_ = false;

    void collect(const pugi::xml_node& node, int depth) {
        too_deep_ = too_deep_ || depth > kDeepest;
        if (too_deep_) return;
        if (const char* id = node.attribute("id").value(); *id != '\0')
            by_id_.try_emplace(id, node);
        if (local_name(node).starts_with("fe")) ++steps_;
        if (node.attribute("filter")) ++filtered_;
        blur_ = std::max(blur_, node.attribute("stdDeviation").as_double());
        for (const pugi::xml_node child : node.children()) collect(child, depth + 1);
    }

    std::uint64_t elements(const pugi::xml_node& node) {
        const auto [at, is_new] = counted_.try_emplace(node.internal_object(), 0);
        if (!is_new) return at->second;
        std::uint64_t count = 1;
        for (const pugi::xml_node child : node.children()) {
            if (count > kMostElements) break;
            count += elements(child);
        }
        if (local_name(node) == "use") {
            std::string_view target = node.attribute("href").value();
            if (target.empty()) target = node.attribute("xlink:href").value();
            if (target.starts_with('#')) {
                const auto found = by_id_.find(target.substr(1));
                if (found != by_id_.end()) count += elements(found->second);
            }
        }
        counted_[node.internal_object()] = count;
        return count;
    }
};

}  // namespace

bool is_cheap_svg(std::string_view bytes) {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default);
    return !parsed || Cost().is_cheap(document.document_element());
}

}  // namespace inkstone::resources
