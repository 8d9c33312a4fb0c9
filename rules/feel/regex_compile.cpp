// From a pattern to its program, by recursive descent; XML Schema 1.1 part 2, appendix G.
#include "rules/feel/regex.h"
#include "rules/feel/strings.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/uset.h>

namespace earned::feel {

namespace {

constexpr std::u32string_view single_escapes = U"\\|.-^?*+{}()[]$";

bool is_space(char32_t point) { return point == ' ' || point == '\t' || point == '\n' || point == '\r'; }

// White space that flag x drops: all but in classes, and what a backslash stands before counts as
// the character after the space.
std::u32string without_space(const std::u32string& pattern)
{
    std::u32string kept;
    int depth = 0;
    bool escaped = false;
    for (const char32_t point : pattern) {
        if (depth == 0 && is_space(point)) continue;
        kept += point;
        if (escaped)
            escaped = false;
        else if (point == '\\')
            escaped = true;
        else if (point == '[')
            ++depth;
        else if (point == ']' && depth > 0)
            --depth;
    }
    return kept;
}

// All code points that differ from one of the range only by case.
void close_over(std::vector<std::pair<char32_t, char32_t>>& ranges)
{
    USet* const set = uset_openEmpty();
    for (const auto& [first, last] : ranges)
        uset_addRange(set, static_cast<UChar32>(first), static_cast<UChar32>(last));
    uset_closeOver(set, USET_CASE_INSENSITIVE);
    uset_removeAllStrings(set);
    ranges.clear();
    for (std::int32_t item = 0; item < uset_getItemCount(set); ++item) {
        UChar32 first = 0, last = 0;
        UErrorCode error = U_ZERO_ERROR;
        uset_getItem(set, item, &first, &last, nullptr, 0, &error);
        ranges.emplace_back(static_cast<char32_t>(first), static_cast<char32_t>(last));
    }
    uset_close(set);
}

}  // namespace

class RegexReader {
public:
    RegexReader(std::u32string pattern, Regex& regex) : text_(std::move(pattern)), regex_(regex) {}

    std::optional<Fault> read()
    {
        if (regex_.literal_) {
            for (const char32_t point : text_) add_point(point);
        } else {
            alternatives(0);
            if (!fault_ && place_ < text_.size()) fail("this ) has no (");
        }
        add({Regex::Step::matched});
        // Places of loops come after those of groups.
        const auto first = static_cast<std::uint32_t>(2 * regex_.groups_ + 2);
        for (Regex::Step& step : regex_.steps_) {
            if (step.kind == Regex::Step::again_if_moved) step.second += first;
            if (step.kind == Regex::Step::save && step.second) step.first += first;
        }
        regex_.slots_ = first + loops_;
        return fault_;
    }

private:
    using Step = Regex::Step;

    bool at(char32_t wanted) const { return place_ < text_.size() && text_[place_] == wanted; }
    bool take(char32_t wanted)
    {
        const bool there = at(wanted);
        place_ += there ? 1 : 0;
        return there;
    }
    void fail(std::string what, std::string hint = "see the regular expressions of XPath")
    {
        if (!fault_)
            fault_ = Fault{.code = "pattern-invalid",
                           .where = "character " + std::to_string(place_ + 1),
                           .what = std::move(what),
                           .hint = std::move(hint)};
        place_ = text_.size();
    }
    std::uint32_t here() const { return static_cast<std::uint32_t>(regex_.steps_.size()); }
    void add(Step step)
    {
        if (regex_.steps_.size() < Regex::most_instructions)
            regex_.steps_.push_back(step);
        else if (!fault_) {
            fault_ = Fault{.code = "pattern-too-large",
                           .where = "pattern",
                           .what = "the pattern becomes too long",
                           .hint = "repeat less"};
            place_ = text_.size();
        }
    }
    void add_class(CharClass set)
    {
        add({Step::one_of, static_cast<std::uint32_t>(regex_.classes_.size())});
        regex_.classes_.push_back(std::move(set));
    }
    void add_point(char32_t point)
    {
        CharClass variants{.ranges = {{point, point}}};
        if (regex_.fold_) close_over(variants.ranges);
        if (variants.ranges.size() == 1 && variants.ranges[0].first == variants.ranges[0].second)
            add({Step::point, point});
        else
            add_class(std::move(variants));
    }
    void insert_before(std::uint32_t begin, Step step)
    {
        add(step);
        if (fault_) return;
        auto& steps = regex_.steps_;
        std::rotate(steps.begin() + begin, steps.end() - 1, steps.end());
        for (std::uint32_t each = begin + 1; each < here(); ++each) shift(steps[each], 1);
    }
    static void shift(Step& step, std::uint32_t by)
    {
        if (step.kind == Step::split) step.second += by;
        if (step.kind == Step::split || step.kind == Step::jump || step.kind == Step::again_if_moved) step.first += by;
    }

