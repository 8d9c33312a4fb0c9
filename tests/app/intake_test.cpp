// Intake: idempotent, whole or not at all, and nothing is lost.
#include "tests/app/books_app.h"

#include "app/rejects.h"
#include "app/worklist.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace earned::app::intake_test {
namespace {

class Intaking : public AppBooks {};
INSTANTIATE_TEST_SUITE_P(On, Intaking, testing::Values(db::Where::memory, db::Where::file, db::Where::postgres),
                         db::name_of);

TEST_P(Intaking, the_same_events_again_are_no_op)
{
    const Took first = take(*book, three_contracts());
    EXPECT_EQ(first.intake.accepted, 7);
    EXPECT_EQ(first.intake.batch, 1);
    const Took again = take(*book, three_contracts());
    EXPECT_EQ(again.intake.accepted, 0);
    EXPECT_EQ(again.intake.known_before, 7);
    EXPECT_EQ(again.intake.batch, 0);
    EXPECT_EQ(book->store().last_sealed_batch(), 1);
}

TEST_P(Intaking, other_content_under_a_known_identity_is_refused)
{
    const auto signed_event =
        event_of("contract.assessed", R"({"contract":"C1","collectable":true,"date":"2026-01-01"})", "X1");
    const auto other =
        event_of("contract.assessed", R"({"contract":"C1","collectable":false,"date":"2026-01-01"})", "X1");
    take(*book, three_contracts() + std::vector{signed_event});
    const Took took = take(*book, {other});
    ASSERT_EQ(took.refused.size(), 1U);
    EXPECT_EQ(took.refused.front().fault.code, "event-conflict");
    EXPECT_TRUE(took.refused.front().fault.where.starts_with(took.refused.front().where + " ")) << "file and line";
    EXPECT_EQ(took.intake.accepted, 0);
    const Took within = take(
        *book, {event_of("contract.assessed", R"({"contract":"C2","collectable":true,"date":"2026-01-01"})", "X2"),
                event_of("contract.assessed", R"({"contract":"C2","collectable":false,"date":"2026-01-01"})", "X2")});
    EXPECT_EQ(within.intake.accepted, 1);
    EXPECT_EQ(within.intake.refused, 1);
}

// A credit note stands before its invoice, and what names the note before both: each finds its home all the same.
TEST_P(Intaking, the_order_within_a_file_does_not_matter)
{
    const auto fapiao = event_of("fapiao.delivered",
                                 R"({"fapiao":"F1","document":"CN1","net":"1","tax":"0","date":"2026-03-01"})", "F");
    const auto credit = event_of(
        "credit.issued",
        R"({"credit":"CN1","invoice":"INV1","lines":[{"line":"access","amount":1}],"date":"2026-02-01","reason":"r"})",
        "C");
    const auto invoice = event_of(
        "invoice.issued",
        R"({"invoice":"INV1","contract":"C1","due":"2026-01-31","lines":[{"line":"access","amount":5}],"date":"2026-01-31"})",
        "I");
    std::vector<ReadEvent> events{fapiao, credit, invoice};
    const auto contracts = three_contracts();
    events.insert(events.end(), contracts.begin(), contracts.end());
    const Took took = take(*book, events);
    EXPECT_TRUE(took.refused.empty()) << took.refused.front().fault.text();
    EXPECT_EQ(took.intake.waiting, 0);
}

// Who sends an event again may say another time and another person: what it says of the business is the same.
TEST_P(Intaking, other_evidence_is_the_same_content)
{
    const std::string data = R"({"contract":"C1","collectable":true,"date":"2026-01-01"})";
    ReadEvent first = event_of("contract.assessed", data, "X1"), again = first;
    first.event->time = "2026-01-02T10:00:00Z";
    again.event->time = "2026-01-03T10:00:00Z";
    again.event->by = "another";
    take(*book, three_contracts() + std::vector{first});
    EXPECT_EQ(take(*book, {again}).intake.known_before, 1);
    const auto otherwise =
        event_of("contract.assessed", R"({"contract":"C1","collectable":false,"date":"2026-01-01"})", "X1");
    EXPECT_EQ(take(*book, {again, otherwise}).refused.size(), 1U);
    const Took within =
        take(*book, {event_of("contract.assessed", data, "X2"), event_of("contract.assessed", data, "X2")});
    EXPECT_EQ(within.intake.accepted, 1);
    EXPECT_EQ(within.intake.known_before, 1);
}

// Another type of event with the same fields is another event.
TEST_P(Intaking, another_type_under_a_known_identity_is_refused)
{
    const std::string data = R"({"entity":"E","book":"IFRS","period":"2025-12","reason":"r"})";
    take(*book, entity() + std::vector{event_of("period.closed", data, "X1")});
    const Took took = take(*book, {event_of("period.reopened", data, "X1")});
    ASSERT_EQ(took.refused.size(), 1U);
    EXPECT_EQ(took.refused.front().fault.code, "event-conflict");
}

// A definition of a customer lies apart from the company's other events, and is known again like them.
TEST_P(Intaking, a_customer_defined_again_is_known)
{
    const auto defined = event_of("customer.defined", R"({"customer":"A","name":"Acme","date":"2026-01-01"})", "X1");
    const auto other = event_of("customer.defined", R"({"customer":"A","name":"Other","date":"2026-01-01"})", "X1");
    take(*book, entity() + std::vector{defined});
    EXPECT_EQ(take(*book, {defined}).intake.known_before, 1);
    EXPECT_EQ(take(*book, {other}).refused.size(), 1U);
}

TEST_P(Intaking, a_number_written_otherwise_is_the_same_content)
{
    take(*book, three_contracts());
    EXPECT_EQ(take(*book, {event_of("payment.received",
                                    R"({"payment":"P1","customer":"A","amount":5.50,"date":"2026-01-01"})", "P")})
                  .intake.accepted,
              1);
    EXPECT_EQ(take(*book, {event_of("payment.received",
                                    R"({"amount":"5.5","payment":"P1","date":"2026-01-01","customer":"A"})", "P")})
                  .intake.known_before,
              1);
}

TEST_P(Intaking, a_file_in_any_order_finds_its_homes)
{
    auto events = three_contracts();
    std::reverse(events.begin(), events.end());
    const Took took = take(*book, events);
    EXPECT_EQ(took.intake.waiting, 0);
    EXPECT_EQ(book->store().home_count(), 2);
    EXPECT_TRUE(worklist(*book).empty());
}

TEST_P(Intaking, an_event_that_came_too_early_waits_and_then_applies)
{
    take(*book, entity());
    const Took early = take(*book, {contract("C1", "A").back()});
    EXPECT_EQ(early.intake.waiting, 1);
    auto items = worklist(*book);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().kind, Open::waiting);
    EXPECT_EQ(items.front().fault.code, "contract-unknown");
    take(*book, {contract("C1", "A").front()});
    EXPECT_TRUE(worklist(*book).empty());
    const Home home = book->folded(book->store(), 1);
    ASSERT_EQ(home.groups.size(), 1U);
    EXPECT_EQ(home.groups.front().contracts.front().lines.back().happenings.size(), 1U);
}

