// Aging of receivables (应收账款账龄表): what is open of every invoice, by how long it has been due;
// cash that pays no invoice stands beside it, negative, and in no bucket.
//
// Law:      the buckets of an invoice sum to what is open of it; Σ open = receivable + what is billed
//           and not yet a receivable; Σ unapplied = unapplied cash
// Ensures:  `years` is the Chinese auditors' form: 1年以内, 1至2年, 2至3年, 3年以上, from the invoice's date
#pragma once

#include "base/sorted.h"
#include "reports/against_plans.h"
#include "reports/heading.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace earned {

enum class AgingBuckets : std::uint8_t { days, years };

class Aging {
public:
    Aging(Heading heading, AgingBuckets buckets)
        : heading_(std::move(heading)), buckets_(buckets), items_(heading_.shelf)
    {
    }

    void take(const FoldedHome& home);
    void take(const PlannedGroup& planned);  // of the whole ledger
    void take(const PostedTotal& total);     // of every period
    Table table() const;

private:
    static constexpr std::size_t most_buckets = 6;
    struct Item {
        std::string customer, document, contract;
        Label kind;
        std::optional<Date> issued, due;
        int days = 0;  // past due, or since it was issued
        Money total, paid, credited, written_off, open, on_account, unapplied;
        std::array<Money, most_buckets> buckets;
        bool disputed = false;

        static auto fields(auto& of)
        {
            return std::tie(of.customer, of.document, of.contract, of.kind, of.issued, of.due, of.days, of.total,
                            of.paid, of.credited, of.written_off, of.open, of.on_account, of.unapplied, of.buckets,
                            of.disputed);
        }
        auto order() const { return std::tie(customer, due, document); }
    };
    struct Sum {
        Money open, unapplied, receivable, ahead, target_unapplied;
    };

    Item item(Currency currency) const;
    void take_invoice(const OpenInvoice& open);
    void take_cash(const CustomerId& customer, const Group* group, std::span<const Collected> cash);
    Sum& sum(Currency currency);
    std::size_t bucket_of(int days) const;
    std::vector<Label> bucket_names() const;
    Item add_items(Table& table, Currency currency) const;
    void add_currency(Table& table, Currency currency) const;
    void add_row(Table& table, const Item& item, RowKind kind) const;

    Heading heading_;
    AgingBuckets buckets_;
    Sorted<Item> items_;
    std::map<Currency, Sum> sums_;
    AgainstPlans posted_{{Role::receivable, Role::unapplied_cash}};
};

}  // namespace earned
