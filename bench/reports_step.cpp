#include "app/report.h"
#include "bench/peer.h"
#include "bench/steps.h"

#include <algorithm>

namespace earned::bench {

namespace {

// How each report is asked, and what SQL over the journal answers the same question.
struct Asked { std::string name, by, peer; };

const std::vector<Asked>& asked()
{
    static const std::vector<Asked> reports = {
        {"trial-balance", "", "select role, entry / 17592186044416 as period, sum(case when minor > 0 then minor else 0 end), sum(case when minor < 0 then minor else 0 end) from line group by 1, 2"},
        {"rollforward", "", "select role, cause, sum(line.minor) from line join entry using (home_id, entry) group by 1, 2"},
        {"rollforward", "nothing", "select role, cause, sum(line.minor) from line join entry using (home_id, entry) group by 1, 2"},
        {"waterfall", "product", ""},
    };
    return reports;
}

const app::ReportKind& kind_named(const std::string& name)
{
    const auto& kinds = app::report_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const app::ReportKind& kind) { return kind.name == name; });
    CHECK(found != kinds.end(), "the bench asks for reports that there are");
    return *found;
}

std::size_t rows_of(const std::vector<Table>& tables)
{
    std::size_t rows = 0;
    for (const Table& table : tables) {
        CHECK(table.ties(), "a report that is measured ties");
        rows += table.rows.size();
    }
    return rows;
}

}  // namespace

std::vector<Measure> reports_step(const Order& order)
{
    auto book = make_book(order);
    const Date last = Date::of(2026, 1, 31);
    close_month(*book, last, order.jobs);
    auto floor = Floor::open(order.url);
    if (floor->is_postgres()) floor->run("analyze line; analyze entry");
    const Meter meter(floor->backend());
    const app::Ledger ledger = book->ledgers().front();
    std::vector<Measure> measures;
    for (const Asked& report : asked()) {
        Measure measure{.name = report.name + (report.by.empty() ? "" : " by " + report.by), .lines = order.lines};
        for (int round = 0; round < order.rounds; ++round) {
            std::vector<Table> tables;
            measure.own.push_back(meter.of([&] {
                app::ReportOrder wanted;
                wanted.first = wanted.last = Period(last.year(), last.month());
                app::Feed feed(*book, ledger, wanted);
                tables = kind_named(report.name).make(feed, report.by);
            }));
            measure.rows = static_cast<std::int64_t>(rows_of(tables));
            if (!report.peer.empty()) measure.peer.push_back(meter.of([&] { floor->value("select count(*) from (" + report.peer + ") answer"); }));
        }
        measure.checksum = std::to_string(measure.rows) + " rows";
        measures.push_back(std::move(measure));
    }
    return measures;
}

}  // namespace earned::bench
