// SPDX-License-Identifier: Apache-2.0
// Runs of another language in plain text: the finding, without the tree.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace inkstone::transform {

/// Bytes [begin, end) of a text that are in `lang`. Starts and ends with a letter or with CJK
/// punctuation that belongs to it.
struct LanguageRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string lang;
};

/// What runs are called where letters alone do not say it.
struct RunLanguages {
    std::string block;  ///< language of the text around
    std::string latin;  ///< of Latin runs in CJK text
    std::string han;    ///< of Han runs in Latin text
};

/// The runs of `prose` that are not in `languages.block`, in order, none overlapping.
std::vector<LanguageRun> find_language_runs(std::string_view prose, const RunLanguages& languages);

}  // namespace inkstone::transform
