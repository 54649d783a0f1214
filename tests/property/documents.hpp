// SPDX-License-Identifier: Apache-2.0
// The documents that the property tests run over: the project's own inputs, and real documents
// beside the checkout where they are there.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace inkstone {

/// One Markdown file as it lies on the disk.
struct SampleDocument {
    std::string name;    ///< path below the folder that was searched
    std::string folder;  ///< what its references start from
    std::string bytes;
};

inline SampleDocument read_sample(const std::filesystem::path& path,
                                  const std::filesystem::path& root) {
    std::ifstream file(path, std::ios::binary);
    return {std::filesystem::relative(path, root).string(),
            path.parent_path().string(),
            {std::istreambuf_iterator<char>(file), {}}};
}

inline void add_samples(const std::filesystem::path& folder, std::vector<SampleDocument>& into) {
    if (!std::filesystem::is_directory(folder)) return;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ".md")
            paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) into.push_back(read_sample(path, folder));
}

/// The example, the inputs of the golden cases and of the external checks, the gallery.
inline std::vector<SampleDocument> own_documents() {
    const std::filesystem::path root = INKSTONE_SOURCE_DIR;
    std::vector<SampleDocument> all;
    for (const char* folder : {"examples", "tests/golden", "tests/external", "docs/gallery"})
        add_samples(root / folder, all);
    return all;
}

/// Real documents of many projects and languages; empty where they are not there.
inline std::vector<SampleDocument> corpus_documents() {
    std::vector<SampleDocument> all;
    add_samples(std::filesystem::path(INKSTONE_SOURCE_DIR) / "../shared/corpus/documents", all);
    return all;
}

}  // namespace inkstone
