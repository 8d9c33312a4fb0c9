#include "app/case_compare.h"

#include "app/case_figures.h"

#include <algorithm>
#include <map>

namespace earned::app {

namespace {

std::string plain_amount(std::int64_t minor, Currency currency) { return Money(minor, currency).plain(); }

std::string amounts_differ(const std::string& what, const Decimal& expected, std::int64_t found, Currency currency)
{
    const auto wanted = Money::of(expected, currency);
    if (wanted && wanted->minor() == found) return "";
    const std::string text = what + ": expected " + expected.text() + ", found " + plain_amount(found, currency);
    return wanted ? text + ", difference " + plain_amount(found - wanted->minor(), currency) : text;
}

void add_if(std::vector<std::string>& differences, std::string text)
{
    if (!text.empty()) differences.push_back(std::move(text));
}

// In the entity's currency, unless the expectation names a transaction currency.
std::int64_t amount_of(const Posted& line, const Narrowed& by) { return by.currency.empty() ? line.worth : line.minor; }

std::int64_t on_normal_side(Role role, std::int64_t minor) { return normal_side(role) == Side::debit ? minor : -minor; }

std::string narrowed_text(const Narrowed& by)
{
    std::string text;
    const std::pair<const char*, const std::string&> named[] = {
        {"book", by.book},   {"contract", by.contract},     {"line", by.line},         {"obligation", by.obligation},
        {"cause", by.cause}, {"belongs to", by.belongs_to}, {"currency", by.currency}, {"source", by.source}};
    for (const auto& [name, value] : named)
        if (!value.empty()) text += std::string(text.empty() ? " of " : ", ") + name + " " + value;
    return text;
}

std::string line_names(const Document& document)
{
    std::string names;
    for (const IssuedLine& line : document.lines) names += (names.empty() ? "" : ", ") + line.line.text();
    return names;
}

// What a case may ask of a document, as text; amounts of a credit note are positive.
std::string field_of(const Document& document, const std::string& field)
{
    if (field == "date") return document.at.date.text();
    if (field == "due") return document.due.text();
    if (field == "kind") return document.credit ? "credit" : "invoice";
    if (field == "line") return line_names(document);
    if (field == "contract") return document.contract.text();
    if (field == "net") return abs(document.net()).plain();
    if (field == "tax") return abs(document.tax()).plain();
    if (field == "total") return abs(document.net() + document.tax()).plain();
    return "?";
}

bool same_field(const std::string& field, const std::string& expected, const std::string& found)
{
    if (expected == found) return true;
    if (field != "net" && field != "tax" && field != "total") return false;
    const auto left = Decimal::parse(expected), right = Decimal::parse(found);
    return left && right && *left == *right;
}

std::vector<Document> documents_through(Book& book, const std::string& contract, Date through)
{
    std::vector<std::pair<Moment, Document>> found;
    book.each_home(book.store(), {1, book.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        for (const Group& group : home.groups)
            for (const Document& document : group.documents)
                if (document.at.date <= through && (contract.empty() || document.contract.text() == contract))
                    found.emplace_back(document.at, document);
    });
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first.date < b.first.date; });
    std::vector<Document> documents;
    for (auto& [at, document] : found) documents.push_back(std::move(document));
    return documents;
}

// The group that holds the contract; any group when none is named.
const Figured* group_of(const std::vector<Figured>& figures, const std::string& contract)
{
    for (const Figured& figured : figures)
        if (contract.empty() || figured.group.contract(ContractId(contract)) != nullptr) return &figured;
    return nullptr;
}

std::vector<std::string> no_group(const std::string& contract)
{
    return {"contract " + (contract.empty() ? "(any)" : contract) + " is not there, or is in fault"};
}

}  // namespace

Compared::Compared(const Case& wanted, Book& book, const std::vector<Posted>& posted, std::vector<Wrong> wrong)
    : wanted_(wanted),
      book_(book),
      posted_(posted),
      wrong_(std::move(wrong)),
      expected_(wrong_.size(), false),
      ledgers_(book.ledgers())
{
    for (const Figured& figured : figures_of(book, ledger()))
        for (const Obligation& obligation : figured.earned.obligations)
            obligations_.try_emplace({figured.group.id.text(), obligation.id.text()}, obligation);
}

