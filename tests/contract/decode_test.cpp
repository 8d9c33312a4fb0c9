#include "contract/decode.h"
#include "contract/shape.h"
#include "tests/contract/read_json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace earned::decode_test {

namespace {

Value document(std::string_view text) { return SmallJson::read(text); }

template <class F>
F fact_of(std::string_view type, std::string_view data)
{
    const Result<Event> event = decode(type, document(data));
    return std::get<F>(event.value().fact);
}

Fault refusal(std::string_view type, std::string_view data)
{
    const Result<Event> event = decode(type, document(data));
    return event ? Fault{} : event.fault();
}

Fault refusal(std::string_view envelope)
{
    const Result<Event> event = decode(document(envelope));
    return event ? Fault{} : event.fault();
}

std::string said(const Fault& fault) { return fault.code + " " + fault.where; }

Line line_of(const std::string& fields)
{
    return fact_of<ContractSigned>(
               "contract.signed",
               R"({"contract":"C","customer":"A","date":"2026-01-01","lines":[{"line":"a",)" + fields + "}]}")
        .lines.at(0);
}

constexpr std::string_view sound =
    R"({"specversion":"1.0","id":"1","source":"crm","type":"order.fulfilled","subject":"C","time":"2026-01-31T09:30:00Z","by":"ann",
        "approved_by":"bob","datacontenttype":"application/json","traceparent":"00-4b","data":{"contract":"C","line":"a","date":"2026-01-31"}})";

}  // namespace

TEST(Decode, TakesTheEnvelopeApart)
{
    const Event event = decode(document(sound)).value();
    EXPECT_EQ(event.source, "crm");
    EXPECT_EQ(event.id, "1");
    EXPECT_EQ(event.time, "2026-01-31T09:30:00Z");
    EXPECT_EQ(event.by, "ann");
    EXPECT_EQ(event.approved_by, "bob");
    EXPECT_EQ(event.subject, "C");
    EXPECT_EQ(event.date, Date::of(2026, 1, 31));
    EXPECT_EQ(std::get<OrderFulfilled>(event.fact).line, LineId("a"));
    EXPECT_FALSE(std::get<OrderFulfilled>(event.fact).quantity);
}

TEST(Decode, RefusesAnEnvelopeThatIsNone)
{
    EXPECT_EQ(said(refusal("[]")), "envelope-not-a-record ");
    EXPECT_EQ(said(refusal("{}")), "envelope-missing /specversion");
    EXPECT_EQ(said(refusal(R"({"specversion":"0.3","id":"1","source":"s","type":"order.fulfilled","data":{}})")),
              "envelope-value /specversion");
    EXPECT_EQ(said(refusal(R"({"specversion":"1.0","id":"1","source":"s","type":"order.fulfilled"})")),
              "envelope-missing /data");
    EXPECT_EQ(said(refusal(R"({"specversion":"1.0","id":"1","source":null,"type":"order.fulfilled","data":{}})")),
              "envelope-missing /source");
    EXPECT_EQ(said(refusal(R"({"specversion":"1.0","id":1,"source":"s","type":"order.fulfilled","data":{}})")),
              "envelope-wrong-type /id");
    EXPECT_EQ(said(refusal(R"({"specversion":"1.0","id":"","source":"s","type":"order.fulfilled","data":{}})")),
              "envelope-value /id");
    EXPECT_EQ(
        said(refusal(R"({"specversion":"1.0","id":"1","source":"s","type":"order.fulfilled","data_base64":"e30="})")),
        "envelope-unknown /data_base64");
    EXPECT_EQ(
        said(refusal(
            R"({"specversion":"1.0","id":"1","source":"s","type":"order.fulfilled","time":"yesterday","data":{}})")),
        "envelope-value /time");
    EXPECT_EQ(
        said(refusal(R"({"specversion":"1.0","id":"1","source":"s","type":"order.fulfilled","ext":{},"data":{}})")),
        "envelope-wrong-type /ext");
    EXPECT_EQ(said(refusal(R"({"specversion":"1.0","id":"1","source":"s","type":"order.fulfilled","data":[]})")),
              "wrong-type /data");
}

