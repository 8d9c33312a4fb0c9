// Cash that one entity of the company receives for another's invoice stays with the one that received it: the other has
// a claim on it, and the bank's account in the ledger stays what the statement says.
#include "app/cash_deed.h"
#include "app/feed.h"
#include "app/verify.h"
#include "books_app.h"

namespace earned::app::affiliates_test {

namespace {

const Date january = Date::of(2026, 1, 31), february = Date::of(2026, 2, 28);

class Affiliates : public AppBooks {
protected:
    void SetUp() override
    {
        AppBooks::SetUp();
        if (book == nullptr) return;
        // F has the bank account; both contracts are E's.
        take(*book, entity("E") + lockbox("USD") + contract("C1", "A") + contract("C2", "B"));
        bill(january);
    }
    static std::vector<ReadEvent> lockbox(const std::string& currency)
    {
        return {event_of("entity.defined", R"({"entity":"F","name":"F","currency":")" + currency +
                                               R"(","country":"US","date":"2020-01-01","bank_accounts":["LOCKBOX"],)"
                                               R"("books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]})")};
    }
    static ReadEvent received(const std::string& customer, const std::string& more)
    {
        return event_of("payment.received", R"({"payment":"P1","customer":")" + customer +
                                                R"(","date":"2026-01-20","amount":1200.00,"currency":"USD")" + more +
                                                "}");
    }
    std::string invoice_of(const std::string& customer)
    {
        std::string number;
        book->each_home(book->store(), {1, book->store().next_home() - 1}, [&](std::int64_t, const Home& home) {
            for (const Group& group : home.groups)
                if (group.customer.text() == customer) number = group.documents.front().number.text();
        });
        return number;
    }
    void apply_to(const std::string& customer)
    {
        const CashOrder order{.deed = CashDeed::apply,
                              .payment = PaymentId("P1"),
                              .invoice = InvoiceId(invoice_of(customer)),
                              .amount = *Decimal::parse("1200.00"),
                              .date = Date::of(2026, 1, 22),
                              .reason = "remittance"};
        carry_out(*book, order, {"test", {}}, "apply");
    }
    void close_both(Date through)
    {
        Progress quiet("", Progress::Shown::never);
        for (const char* name : {"E", "F"})
            close(*book, {.ledger = ledger(name), .through = through, .jobs = 1, .by = "test"}, quiet);
    }
    // In minor units of the entity's currency, on the account's normal side.
    std::int64_t of(const std::string& entity, Role role, Date as_of)
    {
        std::int64_t minor = 0;
        for (const Posted& line : posted_in(*book))
            if (line.entity == entity && line.role == role && line.date <= as_of) minor += line.worth;
        return normal_side(role) == Side::debit ? minor : -minor;
    }
    static std::vector<ReadEvent> rates()
    {
        return {
            event_of("rate.published", R"({"from":"EUR","to":"USD","kind":"spot","rate":1.10,"date":"2026-01-01"})")};
    }
    static ReadEvent in_euros(const std::string& more)
    {
        return event_of(
            "payment.received",
            R"({"payment":"P1","customer":"A","date":"2026-01-20","amount":1100.00,"currency":"EUR")" + more + "}");
    }
    void exchange()
    {
        take(*book, {event_of("payment.applied", R"({"payment":"P1","invoice":")" + invoice_of("A") +
                                                     R"(","date":"2026-01-22","amount":1200.00,"paid":1100.00})")});
    }
    // F received so much by the end of January, and owes it to E.
    void expect_lies_with_f(std::int64_t minor) { expect_lies_with_f(minor, minor); }
    // `in_bank`: in the currency in which it came.
    void expect_lies_with_f(std::int64_t minor, std::int64_t in_bank)
    {
        EXPECT_EQ(of("F", Role::cash, january), minor) << "it lies on F's account still";
        EXPECT_EQ(of("F", Role::unapplied_cash, january), 0);
        EXPECT_EQ(of("F", Role::affiliate_payable, january), minor);
        EXPECT_EQ(of("F", Role::cash_clearing, january), 0);
        EXPECT_EQ(of("E", Role::affiliate_receivable, january), minor);
        EXPECT_EQ(of("E", Role::cash, january), 0);
        EXPECT_EQ(of("E", Role::cash_clearing, january), 0);
        EXPECT_EQ(bank_moves("F"), in_bank);
        EXPECT_EQ(bank_moves("E"), 0);
        expect_sound();
    }
    std::int64_t bank_moves(const std::string& entity)
    {
        std::int64_t minor = 0;
        Feed feed(*book, ledger(entity), {});
        feed.bank([](const StatementBalance&) {}, [](const StatementEntry&) {},
                  [&](const BankMove& move) { minor += move.amount.minor(); });
        return minor;
    }
    void expect_sound()
    {
        Progress quiet("", Progress::Shown::never);
        for (const Check& check : verify(*book, "", quiet).checks)
            EXPECT_TRUE(check.holds()) << check.what << ": " << check.wrong.front();
    }
};

