#include "journal/plan.h"

#include "base/bytes.h"

#include "base/integer.h"

namespace earned {

namespace {

constexpr char version = 11;  // a new one is a new version of the book too: db/schema.h

// One description of each row serves both ways: `field` writes it, or reads it over.
class Writing {
public:
    explicit Writing(ByteWriter& to) : to_(to) {}
    void operator()(const Date& date) { to_.date(date); }
    void operator()(const Moment& moment)
    {
        to_.date(moment.date);
        to_.number(static_cast<std::int64_t>(moment.rank));
        to_.number(moment.order);
    }
    void operator()(const Term& term) { to_.date(term.first), to_.date(term.last); }
    void operator()(const Sku& sku) { to_.text(sku.text()); }
    void operator()(const std::optional<Moment>& moment)
    {
        to_.number(moment.has_value());
        if (moment) (*this)(*moment);
    }
    void operator()(const Ratio& ratio)
    {
        const auto small = ratio.small();
        to_.number(small.has_value());
        if (small) return to_.number(small->first), to_.number(small->second);
        to_.text(ratio.numerator().text()), to_.text(ratio.denominator().text());
    }
    void operator()(const Interval& interval) { to_.number(interval.count), to_.number(interval.unit); }
    template <class Kind>
    void kind(const Kind& value, Kind)
    {
        to_.number(static_cast<std::int64_t>(value));
    }
    template <std::integral Number>
    void operator()(const Number& number)
    {
        to_.number(static_cast<std::int64_t>(number));
    }
    template <class Rows, class Row>
    void rows(const Rows& rows, const Row& row)
    {
        to_.number(static_cast<std::int64_t>(rows.size()));
        for (const auto& each : rows) row(*this, each);
    }
    // What few plans have stands last, and takes no byte where there is none.
    template <class Rows, class Row>
    void rest(const Rows& all, const Row& row)
    {
        if (!all.empty()) rows(all, row);
    }

private:
    ByteWriter& to_;
};

class Reading {
public:
    explicit Reading(ByteReader& from) : from_(from) {}
    void operator()(Date& date) { date = from_.date(); }
    void operator()(Moment& moment)
    {
        moment.date = from_.date();
        moment.rank = from_.kind(Rank::termination);
        moment.order = from_.small<std::uint32_t>();
    }
    void operator()(Term& term) { term.first = from_.date(), term.last = from_.date(); }
    void operator()(Sku& sku) { sku.assign(from_.text()); }
    void operator()(std::optional<Moment>& moment)
    {
        moment.reset();
        if (from_.flag()) (*this)(moment.emplace());
    }
    void operator()(Ratio& ratio)
    {
        if (from_.flag()) {
            const std::int64_t num = from_.number(), den = from_.number();
            CHECK(den > 0, "a share of a stored plan has a denominator");
            ratio = Ratio(num, den);
        } else {
            const Integer num = large(from_.text()), den = large(from_.text());
            CHECK(den.sign() > 0, "a share of a stored plan has a denominator");
            ratio = Ratio::of(num, den);
        }
    }
    void operator()(Interval& interval)
    {
        interval.count = from_.small<int>();
        interval.unit = from_.kind(Interval::year);
    }
    template <class Kind>
    void kind(Kind& value, Kind last)
    {
        value = from_.kind(last);
    }
    void operator()(bool& flag) { flag = from_.flag(); }
    template <std::integral Number>
    void operator()(Number& number)
    {
        number = from_.small<Number>();
    }
    template <class Rows, class Row>
    void rows(Rows& rows, const Row& row)
    {
        rows.resize(from_.count());
        for (auto& each : rows) row(*this, each);
    }
    template <class Rows, class Row>
    void rest(Rows& all, const Row& row)
    {
        all.clear();
        if (!from_.at_end()) rows(all, row);
    }

private:
    static Integer large(std::string_view text)
    {
        for (const char digit : text.substr(text.starts_with('-') ? 1 : 0))
            CHECK(digit >= '0' && digit <= '9', "a share of a stored plan is written in digits");
        CHECK(!text.empty() && text != "-", "a share of a stored plan is written in digits");
        return Integer(Integer::Unbounded(std::string(text)));
    }

