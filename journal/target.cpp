#include "journal/target.h"

#include "base/check.h"
#include "billing/collect/aging.h"
#include "journal/given_back.h"
#include "journal/standing.h"
#include "journal/suppliers.h"
#include "journal/tax_standing.h"

#include <algorithm>
#include <numeric>

namespace earned {

namespace {

// Cash and write-offs of one invoice, as far as they count.
struct Settled { std::int64_t paid = 0, refunded = 0, written_off = 0; };

// A claim at the cut, and what of it isn't a receivable yet.
struct Room { std::uint16_t obligation; std::int64_t open; };

// The target of one group at one cut. Everything is summed as it is found: no amount is kept twice.
class Weighing {
public:
    Weighing(const Plan& plan, Moment at, Date accrued)
        : plan_(plan), at_(at), accrued_(accrued), deposit_(!is_a_contract() && !is_over()), settled_(plan.invoices.size())
    {
    }

    Balances balances()
    {
        weigh_all();
        allowance();
        return Balances::summed(amounts_);
    }

    Exposures owed()
    {
        weigh_all();
        return exposures_;
    }

private:
    void weigh_all()
    {
        for (std::size_t place = 0; place < plan_.obligations.size(); ++place)
            standings_.push_back(standing_of(plan_, place, at_, accrued_));
        interest_owed();
        recognition();
        collection();
        claims();
        not_invoiced_yet();
        pending_tax();
        costs();
        extras();
        presentation();
    }

    void add(std::size_t obligation, Source source, Role role, std::int64_t minor)
    {
        if (minor == 0) return;
        const auto key = static_cast<std::uint16_t>(obligation == of_the_group ? 0 : obligation + 1);
        amounts_.push_back({{key, source, role}, minor});
        if (role == Role::contract_liability) position_ += minor;
    }
    void move(std::size_t obligation, Source source, Role debit, Role credit, std::int64_t minor)
    {
        add(obligation, source, debit, minor);
        add(obligation, source, credit, -minor);
    }

    // 606-10-25-1, IFRS 15.9: until it is one, there is nothing but cash received.
    bool is_a_contract() const
    {
        if (plan_.assessed.empty()) return true;
        return std::any_of(plan_.assessed.begin(), plan_.assessed.end(), [&](const Assessed& assessed) {
            return assessed.at <= at_ && assessed.collectable;
        });
    }

    // What never became a contract and has ended leaves no more to do for what was received (606-10-25-7).
    bool is_over() const { return plan_.terminated && *plan_.terminated <= at_; }

    // What is invoiced after a contract stopped being one is a right only when paid (606-10-25-5).
    bool gives_right(const Invoiced& invoice) const
    {
        if (deposit_) return false;
        const Assessed* last = nullptr;
        for (const Assessed& assessed : plan_.assessed)
            if (assessed.at <= at_) last = &assessed;
        return last == nullptr || last->collectable || invoice.issued < last->at;
    }

    // Interest that the customer owes is as good a right as the price that it is for.
    void interest_owed()
    {
        for (const Booked& row : plan_.booked) {
            if (at_ < row.at) break;
            if (row.credit != Role::interest_income || row.obligation == of_the_group || accrued_ < row.at.date) continue;
            Standing& standing = standings_[row.obligation];
            standing.performed += row.amount;
            standing.firm += row.amount;
            standing.whole += row.amount;
        }
    }

    void recognition()
    {
        for (std::size_t place = 0; place < standings_.size(); ++place)
            move(place, Source::recognition, Role::contract_liability, Role::revenue, standings_[place].earned);
    }

    void collection()
    {
        std::int64_t all = 0, held = 0;
        for (const Cash& cash : plan_.cash) {
            if (at_ < cash.at) break;
            if (const auto instead = instead_of_cash(cash)) {
                move(of_the_group, Source::collection, *instead, Role::cash, cash.amount);
                continue;
            }
            all += cash.amount;
            if (cash.refund) refunded_ -= cash.amount;
            if (cash.invoice == on_account || at_ < plan_.invoices[cash.invoice].issued) {
                held += cash.amount;
            } else {
                settled_[cash.invoice].paid += cash.amount;
                if (cash.refund) settled_[cash.invoice].refunded -= cash.amount;
            }
        }
        for (const WrittenOff& written : plan_.written_off) {
            if (at_ < written.at) break;
            settled_[written.invoice].written_off += written.amount;
        }
        add(of_the_group, Source::collection, Role::cash, all);
        add(of_the_group, Source::collection, Role::contract_liability, -held);
        add(of_the_group, Source::collection, Role::receivable, held - all);
        cash_ = all;
        held_ = held;
    }

