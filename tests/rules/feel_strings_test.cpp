// FEEL's functions on text, and XPath's regular expressions.
#include "rules/feel/strings.h"

#include <gtest/gtest.h>

#include <array>

namespace earned::feel::feel_strings_test {

namespace {

std::string found(std::string_view text, std::string_view pattern, std::string_view flags = "")
{
    const Result<bool> result = matches(text, pattern, flags);
    return result ? (*result ? "yes" : "no") : result.fault().code;
}

std::string replaced(std::string_view text, std::string_view pattern, std::string_view replacement,
                     std::string_view flags = "")
{
    const Result<std::string> result = replace(text, pattern, replacement, flags);
    return result ? *result : result.fault().code;
}

std::string pieces(std::string_view text, std::string_view delimiter)
{
    const Result<std::vector<std::string>> result = split(text, delimiter);
    if (!result) return result.fault().code;
    std::string all;
    for (const std::string& piece : *result) all += "<" + piece + ">";
    return all;
}

TEST(FeelText, IsCountedByCodePoints)
{
    EXPECT_EQ(string_length("🐎😀é"), 3U);
    EXPECT_EQ(substring("foobar", 3, 3), "oba");
    EXPECT_EQ(substring("foobar", -2, 1), "a");
    EXPECT_EQ(substring("foobar", 3, 99), "obar");
    EXPECT_EQ(substring("🐎b😀", 2, std::nullopt), "b😀");
    EXPECT_EQ(substring("🐎b😀", -3, 1), "🐎");
    for (const std::int64_t none : {0, 7, -7}) EXPECT_FALSE(substring("foobar", none, std::nullopt)) << none;
    EXPECT_FALSE(substring("foobar", 1, 0));
    EXPECT_EQ(upper_case("straße élan ?@{"), "STRASSE ÉLAN ?@{");
    EXPECT_EQ(lower_case("ÉCOLE ΑΣ"), "école ας");
    EXPECT_EQ(upper_case(""), "");
    EXPECT_EQ(substring_before("foobar", "bar"), "foo");
    EXPECT_EQ(substring_before("foobar", "x"), "");
    EXPECT_EQ(substring_before("abc", ""), "");
    EXPECT_EQ(substring_after("foobar", "ob"), "ar");
    EXPECT_EQ(substring_after("abc", ""), "abc");
    EXPECT_EQ(substring_after("abc", "z"), "");
    EXPECT_EQ(utf8(code_points("🐎é\xFF")), "🐎é\xEF\xBF\xBD");
}

TEST(FeelRegex, FindsWhatXPathFinds)
{
    const std::array<const char*, 4> cases[] = {{"abracadabra", "bra", "", "yes"},
                                                {"abracadabra", "^a.*a$", "", "yes"},
                                                {"abracadabra", "^bra", "", "no"},
                                                {"abcd\n\ndefg\n ", "^$", "m", "yes"},
                                                {"abcd\n\n", "^$", "", "no"},
                                                {"a\n", "a$", "", "no"},
                                                {"a\n", "^$", "m", "no"},
                                                {"Mary\rJones", "Mary.Jones", "", "no"},
                                                {"Mary\rJones", "Mary.Jones", "s", "yes"},
                                                {"abc", "ABC", "i", "yes"},
                                                {"abZ", "^[A-Z]*$", "i", "yes"},
                                                {"\u212A", "k", "i", "yes"},
                                                {"\u212A", "[a-z]", "i", "yes"},
                                                {"x", "[A-Z-[OI]]", "i", "yes"},
                                                {"o", "[A-Z-[OI]]", "i", "no"},
                                                {"q", "[^Q]", "i", "no"},
                                                {"hello world", "hello\\ sworld", "x", "yes"},
                                                {"hello world", " hello[ ]world", "x", "yes"},
                                                {"hello world", "\\p{ IsBasicLatin}+", "x", "yes"},
                                                {"hello", "\\p{ IsBasicLatin}+", "", "pattern-invalid"},
                                                {"é", "\\p{IsLatin-1Supplement}", "", "yes"},
                                                {"é", "\\P{IsBasicLatin}", "", "yes"},
                                                {"É", "\\p{Lu}", "", "yes"},
                                                {"é", "\\p{Lu}", "i", "no"},
                                                {"é", "\\p{L}", "", "yes"},
                                                {"5", "\\p{Xx}", "", "pattern-invalid"},
                                                {"٣", "^\\d$", "", "yes"},
                                                {"_", "\\w", "", "no"},
                                                {"+", "\\w", "", "yes"},
                                                {"a-1", "^\\i\\c+$", "", "yes"},
                                                {"1", "\\i", "", "no"},
                                                {"aA", "(a)\\1", "i", "yes"},
                                                {"abab", "^(ab)\\1$", "", "yes"},
                                                {"aba", "^(a)(b)\\1$", "", "yes"},
                                                {"h", "(.)\\2", "", "pattern-invalid"},
                                                {"h", "(.\\1)", "", "pattern-invalid"},
                                                {"a0", "(a)\\10", "", "no"},
                                                {"aa0", "(a)\\10", "", "yes"},
                                                {"abcd", "(asd)[\\1]", "", "pattern-invalid"},
                                                {"input", "pattern", " ", "pattern-invalid"},
                                                {"a.b", "a.b", "q", "yes"},
                                                {"axb", "a.b", "q", "no"},
                                                {"aaaa", "^a{2,3}$", "", "no"},
                                                {"aaa", "^a{2,3}$", "", "yes"},
                                                {"aaa", "^a{2,}$", "", "yes"},
                                                {"abcabc", "^(?:abc){2}$", "", "yes"},
                                                {"a]", "a[^b]", "", "yes"},
                                                {"a-", "[a-]-", "", "yes"},
                                                {"b", "[a-c-[b]]", "", "no"},
                                                {"5", "[\\d-[0-4]]", "", "yes"},
                                                {"", "", "", "yes"},
                                                {"", "(a*)*", "", "yes"},
                                                {"b", "^(a*)*b$", "", "yes"},
                                                {"ac", "^(a|ab)(c|bcd)$", "", "yes"},
                                                {"abcd", "^(a|ab)(c|bcd)$", "", "yes"},
                                                {"xyz", "a|y|", "", "yes"},
                                                {"🐎", "^.$", "", "yes"}};
    for (const auto& [text, pattern, flags, answer] : cases)
        EXPECT_EQ(found(text, pattern, flags), answer) << text << " " << pattern << " " << flags;
}

TEST(FeelRegex, RefusesWhatXPathHasNot)
{
    for (const char* none :
         {"(",      ")",          "a)",      "[",    "[]",    "[^]",     "]",       "}",   "{",     "a{",     "a{,2}",
          "a{2,1}", "a**",        "a{1}{2}", "*",    "(?=a)", "(?i)a",   "\\",      "\\b", "\\x41", "\\0",    "[z-a]",
          "[a[b]]", "[a-z-[b]c]", "a{x}",    "\\p{", "\\pL",  "\\p{LC}", "(?<n>a)", "[\\", "a++",   "[a-\\d]"})
        EXPECT_EQ(found("a", none), "pattern-invalid") << none;
    const Result<bool> fault = matches("a", "ab(c", "");
    ASSERT_FALSE(fault);
    EXPECT_EQ(fault.fault().where, "character 5");
}

TEST(FeelRegex, HasLimits)
{
    EXPECT_EQ(found(std::string(60, 'a') + "b", "^(a|a)*c$"), "pattern-too-slow");
    EXPECT_EQ(found(std::string(40, 'a'), "^(a*)*(a*)*(a*)*b"), "pattern-too-slow");
    EXPECT_EQ(found("a", "((a{1000}){1000}){1000}"), "pattern-too-large");
    EXPECT_EQ(found("a", "a{1001}"), "pattern-invalid");
    EXPECT_EQ(found("a", std::string(150, '(') + "a" + std::string(150, ')')), "pattern-invalid");
    EXPECT_EQ(found("a", std::string(10'001, 'a')), "pattern-too-large");
    EXPECT_EQ(found(std::string(100'000, 'a'), "a*$"), "yes");
}

TEST(FeelReplace, PutsGroupsWhereTheyAreNamed)
{
    const std::array<const char*, 5> cases[] = {
        {"abcd", "(ab)|(a)", "[1=$1][2=$2]", "", "[1=ab][2=]cd"},
        {"abracadabra", "bra", "*", "", "a*cada*"},
        {"abracadabra", "a.*?a", "*", "", "*c*bra"},
        {"abracadabra", "a(.)", "a$1$1", "", "abbraccaddabbra"},
        {"darted", "^(.*?)d(.*)$", "$1c$2", "", "carted"},
        {"0123456789", "(\\d{3})(\\d{3})(\\d{4})", "($1) $2-$3", "", "(012) 345-6789"},
        {"banana", "[aeiouy]", "[$0]", "", "b[a]n[a]n[a]"},
        {"banana", "(an)+", "**", "", "b**a"},
        {"abc", "[A-Z]", "#", "i", "###"},
        {"a.b", ".", "$1", "q", "a$1b"},
        {"abc", "x*", "-", "", "pattern-empty"},
        {"abc", "b", "\\$1", "", "a$1c"},
        {"abc", "b", "$", "", "replacement-invalid"},
        {"abc", "b", "\\n", "", "replacement-invalid"},
        {"abc", "(b)", "$12", "", "ab2c"},
        {"abc", "b", "$5", "", "ac"},
        {"abc", "(", "x", "", "pattern-invalid"},
        {"", "a", "b", "", ""}};
    for (const auto& [text, pattern, replacement, flags, answer] : cases)
        EXPECT_EQ(replaced(text, pattern, replacement, flags), answer) << text << " " << pattern;
}

TEST(FeelSplit, KeepsEmptyPieces)
{
    EXPECT_EQ(pieces("John Doe", "\\s"), "<John><Doe>");
    EXPECT_EQ(pieces("a;b;c;;", ";"), "<a><b><c><><>");
    EXPECT_EQ(pieces("", ";"), "<>");
    EXPECT_EQ(pieces("abc", ""), "pattern-empty");
    EXPECT_EQ(pieces("a😀b", "😀"), "<a><b>");
}

}  // namespace

}  // namespace earned::feel::feel_strings_test
