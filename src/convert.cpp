// SPDX-License-Identifier: Apache-2.0
// inkstone::Converter.
#include "inkstone/convert.hpp"