    std::int64_t right_of(std::int64_t net, const Standing& standing, const Invoiced& invoice) const
    {
        if (!gives_right(invoice)) return std::min<std::int64_t>(net, 0);
        if (net <= 0 || plan_.receivable_when == ReceivableWhen::invoiced) return net;
        const std::int64_t given =
            (invoice.due <= at_ ? right_when_due(standing, net) : standing.performed) + standing.bonus;
        return std::clamp<std::int64_t>(given - right_taken(standing), 0, net);
    }

    void claims()
    {
        auto claim = plan_.claims.begin();
        for (std::uint32_t place = 0; place < plan_.invoices.size(); ++place) {
            const Invoiced& invoice = plan_.invoices[place];
            if (at_ < invoice.issued) break;
            std::int64_t rights = 0, net = 0, tax = 0;
            rooms_.clear();
            while (claim != plan_.claims.end() && claim->invoice == place) {
                const std::uint16_t obligation = claim->obligation;
                std::int64_t asked = 0, asked_tax = 0;
                for (; claim != plan_.claims.end() && claim->invoice == place && claim->obligation == obligation;
                     ++claim) {
                    if (at_ < claim->at) continue;
                    asked += claim->net;
                    asked_tax += claim->tax;
                }
                Standing& standing = standings_[obligation];
                const std::int64_t right = right_of(asked, standing, invoice);
                standing.invoiced += asked;
                move(obligation, Source::billing, Role::receivable, Role::contract_liability, right);
                const bool by_invoice = plan_.obligations[obligation].tax_due == TaxDue::invoice;
                const Role owed = by_invoice ? Role::tax_payable : Role::output_tax_pending;
                move(obligation, Source::tax, Role::receivable, owed, asked_tax);
                standing.asked_tax += asked_tax;
                rooms_.push_back({obligation, asked - right});
                rights += right;
                net += asked;
                tax += asked_tax;
            }
            settle(place, rights, tax);
            if (invoice.refunds <= at_)
                overpaid_ += std::max<std::int64_t>(settled_[place].paid - net - tax, 0) + settled_[place].refunded;
            tax_ += tax;
        }
    }

    // Paid is a right to that extent; a write-off takes what is still a receivable.
    void settle(std::uint32_t place, std::int64_t rights, std::int64_t tax)
    {
        const Settled& settled = settled_[place];
        const std::int64_t open = rights + tax - settled.paid;
        std::int64_t beyond = std::max<std::int64_t>(-open, 0);
        for (const Room& room : rooms_) {
            const std::int64_t taken = std::clamp<std::int64_t>(beyond, 0, std::max<std::int64_t>(room.open, 0));
            move(room.obligation, Source::billing, Role::receivable, Role::contract_liability, taken);
            beyond -= taken;
        }
        move(of_the_group, Source::billing, Role::receivable, Role::contract_liability, beyond);
        const std::int64_t written = std::min(settled.written_off, std::max<std::int64_t>(open, 0));
        written_off_ += written;
        exposed(age_of(plan_.invoices[place]), std::max<std::int64_t>(open, 0) - written);
    }

    void exposed(ExposureAge age, std::int64_t minor) { exposures_[static_cast<std::size_t>(age)] += minor; }

    // One definition of a bucket for the report and for the ledger: billing/collect/aging.h.
    ExposureAge age_of(const Invoiced& invoice) const
    {
        const std::size_t bucket = aging_bucket(at_.date - invoice.due.date, aging_days);
        return static_cast<ExposureAge>(static_cast<std::size_t>(ExposureAge::not_due) + bucket);
    }