    ByteReader& from_;
};

// What a quiet close reads, but for the names: of fixed size.
void write_head(ByteWriter& to, const Plan& plan)
{
    const Quiet& quiet = plan.quiet;
    to.fixed(static_cast<std::uint8_t>(plan.receivable_when));
    to.fixed(static_cast<std::uint8_t>(plan.refundable_prepayment));
    to.fixed(static_cast<std::uint8_t>(plan.tax_pending));
    to.fixed(static_cast<std::uint8_t>(plan.home));
    for (const Date date : {quiet.from, quiet.until, quiet.still}) to.fixed(date.serial());
    to.fixed(quiet.credited);
    to.fixed(static_cast<std::uint16_t>(quiet.live.size()));
    for (const Live& live : quiet.live) {
        to.fixed(live.obligation), to.fixed(static_cast<std::uint8_t>(live.monthly));
        to.fixed(static_cast<std::uint8_t>(live.rounding));
        to.fixed(live.first.serial()), to.fixed(live.first_month);
        to.fixed(live.start), to.fixed(live.step), to.fixed(live.den);
    }
}

template <class Kind>
Kind fixed_kind(ByteReader& from, Kind last)
{
    const auto value = from.fixed<std::uint8_t>();
    CHECK(value <= static_cast<std::uint8_t>(last), "a stored plan names known kinds");
    return static_cast<Kind>(value);
}

Date fixed_date(ByteReader& from)
{
    const auto serial = from.fixed<std::int32_t>();
    CHECK(serial >= Date::dawn().serial() && serial <= Date::never().serial(), "a stored plan holds days");
    return Date::from_serial(serial);
}

void read_head(ByteReader& from, Plan& plan)
{
    plan.receivable_when = fixed_kind(from, ReceivableWhen::invoiced);
    plan.refundable_prepayment = fixed_kind(from, RefundablePrepayment::contract_liability);
    plan.tax_pending = fixed_kind(from, TaxPending::none);
    plan.home = fixed_kind<std::uint8_t>(from, 1) == 1;
    Quiet& quiet = plan.quiet;
    quiet.from = fixed_date(from), quiet.until = fixed_date(from), quiet.still = fixed_date(from);
    quiet.credited = from.fixed<std::int64_t>();
    quiet.live.resize(from.fixed<std::uint16_t>());
    for (Live& live : quiet.live) {
        live.obligation = from.fixed<std::uint16_t>();
        live.monthly = fixed_kind<std::uint8_t>(from, 1) == 1;
        live.rounding = fixed_kind(from, Round::floor);
        live.first = fixed_date(from), live.first_month = from.fixed<std::int32_t>();
        live.start = from.fixed<std::int64_t>(), live.step = from.fixed<std::int64_t>(),
        live.den = from.fixed<std::int64_t>();
        CHECK(live.obligation < plan.obligations.size() && live.den > 0,
              "a stored plan's live obligations are its own");
    }
}

// What is mostly said by its absence, in one byte.
std::uint8_t marks_of(const PlannedObligation& obligation)
{
    return static_cast<std::uint8_t>((obligation.unbilled ? 1 : 0) | (obligation.instrument ? 2 : 0) |
                                     (obligation.rebated ? 4 : 0) | static_cast<int>(obligation.tax_due) << 3);
}

// Few stretches have anything beside what is stated.
std::uint8_t marks_of(const Stretch& row)
{
    const bool beside = row.bonus_base != 0 || row.bonus_whole != 0 || row.rebate_base != 0 || row.rebate_whole != 0;
    const bool conceded = row.conceded_base != 0 || row.conceded_whole != 0;
    return static_cast<std::uint8_t>((row.by_time ? 1 : 0) | (beside ? 2 : 0) | (conceded ? 4 : 0) |
                                     (row.handed_over ? 8 : 0));
}

void mark(Stretch& row, std::uint8_t marks)
{
    CHECK(marks <= 15, "a stored plan names known kinds");
    row.by_time = (marks & 1) != 0;
    row.handed_over = (marks & 8) != 0;
    row.bonus_base = row.bonus_whole = row.rebate_base = row.rebate_whole = 0;
    row.conceded_base = row.conceded_whole = 0;
}

void mark(PlannedObligation& obligation, std::uint8_t marks)
{
    CHECK(marks >> 3 <= static_cast<int>(TaxDue::use), "a stored plan names known kinds");
    obligation.unbilled = (marks & 1) != 0;
    obligation.instrument = (marks & 2) != 0;
    obligation.rebated = (marks & 4) != 0;
    obligation.tax_due = static_cast<TaxDue>(marks >> 3);
}

template <class Code, class AnyPlan>
void obligations(Code& code, AnyPlan& plan)
{
    for (auto& obligation : plan.obligations) {
        auto marks = marks_of(obligation);
        code(marks), code(obligation.tax_millionths);
        if constexpr (!std::is_const_v<AnyPlan>) mark(obligation, marks);
        code.kind(obligation.firm.kind, Firm::Kind::every);
        code(obligation.firm.interval), code(obligation.firm.start), code(obligation.firm.refundable);
        code(obligation.confirmed_through), code(obligation.product);
    }
    code.rows(plan.stretches, [](Code& of, auto& row) {
        auto marks = marks_of(row);
        of(row.obligation), of(row.from), of(marks), of(row.term);
        if constexpr (!std::is_const_v<std::remove_reference_t<decltype(row)>>) mark(row, marks);
        of.kind(row.measure, Measure::redemption);
        of.kind(row.months, PartialMonths::half);
        of.kind(row.rounding, Round::floor);
        of(row.unit), of(row.base), of(row.whole), of(row.stated_base), of(row.stated_whole), of(row.back),
            of(row.share);
        if ((marks & 2) != 0) of(row.bonus_base), of(row.bonus_whole), of(row.rebate_base), of(row.rebate_whole);
        if ((marks & 4) != 0) of(row.conceded_base), of(row.conceded_whole);
    });
    code.rows(plan.strides, [](Code& of, auto& row) { of(row.stretch), of(row.at), of(row.progress); });
    code.rows(plan.frozen, [](Code& of, auto& row) { of(row.obligation), of(row.from), of(row.to); });
    code.rows(plan.spent, [](Code& of, auto& row) { of(row.at), of(row.obligation), of(row.stock), of(row.amount); });
}

template <class Code, class AnyPlan>
void rows(Code& code, AnyPlan& plan)
{
    code(plan.penalty), code(plan.borrowed), code(plan.rent), code(plan.terminated);
    obligations(code, plan);
    code.rows(plan.invoices, [](Code& of, auto& row) { of(row.issued), of(row.due), of(row.refunds); });
    code.rows(plan.claims,
              [](Code& of, auto& row) { of(row.invoice), of(row.obligation), of(row.at), of(row.net), of(row.tax); });
    code.rows(plan.cash, [](Code& of, auto& row) { of(row.at), of(row.invoice), of(row.amount), of(row.refund); });
    code.rows(plan.written_off,
              [](Code& of, auto& row) { of(row.at), of(row.invoice), of(row.amount), of(row.measured); });
    code.rows(plan.owed, [](Code& of, auto& row) { of(row.at), of(row.amount); });
    code.rows(plan.scheduled, [](Code& of, auto& row) { of(row.at), of(row.obligation), of(row.net); });
    code.rows(plan.booked, [](Code& of, auto& row) {
        of(row.at), of(row.obligation), of(row.amount), of(row.with_time);
        of.kind(row.source, Source::revaluation);
        of.kind(row.debit, Role::cash_clearing);
        of.kind(row.credit, Role::cash_clearing);
    });
    code.rows(plan.assessed, [](Code& of, auto& row) { of(row.at), of(row.collectable); });
    code.rows(plan.rates, [](Code& of, auto& row) {
        of(row.from), of(row.rate);
        of.kind(row.kind, Rated::Kind::average);
    });
    code.rows(plan.cleared, [](Code& of, auto& row) { of(row.at), of(row.worth); });
    code.rows(plan.cuts, [](Code& of, auto& row) {
        of(row.at), of(row.event), of(row.accrues);
        of.kind(row.cause, Cause::late);
    });
    code.rest(plan.expected, [](Code& of, auto& row) {
        of(row.from);
        for (auto& rate : row.rates) of(rate);
    });
}

// Places must lead somewhere: a plan with others would read what isn't there.
void check_places(const Plan& plan)
{
    const auto obligation = [&](std::size_t place) {
        CHECK(place < plan.obligations.size(), "a stored plan has its obligations");
    };
    const auto invoice = [&](std::size_t place) {
        CHECK(place < plan.invoices.size(), "a stored plan has its invoices");
    };
    for (const Stretch& row : plan.stretches) {
        obligation(row.obligation);
        CHECK(row.unit > 0 && (!row.by_time || row.term.first <= row.term.last), "a stored plan's terms have days");
        CHECK(!row.by_time || row.measure == Measure::daily || row.measure == Measure::monthly,
              "time is counted in days or months");
    }
    for (const Stride& row : plan.strides)
        CHECK(row.stretch < plan.stretches.size(), "a stored plan has its stretches");
    for (const Frozen& row : plan.frozen) obligation(row.obligation);
    for (const Claim& row : plan.claims) obligation(row.obligation), invoice(row.invoice);
    for (const Cash& row : plan.cash)
        if (row.invoice < beyond_invoices) invoice(row.invoice);
    for (const WrittenOff& row : plan.written_off) invoice(row.invoice);
    for (const Scheduled& row : plan.scheduled) obligation(row.obligation);
    for (const Spent& row : plan.spent)
        if (row.obligation != of_the_group) obligation(row.obligation);
    for (const Booked& row : plan.booked)
        if (row.obligation != of_the_group) obligation(row.obligation);
}

}  // namespace

std::string encode(const Plan& plan)
{
    ByteWriter to;
    to.raw({&version, 1});
    to.raw(plan.currency.code());
    to.text(plan.group.text());
    to.text(plan.entity.text());
    to.number(static_cast<std::int64_t>(plan.obligations.size()));
    for (const PlannedObligation& obligation : plan.obligations) to.text(obligation.id.text());
    write_head(to, plan);
    if (!plan.packed.empty()) {
        to.text(plan.packed);
        return std::move(to).bytes();
    }
    ByteWriter packed;
    Writing packing(packed);
    rows(packing, plan);
    to.text(std::move(packed).bytes());
    return std::move(to).bytes();
}

void decode_plan(std::string_view bytes, Plan& into)
{
    ByteReader from(bytes);
    CHECK(from.raw(1)[0] == version, "a stored plan is of this version");
    const std::string_view code = from.raw(3);
    if (into.currency.code() != code) into.currency = Currency::parse(code).value_or(Currency());
    into.group.assign(from.text());
    into.entity.assign(from.text());
    into.obligations.resize(from.count());
    for (PlannedObligation& obligation : into.obligations) obligation.id.assign(from.text());
    read_head(from, into);
    into.packed.assign(from.text());
    CHECK(!into.packed.empty() && from.at_end(), "a stored plan ends where it ends");
}

void unpack(Plan& plan)
{
    if (plan.packed.empty()) return;
    ByteReader from(plan.packed);
    Reading reading(from);
    rows(reading, plan);
    CHECK(from.at_end(), "a stored plan's rows end where they end");
    check_places(plan);
    plan.packed.clear();
}

Plan decode_plan(std::string_view bytes)
{
    Plan plan;
    decode_plan(bytes, plan);
    unpack(plan);
    return plan;
}

}  // namespace earned
