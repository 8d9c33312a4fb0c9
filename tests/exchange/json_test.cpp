#include "exchange/json.h"
#include "exchange/json_split.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

namespace earned::exchange::json_test {

namespace {

std::string code_of(const Result<Value>& read) { return read ? "read " + canonical(*read) : read.fault().code; }
std::string parsed(std::string_view text) { return code_of(parse_json(text, "x")); }

// One line a document: where it stood, and what it says or why not.
std::string read(const std::string& text)
{
    std::istringstream stream(text);
    std::string said;
    each_json(stream, "f", [&](const ReadJson& document) {
        said += std::string(document.where) + " " +
                (document.value ? canonical(*document.value) : document.value.fault().code) + "\n";
        EXPECT_TRUE(document.value || document.value.fault().where == document.where);
    });
    return said;
}

std::vector<std::string> raws(const std::string& text)
{
    std::istringstream stream(text);
    std::vector<std::string> raw;
    each_json(stream, "f", [&](const ReadJson& document) { raw.emplace_back(document.raw); });
    return raw;
}

std::string nested(int depth, const std::string& open, const std::string& inner, const std::string& close)
{
    std::string text;
    for (int level = 0; level < depth; ++level) text += open;
    text += inner;
    for (int level = 0; level < depth; ++level) text += close;
    return text;
}

}  // namespace

TEST(Json, KeepsTheDigitsAsTheyWereWritten)
{
    const Result<Value> read =
        parse_json(R"({"a":1200.00,"b":[-0.10,1e400,123456789012345678901234567890.1234],"c":"1.50"})", "x");
    ASSERT_TRUE(read);
    EXPECT_EQ(json(*read), R"({"a":1200.00,"b":[-0.10,1e400,123456789012345678901234567890.1234],"c":"1.50"})");
}

TEST(Json, ReadsEveryKindOfValue)
{
    EXPECT_EQ(parsed(R"({"t":true,"f":false,"n":null,"l":[],"r":{},"s":"é\u00e9\ud83d\ude00\n\"\\\/"})"),
              "read {\"f\":false,\"l\":[],\"n\":null,\"r\":{},\"s\":\"éé😀\\n\\\"\\\\/\",\"t\":true}");
    EXPECT_EQ(parsed("12.50"), "read 12.5");
    EXPECT_EQ(parsed(" \"a, b\" "), "read \"a, b\"");
    EXPECT_EQ(parsed("null"), "read null");
    EXPECT_EQ(parsed(" {\"a\":1}\n"), "read {\"a\":1}");
}

TEST(Json, RefusesWhatIsNotJson)
{
    for (const char* text : {"{", "[", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":[1}", "{\"a\":\"x", "[1,[2]"})
        EXPECT_EQ(parsed(text), "json-truncated") << text;
    for (const char* text : {"{a:1}",
                             "{'a':1}",
                             "{\"a\" 1}",
                             "{\"a\":1,}",
                             "[1,]",
                             "[1 2]",
                             "{\"a\":1 \"b\":2}",
                             "{\"a\":nul}",
                             "{\"a\":truex}",
                             "{\"a\":NaN}",
                             "{\"a\":+1}",
                             "{\"a\":01}",
                             "{\"a\":1.}",
                             "{\"a\":.5}",
                             "{\"a\":1e}",
                             "{\"a\":1.2.3e}",
                             "{\"a\":0x10}",
                             "{\"a\":--1}",
                             "{,}",
                             "[,1]",
                             "{\"a\":\"\\x\"}",
                             "{\"a\":\"\\ud800\"}",
                             "{\"a\":\"\\ud800\\u0041\"}",
                             "{\"a\":\"tab\there\"}",
                             "{\"a\":Infinity}",
                             "{\"a\"::1}",
                             "{1:2}",
                             "tru",
                             "}"})
        EXPECT_EQ(parsed(text), "json-malformed") << text;
    EXPECT_EQ(parsed(""), "json-empty");
    EXPECT_EQ(parsed("  \n"), "json-empty");
    EXPECT_EQ(parsed("{\"a\":\"\xff\"}"), "json-not-utf8");
    EXPECT_EQ(parsed("{\"a\":\"\xc0\xaf\"}"), "json-not-utf8");
    EXPECT_EQ(parsed("{\"a\":\"\xed\xa0\x80\"}"), "json-not-utf8");
    EXPECT_EQ(parsed("{\"a\":1} x"), "json-trailing");
    EXPECT_EQ(parsed("{\"a\":1}{\"b\":2}"), "json-trailing");
    EXPECT_EQ(parsed("1 2"), "json-malformed");
    EXPECT_EQ(parsed("1,2"), "json-trailing");
}

