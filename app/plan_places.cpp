#include "app/plan_places.h"

#include <algorithm>

namespace earned::app {

std::vector<std::string> names_of(const Plan& plan)
{
    std::vector<std::string> names;
    for (const Obligation& obligation : plan.obligations) names.push_back(obligation.id.text());
    return names;
}

Plan in_places(Plan fresh, std::span<const std::string> names)
{
    const std::vector<std::string> now = names_of(fresh);
    const bool stand = now.size() >= names.size() && std::equal(names.begin(), names.end(), now.begin());
    if (stand) return fresh;
    std::vector<std::string> places(names.begin(), names.end());
    std::vector<std::size_t> place_of;
    std::vector<bool> taken(places.size(), false);
    for (const std::string& name : now) {
        std::size_t place = 0;
        while (place < places.size() && (taken[place] || places[place] != name)) ++place;
        if (place == places.size()) {
            places.push_back(name);
            taken.push_back(false);
        }
        taken[place] = true;
        place_of.push_back(place);
    }
    std::vector<Obligation> obligations(places.size());
    for (std::size_t place = 0; place < places.size(); ++place) obligations[place].id = ObligationId(places[place]);
    std::vector<std::int64_t> rates(fresh.tax_rates.empty() ? 0 : places.size());
    for (std::size_t at = 0; at < now.size(); ++at) {
        obligations[place_of[at]] = std::move(fresh.obligations[at]);
        if (at < fresh.tax_rates.size()) rates[place_of[at]] = fresh.tax_rates[at];
    }
    for (Claim& claim : fresh.claims) claim.obligation = static_cast<std::uint16_t>(place_of[claim.obligation]);
    std::stable_sort(fresh.claims.begin(), fresh.claims.end(),
                     [](const Claim& a, const Claim& b) { return a.obligation < b.obligation; });
    fresh.obligations = std::move(obligations);
    fresh.tax_rates = std::move(rates);
    return fresh;
}

}  // namespace earned::app
