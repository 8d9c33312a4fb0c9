#include "exchange/bank/check.h"

#include "exchange/bank/pages.h"

#include "base/currency.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace earned::bank {

namespace {

constexpr std::array<std::string_view, 11> tellings = {
    "encoding-guessed", "balance-absent", "charge-beside", "details-missing", "count-missing", "pending-left-out",
    "investment-part",  "page-absent",    "day-of-thirty", "pages-joined",    "number-missing"};

void remark(File& file, std::string code, std::size_t line, std::string what)
{
    file.remarks.push_back({std::move(code), line, std::move(what)});
}

std::string shown(const Statement& statement)
{
    return statement.account.empty() ? "the account" : "account " + statement.account;
}

void check_balances(File& file, Statement& statement)
{
    if (!statement.opening || !statement.closing) {
        statement.chain = Chain::unknown;  // a report of the day, a notification and OFX give no opening balance
        const bool must_have = file.format.starts_with("camt.053") || file.format == "MT940";
        remark(file, must_have ? "balance-missing" : "balance-absent", statement.line,
               shown(statement) + " has no " + (statement.opening ? "closing" : "opening") +
                   " balance to tie its entries to");
        return;
    }
    const Decimal sum = statement.opening->amount + booked_total(statement) + statement.unlisted.value_or(Decimal());
    statement.chain = sum == statement.closing->amount ? Chain::ties : Chain::differs;
    if (statement.chain == Chain::differs)
        remark(file, "balance-differs", statement.closing->line,
               shown(statement) + ": opening " + statement.opening->amount.text() + " and entries of " +
                   booked_total(statement).text() + " make " + sum.text() + ", and the closing balance is " +
                   statement.closing->amount.text());
    if (statement.opening->currency != statement.closing->currency) {
        statement.chain = Chain::differs;
        remark(file, "currency-differs", statement.closing->line,
               shown(statement) + " opens in " + statement.opening->currency + " and closes in " +
                   statement.closing->currency);
    }
}

Decimal included(const std::vector<Charge>& charges, const std::string& currency)
{
    Decimal sum;
    for (const Charge& charge : charges)
        if (charge.included && charge.currency == currency) sum += charge.amount;
    return sum;
}

void check_batch(File& file, const Entry& entry)
{
    if (entry.transactions.empty()) {
        if (entry.batch_count.value_or(1) > 1)
            remark(file, "details-missing", entry.line,
                   "the entry books " + std::to_string(*entry.batch_count) + " payments that the file doesn't list");
        if (entry.batch_total && entry.charges.empty() && *entry.batch_total != entry.amount.abs())
            remark(file, "batch-differs", entry.line,
                   "the entry is " + entry.amount.text() + ", and its batch " + entry.batch_total->text());
        return;
    }
    if (entry.batch_count && *entry.batch_count != entry.transactions.size())
        remark(file, "batch-count-differs", entry.line,
               "the entry books " + std::to_string(*entry.batch_count) + " payments and lists " +
                   std::to_string(entry.transactions.size()));
    Decimal sum, own, whole;
    for (const Transaction& one : entry.transactions) {
        if (!one.amount || (!one.currency.empty() && one.currency != entry.currency)) return;
        sum += *one.amount;
        own += included(one.charges, entry.currency);
    }
    whole = included(entry.charges, entry.currency);
    // Charges may be told with the payments, with the entry, or with both.
    const bool fits = sum == entry.amount || sum - own == entry.amount || sum - whole == entry.amount ||
                      sum - own - whole == entry.amount;
    if (entry.transactions.size() > 1 && !fits)
        remark(file, "batch-differs", entry.line,
               "the entry is " + entry.amount.text() + ", and its payments sum to " + sum.text());
    else if (entry.batch_total && *entry.batch_total != sum.abs() && *entry.batch_total != entry.amount.abs())
        remark(file, "batch-differs", entry.line,
               "the batch is said to be " + entry.batch_total->text() + ", and its payments sum to " + sum.text());
}

void check_money(File& file, const Statement& statement)
{
    std::set<std::string> said;
    const auto check = [&](const Decimal& amount, const std::string& code, std::size_t line) {
        const auto currency = Currency::parse(code);
        if (!currency) {
            if (said.insert(code).second)
                remark(file, "currency-unknown", line,
                       code.empty() ? "the file names no currency" : "'" + code + "' is no currency in use");
            return;
        }
        if (!amount.checked_quantized(currency->minor_digits(), Round::down) ||
            amount.quantized(currency->minor_digits(), Round::down) != amount)
            remark(file, "decimals-beyond-currency", line,
                   amount.text() + " has more decimals than " + code + " can be paid in");
    };
    for (const Entry& entry : statement.entries) {
        check(entry.amount, entry.currency, entry.line);
        if (!statement.currency.empty() && !entry.currency.empty() && entry.currency != statement.currency)
            remark(file, "currency-differs", entry.line,
                   "an entry in " + entry.currency + " in an account in " + statement.currency);
        if (!entry.booked_on && !entry.value_date && entry.status == Booked::booked)
            remark(file, "date-missing", entry.line, "the entry has neither a booking nor a value date");
    }
    if (statement.entries.empty() && statement.closing)
        check(statement.closing->amount, statement.closing->currency, statement.closing->line);
}

void check_running(File& file, const Statement& statement)
{
    // Newest first or oldest first: the file says by which of the two more balances follow.
    const std::vector<Entry>& entries = statement.entries;
    std::size_t forward = 0, backward = 0, pairs = 0;
    for (std::size_t at = 1; at < entries.size(); ++at) {
        if (!entries[at].balance || !entries[at - 1].balance) continue;
        ++pairs;
        if (*entries[at - 1].balance + entries[at].amount == *entries[at].balance) ++forward;
        if (*entries[at].balance + entries[at - 1].amount == *entries[at - 1].balance) ++backward;
    }
    if (pairs == 0 || std::max(forward, backward) == pairs) return;
    for (std::size_t at = 1; at < entries.size(); ++at) {
        if (!entries[at].balance || !entries[at - 1].balance) continue;
        const bool follows = forward >= backward
                                 ? *entries[at - 1].balance + entries[at].amount == *entries[at].balance
                                 : *entries[at].balance + entries[at - 1].amount == *entries[at - 1].balance;
        if (follows) continue;
        remark(file, "running-balance-differs", entries[at].line,
               "the balance " + entries[at].balance->text() + " doesn't follow from " +
                   entries[at - 1].balance->text() + " by this entry");
        return;
    }
}

// Two statements of one account that follow each other in the file.
void check_succession(File& file)
{
    std::map<std::string, const Statement*> last;
    std::set<std::pair<std::string, std::string>> seen;
    for (Statement& statement : file.statements) {
        const std::string key = statement.account + " " + statement.currency;
        const std::string number =
            statement.id + "/" + statement.sequence + "/" + statement.page + "/" +
            (statement.opening && statement.opening->date ? statement.opening->date->text() : "");
        if (!statement.id.empty() && !seen.emplace(key, number).second && statement.opening && statement.closing)
            remark(file, "statement-twice", statement.line,
                   "statement " + statement.id + " of " + shown(statement) + " stands in the file twice");
        const Statement*& before = last[key];
        if (before != nullptr && before->closing && statement.opening &&
            before->closing->amount != statement.opening->amount)
            remark(file, "statement-missing", statement.opening->line,
                   shown(statement) + " closed at " + before->closing->amount.text() + " and opens at " +
                       statement.opening->amount.text() + ": a statement between the two is missing");
        before = &statement;
    }
}

}  // namespace

Decimal booked_total(const Statement& statement)
{
    Decimal sum;
    for (const Entry& entry : statement.entries)
        if (entry.status == Booked::booked) sum += entry.amount;
    return sum;
}

void check_chains(File& file)
{
    check_pages(file);
    for (Statement& statement : file.statements) {
        check_balances(file, statement);
        check_running(file, statement);
        check_money(file, statement);
        for (const Entry& entry : statement.entries) check_batch(file, entry);
    }
    check_succession(file);
    std::stable_sort(file.remarks.begin(), file.remarks.end(),
                     [](const Remark& a, const Remark& b) { return a.line < b.line; });
}

bool only_tells(const Remark& remark)
{
    return std::find(tellings.begin(), tellings.end(), remark.code) != tellings.end();
}

bool is_clean(const File& file) { return std::all_of(file.remarks.begin(), file.remarks.end(), only_tells); }

}  // namespace earned::bank