TEST(Json, RefusesANameThatStandsTwice)
{
    EXPECT_EQ(parsed(R"({"a":1,"b":2,"a":1})"), "json-duplicate-name");
    EXPECT_EQ(parsed(R"({"a":{"x":1,"\u0078":2}})"), "json-duplicate-name");
    EXPECT_EQ(parsed(R"({"a":{"x":1},"b":{"x":2}})"), R"(read {"a":{"x":1},"b":{"x":2}})");
    EXPECT_EQ(parsed(R"({"":1,"":2})"), "json-duplicate-name");
    std::string many = "{";
    for (int name = 0; name < 5000; ++name) many += "\"n" + std::to_string(name) + "\":1,";
    EXPECT_TRUE(parse_json(many + "\"last\":1}", "x"));
    EXPECT_EQ(parsed(many + "\"n4321\":1}"), "json-duplicate-name");
}

TEST(Json, RefusesWhatIsNestedTooDeep)
{
    EXPECT_TRUE(parse_json(nested(64, "[", "1", "]"), "x"));
    EXPECT_EQ(parsed(nested(65, "[", "1", "]")), "json-too-deep");
    EXPECT_TRUE(parse_json(nested(64, "{\"a\":", "1", "}"), "x"));
    EXPECT_EQ(parsed(nested(65, "{\"a\":", "1", "}")), "json-too-deep");
    EXPECT_EQ(parsed(nested(200000, "[", "", "]")), "json-too-deep");
}

TEST(Json, SaysWhereItIsBroken)
{
    const Result<Value> read = parse_json("{\"a\":1,\n \"b\":nul}", "row 7");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.fault().where, "row 7");
    EXPECT_NE(read.fault().what.find("near byte"), std::string::npos) << read.fault().text();
    std::istringstream stream("\n\n{\"a\":1,\n \"b\":1,\n \"b\":2}");
    each_json(stream, "f", [](const ReadJson& document) {
        EXPECT_EQ(document.where, "f:3");
        ASSERT_FALSE(document.value);
        EXPECT_NE(document.value.fault().what.find("near line 5"), std::string::npos) << document.value.fault().text();
    });
}

TEST(EachJson, ReadsOneDocumentALine)
{
    EXPECT_EQ(read("{\"a\":1}\n{\"a\":2}\n"), "f:1 {\"a\":1}\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("{\"a\":1}\r\n\r\n  {\"a\":2}  \r\n\n"), "f:1 {\"a\":1}\nf:3 {\"a\":2}\n");
    EXPECT_EQ(read("{\"a\":1}\n{\"a\":2}"), "f:1 {\"a\":1}\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("\xEF\xBB\xBF{\"a\":1}\n"), "f:1 {\"a\":1}\n");
    EXPECT_EQ(read("7\n\"x\"\n"), "f:1 7\nf:2 \"x\"\n");
    EXPECT_EQ(read(""), "");
    EXPECT_EQ(read(" \n\n"), "");
    EXPECT_EQ(read("\xEF\xBB\xBF"), "");
    EXPECT_EQ(read("\xFF\xFE{"), "f:1 json-not-utf8\n");
}

