// SPDX-License-Identifier: Apache-2.0
// Tables: data, markup and configuration.
#include <array>

#include "src/highlight/language.hpp"

namespace inkstone::highlight {
namespace {

constexpr std::array<CommentRule, 1> kSlashStar{{{"/*", "*/"}}};
constexpr std::array<CommentRule, 1> kParenStar{{{"(*", "*)"}}};
constexpr std::array<CommentRule, 1> kCmakeBracket{{{"#[[", "]]"}}};
constexpr std::array<StringRule, 1> kDouble{{{"\"", "\""}}};
constexpr std::array<StringRule, 1> kDoubleLines{{{"\"", "\"", '\\', true}}};
constexpr std::array<StringRule, 2> kQuotes{{{"\"", "\""}, {"'", "'"}}};
constexpr std::array<StringRule, 2> kYamlStrings{
    {{"\"", "\"", '\\', true}, {"'", "'", 0, true, true}}};
constexpr std::array<StringRule, 4> kTomlStrings{
    {{"\"\"\"", "\"\"\"", '\\', true}, {"'''", "'''", 0, true}, {"\"", "\""}, {"'", "'", 0}}};
constexpr std::array<StringRule, 3> kNixStrings{
    {{"''", "''", 0, true}, {"\"", "\"", '\\', true}, {"`", "`"}}};

constexpr std::array<Language, 20> kLanguages{{
    {"json jsonc json5 geojson webmanifest har",
     "true false null",
     "//",
     kSlashStar,
     kQuotes,
     KeyString},
    {"yaml yml",
     "true false null yes no on off True False Yes No ~",
     "#",
     {},
     kYamlStrings,
     KeyColon | ValueStart | HashAfterBlank},
    {"toml", "true false inf nan", "#", {}, kTomlStrings, KeyEquals},
    {"ini cfg conf properties editorconfig gitconfig desktop systemd dotenv env",
     "true false yes no on off",
     "; #",
     {},
     kQuotes,
     KeyEquals | HashAfterBlank | ValueStart | IgnoreCase},
    {"html htm xhtml xml svg rss atom xsl xslt xsd wsdl plist vue vue-html svelte astro mathml "
     "handlebars hbs mustache jinja jinja2 django twig liquid ejs erb jsp aspx razor cshtml xaml "
     "angular ng",
     {},
     {},
     {},
     {},
     0,
     {},
     {},
     Mode::Markup},
    {"markdown md mdx mkd rmd gfm commonmark", {}, {}, {}, {}, 0, {}, {}, Mode::Markdown},
    {"latex tex context", {}, {}, {}, {}, 0, {}, {}, Mode::Latex},
    {"diff patch udiff", {}, {}, {}, {}, 0, {}, {}, Mode::Diff},
    {"http https", {}, {}, {}, {}, 0, {}, {}, Mode::Http},
    {"console shell-session shellsession sh-session terminal session bash-session",
     {},
     {},
     {},
     {},
     0,
     {},
     {},
     Mode::Console},
    {"makefile make mk mf",
     "include ifeq ifneq ifdef ifndef else endif define endef export override vpath",
     "#",
     {},
     kDouble,
     0,
     "-./",
     {},
     Mode::Make},
    {"dockerfile docker containerfile",
     "add arg cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell "
     "stopsignal user volume workdir as",
     "#",
     {},
     kQuotes,
     IgnoreCase | KeywordsFirst | HashAfterBlank,
     "-./"},
    {"cmake",
     "add_compile_definitions add_compile_options add_custom_command add_custom_target "
     "add_definitions add_dependencies add_executable add_library add_subdirectory add_test break "
     "cmake_minimum_required cmake_parse_arguments configure_file continue else elseif "
     "enable_testing "
     "endforeach endfunction endif endmacro endwhile execute_process export file find_library "
     "find_package find_path find_program foreach function get_filename_component get_property "
     "if include include_directories install link_directories link_libraries list macro "
     "mark_as_advanced math message option pkg_check_modules project return set set_property "
     "set_target_properties set_tests_properties string target_compile_definitions "
     "target_compile_features target_compile_options target_include_directories "
     "target_link_directories target_link_libraries target_link_options target_sources unset while "
     "and or not on off true false",
     "#",
     kCmakeBracket,
     kDoubleLines,
     IgnoreCase},
    {"nginx nginxconf", "on off", "#", {}, kQuotes, FirstWord | HashAfterBlank, "-./"},
    {"apache apacheconf htaccess", "on off", "#", {}, kQuotes, FirstWord | HashAfterBlank, "-./"},
    {"nix",
     "assert else if in inherit let or rec then with true false null import builtins",
     "#",
     kSlashStar,
     kNixStrings,
     0,
     "-'"},
    {"bnf ebnf abnf", {}, ";", kParenStar, kQuotes},
    {"mermaid",
     "graph flowchart sequenceDiagram classDiagram stateDiagram erDiagram gantt pie gitGraph "
     "journey "
     "mindmap timeline subgraph end participant actor note loop alt else opt par activate "
     "deactivate "
     "title section class style linkStyle click direction LR RL TB TD BT",
     "%%",
     {},
     kDouble},
    {"dot graphviz gv", "strict graph digraph node edge subgraph", "// #", kSlashStar, kDouble},
}};

}  // namespace

std::span<const Language> data_languages() noexcept {
    return kLanguages;
}

}  // namespace inkstone::highlight
