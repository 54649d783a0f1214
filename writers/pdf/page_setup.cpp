// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/page_setup.hpp"

#include <fmt/format.h>

#include <string>
#include <variant>

namespace inkstone::pdf {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// The front matter's paper; empty when it names none that we know. `a4paper` and `letterpaper`
/// are LaTeX's names for the same.
std::string paper_of(const Metadata& meta, Diagnostics& diagnostics) {
    for (const MetaEntry& entry : meta.extra) {
        const auto* value = std::get_if<std::string>(&entry.value.value);
        if (entry.key != "papersize" || value == nullptr || value->empty()) continue;
        std::string paper = lower(*value);
        if (paper.ends_with("paper")) paper.resize(paper.size() - 5);
        if (paper == "a4" || paper == "letter") return paper;
        diagnostics.warn("unknown-paper",
                         fmt::format("unknown paper size '{}'", *value),
                         entry.position,
                         "known are a4 and letter");
    }
    return {};
}

}  // namespace

layout::Tokens page_tokens(const Document& document,
                           std::string_view paper,
                           Diagnostics& diagnostics) {
    layout::TokenChoice choice = layout::choose_tokens(document);
    choice.paper = paper == "auto" ? paper_of(document.meta, diagnostics) : std::string(paper);
    return layout::make_tokens(choice);
}

}  // namespace inkstone::pdf
