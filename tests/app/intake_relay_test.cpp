// Chunks of an intake that two sessions write in turns leave what one session leaves that looks up all it meets.
#include "tests/app/books_app.h"

#include <atomic>
#include <sstream>

namespace earned::app::intake_relay_test {
namespace {

class Relayed : public AppBooks {
protected:
    void start_anew()
    {
        store->drop();
        store->create();
        book = open();
    }
    // Everything that an intake leaves, in words.
    std::string left()
    {
        std::ostringstream text;
        const auto tell = [&](const db::EventRow& row) {
            text << row.home << ' ' << row.number << ' ' << row.batch << ' ' << row.payload << '\n';
        };
        book->store().company_events(INT64_MAX, tell);
        book->store().home_events({1, INT64_MAX}, INT64_MAX, tell);
        for (const db::EventRow& row : book->store().waiting_events(INT64_MAX)) tell(row);
        for (const db::HomeRow& row : book->store().homes({1, INT64_MAX}))
            text << row.home << ' ' << row.customer << '\n';
        for (const std::int64_t home : book->store().dirty_homes({1, INT64_MAX}, "E/IFRS", INT64_MAX))
            text << home << ' ';
        std::vector<db::Key> keys;
        for (int number = 0; number < 60; ++number)
            for (const char* letter : {"C", "I", "P", "A", "N"})
                for (int kind = 1; kind <= 4; ++kind)
                    keys.push_back({static_cast<db::KeyKind>(kind), letter + std::to_string(number)});
        for (const std::int64_t home : book->store().homes_of(keys)) text << home << ' ';
        return text.str();
    }
};
INSTANTIATE_TEST_SUITE_P(On, Relayed, testing::Values(db::Where::file, db::Where::postgres), db::name_of);

ReadEvent signing(int number, int customer)
{
    return contract("C" + std::to_string(number), "A" + std::to_string(customer)).front();
}
ReadEvent invoice(int number, int contract, const std::string& id)
{
    return event_of("invoice.issued",
                    R"({"invoice":"I)" + std::to_string(number) + R"(","contract":"C)" + std::to_string(contract) +
                        R"(","due":"2026-01-31","lines":[{"line":"access","amount":5}],"date":"2026-01-31"})",
                    id);
}
ReadEvent credit(int number, int invoice, const std::string& id)
{
    return event_of("credit.issued",
                    R"({"credit":"N)" + std::to_string(number) + R"(","invoice":"I)" + std::to_string(invoice) +
                        R"(","lines":[{"line":"access","amount":1}],"date":"2026-02-01","reason":"r"})",
                    id);
}
ReadEvent cash(int number, int invoice)
{
    return event_of("payment.received", R"({"payment":"P)" + std::to_string(number) +
                                            R"(","amount":5,"date":"2026-02-05","reference":"I)" +
                                            std::to_string(invoice) + R"("})");
}

// Contracts of few customers, and what names them: now and then before it, twice, again, or with other content.
std::vector<ReadEvent> all_kinds()
{
    std::vector<ReadEvent> events = entity();
    for (int number = 0; number < 40; ++number) {
        events.push_back(signing(number, number / 3));
        const std::string id = std::to_string(number);
        if (number % 3 == 0) events.push_back(invoice(number, number, "i" + id));
        if (number % 5 == 0) events.push_back(invoice(number, number, "again" + id));
        if (number % 7 == 2) events.push_back(invoice(100 - number, number + 9, "early" + id));
        if (number % 6 == 3) events.push_back(credit(number, number, "n" + id));
        if (number % 12 == 3) events.push_back(credit(number, number, "twice" + id));
        if (number % 4 == 0) events.push_back(cash(number, number));
        if (number % 8 == 1) events.push_back(cash(number + 30, number + 2));
        if (number % 9 == 4) events.push_back(signing(number - 4, (number - 4) / 3));
        if (number % 11 == 10) events.push_back(invoice(number - 1, 0, "i" + std::to_string(number - 1)));
    }
    return events;
}

std::string accounted(const Took& took)
{
    std::ostringstream text;
    text << took.intake.accepted << ' ' << took.intake.known_before << ' ' << took.intake.waiting;
    for (const RefusedEvent& refused : took.refused) text << ' ' << refused.fault.code << ' ' << refused.raw;
    return text.str();
}

TEST_P(Relayed, two_sessions_leave_what_one_leaves)
{
    const std::vector<ReadEvent> events = all_kinds();
    for (const std::size_t size : {1U, 2U, 3U, 5U, 17U}) {
        start_anew();
        Took one;
        book->store().transact(
            [&] { one = take(*book, events, size); });  // within a transaction one session looks all up
        const std::string looked_up = left();
        EXPECT_GT(one.intake.waiting + one.intake.known_before, 3);
        EXPECT_GT(one.refused.size(), 0U);
        start_anew();
        const Took two = take(*book, events, size);
        EXPECT_EQ(left(), looked_up) << "chunks of " << size;
        EXPECT_EQ(accounted(two), accounted(one)) << "chunks of " << size;
        EXPECT_EQ(take(*book, events, size).intake.accepted, 0) << "again, in chunks of " << size;
    }
}

// A credit note's number, like an invoice's, may be named by a second event: that is the fold's to judge.
TEST_P(Relayed, a_second_credit_note_of_a_number_is_kept)
{
    take(*book, entity() + std::vector{signing(1, 1), invoice(1, 1, "i"), credit(1, 1, "n")});
    const Took took = take(*book, {credit(1, 1, "other")});
    EXPECT_EQ(took.intake.accepted, 1);
    EXPECT_TRUE(took.refused.empty());
}

// What stops the writing of one chunk stops the intake, and what was committed before it is whole.
TEST_P(Relayed, a_failure_stops_the_chunks_behind_it)
{
    const std::vector<ReadEvent> events = all_kinds();
    start_anew();
    std::atomic<int> calls = 0;
    book->store().on_call([&](std::string_view call) {
        if (call == "before add_events" && ++calls == 6) throw db::Failure("the disk is full");
    });
    EXPECT_THROW(take(*book, events, 3), db::Failure);
    book = open();
    take(*book, events, 3);
    const std::string completed = left();
    start_anew();
    take(*book, events, 3);
    EXPECT_EQ(completed, left());
}

}  // namespace
}  // namespace earned::app::intake_relay_test
