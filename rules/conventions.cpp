#include "rules/conventions.h"

#include <array>
#include <string>

namespace earned {

namespace {

// How a policy is read beyond its words: most are a choice, two are numbers.
enum class Reading : std::uint8_t { choice, place, precision };

struct Entry {
    PolicyName name;
    Reading reading;
    void (*apply)(Conventions&, int choice, const Decimal& number);
};

template <auto Member> void choose(Conventions& conventions, int choice, const Decimal&)
{
    using Choice = std::remove_reference_t<decltype(conventions.*Member)>;
    conventions.*Member = static_cast<Choice>(choice);
}

void keep_places(Conventions& conventions, int places, const Decimal&)
{
    conventions.rounding_place = places < 0 ? std::nullopt : std::optional(places);
}

void keep_precision(Conventions& conventions, int, const Decimal& precision)
{
    conventions.progress_precision = precision.is_zero() ? std::nullopt : std::optional(precision);
}

// "exact" stands before 1, 2, 3 ...
void keep_ratio_places(Conventions& conventions, int places, const Decimal&)
{
    conventions.ratio_precision = places == 0 ? std::nullopt : std::optional(places);
}

// The words of a choice stand in the order of its enumeration.
constexpr std::array entries{
    Entry{{"partial_months", "actual | month_even | anniversary | mid_month | full | half", "actual"},
          Reading::choice, choose<&Conventions::partial_months>},
    Entry{{"proration", "actual | thirty_360 | none | fixed_30 | fixed_28 | whole_months | half_months", "actual"},
          Reading::choice, choose<&Conventions::proration>},
    Entry{{"rounding", "half_away | half_even | half_up | half_down | down | up | ceiling | floor", "half_away"},
          Reading::choice, choose<&Conventions::rounding>},
    Entry{{"rounding_place", "currency | 0 | 1 | 2 | 3 | 4", "currency"}, Reading::place, keep_places},
    Entry{{"progress_precision", "none | a share above 0 and up to 1", "none"}, Reading::precision, keep_precision},
    Entry{{"residue", "largest_remainder | last", "largest_remainder"}, Reading::choice,
          choose<&Conventions::residue>},
    Entry{{"ssp_date", "inception | modification", "inception"}, Reading::choice, choose<&Conventions::ssp_date>},
    Entry{{"receivable_when", "unconditional | invoiced", "unconditional"}, Reading::choice,
          choose<&Conventions::receivable_when>},
    Entry{{"refundable_prepayment", "refund_liability | contract_liability", "refund_liability"}, Reading::choice,
          choose<&Conventions::refundable_prepayment>},
    Entry{{"tax_pending", "posted | none", "none"}, Reading::choice, choose<&Conventions::tax_pending>},
    Entry{{"compounding", "annual | monthly | straight_line", "annual"}, Reading::choice,
          choose<&Conventions::compounding>},
    Entry{{"noncash_measured_at", "inception | performance | receipt", "inception"}, Reading::choice,
          choose<&Conventions::noncash_measured_at>},
    Entry{{"confirmation", "by_rule | waived", "by_rule"}, Reading::choice, choose<&Conventions::confirmation>},
    Entry{{"ratio_precision", "exact | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12", "exact"}, Reading::choice,
          keep_ratio_places},
    Entry{{"zero_usage", "charged | free", "charged"}, Reading::choice, choose<&Conventions::zero_usage>},
    Entry{{"tax_rounding", "line | document", "line"}, Reading::choice, choose<&Conventions::tax_rounding>},
    Entry{{"expected_losses", "none | matrix", "none"}, Reading::choice, choose<&Conventions::expected_losses>},
    Entry{{"early_payment_note", "none | draft | issue", "none"}, Reading::choice,
          choose<&Conventions::early_payment_note>},
    Entry{{"cost_impairment", "kept | given_back", "kept"}, Reading::choice, choose<&Conventions::cost_impairment>},
};

constexpr auto names_of_entries = [] {
    std::array<PolicyName, entries.size()> names{};
    for (std::size_t each = 0; each < names.size(); ++each) names[each] = entries[each].name;
    return names;
}();

std::optional<int> place_among(std::string_view words, std::string_view word)
{
    for (int place = 0; !words.empty(); ++place) {
        const std::size_t end = words.find(" | ");
        if (words.substr(0, end) == word) return place;
        words = end == std::string_view::npos ? std::string_view() : words.substr(end + 3);
    }
    return std::nullopt;
}

std::optional<Decimal> precision_of(std::string_view value)
{
    if (value == "none") return Decimal();
    const std::optional<Decimal> number = Decimal::parse(value);
    if (!number || number->sign() <= 0 || *number > Decimal::of(1)) return std::nullopt;
    return number;
}

Fault unknown_value(const PolicyName& policy, std::string_view value)
{
    return {.code = "policy-unknown",
            .where = "policy " + std::string(policy.name),
            .what = "'" + std::string(value) + "' is none of its values",
            .hint = "use " + std::string(policy.values)};
}

Fault unknown_name(std::string_view name)
{
    std::string all;
    for (const PolicyName& each : names_of_entries) all.append(all.empty() ? "" : ", ").append(each.name);
    return {.code = "policy-unknown",
            .where = "policy " + std::string(name),
            .what = "there is no policy of this name",
            .hint = "use one of " + all};
}

}  // namespace

std::span<const PolicyName> policy_names() { return names_of_entries; }

Result<PolicySetting> PolicySetting::read(std::string_view name, std::string_view value)
{
    for (std::size_t place = 0; place < entries.size(); ++place) {
        const Entry& entry = entries[place];
        if (entry.name.name != name) continue;
        PolicySetting setting;
        setting.policy_ = static_cast<std::uint8_t>(place);
        if (entry.reading == Reading::precision) {
            const std::optional<Decimal> precision = precision_of(value);
            if (!precision) return unknown_value(entry.name, value);
            setting.number_ = *precision;
            return setting;
        }
        const std::optional<int> choice = place_among(entry.name.values, value);
        if (!choice) return unknown_value(entry.name, value);
        // "currency" stands before 0, 1, 2 ...
        setting.choice_ = entry.reading == Reading::place ? *choice - 1 : *choice;
        return setting;
    }
    return unknown_name(name);
}

void PolicySetting::apply(Conventions& conventions) const { entries[policy_].apply(conventions, choice_, number_); }

Result<Conventions> override_with(Conventions conventions, const Policies& named)
{
    for (const auto& [name, value] : named) {
        const Result<PolicySetting> setting = PolicySetting::read(name, value);
        if (!setting) return setting.fault();
        setting->apply(conventions);
    }
    return conventions;
}

}  // namespace earned
