// What a customer and its supplier owe one another when payment and performance are far apart: a balance, month by
// month, in exact shares. It includes nothing of recognition/.
//
// Law:      the price is such that what is performed and what is paid come out even, with interest (606-10-32-15 to
//           32-20, IFRS 15.60-65): interest of a month is a twelfth of the year's on what was owed before its last
//           day; it bears interest itself from then on, or (by the year) from the end of the year that it is of
// Ensures:  nothing is rounded
#pragma once

#include "base/date.h"
#include "base/ratio.h"

#include <vector>

namespace earned::oracle {

enum class Misreckoned {
    nothing,
    compounds_otherwise,
    forgets_the_first_month,
    owes_from_the_next_month,
    bears_beyond_the_end,        // interest, of a contract that ended
    keeps_its_price_in_the_end,  // and not what the customer is asked for, without the interest of it
    asks_for_all_in_the_end,     // also for what wasn't performed
};

struct Loan {
    struct Flow {
        Date day;
        Ratio paid, performed;
    };  // cents; a share of the price
    Ratio a_year;
    bool by_the_year = false;
    std::vector<Flow> flows;
    Misreckoned flaw = Misreckoned::nothing;
};
// `interest`: the customer owes it; below nothing: it is owed to the customer. Who owes in all, with interest that
// bears none yet, has more of it, or less.
struct Month {
    Date end;
    Ratio interest;
    bool customer_owes = false;
};

Ratio price_of(const Loan& loan);
std::vector<Month> interest_of(const Loan& loan, const Ratio& price);

}  // namespace earned::oracle
