// SPDX-License-Identifier: Apache-2.0
// A string that is empty nearly everywhere: one null pointer then.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace inkstone::layout {

/// Value semantics of std::string, in the size of a pointer. Reads as std::string_view.
class RareString {
public:
    RareString() = default;
    // NOLINTBEGIN(google-explicit-constructor): stands where a std::string stood.
    RareString(std::string value)
        : value_(value.empty() ? nullptr : std::make_unique<std::string>(std::move(value))) {}
    RareString(const char* value) : RareString(std::string(value)) {}
    operator std::string_view() const noexcept { return str(); }
    // NOLINTEND(google-explicit-constructor)
    RareString(const RareString& other) : RareString(other.str()) {}
    RareString(RareString&&) noexcept = default;
    RareString& operator=(const RareString& other) {
        if (this != &other) *this = RareString(other);
        return *this;
    }
    RareString& operator=(RareString&&) noexcept = default;
    ~RareString() = default;

    [[nodiscard]] bool empty() const noexcept { return value_ == nullptr; }
    [[nodiscard]] const std::string& str() const noexcept {
        static const std::string kEmpty;
        return value_ ? *value_ : kEmpty;
    }
    friend bool operator==(const RareString& a, std::string_view b) noexcept {
        return a.str() == b;
    }

private:
    std::unique_ptr<std::string> value_;
};

}  // namespace inkstone::layout
