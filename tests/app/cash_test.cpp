// From the statement to cleared invoices, on both databases.
#include "app/cash_application.h"
#include "app/feed.h"
#include "app/locking.h"
#include "app/report.h"
#include "app/statement_gaps.h"
#include "app/verify.h"
#include "app/worklist.h"
#include "books_app.h"
#include "exchange/bank/read.h"
#include "exchange/csv.h"

#include <fstream>
#include <sstream>

namespace earned::app::cash_test {

namespace {

struct Line {
    std::string day, sign, amount, reference, text;
};

// An MT940 of these entries that ties.
std::string statement(const std::vector<Line>& lines)
{
    std::string text = ":20:S\n:25:12030000/1\n:28C:1/1\n:60F:C260101USD100000,00\n";
    std::int64_t balance = 10000000;
    for (const Line& line : lines) {
        text += ":61:" + line.day + line.day.substr(2) + line.sign + line.amount + "NTRFNONREF//" + line.reference +
                "\n:86:" + line.text + "\n";
        std::string digits = line.amount;
        std::erase(digits, ',');
        balance += (line.sign == "C" ? 1 : -1) * std::stoll(digits);
    }
    const std::string minor = std::to_string(balance);
    return text + ":62F:C260331USD" + minor.substr(0, minor.size() - 2) + "," + minor.substr(minor.size() - 2) +
           "\n-\n";
}

class CashBook : public AppBooks {
protected:
    StatementIntake import(const std::string& text)
    {
        Result<bank::File> read = bank::read_statements(text, {});
        EXPECT_TRUE(read) << (read ? "" : read.fault().text());
        return take_in(*book, {{"file", "hash " + std::to_string(std::hash<std::string>()(text)), std::move(*read)}},
                       [](const RefusedEvent& event) { ADD_FAILURE() << event.fault.text(); });
    }
    std::int64_t apply_all()
    {
        Progress quiet("", Progress::Shown::never);
        return match_all(
                   *book, Date::never(), "test", [](const Home&, const Match&) {}, quiet)
            .applications;
    }
    std::int64_t on_account()
    {
        std::int64_t minor = 0;
        each_receipt_on_account(*book, Date::never(),
                                [&](const Home&, const Receipt& receipt) { minor += receipt.open.minor(); });
        return minor;
    }
    std::vector<PaymentApplied> applied()
    {
        std::vector<PaymentApplied> all;
        for (std::int64_t home = 1; home < book->store().next_home(); ++home)
            for (const Event& event : book->history(book->store(), home))
                if (const auto* fact = std::get_if<PaymentApplied>(&event.fact)) all.push_back(*fact);
        return all;
    }
    std::string first_number(const std::string& customer)
    {
        std::string number;
        book->each_home(book->store(), {1, book->store().next_home() - 1}, [&](std::int64_t, const Home& home) {
            for (const Group& group : home.groups)
                if (group.customer.text() == customer) number = group.documents.front().number.text();
        });
        return number;
    }
    // Without its separators, so that intake finds no home by it and the cash crosses.
    static std::string run_together(std::string number)
    {
        std::erase(number, '-');
        return number;
    }
    std::string exceptions()
    {
        std::string text;
        book->each_home(book->store(), {1, book->store().next_home() - 1}, [&](std::int64_t, const Home& home) {
            for (const Exception& exception : home.exceptions) text += exception.fault.text() + "\n";
        });
        return text;
    }
};

TEST_P(CashBook, TheSameFileAgainIsANoOpAndOverlapsDeduplicate)
{
    take(*book, three_contracts());
    const std::vector<Line> all = {{"260310", "C", "10,00", "NONREF", "one and the same"},
                                   {"260310", "C", "10,00", "NONREF", "one and the same"},
                                   {"260311", "C", "20,00", "BANK-3", "another"}};
    const StatementIntake first = import(statement({all[0], all[1]}));
    EXPECT_EQ(first.intake.accepted, 3);
    EXPECT_EQ(import(statement({all[0], all[1]})).intake.accepted, 0);
    const StatementIntake longer = import(statement(all));
    EXPECT_EQ(longer.intake.accepted, 2) << "the statement and the one new entry";
    EXPECT_EQ(longer.intake.known_before, 2);
    EXPECT_EQ(on_account(), 4000);
}

TEST_P(CashBook, AReturnTakesBackWhatItReturns)
{
    take(*book, three_contracts());
    import(statement({{ "260310", "C", "500,00", "B-1", "/EREF/E2E-9/REMI/hello/" }}));
    const StatementIntake back = import(statement({{"260312", "RC", "500,00", "B-2", "/EREF/E2E-9/RTRN/AC04/"}}));
    EXPECT_EQ(back.reversals, 1);
    EXPECT_EQ(on_account(), 0);
    EXPECT_EQ(exceptions(), "");
}

// What a statement lists twice was booked twice: its balance counts both.
TEST_P(CashBook, TwoBookingsUnderOneReferenceOfTheBankAreTwoReceipts)
{
    take(*book, three_contracts());
    const std::string day =
        statement({{"260310", "C", "10,00", "SAME", "first"}, {"260310", "C", "10,00", "SAME", "second"}});
    EXPECT_EQ(import(day).receipts, 2);
    EXPECT_EQ(on_account(), 2000);
    EXPECT_EQ(import(day).intake.accepted, 0);
    const StatementIntake longer = import(statement({{"260310", "C", "10,00", "SAME", "first"},
                                                     {"260310", "C", "10,00", "SAME", "second"},
                                                     {"260311", "C", "20,00", "OTHER", "third"}}));
    EXPECT_EQ(longer.intake.accepted, 2) << "the statement and the one new entry";
    EXPECT_EQ(on_account(), 4000);
}

// A direct debit of 30.00 comes back as 33.00: the receipt is taken back, and 3.00 is the bank's charge. Banks say it
// by the first amount and the charge (SWIFT's /OCMT/ and /CHGS/; OAMT+ and COAM+ of the German Banking Industry
// Committee's structure of field 86), by the charge alone, or by the first amount alone.
TEST_P(CashBook, AReturnWithTheBanksChargeTakesBackTheReceiptAndLeavesTheCharge)
{
    take(*book, three_contracts());
    const std::string key = "166?20EREF+E2E-", back = "109?20EREF+E2E-";
    import(statement({{"260310", "C", "30,00", "B-1", key + "1"},
                      {"260310", "C", "30,00", "B-2", key + "2"},
                      {"260310", "C", "30,00", "B-3", key + "3"},
                      { "260310",
                        "C",
                        "30,00",
                        "B-4",
                        key + "4" }}));
    const StatementIntake returns =
        import(statement({{"260312", "D", "33,00", "B-5", back + "1?21OAMT+30,00?22COAM+3,00"},
                          {"260312", "D", "33,00", "B-6", back + "2?21COAM+EUR3,00?22SVWZ+AC04"},
                          {"260312", "D", "33,00", "B-7", back + "3?21OAMT+30,00?22SVWZ+AC04"},
                          {"260312", "D", "33,00", "B-8\n/OCMT/USD30,00//CHGS/USD3,00/", back + "4"}}));
    EXPECT_EQ(returns.reversals, 4);
    ASSERT_EQ(returns.left.size(), 4u);
    for (const LeftOver& left : returns.left) {
        EXPECT_EQ(left.kind, "charge");
        EXPECT_EQ(left.amount, "-3.00");
    }
    EXPECT_EQ(on_account(), 0);
    EXPECT_EQ(exceptions(), "");
}

// The same of ISO 20022: the charge stands beside the payment and is included in what was booked (from version 4 on it
// says so), or the payment has its own amount, which the entry is above.
TEST_P(CashBook, AReturnInCamtIsWithoutTheChargeThatItIncludes)
{
    take(*book, three_contracts());
    const auto back = [](const std::string& payment, const std::string& amount, const std::string& included) {
        return R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><GrpHdr/><Ntfctn>)"
               R"(<Id>N</Id><Acct><Id><Othr><Id>12030000/1</Id></Othr></Id><Ccy>USD</Ccy></Acct><Ntry><Amt Ccy="USD">33.00</Amt>)"
               R"(<CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-12</Dt></BookgDt><NtryDtls><TxDtls>)"
               R"(<Refs><EndToEndId>)" +
               payment + R"(</EndToEndId></Refs><Amt Ccy="USD">)" + amount +
               R"(</Amt><CdtDbtInd>DBIT</CdtDbtInd><Chrgs><Rcrd><Amt Ccy="USD">3.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>)" +
               included +
               R"(</Rcrd></Chrgs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></Ntfctn>)"
               R"(</BkToCstmrDbtCdtNtfctn></Document>)";
    };
    import(statement({{"260310", "C", "30,00", "B-1", "166?20EREF+E2E-1"},
                      { "260310",
                        "C",
                        "30,00",
                        "B-2",
                        "166?20EREF+E2E-2" }}));
    for (const std::string& camt :
         {back("E2E-1", "33.00", "<ChrgInclInd>true</ChrgInclInd>"), back("E2E-2", "30.00", "")}) {
        const StatementIntake taken = import(camt);
        EXPECT_EQ(taken.reversals, 1);
        ASSERT_EQ(taken.left.size(), 1u);
        EXPECT_EQ(taken.left.front().amount, "-3.00");
        EXPECT_EQ(import(camt).intake.accepted, 0);
    }
    EXPECT_EQ(on_account(), 0);
}

TEST_P(CashBook, CashOfAnotherHomeCrossesThroughClearing)
{
    take(*book, three_contracts());
    bill(*Date::parse("2026-03-31"));
    const std::string lost = run_together(first_number("A"));
    import(statement({{ "260310", "C", "1200,00", "B-1", "invoice " + lost }}));
    EXPECT_EQ(apply_all(), 1);
    EXPECT_EQ(exceptions(), "");
    EXPECT_EQ(on_account(), 0);
    EXPECT_EQ(apply_all(), 0) << "matching again changes nothing";
    close_month({2026, 3});
    const Date end = *Date::parse("2026-03-31");
    EXPECT_EQ(balance(Role::cash, end), 120000);
    EXPECT_EQ(balance(Role::unapplied_cash, end), 0);
    EXPECT_EQ(balance(Role::cash_clearing, end), 0);
    std::int64_t through = 0;
    for (const Posted& line : posted_in(*book))
        if (line.role == Role::cash_clearing && line.minor > 0) through += line.minor;
    EXPECT_EQ(through, 120000) << "one pair of entries";
}

// A contract in euros, and what the customer ordered in euros and the bank exchanged into dollars.
std::vector<ReadEvent> contract_in_euros(const char* id, const char* customer)
{
    return {
        event_of("rate.published", R"({"from":"EUR","to":"USD","rate":"1.10","kind":"spot","date":"2026-01-01"})"),
        event_of("contract.signed",
                 R"({"contract":")" + std::string(id) + R"(","customer":")" + customer +
                     R"(","date":"2026-01-05","currency":"EUR","lines":[{"line":"goods","price":1000.00,)"
                     R"("tax":{"rate":0},"treatment":{"satisfied":"point_in_time","trigger":"fulfilment"},)"
                     R"("billing":{"plan":"on_signing"}}]})"),
        event_of("order.fulfilled", R"({"contract":")" + std::string(id) + R"(","line":"goods","date":"2026-01-05"})")};
}

TEST_P(CashBook, WhatTheBankExchangedClearsTheInvoiceInItsOwnCurrency)
{
    take(*book, three_contracts() + contract_in_euros("C9", "K"));
    bill(*Date::parse("2026-03-31"));
    const std::string number = run_together(first_number("K"));
    import(statement({{ "260310", "C", "1080,00", "B-1\n/OCMT/EUR1000,00", "invoice " + number }}));
    EXPECT_EQ(apply_all(), 1);
    EXPECT_EQ(exceptions(), "");
    EXPECT_EQ(on_account(), 0);
    ASSERT_EQ(applied().size(), 1U);
    EXPECT_EQ(applied().front().amount.text(), "1000");
    EXPECT_EQ(applied().front().paid->text(), "1080");
    EXPECT_EQ(applied().front().confidence, Confidence::high);
    EXPECT_EQ(apply_all(), 0) << "matching again changes nothing";
    close_month({2026, 3});
    std::int64_t worth = 0, lost = 0, cash = 0;
    for (const Posted& line : posted_in(*book)) {
        if (line.role == Role::cash_clearing) worth += line.worth;
        if (line.role == Role::fx_loss || line.role == Role::fx_gain) lost += line.worth;
        if (line.role == Role::cash) cash += line.worth;
    }
    EXPECT_EQ(worth, 0) << "what leaves one currency is worth what comes in the other";
    EXPECT_EQ(lost, 2000) << "1,000.00 euros stood at 1,100.00, and 1,080.00 came";
    EXPECT_EQ(cash, 108000);
    Progress quiet("", Progress::Shown::never);
    for (const Check& check : verify(*book, "", quiet).checks)
        EXPECT_TRUE(check.holds()) << check.what << ": " << check.wrong.front();
}

TEST_P(CashBook, APaymentInAnotherCurrencyThatNobodyOrderedInTheInvoicesWaits)
{
    take(*book, three_contracts() + contract_in_euros("C9", "K"));
    bill(*Date::parse("2026-03-31"));
    take(*book,
         {event_of("payment.received", R"({"payment":"P9","customer":"K","date":"2026-03-11","amount":"1090.00",)"
                                       R"("currency":"USD","remittance":"for C9 INV-2026-000007"})")});
    EXPECT_EQ(apply_all(), 0);
    EXPECT_EQ(on_account(), 109000);
    close_month({2026, 3});
    EXPECT_EQ(balance(Role::unapplied_cash, *Date::parse("2026-03-31")), 109000);
}

TEST_P(CashBook, WhatAPersonTookOffIsNotMatchedThereAgain)
{
    take(*book, three_contracts());
    bill(*Date::parse("2026-03-31"));
    const std::string number = first_number("A");
    take(*book,
         {event_of("payment.received", R"({"payment":"P1","customer":"A","date":"2026-03-10","amount":"1200.00",)"
                                       R"("reference":")" +
                                           number + R"("})")});
    EXPECT_EQ(apply_all(), 1);
    take(*book, {event_of("payment.unapplied",
                          R"({"payment":"P1","invoice":")" + number + R"(","date":"2026-03-12","amount":"1200.00"})")});
    EXPECT_EQ(apply_all(), 0) << "neither the home's own matching nor the cascade undoes a decision";
    EXPECT_EQ(on_account(), 120000);
    const std::vector<ProposedCash> proposed = propose_cash(*book, Date::never(), {});
    ASSERT_EQ(proposed.size(), 1U);
    EXPECT_EQ(proposed.front().proposal.confidence, Confidence::medium);
    EXPECT_NE(proposed.front().proposal.evidence.find("taken off there before"), std::string::npos);
}

// Homes are folded once in a run; one of which something was matched is read again, since less of it is open.
TEST_P(CashBook, WhatARunHasMatchedIsOpenNoMoreForTheCashOfOthers)
{
    take(*book, three_contracts());
    bill(*Date::parse("2026-03-31"));
    const std::string number = first_number("A");
    take(*book, {event_of("payment.received", R"({"payment":"P1","customer":"A","date":"2026-03-10","amount":"700.00",)"
                                              R"("reference":")" +
                                                  number + R"("})")});
    import(statement({{ "260310", "C", "500,00", "B-1", "invoice " + run_together(number) }}));
    EXPECT_EQ(apply_all(), 2);
    EXPECT_EQ(exceptions(), "");
    EXPECT_EQ(on_account(), 0);
    std::vector<Decimal> amounts;
    for (const PaymentApplied& each : applied()) {
        EXPECT_EQ(each.invoice.text(), number);
        amounts.push_back(each.amount);
    }
    EXPECT_EQ(amounts, (std::vector<Decimal>{Decimal::of(700), Decimal::of(500)}));
    EXPECT_TRUE(propose_cash(*book, Date::never(), {}).empty());
    EXPECT_EQ(apply_all(), 0);
}

TEST_P(CashBook, ABanksChargeIsAnExpenseAndTheInvoiceIsPaidInFull)
{
    take(*book, three_contracts() +
                    std::vector<ReadEvent>{event_of(
                        "payment.received",
                        R"({"payment":"P1","customer":"A","date":"2026-01-05","amount":"1200.00","charge":"12.50"})")});
    bill(*Date::parse("2026-01-31"));
    match(*Date::parse("2026-01-31"));
    close_month({2026, 1});
    const Date end = *Date::parse("2026-01-31");
    EXPECT_EQ(balance(Role::cash, end), 118750);
    EXPECT_EQ(balance(Role::bank_charge, end), 1250);
    EXPECT_EQ(on_account(), 0);
}

TEST_P(CashBook, AMatchKeepsItsStepItsEvidenceAndItsConfidence)
{
    take(*book, three_contracts());
    bill(*Date::parse("2026-03-31"));
    import(statement({{ "260310", "C", "1200,00", "B-1", "nothing of use" }}));
    take(*book,
         {event_of("payment.received", R"({"payment":"P9","customer":"A","date":"2026-03-11","amount":"500.00"})")});
    EXPECT_EQ(apply_all(), 1);
    const std::vector<PaymentApplied> made = applied();
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made.front().step, "amount");
    EXPECT_EQ(made.front().evidence, "customer A and amount 500.00");
    EXPECT_EQ(made.front().confidence, Confidence::high);
}