const Ledger& Compared::ledger() const
{
    for (const Ledger& ledger : ledgers_)
        if (ledger.book.text() == wanted_.book) return ledger;
    CHECK(!ledgers_.empty(), "a case has a book");
    return ledgers_.front();
}

std::vector<std::string> Compared::differences(const Expectation& expectation)
{
    return std::visit([&](const auto& expected) { return compare(expected); }, expectation);
}

bool Compared::belongs(const Posted& line, const Narrowed& by) const
{
    const auto is = [](const std::string& asked, const std::string& value) { return asked.empty() || asked == value; };
    if (line.book != (by.book.empty() ? ledger().book.text() : by.book)) return false;
    const auto obligation = obligations_.find({line.contract, line.obligation});
    const bool known = obligation != obligations_.end();
    if (!is(by.contract, known ? obligation->second.contract.text() : line.contract)) return false;
    if (!is(by.obligation, line.obligation)) return false;
    if (!is(by.cause, std::string(cause_name(line.cause))) || !is(by.belongs_to, line.belongs_to.text())) return false;
    if (!is(by.currency, line.currency.code()) || !is(by.source, std::string(name(line.source)))) return false;
    if (by.line.empty()) return true;
    return known && std::find(obligation->second.lines.begin(), obligation->second.lines.end(), LineId(by.line)) !=
                        obligation->second.lines.end();
}

std::vector<std::string> Compared::compare_accounts(const std::vector<NamedAmount>& accounts, const Narrowed& by,
                                                    Date from, Date to)
{
    std::vector<std::string> differences;
    const Currency currency =
        by.currency.empty() ? ledger().currency : Currency::parse(by.currency).value_or(ledger().currency);
    for (const NamedAmount& account : accounts) {
        const auto role = role_named(account.name);
        if (!role) {
            differences.push_back("'" + account.name + "' is no account; see docs/cases.md for their names");
            continue;
        }
        std::int64_t minor = 0;
        for (const Posted& line : posted_)
            if (line.role == *role && from <= line.date && line.date <= to && belongs(line, by))
                minor += amount_of(line, by);
        const std::string when = from == Date::dawn() ? "on " + to.text() : from.text() + " to " + to.text();
        add_if(differences, amounts_differ(account.name + " " + when + narrowed_text(by), account.amount,
                                           on_normal_side(*role, minor), currency));
    }
    return differences;
}

std::vector<std::string> Compared::compare(const ExpectedBalances& expected)
{
    return compare_accounts(expected.accounts, expected.by, Date::dawn(), expected.as_of);
}

std::vector<std::string> Compared::compare(const ExpectedMovements& expected)
{
    return compare_accounts(expected.accounts, expected.by, expected.from, expected.to);
}

std::vector<std::string> Compared::compare(const ExpectedJournal& expected)
{
    std::map<Role, std::int64_t> found;
    for (const Posted& line : posted_)
        if (line.date == expected.date && belongs(line, expected.by)) found[line.role] += amount_of(line, expected.by);
    std::map<Role, std::int64_t> wanted;
    const Currency currency = ledger().currency;
    std::vector<std::string> differences;
    for (const ExpectedLine& line : expected.lines) {
        const auto role = role_named(line.role);
        const auto amount = Money::of(line.amount, currency);
        if (!role || !amount) {
            differences.push_back("[" + line.role + ", " + line.side + ", " + line.amount.text() + "] is no line of " +
                                  currency.code());
            continue;
        }
        wanted[*role] += line.side == "Dr" ? amount->minor() : -amount->minor();
    }
    const auto side = [&](std::int64_t minor) {
        return minor == 0 ? "nothing"
                          : std::string(minor > 0 ? "Dr " : "Cr ") + plain_amount(std::abs(minor), currency);
    };
    for (const auto& [role, minor] : wanted) found.try_emplace(role, 0);
    for (const auto& [role, minor] : found) {
        const auto asked = wanted.find(role);
        const std::int64_t amount = asked == wanted.end() ? 0 : asked->second;
        if (amount != minor)
            differences.push_back("journal of " + expected.date.text() + narrowed_text(expected.by) + ", " +
                                  std::string(name(role)) + ": expected " + side(amount) + ", found " + side(minor));
    }
    return differences;
}

