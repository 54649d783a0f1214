// SPDX-License-Identifier: Apache-2.0
#include "writers/dump/dump_writers.hpp"

namespace inkstone::dump {

std::span<const OptionSpec> writer_options() {
    return {};
}

}  // namespace inkstone::dump
