// Bookings, billings, revenue and cash, contract by contract (订单—开票—收入—回款勾稽表).
//
// Law:      for each contract and for all of a currency, before tax unless said:
//           1  price = revenue + remaining
//           2  price = billed + to be billed + waiting for an event
//           3  revenue = billed - billed, not yet a receivable + cash ahead of an invoice + unbilled
//              receivable + loans + contract asset - contract liability - refund liability - deposits
//              - tax pending - financing liability - rent to another ledger - owed to suppliers
//              + interest expense - interest income
//           4  billed with tax - credit notes - cash applied - written off = open receivables
//           5  the third in what moved in the periods
//           6  receivable in the ledger + billed, not yet a receivable = open receivables
// Ensures:  each amount is a column and nothing is left over. Bookings and billings are read from the
//           facts, revenue and balances from the lines of the journal, what remains from the plan
// Requires: a group before or after its lines; lines also of periods before those reported
#pragma once

#include "reports/heading.h"
#include "reports/outlook.h"

#include <array>
#include <map>
#include <span>
#include <string>

namespace earned {

class Reconciliation {
public:
    explicit Reconciliation(Heading heading) : heading_(std::move(heading)) {}

    void take(const BookedGroup& booked);
    void take(const PostedLine& line);
    Table table() const;      // contract by contract, to date
    Table movements() const;  // by currency: opening, what moved, closing

private:
    // What stands on a day. The first six are facts, the others are posted.
    struct Standing {
        Money billed, billed_with_tax, credits, cash, applied, written_off;
        Money ahead, on_account;
        Money revenue, unbilled, asset, liability, refund, deposit;
        Money pending_tax;  // posted, due or not, and on no invoice yet
        Money loan, financed, rent, supplier, interest_paid, interest_earned;
        Money receivable;  // as posted

        Money expected_revenue() const;  // the third law's right side
        Standing& operator+=(const Standing& other);
    };
    struct Row {
        bool booked = false;
        Money signed_price, cancelled, price, allocated, scheduled, remaining, open, overdue_to_bill;
        bool waits = false;
        Standing opening, closing;

        Money waiting() const { return waits ? price - closing.billed - scheduled : Money::zero(price.currency()); }
        Row& operator+=(const Row& other);
    };
    struct Key {
        Currency currency;
        std::string customer, contract;
        friend auto operator<=>(const Key&, const Key&) = default;
    };

    static Standing nothing(Currency currency);
    Row& row(const Key& key);
    void take_facts(Standing& standing, const BookedGroup& booked, Date date) const;
    void take_price(Row& row, const BookedGroup& booked);
    std::vector<Money Standing::*> seldom_shown() const;  // of the columns that most books don't need
    void add_row(Table& table, const Key& key, const Row& row, RowKind kind,
                 std::span<Money Standing::*const> seldom) const;
    void add_tie_outs(Table& table, Currency currency, const Row& total) const;
    std::map<Currency, Row> totals() const;
    bool has_any(Money Standing::*amount) const;

    Heading heading_;
    Curve curve_;
    std::map<Key, Row> rows_;
};

}  // namespace earned
