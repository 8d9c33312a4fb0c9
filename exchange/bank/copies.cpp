#include "exchange/bank/copies.h"

namespace earned::bank {

namespace {

std::string said_by(const Statement& statement)
{
    std::string all;
    const auto add = [&](const std::string& part) { all += part + "\n"; };
    const auto add_balance = [&](const std::optional<Balance>& balance) {
        add(balance ? balance->amount.reduced().text() + (balance->date ? balance->date->text() : "") : "-");
    };
    for (const std::string& part :
         {statement.account, statement.owner, statement.currency, statement.id, statement.sequence, statement.page})
        add(part);
    add_balance(statement.opening);
    add_balance(statement.closing);
    for (const Entry& entry : statement.entries) {
        const std::optional<Date> day = entry.booked_on ? entry.booked_on : entry.value_date;
        add(entry.amount.reduced().text() + (day ? day->text() : "") + entry.servicer + "\t" + entry.reference);
    }
    return all;
}

}  // namespace

void Copies::remark(const std::string& name, File& file)
{
    for (const Statement& statement : file.statements) {
        if (statement.entries.empty() && !statement.closing) continue;
        const auto [place, fresh] = first_in_.try_emplace(file.format + "\n" + said_by(statement), name);
        if (fresh || place->second == name) continue;
        file.remarks.push_back({"statement-twice", statement.line,
                                "statement " + statement.id + " of account " + statement.account + " stands in " +
                                    place->second + " too"});
    }
}

}  // namespace earned::bank
