#include "app/statement_intake.h"

#include "app/customers.h"
#include "app/run_hash.h"
#include "app/statement_gaps.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace earned::app {

namespace {

constexpr std::size_t most_text = 1000;  // of a remittance: more is the payer's, and kept by the bank

// One payment of an entry, or the entry where no payment is listed.
struct Piece {
    const bank::Statement* statement = nullptr;
    const bank::Entry* entry = nullptr;
    const bank::Transaction* transaction = nullptr;  // null: the entry alone
    Decimal amount, charge;
    std::string currency, key, where;
    Date date;
};

// A batch whose payments this file lists: another file may have it without them.
struct Listed {
    std::string account, entry, where;
    Decimal amount;
    std::string currency;
    Date date;
};

std::string text_of(const bank::Transaction* one, const bank::Entry& entry)
{
    std::string text;
    const auto add = [&](const std::string& part) {
        if (!part.empty() && text.size() < most_text) text += (text.empty() ? "" : " ") + part;
    };
    if (one != nullptr) {
        for (const bank::Referred& referred : one->referred) add(referred.number);
        for (const std::string& line : one->remittance) add(line);
    }
    if (text.empty()) add(entry.text);
    return text;
}

Decimal included_charges(const std::vector<bank::Charge>& charges, const std::string& currency)
{
    Decimal sum;
    for (const bank::Charge& charge : charges)
        if (charge.included && charge.currency == currency) sum += charge.amount;
    return sum;
}

// A return or reversal says so: an ISO reason, the bank's label, or the code of its booking.
bool is_return(const Piece& piece)
{
    const std::string& code = piece.entry->code;
    return piece.entry->reversal || (piece.transaction != nullptr && !piece.transaction->return_reason.empty()) ||
           code == "NRTI" || code.find("RRTN") != std::string::npos || code.find("/RTRN") != std::string::npos ||
           code == "555" || code == "557";
}

class Pieces {
public:
    std::vector<Listed> listed;

    std::vector<Piece> of(const StatementFile& file, std::vector<LeftOver>& left)
    {
        std::vector<Piece> pieces;
        for (const bank::Statement& statement : file.file.statements)
            for (const bank::Entry& entry : statement.entries) {
                if (entry.status != bank::Booked::booked || entry.amount.is_zero()) continue;
                add(file.name, statement, entry, pieces, left);
            }
        return pieces;
    }

private:
    static LeftOver left_over(const std::string& file, const bank::Entry& entry, Date date, std::string why)
    {
        return {file + ":" + std::to_string(entry.line), date, entry.amount.text(), entry.currency, std::move(why)};
    }

    LeftOver left_batch(const std::string& file, const bank::Statement& statement, const bank::Entry& entry, Date date,
                        std::string why)
    {
        LeftOver batch = left_over(file, entry, date, std::move(why));
        batch.account = plain_account(statement.account);
        batch.entry = batch_key(statement, entry, date);
        batch.kind = "batch";
        batch.text = entry.text;
        return batch;
    }

    static bool is_in_its_currency(const bank::Entry& entry)
    {
        return std::all_of(entry.transactions.begin(), entry.transactions.end(), [&](const bank::Transaction& one) {
            return one.amount && (one.currency.empty() || one.currency == entry.currency);
        });
    }

