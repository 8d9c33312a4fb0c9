#include "deal.h"

#include <algorithm>

namespace earned::testing {

Deal::Deal(std::string_view signed_on, std::string id)
{
    group.id = ContractId(id);
    group.entity = EntityId("E");
    group.customer = CustomerId("A");
    group.currency = usd();
    Contract& signed_contract = group.contracts.emplace_back();
    signed_contract.id = ContractId(std::move(id));
    signed_contract.signed_at = {day(signed_on), Rank::contract, 0};
    signed_contract.event = events_;
    signed_contract.terms.currency = usd();
    terms.contracts.emplace_back();
}

Moment Deal::now(std::string_view date, Rank rank)
{
    ++events_;
    return {day(date), rank, ++order_};
}

std::size_t Deal::place(const std::string& id) const
{
    const std::vector<LineLife>& lines = contract().lines;
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const LineLife& one) { return one.id.text() == id; });
    CHECK(found != lines.end(), "the deal has such a line");
    return static_cast<std::size_t>(found - lines.begin());
}

LineLife& Deal::life(const std::string& id) { return contract().lines[place(id)]; }

LineTerms& Deal::line(const std::string& id, LineTerms line_terms, Line words)
{
    if (line_terms.term && !words.end) words.end = line_terms.term->last;
    LineLife& added = contract().lines.emplace_back();
    added.id = LineId(id);
    words.line = added.id;
    added.versions.push_back({contract().signed_at, 1, std::move(words)});
    contract_terms().lines.push_back({std::move(line_terms)});
    return contract_terms().lines.back().back();
}

void Deal::modified(std::string_view date)
{
    if (!contract().modifications.empty() && contract().modifications.back().at.date == day(date)) return;
    const Moment at = now(date, Rank::modification);
    contract().modifications.push_back({at, events_, {}});
    contract_terms().modifications.emplace_back();
}

LineTerms& Deal::add(const std::string& id, std::string_view date, LineTerms line_terms, Line words)
{
    modified(date);
    LineTerms& added = line(id, std::move(line_terms), std::move(words));
    LineLife& its_life = life(id);
    its_life.versions.front().from = contract().modifications.back().at;
    its_life.versions.front().event = contract().modifications.back().event;
    its_life.added_by = contract().modifications.size();
    return added;
}

LineTerms& Deal::change(const std::string& id, std::string_view date, LineTerms line_terms)
{
    modified(date);
    LineLife& its_life = life(id);
    Line words = its_life.versions.back().line;
    if (line_terms.term) words.end = line_terms.term->last;
    its_life.versions.push_back(
        {contract().modifications.back().at, contract().modifications.back().event, std::move(words)});
    std::vector<LineTerms>& versions = contract_terms().lines[place(id)];
    versions.push_back(std::move(line_terms));
    return versions.back();
}

void Deal::remove(const std::string& id, std::string_view date)
{
    modified(date);
    contract().modifications.back().what.remove.emplace_back(id);
    life(id).removed = contract().modifications.back().at;
}

void Deal::reprice(std::string_view date, PriceChange change)
{
    modified(date);
    contract().modifications.back().what.price_change.push_back(std::move(change));
}

void Deal::terminate(std::string_view date, const char* refund, const char* penalty)
{
    ContractTerminated what{.contract = contract().id, .line = {}, .refund = {}, .penalty = {}};
    if (refund != nullptr) what.refund = number(refund);
    if (penalty != nullptr) what.penalty = number(penalty);
    const Moment at = now(date, Rank::termination);
    contract().terminations.push_back({at, events_, std::move(what)});
    for (LineLife& one : contract().lines)
        if (!one.removed) one.terminated = at;
}

void Deal::happen(const std::string& id, std::string_view date, Performed fact)
{
    const Moment at = now(date, Rank::fulfilment);
    life(id).happenings.push_back({at, events_, std::move(fact)});
}

void Deal::deliver(const std::string& id, std::string_view date, const char* quantity)
{
    OrderFulfilled fact;
    if (quantity != nullptr) fact.quantity = number(quantity);
    happen(id, date, std::move(fact));
}

void Deal::issue(const std::vector<Draft>& drafts)
{
    const std::size_t before = group.documents.size();
    for (const Draft& draft : drafts) {
        Document document{.credit = draft.credit, .number = {}, .of = draft.of, .contract = draft.contract};
        document.number = InvoiceId((draft.credit ? "CN" : "INV") + std::to_string(group.documents.size() + 1));
        document.at = {draft.date, Rank::billing, static_cast<std::uint32_t>(group.documents.size())};
        document.due = draft.due;
        document.lines = draft.lines;
        document.settle = draft.settle;
        if (draft.of_drafted)
            for (std::size_t place = before; place < group.documents.size(); ++place)
                if (!group.documents[place].credit && group.documents[place].at.date == *draft.of_drafted)
                    document.of = group.documents[place].number;
        CHECK(!draft.credit || !document.of.empty(), "a credit note is of an invoice");
        group.documents.push_back(std::move(document));
    }
    std::stable_sort(group.documents.begin(), group.documents.end(),
                     [](const Document& one, const Document& other) { return one.at < other.at; });
}

void Deal::issue(const std::string& number_of_it, std::string_view date, const std::string& line, std::string_view net,
                 std::string_view tax_of_it)
{
    Document document{.number = InvoiceId(number_of_it), .contract = contract().id, .at = now(date, Rank::billing)};
    document.due = day(date);
    document.lines.push_back({LineId(line), money(net), money(tax_of_it)});
    group.documents.push_back(std::move(document));
}

void Deal::credit(const std::string& number_of_it, std::string_view date, const std::string& of,
                  const std::string& line, std::string_view net)
{
    issue(number_of_it, date, line, net);
    group.documents.back().credit = true;
    group.documents.back().of = InvoiceId(of);
}

std::vector<Draft> Deal::draft(std::string_view through, Date not_before) const
{
    const Result<Billed> billed = bill(group, terms, day(through));
    CHECK(billed, "the deal can be billed");
    const std::vector<Draft> drafts = earned::draft(group, terms, *billed, day(through), not_before);
    const Result<Billed> wanted = bill(group, terms, day(through), wanted_to_draft(group, day(through)));
    CHECK(wanted && told(earned::draft(group, terms, *wanted, day(through), not_before)) == told(drafts),
          "items of days that are not drafted change no draft");
    return drafts;
}

std::vector<std::string> Deal::items(Date horizon) const
{
    const Result<Billed> billed = bill(group, terms, horizon);
    if (!billed) return {billed.fault().text()};
    std::vector<std::string> texts;
    for (const BillItem& item : billed->items) texts.push_back(item.date.text() + " " + item.net.plain());
    return texts;
}

std::string Deal::fault() const
{
    const Result<Billed> billed = bill(group, terms);
    return billed ? "" : billed.fault().code;
}

std::vector<std::string> told(const std::vector<Draft>& drafts)
{
    std::vector<std::string> texts;
    for (const Draft& draft : drafts) {
        std::string text = draft.credit ? "credit " + draft.date.text() + " of " +
                                              (draft.of_drafted ? draft.of_drafted->text() : draft.of.text())
                                        : "invoice " + draft.date.text();
        for (const IssuedLine& line : draft.lines) {
            text += (&line == &draft.lines.front() ? ": " : ", ") + line.line.text() + " " + line.net.plain();
            if (!line.tax.is_zero()) text += " + " + line.tax.plain();
        }
        texts.push_back(text);
    }
    return texts;
}

}  // namespace earned::testing
