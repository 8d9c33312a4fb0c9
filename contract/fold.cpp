#include "contract/fold_apply.h"
#include "contract/own_cash.h"

#include <algorithm>
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

struct Placed {
    std::uint64_t key = 0;
    const Event* event = nullptr;
};

std::uint64_t key_of(const Event& event)
{
    const std::uint8_t step = std::visit([]<class F>(const F&) { return step_of<F>(); }, event.fact);
    const auto day = static_cast<std::uint32_t>(event.date.serial()) ^ 0x80000000U;  // sorts as signed
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
    for (const Event& event : history) placed.push_back({key_of(event), &event});
    std::sort(placed.begin(), placed.end(), [](const Placed& one, const Placed& other) {
        if (one.key != other.key) return one.key < other.key;
        const Event &a = *one.event, &b = *other.event;
        return std::tie(a.source, a.id, a.number) < std::tie(b.source, b.id, b.number);
    });
    placed.erase(std::unique(placed.begin(), placed.end(), same_event), placed.end());
    std::vector<Now> order;
    order.reserve(placed.size());
    std::uint64_t day_and_rank = UINT64_MAX;
    std::uint32_t within = 0;
    for (const Placed& one : placed) {
        within = one.key >> 8 == day_and_rank ? within + 1 : 0;
        day_and_rank = one.key >> 8;
        order.push_back({{one.event->date, rank_of(one.event->fact), within}, one.event});
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
