// Words of the rules and of the journal, as an explanation says them: English keeps those of docs/events.md.
#pragma once

#include "app/explain_page.h"
#include "base/date.h"
#include "base/interval.h"
#include "contract/event_types.h"
#include "journal/role.h"

namespace earned::app {

Label plan_words(BillingPlan plan);
Label timing_words(Timing timing);
Label ssp_words(SspMethod method);
Label modifies_words(Modifies treatment);
Label every_words(const Interval& every);  // "3 months"
Label role_words(Role role);
Label source_words(Source source);
std::string term_text(const Page& page, const Term& term);  // "2026-01-01 to 2026-12-31"

}  // namespace earned::app
