#include "app/posted.h"

#include "reports/captions.h"

#include <map>

namespace earned::app {

namespace {

using GroupKey = std::pair<std::int64_t, std::int32_t>;  // home, group

struct Named {
    std::string contract;
    std::vector<std::string> obligations;
};
using Names = std::map<GroupKey, Named>;

Names names_in(Book& book, const Ledger& ledger)
{
    Names names;
    book.store().plans({1, INT64_MAX}, ledger.key(), [&](const db::PlanRow& row) {
        names[{row.home, row.group}] = {row.contract, row.obligations};
    });
    return names;
}

std::string obligation_of(const Named& named, std::int16_t number)
{
    const auto place = static_cast<std::size_t>(number);
    return place == 0 || place > named.obligations.size() ? "" : named.obligations[place - 1];
}

}  // namespace

std::string_view cause_name(Cause cause) { return caption::key_of(cause); }

std::vector<Posted> posted_in(Book& book)
{
    std::vector<Posted> posted;
    for (const Ledger& ledger : book.ledgers()) {
        const Names names = names_in(book, ledger);
        const db::JournalQuery query{
            .book = ledger.book.text(), .known_at = book.known_at(), .entity = ledger.entity.text()};
        book.store().entries(query, [&](const db::EntryRow& entry, std::span<const db::LineRow> lines) {
            const auto group = names.find({entry.home, entry.group});
            const Named named = group == names.end() ? Named{} : group->second;
            const auto currency = Currency::parse(entry.currency);
            for (const db::LineRow& line : lines) {
                posted.push_back({ledger.entity.text(), ledger.book.text(), Date::from_serial(entry.date),
                                  Period::from_packed(db::period_of_entry(entry.entry)),
                                  Period::from_packed(entry.belongs_to), static_cast<Cause>(entry.cause),
                                  named.contract, obligation_of(named, line.obligation),
                                  static_cast<Source>(line.source), static_cast<Role>(line.role),
                                  currency.value_or(ledger.currency), line.minor});
            }
        });
    }
    return posted;
}

}  // namespace earned::app
