// Books that are billed by plans of documents, for their tests.
#pragma once

#include "tests/app/books_app.h"

#include "app/bill_plans.h"
#include "app/run_hash.h"
#include "app/verify.h"

namespace earned::app {

inline constexpr db::HomeRange all_homes{1, 1000};

inline std::string billed_line(const std::string& id, const std::string& start, const std::string& end,
                               const std::string& more)
{
    const std::string dates = R"(,"start":")" + start + "\"" + (end.empty() ? "" : R"(,"end":")" + end + "\"");
    return R"({"line":")" + id + "\"" + dates +
           R"(,"tax":{"rate":"0.19"},"treatment":{"satisfied":"over_time","measure":"daily"},)" + more + "}";
}

inline ReadEvent signed_on(const std::string& contract, const std::string& customer, const std::string& date,
                           const std::string& lines)
{
    return event_of("contract.signed", R"({"contract":")" + contract + R"(","customer":")" + customer +
                                           R"(","entity":"E","currency":"USD","date":")" + date + R"(","lines":[)" +
                                           lines + "]}");
}

inline constexpr const char* monthly =
    R"("price":1000.01,"billing":{"plan":"recurring","every":"1 month","timing":"advance"})";

inline std::vector<ReadEvent> two_subscriptions()
{
    return entity() +
           std::vector<ReadEvent>{
               signed_on("C1", "A", "2026-01-01", billed_line("access", "2026-01-01", "2026-12-31", monthly)),
               signed_on("C2", "B", "2026-01-01", billed_line("access", "2026-01-15", "2027-01-14", monthly))};
}

inline std::vector<db::BillPlanRow> plans_of(Book& book)
{
    std::vector<db::BillPlanRow> plans;
    book.store().bill_plans(all_homes, [&](const db::BillPlanRow& row) { plans.push_back(row); });
    return plans;
}

inline void forget_plans(Book& book)
{
    std::vector<std::int64_t> homes;
    for (const db::BillPlanRow& plan : plans_of(book)) homes.push_back(plan.home);
    book.store().put_bill_plans(homes, {});
}

inline std::string told(const std::vector<BilledDocument>& documents, const std::string& number = "with")
{
    std::string text;
    for (const BilledDocument& document : documents) {
        text += (number == "with" ? document.number + " " : "") + std::to_string(document.home) + " " +
                document.customer.text() + " " + document.draft.contract.text() + " " + document.draft.date.text() +
                " due " + document.draft.due.text() + (document.draft.credit ? " credit" : "") + ":";
        for (const IssuedLine& line : document.draft.lines)
            text += " " + line.line.text() + " " + line.net.text() + " + " + line.tax.text();
        text += "\n";
    }
    return text;
}

inline std::string digest(Book& book)
{
    Sha256 hash;
    book.store().home_events({1, INT64_MAX}, INT64_MAX, [&](const db::EventRow& row) {
        hash.add(row.home);
        hash.add(row.number);
        hash.add(row.batch);
        hash.add(row.payload);
    });
    book.store().documents({}, [&](const db::DocumentRow& row) { hash.add(hash_of_documents(std::span(&row, 1))); });
    for (const db::RunRow& run : book.store().runs()) hash.add(run.hash);
    return hash.hex();
}

inline std::vector<std::string> wrong_in(Book& book)
{
    Progress quiet("", Progress::Shown::never);
    std::vector<std::string> wrong;
    for (const Check& check : verify(book, "", quiet).checks)
        for (const std::string& sentence : check.wrong) wrong.push_back(check.what + ": " + sentence);
    return wrong;
}

}  // namespace earned::app
