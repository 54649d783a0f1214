// SPDX-License-Identifier: Apache-2.0
// Pictures of one document: each file is loaded once, however often it is shown, and what cannot be
// shown keeps the reason why.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "inkstone/ast.hpp"
#include "inkstone/resources.hpp"
#include "src/resources/picture.hpp"
#include "writers/pdf/layout/pages.hpp"

namespace inkstone::layout {

class PictureStore {
public:
    explicit PictureStore(const ResourceLoader& loader) : loader_(loader) {}

    struct Entry {
        resources::PictureInfo info;
        std::shared_ptr<Picture> picture;  ///< null: cannot be shown
        std::string why;                   ///< it cannot be shown
        bool announced = false;            ///< what is said once about it has been said
    };
    /// The picture of `url`: a path below the document's folder, or a data: URL.
    Entry& find(const std::string& url);

private:
    Entry load(const std::string& url);

    const ResourceLoader& loader_;
    std::map<std::string, Entry, std::less<>> by_url_;
    /// Two URLs may name one file.
    std::map<std::string, std::shared_ptr<Picture>, std::less<>> by_file_;
};

/// A size on the page, in points.
struct PictureSize {
    double width = 0, height = 0;
};

/// Natural size by pixels and resolution (96 dpi where the file is silent), or what `width` and
/// `height` of `attributes` ask for ("50%" of `measure`, "5cm", pixels); then shrunk to `measure`
/// and `most_height`. Never enlarged unasked (output requirements IM1).
PictureSize picture_size(const resources::PictureInfo& info,
                         const Attributes& attributes,
                         double measure,
                         double most_height);

}  // namespace inkstone::layout
