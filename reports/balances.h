// Contract balances roll-forward (合同余额变动表): what each balance was, what moved it and by which
// cause, and what it is (606-10-50-8, IFRS 15.116).
//
// Law:      opening + Σ movements = closing, for each balance and currency; the opening of a period
//           is the closing of the one before
// Ensures:  natural balances are positive. What is not current (reports/maturity.h) stands apart. When the plans are
//           given, all that was posted is held against their targets: what the books should show, computed without them
#pragma once

#include "base/sorted.h"
#include "reports/heading.h"
#include "reports/maturity.h"

#include <array>
#include <map>
#include <set>
#include <string>

namespace earned {

constexpr std::size_t cause_count = static_cast<std::size_t>(Cause::late) + 1;

class BalancesRollForward {
public:
    explicit BalancesRollForward(Heading heading) : heading_(std::move(heading)) {}

    void take(const PostedTotal& total);
    void take(const PlannedGroup& planned);  // all of the ledger's, or none
    // Then those of the homes where something is performed and not invoiced, which say when it will be.
    const std::set<std::int64_t>& homes_to_ask() const { return to_ask_; }
    void take(const BookedGroup& booked);
    Table table() const;

private:
    struct Figures {                     // debits positive
        Money opening, closing, latest;  // latest: also after the periods reported
        std::array<Money, cause_count> moved;
    };
    using Key = std::pair<Currency, Role>;

    Figures& figures(Currency currency, Role role);
    void add_later(Currency currency, const NotCurrent& later);
    void add_row(Table& table, const std::vector<Cause>& causes, Role role, const Figures& figures) const;

    Heading heading_;
    std::map<Key, Figures> rows_;
    std::map<Key, Money> targets_, later_;                          // later: not current, on the natural side
    std::map<std::pair<std::int64_t, ContractId>, Date> closings_;  // of the groups to ask
    std::set<std::int64_t> to_ask_;
    bool planned_ = false;
};

// Contract by contract, for one balance; of the contract liability also what was revenue in the
// period and stood in it at the opening (606-10-50-8(b), IFRS 15.116(b)).
//
// Law:      revenue from the opening balance <= the opening balance, and <= the period's revenue,
//           contract by contract and never on totals: first in, first out
enum class BalancesBy : std::uint8_t { contract, customer, nothing };

class ContractRollForward {
public:
    ContractRollForward(Heading heading, Role role, BalancesBy by)
        : heading_(std::move(heading)), role_(role), by_(by), lines_(heading_.shelf)
    {
    }

    void take(const PostedLine& line);
    void take(const PostedTotal& total);
    Table table() const;

private:
    struct Figures {  // on the balance's natural side
        Money opening, from_opening, revenue, of_prior_periods, closing;
        std::array<Money, cause_count> moved;

        static auto fields(auto& of)
        {
            return std::tie(of.opening, of.from_opening, of.revenue, of.of_prior_periods, of.closing, of.moved);
        }
        void add(const Figures& more);
        bool is_empty() const;  // nothing stood in it, and nothing that moved stayed
    };
    struct Key {
        Currency currency;
        std::string customer, contract;
        static auto fields(auto& of) { return std::tie(of.currency, of.customer, of.contract); }
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Line {
        Key key;
        Figures figures;
        static auto fields(auto& of) { return std::tie(of.key, of.figures); }
        auto order() const { return std::tie(key); }
        void add(const Line& more) { figures.add(more.figures); }
    };

    bool liability() const { return role_ == Role::contract_liability; }
    Money natural(std::int64_t minor, Currency currency) const;
    static Figures nothing(Currency currency);
    void settle_home(Sorted<Line>& into) const;
    std::vector<Cause> causes_of(const Sorted<Line>& lines) const;
    void add_currency(Table& table, const Sorted<Line>& lines, Currency currency,
                      const std::vector<Cause>& causes) const;
    void add_row(Table& table, const Key& key, const Figures& row, const std::vector<Cause>& causes,
                 RowKind kind) const;

    Heading heading_;
    Role role_;
    BalancesBy by_;
    std::int64_t home_ = 0;
    std::map<Key, Figures> of_home_;  // by contract, until the next home comes
    Sorted<Line> lines_;
    std::set<Currency> currencies_;     // of the lines
    std::map<Currency, Money> posted_;  // closing, by the sealed totals
};

}  // namespace earned
