// BAI2 (Cash Management Balance Reporting, version 2): records 01 to 99, each continued by 88.
//
// Law: amounts are whole minor units; 49, 98 and 99 give control totals and counts of records
#include "exchange/bank/faults.h"
#include "exchange/bank/read.h"
#include "exchange/bank/text.h"

#include "base/currency.h"

#include <algorithm>
#include <utility>

namespace earned::bank {

namespace {

struct Record {
    std::size_t line = 0;
    std::string code;
    std::vector<std::string> fields;  // without the code
    std::vector<std::string> more;    // texts of its 88s, as they stand
    std::size_t records = 1;          // itself and its 88s
};

struct Wrong {
    Fault fault;
};

std::vector<std::string> fields_of(std::string_view text)
{
    std::vector<std::string> fields;
    for (std::size_t begin = 0;;) {
        const std::size_t comma = text.find(',', begin);
        fields.emplace_back(text.substr(begin, comma == std::string_view::npos ? comma : comma - begin));
        if (comma == std::string_view::npos) return fields;
        begin = comma + 1;
    }
}

// Where the references of a 16 begin: after the type, the amount and what its kind of funds needs.
std::size_t place_of_text(const std::vector<std::string>& fields)
{
    const std::string funds(fields.size() > 2 ? stripped(fields[2]) : "");
    if (funds == "S") return 6;
    if (funds == "V") return 5;
    if (funds != "D") return 3;
    const std::string count(fields.size() > 3 ? stripped(fields[3]) : "");
    return digits_only(count) && count.size() < 4 ? 4 + 2 * std::stoul(count) : 4;
}

std::vector<Record> records_of(std::string_view text, std::vector<Remark>& remarks)
{
    std::vector<Record> records;
    for (const TextLine& line : lines_of(text)) {
        std::string_view content = stripped(line.text);
        if (content.empty()) continue;
        const std::string code(content.substr(0, 2));
        if (code == "88" && content.size() > 2 && content[2] != ',')
            remarks.push_back({"record-broken", line.number, "a record 88 is not followed by a comma"});
        else if (content.size() < 3 || content[2] != ',' || !digits_only(code))
            throw Wrong{fault_at(line.number, "record-unreadable",
                                 "'" + std::string(content.substr(0, 20)) + "' begins no record")};
        content.remove_prefix(3);
        const bool ended = content.ends_with("/");
        if (ended) content.remove_suffix(1);
        if (code == "88") {
            if (records.empty()) throw Wrong{fault_at(line.number, "record-unreadable", "88 continues no record")};
            Record& before = records.back();
            ++before.records;
            const bool whole = before.code == "16" && before.fields.size() >= place_of_text(before.fields);
            if (whole)
                before.more.emplace_back(content);
            else
                for (std::string& field : fields_of(content)) before.fields.push_back(std::move(field));
            continue;
        }
        records.push_back({line.number, code, fields_of(content), {}, 1});
    }
    return records;
}

class BaiReader {
public:
    Result<File> read(std::string_view bytes)
    try {
        records_ = records_of(bytes, file_.remarks);
        if (records_.empty() || records_.front().code != "01")
            return fault_at(1, "format-unknown", "a BAI2 file begins with record 01");
        file_.format = "BAI2";
        for (const Record& record : records_) take(record);
        if (!ended_) return fault_at(records_.back().line, "file-cut-off", "the file has no trailer (99)");
        if (file_.statements.empty()) return fault_at(1, "statement-missing", "the file holds no account");
        return std::move(file_);
    } catch (const Wrong& wrong) {
        return wrong.fault;
    }

private:
    [[noreturn]] static void refuse(const Record& record, std::string code, std::string what)
    {
        throw Wrong{fault_at(record.line, std::move(code), std::move(what))};
    }
    static std::string field(const Record& record, std::size_t at)
    {
        return at < record.fields.size() ? std::string(stripped(record.fields[at])) : std::string();
    }

    static Decimal minor(const Record& record, const std::string& text)
    {
        const auto amount = amount_of(text, '.');
        if (!amount || text.find_first_of(".,'") != std::string::npos)
            refuse(record, "amount-unreadable", "'" + text + "' is no amount in minor units");
        return *amount;
    }
    Decimal money(const Record& record, const std::string& text) const
    {
        return minor(record, text) * Decimal::of(1, -digits_);
    }

    void take(const Record& record)
    {
        ++file_records_;
        file_records_ += record.records - 1;
        if (record.code != "16" && record.code != "49") expect_closed(record);
        if (record.code == "02")
            begin_group(record);
        else if (record.code == "03")
            begin_account(record);
        else if (record.code == "16")
            take_entry(record);
        else if (record.code == "49")
            end_account(record);
        else if (record.code == "98")
            end_group(record);
        else if (record.code == "99")
            end_file(record);
        else if (record.code != "01")
            refuse(record, "record-unreadable", "there is no record " + record.code);
    }

