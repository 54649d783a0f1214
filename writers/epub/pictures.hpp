// SPDX-License-Identifier: Apache-2.0
// The pictures of a book: files of the archive, one for each picture however often it is shown
// (EPUB 3.3 section 3.2: core media types, told by content and not by name).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inkstone/ast.hpp"
#include "inkstone/diagnostics.hpp"
#include "inkstone/resources.hpp"
#include "writers/epub/archive.hpp"
#include "writers/epub/package.hpp"
#include "writers/html/mapping.hpp"

namespace inkstone::epub {

class BookPictures {
public:
    BookPictures(const ResourceLoader& loader, Diagnostics& diagnostics)
        : loader_(loader), diagnostics_(diagnostics) {}

    /// How a chapter writes the image; nothing, after a warning, when the book cannot hold it.
    std::optional<html::ImageForm> place(const Image& image, SourcePosition where);

    /// What the package has to say of the pictures placed so far.
    [[nodiscard]] const std::vector<PictureFile>& files() const noexcept { return files_; }
    [[nodiscard]] bool any_animated() const noexcept { return animated_; }
    /// The files themselves, named for the archive.
    std::vector<Entry> take_entries() { return std::move(entries_); }

private:
    Result<html::ImageForm> load(const std::string& url);

    const ResourceLoader& loader_;
    Diagnostics& diagnostics_;
    std::map<std::string, Result<html::ImageForm>, std::less<>> by_url_;
    /// By the SHA-256 of the bytes: two names, one picture.
    std::map<std::string, html::ImageForm, std::less<>> by_content_;
    std::vector<PictureFile> files_;
    std::vector<Entry> entries_;
    bool animated_ = false;
};

}  // namespace inkstone::epub
