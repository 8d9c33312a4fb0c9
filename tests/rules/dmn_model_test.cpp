// Decision models: requirements, business knowledge, services, boxed expressions and tables, by small files.
#include "rules/dmn/model.h"

#include <gtest/gtest.h>

namespace earned::dmn::dmn_model_test {

namespace {

using feel::Value;

std::string file_of(const std::string& body)
{
    return "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' namespace='n' name='m'>" + body +
           "</definitions>";
}

std::string decided(const std::string& body, const std::string& decision, const feel::Context& inputs = {})
{
    auto source = read_source("test.dmn", file_of(body));
    if (!source) return source.fault().text();
    std::vector<Source> sources;
    sources.push_back(std::move(*source));
    std::vector<Fault> faults;
    const Model model = Model::compile(std::move(sources), faults);
    if (!faults.empty()) return faults.front().text();
    const auto value = model.evaluate(decision, inputs);
    return value ? feel::quoted(value->value) : value.fault().code;
}

std::string table(const std::string& head, const std::string& outputs)
{
    const std::string input = "<input><inputExpression typeRef='number'><text>x</text></inputExpression></input>";
    const auto rule = [](const char* id, const char* cell, const char* out) {
        return std::string("<rule id='") + id + "'><inputEntry><text>" + cell +
               "</text></inputEntry><outputEntry><text>" + out + "</text></outputEntry></rule>";
    };
    return "<inputData id='i' name='x'><variable name='x' typeRef='number'/></inputData>"
           "<decision id='d' name='d'><variable name='d'/><informationRequirement><requiredInput href='#i'/>"
           "</informationRequirement><decisionTable " +
           head + ">" + input + outputs + rule("r1", "&gt; 0", "1") + rule("r2", "[5..9]", "2") +
           rule("r3", "7, 8", "2") + "</decisionTable></decision>";
}

std::string hit(const std::string& head, std::int64_t x, const std::string& outputs = "<output name='o'/>")
{
    feel::Context inputs;
    inputs.put("x", Value::number(x));
    return decided(table(head, outputs), "d", inputs);
}

TEST(DmnModel, HitPolicies)
{
    const std::string ordered = "<output name='o'><outputValues><text>2, 1</text></outputValues></output>";
    EXPECT_EQ(hit("hitPolicy='UNIQUE'", 1), "1");
    EXPECT_EQ(hit("hitPolicy='UNIQUE'", 6), "null");
    EXPECT_EQ(hit("hitPolicy='UNIQUE'", 0), "null");
    EXPECT_EQ(hit("hitPolicy='FIRST'", 7), "1");
    EXPECT_EQ(hit("hitPolicy='ANY'", 7), "null");
    EXPECT_EQ(hit("hitPolicy='PRIORITY'", 6, ordered), "2");
    EXPECT_EQ(hit("hitPolicy='OUTPUT ORDER'", 7, ordered), "[2, 2, 1]");
    EXPECT_EQ(hit("hitPolicy='RULE ORDER'", 7), "[1, 2, 2]");
    EXPECT_EQ(hit("hitPolicy='COLLECT'", 7), "[1, 2, 2]");
    EXPECT_EQ(hit("hitPolicy='COLLECT' aggregation='SUM'", 7), "5");
    EXPECT_EQ(hit("hitPolicy='COLLECT' aggregation='MIN'", 7), "1");
    EXPECT_EQ(hit("hitPolicy='COLLECT' aggregation='MAX'", 7), "2");
    EXPECT_EQ(hit("hitPolicy='COLLECT' aggregation='COUNT'", 7), "3");
    EXPECT_EQ(hit("hitPolicy='UNIQUE'", 0,
                  "<output name='o'><defaultOutputEntry><text>9</text></defaultOutputEntry></output>"),
              "9");
}

TEST(DmnModel, KnowledgeMayCallItself)
{
    EXPECT_EQ(
        decided(
            "<businessKnowledgeModel id='f' name='fact'><encapsulatedLogic><formalParameter name='n' typeRef='number'/>"
            "<literalExpression><text>if n = 0 then 1 else n * fact(n - "
            "1)</text></literalExpression></encapsulatedLogic>"
            "</businessKnowledgeModel><decision id='d' name='d'><knowledgeRequirement><requiredKnowledge href='#f'/>"
            "</knowledgeRequirement><literalExpression><text>fact(20)</text></literalExpression></decision>",
            "d"),
        "2432902008176640000");
}

TEST(DmnModel, RecursionWithoutEndIsAFault)
{
    EXPECT_EQ(
        decided("<businessKnowledgeModel id='f' name='f'><encapsulatedLogic><formalParameter name='n'/>"
                "<literalExpression><text>f(n)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
                "<decision id='d' name='d'><knowledgeRequirement><requiredKnowledge href='#f'/></knowledgeRequirement>"
                "<literalExpression><text>f(1)</text></literalExpression></decision>",
                "d"),
        "evaluation-spent");
}

TEST(DmnModel, ItemDefinitionsAllowAndConvert)
{
    const std::string type =
        "<itemDefinition "
        "name='tSmall'><typeRef>number</typeRef><allowedValues><text>[0..9]</text></allowedValues></itemDefinition>";
    const auto typed = [&](const std::string& text) {
        return decided(type +
                           "<decision id='d' name='d'><variable name='d' typeRef='tSmall'/><literalExpression><text>" +
                           text + "</text></literalExpression></decision>",
                       "d");
    };
    EXPECT_EQ(typed("4 + 1"), "5");
    EXPECT_EQ(typed("[5]"), "5");
    EXPECT_EQ(typed("10"), "null");
    EXPECT_EQ(typed("\"5\""), "null");
}

TEST(DmnModel, FaultsNameTheElementAndTheColumn)
{
    EXPECT_EQ(
        decided("<decision id='d' name='d'><literalExpression><text>1 +</text></literalExpression></decision>", "d"),
        "test.dmn, d, column 4: found the end, expected an expression (feel-syntax); mend the expression");
    EXPECT_NE(decided("<decision id='d' name='d'><variable "
                      "typeRef='tNone'/><literalExpression><text>1</text></literalExpression></decision>",
                      "d")
                  .find("type-unknown"),
              std::string::npos);
    EXPECT_NE(decided("<decision id='d' name='d'><informationRequirement><requiredInput "
                      "href='#gone'/></informationRequirement></decision>",
                      "d")
                  .find("requirement-unknown"),
              std::string::npos);
    EXPECT_EQ(read_source("x.dmn", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>").fault().code, "dmn-doctype");
    EXPECT_EQ(read_source("x.dmn", "<definitions xmlns='urn:x'/>").fault().code, "dmn-namespace");
    EXPECT_EQ(read_source("x.dmn", "<definitions").fault().code, "dmn-unreadable");
}

TEST(DmnModel, WhatItCannotReadIsRefusedAndNotGuessed)
{
    const std::string table = "<decision id='d' name='d'><decisionTable id='t' hitPolicy='LAST'/></decision>";
    EXPECT_NE(decided(table, "d").find("found the hit policy 'LAST' (hit-policy-unknown)"), std::string::npos);
    const std::string sum =
        "<decision id='d' name='d'><decisionTable id='t' hitPolicy='COLLECT' aggregation='AVG'/></decision>";
    EXPECT_NE(decided(sum, "d").find("(aggregation-unknown)"), std::string::npos);
    const auto nested = [](int levels) {
        std::string text = "<literalExpression><text>1</text></literalExpression>";
        for (int level = 0; level < levels; ++level)
            text = "<context><contextEntry>" + text + "</contextEntry></context>";
        return "<decision id='d' name='d'>" + text + "</decision>";
    };
    EXPECT_EQ(decided(nested(40), "d").find("dmn-too-deep"), std::string::npos);
    EXPECT_NE(decided(nested(60), "d").find("dmn-too-deep"), std::string::npos);
}

}  // namespace

}  // namespace earned::dmn::dmn_model_test
