// Bookings, billings, revenue and cash, contract by contract (订单—开票—收入—回款勾稽表).
//
// Law:      for each contract and for all of a currency, before tax unless said:
//           1  price = revenue + remaining
//           2  price + interest in what is asked + let go for early payment, as the price expects
//              = billed + to be billed + waiting for an event
//           3  revenue = billed - billed, not yet a receivable + cash ahead of an invoice + unbilled
//              receivable + loans + contract asset - contract liability - refund liability - deposits
//              - tax pending - financing liability - rent to another ledger - owed to suppliers
//              + interest expense - interest income + paid to the customer, not yet off revenue
//              - paid to the customer - discounts for early payment that the price expects
//           4  billed with tax - credit notes - cash applied - written off = open receivables
//           5  the third in what moved in the periods
//           6  receivable in the ledger + billed, not yet a receivable = open receivables
// Ensures:  each amount is a column and nothing is left over. Bookings and billings are read from the
//           facts, revenue and balances from the lines of the journal, what remains from the plan
// Requires: a group before or after its lines; lines also of periods before those reported
#pragma once

#include "base/sorted.h"
#include "reports/heading.h"
#include "reports/outlook.h"

#include <array>
#include <map>
#include <span>
#include <string>

namespace earned {

class Reconciliation {
public:
    explicit Reconciliation(Heading heading) : heading_(std::move(heading)), lines_(heading_.shelf) {}

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
        Money incentive;  // paid to the customer, not yet off revenue
        // Facts: paid to the customer, and set off against what it owes on no invoice; let go of, as the price expects.
        Money given, set_off, discounted;
        Money receivable;  // as posted

        Money expected_revenue() const;  // the third law's right side
        Standing& operator+=(const Standing& other);
        static auto fields(auto& of)
        {
            return std::tie(of.billed, of.billed_with_tax, of.credits, of.cash, of.applied, of.written_off, of.ahead,
                            of.on_account, of.revenue, of.unbilled, of.asset, of.liability, of.refund, of.deposit,
                            of.pending_tax, of.loan, of.financed, of.rent, of.supplier, of.interest_paid,
                            of.interest_earned, of.incentive, of.given, of.set_off, of.discounted, of.receivable);
        }
    };
    struct Row {
        bool booked = false;
        Money signed_price, cancelled, price, allocated, scheduled, remaining, open, overdue_to_bill;
        // Over the life of the contract: interest in what is asked (less than nothing where it is paid ahead), and what
        // is invoiced and will not be asked for, as the price expects (let_go).
        Money interest, let_go;
        bool waits = false;
        Standing opening, closing;

        Money asked() const { return price + interest + let_go; }
        Money waiting() const { return waits ? asked() - closing.billed - scheduled : Money::zero(price.currency()); }
        Row& operator+=(const Row& other);
        bool reconciles() const;
        static auto fields(auto& of)
        {
            return std::tie(of.booked, of.signed_price, of.cancelled, of.price, of.allocated, of.scheduled,
                            of.remaining, of.open, of.overdue_to_bill, of.interest, of.let_go, of.waits, of.opening,
                            of.closing);
        }
    };
    struct Key {
        Currency currency;
        std::string customer, contract;
        static auto fields(auto& of) { return std::tie(of.currency, of.customer, of.contract); }
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Line {
        Key key;
        Row row;
        static auto fields(auto& of) { return std::tie(of.key, of.row); }
        auto order() const { return std::tie(key); }
        void add(const Line& more) { row += more.row; }
    };
    // All rows of a currency. What waits is counted row by row.
    struct Total {
        Row row;
        Money waiting;
        std::size_t contracts = 0, agree = 0;
    };

    static Standing nothing(Currency currency);
    static Row empty_row(Currency currency);
    void take_facts(Standing& standing, const BookedGroup& booked, Date date) const;
    void take_price(Row& row, const BookedGroup& booked);
    struct Summed {
        std::map<Currency, Total> totals;
        std::vector<std::size_t> seldom;  // of the columns that most books don't need: those in which something is
    };
    Summed summed() const;
    void add_row(Table& table, const Key& key, const Row& row, Money waiting, RowKind kind,
                 std::span<const std::size_t> seldom) const;
    void add_tie_outs(Table& table, Currency currency, const Total& total) const;

    Heading heading_;
    Curve curve_;
    Sorted<Line> lines_;
};

}  // namespace earned
