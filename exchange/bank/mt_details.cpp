#include "exchange/bank/mt_details.h"

#include "exchange/bank/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace earned::bank {

namespace {

constexpr std::array<std::string_view, 15> sepa_keys = {"EREF+", "KREF+", "MREF+", "CRED+", "DEBT+",
                                                        "SVWZ+", "ABWA+", "ABWE+", "IBAN+", "BIC+",
                                                        "OAMT+", "COAM+", "PURP+", "SQTP+", "ANAM+"};

struct Numbered {
    std::string remittance, account, agent, name;
};

// What stands before each number: ? in most countries, < ~ ^ with Polish banks; 0: the field has no numbers.
char number_mark(std::string_view text)
{
    const auto begins_at = [&](std::size_t at) {
        return at + 2 < text.size() && std::string_view("?<~^").find(text[at]) != std::string_view::npos &&
               digits_only(text.substr(at + 1, 2));
    };
    const bool has_code = digits_only(text.substr(0, 3));
    for (std::size_t at = has_code ? 3 : 0; at <= (has_code ? 7 : 0); ++at)
        if (begins_at(at)) return text[at];
    return 0;
}

Numbered numbered(const std::string& text, char mark)
{
    Numbered found;
    for (std::size_t at = text.find(mark); at != std::string::npos;) {
        std::size_t next = text.find(mark, at + 1);
        // A mark that no number follows is the payer's own.
        while (next != std::string::npos &&
               (next + 2 >= text.size() || !digits_only(std::string_view(text).substr(next + 1, 2))))
            next = text.find(mark, next + 1);
        const std::string part = text.substr(at + 1, next == std::string::npos ? next : next - at - 1);
        if (part.size() >= 2 && digits_only(std::string_view(part).substr(0, 2))) {
            const int number = (part[0] - '0') * 10 + (part[1] - '0');
            const std::string value = part.substr(2);
            if ((number >= 20 && number <= 29) || (number >= 60 && number <= 63)) found.remittance += value;
            if (number == 30) found.agent = squeezed(value);
            if (number == 38 || (number == 31 && found.account.empty())) found.account = squeezed(value);
            if (number == 32 || number == 33) found.name += value;
        }
        at = next;
    }
    found.name = squeezed(found.name);
    return found;
}

// The remittance cut at its SEPA keys; what stands before the first key is "".
std::map<std::string, std::string> keyed(const std::string& text)
{
    std::vector<std::pair<std::size_t, std::string_view>> places;
    for (const std::string_view key : sepa_keys)
        for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1))
            places.emplace_back(at, key);
    std::sort(places.begin(), places.end());
    std::map<std::string, std::string> parts;
    parts[""] = squeezed(text.substr(0, places.empty() ? std::string::npos : places.front().first));
    for (std::size_t at = 0; at < places.size(); ++at) {
        const std::size_t begin = places[at].first + places[at].second.size();
        const std::size_t end = at + 1 < places.size() ? places[at + 1].first : text.size();
        parts.try_emplace(std::string(places[at].second), end > begin ? squeezed(text.substr(begin, end - begin)) : "");
    }
    return parts;
}

// /EREF/value/NAME/value: a value may have single slashes of its own, so only known words cut it.
std::map<std::string, std::string> slashed(const std::string& text)
{
    static constexpr std::array<std::string_view, 17> words = {"EREF", "REMI", "NAME", "BENM", "ORDP", "IBAN",
                                                               "BIC",  "MARF", "CSID", "RTRN", "ISDT", "TRTP",
                                                               "ADDR", "PREF", "CNTP", "RTYP", "ULTD"};
    std::vector<std::pair<std::size_t, std::string_view>> places;
    for (const std::string_view word : words)
        for (std::size_t at = text.find("/" + std::string(word) + "/"); at != std::string::npos;
             at = text.find("/" + std::string(word) + "/", at + 1))
            places.emplace_back(at, word);
    std::sort(places.begin(), places.end());
    std::map<std::string, std::string> parts;
    for (std::size_t at = 0; at < places.size(); ++at) {
        const std::size_t begin = places[at].first + places[at].second.size() + 2;
        const std::size_t end = at + 1 < places.size() ? places[at + 1].first : text.size();
        std::string value = end > begin ? squeezed(text.substr(begin, end - begin)) : "";
        while (value.ends_with("/")) value.pop_back();  // some end every part with a slash of its own
        parts.try_emplace(std::string(places[at].second), std::move(value));
    }
    return parts;
}

