// Whether a document waits for a person before it is issued, and for how many.
//
// Law:      0 issues at once; 1: anybody approves, also who drafted it; 2: somebody else than who
//           drafted it
// Ensures:  a package without the decision `approval` asks nobody
// Source:   internal control over billing: what is unusual is looked at before it leaves the house
#pragma once

#include "rules/package.h"
#include "rules/terms.h"

namespace earned {

enum class DocumentKind { invoice, credit_note };

// What is known of a document before it has a number.
struct DocumentFacts {
    DocumentKind kind = DocumentKind::invoice;
    Date date;
    Decimal total;             // with tax, in the contract's currency
    bool first = false;        // nothing was invoiced of the contract before
    bool new_product = false;  // it shows a product that nothing of the group showed before
};

// Fault: what the decision's evaluation says, or `rules-missing`.
Result<int> persons_to_approve(const Policy& policy, const Group& group, const Contract& contract,
                               const DocumentFacts& document);

}  // namespace earned
