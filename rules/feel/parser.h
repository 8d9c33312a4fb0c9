// The reader of expressions: recursive descent over the grammar of DMN 1.5, 10.3.1.2, with its scope at hand.
#pragma once

#include "rules/feel/lexer.h"

namespace earned::feel {

class Parser {
public:
    Parser(std::string_view text, const Scope& scope) : lexer_(text), scope_(&scope) {}

    Node whole_expression();
    Node whole_tests();
    TypeRef whole_type();

private:
    class Nested {  // one level of nesting deeper, and one unit of work
    public:
        explicit Nested(Parser& parser);
        ~Nested() { --parser_.depth_; }
        Nested(const Nested&) = delete;
        Nested& operator=(const Nested&) = delete;

    private:
        Parser& parser_;
    };
    struct Found {  // a known name that stands here
        std::size_t length = 0;
        int up = 0, slot = 0;
        TypeRef type;
        bool member = false;
        std::string name;
    };

    Node expression();
    Node iteration(Op op, std::string_view word, std::string_view result);
    Node choice();
    Node function();
    Node either();
    Node both();
    Node comparison();
    Node in_tests(Node subject);
    Node additive();
    Node multiplicative();
    Node power();
    Node negated();
    Node postfix();
    Node primary();
    Node number_or_string();
    Node name();
    Node open_name(Found known, const Builtin* builtin);
    Node bracket();
    Node parenthesis();
    Node interval(Node low, bool closed, std::size_t at);
    Node end_of_interval();
    Node context();
    Node compared();
    Node at_literal();
    Node filtered(Node subject);
    Node member(Node subject);
    Node call(Node callee);
    Node positive_tests();
    Node test();
    TypeRef type();
    TypeRef type_inside();
    TypeRef function_type_inside();

    std::optional<Found> known_name() const;
    const Builtin* known_builtin(std::size_t& length) const;
    Node at(Op op) const;
    Node made(Op op, std::size_t at, std::vector<Node> parts);
    TypeRef member_type(const TypeRef& of, std::string& name);

    Lexer lexer_;
    const Scope* scope_;
    int depth_ = 0, work_ = 0;
    int functions_ = 0, partials_ = 0;
    bool asks_ = false, endpoint_ = false;
};

}  // namespace earned::feel
