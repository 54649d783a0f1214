// SPDX-License-Identifier: Apache-2.0
// Writers for people and golden tests: the tree as text and JSON, the pages as text.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "inkstone/writer.hpp"

namespace inkstone::dump {

std::span<const OptionSpec> writer_options();
std::unique_ptr<Writer> make_ast_writer(const OptionValues& values, std::string_view dialect);
std::unique_ptr<Writer> make_json_writer(const OptionValues& values, std::string_view dialect);
std::unique_ptr<Writer> make_pages_writer(const OptionValues& values, std::string_view dialect);

}  // namespace inkstone::dump
