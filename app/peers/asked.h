// A case of another system's practice: facts, and the figures that a named convention makes of them.
//
// Law:      a case is answered by what it says (its fields, and the policies that the words of its
//           convention name), never by its id; a wording that isn't known fails
// Source:   docs/policies.md, "Words of other systems"
#pragma once

#include "base/money.h"
#include "base/value.h"
#include "contract/billing_terms.h"
#include "rules/conventions.h"
#include "rules/proration.h"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace earned::app {

struct PeerCase {
    std::string id, topic, portability, convention;
    Value input, expected;
    std::string note;
};

// The case can't be run by any engine; `what` says why.
struct NotRunnable : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// It says something that can't be read, or asks for what nothing answers.
struct PeerUnread : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What it says can be read and is refused, as the product refuses it; a case may expect just that.
struct PeerRefused : PeerUnread {
    using PeerUnread::PeerUnread;
};

// The words of a convention and the policies they mean: "timing: advance; rounding: half_up".
struct PeerWording {
    std::string_view words, policies;
};
std::span<const PeerWording> peer_wordings();
// Dates, amounts and fractions in it are examples; days of a month and decimals are not. A sentence that
// isn't known as a whole is read by its words (vocabulary.h), or is a fault that names the word.
Result<Policies> policies_of_wording(std::string_view words);

class Asked {
public:
    Asked(const PeerCase& one, const PeerCase* before, const Policies& policies);

    const PeerCase& about;
    const PeerCase* before;  // "as above"

    bool has(std::string_view name) const;    // and not null
    bool wants(std::string_view name) const;  // of the answer, and not null
    const Value& value(std::string_view name) const;
    std::string text(std::string_view name) const;
    Ratio number(std::string_view name) const;
    Ratio number_or(std::string_view name, const Ratio& otherwise) const;
    int whole(std::string_view name) const;
    bool flag(std::string_view name) const;
    Date date(std::string_view name) const;
    DaySpan span(std::string_view name) const;  // as the convention counts its end
    Money money(std::string_view name) const;
    Money cents(std::string_view name) const;
    Interval interval(std::string_view name) const;
    Timing timing(std::string_view name) const;  // else as the convention says
    Currency currency() const;

    std::string policy(std::string_view name, std::string_view otherwise = "") const;
    const Conventions& conventions() const { return conventions_; }
    Proration proration() const;  // with fixed_days_in_month
    Money rounded(const Ratio& major_units) const;

private:
    Policies policies_;
    Conventions conventions_;
};

// Reading what people wrote.
Ratio number_in(const Value& value);  // 5, "5.12", "85/92"
Date date_in(std::string_view text);  // 2025-01-15, 2025-01-15T12:00Z, 01-15, Jan 15
std::int64_t second_in(std::string_view text);
Interval interval_in(std::string_view text);
Timing timing_in(std::string_view text);
std::vector<Ratio> numbers_in(const Value& list);
std::vector<Ratio> figures_of(std::string_view words);  // every number of a text

// Making an answer.
Value amount(Money money);          // "5.32"
Value exactly(const Ratio& ratio);  // compared in the digits that the case writes
Value many(const std::vector<Money>& amounts);
Value told(Date date);
using Fields = std::vector<Value::Field>;

// Each answers the cases of its kind, or nothing.
using Answer = std::optional<Value> (*)(const Asked&);
std::optional<Value> answer_cycles(const Asked&);
std::optional<Value> answer_parts(const Asked&);
std::optional<Value> answer_changes(const Asked&);
std::optional<Value> answer_calendar(const Asked&);
std::optional<Value> answer_rating(const Asked&);
std::optional<Value> answer_blocks(const Asked&);
std::optional<Value> answer_schedules(const Asked&);
std::optional<Value> answer_deferrals(const Asked&);
std::optional<Value> answer_credits(const Asked&);
std::optional<Value> answer_reminders(const Asked&);
std::optional<Value> answer_cash(const Asked&);
std::optional<Value> answer_allocation(const Asked&);
std::optional<Value> answer_rounding(const Asked&);

}  // namespace earned::app
