// SPDX-License-Identifier: Apache-2.0
// What a worker process gives up before it reads a document. The document's code paths need none of
// it; a document that takes a worker over finds it missing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "src/batch/plan.hpp"

namespace inkstone::batch {

/// Folders and streams that the outputs of `jobs` go to: each output's folder, links followed, or
/// the nearest one above it that exists. Sorted, none below another.
std::vector<std::string> writable_places(std::span<const Job> jobs);

/// What was given up; a kernel that lacks a means loses only that one.
struct Confinement {
    int landlock = 0;      ///< version of the rules in force (landlock(7)), 0: none
    bool seccomp = false;  ///< the filter of system calls is in force
};

/// For the rest of this process and its children: no program is started and no file written,
/// made, renamed or removed but below `writable` (Landlock, Linux 5.13); no TCP (6.7); no socket is
/// made, no process traced, no namespace entered, no program started (seccomp). Reading stays free:
/// the document's own reads are confined by open_beneath, fonts lie anywhere. Cannot be undone.
Confinement confine(std::span<const std::string> writable);

}  // namespace inkstone::batch
