// Whole numbers without a largest one.
//
// `Integer` is Boost.Multiprecision's checked, unbounded integer with no expression templates, as a
// type of its own, so that headers may name it without knowing it.
#pragma once

#include "base/wide.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace earned {

using UnboundedInteger = boost::multiprecision::number<
    boost::multiprecision::cpp_int_backend<0, 0, boost::multiprecision::signed_magnitude,
                                           boost::multiprecision::checked>,
    boost::multiprecision::et_off>;

struct Integer : UnboundedInteger {
    using UnboundedInteger::UnboundedInteger;
    using UnboundedInteger::operator=;
    Integer() = default;
    Integer(UnboundedInteger other) : UnboundedInteger(std::move(other)) {}
};

// The quotient as a whole number. Requires: den != 0 (CHECK)
Integer divide(const Integer& num, const Integer& den, Round mode);

Integer power_of_ten(unsigned exponent);
std::optional<std::int64_t> to_int64(const Integer& number);
std::string text(const Integer& number);

}  // namespace earned
