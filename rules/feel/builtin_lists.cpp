#include "rules/feel/builtin.h"

#include <algorithm>
#include <array>

namespace earned::feel {

namespace {

bool equals(const Value& one, const Value& other) { return equal(one, other) == true; }

Value kept(const Given& given, Items items)
{
    given.run.grow(items.size());
    return Value(std::move(items));
}

bool has(const Items& items, const Value& value)
{
    return std::any_of(items.begin(), items.end(), [&](const Value& item) { return equals(item, value); });
}

// The place from 0 that 1, 2 ... or -1, -2 ... names in a list of so many; nothing: there is none.
std::optional<std::size_t> place_of(const Decimal& position, std::size_t count)
{
    const auto place = position.integral(Round::down).to_int64();
    const auto size = static_cast<std::int64_t>(count);
    if (!place || *place == 0 || *place > size || *place < -size) return std::nullopt;
    return static_cast<std::size_t>(*place > 0 ? *place - 1 : size + *place);
}

Value list_contains(const Given& given) { return Value(has(given.list(0), given[1])); }
Value count(const Given& given) { return Value::number(static_cast<std::int64_t>(given.list(0).size())); }

template <bool least>
Value extreme(const Given& given)
{
    const Items& items = given.list(0);
    if (items.empty()) return {};
    const Value* best = &items.front();
    for (const Value& item : items) {
        const auto order = compare(item, *best);
        if (!order) return given.null("what cannot be compared has no least and no greatest");
        if (least ? *order < 0 : *order > 0) best = &item;
    }
    return *best;
}

template <bool sought>
Value quantified(const Given& given)
{
    bool unknown = false;
    for (const Value& item : given.list(0)) {
        if (!item.boolean() && !item.is_null()) return given.null("a list of booleans is wanted");
        if (item.boolean() && *item.boolean() == sought) return Value(sought);
        unknown = unknown || !item.boolean();
    }
    return unknown ? Value() : Value(!sought);
}

Value sublist(const Given& given)
{
    const Items& items = given.list(0);
    const auto first = place_of(given.number(1), items.size());
    if (!first) return given.null("sublist: the list has no such place");
    std::size_t length = items.size() - *first;
    if (given.has(2)) {
        const auto wanted = given.number(2).integral(Round::down).to_int64();
        if (!wanted || *wanted < 0 || static_cast<std::size_t>(*wanted) > length)
            return given.null("sublist: the list is not so long");
        length = static_cast<std::size_t>(*wanted);
    }
    const auto from = items.begin() + static_cast<long>(*first);
    return kept(given, Items(from, from + static_cast<long>(length)));
}

Value append(const Given& given)
{
    Items items = given.list(0);
    const Items& more = given.list(1);
    items.insert(items.end(), more.begin(), more.end());
    return kept(given, std::move(items));
}

Value concatenate(const Given& given)
{
    Items items;
    for (const Value& each : given.list(0)) {
        if (each.list())
            items.insert(items.end(), each.list()->begin(), each.list()->end());
        else if (each.is_null())
            return given.null("concatenate: lists are wanted");
        else
            items.push_back(each);
    }
    return kept(given, std::move(items));
}

Items distinct(const Items& items)
{
    Items all;
    for (const Value& item : items)
        if (!has(all, item)) all.push_back(item);
    return all;
}

Value united(const Given& given)
{
    const Value all = concatenate(given);
    given.run.step();
    return all.list() ? kept(given, distinct(*all.list())) : all;
}

Value insert_before(const Given& given)
{
    Items items = given.list(0);
    const auto place = place_of(given.number(1), items.size());
    if (!place) return given.null("insert before: the list has no such place");
    items.insert(items.begin() + static_cast<long>(*place), given[2]);
    return kept(given, std::move(items));
}

Value removed(const Given& given)
{
    Items items = given.list(0);
    const auto place = place_of(given.number(1), items.size());
    if (!place) return given.null("remove: the list has no such place");
    items.erase(items.begin() + static_cast<long>(*place));
    return kept(given, std::move(items));
}

Value reversed(const Given& given) { return kept(given, Items(given.list(0).rbegin(), given.list(0).rend())); }

Value index_of(const Given& given)
{
    Items found;
    for (std::size_t at = 0; at < given.list(0).size(); ++at)
        if (equals(given.list(0)[at], given[1])) found.push_back(Value::number(static_cast<std::int64_t>(at) + 1));
    return kept(given, std::move(found));
}

Value distinct_values(const Given& given) { return kept(given, distinct(given.list(0))); }

void flatten_into(Run& run, const Items& items, Items& into)
{
    const Deeper deeper(run, 2);
    for (const Value& item : items) {
        run.step();
        if (item.list())
            flatten_into(run, *item.list(), into);
        else
            into.push_back(item);
    }
}

Value flatten(const Given& given)
{
    Items all;
    flatten_into(given.run, given.list(0), all);
    return kept(given, std::move(all));
}

Value replace_at(const Given& given)
{
    Items items = given.list(0);
    const auto place = place_of(given.number(1), items.size());
    if (!place) return given.null("list replace: the list has no such place");
    items[*place] = given[2];
    return kept(given, std::move(items));
}

Value replace_matching(const Given& given)
{
    const Function& match = *given[1].function();
    if (match.parameters.size() != 2)
        return given.null("list replace: a function of an item and the new item is wanted");
    Items items = given.list(0);
    for (Value& item : items) {
        const Value answer = call(given.run, match, {item, given[2]});
        if (!answer.boolean()) return given.null("list replace: the function is true or false");
        if (*answer.boolean()) item = given[2];
    }
    return kept(given, std::move(items));
}

Value sorted_plainly(const Given& given, Items items)
{
    for (const Value& item : items)
        if (!compare(item, items.front())) return given.null("sort: what cannot be compared has no order");
    std::stable_sort(items.begin(), items.end(), [](const Value& one, const Value& other) {
        const auto order = compare(one, other);
        return order && *order < 0;
    });
    return kept(given, std::move(items));
}

// By insertion into what is sorted already, halved each time: a `precedes` that contradicts itself does no harm.
Value sorted(const Given& given)
{
    if (!given.has(1)) return sorted_plainly(given, given.list(0));
    const Function& precedes = *given[1].function();
    if (!precedes.builtin && precedes.parameters.size() != 2)
        return given.null("sort: a function of two items is wanted");
    Items all;
    for (const Value& item : given.list(0)) {
        std::size_t low = 0, high = all.size();
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            const Value before = call(given.run, precedes, {item, all[middle]});
            if (!before.boolean()) return given.null("sort: precedes is true or false");
            (*before.boolean() ? high : low) = *before.boolean() ? middle : middle + 1;
        }
        all.insert(all.begin() + static_cast<long>(low), item);
    }
    return kept(given, std::move(all));
}

constexpr std::array<BuiltinRow, 22> lists_rows{{
    {"list contains", "list: list, element: Any", list_contains},
    {"list replace", "list: list, position: number, newItem: Any", replace_at},
    {"list replace", "list: list, match: function, newItem: Any", replace_matching},
    {"count", "list: list...", count},
    {"min", "list: list...", extreme<true>},
    {"max", "list: list...", extreme<false>},
    {"all", "list: list...", quantified<false>},
    {"any", "list: list...", quantified<true>},
    {"and", "list: list...", quantified<false>},
    {"or", "list: list...", quantified<true>},
    {"sublist", "list: list, start position: number, length: number?", sublist},
    {"append", "list: list, item: list...", append},
    {"concatenate", "list: list...", concatenate},
    {"insert before", "list: list, position: number, newItem: Any", insert_before},
    {"remove", "list: list, position: number", removed},
    {"reverse", "list: list", reversed},
    {"index of", "list: list, match: Any", index_of},
    {"union", "list: list...", united},
    {"distinct values", "list: list", distinct_values},
    {"flatten", "list: list", flatten},
    {"sort", "list: list, precedes: function?|null", sorted},
    {"sort", "list: list, function: function", sorted},
}};

}  // namespace

std::span<const BuiltinRow> list_builtins() { return lists_rows; }

}  // namespace earned::feel
