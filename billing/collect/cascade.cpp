#include "billing/collect/cascade.h"

#include "billing/collect/likely_numbers.h"
#include "billing/collect/names.h"
#include "billing/collect/reference.h"
#include "billing/collect/withholding.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace earned::billing {

namespace {

constexpr std::size_t most_summed = 16;            // open invoices of which subsets are tried
constexpr int like = 70, very_like = 90;           // hundredths
constexpr std::int64_t one_in_near_the_rate = 20;  // a bank's rate is within a twentieth of the published one

// How a payer stands to the customer of an invoice.
enum class Fit { own, unknown, other };

using Places = std::vector<std::uint32_t>;

class Looking {
public:
    Looking(const OpenItems& items, const Incoming& payment, const TaxOf& tax)
        : items_(items), payment_(payment), tax_(tax)
    {
        plain_payer_ = plain_name_of(payment.payer);
        if (!payment.customer.empty()) payer_ = items.find_customer(payment.customer);
        if (payer_) return;
        const auto named = items.customers_named(plain_payer_);
        if (named.size() == 1) named_payer_ = named.front();
    }

    Proposal by_rules(std::span<const CashRule> rules)
    {
        for (const CashRule& rule : rules) {
            rule_ = &rule;
            if (!step()) continue;
            found_.step = rule.step;
            found_.confirms = found_.confidence == Confidence::high && rule.confirms;
            return std::move(found_);
        }
        found_.evidence = "nothing of it fits an open invoice";
        found_.left = payment_.amount;
        return std::move(found_);
    }

private:
    bool step()
    {
        switch (rule_->step) {
            case CashStep::reference:
                return by_reference();
            case CashStep::number:
                return settle_named(numbered_in(words_of(payment_.remittance)), "named in the text");
            case CashStep::near_number:
                return by_near_number();
            case CashStep::account:
                return payer_ && (by_amount(*payer_, "the payer is known, and the amount is its invoice's") ||
                                  by_amount_less_tax(*payer_) || by_amount_less_discount(*payer_));
            case CashStep::subset:
                return by_subset();
            case CashStep::payer_name:
                return by_payer_name();
            case CashStep::tolerance:
                return by_tolerance();
        }
        return false;
    }

    std::optional<std::uint32_t> payer() const { return payer_ ? payer_ : named_payer_; }

    Fit fit(std::uint32_t place) const
    {
        const std::uint32_t customer = items_.at(place).customer;
        if (payer()) return items_.related(*payer(), customer) ? Fit::own : Fit::other;
        if (plain_payer_.empty()) return Fit::unknown;
        return likeness(plain_payer_, items_.plain_name(customer)) >= like ? Fit::own : Fit::other;
    }
    // That of the worst of them: another's, then not known.
    Fit fit_of(const Places& places) const
    {
        Fit all = Fit::own;
        for (const std::uint32_t place : places) all = std::max(all, fit(place));
        return all;
    }

    bool is_payable(std::uint32_t place) const
    {
        const OpenItem& item = items_.at(place);
        return item.open.currency() == payment_.amount.currency() && item.open.sign() > 0;
    }

    Places equal_of(std::uint32_t customer) const
    {
        Places equal;
        for (const std::uint32_t place : items_.of_family(customer))
            if (items_.at(place).open == payment_.amount) equal.push_back(place);
        return equal;
    }

    bool answer(Confidence confidence, std::string evidence)
    {
        found_.confidence = confidence;
        found_.evidence = std::move(evidence);
        return true;
    }

    void apply_in_turn(const Places& places)
    {
        Money left = payment_.amount;
        for (const std::uint32_t place : places) {
            const Money part = std::min(left, items_.at(place).open);
            if (part.sign() > 0) found_.applications.push_back({place, part});
            left -= part;
        }
        found_.left = left;
    }

    std::string numbers_of(const Places& places) const
    {
        std::string text;
        for (const std::uint32_t place : places) text += (text.empty() ? "" : ", ") + items_.at(place).invoice.text();
        return (places.size() == 1 ? "invoice " : "invoices ") + text;
    }

