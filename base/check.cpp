#include "base/check.h"

#include <string>

namespace earned {

void broken(const char* file, int line, const char* promise, std::string_view why)
{
    throw Broken(std::string(file) + ":" + std::to_string(line) + ": " + promise + ": " +
                 std::string(why));
}

}  // namespace earned
