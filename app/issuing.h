// A drafted document on its way out: the series that numbers it, the event that makes it a fact, and
// its row in the register.
#pragma once

#include "app/billing_part.h"
#include "app/billing_run.h"

namespace earned::app {

inline constexpr const char* draft_series = "DRAFT";  // names of what waits, and no numbers

SeriesYear series_of(const BilledDocument& document);
// Of source `earned`; the document has its number, or its name as a draft.
Event issued_event(const BilledDocument& document, const std::string& by);
// A draft that says no longer what ought to be invoiced: the run that finds it drafts anew.
Event withdrawn_event(const InvoiceId& draft, Date date, const std::string& by);
// A note of a discount that was given up: it shows nothing any more.
Event voided_event(const InvoiceId& note, Date date, const std::string& by);
db::DocumentRow row_of(const BilledDocument& document, const SeriesYear& key, std::int64_t rank, std::int64_t run);

}  // namespace earned::app
