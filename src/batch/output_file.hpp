// SPDX-License-Identifier: Apache-2.0
// Where output bytes go: a file that appears whole or not at all, or a stream.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"
#include "inkstone/writer.hpp"

namespace inkstone::batch {

/// True for targets that are written as they are: "-" (standard output), anything below /dev or
/// /proc, and existing pipes and devices.
bool is_stream(const std::string& path);

/// Removes what the ended process `pid` of this machine left unfinished beside the file `path`.
/// A process that was killed in the moment between naming a finished file and renaming it leaves
/// one hidden file.
void remove_unfinished(const std::string& path, int pid);

/// The same in a whole folder, for every process of this machine that is no more.
void remove_unfinished_in(const std::string& folder);

/// One output. Nothing is visible at a file's path before commit(); without commit() nothing
/// remains, whatever ends the process. Streams take the bytes at once.
///
/// A file is written without a name in the target's folder (O_TMPFILE; a hidden temporary name
/// where the file system has no such files), synced, and renamed over the target. A new file gets
/// the permissions of the umask, a replaced one keeps its own; a symbolic link is followed.
class OutputFile : public Sink {
public:
    /// Opens `path` for writing and makes its folder when it is missing.
    /// Errors (Output): no permission, the target is a folder or write-protected, …
    static Result<std::unique_ptr<OutputFile>> open(const std::string& path);
    ~OutputFile() override;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Errors (Output): full disk, closed pipe, file size limit.
    Result<void> write(std::string_view bytes) override;

    /// Puts the file in its place. After an error the old file, if any, is still there.
    Result<void> commit();

private:
    OutputFile() = default;
    Result<void> open_stream();
    Result<void> open_temporary();
    Result<void> flush();
    Result<void> give_name();
    [[nodiscard]] Failure broken(std::string_view action, int error_number) const;

    std::string path_;       ///< as the user wrote it, for messages
    std::string target_;     ///< where the file goes, symbolic links followed
    std::string temporary_;  ///< name of the unfinished file, empty while it has none
    std::string buffer_;
    int descriptor_ = -1;
    bool stream_ = false;
    bool owns_descriptor_ = true;
};

}  // namespace inkstone::batch