    // The allowance that stands after the end of a day, before anything is written off.
    std::int64_t measured_on(Date day)
    {
        if (day == Date::dawn()) return 0;
        const Exposures owed = end_of(day) == at_ && day == accrued_ ? exposures_ : exposures(plan_, end_of(day), day);
        const Exposures lost = expected_losses(plan_, owed, day);
        return std::accumulate(lost.begin(), lost.end(), std::int64_t{0});
    }

    // Measured at the ends of periods; in between a write-off uses it up, and is bad debt beyond it. What is
    // recovered gives bad debt back first.
    void allowance()
    {
        std::int64_t standing = 0, bad_debt = written_off_, rows = 0;
        if (!plan_.expected.empty()) {
            bad_debt = 0;
            Date measured = Date::dawn();
            for (const WrittenOff& row : plan_.written_off) {
                if (at_ < row.at) break;
                if (measured < row.measured) standing = measured_on(measured = row.measured);
                const std::int64_t beyond = row.amount < 0 ? std::max(row.amount, -bad_debt)
                                                           : row.amount - std::min(standing, row.amount);
                bad_debt += beyond;
                standing -= row.amount - beyond;
                rows += row.amount;
            }
            if (measured < accrued_) standing = measured_on(accrued_);
            // What was given up without ever having been a receivable uses nothing up.
            bad_debt = std::max<std::int64_t>(bad_debt - (rows - written_off_), 0);
        }
        add(of_the_group, Source::allowance, Role::receivable, -written_off_);
        add(of_the_group, Source::allowance, Role::bad_debt, bad_debt);
        add(of_the_group, Source::allowance, Role::loss_allowance, -standing);
        add(of_the_group, Source::allowance, Role::impairment_loss, standing + written_off_ - bad_debt);
    }

    std::int64_t scheduled(std::size_t obligation) const
    {
        std::int64_t sum = 0;
        for (const Scheduled& row : plan_.scheduled)
            if (row.at <= at_ && row.obligation == obligation) sum += row.net;
        return sum;
    }

    // Performed and kept, and neither invoiced nor given back again.
    std::int64_t open_of(std::size_t place) const
    {
        const Standing& standing = standings_[place];
        return standing.performed - standing.back - rebate_of(plan_.obligations[place], standing) - standing.invoiced;
    }

    // Performed and not invoiced: a right where nothing but a date or the act of invoicing is missing.
    void not_invoiced_yet()
    {
        if (deposit_) return;
        for (std::size_t place = 0; place < standings_.size(); ++place) {
            const Standing& standing = standings_[place];
            const std::int64_t open = open_of(place);
            if (open <= 0) continue;
            if (plan_.obligations[place].unbilled) {
                move(place, Source::billing, Role::unbilled_receivable, Role::contract_liability, open);
                exposed(ExposureAge::unbilled, open);
            } else if (standing.complete) {
                const std::int64_t dated = std::clamp<std::int64_t>(scheduled(place) - standing.invoiced, 0, open);
                const Role right = plan_.obligations[place].instrument ? Role::loan_receivable : Role::receivable;
                move(place, Source::billing, right, Role::contract_liability, dated);
                if (right == Role::receivable) exposed(ExposureAge::not_due, dated);
            }
        }
    }

    void pending_tax()
    {
        if (deposit_) return;
        for (std::size_t place = 0; place < standings_.size(); ++place) {
            const PlannedObligation& obligation = plan_.obligations[place];
            const Role gross = obligation.unbilled ? Role::unbilled_receivable : Role::contract_liability;
            if (obligation.tax_due != TaxDue::invoice) {
                const TaxStanding tax = tax_standing(plan_, standings_, place, at_, held_);
                move(place, Source::tax, Role::contract_liability, Role::output_tax_pending, tax.prepaid);
                if (obligation.tax_due == TaxDue::performance)
                    move(place, Source::tax, Role::output_tax_pending, Role::tax_payable, tax.due);
                move(place, Source::tax, gross, Role::output_tax_pending, tax.to_be_asked());
                if (gross == Role::unbilled_receivable) exposed(ExposureAge::unbilled, tax.to_be_asked());
                continue;
            }
            const std::int64_t open = open_of(place);
            if (plan_.tax_pending == TaxPending::none || open <= 0) continue;
            const std::int64_t tax = divide(Wide{open} * obligation.tax_millionths, 1'000'000, Round::half_away);
            move(place, Source::tax, gross, Role::output_tax_pending, tax);
            if (gross == Role::unbilled_receivable) exposed(ExposureAge::unbilled, tax);
        }
    }

