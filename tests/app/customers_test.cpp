// Customers that are read as they are needed are the customers that all their definitions make.
#include "app/customers.h"
#include "tests/app/books_app.h"

#include <random>
#include <thread>

namespace earned::app::customers_test {

namespace {

struct Defined {
    std::int64_t batch = 0;
    Date date;
    std::string customer, name;
};

class Customers : public AppBooks {
protected:
    void define(const std::string& customer, Date date, const std::string& more)
    {
        const std::string name = customer + " Ltd, " + std::to_string(defined_.size());
        next_.push_back(event_of("customer.defined", R"({"customer":")" + customer + R"(","date":")" + date.text() +
                                                         R"(","name":")" + name + "\"" + more + "}"));
        defined_.push_back({book->known_at() + 1, date, customer, name});
    }
    void take_defined()
    {
        EXPECT_TRUE(take(*book, next_).refused.empty());
        next_.clear();
    }
    // Contracts of 40 customers; of these, and of 20 others, most are defined: before and after, and some again.
    void some_book(unsigned seed)
    {
        std::mt19937 dice(seed);
        take(*book, entity());
        for (int batch = 0; batch < 6; ++batch) {
            for (int number = 0; number < 25; ++number)
                define(customer(static_cast<int>(dice() % 55)), Date::of(2026, 1, 1) + static_cast<int>(dice() % 50),
                       "");
            for (int number = batch * 7; number < std::min(40, batch * 7 + 7); ++number)
                next_ = next_ + contract("C" + std::to_string(number), customer(number * 3 % 40));
            take_defined();
        }
    }
    static std::string customer(int number) { return "A" + std::to_string(number); }

    // Of what was known by then the last of its day; nothing: it wasn't defined by that day.
    std::string name_by_all(const std::string& customer, std::int64_t known_at, Date date) const
    {
        const Defined* found = nullptr;
        for (const Defined& one : defined_) {
            const bool counts = one.customer == customer && one.batch <= known_at && one.date <= date;
            if (counts && (found == nullptr || found->date <= one.date)) found = &one;
        }
        return found == nullptr ? "" : found->name;
    }
    std::size_t differences(CustomersAsNeeded& needed, std::int64_t known_at, unsigned seed) const
    {
        std::mt19937 dice(seed);
        Reference reference;
        reference.look_up_customers([&](const CustomerId& id) { return needed.find(id); });
        std::size_t different = 0;
        for (int asked = 0; asked < 600; ++asked) {
            // Some time from home to home, some time at random.
            const std::string id = customer(asked < 300 ? asked / 5 : static_cast<int>(dice() % 65));
            const Date date = Date::of(2025, 12, 30) + static_cast<int>(dice() % 60);
            const CustomerVersion version = reference.customer(CustomerId(id), date);
            if ((version == nullptr ? "" : version->name) != name_by_all(id, known_at, date)) ++different;
        }
        return different;
    }

private:
    std::vector<Defined> defined_;
    std::vector<ReadEvent> next_;
};

INSTANTIATE_TEST_SUITE_P(On, Customers, testing::Values(db::Where::memory, db::Where::file, db::Where::postgres),
                         db::name_of);

TEST_P(Customers, AreWhatAllTheirDefinitionsMakeHoweverFewAreKept)
{
    some_book(1);
    const std::int64_t last = book->known_at();
    for (const std::size_t most : {1, 3, 2048}) {
        CustomersAsNeeded needed(book->store(), most);
        for (const std::int64_t known_at : {last, std::int64_t{3}, last, std::int64_t{1}}) {
            needed.know_at(known_at);
            EXPECT_EQ(differences(needed, known_at, 7), 0U) << most << " kept, known at " << known_at;
        }
    }
}

TEST_P(Customers, AreTheSameForWorkersThatAskAtOnce)
{
    some_book(2);
    CustomersAsNeeded needed(book->store(), 5);
    needed.know_at(book->known_at());
    std::vector<std::size_t> different(4, 1);
    std::vector<std::thread> workers;
    for (unsigned worker = 0; worker < different.size(); ++worker)
        workers.emplace_back([&, worker] { different[worker] = differences(needed, book->known_at(), worker); });
    for (std::thread& worker : workers) worker.join();
    EXPECT_EQ(different, std::vector<std::size_t>(4, 0));
}

TEST_P(Customers, AreHeldByWhoAskedWhenOthersAreReadMeanwhile)
{
    some_book(3);
    CustomersAsNeeded needed(book->store(), 1);
    needed.know_at(book->known_at());
    const CustomerHistory held = needed.find(CustomerId(customer(1)));
    ASSERT_NE(held, nullptr);
    const std::string name = held->back().value.name;
    for (int number = 0; number < 60; ++number) static_cast<void>(needed.find(CustomerId(customer(number))));
    EXPECT_EQ(held->back().value.name, name);
}

TEST_P(Customers, OwnTheAccountsOfTheirLastDefinition)
{
    const Date first = Date::of(2026, 1, 1), second = Date::of(2026, 2, 1);
    define("A", first, R"(,"bank_accounts":["DE 1","DE2"])");
    define("A", second, R"(,"bank_accounts":["DE3"])");
    define("B", first, R"(,"bank_accounts":["DE1"])");
    define("C", first, R"(,"bank_accounts":["DE4","DE5"])");
    define("D", first, R"(,"bank_accounts":["DE4"])");
    take_defined();
    const std::map<std::string, CustomerId> owners = owners_of(*book, {"DE1", "DE2", "DE3", "DE4"});
    const std::map<std::string, CustomerId> wanted = {{"DE1", CustomerId("B")}, {"DE3", CustomerId("A")}};
    EXPECT_EQ(owners, wanted) << "DE2 is nobody's now, DE4 is of two, of DE5 nobody asked";
}

TEST_P(Customers, AreNoneOfTheCompanysOtherEvents)
{
    take(*book, entity());
    define("A", Date::of(2026, 1, 1), "");
    take_defined();
    define("A", Date::of(2026, 1, 2), "");
    define("B", Date::of(2026, 1, 2), "");
    take_defined();
    std::vector<std::string> types;
    book->store().company_events(INT64_MAX, [&](const db::EventRow& row) { types.push_back(row.type); });
    EXPECT_EQ(types, std::vector<std::string>{"entity.defined"});
    const auto numbers = [](const std::vector<db::EventRow>& rows) {
        std::vector<std::int64_t> numbers;
        for (const db::EventRow& row : rows) numbers.push_back(row.number);
        return numbers;
    };
    const std::vector<std::string> asked = {"B", "nobody", "A"};
    EXPECT_EQ(numbers(book->store().definitions_of(asked, 3)), (std::vector<std::int64_t>{2, 3, 4}));
    EXPECT_EQ(numbers(book->store().definitions_of(asked, 2)), std::vector<std::int64_t>{2});
    std::vector<db::EventRow> later;
    book->store().definitions(2, 3, [&](const db::EventRow& row) { later.push_back(row); });
    EXPECT_EQ(numbers(later), (std::vector<std::int64_t>{3, 4}));
    EXPECT_EQ(later.front().home, 0);
    EXPECT_TRUE(book->store().check_book().empty());
}

}  // namespace

}  // namespace earned::app::customers_test
