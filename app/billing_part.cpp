#include "app/billing_part.h"

#include "base/check.h"

#include <sstream>

namespace earned::app {

std::string written(const DocumentCounts& counts)
{
    std::string text;
    for (const auto& [key, days] : counts)
        for (const auto& [date, count] : days)
            text += std::to_string(key.entity.size()) + ' ' + key.entity + ' ' + key.series + ' ' + date.text() + ' ' +
                    std::to_string(count) + '\n';
    return text;
}

void read_into(DocumentCounts& counts, const std::string& text)
{
    std::istringstream lines(text);
    std::size_t size = 0;
    while (lines >> size) {
        std::string entity(size, ' '), series, date;
        std::int64_t count = 0;
        lines.ignore();
        lines.read(entity.data(), static_cast<std::streamsize>(size));
        lines >> series >> date >> count;
        const auto day = Date::parse(date);
        CHECK(day, "a bill run's part names its days");
        counts[{entity, series, day->year()}][*day] += count;
    }
}

// INV-US-2026-000017: series, entity, year, rank.
std::string number_of(const SeriesYear& key, std::int64_t rank)
{
    const std::string digits = std::to_string(rank);
    const std::string zeros(digits.size() >= 6 ? 0 : 6 - digits.size(), '0');
    return key.series + "-" + key.entity + "-" + std::to_string(key.year) + "-" + zeros + digits;
}

}  // namespace earned::app
