// The phrases that mean a policy, and the words that mean none: docs/policies.md has the same phrases.
#include "app/peers/vocabulary.h"

namespace earned::app {

namespace {

constexpr PeerPhrase all_phrases[] = {
    {"in advance", "timing: advance"},
    {"up front", "timing: advance"},
    {"in arrears", "timing: arrears"},
    {"half open", "period_end: half_open"},
    {"end exclusive", "period_end: half_open"},
    {"exclusive end", "period_end: half_open"},
    {"end excluded", "period_end: half_open"},
    {"end not counted", "period_end: half_open"},
    {"inclusive", "period_end: inclusive"},
    {"both ends included", "period_end: inclusive"},
    {"both days included", "period_end: inclusive"},
    {"both ends counted", "period_end: inclusive"},
    {"both ends", ""},
    {"both days counted", "period_end: inclusive"},
    {"end included", "period_end: inclusive"},
    {"end day counted", "period_end: inclusive"},
    {"including end date", "period_end: inclusive"},
    {"including last day", "period_end: inclusive"},
    {"inclusive bounds", ""},
    {"thresholds inclusive", ""},
    {"bounds inclusive", ""},
    {"tax inclusive", ""},
    {"tax exclusive", ""},
    {"exclusive", "period_end: half_open"},
    {"mutually exclusive", ""},
    {"inclusive of tax", ""},
    {"exclusive of tax", ""},
    {"up to and including", ""},
    {"fixed 30 day", "proration: fixed_30"},
    {"fixed 28 day", "proration: fixed_28"},
    {"fixed # day", "refused"},
    {"fixed month 30 days", "proration: fixed_30"},
    {"fixed month 28 days", "proration: fixed_28"},
    {"fixed month # days", "refused"},
    {"fixed months 30 days", "proration: fixed_30"},
    {"fixed months of 30 days", "proration: fixed_30"},
    {"fixed months of 28 days", "proration: fixed_28"},
    {"fixed months of # days", "refused"},
    {"fixed month of 30 days", "proration: fixed_30"},
    {"fixed month of 28 days", "proration: fixed_28"},
    {"fixed month of # days", "refused"},
    {"every month has 30 days", "proration: fixed_30"},
    {"every month has 28 days", "proration: fixed_28"},
    {"every month counts 30 days", "proration: fixed_30"},
    {"every month counts 28 days", "proration: fixed_28"},
    {"every month counts as 30 days", "proration: fixed_30"},
    {"every month counts as 28 days", "proration: fixed_28"},
    {"every month 30 days", "proration: fixed_30"},
    {"every month 28 days", "proration: fixed_28"},
    {"30 day month", "proration: fixed_30"},
    {"28 day month", "proration: fixed_28"},
    {"30 day month proration", "proration: fixed_30"},
    {"28 day month proration", "proration: fixed_28"},
    {"# day month proration", "refused"},
    {"30 360", "proration: thirty_360"},
    {"by second", "proration_unit: second"},
    {"per second", "proration_unit: second"},
    {"to second", "proration_unit: second"},
    {"second based", "proration_unit: second"},
    {"later anchor in start year gives # months", "annual_anchor: next_year"},
    {"no proration", "proration: none"},
    {"without proration", "proration: none"},
    {"not prorated", "proration: none"},
    {"never prorated", "proration: none"},
    {"later cycles never prorated", ""},
    {"later periods never prorated", ""},
    {"fees never prorated", ""},
    {"fees not prorated", ""},
    {"begun period due in full", "proration: none"},
    {"begun month counts whole", "proration: whole_months"},
    {"whole months", "proration: whole_months"},
    {"half months", "proration: half_months; partial_months: half"},
    {"half a month", "proration: half_months; partial_months: half"},
    {"half up", "rounding: half_up"},
    {"half away from zero", "rounding: half_away"},
    {"half away", "rounding: half_away"},
    {"commercial rounding", "rounding: half_away"},
    {"rounded commercially", "rounding: half_away"},
    {"half even", "rounding: half_even"},
    {"bankers", "rounding: half_even"},
    {"banker", "rounding: half_even"},
    {"half down", "rounding: half_down"},
    {"rounded down", "rounding: down"},
    {"truncated", "rounding: down"},
    {"truncation", "rounding: down"},
    {"cut off", "rounding: down"},
    {"rounded up", "rounding: up"},
    {"blocks rounded up", ""},
    {"packages rounded up", ""},
    {"units rounded up", ""},
    {"quantity rounded up", ""},
    {"always rounded up", ""},
    {"rounded up to next", ""},
    {"rounded up to whole", ""},
    {"rounded up to full", ""},
    {"rounded up to block", ""},
    {"rounded up to package", ""},
    {"rounding ceiling", "rounding: ceiling"},
    {"rounded ceiling", "rounding: ceiling"},
    {"rounding floor", "rounding: floor"},
    {"rounded floor", "rounding: floor"},
    {"not truncated", ""},
    {"not rounded", ""},
    {"never rounded", ""},
    {"# decimals", "ratio_precision: $"},
    {"# decimal places", "ratio_precision: $"},
    {"# digits", "ratio_precision: $"},
    {"# places", "ratio_precision: $"},
    {"# dp", "ratio_precision: $"},
    {"belongs to new", "change_day: new"},
    {"belongs to old", "change_day: old"},
    {"billed to new", "change_day: new"},
    {"billed to old", "change_day: old"},
    {"billed at new", "change_day: new"},
    {"billed at old", "change_day: old"},
    {"charged at new", "change_day: new"},
    {"charged at old", "change_day: old"},
    {"charged to new", "change_day: new"},
    {"charged to old", "change_day: old"},
    {"counts for new", "change_day: new"},
    {"counts for old", "change_day: old"},
    {"counts as new", "change_day: new"},
    {"counts as old", "change_day: old"},
    {"stays with old", "change_day: old"},
    {"goes to new", "change_day: new"},
    {"last line takes", "slices: each"},
    {"last entry takes", "slices: each"},
    {"last month takes", "slices: each"},
    {"last period takes", "slices: each"},
    {"last one takes", "slices: each"},
    {"last slice takes", "slices: each"},
    {"# line takes", "slices: each"},
    {"# month takes", "slices: each"},
    {"plug on last", "slices: each"},
    {"plug in last", "slices: each"},
    {"remainder on last", "slices: each"},
    {"remainder in last", "slices: each"},
    {"remainder to last", "slices: each"},
    {"remainder goes to last", "slices: each"},
    {"rest on last", "slices: each"},
    {"rest in last", "slices: each"},
    {"rest to last", "slices: each"},
    {"rest goes to last", "slices: each"},
    {"difference on last", "slices: each"},
    {"residue on last", "slices: each; residue: last"},
    {"residue to last", "slices: each; residue: last"},
    {"residue goes to last", "slices: each; residue: last"},
    {"running total", "slices: running_total"},
    {"cumulative rounding", "slices: running_total"},
    {"difference of running totals", "slices: running_total"},
    {"difference of rounded running totals", "slices: running_total"},
    {"largest remainder", "residue: largest_remainder"},
    {"touched month full month", "partial_months: full"},
    {"touched month counts full", "partial_months: full"},
    {"touched month counts as full", "partial_months: full"},
    {"touched month counts as full month", "partial_months: full"},
    {"touched month counts whole", "partial_months: full"},
    {"touched month whole month", "partial_months: full"},
    {"full month for every touched month", "partial_months: full"},
    {"partial month counts as full", "partial_months: full"},
    {"partial month full month", "partial_months: full"},
    {"partial first month half month", "partial_months: half"},
    {"half month", "partial_months: half"},
    {"mid month", "partial_months: mid_month"},
    {"zero usage free", "zero_usage: free"},
    {"zero usage costs nothing", "zero_usage: free"},
    {"zero usage charges nothing", "zero_usage: free"},
    {"zero usage not charged", "zero_usage: free"},
    {"no usage no charge", "zero_usage: free"},
    {"no usage no fee", "zero_usage: free"},
    {"without usage nothing charged", "zero_usage: free"},
    {"zero usage still charges", "zero_usage: charged"},
    {"zero usage still charged", "zero_usage: charged"},
    {"zero usage charged", "zero_usage: charged"},
    {"zero usage still costs", "zero_usage: charged"},
    {"zero usage pays", "zero_usage: charged"},
    {"recognised income first", "credit_against: revenue_first"},
    {"recognised revenue first", "credit_against: revenue_first"},
    {"income first", "credit_against: revenue_first"},
    {"revenue first", "credit_against: revenue_first"},
    {"first recognised income", "credit_against: revenue_first"},
    {"first recognised revenue", "credit_against: revenue_first"},
    {"pro rata", "credit_against: pro_rata"},
    {"pro rata reversal", "credit_against: pro_rata"},
    {"in proportion", "credit_against: pro_rata"},
    {"proportionally", "credit_against: pro_rata"},
    {"proportional reversal", "credit_against: pro_rata"},
    {"net and tax each rounded", "credit_tax: of_item"},
    {"total and tax each rounded", "credit_tax: of_item"},
    {"net and tax rounded separately", "credit_tax: of_item"},
    {"tax of item", "credit_tax: of_item"},
    {"days of old plan plus tax", "credit_tax: of_item"},
    {"tax rounded per line", "tax_rounding: line"},
    {"tax rounded on each line", "tax_rounding: line"},
    {"tax rounded per document", "tax_rounding: document"},
    {"tax rounded once per document", "tax_rounding: document"},
    {"tax rounded per invoice", "tax_rounding: document"},
    {"tax rounded once per invoice", "tax_rounding: document"},
    {"next year anchor", "annual_anchor: next_year"},
    {"following year anchor", "annual_anchor: next_year"},
};

// Of the trade, of those systems, and of any sentence. Roots count: "charge" is "charges" and "charged".
constexpr std::string_view all_neutral_words =
    "about above absolute accept accepts according accordingly account accounts accrual accruals accrue accrued "
    "accumulate accumulated accumulates across activate activated activation actual actually add added addition "
    "addon adds adjacent adjust adjusted adjustment adjustments advance advances affect affected affects after "
    "again against age aged aggregate aggregated align aligned alignment alike all allocate allocated allocates "
    "allocation allow allowance allowances allowed allows alone already also although altogether always amortise "
    "amortised amortization amount amounts analogous anchor anchored anchors and anniversary annual annually "
    "annum another any apart applied applies apply approximate approximately apr april aren arise around as asset "
    "assume assumed assumes assumption at attempt attempts aug august author automatic automatically average "
    "averaged aware away back backdate backdated backlog backward bad balance balances band bands bank base based "
    "basis because become becomes before began begin beginning begins begun belong belonging belongs below best "
    "better between beyond biannual biennial big bill billed billing bills bimonthly biweekly block blocked "
    "blocking blocks bom book booked booking bookings books both bottom bound boundary bounded bounds bracket "
    "brackets bug bundle bundles business but buyer by calculate calculated calculation calendar call called came "
    "can cancel canceled cancellation cancelled cannot cap capacity capped carried carries carry case cases cash "
    "catalog catch catchup category cause caused cba ceil ceiling cent center centre cents change changed charge "
    "chargebee charged charges choice choose chop chopped chosen clamp clamped clamps class clear cleared "
    "clearing close closed closest closing cohort collect collected collection column combined come comes commit "
    "commitment common company complete completed completely completion component components compute computed "
    "condition conditions consecutive consequence consider considered consistent constant consume consumed "
    "consumption continuous contra contract contracts convention conventions converse conversion convert "
    "converted converts correct corrected correction correctly correspond corresponding corresponds could count "
    "counted counterpart counting counts coupon cover covered covers create created creates creation credit "
    "credited crediting credits cross crossed crosses cumulate cumulated cumulative currencies currency current "
    "currently customer cut cutoff cycle cycles daily date dated dates day daylight days daywise deactivated "
    "debit debits debt dec december decimal decimals declare declared deduct deducted default defer deferral "
    "deferred defers delay delayed deliver delivered deliveries delivery delta denominator depend depending "
    "depends deposit derive derived describe described describes did didn differ difference different differs "
    "digit digits direct directly discount discounted discounts distinct distribute distributed distribution "
    "divide divided divides dividing division do document documentation documented documents does doesn dollar "
    "don double down downgrade downgraded draft drafts draw drawdown drawing drawn draws drop dropped dropping "
    "due dunned dunning duration dynamic each earlier early earn earned earns edge edges effect effective effects "
    "either elapse elapsed elapses element elements else empty end ended ending ends enforce enforced engine "
    "ensure ensures entire entirely entitlement entries entry eom equal equally equals equivalent equivalently "
    "erpnext estimate estimated etc euro even evenly event events eventually every evidence exact exactly "
    "exactness example examples exceed exceeds except excepting excerpt excess exchange exclude excluded excludes "
    "excluding exhausted expand expands expect expected expects expire expired expires expiry explicit extend "
    "extended extends extension factor fair fall falls false far favor favour feb february fee fees few fewer "
    "fifo figure figures file fill filled fills filter final finalised finalize finally find finish first fit "
    "fits fix fixed flat flexprice floor follow followed follows for forbid forbidden force form former formerly "
    "forms formula fortnight forward found fourth fraction fractional fractions free freeze from frozen fulfil "
    "fulfilled full fully further furthermore future fx gap generate generated generates get gets give given "
    "gives gl go goes good got grace graduated gregorian gross group grouped groups grow growing grows guarantee "
    "had half halves handle handled happen happened happens has have having he held hence her here high higher "
    "highest him his historical history hit hits hold holds holiday holidays hour hours house how however "
    "hundredth id identical if ignore ignored ignores ignoring immediately impact implicit implied impossible "
    "imprecise in include included includes including income incomplete incorrect increase increases incremental "
    "independent independently indirect individual individually inexact infinite initial initially input inside "
    "installment installments instalment instalments instance instant instantly instead intact integer interest "
    "interval intervals into invalid inverse inverted invoice invoiced invoices invoicing irrespective is isn iso "
    "issue issued issues issuing item items itself jan january jointly journal jul july jump jumps jun june just "
    "keep keeps kept key kill kind kinds known label ladder lag lago laid lapse lapsed large last late later lay "
    "lead leading leads leap least leave leaves ledger left leftover length less let lets letter liabilities "
    "liability license lie lies like likewise limit limits line linear lines list lists literal literally local "
    "lock locked long longer longest loses loss lost low lower lowers lowest made make makes mandatory many mar "
    "march match matched matches max maximal maximum maximums may mean means meant meanwhile median meet meets "
    "memo memos merchant merely met meter metered meteroid meters method methods mid middle midnight milestone "
    "milestones millisecond milliseconds min minimal minimum minimums minor minus minute minutes mirror mirrored "
    "mode money month monthly months more moreover morning most move moved movement movements moves much multi "
    "multiple multiples multiplication multiplied multiply must naive name named near nearest need needs negative "
    "neither net neutral never new newest next night no non none nonzero noon nor normal normally not note notes "
    "nov november now nth number numbers numerator obligation obligations observable observed oca occur occurred "
    "occurs oct october odoo of off offset offsets old oldest on once one onetime only onset onto onward onwards "
    "open opening opposite option optional optionally or oracle order ordered ordering ordinal ordinary "
    "originally other otherwise our out outcome output outside outstanding over overage overall overallocation "
    "overdue overlap overpaid owe owed owes own owned owner owns package packages page paid part partial "
    "partially partly parts pass passed passes past pause paused pay payable payables payer payment payments pays "
    "pct penny people per percent percentage perform performance performed performs period periods permit permits "
    "permitted person place places plain plainly plan plans plug plus point policies policy portion portions "
    "positive possible possibly post posted posting posts power precise precisely precision prefer preference "
    "preferred prepaid prepay prepayment prepayments present presently preserve preserved prevent prevented "
    "prevents previous price priced prices pricing prior priority produce produced produces product products "
    "progress prohibit proportion prorate prorated proration prospective prospectively pull pulled purpose push "
    "pushes put quantities quantity quarter quarterly quarters quite quotient raise ran range ranged ranges rank "
    "ranking ratable ratably rate rates rather ratio ratios re reach reached reaches reaching real really reason "
    "reasons receipt receipts receivable receivables receive received receives recognise recognised recognises "
    "recognition recomputed reconcile reconciled reconciliation record recorded recording records recurly "
    "recurring reduce reduced reduces reduction reexpand refund refundable refunded refunds refuse refused regard "
    "regarded regardless register registered reject rejected relative remain remainder remaining remains remind "
    "reminder remove removed renew renewal renewed renews reopen reopened reopens repair repaired repairs report "
    "reporting request require required requirement requires reset resets residual residue respectively rest "
    "restore restored restores result resulting results resume resumed retain retained retains retried retries "
    "retroactive retroactively retrospective retry return returned returns revenue revenues reversal reverse "
    "reversed reverses revert reverts right roll rolled rollforward rolling rollover rolls root roughly round "
    "rounded rounding rounds row rows rule rules run runs said same sample satisfied satisfy saving say says "
    "scale scaled scenario schedule scheduled schedules seat seats second seconds section see seen segment "
    "segments self sell seller selling semester semiannual send sends sent sep separate separately sept september "
    "sequence sequential sequentially service services set sets settle settled settlement setup several shall "
    "share shares shift ship shipped short shorten shortened shorter shortest should show shown shrink side sign "
    "signed similar similarly simple simply since single sit sits size sizes skip skipped skipping skips slab "
    "slice slices slicing slip small snap snapped snaps snapshot so sold sole solely some sort sorted span spans "
    "specific specified specifies specify split splits spread spreads square ssp stairstep stand standalone "
    "standard stands start started starts state stated statement statements states status stay stays step steps "
    "still stop stopped stops stored straight straightline stretch stripe stub stubs style sub subscribe "
    "subscription subscriptions subsequently subtotal subtract subtracted successive such sum summed summing sums "
    "supplier surcharge suspend suspended suspension switch symmetric system table tables take taken takes target "
    "tax taxed taxes tell tenth term terminate terminated termination terms test than their them themselves then "
    "there therefore they third thirds thirtieth though threshold through thus tie tier tiered tiers ties till "
    "time times timezone to today together told tomorrow too top total totally totals touch touched touches "
    "toward towards track trailing transaction treat treated treatment treats trial trigger triggered triggers "
    "true trueup truncate truncates twice type types ultimate unaffected unallocated unapplied unchanged "
    "uncovered under unearned unit units unknown unless unlike unlimited unmatched unpaid unprorated unrecognised "
    "unspread until untouched unused up upgrade upgraded upper upstream us usage use used user users using usual "
    "utc valid value values vat vendor versa versus very void voided volume vs wait waiting waits wallet want "
    "wasn waterfall we week weekday weekend weekends weekly weeks weight weighted weights well went what whatever "
    "when whenever where whether which whichever while who whole wholly whose will window with within without won "
    "workday workdays working worse worst would write writeoff writes written wrong year yearly years yen "
    "yesterday yet yield yielded yields you your zero zone zones zuora ";

}  // namespace

std::span<const PeerPhrase> peer_phrases() { return all_phrases; }
std::string_view peer_neutral_words() { return all_neutral_words; }

}  // namespace earned::app
