// Remaining performance obligations (剩余履约义务): the price of what is promised and not yet
// recognised, in bands of time (606-10-50-13, IFRS 15.120, CAS 14).
//
// Law:      remaining = allocated price - recognised; the bands sum to it; and it is the backlog not
//           yet billed and the contract liability, less what was performed ahead of billing (`bridge`)
// Ensures:  bands are of twelve months each, counted from the heading's day. What waits for an event
//           that isn't known is a band of its own. What the customer can still get out of without a
//           penalty is in no band (50-14, 25-3): it is shown beside them; what is invoiced as performed (50-14(b)) is
//           left out and shown beside it. Of what remains, that of contracts of a year or less (50-14(a)) is named, and
//           stays in: who elects the expedient takes it off
#pragma once

#include "base/sorted.h"
#include "reports/heading.h"
#include "reports/outlook.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace earned {

// To 12 months, 13 to 24, 25 to 36, later, and on events.
constexpr std::size_t band_count = 5;
using Bands = std::array<std::int64_t, band_count>;
Bands bands(const Curve& curve, Date as_of);

enum class RemainingBy : std::uint8_t { obligation, contract, customer, product };

class RemainingObligations {
public:
    RemainingObligations(Heading heading, RemainingBy by) : heading_(std::move(heading)), by_(by), rows_(heading_.shelf)
    {
    }

    void take(const PlannedGroup& planned);
    void take(const PostedTotal& total);  // of every period: what the plans are held against
    Table table() const;
    Table bridge() const;

private:
    struct Figures {
        std::array<Money, band_count> bands;
        Money allocated, recognised, excluded;
        Money cancellable;  // not binding yet
        Money of_a_year;    // of what remains: of contracts expected to last a year or less

        static auto fields(auto& of)
        {
            return std::tie(of.bands, of.allocated, of.recognised, of.excluded, of.cancellable, of.of_a_year);
        }
        void add(const Figures& more);
    };
    struct Key {
        Currency currency;
        std::string customer, contract, obligation, product;
        static auto fields(auto& of)
        {
            return std::tie(of.currency, of.customer, of.contract, of.obligation, of.product);
        }
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Line {
        Key key;
        Figures figures;
        static auto fields(auto& of) { return std::tie(of.key, of.figures); }
        auto order() const { return std::tie(key); }
        void add(const Line& more) { figures.add(more.figures); }
    };
    // What the bridge is made of. `recognised` and `posted` are of all that was posted.
    struct Books {
        Money recognised, posted, remaining, excluded, allocated, stated;
        Money billed, tax, ahead, on_account, given;  // given: paid to customers
        std::map<Role, Money> balances;               // credits positive
    };

    static Figures nothing(Currency currency);
    Key key(const PlannedGroup& planned, const ObligationId& obligation, const Sku& product) const;
    Books& books(Currency currency);
    void add_position(Books& books, const Plan& plan) const;
    std::vector<Column> names() const;
    void add_row(Table& table, const Key& key, const Figures& row, RowKind kind) const;
    void add_currency(Table& table, Currency currency) const;
    void add_bridge(Table& table, Currency currency, const Books& books) const;

    Heading heading_;
    RemainingBy by_;
    Curve curve_;
    Sorted<Line> rows_;
    std::set<Currency> currencies_;  // of the rows
    std::map<Currency, Books> books_;
};

}  // namespace earned
