#include "fold_events.h"

namespace earned::testing::fold_cash_test {
namespace {

// A contract with an invoice of 1,000.00.
Life invoiced()
{
    return Life().add("2026-01-01", contract("C1", {line("platform")})).add("2026-01-01", invoice("I1", "1000.00"));
}

const Group& group(const Home& home) { return home.groups.at(0); }
const Receipt& receipt(const Home& home, std::size_t place = 0) { return home.receipts.at(place); }

TEST(FoldCash, StandsUnappliedUntilItIsApplied)
{
    Life life = invoiced();
    life.add("2026-01-10", payment("P1", "1500.00"));
    Home home = folded(life);
    EXPECT_EQ(standing(home.unapplied), dollars("1500.00"));
    EXPECT_EQ(receipt(home).open, dollars("1500.00"));
    life.add("2026-01-11", applied("P1", "I1", "1000.00"));
    home = folded(life);
    EXPECT_TRUE(home.exceptions.empty());
    EXPECT_EQ(standing(home.unapplied), dollars("500.00"));
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("1000.00"));
    EXPECT_EQ(standing(group(home).cash), dollars("0.00"));
    EXPECT_EQ(receipt(home).open, dollars("500.00"));
    EXPECT_EQ(receipt(home).applied, dollars("1000.00"));
    EXPECT_EQ(group(home).cash.at(0).at.date, day("2026-01-11"));
    EXPECT_EQ(home.unapplied.at(1).at, group(home).cash.at(0).at);
}

TEST(FoldCash, StandsOnAccountOfTheContractItNames)
{
    Life life = invoiced();
    life.add("2026-01-10", payment("P1", "1500.00", "C1")).add("2026-01-10", applied("P1", "I1", "600.00"));
    const Home home = folded(life);
    EXPECT_TRUE(home.unapplied.empty());
    EXPECT_EQ(standing(group(home).cash), dollars("900.00"));
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("600.00"));
}

TEST(FoldCash, ADepositMovesToItsContractOnTheDayOfSigning)
{
    Life life;
    life.add("2025-12-31", payment("P1", "300.00", "C1"));
    EXPECT_EQ(standing(folded(life).unapplied), dollars("300.00"));
    EXPECT_TRUE(folded(life).exceptions.empty());
    life.add("2026-01-05", contract("C1", {line("platform")}));
    const Home home = folded(life);
    EXPECT_EQ(standing(home.unapplied), dollars("0.00"));
    ASSERT_EQ(group(home).cash.size(), 1U);
    EXPECT_EQ(group(home).cash[0].at.date, day("2026-01-05"));
    EXPECT_EQ(group(home).cash[0].amount, dollars("300.00"));
    EXPECT_EQ(open_on(home, day("2026-01-04")).at(0), dollars("300.00"));
    life.add("2026-01-06", invoice("I1", "100.00")).add("2026-01-07", applied("P1", "I1", "100.00"));
    EXPECT_EQ(standing(folded(life).unapplied), dollars("0.00"));
    EXPECT_EQ(standing(group(folded(life)).cash), dollars("200.00"));
}

TEST(FoldCash, ADepositThatDoesNotAgreeWithItsContractStaysUnapplied)
{
    PaymentReceived euros = payment("P1", "300.00", "C1");
    euros.currency = eur;
    PaymentReceived of_another = payment("P2", "300.00", "C1");
    of_another.customer = CustomerId("B");
    Life life;
    life.add("2025-12-31", euros).add("2025-12-31", of_another).add("2026-01-05", contract("C1", {line("platform")}));
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{});
    EXPECT_TRUE(group(home).cash.empty());
    EXPECT_EQ(home.unapplied.size(), 2U);
}

TEST(FoldCash, AnApplicationOfTheDayFindsTheReceiptOfTheDayWhateverTheirSources)
{
    Life life = invoiced();
    life.add("2026-01-10", applied("P1", "I1", "1000.00")).add("2026-01-10", payment("P1", "1000.00"));
    life.events.back().source = "zz";
    EXPECT_EQ(codes(folded(life)), Codes{});
}

