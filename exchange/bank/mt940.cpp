// SWIFT MT940 and MT942, as banks write them: with or without the message's envelope, lines broken
// anywhere, fields of their own between. A line that starts with a colon begins a field only if the
// tag is one of these messages; else it continues the one before.
#include "exchange/bank/faults.h"
#include "exchange/bank/mt_details.h"
#include "exchange/bank/mt_fields.h"
#include "exchange/bank/read.h"
#include "exchange/bank/text.h"

#include <algorithm>

namespace earned::bank {

namespace {

struct Mt940Wrong {
    Fault fault;
};

class MtReader {
public:
    explicit MtReader(std::string_view text) : fields_(tagged_fields(text)) {}

    Result<File> read()
    try {
        const bool has_fields =
            std::any_of(fields_.begin(), fields_.end(), [](const Tagged& field) { return field.tag != "NS"; });
        if (!has_fields) return fault_at(1, "format-unknown", "the file has no field of an MT940 or MT942");
        for (const Tagged& field : fields_) take(field);
        finish();
        if (file_.statements.empty()) return fault_at(1, "statement-missing", "the file holds no statement");
        file_.format = is_statement_ ? "MT940" : "MT942";
        return std::move(file_);
    } catch (const Mt940Wrong& wrong) {
        return wrong.fault;
    }

private:
    [[noreturn]] static void refuse(const Tagged& field, std::string code, std::string what)
    {
        throw Mt940Wrong{fault_at(field.line(), std::move(code), std::move(what))};
    }

    Statement& statement(const Tagged& field)
    {
        if (!open_)
            refuse(field, "statement-incomplete",
                   ":" + std::string(field.tag) + ": stands in no statement: no :20: before it");
        return current_;
    }

    void take(const Tagged& field)
    {
        const std::string_view tag = field.tag;
        if (tag == "20") return begin(field);
        if (tag == "25" || tag == "25P") {
            statement(field).account = squeezed(without_bank(field).joined());
            if (current_.account.starts_with("/")) current_.account.erase(0, 1);
        } else if (tag == "28" || tag == "28C") {
            const std::string text = squeezed(field.joined());
            const std::size_t slash = text.find('/');
            statement(field).sequence = text.substr(0, slash);
            if (slash != std::string::npos) current_.page = text.substr(slash + 1);
        } else if (tag == "60F" || tag == "60M") {
            take_opening(field);
        } else if (tag == "62F" || tag == "62M") {
            if (statement(field).closing) refuse(field, "balance-twice", "the statement has two closing balances");
            current_.closing = balance(field);
            current_.closing->intermediate = tag == "62M";
            if (current_.currency.empty()) current_.currency = current_.closing->currency;
            detailed_ = nullptr;
        } else if (tag == "64") {
            statement(field).available = balance(field);
        } else if (tag == "61") {
            take_entry(field);
        } else if (tag == "86") {
            take_details(field);
        } else if (tag == "34F") {
            interim_ = true;
            const std::string text = squeezed(field.joined());
            if (text.size() >= 3) statement(field).currency = text.substr(0, 3);
        } else if (tag == "90C" || tag == "90D") {
            take_total(field);
        } else if (tag == "13" || tag == "13D") {
            interim_ = true;
        }
    }

    void begin(const Tagged& field)
    {
        finish();
        open_ = true;
        current_.line = field.line();
        current_.id = squeezed(field.joined());
    }

    void finish()
    {
        if (!open_) return;
        const Tagged here{"20", {{current_.line, ""}}};
        if (current_.account.empty()) refuse(here, "statement-incomplete", "the statement names no account (:25:)");
        if (!current_.opening && !current_.closing && current_.entries.empty() && !interim_)
            refuse(here, "statement-incomplete", "the statement has neither balances nor entries");
        current_.account = without_currency(current_.account, current_.currency);
        if (current_.opening || current_.closing || !interim_) is_statement_ = true;
        for (Entry& entry : current_.entries) {
            if (entry.currency.empty()) entry.currency = current_.currency;
            for (Transaction& one : entry.transactions) take_currency(one, entry.currency);
        }
        check_totals();
        file_.statements.push_back(std::move(current_));
        current_ = {};
        totals_.clear();
        details_.clear();
        detailed_ = nullptr;
        open_ = interim_ = false;
    }

