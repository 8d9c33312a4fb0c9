// The fold's laws on random lives of a small home, where much of what happens cannot apply.
#include "fold_events.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace earned::testing::fold_laws_test {
namespace {

// One of few names, so that events meet.
const char* pick(const std::vector<const char*>& names) { return *rc::gen::elementOf(names); }
const char* some_contract() { return pick({"C1", "C2", "C3"}); }
const char* some_line() { return pick({"platform", "box", "none"}); }
const char* some_invoice() { return pick({"I1", "I2", "I3"}); }
const char* some_payment() { return pick({"P1", "P2", "P3"}); }
const char* some_amount() { return pick({"10.00", "25.00", "60.00", "100.00"}); }
const char* some_quantity() { return pick({"1", "2", "5"}); }

ContractSigned some_signing()
{
    ContractSigned made = contract(some_contract(), {line("platform"), goods("box", some_quantity())});
    if (*rc::gen::inRange(0, 3) == 0) made.combine_with = {ContractId(some_contract())};
    return made;
}

ContractModified some_modification()
{
    ContractModified made{.contract = ContractId(some_contract())};
    made.approved = *rc::gen::inRange(0, 4) != 0;
    Line change;
    change.line = LineId(some_line());
    change.quantity = number(some_quantity());
    made.change = {change};
    if (*rc::gen::inRange(0, 4) == 0) made.remove = {LineId(some_line())};
    return made;
}

// A third in euros, on no contract; contracts are in dollars.
PaymentReceived some_receipt()
{
    const bool foreign = *rc::gen::inRange(0, 3) == 0;
    PaymentReceived made =
        payment(some_payment(), some_amount(), !foreign && *rc::gen::inRange(0, 2) == 0 ? some_contract() : nullptr);
    if (foreign) made.currency = eur;
    return made;
}
PaymentApplied some_application()
{
    PaymentApplied made = applied(some_payment(), some_invoice(), some_amount());
    if (*rc::gen::inRange(0, 2) == 0) made.paid = number(pick({"9.10", "10.00", "22.75", "60.00", "77.77"}));
    return made;
}

Fact some_fact()
{
    switch (*rc::gen::inRange(0, 19)) {
        case 0:
        case 1:
        case 2:
            return some_signing();
        case 3:
            return some_modification();
        case 4:
            return ContractTerminated{.contract = ContractId(some_contract())};
        case 5:
        case 6:
            return OrderFulfilled{ContractId(some_contract()), LineId(some_line()), number(some_quantity()), ""};
        case 7:
            return GoodsReturned{ContractId(some_contract()), LineId(some_line()), number(some_quantity())};
        case 8:
        case 9:
            return invoice(some_invoice(), some_amount(), some_contract());
        case 10:
            return credit(pick({"R1", "R2"}), some_invoice(), some_amount());
        case 11:
            return InvoiceVoided{InvoiceId(some_invoice()), ""};
        case 12:
            return some_receipt();
        case 13:
        case 14:
            return some_application();
        case 17:
            return PaymentUnapplied{PaymentId(some_payment()), InvoiceId(some_invoice()), number(some_amount())};
        case 15:
            return PaymentMoved{PaymentId(some_payment()), InvoiceId(some_invoice()), number(some_amount())};
        case 16:
            return PaymentReversed{PaymentId(some_payment()), number(some_amount()), ""};
        default:
            return PaymentRefunded{PaymentId(some_payment()), number(some_amount()), ""};
    }
}

Life some_life()
{
    Life life;
    const int events = *rc::gen::inRange(1, 60);
    for (int n = 0; n < events; ++n) {
        life.add("2026-01-01", some_fact());
        life.events.back().date = day("2026-01-01") + *rc::gen::inRange(0, 12);
        life.events.back().batch = *rc::gen::inRange(0, 3);
    }
    return life;
}

std::string words(const Moment& at)
{
    return at.date.text() + "/" + std::to_string(static_cast<int>(at.rank)) + "/" + std::to_string(at.order);
}

// All that a home says, as text: two homes that say the same are the same.
std::string words(const Home& home)
{
    std::string said = home.customer.text() + " " + std::to_string(home.applied) + "\n";
    const auto cash = [&](const std::vector<Collected>& moves) {
        for (const Collected& move : moves)
            said += words(move.at) + " " + move.payment.text() + ">" + move.invoice.text() + " " + move.amount.text() +
                    "\n";
    };
    for (const Group& group : home.groups) {
        said += "group " + group.id.text() + (group.fault ? group.fault->text() : "") + "\n";
        for (const Contract& contract : group.contracts) {
            said += contract.id.text() + " " + words(contract.signed_at) + "\n";
            for (const LineLife& life : contract.lines) {
                said += life.id.text() + (life.removed ? words(*life.removed) : "") +
                        (life.terminated ? words(*life.terminated) : "");
                for (const LineVersion& version : life.versions)
                    said += " v" + words(version.from) + version.line.quantity.value_or(Decimal()).text();
                for (const Happening& happening : life.happenings) said += " h" + words(happening.at);
                said += "\n";
            }
        }
        for (const Document& document : group.documents)
            said += document.number.text() + words(document.at) + document.net().text() +
                    (document.voided ? "void" : "") + "\n";
        cash(group.cash);
    }
    cash(home.unapplied);
    for (const Receipt& receipt : home.receipts)
        said += receipt.payment.text() + receipt.open.text() + receipt.amount.text() + "\n";
    for (const Exception& exception : home.exceptions) said += exception.id + exception.fault.text() + "\n";
    return said;
}

RC_GTEST_PROP(FoldLaw, OrderAndRepetitionOfEventsChangeNothing, ())
{
    const Life life = some_life();
    std::vector<Event> other = life.events;
    for (const Event& event : life.events)
        if (*rc::gen::inRange(0, 3) == 0) other.push_back(event);
    for (std::size_t place = other.size(); place > 1; --place)
        std::swap(other[place - 1], other[*rc::gen::inRange<std::size_t>(0, place)]);
    RC_ASSERT(words(fold(reference(), other)) == words(folded(life)));
}

RC_GTEST_PROP(FoldLaw, EveryEventIsAppliedOrAnException, ())
{
    const Life life = some_life();
    const Home home = folded(life);
    RC_ASSERT(home.applied + static_cast<std::int64_t>(home.exceptions.size()) ==
              static_cast<std::int64_t>(life.events.size()));
    std::int64_t found = static_cast<std::int64_t>(home.receipts.size()), expected = 0;
    for (const Group& group : home.groups) {
        found += static_cast<std::int64_t>(group.contracts.size() + group.documents.size());
        for (const Contract& contract : group.contracts) {
            found += static_cast<std::int64_t>(contract.terminations.size());
            for (const LineLife& line : contract.lines) found += static_cast<std::int64_t>(line.happenings.size());
        }
    }
    for (const Event& event : life.events) {
        const bool leaves_a_fact = std::visit(
            []<class F>(const F&) {
                return std::is_same_v<F, ContractSigned> || std::is_same_v<F, ContractTerminated> ||
                       std::is_same_v<F, OrderFulfilled> || std::is_same_v<F, GoodsReturned> ||
                       std::is_same_v<F, InvoiceIssued> || std::is_same_v<F, CreditIssued> ||
                       std::is_same_v<F, PaymentReceived>;
            },
            event.fact);
        const bool refused =
            std::any_of(home.exceptions.begin(), home.exceptions.end(), [&](const Exception& exception) {
                return exception.id == event.id && exception.fault.code != "combine-across-homes";
            });
        expected += leaves_a_fact && !refused ? 1 : 0;
    }
    RC_ASSERT(found == expected);
}

RC_GTEST_PROP(FoldLaw, AnExceptionLeavesNoTrace, ())
{
    const Life life = some_life();
    const Home home = folded(life);
    std::vector<Event> applied_only = life.events;
    std::erase_if(applied_only, [&](const Event& event) {
        return std::any_of(home.exceptions.begin(), home.exceptions.end(), [&](const Exception& exception) {
            return exception.id == event.id && exception.fault.code != "combine-across-homes";
        });
    });
    const Home other = fold(reference(), applied_only);
    RC_ASSERT(other.applied == home.applied);
    RC_ASSERT(other.groups.size() == home.groups.size());
    for (std::size_t place = 0; place < home.groups.size(); ++place)
        RC_ASSERT(other.groups[place].cash.size() == home.groups[place].cash.size());
    RC_ASSERT(other.unapplied.size() == home.unapplied.size());
}

RC_GTEST_PROP(FoldLaw, MoneyStandsSomewhereOrHasLeft, ())
{
    const Life life = some_life();
    const Home home = folded(life);
    std::vector<Money> open = open_on(home, Date::never());
    for (std::size_t place = 0; place < home.receipts.size(); ++place) {
        const Receipt& receipt = home.receipts[place];
        const Currency currency = receipt.amount.currency();
        Money received = Money::zero(currency);
        for (const Event& event : life.events) {
            const auto* paid = std::get_if<PaymentReceived>(&event.fact);
            if (paid != nullptr && event.number == receipt.event) received = Money::of(paid->amount, currency).value();
        }
        Money on_account = Money::zero(currency), on_invoices = on_account, left = Money::zero(usd), came = left;
        const auto count = [&](const std::vector<Collected>& moves) {
            Money here = Money::zero(currency);
            for (const Collected& move : moves) {
                if (move.payment != receipt.payment) continue;
                const bool is_exchange = move.exchanged != Money();
                (move.invoice.empty() ? here : on_invoices) +=
                    is_exchange && !move.invoice.empty() ? move.exchanged : move.amount;
                if (is_exchange && move.invoice.empty()) left -= move.exchanged;
                if (is_exchange && !move.invoice.empty()) came += move.amount;
                RC_ASSERT(here.sign() >= 0);
            }
            on_account += here;
        };
        count(home.unapplied);
        for (const Group& group : home.groups) count(group.cash);
        RC_ASSERT(received == receipt.applied + receipt.open + receipt.refunded + receipt.reversed);
        RC_ASSERT(receipt.amount == received - receipt.reversed);
        RC_ASSERT(on_account == receipt.open);
        RC_ASSERT(on_account == open[place]);
        RC_ASSERT(on_invoices == receipt.applied);
        RC_ASSERT(left == came);  // what an exchange takes on one side it gives on the other
        RC_ASSERT(receipt.open.sign() >= 0);
        RC_ASSERT(receipt.applied.sign() >= 0);
    }
}

RC_GTEST_PROP(FoldLaw, NoInvoiceIsPaidBeyondItsTotal, ())
{
    const Home home = folded(some_life());
    for (const Group& group : home.groups)
        for (const Document& document : group.documents) {
            if (document.credit) continue;
            Money paid = Money::zero(usd);
            for (const Collected& move : group.cash)
                if (move.invoice == document.number) paid += move.amount;
            RC_ASSERT(paid.sign() >= 0);
            RC_ASSERT(paid <= document.net() + document.tax());
            RC_ASSERT(!document.voided || paid.is_zero());
        }
}

}  // namespace
}  // namespace earned::testing::fold_laws_test
