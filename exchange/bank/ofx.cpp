// OFX 1 (SGML: an element may stay unclosed) and OFX 2 (XML), read as a stream of tags.
//
// Law:      a tag that a text follows is a field; the elements that hold others are known by their names
// Requires: no document type: an entity is never expanded
#include "exchange/bank/faults.h"
#include "exchange/bank/read.h"
#include "exchange/bank/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <utility>

namespace earned::bank {

namespace {

constexpr std::array<std::string_view, 3> statements = {"STMTRS", "CCSTMTRS", "INVSTMTRS"};

struct Tag {
    std::size_t line = 0;
    std::string name, text;
    bool closing = false;
};

struct OfxWrong {
    Fault fault;
};

bool is_one_of(std::string_view name, std::span<const std::string_view> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

void add_letter(std::uint32_t code, std::string& plain)
{
    const auto add = [&](std::uint32_t byte) { plain += static_cast<char>(static_cast<unsigned char>(byte)); };
    const auto add_more = [&](std::uint32_t shift) { add(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) return add(code);
    if (code < 0x800) return add(0xC0 | (code >> 6)), add_more(0);
    if (code < 0x10000) return add(0xE0 | (code >> 12)), add_more(6), add_more(0);
    add(0xF0 | (code >> 18)), add_more(12), add_more(6), add_more(0);
}

// &#233; or &#xE9;: how many bytes it is long; 0 when there is none.
std::size_t letter_by_number(std::string_view text, std::string& plain)
{
    if (!text.starts_with("&#")) return 0;
    const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
    std::uint32_t code = 0;
    std::size_t at = hex ? 3 : 2;
    const std::size_t begin = at;
    for (; at < text.size() && at < begin + 7 && text[at] != ';'; ++at) {
        const std::size_t digit = std::string_view("0123456789abcdef").find(static_cast<char>(text[at] | 0x20));
        if (digit == std::string_view::npos || (!hex && digit > 9)) return 0;
        code = code * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
    }
    const bool is_letter = code > 0 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
    if (at == begin || at >= text.size() || text[at] != ';' || !is_letter) return 0;
    add_letter(code, plain);
    return at + 1;
}

std::string unescaped(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, char>, 5> entities = {
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        bool found = false;
        for (const auto& [entity, letter] : entities)
            if (text.substr(at).starts_with(entity)) {
                plain += letter;
                at += entity.size();
                found = true;
                break;
            }
        if (found) continue;
        if (const std::size_t length = letter_by_number(text.substr(at), plain); length > 0)
            at += length;
        else
            plain += text[at++];
    }
    return squeezed(plain);
}

// The text of a tag up to the next one: with what stands in CDATA as it is, without comments.
class TagStream {
public:
    explicit TagStream(std::string_view text) : text_(text) {}

    std::vector<Tag> read()
    {
        while (at_ < text_.size()) {
            if (text_[at_] != '<')
                step(1);
            else if (!take_special(nullptr))
                take_tag();
        }
        return std::move(tags_);
    }

private:
    void step(std::size_t count)
    {
        for (const std::size_t end = std::min(at_ + count, text_.size()); at_ < end; ++at_)
            if (text_[at_] == '\n') ++line_;
    }
    std::string_view until(std::string_view mark)
    {
        const std::size_t end = text_.find(mark, at_);
        if (end == std::string_view::npos) throw OfxWrong{fault_at(line_, "file-cut-off", "a tag is not ended")};
        const std::string_view between = text_.substr(at_, end - at_);
        step(between.size() + mark.size());
        return between;
    }

    bool take_special(std::string* said)
    {
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with("<!--")) {
            step(4);
            until("-->");
        } else if (rest.starts_with("<![CDATA[")) {
            step(9);
            const std::string_view plain = until("]]>");
            if (said != nullptr) *said += plain;
        } else if (rest.starts_with("<!")) {
            throw OfxWrong{fault_at(line_, "xml-doctype",
                                    "the file has a document type, which could draw in other files",
                                    "a statement has none: ask the bank where this file comes from")};
        } else if (rest.starts_with("<?")) {
            until(">");
        } else {
            return false;
        }
        return true;
    }

    void take_tag()
    {
        Tag tag{line_, "", "", false};
        step(1);
        std::string_view name = until(">");
        if (name.find('\n') != std::string_view::npos || name.find('<') != std::string_view::npos)
            throw OfxWrong{fault_at(tag.line, "tag-broken", "a tag is not ended on its line")};
        tag.closing = name.starts_with("/");
        if (tag.closing) name.remove_prefix(1);
        const bool empty = name.ends_with("/");
        if (empty) name.remove_suffix(1);
        tag.name = upper(stripped(name));
        std::string said;
        while (at_ < text_.size()) {
            if (text_[at_] == '<' && !take_special(&said)) break;
            if (at_ >= text_.size() || text_[at_] == '<') continue;
            const std::size_t next = std::min(text_.find('<', at_), text_.size());
            said += unescaped(text_.substr(at_, next - at_));
            step(next - at_);
        }
        tag.text = squeezed(said);
        tags_.push_back(std::move(tag));
    }

    std::string_view text_;
    std::vector<Tag> tags_;
    std::size_t at_ = 0, line_ = 1;
};

class OfxReader {
public:
    Result<File> read(std::string_view bytes)
    try {
        file_.format = bytes.find("OFXHEADER=\"200\"") != std::string_view::npos ? "OFX 2" : "OFX 1";
        for (const Tag& tag : TagStream(bytes).read()) take(tag);
        if (began_ == 0) return fault_at(1, "format-unknown", "the file has no element OFX");
        if (!ended_) return fault_at(began_, "file-cut-off", "the element OFX is not ended");
        if (file_.statements.empty()) return fault_at(began_, "statement-missing", "the file holds no statement");
        return std::move(file_);
    } catch (const OfxWrong& wrong) {
        return wrong.fault;
    }

private:
    [[noreturn]] static void refuse(const Tag& tag, std::string code, std::string what)
    {
        throw OfxWrong{fault_at(tag.line, std::move(code), std::move(what))};
    }

    void take(const Tag& tag)
    {
        if (tag.name == "OFX")
            (tag.closing ? ended_ : began_) = tag.line;
        else if (tag.name == "STATUS")
            in_status_ = !tag.closing;
        else if (in_status_)
            take_status(tag);
        else if (is_one_of(tag.name, statements))
            tag.closing ? end_statement(tag) : begin_statement(tag);
        else if (inside_)
            take_part(tag);
    }

    void take_status(const Tag& tag)
    {
        if (tag.closing) return;
        if (tag.name == "CODE") status_code_ = tag.text;
        if (tag.name != "SEVERITY" || tag.text != "ERROR") return;
        refuse(tag, "bank-error", "the bank answered with error " + status_code_ + " instead of a statement");
    }

    void begin_statement(const Tag& tag)
    {
        if (inside_) refuse(tag, "tag-broken", "a statement stands in another");
        statement_ = {};
        statement_.line = tag.line;
        inside_ = true;
        in_pending_ = false;
        known_.clear();
        if (tag.name == "INVSTMTRS") investment_ = tag.line;
    }

    void end_statement(const Tag& tag)
    {
        if (!inside_) refuse(tag, "tag-broken", "a statement ends that never began");
        if (entry_) refuse(tag, "tag-broken", "an entry is not ended");
        if (statement_.account.empty()) refuse(tag, "account-missing", "the statement names no account");
        for (Entry& entry : statement_.entries) {
            if (entry.currency.empty()) entry.currency = statement_.currency;
            entry.transactions.front().currency = entry.currency;
        }
        if (statement_.closing) statement_.closing->currency = statement_.currency;
        if (statement_.available) statement_.available->currency = statement_.currency;
        if (investment_ != 0)
            file_.remarks.push_back({"investment-part", investment_,
                                     "an investment statement: its cash movements are read, its securities are not"});
        if (statement_.currency.empty())
            file_.remarks.push_back({"currency-missing", statement_.line, "the statement names no currency"});
        investment_ = 0;
        file_.statements.push_back(std::move(statement_));
        inside_ = false;
    }

    void take_part(const Tag& tag)
    {
        if (tag.name == "STMTTRN") return tag.closing ? end_entry(tag) : begin_entry(tag);
        if (tag.name == "LEDGERBAL" || tag.name == "AVAILBAL") {
            balance_ = tag.closing ? "" : tag.name;
            return;
        }
        if (tag.name == "STMTTRNP" && !tag.closing && !std::exchange(said_pending_, true))
            file_.remarks.push_back({"pending-left-out", tag.line, "an entry that moved no money (yet) is left out"});
        if (tag.name == "BANKTRANLISTP") in_pending_ = !tag.closing;
        if (in_pending_) return;
        if (tag.name == "CURRENCY") in_currency_ = !tag.closing;
        if (tag.name == "BANKACCTTO" || tag.name == "CCACCTTO") other_account_ = !tag.closing;
        if (tag.closing) return;
        if (!balance_.empty()) return take_balance(tag);
        if (entry_) return take_field(tag);
        if (tag.name == "CURDEF") statement_.currency = tag.text;
        if (tag.name == "ACCTID") statement_.account = tag.text;
        if (tag.name == "DTSTART") statement_.first = day(tag);
        if (tag.name == "DTEND") statement_.last = day(tag);
    }

    // YYYYMMDD and what follows; an empty one says nothing.
    static std::optional<Date> day(const Tag& tag)
    {
        if (tag.text.empty()) return std::nullopt;
        const auto date = date_compact(std::string_view(tag.text).substr(0, 8));
        if (!date) refuse(tag, "date-unreadable", "'" + tag.text + "' is no day");
        return date;
    }
    static Decimal amount(const Tag& tag)
    {
        const char mark =
            tag.text.find(',') != std::string::npos && tag.text.find('.') == std::string::npos ? ',' : '.';
        const auto amount = amount_of(tag.text, mark);
        if (!amount) refuse(tag, "amount-unreadable", "'" + tag.text + "' is no amount");
        return *amount;
    }

    void take_balance(const Tag& tag)
    {
        std::optional<Balance>& balance = balance_ == "LEDGERBAL" ? statement_.closing : statement_.available;
        if (tag.name == "BALAMT" && !tag.text.empty()) balance = Balance{amount(tag), {}, "", tag.line, false};
        if (tag.name == "DTASOF" && balance) balance->date = day(tag);
    }

    void begin_entry(const Tag& tag)
    {
        if (entry_) refuse(tag, "tag-broken", "an entry stands in another");
        entry_.emplace();
        entry_->line = tag.line;
        entry_->transactions.emplace_back().line = tag.line;
        has_amount_ = false;
    }

    void end_entry(const Tag& tag)
    {
        if (!entry_) refuse(tag, "tag-broken", "an entry ends that never began");
        if (!has_amount_) refuse(tag, "amount-missing", "an entry has no amount");
        Transaction& one = entry_->transactions.front();
        one.amount = entry_->amount;
        Party& other = entry_->amount.sign() < 0 ? one.payee : one.payer;
        other.name = std::move(name_);
        other.account = std::move(to_account_);
        name_.clear();
        to_account_.clear();
        if (entry_->servicer.empty())
            file_.remarks.push_back(
                {"reference-missing", entry_->line, "the entry has no FITID, by which it would be known again"});
        else if (!known_
                      .insert(entry_->servicer + "|" + (entry_->booked_on ? entry_->booked_on->text() : "") + "|" +
                              entry_->amount.reduced().text())
                      .second)
            file_.remarks.push_back({"entry-twice", entry_->line,
                                     "the entry stands in the statement twice: FITID " + entry_->servicer +
                                         ", day and amount are the same"});
        statement_.entries.push_back(std::move(*entry_));
        entry_.reset();
        in_currency_ = false;
    }

    void take_field(const Tag& tag)
    {
        Transaction& one = entry_->transactions.front();
        if (tag.name == "TRNTYPE")
            entry_->code = upper(tag.text);
        else if (tag.name == "DTPOSTED")
            entry_->booked_on = day(tag);
        else if (tag.name == "DTAVAIL" || tag.name == "VALUEDATE")
            entry_->value_date = day(tag);
        else if (tag.name == "TRNAMT") {
            entry_->amount = amount(tag);
            has_amount_ = true;
        } else if (tag.name == "FITID")
            entry_->servicer = tag.text;
        else if (tag.name == "CHECKNUM")
            one.cheque = tag.text;
        else if (tag.name == "REFNUM")
            entry_->reference = tag.text;
        else if (tag.name == "NAME")
            name_ = tag.text;
        else if (tag.name == "ACCTID" && other_account_)
            to_account_ = tag.text;
        else if (tag.name == "CURSYM" && in_currency_)
            entry_->currency = tag.text;
        else if (tag.name == "MEMO" && !tag.text.empty())
            one.remittance.push_back(tag.text);
    }

    File file_;
    Statement statement_;
    std::optional<Entry> entry_;
    std::string balance_, status_code_, name_, to_account_;
    std::size_t began_ = 0, ended_ = 0, investment_ = 0;
    bool inside_ = false, in_status_ = false, has_amount_ = false, other_account_ = false;
    bool in_pending_ = false, said_pending_ = false;
    bool in_currency_ = false;  // ORIGCURRENCY only tells: the amount stands in the account's currency
    std::set<std::string> known_;
};

}  // namespace

Result<File> read_ofx(std::string_view bytes) { return OfxReader().read(bytes); }

}  // namespace earned::bank
