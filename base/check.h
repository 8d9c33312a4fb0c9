// We are wrong: a promise of our own code was broken, so we stop before anything is written.
//
// Law:      CHECK(condition, message) is checked in release too
// Ensures:  a broken promise throws Broken, which says where, what was promised, and why it
//           matters; the message is made only then
#pragma once

#include <stdexcept>
#include <string_view>

namespace earned {

struct Broken : std::logic_error {
    using std::logic_error::logic_error;
};

[[noreturn]] void broken(const char* file, int line, const char* promise, std::string_view why);

}  // namespace earned

#define CHECK(condition, message)                            \
    (static_cast<bool>(condition) ? static_cast<void>(0)     \
                                  : ::earned::broken(__FILE__, __LINE__, #condition, (message)))
