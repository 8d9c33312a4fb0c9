// Allocation by standalone price, and rounding to what a currency has.
#include "app/peers/asked.h"

#include "recognition/allocation.h"

namespace earned::app {

namespace peers_prices {

namespace {

// Standalone prices as parts of list prices, in the allocation's currency; the stated figures are
// exact shares, which a residue rule makes add up (allocation.h).
Value shared(const Asked& asked)
{
    std::vector<Claimant> claimants;
    Ratio price, all;
    for (const Value& line : asked.value("lines").items()) {
        const Ratio fx = line.find("fx") != nullptr ? number_in(*line.find("fx")) : Ratio(1);
        Claimant claimant;
        claimant.standalone = number_in(*line.find("list")) * number_in(*line.find("ssp_pct")) / Ratio(100) * fx;
        claimant.low = claimant.high = claimant.standalone;
        claimants.push_back(claimant);
        all += claimant.standalone;
        price += number_in(*line.find("sell")) * fx;
    }
    const Result<std::vector<Ratio>> shares = allocate(price, claimants, {}, asked.about.id);
    if (!shares) throw PeerUnread(shares.fault().text());
    std::vector<Value> extended, relative, allocated;
    for (std::size_t place = 0; place < claimants.size(); ++place) {
        extended.push_back(exactly(claimants[place].standalone));
        relative.push_back(exactly(claimants[place].standalone / all));
        allocated.push_back(exactly((*shares)[place]));
    }
    return Value::record({{"extended_ssp", Value::list(std::move(extended))},
                          {"relative_ssp", Value::list(std::move(relative))},
                          {"derived_total_price", exactly(price)},
                          {"derived_allocated", Value::list(std::move(allocated))}});
}

}  // namespace

}  // namespace peers_prices

std::optional<Value> answer_allocation(const Asked& asked)
{
    using namespace peers_prices;
    if (asked.has("lines") && asked.value("lines").is_list()) return shared(asked);
    if (asked.has("prior"))
        throw NotRunnable(
            "the lines that it reduces, and their standalone prices, stand in a case that isn't in the file");
    return std::nullopt;
}

std::optional<Value> answer_rounding(const Asked& asked)
{
    using namespace peers_prices;
    if (asked.wants("rounded")) return Value::record({{"rounded", amount(asked.money("amount"))}});
    if (!asked.wants("subtotal")) return std::nullopt;
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
