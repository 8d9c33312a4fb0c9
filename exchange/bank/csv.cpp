// A bank's CSV by a saved profile (profile.h): what stands above the line of titles tells of the
// file, below it are entries, until a line that the profile calls the end.
#include "exchange/bank/csv_lines.h"
#include "exchange/bank/faults.h"
#include "exchange/bank/read.h"
#include "exchange/bank/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace earned::bank {

namespace {

struct CsvWrong {
    Fault fault;
};

[[noreturn]] void refuse(std::size_t line, std::string code, std::string what)
{
    throw CsvWrong{
        fault_at(line, std::move(code), std::move(what), "mend the file, or its profile (docs/bank-statements.md)")};
}

// The file as a profile sees it, when it is that one's.
struct Fitting {
    const Profile* profile = nullptr;
    std::string encoding;
    std::vector<CsvRow> rows;
    std::size_t titles = 0;  // the row of titles
};

// A title as it is compared: in small letters, without a translation in brackets, spaces, and the wide form of
// parentheses.
std::string title_of(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, char>, 3> wide = {{{"（", '('}, {"）", ')'}, {"：", ':'}}};
    text = text.substr(0, text.find('['));
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const auto found = std::find_if(wide.begin(), wide.end(),
                                        [&](const auto& each) { return text.substr(at).starts_with(each.first); });
        if (found != wide.end())
            plain += found->second;
        else if (text[at] != ' ' && text[at] != '\t')
            plain += text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] - 'A' + 'a') : text[at];
        at += found != wide.end() ? found->first.size() : 1;
    }
    return plain;
}

constexpr std::size_t last_row_of_titles = 100;  // they stand near the top

bool has_titles(const std::vector<std::string>& titles, const std::vector<std::string>& wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& title) {
        return std::find(titles.begin(), titles.end(), title) != titles.end();
    });
}

std::vector<std::string> titles_of(const std::vector<std::string>& cells)
{
    std::vector<std::string> titles;
    for (const std::string& cell : cells) titles.push_back(title_of(cell));
    return titles;
}

// The rows of a file by encoding and separator, since several profiles ask for the same; the first of them as titles.
struct CsvReading {
    std::vector<CsvRow> rows;
    std::vector<std::vector<std::string>> titles{};
};

class Readings {
public:
    explicit Readings(std::string_view bytes) : bytes_(without_mark(bytes)) {}
    const CsvReading* of(const std::string& encoding, char separator)
    {
        const auto [place, fresh] = readings_.try_emplace({encoding, separator});
        if (fresh)
            if (const auto text = converted(bytes_, encoding)) {
                CsvReading made{.rows = csv_rows(without_mark(*text), separator)};
                for (std::size_t at = 0; at < std::min(made.rows.size(), last_row_of_titles); ++at)
                    made.titles.push_back(titles_of(made.rows[at].cells));
                place->second = std::move(made);
            }
        return place->second ? &*place->second : nullptr;
    }

private:
    std::string_view bytes_;
    std::map<std::pair<std::string, char>, std::optional<CsvReading>> readings_;
};

std::optional<Fitting> fitting(std::string_view bytes, std::span<const Profile> profiles)
{
    std::optional<Fitting> best;
    Readings readings(bytes);
    for (const Profile& profile : profiles) {
        if (best && best->profile->header.size() >= profile.header.size()) continue;
        const std::vector<std::string> wanted = titles_of(profile.header);
        for (const std::string& encoding : profile.encodings) {
            const CsvReading* reading = readings.of(encoding, profile.separator);
            if (reading == nullptr) continue;
            const auto titles = std::find_if(reading->titles.begin(), reading->titles.end(),
                                             [&](const auto& each) { return has_titles(each, wanted); });
            if (titles == reading->titles.end()) continue;
            best =
                Fitting{&profile, encoding, reading->rows, static_cast<std::size_t>(titles - reading->titles.begin())};
            break;
        }
    }
    return best;
}

class CsvReader {
public:
    explicit CsvReader(const Fitting& fit) : fit_(fit), profile_(*fit.profile) { place_columns(); }

    File read()
    {
        file_.format = "CSV " + profile_.name;
        statement_.line = fit_.rows[fit_.titles].line;
        statement_.currency = profile_.currency;
        read_preamble();
        std::size_t counted = 0;
        for (std::size_t at = fit_.titles + 1; at < fit_.rows.size(); ++at) {
            const CsvRow& row = fit_.rows[at];
            if (is_footer(row)) break;
            if (row.open) refuse(row.line, "quote-open", "a quotation begins in the row that nothing closes");
            ++counted;
            read_row(row);
        }
        check_count(counted);
        set_balances();
        file_.statements.push_back(std::move(statement_));
        return std::move(file_);
    }

private:
    void place_columns()
    {
        const std::vector<std::string> titles = titles_of(fit_.rows[fit_.titles].cells);
        for (const auto& [what, names] : profile_.columns)
            for (const std::string& name : titles_of(names))
                for (std::size_t at = 0; at < titles.size(); ++at)
                    if (titles[at] == name) places_[what].push_back(at);
    }