std::vector<std::string> Compared::compare(const ExpectedInvoices& expected)
{
    const std::vector<Document> documents = documents_through(book_, expected.by.contract, expected.through);
    std::vector<std::string> differences;
    if (documents.size() != expected.list.size()) {
        std::string text = "invoices through " + expected.through.text() + ": expected " +
                           std::to_string(expected.list.size()) + ", found " + std::to_string(documents.size());
        for (const Document& document : documents)
            text += "; " + field_of(document, "kind") + " " + document.at.date.text() + " " + field_of(document, "net");
        differences.push_back(std::move(text));
    }
    for (std::size_t at = 0; at < std::min(documents.size(), expected.list.size()); ++at) {
        for (const auto& [field, value] : expected.list[at].fields) {
            const std::string found = field_of(documents[at], field);
            if (!same_field(field, value, found))
                differences.push_back("document " + std::to_string(at + 1) + " through " + expected.through.text() +
                                      ", " + field + ": expected " + value + ", found " + found);
        }
    }
    return differences;
}

std::vector<std::string> Compared::compare(const ExpectedAllocation& expected)
{
    const std::vector<Figured> figures = figures_of(book_, ledger(), expected.as_of);
    const Figured* figured = group_of(figures, expected.contract);
    const Allocation* allocation = figured == nullptr ? nullptr : allocation_on(*figured, expected.as_of);
    if (allocation == nullptr) return no_group(expected.contract);
    const bool remaining = expected.pool == "remaining";
    const std::string when = "allocation on " + expected.as_of.text();
    const Currency currency = figured->group.currency;
    std::vector<std::string> differences;
    if (expected.price)
        add_if(differences, amounts_differ(when + ", price", *expected.price,
                                           remaining ? allocation->pool : allocation->price, currency));
    for (const NamedAmount& line : expected.lines) {
        const Obligation* obligation = obligation_named(*figured, expected.contract, line.name);
        if (obligation == nullptr) obligation = obligation_named(*figured, "", line.name);
        const auto share = std::find_if(allocation->shares.begin(), allocation->shares.end(), [&](const Share& each) {
            return obligation != nullptr && each.obligation == obligation->id;
        });
        if (share == allocation->shares.end()) {
            differences.push_back(when + ": nothing is allocated to " + line.name);
            continue;
        }
        add_if(differences, amounts_differ(when + ", " + line.name, line.amount,
                                           remaining ? share->remaining : share->amount, currency));
    }
    return differences;
}

std::vector<std::string> Compared::compare(const ExpectedObligation& expected)
{
    const std::vector<Figured> figures = figures_of(book_, ledger(), expected.as_of);
    const Figured* figured = nullptr;
    const Obligation* obligation = nullptr;
    for (const Figured& each : figures) {
        if (obligation != nullptr) break;
        if (!expected.contract.empty() && each.group.contract(ContractId(expected.contract)) == nullptr) continue;
        figured = &each;
        obligation = obligation_named(each, expected.contract, expected.line);
    }
    if (obligation == nullptr) return {"no obligation has the name or a line '" + expected.line + "'"};
    const std::string what = expected.line + " on " + expected.as_of.text();
    std::vector<std::string> differences;
    if (expected.progress) {
        const Decimal found =
            progress_on(*obligation, expected.as_of).decimal(expected.progress->places(), Round::half_away);
        if (found != *expected.progress)
            differences.push_back("progress of " + what + ": expected " + expected.progress->text() + ", found " +
                                  found.text());
    }
    if (expected.unit_price) {
        const auto minor = unit_price_on(*figured, *obligation, expected.as_of);
        if (!minor) return {"unit price of " + what + ": it has no units"};
        const Ratio major = *minor / Ratio::of(Decimal::of(1, figured->group.currency.minor_digits()));
        const Decimal found = major.decimal(expected.unit_price->places(), Round::half_away);
        if (found != *expected.unit_price)
            differences.push_back("unit price of " + what + ": expected " + expected.unit_price->text() + ", found " +
                                  found.text());
    }
    return differences;
}

