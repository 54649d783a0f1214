// SPDX-License-Identifier: Apache-2.0
// Which face serves which place. One lock guards everything that is found and opened; answers are
// remembered, so that a paragraph costs one look-up in a map.
#include "fonts/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <mutex>
#include <tuple>

#include "fonts/face_impl.hpp"
#include "fonts/finder.hpp"
#include "fonts/manifest.hpp"
#include "fonts/math_face.hpp"
#include "src/text/language.hpp"
#include "src/text/properties.hpp"

namespace inkstone::fonts {
namespace {

using text::HanRegion;

// Ordinals: rows of the manifest first, then the user's faces, then the system's. The last are
// numbered by their path, because the order in which threads ask for them varies.
constexpr std::uint32_t kUserOrdinal = 0x10000;
constexpr std::uint32_t kSystemOrdinal = 0x80000000;

Slant slant_of(Style style) noexcept {
    if (style.bold) return style.italic ? Slant::BoldItalic : Slant::Bold;
    return style.italic ? Slant::Italic : Slant::Regular;
}

/// Styles to try for one asked for. A missing italic is set upright, a missing bold regular;
/// weight is kept before slope, because it carries the emphasis further.
std::array<Slant, 4> substitutes(Slant slant) noexcept {
    using enum Slant;
    switch (slant) {
        case Regular:
            return {Regular, Regular, Regular, Regular};
        case Bold:
            return {Bold, Regular, Regular, Regular};
        case Italic:
            return {Italic, Regular, Regular, Regular};
        case BoldItalic:
            return {BoldItalic, Bold, Italic, Regular};
    }
    return {Regular, Regular, Regular, Regular};
}

std::string_view role_name(Role role, bool cjk) noexcept {
    switch (role) {
        case Role::Body:
            return cjk ? "body-cjk" : "body";
        case Role::Heading:
            return cjk ? "heading-cjk" : "heading";
        case Role::Code:
            return cjk ? "code-cjk" : "code";
    }
    return {};
}

bool is_private_use(char32_t c) noexcept {
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

bool is_required(const ManifestRow& row) noexcept {
    return row.role.starts_with("body") || row.role.starts_with("heading") ||
           row.role.starts_with("code");
}

std::uint32_t path_ordinal(const FontFile& file) {
    std::uint32_t hash = 2166136261U;  // FNV-1a
    for (const char c : file.path) hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619U;
    return kSystemOrdinal | ((hash + file.index) & 0x7FFFFFFFU);
}

std::vector<std::string> search_paths(const LibraryOptions& options) {
    std::vector<std::string> paths = options.font_paths;
    const char* variable = std::getenv("INKSTONE_FONT_PATH");
    std::string_view rest = variable == nullptr ? "" : variable;
    while (!rest.empty()) {
        const std::size_t end = rest.find(':');
        if (end != 0) paths.emplace_back(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return paths;
}

/// A font the user names by its file rather than by its family.
bool is_file_name(std::string_view name) {
    return name.find('/') != std::string_view::npos || name.ends_with(".ttf") ||
           name.ends_with(".otf") || name.ends_with(".ttc");
}

const std::string& chosen(const FontChoices& choices, Role role, bool cjk) noexcept {
    switch (role) {
        case Role::Body:
            return cjk ? choices.body_cjk : choices.body;
        case Role::Heading:
            return cjk ? choices.head_cjk : choices.head;
        case Role::Code:
            return cjk ? choices.mono_cjk : choices.mono;
    }
    return choices.body;
}

/// The family itself, or one of its regional members: which of them serves follows the language.
bool names_row(std::string_view family, const ManifestRow& row) {
    if (same_family(family, row.family)) return true;
    if (row.members.empty()) return false;
    using enum HanRegion;
    for (const HanRegion region :
         {SimplifiedChinese, TraditionalChinese, HongKong, Japanese, Korean})
        if (same_family(family, member_family(row, region))) return true;
    return false;
}

/// A face with the style that was really found.
struct Found {
    const Face* face = nullptr;
    Slant slant = Slant::Regular;
};

}  // namespace

/// The chains of one set of choices.
struct Library::Chains {
    FontChoices choices;
    std::map<std::tuple<Role, Slant, HanRegion>, std::unique_ptr<FaceChain>> made;
};

struct Library::State {
    State(LibraryOptions chosen)
        : options(std::move(chosen)), finder(search_paths(options), !options.ignore_system_fonts) {}

    const Face* open(const FontFile& file, std::uint32_t ordinal);
    Found find(const ManifestRow& row, Slant slant, HanRegion region);
    const Face* find_exact(const ManifestRow& row, Slant slant, HanRegion region);
    Found find_family(const std::string& family, Slant slant, HanRegion region);
    Result<Found> required(Role role, bool cjk, Slant slant, HanRegion region);
    Result<std::unique_ptr<FaceChain>> make_chain(const FontChoices& choices,
                                                  Role role,
                                                  Style style,
                                                  HanRegion region);
    Result<void> apply_choices(
        FaceChain& chain, const FontChoices& choices, Role role, Style style, HanRegion region);
    const Face* find_kai(Style style, HanRegion region);
    const Face* search(char32_t c, Role role, Slant slant);
    const Face* search_rows(char32_t c, Slant slant, std::string_view role);
    const Face* search_scripts(char32_t c, Role role, Slant slant);
    const Face* search_user(char32_t c, Slant slant);
    const Face* search_system(char32_t c, Slant slant);

    LibraryOptions options;
    FontFinder finder;
    std::mutex mutex;
    std::map<FontFile, std::unique_ptr<Face>> faces;  ///< null: cannot be opened
    std::map<std::tuple<const ManifestRow*, Slant, HanRegion>, const Face*> rows;
    std::map<FontChoices, Chains> chains;
    std::map<std::tuple<char32_t, Role, Slant>, const Face*> coverage;
};

const Face* Library::State::open(const FontFile& file, std::uint32_t ordinal) {
    const auto [entry, is_new] = faces.try_emplace(file);
    if (is_new) {
        if (auto face = Face::open(file.path, file.index)) {
            entry->second = std::move(face).value();
            entry->second->impl_->ordinal = ordinal;
        }
    }
    return entry->second.get();
}

/// The face of a row in just this style, by the search order of the brief: known places, the
/// user's folders, fontconfig. Null when there is none.
const Face* Library::State::find_exact(const ManifestRow& row, Slant slant, HanRegion region) {
    // Rows without members are the same face in every region, and a text without a region takes
    // the simplified Chinese member: one key each, so that each face has one ordinal.
    if (row.members.empty()) region = HanRegion::None;
    if (!row.members.empty() && region == HanRegion::None) region = HanRegion::SimplifiedChinese;
    const auto [entry, is_new] = rows.try_emplace({&row, slant, region}, nullptr);
    if (!is_new || file_of(row, slant).empty()) return entry->second;
    const auto number = static_cast<std::uint32_t>(&row - manifest().data());
    constexpr std::uint32_t kRegions = 8;
    const std::uint32_t ordinal =
        (number * kSlants + static_cast<std::uint32_t>(slant)) * kRegions +
        static_cast<std::uint32_t>(region);
    const std::string family = member_family(row, region);
    const auto accept = [&, &cached = entry->second](const std::optional<FontFile>& file) {
        const Face* face = file ? open(*file, ordinal) : nullptr;
        if (face != nullptr && (row.members.empty() || same_family(face->name().family, family))) {
            cached = face;
        }
        return cached != nullptr;
    };
    if (options.search_known_paths && accept(FontFinder::known(row, slant, region))) {
        return entry->second;
    }
    if (accept(finder.user(family, slant, true))) return entry->second;
    // Optional rows are not worth loading fontconfig for: face_for() asks it by coverage.
    if (is_required(row)) accept(finder.system(family, slant, true));
    return entry->second;
}

Found Library::State::find(const ManifestRow& row, Slant slant, HanRegion region) {
    for (const Slant candidate : substitutes(slant)) {
        if (const Face* face = find_exact(row, candidate, region)) return {face, candidate};
    }
    return {};
}

/// A family (or file) the user named. The manifest's own families are found without fontconfig.
Found Library::State::find_family(const std::string& family, Slant slant, HanRegion region) {
    if (is_file_name(family)) {
        const Face* face = open({family, 0}, path_ordinal({family, 0}));
        return {face, face != nullptr && face->name().weight >= 600 ? Slant::Bold : Slant::Regular};
    }
    for (const ManifestRow& row : manifest()) {
        if (!names_row(family, row)) continue;
        if (const Found found = find(row, slant, region); found.face != nullptr) return found;
    }
    for (const bool exact : {true, false}) {
        for (const Slant candidate : substitutes(slant)) {
            auto file = finder.user(family, candidate, exact);
            if (!file) file = finder.system(family, candidate, exact);
            const Face* face = file ? open(*file, path_ordinal(*file)) : nullptr;
            if (face != nullptr) return {face, exact ? candidate : Slant::Regular};
        }
    }
    return {};
}

Result<Found> Library::State::required(Role role, bool cjk, Slant slant, HanRegion region) {
    const std::string_view name = role_name(role, cjk);
    const ManifestRow* first = nullptr;
    for (const ManifestRow& row : manifest()) {
        if (row.role != name) continue;
        if (first == nullptr) first = &row;
        if (const Found found = find(row, slant, region); found.face != nullptr) return found;
    }
    if (first == nullptr) return fail(ErrorKind::Internal, "the font manifest lacks a role");
    return fail(
        ErrorKind::MissingFont,
        fmt::format("the font {} ({}) is not installed", member_family(*first, region), name),
        fmt::format("apt-get install {}  (or name a folder that has it: --font-path DIR)",
                    first->package));
}

/// Italics of Chinese Han are set in Kai (output requirements EM3); Japanese and Korean have
/// no such habit.
const Face* Library::State::find_kai(Style style, HanRegion region) {
    if (!style.italic || region == HanRegion::Japanese || region == HanRegion::Korean) {
        return nullptr;
    }
    const Slant slant = style.bold ? Slant::Bold : Slant::Regular;
    for (const ManifestRow& row : manifest()) {
        if (row.role != "kai") continue;
        if (const Found found = find(row, slant, HanRegion::None); found.face != nullptr) {
            return found.face;
        }
    }
    return nullptr;
}

Result<void> Library::State::apply_choices(
    FaceChain& chain, const FontChoices& choices, Role role, Style style, HanRegion region) {
    for (const bool cjk : {false, true}) {
        const std::string& family = chosen(choices, role, cjk);
        if (family.empty()) continue;
        const Found found = find_family(family, slant_of(style), region);
        if (found.face == nullptr) {
            return fail(ErrorKind::MissingFont,
                        fmt::format("the font {} is not installed", family),
                        "install it, or name a folder that has it: --font-path DIR");
        }
        const Face*& place = cjk ? chain.cjk : chain.latin;
        chain.fallback.push_back(place);
        place = found.face;
        if (cjk) chain.cjk_bold_missing = style.bold && !is_bold(found.slant);
    }
    return {};
}

Result<std::unique_ptr<FaceChain>> Library::State::make_chain(const FontChoices& choices,
                                                              Role role,
                                                              Style style,
                                                              HanRegion region) {
    if (role == Role::Body && choices.body_is_sans) role = Role::Heading;
    auto chain = std::make_unique<FaceChain>();
    const Slant slant = slant_of(style);
    const Result<Found> latin = required(role, false, slant, HanRegion::None);
    if (!latin) return fail(latin.error());
    chain->latin = latin->face;
    // East Asian faces have no italics; what takes their place is layout's choice (kai, dots).
    const Result<Found> cjk =
        required(role, true, style.bold ? Slant::Bold : Slant::Regular, region);
    if (!cjk) return fail(cjk.error());
    chain->cjk = cjk->face;
    chain->cjk_bold_missing = style.bold && !is_bold(cjk->slant);
    if (role != Role::Code) chain->kai = find_kai(style, region);
    if (auto applied = apply_choices(*chain, choices, role, style, region); !applied) {
        return fail(applied.error());
    }
    return chain;
}

const Face* Library::State::search_rows(char32_t c, Slant slant, std::string_view role) {
    for (const ManifestRow& row : manifest()) {
        if (row.role != role) continue;
        const Found found = find(row, slant, HanRegion::None);
        if (found.face != nullptr && found.face->covers(c)) return found.face;
    }
    return nullptr;
}

/// Families of the character's script: the serif design in body text, the sans elsewhere, the
/// other one when it is all there is.
const Face* Library::State::search_scripts(char32_t c, Role role, Slant slant) {
    const text::ScriptTag script = text::script_of(c);
    if (script == text::kCommon || script == text::kInherited) return nullptr;
    const Face* second = nullptr;
    for (const ManifestRow& row : manifest()) {
        if (row_script(row) != script) continue;
        const Found found = find(row, slant, HanRegion::None);
        if (found.face == nullptr || !found.face->covers(c)) continue;
        const bool sans = row.family.find("Sans") != std::string_view::npos;
        if (sans == (role != Role::Body)) return found.face;
        if (second == nullptr) second = found.face;
    }
    return second;
}

const Face* Library::State::search_user(char32_t c, Slant slant) {
    std::uint32_t number = 0;
    const Face* second = nullptr;
    for (const UserFont& font : finder.user_fonts()) {
        const Face* face = open(font.file, kUserOrdinal + ++number);
        if (face == nullptr || !face->covers(c)) continue;
        if ((font.weight >= 600) == is_bold(slant)) return face;
        if (second == nullptr) second = face;
    }
    return second;
}

const Face* Library::State::search_system(char32_t c, Slant slant) {
    for (const FontFile& file : finder.system_covering(c, slant)) {
        const Face* face = open(file, path_ordinal(file));
        if (face != nullptr && face->covers(c)) return face;
    }
    return nullptr;
}

const Face* Library::State::search(char32_t c, Role role, Slant slant) {
    if (is_private_use(c)) return search_user(c, slant);
    const bool emoji = text::is_emoji_presentation(c);
    const Face* face = emoji ? search_rows(c, slant, "emoji") : nullptr;
    if (face == nullptr) face = search_scripts(c, role, slant);
    // A face of the other roles may have what this one's lacks (Noto Sans has more than Mono).
    if (face == nullptr && role != Role::Heading) face = search_rows(c, slant, "heading");
    if (face == nullptr) face = search_rows(c, slant, "symbol");
    if (face == nullptr) face = search_user(c, slant);
    if (face == nullptr) face = search_rows(c, slant, "last-resort");
    if (face == nullptr && !emoji) face = search_rows(c, slant, "emoji");
    if (face == nullptr) face = search_system(c, slant);
    return face;
}

Library::Library(std::shared_ptr<State> state, const FontChoices& choices)
    : state_(std::move(state)), chains_(nullptr) {
    const std::lock_guard lock(state_->mutex);
    chains_ = &state_->chains.try_emplace(choices, Chains{choices, {}}).first->second;
}
Library::~Library() = default;

Result<std::shared_ptr<const Library>> Library::open(const LibraryOptions& options) {
    return std::shared_ptr<const Library>(new Library(std::make_shared<State>(options), {}));
}

std::shared_ptr<const Library> Library::with(const FontChoices& choices) const {
    return std::shared_ptr<const Library>(new Library(state_, choices));
}

bool Library::has_family(const std::string& family) const {
    const std::lock_guard lock(state_->mutex);
    return state_->find_family(family, Slant::Regular, HanRegion::None).face != nullptr;
}

std::vector<std::string> Library::families() const {
    const std::lock_guard lock(state_->mutex);
    std::vector<std::string> names = state_->finder.families();
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Result<const FaceChain*> Library::chain(Role role, Style style, std::string_view lang) const {
    const HanRegion region = text::han_region(lang);
    const std::lock_guard lock(state_->mutex);
    auto& entry = chains_->made[{role, slant_of(style), region}];
    if (!entry) {
        auto made = state_->make_chain(chains_->choices, role, style, region);
        if (!made) return fail(made.error());
        entry = std::move(made).value();
    }
    return static_cast<const FaceChain*>(entry.get());
}

const Face* Library::face_for(char32_t c, Role role, Style style) const {
    const Slant slant = slant_of(style);
    const std::lock_guard lock(state_->mutex);
    const auto [entry, is_new] = state_->coverage.try_emplace({c, role, slant}, nullptr);
    if (is_new) entry->second = state_->search(c, role, slant);
    return entry->second;
}

const Face* Library::emoji_face() const {
    const std::lock_guard lock(state_->mutex);
    for (const ManifestRow& row : manifest()) {
        if (row.role != "emoji") continue;
        const Found found = state_->find(row, Slant::Regular, HanRegion::None);
        if (found.face != nullptr) return found.face;
    }
    return nullptr;
}

const Face* Library::math_face() const {
    const std::lock_guard lock(state_->mutex);
    for (const ManifestRow& row : manifest()) {
        if (row.role != "math") continue;
        const Found found = state_->find(row, Slant::Regular, HanRegion::None);
        if (found.face != nullptr && MathFace::supports(*found.face)) return found.face;
    }
    return nullptr;
}

std::vector<FontListing> Library::list() const {
    const std::lock_guard lock(state_->mutex);
    std::vector<FontListing> listing;
    for (const ManifestRow& row : manifest()) {
        const std::string family = member_family(row, HanRegion::SimplifiedChinese);
        auto file = state_->options.search_known_paths
                        ? FontFinder::known(row, Slant::Regular, HanRegion::SimplifiedChinese)
                        : std::nullopt;
        if (!file) file = state_->finder.user(family, Slant::Regular, false);
        if (!file) file = state_->finder.system(family, Slant::Regular, false);
        const std::string role =
            row.script.empty() ? std::string(row.role) : fmt::format("{} {}", row.role, row.script);
        listing.push_back({role,
                           std::string(row.family),
                           file ? file->path : std::string{},
                           std::string(row.package),
                           file.has_value()});
    }
    for (const UserFont& font : state_->finder.user_fonts()) {
        listing.push_back({"font-path", font.family, font.file.path, {}, true});
    }
    return listing;
}

}  // namespace inkstone::fonts