TEST_P(Affiliates, OwnCashPaysAnInvoiceOfAnotherEntity)
{
    take(*book, {received("A", R"(,"account":"LOCKBOX")")});
    close_both(Date::of(2026, 1, 21));
    EXPECT_EQ(of("F", Role::cash, january), 120000);
    EXPECT_EQ(of("F", Role::unapplied_cash, january), 120000);
    EXPECT_EQ(of("F", Role::affiliate_payable, january), 0);
    apply_to("A");
    close_both(january);
    expect_lies_with_f(120000);
    EXPECT_EQ(of("E", Role::receivable, january), 120000) << "C2's alone";
}

TEST_P(Affiliates, AnotherCustomersCashCrossesWithinItsReceiver)
{
    take(*book, {received("B", R"(,"account":"LOCKBOX")")});
    apply_to("A");
    close_both(january);
    expect_lies_with_f(120000);
    EXPECT_EQ(of("E", Role::receivable, january), 120000);
}

TEST_P(Affiliates, AnEntityThatAPaymentNamesNeedsNoAccount)
{
    take(*book, {received("A", R"(,"contract":"C1","entity":"F")")});
    close_both(january);
    expect_lies_with_f(120000);
}

// Else the cash would be in no ledger, and nobody would hear of it.
TEST_P(Affiliates, AnEntityThatNobodyDefinedReceivesNothing)
{
    take(*book, {received("A", R"(,"entity":"G")")});
    std::vector<std::string> told;
    book->each_home(book->store(), {1, book->store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        for (const Exception& exception : home.exceptions) told.push_back(exception.fault.code);
        EXPECT_TRUE(home.receipts.empty());
    });
    EXPECT_EQ(told, std::vector<std::string>{"entity-unknown"});
}

// 15.00 that a bank kept is E's charge, whose invoice was paid by 1,200.00; 1,185.00 came in.
TEST_P(Affiliates, WhatABankKeptNeverCameIn)
{
    take(*book, {received("A", R"(,"contract":"C1","account":"lock box","charge":15.00)")});
    close_both(january);
    expect_lies_with_f(118500);
    EXPECT_EQ(of("E", Role::bank_charge, january), 1500);
}

TEST_P(Affiliates, WhatTheBankTakesBackIsOwedNoMore)
{
    take(*book, {received("A", R"(,"account":"LOCKBOX")")});
    apply_to("A");
    close_both(january);
    take(*book,
         {event_of("payment.reversed", R"({"payment":"P1","date":"2026-02-03","amount":1200.00,"reason":"R01"})")});
    close_both(february);
    EXPECT_EQ(of("F", Role::affiliate_payable, january), 120000);
    EXPECT_EQ(of("F", Role::cash, february), 0);
    EXPECT_EQ(of("F", Role::affiliate_payable, february), 0);
    EXPECT_EQ(of("E", Role::affiliate_receivable, february), 0);
    EXPECT_EQ(of("E", Role::cash, february), 0);
    EXPECT_EQ(of("E", Role::receivable, february), 340000)
        << "both invoices, and 500.00 of each, delivered and billable";
    EXPECT_EQ(bank_moves("F"), 0);
    expect_sound();
}

