#include "app/number_order.h"

#include <algorithm>

namespace earned::app {

namespace {

// A run of digits without its zeros in front, or one other character.
std::string_view first_part(std::string_view text)
{
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    return text.substr(0, digits == 0 ? 1 : digits);
}

bool is_number(std::string_view part) { return part.front() >= '0' && part.front() <= '9'; }

std::string_view without_zeros(std::string_view digits)
{
    return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

}  // namespace

bool is_before(std::string_view one, std::string_view other)
{
    const std::string_view whole = one, other_whole = other;
    while (!one.empty() && !other.empty()) {
        const std::string_view a = first_part(one), b = first_part(other);
        if (is_number(a) && is_number(b)) {
            const std::string_view x = without_zeros(a), y = without_zeros(b);
            if (x.size() != y.size()) return x.size() < y.size();
            if (x != y) return x < y;
        } else if (a != b) {
            return a < b;
        }
        one.remove_prefix(a.size());
        other.remove_prefix(b.size());
    }
    if (one.empty() != other.empty()) return one.empty();
    return whole < other_whole;  // the same but for zeros in front
}

}  // namespace earned::app
