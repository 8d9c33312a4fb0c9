// Decisions a second of processor time, one thread: with typed values, and with JSON in and JSON and trace out.
#include "bench/rules_table.h"
#include "bench/steps.h"
#include "rules/decision_table.h"
#include "rules/dmn.h"
#include "rules/dmn/model.h"

#include <simdjson.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <stdexcept>

namespace earned::bench {

namespace {

constexpr double least_time = 0.4;  // seconds of one measurement

// Of processor time, so that what else the machine does slows it less.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

DecisionTable loaded(const std::string& dmn)
{
    std::vector<Fault> faults;
    const std::vector<TableSource> sources = read_dmn("bench.dmn", dmn, faults);
    std::optional<DecisionTable> table;
    if (faults.empty() && sources.size() == 1) table = DecisionTable::compile(sources.front(), faults);
    if (!table)
        throw std::runtime_error("the bench's table doesn't compile: " +
                                 (faults.empty() ? std::string() : faults.front().text()));
    return std::move(*table);
}

struct Question {
    std::string country, family;
    Decimal amount;
    Date day;
};

std::vector<Question> typed(const RulesTable& table)
{
    std::vector<Question> all;
    for (const RulesQuestion& question : table.questions)
        all.push_back({question.country, question.family, Decimal::parse(question.amount).value(), question.day});
    return all;
}

const Rule& decided(const DecisionTable& table, std::span<const Known> values)
{
    const Result<const Rule*> rule = table.find(values);
    if (!rule || !*rule) throw std::runtime_error("a question of the bench has no answer");
    return **rule;
}

// How often a second `once(i)` runs; i counts through the questions, over and over.
template <class Once>
double rate_of(std::size_t questions, const Once& once)
{
    std::int64_t runs = 0;
    const double begun = seconds();
    double time = 0;
    do {
        for (std::size_t each = 0; each < questions; ++each) once(each);
        runs += static_cast<std::int64_t>(questions);
        time = seconds() - begun;
    } while (time < least_time);
    return static_cast<double>(runs) / time;
}

// One decision as a service makes it: {"country":..} in, {"outputs":..,"trace":..} out.
class JsonDesk {
public:
    explicit JsonDesk(const DecisionTable& table) : table_(table) {}

    const std::string& answer(const std::string& question)
    {
        simdjson::ondemand::document document =
            parser_.iterate(simdjson::padded_string_view(question.data(), question.size(), question.capacity()));
        const std::string_view country = document["country"], family = document["family"];
        std::string_view amount = document["amount"].raw_json_token();
        const std::string_view day = document["day"];
        while (!amount.empty() && (amount.back() == ' ' || amount.back() == '\n')) amount.remove_suffix(1);
        const std::array<Known, 4> values = {country, family, Decimal::parse(amount).value(), Date::parse(day).value()};
        write(decided(table_, values), values);
        return out_;
    }

private:
    void write(const Rule& rule, std::span<const Known> values)
    {
        out_ = "{\"outputs\":{";
        for (std::size_t each = 0; each < rule.outputs.size(); ++each)
            entry(each, table_.head().outputs[each].name, known(rule.outputs[each]));
        out_.append("},\"trace\":{\"decision\":\"")
            .append(table_.decision())
            .append("\",\"rules\":[\"")
            .append(rule.id)
            .append("\"],\"inputs\":{");
        for (std::size_t each = 0; each < values.size(); ++each)
            entry(each, table_.inputs()[each].expression, values[each]);
        out_ += "}}}";
    }
    void entry(std::size_t place, std::string_view name, const Known& value)
    {
        if (place != 0) out_ += ',';
        out_.append("\"").append(name).append("\":");
        if (const auto* date = std::get_if<Date>(&value))
            out_.append("\"").append(date->text()).append("\"");
        else
            out_ += text_of(value);
    }

