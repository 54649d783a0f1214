// SPDX-License-Identifier: Apache-2.0
// A ResourceLoader that notes what a document read, so that a later run can tell whether it would
// read the same.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "inkstone/resources.hpp"
#include "src/hash/sha.hpp"

namespace inkstone::batch {

/// What stands for the answer to a reference: the digest of its bytes, or why there are none.
inline std::string answer_of(const Result<Resource>& resource) {
    return resource ? hash::sha256(resource->bytes) : "error: " + resource.error().message;
}

class RecordingLoader : public ResourceLoader {
public:
    explicit RecordingLoader(const ResourceLoader& below) : below_(below) {}

    Result<Resource> load(std::string_view reference) const override {
        Result<Resource> resource = below_.load(reference);
        const std::lock_guard lock(mutex_);
        answers_.insert_or_assign(std::string(reference), answer_of(resource));
        return resource;
    }
    /// Reference to answer, of everything asked so far.
    [[nodiscard]] std::map<std::string, std::string> answers() const {
        const std::lock_guard lock(mutex_);
        return answers_;
    }

private:
    const ResourceLoader& below_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::string> answers_;
};

}  // namespace inkstone::batch