TEST_P(CashBook, AMatchAcrossHomesKeepsTheStepOfTheRules)
{
    take(*book, three_contracts());
    bill(*Date::parse("2026-03-31"));
    const std::string number = run_together(first_number("A"));
    import(statement({{ "260310", "C", "1200,00", "B-1", "invoice " + number }}));
    EXPECT_EQ(apply_all(), 1);
    const std::vector<PaymentApplied> made = applied();
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made.front().step, "number");
    EXPECT_NE(made.front().evidence.find("named in the text"), std::string::npos) << made.front().evidence;
    EXPECT_EQ(made.front().confidence, Confidence::high);
}

TEST_P(CashBook, WhatOneCustomerHandsOverToAnotherIsReceivedOnce)
{
    take(*book, three_contracts());
    bill(*Date::parse("2026-03-31"));
    const std::string number = run_together(first_number("A"));
    import(statement({{ "260310", "C", "1200,00", "B-1", "invoice " + number }}));
    EXPECT_EQ(apply_all(), 1);
    close_month({2026, 3});
    ReportOrder order;
    order.first = order.last = Period(2026, 3);
    std::ostringstream text;
    for (const ReportKind& kind : report_kinds()) {
        if (kind.name != "cash-application") continue;
        Feed feed(*book, ledger(), order);
        for (const Table& table : tables_of(kind, feed, "")) exchange::write_csv(table, exchange::Language::en, text);
    }
    EXPECT_NE(text.str().find(",USD,1200.00,-1200.00,0.00,0.00,0.00,detail"), std::string::npos) << text.str();
    EXPECT_NE(text.str().find(",USD,0.00,1200.00,1200.00,0.00,0.00,detail"), std::string::npos) << text.str();
    EXPECT_NE(text.str().find("Total,,,,,USD,1200.00,0.00,1200.00,0.00,0.00,total"), std::string::npos) << text.str();
}

