# Every library that Inkstone links, found once. tools/packages.txt holds the Debian packages;
# .ci/check_packages.py compares the two.
find_package(PkgConfig REQUIRED)

pkg_check_modules(CMARK_GFM REQUIRED IMPORTED_TARGET libcmark-gfm)
find_library(CMARK_GFM_EXTENSIONS_LIBRARY cmark-gfm-extensions REQUIRED)
find_library(HPDF_LIBRARY hpdf REQUIRED)
find_path(HPDF_INCLUDE_DIR hpdf.h REQUIRED)
pkg_check_modules(HARFBUZZ REQUIRED IMPORTED_TARGET harfbuzz harfbuzz-subset)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(ZIP REQUIRED libzip)
pkg_check_modules(YAML_CPP REQUIRED IMPORTED_TARGET yaml-cpp)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(FMT REQUIRED IMPORTED_TARGET fmt)
pkg_check_modules(FONTCONFIG REQUIRED fontconfig)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(MD REQUIRED IMPORTED_TARGET libmd)
pkg_check_modules(XXHASH REQUIRED libxxhash) # header only
pkg_check_modules(PNG REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(TURBOJPEG REQUIRED libturbojpeg)
pkg_check_modules(WEBP REQUIRED libwebp)
pkg_check_modules(RSVG REQUIRED librsvg-2.0)
pkg_check_modules(CAIRO REQUIRED cairo)
pkg_check_modules(GOBJECT REQUIRED gobject-2.0)
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
find_library(GIF_LINK_LIBRARIES gif REQUIRED)
find_path(GIF_INCLUDE_DIRS gif_lib.h REQUIRED)
find_path(CLI11_INCLUDE_DIR CLI/CLI.hpp REQUIRED)
find_path(NLOHMANN_JSON_INCLUDE_DIR nlohmann/json.hpp REQUIRED)
find_package(Threads REQUIRED)

# Libraries without a pkg-config file, under names that the installed package finds again.
foreach(name IN ITEMS hpdf cmark-gfm-extensions)
  add_library(inkstone_dependency::${name} UNKNOWN IMPORTED GLOBAL)
endforeach()
set_target_properties(inkstone_dependency::hpdf PROPERTIES
  IMPORTED_LOCATION "${HPDF_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${HPDF_INCLUDE_DIR}")
set_target_properties(inkstone_dependency::cmark-gfm-extensions PROPERTIES
  IMPORTED_LOCATION "${CMARK_GFM_EXTENSIONS_LIBRARY}")

add_library(CLI11::CLI11 INTERFACE IMPORTED)
target_include_directories(CLI11::CLI11 SYSTEM INTERFACE ${CLI11_INCLUDE_DIR})
