// What a person decides about cash, and what one person may not decide alone, on both databases.
#include "app/cash_deed.h"
#include "app/verify.h"
#include "books_app.h"

namespace earned::app::cash_deed_test {

namespace {

class Deeds : public AppBooks {
protected:
    void SetUp() override
    {
        AppBooks::SetUp();
        if (store == nullptr) return;
        take(*book, three_contracts());
        bill(*Date::parse("2026-02-28"));
        take(*book, {event_of("payment.received",
                              R"({"payment":"P1","customer":"A","date":"2026-03-01","amount":"5000.00"})")});
        book->each_home(book->store(), {1, 1}, [&](std::int64_t, const Home& home) {
            invoice_ = home.groups.front().documents.front().number;
        });
    }
    CashOrder order(CashDeed deed, const char* amount) const
    {
        const bool of_payment = deed != CashDeed::write_off && deed != CashDeed::recover;
        return {.deed = deed,
                .payment = of_payment ? PaymentId("P1") : PaymentId(),
                .invoice = deed == CashDeed::refund ? InvoiceId() : invoice_,
                .amount = *Decimal::parse(amount),
                .date = *Date::parse("2026-03-05"),
                .reason = "because"};
    }
    std::string refusal(const std::function<void()>& deed)
    {
        try {
            deed();
        } catch (const Refused& refused) {
            return refused.fault.code;
        }
        return "";
    }
    Money open()
    {
        Money open = Money::zero(*Currency::parse("USD"));
        book->each_home(book->store(), {1, 1}, [&](std::int64_t, const Home& home) {
            for (const OpenInvoice& one : open_invoices(home, Date::never()))
                if (one.invoice->number == invoice_) open = one.open;
        });
        return open;
    }
    InvoiceId invoice_;
};

TEST_P(Deeds, TheRulesSayHowManyPersons)
{
    EXPECT_EQ(persons_needed(*book, order(CashDeed::write_off, "1000.00")), 1);
    EXPECT_EQ(persons_needed(*book, order(CashDeed::write_off, "1000.01")), 2);
    EXPECT_EQ(persons_needed(*book, order(CashDeed::refund, "4000.00")), 2);
    EXPECT_EQ(persons_needed(*book, order(CashDeed::apply, "1200.00")), 1);
    EXPECT_EQ(persons_needed(*book, order(CashDeed::recover, "1200.00")), 1);
}

TEST_P(Deeds, WhatIsProposedIsDoneOnceAnotherApproves)
{
    const std::string proposal = propose(*book, order(CashDeed::write_off, "1100.00"), "ann");
    EXPECT_EQ(open().text(), "1,200.00") << "nothing is done yet";
    EXPECT_EQ(refusal([&] { approve(*book, proposal, "ann"); }), "four-eyes");
    EXPECT_EQ(open().text(), "1,200.00");
    approve(*book, proposal, "bob");
    EXPECT_EQ(open().text(), "100.00");
    EXPECT_EQ(refusal([&] { approve(*book, proposal, "bob"); }), "proposal-decided");
    EXPECT_EQ(refusal([&] { approve(*book, "write_off/999", "bob"); }), "proposal-unknown");
    bool seen = false;
    for (const Event& event : book->history(book->store(), 1))
        if (std::holds_alternative<WriteoffApproved>(event.fact)) {
            seen = true;
            EXPECT_EQ(event.by, "ann");
            EXPECT_EQ(event.approved_by, "bob");
        }
    EXPECT_TRUE(seen);
    ASSERT_EQ(cash_proposals(*book).size(), 1U);
    EXPECT_EQ(cash_proposals(*book).front().state, CashProposal::State::approved);
}

TEST_P(Deeds, WhatIsWithdrawnIsNeverDone)
{
    const std::string proposal = propose(*book, order(CashDeed::refund, "4000.00"), "ann");
    withdraw(*book, proposal, "paid by mistake after all", "bob", *Date::parse("2026-03-06"));
    EXPECT_EQ(refusal([&] { approve(*book, proposal, "bob"); }), "proposal-decided");
    EXPECT_EQ(cash_proposals(*book).front().state, CashProposal::State::withdrawn);
}

TEST_P(Deeds, WhatCouldNotBeDoneIsNotProposed)
{
    EXPECT_EQ(refusal([&] { propose(*book, order(CashDeed::write_off, "1200.01"), "ann"); }), "over-written-off");
    EXPECT_EQ(refusal([&] { propose(*book, order(CashDeed::refund, "5000.01"), "ann"); }), "over-refunded");
    EXPECT_TRUE(cash_proposals(*book).empty());
}

TEST_P(Deeds, AProposalThatNoLongerFitsIsRefusedWhenApproved)
{
    const std::string proposal = propose(*book, order(CashDeed::write_off, "1100.00"), "ann");
    carry_out(*book, order(CashDeed::apply, "1200.00"), {"ann", ""});
    EXPECT_EQ(refusal([&] { approve(*book, proposal, "bob"); }), "over-written-off");
    EXPECT_EQ(cash_proposals(*book).front().state, CashProposal::State::open);
}

// Cash that pays another customer's invoice is handed over, as a payment of that customer: only that one can be taken
// off.
TEST_P(Deeds, WhatWasHandedOverIsTakenOffByItsOwnName)
{
    CashOrder other = order(CashDeed::apply, "10.00");
    book->each_home(book->store(), {2, 2}, [&](std::int64_t, const Home& home) {
        other.invoice = home.groups.front().documents.front().number;
    });
    carry_out(*book, other, {"ann", ""});
    other.deed = CashDeed::move;
    EXPECT_EQ(refusal([&] { carry_out(*book, other, {"ann", ""}); }), "cash-of-another-customer");
    other.deed = CashDeed::unapply;
    std::string hint;
    try {
        carry_out(*book, other, {"ann", ""});
    } catch (const Refused& refused) {
        EXPECT_EQ(refused.fault.code, "cash-of-another-customer");
        hint = refused.fault.hint;
    }
    const std::size_t at = hint.find("name P1>");
    ASSERT_NE(at, std::string::npos) << hint;
    other.payment = PaymentId(hint.substr(at + 5));
    other.date = other.date.next();
    try {
        carry_out(*book, other, {"ann", ""});
    } catch (const Refused& refused) {
        ADD_FAILURE() << refused.fault.text();
    }
}

// 1,200.00 came on the 2nd and would pay A's invoice of 1,200.00; 10.00 of it were handed over on the 5th, so that
// 1,190.00 are left: a match dated back to the 2nd takes nothing that is another's.
TEST_P(Deeds, WhatWasHandedOverIsMatchedNoMore)
{
    take(*book,
         {event_of("payment.received", R"({"payment":"P2","customer":"A","date":"2026-03-02","amount":"1200.00"})")});
    CashOrder other = order(CashDeed::apply, "10.00");
    other.payment = PaymentId("P2");
    book->each_home(book->store(), {2, 2}, [&](std::int64_t, const Home& home) {
        other.invoice = home.groups.front().documents.front().number;
    });
    carry_out(*book, other, {"ann", ""});
    match(*Date::parse("2026-03-31"));
    book->each_home(book->store(), {1, 2}, [&](std::int64_t, const Home& home) {
        for (const Exception& exception : home.exceptions) ADD_FAILURE() << exception.fault.text();
        for (const Receipt& receipt : home.receipts)
            if (receipt.payment == PaymentId("P2")) {
                EXPECT_EQ(receipt.open.text(), "1,190.00");
            }
    });
}

TEST_P(Deeds, AHandMadeMatchSaysSo)
{
    carry_out(*book, order(CashDeed::apply, "1200.00"), {"ann", ""});
    for (const Event& event : book->history(book->store(), 1))
        if (const auto* applied = std::get_if<PaymentApplied>(&event.fact)) {
            EXPECT_EQ(applied->step, "by_hand");
            EXPECT_EQ(applied->evidence, "because");
            EXPECT_EQ(event.by, "ann");
        }
    EXPECT_EQ(open().text(), "0.00");
}

INSTANTIATE_TEST_SUITE_P(On, Deeds, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

}  // namespace

}  // namespace earned::app::cash_deed_test
