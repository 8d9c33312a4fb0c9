#include "billing/cash_rounding.h"

#include "base/check.h"

namespace earned::billing {

CashRounded rounded_for_cash(Money total, std::int64_t step)
{
    CHECK(step > 0, "the smallest coin is worth something");
    const Money payable(Ratio(total.minor(), step).rounded(Round::half_away) * step, total.currency());
    return {payable, payable - total};
}

}  // namespace earned::billing
