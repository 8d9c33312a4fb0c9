// The decoder and the published schemas accept and refuse the same documents.
#include "contract/decode.h"
#include "contract/envelope.h"
#include "contract/shape_text.h"
#include "tests/contract/read_json.h"
#include "tests/contract/schema_check.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>

namespace earned::schema_test {

namespace {

Value example_of(std::string_view type)
{
    return SmallJson::read(file_text(EARNED_SOURCE "/tests/contract/examples/" + std::string(type) + ".json"));
}

Value enveloped(std::string_view type, const Value& data)
{
    return Value::record({{"specversion", Value::text("1.0")},
                          {"source", Value::text("tests")},
                          {"id", Value::text("1")},
                          {"type", Value::text(std::string(type))},
                          {"data", data}});
}

// What may stand where it doesn't belong, or nearly does.
const std::vector<Value>& intruders()
{
    static const std::vector<Value> all = SmallJson::read(R"([
        null, true, false, [], {}, [1], ["x"], [{}], ["2026-01-01", "2026-12-31"], ["2026-12-31"], {"low": 1, "high": 2}, {"low": 1},
        {"x": 1}, {"x": null}, {"expected_cost": 1}, 0, -0, 1, -1, 0.5, 1.000, 100, 101, 12.345, 0.00001, 0.0000000000001, 1e3, 5e-1,
        999999999999999, 1000000000000000, -1e15, 1e400, 1e-400, 0e999999999, 1.00000000000000000000000000000000000000000000000,
        0.10000000000000000000000000000000000000000000000001, "", " ", "x", "a\nb", "a\u0000b", "a\u007fb", "0", "-0", "+1", "1", "-1", "1.5", "01",
        "1.", ".5", "1e3", "100", "100.0", "100.5", "0.0000", "0.00001", "12.345", "1.0000000", "1.00000000000000000000", "1.0000000000000000000000",
        "999999999999999", "1000000000000000", "0.1234567890123", "10%", "100%", "100.5%", "5.25%", "05%", "%", "open", "none", "true",
        "2026-01-31", "2024-02-29", "2026-02-29", "1900-02-29", "2000-02-29", "1899-12-31", "2026-1-31", "2026-13-01", "2026-12", "2026-13",
        "12-31", "02-29", "09-30", "01-01", "1 month", "3 months", "0 months", "9999 days", "10000 days", "1 quarters", "1000 quarters",
        "1  month", "1 year ", "net 30", "net 1000", "net 007", "2% 10 net 30", "1.25% 5 net 60", "100% 1 net 2", "eom+15", "eom +15", "USD", "JPY",
        "usd", "XXX", "US", "us", "monthly", "4-4-5", "IFRS", "over_time", "Over_time", "recurring", "spot", "annual", "all", "credit",
        "2026-01-31T09:30:00Z", "2026-01-31 09:30:00Z", "2026-01-31T24:00:00Z", "2026-01-31T09:30:00.123+08:00", "application/json"
    ])")
                                              .items();
    static const std::vector<Value> with_long = [] {
        std::vector<Value> more = all;
        std::string wide;
        for (int character = 0; character < 200; ++character) wide += "é";
        more.push_back(Value::text(std::string(200, 'x')));
        more.push_back(Value::text(std::string(201, 'x')));
        more.push_back(Value::text(wide));
        more.push_back(Value::text(wide + "é"));
        return more;
    }();
    return with_long;
}

std::size_t count_values(const Value& value)
{
    std::size_t count = 1;
    if (value.is_record())
        for (const auto& [name, field] : value.fields()) count += count_values(field);
    if (value.is_list())
        for (const Value& item : value.items()) count += count_values(item);
    return count;
}

// Visits a document again and again, each time with one thing in it changed. Of a large document
// each place gets every fifth of the intruders, and the next place the next fifth.
class Changes {
public:
    Changes(Value& whole, std::function<void(const Value&)> visit)
        : whole_(whole), visit_(std::move(visit)), stride_(count_values(whole) > 40 ? 5 : 1)
    {
    }
    void each() { change(whole_); }

private:
    void change(Value& at)
    {
        const Value before = at;
        for (std::size_t intruder = places_++ % stride_; intruder < intruders().size(); intruder += stride_) {
            at = intruders()[intruder];
            visit_(whole_);
        }
        at = before;
        if (at.is_record()) change_names(at, before);
        if (at.is_record())
            for (auto& field : at.fields()) change(field.second);
        if (at.is_list())
            for (Value& item : at.items()) change(item);
    }
    void change_names(Value& at, const Value& before)
    {
        for (std::size_t place = 0; place < before.fields().size(); ++place) {
            at.fields().erase(at.fields().begin() + static_cast<std::ptrdiff_t>(place));
            visit_(whole_);
            at = before;
            at.fields()[place].first += "s";
            visit_(whole_);
            at = before;
        }
        for (const char* name : {"zz", "line", "amount", "price", "memo", "Data", "data_base64", "traceparent", ""}) {
            if (before.find(name) != nullptr) continue;
            at.fields().emplace_back(name, Value::number(1));
            visit_(whole_);
            at = before;
        }
    }

