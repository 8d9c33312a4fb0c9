// Invoice register (开票台账): every invoice and credit note of the periods, and every one that was
// voided in them.
//
// Law:      credit notes and voided invoices are negative, so columns add up; all documents to date,
//           with tax, less what was paid and written off, are what is open
// Ensures:  the numbers given in each series and year have no gap, and each is on a document
#pragma once

#include "reports/against_plans.h"
#include "reports/heading.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace earned {

class InvoiceRegister {
public:
    explicit InvoiceRegister(Heading heading) : heading_(std::move(heading)) {}

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
    };
    struct Sum {
        Money gross, tax, settled, open, planned_gross, planned_tax;
        Money discounts;  // for early payment: what plans ask for less than documents do
    };                    // to date
    struct Series {
        std::int64_t highest = 0, left = 0;  // left: to imported documents
        std::set<std::int64_t> ranks;
        std::vector<InvoiceId> numbers;
    };

    Sum& sum(Currency currency);
    void take_group(const Group& group, std::span<const OpenInvoice> open);
    void take_discounts(const Group& group);
    void take_document(const Group& group, const Document& document, const OpenInvoice* open);
    void add_currency(Table& table, Currency currency, const Sum& sum) const;
    void add_series(Table& table) const;

    Heading heading_;
    std::vector<Item> items_;
    std::map<Currency, Sum> sums_;
    std::map<std::pair<std::string, int>, Series> series_;
    std::set<InvoiceId> documents_;
    AgainstPlans posted_{{Role::tax_payable, Role::output_tax_pending}};
};

}  // namespace earned