TEST(EachJson, ABrokenLineCostsThatLine)
{
    EXPECT_EQ(read("{\"a\":1}\n{\"a\":\n{\"a\":3}\n"), "f:1 {\"a\":1}\nf:2 json-truncated\nf:3 {\"a\":3}\n");
    EXPECT_EQ(read("{\"a\":1}{\"b\":1}\n{\"a\":2}\n"), "f:1 json-trailing\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("{\"a\":\"x\n{\"a\":2}\n"), "f:1 json-truncated\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("{\"a\":1,\n{\"a\":2}\n"), "f:1 json-truncated\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("{\"a\":{\"b\":[1\n{\"a\":2}\n"), "f:1 json-truncated\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("{\n{\"a\":2}\n"), "f:1 json-truncated\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("garbage\n{\"a\":2}\n"), "f:1 json-malformed\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("{\"a\":1}\n{\"a\":\"\xff\"}\n{\"a\":3}\n"), "f:1 {\"a\":1}\nf:2 json-not-utf8\nf:3 {\"a\":3}\n");
    EXPECT_EQ(read("{\"a\":1"), "f:1 json-truncated\n");
}

TEST(EachJson, ReadsAnObjectThatSpansLines)
{
    const std::string pretty = "\n{\n  \"a\": [\n    {\"b\": \"}{\"},\n    2\n  ],\n  \"c\":\n  {}\n}\n";
    EXPECT_EQ(read(pretty), "f:2 {\"a\":[{\"b\":\"}{\"},2],\"c\":{}}\n");
    EXPECT_EQ(read(pretty + "{\"d\":1}\n"), "f:2 {\"a\":[{\"b\":\"}{\"},2],\"c\":{}}\nf:10 {\"d\":1}\n");
    EXPECT_EQ(read("{\"a\":1,\n\"b\":2}"), "f:1 {\"a\":1,\"b\":2}\n");
    EXPECT_EQ(read("{\"a\":\n{\"b\":2}}"), "f:1 {\"a\":{\"b\":2}}\n");
    EXPECT_EQ(read("{\n  \"a\": 1\n"), "f:1 json-truncated\n");
}

TEST(EachJson, ReadsAnArrayElementByElement)
{
    EXPECT_EQ(read("[{\"a\":1},\n {\"a\":2}\n]\n"), "f:1 {\"a\":1}\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("[]"), "");
    EXPECT_EQ(read("[ ]\n"), "");
    EXPECT_EQ(read("[{\"a\":[1,{\"b\":\"]\"}]},7,\"x\"]"), "f:1 {\"a\":[1,{\"b\":\"]\"}]}\nf:1 7\nf:1 \"x\"\n");
    EXPECT_EQ(read("[{\"a\":1},{\"a\":nul},{\"a\":3}]"), "f:1 {\"a\":1}\nf:1 json-malformed\nf:1 {\"a\":3}\n");
    EXPECT_EQ(read("[{\"a\":1}\n{\"a\":2}]"), "f:1 {\"a\":1}\nf:2 json-malformed\nf:2 {\"a\":2}\n");
    EXPECT_EQ(read("[{\"a\":1},]"), "f:1 {\"a\":1}\nf:1 json-malformed\n");
    EXPECT_EQ(read("[,{\"a\":1}]"), "f:1 json-malformed\nf:1 {\"a\":1}\n");
    EXPECT_EQ(read("[{\"a\":1}"), "f:1 {\"a\":1}\nf:1 json-truncated\n");
    EXPECT_EQ(read("[{\"a\":1},"), "f:1 {\"a\":1}\nf:1 json-truncated\n");
    EXPECT_EQ(read("[{\"a\":1},{\"a\":"), "f:1 {\"a\":1}\nf:1 json-truncated\n");
    EXPECT_EQ(read("[{\"a\":1}]\n{\"a\":2}"), "f:1 {\"a\":1}\nf:2 json-trailing\n");
    EXPECT_EQ(read("[}"), "f:1 json-malformed\nf:1 json-truncated\n");
}

TEST(EachJson, GivesTheTextThatCanBeMended)
{
    EXPECT_EQ(raws("{\"a\": 1.50}\r\n{\"a\":"), (std::vector<std::string>{"{\"a\": 1.50}", "{\"a\":"}));
    EXPECT_EQ(raws("{\n \"a\": 1\n}\n"), (std::vector<std::string>{"{  \"a\": 1 }"}));
    EXPECT_EQ(raws("[ {\"a\": 1} , {\"a\":x}]"), (std::vector<std::string>{"{\"a\": 1}", "{\"a\":x}"}));
}

TEST(EachJson, ReadsAcrossTheBlocksOfTheStream)
{
    const std::string long_text(700'000, 'x');
    std::string lines, wanted;
    for (int line = 1; line <= 5; ++line) {
        lines += "{\"a\":\"" + long_text + "\"}\n{\"b\":" + std::to_string(line) + "}\n";
        wanted += "f:" + std::to_string(2 * line - 1) + " {\"a\":\"" + long_text +
                  "\"}\nf:" + std::to_string(2 * line) + " {\"b\":" + std::to_string(line) + "}\n";
    }
    EXPECT_TRUE(read(lines) == wanted);
    std::string array = "[", elements;
    for (int element = 0; element < 40'000; ++element) {
        array += (element == 0 ? "" : ", ") + ("{\"e\":" + std::to_string(element) + ",\"t\":\"]},\"}");
        elements += "f:1 {\"e\":" + std::to_string(element) + ",\"t\":\"]},\"}\n";
    }
    EXPECT_TRUE(read(array + "]") == elements);
}

TEST(JsonSplitter, RefusesADocumentBeyondTheLimit)
{
    const auto split = [](const std::string& text) {
        std::istringstream stream(text);
        JsonSplitter splitter(stream, 1000);
        std::string said;
        while (const auto next = splitter.next())
            said +=
                std::to_string(next->line) + " " + (next->fault ? next->fault->code : std::string(next->text)) + "\n";
        return said;
    };
    const std::string huge = "{\"a\":\"" + std::string(600'000, 'x') + "\"}",
                      large = "{\"a\":\"" + std::string(990, 'x') + "\"}";
    EXPECT_EQ(split("{\"a\":1}\n" + huge + "\n{\"a\":3}\n"), "1 {\"a\":1}\n2 json-too-large\n3 {\"a\":3}\n");
    EXPECT_EQ(split("{\"a\":1}\n" + huge), "1 {\"a\":1}\n2 json-too-large\n");
    EXPECT_EQ(split("{\"a\":1}\n" + large), "1 {\"a\":1}\n2 " + large + "\n");
    EXPECT_EQ(split("[{\"a\":1}," + huge + "]"), "1 {\"a\":1}\n1 json-too-large\n");
    EXPECT_EQ(split("[" + large + "]"), "1 " + large + "\n");
}

// What a value says, written and read again, is the same: in a line, in an array, over lines.
RC_GTEST_PROP(EachJson, ReadsWhatWasWritten, ())
{
    const auto text =
        *rc::gen::container<std::string>(rc::gen::element('a', '"', '\\', '{', ']', ',', '\n', '\x01', ' '));
    const auto whole = *rc::gen::arbitrary<std::int64_t>();
    const Value value =
        Value::record({{text + "n", Value::list({Value::text(text), Value::number(whole), Value::null()})},
                       {"r", Value::record({{text, Value::boolean(true)}})}});
    const std::string wanted = canonical(value);
    RC_ASSERT(parsed(json(value)) == "read " + wanted);
    RC_ASSERT(read(json(value) + "\n" + json(value)) == "f:1 " + wanted + "\nf:2 " + wanted + "\n");
    RC_ASSERT(read("[" + json(value) + "," + json(value) + "]") == "f:1 " + wanted + "\nf:1 " + wanted + "\n");
}

// Any bytes at all are read or refused: nothing is lost, and nothing breaks.
RC_GTEST_PROP(EachJson, SurvivesAnyBytes, ())
{
    const auto text = *rc::gen::container<std::string>(
        rc::gen::weightedOneOf<char>({{8, rc::gen::element('{', '}', '[', ']', '"', ',', ':', '\n', 'a', '1', '\\')},
                                      {1, rc::gen::arbitrary<char>()}}));
    std::istringstream stream(text);
    int count = 0;
    each_json(stream, "f", [&](const ReadJson& document) {
        ++count;
        const bool said = document.value || !document.value.fault().code.empty();
        RC_ASSERT(said);
    });
    RC_ASSERT(count <= static_cast<int>(2 * text.size() + 1));
}

}  // namespace earned::exchange::json_test
