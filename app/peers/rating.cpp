// What usage costs.
#include "app/peers/asked.h"

#include "rules/rating/blocks.h"
#include "rules/rating/rate.h"
#include "rules/rating/seats.h"

#include <algorithm>

namespace earned::app {

namespace peers_rating {

namespace {

using rating::Block;

Decimal decimal_of(const Value& said) { return number_in(said).decimal(12, Round::half_away); }

std::optional<Decimal> may(const Value& record, std::string_view name)
{
    const Value* found = record.find(name);
    return found == nullptr || found->is_null() ? std::nullopt : std::optional(decimal_of(*found));
}

std::vector<Tier> tiers_of(const Value& list)
{
    std::vector<Tier> tiers;
    for (const Value& each : list.items()) {
        Tier tier;
        tier.from = may(each, "from");
        tier.up_to = may(each, "to");
        tier.unit_price = may(each, "unit");
        tier.flat = may(each, "flat");
        tier.rate = may(each, "rate");
        tiers.push_back(tier);
    }
    return tiers;
}

PriceModel model_of(const std::string& name)
{
    if (name == "standard" || name == "per_unit") return PriceModel::per_unit;
    if (name == "graduated") return PriceModel::graduated;
    if (name == "volume") return PriceModel::volume;
    if (name == "package") return PriceModel::package;
    if (name == "stairstep") return PriceModel::stairstep;
    if (name == "percentage") return PriceModel::percentage;
    if (name == "graduated_percentage") return PriceModel::graduated_percentage;
    if (name == "dynamic") return PriceModel::dynamic;
    throw PeerUnread("'" + name + "' is no price model that is known");
}

// Where only a sum, a count and some running totals are said: what those leave, evenly.
std::vector<Ratio> events_of(const Asked& asked)
{
    if (asked.has("event_amounts")) return numbers_in(asked.value("event_amounts"));
    std::vector<Ratio> amounts;
    Ratio sum;
    if (asked.has("running_totals"))
        for (const Ratio& total : numbers_in(asked.value("running_totals"))) {
            amounts.push_back(total - sum);
            sum = total;
        }
    const Ratio units = asked.number("units");
    const int events = asked.has("events") ? asked.whole("events") : 1;
    const int left = events - static_cast<int>(amounts.size());
    for (int each = 0; each < left; ++each) amounts.push_back((units - sum) / Ratio(left));
    return amounts;
}

Value priced(const Asked& asked)
{
    Pricing pricing;
    pricing.model = model_of(asked.text("model"));
    rating::Usage usage;
    if (asked.has("unit_price")) pricing.unit_price = decimal_of(asked.value("unit_price"));
    for (const auto& [name, part] : {std::pair{"free_units", &Pricing::included},
                                     {"rate", &Pricing::rate},
                                     {"fixed", &Pricing::fixed},
                                     {"free_events", &Pricing::free_events},
                                     {"min_per_event", &Pricing::event_minimum},
                                     {"max_per_event", &Pricing::event_maximum},
                                     {"minimum", &Pricing::minimum}})
        if (asked.has(name)) pricing.*part = decimal_of(asked.value(name));
    if (asked.has("tiers")) pricing.tiers = tiers_of(asked.value("tiers"));
    if (asked.has("package_size"))
        pricing.tiers = {{.from = {},
                          .up_to = {},
                          .unit_price = decimal_of(asked.value("package_price")),
                          .flat = {},
                          .size = decimal_of(asked.value("package_size")),
                          .rate = {}}};
    if (pricing.model == PriceModel::percentage) usage.events = events_of(asked);
    if (asked.has("units")) usage.quantity = asked.number("units");
    if (const Outcome fine = rating::check_pricing(pricing); !fine) throw PeerRefused(fine.fault().text());
    const Result<Ratio> rated = rating::rate(pricing, usage, asked.conventions().zero_usage);
    if (!rated) throw PeerRefused(rated.fault().text());
    return Value::record({{"amount", exactly(*rated)}});
}

Value seated(const Asked& asked)
{
    const std::vector<Ratio> changes = numbers_in(asked.value("unit_events"));
    const std::vector<Ratio> prorated = numbers_in(asked.value("prorated_units"));
    if (changes.size() != prorated.size()) throw PeerUnread("each change has a prorated quantity");
    std::vector<rating::SeatChange> all;
    for (std::size_t place = 0; place < changes.size(); ++place) all.push_back({changes[place], prorated[place]});
    const Ratio due = rating::seats(tiers_of(asked.value("tiers")), all);
    return Value::record({{"amount_rounded_2dp", amount(asked.rounded(due))}, {"amount", exactly(due)}});
}

// Of one meter, or of each of several: {"block_size", "max_blocks", "price"}, {"block", "price"} or [max, price].
Block block_of(const Value& said)
{
    if (said.is_list()) return {1, number_in(said.items().at(0)), number_in(said.items().at(1))};
    const Value* size = said.find("block_size");
    Block block{number_in(size != nullptr ? *size : *said.find("block")), std::nullopt, number_in(*said.find("price"))};
    if (const Value* most = said.find("max_blocks"); most != nullptr && number_in(*most).sign() >= 0)
        block.most = number_in(*most);
    return block;
}

Ratio in_blocks(const std::string& policy, const std::vector<Block>& tiers, const Ratio& used,
                std::vector<Value>* per_tier)
{
    if (policy == "TOP_TIER") return rating::top_tier(tiers, used);
    if (policy != "ALL_TIERS") throw PeerUnread("'" + policy + "' is no way to use tiers that is known");
    const std::vector<Ratio> amounts = rating::fill_blocks(tiers, used);
    if (per_tier != nullptr)
        for (const Ratio& each : amounts) per_tier->push_back(exactly(each));
    return rating::sum(amounts);
}

Value by_capacity(const Asked& asked)
{
    std::vector<rating::CapacityTier> tiers;
    for (const Value& each : asked.value("tiers").items()) {
        rating::CapacityTier& tier = tiers.emplace_back();
        for (const auto& [name, value] : each.fields()) {
            if (name == "price")
                tier.price = number_in(value);
            else if (name != "unlimited")
                tier.limits.emplace(name, number_in(value));
        }
    }
    std::map<std::string, Ratio> used;
    for (const auto& [meter, value] : asked.value("usage").fields()) used.emplace(meter, number_in(value));
    const Result<Ratio> price = rating::capacity(tiers, used);
    if (!price) throw PeerRefused(price.fault().text());
    return Value::record({{"amount", exactly(*price)}});
}

// Of each period what its usage costs in all, less what was billed of it.
Value late(const Asked& asked)
{
    Fields fields;
    const Block block{asked.number("block_size"), std::nullopt, asked.number("price")};
    for (const auto& [name, value] : asked.about.input.fields()) {
        if (!name.starts_with("usage_")) continue;
        const Ratio all = rating::sum(rating::fill_blocks(std::vector{block}, rating::sum(numbers_in(value))));
        fields.emplace_back("delta_" + name.substr(6), exactly(all - asked.number("already_billed_each_period")));
    }
    return Value::record(std::move(fields));
}

}  // namespace

}  // namespace peers_rating

std::optional<Value> answer_rating(const Asked& asked)
{
    using namespace peers_rating;
    if (asked.has("unit_events")) return seated(asked);
    if (asked.has("model")) return priced(asked);
    if (asked.has("already_billed_each_period")) return late(asked);
    return std::nullopt;
}

std::optional<Value> answer_blocks(const Asked& asked)
{
    using namespace peers_rating;
    if (!asked.has("policy")) return std::nullopt;
    const std::string policy = asked.text("policy");
    if (policy == "CAPACITY") return by_capacity(asked);
    if (asked.has("units")) {
        std::vector<Block> tiers;
        for (const Value& each : asked.value("tiers").items()) tiers.push_back(block_of(each));
        std::vector<Value> per_tier;
        const Ratio total = in_blocks(policy, tiers, asked.number("units"), &per_tier);
        return Value::record({{"per_tier", Value::list(std::move(per_tier))}, {"total", exactly(total)}});
    }
    const Value& tiers = asked.value(asked.has("tiers") ? "tiers" : "tiers_size1_max_price");
    Ratio total;
    for (const auto& [meter, used] : asked.value("usage").fields()) {
        std::vector<Block> of_meter;
        for (const Value& each : tiers.items())
            if (const Value* block = each.find(meter)) of_meter.push_back(block_of(*block));
        total += in_blocks(policy, of_meter, number_in(used), nullptr);
    }
    return Value::record({{"total", exactly(total)}});
}

}  // namespace earned::app
