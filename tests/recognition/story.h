// Stories for tests: a group and its terms, told event by event, as the fold and the rules would
// leave them.
#pragma once

#include "base/check.h"
#include "recognition/earned.h"
#include "tests/recognition/figures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace earned {

// A line and what was decided of it, in the words of a test. `ssp`: absent, it is the stated price.
struct Spec {
    std::string id = "service";
    std::string price = "0.00";         // of the whole line
    std::string ssp = {};
    std::string ssp_high = {};
    Satisfied satisfied = Satisfied::over_time;
    Measure measure = Measure::monthly;
    Trigger trigger = Trigger::fulfilment;
    std::string quantity = "1";
    std::string first = {}, last = {};
    std::string obligation = {};
    std::string unit_price = {};
    std::string expected_cost = {};
    std::vector<Installment> installments = {};
    bool open = false, priced = true, residual = false, confirm = false;
    BillingPlan plan = BillingPlan::none;
    Conventions conventions = {};
    std::optional<TaxTerms> tax = {};
};

inline Spec goods(std::string id, std::string price, std::string quantity = "1")
{
    Spec spec;
    spec.id = std::move(id);
    spec.price = std::move(price);
    spec.quantity = std::move(quantity);
    spec.satisfied = Satisfied::point_in_time;
    return spec;
}

inline Spec service(std::string id, std::string price, std::string first, std::string last,
                    Measure measure = Measure::monthly)
{
    Spec spec;
    spec.id = std::move(id);
    spec.price = std::move(price);
    spec.first = std::move(first);
    spec.last = std::move(last);
    spec.measure = measure;
    return spec;
}

inline Spec work(std::string id, std::string price, Measure measure, std::string quantity = "1")
{
    Spec spec;
    spec.id = std::move(id);
    spec.price = std::move(price);
    spec.measure = measure;
    spec.quantity = std::move(quantity);
    return spec;
}

inline Spec at_ssp(Spec spec, std::string ssp)
{
    spec.ssp = std::move(ssp);
    return spec;
}

inline Spec by_cost(std::string id, std::string price, std::string expected_cost)
{
    Spec spec = work(std::move(id), std::move(price), Measure::cost_to_cost);
    spec.expected_cost = std::move(expected_cost);
    return spec;
}

inline Variable amount(std::string id, std::string kind, std::string value, bool constrained = false)
{
    Variable words;
    words.id = std::move(id);
    words.kind = std::move(kind);
    if (!value.empty()) words.amount = number(value);
    words.constrained = constrained;
    return words;
}

class Story {
public:
    explicit Story(std::string_view signed_on = "2026-01-01") { sign("C1", signed_on); }

    // Another contract of the group; what follows is told of it.
    Story& sign(std::string id, std::string_view signed_on)
    {
        Contract contract;
        contract.id = ContractId(std::move(id));
        contract.signed_at = moment(signed_on, Rank::contract);
        contract.event = events_;
        contract.terms.contract = contract.id;
        contract.terms.currency = usd();
        group.contracts.push_back(std::move(contract));
        terms.contracts.emplace_back();
        if (group.contracts.size() == 1) group.id = group.contracts.front().id;
        group.currency = usd();
        return *this;
    }

    Contract& contract() { return group.contracts.back(); }
    ContractTerms& decided() { return terms.contracts.back(); }

    Story& line(const Spec& spec) { return add(spec, contract().signed_at, contract().event, 0); }