    Places numbered_in(const std::vector<std::string>& words) const
    {
        std::set<std::uint32_t> found;
        for (const std::string& word : words)
            for (const std::uint32_t place : items_.numbered(word)) found.insert(place);
        Places places(found.begin(), found.end());
        std::sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) {
            const OpenItem &one = items_.at(a), &other = items_.at(b);
            return std::tie(one.issued, one.invoice) < std::tie(other.issued, other.invoice);
        });
        return places;
    }

    bool by_reference()
    {
        std::vector<std::string> words;
        for (const std::string& text : {payment_.reference, payment_.end_to_end}) {
            if (is_creditor_reference(text)) words.push_back(plain(text).substr(4));
            if (is_qr_reference(text)) {
                const std::string digits = plain(text);
                words.push_back(
                    digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 2), std::string::npos));
                words.back().pop_back();
            }
            for (std::string& word : words_of(text)) words.push_back(std::move(word));
        }
        return settle_named(numbered_in(words), "named by the reference");
    }

    // What the invoice's own terms let go when the payment is the rest of it.
    Money discount_of(std::uint32_t place) const
    {
        const OpenItem& item = items_.at(place);
        const bool is_in_time = item.discount != Money() && payment_.date <= item.discount_through;
        return is_in_time ? std::min(item.discount, item.open) : Money::zero(item.open.currency());
    }

    // Whether the payment is all of these invoices less the discounts of their terms; they are settled then.
    bool less_discounts(const Places& places)
    {
        Money sum = Money::zero(payment_.amount.currency()), discounts = sum;
        for (const std::uint32_t place : places) {
            sum += items_.at(place).open;
            discounts += discount_of(place);
        }
        if (discounts.is_zero() || sum - discounts != payment_.amount) return false;
        found_.applications.clear();
        for (const std::uint32_t place : places)
            found_.applications.push_back(
                {.item = place, .amount = items_.at(place).open - discount_of(place), .discount = discount_of(place)});
        found_.left = Money::zero(payment_.amount.currency());
        found_.short_by = discounts;
        found_.reason = "discount";
        return true;
    }

    // The payer is known, and one invoice of its family comes to the payment when its terms' discount is taken off.
    bool by_amount_less_discount(std::uint32_t customer)
    {
        Places fitting;
        for (const std::uint32_t place : items_.of_family(customer))
            if (is_payable(place) && !discount_of(place).is_zero() &&
                items_.at(place).open - discount_of(place) == payment_.amount)
                fitting.push_back(place);
        if (fitting.empty()) return false;
        const std::string evidence = "the payer is known, amount less the discount of its terms";
        if (fitting.size() > 1) return one_of(fitting, evidence);
        less_discounts(fitting);
        return answer(others_make_it(customer) ? Confidence::medium : Confidence::high,
                      numbers_of(fitting) + ": " + evidence);
    }

    // Whether so much less is a bank's charge or a discount, by the rule.
    bool explains(Money gap, Money whole)
    {
        const Decimal short_by = gap.decimal();
        if (short_by <= rule_->charges)
            found_.reason = "bank charges";
        else if (short_by * Decimal::of(100) <= rule_->discount * whole.decimal())
            found_.reason = "discount";
        return !found_.reason.empty();
    }

    // Whether the payment is all of these invoices less the tax withheld of them; they are cleared whole then.
    bool less_tax(const Places& places)
    {
        if (!tax_) return false;
        std::vector<Taxed> taxed;
        for (const std::uint32_t place : places) taxed.push_back({items_.at(place).open, tax_(place)});
        const auto taxes = withheld_from(payment_.amount, taxed);
        if (!taxes) return false;
        for (std::size_t at = 0; at < places.size(); ++at)
            found_.applications.push_back({places[at], taxed[at].open - (*taxes)[at], (*taxes)[at]});
        found_.left = Money::zero(payment_.amount.currency());
        return true;
    }
    std::string taxes_found() const
    {
        Money sum = Money::zero(payment_.amount.currency());
        for (const Application& one : found_.applications) sum += one.tax;
        return withheld_words(sum);
    }

    // The payer is known, and one invoice of its family comes to the payment when its tax is taken off.
    bool by_amount_less_tax(std::uint32_t customer)
    {
        if (!tax_) return false;
        Places fitting;
        for (const std::uint32_t place : items_.of_family(customer)) {
            if (!is_payable(place) || items_.at(place).open <= payment_.amount) continue;
            const Taxed one{items_.at(place).open, tax_(place)};
            if (withheld_from(payment_.amount, std::span(&one, 1))) fitting.push_back(place);
        }
        if (fitting.size() > 1) {
            found_.left = payment_.amount;
            return answer(Confidence::low, std::to_string(fitting.size()) + " invoices fit: less tax withheld");
        }
        return !fitting.empty() && less_tax(fitting) &&
               answer(Confidence::high, numbers_of(fitting) + ": the payer is known, amount less " + taxes_found());
    }

    // An invoice in another currency that the payer named: what the day's rate makes of the payment says whether it
    // may be all of it. How much it paid is for a person to say, because nobody but the bank knows its rate.
    bool in_another_currency(std::uint32_t place, const std::string& what)
    {
        const Money open = items_.at(place).open;
        const std::string codes = payment_.amount.currency().code() + " for " + open.currency().code();
        const auto worth = payment_.worth ? payment_.worth(open.currency()) : std::nullopt;
        if (!worth || worth->sign() <= 0)
            return answer(Confidence::low, what + ", " + codes + ": no rate between them is known on the day");
        const Money gap = abs(*worth - open);
        const bool is_near = gap.minor() <= open.minor() / one_in_near_the_rate;
        if (!is_near && *worth > open)
            return answer(Confidence::low, what + ", " + codes + ": worth " + worth->text() +
                                               " by the day's rate, and " + open.text() + " are open");
        found_.applications.push_back({place, is_near ? open : *worth});
        found_.left = Money::zero(payment_.amount.currency());
        if (!is_near) found_.reason = "part payment";
        return answer(Confidence::medium, what + ", " + codes + ": worth " + worth->text() +
                                              " by the day's rate, and " + open.text() + " are open");
    }

    // Invoices that the payer named: the amount, and who pays, say how sure that is.
    bool settle_named(Places named, const std::string& how)
    {
        const bool any = !named.empty();
        found_.left = payment_.amount;
        if (named.size() == 1 && items_.at(named.front()).open.sign() > 0 && !is_payable(named.front()))
            return in_another_currency(named.front(), numbers_of(named) + " " + how);
        std::erase_if(named, [&](std::uint32_t place) { return !is_payable(place); });
        if (!any) return false;
        if (named.empty()) return answer(Confidence::low, "the invoice it names is paid, or in another currency");
        Money sum = Money::zero(payment_.amount.currency());
        for (const std::uint32_t place : named) sum += items_.at(place).open;
        const std::string what = numbers_of(named) + " " + how;
        const Fit whose = fit_of(named);
        if (sum > payment_.amount && whose != Fit::other && less_tax(named))
            return answer(Confidence::high, what + ", less " + taxes_found());
        if (sum > payment_.amount && whose != Fit::other && less_discounts(named))
            return answer(Confidence::high, what + ", less the discount of its terms: " + found_.short_by.text());
        apply_in_turn(named);
        if (sum == payment_.amount) return answer(Confidence::high, what + ", amount as open");
        if (sum < payment_.amount)
            return answer(whose == Fit::own ? Confidence::high : Confidence::medium,
                          what + ", and " + (payment_.amount - sum).text() + " more was paid");
        found_.short_by = sum - payment_.amount;
        if (payer() && !equal_of(*payer()).empty())
            return answer(Confidence::medium, what + ", but the amount is another invoice's of the payer");
        const bool explained = explains(found_.short_by, sum);
        if (explained && whose != Fit::other)
            return answer(Confidence::high, what + ", " + found_.short_by.text() + " short: " + found_.reason);
        if (!explained) found_.reason = "part payment";
        const bool sure = named.size() == 1 && whose == Fit::own;
        return answer(sure ? Confidence::high : Confidence::medium,
                      what + ", " + found_.short_by.text() + " short: " + found_.reason);
    }

    // Of equal answers none is taken.
    bool one_of(const Places& places, const std::string& evidence, Confidence confidence = Confidence::high)
    {
        if (places.empty()) return false;
        found_.left = payment_.amount;
        if (places.size() > 1)
            return answer(Confidence::low, std::to_string(places.size()) + " invoices fit: " + evidence);
        apply_in_turn(places);
        return answer(confidence, numbers_of(places) + ": " + evidence);
    }

    Places of_this_amount() const
    {
        if (auto open = items_.of_amount(payment_.amount)) return std::move(*open);
        return payer() ? equal_of(*payer()) : Places();
    }

    bool by_near_number()
    {
        std::vector<std::string> words;
        for (const std::string& text : {payment_.reference, payment_.end_to_end, payment_.remittance})
            for (std::string& word : words_of(text)) words.push_back(std::move(word));
        Places near, own;
        for (const std::uint32_t place : of_this_amount()) {
            const std::string number = plain(items_.at(place).invoice.text());
            if (std::none_of(words.begin(), words.end(),
                             [&](const std::string& word) { return is_nearly(word, number); }))
                continue;
            near.push_back(place);
            if (fit(place) == Fit::own) own.push_back(place);
        }
        if (own.size() == 1) return one_of(own, "its number is nearly in the text, payer and amount as open");
        return one_of(own.empty() ? near : own, "its number is nearly in the text, amount as open", Confidence::medium);
    }

    bool by_payer_name()
    {
        if (payer_ || plain_payer_.empty()) return false;
        if (named_payer_) return by_amount(*named_payer_, "the payer's name is the customer's, amount as open");
        Places alike;
        int best = 0;
        for (const std::uint32_t place : of_this_amount()) {
            const int score = likeness(plain_payer_, items_.plain_name(items_.at(place).customer));
            if (score >= like) alike.push_back(place);
            best = std::max(best, score);
        }
        const bool is_sure =
            best >= very_like && alike.size() == 1 && !others_make_it(items_.at(alike.front()).customer);
        return one_of(alike,
                      "the payer's name is like the customer's (" + std::to_string(best) + " of 100), amount as open",
                      is_sure ? Confidence::high : Confidence::medium);
    }

    // Nothing but payer and amount: when others of the payer's together make the amount too, it may be either.
    bool by_amount(std::uint32_t customer, const std::string& evidence)
    {
        const Places equal = equal_of(customer);
        if (equal.size() != 1 || !others_make_it(customer)) return one_of(equal, evidence);
        return one_of(equal, evidence + ", but others of the payer's together make it too", Confidence::medium);
    }

    // Whether two or more invoices of the payer's, each of less, sum to the payment; of many, only pairs are tried.
    bool others_make_it(std::uint32_t customer) const
    {
        Places less = items_.of_family(customer);
        std::erase_if(
            less, [&](std::uint32_t place) { return !is_payable(place) || items_.at(place).open >= payment_.amount; });
        Places taken;
        std::vector<Places> sets;
        if (less.size() <= most_summed) {
            sum_up(less, 0, payment_.amount, taken, sets);
            return !sets.empty();
        }
        std::set<Money> amounts;
        for (const std::uint32_t place : less) {
            if (amounts.contains(payment_.amount - items_.at(place).open)) return true;
            amounts.insert(items_.at(place).open);
        }
        return false;
    }

    // The sets of two or more that make the amount; the second one found ends the search.
    void sum_up(const Places& open, std::size_t from, Money left, Places& taken, std::vector<Places>& sets) const
    {
        if (left.is_zero() && taken.size() > 1) sets.push_back(taken);
        if (left.sign() <= 0 || sets.size() > 1) return;
        for (std::size_t at = from; at < open.size() && sets.size() < 2; ++at) {
            if (left < items_.at(open[at]).open) continue;
            taken.push_back(open[at]);
            sum_up(open, at + 1, left - items_.at(open[at]).open, taken, sets);
            taken.pop_back();
        }
    }

    bool by_subset()
    {
        if (!payer()) return false;
        Places open = items_.of_family(*payer());
        std::erase_if(open, [&](std::uint32_t place) { return !is_payable(place); });
        if (open.size() < 2) return false;
        Money balance = Money::zero(payment_.amount.currency());
        for (const std::uint32_t place : open) balance += items_.at(place).open;
        if (balance < payment_.amount) return false;
        if (balance != payment_.amount && most_summed < open.size()) return false;
        found_.left = payment_.amount;
        if (balance == payment_.amount) {
            apply_in_turn(open);
            return answer(Confidence::high, numbers_of(open) + ": all that the payer owes");
        }
        Places taken;
        std::vector<Places> sets;
        sum_up(open, 0, payment_.amount, taken, sets);
        if (sets.empty()) return false;
        if (sets.size() > 1) return answer(Confidence::low, "several sets of the payer's invoices make the amount");
        apply_in_turn(sets.front());
        return answer(Confidence::high,
                      numbers_of(sets.front()) + ": the only ones of the payer's that make the amount");
    }

    bool by_tolerance()
    {
        if (!payer()) return false;
        Places nearly;
        for (const std::uint32_t place : items_.of_family(*payer())) {
            if (!is_payable(place) || items_.at(place).open < payment_.amount) continue;
            found_.reason.clear();
            if (explains(items_.at(place).open - payment_.amount, items_.at(place).open)) nearly.push_back(place);
        }
        if (nearly.empty()) return false;
        found_.short_by = nearly.size() == 1 ? items_.at(nearly.front()).open - payment_.amount
                                             : Money::zero(payment_.amount.currency());
        return one_of(nearly, "the payer is known, and the amount is nearly the invoice's", Confidence::medium);
    }

    const OpenItems& items_;
    const Incoming& payment_;
    const TaxOf& tax_;
    const CashRule* rule_ = nullptr;
    std::optional<std::uint32_t> payer_, named_payer_;
    std::string plain_payer_;
    Proposal found_;
};

}  // namespace

std::string_view name(Confidence confidence)
{
    static constexpr std::array<std::string_view, 4> names = {"none", "low", "medium", "high"};
    return names[static_cast<std::size_t>(confidence)];
}

Proposal Cascade::propose(const Incoming& payment) const { return Looking(items_, payment, tax_).by_rules(rules_); }

}  // namespace earned::billing