TEST(FoldCash, IsNotAppliedBeyondWhatIsOpen)
{
    Life life = invoiced();
    life.add("2026-01-10", payment("P1", "400.00")).add("2026-01-10", payment("P2", "5000.00"));
    life.add("2026-01-11", applied("P1", "I1", "400.01")).add("2026-01-12", applied("P2", "I1", "1000.01"));
    life.add("2026-01-13", applied("P1", "I1", "400.00")).add("2026-01-14", applied("P2", "I1", "600.01"));
    life.add("2026-01-15", applied("P2", "I1", "600.00")).add("2026-01-16", applied("P2", "I1", "0.01"));
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"over-applied", "over-applied", "over-applied", "over-applied"}));
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("1000.00"));
}

TEST(FoldCash, KnowsItsPaymentsInvoicesAndCurrencies)
{
    Life life = invoiced();
    PaymentReceived euros = payment("P2", "5.00");
    euros.currency = eur;
    PaymentReceived for_contract = euros;
    for_contract.payment = PaymentId("P3");
    for_contract.contract = ContractId("C1");
    PaymentReceived of_another = payment("P4", "5.00", "C1");
    of_another.customer = CustomerId("B");
    life.add("2026-01-10", payment("P1", "400.00")).add("2026-01-11", payment("P1", "400.00"));
    life.add("2026-01-12", euros).add("2026-01-13", for_contract).add("2026-01-14", of_another);
    life.add("2026-02-01", applied("P9", "I1", "1.00")).add("2026-02-02", applied("P1", "I9", "1.00"));
    life.add("2026-02-03", applied("P2", "I1", "1.00")).add("2026-02-04", applied("P1", "I1", "-1.00"));
    EXPECT_EQ(codes(folded(life)), (Codes{"payment-exists", "wrong-currency", "wrong-customer", "payment-unknown",
                                          "invoice-unknown", "wrong-currency", "amount-not-positive"}));
}

// Of a payment in euros on an invoice in dollars.
PaymentReceived euros(const char* name, const char* amount)
{
    PaymentReceived made = payment(name, amount);
    made.currency = eur;
    return made;
}
PaymentApplied exchanged(const char* name, const char* amount, const char* paid)
{
    PaymentApplied made = applied(name, "I1", amount);
    made.paid = number(paid);
    return made;
}
Money in_euros(const char* text) { return Money::of(number(text), eur).value(); }

void expect_all_of_it_stands_somewhere(const Home& home)
{
    for (const Receipt& one : home.receipts)
        EXPECT_EQ(one.amount, one.applied + one.open + one.refunded) << one.payment.text();
}

TEST(FoldCash, APaymentInAnotherCurrencySaysWhatOfItTheInvoiceTook)
{
    Life life = invoiced();
    life.add("2026-01-10", euros("P1", "900.00")).add("2026-01-11", exchanged("P1", "1000.00", "880.00"));
    Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{});
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("1000.00"));
    EXPECT_EQ(receipt(home).applied, in_euros("880.00"));
    EXPECT_EQ(receipt(home).open, in_euros("20.00"));
    EXPECT_EQ(group(home).cash.back().exchanged, in_euros("880.00"));
    EXPECT_EQ(home.unapplied.back().amount, in_euros("-880.00"));
    EXPECT_EQ(home.unapplied.back().exchanged, dollars("-1000.00"));
    EXPECT_TRUE(group(home).cash.back().cleared && home.unapplied.back().cleared) << "no cash moved at the bank";
    expect_all_of_it_stands_somewhere(home);
}

TEST(FoldCash, WhatIsTakenOffGoesBackAsItsShareAndTheLastOfItTakesTheRest)
{
    Life life = invoiced();
    life.add("2026-01-10", euros("P1", "100.00")).add("2026-01-11", exchanged("P1", "300.00", "100.00"));
    life.add("2026-01-12", PaymentUnapplied{PaymentId("P1"), InvoiceId("I1"), number("100.00")});
    EXPECT_EQ(receipt(folded(life)).open, in_euros("33.33"));
    life.add("2026-01-13", PaymentUnapplied{PaymentId("P1"), InvoiceId("I1"), number("100.00")});
    EXPECT_EQ(receipt(folded(life)).open, in_euros("66.67")) << "66.67 / 2, half away from zero, on 33.33";
    life.add("2026-01-14", PaymentUnapplied{PaymentId("P1"), InvoiceId("I1"), number("100.00")});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{});
    EXPECT_EQ(receipt(home).open, in_euros("100.00"));
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("0.00"));
    expect_all_of_it_stands_somewhere(home);
}

