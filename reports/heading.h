// What a report is about: which ledger, which days, what was known, and what was left out.
//
// Law:      the same rows under the same heading give the same table: nothing here says when a
//           report was made, or by whom
// Requires: a book, or all rows are of one; no entity: all of them, by currency
#pragma once

#include "base/shelf.h"
#include "base/table.h"
#include "reports/feed.h"

#include <string>

namespace earned {

// A row counts when it is of every name that is given. What belongs to a whole contract (a
// receivable, say) is of no product, and is left out when one is asked for.
struct Scope {
    EntityId entity;
    BookName book;
    CustomerId customer;
    ContractId contract;
    Sku product;

    bool of_ledger(const EntityId& an_entity, const BookName& a_book) const;
    bool admits(const PostedLine& line) const;
    bool admits(const CustomerId& a_customer, const ContractId& a_contract) const;
    bool admits(const Sku& a_product) const;
    // Less than a ledger: its figures can't be held against the ledger's totals.
    bool narrowed() const;
};

enum class PeriodStatus : std::uint8_t { open, posted, locked };

// Whose currency a report's amounts are in: the contract's, or the entity's at the rates at which they were posted.
enum class CurrencyView : std::uint8_t { transaction, entity };

struct Heading {
    Scope scope;
    std::string entity_name, framework;
    FiscalCalendar calendar;
    Period first, last;         // the periods that are reported
    Date as_of;                 // the last day that counts
    std::int64_t known_at = 0;  // batch K
    std::int64_t run = 0;       // the last sealed run that was read
    std::string rules;          // packages with their versions
    PeriodStatus status = PeriodStatus::open;
    CurrencyView view = CurrencyView::transaction;
    std::vector<Label> accepted;  // what a named person accepted when the period was locked
    SharedShelf shelf;            // for what the report can't hold; none: it holds all

    bool reported(Period period) const { return first <= period && period <= last; }
};

// A table with its names and the facts of its heading, and nothing in it yet.
Table begin_table(std::string key, Label title, const Heading& heading);

// Columns by type; money columns hold any currency, which stands in a column of its own.
Column text_column(std::string key, Label label);
Column date_column(std::string key, Label label);
Column count_column(std::string key, Label label);
Column money_column(std::string key, Label label);
Column currency_column();

TieOut tie(Label what, Label left_name, Money left, Label right_name, Money right);
TieOut tie_count(Label what, Label left_name, std::size_t left, Label right_name, std::size_t right);
// "revenue, USD"
Label with(Label words, Currency currency);

}  // namespace earned
