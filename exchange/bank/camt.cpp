// ISO 20022 camt.052, .053 and .054 of any version, by the names of elements: what a version moved
// (a party's name under `Pty`, a status under `Cd`) is found in either place.
//
// Requires: no document type: an entity is never expanded, inside or outside the file
#include "exchange/bank/camt_summary.h"
#include "exchange/bank/faults.h"
#include "exchange/bank/read.h"
#include "exchange/bank/text.h"
#include "exchange/bank/xml.h"

#include <algorithm>

namespace earned::bank {

namespace {

using pugi::xml_node;

struct CamtWrong {
    Fault fault;
};

class CamtReader {
public:
    explicit CamtReader(std::string_view bytes) : xml_(bytes) {}

    Result<File> read()
    try {
        if (const auto fault = xml_.load()) return *fault;
        if (xml_.is_guessed())
            file_.remarks.push_back(
                {"encoding-guessed", 1, "the file isn't of the encoding it names, and was read as Western European"});
        std::vector<xml_node> messages;
        find_messages(xml_.root(), 0, messages);
        if (messages.empty())
            return fault_at(xml_.line(xml_.root()), "format-unknown",
                            "the document is no account statement, report or notification of ISO 20022",
                            "send a camt.052, camt.053 or camt.054");
        file_.format = format_of(messages.front());
        for (const xml_node message : messages) read_message(message);
        if (file_.statements.empty())
            return fault_at(xml_.line(messages.front()), "statement-missing", "the message holds no statement");
        return std::move(file_);
    } catch (const CamtWrong& wrong) {
        return wrong.fault;
    }

private:
    // A message may be the document, or stand in the envelope of a network with others.
    static void find_messages(xml_node node, int depth, std::vector<xml_node>& found)
    {
        static constexpr int deepest = 8;
        for (const xml_node each : node.children()) {
            const std::string_view name = local_name(each);
            if (name == "BkToCstmrStmt" || name == "BkToCstmrAcctRpt" || name == "BkToCstmrDbtCdtNtfctn")
                found.push_back(each);
            else if (depth < deepest)
                find_messages(each, depth + 1, found);
        }
    }

    void read_message(xml_node message)
    {
        const std::vector<xml_node> listed = children(message, {"Stmt", "Rpt", "Ntfctn"});
        for (const xml_node statement : listed) {
            xml_node pages = first_of(statement, {"StmtPgntn", "RptPgntn", "NtfctnPgntn"});
            if (!pages && listed.size() == 1) pages = child(child(message, "GrpHdr"), "MsgPgntn");
            read_statement(statement, pages);
        }
    }

    static std::string format_of(xml_node message)
    {
        for (const xml_node holder : {message.parent(), message})
            for (const pugi::xml_attribute each : holder.attributes()) {
                const std::string space = each.value();
                const std::size_t at = space.rfind("camt.");
                if (std::string_view(each.name()).starts_with("xmlns") && at != std::string::npos)
                    return space.substr(at);
            }
        const std::string_view name = local_name(message);
        return name == "BkToCstmrStmt" ? "camt.053" : name == "BkToCstmrAcctRpt" ? "camt.052" : "camt.054";
    }

    [[noreturn]] void refuse(xml_node node, std::string code, std::string what) const
    {
        throw CamtWrong{fault_at(xml_.line(node), std::move(code), std::move(what))};
    }

    Decimal amount(xml_node node) const
    {
        const auto read = amount_of(node.child_value(), '.');
        if (!read || std::string_view(node.child_value()).find(',') != std::string_view::npos)
            refuse(node, "amount-unreadable", "'" + std::string(node.child_value()) + "' is no amount");
        return *read;
    }

    // Money in is positive: by CdtDbtInd alone.
    Decimal signed_amount(xml_node holder, xml_node node) const
    {
        const std::string way = text(holder, {"CdtDbtInd"});
        if (way != "CRDT" && way != "DBIT") refuse(holder, "sign-missing", "an amount says neither CRDT nor DBIT");
        return way == "CRDT" ? unsigned_amount(node) : -unsigned_amount(node);
    }
    Decimal unsigned_amount(xml_node node) const
    {
        const Decimal size = amount(node);
        if (size.sign() < 0)
            refuse(node, "amount-unreadable", "'" + size.text() + "' has a sign of its own, beside CRDT or DBIT");
        return size;
    }

