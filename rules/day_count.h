// Day counts: what part of a year lies between two days, as interest on arrears is reckoned.
//
// Law:      actual_365, actual_360: days ÷ 365 or 360; actual_actual: the days in leap years ÷ 366 and the others
//           ÷ 365; thirty_360 (bond basis): months of thirty days, where a 31st is a 30th, at the end only if the
//           beginning is; thirty_e_360 (Eurobond): every 31st is a 30th
// Ensures:  nothing from a day to itself or back
// Source:   ISDA 2006 definitions, 4.16 (b), (d), (e), (f), (g)
#pragma once

#include "base/date.h"
#include "base/ratio.h"

namespace earned {

enum class DayCount { actual_365, actual_360, actual_actual, thirty_360, thirty_e_360 };

Ratio years_between(DayCount count, Date first, Date last);

}  // namespace earned
