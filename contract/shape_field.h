// Fields out of members: `must<&Bundle::price>("price", kinds::money)` knows how to read, write and
// miss that member. What a Fact's own shape describes is reached through the Event that holds it.
#pragma once

#include "contract/shape_member.h"

namespace earned {

template <auto M>
struct Access {
    using Record = typename MemberOf<decltype(M)>::Record;
    using Type = typename MemberOf<decltype(M)>::Type;

    static Type& of(void* record)
    {
        if constexpr (IsAlternative<Record, Fact>::value)
            return std::get_if<Record>(&static_cast<Event*>(record)->fact)->*M;
        else
            return static_cast<Record*>(record)->*M;
    }
    static const Type& of(const void* record)
    {
        if constexpr (IsAlternative<Record, Fact>::value)
            return std::get_if<Record>(&static_cast<const Event*>(record)->fact)->*M;
        else
            return static_cast<const Record*>(record)->*M;
    }
    static bool read(void* record, const ValueView& value, const Kind& kind, Decoding& reading)
    {
        return read_member(of(record), value, kind, reading);
    }
    template <class Out>
    static void write(const void* record, const Kind& kind, Out& out)
    {
        write_member(of(record), kind, out);
    }
    static bool present(const void* record)
    {
        const Type& value = of(record);
        if constexpr (is_optional<Type>)
            return value.has_value();
        else if constexpr (requires { value.empty(); })
            return !value.empty();
        else if constexpr (requires { value == Type(); }) {
            static const Record fresh{};  // a field that says its default says nothing
            return !(value == fresh.*M);
        } else
            return true;
    }
};

template <auto M>
constexpr Field member(std::string_view name, Need need, const Kind& kind, std::string_view says)
{
    using A = Access<M>;
    return {name, need, kind, says, &A::read, &A::present, &A::template write<TextOut>, &A::template write<ValueOut>};
}
template <auto M>
constexpr Field must(std::string_view name, const Kind& kind, std::string_view says = {})
{
    return member<M>(name, Need::must, kind, says);
}
template <auto M>
constexpr Field may(std::string_view name, const Kind& kind, std::string_view says = {})
{
    return member<M>(name, Need::may, kind, says);
}
// A record that is always there and may say nothing (Line::treatment).
template <auto M, const Shape& shape>
constexpr Field may_record(std::string_view name, const Kind& kind, std::string_view says)
{
    Field field = member<M>(name, Need::may, kind, says);
    field.present = [](const void* record) { return says_something(&Access<M>::of(record), shape); };
    return field;
}

}  // namespace earned
