// What the commands of invoices share: how a document stands in a table, and where each is added.
#pragma once

#include "app/billing_run.h"
#include "app/commands/commands.h"
#include "base/table.h"

#include <vector>

namespace earned::app {

// Date, due, kind, customer and contract; then what else is shown; then net, tax, total, currency.
std::vector<Column> document_columns(const std::vector<Column>& more = {});
std::vector<Cell> document_cells(const BilledDocument& document);  // the first five

Table table_of_draft(const Group& group, const DocumentDraft& draft);

void add_invoice_drafts(CLI::App& invoice, Shell& shell);  // invoice drafts, approve, reject
void add_invoice_deeds(CLI::App& invoice, Shell& shell);   // invoice void

}  // namespace earned::app
