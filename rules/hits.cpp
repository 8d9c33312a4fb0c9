#include "rules/hits.h"

#include <algorithm>
#include <array>

namespace earned {

namespace {

constexpr std::array<std::pair<std::string_view, Hits>, 8> policies{{
    {"", Hits::unique},
    {"UNIQUE", Hits::unique},
    {"ANY", Hits::any},
    {"PRIORITY", Hits::priority},
    {"FIRST", Hits::first},
    {"COLLECT", Hits::collect},
    {"OUTPUT ORDER", Hits::output_order},
    {"RULE ORDER", Hits::rule_order},
}};
constexpr std::array<std::pair<std::string_view, Aggregator>, 5> aggregators{{
    {"", Aggregator::none},
    {"SUM", Aggregator::sum},
    {"COUNT", Aggregator::count},
    {"MIN", Aggregator::least},
    {"MAX", Aggregator::most},
}};

template <class Table>
auto named(const Table& table, std::string_view name) -> std::optional<decltype(table[0].second)>
{
    for (const auto& [each, value] : table)
        if (each == name) return value;
    return std::nullopt;
}

}  // namespace

std::optional<Hits> hits_named(std::string_view policy) { return named(policies, policy); }
std::optional<Aggregator> aggregator_named(std::string_view name) { return named(aggregators, name); }

bool is_single(Hits policy)
{
    switch (policy) {
        case Hits::unique:
        case Hits::any:
        case Hits::priority:
        case Hits::first:
            return true;
        case Hits::collect:
        case Hits::output_order:
        case Hits::rule_order:
            break;
    }
    return false;
}

Struck struck(Hits policy, std::span<const std::size_t> matched, std::span<const std::uint32_t> rank,
              std::span<const std::uint32_t> alike)
{
    Struck result;
    if (matched.empty()) return result;
    const auto before = [rank](std::size_t left, std::size_t right) { return rank[left] < rank[right]; };
    switch (policy) {
        case Hits::unique:
            if (matched.size() > 1)
                result.conflict = {matched[0], matched[1]};
            else
                result.rows = {matched[0]};
            return result;
        case Hits::any: {
            const auto other = std::find_if(matched.begin(), matched.end(),
                                            [&](std::size_t row) { return alike[row] != alike[matched[0]]; });
            if (other != matched.end())
                result.conflict = {matched[0], *other};
            else
                result.rows = {matched[0]};
            return result;
        }
        case Hits::first:
            result.rows = {matched[0]};
            return result;
        case Hits::priority:
            result.rows = {*std::min_element(matched.begin(), matched.end(), before)};
            return result;
        case Hits::output_order:
            result.rows.assign(matched.begin(), matched.end());
            std::stable_sort(result.rows.begin(), result.rows.end(), before);
            return result;
        case Hits::collect:
        case Hits::rule_order:
            break;
    }
    result.rows.assign(matched.begin(), matched.end());
    return result;
}

std::optional<Decimal> aggregated(Aggregator aggregator, std::span<const Decimal> outputs)
{
    if (aggregator == Aggregator::count) return Decimal::of(static_cast<std::int64_t>(outputs.size()));
    if (outputs.empty() || aggregator == Aggregator::none) return std::nullopt;
    if (aggregator == Aggregator::least) return *std::min_element(outputs.begin(), outputs.end());
    if (aggregator == Aggregator::most) return *std::max_element(outputs.begin(), outputs.end());
    std::optional<Decimal> sum = Decimal();
    for (const Decimal& each : outputs)
        if (sum) sum = checked_add(*sum, each);
    return sum;
}

}  // namespace earned