    // Of what names none of its own.
    static void take_currency(Transaction& one, const std::string& currency)
    {
        if (one.currency.empty()) one.currency = currency;
        if (one.instructed && one.instructed_currency.empty()) one.instructed_currency = currency;
        for (Charge& charge : one.charges)
            if (charge.currency.empty()) charge.currency = currency;
    }

    Balance balance(const Tagged& field) const
    {
        Cursor cursor(std::string(stripped(field.joined())));
        const std::string way = cursor.take(1), day = cursor.take(6), currency = cursor.take(3);
        const auto amount = amount_of(stripped(cursor.rest()), ',');
        if ((way != "C" && way != "D") || !digits_only(day) || !amount)
            refuse(field, "balance-unreadable", "'" + field.joined() + "' is no balance");
        const auto date =
            day_of(year_of(number_in(day.substr(0, 2))), number_in(day.substr(2, 2)), number_in(day.substr(4, 2)));
        if (!date) refuse(field, "date-unreadable", "'" + day + "' is no day");
        return {way == "D" ? -*amount : *amount, date, currency, field.line(), false};
    }

    void take_opening(const Tagged& field)
    {
        if (statement(field).opening) refuse(field, "balance-twice", "the statement has two opening balances");
        current_.opening = balance(field);
        current_.opening->intermediate = field.tag == "60M";
        current_.currency = current_.opening->currency;
    }

    // YYMMDD. Banks that count months of thirty days write a 30 February: its last day.
    Date entry_day(const Tagged& field, const std::string& text)
    {
        if (text.size() != 6 || !digits_only(text)) refuse(field, "date-unreadable", "'" + text + "' is no day");
        const int year = year_of(number_in(text.substr(0, 2))), month = number_in(text.substr(2, 2)),
                  day = number_in(text.substr(4, 2));
        if (const auto date = day_of(year, month, day)) return *date;
        if (month != 2 || day < 29 || day > 30) refuse(field, "date-unreadable", "'" + text + "' is no day");
        const Date last = Date::of(year, 2, 1).last_of_month();
        file_.remarks.push_back({"day-of-thirty", field.line(),
                                 "a value date of " + std::to_string(day) + " February is read as " + last.text()});
        return last;
    }

    std::optional<Date> booking_day(const Tagged& field, Date value, const std::string& text)
    {
        if (!digits_only(text)) return std::nullopt;
        int year = value.year();
        const int month = number_in(text.substr(0, 2));
        if (month - value.month() > 6) --year;
        if (value.month() - month > 6) ++year;
        const auto date = day_of(year, month, number_in(text.substr(2, 2)));
        if (!date) refuse(field, "date-unreadable", "'" + text + "' is no day");
        return date;
    }

    void take_entry(const Tagged& field)
    {
        statement(field);
        Entry entry;
        entry.line = field.line();
        std::size_t used = 1;
        std::string line(field.lines.front().text);
        // A bank that breaks lines anywhere may break this one before its amount.
        if (line.size() <= 14 && field.lines.size() > 1) line += field.lines[used++].text;
        Cursor cursor(line);
        const Date value = entry_day(field, cursor.take(6));
        entry.value_date = value;
        if (cursor.rest().size() >= 4 && digits_only(cursor.rest().substr(0, 4)))
            entry.booked_on = booking_day(field, value, cursor.take(4));
        cursor.take_while(is_blank);
        const int sign = take_sign(field, cursor, entry);
        const std::string digits = cursor.take_while(is_amount);
        const auto amount = amount_of(digits, ',');
        if (!amount || !is_digit(digits.front()))
            refuse(field, "amount-unreadable", "no amount stands in '" + line + "'");
        entry.amount = sign < 0 ? -*amount : *amount;
        entry.code = cursor.take(4);
        take_references(cursor, entry);
        for (; used < field.lines.size(); ++used)
            entry.text += (entry.text.empty() ? "" : " ") + squeezed(field.lines[used].text);
        take_supplement(entry);
        current_.entries.push_back(std::move(entry));
        detailed_ = &current_.entries.back();
        details_.clear();
    }

