// Business days: all but Saturdays, Sundays and the entity's holidays.
#include "contract/event.h"

#include <algorithm>

namespace earned {

namespace {

// 1 January 1900 was a Monday.
bool is_business_day(const EntityDefined& entity, Date day)
{
    const int weekday = (((day - Date::of(1900, 1, 1)) % 7) + 7) % 7;
    return weekday < 5 && std::find(entity.holidays.begin(), entity.holidays.end(), day) == entity.holidays.end();
}

}  // namespace

Date business_day(const EntityDefined& entity, Date due)
{
    if (entity.due_day == DueDay::any) return due;
    while (!is_business_day(entity, due)) due = entity.due_day == DueDay::following ? due.next() : due.previous();
    return due;
}

}  // namespace earned
