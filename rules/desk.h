// A desk at which a contract's questions are decided: the rules and reference data in force on the
// date of the event that raises them, and the facts that are known of the contract.
//
// Law: what is decided at a desk depends on its date, never on what was known later
#pragma once

#include "rules/package.h"
#include "rules/terms.h"

#include <list>
#include <string>
#include <vector>

namespace earned {

struct Desk {
    Date date;
    const Policy* policy = nullptr;
    const Group* group = nullptr;
    const Contract* contract = nullptr;
    const Package* package = nullptr;
    const EntityDefined* entity = nullptr;
    CustomerVersion customer;
    std::string currency, entity_currency;  // codes, which the facts look at
    Facts facts;                            // of the contract; a line's are added to a copy
    Conventions conventions;                // of the package, the case and the contract
    PaymentTerms payment;
    std::optional<Why> why_payment;         // absent where the contract or the customer says so
};

// The desks of one contract, by date.
class Desks {
public:
    Desks(const Policy& policy, const Group& group, const Contract& contract)
        : policy_(policy), group_(group), contract_(contract)
    {
    }
    Result<const Desk*> on(Date date);

private:
    const Policy& policy_;
    const Group& group_;
    const Contract& contract_;
    std::list<Desk> desks_;  // facts look into them, so they don't move
};

template <class Answer>
Why why(const Desk& desk, const Question<Answer>& question, std::shared_ptr<const Rule> rule)
{
    return {desk.package, &question.head(), std::move(rule)};
}

std::string where_of(const Contract& contract);
std::string where_of(const Contract& contract, const LineLife& life);
// A fault that knows only its field, told of the line.
Fault told_of(Fault fault, const std::string& where);

// One version of a line. `at_first`: where the line was first promised.
Result<LineTerms> decide_line(const Desk& desk, const Desk& at_first, const LineLife& life, const LineVersion& version);
// What a line is worth by the price lists of the desk's date.
Result<StandaloneRange> standalone_on(const Desk& desk, const Line& line, const LineTerms& terms);
// How a modification is treated; `lines` are decided.
Result<ModificationTerms> decide_modification(const Desk& desk, const ContractTerms& decided, std::size_t modification);

// A standalone price, and whether anybody but the stated price says so.
struct Standalone { StandaloneRange range; bool known = false; };
Result<Standalone> standalone_of(const Desk& desk, const Line& line, const LineTerms& terms);

}  // namespace earned
