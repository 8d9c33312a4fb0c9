#include "contract/fold_apply.h"
#include "contract/own_cash.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace earned {

namespace folding {

namespace {

template <class F, class... Types>
concept OneOf = (std::is_same_v<F, Types> || ...);

// What others of the same day and rank build on comes before them, and what takes away after: an
// invoice before its credit note, a receipt before its application, both before a reversal, and
// what is recovered of a write-off before the cash that pays it.
template <class F>
constexpr std::uint8_t step_of()
{
    if (OneOf<F, ContractSigned, OrderFulfilled, UsageRecorded, InvoiceIssued, InvoiceDrafted, PaymentReceived,
              WriteoffRecovered>)
        return 0;
    if (OneOf<F, GoodsReturned, InvoiceVoided, PaymentReversed, PaymentRefunded, DisputeClosed, WriteoffApproved,
              DraftRejected>)
        return 2;
    return 1;
}

// What was done or spent for a contract before it was signed takes effect on the day of signing (TRG paper 33;
// 606-10-25-1, IFRS 15.9: before that there is no contract whose progress could be measured).
class Signings {
public:
    explicit Signings(std::span<const Event> history)
    {
        Date latest = Date::dawn(), earliest = Date::never();
        for (const Event& event : history) {
            if (std::holds_alternative<ContractSigned>(event.fact)) latest = std::max(latest, event.date);
            if (performs(event)) earliest = std::min(earliest, event.date);
        }
        if (latest <= earliest) return;
        for (const Event& event : history)
            if (const auto* signing = std::get_if<ContractSigned>(&event.fact)) {
                const auto [day, is_first] = days_.try_emplace(signing->contract, event.date);
                if (!is_first) day->second = std::min(day->second, event.date);
            }
    }
    Date effect_of(const Event& event) const
    {
        if (days_.empty() || !performs(event)) return event.date;
        const auto signing = days_.find(routing_of(event).contract);
        return signing == days_.end() ? event.date : std::max(event.date, signing->second);
    }

private:
    static bool performs(const Event& event)
    {
        const Rank rank = rank_of(event.fact);
        return rank == Rank::fulfilment || rank == Rank::usage || rank == Rank::cost;
    }
    std::map<ContractId, Date> days_;  // none: nothing is earlier than every signing
};

struct Placed {
    std::uint64_t key = 0;
    Date day;  // of its effect
    const Event* event = nullptr;
};

std::uint64_t key_of(const Event& event, Date effect)
{
    const std::uint8_t step = std::visit([]<class F>(const F&) { return step_of<F>(); }, event.fact);
    const auto day = static_cast<std::uint32_t>(effect.serial()) ^ 0x80000000U;  // sorts as signed
    return std::uint64_t{day} << 16 | std::uint64_t{static_cast<std::uint8_t>(rank_of(event.fact))} << 8 | step;
}

bool same_event(const Placed& one, const Placed& other)
{
    return one.key == other.key && one.event->source == other.event->source && one.event->id == other.event->id;
}

std::vector<Now> in_order_of_effect(std::span<const Event> history)
{
    std::vector<Placed> placed;
    placed.reserve(history.size());
    const Signings signings(history);
    for (const Event& event : history) {
        const Date effect = signings.effect_of(event);
        placed.push_back({key_of(event, effect), effect, &event});
    }
    std::sort(placed.begin(), placed.end(), [](const Placed& one, const Placed& other) {
        if (one.key != other.key) return one.key < other.key;
        const Event &a = *one.event, &b = *other.event;
        return std::tie(a.date, a.source, a.id, a.number) < std::tie(b.date, b.source, b.id, b.number);
    });
    placed.erase(std::unique(placed.begin(), placed.end(), same_event), placed.end());
    std::vector<Now> order;
    order.reserve(placed.size());
    std::uint64_t day_and_rank = UINT64_MAX;
    std::uint32_t within = 0;
    for (const Placed& one : placed) {
        within = one.key >> 8 == day_and_rank ? within + 1 : 0;
        day_and_rank = one.key >> 8;
        order.push_back({{one.day, rank_of(one.event->fact), within}, one.event});
    }
    return order;
}

}  // namespace

}  // namespace folding

Home fold(const Reference& reference, std::span<const Event> history)
{
    using namespace folding;
    State state{.reference = reference, .history = history};
    const std::vector<Now> order = in_order_of_effect(history);
    for (const Now& now : order) {
        const Outcome outcome = std::visit([&](const auto& fact) { return apply(state, now, fact); }, now.event->fact);
        if (outcome) continue;
        state.home.exceptions.push_back({now.event->number, now.event->source, now.event->id, outcome.fault()});
    }
    form_groups(state);
    state.home.receipts.reserve(state.receipts.size());
    for (ReceiptState& receipt : state.receipts) state.home.receipts.push_back(std::move(receipt.receipt));
    note_cash_elsewhere(reference, state.home);
    state.home.applied = static_cast<std::int64_t>(order.size() - state.home.exceptions.size());
    return std::move(state.home);
}

}  // namespace earned
