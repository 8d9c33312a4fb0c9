#include "app/matched_part.h"

#include <algorithm>
#include <sstream>

namespace earned::app {

std::string MatchedEvents::written() const
{
    return "events " + std::to_string(first) + " " + std::to_string(count) + "\n";
}

MatchedEvents MatchedEvents::read(const std::string& totals)
{
    std::istringstream text(totals);
    std::string word;
    MatchedEvents events;
    text >> word >> events.first >> events.count;
    return events;
}

void MatchedHash::add(const db::EventRow& row)
{
    hash_.add(row.home);
    hash_.add(row.number);
    for (const std::string* text : {&row.type, &row.source, &row.id, &row.payload}) {
        hash_.add(static_cast<std::int64_t>(text->size()));
        hash_.add(*text);
    }
    ++count_;
}

db::RunPart matched_part(std::int64_t part, db::HomeRange homes, std::vector<db::EventRow> rows)
{
    std::sort(rows.begin(), rows.end(), [](const db::EventRow& a, const db::EventRow& b) {
        return std::tie(a.home, a.number) < std::tie(b.home, b.number);
    });
    MatchedHash hash;
    MatchedEvents events{rows.empty() ? 0 : rows.front().number, static_cast<std::int64_t>(rows.size())};
    for (const db::EventRow& row : rows) {
        hash.add(row);
        events.first = std::min(events.first, row.number);
    }
    return {.part = part, .homes = homes, .hash = hash.hex(), .totals = events.written()};
}

MatchedRows::MatchedRows(db::Store& store, std::span<const db::RunRow> runs)
{
    for (const db::RunRow& run : runs) {
        if (run.kind != "match") continue;
        for (const db::RunPart& part : store.run_parts(run.run)) {
            const MatchedEvents events = MatchedEvents::read(part.totals);
            by_first_[events.first].events = events;
        }
    }
    if (by_first_.empty()) return;
    store.home_events({1, INT64_MAX}, INT64_MAX, [&](const db::EventRow& row) {
        auto after = by_first_.upper_bound(row.number);
        if (after == by_first_.begin()) return;
        Told& told = std::prev(after)->second;
        if (row.number < told.events.first + told.events.count) told.hash.add(row);
    });
}

std::pair<std::string, std::string> MatchedRows::told(const db::RunPart& part)
{
    const auto found = by_first_.find(MatchedEvents::read(part.totals).first);
    if (found == by_first_.end()) return {};
    Told& told = found->second;
    return {told.hash.hex(), MatchedEvents{told.events.first, told.hash.count()}.written()};
}

}  // namespace earned::app
