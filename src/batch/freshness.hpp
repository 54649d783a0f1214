// SPDX-License-Identifier: Apache-2.0
// `--if-changed`: whether an output is what a conversion now would give. Decided by content: input,
// options and the files they name, everything the document read, fonts, dictionaries and program.
//
// Beside each folder's outputs lies `.inkstone/<output>.json`, written whole after the output is in
// its place. It is believed only when everything it names is still so, the output's own bytes
// among it; a record that is missing, cut or out of date costs a conversion and nothing else. So
// the order of the two writes does not matter, and several machines may share a folder.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "inkstone/convert.hpp"
#include "src/batch/links.hpp"
#include "src/batch/outcome.hpp"
#include "src/batch/plan.hpp"

namespace inkstone::batch {

class Freshness {
public:
    /// Takes the state of everything that all documents share. Fonts, dictionaries and program
    /// files count by path, size and time of change: their bytes are too many to read each time.
    static Freshness of(const ConvertOptions& options, const ConverterOptions& converter);

    /// What answers a document's questions now.
    struct Sources {
        const ResourceLoader& loader;
        const LinkIndex& links;
    };
    /// What a document was made from.
    struct Origin {
        const std::string& input_sha256;
        const std::map<std::string, std::string>& resources;
        const std::map<std::string, std::string>& links;
    };

    /// What the record says of `target`, when it is current.
    [[nodiscard]] std::optional<OutputResult> current(const Job& job,
                                                      const Target& target,
                                                      const std::string& input_sha256,
                                                      const Sources& sources) const;

    /// Leaves a record. Failure to write it is no failure of the conversion.
    void remember(const Job& job,
                  const Target& target,
                  const Origin& origin,
                  const OutputResult& result) const;

private:
    [[nodiscard]] std::string key(const Job& job,
                                  const Target& target,
                                  const std::string& input_sha256) const;
    std::string shared_;  ///< digest of everything that all documents share
};

/// The digest of a file's bytes; empty when it is no regular file that can be read.
std::string file_sha256(const std::string& path);

}  // namespace inkstone::batch