    // C and D; RC takes a credit back, RD a debit; EC and ED are expected only. A letter of funds may follow.
    static int take_sign(const Tagged& field, Cursor& cursor, Entry& entry)
    {
        int sign = 1;
        if (cursor.skip("RC")) {
            sign = -1;
            entry.reversal = true;
        } else if (cursor.skip("RD")) {
            entry.reversal = true;
        } else if (cursor.skip("EC")) {
            entry.status = Booked::pending;
        } else if (cursor.skip("ED")) {
            sign = -1;
            entry.status = Booked::pending;
        } else if (cursor.skip("D")) {
            sign = -1;
        } else if (!cursor.skip("C")) {
            refuse(field, "sign-missing", "neither C nor D stands before the amount");
        }
        if (!cursor.rest().empty() && is_capital(cursor.rest().front())) cursor.take(1);
        return sign;
    }

    static void take_references(Cursor& cursor, Entry& entry)
    {
        const std::string rest(cursor.rest());
        const std::size_t slashes = rest.find("//");
        if (slashes != std::string::npos && slashes <= 16) {
            entry.reference = squeezed(std::string_view(rest).substr(0, slashes));
            entry.servicer = squeezed(std::string_view(rest).substr(slashes + 2));
        } else {
            entry.reference = squeezed(std::string_view(rest).substr(0, 16));
            if (rest.size() > 16) entry.text = squeezed(std::string_view(rest).substr(16));
        }
        if (entry.reference == "NONREF") entry.reference.clear();
        if (entry.servicer == "NONREF") entry.servicer.clear();
    }

    // /OCMT/ what was instructed, in its currency; /CHGS/ the charges that the amount is less by.
    static void take_supplement(Entry& entry)
    {
        const auto money = [&](std::string_view word) -> std::optional<std::pair<std::string, Decimal>> {
            const std::size_t at = entry.text.find(word);
            if (at == std::string::npos) return std::nullopt;
            Cursor cursor(entry.text.substr(at + word.size()));
            const std::string currency = cursor.take_while(is_capital), digits = cursor.take_while(is_amount);
            const auto amount = amount_of(digits, ',');
            if (!amount || currency.size() != 3) return std::nullopt;
            return std::pair(currency, *amount);
        };
        if (const auto charge = money("/CHGS/"))
            entry.charges.push_back({charge->second, charge->first, "CHGS", true, entry.line});
        if (const auto instructed = money("/OCMT/")) {
            entry.instructed = instructed->second;
            entry.instructed_currency = instructed->first;
        }
    }

    void take_details(const Tagged& field)
    {
        if (!open_) statement(field);
        if (detailed_ == nullptr) return;  // of the statement, after its closing balance
        std::vector<std::string> lines;
        for (const TextLine& line : field.lines) lines.emplace_back(line.text);
        details_.push_back(std::move(lines));
        detailed_->transactions = {details_of(details_, *detailed_)};
        detailed_->transactions.front().line = field.line();
    }

    struct Total {
        std::size_t line;
        int sign;
        std::size_t count;
        Decimal amount;
    };

    void take_total(const Tagged& field)
    {
        statement(field);
        interim_ = true;
        Cursor cursor(squeezed(field.joined()));
        const std::string count = cursor.take_while(is_digit), currency = cursor.take(3);
        const auto amount = amount_of(cursor.rest(), ',');
        if (count.empty() || count.size() > 8 || !amount)
            refuse(field, "total-unreadable", "'" + field.joined() + "' is no total");
        if (current_.currency.empty()) current_.currency = currency;
        totals_.push_back(
            {field.line(), field.tag == "90C" ? 1 : -1, static_cast<std::size_t>(number_in(count)), *amount});
    }

    void check_totals()
    {
        for (const Total& total : totals_) {
            std::size_t count = 0;
            Decimal sum;
            for (const Entry& entry : current_.entries)
                if (entry.amount.sign() == total.sign) {
                    ++count;
                    sum += entry.amount;
                }
            if (count == total.count && sum.abs() == total.amount) continue;
            file_.remarks.push_back({"total-differs", total.line,
                                     "the statement says " + std::to_string(total.count) + " entries of " +
                                         total.amount.text() + ", and has " + std::to_string(count) + " of " +
                                         sum.abs().text()});
        }
    }

    std::vector<Tagged> fields_;
    File file_;
    Statement current_;
    Entry* detailed_ = nullptr;
    std::vector<std::vector<std::string>> details_;
    std::vector<Total> totals_;
    bool open_ = false, interim_ = false, is_statement_ = false;
};

}  // namespace

Result<File> read_mt940(std::string_view bytes) { return MtReader(bytes).read(); }

}  // namespace earned::bank
