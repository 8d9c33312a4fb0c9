#include "app/directory.h"
#include "tests/app/books_app.h"

namespace earned::app::directory_test {
namespace {

using db::KeyKind;

// A name of one kind is none of another, and one is found among many, whatever of them share a place.
TEST(NamedHomes, GiveEachNameOneNumber)
{
    NamedHomes names;
    EXPECT_EQ(names.find(KeyKind::contract, "C1"), no_name);
    std::vector<NameNumber> numbers;
    for (int at = 0; at < 3000; ++at) {
        const std::string name = "C" + std::to_string(at / 2);
        numbers.push_back(names.number_of(at % 2 == 0 ? KeyKind::contract : KeyKind::invoice, name));
        names.set_home(numbers.back(), at + 1);
    }
    EXPECT_EQ(names.size(), 3000U);
    for (int at = 0; at < 3000; ++at) {
        const std::string name = "C" + std::to_string(at / 2);
        const KeyKind kind = at % 2 == 0 ? KeyKind::contract : KeyKind::invoice;
        EXPECT_EQ(names.find(kind, name), numbers[static_cast<std::size_t>(at)]);
        EXPECT_EQ(names.home(names.number_of(kind, name)), at + 1);
        EXPECT_EQ(names.key(numbers[static_cast<std::size_t>(at)]).name, name);
        EXPECT_EQ(names.key(numbers[static_cast<std::size_t>(at)]).kind, kind);
    }
    EXPECT_EQ(names.find(KeyKind::payment, "C1"), no_name);
    EXPECT_EQ(names.home(no_name), 0);
}

class DirectoryOf : public AppBooks {};
INSTANTIATE_TEST_SUITE_P(On, DirectoryOf, testing::Values(db::Where::file, db::Where::postgres), db::name_of);

TEST_P(DirectoryOf, AsksTheStoreForWhatIsNeitherTrustedNorKnownFromBefore)
{
    store->add_homes(std::vector<db::HomeRow>{{7, "A"}, {8, "B"}});
    store->add_keys(std::vector<db::KeyRow>{{{KeyKind::contract, "C1"}, 7}, {{KeyKind::contract, "C2"}, 7}});
    Directory first(*store);
    const NameNumber known = first.number_of(KeyKind::contract, "C1"),
                     trusted = first.number_of(KeyKind::contract, "C2"),
                     founded = first.number_of(KeyKind::contract, "C3");
    EXPECT_EQ(first.number_of(KeyKind::contract, ""), no_name);
    first.trust_new(trusted);
    first.look_up();
    EXPECT_EQ(first.home(known), 7);
    EXPECT_EQ(first.home(trusted), 0);
    first.add(founded, 8);
    first.add(founded, 9);  // it is known by then
    first.add(known, 9);
    ASSERT_EQ(first.added().size(), 1U);
    EXPECT_EQ(first.added().front().key.name, "C3");
    EXPECT_EQ(first.added().front().home, 8);
    Directory second(*store, first.names());
    const NameNumber again = second.number_of(KeyKind::contract, "C3");
    EXPECT_EQ(second.home(again), 8);  // not committed, and not looked up
    second.look_up();
    EXPECT_EQ(second.home(again), 8);
}

}  // namespace
}  // namespace earned::app::directory_test
