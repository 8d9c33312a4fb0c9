#include "app/peers/run.h"

#include "app/peers/asked.h"
#include "app/peers/vocabulary.h"

#include <array>

namespace earned::app {

namespace {

// Of a number as it is written; nothing for other texts.
std::optional<Decimal> number_written(const Value& value)
{
    if (value.is_number()) return Decimal::parse(value.number_token());
    return value.is_text() ? Decimal::parse(value.text()) : std::nullopt;
}

Ratio ratio_said(std::string_view text)
{
    const std::size_t over = text.find('/');
    const Ratio num = Ratio::of(*Decimal::parse(text.substr(0, over)));
    return over == std::string_view::npos ? num : num / Ratio::of(*Decimal::parse(text.substr(over + 1)));
}

// An exact figure against the digits written: rounded to them, or cut off after them.
bool agrees_with(const Ratio& exact, const Value& expected)
{
    if (expected.is_text() && expected.text().find('/') != std::string::npos) {
        // "85/92", or a sentence with such a share in it
        const std::vector<Ratio> figures = figures_of(expected.text());
        return figures.size() >= 2 && !figures[1].is_zero() && figures[0] / figures[1] == exact;
    }
    const std::optional<Decimal> number = number_written(expected);
    if (!number) return false;
    const int places = std::max(number->places(), 0);
    return exact.decimal(places, Round::half_away) == *number ||
           (places > 2 && exact.decimal(places, Round::down) == *number);
}

std::string peer_text(const Value& value) { return value.is_text() ? value.text() : json(value); }

std::string leaf_difference(const Value& expected, const Value& answer)
{
    const bool exact = answer.is_text() && answer.text().starts_with("=");
    if (exact && agrees_with(ratio_said(std::string_view(answer.text()).substr(1)), expected)) return "";
    const std::optional<Decimal> left = number_written(expected), right = number_written(answer);
    if (!exact && left && right ? *left == *right : expected == answer) return "";
    return peer_text(answer) + ", expected " + peer_text(expected);
}

std::string difference_in_list(const Value& expected, const Value& answer)
{
    if (!answer.is_list() || answer.items().size() != expected.items().size())
        return json(answer) + ", expected " + json(expected);
    for (std::size_t place = 0; place < expected.items().size(); ++place)
        if (const std::string differs = peer_difference(expected.items()[place], answer.items()[place]);
            !differs.empty())
            return "[" + std::to_string(place) + "] " + differs;
    return "";
}

constexpr std::array<Answer, 13> peer_answers = {answer_cycles,  answer_parts,     answer_changes,   answer_calendar,
                                                 answer_rating,  answer_blocks,    answer_schedules, answer_deferrals,
                                                 answer_credits, answer_reminders, answer_cash,      answer_allocation,
                                                 answer_rounding};

// {"error": true} or {"valid": false}, and no figure beside it.
bool expects_refusal(const Value& expected)
{
    if (!expected.is_record() || expected.fields().size() != 1) return false;
    const auto& [name, wanted] = expected.fields()[0];
    if (!wanted.is_boolean()) return false;
    return wanted.boolean() ? name == "error" || name == "refused" : name == "valid" || name == "accepted";
}

PeerResult run_peer_case(const PeerCase& one, const PeerCase* before)
{
    PeerResult result{one.id, one.topic, PeerResult::passed, ""};
    const auto end = [&](PeerResult::Verdict verdict, std::string why) {
        result.verdict = verdict;
        result.why = std::move(why);
        return result;
    };
    if (one.portability == "policy") return end(PeerResult::not_applicable, "a documented choice, no figure");
    Result<Policies> policies = policies_of_wording(one.convention);
    if (!policies)
        return end(PeerResult::failed,
                   "its convention isn't in docs/policies.md: " + one.convention + " (" + policies.fault().what + ")");
    constexpr std::string_view of_the_next_year = "later anchor in start year gives # months";
    if (says_phrase(one.note, of_the_next_year)) policies->emplace("annual_anchor", "next_year");
    try {
        const Asked asked(one, before, *policies);
        for (const Answer answer : peer_answers)
            if (const std::optional<Value> figures = answer(asked)) {
                std::string differs = peer_difference(one.expected, *figures);
                return differs.empty() ? result : end(PeerResult::failed, std::move(differs));
            }
        return end(PeerResult::failed, "nothing answers an input of this form: " + json(one.input));
    } catch (const NotRunnable& reason) {
        return end(PeerResult::not_applicable, reason.what());
    } catch (const PeerRefused& refusal) {
        return expects_refusal(one.expected) ? result : end(PeerResult::failed, refusal.what());
    } catch (const std::exception& failure) {
        return end(PeerResult::failed, failure.what());
    }
}

std::string field_text(const Value& record, std::string_view name)
{
    const Value* found = record.find(name);
    return found != nullptr && found->is_text() ? found->text() : "";
}

}  // namespace

std::string peer_difference(const Value& expected, const Value& answer)
{
    if (expected.is_list()) return difference_in_list(expected, answer);
    if (!expected.is_record()) return leaf_difference(expected, answer);
    for (const auto& [name, wanted] : expected.fields()) {
        const Value* found = answer.find(name);
        if (found == nullptr && wanted.is_null()) continue;
        if (found == nullptr) return name + " isn't answered";
        // A sentence that says what a law has proved.
        const bool sentence = wanted.is_text() && wanted.text().find(' ') != std::string::npos;
        if (found->is_null() && sentence) continue;
        if (const std::string differs = peer_difference(wanted, *found); !differs.empty()) return name + ": " + differs;
    }
    return "";
}

std::vector<PeerResult> run_peer_cases(const Value& file)
{
    const Value* topics = file.find("topics");
    if (topics == nullptr || !topics->is_record()) throw PeerUnread("the file has no topics with cases");
    std::vector<PeerResult> results;
    for (const auto& [topic, list] : topics->fields()) {
        if (!list.is_list()) throw PeerUnread("the topic " + topic + " is no list of cases");
        std::vector<PeerCase> cases;
        for (const Value& each : list.items()) {
            const Value *input = each.find("input"), *expected = each.find("expected");
            if (input == nullptr || expected == nullptr) throw PeerUnread("a case has no input or no expected figures");
            cases.push_back({field_text(each, "id"), topic, field_text(each, "portability"),
                             field_text(each, "convention"), *input, *expected, field_text(each, "note")});
        }
        for (std::size_t place = 0; place < cases.size(); ++place)
            results.push_back(run_peer_case(cases[place], place == 0 ? nullptr : &cases[place - 1]));
    }
    return results;
}

}  // namespace earned::app
