#include "billing/collect/match.h"

#include "billing/collect/ledger.h"
#include "billing/collect/words.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace earned {

namespace billing {

namespace {

// A receipt while it is matched, and the invoices its text names.
struct Waiting {
    const Receipt* receipt = nullptr;
    std::vector<std::size_t> named;  // places in the ledger, oldest first
};
using Released = std::map<PaymentId, std::set<InvoiceId>>;

class Matcher {
public:
    Matcher(const Home& home, Date through, const WithheldOf& withheld)
        : home_(home), ledger_(home), through_(through), withheld_(withheld)
    {
        const Words words(ledger_);
        for (const Receipt& receipt : home.receipts)
            if (receipt.at.date <= through && ledger_.may_have_more(receipt)) wait(receipt, words.named_in(receipt));
        std::sort(waiting_.begin(), waiting_.end(), [](const Waiting& one, const Waiting& other) {
            return std::tie(one.receipt->at, one.receipt->payment) <
                   std::tie(other.receipt->at, other.receipt->payment);
        });
    }

    // Rule by rule over all receipts, again while one finds something: what is matched here makes
    // another match unambiguous, as it would tomorrow.
    std::vector<Match> matches()
    {
        for (std::size_t before = found_.size() + 1; before != found_.size();) {
            before = found_.size();
            for (const Waiting& one : waiting_) by_reference(one);
            for (const Waiting& one : waiting_) by_contract(one);
            for (const Waiting& one : waiting_) by_credit_balance(one);
            for (const Waiting& one : waiting_) by_amount(one);
            for (const Waiting& one : waiting_) by_whole_balance(one);
        }
        return std::move(found_);
    }

private:
    void wait(const Receipt& receipt, std::vector<std::size_t> named)
    {
        waiting_.push_back({&receipt, std::move(named)});
        if (auto released = released_from(home_, receipt.payment); !released.empty())
            released_.emplace(receipt.payment, std::move(released));
    }

    Date date_of(const Receipt& receipt, std::size_t invoice) const
    {
        return ledger_.open_from(invoice, std::max(receipt.at.date, ledger_.document(invoice).at.date));
    }

    // What the receipt can pay of the invoice, and when.
    Money payable(const Receipt& receipt, std::size_t invoice) const
    {
        const Date date = date_of(receipt, invoice);
        const auto released = released_.find(receipt.payment);
        const bool was_taken_off =
            released != released_.end() && released->second.contains(ledger_.document(invoice).number);
        if (through_ < date || ledger_.is_voided(invoice) || was_taken_off)
            return Money::zero(receipt.amount.currency());
        return std::min(ledger_.available(receipt, date), ledger_.open(invoice, date));
    }

    void pay(const Receipt& receipt, std::size_t invoice, Money amount, const char* step, std::string evidence)
    {
        const Date date = date_of(receipt, invoice);
        ledger_.apply(receipt.payment, invoice, date, amount);
        found_.push_back({receipt.payment, ledger_.document(invoice).number, date, amount, std::move(evidence), step});
    }

    void pay_in_turn(const Receipt& receipt, const std::vector<std::size_t>& invoices, const char* step,
                     const std::string& evidence)
    {
        for (const std::size_t invoice : invoices) {
            if (ledger_.currency(invoice) != receipt.amount.currency()) continue;
            const Money amount = payable(receipt, invoice);
            if (amount.sign() > 0) pay(receipt, invoice, amount, step, evidence);
        }
    }

    // What of the invoice is expected to be withheld, unless it was before.
    Money expected(std::size_t invoice)
    {
        const Money nothing = Money::zero(ledger_.currency(invoice));
        if (!withheld_ || withheld_from_.contains(invoice)) return nothing;
        const auto [place, fresh] = expected_.try_emplace(invoice, nothing);
        if (fresh) place->second = withheld_(home_, ledger_.group(invoice), ledger_.document(invoice));
        return place->second;
    }

