// Bookings of a CRM from a CSV file: a line a deal, the columns found by their names.
//
// Columns:  contract (also contract_id, opportunity, deal, id, 合同号), amount (金额), stage (阶段), and where
//           they are there customer (客户), date (also close_date, 签约日期) and currency (币种)
// Errors:   thrown as Refused, with the line: crm-unreadable
#pragma once

#include "app/feed.h"
#include "reports/crm_bookings.h"

#include <string>
#include <vector>

namespace earned::app {

// `otherwise`: the currency of a line that names none.
std::vector<CrmDeal> read_crm(const std::string& file, Currency otherwise);
std::vector<CrmDeal> crm_deals(std::string_view text, const std::string& name, Currency otherwise);

std::vector<Table> crm_tables(Feed& feed, const std::vector<CrmDeal>& deals);

}  // namespace earned::app