    Value& whole_;
    std::function<void(const Value&)> visit_;
    std::size_t stride_, places_ = 0;
};

void note_fields(const Value& data, const Shape& shape, std::set<std::string>& seen)
{
    for (const auto& [name, value] : data.fields()) {
        seen.insert(std::string(shape.name) + "." + name);
        const Kind& kind = shape.fields[shape.place(name)].kind;
        if (kind.form == Form::record) note_fields(value, *kind.record, seen);
        if (kind.form == Form::list && kind.item->form == Form::record)
            for (const Value& item : value.items()) note_fields(item, *kind.item->record, seen);
    }
}

void expect_fields(const Shape& shape, const std::set<std::string>& seen)
{
    for (const Field& field : shape.fields) {
        EXPECT_TRUE(seen.count(std::string(shape.name) + "." + std::string(field.name)) > 0)
            << "no accepted example says " << shape.name << "." << field.name;
        if (field.kind.form == Form::record) expect_fields(*field.kind.record, seen);
        if (field.kind.form == Form::list && field.kind.item->form == Form::record)
            expect_fields(*field.kind.item->record, seen);
    }
}

}  // namespace

TEST(Schema, AcceptsAndRefusesTheExamplesAsTheDecoderDoes)
{
    for (const std::string_view type : event_types()) {
        SchemaCheck schema(schema_of(type));
        const Value examples = example_of(type);
        EXPECT_FALSE(examples.find("accepted")->items().empty()) << type;
        EXPECT_FALSE(examples.find("refused")->items().empty()) << type;
        for (const Value& data : examples.find("accepted")->items()) {
            const Result<Event> event = decode(enveloped(type, data));
            EXPECT_TRUE(event) << type << " " << json(data) << "\n" << event.fault().text();
            EXPECT_TRUE(schema.accepts(enveloped(type, data))) << type << " " << json(data);
        }
        for (const Value& refused : examples.find("refused")->items()) {
            const Value document = enveloped(type, *refused.find("data"));
            const Result<Event> event = decode(document);
            EXPECT_FALSE(schema.accepts(document)) << type << " " << json(document);
            ASSERT_FALSE(event) << type << " " << json(document);
            EXPECT_EQ(event.fault().code, refused.find("code")->text()) << json(document) << "\n"
                                                                        << event.fault().text();
            EXPECT_EQ(event.fault().where, refused.find("where")->text()) << json(document) << "\n"
                                                                          << event.fault().text();
            EXPECT_FALSE(event.fault().what.empty() || event.fault().hint.empty()) << json(document);
        }
    }
}

TEST(Schema, EveryFieldStandsInAnAcceptedExample)
{
    std::set<std::string> seen;
    for (const std::string_view type : event_types()) {
        const Value examples = example_of(type);
        for (const Value& data : examples.find("accepted")->items()) note_fields(data, event_shape(type)->data, seen);
    }
    for (const EventShape* shape : event_shapes()) expect_fields(shape->data, seen);
}

