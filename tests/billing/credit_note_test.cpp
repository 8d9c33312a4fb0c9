// Credit notes that a person asks for: whatever the sequence, they come to exactly the invoice.
#include "deal.h"

#include "billing/cash_rounding.h"
#include "billing/credit_note.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace earned::credit_note_test {
namespace {

using namespace earned::testing;

const Term year = term("2026-01-01", "2026-12-31");

struct Deed {
    Deal deal{"2026-01-01"};

    Result<CreditNote> ask(CreditAsked asked) const
    {
        asked.invoice = InvoiceId("I1");
        if (asked.date == Date()) asked.date = day("2026-06-01");
        const Result<Billed> billed = bill(deal.group, deal.terms, asked.date);
        return credit_note(deal.group, deal.terms, *billed, asked);
    }
    std::string fault(const CreditAsked& asked) const
    {
        const Result<CreditNote> note = ask(asked);
        return note ? "none" : note.fault().code + " " + note.fault().where;
    }
    // The note becomes a document.
    CreditNote credit(const CreditAsked& asked)
    {
        const Result<CreditNote> note = ask(asked);
        RC_ASSERT(static_cast<bool>(note));
        Document document{.credit = true, .number = InvoiceId("CN"), .of = InvoiceId("I1"), .contract = note->contract};
        document.at = {day("2026-06-01"), Rank::billing, 0};
        document.lines = note->lines;
        deal.group.documents.push_back(document);
        return *note;
    }
    Money credited(Money IssuedLine::*part) const
    {
        Money sum = money("0");
        for (const Document& document : deal.group.documents)
            for (const IssuedLine& line : document.lines)
                if (document.credit) sum += line.*part;
        return sum;
    }
};

Deed goods_deed(const char* price, const char* quantity, const char* net, const char* taxed)
{
    Deed deed;
    deed.deal.line("goods", goods(price, quantity, plan(BillingPlan::on_fulfilment)));
    deed.deal.issue("I1", "2026-02-01", "goods", net, taxed);
    return deed;
}

TEST(CreditNote, TakesAllThatIsLeft)
{
    Deed deed = goods_deed("1000.00", "10", "1000.00", "190.00");
    const CreditNote note = deed.credit({});
    ASSERT_EQ(note.lines.size(), 1U);
    EXPECT_EQ(note.lines[0].net, money("1000.00"));
    EXPECT_EQ(note.lines[0].tax, money("190.00"));
    ASSERT_EQ(note.changes.size(), 1U);
    EXPECT_EQ(note.changes[0].amount, number("-1000.00"));
    EXPECT_EQ(note.changes[0].settled, "credit");
    EXPECT_EQ(deed.fault({}), "over-credited invoice I1");
}

TEST(CreditNote, UnitsOneByOneComeToTheLine)
{
    Deed deed = goods_deed("100.00", "3", "100.00", "19.00");
    const CreditAsked one{.quantity = number("1")};
    EXPECT_EQ(deed.credit(one).lines[0].net, money("33.33"));
    EXPECT_EQ(deed.credit(one).lines[0].net, money("33.34"));
    EXPECT_EQ(deed.credit(one).lines[0].net, money("33.33"));
    EXPECT_EQ(deed.credited(&IssuedLine::tax), money("19.00"));
    EXPECT_EQ(deed.fault(one), "over-credited invoice I1, line goods");
}

TEST(CreditNote, CountsTheUnitsOfAPartialDelivery)
{
    Deed deed = goods_deed("100.00", "10", "40.00", "0");
    EXPECT_EQ(deed.ask({.quantity = number("4")})->lines[0].net, money("40.00"));
    EXPECT_EQ(deed.fault({.quantity = number("4.5")}), "over-credited invoice I1, line goods");
}

TEST(CreditNote, AnAmountIsSpreadOverTheLines)
{
    Deed deed;
    deed.deal.line("a", goods("200.00", "1", plan(BillingPlan::on_fulfilment)));
    deed.deal.line("b", goods("100.00", "1", plan(BillingPlan::on_fulfilment)));
    deed.deal.issue("I1", "2026-02-01", "a", "200.00", "38.00");
    deed.deal.group.documents.front().lines.push_back({LineId("b"), money("100.00"), money("7.00")});
    const Result<CreditNote> note = deed.ask({.amount = number("100.00")});
    ASSERT_TRUE(note);
    ASSERT_EQ(note->lines.size(), 2U);
    EXPECT_EQ(note->lines[0].net, money("66.67"));
    EXPECT_EQ(note->lines[1].net, money("33.33"));
    EXPECT_EQ(note->lines[1].tax, money("2.33"));
    EXPECT_EQ(deed.fault({.quantity = number("1")}), "line-missing invoice I1");
    EXPECT_EQ(deed.fault({.line = LineId("c")}), "line-unknown invoice I1, line c");
}

TEST(CreditNote, OfAPeriodThatIsOverIsOfThePast)
{
    Deed deed;
    deed.deal.line("seats", service("1200.00", year, every("1 month")));
    deed.deal.issue("I1", "2026-02-01", "seats", "100.00");
    EXPECT_EQ(deed.ask({.date = day("2026-03-01")})->changes[0].relates_to, RelatesTo::past);
    EXPECT_EQ(deed.ask({.date = day("2026-02-28")})->changes[0].relates_to, RelatesTo::all);
    EXPECT_EQ(deed.ask({.relates_to = RelatesTo::remaining})->changes[0].relates_to, RelatesTo::remaining);
}

TEST(CreditNote, SaysWhatIsWrong)
{
    Deed deed = goods_deed("1000.00", "10", "1000.00", "190.00");
    EXPECT_EQ(deed.fault({.amount = number("1000.01")}), "over-credited invoice I1");
    EXPECT_EQ(deed.fault({.amount = number("0")}), "amount-not-positive invoice I1");
    EXPECT_EQ(deed.fault({.amount = number("1.001")}), "amount-too-fine invoice I1");
    EXPECT_EQ(deed.fault({.date = day("2026-01-31")}), "credit-before-invoice invoice I1");
    EXPECT_EQ(deed.fault({.quantity = number("-1")}), "amount-not-positive invoice I1, line goods");
    deed.deal.group.documents.front().voided = Moment{day("2026-03-01"), Rank::billing, 0};
    EXPECT_EQ(deed.fault({}), "invoice-voided invoice I1");
}

// Law: any sequence of credits, by amount and by quantity, ends with the whole invoice, tax included.
RC_GTEST_PROP(CreditNote, AnySequenceComesToTheInvoice, ())
{
    const auto net = *rc::gen::inRange(1, 500000);
    const auto rate = *rc::gen::inRange(0, 30);
    const auto quantity = *rc::gen::inRange(1, 60);
    const Money all(net, usd()), tax = all.share(Ratio(rate, 100), Round::half_away);
    Deed deed =
        goods_deed(all.plain().c_str(), std::to_string(quantity).c_str(), all.plain().c_str(), tax.plain().c_str());
    int units = quantity;
    for (int step = 0; step < 8; ++step) {
        const Money left = all - deed.credited(&IssuedLine::net);
        if (left.is_zero()) break;
        if (units > 0 && *rc::gen::arbitrary<bool>()) {
            const auto some = *rc::gen::inRange(1, units + 1);
            const CreditAsked asked{.quantity = Decimal::of(some)};
            if (!deed.ask(asked)) continue;  // less than the least coin
            deed.credit(asked);
            units -= some;
        } else {
            const auto some = *rc::gen::inRange<std::int64_t>(1, left.minor() + 1);
            deed.credit({.amount = Money(some, usd()).decimal()});
        }
        RC_ASSERT(deed.credited(&IssuedLine::net) <= all);
        RC_ASSERT(deed.credited(&IssuedLine::tax) <= tax);
    }
    if (deed.credited(&IssuedLine::net) < all) deed.credit({});
    RC_ASSERT(deed.credited(&IssuedLine::net) == all);
    RC_ASSERT(deed.credited(&IssuedLine::tax) == tax);
    RC_ASSERT(!deed.ask({}));
}

// A contract of goods at several rates, on top or included, and of usage; its invoices are those of a bill run.
Deal any_invoices()
{
    Deal deal("2026-01-01");
    const int lines = *rc::gen::inRange(1, 4);
    for (int at = 0; at < lines; ++at) {
        const Money price(*rc::gen::inRange<std::int64_t>(1, 300'000), usd());
        LineTerms terms = goods(price.plain(), std::to_string(*rc::gen::inRange(1, 40)), plan(BillingPlan::on_signing));
        terms.tax = tax(*rc::gen::element("0", "0.05", "0.07", "0.13", "0.19", "0.255"));
        terms.tax->included = *rc::gen::arbitrary<bool>();
        deal.line("goods " + std::to_string(at), terms);
    }
    LineTerms metered = open_goods(plan(BillingPlan::usage));
    metered.satisfied = Satisfied::over_time;
    metered.measure = Measure::usage;
    metered.term = year;
    metered.billing.every = Interval{1, Interval::month};
    Pricing pricing;
    pricing.model = PriceModel::graduated;
    pricing.tiers = {{.up_to = number("100"), .unit_price = number("0.037")},
                     {.up_to = {}, .unit_price = number("0.011")}};
    metered.billing.pricing = pricing;
    metered.tax = tax("0.19");
    deal.line("calls", metered);
    const Decimal used = Decimal::of(*rc::gen::inRange(1, 100'000), -1);
    deal.happen("calls", "2026-01-10", UsageRecorded{ContractId("C1"), LineId("calls"), "", used, {}});
    deal.issue(deal.draft("2026-01-31"));
    return deal;
}

CreditAsked any_credit(const Document& invoice)
{
    CreditAsked asked{.invoice = invoice.number, .line = {}, .quantity = {}, .amount = {}, .date = day("2026-03-01")};
    const int how = *rc::gen::inRange(0, 10);
    if (how < 6) asked.line = (*rc::gen::elementOf(invoice.lines)).line;
    if (how < 2) asked.quantity = Decimal::of(*rc::gen::inRange(1, 12));
    if (how == 2) asked.quantity = Decimal::of(*rc::gen::inRange(1, 5000), -1);
    if ((how > 2 && how < 5) || how == 6 || how == 7)
        asked.amount =
            Money(*rc::gen::inRange<std::int64_t>(1, std::max<std::int64_t>(invoice.net().minor(), 1) + 1), usd())
                .decimal();
    return asked;  // else what is left: of a line, or of the whole invoice
}

// Gives whether it could be: too much, too little and a quantity where there is none are refused.
bool grant(Deal& deal, const CreditAsked& asked)
{
    const Result<Billed> billed = bill(deal.group, deal.terms, asked.date);
    RC_ASSERT(static_cast<bool>(billed));
    const Result<CreditNote> note = credit_note(deal.group, deal.terms, *billed, asked);
    if (!note) return false;
    Document document{.credit = true,
                      .number = InvoiceId("CN" + std::to_string(deal.group.documents.size())),
                      .of = asked.invoice,
                      .contract = note->contract};
    document.at = {asked.date, Rank::billing, 0};
    document.lines = note->lines;
    deal.group.documents.push_back(document);
    return true;
}

Money sum_of(const Deal& deal, const InvoiceId& invoice, const LineId& line, bool credits, Money IssuedLine::*part)
{
    Money sum = money("0");
    for (const Document& document : deal.group.documents)
        for (const IssuedLine& one : document.lines)
            if (document.credit == credits && one.line == line && (credits ? document.of : document.number) == invoice)
                sum += one.*part;
    return sum;
}

// Law: credits by quantity, by amount, of a line and of all, in any order and over several rates, taxes on top and
// included, goods and usage: each line of each invoice is credited to the cent, net and tax, and never beyond.
RC_GTEST_PROP(CreditNote, AnySequenceOverSeveralLinesComesToEachOfThem, ())
{
    Deal deal = any_invoices();
    const std::vector<Document> invoices = deal.group.documents;
    RC_PRE(!invoices.empty());
    const auto compare = [&](bool whole) {
        for (const Document& invoice : invoices)
            for (const IssuedLine& line : invoice.lines)
                for (Money IssuedLine::*part : {&IssuedLine::net, &IssuedLine::tax}) {
                    const Money asked = sum_of(deal, invoice.number, line.line, false, part),
                                credited = sum_of(deal, invoice.number, line.line, true, part);
                    RC_ASSERT((whole ? credited == asked : credited <= asked));
                }
    };
    int granted = 0, refused = 0;
    for (int step = 0; step < 12; ++step) {
        grant(deal, any_credit(*rc::gen::elementOf(invoices))) ? ++granted : ++refused;
        compare(false);
    }
    RC_CLASSIFY(granted > 3, "several were granted");
    RC_CLASSIFY(refused > 0, "some were refused");
    for (const Document& invoice : invoices) {
        CreditAsked rest{
            .invoice = invoice.number, .line = {}, .quantity = {}, .amount = {}, .date = day("2026-03-02")};
        grant(deal, rest);
        RC_ASSERT(!grant(deal, rest));
    }
    compare(true);
    // In coins: what is payable less its difference is the total, so the notes come to the invoices there too.
    Money total = money("0"), in_coins = total;
    for (const Document& document : deal.group.documents) {
        const Money of = document.net() + document.tax();
        const billing::CashRounded rounded = billing::rounded_for_cash(of, 5);
        RC_ASSERT(rounded.payable.minor() % 5 == 0 && std::abs(rounded.difference.minor()) <= 2);
        total += document.credit ? -of : of;
        in_coins += document.credit ? rounded.difference - rounded.payable : rounded.payable - rounded.difference;
    }
    RC_ASSERT(total.is_zero() && in_coins.is_zero());
}

}  // namespace
}  // namespace earned::credit_note_test
