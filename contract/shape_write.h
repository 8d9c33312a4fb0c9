// What a fact is written to: canonical text (names sorted, shortest numbers) or a document.
//
// Law: the text that TextOut writes of a record is canonical() of the Value that ValueOut makes
#pragma once

#include "contract/shape.h"

#include <string>
#include <string_view>
#include <vector>

namespace earned {

class TextOut {
public:
    static constexpr bool sorted = true;

    explicit TextOut(std::size_t expected) : out_(expected, ' '), at_(out_.data()), end_(at_ + expected) {}
    TextOut(const TextOut&) = delete;
    TextOut& operator=(const TextOut&) = delete;
    std::string take();  // what was written; the last thing that is asked of it

    void begin_record() { open('{'); }
    void name(std::string_view name);  // any name
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

class ValueOut {
public:
    static constexpr bool sorted = false;

    void begin_record() { open_.emplace_back(); }
    void name(std::string_view name) { open_.back().name = name; }
    void own_name(std::string_view name) { open_.back().name = name; }
    void end_record();
    void begin_list() { open_.emplace_back(); }
    void end_list();
    void text(std::string_view text) { add(Value::text(std::string(text))); }
    void number(const Decimal& number) { add(Value::number(number.text())); }
    void whole(int number) { add(Value::number(std::int64_t{number})); }
    void boolean(bool truth) { add(Value::boolean(truth)); }
    Value take() { return std::move(made_); }

private:
    struct Open {
        std::string name;
        std::vector<Value> items;
        std::vector<Value::Field> fields;
    };
    void add(Value value);

    std::vector<Open> open_;
    Value made_;
};

// One value, by its kind.
template <class Out> void write_as(const std::string& value, const Kind&, Out& out) { out.text(value); }
template <class Out> void write_as(const Decimal& value, const Kind& kind, Out& out)
{
    if (kind.form == Form::percent) out.text(value.reduced().text() + "%");
    else out.number(value);
}
template <class Out> void write_as(bool value, const Kind&, Out& out) { out.boolean(value); }
template <class Out> void write_as(int value, const Kind&, Out& out) { out.whole(value); }
template <class Out> void write_as(Date value, const Kind&, Out& out) { out.text(value.text()); }
template <class Out> void write_as(Currency value, const Kind&, Out& out) { out.text(value.code()); }
template <class Out> void write_as(Interval value, const Kind&, Out& out) { out.text(value.text()); }
template <class Out> void write_as(const PaymentTerms& value, const Kind&, Out& out) { out.text(value.text()); }
template <class Out> void write_as(const Term& value, const Kind&, Out& out);
template <class Out> void write_as(const PriceRange& value, const Kind&, Out& out);
template <class Out> void write_as(const Discount& value, const Kind&, Out& out);
template <class Out> void write_as(const Attributes& value, const Kind&, Out& out);

// The fields of a record that say something, between braces.
template <class Out> void write_record(const void* record, const Shape& shape, Out& out);
// Whether any field of it says something.
bool says_something(const void* record, const Shape& shape);

}  // namespace earned