TEST_P(Intaking, cash_that_names_only_an_invoice_finds_its_customer)
{
    take(*book, three_contracts());
    bill(Date::of(2026, 3, 31));
    const Took took = take(
        *book,
        {event_of(
            "payment.received",
            R"({"payment":"P1","amount":500,"date":"2026-03-01","remittance":"our payment of INV-E-2026-000004, thank you"})")});
    EXPECT_EQ(took.intake.accepted, 1);
    EXPECT_EQ(book->store().home_count(), 2);
    EXPECT_EQ(match(Date::of(2026, 3, 31)), 1);
}

// --- files ------------------------------------------------------------------------------------

class Files : public testing::Test {
protected:
    void SetUp() override
    {
        folder = std::filesystem::temp_directory_path() / ("earned-files-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
        book.store().create();
        book.refresh();
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::string file(const std::string& name, const std::string& text)
    {
        std::ofstream((folder / name).string()) << text;
        return (folder / name).string();
    }
    static std::string line(const std::string& contract, const std::string& quantity)
    {
        return R"({"specversion":"1.0","source":"f","id":")" + contract +
               R"(","type":"order.fulfilled","data":{"contract":")" + contract + R"(","line":"x","quantity":)" +
               quantity +
               R"(,"date":"2026-01-01"}})"
               "\n";
    }
    static std::string contents(const std::string& path)
    {
        std::ifstream stream(path);
        std::ostringstream text;
        text << stream.rdbuf();
        return text.str();
    }
    Intake ingest_file(const std::string& path, Whole whole = Whole::each_event)
    {
        Progress quiet("", Progress::Shown::never);
        RejectFile rejects(path + ".rejects", {path});
        const Intake intake = ingest(
            book, {path}, whole, [&](const RefusedEvent& refused) { rejects.add(refused); }, quiet);
        rejects.finish();
        return intake;
    }

    std::filesystem::path folder;
    Book book{"sqlite::memory:", test_packages()};
};

TEST_F(Files, good_events_are_kept_and_bad_ones_can_be_mended_and_sent_again)
{
    const std::string path = file("a.ndjson", line("C1", "1") + line("C2", "\"many\"") + line("C3", "3") + "{broken\n");
    const Intake intake = ingest_file(path);
    EXPECT_EQ(intake.accepted, 2);
    EXPECT_EQ(intake.refused, 2);
    std::string rejected = contents(path + ".rejects");
    EXPECT_EQ(rejected, line("C2", "\"many\"") + "{broken\n");
    const std::string why = contents(path + ".rejects.why");
    EXPECT_NE(why.find("a.ndjson:2"), std::string::npos) << why;
    EXPECT_NE(why.find("/data/quantity"), std::string::npos) << why;
    EXPECT_NE(why.find("line 2: "), std::string::npos) << why;
    const Intake mended = ingest_file(file("b.ndjson", line("C2", "2")));
    EXPECT_EQ(mended.accepted, 1);
    EXPECT_EQ(mended.refused, 0);
    EXPECT_FALSE(std::filesystem::exists((folder / "b.ndjson.rejects").string()));
}

// Chunks are stored while the next one is read; what is refused is named in the order of the file.
TEST_F(Files, refusals_come_in_the_order_of_the_file_whatever_is_wrong_with_them)
{
    std::string text, wrong;
    for (int number = 1; number <= 21000; ++number) {
        const std::string name = "C" + std::to_string(number);
        std::string next = line(name, "1");
        if (number % 7000 == 5) next = line(name, "\"many\"");
        if (number % 7000 == 3) next = line("C1", "2");  // known by then, with another quantity
        if (number % 7000 == 3 || number % 7000 == 5) wrong += next;
        text += next;
    }
    const Intake intake = ingest_file(file("long.ndjson", text));
    EXPECT_EQ(intake.accepted, 21000 - 6);
    EXPECT_EQ(intake.refused, 6);
    EXPECT_EQ(contents((folder / "long.ndjson.rejects").string()), wrong);
    EXPECT_EQ(ingest_file(file("long.ndjson", text)).known_before, 21000 - 6);
}

TEST_F(Files, a_decision_is_taken_only_from_a_source_that_is_trusted)
{
    const std::string refund = R"({"specversion":"1.0","source":"bank","id":"r1","type":"payment.refunded","data":)"
                               R"({"payment":"P1","amount":"1.00","date":"2026-01-01"}})"
                               "\n";
    const std::string path = file("a.ndjson", refund + line("C1", "1"));
    EXPECT_EQ(ingest_file(path).refused, 1);
    const std::string why = contents(path + ".rejects.why");
    EXPECT_NE(why.find("source-untrusted"), std::string::npos) << why;
    EXPECT_NE(why.find("earned source trust bank"), std::string::npos) << why;
    EXPECT_EQ(contents(path + ".rejects"), refund);
    // Neither a file of its own nor one that trusts itself changes that.
    const std::string itself = R"({"specversion":"1.0","source":"bank","id":"t","type":"source.trusted","data":)"
                               R"({"name":"bank","date":"2026-01-01"}})"
                               "\n";
    EXPECT_EQ(ingest_file(file("b.ndjson", itself + refund)).refused, 2);
    const auto decide = [&](bool withdrawn) {
        Event event{.source = "earned", .id = withdrawn ? "no" : "yes", .by = "ann", .date = Date::of(2026, 1, 1)};
        event.fact = SourceTrusted{"bank", "its refunds need two people", withdrawn};
        append_own(book, {std::move(event)});
    };
    decide(false);
    EXPECT_EQ(ingest_file(file("c.ndjson", refund)).accepted, 1);
    decide(true);
    EXPECT_EQ(ingest_file(file("d.ndjson", refund)).known_before, 0) << "what is refused is not looked up";
    EXPECT_TRUE(book.reference().trusted_sources().empty());
}

TEST_F(Files, all_or_nothing_leaves_nothing)
{
    const std::string path = file("a.ndjson", line("C1", "1") + line("C2", "\"many\""));
    const Intake refused = ingest_file(path, Whole::all_or_nothing);
    EXPECT_EQ(refused.accepted, 0);
    EXPECT_EQ(refused.refused, 1);
    EXPECT_EQ(book.store().next_event(), 1);
    EXPECT_EQ(book.store().last_sealed_batch(), 0);
    const Intake whole = ingest_file(file("b.ndjson", line("C1", "1") + line("C2", "2")), Whole::all_or_nothing);
    EXPECT_EQ(whole.accepted, 2);
}

TEST_F(Files, one_that_can_not_be_read_stops_before_any_is_taken_in)
{
    const std::string path = file("a.ndjson", line("C1", "1"));
    Progress quiet("", Progress::Shown::never);
    const auto both = [&] {
        ingest(
            book, {path, (folder / "missing").string()}, Whole::each_event, [](const RefusedEvent&) {}, quiet);
    };
    EXPECT_THROW(both(), Refused);
    EXPECT_EQ(book.store().next_event(), 1);
}

TEST_F(Files, an_array_and_a_single_event_are_read_too)
{
    std::string first = line("C1", "1"), second = line("C2", "1");
    first.pop_back();
    second.pop_back();
    EXPECT_EQ(ingest_file(file("array.json", "[" + first + ",\n" + second + "]")).accepted, 2);
    EXPECT_EQ(ingest_file(file("one.json", line("C3", "1"))).accepted, 1);
}

TEST_F(Files, rejects_are_never_written_over_an_input)
{
    const std::string path = file("a.ndjson", line("C1", "1"));
    EXPECT_THROW(RejectFile(path, {path}), Refused);
    EXPECT_NE(contents(path), "");
}

}  // namespace
}  // namespace earned::app::intake_test
