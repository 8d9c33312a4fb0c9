#include "contract/shape_kinds.h"
#include "contract/shape_records.h"

namespace earned {

namespace {

constexpr std::string_view satisfactions[] = {"point_in_time", "over_time"};
constexpr std::string_view measures[] = {"daily",        "monthly", "units",       "milestones", "hours",
                                         "cost_to_cost", "percent", "as_invoiced", "usage",      "redemption"};
constexpr std::string_view triggers[] = {"fulfilment", "acceptance", "start"};
constexpr std::string_view ssp_methods[] = {"observable", "adjusted_market", "cost_plus", "residual"};
constexpr std::string_view tax_points[] = {"invoice", "performance", "payment"};
constexpr std::string_view parties[] = {"customer", "entity", "either"};
constexpr std::string_view refunds[] = {"none", "pro_rata", "all"};
constexpr std::string_view repurchases[] = {"forward", "call", "put"};

constexpr Field treatment_fields[] = {
    may<&Treatment::satisfied>("satisfied", kinds::choice(satisfactions)),
    may<&Treatment::measure>("measure", kinds::choice(measures), "of progress, over time"),
    may<&Treatment::trigger>("trigger", kinds::choice(triggers), "at a point in time"),
    may<&Treatment::obligation>("obligation", kinds::name, "lines with the same name are one performance obligation"),
    may<&Treatment::ssp_method>("ssp_method", kinds::choice(ssp_methods)),
    may<&Treatment::principal>("principal", kinds::boolean, "false: revenue is the net fee"),
    may<&Treatment::supplier_cost>("supplier_cost", kinds::money,
                                   "of the whole line, as agent; of each unit where the line is called off"),
    may<&Treatment::memo>("memo", kinds::text, "why"),
};
constexpr Shape treatment_shape = shape("treatment", treatment_fields);

constexpr Field tax_fields[] = {
    must<&LineTax::rate>("rate", kinds::share, "0.13 is 13 %"),
    may<&LineTax::included>("included", kinds::boolean, "in the price; default false"),
    may<&LineTax::category>("category", kinds::text, "S standard, Z zero, E exempt, AE reverse charge, ..."),
    may<&LineTax::reason>("reason", kinds::text, "why no tax is due"),
    may<&LineTax::point>("point", kinds::choice(tax_points), "when it becomes due; default invoice"),
};
constexpr Shape tax_shape = shape("tax", tax_fields);

constexpr Field repurchase_fields[] = {
    must<&Repurchase::kind>("kind", kinds::choice(repurchases)),
    may<&Repurchase::date>("date", kinds::date),
    may<&Repurchase::price>("price", kinds::money),
    may<&Repurchase::market_value>("market_value", kinds::money, "expected on that date"),
};
constexpr Shape repurchase_shape = shape("repurchase", repurchase_fields);

constexpr Field warranty_fields[] = {
    must<&Line::warranty_expected_cost>("expected_cost", kinds::money_from_zero),
};
constexpr Shape warranty_shape = shape("warranty", warranty_fields);  // its record is the line

constexpr Field noncash_fields[] = {
    must<&Noncash::item>("item", kinds::name, "what rate.published gives a value to"),
    must<&Noncash::quantity>("quantity", kinds::above_zero, "for each unit of the line"),
};
constexpr Shape noncash_shape = shape("noncash", noncash_fields);

constexpr Field return_fields[] = {
    may<&ReturnRight::expected_quantity>("expected_quantity", kinds::from_zero),
    may<&ReturnRight::expected_rate>("expected_rate", kinds::share),
    may<&ReturnRight::unit_cost>("unit_cost", kinds::price),
    may<&ReturnRight::estimable>("estimable", kinds::boolean, "default true"),
    may<&ReturnRight::until>("until", kinds::date, "the right has ended on it; absent: it doesn't end"),
};
constexpr Shape return_shape =
    shape("return_right", return_fields, {{Together::at_most_one, {"expected_quantity", "expected_rate"}}});

constexpr Field option_fields[] = {
    may<&MaterialRight::ssp>("ssp", kinds::price, "of one"),
    may<&MaterialRight::expected_exercise>("expected_exercise", kinds::from_zero, "a count of the quantity"),
    may<&MaterialRight::expires>("expires", kinds::date),
    may<&MaterialRight::look_through>("look_through", kinds::boolean, "default false"),
};
constexpr Shape option_shape = shape("option", option_fields);

constexpr Field cancellable_fields[] = {
    may<&Cancellable::by>("by", kinds::choice(parties), "default customer"),
    may<&Cancellable::notice>("notice", kinds::interval),
    may<&Cancellable::every>("every", kinds::interval, "at the end of any; neither: at any time"),
    must<&Cancellable::refund>("refund", kinds::choice(refunds)),
    may<&Cancellable::penalty>("penalty", kinds::money_from_zero),
};

// A quantity, or "open": two members say it.
bool read_quantity(void* record, const ValueView& value, const Kind& kind, Decoding& reading)
{
    Line& line = *static_cast<Line*>(record);
    if (value.is_text() && value.text() == "open") {
        line.open = true;
        return true;
    }
    return read_as(line.quantity.emplace(), value, kind, reading);
}

bool has_quantity(const void* record)
{
    const Line& line = *static_cast<const Line*>(record);
    return line.quantity.has_value() || line.open.value_or(false);
}

template <class Out>
void write_quantity(const void* record, const Kind&, Out& out)
{
    const Line& line = *static_cast<const Line*>(record);
    if (line.quantity)
        out.number(*line.quantity);
    else
        out.text("open");
}

constexpr Field quantity_field{
    "quantity",     Need::may,     kinds::quantity,          "default 1; open: as called off",
    &read_quantity, &has_quantity, &write_quantity<TextOut>, &write_quantity<ValueOut>};

// A record of one field, which belongs to the line itself.
bool read_warranty(void* record, const ValueView& value, const Kind& kind, Decoding& reading)
{
    return read_record(record, value, *kind.record, reading);
}

template <class Out>
void write_warranty(const void* record, const Kind& kind, Out& out)
{
    write_record(record, *kind.record, out);
}

constexpr Field warranty_field{"warranty",
                               Need::may,
                               kinds::record(warranty_shape),
                               "of the assurance type",
                               &read_warranty,
                               Access<&Line::warranty_expected_cost>::present,
                               &write_warranty<TextOut>,
                               &write_warranty<ValueOut>};

constexpr Field line_fields[] = {
    must<&Line::line>("line", kinds::name, "its id within the contract"),
    may<&Line::sku>("sku", kinds::name),
    may<&Line::description>("description", kinds::text),
    quantity_field,
    may<&Line::unit_price>("unit_price", kinds::price, "of one unit, and one `per` if there is one"),
    may<&Line::price>("price", kinds::money, "of the whole line"),
    may<&Line::per>("per", kinds::interval, "the unit price is for each such period"),
    may<&Line::discount>("discount", kinds::discount),
    may<&Line::start>("start", kinds::date),
    may<&Line::end>("end", kinds::date, "the last day"),
    may<&Line::ssp>("ssp", kinds::price_range, "standalone price of the whole line"),
    may<&Line::unit_ssp>("unit_ssp", kinds::price_range, "standalone price of one unit, and one `per`"),
    may<&Line::unit_cost>("unit_cost", kinds::price),
    may<&Line::expected_cost>("expected_cost", kinds::money_from_zero),
    may<&Line::expected_uninstalled>("expected_uninstalled", kinds::money_from_zero, "part of expected_cost"),
    may<&Line::tax>("tax", kinds::record(tax_shape), "absent: by rule"),
    may<&Line::repurchase>("repurchase", kinds::record(repurchase_shape)),
    warranty_field,
    may_record<&Line::treatment, treatment_shape>("treatment", kinds::record(treatment_shape),
                                                  "documented judgement, over the rules"),
    may<&Line::billing>("billing", kinds::record(billing_shape), "absent: by rule"),
    may<&Line::noncash>("noncash", kinds::record(noncash_shape)),
    may<&Line::return_right>("return_right", kinds::record(return_shape)),
    may<&Line::option>("option", kinds::record(option_shape), "a material right"),
    may<&Line::cancellable>("cancellable", kinds::record(cancellable_shape)),
    may<&Line::policies>("policies", kinds::tags, "named policies, over the rules (docs/policies.md)"),
    may<&Line::attributes>("attributes", kinds::tags),
};

}  // namespace

constexpr Shape cancellable_shape =
    shape("cancellable", cancellable_fields, {{Together::at_most_one, {"notice", "every"}}});
constexpr Shape line_shape =
    shape("line", line_fields,
          {{Together::at_most_one, {"unit_price", "price"}}, {Together::at_most_one, {"ssp", "unit_ssp"}}});

}  // namespace earned