    const DecisionTable& table_;
    simdjson::ondemand::parser parser_{};
    std::string out_{};
};

struct Figures {
    int rows;
    double compile_ms, decisions, json, model_compile_ms, model_decisions;
};

dmn::Model model_of(const std::string& text)
{
    Result<dmn::Source> source = dmn::read_source("bench.dmn", text);
    if (!source) throw std::runtime_error(source.fault().text());
    std::vector<Fault> faults;
    std::vector<dmn::Source> sources;
    sources.push_back(std::move(*source));
    dmn::Model model = dmn::Model::compile(std::move(sources), faults);
    if (!faults.empty()) throw std::runtime_error(faults.front().text());
    return model;
}

feel::Context context_of(const Question& asked)
{
    feel::Context all;
    all.put("country", feel::Value(asked.country));
    all.put("family", feel::Value(asked.family));
    all.put("amount", asked.amount);
    all.put("day", feel::Date{asked.day.year(), asked.day.month(), asked.day.day()});
    return all;
}

// The same table as a model of the whole language: any expression might stand in its cells.
void measure_model(const std::string& text, const std::vector<Question>& asked, Figures& figures)
{
    const double begun = seconds();
    const dmn::Model model = model_of(text);
    figures.model_compile_ms = (seconds() - begun) * 1000;
    std::vector<feel::Context> contexts;
    for (const Question& one : asked) contexts.push_back(context_of(one));
    figures.model_decisions = rate_of(contexts.size(), [&](std::size_t each) {
        const Result<dmn::Evaluated> answer = model.evaluate("terms", contexts[each]);
        if (!answer || answer->value.is_null())
            throw std::runtime_error("a question of the bench has no answer in the model");
    });
}

Figures measured_rules(int rows)
{
    const RulesTable source = make_rules_table(rows);
    const std::string dmn = source.dmn();
    const double begun = seconds();
    const DecisionTable table = loaded(dmn);
    const double compile_ms = (seconds() - begun) * 1000;
    const std::vector<Question> asked = typed(source);
    std::size_t checksum = 0;
    const double decisions = rate_of(asked.size(), [&](std::size_t each) {
        const Question& one = asked[each];
        const std::array<Known, 4> values = {std::string_view(one.country), std::string_view(one.family), one.amount,
                                             one.day};
        checksum += decided(table, values).outputs.size();
    });
    std::vector<std::string> texts;
    for (const RulesQuestion& question : source.questions) {
        texts.push_back(json_of(question));
        texts.back().reserve(texts.back().size() + simdjson::SIMDJSON_PADDING);
    }
    JsonDesk desk(table);
    const double json = rate_of(texts.size(), [&](std::size_t each) { checksum += desk.answer(texts[each]).size(); });
    if (checksum == 0) throw std::runtime_error("nothing was decided");
    Figures figures{static_cast<int>(source.rows.size()), compile_ms, decisions, json, 0, 0};
    measure_model(dmn, asked, figures);
    return figures;
}

}  // namespace

void rules_step(const std::string& folder, bool json)
{
    if (!json)
        std::printf("%6s %18s %16s %26s %20s %20s\n", "rows", "load + compile ms", "decisions/s",
                    "JSON in/out + trace /s", "model: compile ms", "model: decisions/s");
    for (const int rows : {12, 200, 2000}) {
        if (!folder.empty()) {
            const RulesTable table = make_rules_table(rows);
            std::ofstream(folder + "/rules-" + std::to_string(rows) + ".json") << table.json();
            std::ofstream(folder + "/rules-" + std::to_string(rows) + ".dmn") << table.dmn();
        }
        const Figures found = measured_rules(rows);
        if (json)
            std::printf(
                "{\"rows\": %d, \"compile_ms\": %.2f, \"decisions_per_s\": %.0f, \"json_per_s\": %.0f, "
                "\"model_compile_ms\": %.2f, \"model_decisions_per_s\": %.0f}\n",
                found.rows, found.compile_ms, found.decisions, found.json, found.model_compile_ms,
                found.model_decisions);
        else
            std::printf("%6d %18.2f %16.0f %26.0f %20.2f %20.0f\n", found.rows, found.compile_ms, found.decisions,
                        found.json, found.model_compile_ms, found.model_decisions);
    }
}

}  // namespace earned::bench
