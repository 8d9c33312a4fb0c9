// A second, slow computation of what has been earned: one day after another, in exact shares, from the
// standard's words and not from recognition/, of which it includes nothing.
//
// Law:      what is allocated to an obligation is earned by what is done of it each day, of all that was left
//           to do when it was allocated (606-10-25-31 to 25-37, IFRS 15.39-45)
//           a price is shared by standalone prices (606-10-32-31, IFRS 15.76)
//           an addition at its own price is another contract (606-10-25-12, IFRS 15.20); otherwise what isn't
//           earned and what is added is shared anew over what is left (25-13(a), 21(a)), or what was done takes
//           its part at once (25-13(b), 21(b)), each of its kind (25-13(c), 21(c)); for the past: at once
//           (606-10-32-43, IFRS 15.88) a variable amount counts as estimated, under the constraint at its lowest and
//           never above nothing (606-10-32-8, 32-11, IFRS 15.53, 56). It is shared as the fixed price is, or is of the
//           one obligation that it is for (32-39 to 32-41, 84-86). Another estimate is caught up by what was done, also
//           before a modification; the rest is with what was left then (32-43 to 32-45, 88-90) goods that are expected
//           back are not sold (606-10-55-22 to 55-29, IFRS 15.B20-B27), and what they had of a discount is shared by
//           what is kept; an amount for the whole contract is of what is kept (606-10-32-5 to 32-9, IFRS 15.50-54)
//           a price that steps is one price, earned as the
//           service is (606-10-25-14(b), IFRS 15.22(b)) at a contract's end the customer owes what was performed at its
//           stated prices; goods may still come back
// Ensures:  nothing is rounded but a price that steps, which is whole cents: what the engine says differs by less
//           than a cent for each turn of the life
// `Flaw` plants an error, to see that a comparison finds it.
#pragma once

#include "base/date.h"
#include "base/ratio.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace earned::oracle {

enum class Work { by_day, by_month, in_units, by_percent, by_cost, handed_over };

// Goods that may come back: so many of the whole order, or a share of what was handed over. Where nothing can
// be estimated all of it may. On `until` the right has ended.
struct ComesBack {
    bool estimable = true;
    std::optional<std::int64_t> units, percent;
    std::optional<Date> until;
};

// One line of an obligation. Amounts in cents.
struct Part {
    std::string id;
    std::int64_t price = 0, standalone = 1;
    std::int64_t size = 1;  // units; a hundred per cent; the costs expected, in cents
};
// From a day on a month costs so much.
struct Step {
    Date from;
    std::int64_t a_month = 0;
};
// An obligation: one line, or several that are one.
struct Promised {
    std::string id;
    Work work = Work::by_day;
    Date first, last;  // of time
    std::vector<Part> parts;
    std::optional<ComesBack> comes_back;
    std::vector<Step> steps;  // of a price that is agreed by months: the first holds from the beginning

    Ratio price() const;
    std::int64_t standalone() const;
};

bool passes_with_time(Work work);

// What an amount that isn't fixed may come to.
struct Chance {
    std::int64_t amount = 0, tenths = 10;
};
struct Estimate {
    std::vector<Chance> chances;
    bool likeliest = false;  // the most likely of them; else their expected value
    bool constrained = false, a_unit = false;

    Ratio counted(std::int64_t units) const;
};
struct Varying {
    std::string id;
    bool concession = false;          // it also lowers what the customer owes
    std::vector<std::size_t> places;  // the obligations that it is for; none: all that it is promised with
    Estimate estimate;
};

struct Happened {
    enum Kind {
        done,         // `amount` more units, per cent or cents of cost
        resized,      // the costs expected are `amount` in all
        added_apart,  // a contract of its own
        added,        // what is left is shared anew
        added_mixed,  // the same; what is one piece is caught up at its share
        removed,
        repriced_rest,  // by `amount`, for what is left
        repriced_all,   // its part for what was done is earned at once
        repriced_past,
        caught_up,  // by `amount`, under a cumulative catch-up
        estimated,  // a variable amount, `place`, as `varying` has it
        returned,   // `amount` units came back
        expected,   // back, as `more` has it
        ended,      // `amount` is paid back, `kept` is charged for leaving
    };
    Date day;
    Kind kind = done;
    std::size_t place = 0, part = 0;
    std::int64_t amount = 0, kept = 0;
    Promised more = {};
    std::optional<Varying> varying = {};  // promised with what is added, too
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
    counts_what_is_constrained,
    expects_the_likeliest,    // where the expected value is asked for
    spreads_an_estimate,      // what was done doesn't take its part at once
    forgets_what_was_before,  // an estimate doesn't reach back past a modification
    spreads_what_is_for_one,  // an amount for one obligation is shared by all
    covers_nothing,           // nor lowers what that one shares of the fixed price
    sells_what_comes_back,
    returns_at_the_new_price,
    expects_as_at_first,  // back; no other estimate
    expects_beyond_the_right,
    forgets_what_came_back,
    leaves_the_discount,       // of goods that come back, where it was shared
    spreads_it_over_all,       // also over what comes back
    lets_the_whole_go,         // what a contract gives or gets in all goes with goods that come back
    weighs_parts_alike,        // of one obligation, not by standalone price
    keeps_the_first_step,      // of a price that steps
    shares_all_alike,          // what is one piece as well
    binds_for_the_whole_term,  // a customer that may leave
};

class Life {
public:
    explicit Life(Date signed_on, std::vector<Promised> promised, std::vector<Varying> varying, Flaw flaw = Flaw::none);

    // Lives on through the day; what happens is told in order of days.
    void happen(const Happened& happened);
    void through(Date day);

