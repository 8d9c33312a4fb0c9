#include "app/read_back.h"

#include <algorithm>
#include <array>

namespace earned::app {

namespace {

bool balances(std::span<const db::LineRow> lines)
{
    struct Sum {
        std::int64_t minor = 0, functional = 0;
    };
    std::array<Sum, 32> sums{};
    for (const db::LineRow& line : lines) {
        Sum& sum = sums.at(static_cast<std::size_t>(line.source));
        sum.minor += line.minor;
        sum.functional += line.functional.value_or(line.minor);
    }
    return std::all_of(sums.begin(), sums.end(), [](const Sum& sum) { return sum.minor == 0 && sum.functional == 0; });
}

}  // namespace

Told read_back(db::Store& store, std::int64_t run, db::HomeRange homes)
{
    Told told;
    PartHash hash;
    Totals totals;
    Totalling totalling(totals);
    std::vector<db::EntryRow> entries;  // of one home
    std::vector<db::LineRow> lines;
    store.entries({.homes = homes, .run = run, .unsealed = true},
                  [&](const db::EntryRow& entry, std::span<const db::LineRow> of_entry) {
                      if (!entries.empty() && entries.front().home != entry.home) {
                          hash.add_home(entries.front().home, entries, lines);
                          entries.clear();
                          lines.clear();
                      }
                      entries.push_back(entry);
                      lines.insert(lines.end(), of_entry.begin(), of_entry.end());
                      ++told.entries;
                      told.lines += static_cast<std::int64_t>(of_entry.size());
                      told.unbalanced += balances(of_entry) ? 0 : 1;
                      const Period period = Period::from_packed(db::period_of_entry(entry.entry));
                      for (const db::LineRow& line : of_entry)
                          if (line.minor != 0)  // what rates alone moved has no amount in its currency
                              totalling.add(period, static_cast<Cause>(entry.cause), entry.currency,
                                            static_cast<Role>(line.role), line.minor);
                  });
    if (!entries.empty()) hash.add_home(entries.front().home, entries, lines);
    told.hash = hash.hex();
    told.totals = written(totals);
    return told;
}

void confirm(db::Store& store, std::int64_t run, const db::RunPart& part)
{
    const Told told = read_back(store, run, part.homes);
    const bool same = told.hash == part.hash && told.totals == part.totals && told.entries == part.entries &&
                      told.lines == part.lines && told.unbalanced == 0;
    CHECK(same,
          "part " + std::to_string(part.part) + " of run " + std::to_string(run) + " is stored as it was written");
    store.add_part_read(run, part.part);
}

}  // namespace earned::app
