// The part of verification that works the plans of documents out again.
#pragma once

#include "app/bill_plans.h"
#include "app/verify.h"

namespace earned::app {

class BillPlanCheck {
public:
    Check check{.what = "documents to come are what the events make of them", .of = "homes"};

    explicit BillPlanCheck(Book& book);
    void look_at(db::HomeRange range);

private:
    void look_at(const db::BillPlanRow& row, const Home& home);

    Book& book_;
    BillPlans plans_;
    std::int64_t open_run_ = 0;  // its plans tell of documents that no seal makes known yet
};

}  // namespace earned::app
