#include "reports/maturity.h"

#include "journal/target.h"
#include "journal/walk.h"
#include "reports/outlook.h"

#include <algorithm>

namespace earned {

namespace {

Date twelve_months_after(Date as_of) { return as_of.next().plus_months(12, as_of.next().day()).previous(); }

// Revenue of some days, of what passes with time or has a day.
std::int64_t revenue_between(const Plan& plan, Date as_of, Date from, Date to)
{
    std::int64_t sum = 0;
    Curve curve;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        curve.read(plan, place, as_of);
        if (!curve.empty() && !plan.obligations[place].unbilled) sum += curve.performed(to) - curve.performed(from);
    }
    return sum;
}

std::int64_t revenue_after(const Plan& plan, Date as_of, Date limit)
{
    std::int64_t later = 0;
    Curve curve;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        curve.read(plan, place, as_of);
        if (!curve.empty()) later += curve.performed(Date::never()) - curve.performed(limit);
    }
    return std::max<std::int64_t>(later, 0);
}

std::int64_t due_after(const Plan& plan, Moment at, Date limit)
{
    std::vector<std::int64_t> open(plan.invoices.size());
    for (const Claim& claim : plan.claims)
        if (claim.at <= at) open[claim.invoice] += claim.net + claim.tax;
    for (const Cash& cash : plan.cash)
        if (cash.at <= at && cash.invoice < open.size()) open[cash.invoice] -= cash.amount;
    std::int64_t later = 0;
    for (std::size_t place = 0; place < open.size(); ++place) {
        const Invoiced& invoice = plan.invoices[place];
        if (invoice.issued <= at && limit < invoice.due.date) later += std::max<std::int64_t>(open[place], 0);
    }
    return later;
}

// What was asked for an obligation by a day, before tax.
std::int64_t invoiced(const Plan& plan, std::size_t obligation, Moment at)
{
    std::int64_t net = 0;
    for (const Claim& claim : plan.claims)
        if (claim.obligation == obligation && claim.at <= at) net += claim.net;
    return net;
}

// A right for what is performed, on no invoice yet.
std::int64_t right_without_invoice(const Plan& plan, const Balances& balances, std::size_t obligation, Moment at)
{
    std::int64_t right = 0;
    for (const Balance& balance : balances)
        if (balance.key.obligation == obligation + 1 && balance.key.source == Source::billing &&
            balance.key.role == Role::receivable)
            right += balance.minor;
    return std::max<std::int64_t>(right - invoiced(plan, obligation, at), 0);
}

// What of the position is the price's, where the tax of what is performed stands in it too.
std::int64_t without_tax(const Plan& plan, const Balances& balances, std::int64_t asset)
{
    if (plan.tax_pending == TaxPending::none) return asset;
    return std::clamp<std::int64_t>(asset + balances.of(Role::output_tax_pending), 0, asset);
}

// The contract asset of a group on its way through the days after the closing one.
class AssetAhead {
public:
    AssetAhead(const Plan& plan, std::span<const ToInvoice> bills, Date as_of, const Balances& balances,
               std::int64_t asset)
        : plan_(plan), as_of_(as_of), asset_(asset), start_(asset + rights_of(plan, balances))
    {
        for (const ToInvoice& bill : bills)
            if (!plan.obligations[bill.obligation].unbilled) bills_.push_back(bill);
        std::ranges::stable_sort(bills_, {}, &ToInvoice::issued);
    }

    // The least that stands after an invoice by `limit`, with time counted as it is posted.
    std::int64_t lowest(const FiscalCalendar& calendar, Date limit) const
    {
        std::int64_t asked = 0, lowest = asset_;
        for (std::size_t n = 0; n < bills_.size() && bills_[n].issued <= limit; ++n) {
            asked += bills_[n].net;
            if (n + 1 < bills_.size() && bills_[n + 1].issued <= std::max(bills_[n].issued, as_of_)) continue;
            const Date counted = std::max(as_of_, accrued_by(plan_, calendar, bills_[n].issued));
            lowest = std::min(lowest, start_ + earned(as_of_, counted) - asked);
        }
        return lowest;
    }

    // What is invoiced after `limit` beyond what is performed for it by then or without a day.
    std::int64_t invoiced_later(Date limit) const
    {
        std::int64_t later = 0, known = 0;
        for (const ToInvoice& bill : bills_) {
            known += bill.net;
            if (limit < bill.issued) later += bill.net;
        }
        const std::int64_t undated = undated_performance();
        const std::int64_t open = start_ + earned(as_of_, Date::never()) + undated - known;  // for no known day
        const std::int64_t asked_with_it = std::max<std::int64_t>(undated - std::max<std::int64_t>(open, 0), 0);
        return later - earned(limit, Date::never()) - asked_with_it;
    }

private:
    // What is a right already, invoiced or not: what was performed is the position and this.
    static std::int64_t rights_of(const Plan& plan, const Balances& balances)
    {
        std::int64_t rights = 0;
        for (const Balance& balance : balances) {
            const bool own = balance.key.obligation == 0 || !plan.obligations[balance.key.obligation - 1u].unbilled;
            const bool right = balance.key.role == Role::receivable || balance.key.role == Role::loan_receivable;
            if (own && right && balance.key.source == Source::billing) rights += balance.minor;
        }
        return rights;
    }

    // Interest that the customer owes is earned as well as the price.
    std::int64_t earned(Date from, Date to) const
    {
        std::int64_t interest = 0;
        for (const Booked& row : plan_.booked)
            if (row.credit == Role::interest_income && from < row.at.date && row.at.date <= to) interest += row.amount;
        return revenue_between(plan_, as_of_, from, to) + interest;
    }

