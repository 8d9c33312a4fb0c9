// The conformance suite of the DMN Technology Compatibility Kit, run on this engine.
//
// A folder of the suite holds models and test files beside them. A case is a test and one of its results; it passes if
// the value is the one expected: numbers within 10^-8, as the suite's own runners compare them. A case that expects
// null is passed by an engine that can do nothing at all, so those that expect a value are counted beside.
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace earned::app {

struct TckCase {
    std::string name;  // file, test, result
    bool passed = false, wants_value = false;
    std::string expected, given, why;
};

struct TckFolder {
    std::string level, name;
    std::vector<TckCase> cases;
    std::size_t passed() const;
};

// Fault `tck-missing`: there is no such folder.
Result<std::vector<TckFolder>> run_tck(const std::string& folder);

}  // namespace earned::app
