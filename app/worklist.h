// What waits for somebody: events that can't apply yet, groups that can't be planned, revenue that is
// held, bank statements that are missing between others. Each with an address, a sentence and a
// remedy; each resolves itself when what it waits for becomes known.
#pragma once

#include "app/book.h"

#include <functional>
#include <string>
#include <tuple>
#include <vector>

namespace earned::app {

enum class Open { waiting, exception, fault, held, draft, gap };
std::string_view name(Open kind);

struct OpenItem {
    Open kind = Open::exception;
    Date date;        // of the event, or the day the book of its group is posted through; dawn: never posted
    EntityId entity;  // empty: not known
    BookName book;    // of a fault or of held revenue
    ContractId contract;
    CustomerId customer;
    std::int64_t event = 0;  // 0: none alone
    std::string source, id;  // of the event
    Fault fault;

    auto order() const { return std::tie(date, event, contract); }
    static auto fields(auto& of)
    {
        return std::tie(of.kind, of.date, of.entity, of.book, of.contract, of.customer, of.event, of.source, of.id,
                        of.fault.code, of.fault.where, of.fault.what, of.fault.hint);
    }
};

// By date, then event; more than a few thousand lie in a temporary file meanwhile. Groups that were never closed are
// planned to see whether they can be.
void each_open_item(Book& book, const std::function<void(const OpenItem&)>& visit);
std::vector<OpenItem> worklist(Book& book);  // all of them

}  // namespace earned::app