    // All of these invoices less the tax withheld of them: each is cleared whole, the tax a match of its own.
    bool pay_less_tax(const Receipt& receipt, const std::vector<std::size_t>& invoices, const char* step,
                      const std::string& evidence)
    {
        std::vector<Taxed> taxed;
        std::vector<std::size_t> places;
        for (const std::size_t invoice : invoices) {
            if (ledger_.currency(invoice) != receipt.amount.currency() || payable(receipt, invoice).sign() <= 0)
                continue;
            places.push_back(invoice);
            taxed.push_back({ledger_.open(invoice, date_of(receipt, invoice)), Money::zero(receipt.amount.currency())});
        }
        if (places.empty() || !withheld_) return false;
        const Money paid = ledger_.available(receipt, date_of(receipt, places.back()));
        for (std::size_t at = 0; at < places.size(); ++at) taxed[at].expected = expected(places[at]);
        const auto taxes = withheld_from(paid, taxed);
        if (!taxes) return false;
        for (std::size_t at = 0; at < places.size(); ++at) {
            const std::size_t invoice = places[at];
            const Money tax = (*taxes)[at];
            const std::string why = evidence + (tax.is_zero() ? std::string() : ", " + withheld_words(tax));
            if (taxed[at].open != tax) pay(receipt, invoice, taxed[at].open - tax, step, why);
            if (tax.is_zero()) continue;
            const PaymentId beside = withheld_payment(receipt.payment, ledger_.document(invoice).number);
            const Date date = date_of(receipt, invoice);
            ledger_.apply(beside, invoice, date, tax);
            found_.push_back({beside, ledger_.document(invoice).number, date, tax, why, std::string(withholding_step)});
            withheld_from_.insert(invoice);
        }
        return true;
    }

    void by_reference(const Waiting& one)
    {
        std::string named;
        for (const std::size_t invoice : one.named)
            named += (named.empty() ? "" : ", ") + ledger_.document(invoice).number.text();
        if (pay_less_tax(*one.receipt, one.named, "reference", "reference " + named)) return;
        for (const std::size_t invoice : one.named)
            pay_in_turn(*one.receipt, {invoice}, "reference", "reference " + ledger_.document(invoice).number.text());
    }

    void by_contract(const Waiting& one)
    {
        const Receipt& receipt = *one.receipt;
        if (receipt.contract.empty()) return;
        pay_in_turn(receipt, ledger_.of_contract(receipt.contract), "contract", "contract " + receipt.contract.text());
    }

    // What a credit note set free pays the customer's next invoices, oldest first, in part if need be.
    void by_credit_balance(const Waiting& one)
    {
        const Receipt& receipt = *one.receipt;
        Money left = receipt.balance - drawn_[receipt.payment.text()].value_or(receipt.balance - receipt.balance);
        for (const std::size_t invoice : ledger_.oldest_first()) {
            if (left.sign() <= 0 || through_ < receipt.balance_from) return;
            const Document& document = ledger_.document(invoice);
            if (ledger_.currency(invoice) != receipt.amount.currency() || ledger_.is_voided(invoice)) continue;
            const Date date = std::max(receipt.balance_from, document.at.date);
            if (through_ < document.at.date) continue;
            const Money amount = std::min({left, ledger_.available(receipt, date), ledger_.open(invoice, date)});
            if (amount.sign() <= 0) continue;
            ledger_.apply(receipt.payment, invoice, date, amount);
            found_.push_back({receipt.payment, document.number, date, amount,
                              "credit balance of " + receipt.payment.text(), "credit_balance"});
            left -= amount;
            drawn_[receipt.payment.text()] = receipt.balance - left;
        }
    }

