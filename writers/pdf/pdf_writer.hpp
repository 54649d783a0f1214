// SPDX-License-Identifier: Apache-2.0
// The pdf writer's row in the registry: its options and its factory.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "inkstone/writer.hpp"

namespace inkstone::pdf {

std::span<const OptionSpec> writer_options();
std::unique_ptr<Writer> make_writer(const OptionValues& values, std::string_view dialect);

}  // namespace inkstone::pdf