    std::optional<Date> date(xml_node holder) const
    {
        if (!holder) return std::nullopt;
        for (const char* name : {"Dt", "DtTm"}) {
            const std::string written = text(holder, {name});
            if (written.empty()) continue;
            const auto day = Date::parse(written.substr(0, 10));
            if (!day) refuse(holder, "date-unreadable", "'" + written + "' is no date");
            return day;
        }
        return std::nullopt;
    }

    // The day of a period's end, which only tells.
    static std::optional<Date> date_at(xml_node holder, const char* name)
    {
        return Date::parse(text(holder, {name}).substr(0, 10));
    }

    void read_statement(xml_node node, xml_node pages)
    {
        Statement statement;
        statement.line = xml_.line(node);
        statement.id = text(node, {"Id"});
        statement.sequence = first_text(node, {{"ElctrncSeqNb"}, {"LglSeqNb"}});
        statement.page = text(pages, {"PgNb"});
        statement.has_pages = !statement.page.empty();
        const std::string last = text(pages, {"LastPgInd"});
        statement.goes_on = last == "false" || last == "0";
        statement.first = date_at(child(node, "FrToDt"), "FrDtTm");
        statement.last = date_at(child(node, "FrToDt"), "ToDtTm");
        statement.account = account(child(node, "Acct"));
        statement.owner = text(node, {"Acct", "Ownr", "Nm"});
        statement.currency = text(node, {"Acct", "Ccy"});
        if (statement.account.empty()) refuse(node, "account-missing", "the statement names no account");
        read_balances(node, statement);
        for (const xml_node entry : children(node, {"Ntry"})) read_entry(entry, statement);
        if (statement.currency.empty() && !statement.entries.empty())
            statement.currency = statement.entries.front().currency;
        check_summary(child(node, "TxsSummry"), statement,
                      {xml_, file_, [this](xml_node written) { return amount(written); }});
        file_.statements.push_back(std::move(statement));
    }

    static std::string account(xml_node node)
    {
        return first_text(node, {{"Id", "IBAN"}, {"Id", "Othr", "Id"}, {"Id", "PrtryAcct", "Id"}});
    }

    // A page that isn't the first or last opens or closes with an interim balance (ITBD).
    void read_balances(xml_node node, Statement& statement)
    {
        std::optional<Balance> previous, first_interim, last_interim;
        for (const xml_node each : children(node, {"Bal"})) {
            const std::string code =
                first_text(each, {{"Tp", "CdOrPrtry", "Cd"}, {"Tp", "CdOrPrtry", "Prtry"}, {"Tp", "Cd"}});
            const xml_node money = child(each, "Amt");
            if (!money) refuse(each, "amount-missing", "a balance has no amount");
            Balance balance{signed_amount(each, money), date(child(each, "Dt")), money.attribute("Ccy").value(),
                            xml_.line(each), text(each, {"Tp", "SubTp", "Cd"}) == "INTM"};
            if (code == "OPBD" && !statement.opening) statement.opening = balance;
            if (code == "PRCD") previous = balance;
            if (code == "CLBD") statement.closing = balance;
            if (code == "CLAV") statement.available = balance;
            if (code != "ITBD") continue;
            balance.intermediate = true;
            if (!first_interim) first_interim = balance;
            last_interim = balance;
        }
        if (!statement.opening) statement.opening = previous;
        if (!statement.page.empty() && local_name(node) == "Stmt") {
            if (!statement.opening && statement.page != "1") statement.opening = first_interim;
            if (!statement.closing && statement.goes_on) statement.closing = last_interim;
        }
        if (statement.currency.empty() && statement.closing) statement.currency = statement.closing->currency;
    }

    static std::string code_of(xml_node node)
    {
        const xml_node code = child(node, "BkTxCd"), domain = child(code, "Domn");
        std::string joined;
        for (const std::string& part : {text(domain, {"Cd"}), text(domain, {"Fmly", "Cd"}),
                                        text(domain, {"Fmly", "SubFmlyCd"}), text(code, {"Prtry", "Cd"})})
            if (!part.empty()) joined += (joined.empty() ? "" : "/") + part;
        return joined;
    }

    static bool is_true(const std::string& said) { return said == "true" || said == "1"; }

    // A code, a text (version 2), or the bank's own word for it.
    static Booked status(xml_node node)
    {
        const std::string said = upper(first_text(node, {{"Sts", "Cd"}, {"Sts", "Prtry"}, {"Sts"}}));
        if (said.empty() || said.starts_with("BOOK")) return Booked::booked;
        return said == "INFO" ? Booked::informative : Booked::pending;
    }

