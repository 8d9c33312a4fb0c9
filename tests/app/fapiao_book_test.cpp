// China: delivered invoices and confirmations in the book.
#include "tests/app/books_app.h"

#include "app/credit_run.h"
#include "app/fapiao_book.h"

namespace earned::app::fapiao_book_test {
namespace {

class FapiaoBooks : public AppBooks {
protected:
    void SetUp() override
    {
        AppBooks::SetUp();
        if (store == nullptr) return;
        app::take(*book, entity() + contract("C1", "A"));
        bill(Date::of(2026, 1, 31));
        CreditOrder order{
            .asked = {.invoice = InvoiceId("INV-E-2026-000001"), .line = {}, .quantity = {}, .amount = {}},
            .reason = "returned",
            .by = "test"};
        order.asked.date = Date::of(2026, 2, 1);
        order.asked.amount = Decimal::of(100);
        credit(*book, order);
    }
    static einvoice::Fapiao delivered(const std::string& number, const std::string& issued, int net)
    {
        einvoice::Fapiao fapiao;
        fapiao.number = number;
        fapiao.issued = issued;
        fapiao.net = Decimal::of(net);
        return fapiao;
    }
    template <class Deed>
    static std::string refusal(const Deed& deed)
    {
        try {
            deed();
        } catch (const Refused& refused) {
            return refused.fault.code;
        }
        return "";
    }
    std::string state(const std::string& confirmation, const std::string& status)
    {
        return refusal([&] {
            state_red_letter(*book, {.confirmation = confirmation,
                                     .credit = credit_note,
                                     .status = status,
                                     .reason = "",
                                     .by = "test",
                                     .blue = "",
                                     .date = Date::of(2026, 2, 2)});
        });
    }
    static constexpr const char* invoice = "INV-E-2026-000001";
    static constexpr const char* credit_note = "CN-E-2026-000001";
};
INSTANTIATE_TEST_SUITE_P(On, FapiaoBooks, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

TEST_P(FapiaoBooks, are_recorded_once_and_red_ones_know_what_they_take_back)
{
    const auto keep = [&](const einvoice::Fapiao& fapiao, const char* document) {
        return refusal([&] { keep_delivered(*book, fapiao, document, "test"); });
    };
    EXPECT_EQ(keep(delivered("26000000000000000009", "2026-02-03", -100), credit_note), "fapiao-colour");
    EXPECT_EQ(keep(delivered("26000000000000000001", "2026-01-05 10:00:00", 1200), invoice), "");
    EXPECT_EQ(keep(delivered("26000000000000000001", "2026-01-06", 1200), invoice), "fapiao-exists");
    EXPECT_EQ(keep(delivered("26000000000000000001", "2026-01-05 10:00:00", 1200), invoice), "") << "given again";
    EXPECT_EQ(keep(delivered("26000000000000000004", "2026-01-07", 1200), invoice), "fapiao-twice");
    EXPECT_EQ(keep(delivered("26000000000000000002", "2026-02-03", -100), credit_note), "");
    EXPECT_EQ(keep(delivered("26000000000000000004", "2026-02-07", 1200), invoice), "") << "the first was taken back";
    EXPECT_EQ(keep(delivered("26000000000000000003", "soon", 1), invoice), "fapiao-date");
    EXPECT_EQ(keep(delivered("26000000000000000003", "2026-02-03", 1), "INV-E-2026-000009"), "invoice-unknown");
    const Home home = book->folded(book->store(), 1);
    ASSERT_EQ(home.groups.front().fapiaos.size(), 3U);
    EXPECT_EQ(home.groups.front().fapiaos[1].what.blue, "26000000000000000001");
}

TEST_P(FapiaoBooks, hold_confirmations_that_go_step_by_step)
{
    EXPECT_EQ(state("1", "02"), "fapiao-unknown");
    keep_delivered(*book, delivered("26000000000000000001", "2026-01-05", 1200), invoice, "test");
    EXPECT_EQ(state("1", "08"), "red-letter-step");
    EXPECT_EQ(state("1", "02"), "");
    EXPECT_EQ(state("1", "02"), "") << "given again";
    EXPECT_EQ(state("1", "03"), "red-letter-step");
    EXPECT_EQ(state("1", "04"), "");
    EXPECT_EQ(state("1", "09"), "");
    EXPECT_EQ(state("1", "04"), "red-letter-step");
    EXPECT_EQ(state("2", "01"), "");
    EXPECT_EQ(state("3", "10"), "red-letter-status");
    EXPECT_EQ(book->folded(book->store(), 1).groups.front().red_letters.size(), 4U);
}

}  // namespace
}  // namespace earned::app::fapiao_book_test
