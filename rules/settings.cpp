#include "rules/settings.h"

namespace earned {

namespace {

// "a | b | c", one by one, until one of them changes nothing.
std::optional<std::string> value_in_force(const Conventions& conventions, const PolicyName& policy)
{
    for (std::string_view rest = policy.values; !rest.empty();) {
        const std::size_t bar = rest.find(" | ");
        const std::string_view value = rest.substr(0, bar);
        rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 3);
        const Result<PolicySetting> setting = PolicySetting::read(policy.name, value);
        if (!setting) continue;
        Conventions with = conventions;
        setting->apply(with);
        if (with == conventions) return std::string(value);
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::pair<std::string_view, std::string>> settings_of(const Conventions& conventions)
{
    std::vector<std::pair<std::string_view, std::string>> settings;
    for (const PolicyName& policy : policy_names()) {
        std::optional<std::string> value = value_in_force(conventions, policy);
        // The one policy whose values are not listed is a number.
        if (!value && conventions.progress_precision) value = conventions.progress_precision->text();
        settings.emplace_back(policy.name, value.value_or(std::string(policy.otherwise)));
    }
    return settings;
}

}  // namespace earned
