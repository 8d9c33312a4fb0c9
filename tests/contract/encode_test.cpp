#include "contract/bytes.h"
#include "contract/decode.h"
#include "contract/shape_write.h"
#include "tests/contract/read_json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

namespace earned::encode_test {

namespace {

void each_example(const std::function<void(std::string_view, const Value&)>& visit)
{
    for (const std::string_view type : event_types()) {
        const Value examples =
            SmallJson::read(file_text(EARNED_SOURCE "/tests/contract/examples/" + std::string(type) + ".json"));
        for (const Value& data : examples.find("accepted")->items()) visit(type, data);
    }
}

std::string written(std::string_view text)
{
    TextOut out(1);
    out.text(text);
    return out.take();
}

std::string written(const Decimal& number)
{
    TextOut out(1);
    out.number(number);
    return out.take();
}

// Its fields that aren't of a default, in the words that the event itself would use.
std::string data_of(std::string_view type, std::string_view data)
{
    return canonical_data(decode(type, SmallJson::read(data)).value());
}

}  // namespace

TEST(Encode, IsReadAgainAsTheSameEvent)
{
    each_example([](std::string_view type, const Value& data) {
        const Event event = decode(type, data).value();
        const Value document = encode(event);
        const Result<Event> again = decode(type, document);
        ASSERT_TRUE(again) << json(document) << again.fault().text();
        EXPECT_EQ(canonical_data(*again), canonical_data(event)) << json(document);
        EXPECT_EQ(again->date, event.date);
    });
}

// Every field of an example stands in what is encoded, but for those that say their default.
TEST(Encode, LosesNothingThatWasSaid)
{
    std::size_t fields = 0;
    std::set<std::string> left_out;
    const std::function<void(const Value&, const Value&)> compare = [&](const Value& given, const Value& encoded) {
        if (given.is_record())
            for (const auto& [name, value] : given.fields()) {
                const Value* kept = encoded.find(name);
                if (kept == nullptr)
                    left_out.insert(name);
                else
                    compare(value, *kept);
                ++fields;
            }
        if (given.is_list() && encoded.items().size() == given.items().size())
            for (std::size_t at = 0; at < given.items().size(); ++at) compare(given.items()[at], encoded.items()[at]);
    };
    each_example([&](std::string_view type, const Value& data) { compare(data, encode(decode(type, data).value())); });
    EXPECT_GT(fields, 400u);
    EXPECT_EQ(left_out, (std::set<std::string>{"tax"}));  // false, and 0.00
}

TEST(Encode, TheCanonicalTextIsThatOfTheDocument)
{
    each_example([](std::string_view type, const Value& data) {
        Event event = decode(type, data).value();
        event.source = "a \"source\" \\ 发货";
        event.id = "1";
        EXPECT_EQ(canonical_data(event), canonical(encode(event)));
        EXPECT_EQ(canonical_envelope(event), canonical(envelope(event)));
        event.time = "2026-01-31T09:30:00Z";
        event.by = "ann";
        event.approved_by = "bob";
        event.subject = "C1";
        EXPECT_EQ(canonical_envelope(event), canonical(envelope(event)));
        const Event again = decode(envelope(event)).value();
        EXPECT_EQ(canonical_envelope(again), canonical_envelope(event));
    });
}

TEST(Encode, OneContentHasOneText)
{
    EXPECT_EQ(
        data_of(
            "invoice.issued",
            R"({"lines":[{"tax":0.00,"amount":"5.00","line":"a"}],"date":"2026-01-01","contract":"C","invoice":"I"})"),
        R"({"contract":"C","date":"2026-01-01","invoice":"I","lines":[{"amount":5,"line":"a"}]})");
    EXPECT_EQ(
        data_of(
            "contract.signed",
            R"({"contract":"C","customer":"A","date":"2026-01-01","collectable":true,"terms":"2.0% 010 net 30","lines":[]})"),
        R"({"contract":"C","customer":"A","date":"2026-01-01","terms":"2% 10 net 30"})");
    EXPECT_EQ(data_of("period.closed", R"({"entity":"E","period":"2026-01"})"),
              data_of("period.closed", R"({"period":"2026-01","date":"2026-01-31","entity":"E"})"));
}

RC_GTEST_PROP(TextOut, WritesATextAsCanonicalDoes, ())
{
    const auto text = *rc::gen::container<std::string>(
        rc::gen::weightedOneOf<char>({{3, rc::gen::arbitrary<char>()},
                                      {3, rc::gen::inRange('a', 'z')},
                                      {1, rc::gen::element('"', '\\', '\n', '\x01', '\v')}}));
    RC_ASSERT(written(text) == canonical(Value::text(text)));
    std::size_t first = 0;
    while (first < text.size() && !must_be_escaped(text[first])) ++first;
    RC_ASSERT(first_to_escape(text) == first);
    RC_ASSERT(is_printable_ascii(text) ==
              std::all_of(text.begin(), text.end(), [](char byte) { return byte >= 0x20 && byte < 0x7f; }));
}

RC_GTEST_PROP(TextOut, WritesANumberAsCanonicalDoes, (std::int64_t coefficient))
{
    const int exponent = *rc::gen::inRange(-25, 20);
    const Decimal number = Decimal::of(coefficient, exponent);
    RC_ASSERT(written(number) == canonical(Value::number(number.text())));
}

TEST(TextOut, WritesNumbersAtTheEdges)
{
    for (const char* text : {"0", "0.00", "-0.5", "0.000000000000000001", "9223372036854775807", "-9223372036854775808",
                             "9223372036854775808", "100", "1.20", "1e30", "0.1234567890123456789012345678901234"})
        EXPECT_EQ(written(*Decimal::parse(text)), canonical(Value::number(text)));
}

}  // namespace earned::encode_test
