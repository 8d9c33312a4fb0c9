#include "app/fapiao_book.h"

#include "app/intake.h"
#include "app/intake_relay.h"
#include "app/names.h"

#include <algorithm>
#include <array>
#include <span>

namespace earned::app {

namespace {

struct DocumentHome {
    std::int64_t home = 0;
    std::vector<Event> history;
    Home folded;
};

DocumentHome home_of_document(Book& book, const std::string& number)
{
    const db::Key key{db::KeyKind::invoice, number};
    DocumentHome found;
    found.home = home_of_key(book.store(), key);
    if (found.home == 0)
        throw Refused({.code = "invoice-unknown",
                       .where = "document " + number,
                       .what = "no invoice or credit note has this number",
                       .hint = "`earned invoice list` shows those there are"});
    found.history = book.history(book.store(), found.home);
    found.folded = fold(book.reference(), found.history);
    return found;
}

// Appended where it applies; else what keeps it from that. Given again, it is there already.
void append_if_sound(Book& book, DocumentHome found, Event event)
{
    const db::EventRow row = stored_form(event);
    const std::string known = book.store().payloads_of(std::span(&row.identity, 1)).front();
    if (!known.empty() && tell_the_same(row.payload, known)) return;
    if (!known.empty())
        throw Refused({.code = "fapiao-exists",
                       .where = event.id,
                       .what = "it was recorded before, and said something else",
                       .hint = "`earned invoice show` of its document tells what"});
    found.history.push_back(event);
    found.history.back().number = book.store().next_event();
    found.history.back().batch = book.store().open_batch();
    for (const Exception& exception : fold(book.reference(), found.history).exceptions)
        if (exception.source == event.source && exception.id == event.id) throw Refused(exception.fault);
    append_own(book, {std::move(event)});
}

// What was delivered for the invoice that a credit note lowers; empty for an invoice, or where nothing was.
std::string blue_of(const Home& home, const std::string& credit)
{
    for (const Group& group : home.groups)
        for (const Document& document : group.documents) {
            if (!document.credit || document.number.text() != credit) continue;
            for (const DeliveredFapiao& fapiao : group.fapiaos)
                if (fapiao.what.document == document.of) return fapiao.what.fapiao;
        }
    return {};
}

// What was delivered for a document before, and stands: no red one, and no confirmation of one, takes it back.
const DeliveredFapiao* standing_for(const Home& home, const std::string& document, const std::string& number)
{
    for (const Group& group : home.groups) {
        const auto takes_back = [&](const DeliveredFapiao& blue) {
            return std::any_of(group.fapiaos.begin(), group.fapiaos.end(),
                               [&](const DeliveredFapiao& red) { return red.what.blue == blue.what.fapiao; }) ||
                   std::any_of(group.red_letters.begin(), group.red_letters.end(), [&](const RedLetter& letter) {
                       const auto status = einvoice::red_status(letter.what.status);
                       return letter.what.blue == blue.what.fapiao && status && einvoice::may_issue_red(*status);
                   });
        };
        for (const DeliveredFapiao& fapiao : group.fapiaos)
            if (fapiao.what.document.text() == document && fapiao.what.fapiao != number && !takes_back(fapiao))
                return &fapiao;
    }
    return nullptr;
}

const RedLetterStated* last_stated(const Home& home, const std::string& confirmation)
{
    const RedLetterStated* last = nullptr;
    for (const Group& group : home.groups)
        for (const RedLetter& letter : group.red_letters)
            if (letter.what.confirmation == confirmation) last = &letter.what;
    return last;
}

void must_lead_on(const RedLetterOrder& order, const RedLetterStated* last)
{
    using enum einvoice::RedStep;
    const auto wanted = einvoice::red_status(order.status);
    const std::string where = "red-letter confirmation " + order.confirmation;
    if (!wanted)
        throw Refused({.code = "red-letter-status",
                       .where = where,
                       .what = "'" + order.status + "' is no state",
                       .hint = "use 01 to 09, as docs/documents.md lists them"});
    if (last == nullptr && *wanted <= einvoice::RedStatus::confirmed) return;
    const auto before = last == nullptr ? std::nullopt : einvoice::red_status(last->status);
    for (const einvoice::RedStep step : std::array{confirm, deny, expire, revoke}) {
        if (!before) break;
        const Result<einvoice::RedStatus> next = einvoice::after(*before, step);
        if (next && *next == *wanted) return;
    }
    throw Refused({.code = "red-letter-step",
                   .where = where,
                   .what = (before ? "it is '" + std::string(einvoice::words(*before)) + "', and would be '"
                                   : std::string("nothing is known of it, and it would be '")) +
                           std::string(einvoice::words(*wanted)) + "'",
                   .hint = "record the states in between, or begin a confirmation with a number of its own"});
}

}  // namespace

void keep_delivered(Book& book, const einvoice::Fapiao& fapiao, const std::string& document, const std::string& by)
{
    DocumentHome found = home_of_document(book, document);
    const std::optional<Date> issued = Date::parse(fapiao.issued.substr(0, 10));
    if (!issued)
        throw Refused({.code = "fapiao-date",
                       .where = "fapiao " + fapiao.number,
                       .what = "'" + fapiao.issued + "' names no day",
                       .hint = "have it delivered again"});
    if (const DeliveredFapiao* before = standing_for(found.folded, document, fapiao.number))
        throw Refused({.code = "fapiao-twice",
                       .where = "fapiao " + fapiao.number,
                       .what = document + " was answered by " + before->what.fapiao + " before",
                       .hint = "have one of the two taken back by a red-letter invoice, and record that first"});
    Event event{.source = "earned", .id = "fapiao/" + fapiao.number, .by = by};
    event.date = *issued;
    event.fact = FapiaoDelivered{.fapiao = fapiao.number,
                                 .document = InvoiceId(document),
                                 .blue = blue_of(found.folded, document),
                                 .net = fapiao.net,
                                 .tax = fapiao.tax,
                                 .buyer = fapiao.buyer.tax_id};
    append_if_sound(book, std::move(found), std::move(event));
}

void state_red_letter(Book& book, const RedLetterOrder& order)
{
    DocumentHome found = home_of_document(book, order.credit);
    const RedLetterStated* last = last_stated(found.folded, order.confirmation);
    if (last != nullptr && last->status == order.status && last->credit.text() == order.credit) return;  // given again
    must_lead_on(order, last);
    const std::string blue = !order.blue.empty() ? order.blue
                             : last != nullptr   ? last->blue
                                                 : blue_of(found.folded, order.credit);
    if (blue.empty())
        throw Refused({.code = "fapiao-unknown",
                       .where = "red-letter confirmation " + order.confirmation,
                       .what = "nothing says which delivered invoice it takes back",
                       .hint = "record that one first (earned invoice fapiao FILE --keep), or name it by --blue"});
    Event event{.source = "earned", .id = "red-letter/" + order.confirmation + "/" + order.status, .by = order.by};
    event.date = order.date;
    event.fact = RedLetterStated{.confirmation = order.confirmation,
                                 .credit = InvoiceId(order.credit),
                                 .blue = blue,
                                 .status = order.status,
                                 .reason = order.reason};
    append_if_sound(book, std::move(found), std::move(event));
}

}  // namespace earned::app