    Story& happened(std::string_view line, std::string_view date, Rank rank, Performed fact)
    {
        for (LineLife& life : contract().lines)
            if (life.id.text() == line) {
                const Moment at = moment(date, rank);
                life.happenings.push_back({at, events_, std::move(fact)});
                std::stable_sort(life.happenings.begin(), life.happenings.end(),
                                 [](const Happening& one, const Happening& other) { return one.at < other.at; });
                return *this;
            }
        CHECK(false, "a line of the story");
        return *this;
    }
    Story& delivered(std::string_view line, std::string_view date, std::string quantity = {})
    {
        OrderFulfilled fact;
        if (!quantity.empty()) fact.quantity = number(quantity);
        return happened(line, date, Rank::fulfilment, fact);
    }
    Story& accepted(std::string_view line, std::string_view date)
    {
        return happened(line, date, Rank::fulfilment, AcceptanceRecorded{});
    }
    Story& reached(std::string_view line, std::string_view date, std::string milestone)
    {
        MilestoneReached fact;
        fact.milestone = std::move(milestone);
        return happened(line, date, Rank::fulfilment, fact);
    }
    Story& spent(std::string_view line, std::string_view date, std::string amount,
                 CostKind kind = CostKind::performance)
    {
        CostIncurred fact;
        fact.amount = number(amount);
        fact.kind = kind;
        return happened(line, date, Rank::cost, fact);
    }
    Story& percent(std::string_view line, std::string_view date, std::string percent)
    {
        ProgressMeasured fact;
        fact.percent = number(percent);
        return happened(line, date, Rank::fulfilment, fact);
    }
    Story& used(std::string_view line, std::string_view date, std::string quantity)
    {
        UsageRecorded fact;
        fact.quantity = number(quantity);
        return happened(line, date, Rank::usage, fact);
    }
    Story& revised(std::string_view line, std::string_view date, EstimateRevised fact)
    {
        return happened(line, date, Rank::estimate, std::move(fact));
    }
    // An estimate of a variable amount.
    Story& revised(std::string_view date, EstimateRevised fact)
    {
        contract().happenings.push_back({moment(date, Rank::estimate), events_, std::move(fact)});
        return *this;
    }
    Story& adjusted(std::string_view line, std::string_view date, std::string amount, std::string_view until = {})
    {
        RevenueAdjusted fact;
        fact.amount = number(amount);
        fact.permanent = until.empty();
        if (!until.empty()) fact.until = day(until);
        return happened(line, date, Rank::governance, fact);
    }
    Story& variable(Variable words)
    {
        contract().terms.variable.push_back(std::move(words));
        return *this;
    }

    // A modification; `adding`, `changing`, `removing` and `repricing` then say what it does.
    Story& modified(std::string_view date, Modifies treatment)
    {
        Modification modification;
        modification.at = moment(date, Rank::modification);
        modification.event = events_;
        contract().modifications.push_back(std::move(modification));
        ModificationTerms how;
        how.treatment = treatment;
        decided().modifications.push_back(std::move(how));
        return *this;
    }
    ContractModified& words() { return contract().modifications.back().what; }
    Story& adding(const Spec& spec)
    {
        const Modification& last = contract().modifications.back();
        return add(spec, last.at, last.event, contract().modifications.size());
    }
    Story& changing(const Spec& spec)
    {
        const Modification& last = contract().modifications.back();
        for (std::size_t place = 0; place < contract().lines.size(); ++place) {
            if (contract().lines[place].id.text() != spec.id) continue;
            contract().lines[place].versions.push_back({last.at, last.event, words_of(spec)});
            decided().lines[place].push_back(terms_of(spec));
        }
        return *this;
    }
    Story& removing(std::string line)
    {
        const Modification& last = contract().modifications.back();
        for (LineLife& life : contract().lines)
            if (life.id.text() == line) life.removed = last.at;
        words().remove.emplace_back(std::move(line));
        return *this;
    }
    Story& repricing(std::string amount, RelatesTo relation, std::vector<LineId> lines = {}, std::string settled = {})
    {
        words().price_change.push_back({number(amount), relation, std::move(lines), std::move(settled)});
        return *this;
    }

