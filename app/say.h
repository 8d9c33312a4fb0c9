// What the shell says to people: short, aligned, numbers with separators. Data that may be piped on
// goes to standard output, everything about it to standard error.
#pragma once

#include "base/fault.h"

#include <cstdint>
#include <string>
#include <vector>

namespace earned::app {

std::string grouped(std::int64_t number);                                                   // "1,234"
std::string counted(std::int64_t number, const std::string& one, const std::string& many);  // "1,234 events"
// "INV-1, INV-2": what a range names, by its member.
template <class Range, class Member>
std::string listed(const Range& range, Member member)
{
    std::string text;
    for (const auto& each : range) text += (text.empty() ? "" : ", ") + (each.*member).text();
    return text;
}
void say(const std::string& line);   // to standard output
void tell(const std::string& line);  // to standard error
void tell(const Fault& fault);       // where: what (code); hint

// Columns of text that line up; a column is aligned right when all its cells but the title are
// amounts or counts.
class Columns {
public:
    explicit Columns(std::vector<std::string> titles) : rows_{std::move(titles)} {}
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    bool empty() const { return rows_.size() == 1; }
    std::string text() const;

private:
    std::vector<std::vector<std::string>> rows_;
};

// How wide a text stands on a terminal: Chinese characters take two places.
std::size_t width_of(std::string_view text);

}  // namespace earned::app
