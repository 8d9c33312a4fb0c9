#include "bench/rules_table.h"

#include <array>
#include <cstdint>
#include <utility>

namespace earned::bench {

namespace {

constexpr int members = 4;  // of a group of countries, or of families
constexpr std::size_t questions = 4096;

struct TableShape {
    int countries, families, amounts, days;
};

TableShape shape_of(int rows)
{
    if (rows <= 12) return {3, 2, 2, 1};
    if (rows <= 200) return {5, 5, 4, 2};
    return {10, 10, 10, 2};
}

std::string member(const char* kind, int group, int which) { return kind + std::to_string(group * members + which); }

std::vector<std::string> group_of(const char* kind, int group)
{
    std::vector<std::string> all;
    for (int which = 0; which < members; ++which) all.push_back(member(kind, group, which));
    return all;
}

std::string quoted(const std::vector<std::string>& texts)
{
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "\"" : ",\"") + text + "\"";
    return out;
}

// Not chance: the same questions on every machine.
struct Sequence {
    std::uint64_t state = 20261125;
    int below(int limit)
    {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<int>((state >> 33) % static_cast<std::uint64_t>(limit));
    }
};

const Date start = Date::of(2024, 1, 1);
constexpr int days_each = 500, amount_each = 250;

}  // namespace

RulesTable make_rules_table(int rows)
{
    const TableShape shape = shape_of(rows);
    RulesTable table;
    for (int country = 0; country < shape.countries; ++country)
        for (int family = 0; family < shape.families; ++family)
            for (int amount = 0; amount < shape.amounts; ++amount)
                for (int day = 0; day < shape.days; ++day) {
                    const auto number = static_cast<int>(table.rows.size());
                    table.rows.push_back(
                        {group_of("C", country), group_of("F", family), amount * amount_each,
                         (amount + 1) * amount_each, start + day * days_each, start + ((day + 1) * days_each - 1),
                         "0." + std::to_string(100 + number % 900), "plan-" + std::to_string(number % 17)});
                }
    Sequence next;
    for (std::size_t each = 0; each < questions; ++each)
        table.questions.push_back(
            {member("C", next.below(shape.countries), next.below(members)),
             member("F", next.below(shape.families), next.below(members)),
             std::to_string(next.below(shape.amounts * amount_each)) + "." + std::to_string(10 + next.below(90)),
             start + next.below(shape.days * days_each)});
    return table;
}

std::string RulesTable::dmn() const
{
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="bench" name="Bench" namespace="urn:earned:bench">
)";
    constexpr std::pair<const char*, const char*> inputs[] = {
        {"country", "string"}, {"family", "string"}, {"amount", "number"}, {"day", "date"}};
    for (const auto& [name, type] : inputs)
        out += std::string("<inputData id=\"data_") + name + "\" name=\"" + name + "\"><variable name=\"" + name +
               "\" typeRef=\"" + type + "\"/></inputData>\n";
    out += "<decision id=\"terms\" name=\"terms\"><variable name=\"terms\"/>";
    for (const auto& [name, type] : inputs)
        out += std::string("<informationRequirement><requiredInput href=\"#data_") + name +
               "\"/></informationRequirement>\n";
    out += "<decisionTable id=\"table\" hitPolicy=\"UNIQUE\">\n";
    for (const auto& [name, type] : inputs)
        out += std::string("<input id=\"in_") + name + "\"><inputExpression typeRef=\"" + type + "\"><text>" + name +
               "</text></inputExpression></input>\n";
    out +=
        "<output id=\"out_rate\" name=\"rate\" typeRef=\"number\"/><output id=\"out_plan\" name=\"plan\" "
        "typeRef=\"string\"/>\n";
    const auto cell = [](const char* kind, const std::string& text) {
        return std::string("<") + kind + "Entry><text>" + text + "</text></" + kind + "Entry>";
    };
    for (std::size_t each = 0; each < rows.size(); ++each) {
        const RulesRow& row = rows[each];
        out += "<rule id=\"r" + std::to_string(each + 1) + "\">" + cell("input", quoted(row.countries)) +
               cell("input", quoted(row.families)) +
               cell("input", "[" + std::to_string(row.from) + ".." + std::to_string(row.to) + ")") +
               cell("input", "[date(\"" + row.first.text() + "\")..date(\"" + row.last.text() + "\")]") +
               cell("output", row.rate) + cell("output", "\"" + row.plan + "\"") + "</rule>\n";
    }
    return out + "</decisionTable></decision></definitions>\n";
}

std::string json_of(const RulesQuestion& question)
{
    return "{\"country\":\"" + question.country + "\",\"family\":\"" + question.family +
           "\",\"amount\":" + question.amount + ",\"day\":\"" + question.day.text() + "\"}";
}

std::string RulesTable::json() const
{
    std::string out = "{\"rows\":[";
    for (std::size_t each = 0; each < rows.size(); ++each) {
        const RulesRow& row = rows[each];
        out += std::string(each ? ",\n" : "\n") + "{\"id\":\"r" + std::to_string(each + 1) + "\",\"countries\":[" +
               quoted(row.countries) + "],\"families\":[" + quoted(row.families) +
               "],\"from\":" + std::to_string(row.from) + ",\"to\":" + std::to_string(row.to) + ",\"first\":\"" +
               row.first.text() + "\",\"last\":\"" + row.last.text() + "\",\"rate\":" + row.rate + ",\"plan\":\"" +
               row.plan + "\"}";
    }
    out += "],\n\"questions\":[";
    for (std::size_t each = 0; each < questions.size(); ++each) out += (each ? ",\n" : "\n") + json_of(questions[each]);
    return out + "]}\n";
}

}  // namespace earned::bench
