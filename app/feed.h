// Rows of the book on their way into reports: streamed by ranges of homes, as known at one batch.
//
// Law:      what is fed is of one moment of knowledge: that of the ledger's last close at or before
//           the batch asked for, so that plans, facts and journal agree
// Requires: one ledger a feed
#pragma once

#include "app/book.h"
#include "app/by_ranges.h"
#include "app/plans_of_range.h"
#include "reports/bank_reconciliation.h"
#include "reports/heading.h"

#include <functional>
#include <map>
#include <set>

namespace earned::app {

struct ReportOrder {
    CustomerId customer;
    ContractId contract;
    Sku product;
    std::optional<Period> first, last;
    std::optional<Date> as_of;
    std::optional<std::int64_t> known_at;
    int before = 0, after = 0;  // periods shown around those asked for
};

// Whose the homes of a range are.
class CustomersOfRange {
public:
    explicit CustomersOfRange(db::HomeRange range)
        : first_(range.first), customers_(static_cast<std::size_t>(range.last - range.first + 1))
    {
    }
    void put(std::int64_t home, std::string customer) { customers_.at(place(home)) = CustomerId(std::move(customer)); }
    const CustomerId& at(std::int64_t home) const { return customers_.at(place(home)); }

private:
    std::size_t place(std::int64_t home) const { return static_cast<std::size_t>(home - first_); }

    std::int64_t first_;
    std::vector<CustomerId> customers_;
};

class Feed {
public:
    Feed(Book& book, const Ledger& ledger, const ReportOrder& order);

    const Heading& heading() const { return heading_; }
    Date posted_through() const { return posted_through_; }  // dawn: nothing was posted by then
    const Chart& chart() { return book_.chart(ledger_); }
    Currency currency() const { return ledger_.currency; }
    // To the entity's currency at the end of the report's day: the closing rate of that day, else the last spot.
    std::optional<Decimal> closing_rate(Currency from) const;
    // How many customers had news after what is reported was known.
    std::int64_t news_since() const { return since_; }
    // The periods, up to the day reported, of documents that no close of this ledger has known; empty at an earlier
    // state of knowledge.
    std::set<Period> billed_not_closed();

    void totals(const std::function<void(const PostedTotal&)>& sink);
    // The same from the journal's lines, in the entity's currency, what rates moved included.
    void translated_totals(const std::function<void(const PostedTotal&)>& sink);
    void lines(const std::function<void(const PostedLine&)>& sink);
    // The same, the plans of some homes before their lines.
    void lines_after_plans(const std::function<void(const PlannedGroup&)>& plans,
                           const std::function<void(const PostedLine&)>& lines);
    // Every line, in the contract's currency or the entity's: what rates alone moved is nothing in the former.
    void all_lines(CurrencyView view, const std::function<void(const PostedLine&)>& sink);
    // The same, but that what lies before a period comes as what it comes to: a line for each balance of an
    // obligation, of the period before, with neither entry, run nor day.
    void lines_from(Period first, const std::function<void(const PostedLine&)>& sink);
    void plans(const std::function<void(const PlannedGroup&)>& sink);
    // The same into a report, by the workers that read them: each range into a part of its own, added in their order.
    template <class Report>
    void sum_plans(Report& report);
    void homes(const std::function<void(const FoldedHome&)>& sink);
    void numbers(const std::function<void(const GivenNumber&)>& sink);
    // Statements of the company, what of them is no receipt, and this ledger's cash by its account.
    void bank(const std::function<void(const StatementBalance&)>& balances,
              const std::function<void(const StatementEntry&)>& entries,
              const std::function<void(const BankMove&)>& moves);
    void missing_statements(const std::function<void(const StatementMissing&)>& sink);
    void booked(Date as_of, const std::function<void(const BookedGroup&)>& sink);
    void booked_of(const std::set<std::int64_t>& homes, Date as_of,
                   const std::function<void(const BookedGroup&)>& sink);

private:
    void read_runs(const ReportOrder& order);
    void fill_heading(const ReportOrder& order);
    void fill_status(Period period, std::int64_t known_at);
    // Enough that the database reads long stretches, few enough that their plans fit in memory.
    static constexpr std::int64_t homes_read_together = 2000;
    void each_range(const std::function<void(db::HomeRange)>& visit) const;
    std::vector<db::HomeRange> ranges_of(std::int64_t size) const;
    void booked_in(db::HomeRange range, Date as_of, const std::function<void(const BookedGroup&)>& sink);
    CustomersOfRange customers(db::Store& store, db::HomeRange range) const;
    void read_plans(db::Store& store, db::HomeRange range, PlansOfRange& plans) const;
    struct ReadPlans {
        CustomersOfRange named;
        PlansOfRange plans;
    };
    ReadPlans read_plans(db::Store& store, db::HomeRange range, SparePlans& spare) const;
    template <class Sink>
    void tell(const ReadPlans& read, const Sink& sink) const;
    PlansOfRange plans_of(db::Store& store, db::HomeRange range) const;
    void lines_in(const std::optional<Period>& first, const std::function<void(const PostedLine&)>& sink);
    void read_lines(const std::optional<Period>& first, CurrencyView view,
                    const std::function<void(const PostedLine&)>& sink,
                    const std::function<void(const PlannedGroup&)>& plans = {});
    db::JournalQuery query_of(db::HomeRange range) const;
    void name(PostedLine& line, const PlansOfRange& plans, std::int32_t group, std::int16_t obligation) const;
    PostedLine line_of(const db::EntryRow& entry, const db::LineRow& row) const;
    void stored_plans(db::Store& store, db::HomeRange range, PlansOfRange& plans) const;
    void plans_as_known(db::Store& store, db::HomeRange range, PlansOfRange& plans) const;

    Book& book_;
    Ledger ledger_;
    Policy policy_;
    Heading heading_;
    Date posted_through_ = Date::dawn();
    bool latest_ = true;  // no close came after what is reported: the stored plans are its plans
    std::int64_t since_ = 0;
    std::set<std::int64_t> known_bill_runs_;     // whose documents were known
    std::vector<std::int64_t> bill_runs_since_;  // of this entity, after the last close
};

template <class Sink>
void Feed::tell(const ReadPlans& read, const Sink& sink) const
{
    for (const Planned& planned : read.plans)
        sink(PlannedGroup{planned.home, read.named.at(planned.home), ledger_.book, planned.plan,
                          planned.posted_through});
}

template <class Report>
void Feed::sum_plans(Report& report)
{
    SparePlans spare;
    by_ranges(
        book_, ranges_of(homes_a_part),
        [&](db::Store& store, db::HomeRange range) {
            ReadPlans read = read_plans(store, range, spare);
            Report part = report.part();
            tell(read, [&](const PlannedGroup& planned) { part.take(planned); });
            spare.give_back(std::move(read.plans));
            return part;
        },
        [&](std::size_t, Report part) { report.add(std::move(part)); });
}

}  // namespace earned::app
