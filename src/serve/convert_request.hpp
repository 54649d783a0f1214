// SPDX-License-Identifier: Apache-2.0
// One request of the service to one response. Runs in a worker process.
#pragma once

#include "inkstone/convert.hpp"
#include "src/serve/exchange.hpp"

namespace inkstone::serve {

/// `POST /convert?to=pdf` (or epub, html; further writer options, `from`, `lang` and
/// `metadata.KEY` as parameters) answers with the document; `POST /check` with the messages alone.
/// The body is Markdown, or multipart/form-data with a part `document` and pictures beside it.
/// Options that name files are refused: the service reads no file for anybody.
/// Statuses: 200; 400 for a wrong request; 404; 422 for a document that cannot be converted; 500.
/// Errors are JSON: {"error","code","hint"}.
Response convert_request(const Converter& converter,
                         const ConvertOptions& common,
                         const Request& request);

/// An error as JSON with `status`.
Response error_response(std::uint64_t id, int status, const Error& error);

}  // namespace inkstone::serve
