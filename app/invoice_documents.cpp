#include "app/invoice_documents.h"

#include "app/names.h"
#include "billing/einvoice/present.h"

#include <map>
#include <set>

namespace earned::app {

namespace {

struct Whereabouts {
    std::int64_t home = 0;
    bool voided = false;
};
using ByBatch = std::map<std::int64_t, std::map<std::string, Whereabouts>>;

// Which documents there are, and in which batch each became known.
ByBatch issued(Book& book, const std::string& number)
{
    db::HomeRange range{1, book.store().next_home() - 1};
    if (!number.empty()) {
        const db::Key key{db::KeyKind::invoice, number};
        const std::int64_t home = home_of_key(book.store(), key);
        if (home != 0) range = {home, home};
    }
    std::map<std::string, std::pair<std::int64_t, Whereabouts>> events;  // by number: its event
    book.each_home(book.store(), range, [&](std::int64_t home, const Home& each) {
        for (const Group& group : each.groups)
            for (const Document& document : group.documents)
                if (number.empty() || document.number.text() == number)
                    events[document.number.text()] = {document.event, {home, document.voided.has_value()}};
    });
    std::set<std::int64_t> homes;
    for (const auto& [name, found] : events) homes.insert(found.second.home);
    std::map<std::int64_t, std::int64_t> batches;
    for (const std::int64_t home : homes)
        for (const Event& event : book.history(book.store(), home)) batches[event.number] = event.batch;
    ByBatch found;
    for (const auto& [name, one] : events) found[batches[one.first]][name] = one.second;
    return found;
}

Result<einvoice::Invoice> presented(const Book& book, const std::map<EntityId, Policy>& policies, const Group& group,
                                    const Document& document)
{
    const auto policy = policies.find(group.entity);
    if (policy == policies.end())
        return Fault{"entity-unknown", "document " + document.number.text(),
                     "no entity '" + group.entity.text() + "' with a book is defined",
                     "send its entity.defined, with `books`"};
    const Result<Terms> terms = decide(policy->second, group);
    if (!terms) return terms.fault();
    const Result<Billed> billed = bill(group, *terms, document.at.date);
    if (!billed) return billed.fault();
    return einvoice::present({book.reference(), group, *terms, *billed}, document);
}

}  // namespace

std::vector<ShownDocument> show_documents(Book& book, const std::string& number)
{
    std::vector<ShownDocument> shown;
    for (const auto& [batch, documents] : issued(book, number)) {
        book.know_at(batch);
        std::map<EntityId, Policy> policies;
        for (const Ledger& ledger : book.ledgers()) policies.try_emplace(ledger.entity, book.policy(ledger));
        std::map<std::int64_t, std::vector<std::string>> by_home;
        for (const auto& [name, where] : documents) by_home[where.home].push_back(name);
        for (const auto& [home, names] : by_home) {
            const Home folded = book.folded(book.store(), home);
            for (const Group& group : folded.groups)
                for (const Document& document : group.documents) {
                    const auto found = documents.find(document.number.text());
                    if (found == documents.end() || found->second.home != home) continue;
                    ShownDocument one{document.number.text(),
                                      home,
                                      batch,
                                      found->second.voided,
                                      presented(book, policies, group, document),
                                      {}};
                    for (const IssuedLine& line : document.lines) one.taxes.push_back(line.tax.decimal());
                    shown.push_back(std::move(one));
                }
        }
    }
    book.refresh();
    if (!number.empty() && shown.empty())
        throw Refused({.code = "invoice-unknown",
                       .where = "invoice " + number,
                       .what = "no document has this number",
                       .hint = "`earned invoice list` shows those there are"});
    return shown;
}

}  // namespace earned::app
