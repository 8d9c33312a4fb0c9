// Files of the tests of statements: fixtures of the project's own, and the profiles that ship.
#pragma once

#include "exchange/bank/read.h"
#include "exchange/bank/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace earned::bank {

inline std::string bytes_of(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

inline std::string fixture(const std::string& name)
{
    return bytes_of(std::filesystem::path(EARNED_SOURCE) / "tests/bank/fixtures" / name);
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    if (const std::size_t at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
    return text;
}

inline const std::vector<Profile>& shipped_profiles()
{
    static const std::vector<Profile> profiles = [] {
        std::vector<Profile> all;
        for (const auto& entry :
             std::filesystem::directory_iterator(std::filesystem::path(EARNED_SOURCE) / "exchange/profiles")) {
            Result<Profile> one = read_profile(bytes_of(entry.path()), entry.path().string());
            EXPECT_TRUE(one) << (one ? "" : one.fault().text());
            if (one) all.push_back(std::move(*one));
        }
        std::sort(all.begin(), all.end(), [](const Profile& a, const Profile& b) { return a.name < b.name; });
        return all;
    }();
    return profiles;
}

}  // namespace earned::bank