    Story& terminated(std::string_view date, std::string refund = {}, std::string penalty = {}, std::string line = {})
    {
        Termination termination;
        termination.at = moment(date, Rank::termination);
        termination.event = events_;
        if (!refund.empty()) termination.what.refund = number(refund);
        if (!penalty.empty()) termination.what.penalty = number(penalty);
        if (!line.empty()) termination.what.line = LineId(line);
        contract().terminations.push_back(std::move(termination));
        return *this;
    }
    Story& assessed(std::string_view date, bool collectable)
    {
        contract().assessments.push_back({moment(date, Rank::contract), events_, collectable});
        return *this;
    }
    Story& held(std::string_view date, std::string line = {}, bool hold = true)
    {
        Hold fact{moment(date, Rank::governance), events_, LineId(line), hold};
        group.holds.push_back(std::move(fact));
        return *this;
    }
    Story& confirmed(std::string_view date, std::string line, std::string period)
    {
        group.confirmations.push_back({moment(date, Rank::governance), events_, LineId(line), std::move(period), ""});
        return *this;
    }
    Story& paid_on_account(std::string_view date, std::string amount)
    {
        Collected cash;
        cash.at = moment(date, Rank::cash);
        cash.amount = Money(cents(amount), usd());
        group.cash.push_back(std::move(cash));
        return *this;
    }
    Story& invoiced(std::string_view date, std::string line, std::string net, bool credit = false)
    {
        Document document;
        document.credit = credit;
        document.contract = contract().id;
        document.at = moment(date, Rank::billing);
        document.lines.push_back({LineId(line), Money(cents(net), usd()), Money::zero(usd())});
        group.documents.push_back(std::move(document));
        return *this;
    }

    Result<Earned> told() const { return earn(group, terms); }
    Earned earned() const
    {
        Result<Earned> result = told();
        if (!result) ADD_FAILURE() << result.fault().text();
        return result ? *std::move(result) : Earned{};
    }
    std::string fault() const
    {
        const Result<Earned> result = told();
        return result ? "no fault" : result.fault().code;
    }

    Moment moment(std::string_view date, Rank rank)
    {
        ++events_;
        return {day(date), rank, static_cast<std::uint32_t>(events_)};
    }

    Group group;
    Terms terms;

private:
    static LineTerms terms_of(const Spec& spec)
    {
        LineTerms terms;
        terms.obligation = ObligationId(spec.obligation);
        terms.satisfied = spec.satisfied;
        terms.measure = spec.measure;
        terms.trigger = spec.trigger;
        terms.quantity = number(spec.quantity);
        terms.open_quantity = spec.open;
        terms.stated = Money(cents(spec.price), usd());
        terms.priced = spec.priced;
        terms.ssp_method = spec.residual ? SspMethod::residual : SspMethod::observable;
        terms.ssp_low = Ratio(cents(spec.ssp.empty() ? spec.price : spec.ssp));
        terms.ssp_high = spec.ssp_high.empty() ? terms.ssp_low : Ratio(cents(spec.ssp_high));
        if (!spec.first.empty()) terms.term = Term{day(spec.first), day(spec.last)};
        terms.billing.plan = spec.plan;
        terms.billing.installments = spec.installments;
        terms.confirm = spec.confirm;
        terms.conventions = spec.conventions;
        terms.tax = spec.tax;
        return terms;
    }
    static Line words_of(const Spec& spec)
    {
        Line words;
        words.line = LineId(spec.id);
        if (!spec.unit_price.empty()) words.unit_price = number(spec.unit_price);
        if (!spec.expected_cost.empty()) words.expected_cost = number(spec.expected_cost);
        return words;
    }
    Story& add(const Spec& spec, Moment at, std::int64_t event, std::size_t added_by)
    {
        LineLife life;
        life.id = LineId(spec.id);
        life.versions.push_back({at, event, words_of(spec)});
        life.added_by = added_by;
        contract().lines.push_back(std::move(life));
        decided().lines.push_back({terms_of(spec)});
        return *this;
    }

    std::int64_t events_ = 0;
};

}  // namespace earned
