// SPDX-License-Identifier: Apache-2.0
#include "src/dynamic/library.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace inkstone::dynamic {
namespace {

struct LibM {
    Library library{"libm.so.6"};
    INKSTONE_DYNAMIC(cbrtf);
};

TEST(DynamicLibrary, CallsAFunctionOfALoadedLibrary) {
    const LibM libm;
    ASSERT_TRUE(libm.library) << libm.library.error();
    EXPECT_FLOAT_EQ(libm.cbrtf(27.0F), 3.0F);
}

TEST(DynamicLibrary, SaysWhichLibraryIsMissing) {
    Library library("libinkstone-nowhere.so.9");
    EXPECT_FALSE(library);
    EXPECT_EQ(library.error(), "libinkstone-nowhere.so.9 cannot be loaded");
    EXPECT_EQ(library.find<void()>("anything"), nullptr);
}

TEST(DynamicLibrary, SaysWhichFunctionIsMissing) {
    Library library("libm.so.6");
    EXPECT_EQ(library.find<void()>("inkstone_nowhere"), nullptr);
    EXPECT_FALSE(library);
    EXPECT_EQ(library.error(), "no function inkstone_nowhere");
}

}  // namespace
}  // namespace inkstone::dynamic
