// What is put on a shelf in a file is taken from it as it was, in any order.
#include "app/file_shelf.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace earned::app::file_shelf_test {

TEST(FileShelf, gives_back_what_was_put_on_it)
{
    const SharedShelf shelf = shelf_in_file(), other = shelf_in_file();
    std::vector<Shelf::Place> places;
    const auto text = [](std::size_t number) {
        return std::string(number * 977 % 5000, static_cast<char>('a' + number % 26)) + '\0' + std::to_string(number);
    };
    for (std::size_t number = 0; number < 200; ++number) {
        places.push_back(shelf->put(text(number)));
        other->put("of another");
        EXPECT_EQ(shelf->take(places[number / 2]), text(number / 2));
    }
    for (std::size_t number = 200; number-- > 0;) EXPECT_EQ(shelf->take(places[number]), text(number));
}

TEST(FileShelf, is_held_by_whoever_has_rows_on_it)
{
    SharedShelf shelf = shelf_in_file();
    const Shelf::Place place = shelf->put("rows");
    const SharedShelf held = shelf;
    shelf.reset();
    EXPECT_EQ(held->take(place), "rows");
}

}  // namespace earned::app::file_shelf_test
