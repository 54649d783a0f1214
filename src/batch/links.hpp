// SPDX-License-Identifier: Apache-2.0
// Links between the documents of a run: `other.md#part` in a document leads to the output that the
// run makes of `other.md` in the same format.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inkstone/ast.hpp"
#include "src/batch/plan.hpp"

namespace inkstone::batch {

/// The outputs of all documents of a run (of all its shards), by format. Empty for one document.
class LinkIndex {
public:
    LinkIndex() = default;
    explicit LinkIndex(const std::vector<Job>& jobs);

    /// The relative address, percent-encoded, of the output that `target` of the document at
    /// `input` leads to by `url`, with its fragment. Empty when the url leads to no document of the
    /// run, or the format has no such links: books stand alone, dumps show what was typed.
    [[nodiscard]] std::string find(const std::string& input,
                                   const Target& target,
                                   std::string_view url) const;
    [[nodiscard]] bool empty() const { return outputs_.empty(); }

private:
    /// Input (absolute, normal) and writer's name to the output (absolute, normal).
    std::map<std::pair<std::string, std::string>, std::string, std::less<>> outputs_;
};

/// True for a relative reference to a Markdown file.
bool is_document_link(std::string_view url);

/// The links of one document that may lead to others. Points into the document.
class DocumentLinks {
public:
    explicit DocumentLinks(Document& document);

    /// Sets each link for one output: to what `index` says, else back to what was typed.
    void point(const LinkIndex& index, const std::string& input, const Target& target);
    /// Every url as typed with what the last call made of it (empty: left alone).
    [[nodiscard]] const std::map<std::string, std::string>& answers() const { return answers_; }

private:
    std::vector<std::pair<Link*, std::string>> links_;
    std::map<std::string, std::string> answers_;
};

}  // namespace inkstone::batch