TEST_P(CashBook, AMatchingLeavesARunAndAMatchingOfNothingNone)
{
    take(*book, three_contracts());
    bill(*Date::parse("2026-03-31"));
    const auto match_runs = [&] {
        std::int64_t count = 0;
        for (const db::RunRow& run : book->store().runs()) count += run.kind == "match" ? 1 : 0;
        return count;
    };
    EXPECT_EQ(apply_all(), 0);
    EXPECT_EQ(match_runs(), 0);
    take(*book,
         {event_of("payment.received", R"({"payment":"P9","customer":"A","date":"2026-03-11","amount":"500.00"})")});
    EXPECT_EQ(apply_all(), 1);
    EXPECT_EQ(apply_all(), 0);
    EXPECT_EQ(match_runs(), 1);
    const db::RunRow run = book->store().runs().back();
    EXPECT_EQ(run.by, "test");
    EXPECT_NE(run.hash, "");
    close_month({2026, 3});
    Progress quiet("", Progress::Shown::never);
    for (const Check& check : verify(*book, "", quiet).checks)
        EXPECT_TRUE(check.holds()) << check.what << ": " << check.wrong.front();
}

// A statement of one entry of 10.00.
std::string day(const std::string& number, const std::string& opens, const std::string& closes, int opening)
{
    return ":20:S\n:25:12030000/1\n:28C:" + number + "\n:60F:C" + opens + "USD" + std::to_string(opening) +
           ",\n:61:" + closes + closes.substr(2) + "C10,00NTRFNONREF//B" + number + "\n:86:paid\n:62F:C" + closes +
           "USD" + std::to_string(opening + 10) + ",\n-\n";
}

