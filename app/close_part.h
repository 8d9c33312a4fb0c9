// One part of a close: a range of homes, whose entries and plans are written in one transaction.
//
// Law:     the same part, worked again at the same K, gives the same rows
// Ensures: entries are in key order; a group in fault is left out, and its home's others go on
#pragma once

#include "app/closing_run.h"
#include "app/run_hash.h"

#include <array>
#include <map>

namespace earned::app {

struct TotalKey {
    Period period;
    Role role = Role::cash;
    Cause cause = Cause::time;
    std::string currency;
    friend auto operator<=>(const TotalKey&, const TotalKey&) = default;
};
struct DebitsCredits {
    std::int64_t debits = 0, credits = 0;
};
using Totals = std::map<TotalKey, DebitsCredits>;

// Adds lines to totals: what follows line after line is looked up once.
class Totalling {
public:
    explicit Totalling(Totals& totals) : totals_(&totals) {}
    void add(Period period, Cause cause, const std::string& currency, Role role, std::int64_t minor);

private:
    Totals* totals_;
    TotalKey key_;  // of what `found_` holds, but for the role
    std::array<DebitsCredits*, 128> found_{};
};

std::string written(const Totals& totals);  // as a run's part keeps them
void read_into(Totals& totals, const std::string& text);

struct ClosedPart {
    std::vector<db::EntryRow> entries;
    std::vector<db::LineRow> lines;
    std::vector<db::PlanRow> plans;
    std::vector<std::int64_t> planned;
    Totals totals;
    std::vector<LeftOut> left_out;
    std::int64_t groups = 0, planned_groups = 0;
    PartHash hash;
};

// Whose plans are to be made anew: all homes', or those of some.
struct Stale {
    bool all = false;
    std::vector<std::int64_t> homes;  // sorted
};

class PartCloser {
public:
    struct Under {
        const Book& book;
        const CloseOrder& order;
        const Policy& policy;
        const Closing& closing;
        const Stale& stale;
        Date posted_through;  // of the ledger, before this run
        std::int64_t run = 0;
        std::int16_t book_number = 0;
        const EntrySeen* seen = nullptr;
    };
    explicit PartCloser(const Under& under) : under_(under) {}

    ClosedPart work(db::Store& store, db::HomeRange range);

private:
    struct NewPlan {
        std::string contract;  // empty: the home's own cash, a plan for each currency
        Currency currency;
        Result<Plan> plan;
        bool is_of(const db::PlanRow& row) const
        {
            return contract == row.contract && (!contract.empty() || row.currency == currency.code());
        }
    };
    struct News {
        std::int64_t home = 0;
        std::vector<NewPlan> plans;
    };

    std::vector<std::int64_t> homes_to_plan(db::Store& store, db::HomeRange range) const;
    std::vector<News> plan_anew(db::Store& store, const std::vector<std::int64_t>& homes) const;
    std::vector<NewPlan> plans_of(const Home& home) const;
    Result<Plan> plan_of(const Group& group) const;

    void start_home(std::int64_t home);
    void finish_home();
    Date posted_through(const db::PlanRow& row) const;
    void post_quiet(const db::PlanRow& row);
    void replace_all(News& news, std::vector<db::PlanRow>& stored);
    void replace(db::PlanRow row, Result<Plan> fresh);
    void write(const Plan& plan, std::int32_t group, const Entries& entries);
    void add_lines(const Plan& plan, const Entry& entry, std::int64_t number);

    Under under_;
    ClosedPart part_;
    Plan quiet_;  // used again for each
    std::int64_t home_ = 0, place_ = 0;
    struct Placed {
        db::EntryRow entry;
        std::size_t first = 0, count = 0;
    };  // its lines among lines_of_home_
    std::vector<Placed> of_home_;
    std::vector<db::LineRow> lines_of_home_;
    Totalling totalling_{part_.totals};
};

}  // namespace earned::app
