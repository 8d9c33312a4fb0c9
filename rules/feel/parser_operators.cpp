// Operators from the loosest to the tightest: or, and, comparisons and `in`, sums, products, powers, minus.
#include "rules/feel/parser.h"

#include <algorithm>
#include <array>
#include <utility>

namespace earned::feel {

namespace {

struct Operator {
    std::string_view symbol;
    Op op;
};
constexpr std::array<Operator, 7> comparisons{{{"<=", Op::at_most},
                                               {">=", Op::at_least},
                                               {"!=", Op::unequal},
                                               {"==", Op::equal},
                                               {"=", Op::equal},
                                               {"<", Op::less},
                                               {">", Op::more}}};

TypeRef type_of_sum(const TypeRef& left, const TypeRef& right)
{
    const bool plain = left->form == Type::Form::plain && right->form == Type::Form::plain && left->kind == right->kind;
    return plain && (left->kind == Kind::number || left->kind == Kind::string) ? left : any_type();
}

}  // namespace

Node Parser::either()
{
    Node left = both();
    while (lexer_.at_word("or")) {
        const std::size_t place = lexer_.at();
        lexer_.want_word("or");
        std::vector<Node> parts;
        parts.push_back(std::move(left));
        parts.push_back(both());
        left = made(Op::either, place, std::move(parts));
        left.type = plain_type(Kind::boolean);
    }
    return left;
}

Node Parser::both()
{
    Node left = comparison();
    while (lexer_.at_word("and")) {
        const std::size_t place = lexer_.at();
        lexer_.want_word("and");
        std::vector<Node> parts;
        parts.push_back(std::move(left));
        parts.push_back(comparison());
        left = made(Op::both, place, std::move(parts));
        left.type = plain_type(Kind::boolean);
    }
    return left;
}

Node Parser::comparison()
{
    Node left = additive();
    while (true) {
        const std::size_t place = lexer_.at();
        const auto operation = std::find_if(comparisons.begin(), comparisons.end(),
                                            [&](const Operator& each) { return lexer_.looks_at(each.symbol); });
        std::vector<Node> parts;
        if (operation != comparisons.end()) {
            if (operation->symbol == "==") lexer_.fail("an operator of FEEL, in which equal is =");
            lexer_.take(operation->symbol);
            parts.push_back(std::move(left));
            parts.push_back(additive());
            left = made(operation->op, place, std::move(parts));
        } else if (lexer_.take_word("between")) {
            parts.push_back(std::move(left));
            parts.push_back(additive());
            lexer_.want_word("and");
            parts.push_back(additive());
            left = made(Op::between, place, std::move(parts));
        } else if (lexer_.take_word("instance")) {
            lexer_.want_word("of");
            parts.push_back(std::move(left));
            left = made(Op::instance_of, place, std::move(parts));
            left.types.push_back(type());
        } else if (lexer_.take_word("in")) {
            left = in_tests(std::move(left));
        } else {
            return left;
        }
        left.type = plain_type(Kind::boolean);
    }
}

// `x in (1, > 5)` has tests in its parentheses; `x in (1..5)` and `x in (a + b) * 2` have not.
Node Parser::in_tests(Node subject)
{
    const std::size_t place = lexer_.at();
    std::vector<Node> parts;
    parts.push_back(std::move(subject));
    if (lexer_.take("(")) {
        parts.push_back(positive_tests());
        const bool closed = lexer_.take(")");
        constexpr std::string_view goes_on = "[.+-*/";
        if (closed && (lexer_.at_end() || goes_on.find(lexer_.letter()) == std::string_view::npos))
            return made(Op::in, place, std::move(parts));
        lexer_.back_to(place);
        parts.pop_back();
    }
    // `in` binds as other comparisons do: `x in [1] and y in [2]` are two of them.
    const bool asked = std::exchange(asks_, false);
    std::vector<Node> tests;
    tests.push_back(additive());
    tests.back().asks = asks_;
    asks_ = asks_ || asked;
    parts.push_back(made(Op::tests, place, std::move(tests)));
    return made(Op::in, place, std::move(parts));
}

Node Parser::additive()
{
    Node left = multiplicative();
    while (true) {
        const std::size_t place = lexer_.at();
        const Op op = lexer_.letter() == '+' ? Op::add : Op::subtract;
        if (lexer_.letter() != '+' && lexer_.letter() != '-') return left;
        lexer_.skip_letters(1);
        std::vector<Node> parts;
        parts.push_back(std::move(left));
        parts.push_back(multiplicative());
        left = made(op, place, std::move(parts));
        left.type = type_of_sum(left.parts[0].type, left.parts[1].type);
    }
}

Node Parser::multiplicative()
{
    Node left = power();
    while (true) {
        const std::size_t place = lexer_.at();
        if (lexer_.looks_at("**") || (lexer_.letter() != '*' && lexer_.letter() != '/')) return left;
        const Op op = lexer_.letter() == '*' ? Op::multiply : Op::divide;
        lexer_.skip_letters(1);
        std::vector<Node> parts;
        parts.push_back(std::move(left));
        parts.push_back(power());
        left = made(op, place, std::move(parts));
        left.type = type_of_sum(left.parts[0].type, left.parts[1].type);
    }
}

Node Parser::power()
{
    Node left = negated();
    while (lexer_.looks_at("**")) {
        const std::size_t place = lexer_.at();
        lexer_.want("**");
        std::vector<Node> parts;
        parts.push_back(std::move(left));
        parts.push_back(negated());
        left = made(Op::power, place, std::move(parts));
        left.type = plain_type(Kind::number);
    }
    return left;
}

Node Parser::negated()
{
    const std::size_t place = lexer_.at();
    const Nested nested(*this);
    if (!lexer_.take("-")) return postfix();
    std::vector<Node> parts;
    parts.push_back(negated());
    Node node = made(Op::negate, place, std::move(parts));
    node.type = node.parts[0].type;
    return node;
}

}  // namespace earned::feel
