// Decimal against M. Cowlishaw's decTest, which Debian installs with libpython3.11-testsuite. The
// files belong to others and are not part of this tree; where they are missing the test says so.
//
// Every case of the files below is run, but for those that are counted as left out: operands or
// results that a Decimal hasn't got (NaN, infinity, a zero with a minus sign, more than 34 digits),
// the mode 05up.
#include "base/decimal_functions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

namespace earned::dectest_test {

namespace {

const std::string folder = "/usr/lib/python3.11/test/decimaltestdata/";

struct DecCase {
    std::string id, operation;
    std::vector<std::string> operands;
    std::string result, conditions;
    Round mode = Round::half_even;
    int precision = Decimal::digits;
};

std::string lower(std::string text)
{
    for (char& character : text) character = static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    return text;
}

std::vector<std::string> words_of(const std::string& line)
{
    std::vector<std::string> words;
    for (std::size_t place = 0; place < line.size();) {
        const char first = line[place];
        if (first == ' ' || first == '\t' || first == '\r')
            ++place;
        else if (line.compare(place, 2, "--") == 0)
            break;
        else if (first == '\'' || first == '"') {
            const std::size_t end = line.find(first, place + 1);
            words.push_back(line.substr(place + 1, end - place - 1));
            place = end + 1;
        } else {
            const std::size_t end = std::min(line.find_first_of(" \t\r", place), line.size());
            words.push_back(line.substr(place, end - place));
            place = end;
        }
    }
    return words;
}

// The cases of a file; those of a rounding mode that we have no name for keep an empty operation.
std::vector<DecCase> cases_of(const std::string& file)
{
    std::vector<DecCase> cases;
    std::ifstream stream(folder + file + ".decTest");
    std::optional<Round> mode = Round::half_even;
    int precision = 0;
    for (std::string line; std::getline(stream, line);) {
        std::vector<std::string> words = words_of(line);
        if (words.empty()) continue;
        std::string first = lower(words[0]);
        const std::size_t colon = first.find(':');
        if (colon != std::string::npos) {
            std::string value = colon + 1 < first.size() ? first.substr(colon + 1)
                                : words.size() > 1       ? lower(words[1])
                                                         : "";
            first.resize(colon);
            if (first == "rounding") mode = round_named(value);
            if (first == "precision") precision = std::stoi(value);
            continue;
        }
        const auto arrow = std::find(words.begin(), words.end(), "->");
        if (arrow == words.end() || arrow + 1 == words.end() || words.size() < 4) continue;
        DecCase one{words[0],
                    mode ? lower(words[1]) : "",
                    {words.begin() + 2, arrow},
                    *(arrow + 1),
                    "",
                    mode.value_or(Round::half_even),
                    precision};
        for (auto word = arrow + 2; word != words.end(); ++word) one.conditions += " " + lower(*word);
        cases.push_back(std::move(one));
    }
    return cases;
}

bool is_number(const std::string& text) { return text.find_first_of("nN#?") == std::string::npos; }
bool is_minus_zero(const std::string& text)
{
    return text[0] == '-' && text.find_first_of("123456789") >= std::min(text.find_first_of("eE"), text.size());
}

using Answer = std::optional<Decimal>;
using Operation = std::function<Answer(const std::vector<Decimal>&, const DecCase&)>;

const std::map<std::string, Operation>& operations()
{
    using Numbers = const std::vector<Decimal>&;
    using Asked = const DecCase&;
    static const std::map<std::string, Operation> all = {
        {"add", [](Numbers n, Asked asked) { return checked_add(n[0], n[1], asked.mode); }},
        {"subtract", [](Numbers n, Asked asked) { return checked_subtract(n[0], n[1], asked.mode); }},
        {"multiply", [](Numbers n, Asked asked) { return checked_multiply(n[0], n[1], asked.mode); }},
        {"divide", [](Numbers n, Asked asked) { return checked_divide(n[0], n[1], asked.mode); }},
        {"divideint", [](Numbers n, Asked) { return checked_divide_integer(n[0], n[1]); }},
        {"remainder", [](Numbers n, Asked) { return checked_remainder(n[0], n[1]); }},
        {"quantize", [](Numbers n, Asked asked) { return n[0].checked_quantized(-n[1].exponent(), asked.mode); }},
        {"compare", [](Numbers n, Asked) { return Answer(Decimal::of(n[0] < n[1]   ? -1
                                                                     : n[0] > n[1] ? 1
                                                                                   : 0)); }},
        {"abs", [](Numbers n, Asked) { return Answer(n[0].abs()); }},
        {"minus", [](Numbers n, Asked) { return Answer(-n[0]); }},
        {"plus", [](Numbers n, Asked) { return Answer(n[0]); }},
        {"apply", [](Numbers n, Asked) { return Answer(n[0]); }},
        {"tosci", [](Numbers n, Asked) { return Answer(n[0]); }},
        {"max", [](Numbers n, Asked) { return Answer(larger(n[0], n[1])); }},
        {"min", [](Numbers n, Asked) { return Answer(smaller(n[0], n[1])); }},
        {"reduce", [](Numbers n, Asked) { return Answer(n[0].reduced()); }},
        {"tointegralx", [](Numbers n, Asked asked) { return Answer(n[0].integral(asked.mode)); }},
        {"squareroot", [](Numbers n, Asked asked) { return square_root(n[0], asked.precision); }},
        {"exp", [](Numbers n, Asked asked) { return exponential(n[0], asked.precision); }},
        {"ln", [](Numbers n, Asked asked) { return natural_logarithm(n[0], asked.precision); }},
        {"power", [](Numbers n, Asked asked) { return power(n[0], n[1], asked.precision); }},
    };
    return all;
}

struct Tally {
    int run = 0, left_out = 0;
    std::vector<std::string> wrong;
};

// Whether the case is one that a Decimal can be asked; its operands then.
std::optional<std::vector<Decimal>> operands_of(const DecCase& one)
{
    std::vector<Decimal> numbers;
    for (const std::string& operand : one.operands) {
        if (!is_number(operand) || is_minus_zero(operand)) return std::nullopt;
        const Answer number = Decimal::parse_rounded(operand, one.mode);
        if (!number) return std::nullopt;
        const bool cut = Decimal::parse_rounded(operand, Round::down) != Decimal::parse_rounded(operand, Round::up);
        if (cut && one.operation != "tosci") return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

std::string written(const Answer& answer) { return answer ? answer->scientific() : "none"; }

bool says(const DecCase& one, const char* word) { return one.conditions.find(word) != std::string::npos; }

// Whether the case is about what we are: not bits, a wrong context, or (in the files of general
// arithmetic) exponents with other ends than ours. 0^0 is 1 here, as in FEEL's other engines.
bool asked_of_us(const DecCase& one)
{
    if (one.precision > Decimal::digits || one.result.find_first_of("?#") != std::string::npos) return false;
    if (says(one, "invalid_context")) return false;
    if (one.operation == "power" && one.operands[0] == "0" && one.operands[1] == "0") return false;
    if (one.precision == Decimal::digits) return true;
    const Answer result = is_number(one.result) ? Decimal::parse_rounded(one.result) : Decimal();
    if (!result || (result->is_zero() && !is_minus_zero(one.result) &&
                    one.result.find_first_of("123456789") < one.result.find('E')))
        return false;
    static const std::set<std::string> modeless = {"squareroot", "exp", "ln", "power"};
    if (one.mode != Round::half_even && modeless.contains(one.operation)) return false;
    return !says(one, "subnormal") && !says(one, "underflow") && !says(one, "overflow") && !says(one, "clamped");
}

void run_case(const DecCase& one, Tally& tally)
{
    const auto operation = operations().find(one.operation);
    const auto numbers = operands_of(one);
    if (operation == operations().end() || !numbers || !asked_of_us(one)) {
        ++tally.left_out;
        return;
    }
    ++tally.run;
    const Answer answer = operation->second(*numbers, one);
    std::string wanted = is_number(one.result) ? one.result : "none";
    if (wanted != "none" && is_minus_zero(wanted)) wanted.erase(0, 1);
    const bool by_value = one.operation == "power" || one.operation == "exp" || one.operation == "ln";
    const Answer parsed = by_value && wanted != "none" ? Decimal::parse_rounded(wanted) : std::nullopt;
    const bool right = parsed && answer ? *parsed == *answer : written(answer) == wanted;
    if (!right) tally.wrong.push_back(one.id + " " + one.operation + ": " + written(answer) + " is not " + wanted);
}

Tally run_file(const std::string& file)
{
    Tally tally;
    for (const DecCase& one : cases_of(file)) run_case(one, tally);
    std::cout << "  " << file << ": " << tally.run << " run, " << tally.left_out << " left out, " << tally.wrong.size()
              << " wrong\n";
    return tally;
}

bool installed() { return std::filesystem::exists(folder + "dqAdd.decTest"); }

struct Expected {
    const char* file;
    int least;
};

void run_files(const std::vector<Expected>& files)
{
    for (const auto& [file, least] : files) {
        const Tally tally = run_file(file);
        EXPECT_GE(tally.run, least) << file;
        EXPECT_EQ(tally.wrong, std::vector<std::string>()) << file;
    }
}

}  // namespace

TEST(DecTest, EveryOperationOfDecimal128)
{
    if (!installed()) GTEST_SKIP() << "decTest is not installed here (libpython3.11-testsuite)";
    run_files({{"dqAdd", 800},
               {"dqSubtract", 400},
               {"dqMultiply", 320},
               {"dqDivide", 500},
               {"dqDivideInt", 250},
               {"dqRemainder", 350},
               {"dqQuantize", 500},
               {"dqCompare", 500},
               {"dqAbs", 55},
               {"dqMinus", 25},
               {"dqPlus", 25},
               {"dqMax", 120},
               {"dqMin", 120},
               {"dqReduce", 80},
               {"dqToIntegral", 120},
               {"dqBase", 550}});
}

TEST(DecTest, RootsPowersAndLogarithms)
{
    if (!installed()) GTEST_SKIP() << "decTest is not installed here (libpython3.11-testsuite)";
    run_files({{"squareroot", 3000}, {"exp", 280}, {"ln", 250}, {"power", 600}, {"powersqrt", 500}});
}

}  // namespace earned::dectest_test
