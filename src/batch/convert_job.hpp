// SPDX-License-Identifier: Apache-2.0
// One job of a run: read one document, write all its outputs.
#pragma once

#include <map>
#include <string>

#include "inkstone/convert.hpp"
#include "src/batch/freshness.hpp"
#include "src/batch/links.hpp"
#include "src/batch/outcome.hpp"
#include "src/batch/plan.hpp"
#include "src/batch/report.hpp"

namespace inkstone::batch {

/// What all jobs of a run share. The pointers may be null.
struct JobContext {
    const Converter& converter;
    /// The input's name, its folder and each target's format are filled in for each job.
    const ConvertOptions& options;
    /// Where links to other documents of the run lead.
    const LinkIndex* links = nullptr;
    /// Skips outputs that are current, and leaves records (`--if-changed`).
    const Freshness* freshness = nullptr;
    /// Skips outputs that an earlier report says are there (`--resume`).
    const std::map<std::string, Finished>* finished = nullptr;
    bool notes_references = false;  ///< fill in Outcome::references
    bool hashes = false;            ///< fill in the digests of outputs and input
};

/// Converts `job`. One output's failure does not stop the others.
Outcome convert_job(const JobContext& context, const Job& job);

/// The folder that a document's references start from: "docs" for "docs/a.md", "." for "a.md".
std::string folder_of(const std::string& path);

}  // namespace inkstone::batch
