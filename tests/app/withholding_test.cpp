// A customer pays less the tax that it withholds: the invoice is cleared whole, on both databases.
#include "app/verify.h"
#include "app/withholding.h"
#include "tests/app/books_app.h"

namespace earned::app::withholding_test {
namespace {

const Date january_end = Date::of(2026, 1, 31), february_end = Date::of(2026, 2, 28), march_end = Date::of(2026, 3, 31);

std::vector<ReadEvent> withholds(const std::string& rate)
{
    return {event_of("customer.defined",
                     R"({"customer":"A","date":"2020-01-01","attributes":{"withholding":")" + rate + R"("}})")};
}

std::vector<ReadEvent> pays(const std::string& payment, const std::string& amount, const std::string& reference,
                            const std::string& customer = R"("customer":"A",)", const std::string& text = "")
{
    return {event_of("payment.received",
                     R"({"payment":")" + payment + R"(",)" + customer + R"("date":"2026-02-02","amount":)" + amount +
                         R"(,"currency":"USD","reference":")" + reference + R"(","remittance":")" + text + R"("})")};
}

class WithheldTaxes : public AppBooks {
protected:
    void SetUp() override
    {
        AppBooks::SetUp();
        if (book == nullptr) return;
        take(*book, entity() + withholds("10") + contract("C1", "A") + contract("C2", "A"));
        for (const BilledDocument& document : bill(january_end)) numbers.push_back(document.number);
    }
    std::int64_t apply_all()
    {
        Progress quiet("", Progress::Shown::never);
        return match_all(
                   *book, february_end, "test", [](const Home&, const Match&) {}, quiet)
            .applications;
    }
    // "step: amount of payment on invoice", in order.
    std::vector<std::string> applied()
    {
        std::vector<std::string> all;
        for (std::int64_t home = 1; home < book->store().next_home(); ++home)
            for (const Event& event : book->history(book->store(), home))
                if (const auto* fact = std::get_if<PaymentApplied>(&event.fact))
                    all.push_back(fact->step + ": " + fact->amount.text() + " of " + fact->payment.text());
        std::sort(all.begin(), all.end());
        return all;
    }
    std::int64_t open()
    {
        std::int64_t minor = 0;
        book->each_home(book->store(), {1, book->store().next_home() - 1}, [&](std::int64_t, const Home& home) {
            EXPECT_TRUE(home.exceptions.empty());
            for (const OpenInvoice& invoice : open_invoices(home, Date::never())) minor += invoice.open.minor();
        });
        return minor;
    }
    void holds()
    {
        Progress quiet("", Progress::Shown::never);
        for (const Check& check : verify(*book, "", quiet).checks)
            EXPECT_TRUE(check.holds()) << check.what << ": " << (check.wrong.empty() ? "" : check.wrong.front());
    }

    std::vector<std::string> numbers;
};
INSTANTIATE_TEST_SUITE_P(On, WithheldTaxes, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

TEST_P(WithheldTaxes, clear_the_invoice_with_a_line_of_their_own)
{
    take(*book, pays("P1", "1080.00", numbers[0]));
    EXPECT_EQ(apply_all(), 2);
    EXPECT_EQ(applied(),
              (std::vector<std::string>{"reference: 1080 of P1", "withholding: 120 of P1/withheld/" + numbers[0]}));
    EXPECT_EQ(open(), 120000) << "the other invoice";
    EXPECT_EQ(apply_all(), 0) << "matching again changes nothing";
    close_month({2026, 2});
    EXPECT_EQ(balance(Role::cash, february_end), 108000);
    EXPECT_EQ(balance(Role::withholding_tax, february_end), 12000);
    EXPECT_EQ(balance(Role::unapplied_cash, february_end), 0);
    holds();
}

TEST_P(WithheldTaxes, of_one_payment_of_several_invoices_are_split)
{
    take(*book, pays("P1", "2160.00", "", R"("customer":"A",)", numbers[0] + " " + numbers[1]));
    EXPECT_EQ(apply_all(), 4);
    EXPECT_EQ(open(), 0);
    const std::vector<std::string> all = applied();
    EXPECT_EQ(std::count_if(all.begin(), all.end(),
                            [](const std::string& one) { return one.starts_with("withholding: 120 of P1/"); }),
              2);
    holds();
}

TEST_P(WithheldTaxes, are_found_for_a_payer_that_intake_did_not_know)
{
    std::string lost = numbers[0];
    std::erase(lost, '-');  // so that intake finds no home
    take(*book, pays("P1", "1080.00", "", "", "invoice " + lost));
    EXPECT_EQ(apply_all(), 2);
    EXPECT_EQ(open(), 120000);
    close_month({2026, 2});
    EXPECT_EQ(balance(Role::cash, february_end), 108000);
    EXPECT_EQ(balance(Role::withholding_tax, february_end), 12000);
    EXPECT_EQ(balance(Role::cash_clearing, february_end), 0);
    holds();
}

TEST_P(WithheldTaxes, fall_with_the_payment_that_comes_back)
{
    take(*book, pays("P1", "1080.00", numbers[0]));
    apply_all();
    take(*book, {event_of("payment.reversed", R"({"payment":"P1","reason":"returned","date":"2026-03-02"})")});
    EXPECT_EQ(open(), 240000);
    close_month({2026, 3});
    EXPECT_EQ(balance(Role::cash, march_end), 0);
    EXPECT_EQ(balance(Role::withholding_tax, march_end), 0);
    holds();
}

TEST_P(WithheldTaxes, are_no_guess)
{
    take(*book, pays("P1", "1079.99", numbers[0]));  // a cent less: a part payment
    EXPECT_EQ(apply_all(), 1);
    EXPECT_EQ(open(), 240000 - 107999);
}

}  // namespace
}  // namespace earned::app::withholding_test
