#include "rules/feel/builtin.h"
#include "rules/feel/parser.h"

#include <array>

namespace earned::feel {

namespace {

bool is_primary_digit(char letter) { return letter >= '0' && letter <= '9'; }

Node literal_at(std::size_t at, Value value)
{
    Node node;
    node.at = at;
    node.type = type_of(value);
    node.literal = std::move(value);
    return node;
}

// One type for all: where they differ, the members that any of them has.
TypeRef common(const TypeRef& one, const TypeRef& other)
{
    if (one == other) return one;
    if (one->form != Type::Form::context || other->form != Type::Form::context)
        return conforms(*other, *one) ? one : any_type();
    std::vector<Type::Member> members = one->members;
    for (const Type::Member& each : other->members) {
        const Type::Member* found = one->member(each.name);
        if (!found)
            members.push_back(each);
        else if (!conforms(*each.type, *found->type))
            for (Type::Member& member : members)
                if (member.name == each.name) member.type = any_type();
    }
    return context_type(std::move(members));
}

Value at_value(const std::string& text)
{
    if (auto date = parse_date(text)) return Value(*date);
    if (auto moment = parse_date_time(text)) return Value(std::move(*moment));
    if (auto time = parse_time(text)) return Value(std::move(*time));
    if (auto days = parse_days_duration(text)) return Value(*days);
    if (auto months = parse_months_duration(text)) return Value(*months);
    return {};
}

}  // namespace

Node Parser::primary()
{
    const std::size_t place = lexer_.at();
    if (lexer_.at_end()) lexer_.fail("an expression");
    switch (lexer_.letter()) {
        case '(':
            return parenthesis();
        case '[':
        case ']':
            return bracket();
        case '{':
            return context();
        case '@':
            return at_literal();
        case '<':
        case '>':
        case '=':
        case '!':
            return compared();
        case '"':
            return literal_at(place, Value(lexer_.take_string()));
        case '?': {
            asks_ = true;
            const auto known = known_name();
            if (!known) lexer_.fail("an expression without `?`, which only the cell of a table has");
            return name();
        }
        default:
            break;
    }
    const bool number =
        is_primary_digit(lexer_.letter()) || (lexer_.letter() == '.' && is_primary_digit(lexer_.letter(1)));
    if (number) return literal_at(place, Value(lexer_.take_number()));
    return name();
}

Node Parser::at_literal()
{
    const std::size_t place = lexer_.at();
    lexer_.skip_letters(1);
    if (lexer_.letter() != '"') lexer_.fail("a date, time or duration in quotes");
    return literal_at(place, at_value(lexer_.take_string()));
}

// `< 5` where an expression may stand is the range of what is less than 5.
Node Parser::compared()
{
    constexpr std::array<std::pair<std::string_view, Op>, 6> symbols{{{"<=", Op::at_most},
                                                                      {">=", Op::at_least},
                                                                      {"!=", Op::unequal},
                                                                      {"<", Op::less},
                                                                      {">", Op::more},
                                                                      {"=", Op::equal}}};
    const std::size_t place = lexer_.at();
    for (const auto& [symbol, op] : symbols) {
        if (!lexer_.take(symbol)) continue;
        std::vector<Node> parts;
        parts.push_back(additive());
        Node node = made(Op::comparison, place, std::move(parts));
        node.slot = static_cast<int>(op);
        node.type = range_type(node.parts[0].type);
        return node;
    }
    lexer_.fail("an expression");
}

Node Parser::parenthesis()
{
    const Nested nested(*this);
    const std::size_t place = lexer_.at();
    const bool endpoint = std::exchange(endpoint_, false);
    lexer_.want("(");
    Node inner = expression();
    if (lexer_.take("..")) {
        endpoint_ = endpoint;
        return interval(std::move(inner), false, place);
    }
    lexer_.want(")");
    endpoint_ = endpoint;
    return inner;
}

Node Parser::bracket()
{
    const Nested nested(*this);
    Node node = at(Op::list);
    const bool endpoint = std::exchange(endpoint_, false);
    if (lexer_.take("]")) {
        Node low = expression();
        lexer_.want("..");
        endpoint_ = endpoint;
        return interval(std::move(low), false, node.at);
    }
    lexer_.want("[");
    TypeRef item = any_type();
    while (!lexer_.take("]")) {
        if (!node.parts.empty()) lexer_.want(",");
        Node part = expression();
        if (node.parts.empty() && lexer_.take("..")) {
            endpoint_ = endpoint;
            return interval(std::move(part), true, node.at);
        }
        item = node.parts.empty() ? part.type : common(item, part.type);
        node.levels = std::max(node.levels, part.levels + 1);
        node.parts.push_back(std::move(part));
    }
    endpoint_ = endpoint;
    node.type = list_type(item);
    return node;
}

Node Parser::end_of_interval()
{
    const bool before = std::exchange(endpoint_, true);
    Node high = expression();
    endpoint_ = before;
    return high;
}

Node Parser::interval(Node low, bool closed, std::size_t place)
{
    std::vector<Node> parts;
    parts.push_back(std::move(low));
    parts.push_back(end_of_interval());
    Node node = made(Op::interval, place, std::move(parts));
    node.low_closed = closed;
    node.high_closed = lexer_.take("]");
    if (!node.high_closed && !lexer_.take(")")) lexer_.want("[");
    node.type = range_type(node.parts[0].type);
    return node;
}

Node Parser::context()
{
    const Nested nested(*this);
    Node node = at(Op::context);
    const bool endpoint = std::exchange(endpoint_, false);
    lexer_.want("{");
    Scope scope{.up = scope_, .types = scope_->types};
    scope_ = &scope;
    const int functions = functions_;
    std::vector<Type::Member> members;
    while (!lexer_.take("}")) {
        if (!node.names.empty()) lexer_.want(",");
        const std::string entry = lexer_.letter() == '"' ? lexer_.take_string() : lexer_.take_name_before(":");
        if (entry.empty() && lexer_.letter() != ':') lexer_.fail("the name of an entry, and a colon");
        lexer_.want(":");
        for (const std::string& other : node.names)
            if (other == entry) lexer_.fail("another name: " + entry + " is there already");
        Node part = expression();
        members.push_back({entry, part.type});
        scope.names.push_back({entry, part.type});
        node.names.push_back(entry);
        node.levels = std::max(node.levels, part.levels + 1);
        node.parts.push_back(std::move(part));
    }
    scope_ = scope.up;
    endpoint_ = endpoint;
    node.captured = functions_ != functions;
    node.type = context_type(std::move(members));
    return node;
}

std::optional<Parser::Found> Parser::known_name() const
{
    std::optional<Found> best;
    int up = 0;
    for (const Scope* scope = scope_; scope; scope = scope->up, ++up) {
        const auto offer = [&](const std::string& name, const TypeRef& type, int slot, bool member) {
            const std::size_t length = lexer_.length_of(name);
            if (length > (best ? best->length : 0)) best = Found{length, up, slot, type, member, name};
        };
        if (scope->item && scope->names[0].type->form == Type::Form::context)
            for (const Type::Member& each : scope->names[0].type->members) offer(each.name, each.type, 0, true);
        for (std::size_t slot = scope->names.size(); slot-- > 0;)
            offer(scope->names[slot].name, scope->names[slot].type, static_cast<int>(slot), false);
    }
    return best;
}

const Builtin* Parser::known_builtin(std::size_t& length) const
{
    for (const Builtin& each : builtins()) {
        length = lexer_.length_of(each.name);
        if (length > 0) return &each;  // the longest stands first
    }
    length = 0;
    return nullptr;
}

Node Parser::name()
{
    const auto known = known_name();
    std::size_t length = 0;
    const Builtin* builtin = known_builtin(length);
    if (known && known->length >= length) return open_name(*known, nullptr);
    const std::size_t place = lexer_.at();
    if (builtin) {
        if (length == 3 && lexer_.at_word("not")) return open_name({.length = length, .name = "not"}, builtin);
        return open_name({.length = length, .name = builtin->name}, builtin);
    }
    if (lexer_.at_word("function")) return function();
    if (lexer_.take_word("true")) return literal_at(place, Value(true));
    if (lexer_.take_word("false")) return literal_at(place, Value(false));
    if (lexer_.take_word("null")) return literal_at(place, {});
    if (lexer_.at_word("if") || lexer_.at_word("for") || lexer_.at_word("some") || lexer_.at_word("every"))
        return expression();
    if (!is_name_start(lexer_.letter())) lexer_.fail("an expression");
    const std::size_t first = lexer_.at();
    std::string unknown = lexer_.take_plain_name();
    if (is_keyword(unknown)) {
        lexer_.back_to(first);
        lexer_.fail("an expression");
    }
    const std::size_t taken = lexer_.at() - first;
    lexer_.back_to(first);
    return open_name({.length = taken, .name = std::move(unknown)}, nullptr);
}

// The items of filters between here and where the name is known may have it as a member: that is seen later.
Node Parser::open_name(Found known, const Builtin* builtin)
{
    Node fixed = at(builtin ? Op::builtin : Op::variable);
    const bool nowhere = !known.type && !builtin;
    fixed.builtin = builtin;
    fixed.names.push_back(known.name);
    fixed.type = known.type ? known.type : builtin ? function_type({}, builtin->result) : any_type();
    fixed.up = known.up;
    fixed.slot = known.slot;
    std::vector<int> items;
    int up = 0;
    for (const Scope* scope = scope_; scope && (nowhere || builtin || up <= known.up); scope = scope->up, ++up) {
        const bool itself = known.type && up == known.up && !known.member;
        if (!scope->item || itself) continue;
        const Type& type = *scope->names[0].type;
        const bool could = nowhere || type.form == Type::Form::any || type.open ||
                           (type.form == Type::Form::context && type.member(known.name)) ||
                           type.form == Type::Form::plain;
        if (could) items.push_back(up);
    }
    const std::size_t place = lexer_.at();
    if (nowhere && items.empty()) {
        if (known.name == "partial") ++partials_;
        lexer_.fail("a name that is known here; " + known.name + " is not");
    }
    if (known.name == "partial") ++partials_;
    lexer_.skip_letters(known.length);
    if (items.empty()) return fixed;
    Node node = at(Op::open_name);
    node.at = place;
    node.names = fixed.names;
    node.type = fixed.type;
    node.items = std::move(items);
    if (!nowhere && !known.member) node.parts.push_back(std::move(fixed));
    node.levels = 2;
    return node;
}

namespace {

template <class Read>
auto reading(std::string_view text, const Scope& scope, Read read) -> Result<decltype(read(std::declval<Parser&>()))>
{
    constexpr std::size_t longest = 1'000'000;
    if (text.size() > longest)
        return Fault{"feel-too-long", "column 1", "the expression has more than a million bytes", "make it shorter"};
    try {
        Parser parser(text, scope);
        return read(parser);
    } catch (const Unreadable& unreadable) {
        return Fault{"feel-syntax", "column " + std::to_string(unreadable.at + 1),
                     "found " + unreadable.what + ", expected " + unreadable.expected, "mend the expression"};
    }
}

}  // namespace

Result<Node> read_expression(std::string_view text, const Scope& scope)
{
    return reading(text, scope, [](Parser& parser) { return parser.whole_expression(); });
}

Result<Node> read_tests(std::string_view text, const Scope& scope)
{
    return reading(text, scope, [](Parser& parser) { return parser.whole_tests(); });
}

Result<TypeRef> read_type(std::string_view text, const Scope& scope)
{
    return reading(text, scope, [](Parser& parser) { return parser.whole_type(); });
}

}  // namespace earned::feel