TEST(FoldCash, AnExchangedPaymentThatIsReturnedOrRefundedReopensItsInvoice)
{
    Life life = invoiced();
    life.add("2026-01-10", euros("P1", "500.00")).add("2026-01-11", exchanged("P1", "550.00", "500.00"));
    life.add("2026-01-12", PaymentReversed{PaymentId("P1"), number("200.00"), "returned"});
    Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{});
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("330.00"));
    expect_all_of_it_stands_somewhere(home);
    std::size_t through_the_bank = 0;
    for (const Collected& move : home.unapplied) through_the_bank += move.cleared ? 0 : 1;
    EXPECT_EQ(through_the_bank, 2U) << "in, and out again";
    life.add("2026-01-13", PaymentRefunded{PaymentId("P1"), number("300.00"), "paid twice"});
    home = folded(life);
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("0.00"));
    EXPECT_EQ(receipt(home).refunded, in_euros("300.00"));
    expect_all_of_it_stands_somewhere(home);
}

TEST(FoldCash, WhatAnExchangedPaymentCannotDo)
{
    Life life = invoiced();
    life.add("2026-01-10", euros("P1", "500.00")).add("2026-01-10", payment("P2", "500.00"));
    life.add("2026-01-11", exchanged("P1", "550.00", "500.01")).add("2026-01-12", exchanged("P1", "1000.01", "400.00"));
    life.add("2026-01-13", exchanged("P2", "400.00", "399.00")).add("2026-01-14", exchanged("P1", "5.00", "0.00"));
    life.add("2026-01-15", PaymentMoved{PaymentId("P1"), InvoiceId("I1"), number("1.00")});
    life.add("2026-01-16", exchanged("P1", "100000000000000000000", "5.00"));
    life.add("2026-01-17", exchanged("P1", "5.00", "5.001"));
    EXPECT_EQ(codes(folded(life)), (Codes{"over-applied", "over-applied", "paid-otherwise", "amount-not-positive",
                                          "wrong-currency", "amount-too-large", "too-many-decimals"}));
}

TEST(FoldCash, AParentMayPayForItsChild)
{
    CustomerDefined child;
    child.customer = CustomerId("A");
    child.parent = CustomerId("B");
    Reference known = reference();
    known.add(event("2020-01-01", child, "child"));
    Life life = invoiced();
    PaymentReceived of_parent = payment("P1", "5.00", "C1");
    of_parent.customer = CustomerId("B");
    life.add("2026-01-10", of_parent);
    EXPECT_EQ(codes(fold(known, life.events)), Codes{});
}

TEST(FoldCash, AnApplicationIsUndoneWhereItWasMade)
{
    Life life = invoiced();
    life.add("2026-01-10", payment("P1", "1000.00", "C1")).add("2026-01-11", applied("P1", "I1", "1000.00"));
    life.add("2026-01-12", PaymentUnapplied{PaymentId("P1"), InvoiceId("I1"), number("1000.01")});
    life.add("2026-01-13", PaymentUnapplied{PaymentId("P1"), InvoiceId("I1"), number("300.00")});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{"over-unapplied"});
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("700.00"));
    EXPECT_EQ(standing(group(home).cash), dollars("300.00"));
    EXPECT_EQ(receipt(home).open, dollars("300.00"));
}

TEST(FoldCash, MovesToAnInvoiceFromTheOthersFirst)
{
    Life life = invoiced();
    life.add("2026-01-02", invoice("I2", "800.00"));
    life.add("2026-01-10", payment("P1", "1200.00")).add("2026-01-11", applied("P1", "I1", "1000.00"));
    life.add("2026-01-12", PaymentMoved{PaymentId("P1"), InvoiceId("I2"), number("800.00")});
    life.add("2026-01-13", PaymentMoved{PaymentId("P1"), InvoiceId("I1"), number("900.00")});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{"over-applied"});  // 800.00 of the 900.00 are open on I1
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("200.00"));
    EXPECT_EQ(standing(group(home).cash, "I2"), dollars("800.00"));
    EXPECT_EQ(standing(home.unapplied), dollars("200.00"));
}

