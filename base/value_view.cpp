#include "base/value_view.h"

#include "base/check.h"

#include <memory>

namespace earned {

namespace {

template <class One>
std::span<const One> kept(std::span<const One> ones, std::pmr::memory_resource& memory)
{
    if (ones.empty()) return {};
    One* place = static_cast<One*>(memory.allocate(ones.size_bytes(), alignof(One)));
    std::uninitialized_copy(ones.begin(), ones.end(), place);
    return {place, ones.size()};
}

}  // namespace

ValueView ValueView::boolean(bool truth) { return {Kind::boolean, truth, nullptr, 0}; }
ValueView ValueView::number(std::string_view token) { return {Kind::number, false, token.data(), token.size()}; }
ValueView ValueView::text(std::string_view text) { return {Kind::text, false, text.data(), text.size()}; }
ValueView ValueView::list(std::span<const ValueView> items) { return {Kind::list, false, items.data(), items.size()}; }
ValueView ValueView::record(std::span<const Field> fields)
{
    return {Kind::record, false, fields.data(), fields.size()};
}

bool ValueView::boolean() const
{
    CHECK(is_boolean(), "a value asked for its truth is a boolean");
    return truth_;
}

std::string_view ValueView::number_token() const
{
    CHECK(is_number(), "a value asked for its digits is a number");
    return {static_cast<const char*>(begin_), size_};
}

std::string_view ValueView::text() const
{
    CHECK(is_text(), "a value asked for its text is one");
    return {static_cast<const char*>(begin_), size_};
}

std::span<const ValueView> ValueView::items() const
{
    CHECK(is_list(), "a value asked for its items is a list");
    return {static_cast<const ValueView*>(begin_), size_};
}

std::span<const ValueView::Field> ValueView::fields() const
{
    CHECK(is_record(), "a value asked for its fields is a record");
    return {static_cast<const Field*>(begin_), size_};
}

const ValueView* ValueView::find(std::string_view name) const
{
    if (!is_record()) return nullptr;
    for (const Field& field : fields())
        if (field.name == name) return &field.value;
    return nullptr;
}

std::span<const ValueView> ViewRoom::keep(std::span<const ValueView> items) { return kept(items, memory_); }
std::span<const ValueView::Field> ViewRoom::keep(std::span<const ValueView::Field> fields)
{
    return kept(fields, memory_);
}

ValueView view_of(const Value& value, ViewRoom& room)
{
    if (value.is_boolean()) return ValueView::boolean(value.boolean());
    if (value.is_number()) return ValueView::number(value.number_token());
    if (value.is_text()) return ValueView::text(value.text());
    if (value.is_list()) {
        std::vector<ValueView> items;
        items.reserve(value.items().size());
        for (const Value& item : value.items()) items.push_back(view_of(item, room));
        return ValueView::list(room.keep(items));
    }
    if (value.is_record()) {
        std::vector<ValueView::Field> fields;
        fields.reserve(value.fields().size());
        for (const auto& [name, field] : value.fields()) fields.push_back({name, view_of(field, room)});
        return ValueView::record(room.keep(fields));
    }
    return {};
}

Value copied(const ValueView& view)
{
    if (view.is_boolean()) return Value::boolean(view.boolean());
    if (view.is_number()) return Value::number(std::string(view.number_token()));
    if (view.is_text()) return Value::text(std::string(view.text()));
    if (view.is_list()) {
        std::vector<Value> items;
        items.reserve(view.items().size());
        for (const ValueView& item : view.items()) items.push_back(copied(item));
        return Value::list(std::move(items));
    }
    if (view.is_record()) {
        std::vector<Value::Field> fields;
        fields.reserve(view.fields().size());
        for (const auto& [name, field] : view.fields()) fields.emplace_back(name, copied(field));
        return Value::record(std::move(fields));
    }
    return {};
}

std::string canonical(const ValueView& view) { return canonical(copied(view)); }

}  // namespace earned
