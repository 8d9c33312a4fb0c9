// A second, slow computation of what has been earned: one day after another, in exact shares, from the
// standard's words and not from recognition/, of which it includes nothing.
//
// Law:      what is allocated to a line is earned by what is done of it each day, of all that was left to
//           do when it was allocated (606-10-25-31 to 25-37, IFRS 15.39-45)
//           a price is shared by standalone prices (606-10-32-31, IFRS 15.76)
//           an addition at its own price is another contract (606-10-25-12, IFRS 15.20); otherwise what isn't
//           earned and what is added is shared anew over what is left (25-13(a), 21(a)), or what was done takes
//           its part at once (25-13(b), 21(b)); for the past: at once (606-10-32-43, IFRS 15.88)
//           at a contract's end the customer owes what was performed at its stated prices
// Ensures:  nothing is rounded: what the engine says differs by less than a cent for each turn of the life
// `Flaw` plants an error, to see that a comparison finds it.
#pragma once

#include "base/date.h"
#include "base/ratio.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace earned::oracle {

enum class Work { by_day, by_month, in_units, by_percent, by_cost };

struct Promised {
    std::string id;
    std::int64_t price = 0, standalone = 1;  // in cents
    Work work = Work::by_day;
    Date first, last;       // of time
    std::int64_t size = 1;  // units; a hundred per cent; the costs expected, in cents
};

struct Happened {
    enum Kind {
        done,         // `amount` more units, per cent or cents of cost
        resized,      // the costs expected are `amount` in all
        added_apart,  // a contract of its own
        added,        // what is left is shared anew
        removed,
        repriced_rest,  // by `amount`, for what is left
        repriced_all,   // its part for what was done is earned at once
        repriced_past,
        caught_up,  // by `amount`, under a cumulative catch-up
        ended,      // `amount` is paid back, `kept` is charged for leaving
    };
    Date day;
    Kind kind = done;
    std::size_t line = 0;
    std::int64_t amount = 0, kept = 0;
    Promised more = {};
};

enum class Flaw {
    none,
    forgets_the_first_day,
    counts_months_as_days,
    shares_by_price,          // not by standalone price
    shares_by_whole_worth,    // standalone prices of the whole, not of what is left
    forgets_what_was_earned,  // a pool of stated prices, without its contract asset or liability
    drops_what_was_added,
    joins_what_is_apart,
    spreads_the_past,  // a change for the past is left to the rest
    waits_with_a_catch_up,
    counts_from_the_beginning,  // progress after a turn is that of the whole life
    keeps_what_is_paid_back,
    ignores_what_is_resized,
};

class Life {
public:
    explicit Life(Date signed_on, std::vector<Promised> lines, Flaw flaw = Flaw::none);

    // Lives on through the day; what happens is told in order of days.
    void happen(const Happened& happened);
    void through(Date day);

    Ratio earned(std::size_t line) const;
    Ratio earned() const;
    Ratio left(std::size_t line) const;  // of the line, 1 before anything was done
    bool is_removed(std::size_t line) const { return lines_[line].removed; }
    std::size_t size() const { return lines_.size(); }

private:
    struct Line {
        Promised promised;
        std::size_t price = 0;            // which price it shares
        Ratio done, all;                  // in units of its work
        Ratio turned_at;                  // done at the last turn
        Ratio earned_before, to_earn;     // before the turn; from it on
        Ratio right_before, to_be_right;  // the same at stated prices
        bool removed = false;

        Ratio part() const;  // of what was left at the turn, done since
        Ratio left() const { return Ratio(1) - done / all; }
        Ratio now_earned() const { return earned_before + to_earn * part(); }
        Ratio now_right() const { return right_before + to_be_right * part(); }
    };

    std::size_t promise(const Promised& promised, std::size_t price);
    void count(Line& line, Date day) const;
    void turn(Line& line) const;
    void share(std::size_t price, Ratio pool, bool anew);
    void modify(const Happened& happened);
    void reprice(const Happened& happened, Line& line);
    Ratio worth(const Line& line, bool anew) const;

    Date today_;
    Flaw flaw_;
    std::vector<Line> lines_;
    std::size_t prices_ = 1;
    std::optional<std::size_t> leaving_;  // the line that is being removed
    bool ended_ = false;
    Ratio settled_;  // in the end
};

}  // namespace earned::oracle
