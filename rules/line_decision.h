// One version of a line being decided: each question in its turn, the later ones by what the earlier ones answered.
//
// Law: what the line's or the contract's words say stands; the rules of the desk answer what they leave open
#pragma once

#include "rules/desk.h"
#include "rules/questions.h"

#include <memory>
#include <optional>

namespace earned {

class LineDecision {
public:
    LineDecision(const Desk& desk, const LineLife& life, const LineVersion& version)
        : desk_(desk),
          life_(life),
          version_(version),
          line_(version.line),
          facts_(desk.facts),
          questions_(desk.package->questions())
    {
    }

    Result<LineTerms> decide(const Desk& at_first);

private:
    Outcome find_product();
    void learn_line();
    Outcome choose_conventions();
    Outcome decide_obligation();
    Outcome decide_term();
    Outcome check_open_ended() const;
    Outcome decide_standalone_method();
    Outcome decide_billing();
    Outcome decide_proration();
    Outcome decide_pricing();
    Outcome decide_recurrence();
    Outcome decide_alignment();
    static Outcome check_tax(const TaxTerms& tax);
    Outcome decide_tax();
    Outcome decide_withholding();
    Outcome decide_price();
    Outcome decide_price_in_kind();
    bool is_one_agreement() const;
    Outcome decide_confirmation();

    template <class Answer>
    void because(const Question<Answer>& question, std::shared_ptr<const Rule> rule)
    {
        terms_.why.push_back(why(desk_, question, std::move(rule)));
    }
    bool is_called_off() const
    {
        const bool as_used = terms_.measure == Measure::as_invoiced || terms_.measure == Measure::usage;
        return terms_.open_quantity || (terms_.satisfied == Satisfied::over_time && as_used);
    }
    // The contract's end as the modifications so far have left it.
    std::optional<Date> contract_end() const
    {
        std::optional<Date> end = desk_.contract->terms.end;
        for (const Modification& modification : desk_.contract->modifications)
            if (modification.at <= version_.from && modification.what.end) end = modification.what.end;
        return end;
    }

    const Desk& desk_;
    const LineLife& life_;
    const LineVersion& version_;
    const Line& line_;
    Facts facts_;
    const Questions& questions_;
    const ProductDefined* product_ = nullptr;
    LineTerms terms_;
};

}  // namespace earned