TEST(Decode, NamesTheNearestOfWhatItKnows)
{
    const Fault type = refusal(R"({"specversion":"1.0","id":"1","source":"s","type":"order.fullfilled","data":{}})");
    EXPECT_EQ(said(type), "type-unknown /type");
    EXPECT_EQ(type.hint, "did you mean `order.fulfilled`?");
    const Fault field = refusal("order.fulfilled", R"({"contract":"C","line":"a","date":"2026-01-01","qantity":1})");
    EXPECT_EQ(said(field), "field-unknown /qantity");
    EXPECT_EQ(field.hint, "did you mean `quantity`?");
    EXPECT_EQ(refusal("order.fulfilled", R"({"contract":"C","line":"a","date":"2026-01-01","warehouse":1})")
                  .hint.find("did you mean"),
              std::string::npos);
    const auto hint_of = [](const char* type, const char* data) {
        const Fault fault = refusal(type, data);
        EXPECT_EQ(fault.code, "field-unknown");
        return fault.hint;
    };
    EXPECT_EQ(hint_of("contract.signed",
                      R"({"contract":"C","customer":"A","date":"2026-01-01","quantity":3,"lines":[{"line":"a"}]})"),
              "it belongs at `lines/…/quantity`: put it there");
    EXPECT_EQ(hint_of("contract.signed",
                      R"({"contract":"C","customer":"A","date":"2026-01-01","lines":[{"line":"a","tiers":[]}]})"),
              "it belongs at `lines/…/billing/pricing/tiers`: put it there");
    EXPECT_EQ(hint_of("contract.modified", R"({"contract":"C","date":"2026-01-01","quantity":3})"),
              "it belongs at one of `add/…/quantity`, `change/…/quantity`: put it there");
    const Fault word = refusal("cost.incurred", R"({"contract":"C","date":"2026-01-01","amount":1,"kind":"set up"})");
    EXPECT_EQ(said(word), "not-allowed /kind");
    EXPECT_EQ(word.hint.rfind("did you mean `setup`?", 0), 0u) << word.hint;
    EXPECT_EQ(said(refusal("nonsense", "{}")), "type-unknown ");
}

TEST(Decode, AddressesAFieldByJsonPointer)
{
    EXPECT_EQ(
        said(refusal(
            "contract.signed",
            R"({"contract":"C","customer":"A","date":"2026-01-01","lines":[{"line":"a"},{"line":"b","tax":{"rate":"x"}}]})")),
        "not-a-decimal /lines/1/tax/rate");
    EXPECT_EQ(said(refusal("product.defined", R"({"sku":"P","date":"2026-01-01","attributes":{"a/b":[]}})")),
              "wrong-type /attributes/a~1b");
}

TEST(Decode, ReadsDigitsExactly)
{
    EXPECT_EQ(line_of(R"("unit_price":0.000000000001)").unit_price, Decimal::parse("0.000000000001"));
    EXPECT_EQ(line_of(R"("price":"1200.00")").price, Decimal::parse("1200"));
    EXPECT_EQ(line_of(R"("price":12e2)").price, Decimal::parse("1200"));
    EXPECT_EQ(line_of(R"("unit_price":999999999999999.999999999999)").unit_price,
              Decimal::parse("999999999999999.999999999999"));
}

