// The words in which other systems' conventions are said, and the policies they mean. docs/policies.md
// has the same table; a test compares the two.
#include "app/peers/asked.h"
#include "app/peers/vocabulary.h"

#include <cctype>

namespace earned::app {

namespace {

constexpr PeerWording all_wordings[] = {
    // clang-format off
    {"In-advance. Periods are half-open [start,end). Sum of cycles invoiced up to and including target date. Leading stub = days(start..first bill-cycle date)/days(previous cycle date..first cycle date); trailing stub = days(last cycle date..end)/days(last cycle date..next). Each ratio rounded HALF_UP to 9 decimals. Bill-cycle day clamps to month end and re-expands.", "timing: advance; period_end: half_open; proration: actual; ratio_precision: 9; rounding: half_up"},
    {"Fixed 30-day month: days = actual days minus (last day of the start month - 30); same-month spans use actual days; ratio = days/30, HALF_UP 9 dp.", "proration: fixed_30; ratio_precision: 9; rounding: half_up"},
    {"Fixed 28-day month.", "proration: fixed_28"},
    {"92 days / 31 (length of the first monthly period), HALF_UP 9 dp.", "proration: actual; ratio_precision: 9; rounding: half_up"},
    {"30-day-month proration, 2 dp HALF_UP.", "proration: fixed_30; rounding: half_up"},
    {"Cancelled remainder returned as a negative item plus an equal account credit (CBA).", ""},
    {"days(segment)/days(period), 2 dp HALF_UP; half-open dates.", "period_end: half_open; proration: actual; rounding: half_up"},
    {"days(segment)/days(period), 2 dp HALF_UP.", "proration: actual; rounding: half_up"},
    {"Days counted inclusively on both ends; denominator = full calendar/anniversary period length even when the subscription started mid-period; cents rounded HALF_UP.", "period_end: inclusive; proration: actual; rounding: half_up"},
    {"Upgrade day belongs to the new plan: 14/31.", "proration: actual; change_day: new"},
    {"Period half-open [2025-01-01,2025-01-31) = 30 days; factor = remaining days/30; credit old, charge new.", "period_end: half_open; proration: actual"},
    {"Partial first period up to the next anchor date; later cycles never prorated.", "proration: actual"},
    {"Day based with an INCLUSIVE end date: 17 of 31 days remain; 2 dp.", "period_end: inclusive; proration: actual"},
    {"Each reached tier charges its flat fee; zero usage still charges the first tier flat fee.", "zero_usage: charged"},
    {"Decimal adjacent tier bounds.", ""},
    {"All units priced at the tier reached; a value between two integer bounds belongs to the upper tier.", ""},
    {"ceil((units-free)/size) packages.", ""},
    {"", ""},
    {"Percentage of the paid amount plus a fixed fee per paid event; free units end at whichever of the two allowances is exhausted first.", ""},
    {"flat fee of every reached tier + percentage of the units in each.", ""},
    {"Seat-style: each add/remove event is priced in the tier the cumulative count stands in, at its own prorated quantity.", ""},
    {"Block pricing, blocks rounded up; max is in blocks; -1 unlimited.", ""},
    {"All units priced at the tier reached; beyond the last max the last tier applies.", ""},
    {"Multi-unit usage section, one invoice item.", ""},
    {"Late/extra usage billed as a delta item against what was already invoiced.", ""},
    {"Fixed price of the lowest tier whose every limit holds.", ""},
    {"First cycle date = start aligned to the bill-cycle day (clamped to month end), on or after start; day-based periods ignore the bill-cycle day.", ""},
    {"In advance: a period is invoiced when its start <= target; in arrears: when its end <= target.", ""},
    {"Period billed at billing_at; customer-timezone days converted to UTC; last-day anchors clamp.", ""},
    {"Start of the period billed in arrears.", ""},
    {"inclusive days 22/28/15 of 65; last entry takes the remainder.", "period_end: inclusive; slices: each"},
    {"Service end on the 1st of a month recognises nothing in that month (month mode).", "period_end: half_open"},
    {"Amount belonging to a frozen period is recognised in the first open period (catch-up), not dropped and not back-dated.", ""},
    {"A credit note reverses recognised income first up to what was recognised; the rest reduces deferred revenue.", "credit_against: revenue_first"},
    {"A service that starts on the last day of a month must recognise one day; upstream produced 0 and then stopped.", "partial_months: actual"},
    {"Partial first month = rounded monthly amount x 25/31; 13th line takes the remainder.", "slices: each"},
    {"One day of January = 1/31 of the monthly amount.", ""},
    {"Recompute keeps posted lines unchanged.", ""},
    {"Every touched month is a full month; plug on the last.", "slices: each; partial_months: full"},
    {"Every touched month is a full month.", "partial_months: full"},
    {"Allocations must sum exactly to the transaction price.", ""},
    {"1200*31/365=101.92; 1200*28/365=92.05.", ""},
    {"Partial first month prorated; a 13th month takes the rest.", "partial_months: half"},
    {"Pre-payment credit note reduces the price before recognition.", ""},
    {"Same contract under three time-slicing policies.", ""},
    {"20/30 of 90 and 10/30 of 120 (second figure derived; the stored excerpt stops after the first).", ""},
    {"Refund of recognised revenue goes to a contra account, not negative revenue.", ""},
    {"Waterfall row arithmetic.", ""},
    {"Prepaid credits are a liability until consumed.", ""},
    {"Sub-total and tax are each rounded to the cent; the total is the sum of the rounded parts (never round(precise total)).", "credit_tax: of_item"},
    {"Unused days of the old plan plus tax.", "proration: actual; credit_tax: of_item"},
    {"7 unused days of 28: 25.00 + 20% = 30.00, consumed by the final usage invoice.", "proration: actual"},
    {"Refund limited to what was really paid; the rest becomes credit.", ""},
    {"A repair can never exceed the item amount left after earlier adjustments.", ""},
    {"Credit balance is drawn down automatically.", ""},
    {"State age counts from the earliest unpaid invoice date; retries are a separate track.", ""},
    {"Thresholds are inclusive; no unpaid invoice never matches an age rule.", ""},
    {"Overdue the day after the due date; no dunning below the threshold.", ""},
    {"Sum of overdue invoices >= threshold.", ""},
    {"Dunning works on instalments, and reopens when the payment is reversed.", ""},
    {"Inclusive bounds.", ""},
    {"Over-allocation is refused.", ""},
    {"Payment fills instalments in due-date order.", ""},
    {"Credit note fills the oldest open instalments next (20 then 80).", ""},
    {"Excess shows as unapplied cash.", ""},
    {"Extended SSP = list x pct x FX. Derived figures are computed here (2200 x relative SSP) and sum to 2200.01, so a residue rule is needed; the page text stored stops before its own allocated column.", ""},
    {"Derived here from the stated rule (700 x 375/655).", ""},
    {"Skip allocation when every line is inside its SSP range.", ""},
    {"HALF_UP to ISO minor unit.", "rounding: half_up"},
    {"Each line rounded, subtotal is the sum of rounded lines (Flexprice accepts the lost cent; a residue rule gives 100.00).", ""},
    // clang-format on
};

bool is_figure(char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; }

// With every figure as '#' but those that say a policy: "9 decimals", "30-day", "2 dp", "13th".
std::string wording_shape(std::string_view words)
{
    std::string shape;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t end = at;
        while (end < words.size() && is_figure(words[end])) ++end;
        if (end == at) {
            shape += words[at++];
            continue;
        }
        const std::string_view rest = words.substr(end);
        bool says_policy = false;
        for (const std::string_view unit : {" dec", " dp", "-day", "th", "st ", "-dec"})
            says_policy = says_policy || rest.starts_with(unit);
        shape += says_policy ? std::string(words.substr(at, end - at)) : "#";
        at = end;
    }
    return shape;
}

Policies policies_said(std::string_view text)
{
    Policies policies;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find("; "), text.size());
        const std::string_view one = text.substr(0, end);
        const std::size_t colon = one.find(": ");
        policies.emplace(one.substr(0, colon), one.substr(colon + 2));
        text = end == text.size() ? std::string_view() : text.substr(end + 2);
    }
    return policies;
}

}  // namespace

std::span<const PeerWording> peer_wordings() { return all_wordings; }

Result<Policies> policies_of_wording(std::string_view words)
{
    for (const PeerWording& known : all_wordings)
        if (known.words == words) return policies_said(known.policies);
    const std::string shape = wording_shape(words);
    for (const PeerWording& known : all_wordings)
        if (wording_shape(known.words) == shape) return policies_said(known.policies);
    return policies_by_vocabulary(words);
}

}  // namespace earned::app
