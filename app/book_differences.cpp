#include "app/book_differences.h"

#include "reports/book_difference.h"

namespace earned::app {

Table book_difference(Book& book, const LedgerCompared& one, const LedgerCompared& other)
{
    Feed first(book, one.ledger, one.order);
    Feed second(book, other.ledger, other.order);
    Heading heading = first.heading();
    heading.scope.book = BookName();  // of both
    heading.framework.clear();
    BookDifference report(heading, one.ledger.book, other.ledger.book);
    for (Feed* feed : {&first, &second}) {
        feed->lines([&](const PostedLine& line) { report.take(line); });
        feed->totals([&](const PostedTotal& total) { report.take(total); });
    }
    for (Feed* feed : {&first, &second})
        feed->booked(heading.as_of, [&](const BookedGroup& booked) { report.take(booked); });
    Table table = report.table();
    if (first.posted_through() != second.posted_through())
        table.notes.push_back({"The books are posted through different days: " + one.ledger.book.text() + " through " +
                                   first.posted_through().text() + ", " + other.ledger.book.text() + " through " +
                                   second.posted_through().text() + ".",
                               "两账簿过账截止日不同。"});
    return table;
}

}  // namespace earned::app