TEST(FoldCash, AReversalReopensTheLatestApplicationFirst)
{
    Life life = invoiced();
    life.add("2026-01-02", invoice("I2", "300.00"));
    life.add("2026-01-10", payment("P1", "1500.00")).add("2026-01-11", applied("P1", "I1", "1000.00"));
    life.add("2026-01-12", applied("P1", "I2", "300.00"));
    life.add("2026-02-01", PaymentReversed{PaymentId("P1"), number("600.00"), "bounced"});
    Home home = folded(life);
    EXPECT_EQ(standing(home.unapplied), dollars("0.00"));
    EXPECT_EQ(standing(group(home).cash, "I2"), dollars("0.00"));
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("900.00"));
    life.add("2026-02-02", PaymentReversed{PaymentId("P1"), std::nullopt, "bounced"});
    life.add("2026-02-03", PaymentReversed{PaymentId("P1"), std::nullopt, "bounced"});
    home = folded(life);
    EXPECT_EQ(codes(home), Codes{"over-reversed"});
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("0.00"));
    EXPECT_EQ(receipt(home).amount, dollars("0.00"));
    EXPECT_EQ(receipt(home).reversed, dollars("1500.00"));
}

TEST(FoldCash, ARefundIsTakenFromTheInvoiceThatACreditNoteLowered)
{
    Life life = invoiced();
    life.add("2026-01-02", invoice("I2", "300.00"));
    life.add("2026-01-10", payment("P1", "1300.00")).add("2026-01-11", applied("P1", "I1", "1000.00"));
    life.add("2026-01-12", applied("P1", "I2", "300.00"));
    life.add("2026-03-01", credit("R1", "I1", "200.00"));
    life.add("2026-03-02", PaymentRefunded{PaymentId("P1"), number("250.00"), "returned"});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{});
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("800.00"));
    EXPECT_EQ(standing(group(home).cash, "I2"), dollars("250.00"));
    EXPECT_EQ(receipt(home).refunded, dollars("250.00"));
}

TEST(FoldCash, ARefundExceedsTheReceiptOnlyByInterest)
{
    Life life;
    life.add("2026-01-01", contract("C1", {line("platform")})).add("2026-01-02", payment("P1", "1000.00", "C1"));
    life.add("2026-06-30", PaymentRefunded{PaymentId("P1"), number("1100.00"), "bought back"});
    EXPECT_EQ(codes(folded(life)), Codes{"over-refunded"});
    std::get<ContractSigned>(life.events[0].fact).lines[0].repurchase = Repurchase{};
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{});
    EXPECT_EQ(standing(group(home).cash), dollars("-100.00"));
    EXPECT_EQ(receipt(home).open, dollars("0.00"));
    EXPECT_EQ(receipt(home).refunded, dollars("1000.00"));
    EXPECT_EQ(receipt(home).interest, dollars("100.00"));
    EXPECT_EQ(open_on(home, day("2026-12-31")).at(0), dollars("0.00"));
}

TEST(FoldCash, SaysWhatWasOnAccountOnADay)
{
    Life life = invoiced();
    life.add("2026-01-10", payment("P1", "1500.00")).add("2026-02-01", applied("P1", "I1", "1000.00"));
    const Home home = folded(life);
    EXPECT_EQ(open_on(home, day("2026-01-09")).at(0), dollars("0.00"));
    EXPECT_EQ(open_on(home, day("2026-01-10")).at(0), dollars("1500.00"));
    EXPECT_EQ(open_on(home, day("2026-02-01")).at(0), dollars("500.00"));
}

TEST(FoldBilling, CreditsNoMoreThanWasInvoicedAndOnlyWhatIsThere)
{
    Life life = invoiced();
    life.add("2026-01-01", invoice("I1", "5.00")).add("2026-01-02", invoice("I2", "5.00", "C1", "nothing"));
    life.add("2026-01-03", invoice("I3", "5.001")).add("2026-02-01", credit("R1", "I1", "600.00"));
    life.add("2026-02-02", credit("R1", "I1", "1.00")).add("2026-02-03", credit("R2", "I1", "400.01"));
    life.add("2026-02-04", credit("R2", "I9", "1.00")).add("2026-02-05", credit("R3", "I1", "400.00"));
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"invoice-exists", "line-unknown", "too-many-decimals", "credit-exists",
                                  "over-credited", "invoice-unknown"}));
    ASSERT_EQ(group(home).documents.size(), 3U);
    EXPECT_TRUE(group(home).documents[1].credit);
    EXPECT_EQ(group(home).documents[1].of, InvoiceId("I1"));
    EXPECT_EQ(group(home).documents[1].contract, ContractId("C1"));
    EXPECT_EQ(group(home).documents[2].net(), dollars("400.00"));
}

