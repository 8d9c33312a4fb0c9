#include "app/verify.h"

#include "app/close_part.h"
#include "app/imported_numbers.h"
#include "app/shell.h"
#include "app/verify_bills.h"
#include "app/verify_chain.h"
#include "app/verify_ledger.h"
#include "billing/collect/match.h"

#include <algorithm>
#include <map>

namespace earned::app {

namespace {

constexpr std::size_t failures_kept = 100;

// Documents, receipts and open amounts of the homes, and the register of numbers beside them.
class DocumentCheck {
public:
    Check cash{.what = "cash applied is at most what was received, and what was invoiced", .of = "receipts"};
    Check numbers{.what = "numbers have no gap, and each its document", .of = "documents"};

    explicit DocumentCheck(Book& book) : book_(book) {}

    void check(db::HomeRange range)
    {
        std::map<std::string, db::DocumentRow> rows;
        book_.store().documents({.homes = range}, [&](const db::DocumentRow& row) {
            ranks_[{row.entity, row.series, row.year}].push_back(row.rank);
            rows[row.number] = row;
        });
        book_.each_home(book_.store(), range, [&](std::int64_t, const Home& home) {
            for (const Receipt& receipt : home.receipts) check_receipt(receipt);
            for (const OpenInvoice& open : open_invoices(home, Date::never()))
                if (open.open.sign() < 0 && open.total.sign() > 0 && open.paid > open.total)
                    cash.fail("invoice " + open.invoice->number.text() + ": " + open.paid.text() + " was applied to " +
                              open.total.text());
            for (const Group& group : home.groups) {
                for (const Document& document : group.documents) check_document(rows, document);
                for (const DocumentDraft& draft : group.drafts) check_draft(rows, draft);
            }
        });
        for (const auto& [number, row] : rows)
            numbers.fail("document " + number + ": its event is not among its home's");
    }

    void finish()
    {
        for (auto& [series, ranks] : ranks_) {
            const auto& [entity, name, year] = series;
            std::sort(ranks.begin(), ranks.end());
            std::int64_t next = 1;
            for (const std::int64_t rank : ranks) {
                if (next < rank && is_imported(book_.store(), {entity, name, year}, rank - 1)) next = rank;
                if (rank != next) {
                    numbers.fail(entity + " " + name + " " + std::to_string(year) + ": number " + std::to_string(next) +
                                 " is missing or given twice");
                    break;
                }
                ++next;
            }
        }
    }

private:
    void check_receipt(const Receipt& receipt)
    {
        ++cash.looked_at;
        if (receipt.open.sign() < 0)
            cash.fail("payment " + receipt.payment.text() + ": " + (-receipt.open).text() +
                      " more was applied than received");
    }

    void check_document(std::map<std::string, db::DocumentRow>& rows, const Document& document)
    {
        const auto row = rows.find(document.number.text());
        if (row == rows.end()) return;  // issued elsewhere
        ++numbers.looked_at;
        const db::DocumentRow& kept = row->second;
        const bool same = kept.credit == document.credit && kept.date == document.at.date.serial() &&
                          kept.event == document.event && kept.net == abs(document.net()).minor() &&
                          kept.tax == abs(document.tax()).minor();
        if (!same)
            numbers.fail("document " + document.number.text() + ": the register and its event say different things");
        rows.erase(row);
    }

    // A draft has a name in a series of its own, whatever became of it; its number is the invoice's.
    void check_draft(std::map<std::string, db::DocumentRow>& rows, const DocumentDraft& draft)
    {
        const auto row = rows.find(draft.name.text());
        if (row == rows.end()) return;
        ++numbers.looked_at;
        const db::DocumentRow& kept = row->second;
        const bool same_amount = draft.proposal || (kept.net == draft.net().minor() && kept.tax == draft.tax().minor());
        if (kept.date != draft.at.date.serial() || kept.event != draft.event || !same_amount)
            numbers.fail("draft " + draft.name.text() + ": the register and its event say different things");
        rows.erase(row);
    }

