// What a pattern says of one character: classes in brackets, and what stands after a backslash.
#include "rules/feel/regex_reader.h"
#include "rules/feel/strings.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/uset.h>

namespace earned::feel {

namespace {

constexpr std::u32string_view single_escapes = U"\\|.-^?*+{}()[]$";

}  // namespace

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

// After a backslash, outside of a class.
void RegexReader::escape()
{
    if (place_ == text_.size()) return fail("a backslash ends the pattern");
    const char32_t point = text_[place_];
    if (point >= '1' && point <= '9') return back_reference();
    CharClass set;
    if (const std::optional<char32_t> one = escaped(set)) return add_point(*one);
    if (!fault_) add_class(std::move(set));
}

void RegexReader::back_reference()
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
std::optional<char32_t> RegexReader::escaped(CharClass& set)
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

void RegexReader::named_property(CharClass& set, bool negated)
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
CharClass RegexReader::bracket(int depth)
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

void RegexReader::class_member(CharClass& set)
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

std::optional<char32_t> RegexReader::class_point(CharClass& set)
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

}  // namespace earned::feel