TEST(FoldBilling, TaxIsOwedAsWell)
{
    InvoiceIssued taxed = invoice("I1", "100.00");
    taxed.lines[0].tax = number("13.00");
    Life life;
    life.add("2026-01-01", contract("C1", {line("platform")}))
        .add("2026-01-01", taxed)
        .add("2026-01-02", payment("P1", "113.00"));
    life.add("2026-01-03", applied("P1", "I1", "113.00"));
    const Home home = folded(life);
    EXPECT_EQ(codes(home), Codes{});
    EXPECT_EQ(group(home).documents.at(0).tax(), dollars("13.00"));
    EXPECT_EQ(group(home).documents.at(0).due, day("2026-01-01"));
}

TEST(FoldBilling, AVoidedInvoiceGivesItsCashBack)
{
    Life life = invoiced();
    life.add("2026-01-10", payment("P1", "1000.00", "C1")).add("2026-01-11", applied("P1", "I1", "700.00"));
    life.add("2026-02-01", InvoiceVoided{InvoiceId("I1"), "wrong"}).add("2026-02-02", applied("P1", "I1", "1.00"));
    life.add("2026-02-03", InvoiceVoided{InvoiceId("I1"), "wrong"});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"invoice-voided", "invoice-voided"}));
    EXPECT_EQ(standing(group(home).cash, "I1"), dollars("0.00"));
    EXPECT_EQ(standing(group(home).cash), dollars("1000.00"));
    EXPECT_EQ(group(home).documents.at(0).voided->date, day("2026-02-01"));
}

TEST(FoldBilling, WritesOffWhatIsOpenAndRecoversWhatWasWrittenOff)
{
    const auto written_off = [](const char* amount) { return WriteoffApproved{InvoiceId("I1"), number(amount), ""}; };
    const auto recovered = [](const char* amount) { return WriteoffRecovered{InvoiceId("I1"), number(amount), ""}; };
    Life life = invoiced();
    life.add("2026-02-01", written_off("1000.01")).add("2026-02-02", written_off("600.00"));
    life.add("2026-02-03", payment("P1", "1000.00")).add("2026-02-03", applied("P1", "I1", "500.00"));
    life.add("2026-02-04", recovered("600.01"))
        .add("2026-02-05", recovered("600.00"))
        .add("2026-02-05", applied("P1", "I1", "1000.00"));
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"over-written-off", "over-applied", "over-recovered"}));
    ASSERT_EQ(group(home).writeoffs.size(), 2U);
    EXPECT_EQ(group(home).writeoffs[1].amount, dollars("-600.00"));
}

TEST(FoldBilling, KeepsWhatIsSaidOfAnInvoice)
{
    Life life = invoiced();
    life.add("2026-02-01", DisputeClosed{InvoiceId("I1"), std::nullopt, ""});
    life.add("2026-02-02", DisputeOpened{InvoiceId("I1"), number("100.00"), "late"});
    life.add("2026-02-03", DisputeClosed{InvoiceId("I1"), std::nullopt, ""});
    life.add("2026-02-04", PromiseRecorded{InvoiceId("I1"), std::nullopt, "soon"});
    life.add("2026-02-05", InvoiceApproved{InvoiceId("I1"), ""});
    life.add("2026-02-06", DunningSent{.customer = CustomerId("A"), .invoices = {InvoiceId("I1")}, .level = 1});
    life.add("2026-02-07", DunningSent{.customer = CustomerId("B"), .invoices = {InvoiceId("I1")}, .level = 1});
    const Home home = folded(life);
    EXPECT_EQ(codes(home), (Codes{"dispute-unknown", "wrong-customer"}));
    EXPECT_EQ(group(home).disputes.size(), 2U);
    EXPECT_EQ(group(home).promises.size(), 1U);
    EXPECT_EQ(home.reminders.size(), 1U);
    EXPECT_EQ(group(home).documents.at(0).approved->date, day("2026-02-05"));
}

}  // namespace
}  // namespace earned::testing::fold_cash_test
