// The reports by name: what each is fed, and the tables it makes.
#pragma once

#include "app/feed.h"

#include <string>
#include <vector>

namespace earned::app {

struct ReportKind {
    std::string name, what;
    std::vector<Table> (*make)(Feed& feed, const std::string& by);
    int before = 0, after = 0;  // periods that it shows around the one it is asked about
    bool converted = true;      // its totals are shown in the entity's currency too (reports/in_entity_currency.h)
};
const std::vector<ReportKind>& report_kinds();
// Those of the pack that a period is reviewed with ("all"), in the order of reading.
std::vector<ReportKind> pack();
// A report with what belongs to it.
std::vector<Table> tables_of(const ReportKind& kind, Feed& feed, const std::string& by);

}  // namespace earned::app
