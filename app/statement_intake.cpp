#include "app/statement_intake.h"

#include "app/customers.h"
#include "app/run_hash.h"
#include "app/statement_gaps.h"
#include "app/statement_pieces.h"

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace earned::app {

namespace {

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
        const Decimal charge = charge_on_return(piece), returned = -piece.amount - charge;
        const std::string original = originals_.find(end_to_end, returned);
        if (original.empty()) return leave(piece, "return", "a return of no receipt that is known, or of several");
        PaymentReversed fact{
            PaymentId(original), returned,
            piece.transaction->return_reason.empty() ? "returned by the bank" : piece.transaction->return_reason};
        ++result_.reversals;
        send({.source = "bank", .id = "return/" + payment_of(piece.key, piece.date), .date = piece.date, .fact = fact},
             piece.where);
        if (charge.sign() <= 0) return;
        Piece fee = piece;
        fee.amount = -charge;
        fee.key += "|charge";
        leave(fee, "charge", "what the bank charged for the return: the bank's ledger has it");
    }

    void send(const Event& event, const std::string& where)
    {
        const db::EventRow stored = stored_form(event);
        intaker_.take(where, stored.payload, event);
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
