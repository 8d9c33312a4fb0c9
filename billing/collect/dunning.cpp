#include "billing/collect/dunning.h"

#include <algorithm>
#include <map>

namespace earned {

namespace {

constexpr int promise_days = 14;

struct Reminded {
    int level = 0, letters = 0;
    Date last;
};

Reminded reached_by(const Home& home, const InvoiceId& invoice, Date as_of)
{
    Reminded reached;
    for (const Reminder& reminder : home.reminders) {
        const std::vector<InvoiceId>& named = reminder.what.invoices;
        if (as_of < reminder.at.date || std::find(named.begin(), named.end(), invoice) == named.end()) continue;
        ++reached.letters;
        reached.level = std::max(reached.level, reminder.what.level);
        reached.last = std::max(reached.last, reminder.at.date);
    }
    return reached;
}

std::string pause_of(const Group& group, const InvoiceId& invoice, Date as_of)
{
    int disputes = 0;
    for (const Dispute& dispute : group.disputes)
        if (dispute.invoice == invoice && dispute.at.date <= as_of) disputes += dispute.opened ? 1 : -1;
    if (disputes > 0) return "disputed";
    for (const PaymentPromise& promise : group.promises) {
        const Date holds = promise.until.value_or(promise.at.date + promise_days);
        if (promise.invoice == invoice && promise.at.date <= as_of && as_of <= holds)
            return "promised, until " + holds.text();
    }
    return "";
}

Money interest_on(const DunnedInvoice& invoice, const DunningAnswer& answer, Date since, Date as_of)
{
    const Ratio share = Ratio::of(answer.interest) * years_between(answer.day_count, since, as_of);
    return invoice.open.share(share, Round::half_away);
}

class Writing {
public:
    Writing(const Home& home, const Package& package, const Reference& reference, Date as_of)
        : home_(home), package_(package), reference_(reference), as_of_(as_of)
    {
        for (const OpenInvoice& open : open_invoices(home, as_of)) {
            if (open.open.sign() <= 0 || !is_overdue(open.invoice->due, as_of)) continue;
            overdue_.push_back(open);
        }
    }

    Result<Dunned> letters()
    {
        for (const OpenInvoice& open : overdue_)
            if (const Outcome looked = look_at(open); !looked) return looked.fault();
        for (auto& [key, letter] : letters_) dunned_.letters.push_back(std::move(letter));
        return std::move(dunned_);
    }

private:
    Outcome look_at(const OpenInvoice& open)
    {
        const CustomerId& customer = open.group->customer;
        const Money zero = Money::zero(open.open.currency());
        const Reminded reached = reached_by(home_, open.invoice->number, as_of_);
        DunnedInvoice invoice{open.invoice->number,
                              open.invoice->due,
                              open.open,
                              as_of_ - open.invoice->due,
                              0,
                              pause_of(*open.group, open.invoice->number, as_of_)};
        const Result<DunningAnswer> answer =
            dunning_rule(package_, {invoice.days, zero.currency(), reference_.customer(customer, as_of_)});
        if (!answer) return answer.fault();
        if (answer->doubtful && invoice.paused.empty()) dunned_.doubtful.insert(open.invoice->contract);
        invoice.level = answer->level;
        if (invoice.level <= reached.level) return Done{};
        if (!invoice.paused.empty()) {
            dunned_.paused.push_back(invoice);
            return Done{};
        }
        DunningLetter& letter =
            letters_.try_emplace({customer, zero.currency()}, DunningLetter{customer, 0, zero, zero, zero, {}})
                .first->second;
        const Date since = reached.letters > 0 ? reached.last : invoice.due;
        letter.open += invoice.open;
        letter.interest += interest_on(invoice, *answer, since, as_of_);
        if (const auto fee = Money::of(answer->fee, zero.currency()); fee && letter.level < invoice.level)
            letter.fee = *fee;
        letter.level = std::max(letter.level, invoice.level);
        letter.invoices.push_back(std::move(invoice));
        return Done{};
    }

    const Home& home_;
    const Package& package_;
    const Reference& reference_;
    Date as_of_;
    std::vector<OpenInvoice> overdue_;
    std::map<std::pair<CustomerId, Currency>, DunningLetter> letters_;
    Dunned dunned_;
};

}  // namespace

Result<Dunned> dun(const Home& home, const Package& package, const Reference& reference, Date as_of)
{
    return Writing(home, package, reference, as_of).letters();
}

bool is_overdue(Date due, Date today) { return due < today; }

bool meets(const OverdueRule& rule, std::span<const Unpaid> unpaid, Date today, Currency currency)
{
    Money balance = Money::zero(currency);
    std::optional<Date> earliest;
    int count = 0;
    for (const Unpaid& each : unpaid) {
        if (today < each.invoiced || each.open.sign() <= 0) continue;
        balance += each.open;
        ++count;
        earliest = earliest ? std::min(*earliest, each.invoiced) : each.invoiced;
    }
    if (rule.earliest_age && (!earliest || today - *earliest < *rule.earliest_age)) return false;
    if (rule.count && count < *rule.count) return false;
    return !rule.balance || *rule.balance <= balance;
}

std::string overdue_state(std::span<const OverdueRule> rules, std::span<const Unpaid> unpaid, Date today,
                          Currency currency)
{
    std::string state = "CLEAR";
    for (const OverdueRule& rule : rules)
        if (meets(rule, unpaid, today, currency)) state = rule.state;
    return state;
}

std::optional<Money> request(std::span<const Unpaid> unpaid, Date today, Money threshold)
{
    Money overdue = Money::zero(threshold.currency());
    for (const Unpaid& each : unpaid)
        if (is_overdue(each.due, today)) overdue += each.open;
    return overdue.sign() > 0 && threshold <= overdue ? std::optional(overdue) : std::nullopt;
}

bool may_ask_again(Elapsed since_last, int days_between)
{
    return days_between < since_last.days || (days_between == since_last.days && since_last.seconds > 0);
}

std::vector<Date> retry_dates(Date failed, std::span<const int> days_between)
{
    std::vector<Date> dates;
    for (const int days : days_between) dates.push_back(failed = failed + days);
    return dates;
}

}  // namespace earned
