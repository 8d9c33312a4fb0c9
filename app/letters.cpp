#include "app/letters.h"

#include <algorithm>
#include <map>

namespace earned::app {

namespace {

// The events of a day's letters by the batch in which they were recorded, and their homes.
using Sent = std::map<std::int64_t, std::map<std::int64_t, std::vector<std::int64_t>>>;

Sent sent_on(Book& book, Date date, const CustomerId& customer)
{
    Sent sent;
    for (std::int64_t home = 1; home < book.store().next_home(); ++home)
        for (const Event& event : book.history(book.store(), home)) {
            const auto* letter = std::get_if<DunningSent>(&event.fact);
            if (letter == nullptr || event.date != date) continue;
            if (customer.empty() || letter->customer == customer) sent[event.batch][home].push_back(event.number);
        }
    return sent;
}

}  // namespace

std::vector<Result<CollectionLetter>> letters_of(Book& book, Date date, const CustomerId& customer)
{
    std::vector<Result<CollectionLetter>> letters;
    for (const auto& [batch, homes] : sent_on(book, date, customer)) {
        book.know_at(batch);
        for (const auto& [number, events] : homes) {
            const Home home = book.folded(book.store(), number);
            for (const Reminder& reminder : home.reminders)
                if (std::find(events.begin(), events.end(), reminder.event) != events.end())
                    letters.push_back(letter_of(home, book.reference(), reminder));
        }
    }
    book.refresh();
    return letters;
}

}  // namespace earned::app
