#include "app/zone.h"

#include <date/tz.h>

#include <chrono>
#include <stdexcept>

namespace earned::app {

namespace {

const date::time_zone& zone_of(const std::string& name)
{
    try {
        return *date::locate_zone(name);
    } catch (const std::exception&) {
        throw std::runtime_error("the time zone '" + name + "' isn't known; use a name such as Europe/Berlin");
    }
}

date::local_seconds midnight_of(Date day)
{
    return date::local_seconds(std::chrono::seconds(day.serial() * std::int64_t{86400}));
}

std::string two_places(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

Zone::Zone(std::string name) : name_(std::move(name)) { zone_of(name_); }

Date Zone::day_of(std::int64_t second) const
{
    const date::local_seconds local = zone_of(name_).to_local(date::sys_seconds(std::chrono::seconds(second)));
    const std::int64_t since = local.time_since_epoch().count();
    return Date::from_serial(static_cast<std::int32_t>(since >= 0 ? since / 86400 : -((86399 - since) / 86400)));
}

// Where a clock is put forward at midnight, the day begins with its first moment.
std::int64_t Zone::start_of(Date day) const
{
    return zone_of(name_).to_sys(midnight_of(day), date::choose::earliest).time_since_epoch().count();
}

std::string instant_text(std::int64_t second)
{
    const std::int64_t day = second >= 0 ? second / 86400 : -((86399 - second) / 86400), rest = second - day * 86400;
    return Date::from_serial(static_cast<std::int32_t>(day)).text() + "T" + two_places(rest / 3600) + ":" +
           two_places(rest / 60 % 60) + ":" + two_places(rest % 60) + "Z";
}

}  // namespace earned::app
