#include "app/cash_application.h"

#include "app/intake.h"
#include "app/withholding.h"
#include "contract/own_cash.h"
#include "rules/collections.h"

#include <algorithm>
#include <map>
#include <set>

namespace earned::app {

namespace {

// What a person took off is proposed there again at most.
void hold_back(billing::Proposal& proposal, const billing::OpenItems& items, const std::set<InvoiceId>& released)
{
    const auto undoes = [&](const billing::Application& each) {
        return released.contains(items.at(each.item).invoice);
    };
    if (std::none_of(proposal.applications.begin(), proposal.applications.end(), undoes)) return;
    proposal.confirms = false;
    proposal.confidence = std::min(proposal.confidence, Confidence::medium);
    proposal.evidence += ", but it was taken off there before";
}

// By the spot rate of the day, either way round.
std::optional<Money> worth_in(const Reference& reference, Money amount, Currency other, Date date)
{
    const std::string from = amount.currency().code(), to = other.code();
    if (const auto rate = reference.rate(from, to, "spot", date))
        return Money::rounded(amount.ratio() * Ratio::of(*rate), other, Round::half_away);
    if (const auto rate = reference.rate(to, from, "spot", date); rate && rate->sign() > 0)
        return Money::rounded(amount.ratio() / Ratio::of(*rate), other, Round::half_away);
    return std::nullopt;
}

// What the applications of a payment take of it. Where it was ordered, or is guessed, in another currency each has its
// share of what was really paid, so that those of the whole add up to it.
class SharesOfPayment {
public:
    SharesOfPayment(Money open, Money ordered) : open_(open), ordered_(ordered) {}
    Money next(Money amount)
    {
        if (amount.currency() == open_.currency()) return amount;
        if (amount.currency() != ordered_.currency()) return open_;
        applied_ += amount.minor();
        const Money through = open_.share(Ratio(applied_, ordered_.minor()), Round::half_away);
        const Money part = through - Money(taken_, open_.currency());
        taken_ = through.minor();
        return part;
    }

private:
    Money open_, ordered_;
    std::int64_t applied_ = 0, taken_ = 0;
};

// Cash is one company's: the rules of its first book, as of the day, decide.
std::vector<CashRule> rules_for(Book& book, const std::string& currency)
{
    const std::vector<Ledger> ledgers = book.ledgers();
    if (ledgers.empty()) return standard_cash_rules();
    const Policy policy = book.policy(ledgers.front());
    const Result<std::vector<CashRule>> rules = cash_rules(*policy.packages.back().second, currency);
    if (!rules) throw Refused(rules.fault());
    return *rules;
}

// What the rules expect to be withheld of an open invoice: its home is read for it, which few payments ask for.
Money expected_tax(Book& book, Withholding& withholding, const billing::OpenItem& item)
{
    const Home home = book.folded(book.store(), item.home);
    for (const Group& group : home.groups)
        for (const Document& document : group.documents)
            if (!document.credit && document.number == item.invoice) return withholding.of(home, group, document);
    return Money::zero(item.open.currency());
}

CustomerId customer_of(Book& book, std::int64_t home)
{
    return CustomerId(book.store().homes({home, home}).front().customer);
}

}  // namespace

std::vector<ProposedCash> propose_cash(Book& book, Date through, const std::vector<Match>& already)
{
    CashGathering gathering(book, through, already);
    book.each_home(book.store(), {1, book.store().next_home() - 1},
                   [&](std::int64_t number, const Home& home) { gathering.take(number, home); });
    return propose_cash(book, std::move(gathering).gathered());
}

std::vector<ProposedCash> propose_cash(Book& book, GatheredCash gathered)
{
    Withholding withholding(book);
    std::map<std::uint32_t, Money> taxes;
    const billing::TaxOf tax_of = [&](std::uint32_t place) {
        const auto known = taxes.find(place);
        if (known != taxes.end()) return known->second;
        return taxes.emplace(place, expected_tax(book, withholding, gathered.items.at(place))).first->second;
    };
    std::map<std::string, std::vector<CashRule>> rules;
    std::vector<ProposedCash> all;
    for (OnAccountCash& one : gathered.waiting) {
        one.payment.worth = [&](Currency other) {
            return worth_in(book.reference(), one.payment.amount, other, one.payment.date);
        };
        const std::string currency = one.payment.amount.currency().code();
        const auto known = rules.find(currency);
        const std::vector<CashRule>& steps =
            known != rules.end() ? known->second : rules.emplace(currency, rules_for(book, currency)).first->second;
        ProposedCash made{one.home,
                          one.payment.payment,
                          one.payment.customer,
                          one.payment.date,
                          one.open,
                          billing::Cascade(gathered.items, steps, tax_of).propose(one.payment),
                          {},
                          one.receiver};
        hold_back(made.proposal, gathered.items, one.released);
        SharesOfPayment shares(one.open, one.payment.amount);
        for (const billing::Application& each : made.proposal.applications) {
            const billing::OpenItem& item = gathered.items.at(each.item);
            made.invoices.push_back({item.invoice, item.home, customer_of(book, item.home), each.amount,
                                     std::max(one.payment.date, item.issued), each.tax, shares.next(each.amount)});
            if (!made.proposal.confirms) continue;
            Money settled = each.amount;
            for (const Money& beside : {each.tax, each.discount})
                if (beside != Money()) settled += beside;
            gathered.items.take(each.item, settled);
            if (each.tax != Money()) taxes[each.item] = Money::zero(each.tax.currency());
        }
        all.push_back(std::move(made));
    }
    return all;
}

EntityId receiver_named(const Reference& reference, const Home& home, const Receipt& receipt)
{
    return reference.entities().size() > 1 ? receiver_of(reference, home, receipt) : EntityId();
}

std::vector<Event> application_events(const HandOver& order)
{
    std::vector<Event> events;
    // Of one day, events take effect in the order of their ids.
    const auto add = [&](const std::string& what, Fact fact) {
        events.push_back({.source = "earned",
                          .id = "match/" + order.id + "/" + what,
                          .by = order.by,
                          .date = order.date,
                          .fact = std::move(fact)});
    };
    PaymentId payment = order.payment;
    if (order.from_home != order.to_home) {
        payment = PaymentId(order.payment.text() + ">" + order.id);
        const auto receiver = order.receiver.empty() ? std::nullopt : std::optional(order.receiver);
        add("1-handed-over",
            PaymentRefunded{order.payment, order.paid.decimal(), "pays " + order.invoice.text(), payment});
        add("2-received", PaymentReceived{.payment = payment,
                                          .customer = order.to_customer,
                                          .amount = order.paid.decimal(),
                                          .currency = order.paid.currency(),
                                          .reference = order.invoice.text(),
                                          .from = order.payment,
                                          .entity = receiver});
    }
    const bool is_exchange = order.paid.currency() != order.amount.currency();
    add("3-applied",
        PaymentApplied{payment, order.invoice, order.amount.decimal(), order.step, order.evidence, order.confidence,
                       is_exchange ? std::optional(order.paid.decimal()) : std::nullopt});
    return events;
}

std::vector<Event> confirmed_events(const std::vector<ProposedCash>& proposed, const std::string& by,
                                    std::int64_t batch)
{
    std::vector<Event> events;
    for (const ProposedCash& one : proposed) {
        if (!one.proposal.confirms) continue;
        for (const PaidInvoice& paid : one.invoices) {
            HandOver order{.from_home = one.home,
                           .to_home = paid.home,
                           .payment = one.payment,
                           .invoice = paid.invoice,
                           .to_customer = paid.customer,
                           .amount = paid.amount,
                           .paid = paid.paid,
                           .date = paid.date,
                           .by = by,
                           .id = one.payment.text() + "/" + paid.invoice.text() + "/" + std::to_string(batch),
                           .step = std::string(name(one.proposal.step)),
                           .evidence = one.proposal.evidence,
                           .confidence = one.proposal.confidence,
                           .receiver = one.receiver};
            std::vector<Event> applied = application_events(order);
            const PaymentId own = std::get<PaymentApplied>(applied.back().fact).payment;
            for (Event& event : applied) events.push_back(std::move(event));
            if (paid.tax.sign() <= 0) continue;
            for (Event& event : withheld_events({.payment = billing::withheld_payment(own, paid.invoice),
                                .customer = paid.customer,
                                .invoice = paid.invoice,
                                .tax = paid.tax,
                                .date = paid.date,
                                .by = by,
                                .id = "match/" + order.id,
                                .evidence = one.proposal.evidence}))
                events.push_back(std::move(event));
        }
    }
    return events;
}

}  // namespace earned::app
