// SPDX-License-Identifier: Apache-2.0
// From typed texts to checked values.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "inkstone/convert.hpp"
#include "src/batch/plan.hpp"
#include "src/batch/run_jobs.hpp"
#include "src/cli/arguments.hpp"
#include "src/serve/serve.hpp"

namespace inkstone::cli {

/// Options of one conversion, the format and the input left open. Errors (Usage): metadata without
/// a key, an unknown dialect, a number that is none.
Result<ConvertOptions> convert_options(const Arguments& arguments);

/// Font folders: INKSTONE_FONT_PATH (separated by ':') first, then --font-path.
ConverterOptions converter_options(const Arguments& arguments);

/// `-j` (0 stands for one worker per core), `--timeout` and `--max-memory` (bytes, or with K, M or
/// G). Errors: Usage.
Result<batch::RunLimits> run_limits(const Arguments& arguments);

/// `--serve` with its limits: 30 seconds, 1 GiB of memory and 64 MiB of body for a request unless
/// the options say otherwise. Errors: Usage.
Result<serve::ServeSettings> serve_settings(const Arguments& arguments, const Limits& limits);

/// The formats of every `-t a,b`. Errors (Usage): an unknown name, with the nearest one as hint.
Result<std::vector<const WriterInfo*>> wanted_formats(const Arguments& arguments,
                                                      std::span<const WriterInfo* const> writers);

}  // namespace inkstone::cli
