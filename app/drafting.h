// What ought to be invoiced, drafted home by home: the documents of a range of homes, whom each of them waits for, and
// the drafts that the contracts have overtaken.
//
// Law:      the same range, drafted again at the same K, gives the same, on however many threads
// Ensures:  a contract is billed by the rules of its entity's first book: an invoice is one, books are many
#pragma once

#include "app/bill_plans.h"
#include "app/billing_run.h"
#include "billing/einvoice/present.h"

#include <map>
#include <utility>
#include <vector>

namespace earned::app {

// A case issues whatever is owed: its documents are its expectations.
enum class Approvals { asked, left_out };

// A draft that is drafted anew, or a note of a discount that is voided, on its day.
struct WithdrawnDraft {
    std::int64_t home = 0;
    InvoiceId name;
    std::optional<Date> voided = {};
};

struct DraftedPart {
    std::vector<BilledDocument> documents;  // in the order of their numbers
    std::vector<WithdrawnDraft> withdrawn;
    std::vector<std::pair<ContractId, Fault>> left_out;
    std::vector<std::int64_t> folded;    // homes whose plan, if there was one, is no more
    std::vector<db::BillPlanRow> plans;  // of those of them that have one now; the run is still to be named
};

// The plan that a home's groups make together; none where one of them has none.
struct HomePlan {
    bool holds = true;
    Date until;
    std::vector<PlannedDocument> documents;
};

class Drafter {
public:
    // With plans, homes that have one are not folded, and those that are get one where they can.
    Drafter(Book& book, Date through, Date not_before, Approvals approvals = Approvals::asked,
            const BillPlans* plans = nullptr);

    DraftedPart draft(db::Store& store, db::HomeRange range) const;
    void draft(std::int64_t number, const Home& home, DraftedPart& part) const;  // added to the part
    // Each part in turn, drafted by as many threads as the machine works with.
    void each(const std::vector<db::HomeRange>& parts, const std::function<void(std::size_t, DraftedPart)>& take) const;

private:
    Result<std::vector<BilledDocument>> drafted(std::int64_t number, const Home& home, const Group& group,
                                                std::vector<WithdrawnDraft>& withdrawn, HomePlan& plan) const;
    std::vector<std::int64_t> draft_by_plans(db::Store& store, db::HomeRange range, DraftedPart& part) const;
    void keep_plan(std::int64_t number, const Home& home, HomePlan plan, DraftedPart& part) const;
    void plan_ahead(const Policy& policy, const einvoice::Known& known, std::span<const Draft> drafted,
                    HomePlan& plan) const;
    Date ahead() const;
    std::vector<Draft> drafts_of(std::int64_t number, const Group& group, const Terms& terms, const Billed& billed,
                                 std::vector<WithdrawnDraft>& withdrawn) const;
    Result<std::vector<BilledDocument>> asked(const Policy& policy, std::int64_t number, const Home& home,
                                              const Group& group, std::vector<Draft> drafts) const;

    Book& book_;
    Date through_, not_before_;
    Approvals approvals_;
    const BillPlans* plans_;
    std::map<EntityId, Policy> policies_;
};

}  // namespace earned::app
