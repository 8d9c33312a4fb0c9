// A bank statement as every format says it: a statement of one account, its booked entries, and of
// each entry the payments it is made of.
//
// Law:      the sign is the booking's alone: money in is positive. `reversal` only labels (a credit
//           that is reversed arrives as money out, and is not turned again)
// Ensures:  what a bank said stands here with the line it stood on; an amount is exact
// Source:   ISO 20022 camt.053; SWIFT MT940; BAI2; OFX 1.6 and 2.2
#pragma once

#include "base/date.h"
#include "base/decimal.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace earned::bank {

enum class Booked { booked, pending, informative };  // only what is booked is money

struct Party {
    std::string name, account, agent;  // agent: its bank
};

// A bank's charge on a payment: `included` when the entry is already less by it.
struct Charge {
    Decimal amount;
    std::string currency, type;
    bool included = false;
    std::size_t line = 0;
};

// A document the payer names, and what of it is paid.
struct Referred {
    std::string type, number;  // CINV, CREN ...
    std::optional<Decimal> due, discount, credited, remitted;
};

// One payment of an entry.
struct Transaction {
    std::size_t line = 0;
    std::optional<Decimal> amount;  // with its sign; absent: the entry doesn't say
    std::string currency;
    std::optional<Decimal> instructed;
    std::string instructed_currency;
    std::string end_to_end, transaction, mandate, uetr, cheque, servicer;
    Party payer, ultimate_payer, payee;
    std::string reference_type, reference;  // structured: SCOR, QRR ...
    std::vector<std::string> remittance;    // as the payer wrote it
    std::vector<Referred> referred;
    std::string return_reason;  // ISO code, when it came back
    std::vector<Charge> charges;
};

struct Entry {
    std::size_t line = 0;
    Decimal amount;
    std::string currency;
    bool reversal = false;
    Booked status = Booked::booked;
    std::optional<Date> booked_on, value_date;
    std::string servicer, reference;  // the bank's own, and its customer's
    std::string code;                 // PMNT/RCDT/..., NTRF, BAI 195
    std::string text;
    std::optional<Decimal> balance;     // after it, where the file says
    std::optional<Decimal> instructed;  // in the payer's currency, where the entry itself says
    std::string instructed_currency;
    std::vector<Charge> charges;
    std::vector<Transaction> transactions;  // none: the entry alone is known
    std::optional<std::size_t> batch_count;
    std::optional<Decimal> batch_total;  // without a sign
};

struct Balance {
    Decimal amount;
    std::optional<Date> date;
    std::string currency;
    std::size_t line = 0;
    bool intermediate = false;  // of a page, not of the day
};

enum class Chain { ties, differs, unknown };  // unknown: the file doesn't give both balances

struct Statement {
    std::string id, account, owner, currency, sequence, page;
    std::size_t line = 0;
    std::optional<Date> first, last;
    std::optional<Balance> opening, closing, available;
    std::optional<Decimal> unlisted;          // what the file sums up and doesn't list
    bool has_pages = false, goes_on = false;  // the file numbers its pages; another follows
    std::vector<Entry> entries;
    Chain chain = Chain::unknown;
};

// Something a person should know about a file that could be read.
struct Remark {
    std::string code;
    std::size_t line = 0;
    std::string what;
};

struct File {
    std::string format;  // "camt.053.001.08", "MT940", "OFX 1", "BAI2", "CSV alipay"
    std::vector<Statement> statements;
    std::vector<Remark> remarks;
};

}  // namespace earned::bank
