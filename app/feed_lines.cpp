// The lines of the journal on their way into reports, each with its names.
#include "app/feed.h"

namespace earned::app {

db::JournalQuery Feed::query_of(db::HomeRange range) const
{
    return {.homes = range, .book = ledger_.book.text(), .known_at = book_.known_at(), .entity = ledger_.entity.text()};
}

void Feed::name(PostedLine& line, const PlansOfRange& plans, std::int32_t group, std::int16_t obligation) const
{
    const Planned* planned = plans.find(line.home, group);
    if (planned == nullptr) return;
    line.contract = ContractId(planned->contract);
    const auto place = static_cast<std::size_t>(obligation);
    if (place == 0 || place > planned->plan.obligations.size()) return;
    line.obligation = planned->plan.obligations[place - 1].id;
    line.product = planned->plan.obligations[place - 1].product;
}

PostedLine Feed::line_of(const db::EntryRow& entry, const db::LineRow& row) const
{
    return {.home = entry.home,
            .run = entry.run,
            .entry = entry.entry,
            .event = entry.event,
            .entity = ledger_.entity,
            .book = ledger_.book,
            .date = Date::from_serial(entry.date),
            .period = Period::from_packed(db::period_of_entry(entry.entry)),
            .belongs_to = Period::from_packed(entry.belongs_to),
            .cause = static_cast<Cause>(entry.cause),
            .first_cause = static_cast<Cause>(entry.first_cause),
            .source = static_cast<Source>(row.source),
            .role = static_cast<Role>(row.role),
            .currency = Currency::parse(entry.currency).value_or(ledger_.currency),
            .minor = row.minor};
}

void Feed::lines(const std::function<void(const PostedLine&)>& sink) { lines_in(std::nullopt, sink); }

void Feed::lines_after_plans(const std::function<void(const PlannedGroup&)>& plans,
                             const std::function<void(const PostedLine&)>& lines)
{
    read_lines(
        std::nullopt, CurrencyView::transaction,
        [&](const PostedLine& line) {
            if (line.minor != 0) lines(line);
        },
        plans);
}

void Feed::lines_from(Period first, const std::function<void(const PostedLine&)>& sink) { lines_in(first, sink); }

void Feed::lines_in(const std::optional<Period>& first, const std::function<void(const PostedLine&)>& sink)
{
    read_lines(first, CurrencyView::transaction, [&](const PostedLine& line) {
        if (line.minor != 0) sink(line);  // what rates alone moved has no amount in this currency
    });
}

void Feed::all_lines(CurrencyView view, const std::function<void(const PostedLine&)>& sink)
{
    read_lines(std::nullopt, view, sink);
}

void Feed::read_lines(const std::optional<Period>& first, CurrencyView view,
                      const std::function<void(const PostedLine&)>& sink,
                      const std::function<void(const PlannedGroup&)>& plan_sink)
{
    each_range([&](db::HomeRange range) {
        const ReadPlans read{customers(book_.store(), range), plans_of(book_.store(), range)};
        const auto& [named, plans] = read;
        if (plan_sink) tell(read, plan_sink);
        db::JournalQuery since = query_of(range);
        std::vector<db::StandingRow> standing;
        if (first) {
            db::JournalQuery before = query_of(range);
            before.to_period = first->previous().packed();
            since.from_period = first->packed();
            book_.store().standing(before, [&](const db::StandingRow& row) { standing.push_back(row); });
        }
        auto next = standing.begin();
        const auto tell_standing = [&](std::int64_t through) {  // before the home's lines
            for (; next != standing.end() && next->home <= through; ++next) {
                PostedLine line{.home = next->home,
                                .customer = named.at(next->home),
                                .entity = ledger_.entity,
                                .book = ledger_.book,
                                .period = first->previous(),
                                .belongs_to = first->previous(),
                                .role = static_cast<Role>(next->role),
                                .currency = Currency::parse(next->currency).value_or(ledger_.currency),
                                .minor = next->minor};
                name(line, plans, next->group, next->obligation);
                sink(line);
            }
        };
        book_.store().entries(since, [&](const db::EntryRow& entry, std::span<const db::LineRow> lines) {
            tell_standing(entry.home);
            for (const db::LineRow& row : lines) {
                PostedLine line = line_of(entry, row);
                if (view == CurrencyView::entity) {
                    line.minor = row.functional.value_or(row.minor);
                    line.currency = ledger_.currency;
                }
                line.customer = named.at(entry.home);
                name(line, plans, entry.group, row.obligation);
                sink(line);
            }
        });
        tell_standing(range.last);
    });
}

}  // namespace earned::app
