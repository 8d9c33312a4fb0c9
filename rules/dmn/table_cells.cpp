#include "rules/dmn/table_cells.h"

#include "rules/feel/builtin.h"
#include "rules/feel/compile.h"

#include <algorithm>

namespace earned::dmn {

namespace {

using feel::Node;
using feel::Op;
using feel::Value;

// Whether the expression says the same whatever is known when it is asked.
bool is_constant(const Node& node)
{
    const auto all = [&] { return std::all_of(node.parts.begin(), node.parts.end(), is_constant); };
    switch (node.op) {
        case Op::literal:
            return true;
        case Op::builtin:
            return node.builtin && node.builtin->name == "date";
        case Op::list:
        case Op::interval:
        case Op::comparison:
        case Op::negate:
        case Op::call:
            return all();
        default:
            return false;
    }
}

// Its value; nothing where it isn't constant, or warns of something.
std::optional<Value> constant(const Node& node)
{
    if (!is_constant(node)) return std::nullopt;
    try {
        feel::Run run(feel::Limits{.steps = 10'000, .size = 100'000});
        const feel::Frame nothing;
        const Value value = feel::compile(node)(run, nothing);
        return run.warnings().empty() ? std::optional(value) : std::nullopt;
    } catch (const feel::Spent&) {
        return std::nullopt;
    }
}

class CellReading {
public:
    CellReading(IndexCell& cell, std::deque<std::string>& texts) : cell_(cell), texts_(texts) {}

    // False where a test is more than an index can tell.
    bool read(const Node& node)
    {
        if (node.op == Op::tests)
            return std::all_of(node.parts.begin(), node.parts.end(), [&](const Node& part) { return read_test(part); });
        return read_test(node);
    }

private:
    bool read_test(const Node& node)
    {
        if (node.asks) return false;
        if (node.op == Op::comparison) return read_comparison(node);
        const std::optional<Value> value = constant(node);
        if (!value) return false;
        if (!value->list()) return add(*value);
        return std::all_of(value->list()->begin(), value->list()->end(),
                           [&](const Value& item) { return !item.list() && add(item); });
    }
    bool read_comparison(const Node& node)
    {
        const std::optional<Value> end = constant(node.parts[0]);
        const std::optional<IndexKey> key = end ? owned(*end) : std::nullopt;
        if (!key || key->index() == 0) return false;
        const auto op = static_cast<Op>(node.slot);
        if (std::holds_alternative<bool>(*key) && op != Op::equal) return false;
        switch (op) {
            case Op::equal:
                cell_.ranges.push_back({*key, *key});
                return true;
            case Op::unequal:
                cell_.ranges.push_back({IndexKey(), *key, true, false});
                cell_.ranges.push_back({*key, IndexKey(), false, true});
                return true;
            case Op::less:
            case Op::at_most:
                cell_.ranges.push_back({IndexKey(), *key, true, op == Op::at_most});
                return true;
            case Op::more:
            case Op::at_least:
                cell_.ranges.push_back({*key, IndexKey(), op == Op::at_least, true});
                return true;
            default:
                return false;
        }
    }
    // One value, or a range of them. Null is what null_matches tells: it holds no other.
    bool add(const Value& value)
    {
        if (value.is_null()) return true;
        const feel::Range* const range = value.range();
        const std::optional<IndexKey> low = owned(range ? range->low : value), high = range ? owned(range->high) : low;
        if (!low || !high || (low->index() == 0 && high->index() == 0)) return false;
        if (range && (std::holds_alternative<bool>(*low) || std::holds_alternative<bool>(*high))) return false;
        if (range && low->index() != 0 && high->index() != 0 && low->index() != high->index()) return false;
        cell_.ranges.push_back({*low, *high, !range || range->low_closed, !range || range->high_closed});
        return true;
    }
    std::optional<IndexKey> owned(const Value& value)
    {
        if (!value.string()) return index_key(value);
        return std::string_view(texts_.emplace_back(*value.string()));
    }

    IndexCell& cell_;
    std::deque<std::string>& texts_;
};

bool null_passes(const Node& tests)
{
    feel::Run run(feel::Limits{.steps = 10'000, .size = 100'000});
    Value null;
    const feel::Frame frame{nullptr, &null};
    try {
        return feel::compile_tests(tests, feel::TestOf::cell)(run, frame, null) == true;
    } catch (const feel::Spent&) {
        return false;
    }
}

}  // namespace

std::optional<IndexKey> index_key(const Value& value)
{
    switch (value.kind()) {
        case feel::Kind::null:
            return IndexKey();
        case feel::Kind::boolean:
            return IndexKey(*value.boolean());
        case feel::Kind::number:
            return IndexKey(*value.number());
        case feel::Kind::string:
            return IndexKey(std::string_view(*value.string()));
        case feel::Kind::date:
            return IndexKey(feel::serial(*value.date()));
        case feel::Kind::time:
        case feel::Kind::date_time:
        case feel::Kind::days:
        case feel::Kind::months:
        case feel::Kind::list:
        case feel::Kind::context:
        case feel::Kind::range:
        case feel::Kind::function:
            break;
    }
    return std::nullopt;
}

IndexCell index_cell(const Node& tests, std::deque<std::string>& texts)
{
    IndexCell cell;
    if (tests.op == Op::anything) {
        cell.any = true;
        return cell;
    }
    cell.negated = tests.op == Op::negation;
    if (tests.asks || !CellReading(cell, texts).read(cell.negated ? tests.parts[0] : tests)) {
        IndexCell open;
        open.open = true;
        return open;
    }
    cell.null_matches = null_passes(tests);
    return cell;
}

}  // namespace earned::dmn