    void alternatives(int depth)
    {
        if (depth > Regex::most_depth) return fail("groups are nested too deep");
        const std::uint32_t begin = here();
        std::vector<std::uint32_t> ends;
        std::uint32_t branch_begin = begin;
        branch(depth);
        while (take('|')) {
            insert_before(branch_begin, {Step::split, branch_begin + 1, 0});
            ends.push_back(here());
            add({Step::jump});
            if (fault_) return;
            regex_.steps_[branch_begin].second = here();
            branch_begin = here();
            branch(depth);
        }
        if (fault_) return;
        for (const std::uint32_t end : ends) regex_.steps_[end].first = here();
    }
    void branch(int depth)
    {
        while (place_ < text_.size() && !at('|') && !at(')')) {
            const std::uint32_t begin = here();
            atom(depth);
            if (!fault_) quantified(begin);
        }
    }
    void atom(int depth)
    {
        const char32_t point = text_[place_++];
        switch (point) {
            case '(':
                return group(depth);
            case '[':
                return add_class(bracket(depth));
            case '.':
                return add({Step::any});
            case '^':
                return add({Step::line_start});
            case '$':
                return add({Step::line_end});
            case '\\':
                return escape();
            default:
                break;
        }
        --place_;
        if (point == '?' || point == '*' || point == '+' || point == '{')
            return fail("there is nothing to repeat", "write a backslash before it");
        if (point == '}' || point == ']') return fail("this has no beginning", "write a backslash before it");
        ++place_;
        add_point(point);
    }
    void group(int depth)
    {
        if (take('?')) {
            if (!take(':')) return fail("a group begins with ( or (?:");
            alternatives(depth + 1);
        } else {
            const auto number = static_cast<std::uint32_t>(++regex_.groups_);
            open_.push_back(number);
            add({Step::save, 2 * number});
            alternatives(depth + 1);
            add({Step::save, 2 * number + 1});
            open_.pop_back();
        }
        if (!fault_ && !take(')')) fail("a group is not closed");
    }

    std::optional<int> count()
    {
        const std::size_t begin = place_;
        int value = 0;
        while (place_ < text_.size() && text_[place_] >= '0' && text_[place_] <= '9' && value <= Regex::most_repeats)
            value = value * 10 + static_cast<int>(text_[place_++] - '0');
        if (place_ == begin) return std::nullopt;
        if (value > Regex::most_repeats) {
            fail("a thousand times is the most", "repeat less");
            return std::nullopt;
        }
        return value;
    }
    // What follows an atom: how often it is there, and whether as often or as seldom as may be.
    void quantified(std::uint32_t begin)
    {
        int least = 1, most = 1;  // most below 0: without end
        if (take('?'))
            least = 0;
        else if (take('*'))
            least = 0, most = -1;
        else if (take('+'))
            most = -1;
        else if (take('{')) {
            const std::optional<int> low = count();
            if (!low) return fail("a number of times was expected");
            least = most = *low;
            if (take(',')) most = at('}') ? -1 : count().value_or(-2);
            if (fault_) return;
            if (!take('}') || most == -2 || (most >= 0 && most < least)) return fail("the number of times is wrong");
        } else {
            return;
        }
        repeated(begin, least, most, take('?'));
        if (!fault_ && (at('?') || at('*') || at('+') || at('{')))
            fail("it is repeated already", "put it into a group");
    }
    void copy(const std::vector<Step>& body, std::uint32_t from)
    {
        const std::uint32_t by = here() - from;
        for (Step step : body) {
            shift(step, by);
            add(step);
            if (fault_) return;
        }
    }
    void repeated(std::uint32_t begin, int least, int most, bool lazy)
    {
        const std::vector<Step> body(regex_.steps_.begin() + begin, regex_.steps_.end());
        regex_.steps_.resize(begin);
        for (int time = 0; time < least && !fault_; ++time) copy(body, begin);
        const auto choice = [lazy](std::uint32_t on, std::uint32_t past) {
            return lazy ? Step{Step::split, past, on} : Step{Step::split, on, past};
        };
        if (most < 0) {
            const std::uint32_t slot = loops_++, split = here();
            add(choice(split + 1, 0));
            add({Step::save, slot, 1});
            copy(body, begin);
            add({Step::again_if_moved, split, slot});
            if (!fault_) regex_.steps_[split] = choice(split + 1, here());
            return;
        }
        std::vector<std::uint32_t> splits;
        for (int time = least; time < most && !fault_; ++time) {
            splits.push_back(here());
            add({Step::split});
            copy(body, begin);
        }
        if (fault_) return;
        for (const std::uint32_t split : splits) regex_.steps_[split] = choice(split + 1, here());
    }

