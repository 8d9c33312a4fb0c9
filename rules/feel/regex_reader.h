// Reads a pattern and writes its program (regex.h), by recursive descent.
//
// Law:    what is read is bounded in depth; after a fault nothing more is read
// Source: XML Schema 1.1 part 2, appendix G; XPath functions 3.1, 5.6.1
#pragma once

#include "rules/feel/regex.h"

#include <optional>
#include <string>
#include <vector>

namespace earned::feel {

// All code points that differ from one of the ranges only by case are added to them.
void close_over(std::vector<std::pair<char32_t, char32_t>>& ranges);

class RegexReader {
public:
    RegexReader(std::u32string pattern, Regex& regex) : text_(std::move(pattern)), regex_(regex) {}

    std::optional<Fault> read();

private:
    using Step = Regex::Step;

    bool at(char32_t wanted) const { return place_ < text_.size() && text_[place_] == wanted; }
    bool take(char32_t wanted);
    void fail(std::string what, std::string hint = "see the regular expressions of XPath");
    std::uint32_t here() const { return static_cast<std::uint32_t>(regex_.steps_.size()); }
    void add(Step step);
    void add_class(CharClass set);
    void add_point(char32_t point);
    void insert_before(std::uint32_t begin, Step step);
    static void shift(Step& step, std::uint32_t by);

    void alternatives(int depth);
    void branch(int depth);
    void atom(int depth);
    void group(int depth);

    std::optional<int> count();
    // What follows an atom: how often it is there, and whether as often or as seldom as may be.
    void quantified(std::uint32_t begin);
    void copy(const std::vector<Step>& body, std::uint32_t from);
    void repeated(std::uint32_t begin, int least, int most, bool lazy);

    // After a backslash, outside of a class.
    void escape();
    void back_reference();
    // One character, or nothing and its properties added to the set.
    std::optional<char32_t> escaped(CharClass& set);
    void named_property(CharClass& set, bool negated);

    // After a [.
    CharClass bracket(int depth);
    void class_member(CharClass& set);
    std::optional<char32_t> class_point(CharClass& set);

    std::u32string text_;
    Regex& regex_;
    std::size_t place_ = 0;
    std::uint32_t loops_ = 0;
    std::vector<std::size_t> open_{};
    std::optional<Fault> fault_{};
};

}  // namespace earned::feel