    bool is_footer(const CsvRow& row) const
    {
        return std::any_of(profile_.footers.begin(), profile_.footers.end(),
                           [&](const std::string& footer) { return row.cells.front().starts_with(footer); });
    }

    std::string cell(const CsvRow& row, const std::string& what) const
    {
        const auto places = places_.find(what);
        if (places == places_.end()) return {};
        std::string joined;
        for (const std::size_t at : places->second) {
            std::string text = at < row.cells.size() ? row.cells[at] : "";
            if (!profile_.lead.empty() && text.starts_with(profile_.lead)) text.erase(0, profile_.lead.size());
            if (text.empty() ||
                std::find(profile_.absent.begin(), profile_.absent.end(), text) != profile_.absent.end())
                continue;
            joined += (joined.empty() ? "" : " ") + text;
        }
        return squeezed(joined);
    }

    void read_preamble()
    {
        for (std::size_t at = 0; at < fit_.titles; ++at)
            for (const std::string& text : fit_.rows[at].cells) {
                const auto after = [&](const std::string& label) -> std::string {
                    const std::size_t place = label.empty() ? std::string::npos : text.find(label);
                    return place == std::string::npos ? "" : squeezed(text.substr(place + label.size()));
                };
                if (const std::string found = after(profile_.account_label);
                    !found.empty() && statement_.account.empty())
                    statement_.account = found.starts_with("[") ? found.substr(1, found.find(']') - 1) : found;
                if (const std::string found = after(profile_.count_label); !found.empty() && count_line_ == 0) {
                    std::size_t end = 0;
                    while (end < found.size() && found[end] >= '0' && found[end] <= '9') ++end;
                    count_said_ = found.substr(0, end);
                    count_line_ = fit_.rows[at].line;
                }
            }
    }

    void check_count(std::size_t counted)
    {
        if (count_line_ != 0 && digits_only(count_said_) && count_said_ != std::to_string(counted))
            file_.remarks.push_back(
                {"count-differs", count_line_,
                 "the file says it has " + count_said_ + " entries, and has " + std::to_string(counted)});
    }

    std::optional<Decimal> amount(const CsvRow& row, const std::string& what) const
    {
        std::string text = cell(row, what);
        for (const std::string& mark : profile_.strip)
            for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
                text.erase(at, mark.size());
        if (text.empty()) return std::nullopt;
        const auto read = amount_of(text, profile_.decimal_mark);
        if (!read) refuse(row.line, "amount-unreadable", "'" + text + "' is no amount");
        return read;
    }

    // As the profile says; or, since a spreadsheet writes it anew, year, month and day by any separators.
    Date date(const CsvRow& row) const
    {
        const std::string text = cell(row, "date");
        const std::string& format = profile_.date_format;
        std::string year, month, day;
        for (std::size_t at = 0; at < format.size() && at < text.size(); ++at) {
            if (format[at] == 'Y') year += text[at];
            if (format[at] == 'M') month += text[at];
            if (format[at] == 'D') day += text[at];
        }
        const bool whole = year.size() == 4 && month.size() == 2 && day.size() == 2;
        auto found = whole ? Date::parse(year + "-" + month + "-" + day) : std::nullopt;
        if (!found && format.starts_with("YYYY")) found = date_by_year(text);
        if (!found) refuse(row.line, "date-unreadable", "'" + text + "' is no day written as " + format);
        return *found;
    }

    static std::optional<Date> date_by_year(std::string_view text)
    {
        std::vector<int> numbers;
        if (text.size() > 8 && digits_only(text.substr(0, 8))) return date_compact(text.substr(0, 8));
        for (std::size_t at = 0; at < text.size() && numbers.size() < 3;) {
            std::size_t end = at;
            while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
            if (end == at || end - at > 4) return std::nullopt;
            numbers.push_back(std::stoi(std::string(text.substr(at, end - at))));
            while (end < text.size() && (text[end] < '0' || text[end] > '9')) ++end;
            if (at == 0 && end == at + 4) return date_compact(text);
            at = end;
        }
        const bool whole = numbers.size() == 3 && numbers[0] > 999 && numbers[1] < 13 && numbers[2] < 32;
        return whole ? day_of(numbers[0], numbers[1], numbers[2]) : std::nullopt;
    }

    // What direction and status say of a row: nothing when it moved no money.
    std::optional<Movement> movement(const CsvRow& row, const std::string& what,
                                     const std::map<std::string, Movement>& known) const
    {
        if (known.empty()) return std::nullopt;
        const std::string text = cell(row, what);
        const auto found = known.find(text);
        if (found != known.end()) return found->second;
        const auto other = known.find("*");
        if (other == known.end())
            refuse(row.line, "word-unknown", "the profile doesn't say what '" + text + "' means as " + what);
        return other->second;
    }

