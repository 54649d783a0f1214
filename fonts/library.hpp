// SPDX-License-Identifier: Apache-2.0
// The font library: which face serves which role, style, script and language. Made from
// fonts/manifest.yaml (compiled in); finds known paths first, then --font-path folders, then
// fontconfig. Faces open on first use. Shared by all threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fonts/face.hpp"
#include "inkstone/result.hpp"

namespace inkstone::fonts {

enum class Role { Body, Heading, Code };

struct Style {
    bool bold = false;
    bool italic = false;
    bool operator==(const Style&) const = default;
};

/// Faces in the order they are tried for a grapheme cluster. `latin` and `cjk` are never null.
/// `kai` serves Han in italics and may be null. `fallback` = symbols, math, emoji, last resort.
struct FaceChain {
    const Face* latin = nullptr;
    const Face* cjk = nullptr;
    const Face* kai = nullptr;
    std::vector<const Face*> fallback;
    /// True when a bold face was asked for and only a regular one exists.
    bool cjk_bold_missing = false;
};

struct LibraryOptions {
    std::vector<std::string> font_paths;
    bool ignore_system_fonts = false;
    /// Families the user chose (--mainfont …); empty means the manifest's.
    std::string main_font, sans_font, mono_font, cjk_main_font;
};

/// One row for --list-fonts.
struct FontListing {
    std::string role, family, path, package;
    bool found = false;
};

class Library {
public:
    /// Reads the manifest and prepares the search; opens no font yet. Never touches fontconfig.
    static Result<std::shared_ptr<const Library>> open(const LibraryOptions& options);
    ~Library();

    /// The chain for a role, style and language (BCP 47; decides SC/TC/HK/JP/KR). Cached.
    /// Error MissingFont names the family and the Debian package that holds it.
    Result<const FaceChain*> chain(Role role, Style style, std::string_view lang) const;

    [[nodiscard]] std::vector<FontListing> list() const;

private:
    Library();
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace inkstone::fonts
