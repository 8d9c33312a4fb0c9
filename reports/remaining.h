// Remaining performance obligations (剩余履约义务): the price of what is promised and not yet
// recognised, in bands of time (606-10-50-13, IFRS 15.120).
//
// Law:      remaining = allocated price - recognised; the bands sum to it
// Ensures:  bands are counted from the heading's day, twelve months each. What waits for an event
//           that isn't known is a band of its own; what is invoiced as performed (50-14(b)) is left
//           out and shown beside it
#pragma once

#include "reports/heading.h"
#include "reports/outlook.h"

#include <array>
#include <map>
#include <string>

namespace earned {

// To 12 months, 13 to 24, 25 to 36, later, and on events.
constexpr std::size_t band_count = 5;
struct Remaining {
    std::array<std::int64_t, band_count> bands{};
    std::int64_t excluded = 0;
    std::int64_t total() const;
};
Remaining remaining(const Plan& plan, std::size_t place, const Curve& curve, Date as_of);

enum class RemainingBy : std::uint8_t { obligation, contract, customer, product };

class RemainingObligations {
public:
    RemainingObligations(Heading heading, RemainingBy by) : heading_(std::move(heading)), by_(by) {}

    void take(const PlannedGroup& planned);
    void take(const PostedTotal& total);  // of every period: what the plans are held against
    Table table() const;

private:
    struct Figures {
        std::array<Money, band_count> bands;
        Money allocated, recognised, excluded;
    };
    struct Key {
        Currency currency;
        std::string customer, contract, obligation, product;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    // What the bridge is made of, book-wide.
    struct Books { Money recognised, posted, allocated, stated, billed, receivable, unbilled, asset, liability, refund; };

    Key key(const PlannedGroup& planned, const Obligation& obligation, const Sku& product) const;
    Books& books(Currency currency);
    std::vector<Column> names() const;
    void add_currency(Table& table, Currency currency) const;

    Heading heading_;
    RemainingBy by_;
    std::map<Key, Figures> rows_;
    std::map<Currency, Books> books_;
};

}  // namespace earned
