// What was asked for, or the fault that is in the way.
//
//     const Result<Group> group = fold(history);
//     if (!group) return group.fault();
//     use(*group);
//
// Requires: `*`, `->` and `value()` only of a success, `fault()` only of a failure (CHECK)
#pragma once

#include "base/check.h"
#include "base/fault.h"

#include <concepts>
#include <type_traits>
#include <utility>
#include <variant>

namespace earned {

template <class T> class [[nodiscard]] Result {
public:
    // Implicit from what a T is made of, so that a function returns its value or its fault as is.
    template <class U = T>
        requires(!std::same_as<std::remove_cvref_t<U>, Result> &&
                 !std::same_as<std::remove_cvref_t<U>, Fault> && std::convertible_to<U &&, T>)
    Result(U&& value) : either_(std::in_place_index<0>, std::forward<U>(value))
    {
    }
    Result(Fault fault) : either_(std::in_place_index<1>, std::move(fault)) {}

    explicit operator bool() const { return either_.index() == 0; }

    const T& value() const& { return known(*this); }
    T& value() & { return known(*this); }
    T&& value() && { return std::move(known(*this)); }

    const T& operator*() const& { return known(*this); }
    T& operator*() & { return known(*this); }
    T&& operator*() && { return std::move(known(*this)); }
    const T* operator->() const { return &known(*this); }
    T* operator->() { return &known(*this); }

    const Fault& fault() const
    {
        CHECK(either_.index() == 1, "a success has no fault");
        return *std::get_if<1>(&either_);
    }

    friend bool operator==(const Result&, const Result&) = default;

private:
    static_assert(!std::same_as<T, Fault>, "a fault is not what was asked for");

    template <class Self> static auto& known(Self& self)
    {
        CHECK(self.either_.index() == 0, "a fault was not looked at: " + self.fault().text());
        return *std::get_if<0>(&self.either_);
    }

    std::variant<T, Fault> either_;
};

// An act that gives nothing back but may fail.
struct Done {
    friend bool operator==(const Done&, const Done&) = default;
};
using Outcome = Result<Done>;

}  // namespace earned
