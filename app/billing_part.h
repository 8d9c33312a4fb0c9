// How many documents a part of a bill run has, by series and day: what their numbers follow from.
#pragma once

#include "base/date.h"

#include <cstdint>
#include <map>
#include <string>

namespace earned::app {

struct SeriesYear {
    std::string entity, series;
    int year = 0;
    friend auto operator<=>(const SeriesYear&, const SeriesYear&) = default;
};
using DocumentCounts = std::map<SeriesYear, std::map<Date, std::int64_t>>;

std::string written(const DocumentCounts& counts);  // as a run's part keeps them
void read_into(DocumentCounts& counts, const std::string& text);
std::string number_of(const SeriesYear& key, std::int64_t rank);  // INV-US-2026-000017

}  // namespace earned::app
