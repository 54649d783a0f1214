// SPDX-License-Identifier: Apache-2.0
// INKSTONE_API: what a shared build of the library shows to its users. All else is hidden.
#pragma once

#if defined(_WIN32)
#define INKSTONE_API
#else
#define INKSTONE_API __attribute__((visibility("default")))
#endif
