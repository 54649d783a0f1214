// SPDX-License-Identifier: Apache-2.0
// The Shaper: plans by face, script, language, direction and features.
#include "fonts/shape.hpp"

#include <hb.h>

#include "fonts/plan.hpp"

namespace inkstone::fonts {
namespace {

/// A document needs ten or so. A document that names a thousand languages starts anew now and
/// then instead of filling the memory.
constexpr std::size_t kMostPlans = 64;
/// HarfBuzz keeps every language string for ever; no real tag is longer.
constexpr std::size_t kLongestLanguage = 32;

}  // namespace

struct Shaper::State {
    explicit State(std::size_t warm_up_units) : warm_up(warm_up_units) {}

    std::size_t warm_up;
    std::vector<std::unique_ptr<Plan>> plans;
    Plan* last = nullptr;
    BufferHandle buffer{hb_buffer_create()};

    Plan& plan_for(const ShapeRun& run) {
        if (last != nullptr && last->key().matches(run)) return *last;
        for (const auto& plan : plans) {
            if (plan->key().matches(run)) return *(last = plan.get());
        }
        if (plans.size() >= kMostPlans) plans.clear();
        plans.push_back(std::make_unique<Plan>(run, warm_up));
        return *(last = plans.back().get());
    }
};

Shaper::Shaper(std::size_t warm_up) : state_(std::make_unique<State>(warm_up)) {}
Shaper::~Shaper() = default;

void Shaper::shape(const ShapeRun& run, std::vector<ShapedGlyph>& out) {
    if (run.face == nullptr || run.text.empty()) return;
    ShapeRun bounded = run;
    if (bounded.lang.size() > kLongestLanguage) bounded.lang = {};
    state_->plan_for(bounded).shape(run.text, state_->buffer.get(), out);
}

}  // namespace inkstone::fonts
