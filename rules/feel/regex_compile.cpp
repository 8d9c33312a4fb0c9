// From a pattern to its program, by recursive descent; XML Schema 1.1 part 2, appendix G.
#include "rules/feel/regex_reader.h"
#include "rules/feel/strings.h"

#include <algorithm>

namespace earned::feel {

namespace {

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

}  // namespace

std::optional<Fault> RegexReader::read()
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

bool RegexReader::take(char32_t wanted)
{
    const bool there = at(wanted);
    place_ += there ? 1 : 0;
    return there;
}

void RegexReader::fail(std::string what, std::string hint)
{
    if (!fault_)
        fault_ = Fault{.code = "pattern-invalid",
                       .where = "character " + std::to_string(place_ + 1),
                       .what = std::move(what),
                       .hint = std::move(hint)};
    place_ = text_.size();
}

void RegexReader::add(Step step)
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

void RegexReader::add_class(CharClass set)
{
    add({Step::one_of, static_cast<std::uint32_t>(regex_.classes_.size())});
    regex_.classes_.push_back(std::move(set));
}

void RegexReader::add_point(char32_t point)
{
    CharClass variants{.ranges = {{point, point}}};
    if (regex_.fold_) close_over(variants.ranges);
    if (variants.ranges.size() == 1 && variants.ranges[0].first == variants.ranges[0].second)
        add({Step::point, point});
    else
        add_class(std::move(variants));
}

void RegexReader::insert_before(std::uint32_t begin, Step step)
{
    add(step);
    if (fault_) return;
    auto& steps = regex_.steps_;
    std::rotate(steps.begin() + begin, steps.end() - 1, steps.end());
    for (std::uint32_t each = begin + 1; each < here(); ++each) shift(steps[each], 1);
}

void RegexReader::shift(Step& step, std::uint32_t by)
{
    if (step.kind == Step::split) step.second += by;
    if (step.kind == Step::split || step.kind == Step::jump || step.kind == Step::again_if_moved) step.first += by;
}

void RegexReader::alternatives(int depth)
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

void RegexReader::branch(int depth)
{
    while (place_ < text_.size() && !at('|') && !at(')')) {
        const std::uint32_t begin = here();
        atom(depth);
        if (!fault_) quantified(begin);
    }
}

void RegexReader::atom(int depth)
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

void RegexReader::group(int depth)
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

std::optional<int> RegexReader::count()
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
void RegexReader::quantified(std::uint32_t begin)
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
    if (!fault_ && (at('?') || at('*') || at('+') || at('{'))) fail("it is repeated already", "put it into a group");
}

void RegexReader::copy(const std::vector<Step>& body, std::uint32_t from)
{
    const std::uint32_t by = here() - from;
    for (Step step : body) {
        shift(step, by);
        add(step);
        if (fault_) return;
    }
}

void RegexReader::repeated(std::uint32_t begin, int least, int most, bool lazy)
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
