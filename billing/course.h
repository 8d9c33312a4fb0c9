// The course of a line: what of it is performed, and what that is worth, as modifications left it.
//
// Law:      what was performed before a modification keeps its price; what was not has the price that
//           the line then states, and its part of a price change: worth(day) = before the turn
//           + (price of the whole line + what was added to the rest) x what was performed since.
//           A price of the whole line that stays while its days change is spread anew over what remains.
//           Under a catch-up what was performed takes the new price too, at once
// Requires: terms for every version
// Ensures:  a turn that changes nothing changes no worth
#pragma once

#include "rules/billing_periods.h"
#include "billing/promised.h"

#include "base/result.h"

#include <vector>

namespace earned::billing {

// So much more (or less) for a line, from a day on: for what is left of it (`remaining`), or for all
// of it, of which the part already performed falls due at once.
struct Addition {
    Date from;
    std::int64_t event = 0;
    Money amount;
    RelatesTo relates_to = RelatesTo::remaining;
};

// What was performed so far, all of it, in units of its kind.
struct Step {
    Date date;
    std::int64_t event = 0;
    Ratio units;
    std::string what;
};

class Course {
public:
    static Result<Course> of(const Promised& promised, const std::vector<Addition>& additions);

    struct Turn {
        Date from;
        std::size_t version = 0;
        std::int64_t event = 0;
        Ratio done, before, at_once;
        Ratio base;  // the price of the whole line at which what remains stands, without what was added to it
        Ratio rate;  // the same with it
    };
    const std::vector<Turn>& turns() const { return turns_; }
    const Promised& promised() const { return promised_; }

    // Whether what is performed of the line, and so what that is worth, can be told.
    bool is_told() const;
    Ratio served(Date day) const;                      // worth of what was, through the day
    Ratio share(std::size_t version, Date day) const;  // performed through the day
    Ratio worth(std::size_t turn, Date day) const;     // in minor units, as known at the turn
    Ratio price(std::size_t turn) const;               // of the whole line, as known at the turn
    // The first day on which all of it is performed; nothing when that isn't known yet.
    std::optional<Date> performed_on() const;

    const Periods& periods(std::size_t version) const { return *periods_[version]; }
    const std::vector<Step>& steps() const { return steps_; }

private:
    enum class Kind { periods, days, first_day, delivered, units, percent, milestones, unknown };

    explicit Course(const Promised& promised) : promised_(promised) {}
    Kind kind(std::size_t version) const;
    Outcome prepare(std::size_t version);
    void turn(std::size_t version, const Addition& addition);

    Promised promised_;
    std::vector<Turn> turns_;
    std::vector<std::optional<Periods>> periods_;  // of each version, where it has any
    std::vector<Step> steps_;
};

// The grid that a version's recurring plan bills by, or its months of service.
Result<Grid> grid_of(const Promised& promised, std::size_t version);

}  // namespace earned::billing
