// What a camt message itself says its entries are (`TxsSummry`): all of them, or those that are booked.
//
// Ensures: `count-differs` and `total-differs`, where they are neither; a summary that isn't there says nothing
#pragma once

#include "exchange/bank/statement.h"
#include "exchange/bank/xml.h"

#include <functional>

namespace earned::bank {

struct SummaryOf {
    const Xml& xml;
    File& file;
    std::function<Decimal(pugi::xml_node)> amount;
};
void check_summary(pugi::xml_node summary, const Statement& statement, const SummaryOf& of);

}  // namespace earned::bank