    void add(const std::string& file, const bank::Statement& statement, const bank::Entry& entry,
             std::vector<Piece>& pieces, std::vector<LeftOver>& left)
    {
        const std::optional<Date> date = entry.booked_on ? entry.booked_on : entry.value_date;
        if (!date) {
            left.push_back(left_over(file, entry, Date::dawn(), "it has no date"));
            return;
        }
        if (entry.transactions.empty() && entry.batch_count.value_or(1) > 1) {
            left.push_back(left_batch(file, statement, entry, *date,
                                      "a batch whose payments aren't listed: import the camt.054 that lists them"));
            return;
        }
        const bool split = entry.transactions.size() > 1;
        if (split && !is_in_its_currency(entry)) {
            left.push_back(
                left_batch(file, statement, entry, *date, "a batch whose payments are not in the account's currency"));
            return;
        }
        if (split)
            listed.push_back({plain_account(statement.account), batch_key(statement, entry, *date),
                              file + ":" + std::to_string(entry.line), entry.amount, entry.currency, *date});
        for (std::size_t at = 0; at < std::max<std::size_t>(entry.transactions.size(), 1); ++at) {
            Piece piece{&statement,
                        &entry,
                        entry.transactions.empty() ? nullptr : &entry.transactions[at],
                        entry.amount,
                        {},
                        entry.currency,
                        "",
                        file + ":" + std::to_string(entry.line),
                        *date};
            if (split) piece.amount = *entry.transactions[at].amount;
            set_charge(piece, split);
            piece.key = key_of(piece, at);
            pieces.push_back(std::move(piece));
        }
    }

    // Included: the entry is already less by it, and the payer paid the whole.
    static void set_charge(Piece& piece, bool split)
    {
        if (piece.amount.sign() < 0) return;
        piece.charge = included_charges(piece.entry->charges, piece.currency);
        if (piece.transaction == nullptr) {
            piece.amount += piece.charge;
            return;
        }
        if (split) piece.charge = Decimal();
        const Decimal own = included_charges(piece.transaction->charges, piece.currency);
        if (!own.is_zero()) piece.charge = own;
        // A payment whose own amount is the entry's is stated after the charge.
        if (!split && piece.transaction->amount && *piece.transaction->amount == piece.entry->amount + piece.charge)
            piece.amount = *piece.transaction->amount;
        else
            piece.amount += piece.charge;
    }

    std::string key_of(const Piece& piece, std::size_t place)
    {
        const bank::Entry& entry = *piece.entry;
        const bank::Transaction* one = piece.transaction;
        std::string own = entry.servicer.empty() && one != nullptr ? one->servicer : entry.servicer;
        if (own.empty())
            own = one == nullptr ? entry.reference + "|" + entry.text
                                 : one->end_to_end + "|" + one->transaction + "|" + one->payer.account + "|" +
                                       one->payer.name + "|" + text_of(one, entry);
        std::string key = plain_account(piece.statement->account) + "|" + piece.date.text() + "|" +
                          piece.amount.reduced().text() + " " + piece.currency + "|" + own;
        if (!entry.servicer.empty()) return key + "|" + std::to_string(place);
        return key + "|#" + std::to_string(++equal_[key]);
    }

    // The k-th of equal batches of a day is the k-th, as for payments.
    std::string batch_key(const bank::Statement& statement, const bank::Entry& entry, Date date)
    {
        const std::string key = plain_account(statement.account) + "|" + date.text() + "|" +
                                entry.amount.reduced().text() + " " + entry.currency + "|" + entry.servicer;
        return sha256(key + "|#" + std::to_string(++batches_[key])).substr(0, 12);
    }

    std::map<std::string, int> equal_, batches_;
};

std::string payment_of(const std::string& key, Date date)
{
    std::string day = date.text();
    std::erase(day, '-');
    return "R" + day + "-" + sha256(key).substr(0, 12);
}

// Receipts that a return may take back, by what identifies them.
class Originals {
public:
    explicit Originals(Book& book) : book_(book) {}
    void add(const std::string& end_to_end, const std::string& payment, const Decimal& amount)
    {
        if (!end_to_end.empty()) by_text_[end_to_end].push_back({payment, amount});
    }
    // Empty: none, or several.
    std::string find(const std::string& end_to_end, const Decimal& amount)
    {
        if (end_to_end.empty()) return {};
        read_book();
        std::string found;
        for (const auto& [payment, received] : by_text_[end_to_end]) {
            if (received < amount || payment == found) continue;
            if (!found.empty()) return {};
            found = payment;
        }
        return found;
    }

private:
    void read_book()
    {
        if (std::exchange(read_, true)) return;
        book_.each_home(book_.store(), {1, book_.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
            for (const Receipt& receipt : home.receipts)
                for (const std::string& text : {receipt.end_to_end, receipt.reference})
                    add(text, receipt.payment.text(), receipt.amount.decimal() + receipt.reversed.decimal());
        });
    }

