#include "base/fault.h"

namespace earned {

std::string Fault::text() const
{
    std::string said = where.empty() ? what : where + ": " + what;
    said += " (" + code + ")";
    if (!hint.empty()) said += "; " + hint;
    return said;
}

}  // namespace earned
