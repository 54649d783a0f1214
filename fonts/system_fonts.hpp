// SPDX-License-Identifier: Apache-2.0
// fontconfig, asked only when the known places and the user's folders have nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fonts/finder.hpp"

using FcConfig = struct _FcConfig;

namespace inkstone::fonts {

/// A private configuration, so that the process-wide one of the host program is left alone.
/// Making it takes 4 to 7 ms.
struct FontFinder::Fontconfig {
    Fontconfig();
    ~Fontconfig();
    Fontconfig(const Fontconfig&) = delete;
    Fontconfig& operator=(const Fontconfig&) = delete;

    std::optional<FontFile> match(const std::string& family, Slant slant, bool exact);
    std::vector<FontFile> covering(char32_t c, Slant slant);
    std::vector<std::string> families();

private:
    FcConfig* config_ = nullptr;
};

}  // namespace inkstone::fonts
