// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/paint/conformance.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <utility>
#include <vector>

#include "src/text/language.hpp"

namespace inkstone::pdf::paint {
namespace {

using layout::Obstacle;
using layout::Tag;
using layout::TagKind;

constexpr std::array<std::pair<std::string_view, Standard>, 5> kNames{{{"auto", Standard::Auto},
                                                                       {"none", Standard::None},
                                                                       {"a-2a", Standard::A2a},
                                                                       {"a-2u", Standard::A2u},
                                                                       {"ua-1", Standard::Ua1}}};

/// What both standards ask of a tagged file: ISO 19005-2 6.7.4, ISO 14289-1 7.2.
std::vector<Obstacle> shared_obstacles(bool tagged, const Metadata& meta) {
    std::vector<Obstacle> out;
    if (!tagged) out.push_back({"it has no tags", {}});
    if (text::canonical_language(meta.lang).empty()) {
        out.push_back({fmt::format("its language '{}' is no language tag", meta.lang), {}});
    }
    return out;
}

/// ISO 14289-1 7.1 (title), 7.3 (figures), 7.7 (formulas), 7.9 (notes).
std::vector<Obstacle> ua_obstacles(bool tagged,
                                   const layout::Layout& layout,
                                   const Metadata& meta) {
    std::vector<Obstacle> out = shared_obstacles(tagged, meta);
    out.insert(out.end(), layout.tags.obstacles.begin(), layout.tags.obstacles.end());
    if (meta.title.empty()) out.push_back({"it has no title", {}});
    std::set<std::string_view> note_ids;
    for (const Tag& tag : layout.tags.tags) {
        const bool described = !tag.alt.empty() || !tag.actual_text.empty();
        if (tag.kind == TagKind::Figure && !described) {
            out.push_back({"a figure has no alternative text", {}});
        }
        if (tag.kind == TagKind::Formula && !described) {
            out.push_back({"a formula has no alternative text", {}});
        }
        if (tag.kind == TagKind::Note && (tag.id.empty() || !note_ids.insert(tag.id).second)) {
            out.push_back({fmt::format("two notes are called '{}'", tag.id.str()), {}});
        }
    }
    return out;
}

std::string reasons(const std::vector<Obstacle>& obstacles) {
    if (obstacles.size() == 1) return obstacles.front().reason;
    return fmt::format("{} (and {} more)", obstacles.front().reason, obstacles.size() - 1);
}

/// True when nothing stands against `standard`; says so otherwise.
bool holds(std::string_view standard,
           const std::vector<Obstacle>& obstacles,
           Diagnostics& diagnostics) {
    if (obstacles.empty()) return true;
    diagnostics.warn("pdf-standard",
                     fmt::format("the PDF does not claim {}: {}", standard, reasons(obstacles)),
                     obstacles.front().position,
                     "mend this, or choose by --pdf-standard what the file shall claim");
    return false;
}

Result<Claims> demand(Claims claims,
                      std::string_view standard,
                      const std::vector<Obstacle>& obstacles,
                      Diagnostics& diagnostics) {
    if (obstacles.empty()) return claims;
    for (const Obstacle& obstacle : obstacles) {
        diagnostics.add(Severity::Error,
                        "pdf-standard",
                        fmt::format("{} does not hold: {}", standard, obstacle.reason),
                        obstacle.position);
    }
    return fail(ErrorKind::Input,
                fmt::format("the document cannot be {}: {}", standard, reasons(obstacles)),
                "with --pdf-standard auto the file is written without the claim");
}

}  // namespace

std::optional<Standard> standard_of(std::string_view name) noexcept {
    for (const auto& [known, standard] : kNames) {
        if (known == name) return standard;
    }
    return std::nullopt;
}

Result<Claims> decide_claims(Standard wanted,
                             bool tagged,
                             const layout::Layout& layout,
                             const Metadata& meta,
                             Diagnostics& diagnostics) {
    switch (wanted) {
        case Standard::None:
            return Claims{};
        case Standard::A2u:
            return Claims{Archive::A2u, false};
        case Standard::A2a:
            return demand(
                {Archive::A2a, false}, "PDF/A-2a", shared_obstacles(tagged, meta), diagnostics);
        case Standard::Ua1:
            return demand(
                {Archive::None, true}, "PDF/UA-1", ua_obstacles(tagged, layout, meta), diagnostics);
        case Standard::Auto:
            break;
    }
    // Tags left out by choice are no news to whoever chose so.
    if (!tagged) return Claims{Archive::A2u, false};
    const bool archive = holds("PDF/A-2a", shared_obstacles(tagged, meta), diagnostics);
    const bool accessible = holds("PDF/UA-1", ua_obstacles(tagged, layout, meta), diagnostics);
    return Claims{archive ? Archive::A2a : Archive::A2u, accessible};
}

}  // namespace inkstone::pdf::paint
