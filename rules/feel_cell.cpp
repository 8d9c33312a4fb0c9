#include "rules/feel_cell.h"

#include <algorithm>
#include <cstdlib>

namespace earned {

namespace {

bool is_space(char character)
{
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}
bool is_digit(char character) { return character >= '0' && character <= '9'; }
bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           character == '_';
}

void append_utf8(std::string& out, std::uint32_t code)
{
    const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
    if (code < 0x80) byte(code);
    else if (code < 0x800) {
        byte(0xC0 | code >> 6);
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xE0 | code >> 12);
        byte(0x80 | (code >> 6 & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
}

// Reads a cell from left to right; the first thing that can't be read is kept as the fault.
class CellReader {
public:
    CellReader(std::string_view text, std::optional<FeelType> type) : text_(text), type_(type) {}

    Result<RuleCell> cell()
    {
        RuleCell cell;
        skip();
        if (at_end() || is_dash()) {
            cell.any = true;
            return cell;
        }
        if (word("not")) {
            cell.negated = true;
            if (!take('(')) fail("`not` needs its tests in parentheses");
        }
        do cell.tests.push_back(test());
        while (!fault_ && take(','));
        if (cell.negated && !take(')')) fail("`not(` is not closed");
        skip();
        if (!at_end()) fail("nothing is expected here");
        if (fault_) return *fault_;
        return cell;
    }

    Result<Literal> only_literal()
    {
        Literal read = literal();
        skip();
        if (!at_end()) fail("one value is expected, and nothing after it");
        if (fault_) return *fault_;
        return read;
    }

private:
    bool at_end() const { return place_ >= text_.size(); }
    char here() const { return at_end() ? '\0' : text_[place_]; }
    void skip()
    {
        while (!at_end() && is_space(text_[place_])) ++place_;
    }
    bool take(std::string_view sign)
    {
        skip();
        if (!text_.substr(place_).starts_with(sign)) return false;
        place_ += sign.size();
        return true;
    }
    bool take(char sign) { return take(std::string_view(&sign, 1)); }
    bool word(std::string_view name)
    {
        skip();
        const std::string_view rest = text_.substr(place_);
        if (!rest.starts_with(name)) return false;
        if (rest.size() > name.size() && (is_letter(rest[name.size()]) || is_digit(rest[name.size()])))
            return false;
        place_ += name.size();
        return true;
    }
    bool is_dash() const
    {
        std::string_view rest = text_.substr(place_);
        while (!rest.empty() && is_space(rest.back())) rest.remove_suffix(1);
        return rest == "-";
    }
    void fail(std::string what, std::string hint = "")
    {
        if (fault_) return;
        if (hint.empty())
            hint = "a cell is `-`, a literal, a comparison, a range like [1..5], a list of these, or not(...)";
        fault_ = Fault{.code = "cell-unreadable",
                       .where = "column " + std::to_string(place_ + 1),
                       .what = std::move(what),
                       .hint = std::move(hint)};
    }

    CellTest test()
    {
        if (take("<=")) return {CellTest::at_most, ordered(), {}, true, true};
        if (take(">=")) return {CellTest::at_least, ordered(), {}, true, true};
        if (take('<')) return {CellTest::below, ordered(), {}, true, true};
        if (take('>')) return {CellTest::above, ordered(), {}, true, true};
        if (take('[')) return range(true);
        if (take('(') || take(']')) return range(false);
        return {CellTest::equal, literal(), {}, true, true};
    }
    CellTest range(bool low_closed)
    {
        CellTest test{CellTest::between, ordered(), {}, low_closed, false};
        if (!take("..")) fail("a range needs `..` between its ends");
        test.high = ordered();
        if (take(']')) test.high_closed = true;
        else if (!take(')') && !take('[')) fail("a range ends with `]`, `)` or `[`");
        if (!fault_ && compare(known(test.high), known(test.low)) < 0)
            fail("the range ends before it begins", "write the lower end first");
        return test;
    }
    Literal ordered()
    {
        Literal end = literal();
        if (!fault_ && !type_of(end)) fail("null has no order", "compare with a value");
        return end;
    }

    Literal literal()
    {
        skip();
        const std::size_t began = place_;
        Literal read;
        if (here() == '"') read = quoted();
        else if (is_digit(here()) || here() == '-' || here() == '+' || here() == '.') read = number();
        else if (word("true")) read = true;
        else if (word("false")) read = false;
        else if (word("null")) return read;
        else if (word("date")) read = date();
        else {
            fail(at_end() ? "a value is missing" : "this is no value",
                 "write \"text\" in double quotes, a number, true, false, date(\"2026-01-31\") or null");
        }
        if (!fault_ && type_ && type_of(read) != type_) {
            place_ = began;
            fail("a " + std::string(name(*type_)) + " is expected, and this is a " +
                     std::string(name(*type_of(read))),
                 "change the value, or the column's typeRef");
            fault_->code = "cell-type";
        }
        return read;
    }
    Literal number()
    {
        const std::size_t began = place_;
        if (here() == '-' || here() == '+') ++place_;
        while (is_digit(here()) || (here() == '.' && !text_.substr(place_).starts_with(".."))) ++place_;
        std::string token(text_.substr(began, place_ - began));
        const std::size_t sign = token.starts_with('-') || token.starts_with('+') ? 1 : 0;
        if (token.size() > sign && token[sign] == '.') token.insert(sign, "0");
        const std::optional<Decimal> read = Decimal::parse(token);
        if (read) return *read;
        place_ = began;
        fail("this is no number", "write it with digits and one point: 0.06");
        return {};
    }
    Literal date()
    {
        if (!take('(')) {
            fail("`date` needs its day in parentheses", "write date(\"2026-01-31\")");
            return {};
        }
        skip();
        const std::size_t began = place_;
        const std::string day = here() == '"' ? quoted() : std::string();
        const std::optional<Date> read = Date::parse(day);
        if (!read) {
            place_ = began;
            fail("this is no day", "write date(\"2026-01-31\")");
            return {};
        }
        if (!take(')')) fail("`date(` is not closed", "write date(\"2026-01-31\")");
        return *read;
    }
    std::string quoted()
    {
        std::string out;
        const std::size_t began = place_++;
        while (!at_end() && here() != '"') {
            if (here() != '\\') out += text_[place_++];
            else escape(out);
            if (fault_) return out;
        }
        if (at_end()) {
            place_ = began;
            fail("the text is not closed", "end it with a double quote");
        }
        ++place_;
        return out;
    }
    void escape(std::string& out)
    {
        const char kind = place_ + 1 < text_.size() ? text_[place_ + 1] : '\0';
        place_ += 2;
        switch (kind) {
        case '"': out += '"'; return;
        case '\\': out += '\\'; return;
        case 'n': out += '\n'; return;
        case 't': out += '\t'; return;
        case 'r': out += '\r'; return;
        case 'u': break;
        default: place_ -= 2; fail("this escape is unknown", "use \\\" \\\\ \\n \\r \\t or \\uXXXX"); return;
        }
        std::uint32_t code = 0;
        for (int digit = 0; digit < 4; ++digit, ++place_) {
            const char character = here();
            const bool upper = character >= 'A' && character <= 'F';
            const bool lower = character >= 'a' && character <= 'f';
            if (!is_digit(character) && !upper && !lower) {
                fail("\\u needs four hexadecimal digits");
                return;
            }
            const int base = is_digit(character) ? '0' : upper ? 'A' - 10 : 'a' - 10;
            code = code * 16 + static_cast<std::uint32_t>(character - base);
        }
        if (code >= 0xD800 && code < 0xE000) fail("\\u of half a character", "write the character itself");
        append_utf8(out, code);
    }

    std::string_view text_;
    std::optional<FeelType> type_;
    std::size_t place_ = 0;
    std::optional<Fault> fault_;
};

enum class Truth { no, unknown, yes };

Truth truth(bool yes) { return yes ? Truth::yes : Truth::no; }

Truth holds(const CellTest& test, const Known& value)
{
    const Known low = known(test.low);
    if (value.index() == 0 || low.index() == 0) {
        if (test.kind != CellTest::equal) return Truth::unknown;
        return truth(value.index() == low.index());
    }
    const std::weak_ordering order = compare(value, low);
    switch (test.kind) {
    case CellTest::equal: return truth(order == 0);
    case CellTest::below: return truth(order < 0);
    case CellTest::at_most: return truth(order <= 0);
    case CellTest::above: return truth(order > 0);
    case CellTest::at_least: return truth(order >= 0);
    case CellTest::between: break;
    }
    const std::weak_ordering upper = compare(value, known(test.high));
    return truth((test.low_closed ? order >= 0 : order > 0) &&
                 (test.high_closed ? upper <= 0 : upper < 0));
}

}  // namespace

Result<RuleCell> parse_cell(std::string_view text, FeelType type) { return CellReader(text, type).cell(); }

Result<Literal> parse_literal(std::string_view text, std::optional<FeelType> type)
{
    return CellReader(text, type).only_literal();
}

bool matches(const RuleCell& cell, const Known& value)
{
    if (cell.any) return true;
    Truth any = Truth::no;
    for (const CellTest& test : cell.tests) any = std::max(any, holds(test, value));
    return any == (cell.negated ? Truth::no : Truth::yes);
}

}  // namespace earned
