// SPDX-License-Identifier: Apache-2.0
#include "src/text/language.hpp"
#include "src/transform/passes.hpp"
#include "src/transform/prose.hpp"

namespace inkstone::transform {

void document_language(Document& document, Context& context) {
    std::string& lang = document.meta.lang;
    if (!context.lang.empty()) {
        std::string wanted = text::canonical_language(context.lang);
        if (wanted.empty()) {
            context.diagnostics.warn("bad-language",
                                     "\"" + context.lang + "\" is no language tag; it is ignored",
                                     {},
                                     "use a tag such as zh-Hans, ja or en-GB");
        } else {
            lang = std::move(wanted);
        }
    }
    if (!lang.empty() && lang != "zh") return;
    std::string guess = text::guess_language(count_prose(document));
    if (lang == "zh") {
        if (text::is_chinese(guess)) lang = std::move(guess);
    } else {
        lang = guess.empty() ? std::string("en") : std::move(guess);
    }
}

}  // namespace inkstone::transform
