// What cash may pay, home by home: the invoices that are open, and the receipts of which something is on account.
//
// Law: what is gathered doesn't depend on the order in which homes are taken
#pragma once

#include "app/book.h"
#include "billing/collect/cascade.h"
#include "billing/collect/match.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace earned::app {

struct OnAccountCash {
    std::int64_t home = 0;
    Money open;  // of the payment, in its currency
    billing::Incoming payment;
    std::set<InvoiceId> released;  // invoices that a person took it off
    EntityId receiver;             // whose cash it is, where there are several entities
};

struct GatheredCash {
    billing::OpenItems items;
    std::vector<OnAccountCash> waiting;  // in order of day and name
};

class CashGathering {
public:
    // `already`: matches that are made but not recorded, as in a dry run.
    CashGathering(Book& book, Date through, const std::vector<Match>& already = {});

    void take(std::int64_t number, const Home& home);
    GatheredCash gathered() &&;

private:
    void take_receipts(std::int64_t number, const Home& home);
    std::uint32_t tell(const CustomerId& id);
    void tell_payers();

    Book& book_;
    Date through_;
    std::map<std::string, Money> paid_, used_;
    GatheredCash gathered_;
};

}  // namespace earned::app