    // A customer's invoices in the receipt's currency that are open on the day it could pay them:
    // those issued by then, or, where there is none, those issued since.
    std::vector<std::size_t> candidates(const Receipt& receipt, Rank when) const
    {
        std::vector<std::size_t> open;
        for (const std::size_t invoice : ledger_.oldest_first()) {
            const bool issued = ledger_.document(invoice).at.date <= receipt.at.date;
            if (ledger_.customer(invoice) != receipt.customer || ledger_.currency(invoice) != receipt.amount.currency())
                continue;
            if (issued != (when == Rank::billing) || through_ < ledger_.document(invoice).at.date) continue;
            if (!ledger_.is_voided(invoice) && ledger_.open(invoice, date_of(receipt, invoice)).sign() > 0)
                open.push_back(invoice);
        }
        return open;
    }

    static bool is_for_a_guess(const Waiting& one)
    {
        return one.named.empty() && one.receipt->contract.empty() && !one.receipt->customer.empty();
    }

    // Equal ones of one contract, one after the other, are paid oldest first; else it is ambiguous.
    void by_amount(const Waiting& one)
    {
        if (!is_for_a_guess(one)) return;
        const Receipt& receipt = *one.receipt;
        for (const Rank when : {Rank::billing, Rank::lapse}) {
            std::vector<std::size_t> equal;
            for (const std::size_t invoice : candidates(receipt, when)) {
                const Date date = date_of(receipt, invoice);
                const Money open = ledger_.open(invoice, date);
                if (open == ledger_.available(receipt, date)) equal.push_back(invoice);
            }
            if (equal.empty() && by_amount_less_tax(receipt, when)) return;
            if (equal.empty()) continue;
            const ContractId& contract = ledger_.document(equal.front()).contract;
            const bool of_one = std::all_of(equal.begin(), equal.end(), [&](std::size_t invoice) {
                return ledger_.document(invoice).contract == contract;
            });
            if (!of_one) return;
            const Money amount = payable(receipt, equal.front());
            pay(receipt, equal.front(), amount, "amount",
                "customer " + receipt.customer.text() + " and amount " + amount.text());
            return;
        }
    }

    // One invoice that comes to the payment when its tax is taken off; of several none.
    bool by_amount_less_tax(const Receipt& receipt, Rank when)
    {
        if (!withheld_) return false;
        std::vector<std::size_t> fitting;
        for (const std::size_t invoice : candidates(receipt, when)) {
            const Date date = date_of(receipt, invoice);
            const Taxed one{ledger_.open(invoice, date), expected(invoice)};
            if (withheld_from(ledger_.available(receipt, date), std::span(&one, 1))) fitting.push_back(invoice);
        }
        return fitting.size() == 1 &&
               pay_less_tax(receipt, fitting, "amount",
                            "customer " + receipt.customer.text() + " and amount " + receipt.open.text());
    }

    void by_whole_balance(const Waiting& one)
    {
        if (!is_for_a_guess(one)) return;
        const Receipt& receipt = *one.receipt;
        const std::vector<std::size_t> open = candidates(receipt, Rank::billing);
        Money balance = Money::zero(receipt.amount.currency());
        for (const std::size_t invoice : open) balance += ledger_.open(invoice, receipt.at.date);
        if (open.size() < 2 || balance != ledger_.available(receipt, receipt.at.date)) return;
        pay_in_turn(receipt, open, "whole_balance",
                    "customer " + receipt.customer.text() + " and whole balance " + balance.text());
    }

    const Home& home_;
    CashLedger ledger_;
    Date through_;
    const WithheldOf& withheld_;
    std::unordered_map<std::size_t, Money> expected_;
    std::set<std::size_t> withheld_from_;
    Released released_;
    std::vector<Waiting> waiting_;
    std::vector<Match> found_;
    std::unordered_map<std::string, std::optional<Money>> drawn_;  // of a receipt's balance, by this run
};

}  // namespace

}  // namespace billing

std::vector<Match> match(const Home& home, Date through, const billing::WithheldOf& withheld)
{
    const bool any = std::any_of(home.receipts.begin(), home.receipts.end(),
                                 [&](const Receipt& receipt) { return receipt.at.date <= through; });
    if (!any) return {};
    return billing::Matcher(home, through, withheld).matches();
}

}  // namespace earned
