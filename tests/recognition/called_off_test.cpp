// What is called off under an amount a unit, and for a supplier: counted one call after another, beside the engine.
#include "recognition/agency.h"
#include "tests/recognition/story.h"

#include <rapidcheck/gtest.h>

#include <map>

namespace earned::called_off_test {

namespace {

std::string text(std::int64_t amount) { return Money(amount, usd()).plain(); }
std::string after(int days) { return (day("2026-01-01") + days).text(); }

// Units, prices, parts and amounts of a unit in cents.
struct Line {
    Spec spec;
    std::int64_t price = 0, part = 0, units = 0, asked = 0, supplied = 0;
};

Line drawn_line(const std::string& id)
{
    Line line;
    line.spec = *rc::gen::arbitrary<bool>() ? goods(id, "0.00") : work(id, "0.00", Measure::as_invoiced);
    line.spec.open = true;
    return line;
}

// The amount of each unit is within its price, so that no price is below nothing.
void price_anew(Line& line, bool for_supplier)
{
    line.price = *rc::gen::inRange<std::int64_t>(500, 10'000);
    line.part = for_supplier ? *rc::gen::inRange<std::int64_t>(0, 200) : 0;
    line.spec.unit_price = text(line.price);
}

class Telling {
public:
    explicit Telling(std::size_t lines) : for_supplier_(*rc::gen::arbitrary<bool>())
    {
        for (std::size_t place = 0; place < lines; ++place) {
            lines_.push_back(drawn_line("L" + std::to_string(place)));
            price_anew(lines_.back(), for_supplier_);
            story.line(lines_.back().spec);
            say_part(lines_.back(), 0);
        }
        Variable words;
        words.id = "r";
        words.kind = *rc::gen::element<std::string>("rebate", "concession");
        words.per_unit = number(text(-rebate_));
        story.variable(words);
    }

    void go_on(int days)
    {
        Line& line = lines_[*rc::gen::inRange<std::size_t>(0, lines_.size())];
        switch (*rc::gen::inRange(0, 4)) {
            case 0:
                return price(line, days);
            case 1:
                return estimate(days);
            default:
                return call_off(line, days);
        }
    }

    std::int64_t earned() const
    {
        std::int64_t sum = 0;
        for (const Line& line : lines_) sum += line.asked - line.supplied - rebate_ * line.units;
        return sum;
    }
    std::int64_t supplied() const
    {
        std::int64_t sum = 0;
        for (const Line& line : lines_) sum += line.supplied;
        return sum;
    }

    Story story;

private:
    void say_part(const Line& line, std::size_t version)
    {
        if (!for_supplier_) return;
        for (LineLife& life : story.contract().lines)
            if (life.id.text() == line.spec.id) {
                life.versions[version].line.treatment.principal = false;
                life.versions[version].line.treatment.supplier_cost = number(text(line.part));
            }
    }
    void price(Line& line, int days)
    {
        price_anew(line, for_supplier_);
        story.modified(after(days), *rc::gen::element(Modifies::prospective, Modifies::catch_up)).changing(line.spec);
        say_part(line, ++versions_[line.spec.id]);
    }
    void estimate(int days)
    {
        rebate_ = *rc::gen::inRange<std::int64_t>(0, 300);
        EstimateRevised revised;
        revised.variable = "r";
        revised.per_unit = number(text(-rebate_));
        story.revised(after(days), revised);
    }
    void call_off(Line& line, int days)
    {
        const std::int64_t units = *rc::gen::inRange<std::int64_t>(1, 50);
        if (line.spec.satisfied == Satisfied::point_in_time)
            story.delivered(line.spec.id, after(days), std::to_string(units));
        else
            story.used(line.spec.id, after(days), std::to_string(units));
        line.units += units;
        line.asked += units * line.price;
        line.supplied += units * line.part;
    }

    bool for_supplier_ = false;
    std::vector<Line> lines_;
    std::map<std::string, std::size_t> versions_;
    std::int64_t rebate_ = 100;
};

}  // namespace

// Each unit earns its own price and its amount, and nothing that is called off later moves what was earned.
RC_GTEST_PROP(CalledOff, EarnsEachUnitByItself, ())
{
    Telling telling(*rc::gen::inRange<std::size_t>(1, 4));
    std::vector<std::pair<int, std::pair<std::int64_t, std::int64_t>>> expected;
    const int turns = *rc::gen::inRange(1, 12);
    int days = 0;
    for (int turn = 0; turn < turns; ++turn) {
        days += *rc::gen::inRange(1, 30);
        telling.go_on(days);
        expected.push_back({days, {telling.earned(), telling.supplied()}});
    }
    const Result<Earned> told = telling.story.told();
    if (!told) RC_FAIL(told.fault().text());
    for (const auto& [when, figures] : expected) {
        const Date date = day(after(when));
        std::int64_t supplied = 0;
        for (const Obligation& obligation : told->obligations) supplied += supplied_at(obligation, end_of(date), date);
        RC_ASSERT(revenue(*told, after(when)) == figures.first);
        RC_ASSERT(supplied == figures.second);
    }
}

}  // namespace earned::called_off_test
