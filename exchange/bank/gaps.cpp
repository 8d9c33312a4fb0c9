#include "exchange/bank/gaps.h"

#include "base/currency.h"
#include "exchange/bank/text.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace earned::bank {

namespace {

constexpr std::int64_t half_a_year = 183;

using Order = std::pair<int, int>;  // number, page
using Place = std::pair<Order, std::size_t>;

Order order_of(const Span& span) { return {span.number, span.page}; }

// The statements that closed on one day.
struct ClosedThen {
    std::set<Place> all;
    std::map<Decimal, std::set<Place>> by_closing;
};

std::optional<std::size_t> last_before(const std::set<Place>& places, const Order& order)
{
    const auto at = places.lower_bound({order, 0});
    return at == places.begin() ? std::nullopt : std::optional(std::prev(at)->second);
}

// The statements of one account in one currency.
class OfAccount {
public:
    OfAccount(std::span<const Span> spans, std::vector<std::size_t> places) : spans_(spans), places_(std::move(places))
    {
        for (const std::size_t at : places_) {
            ClosedThen& day = days_[spans_[at].closes];
            day.all.insert({order_of(spans_[at]), at});
            day.by_closing[spans_[at].closing].insert({order_of(spans_[at]), at});
            if (spans_[at].number > 0) numbered_[spans_[at].number].insert(spans_[at].closes);
        }
    }

    void look(std::vector<Gap>& gaps) const
    {
        for (const std::size_t next : places_) {
            const std::optional<std::size_t> before = before_of(next);
            if (!before) continue;
            const Span &one = spans_[*before], &other = spans_[next];
            if (one.closing != other.opening)
                gaps.push_back({*before, next, true});
            else if (one.number > 0 && other.number > one.number + 1 && !has_lately(other.number - 1, other.closes))
                gaps.push_back({*before, next, false});
        }
    }

private:
    std::optional<std::size_t> before_of(std::size_t next) const
    {
        const Span& span = spans_[next];
        const ClosedThen& same = days_.at(span.closes);
        const bool counted = span.number > 0;
        if (const auto ties = same.by_closing.find(span.opening); ties != same.by_closing.end()) {
            if (const auto before = last_before(ties->second, order_of(span))) return before;
            for (const auto& [order, at] : ties->second)
                if ((!counted || order == order_of(span)) && at != next) return at;
        }
        if (counted && span.opens == span.closes)
            if (const auto before = last_before(same.all, order_of(span)); before && spans_[*before].number > 0)
                return before;
        auto day = days_.upper_bound(std::min(span.opens, span.closes.previous()));
        if (day == days_.begin()) return std::nullopt;
        --day;
        const auto ties = day->second.by_closing.find(span.opening);
        const std::set<Place>& among = ties == day->second.by_closing.end() ? day->second.all : ties->second;
        return among.rbegin()->second;
    }

    bool has_lately(int number, Date closes) const
    {
        const auto found = numbered_.find(number);
        if (found == numbered_.end()) return false;
        const auto after = found->second.upper_bound(closes);
        return after != found->second.begin() && closes.serial() - std::prev(after)->serial() <= half_a_year;
    }

    std::span<const Span> spans_;
    std::vector<std::size_t> places_;
    std::map<Date, ClosedThen> days_;
    std::map<int, std::set<Date>> numbered_;
};

// With the decimals of its currency: a balance comes back from a book without its last noughts.
std::string in_full(const Decimal& amount, const std::string& code)
{
    const auto currency = Currency::parse(code);
    const int digits = currency ? currency->minor_digits() : 0;
    return (amount.places() < digits ? amount.quantized(digits, Round::half_away) : amount).text();
}

std::string plain(const std::string& account)
{
    std::string key;
    for (const char c : account)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) key += c;
    return key;
}

}  // namespace

int number_of(const std::string& sequence)
{
    return digits_only(sequence) && !sequence.empty() && sequence.size() < 9 ? std::stoi(sequence) : 0;
}

std::vector<Gap> gaps_between(std::span<const Span> spans)
{
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> accounts;
    for (std::size_t at = 0; at < spans.size(); ++at)
        if (spans[at].opens <= spans[at].closes) accounts[{plain(spans[at].account), spans[at].currency}].push_back(at);
    std::vector<Gap> gaps;
    for (auto& [account, places] : accounts) {
        std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
            const Span &one = spans[a], &other = spans[b];
            return std::tuple(one.closes, one.opens, order_of(one), one.name, a) <
                   std::tuple(other.closes, other.opens, order_of(other), other.name, b);
        });
        OfAccount(spans, std::move(places)).look(gaps);
    }
    return gaps;
}

std::string code_of(const Gap& gap) { return gap.of_money ? "statement-gap" : "number-missing"; }

std::string words_of(const Gap& gap, std::span<const Span> spans, const std::string& where)
{
    const Span &before = spans[gap.before], &next = spans[gap.next];
    const std::string in = where.empty() ? "" : " in " + where;
    if (gap.of_money)
        return "account " + next.account + " closed at " + in_full(before.closing, before.currency) + " on " +
               before.closes.text() + " in " + before.name + ", and opens at " + in_full(next.opening, next.currency) +
               " on " + next.opens.text() + in + ": a statement between the two is missing";
    return "account " + next.account + ": statement " + std::to_string(next.number) + in + " comes after " +
           std::to_string(before.number) + " in " + before.name + ", and opens where that one closed, at " +
           in_full(next.opening, next.currency);
}

}  // namespace earned::bank
