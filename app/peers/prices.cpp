// Allocation by standalone price, and rounding to what a currency has.
#include "app/peers/asked.h"

#include "recognition/allocation.h"

namespace earned::app {

namespace peers_prices {

namespace {

struct SoldLine {
    Ratio list, sell, percent, fx;
};

std::vector<SoldLine> sold_lines(const Value& list)
{
    std::vector<SoldLine> lines;
    const auto part = [](const Value& line, std::string_view name, const Ratio& otherwise) {
        const Value* said = line.find(name);
        return said == nullptr || said->is_null() ? otherwise : number_in(*said);
    };
    for (const Value& line : list.items()) {
        const Value *listed = line.find("list"), *sold = line.find("sell");
        if (listed == nullptr || sold == nullptr) throw PeerUnread("a line has a list and a selling price");
        lines.push_back({number_in(*listed), number_in(*sold), part(line, "ssp_pct", 100), part(line, "fx", 1)});
    }
    return lines;
}

// Standalone prices as parts of list prices, in the allocation's currency; the stated figures are
// exact shares, which a residue rule makes add up (allocation.h).
Value shared(const Asked& asked, const std::vector<SoldLine>& lines)
{
    std::vector<Claimant> claimants;
    Ratio price, all;
    for (const SoldLine& line : lines) {
        Claimant claimant;
        claimant.standalone = line.list * line.percent / Ratio(100) * line.fx;
        claimant.low = claimant.high = claimant.standalone;
        claimants.push_back(claimant);
        all += claimant.standalone;
        price += line.sell * line.fx;
    }
    const Result<std::vector<Ratio>> shares = allocate(price, claimants, {}, asked.about.id);
    if (!shares) throw PeerRefused(shares.fault().text());
    std::vector<Value> extended, relative, allocated;
    for (std::size_t place = 0; place < claimants.size(); ++place) {
        extended.push_back(exactly(claimants[place].standalone));
        relative.push_back(exactly(claimants[place].standalone / all));
        allocated.push_back(exactly((*shares)[place]));
    }
    // Some figures are called derived where the case's author worked them out.
    Fields fields{{"rule", Value::null()}};
    for (const std::string before : {"", "derived_"}) {
        fields.emplace_back(before + "extended_ssp", Value::list(extended));
        fields.emplace_back(before + "relative_ssp", Value::list(relative));
        fields.emplace_back(before + "total_price", exactly(price));
        fields.emplace_back(before + "allocated", Value::list(allocated));
    }
    return Value::record(std::move(fields));
}

// What the case above sold, less a reduction of each of its lines.
Value reduced(const Asked& asked)
{
    const Value* above = asked.before == nullptr ? nullptr : asked.before->input.find("lines");
    const Value& reductions = asked.value("reduction");
    if (above == nullptr || !above->is_list() || above->items().size() != reductions.items().size())
        throw NotRunnable(
            "the lines that it reduces, and their standalone prices, stand in a case that isn't in the file");
    std::vector<SoldLine> lines = sold_lines(*above);
    for (std::size_t place = 0; place < lines.size(); ++place) {
        const Value& less = reductions.items()[place];
        if (const Value* list = less.find("list")) lines[place].list += number_in(*list);
        if (const Value* sell = less.find("sell")) lines[place].sell += number_in(*sell);
    }
    return shared(asked, lines);
}

}  // namespace

}  // namespace peers_prices

std::optional<Value> answer_allocation(const Asked& asked)
{
    using namespace peers_prices;
    const bool sold = asked.has("lines") && asked.value("lines").is_list() && !asked.value("lines").items().empty() &&
                      asked.value("lines").items()[0].is_record();
    if (sold) return shared(asked, sold_lines(asked.value("lines")));
    if (asked.has("prior")) return reduced(asked);
    return std::nullopt;
}

std::optional<Value> answer_rounding(const Asked& asked)
{
    using namespace peers_prices;
    if (asked.wants("rounded")) return Value::record({{"rounded", amount(asked.money("amount"))}});
    if (!asked.wants("subtotal")) return std::nullopt;
    if (asked.value("lines").is_list()) {
        Money sum = Money::zero(asked.currency());
        for (const Ratio& line : numbers_in(asked.value("lines"))) sum += asked.rounded(line);
        return Value::record({{"subtotal", amount(sum)}});
    }
    // "100/3 three times"
    const std::string lines = asked.text("lines");
    const std::vector<Ratio> figures = figures_of(lines);
    static constexpr std::string_view words[] = {"once", "twice", "three", "four", "five",
                                                 "six",  "seven", "eight", "nine", "ten"};
    std::int64_t times = 0;
    for (std::size_t word = 0; word < std::size(words); ++word)
        if (lines.find(words[word]) != std::string::npos) times = static_cast<std::int64_t>(word) + 1;
    if (figures.size() == 3) times = figures[2].rounded(Round::down);
    if (figures.size() < 2 || times == 0) throw PeerUnread("'" + lines + "' says no lines");
    Money sum = Money::zero(asked.currency());
    for (std::int64_t line = 0; line < times; ++line) sum += asked.rounded(figures[0] / figures[1]);
    return Value::record({{"subtotal", amount(sum)}});
}

}  // namespace earned::app
