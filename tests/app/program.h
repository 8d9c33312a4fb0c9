// A test of the program itself, in a folder of its own: what it says, on both streams, and how it ends.
#pragma once

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace earned::app {

struct Said {
    int status = -1;
    std::string text;
};  // both streams

class ProgramTest : public testing::Test {
protected:
    void SetUp() override
    {
        folder = std::filesystem::temp_directory_path() / ("earned-program-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
        ::unsetenv("EARNED_DB");
        ::setenv("EARNED_RULES", (std::string(EARNED_SOURCE) + "/rules").c_str(), 1);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    Said run(const std::string& arguments) const
    {
        const std::string command = "cd '" + folder.string() + "' && '" EARNED_PROGRAM "' " + arguments + " 2>&1";
        Said said;
        FILE* pipe = ::popen(command.c_str(), "r");
        std::array<char, 4096> bytes{};
        for (std::size_t read = 0; (read = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;)
            said.text.append(bytes.data(), read);
        const int status = ::pclose(pipe);
        said.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return said;
    }
    void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }
    static bool has(const Said& said, const std::string& part) { return said.text.find(part) != std::string::npos; }

    std::filesystem::path folder;
};

}  // namespace earned::app
