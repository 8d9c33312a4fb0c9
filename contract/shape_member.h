// How a member is read and written: optionals, lists, names, words and records down to the values.
#pragma once

#include "contract/shape_read.h"
#include "contract/shape_traits.h"
#include "contract/shape_write.h"

namespace earned {

template <class T>
bool read_member(T& out, const ValueView& value, const Kind& kind, Decoding& reading)
{
    if constexpr (is_optional<T>)
        return read_member(out.emplace(), value, kind, reading);
    else if constexpr (is_leaf<T>)
        return read_as(out, value, kind, reading);
    else if constexpr (is_name<T>) {
        std::string text;
        if (!read_as(text, value, kind, reading)) return false;
        out = T(std::move(text));
        return true;
    } else if constexpr (std::is_enum_v<T>) {
        std::size_t place = 0;
        if (!read_choice(place, value, kind, reading)) return false;
        out = static_cast<T>(place);
        return true;
    } else if constexpr (is_vector<T>) {
        if (!read_list(value, kind, reading)) return false;
        out.reserve(value.items().size());
        for (std::size_t index = 0; index < value.items().size(); ++index) {
            const Decoding::Step step(reading, index);
            if (!read_member(out.emplace_back(), value.items()[index], *kind.item, reading)) return false;
        }
        return true;
    } else
        return read_record(&out, value, *kind.record, reading);
}

template <class T, class Out>
void write_member(const T& value, const Kind& kind, Out& out)
{
    if constexpr (is_optional<T>)
        write_member(*value, kind, out);
    else if constexpr (is_leaf<T>)
        write_as(value, kind, out);
    else if constexpr (is_name<T>)
        out.text(value.text());
    else if constexpr (std::is_enum_v<T>)
        out.text(kind.allowed[static_cast<std::size_t>(value)]);
    else if constexpr (is_vector<T>) {
        out.begin_list();
        for (const auto& item : value) write_member(item, *kind.item, out);
        out.end_list();
    } else
        write_record(&value, *kind.record, out);
}

}  // namespace earned