TEST_P(CashBook, AGapBetweenFilesIsToldUntilItsStatementComesInAnyOrder)
{
    const std::string monday = day("1/1", "260105", "260105", 100), tuesday = day("2/1", "260106", "260106", 110),
                      wednesday = day("3/1", "260107", "260107", 120), friday = day("5/1", "260109", "260109", 130);
    import(wednesday);
    EXPECT_TRUE(gaps_of(*book).empty()) << "nothing was known before it";
    import(monday);
    const std::vector<StatementGap> gaps = gaps_of(*book);
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps.front().fault.code, "statement-gap");
    EXPECT_EQ(gaps.front().fault.what,
              "account 12030000/1 closed at 110.00 on 2026-01-05 in file (statement S/1/1/2026-01-05), and opens at "
              "120.00 on "
              "2026-01-07 in file (statement S/3/1/2026-01-07): a statement between the two is missing");
    const std::vector<OpenItem> items = worklist(*book);
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items.front().kind, Open::gap);
    EXPECT_EQ(items.front().date.text(), "2026-01-07");
    import(tuesday);
    EXPECT_TRUE(gaps_of(*book).empty());
    EXPECT_TRUE(worklist(*book).empty());
    import(friday);
    ASSERT_EQ(gaps_of(*book).size(), 1u);
    EXPECT_FALSE(gaps_of(*book).front().of_money) << "the fourth may have moved nothing";
    EXPECT_TRUE(worklist(*book).empty());
    EXPECT_EQ(import(friday).intake.accepted, 0);
}

