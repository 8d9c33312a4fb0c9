// The part of verification that goes through a ledger group by group.
#pragma once

#include "app/verify.h"

#include <map>
#include <set>

namespace earned::app {

class LedgerCheck {
public:
    // Requires: the book is asked as known at the ledger's last close
    LedgerCheck(Book& book, const Ledger& ledger, const std::vector<db::RunRow>& runs);

    Check entries_balance, plans_are_fresh, posted_is_target, schedules_sum, locked_stay, clearing_is_zero;
    void check(db::HomeRange range);
    void finish();
    std::vector<Check*> checks();

private:
    using GroupKey = std::pair<std::int64_t, std::int32_t>;
    using Sums = std::map<AccountKey, std::int64_t>;

    void read_entries(db::HomeRange range);
    void read_entry(const db::EntryRow& entry, std::span<const db::LineRow> lines);
    void read_plans(db::HomeRange range);
    void check_home(std::int64_t number, const Home& home);
    void check_group(const GroupKey& key, db::PlanRow& row, const Result<Plan>& fresh);
    void check_posted(const GroupKey& key, const db::PlanRow& row, const Plan& plan);
    void check_worth(const GroupKey& key, const db::PlanRow& row, const Plan& plan, const Sums& posted, Date through);
    void check_schedule(const Group& group);
    std::string address(const GroupKey& key) const;

    Book& book_;
    const Ledger& ledger_;
    Policy policy_;
    FiscalCalendar calendar_;
    Date posted_through_;
    std::map<std::int64_t, std::set<Period>> locked_in_run_;  // what was locked when a run began
    std::map<GroupKey, Sums> posted_;                         // of the range
    std::map<GroupKey, Sums> worth_;                          // functional less foreign amounts, of the range
    std::map<GroupKey, db::PlanRow> plans_;
    std::int64_t clearing_ = 0;
};

}  // namespace earned::app