    // A record that begins or ends something else can't stand in an account that no 49 ended.
    void expect_closed(const Record& record)
    {
        if (!std::exchange(in_account_, false)) return;
        file_.remarks.push_back({"trailer-missing", record.line, "the account before it is not ended by a 49"});
    }

    // Status 1 is an update, 3 a correction; 2 takes back what was sent, 4 only tries.
    void begin_group(const Record& record)
    {
        if (const std::string status = field(record, 2); status == "2" || status == "4")
            file_.remarks.push_back({"group-withdrawn", record.line,
                                     status == "2" ? "the group takes back what the bank sent before (status 2)"
                                                   : "the group is a test of the bank's (status 4)"});
        group_date_ = std::nullopt;
        const std::string day = field(record, 3);
        if (day.size() == 6 && digits_only(day)) group_date_ = date_compact((day < "70" ? "20" : "19") + day);
        if (!group_date_) refuse(record, "date-unreadable", "'" + day + "' is no day");
        group_currency_ = field(record, 5);
        group_records_ = record.records;
        group_total_ = Decimal();
    }

    void begin_account(const Record& record)
    {
        Statement statement;
        statement.line = record.line;
        statement.account = field(record, 0);
        statement.currency = field(record, 1);
        if (statement.currency.empty()) statement.currency = group_currency_.empty() ? "USD" : group_currency_;
        const auto currency = Currency::parse(statement.currency);
        digits_ = currency ? currency->minor_digits() : 2;
        statement.last = group_date_;
        statement.id = group_date_ ? group_date_->text() : "";
        account_total_ = Decimal();
        in_account_ = true;
        account_records_ = record.records;
        opening_ = closing_ = credits_ = debits_ = std::nullopt;
        // Type, amount, count, funds: again and again; some banks leave the count and funds out.
        for (std::size_t at = 2; at < record.fields.size();) {
            const std::string type = field(record, at), text = field(record, at + 1);
            const bool is_type = type.size() == 3 && digits_only(type);
            if (!is_type && !(type.empty() && text.empty()))
                refuse(record, "record-unreadable", "'" + type + "' is no type of balance");
            if (!text.empty()) take_balance(record, statement, type, text);
            at += 3;
            at = skip_funds(record, at);
        }
        if (opening_) statement.opening = Balance{*opening_, group_date_, statement.currency, record.line, false};
        if (closing_) statement.closing = Balance{*closing_, group_date_, statement.currency, record.line, false};
        file_.statements.push_back(std::move(statement));
    }

    void take_balance(const Record& record, Statement& statement, const std::string& type, const std::string& text)
    {
        account_total_ += minor(record, text);
        const Decimal amount = money(record, text);
        if (type == "010") opening_ = amount;
        if (type == "015") closing_ = amount;
        if (type == "040" || type == "045")
            statement.available = Balance{amount, group_date_, statement.currency, record.line, false};
        if (type == "100") credits_ = amount;
        if (type == "400") debits_ = amount;
    }

    // S: three amounts; V: a day and a time; D: so many pairs; Z and digits: nothing more.
    static std::size_t skip_funds(const Record& record, std::size_t at)
    {
        const std::string funds = field(record, at++);
        if (funds == "S") at += 3;
        if (funds == "V") at += 2;
        if (funds == "D") {
            const std::string count = field(record, at);
            if (!digits_only(count) || count.size() > 3)
                refuse(record, "record-unreadable", "'" + count + "' is no number of days");
            at += 1 + 2 * static_cast<std::size_t>(std::stoul(count));
        }
        return at;
    }

    static int sign_of(const Record& record, const std::string& type)
    {
        if (type.size() != 3 || !digits_only(type))
            refuse(record, "record-unreadable", "'" + type + "' is no type of transaction");
        const int number = std::stoi(type);
        if ((number >= 100 && number < 400) || (number >= 720 && number < 760) || (number >= 920 && number < 960))
            return 1;
        if ((number >= 400 && number < 700) || (number >= 760 && number < 800) || (number >= 960 && number < 1000))
            return -1;
        refuse(record, "sign-missing", "type " + type + " is neither a credit nor a debit");
    }

    void take_entry(const Record& record)
    {
        if (file_.statements.empty()) refuse(record, "record-unreadable", "16 stands in no account");
        Statement& statement = file_.statements.back();
        account_records_ += record.records;
        const std::string type = field(record, 0), text = field(record, 1);
        if (type == "890" && text.empty()) return;  // what the bank tells of no money
        account_total_ += minor(record, text);
        if (type == "890") return;
        Entry entry;
        entry.line = record.line;
        entry.code = type;
        entry.currency = statement.currency;
        entry.booked_on = group_date_;
        const Decimal amount = money(record, text);
        entry.amount = sign_of(record, type) < 0 ? -amount : amount;
        const std::size_t at = skip_funds(record, 2);
        if (field(record, 2) == "V") entry.value_date = date_compact("20" + field(record, 3));
        entry.servicer = field(record, at);
        entry.reference = field(record, at + 1);
        std::string said;
        for (std::size_t place = at + 2; place < record.fields.size(); ++place)
            said += (place == at + 2 ? "" : ",") + record.fields[place];
        entry.text = squeezed(said);
        entry.transactions.push_back(transaction(record, entry));
        statement.entries.push_back(std::move(entry));
    }

