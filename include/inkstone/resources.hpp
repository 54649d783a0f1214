// SPDX-License-Identifier: Apache-2.0
// ResourceLoader: the one way from a document to another file (an image, a style sheet).
#pragma once

#include <string>
#include <string_view>

#include "inkstone/export.hpp"
#include "inkstone/result.hpp"

namespace inkstone {

/// Bytes of a resource and the path or name it was found under.
struct Resource {
    std::string bytes;
    std::string name;
};

/// Resolves a reference of a document to bytes, or says no. Implementations must be thread-safe.
class INKSTONE_API ResourceLoader {
public:
    virtual ~ResourceLoader() = default;
    /// `reference` as written in the document. Errors: outside the root, remote, missing, too
    /// large (ErrorKind::Input or Limit).
    virtual Result<Resource> load(std::string_view reference) const = 0;
};

}  // namespace inkstone
