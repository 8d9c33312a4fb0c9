// The facts behind the small book (book.h): its contracts, documents and cash, as the fold would have
// them, and what the rules and billing made of them.
#pragma once

#include "tests/reports/book.h"

namespace earned {

inline Document invoice(const char* number, const char* contract, const char* issued, const char* due,
                        std::vector<IssuedLine> lines)
{
    Document made;
    made.number = InvoiceId(number);
    made.contract = ContractId(contract);
    made.at = at(issued, Rank::billing);
    made.due = day(due);
    made.lines = std::move(lines);
    return made;
}

inline Collected paid(const char* payment, const char* invoice, const char* date, std::int64_t cents)
{
    return {at(date, Rank::cash), 0, PaymentId(payment), InvoiceId(invoice), dollars(cents)};
}

inline Group group_of(const char* contract, const char* customer, const std::vector<std::string>& lines)
{
    Group made;
    made.id = ContractId(contract);
    made.entity = EntityId("E");
    made.customer = CustomerId(customer);
    made.currency = usd;
    made.contracts.emplace_back().id = made.id;
    for (const std::string& line : lines) made.contracts.back().lines.emplace_back().id = LineId(line);
    return made;
}

inline OpenInvoice open_invoice(const Group& group, const Document& document, std::int64_t total,
                                std::int64_t paid_of_it)
{
    OpenInvoice made{};
    made.group = &group;
    made.invoice = &document;
    made.total = dollars(total);
    made.paid = dollars(paid_of_it);
    made.credited = made.written_off = dollars(0);
    made.open = dollars(total - paid_of_it);
    return made;
}

inline Terms terms_of(std::initializer_list<BillingPlan> plans)
{
    Terms terms;
    ContractTerms& contract = terms.contracts.emplace_back();
    for (const BillingPlan plan : plans) contract.lines.emplace_back().emplace_back().billing.plan = plan;
    return terms;
}

inline BillItem item(const char* contract, const char* line, const char* date, std::int64_t cents)
{
    BillItem made;
    made.contract = ContractId(contract);
    made.line = LineId(line);
    made.date = day(date);
    made.net = dollars(cents);
    return made;
}

// As of 28 February 2026; customer B has paid 70.00 that nobody knows the purpose of.
struct SmallFacts {
    Home a, b;
    std::vector<OpenInvoice> open_a, open_b;
    Terms terms_a = terms_of({BillingPlan::on_signing, BillingPlan::on_signing}),
          terms_b = terms_of({BillingPlan::on_fulfilment});
    Billed billed_a, billed_b;
    Plan unapplied;

    SmallFacts()
    {
        a.customer = CustomerId("A");
        a.groups.push_back(group_of("C-1001", "A", {"subscription", "implementation"}));
        Group& first = a.groups.back();
        first.documents.push_back(invoice("INV-1", "C-1001", "2026-01-31", "2026-01-31",
                                          {{LineId("subscription"), dollars(1080000), dollars(248400)},
                                           {LineId("implementation"), dollars(270000), dollars(62100)}}));
        first.cash = {paid("P1", "INV-1", "2026-01-31", 60500), paid("P2", "INV-1", "2026-03-02", 1600000)};
        billed_a.items = {item("C-1001", "implementation", "2026-01-31", 270000),
                          item("C-1001", "subscription", "2026-01-31", 1080000)};
        b.customer = CustomerId("B");
        b.groups.push_back(group_of("C-2", "B", {"machines"}));
        Group& second = b.groups.back();
        second.documents.push_back(
            invoice("INV-2", "C-2", "2026-02-10", "2026-03-12", {{LineId("machines"), dollars(50000), dollars(0)}}));
        billed_b.items = {item("C-2", "machines", "2026-02-10", 50000)};
        b.unapplied = {paid("P3", "", "2026-02-15", 7000)};
        open_a = {open_invoice(first, first.documents.front(), 1660500, 60500)};
        open_b = {open_invoice(second, second.documents.front(), 50000, 0)};
        unapplied.home = true;
        unapplied.entity = EntityId("E");
        unapplied.currency = usd;
        unapplied.cash = {{at("2026-02-15", Rank::cash), on_account, 7000}};
        cut_and_settle(unapplied);
    }
    SmallFacts(const SmallFacts&) = delete;
    SmallFacts& operator=(const SmallFacts&) = delete;

    template <class Report>
    void feed_homes(Report& report) const
    {
        const EntityId own("E");
        const std::vector<EntityId> receivers_a(a.receipts.size(), own), receivers_b(b.receipts.size(), own);
        const std::vector<OwnCash> cash{{own, usd, b.unapplied}};
        report.take(FoldedHome{1, a, open_a, receivers_a, {}});
        report.take(FoldedHome{2, b, open_b, receivers_b, cash});
    }
};

// The book with the unapplied cash in it.
struct FullBook : SmallBook, SmallFacts {
    explicit FullBook(const char* date) : SmallBook(date)
    {
        const std::vector<PostedLine> more = posted(unapplied, 2, "B", through);
        lines.insert(lines.end(), more.begin(), more.end());
    }
    template <class Report>
    void feed_all_plans(Report& report) const
    {
        feed_plans(report);
        report.take(PlannedGroup{2, CustomerId("B"), BookName("IFRS"), unapplied, through});
    }
};

}  // namespace earned
