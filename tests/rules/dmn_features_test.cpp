// What models of several files, services, business knowledge, item definitions and boxed conditions give: for each
// feature of DMN 1.5 (chapters 6, 7, 8 and 10) that a conformance suite tries, a small model of our own.
#include "rules/dmn/model.h"

#include <gtest/gtest.h>

namespace earned::dmn::dmn_features_test {

namespace {

using feel::Context;
using feel::Value;

std::string file_of(const std::string& space, const std::string& body)
{
    return "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' namespace='" + space + "' name='" +
           space + "'>" + body + "</definitions>";
}

Model compiled(const std::vector<std::string>& files, std::vector<Fault>& faults)
{
    std::vector<Source> sources;
    for (const std::string& text : files) {
        auto source = read_source("f" + std::to_string(sources.size()) + ".dmn", text);
        if (source)
            sources.push_back(std::move(*source));
        else
            faults.push_back(source.fault());
    }
    return Model::compile(std::move(sources), faults);
}

std::string decided(const std::vector<std::string>& files, const std::string& decision, const Context& inputs = {})
{
    std::vector<Fault> faults;
    const Model model = compiled(files, faults);
    if (!faults.empty()) return faults.front().text();
    const auto value = model.evaluate(decision, inputs);
    return value ? feel::quoted(value->value) : value.fault().code;
}

std::string served(const std::string& body, const std::string& service, const Context& inputs = {})
{
    std::vector<Fault> faults;
    const Model model = compiled({file_of("m", body)}, faults);
    if (!faults.empty()) return faults.front().text();
    const auto value = model.evaluate_service(service, inputs);
    return value ? feel::quoted(value->value) : value.fault().code;
}

std::string literal(const std::string& text, const std::string& type = "")
{
    return "<literalExpression" + (type.empty() ? "" : " typeRef='" + type + "'") + "><text>" + text +
           "</text></literalExpression>";
}

// A decision that requires elements by their ids: "decision d1", "knowledge k", "input i".
std::string decision(const std::string& name, const std::string& body, const std::string& type = "",
                     const std::vector<std::string>& needs = {})
{
    std::string text = "<decision id='" + name + "' name='" + name + "'><variable name='" + name + "'" +
                       (type.empty() ? "" : " typeRef='" + type + "'") + "/>";
    for (const std::string& need : needs) {
        const std::size_t space = need.find(' ');
        const std::string href = need.substr(space + 1), kind = need.substr(0, space);
        const std::string at = "href='" + std::string(href.find('#') == std::string::npos ? "#" : "") + href + "'/>";
        if (kind == "knowledge")
            text += "<knowledgeRequirement><requiredKnowledge " + at + "</knowledgeRequirement>";
        else
            text += "<informationRequirement><required" + std::string(kind == "input" ? "Input " : "Decision ") + at +
                    "</informationRequirement>";
    }
    return text + body + "</decision>";
}

std::string input(const std::string& name, const std::string& type = "Any")
{
    return "<inputData id='" + name + "' name='" + name + "'><variable name='" + name + "' typeRef='" + type +
           "'/></inputData>";
}

std::string knowledge(const std::string& name, const std::string& parameters, const std::string& body,
                      const std::string& type = "")
{
    return "<businessKnowledgeModel id='" + name + "' name='" + name + "'><variable name='" + name + "'" +
           (type.empty() ? "" : " typeRef='" + type + "'") + "/><encapsulatedLogic>" + parameters + body +
           "</encapsulatedLogic></businessKnowledgeModel>";
}

std::string parameter(const std::string& name, const std::string& type = "")
{
    return "<formalParameter name='" + name + "'" + (type.empty() ? "" : " typeRef='" + type + "'") + "/>";
}

std::string import_of(const std::string& name, const std::string& space)
{
    return "<import name='" + name + "' namespace='" + space + "' importType='dmn'/>";
}

Value words(const char* text) { return Value(std::string(text)); }

Context with(std::string name, Value value)
{
    Context all;
    all.put(std::move(name), std::move(value));
    return all;
}

const std::string items =
    "<itemDefinition name='tNumbers' isCollection='true'><typeRef>number</typeRef></itemDefinition>"
    "<itemDefinition name='tPerson'><itemComponent name='name'><typeRef>string</typeRef></itemComponent>"
    "<itemComponent name='age'><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues>"
    "</itemComponent></itemDefinition>"
    "<itemDefinition name='tPeople' isCollection='true'><typeRef>tPerson</typeRef></itemDefinition>"
    "<itemDefinition name='tFew' isCollection='true'><typeRef>number</typeRef>"
    "<typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>"
    "<itemDefinition name='tDigits' isCollection='true'><typeRef>number</typeRef>"
    "<allowedValues><text>[0..9]</text></allowedValues></itemDefinition>"
    "<itemDefinition name='tToText'><functionItem outputTypeRef='string'><parameters name='n' typeRef='number'/>"
    "</functionItem></itemDefinition>";

std::string typed(const std::string& text, const std::string& type)
{
    return decided({file_of("m", items + decision("d", literal(text), type))}, "d");
}

TEST(DmnFeatures, AResultIsConvertedOnlyAsFarAsTheStandardConverts)
{
    EXPECT_EQ(typed("[7]", "number"), "7");
    EXPECT_EQ(typed("[7, 8]", "number"), "null");
    EXPECT_EQ(typed("[]", "number"), "null");
    EXPECT_EQ(typed("7", "tNumbers"), "[7]");
    EXPECT_EQ(typed("null", "tNumbers"), "null");
    EXPECT_EQ(typed("\"7\"", "tNumbers"), "null");
    EXPECT_EQ(typed("[7, \"8\"]", "tNumbers"), "null");
    EXPECT_EQ(typed("[7, null]", "tNumbers"), "[7, null]");
    EXPECT_EQ(typed("date(\"2026-02-03\")", "dateTime"), "2026-02-03T00:00:00Z");
    EXPECT_EQ(typed("date and time(\"2026-02-03T10:00:00\")", "date"), "null");
    EXPECT_EQ(typed("1", "string"), "null");
    EXPECT_EQ(typed("1", "Any"), "1");
}

TEST(DmnFeatures, ItemDefinitionsHoldOfStructuresCollectionsAndFunctions)
{
    EXPECT_EQ(typed("{name: \"A\", age: 30, more: 1}", "tPerson"), "{name: \"A\", age: 30, more: 1}");
    EXPECT_EQ(typed("{name: \"A\"}", "tPerson"), "null");
    EXPECT_EQ(typed("{name: \"A\", age: 151}", "tPerson"), "null") << "a component has allowed values of its own";
    EXPECT_EQ(typed("{name: \"A\", age: null}", "tPerson"), "{name: \"A\", age: null}");
    EXPECT_EQ(typed("[{name: \"A\", age: 1}, {name: \"B\", age: 2}]", "tPeople"),
              "[{name: \"A\", age: 1}, {name: \"B\", age: 2}]");
    EXPECT_EQ(typed("[{name: \"A\", age: 1}, {name: \"B\", age: -2}]", "tPeople"), "null");
    EXPECT_EQ(typed("{name: \"A\", age: 1}", "tPeople"), "[{name: \"A\", age: 1}]");
    EXPECT_EQ(typed("[1, 2]", "tFew"), "[1, 2]");
    EXPECT_EQ(typed("[1, 2, 3]", "tFew"), "null") << "a type constraint is of the whole list";
    EXPECT_EQ(typed("[1, 12]", "tDigits"), "null") << "allowed values are of each item";
    EXPECT_EQ(typed("[1, 9]", "tDigits"), "[1, 9]");
    EXPECT_EQ(typed("function(n: number) string(n)", "tToText"), "function");
    EXPECT_EQ(typed("function(n: string) n", "tToText"), "null") << "it isn't given what it wants";
    EXPECT_EQ(typed("function(n: number, m: number) \"x\"", "tToText"), "null");
}

TEST(DmnFeatures, BusinessKnowledgeGivesWhatItsVariableIsTypedBy)
{
    const auto asked = [](const std::string& type, const std::string& body) {
        return decided({file_of("m", items + knowledge("k", parameter("n"), literal(body), type) +
                                         decision("d", literal("k(5)"), "", {"knowledge k"}))},
                       "d");
    };
    EXPECT_EQ(asked("", "n"), "5");
    EXPECT_EQ(asked("number", "[n]"), "5") << "by what it gives (DMN 1.1)";
    EXPECT_EQ(asked("tToText", "string(n)"), "\"5\"") << "as the function that it is";
    EXPECT_EQ(asked("tToText", "n"), "null");
    const auto called = [](const std::string& call) {
        return decided(
            {file_of("m", knowledge("k", parameter("a", "number") + parameter("b c", "number"), literal("a - b c")) +
                              decision("d", call, "", {"knowledge k"}))},
            "d");
    };
    EXPECT_EQ(called(literal("k(5, 3)")), "2");
    EXPECT_EQ(called(literal("k(b c: 3, a: 5)")), "2");
    EXPECT_EQ(called(literal("k(5)")), "null");
    EXPECT_EQ(called(literal("k(a: 5, b: 3)")), "null");
    EXPECT_EQ(called(literal("k([5], \"3\")")), "null");
    const auto bound = [](const std::string& name, const std::string& text) {
        return "<binding><parameter name='" + name + "'/>" + literal(text) + "</binding>";
    };
    EXPECT_EQ(called("<invocation>" + literal("k") + bound("b c", "[3]") + bound("a", "5") + "</invocation>"), "2");
    EXPECT_EQ(called("<invocation>" + literal("k") + bound("a", "5") + "</invocation>"), "null");
    EXPECT_EQ(
        called("<invocation typeRef='string'>" + literal("k") + bound("b c", "3") + bound("a", "5") + "</invocation>"),
        "null");
}

std::string boxed(const std::string& kind, const std::string& list, const std::string& condition)
{
    const std::string part = kind == "filter" ? "match" : "satisfies";
    const std::string head = kind == "filter" ? "<filter>" : "<" + kind + " iteratorVariable='x'>";
    return decided({file_of("m", decision("d", head + "<in>" + literal(list) + "</in><" + part + ">" +
                                                   literal(condition) + "</" + part + "></" + kind + ">"))},
                   "d");
}

TEST(DmnFeatures, ABoxedConditionIsABooleanOrNull)
{
    EXPECT_EQ(boxed("some", "[1, 2]", "x = 2"), "true");
    EXPECT_EQ(boxed("some", "[1, 2]", "if x = 2 then true else \"no\""), "null");
    EXPECT_EQ(boxed("some", "[2, 1]", "if x = 2 then true else \"no\""), "true") << "decided before it is asked";
    EXPECT_EQ(boxed("some", "[]", "\"no\""), "false");
    EXPECT_EQ(boxed("some", "[1, 2]", "if x = 2 then true else null"), "true");
    EXPECT_EQ(boxed("every", "[1, 2]", "x &lt; 3"), "true");
    EXPECT_EQ(boxed("every", "[1, 2]", "if x = 2 then false else 1"), "null");
    EXPECT_EQ(boxed("every", "[]", "1"), "true");
    EXPECT_EQ(boxed("filter", "[1, 2, 3]", "item &gt; 1"), "[2, 3]");
    EXPECT_EQ(boxed("filter", "[1, 2, 3]", "2"), "null") << "a number is no index here";
    EXPECT_EQ(boxed("filter", "[1, 2, 3]", "\"yes\""), "null");
    EXPECT_EQ(boxed("filter", "[1, 2, 3]", "null"), "[]");
    EXPECT_EQ(boxed("filter", "[{a: 1}, {a: 2}]", "a = 2"), "[{a: 2}]");
    EXPECT_EQ(boxed("filter", "null", "true"), "null");
    const auto chosen = [](const std::string& condition) {
        return decided(
            {file_of("m", decision("d", "<conditional><if>" + literal(condition) + "</if><then>" + literal("1") +
                                            "</then><else>" + literal("2") + "</else></conditional>"))},
            "d");
    };
    EXPECT_EQ(chosen("1 = 1"), "1");
    EXPECT_EQ(chosen("1 = 2"), "2");
    EXPECT_EQ(chosen("null"), "2");
    EXPECT_EQ(chosen("\"x\""), "null");
}

TEST(DmnFeatures, AServiceIsGivenItsInputDecisionsAndTypedAsTheFunctionThatItIs)
{
    const auto service = [](const std::string& type, const std::string& outputs) {
        return "<decisionService id='s' name='s'><variable name='s'" + (type.empty() ? "" : " typeRef='" + type + "'") +
               "/>" + outputs + "<inputDecision href='#before'/><inputData href='#i'/></decisionService>";
    };
    const std::string parts = items + input("i", "number") + decision("before", literal("100"), "number") +
                              decision("out", literal("i + before"), "", {"input i", "decision before"}) +
                              decision("other", literal("string(out)"), "", {"decision out"});
    Context given = with("i", Value::number(1));
    given.put("before", Value::number(10));
    const std::string out = "<outputDecision href='#out'/>", other = "<outputDecision href='#other'/>";
    EXPECT_EQ(served(parts + service("", out), "s", given), "11");
    EXPECT_EQ(served(parts + service("", out + other), "s", given), "{out: 11, other: \"11\"}");
    EXPECT_EQ(served(parts + service("tToText", other), "s", given), "\"11\"");
    EXPECT_EQ(served(parts + service("tToText", out), "s", given), "null") << "a number is no string";
    EXPECT_EQ(served(parts + service("string", out), "s", given), "null");
    const auto called = [&](const std::string& call) {
        return decided({file_of("m", parts + service("", out) + decision("d", literal(call), "", {"knowledge s"}))},
                       "d");
    };
    EXPECT_EQ(called("s(1, 10)"), "11") << "inputs stand before input decisions";
    EXPECT_EQ(called("s(before: 10, i: 1)"), "11");
    EXPECT_EQ(called("s(before: [10], i: [1])"), "11");
    EXPECT_EQ(called("s(1)"), "null");
    EXPECT_EQ(called("s(1, \"10\")"), "null");
    EXPECT_EQ(called("s(1, 10, 100)"), "null");
    EXPECT_EQ(called("s instance of function&lt;number, number&gt; -> Any"), "true");
}

// Hello, which two others import, both of which the last one imports.
const std::string hello = file_of(
    "urn:a",
    input("Person name", "string") + knowledge("greet", parameter("who"), literal("\"Hello, \" + who")) +
        decision("Greeting", literal("greet(Person name)"), "string", {"input Person name", "knowledge greet"}) +
        "<itemDefinition name='tName'><typeRef>string</typeRef></itemDefinition>");

std::string between(const std::string& space, const std::string& sign)
{
    return file_of(space,
                   import_of("model A", "urn:a") + decision("Said", literal("model A.Greeting + \"" + sign + "\""),
                                                            "model A.tName", {"decision urn:a#Greeting"}));
}

const std::string last = file_of("urn:c", import_of("B", "urn:b") + import_of("B2", "urn:b2") +
                                              decision("Both", literal("B.Said + B2.Said"), "B.model A.tName",
                                                       {"decision urn:b#Said", "decision urn:b2#Said"}));

TEST(DmnFeatures, WhatIsImportedOnTwoWaysHasTwoInputs)
{
    // The file that is imported stands before those that import it, as a folder may have it.
    const std::vector<std::string> files{last, hello, between("urn:b", "!"), between("urn:b2", "?")};
    Context inputs = with("B", Value(with("model A", Value(with("Person name", words("Ada"))))));
    inputs.put("B2", Value(with("model A", Value(with("Person name", words("Bob"))))));
    EXPECT_EQ(decided(files, "Both", inputs), "\"Hello, Ada!Hello, Bob?\"");
    EXPECT_EQ(decided(files, "Both", with("Person name", words("Cy"))), "\"Hello, Cy!Hello, Cy?\"");
    EXPECT_EQ(decided(files, "Both"), "null");
}

TEST(DmnFeatures, AnImportWithoutANameGivesNamesOfItsOwn)
{
    const std::string main =
        file_of("urn:m", import_of("", "urn:a") + decision("d", literal("greet(\"you\") + Greeting"), "tName",
                                                           {"knowledge urn:a#greet", "decision urn:a#Greeting"}));
    EXPECT_EQ(decided({main, hello}, "d", with("Person name", words("Ada"))), "\"Hello, youHello, Ada\"");
}

TEST(DmnFeatures, FilesThatImportOneAnotherAreReadToAnEnd)
{
    const auto file = [](const std::string& own, const std::string& other, const std::string& body) {
        return file_of("urn:" + own, import_of(other, "urn:" + other) + body);
    };
    const std::string one = file("x", "y", decision("d", literal("y.e + 1"), "", {"decision urn:y#e"}));
    const std::string two = file("y", "x", decision("e", literal("41")));
    EXPECT_EQ(decided({one, two}, "d"), "42");
    // Each of twelve imports the next two: 2^12 ways lead to the last, and the copies are bounded.
    std::vector<std::string> files;
    for (int at = 0; at < 12; ++at) {
        const std::string next = std::to_string(at + 1), after = std::to_string(at + 2);
        files.push_back(
            file_of("urn:" + std::to_string(at),
                    import_of("n", "urn:" + next) + import_of("o", "urn:" + after) + decision("d", literal("1"))));
    }
    EXPECT_EQ(decided(files, "d"), "1");
}

TEST(DmnFeatures, ADecisionWithoutLogicIsNullAndWarns)
{
    std::vector<Fault> faults;
    const Model model = compiled({file_of("m", input("i") + decision("d", "", "", {"input i"}))}, faults);
    EXPECT_TRUE(faults.empty());
    const auto value = model.evaluate("d", with("i", Value(true)));
    ASSERT_TRUE(value);
    EXPECT_TRUE(value->value.is_null());
    EXPECT_EQ(value->warnings.size(), 1U);
}

}  // namespace

}  // namespace earned::dmn::dmn_features_test