    Book& book_;
    std::map<std::tuple<std::string, std::string, int>, std::vector<std::int64_t>> ranks_;
};

Check check_tables(Book& book)
{
    Check check{.what = "the rows of every table hold together", .of = "homes"};
    check.looked_at = book.store().home_count();
    for (std::string& failure : book.store().check_book()) check.fail(std::move(failure));
    return check;
}

std::optional<db::RunRow> last_close(const std::vector<db::RunRow>& runs, const Ledger& ledger)
{
    std::optional<db::RunRow> last;
    for (const db::RunRow& run : runs)
        if (run.kind == "close" && run.entity == ledger.entity.text() && run.book == ledger.book.text()) last = run;
    return last;
}

// The ledger as known at its last close.
void check_ledger(Book& book, const Ledger& ledger, const std::vector<db::RunRow>& runs, std::vector<Check>& checks,
                  Progress& progress)
{
    const auto last = last_close(runs, ledger);
    if (!last) return;
    book.know_at(last->known_at);
    const auto ledgers = book.ledgers();
    const auto then =
        std::find_if(ledgers.begin(), ledgers.end(), [&](const Ledger& each) { return each.key() == ledger.key(); });
    if (then == ledgers.end()) return;
    LedgerCheck check(book, *then, runs);
    if (book.policy_hash(*then) != last->policy_hash)
        check.plans_are_fresh.fail(ledger.key() + ": the rules are not those of run " + std::to_string(last->run) +
                                   "; close again, and verify then");
    const std::int64_t homes = book.store().next_home() - 1;
    for (std::int64_t first = 1; first <= homes; first += homes_a_part) {
        check.check({first, std::min(homes, first + homes_a_part - 1)});
        progress.advance(1);
    }
    check.finish();
    for (Check* each : check.checks()) merge(checks, *each);
}

}  // namespace

void Check::fail(std::string sentence)
{
    ++wrong_count;
    if (wrong.size() < failures_kept) wrong.push_back(std::move(sentence));
}

// Ledgers have the same checks: they are told as one.
void merge(std::vector<Check>& checks, const Check& more)
{
    const auto same =
        std::find_if(checks.begin(), checks.end(), [&](const Check& check) { return check.what == more.what; });
    if (same == checks.end()) {
        checks.push_back(more);
        return;
    }
    same->looked_at += more.looked_at;
    same->wrong_count += more.wrong_count;
    for (const std::string& sentence : more.wrong)
        if (same->wrong.size() < failures_kept) same->wrong.push_back(sentence);
}

bool Verified::holds() const
{
    return std::all_of(checks.begin(), checks.end(), [](const Check& check) { return check.holds(); });
}

Verified verify(Book& book, const std::string& head, Progress& progress)
{
    Verified verified;
    const auto runs = book.store().runs();
    verified.checks.push_back(check_tables(book));
    for (const Ledger& ledger : book.ledgers()) check_ledger(book, ledger, runs, verified.checks, progress);
    book.refresh();
    DocumentCheck documents(book);
    BillPlanCheck to_come(book);
    const std::int64_t homes = book.store().next_home() - 1;
    for (std::int64_t first = 1; first <= homes; first += homes_a_part) {
        documents.check({first, std::min(homes, first + homes_a_part - 1)});
        to_come.look_at({first, std::min(homes, first + homes_a_part - 1)});
        progress.advance(1);
    }
    documents.finish();
    verified.checks.push_back(std::move(documents.cash));
    verified.checks.push_back(std::move(documents.numbers));
    verified.checks.push_back(std::move(to_come.check));
    verified.checks.push_back(check_chain(book.store(), runs, head));
    if (!runs.empty()) verified.head = runs.back().hash;
    return verified;
}

}  // namespace earned::app
