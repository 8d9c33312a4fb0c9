// Every document of the sample book is an e-invoice that a receiver would take.
#include "tests/app/books_app.h"

#include "app/invoice_documents.h"
#include "billing/einvoice/rules.h"
#include "exchange/einvoice/ubl.h"

#include <filesystem>

namespace earned::app::sample_book_test {
namespace {

TEST(SampleBook, IsMadeOfValidEInvoices)
{
    Book book("sqlite::memory:", test_packages());
    book.store().create();
    book.refresh();
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(EARNED_SOURCE "/examples/book"))
        if (entry.path().extension() == ".ndjson") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    ASSERT_EQ(files.size(), 19U);
    Progress quiet("", Progress::Shown::never);
    ingest(
        book, files, Whole::each_event, [](const RefusedEvent&) {}, quiet);
    book.refresh();
    const BillOrder order{.through = Date::of(2026, 6, 30), .only_customer = {}, .by = "test"};
    const BillRun run = bill_through(
        book, order, [](const BilledDocument&) {}, quiet);
    EXPECT_TRUE(run.left_out.empty());
    const std::vector<ShownDocument> shown = show_documents(book, "");
    EXPECT_GT(shown.size(), 600U);
    for (const ShownDocument& one : shown) {
        ASSERT_TRUE(one.invoice) << one.number << ": " << one.invoice.fault().text();
        for (const Fault& fault : einvoice::broken(*one.invoice)) ADD_FAILURE() << one.number << ": " << fault.text();
        for (const einvoice::Trader* trader : {&one.invoice->seller, &one.invoice->buyer})
            for (const std::string* part : {&trader->tax_id, &trader->endpoint, &trader->email, &trader->place.street,
                                            &trader->place.city, &trader->place.postal_code, &trader->place.country})
                EXPECT_FALSE(part->empty()) << one.number << ": " << trader->name;
        const Result<einvoice::Invoice> read = exchange::read_ubl(exchange::write_ubl(*one.invoice));
        ASSERT_TRUE(read) << one.number << ": " << read.fault().text();
        for (const Fault& fault : einvoice::broken(*read)) ADD_FAILURE() << one.number << ": " << fault.text();
    }
}

}  // namespace
}  // namespace earned::app::sample_book_test