TEST_P(CashBook, AGapIsInTheWayOfTheEntityWhoseAccountItIs)
{
    take(*book, entity("E") + entity("F"));
    take(*book,
         {event_of("entity.defined",
                   R"({"entity":"F","name":"F","currency":"USD","date":"2025-01-01","bank_accounts":["1203 0000/1"],)"
                   R"("books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]})")});
    import(day("1/1", "260105", "260105", 100));
    import(day("3/1", "260107", "260107", 120));
    ASSERT_EQ(gaps_of(*book).size(), 1u);
    EXPECT_EQ(gaps_of(*book).front().entity, EntityId("F"));
    EXPECT_EQ(in_the_way(*book, ledger("E"), {2026, 1}).size(), 0u);
    EXPECT_EQ(in_the_way(*book, ledger("F"), {2026, 1}).size(), 1u);
    for (const EntityId& name : {EntityId("E"), EntityId("F")}) {
        std::int64_t balances = 0, moves = 0;
        Feed feed(*book, ledger(name.text()), {});
        feed.bank([&](const StatementBalance&) { ++balances; }, [](const StatementEntry&) {},
                  [&](const BankMove&) { ++moves; });
        EXPECT_EQ(balances, name == EntityId("F") ? 2 : 0);
        EXPECT_EQ(moves, name == EntityId("F") ? 2 : 0) << "what came in on its account is its cash";
    }
}

TEST_P(CashBook, PagesInFilesOfTheirOwnLeaveNoGap)
{
    std::string first = day("7/1", "260105", "260105", 100), second = day("7/2", "260105", "260105", 110);
    first.replace(first.find(":62F:"), 5, ":62M:");
    second.replace(second.find(":60F:"), 5, ":60M:");
    import(day("6/1", "260104", "260104", 90));
    import(second);
    ASSERT_EQ(gaps_of(*book).size(), 1u) << "the first page is missing";
    import(first);
    EXPECT_TRUE(gaps_of(*book).empty());
}

INSTANTIATE_TEST_SUITE_P(On, CashBook, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

}  // namespace

}  // namespace earned::app::cash_test
