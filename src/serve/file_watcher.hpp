// SPDX-License-Identifier: Apache-2.0
// Changes of files below some folders (inotify(7)), gathered until they pause.
#pragma once

#include <map>
#include <set>
#include <string>

#include "inkstone/result.hpp"

namespace inkstone::serve {

/// What changed. `all`: the kernel lost count, so anything may have.
struct Changes {
    std::set<std::string> paths;  ///< normal form, from the folder names as given
    bool all = false;
    [[nodiscard]] bool empty() const { return paths.empty() && !all; }
};

class FileWatcher {
public:
    FileWatcher();
    ~FileWatcher();
    FileWatcher(const FileWatcher&) = delete;
    FileWatcher& operator=(const FileWatcher&) = delete;

    /// Watches the files of a folder, with `deep` those of the folders below it too (hidden ones
    /// left out, new ones taken in). Again is harmless. Errors (Input): no such folder, no more
    /// watches allowed (fs.inotify.max_user_watches); Limit: more than 4096 folders.
    Result<void> add(const std::string& folder, bool deep);

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

    /// What has changed, after waiting until nothing more comes for a moment: editors write a file
    /// in several steps. Hidden files and those ending in '~' are left out.
    Changes take();

private:
    void read_events(Changes& changes);
    void add_tree(const std::string& folder, Changes& changes);

    struct Watch {
        std::string folder;
        bool deep = false;
    };
    int descriptor_ = -1;
    std::map<int, Watch> watches_;
};

}  // namespace inkstone::serve