// USTD//text is free, STRD/issuer/reference structured; what has neither word is free.
void read_purpose(const std::string& text, Transaction& one)
{
    if (text.starts_with("USTD//")) {
        one.remittance.push_back(text.substr(6));
    } else if (text.starts_with("STRD/")) {
        const std::size_t slash = text.rfind('/');
        one.reference = text.substr(slash + 1);
        one.reference_type = slash > 5 ? text.substr(5, slash - 5) : "";
    } else if (!text.empty()) {
        one.remittance.push_back(text);
    }
}

void read_counterparty(const std::string& text, Party& party)
{
    std::vector<std::string> parts;  // account/bank/name/town
    for (std::size_t begin = 0; begin <= text.size();) {
        std::size_t end = text.find('/', begin);
        if (end == std::string::npos) end = text.size();
        parts.push_back(squeezed(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    if (!parts.empty()) party.account = parts[0];
    if (parts.size() > 1) party.agent = parts[1];
    if (parts.size() > 2) party.name = parts[2];
}

// The first payment (OAMT+) of one that comes back, and what the bank takes beside it (COAM+), in the account's
// currency: "30,00", "EUR30,00".
std::optional<Decimal> beside(const std::string& text)
{
    const std::size_t begin = text.find_first_of("0123456789"), end = text.find_first_not_of("0123456789.,", begin);
    return begin == std::string::npos ? std::nullopt : amount_of(text.substr(begin, end - begin), ',');
}
void read_return(std::map<std::string, std::string>& keys, const Entry& entry, Transaction& one)
{
    if (entry.amount.sign() >= 0) return;
    if (const auto charge = beside(keys["COAM+"])) one.charges.push_back({*charge, "", "COAM", true, entry.line});
    const auto first = beside(keys["OAMT+"]);
    if (!first || one.instructed) return;
    one.instructed = first;
}

void add_text(Transaction& one, const std::string& text)
{
    if (!text.empty()) one.remittance.push_back(text);
}

}  // namespace

Transaction details_of(const std::vector<std::vector<std::string>>& fields, const Entry& entry)
{
    Transaction one;
    one.amount = entry.amount;
    one.currency = entry.currency;
    one.servicer = entry.servicer;
    one.instructed = entry.instructed;
    one.instructed_currency = entry.instructed_currency;
    Party other;
    std::string joined, spaced;
    for (const std::vector<std::string>& lines : fields)
        for (const std::string& line : lines) {
            joined += line;
            spaced += (spaced.empty() ? "" : " ") + line;
        }
    if (const char mark = number_mark(joined); mark != 0) {
        const Numbered parts = numbered(joined, mark);
        const std::string code = joined.substr(0, 3);
        if (entry.amount.sign() < 0 && (code == "108" || code == "109")) one.return_reason = "direct debit returned";
        auto keys = keyed(parts.remittance);
        other = {parts.name, parts.account, parts.agent};
        one.end_to_end = keys["EREF+"];
        one.mandate = keys["MREF+"];
        one.transaction = keys["KREF+"];
        one.ultimate_payer.name = keys["ABWA+"];
        read_return(keys, entry, one);
        add_text(one, keys["SVWZ+"]);
        add_text(one, keys[""]);
        if (!keys["IBAN+"].empty() && other.account.empty()) other.account = keys["IBAN+"];
    } else if (auto words = slashed(joined); !words.empty()) {
        one.end_to_end = words["EREF"];
        one.mandate = words["MARF"];
        one.return_reason = words["RTRN"];
        other = {words["NAME"], words["IBAN"], words["BIC"]};
        if (!words["CNTP"].empty()) read_counterparty(words["CNTP"], other);
        read_purpose(words["REMI"], one);
    } else {
        add_text(one, squeezed(spaced));
    }
    if (one.end_to_end == "NOTPROVIDED" || one.end_to_end == "NONREF") one.end_to_end.clear();
    (entry.amount.sign() < 0 ? one.payee : one.payer) = other;
    return one;
}

}  // namespace earned::bank
