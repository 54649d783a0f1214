// SPDX-License-Identifier: Apache-2.0
// The `convert` command: hands the arguments on. What could still be thrown here is memory.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "src/cli/run.hpp"

int main(int argc, char** argv) {
    try {
        return inkstone::cli::run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "convert: error: %s\n", error.what());
        return inkstone::cli::ExitFailed;
    }
}
