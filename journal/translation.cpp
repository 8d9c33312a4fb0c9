#include "journal/translation.h"

#include "base/check.h"
#include "journal/walk.h"

#include <algorithm>

namespace earned {

namespace {

// What is a claim to, or a debt of, a number of units of money. Cash itself is the bank ledger's to
// revalue, tax once invoiced the authority's at the invoice's rate, and what clears is another ledger's.
constexpr std::array monetary_roles{
    Role::receivable,        Role::unbilled_receivable, Role::contract_asset,      Role::loan_receivable,
    Role::refund_liability,  Role::customer_deposit,    Role::unapplied_cash,      Role::output_tax_pending,
    Role::loss_allowance,    Role::loss_provision,      Role::financing_liability, Role::affiliate_receivable,
    Role::affiliate_payable,
};

// What was paid for and isn't money keeps the rate of its day, and leaves at what it is carried at; the
// expense (or the stock) that it becomes has the same worth.
struct Kept {
    Role asset;
    std::array<Role, 2> becomes;
};
constexpr std::array kept_assets{
    Kept{Role::contract_cost, {Role::contract_cost_amortisation, Role::contract_cost_impairment}},
    Kept{Role::return_asset, {Role::cost_of_sales, Role::inventory}},
};

const Kept* kept_asset(Role role)
{
    const auto found =
        std::find_if(kept_assets.begin(), kept_assets.end(), [&](const Kept& kept) { return kept.asset == role; });
    return found == kept_assets.end() ? nullptr : &*found;
}

// The rate of a kind that counts on a day: the last one published by then.
const Rated* latest(const std::vector<Rated>& rates, Rated::Kind kind, Date date)
{
    const Rated* found = nullptr;
    for (const Rated& rated : rates) {
        if (date < rated.from) break;
        if (rated.kind == kind) found = &rated;
    }
    return found;
}

Ratio spot_on(const std::vector<Rated>& rates, Date date)
{
    const Rated* found = latest(rates, Rated::Kind::spot, date);
    CHECK(found != nullptr, "a foreign plan has a rate from its first day on");
    return found->rate;
}

Ratio closing_on(const std::vector<Rated>& rates, Date date)
{
    const Rated* found = latest(rates, Rated::Kind::closing, date);
    return found != nullptr && found->from == date ? found->rate : spot_on(rates, date);
}

Ratio average_in(const std::vector<Rated>& rates, const FiscalCalendar& calendar, Date date)
{
    const Period period = calendar.period_of(date);
    const Rated* found = latest(rates, Rated::Kind::average, calendar.last(period));
    return found != nullptr && calendar.first(period) <= found->from ? found->rate : spot_on(rates, date);
}

bool is_revenue(const AccountKey& key) { return key.source == Source::recognition && key.role == Role::revenue; }
bool is_recognition(const AccountKey& key) { return key.source == Source::recognition; }

std::int64_t functional_sum(const Balances& balances, Role role) { return balances.of(role); }

}  // namespace

bool is_monetary(Role role)
{
    return std::find(monetary_roles.begin(), monetary_roles.end(), role) != monetary_roles.end();
}

Translation::Translation(const Plan& plan, const FiscalCalendar& calendar)
    : plan_(plan), calendar_(calendar), carrying_(monetary_roles.size(), 0)
{
}

std::int64_t Translation::at_rate(std::int64_t minor) const { return (Ratio(minor) * rate_).rounded(Round::half_away); }

void Translation::put(std::int64_t minor, std::int64_t functional)
{
    if (minor > 0) layers_.push_back({minor, functional});
}

std::int64_t Translation::take(std::int64_t minor)
{
    std::int64_t functional = 0;
    while (minor > 0 && !layers_.empty()) {
        Layer& oldest = layers_.front();
        const std::int64_t part = std::min(minor, oldest.minor);
        const std::int64_t worth =
            part == oldest.minor ? oldest.functional
                                 : (Ratio(oldest.functional) * Ratio(part, oldest.minor)).rounded(Round::half_away);
        functional += worth;
        minor -= part;
        oldest.minor -= part;
        oldest.functional -= worth;
        if (oldest.minor == 0) layers_.pop_front();
    }
    return functional + (minor > 0 ? at_rate(minor) : 0);
}

// What a customer was paid ahead (an incentive) keeps the rate of its day, and lowers revenue by what it was carried
// at; what it is still owed for revenue that came first has the rate of the day.
std::vector<Balance> Translation::beside_revenue(const Balances& change, const Balances& before) const
{
    std::int64_t stood = before.of(Role::customer_incentive), carries = standing_.of(Role::customer_incentive);
    std::vector<Balance> beside;
    for (const Balance& line : change) {
        if (!is_recognition(line.key) || line.key.role == Role::revenue || line.key.role == Role::contract_liability)
            continue;
        std::int64_t worth = at_rate(line.minor);
        if (line.key.role == Role::customer_incentive && line.minor < 0 && stood > 0) {
            const std::int64_t used = std::min(-line.minor, stood);
            const std::int64_t carried = (Ratio(carries) * Ratio(used, stood)).rounded(Round::half_away);
            worth = at_rate(line.minor + used) - carried;
            stood -= used;
            carries -= carried;
        }
        beside.push_back({line.key, worth});
    }
    return beside;
}

// What of revenue moved, by its obligation. Revenue taken back goes out as it came in, the latest first.
std::map<std::uint16_t, std::int64_t> Translation::earn(const Balances& change, const std::vector<Balance>& beside)
{
    std::map<std::uint16_t, std::int64_t> given, given_worth;  // beside revenue that is earned: of one price with it
    for (const Balance& line : change)
        if (is_revenue(line.key) && line.minor < 0) given[line.key.obligation] = 0;
    for (const Balance& line : beside) {
        const auto one = given.find(line.key.obligation);
        if (one == given.end()) continue;
        one->second -= change.of(line.key);
        given_worth[line.key.obligation] -= line.minor;
    }
    std::map<std::uint16_t, std::int64_t> worth;
    std::int64_t net = 0, recognised = 0;
    for (const Balance& line : change) {
        if (line.key.role == Role::contract_liability) net -= line.minor;
        if (!is_revenue(line.key)) continue;
        recognised -= line.minor;
        if (line.minor <= 0) continue;
        std::vector<Layer>& stack = taken_[line.key.obligation];
        std::int64_t back = line.minor, functional = 0;
        while (back > 0 && !stack.empty()) {
            Layer& last = stack.back();
            const std::int64_t part = std::min(back, last.minor);
            const std::int64_t of_it = (Ratio(last.functional) * Ratio(part, last.minor)).rounded(Round::half_away);
            functional += of_it;
            back -= part;
            last.minor -= part;
            last.functional -= of_it;
            if (last.minor == 0) stack.pop_back();
        }
        functional += at_rate(back);
        layers_.push_front({line.minor, functional});
        worth[line.key.obligation] = -functional;
    }
    for (const auto& [obligation, minor] : given) recognised += minor;
    const std::int64_t others = net + recognised;  // credits of all but recognition
    if (others > 0)
        put(others, at_rate(others));
    else
        take(-others);
    for (const Balance& line : change) {
        if (!is_revenue(line.key) || line.minor >= 0) continue;
        const std::int64_t functional =
            take(-line.minor + given[line.key.obligation]) - given_worth[line.key.obligation];
        worth[line.key.obligation] = functional;
        taken_[line.key.obligation].push_back({-line.minor, functional});
    }
    return worth;
}

// What leaves an asset that keeps its rate, beyond (or short of) the rate of the day.
std::int64_t Translation::off_rate(const Balance& line, const Balances& before) const
{
    if (kept_asset(line.key.role) == nullptr) return 0;
    const std::int64_t stood = before.of(line.key), carries = standing_.of(line.key);
    if (stood == 0 || (stood < 0) == (line.minor < 0)) return 0;
    const std::int64_t left = std::min(std::abs(line.minor), std::abs(stood)) * (line.minor < 0 ? -1 : 1);
    return (Ratio(carries) * Ratio(left, stood)).rounded(Round::half_away) - at_rate(left);
}

// Each line at the rate of the day, revenue at that of what it took; what rounding leaves of a source is
// the largest line's.
Balances Translation::moved(const Balances& change, const Balances& before,
                            const std::map<std::uint16_t, std::int64_t>& earned,
                            const std::vector<Balance>& beside) const
{
    const auto beside_worth = [&](std::uint16_t obligation) {
        std::int64_t sum = 0;
        for (const Balance& line : beside)
            if (line.key.obligation == obligation) sum += line.minor;
        return sum;
    };
    std::vector<Balance> lines;
    std::map<Source, std::int64_t> sums;
    std::map<Source, std::size_t> largest;
    for (const Balance& line : change) {
        std::int64_t worth = at_rate(line.minor);
        const auto revenue = earned.find(line.key.obligation);
        if (is_recognition(line.key) && revenue != earned.end())
            worth =
                line.key.role == Role::revenue ? -revenue->second : revenue->second - beside_worth(line.key.obligation);
        for (const Balance& other : beside)
            if (other.key == line.key) worth = other.minor;
        const Source source = line.key.source;
        sums[source] += worth;
        const auto place = largest.try_emplace(source, lines.size()).first;
        const auto size = [&](std::size_t of) { return of < lines.size() ? std::abs(lines[of].minor) : 0; };
        if (size(place->second) < std::abs(worth)) place->second = lines.size();
        lines.push_back({line.key, worth});
    }
    for (const Balance& line : change) {
        const std::int64_t off = off_rate(line, before);
        const Kept* kept = kept_asset(line.key.role);
        if (off == 0) continue;
        for (Balance& other : lines)
            if (other.key == line.key) other.minor += off;
        const auto other = std::find_if(lines.begin(), lines.end(), [&](const Balance& each) {
            return each.key.source == line.key.source && (each.minor < 0) != (line.minor < 0) &&
                   std::find(kept->becomes.begin(), kept->becomes.end(), each.key.role) != kept->becomes.end();
        });
        if (other != lines.end())
            other->minor -= off;
        else
            sums[line.key.source] += off;
    }
    for (const auto& [source, sum] : sums) lines[largest.at(source)].minor -= sum;
    return Balances::summed(lines);
}

// What a monetary account carries now: all of it at the closing rate at a period's end; else what came
// at the day's, and what is left at what it was carried at.
std::int64_t Translation::carried(std::size_t place, std::int64_t was, std::int64_t is, bool revalues) const
{
    if (revalues) return (Ratio(is) * closing_).rounded(Round::half_away);
    if (was == is) return carrying_[place];
    if (was == 0 || (was < 0) != (is < 0) || is == 0) return at_rate(is);
    if (std::abs(was) < std::abs(is)) return carrying_[place] + at_rate(is - was);
    return (Ratio(carrying_[place]) * Ratio(is, was)).rounded(Round::half_away);
}

Balances Translation::revalued(const Balances& before, const Balances& after, const Balances& moved, const Cut& cut)
{
    const Period period = calendar_.period_of(cut.at.date);
    const bool revalues = end_of(calendar_.last(period)) <= cut.at;
    if (!period_ || *period_ != period) gained_ = 0;
    period_ = period;
    std::vector<Balance> lines;
    std::int64_t gain = 0;
    const auto adjust = [&](Role role, std::int64_t by) {
        lines.push_back({{0, Source::revaluation, role}, by});
        gain += by;
    };
    for (std::size_t place = 0; place < monetary_roles.size(); ++place) {
        const Role role = monetary_roles[place];
        const std::int64_t carries = carried(place, before.of(role), after.of(role), revalues);
        adjust(role, carries - carrying_[place] - functional_sum(moved, role));
        carrying_[place] = carries;
    }
    std::int64_t crossed = 0;  // through clearing, at what it is worth on the other side
    for (; cleared_ < plan_.cleared.size() && plan_.cleared[cleared_].at <= cut.at; ++cleared_)
        crossed += plan_.cleared[cleared_].worth;
    adjust(Role::cash_clearing, crossed - functional_sum(moved, Role::cash_clearing));
    std::int64_t owed = 0;
    for (const Layer& layer : layers_) owed += layer.functional;
    adjust(Role::contract_liability, -owed - functional_sum(standing_, Role::contract_liability) -
                                         functional_sum(moved, Role::contract_liability));
    const auto side = [](std::int64_t net) { return std::max<std::int64_t>(net, 0); };
    lines.push_back({{0, Source::revaluation, Role::fx_gain}, side(gained_) - side(gained_ + gain)});
    lines.push_back({{0, Source::revaluation, Role::fx_loss}, side(-gained_ - gain) - side(-gained_)});
    gained_ += gain;
    return Balances::summed(lines);
}

Translation::Translated Translation::at(const Cut& cut, const Balances& before, const Balances& after)
{
    const Date date = cut.at.date;
    rate_ = cut.cause == Cause::time ? average_in(plan_.rates, calendar_, date) : spot_on(plan_.rates, date);
    closing_ = closing_on(plan_.rates, date);
    const Balances change = after - before;
    Translated result;
    const std::vector<Balance> beside = beside_revenue(change, before);
    result.moved = moved(change, before, earn(change, beside), beside);
    result.revalued = revalued(before, after, result.moved, cut);
    CHECK(balanced(result.moved) && balanced(result.revalued), "each source balances in the functional currency");
    standing_ = standing_ + result.moved + result.revalued;
    return result;
}

Balances translated(const Plan& plan, const FiscalCalendar& calendar, Date through)
{
    Balances sum;
    walk(plan, calendar, Date::dawn(), through, [&](const Movement& movement) { sum = sum + movement.translated; });
    return sum;
}

}  // namespace earned
