#include "app/case_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>

namespace earned::app {

namespace {

// A sentence about one place of the file; becomes the Fault of the document.
struct Misread : std::runtime_error {
    Misread(const YAML::Node& node, std::string what, std::string hint)
        : std::runtime_error(std::move(what)), line(node.Mark().line + 1), remedy(std::move(hint))
    {
    }
    int line;
    std::string remedy;
};

bool looks_like_number(const std::string& text) { return !text.empty() && Decimal::parse(text).has_value(); }

// YAML scalars by the core schema, with the digits of a number as written.
Value scalar(const YAML::Node& node)
{
    const std::string& text = node.Scalar();
    if (node.Tag() == "!") return Value::text(text);  // quoted
    if (text.empty() || text == "~" || text == "null") return Value::null();
    if (text == "true" || text == "false") return Value::boolean(text == "true");
    return looks_like_number(text) ? Value::number(text) : Value::text(text);
}

Value value_of(const YAML::Node& node)
{
    switch (node.Type()) {
        case YAML::NodeType::Undefined:
        case YAML::NodeType::Null:
            return Value::null();
        case YAML::NodeType::Scalar:
            return scalar(node);
        case YAML::NodeType::Sequence: {
            std::vector<Value> items;
            for (const YAML::Node& item : node) items.push_back(value_of(item));
            return Value::list(std::move(items));
        }
        case YAML::NodeType::Map:
            break;
    }
    std::vector<std::pair<std::string, Value>> fields;
    for (const auto& field : node) {
        const std::string& name = field.first.Scalar();
        if (std::any_of(fields.begin(), fields.end(), [&](const auto& known) { return known.first == name; }))
            throw Misread(field.first, "the name '" + name + "' stands here twice", "keep one of them");
        fields.emplace_back(name, value_of(field.second));
    }
    return Value::record(std::move(fields));
}

Date date_of(const YAML::Node& node)
{
    const auto date = node.IsScalar() ? Date::parse(node.Scalar()) : std::nullopt;
    if (!date) throw Misread(node, "a date is expected, as YYYY-MM-DD", "write the day in full");
    return *date;
}

Decimal decimal_of(const YAML::Node& node)
{
    const auto decimal = node.IsScalar() ? Decimal::parse(node.Scalar()) : std::nullopt;
    if (!decimal) throw Misread(node, "a number is expected", "write its digits, with a point");
    return *decimal;
}

YAML::Node required(const YAML::Node& node, const char* name)
{
    const YAML::Node field = node[name];
    if (!field) throw Misread(node, std::string("'") + name + "' is missing", "add it: see docs/cases.md");
    return field;
}

std::string text_of(const YAML::Node& node, const char* name)
{
    const YAML::Node field = node[name];
    return field ? field.Scalar() : std::string();
}

constexpr std::array narrowing = {"book",  "contract",   "line",     "obligation",
                                  "cause", "belongs_to", "currency", "source"};

Narrowed narrowed(const YAML::Node& node)
{
    return {text_of(node, "book"),  text_of(node, "contract"),   text_of(node, "line"),     text_of(node, "obligation"),
            text_of(node, "cause"), text_of(node, "belongs_to"), text_of(node, "currency"), text_of(node, "source")};
}

std::vector<NamedAmount> accounts(const YAML::Node& node, std::initializer_list<const char*> not_accounts)
{
    std::vector<NamedAmount> found;
    for (const auto& field : node) {
        const std::string& text = field.first.Scalar();
        const auto is = [&](const char* other) { return text == other; };
        if (std::any_of(narrowing.begin(), narrowing.end(), is)) continue;
        if (std::any_of(not_accounts.begin(), not_accounts.end(), is)) continue;
        found.push_back({text, decimal_of(field.second)});
    }
    return found;
}

std::vector<NamedAmount> amounts(const YAML::Node& node)
{
    std::vector<NamedAmount> found;
    for (const auto& field : node) found.push_back({field.first.Scalar(), decimal_of(field.second)});
    return found;
}

std::optional<Decimal> optional_decimal(const YAML::Node& node, const char* name)
{
    const YAML::Node field = node[name];
    return field ? std::optional(decimal_of(field)) : std::nullopt;
}

Expectation journal(const YAML::Node& node)
{
    ExpectedJournal expected{date_of(required(node, "date")), narrowed(node), {}};
    expected.by.line = text_of(node, "line");
    for (const YAML::Node& line : required(node, "lines")) {
        if (!line.IsSequence() || line.size() != 3 || (line[1].Scalar() != "Dr" && line[1].Scalar() != "Cr"))
            throw Misread(line, "a journal line is [account, Dr or Cr, amount]", "write it so");
        expected.lines.push_back({line[0].Scalar(), line[1].Scalar(), decimal_of(line[2])});
    }
    return expected;
}

Expectation invoices(const YAML::Node& node)
{
    ExpectedInvoices expected{date_of(required(node, "through")), narrowed(node), {}};
    for (const YAML::Node& document : required(node, "list")) {
        ExpectedDocument fields;
        for (const auto& field : document) fields.fields.emplace_back(field.first.Scalar(), field.second.Scalar());
        expected.list.push_back(std::move(fields));
    }
    return expected;
}

Expectation schedule(const YAML::Node& node)
{
    ExpectedSchedule expected{text_of(node, "contract"), text_of(node, "line"), {}};
    for (const YAML::Node& row : required(node, "rows")) {
        if (!row.IsSequence() || row.size() != 2)
            throw Misread(row, "a schedule row is [period, amount]", "write it so");
        expected.rows.push_back({row[0].Scalar(), decimal_of(row[1])});
    }
    return expected;
}

Expectation expectation(const YAML::Node& node)
{
    if (!node.IsMap() || node.size() != 1)
        throw Misread(node, "an expectation has one name", "write `- balances: {…}`");
    const std::string kind = node.begin()->first.Scalar();
    const YAML::Node body = node.begin()->second;
    if (kind == "balances")
        return ExpectedBalances{date_of(required(body, "as_of")), narrowed(body), accounts(body, {"as_of"})};
    if (kind == "movements")
        return ExpectedMovements{date_of(required(body, "from")), date_of(required(body, "to")), narrowed(body),
                                 accounts(body, {"from", "to"})};
    if (kind == "journal") return journal(body);
    if (kind == "invoices") return invoices(body);
    if (kind == "schedule") return schedule(body);
    if (kind == "allocation")
        return ExpectedAllocation{date_of(required(body, "as_of")), text_of(body, "contract"), text_of(body, "pool"),
                                  optional_decimal(body, "price"),
                                  body["lines"] ? amounts(body["lines"]) : std::vector<NamedAmount>{}};
    if (kind == "obligation")
        return ExpectedObligation{date_of(required(body, "as_of")), text_of(body, "contract"), text_of(body, "line"),
                                  optional_decimal(body, "progress"), optional_decimal(body, "unit_price")};
    if (kind == "remaining")
        return ExpectedRemaining{date_of(required(body, "as_of")), text_of(body, "contract"),
                                 optional_decimal(body, "amount"),
                                 body["bands"] ? amounts(body["bands"]) : std::vector<NamedAmount>{}};
    if (kind == "not_current")
        return ExpectedNotCurrent{date_of(required(body, "as_of")), text_of(body, "contract"),
                                  accounts(body, {"as_of"})};
    if (kind == "error")
        return ExpectedError{required(body, "event").as<std::size_t>(), required(body, "code").Scalar()};
    throw Misread(node, "'" + kind + "' is no kind of expectation",
                  "use balances, movements, journal, invoices, allocation, obligation, schedule, remaining, "
                  "not_current or error");
}

CaseEvent event_of(const YAML::Node& node)
{
    if (!node.IsMap() || node.size() != 1)
        throw Misread(node, "an event has one type", "write `- contract.signed: {…}`");
    return {node.begin()->first.Scalar(), value_of(node.begin()->second), node.Mark().line + 1};
}

Case case_of(const std::string& file, const YAML::Node& node)
{
    if (!node.IsMap()) throw Misread(node, "a case is a document with fields", "begin with `case: name`");
    constexpr std::array known = {"case",   "title", "source", "rules",  "policies",
                                  "entity", "book",  "events", "expect", "confirmation"};
    for (const auto& field : node) {
        const std::string& name = field.first.Scalar();
        if (std::none_of(known.begin(), known.end(), [&](const char* other) { return name == other; }))
            throw Misread(field.first, "a case has no field '" + name + "'", "see docs/cases.md for its fields");
    }
    Case read;
    read.file = file;
    read.line = node.Mark().line + 1;
    read.title = text_of(node, "title");
    read.name = node["case"] ? node["case"].Scalar() : read.title;
    read.source = text_of(node, "source");
    if (node["rules"]) read.rules = node["rules"].Scalar();
    if (node["book"]) read.book = node["book"].Scalar();
    read.confirmation_required = text_of(node, "confirmation") == "required";
    if (node["policies"])
        for (const auto& policy : node["policies"]) read.policies[policy.first.Scalar()] = policy.second.Scalar();
    read.entity = node["entity"] ? value_of(node["entity"]) : Value::record({});
    if (node["events"])
        for (const YAML::Node& event : node["events"]) read.events.push_back(event_of(event));
    if (node["expect"])
        for (const YAML::Node& expected : node["expect"])
            read.expectations.push_back({expectation(expected), expected.Mark().line + 1});
    if (read.name.empty()) throw Misread(node, "the case has no name", "begin with `case: name`");
    if (read.expectations.empty())
        throw Misread(node, "the case expects nothing", "say under `expect` what the books must show");
    return read;
}

}  // namespace

std::vector<Result<Case>> read_cases(const std::string& file, const std::string& text)
{
    std::vector<Result<Case>> cases;
    const auto fault = [&](int line, const std::string& what, const std::string& hint) {
        return Fault{.code = "case-unreadable", .where = file + ":" + std::to_string(line), .what = what, .hint = hint};
    };
    try {
        for (const YAML::Node& document : YAML::LoadAll(text)) {
            if (!document || document.IsNull()) continue;
            try {
                cases.push_back(case_of(file, document));
            } catch (const Misread& misread) {
                cases.push_back(fault(misread.line, misread.what(), misread.remedy));
            } catch (const YAML::Exception& misread) {
                cases.push_back(fault(misread.mark.line + 1, misread.msg, "see docs/cases.md for the form of a case"));
            }
        }
    } catch (const YAML::Exception& broken) {
        cases.push_back(fault(broken.mark.line + 1, broken.msg, "mend the YAML at this place"));
    }
    if (cases.empty()) cases.push_back(fault(1, "the file holds no case", "begin with `case: name`"));
    return cases;
}

}  // namespace earned::app
