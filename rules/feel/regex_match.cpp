// Matching: try, and go back to the last choice when it fails.
#include "rules/feel/regex.h"

#include <algorithm>
#include <unicode/uchar.h>

namespace earned::feel {

namespace {

// XML 1.1's names begin with these, and go on with these and the next.
constexpr std::pair<char32_t, char32_t> name_starts[] = {
    {':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},        {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},  {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
constexpr std::pair<char32_t, char32_t> name_rests[] = {
    {'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

template <class Ranges>
bool within(const Ranges& ranges, char32_t point)
{
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [point](const auto& range) { return range.first <= point && point <= range.second; });
}

bool has(const CharClass::Property& property, char32_t point)
{
    const auto character = static_cast<UChar32>(point);
    switch (property.kind) {
        case CharClass::Property::category:
            return (U_GET_GC_MASK(character) & property.value) != 0;
        case CharClass::Property::block:
            return ublock_getCode(character) == static_cast<UBlockCode>(property.value);
        case CharClass::Property::initial:
            return within(name_starts, point);
        case CharClass::Property::name:
            break;
    }
    return within(name_starts, point) || within(name_rests, point);
}

char32_t folded(char32_t point)
{
    return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(point), U_FOLD_CASE_DEFAULT));
}

}  // namespace

bool CharClass::contains(char32_t point) const
{
    bool found = within(ranges, point);
    for (std::size_t each = 0; !found && each < properties.size(); ++each)
        found = has(properties[each], point) != properties[each].negated;
    if (found == negated) return false;
    return less.empty() || !less.front().contains(point);
}

// One attempt after the other at the places of one text.
class Matching {
public:
    Matching(const Regex& regex, const std::u32string& text, std::size_t& steps)
        : regex_(regex), text_(text), left_(steps), slots_(regex.slots_, Regex::npos)
    {
    }

    enum class End : std::uint8_t { matched, failed, too_slow };

    End from(std::size_t start)
    {
        std::fill(slots_.begin(), slots_.end(), Regex::npos);
        choices_.clear();
        step_ = 0;
        place_ = start;
        slots_[0] = start;
        for (;; --left_) {
            if (left_ == 0) return End::too_slow;
            const Regex::Step& step = regex_.steps_[step_];
            if (step.kind == Regex::Step::matched) {
                slots_[1] = place_;
                return End::matched;
            }
            if (!take(step) && !go_back()) return End::failed;
        }
    }
    Regex::Places places() const
    {
        return {slots_.begin(), slots_.begin() + static_cast<std::ptrdiff_t>(2 * regex_.groups_ + 2)};
    }

private:
    // To go back is to try another step at a place, or to give a slot its old place again.
    struct Choice {
        bool undo;
        std::uint32_t what;
        std::size_t place;
    };

    bool take(const Regex::Step& step)
    {
        switch (step.kind) {
            case Regex::Step::point:
                return advance(place_ < text_.size() && text_[place_] == step.first);
            case Regex::Step::any:
                return advance(place_ < text_.size() && (regex_.dot_all_ || !line_end(text_[place_])));
            case Regex::Step::one_of:
                return advance(place_ < text_.size() && regex_.classes_[step.first].contains(text_[place_]));
            case Regex::Step::split:
                choices_.push_back({false, step.second, place_});
                step_ = step.first;
                return true;
            case Regex::Step::jump:
                step_ = step.first;
                return true;
            case Regex::Step::save:
                choices_.push_back({true, step.first, slots_[step.first]});
                slots_[step.first] = place_;
                ++step_;
                return true;
            case Regex::Step::line_start:
                return pass(place_ == 0 || (regex_.lines_ && place_ < text_.size() && text_[place_ - 1] == '\n'));
            case Regex::Step::line_end:
                return pass(place_ == text_.size() || (regex_.lines_ && text_[place_] == '\n'));
            case Regex::Step::repeat:
                return repeat(step.first);
            case Regex::Step::again_if_moved:
                step_ = place_ > slots_[step.second] ? step.first : step_ + 1;
                return true;
            case Regex::Step::matched:
                break;
        }
        return true;
    }
    static bool line_end(char32_t point) { return point == '\n' || point == '\r'; }
    bool pass(bool yes)
    {
        if (yes) ++step_;
        return yes;
    }
    bool advance(bool yes)
    {
        if (yes) ++place_;
        return pass(yes);
    }
    bool repeat(std::size_t group)
    {
        const std::size_t begin = slots_[2 * group], end = slots_[2 * group + 1];
        if (begin == Regex::npos || end == Regex::npos) return pass(true);  // it matched nothing: so does this
        if (text_.size() - place_ < end - begin) return false;
        for (std::size_t each = begin; each < end; ++each, ++place_) {
            const char32_t one = text_[each], other = text_[place_];
            if (one != other && !(regex_.fold_ && folded(one) == folded(other))) return false;
        }
        return pass(true);
    }
    bool go_back()
    {
        while (!choices_.empty()) {
            const Choice choice = choices_.back();
            choices_.pop_back();
            if (choice.undo) {
                slots_[choice.what] = choice.place;
                continue;
            }
            step_ = choice.what;
            place_ = choice.place;
            return true;
        }
        return false;
    }

    const Regex& regex_;
    const std::u32string& text_;
    std::size_t& left_;
    std::vector<std::size_t> slots_;
    std::vector<Choice> choices_{};
    std::size_t step_ = 0, place_ = 0;
};

Result<Regex::Places> Regex::find(const std::u32string& text, std::size_t from, std::size_t& steps) const
{
    Matching matching(*this, text, steps);
    for (std::size_t start = from; start <= text.size(); ++start) {
        switch (matching.from(start)) {
            case Matching::End::matched:
                return matching.places();
            case Matching::End::failed:
                break;
            case Matching::End::too_slow:
                return Fault{.code = "pattern-too-slow",
                             .where = "pattern",
                             .what = "the pattern was given up after " + std::to_string(most_steps) + " steps",
                             .hint = "write it without a repetition inside a repetition"};
        }
    }
    return Places{};
}

}  // namespace earned::feel
