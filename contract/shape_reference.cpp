#include "contract/shape_events.h"
#include "contract/shape_kinds.h"

namespace earned {

namespace {

constexpr std::string_view frameworks[] = {"US-GAAP", "IFRS", "CAS"};
constexpr std::string_view calendars[] = {"monthly", "4-4-5", "4-5-4", "5-4-4"};
constexpr std::string_view rate_kinds[] = {"spot", "closing", "average"};

constexpr Field book_fields[] = {
    must<&BookDefined::book>("book", kinds::name),
    must<&BookDefined::framework>("framework", kinds::choice(frameworks)),
    may<&BookDefined::rules>("rules", kinds::name, "a rule package; default standard"),
};
constexpr Shape book_shape = shape("book", book_fields);
constexpr Kind book = kinds::record(book_shape);

constexpr std::string_view due_days[] = {"any", "following", "preceding"};
constexpr std::string_view e_invoices[] = {"EN16931"};

constexpr Field address_fields[] = {
    may<&PostalAddress::street>("street", kinds::text), may<&PostalAddress::additional>("additional", kinds::text),
    may<&PostalAddress::city>("city", kinds::text),     may<&PostalAddress::postal_code>("postal_code", kinds::text),
    may<&PostalAddress::region>("region", kinds::text),
};
constexpr Shape address_shape = shape("address", address_fields);
constexpr Kind address = kinds::record(address_shape);

constexpr Field pay_into_fields[] = {
    must<&PayInto::account>("account", kinds::name, "an IBAN, or another account number"),
    may<&PayInto::bank>("bank", kinds::text),
    may<&PayInto::bic>("bic", kinds::text),
    may<&PayInto::holder>("holder", kinds::text, "default: the entity's name"),
};
constexpr Shape pay_into_shape = shape("pay_into", pay_into_fields);
constexpr Kind pay_into = kinds::record(pay_into_shape);

constexpr Field entity_fields[] = {
    must<&EntityDefined::entity>("entity", kinds::name),
    date_of_event,
    may<&EntityDefined::name>("name", kinds::text),
    must<&EntityDefined::currency>("currency", kinds::currency, "functional currency"),
    may<&EntityDefined::country>("country", kinds::country),
    may<&EntityDefined::timezone>("timezone", kinds::text, "in which its calendar dates are"),
    may<&EntityDefined::fiscal_year_start>("fiscal_year_start", kinds::day_of_year, "default 01-01"),
    may<&EntityDefined::calendar>("calendar", kinds::choice(calendars), "default monthly"),
    may<&EntityDefined::books>("books", kinds::list(book)),
    may<&EntityDefined::tax_id>("tax_id", kinds::text, "of value added tax, with its country's letters"),
    may<&EntityDefined::registration>("registration", kinds::text, "in the register of companies"),
    may<&EntityDefined::address>("address", address),
    may<&EntityDefined::phone>("phone", kinds::text),
    may<&EntityDefined::email>("email", kinds::text),
    may<&EntityDefined::endpoint>("endpoint", kinds::text, "of electronic delivery, as \"SCHEME:ID\""),
    may<&EntityDefined::pay_into>("pay_into", pay_into, "the account that its invoices name"),
    may<&EntityDefined::e_invoice>("e_invoice", kinds::choice(e_invoices),
                                   "no document that breaks its rules is issued (docs/documents.md)"),
    may<&EntityDefined::due_day>("due_day", kinds::choice(due_days),
                                 "which business day stands for a due date that is none; default any"),
    may<&EntityDefined::holidays>("holidays", kinds::list(kinds::date), "besides Saturdays and Sundays"),
    may<&EntityDefined::bank_accounts>("bank_accounts", kinds::names,
                                       "its own, beside `pay_into`: what is received on one is this entity's cash"),
};
constexpr Shape entity_shape =
    shape("entity_data", entity_fields, {{Together::months_from_a_first, {"fiscal_year_start", "calendar"}}});

// A price, or low and high: one member says them.
enum class Part { price, low, high };
template <Part part>
bool read_part(void* record, const ValueView& value, const Kind& kind, Decoding& reading)
{
    PriceRange& range = static_cast<ListedSsp*>(record)->price;
    Decimal read;
    if (!read_as(read, value, kind, reading)) return false;
    if (part != Part::high) range.low = read;
    if (part != Part::low) range.high = read;
    return true;
}
template <Part part>
bool has_part(const void* record)
{
    const PriceRange& range = static_cast<const ListedSsp*>(record)->price;
    return (range.low == range.high) == (part == Part::price);
}
template <Part part, class Out>
void write_part(const void* record, const Kind&, Out& out)
{
    const PriceRange& range = static_cast<const ListedSsp*>(record)->price;
    out.number(part == Part::high ? range.high : range.low);
}
template <Part part>
constexpr Field part_of_price(std::string_view name, std::string_view says)
{
    return {name,
            Need::may,
            kinds::price,
            says,
            &read_part<part>,
            &has_part<part>,
            &write_part<part, TextOut>,
            &write_part<part, ValueOut>};
}

constexpr Field ssp_fields[] = {
    must<&ListedSsp::currency>("currency", kinds::currency), part_of_price<Part::price>("price", "of one unit"),
    part_of_price<Part::low>("low", "of a range of prices"), part_of_price<Part::high>("high", "of a range of prices"),
    may<&ListedSsp::region>("region", kinds::text),
};
constexpr Shape ssp_shape = shape(
    "listed_ssp", ssp_fields, {{Together::exactly_one, {"price", "low"}}, {Together::exactly_one, {"price", "high"}}});
constexpr Kind ssp = kinds::record(ssp_shape);

constexpr Field product_fields[] = {
    must<&ProductDefined::sku>("sku", kinds::name),
    date_of_event,
    may<&ProductDefined::name>("name", kinds::text),
    may<&ProductDefined::family>("family", kinds::text),
    may<&ProductDefined::unit>("unit", kinds::text),
    may<&ProductDefined::tax_category>("tax_category", kinds::text),
    may<&ProductDefined::attributes>("attributes", kinds::tags),
    may<&ProductDefined::ssp>("ssp", kinds::list(ssp), "standalone prices"),
};
constexpr Shape product_shape = shape("product_data", product_fields);

constexpr Field customer_fields[] = {
    must<&CustomerDefined::customer>("customer", kinds::name),
    date_of_event,
    may<&CustomerDefined::name>("name", kinds::text),
    may<&CustomerDefined::country>("country", kinds::country),
    may<&CustomerDefined::terms>("terms", kinds::terms),
    may<&CustomerDefined::currency>("currency", kinds::currency),
    may<&CustomerDefined::parent>("parent", kinds::name, "another customer"),
    may<&CustomerDefined::tax_id>("tax_id", kinds::text),
    may<&CustomerDefined::language>("language", kinds::text),
    may<&CustomerDefined::bank_accounts>("bank_accounts", kinds::names),
    may<&CustomerDefined::attributes>("attributes", kinds::tags),
    may<&CustomerDefined::registration>("registration", kinds::text, "in the register of companies"),
    may<&CustomerDefined::address>("address", address),
    may<&CustomerDefined::phone>("phone", kinds::text),
    may<&CustomerDefined::email>("email", kinds::text),
    may<&CustomerDefined::endpoint>("endpoint", kinds::text, "of electronic delivery, as \"SCHEME:ID\""),
};
constexpr Shape customer_shape = shape("customer_data", customer_fields);

constexpr Field rate_fields[] = {
    must<&RatePublished::from>("from", kinds::name, "a currency, or an item"),
    must<&RatePublished::to>("to", kinds::name, "a currency"),
    date_of_event,
    must<&RatePublished::rate>("rate", kinds::rate, "so many `to` for one `from`"),
    may<&RatePublished::kind>("kind", kinds::choice(rate_kinds), "default spot"),
};
constexpr Shape rate_shape = shape("rate_data", rate_fields);

}  // namespace

constexpr EventShape entity_defined_shape =
    event<EntityDefined>("entity.defined", Rank::reference, "A reporting entity and its books.", entity_shape);
constexpr EventShape product_defined_shape =
    event<ProductDefined>("product.defined", Rank::reference, "A product of the catalogue.", product_shape);
constexpr EventShape customer_defined_shape =
    event<CustomerDefined>("customer.defined", Rank::reference, "A customer.", customer_shape);
constexpr EventShape rate_published_shape =
    event<RatePublished>("rate.published", Rank::reference, "A rate of exchange, or the price of an item.", rate_shape);

}  // namespace earned
