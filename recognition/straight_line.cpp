#include "recognition/straight_line.h"

namespace earned {

Fraction straight_line(Term term, Date date)
{
    if (date < term.first) return {0, 1};
    if (date >= term.last) return {1, 1};
    return {Term{term.first, date}.days(), term.days()};
}

}  // namespace earned
