// SPDX-License-Identifier: Apache-2.0
// The PDF file as objects and streams, over libharu's memory manager, cross-reference list,
// dictionaries and serialiser. Objects leave for the Sink as soon as they are set: dictionaries
// in object streams, everything found by a cross-reference stream (ISO 32000-1 7.5.7, 7.5.8).
// This folder is the only one that includes hpdf*.h; callers see numbers and strings.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "inkstone/result.hpp"
#include "inkstone/writer.hpp"

namespace inkstone::pdf::haru {

/// Number of an indirect object (generation 0). 0 is never an object.
using ObjectId = std::uint32_t;

/// Yes: where that is shorter. Fast: the same, for data that hardly shrinks, such as outlines.
/// Always: for streams whose entries have DecodeParms.
enum class Compress : std::uint8_t { No, Yes, Fast, Always };

/// One PDF file being written. After the first failure every call does nothing, and `status` and
/// `finish` tell it. Not shared between threads.
class Document {
public:
    /// Starts a file on `sink`, which must outlive the document.
    /// Errors: Internal when the libharu that runs is not the one compiled against.
    static Result<std::unique_ptr<Document>> create(Sink& sink);
    ~Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    /// A number for an object whose content comes later, so that others can refer to it.
    ObjectId reserve();
    /// Gives object `id` its dictionary: `entries` is the text between `<<` and `>>`. Once per id.
    void set(ObjectId id, std::string entries);
    ObjectId add(std::string entries);
    /// Gives object `id` a stream. `entries` holds the dictionary without Length and Filter.
    void set_stream(ObjectId id, std::string entries, std::string_view data, Compress compress);
    ObjectId add_stream(std::string entries, std::string_view data, Compress compress);

    /// How it went so far: the sink's first error, or one of libharu.
    [[nodiscard]] Result<void> status() const;
    /// Bytes written so far, for tests and statistics.
    [[nodiscard]] std::uint64_t position() const noexcept;

    /// Writes what is left, the cross-reference stream with Root, Info and an ID made from the
    /// content, and the file's end. Errors: Output (the sink), Internal (a reserved object was
    /// never set, or libharu failed).
    Result<void> finish(ObjectId catalog, ObjectId info);

private:
    struct State;
    explicit Document(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace inkstone::pdf::haru