    Ratio earned(std::size_t place) const;
    Ratio earned() const;
    // Of a part, 1 before anything was done.
    Ratio left(std::size_t place, std::size_t part) const;
    bool is_open(std::size_t place) const;
    bool is_removed(std::size_t place) const { return lines_[place].removed; }
    bool is_ended() const { return ended_; }
    // A cent of what is spread over few that are kept is so many of it.
    const Ratio& magnified() const { return magnified_; }
    Ratio priced(std::size_t place, Happened::Kind relation) const;  // what was done, what is left, or all of it
    std::int64_t handed_over(std::size_t place) const { return lines_[place].handed_over; }
    std::int64_t back(std::size_t place) const { return lines_[place].back; }
    std::size_t size() const { return lines_.size(); }

private:
    struct Doing {
        Ratio done, all, turned_at;
    };  // of a part, in units of its work; done at the last turn
    // Each at a price, and what is owed for it; none: at what goods cost now.
    struct Sold {
        std::int64_t units = 0;
        std::optional<Ratio> each = {}, right = {}, variable = {};
        std::vector<Ratio> of_amounts = {};  // of `each`: what is of amounts for the whole contract, by their place
    };
    // What goods that never stay had of the price beyond what is given back for them; and of it, without those that
    // came back since the turn.
    struct Gap {
        Ratio all, ahead;
        std::vector<Ratio> taken, taken_ahead;  // of amounts for the whole contract, likewise
        int turns = 0;
    };
    struct Line {
        Promised promised;
        std::size_t price = 0;  // which price it shares
        std::vector<Doing> doing;
        Ratio earned_before, to_earn;     // before the turn; from it on
        Ratio right_before, to_be_right;  // the same at stated prices
        bool removed = false;
        // Of goods: all that were handed over, that came back, and those that are with the customer.
        std::int64_t handed_over = 0, back = 0;
        std::vector<Sold> sold, sold_at_turn;
        std::int64_t back_at_turn = 0;
        Ratio never_kept;
        std::vector<Ratio> settled;  // what came back by the last turn had taken of amounts for the whole contract
        int turns = 0, shared = 0;   // the sharing of its price that it was in last
    };
    // One unit of a variable amount, as it was shared: like a price, before the turn and from it on.
    struct Shared {
        Ratio before, ahead;
    };
    struct Amount {
        Varying varying;
        std::int64_t units = 0;
        Ratio counted, done = 1;                  // in the end
        Ratio beyond, waiting;                    // counted, since goods that never stay take it with them; or to be
        bool waits = false;                       // nothing is kept of what it is for
        std::vector<Shared> shared;               // by each line
        std::optional<std::size_t> what_is_kept;  // of this price
        bool is_for(std::size_t place) const;
        bool is_for_the_whole() const;
    };

    Ratio price_of(const Promised& promised) const;
    Ratio left(const Doing& doing) const { return Ratio(1) - doing.done / doing.all; }
    Ratio done_since(const Line& line) const;  // the turn, of what was left then
    Ratio each(const Line& line) const;
    Ratio right(const Line& line) const;
    Ratio kept(const Line& line) const;  // of goods that were sold, what they are owed for, in the end
    Ratio expected_back(const Line& line) const;
    Ratio now_earned(const Line& line) const;
    Ratio worth(const Line& line, bool anew) const;
    Ratio covered(std::size_t place) const;

    std::size_t promise(const Promised& promised, std::size_t price);
    void vary(const Varying& varying, std::size_t price, bool anew);
    void count(Line& line, Date day) const;
    enum class Ahead { anew, nothing };
    void turn(std::size_t place, Ahead ahead = Ahead::anew);
    Ratio ahead_again(const Line& line) const;
    static std::int64_t sold_and_back(const Line& line);
    Ratio done_again(const Line& line, const Amount& amount) const;
    Ratio taken_again(std::size_t place) const;
    void settle(std::size_t place);
    void share(std::size_t price, Ratio pool, bool anew);
    bool is_one_piece(const Line& line) const;
    Ratio share_amount(Amount& amount, const std::vector<std::size_t>& turned, const std::vector<std::size_t>& members,
                       const Ratio& weights);
    void recount(Amount& amount, const Estimate& estimate);
    void modify(const Happened& happened);
    void reprice(const Happened& happened);
    void take_back(Line& line, std::int64_t units);
    Ratio never_kept(const Line& line) const;
    Ratio variable(std::size_t place) const;
    Ratio of_sold(const Line& line, const Ratio& units) const;
    Ratio share_of_rest(const Line& line, const Ratio& units) const;
    Ratio gap(std::size_t place, const Ratio& units) const;
    Ratio change_of_gaps(std::size_t price, const std::vector<Gap>& before, bool waits) const;
    std::vector<Ratio> taken(std::size_t place, const Ratio& units) const;
    Ratio taken_so_far(std::size_t amount, std::size_t place) const;
    void make_up(std::size_t amount, const std::vector<Gap>& before);
    std::vector<Gap> gaps() const;
    void share_what_is_kept(const std::vector<Gap>& before);
    void spread(Amount& amount, const Ratio& change);
    std::optional<std::size_t> spread_of(std::size_t price);
    Amount& estimated(std::size_t place);
    void take_place(const Happened& happened);
    void end(const Happened& happened);

    Date today_;
    Flaw flaw_;
    std::vector<Line> lines_;
    std::vector<Amount> amounts_;
    std::size_t prices_ = 1;
    int sharings_ = 0;
    std::optional<std::size_t> leaving_;  // the line that is being removed
    bool mixed_ = false;                  // so is what is being shared
    bool ended_ = false;
    Ratio settled_;  // in the end
    Ratio magnified_ = 1;
};

}  // namespace earned::oracle
