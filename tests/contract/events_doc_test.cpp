// docs/events.md: the tables of its fields are those of the shapes.
#include "contract/decode.h"
#include "contract/shape.h"
#include "tests/contract/read_json.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

namespace earned::events_doc_test {

namespace {

constexpr std::string_view begins = "<!-- fields: written by tests/contract/events_doc_test -->\n";
constexpr std::string_view ends = "<!-- end of fields -->\n";

std::string words(std::span<const std::string_view> allowed)
{
    std::string said;
    for (const std::string_view word : allowed) said.append(said.empty() ? "`" : " \\| `").append(word).append("`");
    return said;
}

std::string link(std::string_view record) { return "[" + std::string(record) + "](#" + std::string(record) + ")"; }

std::string kind_words(const Kind& kind)
{
    if (kind.form == Form::choice) return words(kind.allowed);
    if (kind.form == Form::record) return link(kind.record->name);
    if (kind.form == Form::whole)
        return "a whole number, " + std::to_string(kind.least) + " to " + std::to_string(kind.most);
    if (kind.form == Form::list && kind.item->form == Form::record)
        return "a list of " + link(kind.item->record->name) + (kind.fewest > 0 ? ", at least one" : "");
    if (kind.form == Form::list) return "a list of names" + std::string(kind.fewest > 0 ? ", at least one" : "");
    return std::string(kind.words);
}

std::string rule_words(const ShapeRule& rule)
{
    std::string names;
    for (const std::string_view name : rule.names)
        if (!name.empty()) names.append(names.empty() ? "`" : ", `").append(name).append("`");
    switch (rule.together) {
        case Together::exactly_one:
            return "Exactly one of " + names + ".";
        case Together::at_most_one:
            return "At most one of " + names + ".";
        case Together::at_least_one:
            return "At least one of " + names + ".";
        case Together::first_excludes_rest:
            return "The first excludes the rest: " + names + ".";
        case Together::months_from_a_first:
            return "A fiscal year of months starts on the first of one (`MM-01`).";
    }
    return {};
}

std::string table(const Shape& shape)
{
    std::string text = "| field | | |\n| --- | --- | --- |\n";
    for (const Field& field : shape.fields) {
        text.append("| `").append(field.name).append(field.need == Need::must ? "` (required) | " : "` | ");
        text.append(kind_words(field.kind)).append(" | ").append(field.says).append(" |\n");
    }
    for (std::size_t at = 0; at < shape.rule_count; ++at)
        text.append(at == 0 ? "\n" : " ").append(rule_words(shape.rules[at]));
    return text + (shape.rule_count > 0 ? "\n\n" : "\n");
}

// The records that a shape has, each once, in the order in which they are met.
void note_records(const Shape& shape, std::vector<const Shape*>& records, std::set<std::string_view>& seen)
{
    for (const Field& field : shape.fields) {
        const Kind& kind = field.kind.form == Form::list ? *field.kind.item : field.kind;
        if (kind.form != Form::record || !seen.insert(kind.record->name).second) continue;
        records.push_back(kind.record);
        note_records(*kind.record, records, seen);
    }
}

std::string all_tables()
{
    std::string text = "## Events\n\n";
    std::vector<const Shape*> records;
    std::set<std::string_view> seen;
    for (const EventShape* shape : event_shapes()) {
        text.append("### ")
            .append(shape->type)
            .append("\n")
            .append(shape->says)
            .append("\n\n")
            .append(table(shape->data));
        note_records(shape->data, records, seen);
    }
    text += "## Records\n\n";
    for (const Shape* record : records) text.append("### ").append(record->name).append("\n").append(table(*record));
    return text;
}

}  // namespace

// EARNED_WRITE_SCHEMAS=1 writes the tables anew.
TEST(EventsDocument, HasTheFieldsOfTheShapes)
{
    const std::string path = EARNED_SOURCE "/docs/events.md", text = file_text(path);
    const std::size_t first = text.find(begins), last = text.find(ends);
    ASSERT_NE(first, std::string::npos);
    ASSERT_NE(last, std::string::npos);
    const std::string wanted = text.substr(0, first + begins.size()) + all_tables() + text.substr(last);
    if (std::getenv("EARNED_WRITE_SCHEMAS") != nullptr) std::ofstream(path, std::ios::binary) << wanted;
    EXPECT_TRUE(file_text(path) == wanted) << "docs/events.md is stale: run with EARNED_WRITE_SCHEMAS=1";
}

// Every document that it shows is decoded, and gets the answer that stands beside it.
TEST(EventsDocument, ShowsEventsThatAreSound)
{
    const std::string text = file_text(EARNED_SOURCE "/docs/events.md");
    std::size_t shown = 0;
    for (std::size_t at = text.find("\n{\"specversion\""); at != std::string::npos;
         at = text.find("\n{\"specversion\"", at + 1)) {
        const std::string line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
        const Result<Event> event = decode(SmallJson::read(line));
        EXPECT_TRUE(event) << line << "\n" << event.fault().text();
        ++shown;
    }
    EXPECT_GE(shown, 4u);
}

// Every code that the decoder gives is explained.
TEST(EventsDocument, ExplainsEveryCode)
{
    const std::string text = file_text(EARNED_SOURCE "/docs/events.md");
    std::set<std::string> codes = {"type-unknown",        "envelope-missing",      "envelope-value", "envelope-unknown",
                                   "envelope-wrong-type", "envelope-not-a-record", "field-twice"};
    for (const std::string_view type : event_types()) {
        const Value examples =
            SmallJson::read(file_text(EARNED_SOURCE "/tests/contract/examples/" + std::string(type) + ".json"));
        for (const Value& refused : examples.find("refused")->items()) codes.insert(refused.find("code")->text());
    }
    for (const std::string& code : codes) EXPECT_NE(text.find("| `" + code + "` |"), std::string::npos) << code;
}

}  // namespace earned::events_doc_test
