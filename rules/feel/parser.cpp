#include "rules/feel/parser.h"

#include "rules/feel/builtin.h"

#include <algorithm>
#include <array>

namespace earned::feel {

namespace {

constexpr int most_depth = 120, most_levels = 1'000, most_work = 200'000;

}  // namespace

Parser::Nested::Nested(Parser& parser) : parser_(parser)
{
    if (++parser_.depth_ > most_depth) parser_.lexer_.fail("an expression that nests less deeply");
    if (++parser_.work_ > most_work) parser_.lexer_.fail("a simpler expression");
}

Node Parser::at(Op op) const
{
    Node node;
    node.op = op;
    node.at = lexer_.at();
    return node;
}

Node Parser::made(Op op, std::size_t at, std::vector<Node> parts)
{
    Node node;
    node.op = op;
    node.at = at;
    node.parts = std::move(parts);
    for (const Node& part : node.parts) node.levels = std::max(node.levels, part.levels + 1);
    if (node.levels > most_levels) lexer_.fail("a shorter expression");
    return node;
}

Node Parser::whole_expression()
{
    Node node = expression();
    if (!lexer_.at_end()) lexer_.fail("the end of the expression, or an operator");
    node.asks = asks_;
    return node;
}

Node Parser::expression()
{
    const Nested nested(*this);
    const auto known = known_name();
    const auto word = [&](std::string_view keyword) {
        return lexer_.at_word(keyword) && (!known || known->length <= keyword.size());
    };
    if (word("for")) return iteration(Op::loop, "for", "return");
    if (word("some")) return iteration(Op::some, "some", "satisfies");
    if (word("every")) return iteration(Op::every, "every", "satisfies");
    if (word("if")) return choice();
    return either();
}

Node Parser::iteration(Op op, std::string_view word, std::string_view result)
{
    Node node = at(op);
    lexer_.want_word(word);
    Scope scope{.up = scope_, .types = scope_->types};
    scope_ = &scope;
    const int functions = functions_, partials = partials_;
    do {
        std::string variable = lexer_.take_plain_name();
        lexer_.want_word("in");
        Node list = expression();
        if (lexer_.take("..")) {
            const std::size_t place = list.at;
            std::vector<Node> ends;
            ends.push_back(std::move(list));
            ends.push_back(expression());
            list = made(Op::span, place, std::move(ends));
            list.type = list_type(list.parts[0].type);
        }
        scope.names.push_back({variable, item_of(list.type)});
        node.names.push_back(std::move(variable));
        node.levels = std::max(node.levels, list.levels + 1);
        node.parts.push_back(std::move(list));
    } while (lexer_.take(","));
    lexer_.want_word(result);
    scope.names.push_back({"partial", list_type(any_type())});
    Node body = expression();
    scope_ = scope.up;
    node.type = op == Op::loop ? list_type(body.type) : plain_type(Kind::boolean);
    node.levels = std::max(node.levels, body.levels + 1);
    node.parts.push_back(std::move(body));
    node.captured = functions_ != functions;
    node.partial = partials_ != partials;
    return node;
}

Node Parser::choice()
{
    const std::size_t place = lexer_.at();
    std::vector<Node> parts;
    lexer_.want_word("if");
    parts.push_back(expression());
    lexer_.want_word("then");
    parts.push_back(expression());
    lexer_.want_word("else");
    parts.push_back(expression());
    Node node = made(Op::choose, place, std::move(parts));
    const TypeRef one = node.parts[1].type, other = node.parts[2].type;
    if (conforms(*other, *one)) node.type = one;
    return node;
}

Node Parser::function()
{
    Node node = at(Op::function);
    lexer_.want_word("function");
    lexer_.want("(");
    Scope scope{.up = scope_, .types = scope_->types};
    while (!lexer_.take(")")) {
        if (!node.names.empty()) lexer_.want(",");
        std::string parameter = lexer_.take_name_before(":,)");
        if (parameter.empty()) lexer_.fail("the name of a parameter");
        const TypeRef wanted = lexer_.take(":") ? type() : any_type();
        node.types.push_back(wanted);
        scope.names.push_back({parameter, wanted});
        node.names.push_back(std::move(parameter));
    }
    if (lexer_.take_word("external")) lexer_.fail("an expression of FEEL: a function that lies outside is not called");
    scope_ = &scope;
    const int functions = functions_;
    Node body = expression();
    scope_ = scope.up;
    node.captured = functions_ != functions;
    ++functions_;
    std::vector<Type::Member> parameters;
    for (std::size_t each = 0; each < node.names.size(); ++each)
        parameters.push_back({node.names[each], node.types[each]});
    node.type = function_type(std::move(parameters), body.type);
    node.levels = body.levels + 1;
    node.parts.push_back(std::move(body));
    return node;
}

Node Parser::postfix()
{
    const Nested nested(*this);
    Node node = primary();
    while (true) {
        if (++work_ > most_work) lexer_.fail("a simpler expression");
        if (lexer_.letter() == '.' && lexer_.letter(1) != '.') {
            node = member(std::move(node));
        } else if (lexer_.letter() == '(') {
            node = call(std::move(node));
        } else if (lexer_.letter() == '[') {
            if (endpoint_) {  // `[1..2[` ends here, `[1..x[1]]` does not
                const std::size_t place = lexer_.at();
                lexer_.skip_letters(1);
                const bool ends = lexer_.at_end() || !(is_name_part(lexer_.letter()) || lexer_.letter() == '-');
                lexer_.back_to(place);
                if (ends) return node;
            }
            node = filtered(std::move(node));
        } else {
            return node;
        }
    }
}

// What the `.` after something may be followed by, by the type of what stands before it.
TypeRef Parser::member_type(const TypeRef& of, std::string& found)
{
    const TypeRef item = of->form == Type::Form::list ? item_of(of) : of;
    const Type::Member* best = nullptr;
    std::size_t length = 0;
    for (const Type::Member& each : item->members) {
        if (item->form != Type::Form::context) break;
        const std::size_t here = lexer_.length_of(each.name);
        if (here <= length) continue;
        best = &each;
        length = here;
    }
    if (!best) {
        found = lexer_.take_plain_name();
        lexer_.skip();
        return any_type();
    }
    found = best->name;
    lexer_.skip_letters(length);
    return of->form == Type::Form::list ? list_type(best->type) : best->type;
}

Node Parser::member(Node subject)
{
    const std::size_t place = lexer_.at();
    lexer_.want(".");
    std::string found;
    TypeRef type = member_type(subject.type, found);
    std::vector<Node> parts;
    parts.push_back(std::move(subject));
    Node node = made(Op::path, place, std::move(parts));
    node.type = std::move(type);
    node.names.push_back(std::move(found));
    return node;
}

Node Parser::call(Node callee)
{
    const std::size_t place = callee.at;
    std::vector<Node> parts;
    const TypeRef result =
        callee.type->form == Type::Form::function && callee.type->item ? callee.type->item : any_type();
    parts.push_back(std::move(callee));
    std::vector<std::string> names;
    const bool endpoint = std::exchange(endpoint_, false);
    lexer_.want("(");
    while (!lexer_.take(")")) {
        if (parts.size() > 1) lexer_.want(",");
        std::string argument = lexer_.take_name_before(":");
        if (!argument.empty()) {
            lexer_.want(":");
            names.push_back(std::move(argument));
        }
        parts.push_back(expression());
    }
    if (!names.empty() && names.size() + 1 != parts.size()) lexer_.fail("a name for every argument, or for none");
    endpoint_ = endpoint;
    Node node = made(Op::call, place, std::move(parts));
    node.names = std::move(names);
    node.type = result;
    return node;
}

// Within the brackets the item is known as `item`, and so are its members.
Node Parser::filtered(Node subject)
{
    const std::size_t place = lexer_.at();
    const bool endpoint = std::exchange(endpoint_, false);
    lexer_.want("[");
    const TypeRef item = item_of(subject.type);
    Scope scope{.up = scope_, .names = {{"item", item}}, .item = true, .types = scope_->types};
    scope_ = &scope;
    const int functions = functions_;
    Node condition = expression();
    scope_ = scope.up;
    lexer_.want("]");
    endpoint_ = endpoint;
    const bool index = condition.type->form == Type::Form::plain && condition.type->kind == Kind::number;
    std::vector<Node> parts;
    parts.push_back(std::move(subject));
    parts.push_back(std::move(condition));
    Node node = made(Op::filter, place, std::move(parts));
    node.type = index ? item : list_type(item);
    node.captured = functions_ != functions;
    return node;
}

Node Parser::whole_tests()
{
    Node node = at(Op::anything);
    if (lexer_.at_end()) return node;
    if (lexer_.take("-") && lexer_.at_end()) return node;
    lexer_.back_to(node.at);
    const std::size_t place = lexer_.at();
    std::size_t word = 0;
    if (lexer_.at_word("not") && known_builtin(word)) {
        lexer_.want_word("not");
        if (lexer_.take("(")) {
            std::vector<Node> parts;
            parts.push_back(positive_tests());
            if (lexer_.take(")") && lexer_.at_end()) {
                Node negation = made(Op::negation, place, std::move(parts));
                negation.asks = asks_;
                return negation;
            }
        }
        lexer_.back_to(place);
        asks_ = false;
    }
    Node tests = positive_tests();
    if (!lexer_.at_end()) lexer_.fail("a comma, or the end of the tests");
    return tests;
}

Node Parser::positive_tests()
{
    const std::size_t place = lexer_.at();
    std::vector<Node> parts;
    do parts.push_back(test());
    while (lexer_.take(","));
    return made(Op::tests, place, std::move(parts));
}

Node Parser::test()
{
    const bool before = std::exchange(asks_, false);
    Node node = expression();
    node.asks = asks_;
    asks_ = asks_ || before;
    return node;
}

}  // namespace earned::feel
