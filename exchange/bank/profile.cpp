#include "exchange/bank/profile.h"

#include <yaml-cpp/yaml.h>

namespace earned::bank {

namespace {

std::vector<std::string> words(const YAML::Node& node)
{
    std::vector<std::string> found;
    if (node.IsScalar()) found.push_back(node.as<std::string>());
    if (node.IsSequence())
        for (const YAML::Node& each : node) found.push_back(each.as<std::string>());
    return found;
}

Fault refused(const std::string& where, std::string what)
{
    return {
        .code = "profile-unreadable", .where = where, .what = std::move(what), .hint = "see docs/bank-statements.md"};
}

std::map<std::string, Movement> movements(const YAML::Node& node)
{
    static const std::map<std::string, Movement> meanings = {{"in", Movement::in},
                                                             {"out", Movement::out},
                                                             {"none", Movement::none},
                                                             {"pending", Movement::pending},
                                                             {"booked", Movement::in}};
    std::map<std::string, Movement> found;
    if (node)
        for (const auto& each : node) found[each.first.as<std::string>()] = meanings.at(each.second.as<std::string>());
    return found;
}

Profile profile_of(const YAML::Node& root)
{
    Profile profile;
    profile.name = root["name"].as<std::string>();
    profile.encodings = words(root["encodings"]);
    profile.header = words(root["header"]);
    for (const auto& each : root["columns"]) profile.columns[each.first.as<std::string>()] = words(each.second);
    profile.direction = movements(root["direction"]);
    profile.status = movements(root["status"]);
    profile.date_format = root["date_format"].as<std::string>("YYYY-MM-DD");
    profile.timezone = root["timezone"].as<std::string>("");
    profile.currency = root["currency"].as<std::string>("");
    if (root["currencies"])
        for (const auto& each : root["currencies"])
            profile.currencies[each.first.as<std::string>()] = each.second.as<std::string>();
    profile.account_label = root["account_label"].as<std::string>("");
    profile.count_label = root["count_label"].as<std::string>("");
    for (const auto& [key, list] : {std::pair("strip", &profile.strip), std::pair("footers", &profile.footers),
                                    std::pair("absent", &profile.absent)})
        if (root[key]) *list = words(root[key]);
    profile.lead = root["lead"].as<std::string>("");
    profile.out_is_negative = root["out_is_negative"].as<bool>(false);
    const std::string separator = root["separator"].as<std::string>(","),
                      mark = root["decimal_mark"].as<std::string>(".");
    profile.separator = separator == "tab" ? '\t' : separator.at(0);
    profile.decimal_mark = mark.at(0);
    return profile;
}

}  // namespace

Result<Profile> read_profile(std::string_view yaml, const std::string& where)
try {
    Profile profile = profile_of(YAML::Load(std::string(yaml)));
    if (profile.encodings.empty()) profile.encodings = {"UTF-8"};
    if (profile.header.empty()) return refused(where, "a profile names in `header` the titles it knows a file by");
    if (!profile.columns.contains("date")) return refused(where, "a profile says which column is the `date`");
    if (!profile.columns.contains("amount") && !(profile.columns.contains("in") && profile.columns.contains("out")))
        return refused(where, "a profile says which column is the `amount`, or which are `in` and `out`");
    return profile;
} catch (const std::exception& failure) {
    return refused(where, std::string("the profile can't be read: ") + failure.what());
}

}  // namespace earned::bank
