// Types as they are written: list<number>, context<a: string>, function<date>->number, a name.
#include "rules/feel/parser.h"

namespace earned::feel {

TypeRef Parser::type_inside()
{
    lexer_.want("<");
    TypeRef inside = type();
    lexer_.want(">");
    return inside;
}

TypeRef Parser::function_type_inside()
{
    std::vector<Type::Member> parameters;
    lexer_.want("<");
    while (!lexer_.take(">")) {
        if (!parameters.empty()) lexer_.want(",");
        parameters.push_back({"", type()});
    }
    const TypeRef result = lexer_.take("->") ? type() : any_type();
    return function_type(std::move(parameters), result);
}

TypeRef Parser::type()
{
    const Nested nested(*this);
    if (scope_->types) {
        const std::pair<const std::string, TypeRef>* best = nullptr;
        std::size_t length = 0;
        for (const auto& each : *scope_->types) {
            const std::size_t here = lexer_.length_of(each.first);
            if (here > length) best = &each, length = here;
        }
        if (best) {
            lexer_.skip_letters(length);
            return best->second;
        }
    }
    TypeRef own;
    std::size_t longest = 0;
    for (const auto& [name, each] : own_types()) {
        const std::size_t here = lexer_.length_of(name);
        if (here > longest) own = each, longest = here;
    }
    if (!own) lexer_.fail("a type that is known here");
    const std::string_view word = lexer_.rest().substr(0, longest);
    lexer_.skip_letters(longest);
    if (lexer_.letter() == '<') {
        if (word == "list") return list_type(type_inside());
        if (word == "range") return range_type(type_inside());
        if (word == "function") return function_type_inside();
        if (word == "context") {
            std::vector<Type::Member> members;
            lexer_.want("<");
            while (!lexer_.take(">")) {
                if (!members.empty()) lexer_.want(",");
                std::string member = lexer_.take_name_before(":");
                lexer_.want(":");
                members.push_back({std::move(member), type()});
            }
            return context_type(std::move(members));
        }
    }
    return own;
}

TypeRef Parser::whole_type()
{
    TypeRef whole = type();
    if (!lexer_.at_end()) lexer_.fail("the end of the type");
    return whole;
}

}  // namespace earned::feel
