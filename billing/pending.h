// Drafts that wait for a person, and whether they still say what ought to be invoiced.
//
// Law:     a draft stands while drafting anew would give the same; what stands is not drafted twice
// Ensures: a draft is compared as of its own day, so that what came later makes no draft of its own
//          day untrue; a credit note of an invoice that waits is left for when that is issued
#pragma once

#include "billing/billed.h"

#include <vector>

namespace earned::billing {

struct WaitingDrafts {
    std::vector<const DocumentDraft*> standing, overtaken;  // of bill runs; of the group's drafts
};
WaitingDrafts waiting_drafts(const Group& group, const Terms& terms, const Billed& billed);

// Of a group with drafts: as `draft`, for what no draft that stands shows yet.
std::vector<Draft> drafted_besides(const Group& group, const Terms& terms, const Billed& billed,
                                   const WaitingDrafts& waiting, Date through, Date not_before);

// A line of a draft as an invoice of another day shows it: usage keeps the period it is of.
std::vector<IssuedLine> issued_later(const Terms& terms, const Group& group, const Billed& billed,
                                     const DocumentDraft& draft);

}  // namespace earned::billing