// Each example with one thing changed, at every place: what one of them refuses, so does the other.
TEST(Schema, AgreesWithTheDecoderOnEveryChangeOfAnExample)
{
    std::size_t accepted = 0, refused = 0;
    for (const std::string_view type : event_types()) {
        SchemaCheck schema(schema_of(type));
        const Value examples = example_of(type);
        for (const Value& data : examples.find("accepted")->items()) {
            Value document = enveloped(type, data);
            Changes(document, [&](const Value& changed) {
                const Value* named = changed.find("type");
                if (named == nullptr || !named->is_text() || named->text() != type) return;  // another schema's
                const Result<Event> event = decode(changed);
                ++(event ? accepted : refused);
                ASSERT_EQ(static_cast<bool>(event), schema.accepts(changed))
                    << json(changed) << "\n"
                    << (event ? "decoded" : event.fault().text());
            }).each();
        }
    }
    EXPECT_GT(accepted, 3000u);
    EXPECT_GT(refused, 30000u);
}

TEST(Schema, AgreesWithTheDecoderOnEnvelopes)
{
    SchemaCheck schema(schema_of("order.fulfilled"));
    Value full = enveloped("order.fulfilled", SmallJson::read(R"({"contract":"C","line":"a","date":"2026-01-01"})"));
    for (const std::string_view name : attribute_names)
        if (full.find(name) == nullptr) full.fields().emplace_back(std::string(name), Value::null());
    full.fields().emplace_back("traceparent", Value::text("00-4bf9"));
    ASSERT_TRUE(decode(full)) << decode(full).fault().text();
    Changes(full, [&](const Value& changed) {
        const Value* named = changed.find("type");
        if (named == nullptr || !named->is_text() || named->text() != "order.fulfilled") return;
        ASSERT_EQ(static_cast<bool>(decode(changed)), schema.accepts(changed)) << json(changed);
    }).each();
}

TEST(Schema, APatternIsWhatTheMatcherTakes)
{
    std::set<std::string> tried;
    const std::function<void(const Shape&)> visit = [&](const Shape& shape) {
        for (const Field& field : shape.fields) {
            const Kind& kind = field.kind;
            if (kind.form == Form::record) visit(*kind.record);
            const std::string wanted = pattern(kind);
            if (wanted.empty() || !tried.insert(wanted).second) continue;
            const std::regex expression(wanted);
            for (const Value& intruder : intruders()) {
                if (!intruder.is_text()) continue;
                const bool too_long =
                    kind.form == Form::name && intruder.text().size() > 200 && !matches(kind, intruder.text());
                EXPECT_TRUE(too_long ||
                            std::regex_search(intruder.text(), expression) == matches(kind, intruder.text()))
                    << wanted << " " << intruder.text();
            }
        }
    };
    for (const EventShape* shape : event_shapes()) visit(shape->data);
    EXPECT_GE(tried.size(), 8u);
}

// Every day that there is, and those that there aren't.
TEST(Schema, ADateIsADayOfTheCalendar)
{
    const std::regex expression(pattern(Kind{.form = Form::date}));
    for (const int year : {1899, 1900, 1904, 1999, 2000, 2024, 2025, 2100, 2400, 9999})
        for (int month = 0; month <= 13; ++month)
            for (int day = 0; day <= 32; ++day) {
                const auto two = [](int number) {
                    return std::string(number < 10 ? "0" : "") + std::to_string(number);
                };
                const std::string text = std::to_string(year) + "-" + two(month) + "-" + two(day);
                EXPECT_EQ(std::regex_search(text, expression), Date::parse(text).has_value()) << text;
            }
}

// docs/schema holds what schema_of says. EARNED_WRITE_SCHEMAS=1 writes the files anew.
TEST(Schema, IsPublishedAsItIs)
{
    const std::string folder = EARNED_SOURCE "/docs/schema/";
    if (std::getenv("EARNED_WRITE_SCHEMAS") != nullptr) {
        std::filesystem::create_directories(folder);
        for (const std::string_view type : event_types())
            std::ofstream(folder + std::string(type) + ".json", std::ios::binary) << schema_text(type);
    }
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        files.insert(entry.path().filename().string());
    for (const std::string_view type : event_types()) {
        const std::string name = std::string(type) + ".json";
        EXPECT_TRUE(file_text(folder + name) == schema_text(type))
            << name << " is stale: run with EARNED_WRITE_SCHEMAS=1";
        EXPECT_EQ(SmallJson::read(schema_text(type)), schema_of(type));
        files.erase(name);
    }
    EXPECT_TRUE(files.empty()) << *files.begin() << " is of no event type";
}

}  // namespace earned::schema_test
