// SPDX-License-Identifier: Apache-2.0
// Which standards a file may claim. What holds by construction is listed in docs/conformance; what
// depends on the document is checked here, before the metadata that makes the claim is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inkstone/diagnostics.hpp"
#include "inkstone/result.hpp"
#include "writers/pdf/layout/pages.hpp"
#include "writers/pdf/paint/metadata.hpp"

namespace inkstone::pdf::paint {

/// Names of standards that options may give, as in OptionSpec::choices.
inline constexpr std::string_view kStandardChoices = "auto|none|a-2a|a-2u|ua-1";

enum class Standard : std::uint8_t { Auto, None, A2a, A2u, Ua1 };

/// Nothing for a name that is not one of kStandardChoices.
std::optional<Standard> standard_of(std::string_view name) noexcept;

/// Decides what the file says about itself. Auto claims PDF/A-2a and PDF/UA-1 together; a claim
/// that the document does not allow is left out (2u is left of 2a), with one warning per standard
/// that names the place and the reason. Errors: Input, when a standard asked for by name does not
/// hold; nothing should be written then that looks like it.
Result<Claims> decide_claims(Standard wanted,
                             bool tagged,
                             const layout::Layout& layout,
                             const Metadata& meta,
                             Diagnostics& diagnostics);

}  // namespace inkstone::pdf::paint