    // After a backslash, outside of a class.
    void escape()
    {
        if (place_ == text_.size()) return fail("a backslash ends the pattern");
        const char32_t point = text_[place_];
        if (point >= '1' && point <= '9') return back_reference();
        CharClass set;
        if (const std::optional<char32_t> one = escaped(set)) return add_point(*one);
        if (!fault_) add_class(std::move(set));
    }
    void back_reference()
    {
        std::size_t group = 0;
        while (place_ < text_.size() && text_[place_] >= '0' && text_[place_] <= '9') {
            const std::size_t longer = group * 10 + (text_[place_] - '0');
            if (group != 0 && longer > regex_.groups_) break;
            group = longer;
            ++place_;
        }
        const bool open = std::find(open_.begin(), open_.end(), group) != open_.end();
        if (group > regex_.groups_ || open) return fail("there is no such group before this");
        add({Step::repeat, static_cast<std::uint32_t>(group)});
    }
    // One character, or nothing and its properties added to the set.
    std::optional<char32_t> escaped(CharClass& set)
    {
        const char32_t point = text_[place_++];
        using Property = CharClass::Property;
        constexpr std::uint32_t digits = U_GC_ND_MASK, others = U_GC_P_MASK | U_GC_Z_MASK | U_GC_C_MASK;
        const auto property = [&](Property::Kind kind, std::uint32_t value, bool negated) {
            set.properties.push_back({kind, value, negated});
        };
        switch (point) {
            case 'n':
                return U'\n';
            case 'r':
                return U'\r';
            case 't':
                return U'\t';
            case 'd':
                property(Property::category, digits, false);
                return std::nullopt;
            case 'D':
                property(Property::category, digits, true);
                return std::nullopt;
            case 'w':
                property(Property::category, others, true);
                return std::nullopt;
            case 'W':
                property(Property::category, others, false);
                return std::nullopt;
            case 'i':
                property(Property::initial, 0, false);
                return std::nullopt;
            case 'I':
                property(Property::initial, 0, true);
                return std::nullopt;
            case 'c':
                property(Property::name, 0, false);
                return std::nullopt;
            case 'C':
                property(Property::name, 0, true);
                return std::nullopt;
            case 's':
                set.ranges.insert(set.ranges.end(), {{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}});
                return std::nullopt;
            case 'S':
                set.ranges.insert(set.ranges.end(), {{0, 8}, {11, 12}, {14, 31}, {33, 0x10FFFF}});
                return std::nullopt;
            case 'p':
            case 'P':
                named_property(set, point == 'P');
                return std::nullopt;
            default:
                break;
        }
        if (single_escapes.find(point) != std::u32string_view::npos) return point;
        --place_;
        fail("this escape is unknown", "write \\\\ for a backslash");
        return std::nullopt;
    }
    void named_property(CharClass& set, bool negated)
    {
        const std::size_t end = text_.find('}', place_);
        if (!take('{') || end == std::u32string::npos) return fail("a property is written \\p{Lu}");
        const std::string name = utf8(std::u32string_view(text_).substr(place_, end - place_));
        const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char each) {
            return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9') ||
                   each == '-';
        });
        const bool block = plain && name.starts_with("Is");
        // Older names of two blocks are XML Schema's.
        const std::string known = name == "IsGreek"                      ? "IsGreekandCoptic"
                                  : name == "IsCombiningMarksforSymbols" ? "IsCombiningDiacriticalMarksforSymbols"
                                                                         : name;
        std::int32_t value = UCHAR_INVALID_CODE;
        if (block)
            value = u_getPropertyValueEnum(UCHAR_BLOCK, known.c_str() + 2);
        else if (plain && name.size() <= 2 && name != "Cs" && name != "LC")
            value = u_getPropertyValueEnum(UCHAR_GENERAL_CATEGORY_MASK, name.c_str());
        if (value == UCHAR_INVALID_CODE)
            return fail("there is no property " + name, "use a general category (Lu) or a block (IsBasicLatin)");
        place_ = end + 1;
        set.properties.push_back({block ? CharClass::Property::block : CharClass::Property::category,
                                  static_cast<std::uint32_t>(value), negated});
    }

    // After a [.
    CharClass bracket(int depth)
    {
        CharClass set;
        if (depth > Regex::most_depth) fail("classes are nested too deep");
        set.negated = take('^');
        bool any = false;
        while (!fault_ && place_ < text_.size() && !at(']')) {
            if (any && at('-') && place_ + 1 < text_.size() && text_[place_ + 1] == '[') {
                place_ += 2;
                set.less.push_back(bracket(depth + 1));
                if (!fault_ && !at(']')) fail("a class ends after what is subtracted");
                break;
            }
            class_member(set);
            any = true;
        }
        if (!fault_ && !any) fail("a class is empty");
        if (!fault_ && !take(']')) fail("a class is not closed");
        if (regex_.fold_ && !fault_) close_over(set.ranges);
        return set;
    }
    void class_member(CharClass& set)
    {
        const std::optional<char32_t> first = class_point(set);
        if (fault_ || !first) return;
        const bool range = at('-') && place_ + 1 < text_.size() && text_[place_ + 1] != ']' && text_[place_ + 1] != '[';
        if (!range) {
            set.ranges.emplace_back(*first, *first);
            return;
        }
        ++place_;
        const std::optional<char32_t> last = class_point(set);
        if (fault_) return;
        if (!last || *last < *first) return fail("a range goes from a smaller character to a larger one");
        set.ranges.emplace_back(*first, *last);
    }
    std::optional<char32_t> class_point(CharClass& set)
    {
        const char32_t point = text_[place_++];
        if (point == '[') {
            --place_;
            fail("a class cannot stand in a class", "write \\[ for the character");
            return std::nullopt;
        }
        if (point != '\\') return point;
        if (place_ == text_.size()) {
            fail("a backslash ends the pattern");
            return std::nullopt;
        }
        return escaped(set);
    }

    std::u32string text_;
    Regex& regex_;
    std::size_t place_ = 0;
    std::uint32_t loops_ = 0;
    std::vector<std::size_t> open_{};
    std::optional<Fault> fault_{};
};

Result<Regex> Regex::compile(std::string_view pattern, std::string_view flags)
{
    Regex regex;
    bool spaced = false;
    for (const char flag : flags) {
        switch (flag) {
            case 's':
                regex.dot_all_ = true;
                break;
            case 'm':
                regex.lines_ = true;
                break;
            case 'i':
                regex.fold_ = true;
                break;
            case 'x':
                spaced = true;
                break;
            case 'q':
                regex.literal_ = true;
                break;
            default:
                return Fault{.code = "pattern-invalid",
                             .where = "flags",
                             .what = std::string("there is no flag '") + flag + "'",
                             .hint = "use s, m, i, x and q"};
        }
    }
    std::u32string points = code_points(pattern);
    if (points.size() > most_characters)
        return Fault{.code = "pattern-too-large",
                     .where = "pattern",
                     .what = "the pattern is too long",
                     .hint = "keep it to 10,000 characters"};
    if (spaced && !regex.literal_) points = without_space(points);
    const std::optional<Fault> fault = RegexReader(std::move(points), regex).read();
    if (fault) return *fault;
    return regex;
}

}  // namespace earned::feel