    void read_entry(xml_node node, Statement& statement)
    {
        Entry entry;
        entry.line = xml_.line(node);
        const xml_node money = child(node, "Amt");
        if (!money) refuse(node, "amount-missing", "an entry has no amount");
        entry.amount = signed_amount(node, money);
        entry.currency = money.attribute("Ccy").value();
        entry.reversal = is_true(text(node, {"RvslInd"}));
        entry.status = status(node);
        entry.booked_on = date(child(node, "BookgDt"));
        entry.value_date = date(child(node, "ValDt"));
        entry.servicer = text(node, {"AcctSvcrRef"});
        entry.reference = text(node, {"NtryRef"});
        entry.code = code_of(node);
        entry.text = text(node, {"AddtlNtryInf"});
        entry.charges = charges(node, entry.currency);
        for (const xml_node details : children(node, {"NtryDtls"})) {
            const std::vector<xml_node> listed = children(details, {"TxDtls"});
            const std::string count = text(details, {"Btch", "NbOfTxs"});
            if (digits_only(count) && count.size() < 8) {
                entry.batch_count = entry.batch_count.value_or(entry.transactions.size()) + std::stoul(count);
            } else if (entry.batch_count) {
                *entry.batch_count += listed.size();
            }
            if (const xml_node total = child(child(details, "Btch"), "TtlAmt");
                total && (!total.attribute("Ccy") || total.attribute("Ccy").value() == entry.currency))
                entry.batch_total = entry.batch_total.value_or(Decimal()) + amount(total).abs();
            for (const xml_node one : listed) entry.transactions.push_back(transaction(one, entry));
        }
        for (const xml_node one : children(node, {"TxDtls"}))  // version 1 has no NtryDtls
            entry.transactions.push_back(transaction(one, entry));
        if (entry.transactions.size() == 1) is_all_of(entry, entry.transactions.front());
        statement.entries.push_back(std::move(entry));
    }

    // One payment, without an amount or with one in the payer's currency, is the entry's amount.
    static void is_all_of(const Entry& entry, Transaction& one)
    {
        if (one.amount && (one.currency.empty() || one.currency == entry.currency)) return;
        if (one.amount && !one.instructed) {
            one.instructed = one.amount->abs();
            one.instructed_currency = one.currency;
        }
        one.amount = entry.amount;
        one.currency = entry.currency;
    }

    // What the account was booked with: in its currency, where the payment says it in several.
    static xml_node amount_in(xml_node details, const std::string& currency)
    {
        xml_node found;
        for (const char* name : {"TxAmt", "CntrValAmt", "PrtryAmt"}) {
            const xml_node money = child(child(details, name), "Amt");
            if (money && money.attribute("Ccy").value() == currency) return money;
            if (!found && name != std::string_view("PrtryAmt")) found = money;
        }
        return found;
    }

    // A charge stands in `Chrgs`, before version 4 flat, from it in `Rcrd`; a charge is the bank's gain.
    std::vector<Charge> charges(xml_node node, const std::string& currency) const
    {
        std::vector<Charge> found;
        for (const xml_node holder : children(node, {"Chrgs"})) {
            std::vector<xml_node> records = children(holder, {"Rcrd"});
            if (records.empty()) records.push_back(holder);
            for (const xml_node record : records) {
                const xml_node money = child(record, "Amt");
                if (!money) continue;
                const std::string unit = money.attribute("Ccy").value();
                const Decimal size = amount(money);
                found.push_back({text(record, {"CdtDbtInd"}) == "CRDT" ? -size : size, unit.empty() ? currency : unit,
                                 first_text(record, {{"Tp", "Cd"}, {"Tp", "Prtry", "Id"}}),
                                 is_true(text(record, {"ChrgInclInd"})), xml_.line(record)});
            }
        }
        return found;
    }

    static Party party(xml_node parties, const char* who, const char* whose_account)
    {
        const xml_node node = child(parties, who);
        return {first_text(node, {{"Nm"}, {"Pty", "Nm"}}), account(child(parties, whose_account)), ""};
    }