    Book& book_;
    bool read_ = false;
    std::unordered_map<std::string, std::vector<std::pair<std::string, Decimal>>> by_text_;
};

class Taking {
public:
    Taking(Book& book, const RefusalSink& refuse)
        : book_(book), originals_(book), intaker_(book, [&, refuse](RefusedEvent event) {
              if (event.fault.code == "event-conflict")
                  ++same_in_other_words_;
              else
                  refuse(std::move(event));
          })
    {
    }

    StatementIntake run(const std::vector<StatementFile>& files)
    {
        std::vector<Piece> all;
        for (const StatementFile& file : files) {
            take_statements(file);
            Pieces pieces;
            for (Piece& piece : pieces.of(file, result_.left)) all.push_back(std::move(piece));
            for (const Listed& batch : pieces.listed)
                note(batch.account, batch.entry, "listed", "", batch.amount, batch.currency, batch.date, batch.where);
        }
        for (const Piece& piece : all)
            if (piece.amount.sign() > 0 && piece.transaction != nullptr)
                originals_.add(piece.transaction->end_to_end, payment_of(piece.key, piece.date), piece.amount);
        std::set<std::string> accounts;
        for (const Piece& piece : all)
            if (piece.transaction != nullptr) accounts.insert(plain_account(piece.transaction->payer.account));
        accounts.erase("");
        owners_ = owners_of(book_, accounts);
        for (const Piece& piece : all) take(piece);
        for (const LeftOver& left : result_.left)
            if (!left.kind.empty())
                note(left.account, left.entry, left.kind, left.text, *Decimal::parse(left.amount), left.currency,
                     left.date, left.where);
        result_.intake = intaker_.finish();
        result_.intake.refused -= same_in_other_words_;
        result_.intake.known_before += same_in_other_words_;
        book_.refresh();
        return std::move(result_);
    }

private:
    void take_statements(const StatementFile& file)
    {
        for (const bank::Statement& statement : file.file.statements) {
            std::optional<Event> event = imported_event(file, statement);
            if (!event) continue;
            ++result_.statements;
            send(std::move(*event), file.name + ":" + std::to_string(statement.line));
        }
    }

    void take(const Piece& piece)
    {
        const auto currency = Currency::parse(piece.currency);
        if (!currency || !Money::of(piece.amount, *currency))
            return leave(piece, "", "its amount can't be posted in its currency");
        if (!sent_.insert(piece.key).second) {
            ++result_.intake.known_before;
            ++again_;
            return;
        }
        if (piece.amount.sign() > 0 && piece.entry->reversal)
            return leave(piece, "reversal", "a debit of the bank's that it took back");
        if (piece.amount.sign() > 0) return take_receipt(piece, *currency);
        if (is_return(piece)) return take_return(piece);
        const bool charge = piece.entry->code.find("CHRG") != std::string::npos || piece.entry->code == "NCHG" ||
                            piece.entry->code == "FEE";
        leave(piece, charge ? "charge" : "money_out",
              charge ? "a charge of the bank's own: the bank's ledger has it"
                     : "money out that is no return of a receipt");
    }

    void leave(const Piece& piece, const std::string& kind, std::string why)
    {
        LeftOver left{piece.where, piece.date, piece.amount.text(), piece.currency, std::move(why)};
        left.account = plain_account(piece.statement->account);
        left.entry = sha256(piece.key).substr(0, 12);
        left.kind = kind;
        left.text = text_of(piece.transaction, *piece.entry);
        result_.left.push_back(std::move(left));
    }