TEST(Decode, ReadsTheSpellingsOfALine)
{
    EXPECT_EQ(line_of(R"("discount":"10%")").discount->percent, Decimal::of(10));
    EXPECT_EQ(line_of(R"("discount":12.5)").discount->amount, Decimal::parse("12.5"));
    EXPECT_EQ(line_of(R"("quantity":"open")").open, true);
    EXPECT_EQ(line_of(R"("quantity":"5")").quantity, Decimal::of(5));
    EXPECT_EQ(line_of(R"("per":"1 month")").per, (Interval{1, Interval::month}));
    EXPECT_EQ(line_of(R"("per":"2 quarters")").per, (Interval{6, Interval::month}));
    EXPECT_EQ(line_of(R"("ssp":100)").ssp->high, Decimal::of(100));
    EXPECT_EQ(line_of(R"("ssp":{"low":15,"high":45})").ssp->low, Decimal::of(15));
    EXPECT_EQ(line_of(R"("warranty":{"expected_cost":1000})").warranty_expected_cost, Decimal::of(1000));
    EXPECT_EQ(line_of(R"("treatment":{"measure":"cost_to_cost"})").treatment.measure, Measure::cost_to_cost);
    EXPECT_EQ(line_of(R"("billing":{"retention":"5%"})").billing->retention, Decimal::of(5));
    EXPECT_EQ(line_of(R"("policies":{"rounding_place":0,"a":true,"b":"x","c":1.50})").policies,
              (Policies{{"a", "true"}, {"b", "x"}, {"c", "1.5"}, {"rounding_place", "0"}}));
    EXPECT_EQ(
        fact_of<ContractSigned>("contract.signed", R"({"contract":4711,"customer":"A","date":"2026-01-01"})").contract,
        ContractId("4711"));
    EXPECT_EQ(
        fact_of<RatePublished>("rate.published", R"({"from":"EUR","to":"USD","date":"2026-01-01","rate":1.08})").kind,
        "spot");
}

TEST(Decode, EveryWordStandsForItsOwnAlternative)
{
    const auto plan = [](const std::string& word) {
        return line_of(R"("billing":{"plan":")" + word + "\"}").billing->plan;
    };
    EXPECT_EQ(plan("none"), BillingPlan::none);
    EXPECT_EQ(plan("recurring"), BillingPlan::recurring);
    EXPECT_EQ(plan("progress"), BillingPlan::progress);
    EXPECT_EQ(line_of(R"("billing":{"timing":"arrears","align":"calendar"})").billing->timing, Timing::arrears);
    EXPECT_EQ(line_of(R"("billing":{"pricing":{"model":"percentage"}})").billing->pricing->model,
              PriceModel::percentage);
    EXPECT_EQ(
        line_of(R"("treatment":{"satisfied":"over_time","trigger":"start","ssp_method":"residual"})").treatment.trigger,
        Trigger::start);
    EXPECT_EQ(line_of(R"("treatment":{"measure":"redemption"})").treatment.measure, Measure::redemption);
    EXPECT_EQ(line_of(R"("treatment":{"ssp_method":"residual"})").treatment.ssp_method, SspMethod::residual);
    EXPECT_EQ(line_of(R"("tax":{"rate":0.1,"point":"payment"})").tax->point, TaxPoint::payment);
    EXPECT_EQ(line_of(R"("cancellable":{"by":"either","refund":"all"})").cancellable->refund, CancelRefund::all);
    EXPECT_EQ(line_of(R"("repurchase":{"kind":"put"})").repurchase->kind, RepurchaseKind::put);
    EXPECT_EQ(
        fact_of<ContractModified>("contract.modified", R"({"contract":"C","date":"2026-01-01","treatment":"mixed"})")
            .treatment,
        Modifies::mixed);
    EXPECT_EQ(fact_of<ContractModified>(
                  "contract.modified",
                  R"({"contract":"C","date":"2026-01-01","price_change":[{"amount":1,"relates_to":"remaining"}]})")
                  .price_change[0]
                  .relates_to,
              RelatesTo::remaining);
    EXPECT_EQ(
        fact_of<CostIncurred>("cost.incurred", R"({"contract":"C","date":"2026-01-01","amount":1,"kind":"obtain"})")
            .kind,
        CostKind::obtain);
    EXPECT_EQ(
        fact_of<CreditIssued>(
            "credit.issued",
            R"({"credit":"R","invoice":"I","date":"2026-01-01","lines":[{"line":"a","amount":1}],"settle":"balance"})")
            .settle,
        Settle::balance);
}