std::vector<std::string> Compared::compare(const ExpectedSchedule& expected)
{
    const std::vector<Figured> figures = figures_of(book_, ledger());
    const Figured* figured = group_of(figures, expected.contract);
    if (figured == nullptr) return no_group(expected.contract);
    const FiscalCalendar calendar = book_.reference().calendar(ledger().entity);
    std::map<Period, std::int64_t> found;
    for (const Obligation& obligation : figured->earned.obligations) {
        if (!expected.line.empty() && &obligation != obligation_named(*figured, expected.contract, expected.line))
            continue;
        for (const auto& [period, minor] : schedule_of(obligation, calendar)) found[period] += minor;
    }
    std::vector<std::string> differences;
    for (const NamedAmount& row : expected.rows) {
        const auto period = Period::parse(row.name);
        if (!period) return {"'" + row.name + "' is no period; write it as YYYY-MM"};
        add_if(differences,
               amounts_differ("schedule in " + row.name, row.amount, found[*period], figured->group.currency));
        found.erase(*period);
    }
    for (const auto& [period, minor] : found)
        if (minor != 0)
            differences.push_back("schedule in " + period.text() + ": expected nothing, found " +
                                  plain_amount(minor, figured->group.currency));
    return differences;
}

std::vector<std::string> Compared::compare(const ExpectedRemaining& expected)
{
    const std::vector<Figured> figures = figures_of(book_, ledger(), expected.as_of);
    std::vector<const Obligation*> obligations;
    for (const Figured& figured : figures)
        for (const Obligation& obligation : figured.earned.obligations)
            if (expected.contract.empty() || obligation.contract.text() == expected.contract)
                obligations.push_back(&obligation);
    const FiscalCalendar calendar = book_.reference().calendar(ledger().entity);
    std::int64_t remaining = 0;
    for (const Obligation* obligation : obligations) remaining += remaining_on(*obligation, calendar, expected.as_of);
    const std::string what = "remaining on " + expected.as_of.text();
    std::vector<std::string> differences;
    if (expected.amount) add_if(differences, amounts_differ(what, *expected.amount, remaining, ledger().currency));
    std::int64_t banded = 0;
    for (const NamedAmount& band : expected.bands) {
        std::int64_t minor = remaining - banded;
        if (band.name != "later") {
            const auto interval = Interval::parse(band.name);
            if (!interval) return {"'" + band.name + "' is no band; write \"12 months\" or later"};
            std::int64_t by = 0;
            // From the last day of a month to the last day of another, as the report counts.
            const int day = expected.as_of.is_last_of_month() ? 31 : expected.as_of.day();
            const Date end = after(expected.as_of, *interval, 1, day);
            for (const Obligation* obligation : obligations)
                by += remaining_by(*obligation, calendar, expected.as_of, end);
            minor = by - banded;
        }
        banded += minor;
        add_if(differences, amounts_differ(what + ", " + band.name, band.amount, minor, ledger().currency));
    }
    return differences;
}

std::vector<std::string> Compared::compare(const ExpectedNotCurrent& expected)
{
    const auto later = not_current_on(book_, ledger(), expected.contract, expected.as_of);
    std::vector<std::string> differences;
    for (const NamedAmount& account : expected.accounts) {
        const auto found = later.find(account.name);
        if (found == later.end()) return {"'" + account.name + "' is not parted into current and not current"};
        add_if(differences, amounts_differ(account.name + " not current on " + expected.as_of.text(), account.amount,
                                           found->second, ledger().currency));
    }
    return differences;
}

std::vector<std::string> Compared::compare(const ExpectedError& expected)
{
    std::string found;
    const auto& events = wanted_.events;
    if (expected.event == 0 || expected.event > events.size())
        return {"the case has no event " + std::to_string(expected.event)};
    const Value* named = events[expected.event - 1].data.find("contract");
    const std::string contract = named != nullptr && named->is_text() ? named->text() : "";
    bool met = false;
    for (std::size_t at = 0; at < wrong_.size(); ++at) {
        const Wrong& wrong = wrong_[at];
        const bool concerns = wrong.event == expected.event || (wrong.event == 0 && wrong.contract == contract);
        if (!concerns) continue;
        found += (found.empty() ? "" : ", ") + wrong.fault.code;
        if (wrong.fault.code != expected.code) continue;
        expected_[at] = true;
        met = true;
    }
    if (met) return {};
    return {"event " + std::to_string(expected.event) + ": expected the error " + expected.code + ", found " +
            (found.empty() ? "none" : found)};
}

std::vector<std::string> Compared::unexpected() const
{
    std::vector<std::string> texts;
    for (std::size_t at = 0; at < wrong_.size(); ++at) {
        if (expected_[at]) continue;
        const std::string event = wrong_[at].event == 0 ? "" : "event " + std::to_string(wrong_[at].event) + ": ";
        texts.push_back(event + wrong_[at].fault.text());
    }
    return texts;
}

}  // namespace earned::app
