// SPDX-License-Identifier: Apache-2.0
#include "src/serve/memory_loader.hpp"

#include <fmt/format.h>

#include <string>

#include "src/resources/reference.hpp"

namespace inkstone::serve {

namespace {

std::string_view plain(std::string_view name) {
    while (name.starts_with("./")) name.remove_prefix(2);
    return name;
}

const Part* part_named(const std::vector<Part>& parts, std::string_view name) {
    for (const auto member : {&Part::filename, &Part::name}) {
        for (const Part& part : parts) {
            if (!name.empty() && plain(part.*member) == name) return &part;
        }
    }
    return nullptr;
}

}  // namespace

Result<Resource> MemoryLoader::load(std::string_view reference) const {
    const Result<std::string> path = resources::relative_path(reference);
    if (!path) return fail(path.error());
    const std::string decoded = resources::percent_decoded(*path);
    for (const std::string_view name :
         {std::string_view(*path), resources::without_query(*path), std::string_view(decoded)}) {
        const Part* part = part_named(parts_, plain(name));
        if (part != nullptr) return Resource{part->content, std::string(plain(name))};
    }
    return fail(ErrorKind::Input, fmt::format("'{}' was not sent with the document", reference));
}

}  // namespace inkstone::serve