    Transaction transaction(xml_node node, const Entry& entry) const
    {
        Transaction one;
        one.line = xml_.line(node);
        xml_node money = child(node, "Amt");
        if (!money || money.attribute("Ccy").value() != entry.currency)
            if (const xml_node own = amount_in(child(node, "AmtDtls"), entry.currency);
                own && (!money || own.attribute("Ccy").value() == entry.currency))
                money = own;
        if (money) {
            const std::string way = text(node, {"CdtDbtInd"});
            const bool out = way.empty() ? entry.amount.sign() < 0 : way == "DBIT";
            one.amount = out ? -unsigned_amount(money) : unsigned_amount(money);
            one.currency = money.attribute("Ccy").value();
        }
        if (const xml_node asked = child(child(child(node, "AmtDtls"), "InstdAmt"), "Amt")) {
            one.instructed = amount(asked);
            one.instructed_currency = asked.attribute("Ccy").value();
        }
        read_references(child(node, "Refs"), one);
        const xml_node parties = child(node, "RltdPties"), agents = child(node, "RltdAgts");
        one.payer = party(parties, "Dbtr", "DbtrAcct");
        one.ultimate_payer = party(parties, "UltmtDbtr", "UltmtDbtrAcct");
        one.payee = party(parties, "Cdtr", "CdtrAcct");
        one.payer.agent = first_text(agents, {{"DbtrAgt", "FinInstnId", "BICFI"}, {"DbtrAgt", "FinInstnId", "BIC"}});
        one.payee.agent = first_text(agents, {{"CdtrAgt", "FinInstnId", "BICFI"}, {"CdtrAgt", "FinInstnId", "BIC"}});
        read_remittance(child(node, "RmtInf"), one);
        if (const std::string more = text(node, {"AddtlTxInf"}); !more.empty()) one.remittance.push_back(more);
        if (const xml_node returned = child(node, "RtrInf"))
            one.return_reason = first_text(returned, {{"Rsn", "Cd"}, {"Rsn", "Prtry"}, {"AddtlInf"}});
        one.charges = charges(node, entry.currency);
        return one;
    }

    static void read_references(xml_node node, Transaction& one)
    {
        const auto given = [&](const char* name) {
            std::string value = text(node, {name});
            return value == "NOTPROVIDED" ? std::string() : value;
        };
        one.end_to_end = given("EndToEndId");
        one.transaction = given("TxId");
        one.mandate = given("MndtId");
        one.uetr = given("UETR");
        one.cheque = given("ChqNb");
        one.servicer = given("AcctSvcrRef");
    }

    void read_remittance(xml_node node, Transaction& one) const
    {
        for (const xml_node line : children(node, {"Ustrd"})) one.remittance.emplace_back(squeezed(line.child_value()));
        for (const xml_node structured : children(node, {"Strd"})) {
            const xml_node information = child(structured, "CdtrRefInf");
            if (one.reference.empty()) {
                one.reference = text(information, {"Ref"});
                one.reference_type = first_text(information, {{"Tp", "CdOrPrtry", "Cd"}, {"Tp", "CdOrPrtry", "Prtry"}});
            } else if (const std::string other = text(information, {"Ref"}); !other.empty()) {
                one.remittance.push_back(other);
            }
            const xml_node amounts = child(structured, "RfrdDocAmt");
            for (const xml_node document : children(structured, {"RfrdDocInf"})) {
                Referred referred{first_text(document, {{"Tp", "CdOrPrtry", "Cd"}, {"Tp", "CdOrPrtry", "Prtry"}}),
                                  text(document, {"Nb"}),
                                  {},
                                  {},
                                  {},
                                  {}};
                const auto part = [&](std::initializer_list<const char*> path) -> std::optional<Decimal> {
                    xml_node at = amounts;
                    for (const char* name : path) at = child(at, name);
                    return at ? std::optional<Decimal>(amount(at)) : std::nullopt;
                };
                referred.due = part({"DuePyblAmt"});
                referred.discount = part({"DscntApldAmt"});
                referred.credited = part({"CdtNoteAmt"});
                referred.remitted = part({"RmtdAmt"});
                if (!referred.number.empty()) one.referred.push_back(std::move(referred));
            }
            for (const xml_node more : children(structured, {"AddtlRmtInf"}))
                one.remittance.emplace_back(squeezed(more.child_value()));
        }
    }

    Xml xml_;
    File file_;
};

}  // namespace

Result<File> read_camt(std::string_view bytes) { return CamtReader(bytes).read(); }

}  // namespace earned::bank