// F keeps its books in euros: a dollar is 0.90 on the day and 0.95 at the end of the month. What it owes E in dollars
// is money: 1,080.00 grows to 1,140.00.
TEST_P(Affiliates, WhatIsOwedInAnotherCurrencyIsRevalued)
{
    take(*book, lockbox("EUR"));
    take(*book,
         {event_of("rate.published", R"({"from":"USD","to":"EUR","kind":"spot","rate":0.90,"date":"2026-01-01"})"),
          event_of("rate.published", R"({"from":"USD","to":"EUR","kind":"closing","rate":0.95,"date":"2026-01-31"})"),
          received("A", R"(,"account":"LOCKBOX")")});
    apply_to("A");
    close_both(january);
    EXPECT_EQ(of("F", Role::cash, january), 108000);
    EXPECT_EQ(of("F", Role::affiliate_payable, january), 114000);
    EXPECT_EQ(of("F", Role::fx_loss, january), 6000);
    EXPECT_EQ(of("E", Role::affiliate_receivable, january), 120000);
    expect_sound();
}

// 1,100.00 euros on F's account pay E's 1,200.00 dollars. F owes E what came in; a euro is 1.10, so the claim of
// 1,210.00 is 10.00 more than what it cleared, and that is E's gain.
TEST_P(Affiliates, WhatIsExchangedIsOwedInTheCurrencyThatCameIn)
{
    take(*book, rates());
    take(*book, {in_euros(R"(,"account":"LOCKBOX")")});
    exchange();
    close_both(january);
    expect_lies_with_f(121000, 110000);
    EXPECT_EQ(of("E", Role::receivable, january), 120000) << "C2's alone";
    EXPECT_EQ(of("E", Role::fx_gain, january), 1000);
    EXPECT_EQ(of("F", Role::fx_gain, january) - of("F", Role::fx_loss, january), 0);
    take(*book,
         {event_of("payment.reversed", R"({"payment":"P1","date":"2026-02-03","amount":1100.00,"reason":"R01"})")});
    close_both(february);
    for (const char* entity : {"E", "F"})
        for (const Role role : {Role::cash, Role::cash_clearing, Role::unapplied_cash, Role::affiliate_payable,
                                Role::affiliate_receivable})
            EXPECT_EQ(of(entity, role, february), 0) << entity << ' ' << name(role);
    expect_sound();
}

// F keeps its books in the currency that came, and owes it; E's books are in dollars.
TEST_P(Affiliates, WhatIsExchangedIsOwedByABookInItsCurrency)
{
    take(*book, lockbox("EUR"));
    take(*book, rates());
    take(*book, {in_euros(R"(,"account":"LOCKBOX")")});
    exchange();
    close_both(january);
    EXPECT_EQ(of("F", Role::cash, january), 110000);
    EXPECT_EQ(of("F", Role::affiliate_payable, january), 110000);
    EXPECT_EQ(of("F", Role::cash_clearing, january), 0);
    EXPECT_EQ(of("E", Role::affiliate_receivable, january), 121000);
    EXPECT_EQ(of("E", Role::cash_clearing, january), 0);
    EXPECT_EQ(of("E", Role::fx_gain, january), 1000);
    expect_sound();
}

// Nobody says who received the euros; until they pay E's invoice they are taken for F's, which keeps its books in them.
TEST_P(Affiliates, WhatIsExchangedOfAGuessIsTheInvoicesEntitys)
{
    take(*book, lockbox("EUR"));
    take(*book, rates());
    take(*book, {in_euros("")});
    close_both(Date::of(2026, 1, 21));
    EXPECT_EQ(of("F", Role::unapplied_cash, january), 110000);
    exchange();
    close_both(january);
    EXPECT_EQ(of("F", Role::cash, january), 0);
    EXPECT_EQ(of("F", Role::unapplied_cash, january), 0);
    EXPECT_EQ(of("F", Role::cash_clearing, january), 0);
    EXPECT_EQ(of("E", Role::cash, january), 121000);
    EXPECT_EQ(of("E", Role::cash_clearing, january), 0);
    EXPECT_EQ(of("E", Role::fx_gain, january), 1000);
    EXPECT_EQ(of("E", Role::affiliate_receivable, january), 0);
    expect_sound();
}

INSTANTIATE_TEST_SUITE_P(On, Affiliates, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

}  // namespace

}  // namespace earned::app::affiliates_test
