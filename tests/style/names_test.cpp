// A type's name is its own in namespace earned: rooms are linked into one program, and two types of
// one name are one type to the linker, which keeps either (the One Definition Rule). What only one
// file needs belongs into a nameless namespace; a room's own words into a namespace of its own. The sources of
// a room are compiled together, in groups that any new file shifts: there the nameless ones meet as well.
#include "tree.h"

#include <gtest/gtest.h>

#include <cctype>
#include <map>

namespace earned::style::names_test {

namespace {

std::vector<std::string> tokens_of(const std::string& text)
{
    std::vector<std::string> tokens;
    for (const std::string& line : code_lines(text)) {
        if (line.find_first_not_of(' ') != std::string::npos && line[line.find_first_not_of(' ')] == '#') continue;
        for (std::size_t at = 0; at < line.size();) {
            const auto wordy = [&](std::size_t place) {
                return place < line.size() && (std::isalnum(static_cast<unsigned char>(line[place])) != 0 ||
                                               line[place] == '_' || line[place] == ':');
            };
            std::size_t end = at + 1;
            if (wordy(at))
                while (wordy(end)) ++end;
            if (line[at] != ' ') tokens.push_back(line.substr(at, end - at));
            at = end;
        }
    }
    return tokens;
}

// A type that a file defines: "earned::db::Session".
struct Defined {
    std::string name;
    bool nameless = false;  // in a nameless namespace: only the files compiled with it can meet it
};

class Reading {
public:
    explicit Reading(const std::string& text) : tokens_(tokens_of(text)) {}

    std::vector<Defined> types()
    {
        for (at_ = 0; at_ < tokens_.size(); ++at_) {
            const std::string& token = tokens_[at_];
            if (token == "template") skip_angles();
            if (token == "namespace") open_namespace();
            if (token == "{") open_.push_back("{");
            if (token == "}" && !open_.empty()) open_.pop_back();
            if ((token == "struct" || token == "class" || token == "enum" || token == "union") && in_the_open())
                definition();
        }
        return std::move(found_);
    }

private:
    std::string token(std::size_t at) const { return at < tokens_.size() ? tokens_[at] : ""; }
    bool in_the_open() const
    {
        for (const std::string& each : open_)
            if (each == "{") return false;
        return true;
    }
    void skip_angles()
    {
        int depth = 0;
        while (++at_ < tokens_.size()) {
            depth += tokens_[at_] == "<" ? 1 : tokens_[at_] == ">" ? -1 : 0;
            if (depth == 0) return;
        }
    }
    void open_namespace()
    {
        std::string name;
        while (token(++at_) != "{" && token(at_) != ";" && at_ < tokens_.size()) name += token(at_);
        if (token(at_) == "{") open_.push_back(name);
    }
    void definition()
    {
        std::size_t at = at_ + 1;
        if (token(at) == "class") ++at;
        at_ = at;
        const std::string name = token(at);
        const std::string next = token(at + 1);
        if (next == "<" || name.find("::") != std::string::npos) return;  // a specialization, or a member's body
        for (++at; token(at) != "{"; ++at)
            if (at >= tokens_.size() || token(at) == ";" || token(at) == "(" || token(at) == "=") return;
        Defined type;
        for (const std::string& each : open_) {
            if (each.empty())
                type.nameless = true;
            else
                type.name += each + "::";
        }
        type.name += name;
        found_.push_back(std::move(type));
    }

    std::vector<std::string> tokens_, open_;
    std::vector<Defined> found_;
    std::size_t at_ = 0;
};

// Tests of different rooms are programs of their own; each is linked with the rooms.
std::string program_of(const std::string& path)
{
    const bool apart = path.starts_with("tests/") || path.starts_with("bench/") || path.starts_with("examples/");
    return apart ? path.substr(0, path.rfind('/')) : "";
}

// The room whose sources are compiled together; a test's own folder.
std::string room_of(const std::string& path)
{
    const std::string apart = program_of(path);
    return apart.empty() ? path.substr(0, path.find('/')) : apart;
}

std::vector<std::string> clashes(const std::vector<SourceFile>& files)
{
    struct Place {
        std::string path;
        bool nameless;
    };
    std::map<std::string, std::vector<Place>> defined;
    std::vector<std::string> found;
    for (const SourceFile& file : files) {
        for (const Defined& type : Reading(file.text).types()) {
            for (const Place& other : defined[type.name]) {
                const std::string one = program_of(file.path), two = program_of(other.path);
                const bool linked = one.empty() || two.empty() || one == two;
                const bool together = room_of(file.path) == room_of(other.path) && file.path != other.path;
                if (type.nameless || other.nameless ? together : linked)
                    found.push_back(type.name + " is defined in " + other.path + " and in " + file.path);
            }
            defined[type.name].push_back({file.path, type.nameless});
        }
    }
    return found;
}

TEST(Names, ATypeHasOneDefinition)
{
    std::vector<std::string> folders = rooms();
    folders.insert(folders.end(), {"tests", "bench", "examples"});
    const std::vector<SourceFile> files = sources(folders);
    std::size_t types = 0;
    for (const SourceFile& file : files) types += Reading(file.text).types().size();
    ASSERT_GT(types, 300U) << "the reader sees too little of the tree";
    EXPECT_EQ(clashes(files), std::vector<std::string>());
}

TEST(Names, APlantedSinnerIsCaught)
{
    const auto sins = [](const std::string& one, const std::string& other) {
        return clashes({{"rules/one.h", "namespace earned {\n" + one + "\n}"},
                        {"reports/other.cpp", "namespace earned {\n" + other + "\n}"}})
            .size();
    };
    EXPECT_EQ(sins("struct Part { int a; };", "class Part final : public Base {};"), 1U);
    EXPECT_EQ(sins("enum class Part { a };", "template <class T> struct Part {};"), 1U);
    EXPECT_EQ(sins("struct Part { int a; };", "namespace { struct Part {}; }"), 0U) << "its own";
    EXPECT_EQ(clashes({{"app/one.cpp", "namespace earned {\nnamespace {\nstruct Part {};\n}\n}"},
                       {"app/commands/other.cpp", "namespace earned {\nnamespace {\nstruct Part {};\n}\n}"}})
                  .size(),
              1U)
        << "compiled together";
    EXPECT_EQ(sins("struct Part { int a; };", "namespace app { struct Part {}; }"), 0U) << "another namespace";
    EXPECT_EQ(sins("struct Part { int a; };", "struct Part;\nstruct Whole { struct Part {}; };"), 0U);
    EXPECT_EQ(sins("struct Part { int a; };", "// struct Part {};\nvoid take(struct Part part);"), 0U);
    EXPECT_EQ(sins("template <> struct Part<int> {};", "struct Part {};"), 0U);
    EXPECT_EQ(clashes({{"tests/a/x_test.cpp", "struct Story {};"}, {"tests/b/y_test.cpp", "struct Story {};"}}).size(),
              0U)
        << "programs of their own";
    EXPECT_EQ(clashes({{"tests/a/x_test.cpp", "struct Story {};"}, {"journal/y.h", "struct Story {};"}}).size(), 1U);
}

}  // namespace

}  // namespace earned::style::names_test
