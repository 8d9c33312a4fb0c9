// What a fact is written to: canonical text (names sorted, shortest numbers) or a document.
//
// Law: the text that TextOut writes of a record is canonical() of the Value that ValueOut makes
#pragma once

#include "contract/shape.h"
#include "contract/text_out.h"

#include <string>
#include <string_view>
#include <vector>

namespace earned {

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
template <class Out>
void write_as(const std::string& value, const Kind&, Out& out)
{
    out.text(value);
}
template <class Out>
void write_as(const Decimal& value, const Kind& kind, Out& out)
{
    if (kind.form == Form::percent)
        out.text(value.reduced().text() + "%");
    else
        out.number(value);
}
template <class Out>
void write_as(bool value, const Kind&, Out& out)
{
    out.boolean(value);
}
template <class Out>
void write_as(int value, const Kind&, Out& out)
{
    out.whole(value);
}
template <class Out>
void write_as(Date value, const Kind&, Out& out)
{
    out.text(value.text());
}
template <class Out>
void write_as(Currency value, const Kind&, Out& out)
{
    out.text(value.code());
}
template <class Out>
void write_as(Interval value, const Kind&, Out& out)
{
    out.text(value.text());
}
template <class Out>
void write_as(const PaymentTerms& value, const Kind&, Out& out)
{
    out.text(value.text());
}
template <class Out>
void write_as(const Term& value, const Kind&, Out& out);
template <class Out>
void write_as(const PriceRange& value, const Kind&, Out& out);
template <class Out>
void write_as(const Discount& value, const Kind&, Out& out);
template <class Out>
void write_as(const Attributes& value, const Kind&, Out& out);

// The fields of a record that say something, between braces.
template <class Out>
void write_record(const void* record, const Shape& shape, Out& out);
// Whether any field of it says something.
bool says_something(const void* record, const Shape& shape);

}  // namespace earned