    void costs()
    {
        if (deposit_) return;
        for (const Spent& spent : plan_.spent) {
            if (at_ < spent.at) break;
            move(spent.obligation, Source::cost, Role::cost_of_sales,
                 spent.stock ? Role::inventory : Role::cost_clearing, spent.amount);
        }
    }

    void extras()
    {
        if (deposit_) return;
        for (const Booked& row : plan_.booked) {
            if (at_ < row.at) break;
            if (is_collected_for_others(row)) continue;
            if (!row.with_time || row.at.date <= accrued_) move(row.obligation, row.source, row.debit, row.credit, row.amount);
        }
    }

    // Owed back for other reasons than goods and rebates.
    std::int64_t owed_back() const
    {
        const std::int64_t on_leaving = is_over() ? 0 : given_back_on_leaving(plan_, standings_, cash_ - tax_);
        return std::max(std::max(agreed_back(plan_, at_), overpaid_) - refunded_, on_leaving);
    }

    // At most what the position owes. A refund that is agreed isn't lessened by a bonus that nobody has asked for yet:
    // that stays an asset beside it.
    std::int64_t most_owed_back(std::int64_t of_invoices) const
    {
        const std::int64_t beside = agreed_back(plan_, at_) > 0 ? bonus_not_invoiced(standings_) : 0;
        return std::max<std::int64_t>({beside - position_, of_invoices, 0});
    }

    // One net position a group (IFRS 15.105, 606-10-45-1): the other face of it is shown.
    void presentation()
    {
        if (deposit_) {
            move(of_the_group, Source::presentation, Role::contract_liability, Role::customer_deposit,
                 std::max<std::int64_t>(-position_, 0));
        } else if (plan_.borrowed) {
            const std::int64_t owed = std::max<std::int64_t>(-position_, 0), rent = std::min(owed, plan_.rent);
            move(of_the_group, Source::presentation, Role::contract_liability, Role::financing_liability, owed - rent);
            move(of_the_group, Source::presentation, Role::contract_liability, Role::lease_clearing, rent);
        } else {
            const std::int64_t invoiced = given_back_of_invoices(plan_, standings_);
            move(of_the_group, Source::presentation, Role::contract_liability, Role::refund_liability,
                 std::clamp<std::int64_t>(owed_back() + invoiced, 0, most_owed_back(invoiced)));
            move(of_the_group, Source::presentation, Role::contract_liability, Role::supplier_payable,
                 std::min(held_for_suppliers(plan_, standings_, amounts_, at_), std::max<std::int64_t>(-position_, 0)));
        }
        const std::int64_t asset = std::max<std::int64_t>(position_, 0);
        exposed(ExposureAge::unbilled, asset);
        move(of_the_group, Source::presentation, Role::contract_asset, Role::contract_liability, asset);
    }

    const Plan& plan_;
    Moment at_;
    Date accrued_;
    bool deposit_;
    std::vector<Standing> standings_;
    std::vector<Settled> settled_;
    std::vector<Room> rooms_;
    std::vector<Balance> amounts_;
    Exposures exposures_{};
    std::int64_t written_off_ = 0;
    std::int64_t position_ = 0;  // of contract_liability so far, debit positive
    std::int64_t cash_ = 0, held_ = 0, tax_ = 0, refunded_ = 0, overpaid_ = 0;
};

}  // namespace

Balances target(const Plan& plan, Moment at, Date accrued)
{
    CHECK(plan.packed.empty(), "a plan is unpacked before its targets are asked for");
    return plan.home ? own_cash_moved(plan, before_all, at) : Weighing(plan, at, accrued).balances();
}

Exposures exposures(const Plan& plan, Moment at, Date accrued)
{
    CHECK(plan.packed.empty(), "a plan is unpacked before its targets are asked for");
    return plan.home ? Exposures{} : Weighing(plan, at, accrued).owed();
}

}  // namespace earned
