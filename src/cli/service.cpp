// SPDX-License-Identifier: Apache-2.0
#include "src/cli/service.hpp"

#include <fmt/format.h>

#include <string>

#include "src/cli/run.hpp"
#include "src/cli/settings.hpp"
#include "src/serve/serve.hpp"

namespace inkstone::cli {

namespace {

int ended(const Error& error, Messages& messages) {
    messages.print(error);
    return error.kind == ErrorKind::Usage ? ExitUsage : ExitFailed;
}

}  // namespace

int run_service(const Arguments& arguments, const Converter& converter, Messages& messages) {
    const Result<ConvertOptions> options = convert_options(arguments);
    if (!options) return ended(options.error(), messages);
    for (const OptionValues* values : {&options->options, &options->default_options}) {
        const auto checked = check_options(writer_option_specs(converter.writers()), *values);
        if (!checked) return ended(checked.error(), messages);
    }
    const auto settings = serve_settings(arguments, options->limits);
    if (!settings) return ended(settings.error(), messages);
    const auto say = [&](const std::string& url) {
        messages.summarise(fmt::format("serving at {}\n", url));
    };
    const Result<void> served = serve::serve(*settings, converter, *options, say);
    return served ? ExitOk : ended(served.error(), messages);
}

}  // namespace inkstone::cli
