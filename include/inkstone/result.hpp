// SPDX-License-Identifier: Apache-2.0
// Result<T>: a value or an Error, with the member names of C++23's std::expected.
// Every fallible call of the library returns one; nothing is thrown for bad input.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace inkstone {

/// Broad class of a failure. The command line maps it to an exit code.
enum class ErrorKind {
    Usage,        ///< an option, format or argument is not valid
    Input,        ///< the input could not be read or is not acceptable
    Output,       ///< the output could not be written (full disk, closed pipe, permission)
    MissingFont,  ///< a font of the default set is not installed
    Limit,        ///< a limit of inkstone::Limits was reached
    Cancelled,    ///< the caller's cancel flag was set
    Internal,     ///< a bug of Inkstone or of a library below it
};

/// Why a call failed, in words for the user. `hint` says what to do about it and may be empty.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string message;
    std::string hint;
};

/// Wrapper that makes an Error convertible to every Result<T>: `return fail(...)`.
struct Failure {
    Error error;
};

[[nodiscard]] inline Failure fail(ErrorKind kind, std::string message, std::string hint = {}) {
    return Failure{Error{kind, std::move(message), std::move(hint)}};
}

[[nodiscard]] inline Failure fail(Error error) {
    return Failure{std::move(error)};
}

/// A value of T or an Error. Reading the side that is not there is a bug (assert).
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    [[nodiscard]] T& value() & {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }
    [[nodiscard]] const T& value() const& {
        assert(has_value());
        return *std::get_if<0>(&state_);
    }
    [[nodiscard]] T&& value() && {
        assert(has_value());
        return std::move(*std::get_if<0>(&state_));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    [[nodiscard]] const Error& error() const {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }

private:
    std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Failure failure) : error_(std::move(failure.error)), failed_(true) {}

    [[nodiscard]] bool has_value() const noexcept { return !failed_; }
    explicit operator bool() const noexcept { return has_value(); }
    [[nodiscard]] const Error& error() const {
        assert(failed_);
        return error_;
    }

private:
    Error error_;
    bool failed_ = false;
};

}  // namespace inkstone
