#include "app/reassessed.h"

#include <algorithm>

namespace earned::app {

namespace {

constexpr std::string_view own_ids = "dunning/assessed/";

const Assessment* last_assessment(const Contract& contract, Date as_of)
{
    const Assessment* last = nullptr;
    for (const Assessment& each : contract.assessments)
        if (each.at.date <= as_of && (last == nullptr || last->at < each.at)) last = &each;
    return last;
}

bool was_made_by_a_run(Book& book, const Assessment& assessment)
{
    const std::optional<db::EventRow> event = book.store().event(assessment.event);
    return event && event->source == "earned" && event->id.starts_with(own_ids);
}

}  // namespace

std::vector<Event> reassessed(Book& book, const Home& home, const std::set<ContractId>& doubtful, Date as_of,
                              const std::string& by)
{
    std::vector<Event> events;
    for (const Group& group : home.groups)
        for (const Contract& contract : group.contracts) {
            const Assessment* last = last_assessment(contract, as_of);
            const bool was = last == nullptr ? contract.terms.collectable : last->collectable;
            const bool is = !doubtful.contains(contract.id);
            if (was == is || as_of < contract.signed_at.date) continue;
            if (is && (last == nullptr || !was_made_by_a_run(book, *last))) continue;
            events.push_back(
                {.source = "earned",
                 .id = std::string(own_ids) + contract.id.text() + "/" + as_of.text() + (is ? "/released" : "/held"),
                 .by = by,
                 .date = as_of,
                 .fact = ContractAssessed{contract.id, is}});
        }
    return events;
}

}  // namespace earned::app
