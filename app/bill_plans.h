// Which of a book's plans of documents a bill run may go by.
//
// Law:      a run that goes by plans issues what one that folds every home issues
// Requires: the book is as known at its last sealed batch, and no run is open: plans tell of now alone
// Ensures:  a plan is gone with its home's first event that may change it (db/store.h). What of the company documents
//           follow from is the plan's basis: with other rules, entities or products it is made anew. A customer's
//           data ends the plan of that one's home
#pragma once

#include "app/bill_plan.h"
#include "app/book.h"

#include <optional>
#include <vector>

namespace earned::app {

// Of a home's own event: whether its next documents may be others because of it. Cash, disputes and letters move none.
bool is_bill_news(const Fact& fact);
// Of the company's: whether any home's may be. What an exchange rate or a locked period says doesn't.
bool is_bill_news_of_all(const Fact& fact);

class BillPlans {
public:
    enum class Use { gone_by, made_anew };
    BillPlans(Book& book, Date through, Date not_before, Use use);

    // What is due of a home by its plan; nothing where it has to be folded.
    std::optional<BillPlan> due(const db::BillPlanRow& row) const;
    // The last day through which everything of the plan was issued.
    Date issued_through(const db::BillPlanRow& row) const;
    std::int64_t basis() const { return basis_; }

private:
    std::int64_t basis_;
    Date through_, not_before_;
    Use use_;
    std::vector<std::pair<std::int64_t, Date>> runs_;  // of all homes: by their numbers, the latest day from each on
};

}  // namespace earned::app