TEST(Decode, KnowsTheDecimalsOfACurrencyThatTheEventNames)
{
    const auto priced = [](const std::string& currency, const std::string& price) {
        return said(refusal("contract.signed", R"({"contract":"C","customer":"A","date":"2026-01-01","price":)" +
                                                   price + R"(,"currency":")" + currency + "\"}"));
    };
    EXPECT_EQ(priced("USD", "1.25"), " ");
    EXPECT_EQ(priced("USD", "1.250"), " ");
    EXPECT_EQ(priced("USD", "1.255"), "too-many-decimals /price");
    EXPECT_EQ(priced("JPY", "1.5"), "too-many-decimals /price");
    EXPECT_EQ(priced("JPY", "\"1.0\""), " ");
    EXPECT_EQ(priced("KWD", "1.255"), " ");
    EXPECT_EQ(priced("CLF", "1.2555"), " ");
    EXPECT_EQ(priced("CLF", "1.25555"), "too-many-decimals /price");
    EXPECT_NE(refusal("payment.received", R"({"payment":"P","date":"2026-01-01","amount":1.5,"currency":"JPY"})")
                  .what.find("JPY"),
              std::string::npos);
}

TEST(Decode, APeriodHasADateWhenNoneIsGiven)
{
    const auto dated = [](std::string_view type, std::string_view data) {
        return decode(type, document(data)).value().date;
    };
    EXPECT_EQ(dated("period.closed", R"({"entity":"E","period":"2024-02"})"), Date::of(2024, 2, 29));
    EXPECT_EQ(dated("period.closed", R"({"entity":"E","period":"2024-02","date":"2024-03-05"})"), Date::of(2024, 3, 5));
    EXPECT_EQ(dated("period.reopened", R"({"entity":"E","period":"2024-02","reason":"late"})"), Date::of(2024, 2, 29));
    EXPECT_EQ(dated("rules.activated", R"({"book":"B","package":"p","from":"2026-01-01"})"), Date::of(2026, 1, 1));
}

TEST(Decode, RefusesAFieldThatStandsTwice)
{
    const Value twice = Value::record({{"contract", Value::text("C")}, {"contract", Value::text("D")}});
    EXPECT_EQ(decode("order.fulfilled", twice).fault().code, "field-twice");
}

TEST(Types, EachAlternativeHasItsShapeAndItsPlaceInTheDay)
{
    ASSERT_EQ(event_types().size(), std::variant_size_v<Fact>);
    for (std::size_t index = 0; index < event_shapes().size(); ++index) {
        const EventShape& shape = *event_shapes()[index];
        EXPECT_EQ(shape.index, index) << shape.type;
        Event event;
        shape.begin(event);
        EXPECT_EQ(event.fact.index(), index) << shape.type;
        EXPECT_EQ(type_name(event.fact), shape.type);
        EXPECT_EQ(event_shape(shape.type), &shape);
    }
    EXPECT_EQ(rank_of(RatePublished{}), Rank::reference);
    EXPECT_EQ(rank_of(ContractSigned{}), Rank::contract);
    EXPECT_EQ(rank_of(ContractModified{}), Rank::modification);
    EXPECT_EQ(rank_of(ContractTerminated{}), Rank::termination);
    EXPECT_EQ(rank_of(EstimateRevised{}), Rank::estimate);
    EXPECT_EQ(rank_of(GoodsReturned{}), Rank::fulfilment);
    EXPECT_EQ(rank_of(UsageCorrected{}), Rank::usage);
    EXPECT_EQ(rank_of(CostIncurred{}), Rank::cost);
    EXPECT_EQ(rank_of(CreditIssued{}), Rank::billing);
    EXPECT_EQ(rank_of(WriteoffApproved{}), Rank::cash);
    EXPECT_EQ(rank_of(PeriodClosed{}), Rank::governance);
}

TEST(Shapes, FindEveryFieldAndNoOther)
{
    for (const EventShape* event : event_shapes()) {
        const Shape& shape = event->data;
        for (std::size_t place = 0; place < shape.fields.size(); ++place) {
            EXPECT_EQ(shape.place(shape.fields[place].name), place);
            EXPECT_EQ(shape.place(std::string(shape.fields[place].name) + "x"), Shape::none);
        }
        EXPECT_EQ(shape.place(""), Shape::none);
        for (std::size_t at = 1; at < shape.fields.size(); ++at)
            EXPECT_LT(shape.fields[shape.by_name[at - 1]].name, shape.fields[shape.by_name[at]].name);
    }
}

}  // namespace earned::decode_test
