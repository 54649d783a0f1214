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

/// What a text is; decides the family.
enum class Role { Body, Heading, Code };

struct Style {
    bool bold = false;
    bool italic = false;
    bool operator==(const Style&) const = default;
};

/// Faces in the order they are tried for a grapheme cluster. `latin` and `cjk` are never null.
/// `kai` serves Han in italics (Chinese, styles with `italic` only) and may be null. `fallback` is
/// empty unless the user chose a family: then the default face of that place, for what the chosen
/// one lacks.
///
/// How layout finds the face of a cluster: `latin` or `cjk` as the character asks for (output
/// requirements FB1), then `fallback`, then Library::face_for(), which knows symbols, emoji, the
/// faces of other scripts and the last resort and opens them only when they are needed. When that
/// gives null too, no installed face has the character: the missing-glyph path (TX4).
struct FaceChain {
    const Face* latin = nullptr;
    const Face* cjk = nullptr;
    const Face* kai = nullptr;
    std::vector<const Face*> fallback;
    /// True when a bold face was asked for and only a regular one exists.
    bool cjk_bold_missing = false;
};

struct LibraryOptions {
    /// Folders (searched with their sub-folders) or files, in the order given. The environment
    /// variable INKSTONE_FONT_PATH (separated by ':') is added after them.
    std::vector<std::string> font_paths{};
    /// Never ask fontconfig.
    bool ignore_system_fonts = false;
    /// Look at the places where the manifest says fonts lie. Off: only font_paths (and fontconfig).
    bool search_known_paths = true;
};

/// Families (or font files) chosen for one document; empty: the manifest's. The plain ones serve
/// Latin, Greek and Cyrillic, the `_cjk` ones Han, kana and Hangul.
struct FontChoices {
    std::string body{}, body_cjk{}, head{}, head_cjk{}, mono{}, mono_cjk{};
    bool body_is_sans = false;  ///< body text in the families of the headings
    auto operator<=>(const FontChoices&) const = default;
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

    /// The same faces under the choices of one document. Chains are kept for each choice.
    [[nodiscard]] std::shared_ptr<const Library> with(const FontChoices& choices) const;
    /// Whether a family (or font file) can be opened: what `with` may be given.
    [[nodiscard]] bool has_family(const std::string& family) const;
    /// Names of all families that can be asked for, for spelling hints; each once, sorted.
    [[nodiscard]] std::vector<std::string> families() const;

    /// The chain for a role, style and language (BCP 47; decides SC/TC/HK/JP/KR). Cached.
    /// Error MissingFont names the family and the Debian package that holds it.
    Result<const FaceChain*> chain(Role role, Style style, std::string_view lang) const;

    /// A face that has `c`, beyond the chain: emoji faces for characters of emoji presentation, the
    /// faces of the character's script, symbols and mathematics, the last resort, faces of the
    /// user's folders, at last whatever fontconfig knows. Null when there is none. Private-use
    /// characters come from the user's own faces only. The answer is remembered.
    [[nodiscard]] const Face* face_for(char32_t c, Role role, Style style) const;

    /// The colour emoji face, for clusters with U+FE0F; null when none is installed.
    [[nodiscard]] const Face* emoji_face() const;

    /// The face that formulas are set in; null when none with a MATH table is installed.
    [[nodiscard]] const Face* math_face() const;

    /// What serves which role here, row by row of the manifest. Opens no font but the user's.
    [[nodiscard]] std::vector<FontListing> list() const;

private:
    struct State;
    struct Chains;
    Library(std::shared_ptr<State> state, const FontChoices& choices);
    std::shared_ptr<State> state_;
    Chains* chains_;  ///< of state_, for this library's choices
};

}  // namespace inkstone::fonts
