#include "app/bill_plan.h"

#include "base/bytes.h"

#include <algorithm>

namespace earned::app {

namespace {

constexpr std::int64_t format = 1;  // a new one is a new version of the book: db/schema.h

// What the lines of a contract's documents are told by: their ids once, their amounts as differences.
struct Before {
    std::vector<LineId> lines;
    std::vector<std::int64_t> net, tax;

    std::size_t place(const LineId& line)
    {
        const auto found = static_cast<std::size_t>(std::ranges::find(lines, line) - lines.begin());
        if (found == lines.size()) add(line);
        return found;
    }
    void add(const LineId& line)
    {
        lines.push_back(line);
        net.push_back(0);
        tax.push_back(0);
    }
};

using Documents = std::vector<PlannedDocument>;

void write(ByteWriter& to, Before& before, const Draft& draft)
{
    to.date(draft.date);
    to.number(draft.due - draft.date);
    to.number(static_cast<std::int64_t>(draft.lines.size()));
    for (const IssuedLine& line : draft.lines) {
        const std::size_t known = before.lines.size(), place = before.place(line.line);
        to.number(static_cast<std::int64_t>(place));
        if (place == known) to.text(line.line.text());
        to.number(line.net.minor() - before.net[place]);
        to.number(line.tax.minor() - before.tax[place]);
        before.net[place] = line.net.minor();
        before.tax[place] = line.tax.minor();
    }
}

void write_contract(ByteWriter& to, Documents::const_iterator first, Documents::const_iterator last)
{
    to.text(first->draft.contract.text());
    to.text(first->draft.entity.text());
    to.text(first->currency.code());
    to.number(last - first);
    Before before;
    for (; first != last; ++first) write(to, before, first->draft);
}

// Read even where it isn't asked for: the next one is told by its difference.
void read_document(ByteReader& from, Before& before, PlannedDocument& document)
{
    Draft& draft = document.draft;
    draft.date = from.date();
    draft.due = draft.date + from.small<int>();
    draft.lines.clear();
    for (std::size_t left = from.count(); left > 0; --left) {
        const auto place = static_cast<std::size_t>(from.number());
        if (place == before.lines.size()) before.add(LineId(from.text()));
        CHECK(place < before.lines.size(), "a planned document names lines of its contract");
        before.net[place] += from.number();
        before.tax[place] += from.number();
        draft.lines.push_back({.line = before.lines[place],
                               .net = Money(before.net[place], document.currency),
                               .tax = Money(before.tax[place], document.currency)});
    }
}

}  // namespace

std::string encode(const BillPlan& plan)
{
    ByteWriter to;
    to.number(format);
    to.text(plan.customer.text());
    const auto is_of_another = [](const PlannedDocument& one, const PlannedDocument& other) {
        return one.draft.contract != other.draft.contract;
    };
    for (auto first = plan.documents.begin(); first != plan.documents.end();) {
        auto last = std::adjacent_find(first, plan.documents.end(), is_of_another);
        if (last != plan.documents.end()) ++last;
        write_contract(to, first, last);
        first = last;
    }
    return std::move(to).bytes();
}

BillPlan decode_bill_plan(std::string_view bytes, Date after, Date through)
{
    ByteReader from(bytes);
    CHECK(from.number() == format, "a plan of documents is of the format that its book's version stands for");
    BillPlan plan{.customer = CustomerId(from.text()), .documents = {}};
    while (!from.at_end()) {
        PlannedDocument document;
        document.draft.contract = ContractId(from.text());
        document.draft.entity = EntityId(from.text());
        document.currency = *Currency::parse(from.text());
        Before before;
        for (std::size_t left = from.count(); left > 0; --left) {
            read_document(from, before, document);
            if (after < document.draft.date && document.draft.date <= through) plan.documents.push_back(document);
        }
    }
    return plan;
}

}  // namespace earned::app
