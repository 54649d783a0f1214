// SPDX-License-Identifier: Apache-2.0
// Links inside the document: `#fragment` in any spelling becomes "#" and the id that is meant, so
// that no writer has to guess.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "src/ast/walk.hpp"
#include "src/text/normalize.hpp"
#include "src/text/slug.hpp"
#include "src/transform/passes.hpp"

namespace inkstone::transform {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// RFC 3986 2.1. A '%' without two hexadecimal digits stays as it is.
std::string percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low < 0) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

/// The ids of a document under every name by which a link may call them.
class Targets {
public:
    void add(const std::string& id) {
        if (id.empty()) return;
        by_name_.try_emplace(text::nfc(id), id);
        by_slug_.try_emplace(slug_of(id), id);
    }

    /// The id that `fragment` (without '#') means; the spelling nearest to the typed one wins.
    [[nodiscard]] std::optional<std::string> find(std::string_view fragment) const {
        const std::string decoded = percent_decoded(fragment);
        for (const std::string_view name : {fragment, std::string_view(decoded)}) {
            const auto found = by_name_.find(text::nfc(name));
            if (found != by_name_.end()) return found->second;
        }
        const std::string slug = slug_of(decoded);
        const auto found = by_slug_.find(slug);
        if (slug.empty() || found == by_slug_.end()) return std::nullopt;
        return found->second;
    }

private:
    static std::string slug_of(std::string_view name) {
        return text::heading_slug(text::nfc(name));
    }

    std::map<std::string, std::string, std::less<>> by_name_;
    std::map<std::string, std::string, std::less<>> by_slug_;
};

Targets collect_targets(Document& document) {
    Targets targets;
    const auto block = [&](Block& it) {
        if (const auto* heading = std::get_if<Heading>(&it.node)) {
            targets.add(heading->attributes->id);
        } else if (const auto* code = std::get_if<CodeBlock>(&it.node)) {
            targets.add(code->attributes->id);
        } else if (const auto* div = std::get_if<Div>(&it.node)) {
            targets.add(div->attributes->id);
        }
    };
    const auto flow = [&](Inline& it) {
        if (const auto* span = std::get_if<Span>(&it.node)) {
            targets.add(span->attributes->id);
        } else if (const auto* code = std::get_if<Code>(&it.node)) {
            targets.add(code->attributes->id);
        } else if (const auto* link = std::get_if<Link>(&it.node)) {
            targets.add(link->attributes->id);
        } else if (const auto* image = std::get_if<Image>(&it.node)) {
            targets.add(image->attributes->id);
        }
    };
    walk_document(document, block, flow);
    return targets;
}

}  // namespace

void internal_links(Document& document, Context& context) {
    std::optional<Targets> targets;  // few documents have links into themselves
    std::set<std::string, std::less<>> missing;
    const auto resolve = [&](Inline& node) {
        auto* link = std::get_if<Link>(&node.node);
        if (link == nullptr || link->url.size() < 2 || link->url.front() != '#') return;
        if (!targets) targets = collect_targets(document);
        if (std::optional<std::string> id = targets->find(std::string_view(link->url).substr(1))) {
            link->url = "#" + *id;
            return;
        }
        if (link->url == "#top") return;  // HTML 7.4.6.4: the beginning, without any id
        if (!missing.insert(link->url).second) return;
        context.diagnostics.warn(
            "broken-link", "the document has no heading or id '" + link->url + "'", node.position);
    };
    walk_document(
        document, [](Block&) {}, resolve);
}

}  // namespace inkstone::transform
