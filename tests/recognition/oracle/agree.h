// Random lives, drawn and made smaller by RapidCheck until the model and the engine agree on so many.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <functional>
#include <sstream>
#include <string>

namespace earned::oracle {

// `difference` draws a life and tells where the two differ, as a case file; empty where they agree.
inline void expect_agreement(int lives, const std::function<std::string()>& difference)
{
    rc::detail::TestParams params = rc::detail::configuration().testParams;
    params.maxSuccess = lives;
    const auto result = rc::detail::checkTestable(
        [&] {
            const std::string found = difference();
            if (!found.empty()) RC_FAIL(found);
        },
        rc::detail::TestMetadata{}, params);
    std::ostringstream words;
    rc::detail::printResultMessage(result, words);
    EXPECT_TRUE(result.is<rc::detail::SuccessResult>()) << words.str();
}

}  // namespace earned::oracle
