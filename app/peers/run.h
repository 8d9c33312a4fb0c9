// Running a file of other systems' cases: what passes, what doesn't and why, what no engine can run.
#pragma once

#include "base/value.h"

#include <string>
#include <vector>

namespace earned::app {

struct PeerResult {
    std::string id, topic;
    enum Verdict { passed, failed, not_applicable } verdict = passed;
    std::string why;
};

// Throws PeerUnread where the file has not the form.
std::vector<PeerResult> run_peer_cases(const Value& file);
// "" when the answer is what is expected, in the digits that are written there.
std::string peer_difference(const Value& expected, const Value& answer);

}  // namespace earned::app
