#include "app/imported_numbers.h"

#include "app/event_key.h"
#include "app/feed.h"
#include "app/issuing.h"
#include "app/names.h"

#include <algorithm>
#include <tuple>

namespace earned::app {

bool is_imported(db::Store& store, const SeriesYear& series, std::int64_t rank)
{
    const std::string number = number_of(series, rank);
    const db::Key key{db::KeyKind::invoice, number};
    if (store.homes_of(std::span(&key, 1)).front() == 0) return false;
    const db::Identity issued{.key = event_key("earned", issued_event_id(number))};
    return store.known(std::span(&issued, 1)).front().home <= 0;
}

void Feed::numbers(const std::function<void(const GivenNumber&)>& sink)
{
    std::vector<GivenNumber> given;
    book_.store().documents({.entity = ledger_.entity.text()}, [&](const db::DocumentRow& row) {
        if (!known_bill_runs_.contains(row.run) || row.series == draft_series) return;
        given.push_back(
            {ledger_.entity, row.series, row.year, row.rank, InvoiceId(row.number), Date::from_serial(row.date)});
    });
    const auto series_of = [](const GivenNumber& one) { return std::tie(one.series, one.year); };
    std::ranges::sort(given, [&](const GivenNumber& one, const GivenNumber& other) {
        return std::tie(one.series, one.year, one.rank) < std::tie(other.series, other.year, other.rank);
    });
    std::int64_t before = 0;
    for (std::size_t at = 0; at < given.size(); ++at) {
        GivenNumber& one = given[at];
        if (at == 0 || series_of(given[at - 1]) != series_of(one)) before = 0;
        const SeriesYear key{one.entity.text(), one.series, one.year};
        if (before + 1 < one.rank && is_imported(book_.store(), key, one.rank - 1)) one.left = one.rank - before - 1;
        before = one.rank;
        sink(one);
    }
}

}  // namespace earned::app
