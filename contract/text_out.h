// Canonical JSON as it is written: no spaces, shortest numbers.
//
// Requires: names come in the order of their bytes
// Law:      what it writes of a value is canonical() of that value
#pragma once

#include "base/decimal.h"

#include <string>
#include <string_view>

namespace earned {

class TextOut {
public:
    static constexpr bool sorted = true;

    explicit TextOut(std::size_t expected) : out_(expected, ' '), at_(out_.data()), end_(at_ + expected) {}
    TextOut(const TextOut&) = delete;
    TextOut& operator=(const TextOut&) = delete;
    std::string take();  // what was written; the last thing that is asked of it

    void begin_record() { open('{'); }
    void name(std::string_view name);      // any name
    void own_name(std::string_view name);  // one of our own, in which nothing must be escaped
    void end_record() { close('}'); }
    void begin_list() { open('['); }
    void end_list() { close(']'); }
    void text(std::string_view text);
    void number(const Decimal& number);
    void whole(int number);
    void boolean(bool truth) { as_it_is(truth ? "true" : "false"); }
    void as_it_is(std::string_view canonical);  // a value that has been written before

private:
    // Makes room for so many bytes more.
    void room(std::size_t size)
    {
        if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
    }
    void grow(std::size_t size);
    void put(std::string_view text);  // Requires: there is room
    void separate()
    {
        if (!first_) *at_++ = ',';
    }
    void open(char bracket);
    void close(char bracket);

    std::string out_;  // longer than what is written, until it is taken
    char *at_, *end_;
    bool first_ = true;  // no comma belongs before what comes next
};

}  // namespace earned
