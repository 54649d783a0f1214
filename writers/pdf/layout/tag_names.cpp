// SPDX-License-Identifier: Apache-2.0
#include "writers/pdf/layout/tag_names.hpp"

namespace inkstone::layout {

// A table in the form of a switch, so that a new kind without a name is a warning.
// NOLINTNEXTLINE(readability-function-size)
std::string_view tag_name(TagKind kind) noexcept {
    switch (kind) {
        case TagKind::Document:
            return "Document";
        case TagKind::Title:
            return "Title";
        case TagKind::P:
            return "P";
        case TagKind::H1:
            return "H1";
        case TagKind::H2:
            return "H2";
        case TagKind::H3:
            return "H3";
        case TagKind::H4:
            return "H4";
        case TagKind::H5:
            return "H5";
        case TagKind::H6:
            return "H6";
        case TagKind::L:
            return "L";
        case TagKind::LI:
            return "LI";
        case TagKind::Lbl:
            return "Lbl";
        case TagKind::LBody:
            return "LBody";
        case TagKind::BlockQuote:
            return "BlockQuote";
        case TagKind::Code:
            return "Code";
        case TagKind::Div:
            return "Div";
        case TagKind::Table:
            return "Table";
        case TagKind::THead:
            return "THead";
        case TagKind::TBody:
            return "TBody";
        case TagKind::TR:
            return "TR";
        case TagKind::TH:
            return "TH";
        case TagKind::TD:
            return "TD";
        case TagKind::Caption:
            return "Caption";
        case TagKind::Figure:
            return "Figure";
        case TagKind::Formula:
            return "Formula";
        case TagKind::Note:
            return "Note";
        case TagKind::Reference:
            return "Reference";
        case TagKind::Toc:
            return "TOC";
        case TagKind::TocI:
            return "TOCI";
        case TagKind::Link:
            return "Link";
        case TagKind::Span:
            return "Span";
        case TagKind::Em:
            return "Em";
        case TagKind::Strong:
            return "Strong";
        case TagKind::Sub:
            return "Sub";
    }
    return "NonStruct";
}

}  // namespace inkstone::layout
