// A life that was drawn, told in the events of docs/events.md: to the engine, in any order, and as a case file.
#pragma once

#include "recognition/earned.h"
#include "tests/recognition/oracle/draw.h"

#include "base/value.h"

namespace earned::oracle {

struct Told {
    std::string type;
    Value data;
};
std::vector<Told> events_of(const Drawn& drawn);
// What the engine makes of them: decoded, folded, decided and earned.
Result<Earned> earned_by(const Drawn& drawn);
Result<Earned> earned_by(const std::vector<Told>& all, std::uint32_t shuffle);
// To be put into tests/cases: what happened, and what the oracle says of a day.
std::string as_case(const std::vector<Told>& all, Date day, const Ratio& revenue);

}  // namespace earned::oracle
