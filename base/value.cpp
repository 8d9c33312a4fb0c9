#include "base/value.h"

#include "base/check.h"

#include <algorithm>

namespace earned {

std::string Address::text() const
{
    std::string said = name;
    if (line != 0) said += ":" + std::to_string(line);
    if (line != 0 && column != 0) said += ":" + std::to_string(column);
    return said;
}

Value Value::boolean(bool truth)
{
    Value value;
    value.kind_.emplace<1>(truth);
    return value;
}

Value Value::number(std::string token)
{
    Value value;
    value.kind_.emplace<2>(Number{std::move(token)});
    return value;
}

Value Value::number(std::int64_t whole) { return number(std::to_string(whole)); }

Value Value::text(std::string text)
{
    Value value;
    value.kind_.emplace<3>(std::move(text));
    return value;
}

Value Value::list(std::vector<Value> items)
{
    Value value;
    value.kind_.emplace<4>(std::move(items));
    return value;
}

Value Value::record(std::vector<Field> fields)
{
    Value value;
    value.kind_.emplace<5>(std::move(fields));
    return value;
}

bool Value::boolean() const
{
    CHECK(is_boolean(), "a value asked for its truth is a boolean");
    return *std::get_if<1>(&kind_);
}

const std::string& Value::number_token() const
{
    CHECK(is_number(), "a value asked for its digits is a number");
    return std::get_if<2>(&kind_)->token;
}

const std::string& Value::text() const
{
    CHECK(is_text(), "a value asked for its text is one");
    return *std::get_if<3>(&kind_);
}

const std::vector<Value>& Value::items() const
{
    CHECK(is_list(), "a value asked for its items is a list");
    return *std::get_if<4>(&kind_);
}

std::vector<Value>& Value::items()
{
    CHECK(is_list(), "a value asked for its items is a list");
    return *std::get_if<4>(&kind_);
}

const std::vector<Value::Field>& Value::fields() const
{
    CHECK(is_record(), "a value asked for its fields is a record");
    return *std::get_if<5>(&kind_);
}

std::vector<Value::Field>& Value::fields()
{
    CHECK(is_record(), "a value asked for its fields is a record");
    return *std::get_if<5>(&kind_);
}

const Value* Value::find(std::string_view name) const
{
    const Record* record = std::get_if<5>(&kind_);
    if (record == nullptr) return nullptr;
    for (const Field& field : *record)
        if (field.first == name) return &field.second;
    return nullptr;
}

Value& Value::stood_at(Address address)
{
    address_ = std::make_unique<Address>(std::move(address));
    return *this;
}

Value::Value(const Value& other)
    : kind_(other.kind_),
      address_(other.address_ ? std::make_unique<Address>(*other.address_) : nullptr)
{
}

Value& Value::operator=(const Value& other)
{
    Value copy(other);
    return *this = std::move(copy);
}

bool operator==(const Value& left, const Value& right)
{
    if (left.kind_.index() != right.kind_.index()) return false;
    return canonical(left) == canonical(right);
}

}  // namespace earned
