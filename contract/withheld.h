// The receipt of tax that matching found withheld beside a payment is named PAYMENT/withheld/INVOICE, and falls with
// it.
#pragma once

#include "contract/event.h"

#include <string>

namespace earned {

inline std::string withheld_beside(const PaymentId& payment) { return payment.text() + "/withheld/"; }

}  // namespace earned
