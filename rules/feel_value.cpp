#include "rules/feel_value.h"

#include "base/check.h"

#include <array>
#include <utility>

namespace earned {

namespace {

constexpr std::array<std::pair<FeelType, std::string_view>, 4> type_names{{
    {FeelType::text, "string"},
    {FeelType::number, "number"},
    {FeelType::boolean, "boolean"},
    {FeelType::date, "date"},
}};

std::optional<FeelType> type_at(std::size_t index)
{
    switch (index) {
    case 1: return FeelType::boolean;
    case 2: return FeelType::number;
    case 3: return FeelType::date;
    case 4: return FeelType::text;
    default: return std::nullopt;
    }
}

struct Compared {
    const Known& right;

    std::weak_ordering operator()(std::monostate) const { return std::weak_ordering::equivalent; }
    template <class T> std::weak_ordering operator()(const T& left) const
    {
        return left <=> *std::get_if<T>(&right);
    }
};

struct Written {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const Decimal& number) const { return number.text(); }
    std::string operator()(Date date) const { return "date(\"" + date.text() + "\")"; }
    std::string operator()(std::string_view text) const
    {
        std::string out = "\"";
        for (const char character : text) {
            if (character == '"' || character == '\\') out += '\\';
            out += character;
        }
        return out + "\"";
    }
};

struct Lent {
    Known operator()(const std::string& text) const { return std::string_view(text); }
    template <class T> Known operator()(const T& value) const { return value; }
};

}  // namespace

std::string_view name(FeelType type)
{
    for (const auto& [each, text] : type_names)
        if (each == type) return text;
    return "";
}

std::optional<FeelType> feel_type_named(std::string_view type_ref)
{
    if (type_ref.starts_with("feel:")) type_ref.remove_prefix(5);
    for (const auto& [type, text] : type_names)
        if (text == type_ref) return type;
    return std::nullopt;
}

std::optional<FeelType> type_of(const Literal& literal) { return type_at(literal.index()); }
std::optional<FeelType> type_of(const Known& known) { return type_at(known.index()); }

Known known(const Literal& literal) { return std::visit(Lent{}, literal); }

std::weak_ordering compare(const Known& left, const Known& right)
{
    CHECK(left.index() == right.index() && left.index() != 0, "only values of one type have an order");
    return std::visit(Compared{right}, left);
}

std::string text_of(const Known& known) { return std::visit(Written{}, known); }

}  // namespace earned
