// Which lines are one performance obligation (606-10-25-14 to 25-22, IFRS 15.22-30, CAS 14.9-10):
// the rules and the accountant name it; here the names become obligations.
#include "recognition/renewal.h"

#include <algorithm>

namespace earned {

namespace {

bool is_named(const Promise& promise)
{
    const ObligationId& given = promise.versions().front().obligation;
    return !given.empty() && given.text() != promise.life().id.text();
}

bool holds_contract(const Life& life, const Promise& promise)
{
    return life.out.contract == promise.contract->id;
}

bool is_home_of(const Life& life, const Promise& promise, const std::string& name)
{
    if (life.out.id.text() != name) return false;
    return holds_contract(life, promise) || (is_named(promise) && is_named(life.lines.front()));
}

bool is_taken(const std::vector<Life>& lives, const std::string& name)
{
    return std::any_of(lives.begin(), lives.end(),
                       [&](const Life& life) { return life.out.id.text() == name; });
}

Life new_life(const Promise& promise, std::string name, std::size_t price)
{
    const LineTerms& terms = promise.terms();
    Life life;
    life.out.id = ObligationId(std::move(name));
    life.out.contract = promise.contract->id;
    life.out.unbilled = terms.satisfied == Satisfied::over_time &&
                        (terms.measure == Measure::as_invoiced || terms.measure == Measure::usage);
    life.price = price;
    life.by_time = passes_with_time(terms);
    life.called_off = is_called_off(terms);
    life.summed = life.called_off || is_summed(terms);
    life.now.measure = terms.measure;
    life.now.months = terms.conventions.partial_months;
    life.now.rounding = terms.conventions.rounding;
    const int digits = currency_of(promise).minor_digits();
    for (int kept = terms.conventions.rounding_place.value_or(digits); kept < digits; ++kept)
        life.now.unit *= 10;
    return life;
}

bool is_measured_as(const Life& life, const LineTerms& terms)
{
    const LineTerms& first = life.lines.front().terms();
    if (terms.satisfied != first.satisfied || is_called_off(terms) != life.called_off) return false;
    return terms.satisfied == Satisfied::point_in_time || terms.measure == first.measure;
}

// The life that bears the name and takes the line; else a new one, where the name is free.
Life* home_of(std::vector<Life>& lives, const Promise& promise, std::size_t price, const std::string& name)
{
    for (Life& life : lives)
        if (life.price == price && !life.ended && !life.closed && is_home_of(life, promise, name)) return &life;
    if (is_taken(lives, name)) return nullptr;
    lives.push_back(new_life(promise, name, price));
    return &lives.back();
}

}  // namespace

Result<std::size_t> join(std::vector<Life>& lives, const Promise& promise, std::size_t price)
{
    const std::string& line = promise.life().id.text();
    const std::string& contract = promise.contract->id.text();
    const ObligationId& given = promise.versions().front().obligation;
    const std::string& name = given.empty() ? line : given.text();
    Life* home = home_of(lives, promise, price, name);
    if (home == nullptr) home = home_of(lives, promise, price, contract + "/" + name);
    if (home == nullptr) home = home_of(lives, promise, price, contract + "/" + line);
    if (home == nullptr)
        return Fault{"obligation-name-taken", address(promise),
                     "other obligations of the group bear every name that this line's could have",
                     "name the line's obligation, or the other's, otherwise"};
    if (!home->lines.empty() && !is_measured_as(*home, promise.terms()))
        return Fault{"measure-mixed", address(promise),
                     "obligation " + name + " has lines that are satisfied or measured otherwise",
                     "measure all lines of one obligation alike, or part it in two"};
    if (goes_on(promise) || home->period) {
        if (!home->lines.empty())
            return Fault{"unsupported-open-ended", address(promise),
                         "obligation " + name + " has several lines, and one of them has no end",
                         "let a line without an end be an obligation of its own"};
        const Result<std::vector<Commitment>> first = commitments_of(promise, Date::dawn());
        if (!first) return first.fault();
        home->period = first->front().term;
    }
    Result<Readings> readings = readings_of(promise);
    if (!readings) return readings.fault();
    home->lines.push_back(promise);
    home->readings.push_back(std::move(*readings));
    home->kept.push_back(1);
    home->out.lines.push_back(promise.life().id);
    if (home->called_off) home->now.share += worth_of(*home, home->lines.size() - 1);
    return static_cast<std::size_t>(home - lives.data());
}

}  // namespace earned
