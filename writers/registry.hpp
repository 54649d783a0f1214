// SPDX-License-Identifier: Apache-2.0
// The table of built-in writers. Adding a format is one row in registry.cpp and one folder.
#pragma once

#include <span>

#include "inkstone/writer.hpp"

namespace inkstone {

/// All built-in writers, in the order in which --list-formats shows them.
std::span<const WriterInfo> builtin_writers();

}  // namespace inkstone
