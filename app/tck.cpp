#include "app/tck.h"

#include "app/tck_values.h"
#include "rules/dmn/model.h"

#include <pugixml.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace earned::app {

namespace {

namespace files = std::filesystem;

std::string contents(const files::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The moment that now() gives: any will do, so long as it is one.
const feel::DateTime& some_moment()
{
    static const feel::DateTime moment = feel::midnight_utc({2026, 1, 1});
    return moment;
}

struct Loaded {
    std::optional<dmn::Model> model;
    std::string why;
};

Loaded load(const files::path& folder, const std::string& name)
{
    Loaded loaded;
    std::vector<dmn::Source> sources;
    std::vector<files::path> others;
    for (const auto& each : files::directory_iterator(folder))
        if (each.path().extension() == ".dmn" && each.path().filename() != name) others.push_back(each.path());
    std::sort(others.begin(), others.end());
    others.insert(others.begin(), folder / name);
    for (const files::path& each : others) {
        auto source = dmn::read_source(each.filename().string(), contents(each));
        if (source)
            sources.push_back(std::move(*source));
        else if (sources.empty())
            return {std::nullopt, source.fault().text()};
    }
    std::vector<Fault> faults;
    loaded.model = dmn::Model::compile(std::move(sources), faults);
    for (const Fault& each : faults) loaded.why += each.text() + "\n";
    return loaded;
}

TckCase run_case(const Loaded& loaded, pugi::xml_node test, pugi::xml_node result, const std::string& file)
{
    TckCase done;
    const std::string decision = result.attribute("name").value(), service = test.attribute("invocableName").value();
    done.name = file + " " + test.attribute("id").value() + " " + decision;
    const feel::Value expected = tck_value(tck_child(result, "expected"));
    done.wants_value = !expected.is_null();
    done.expected = feel::quoted(expected);
    if (!loaded.model) {
        done.why = loaded.why;
        return done;
    }
    feel::Context inputs;
    for (const pugi::xml_node each : test.children())
        if (tck_name(each) == "inputNode") inputs.put(each.attribute("name").value(), tck_value(each));
    const auto given = service.empty() ? loaded.model->evaluate(decision, inputs, {}, some_moment())
                                       : loaded.model->evaluate_service(service, inputs, {}, some_moment());
    if (!given) {
        done.given = "fault";
        done.why = given.fault().text();
        return done;
    }
    const feel::Value* value = &given->value;
    if (!service.empty() && value->context() && value->context()->find(decision) && !expected.context())
        value = value->context()->find(decision);
    done.given = feel::quoted(*value);
    done.passed = tck_same(expected, *value);
    for (const std::string& warning : given->warnings) done.why += warning + "\n";
    return done;
}

void run_folder(const files::path& path, TckFolder& folder)
{
    std::vector<files::path> tests;
    for (const auto& each : files::directory_iterator(path))
        if (each.path().extension() == ".xml") tests.push_back(each.path());
    std::sort(tests.begin(), tests.end());
    for (const files::path& each : tests) {
        pugi::xml_document document;
        const std::string text = contents(each);
        if (!document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single))
            continue;
        const pugi::xml_node root = document.document_element();
        const Loaded loaded = load(path, tck_child(root, "modelName").text().get());
        for (const pugi::xml_node test : root.children()) {
            if (tck_name(test) != "testCase") continue;
            for (const pugi::xml_node result : test.children())
                if (tck_name(result) == "resultNode")
                    folder.cases.push_back(run_case(loaded, test, result, path.filename().string()));
        }
    }
}

}  // namespace

std::size_t TckFolder::passed() const
{
    return static_cast<std::size_t>(
        std::count_if(cases.begin(), cases.end(), [](const TckCase& each) { return each.passed; }));
}

Result<std::vector<TckFolder>> run_tck(const std::string& folder)
{
    std::error_code none;
    if (!files::is_directory(folder, none))
        return Fault{"tck-missing", folder, "there is no such folder, so nothing was run",
                     "get the suite's TestCases and give their folder"};
    std::vector<TckFolder> all;
    for (const auto& level : files::directory_iterator(folder)) {
        if (!level.is_directory()) continue;
        for (const auto& each : files::directory_iterator(level.path())) {
            if (!each.is_directory()) continue;
            TckFolder& one = all.emplace_back();
            one.level = level.path().filename().string();
            one.name = each.path().filename().string();
            run_folder(each.path(), one);
        }
    }
    std::sort(all.begin(), all.end(), [](const TckFolder& one, const TckFolder& other) {
        return std::pair(one.level, one.name) < std::pair(other.level, other.name);
    });
    return all;
}

}  // namespace earned::app
