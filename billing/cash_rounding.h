// Cash rounding: what is payable in coins that the currency still has.
//
// Law:      payable = total + difference; payable is a multiple of the step; |difference| <= step / 2
// Requires: step > 0 minor units (Switzerland: 5)
// Ensures:  net and tax stay as they are; the difference stands by itself, on `rounding_difference`
#pragma once

#include "base/money.h"

namespace earned::billing {

struct CashRounded {
    Money payable, difference;
};
CashRounded rounded_for_cash(Money total, std::int64_t step);

}  // namespace earned::billing