    void read_row(const CsvRow& row)
    {
        Entry entry;
        entry.line = row.line;
        entry.booked_on = date(row);
        entry.currency = currency(row);
        const std::optional<Movement> way = movement(row, "direction", profile_.direction);
        const std::optional<Movement> state = movement(row, "status", profile_.status);
        if (const auto one = amount(row, "amount")) {
            entry.amount = way == Movement::out ? -*one : *one;
            if (one->sign() < 0 && way)
                file_.remarks.push_back({"sign-twice", row.line,
                                         "the amount " + one->text() + " has a sign beside a word that says its way"});
        } else {
            const auto in = amount(row, "in"), out = amount(row, "out");
            if (!in && !out) refuse(row.line, "amount-missing", "the entry has no amount");
            const Decimal less = out.value_or(Decimal());
            entry.amount = in.value_or(Decimal()) - (profile_.out_is_negative ? -less : less);
        }
        entry.status = state == Movement::pending                         ? Booked::pending
                       : state == Movement::none || way == Movement::none ? Booked::informative
                                                                          : Booked::booked;
        entry.balance = balance(row);
        entry.servicer = cell(row, "reference");
        entry.code = cell(row, "code");
        Transaction one;
        one.line = row.line;
        one.amount = entry.amount;
        one.currency = entry.currency;
        one.transaction = cell(row, "order");
        Party& other = entry.amount.sign() < 0 ? one.payee : one.payer;
        const bool is_out = entry.amount.sign() < 0;
        other.name = cell(row, "name") + cell(row, is_out ? "payee_name" : "payer_name");
        other.account = cell(row, "account") + cell(row, is_out ? "payee_account" : "payer_account");
        if (statement_.account.empty()) statement_.account = cell(row, "own");
        if (const std::string text = cell(row, "text"); !text.empty()) one.remittance.push_back(text);
        if (entry.status != Booked::booked && !said_pending_) {
            said_pending_ = true;
            file_.remarks.push_back({"pending-left-out", row.line, "an entry that moved no money (yet) is left out"});
        }
        entry.transactions.push_back(std::move(one));
        statement_.entries.push_back(std::move(entry));
    }

    std::string currency(const CsvRow& row) const
    {
        const std::string text = cell(row, "currency");
        const auto known = profile_.currencies.find(text);
        if (known != profile_.currencies.end()) return known->second;
        return text.empty() ? profile_.currency : text;
    }

    // A balance that can't be read (banks' customers blot it out) ties nothing, and is said.
    std::optional<Decimal> balance(const CsvRow& row)
    {
        const std::string text = cell(row, "balance");
        if (text.empty()) return std::nullopt;
        const auto read = amount_of(text, profile_.decimal_mark);
        if (!read && !said_balance_) {
            said_balance_ = true;
            file_.remarks.push_back({"balance-unreadable", row.line, "'" + text + "' is no balance"});
        }
        return read;
    }

    // By the dates; within one day by how the balances follow each other.
    bool is_newest_first() const
    {
        const std::vector<Entry>& entries = statement_.entries;
        if (*entries.back().booked_on != *entries.front().booked_on)
            return *entries.back().booked_on < *entries.front().booked_on;
        std::size_t forward = 0, backward = 0;
        for (std::size_t at = 1; at < entries.size(); ++at) {
            if (!entries[at].balance || !entries[at - 1].balance) continue;
            if (*entries[at - 1].balance + entries[at].amount == *entries[at].balance) ++forward;
            if (*entries[at].balance + entries[at - 1].amount == *entries[at - 1].balance) ++backward;
        }
        return backward > forward;
    }

    // A running balance gives both ends: before the first entry and after the last.
    void set_balances()
    {
        std::vector<Entry>& entries = statement_.entries;
        if (entries.empty()) return;
        const bool newest_first = is_newest_first();
        const Entry &first = newest_first ? entries.back() : entries.front(),
                    &last = newest_first ? entries.front() : entries.back();
        statement_.first = first.booked_on;
        statement_.last = last.booked_on;
        if (!first.balance || !last.balance) return;
        statement_.opening = Balance{*first.balance - first.amount, first.booked_on, first.currency, first.line, false};
        statement_.closing = Balance{*last.balance, last.booked_on, last.currency, last.line, false};
    }

    const Fitting& fit_;
    const Profile& profile_;
    File file_;
    Statement statement_;
    std::map<std::string, std::vector<std::size_t>> places_;
    std::string count_said_;
    std::size_t count_line_ = 0;
    bool said_balance_ = false, said_pending_ = false;
};

}  // namespace

Result<File> read_csv(std::string_view bytes, std::span<const Profile> profiles)
try {
    const auto fit = fitting(bytes, profiles);
    if (!fit)
        return fault_at(1, "format-unknown", "the file is of no known format, and no profile names its columns",
                        "write a profile for it: docs/bank-statements.md");
    return CsvReader(*fit).read();
} catch (const CsvWrong& wrong) {
    return wrong.fault;
}

}  // namespace earned::bank
