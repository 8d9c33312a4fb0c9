// Bookings of a CRM against those of the book (CRM 订单与合同核对表): what is missing on either side, and
// what both have and say differently.
//
// Law:      of each currency: bookings of the CRM + missing in the CRM - missing here + differences of
//           amount = bookings of the book; a deal and a contract meet by the contract's name
// Ensures:  what agrees is counted and not listed; every difference is a line with its own kind
#pragma once

#include "reports/heading.h"

#include <map>
#include <string>
#include <vector>

namespace earned {

// won: it is signed, as the CRM has it.
enum class DealStage : std::uint8_t { open, won, lost };
struct CrmDeal {
    std::string contract, customer, stage;
    DealStage stands = DealStage::open;
    Money amount;
    std::optional<Date> date;
    std::size_t line = 0;  // of the file
};

class CrmBookings {
public:
    explicit CrmBookings(Heading heading) : heading_(std::move(heading)) {}

    void take(const CrmDeal& deal);
    void take(const BookedGroup& booked);
    Table table() const;

private:
    struct Contract {
        std::string customer;
        Money price;  // as signed and modified by the report's day, without tax
        Date date;
        bool ended = false;
    };
    struct Tally {
        Money of_crm, of_book, missing_here, missing_there, by_amount;
        std::size_t deals = 0, agree = 0;
    };

    void compare(Table& table, const CrmDeal& deal, const Contract* contract, Tally& tally) const;
    Tally& tally(std::map<Currency, Tally>& all, Currency currency) const;

    Heading heading_;
    std::vector<CrmDeal> deals_;
    std::map<std::string, Contract> contracts_;
};

}  // namespace earned
