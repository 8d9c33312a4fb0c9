// Invoice register (开票台账): every invoice and credit note of the periods, and every one that was
// voided in them.
//
// Law:      credit notes and voided invoices are negative, so columns add up; all documents to date,
//           with tax, less what was paid and written off, are what is open
// Ensures:  the numbers given in each series and year have no gap, and each is on a document
#pragma once

#include "base/sorted.h"
#include "reports/against_plans.h"
#include "reports/heading.h"

#include <map>
#include <string>
#include <vector>

namespace earned {

class InvoiceRegister {
public:
    explicit InvoiceRegister(Heading heading)
        : heading_(std::move(heading)), items_(heading_.shelf), given_(heading_.shelf), numbers_(heading_.shelf)
    {
    }

    void take(const FoldedHome& home);
    void take(const GivenNumber& given);     // of the ledger's entity, of every year
    void take(const PlannedGroup& planned);  // of the whole ledger
    void take(const PostedTotal& total);     // of every period
    Table table() const;

private:
    struct Item {
        Date date;
        std::string number;
        Label kind;
        std::optional<Date> due;
        std::string customer, contract, of;
        Money net, tax;
        std::optional<Money> paid, open;
        Label status;

        static auto fields(auto& of)
        {
            return std::tie(of.date, of.number, of.kind, of.due, of.customer, of.contract, of.of, of.net, of.tax,
                            of.paid, of.open, of.status);
        }
        auto order() const { return std::tie(date, number, kind.en); }
    };
    struct Sum {
        Money gross, tax, settled, open, planned_gross, planned_tax;
        Money discounts;  // for early payment: what plans ask for less than documents do
    };                    // to date
    struct Given {        // a rank, once
        std::string series;
        int year = 0;
        std::int64_t rank = 0, left = 0;  // left: to imported documents

        static auto fields(auto& of) { return std::tie(of.series, of.year, of.rank, of.left); }
        auto order() const { return std::tie(series, year, rank); }
        void add(const Given&) {}
    };
    struct Number {  // of a document, or one that was given
        InvoiceId number;
        std::string series;  // empty: of a document
        int year = 0;

        static auto fields(auto& of) { return std::tie(of.number, of.series, of.year); }
        auto order() const { return std::tie(number, series, year); }
    };
    struct Series {
        std::int64_t highest = 0, left = 0;
        std::size_t ranks = 0, numbers = 0, on_documents = 0;
    };

    Sum& sum(Currency currency);
    void take_group(const Group& group, std::span<const OpenInvoice> open);
    void take_discounts(const Group& group);
    void take_document(const Group& group, const Document& document, const OpenInvoice* open);
    void add_currency(Table& table, Currency currency, const Sum& sum) const;
    std::map<std::pair<std::string, int>, Series> series() const;
    void add_series(Table& table) const;

    Heading heading_;
    Sorted<Item> items_;
    std::map<Currency, Sum> sums_;
    Sorted<Given> given_;
    Sorted<Number> numbers_;
    AgainstPlans posted_{{Role::tax_payable, Role::output_tax_pending}};
};

}  // namespace earned
