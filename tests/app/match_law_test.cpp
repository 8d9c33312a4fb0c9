// Matching and the fold agree on what is open on each day: what is matched once leaves nothing to match.
#include "billing/collect/match.h"
#include "contract/decode.h"
#include "contract/fold.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace earned::app::match_law_test {

namespace {

// A customer's contract, with invoices, and payments of which some come back or are paid back.
class Life {
public:
    Life()
    {
        add(first_, EntityDefined{.entity = EntityId("E"), .currency = *Currency::parse("USD")});
        reference_ = Reference::of(events_);
        events_.clear();
        ContractSigned signing;
        signing.contract = ContractId("C1");
        signing.customer = CustomerId("A");
        signing.lines.emplace_back().line = LineId("access");
        signing.lines.front().price = Decimal::of(900);
        add(first_, signing);
    }
    void add(Date date, Fact fact)
    {
        const auto number = static_cast<std::int64_t>(events_.size()) + 1;
        events_.push_back(
            {.source = "test", .id = std::to_string(1000 + number), .date = date, .fact = std::move(fact)});
        events_.back().number = number;
    }
    void draw()
    {
        for (int place = 0, all = *rc::gen::inRange(1, 5); place < all; ++place)
            add(some_day(), InvoiceIssued{.invoice = InvoiceId("I" + std::to_string(place)),
                                          .contract = ContractId("C1"),
                                          .lines = {{LineId("access"), some_amount(), Decimal()}}});
        for (int place = 0, all = *rc::gen::inRange(1, 5); place < all; ++place) draw_payment(place);
    }
    Home home() const { return fold(reference_, events_); }
    std::string told() const
    {
        std::string text;
        for (const Event& event : events_)
            text += event.date.text() + " " + std::string(type_name(event.fact)) + " " + canonical_data(event) + "\n";
        return text;
    }

private:
    void draw_payment(int place)
    {
        const PaymentId name("P" + std::to_string(place));
        PaymentReceived paid{.payment = name, .customer = CustomerId("A"), .amount = some_amount()};
        if (*rc::gen::arbitrary<bool>()) paid.contract = ContractId("C1");
        if (*rc::gen::arbitrary<bool>()) paid.remittance = "I" + std::to_string(*rc::gen::inRange(0, 4));
        add(some_day(), paid);
        if (*rc::gen::arbitrary<bool>()) add(some_day(), PaymentReversed{name, some_amount(), ""});
        if (*rc::gen::inRange(0, 3) == 0) add(some_day(), PaymentRefunded{.payment = name, .amount = some_amount()});
    }
    Date some_day() const { return first_ + *rc::gen::inRange(0, 40); }
    static Decimal some_amount() { return Decimal::of(*rc::gen::inRange(1, 6) * 10); }

    Date first_ = *Date::parse("2026-01-01");
    std::vector<Event> events_;
    Reference reference_;
};

RC_GTEST_PROP(MatchLaw, AgainNothingWhateverCameBack, ())
{
    Life life;
    life.draw();
    const Home before = life.home();
    for (const Match& one : match(before, Date::never()))
        life.add(one.date, PaymentApplied{one.payment, one.invoice, one.amount.decimal()});
    const Home after = life.home();
    RC_LOG() << life.told();
    for (const Exception& exception : after.exceptions)
        RC_LOG() << exception.id << " " << exception.fault.text() << "\n";
    RC_ASSERT(after.exceptions.size() == before.exceptions.size());
    RC_ASSERT(match(after, Date::never()).empty());
}

}  // namespace

}  // namespace earned::app::match_law_test
