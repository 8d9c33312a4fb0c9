// A reason is kept with what was decided: one without words tells nobody anything.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace earned::app {

inline CLI::Validator with_words()
{
    return CLI::Validator(
        [](std::string& text) {
            return text.find_first_not_of(" \t\r\n") == std::string::npos ? std::string("say why, in words")
                                                                          : std::string();
        },
        "");  // it is a text like any other
}

}  // namespace earned::app
