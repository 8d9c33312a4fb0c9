// The small book that explanations are tested on: three contracts, billed and matched, two months closed.
#pragma once

#include "app/explain.h"
#include "tests/app/books_app.h"

#include <string>

namespace earned::app {

class ExplainedBook : public AppBooks {
protected:
    void SetUp() override
    {
        AppBooks::SetUp();
        if (book == nullptr) return;
        take(*book, three_contracts());
        bill(Date::of(2026, 2, 28));
        take(*book, {event_of("payment.received",
                              R"({"payment":"P1","customer":"A","amount":1200,"date":"2026-02-05"})", "p1")});
        match(Date::of(2026, 2, 28));
        happen();
        for (const int month : {1, 2}) close_month(Period(2026, month));
    }
    virtual void happen() {}  // what a test adds before the months are closed

    std::string page(const std::string& what, const std::string& as_of = "",
                     exchange::Language language = exchange::Language::en)
    {
        ExplainOrder order{.what = what, .entity = {}, .book = {}, .as_of = {}, .language = language};
        if (!as_of.empty()) order.as_of = Date::parse(as_of);
        return explain(*book, order);
    }
};

}  // namespace earned::app
