#include "exchange/bank/copies.h"

namespace earned::bank {

namespace {

std::string said_by(const Charge& charge) { return charge.amount.reduced().text() + charge.currency + charge.type; }

std::string said_by(const Transaction& one)
{
    std::string all = one.amount ? one.amount->reduced().text() : "-";
    for (const std::string& part : {one.end_to_end, one.transaction, one.mandate, one.uetr, one.servicer, one.reference,
                                    one.payer.name, one.payer.account, one.payee.name, one.payee.account})
        all += "\t" + part;
    for (const std::string& line : one.remittance) all += "\t" + line;
    for (const Referred& referred : one.referred) all += "\t" + referred.number;
    for (const Charge& charge : one.charges) all += "\t" + said_by(charge);
    return all;
}

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
        add(entry.amount.reduced().text() + (day ? day->text() : "") + entry.servicer + "\t" + entry.reference + "\t" +
            entry.text);
        for (const Charge& charge : entry.charges) add(said_by(charge));
        for (const Transaction& one : entry.transactions) add(said_by(one));
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