    // What is no receipt is noted, so that the statement's balance can be told from the ledger's.
    void note(const std::string& account, const std::string& entry, const std::string& kind, const std::string& text,
              const Decimal& amount, const std::string& code, Date date, const std::string& where)
    {
        const auto currency = Currency::parse(code);
        if (!currency || !Money::of(amount, *currency)) return;
        send({.source = "bank",
              .id = kind + "/" + entry,
              .date = date,
              .fact = EntryNoted{account.empty() ? "?" : account, entry, amount, currency, kind, text}},
             where);
    }

    // What the payer ordered, where the bank exchanged it.
    static std::optional<OtherAmount> instructed_in_another(const Piece& piece, Currency currency)
    {
        if (piece.transaction == nullptr || !piece.transaction->instructed) return std::nullopt;
        const auto ordered_in = Currency::parse(piece.transaction->instructed_currency);
        if (!ordered_in || *ordered_in == currency) return std::nullopt;
        const auto ordered = Money::of(piece.transaction->instructed->abs(), *ordered_in);
        if (!ordered || ordered->sign() <= 0) return std::nullopt;
        return OtherAmount{ordered->decimal(), *ordered_in};
    }

    void take_receipt(const Piece& piece, Currency currency)
    {
        PaymentReceived fact;
        fact.payment = PaymentId(payment_of(piece.key, piece.date));
        fact.amount = Money::of(piece.amount, currency)->decimal();
        fact.currency = currency;
        if (!piece.charge.is_zero()) fact.charge = piece.charge;
        fact.account = plain_account(piece.statement->account);
        fact.remittance = text_of(piece.transaction, *piece.entry);
        if (piece.transaction != nullptr) {
            const bank::Transaction& one = *piece.transaction;
            fact.reference = one.reference.empty() ? one.end_to_end : one.reference;
            fact.end_to_end = one.end_to_end;
            fact.payer = one.ultimate_payer.name.empty() ? one.payer.name : one.ultimate_payer.name;
            fact.payer_account = plain_account(one.payer.account);
        }
        fact.instructed = instructed_in_another(piece, currency);
        if (fact.reference.empty()) fact.reference = piece.entry->reference;
        if (const auto owner = owners_.find(fact.payer_account); owner != owners_.end()) fact.customer = owner->second;
        ++result_.receipts;
        send({.source = "bank", .id = fact.payment.text(), .date = piece.date, .fact = fact}, piece.where);
    }

    void take_return(const Piece& piece)
    {
        const std::string end_to_end = piece.transaction == nullptr ? "" : piece.transaction->end_to_end;
        const std::string original = originals_.find(end_to_end, -piece.amount);
        if (original.empty()) return leave(piece, "return", "a return of no receipt that is known, or of several");
        PaymentReversed fact{
            PaymentId(original), -piece.amount,
            piece.transaction->return_reason.empty() ? "returned by the bank" : piece.transaction->return_reason};
        ++result_.reversals;
        send({.source = "bank", .id = "return/" + payment_of(piece.key, piece.date), .date = piece.date, .fact = fact},
             piece.where);
    }

    void send(Event event, const std::string& where)
    {
        const db::EventRow stored = stored_form(event);
        intaker_.take({where, stored.payload, std::move(event)});
    }

    Book& book_;
    std::map<std::string, CustomerId> owners_;  // of payers' accounts
    Originals originals_;
    Intaker intaker_;
    StatementIntake result_;
    std::unordered_set<std::string> sent_;
    std::int64_t same_in_other_words_ = 0, again_ = 0;
};

}  // namespace

StatementIntake take_in(Book& book, const std::vector<StatementFile>& files, const RefusalSink& refuse)
{
    return Taking(book, refuse).run(files);
}

}  // namespace earned::app
