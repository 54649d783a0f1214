// SPDX-License-Identifier: Apache-2.0
// Widths of table columns.
#include "writers/pdf/layout/flow/table_columns.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace inkstone::layout {

namespace {

constexpr ColumnRules kRules{420, 10, 5, 0.87};

double total(const ColumnPlan& plan) {
    return std::accumulate(plan.widths.begin(), plan.widths.end(), 0.0) +
           2 * plan.padding * static_cast<double>(plan.widths.size());
}

TEST(TableColumns, NaturalWidthsWhenTheyFit) {
    const ColumnPlan plan = plan_columns({{20, 60}, {30, 80}}, kRules);
    EXPECT_EQ(plan.widths, (std::vector<double>{60, 80}));
    EXPECT_EQ(plan.scale, 1);
}

TEST(TableColumns, AShortColumnStaysUnwrappedBesideALongOne) {
    const ColumnPlan plan = plan_columns({{20, 60}, {40, 3000}}, kRules);
    EXPECT_NEAR(plan.widths[0], 60, 1e-9);
    EXPECT_NEAR(total(plan), 420, 1e-6);
}

TEST(TableColumns, LongColumnsShareByTheirText) {
    const ColumnPlan plan = plan_columns({{40, 400}, {40, 800}}, kRules);
    EXPECT_GT(plan.widths[1], plan.widths[0]);
    EXPECT_NEAR(total(plan), 420, 1e-6);
}

TEST(TableColumns, NoColumnOfTextIsNarrowerThanFourCharacters) {
    const ColumnPlan plan = plan_columns({{10, 200}, {10, 9000}, {120, 200}}, kRules);
    for (const double width : plan.widths) EXPECT_GE(width, 40 - 1e-9);
    EXPECT_NEAR(total(plan), 420, 1e-6);
}

TEST(TableColumns, ALongWordDoesNotTakeTheTable) {
    const ColumnPlan plan = plan_columns({{5000, 5000}, {30, 300}}, kRules);
    EXPECT_GE(plan.widths[1], 40);
    EXPECT_LE(total(plan), 420 + 1e-6);
}

TEST(TableColumns, TextShrinksWhenWordsDoNotFitButNotBelowTheLimit) {
    const ColumnPlan some = plan_columns(std::vector<ColumnNeed>(8, {45, 90}), kRules);
    EXPECT_LT(some.scale, 1);
    EXPECT_GE(some.scale, 0.87);
    EXPECT_LE(total(some), 420 + 1e-6);
    const ColumnPlan many = plan_columns(std::vector<ColumnNeed>(40, {45, 90}), kRules);
    EXPECT_EQ(many.scale, 0.87);
    EXPECT_LE(total(many), 420 + 1e-6);
    for (const double width : many.widths) EXPECT_GT(width, 0);
}

TEST(TableColumns, ColumnsWithoutTextGetAPlace) {
    const ColumnPlan plan = plan_columns({{0, 0}, {10, 20}}, kRules);
    EXPECT_GE(plan.widths[0], 10);
}

}  // namespace

}  // namespace inkstone::layout
