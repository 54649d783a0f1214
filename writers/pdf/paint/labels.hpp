// SPDX-License-Identifier: Apache-2.0
// Page labels (ISO 32000-1 12.4.2): what each page is called, as ranges.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace inkstone::pdf::paint {

/// Turns a label per page into ranges of a prefix, a numbering style and a first number, as the
/// pages come.
class PageLabels {
public:
    void add(std::string_view label);
    /// The entry `/PageLabels<<...>>` of a document with the pages of `front` before these; empty
    /// when no page has a label.
    [[nodiscard]] std::string entry(const PageLabels& front) const;
    [[nodiscard]] std::string entry() const { return entry({}); }

private:
    enum class Style : std::uint8_t { None, Decimal, LowerRoman, UpperRoman };
    struct Label {
        std::string prefix;
        Style style = Style::None;
        std::uint32_t number = 0;
        bool operator==(const Label&) const = default;
    };
    struct Range {
        std::uint32_t page = 0;
        Label first;
    };
    static Label parse(std::string_view label);

    std::vector<Range> ranges_;
    std::uint32_t page_count_ = 0;
};

}  // namespace inkstone::pdf::paint
