// The reports by name: what each is fed, and the tables it makes.
#pragma once

#include "app/feed.h"

#include <string>
#include <vector>

namespace earned::app {

struct ReportKind {
    std::string name, what;
    std::vector<Table> (*make)(Feed& feed, const std::string& by);
    bool by_product = false;  // may be asked by product
};
const std::vector<ReportKind>& report_kinds();

}  // namespace earned::app
