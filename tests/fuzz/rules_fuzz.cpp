// Fuzz targets for what a rule file may hold: a whole model (fuzz_model), or one expression (fuzz_expression).
// Whatever the bytes, reading and evaluating end: with an answer, with faults, or with the budget spent.
#include "rules/dmn/model.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace earned::dmn {

namespace {

constexpr feel::Limits little{.steps = 20'000, .size = 200'000, .depth = 1'000, .warnings = 5};

void evaluate_all(std::string_view text)
{
    auto source = read_source("fuzz.dmn", std::string(text));
    if (!source) return;
    std::vector<Source> sources;
    sources.push_back(std::move(*source));
    std::vector<Fault> faults;
    const Model model = Model::compile(std::move(sources), faults);
    const feel::DateTime now = feel::midnight_utc({2026, 1, 1});
    for (const std::string& decision : model.decisions())
        static_cast<void>(model.evaluate(decision, feel::Context(), little, now));
}

[[maybe_unused]] void fuzz_model(std::string_view bytes) { evaluate_all(bytes); }

[[maybe_unused]] void fuzz_expression(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        if (c == '<')
            text += "&lt;";
        else if (c == '&')
            text += "&amp;";
        else
            text += c;
    }
    evaluate_all(R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="m">)"
                 R"(<decision id="d" name="d"><variable name="d"/><literalExpression><text>)" +
                 text + "</text></literalExpression></decision></definitions>");
}

}  // namespace

}  // namespace earned::dmn

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    earned::dmn::EARNED_FUZZ_RULES(std::string_view(reinterpret_cast<const char*>(bytes), size));
    return 0;
}