    static Transaction transaction(const Record& record, const Entry& entry)
    {
        Transaction one;
        one.line = record.line;
        one.amount = entry.amount;
        one.currency = entry.currency;
        if (!entry.text.empty()) one.remittance.push_back(entry.text);
        Party& other = entry.amount.sign() < 0 ? one.payee : one.payer;
        for (const std::string& more : record.more) {
            const std::size_t colon = more.find(':');
            const std::string key = colon == 4 ? more.substr(0, 4) : "",
                              value = colon == 4 ? squeezed(more.substr(5)) : "";
            if (key == "EREF")
                one.end_to_end = value;
            else if (key == "CREF")
                one.transaction = value;
            else if (key == "REMI")
                one.remittance.push_back(value);
            else if (key == "DBNM")
                one.payer.name = value;
            else if (key == "CRNM")
                one.payee.name = value;
            else if (key == "DACT")
                one.payer.account = value;
            else if (key == "CACT")
                one.payee.account = value;
            else if (key == "CHKN")
                one.cheque = value;
            else if (key.empty())
                one.remittance.push_back(squeezed(more));
        }
        if (other.name.empty() && !one.payer.name.empty() && entry.amount.sign() > 0) other = one.payer;
        if (const std::size_t at = entry.text.find("Reason: \""); at != std::string::npos)
            one.return_reason = entry.text.substr(at + 9, entry.text.find('"', at + 9) - at - 9);
        return one;
    }

    void compare(const Record& record, const Decimal& found, const std::string& what)
    {
        if (field(record, 0).empty()) return;
        const Decimal said = minor(record, field(record, 0));
        if (said == found) return;
        file_.remarks.push_back(
            {"control-differs", record.line,
             "the control total of the " + what + " is " + said.text() + ", and it sums to " + found.text()});
    }
    void compare_count(const Record& record, std::size_t at, std::size_t found, const std::string& what)
    {
        const std::string said = field(record, at);
        if (said.empty() || said == std::to_string(found)) return;
        file_.remarks.push_back(
            {"count-differs", record.line, "the " + what + " says " + said + ", and has " + std::to_string(found)});
    }

    void end_account(const Record& record)
    {
        if (file_.statements.empty()) refuse(record, "record-unreadable", "49 ends no account");
        account_records_ += record.records;
        in_account_ = false;
        compare(record, account_total_, "account");
        compare_count(record, 1, account_records_, "account's number of records");
        group_total_ += account_total_;
        group_records_ += account_records_;
        ++group_accounts_;
        check_summary(record);
    }

    // Where the account gives its credits and debits as sums, the entries must be those.
    void check_summary(const Record& record)
    {
        Statement& statement = file_.statements.back();
        if (statement.entries.empty()) {
            const Decimal in = credits_.value_or(Decimal()).abs(), out = debits_.value_or(Decimal()).abs();
            if (in.is_zero() && out.is_zero()) return;
            file_.remarks.push_back({"details-missing", record.line, "the account gives sums, and no entries"});
            statement.unlisted = in - out;
            return;
        }
        for (const auto& [said, sign] : {std::pair(credits_, 1), std::pair(debits_, -1)}) {
            if (!said) continue;
            Decimal sum;
            for (const Entry& entry : statement.entries)
                if (entry.amount.sign() == sign) sum += entry.amount;
            // Some banks list a part of what they sum.
            if (sum.abs() < *said)
                file_.remarks.push_back(
                    {"details-missing", record.line, "not every entry that the account sums is listed"});
            if (*said < sum.abs())
                file_.remarks.push_back({"total-differs", record.line,
                                         std::string(sign > 0 ? "credits" : "debits") + " sum to " + sum.abs().text() +
                                             ", and the account says " + said->text()});
        }
    }

    void end_group(const Record& record)
    {
        group_records_ += record.records;
        compare(record, group_total_, "group");
        compare_count(record, 1, group_accounts_, "group's number of accounts");
        compare_count(record, 2, group_records_, "group's number of records");
        file_total_ += group_total_;
        ++groups_;
        group_accounts_ = 0;
    }

    void end_file(const Record& record)
    {
        ended_ = true;
        compare(record, file_total_, "file");
        compare_count(record, 1, groups_, "file's number of groups");
        compare_count(record, 2, file_records_, "file's number of records");
    }

    std::vector<Record> records_;
    File file_;
    bool in_account_ = false;
    int digits_ = 2;
    std::string group_currency_;
    std::optional<Date> group_date_;
    std::optional<Decimal> opening_, closing_, credits_, debits_;
    Decimal account_total_, group_total_, file_total_;
    std::size_t account_records_ = 0, group_records_ = 0, file_records_ = 0, group_accounts_ = 0, groups_ = 0;
    bool ended_ = false;
};

}  // namespace

Result<File> read_bai2(std::string_view bytes) { return BaiReader().read(bytes); }

}  // namespace earned::bank