    std::int64_t undated_performance() const
    {
        std::int64_t undated = 0;
        Curve curve;
        for (std::size_t place = 0; place < plan_.obligations.size(); ++place) {
            curve.read(plan_, place, as_of_);
            if (!curve.empty() && !plan_.obligations[place].unbilled) undated += curve.outlook(as_of_).undated;
        }
        return undated;
    }

    const Plan& plan_;
    Date as_of_;
    std::int64_t asset_, start_;
    std::vector<ToInvoice> bills_;
};

std::int64_t asset_later(const Plan& plan, std::span<const ToInvoice> bills, const FiscalCalendar& calendar, Date as_of,
                         const Balances& balances)
{
    const std::int64_t asset = balances.of(Role::contract_asset);
    const std::int64_t price = without_tax(plan, balances, asset);
    if (price <= 0) return 0;
    const Date limit = twelve_months_after(as_of);
    const AssetAhead ahead(plan, bills, as_of, balances, price);
    const std::int64_t later =
        std::clamp<std::int64_t>(std::min(ahead.lowest(calendar, limit), ahead.invoiced_later(limit)), 0, price);
    return (Ratio(asset) * Ratio(later) / Ratio(price)).rounded(Round::half_away);
}

}  // namespace

NotCurrent not_current(const Plan& plan, Date as_of)
{
    if (plan.home) return {};
    const Date limit = twelve_months_after(as_of);
    const Balances balances = target(plan, last_moment(as_of), as_of);
    const std::int64_t owed = std::max<std::int64_t>(-balances.of(Role::contract_liability), 0);
    const std::int64_t receivable = std::max<std::int64_t>(balances.of(Role::receivable), 0);
    NotCurrent later;
    if (owed > 0) later.contract_liability = std::min(owed, revenue_after(plan, as_of, limit));
    if (receivable > 0) later.receivable = std::min(receivable, due_after(plan, last_moment(as_of), limit));
    return later;
}

bool waits_to_be_invoiced(const Plan& plan, Date as_of)
{
    if (plan.home) return false;
    const Moment at = last_moment(as_of);
    const Balances balances = target(plan, at, as_of);
    if (balances.of(Role::contract_asset) > 0 || balances.of(Role::unbilled_receivable) > 0) return true;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place)
        if (right_without_invoice(plan, balances, place, at) > 0) return true;
    return false;
}

NotCurrent not_current(const Plan& plan, std::span<const ToInvoice> to_invoice, const FiscalCalendar& calendar,
                       Date as_of)
{
    NotCurrent later = not_current(plan, as_of);
    if (plan.home) return later;
    const Date limit = twelve_months_after(as_of);
    const Moment at = last_moment(as_of);
    const Balances balances = target(plan, at, as_of);
    std::int64_t unbilled = 0;
    for (std::size_t place = 0; place < plan.obligations.size(); ++place) {
        std::int64_t issued_later = 0, due_later = 0;
        for (const ToInvoice& bill : to_invoice) {
            if (bill.obligation != place || bill.issued <= as_of) continue;
            if (limit < bill.issued) issued_later += bill.net;
            if (limit < bill.due) due_later += bill.net;
        }
        if (plan.obligations[place].unbilled) unbilled += std::max<std::int64_t>(issued_later, 0);
        const std::int64_t waits = right_without_invoice(plan, balances, place, at);
        later.receivable += std::clamp<std::int64_t>(due_later, 0, waits);
    }
    later.receivable = std::min(later.receivable, std::max<std::int64_t>(balances.of(Role::receivable), 0));
    later.unbilled_receivable = std::clamp<std::int64_t>(balances.of(Role::unbilled_receivable), 0, unbilled);
    later.contract_asset = asset_later(plan, to_invoice, calendar, as_of, balances);
    return later;
}

std::vector<ToInvoice> to_invoice(const BookedGroup& booked)
{
    std::vector<ToInvoice> found;
    const auto place_of = [&](const std::string& name) {
        const auto is = [&](const PlannedObligation& each) { return each.id.text() == name; };
        return std::ranges::find_if(booked.plan.obligations, is) - booked.plan.obligations.begin();
    };
    const auto none = static_cast<std::ptrdiff_t>(booked.plan.obligations.size());
    for (std::size_t c = 0; c < booked.group.contracts.size(); ++c) {
        const Contract& contract = booked.group.contracts[c];
        for (std::size_t l = 0; l < contract.lines.size(); ++l) {
            const LineLife& life = contract.lines[l];
            const std::vector<LineTerms>& versions = booked.terms.contracts[c].lines[l];
            if (versions.empty()) continue;
            const std::string own = contract.id.text() + "/", &given = versions.front().obligation.text();
            const std::string name = given.empty() ? life.id.text() : given;
            auto place = place_of(own + name);  // as recognition names them
            if (place == none) place = place_of(own + life.id.text());
            if (place == none) place = place_of(name);
            if (place == none) continue;
            for (const BillItem& item : booked.billed.items) {
                if (item.contract != contract.id || item.line != life.id) continue;
                std::size_t version = 0;
                while (version + 1 < versions.size() && life.versions[version + 1].from.date <= item.date) ++version;
                found.push_back({static_cast<std::uint16_t>(place), item.date, versions[version].payment.due(item.date),
                                 item.net.minor()});
            }
        }
    }
    return found;
}

}  // namespace earned
