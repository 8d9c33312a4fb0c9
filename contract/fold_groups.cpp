// Contracts that are one for accounting become one group (606-10-25-9, IFRS 15.17).
#include "contract/fold_apply.h"

#include <algorithm>
#include <numeric>

namespace earned::folding {

namespace {

// The lowest place of each contract's group. Combining is symmetric and transitive.
class Combined {
public:
    explicit Combined(std::size_t contracts) : first_(contracts)
    {
        std::iota(first_.begin(), first_.end(), std::size_t{0});
    }
    std::size_t first(std::size_t place)
    {
        while (first_[place] != place) place = first_[place] = first_[first_[place]];
        return place;
    }
    void join(std::size_t one, std::size_t other)
    {
        const std::size_t left = first(one), right = first(other);
        first_[std::max(left, right)] = std::min(left, right);
    }

private:
    std::vector<std::size_t> first_;
};

Combined combine(State& state)
{
    Combined combined(state.contracts.size());
    for (std::size_t place = 0; place < state.contracts.size(); ++place) {
        ContractState& contract = state.contracts[place];
        for (const ContractId& id : contract.contract().terms.combine_with) {
            const std::size_t other = state.contract_places.find(id.text());
            if (other != nowhere) {
                combined.join(place, other);
                continue;
            }
            const Fault fault{"combine-across-homes", address(contract) + ", combine_with",
                              "this customer has no contract " + id.text() + " to combine it with",
                              "send that contract's contract.signed, or correct the name; contracts are combined "
                              "within one customer"};
            if (contract.group.fault) continue;  // one exception an event
            contract.group.fault = fault;
            const Event& event = *contract.signing.event;
            state.home.exceptions.push_back({event.number, event.source, event.id, fault});
        }
    }
    return combined;
}

template <class T>
void append(std::vector<T>& into, std::vector<T>& from)
{
    into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    std::stable_sort(into.begin(), into.end(), [](const T& one, const T& other) { return one.at < other.at; });
}

std::optional<Fault> mismatch(const Group& group, const Group& other)
{
    const std::string where = "contract " + other.id.text() + ", combine_with " + group.id.text();
    if (group.currency != other.currency)
        return Fault{"combined-currencies", where, "contracts that are one for accounting are in two currencies",
                     "combine contracts of one currency"};
    if (group.entity != other.entity)
        return Fault{"combined-entities", where, "contracts that are one for accounting are of two entities",
                     "combine contracts of one entity"};
    return std::nullopt;
}

void absorb(Group& group, Group& other)
{
    if (!group.fault) group.fault = other.fault;
    if (!group.fault) group.fault = mismatch(group, other);
    group.contracts.push_back(std::move(other.contracts.front()));
    append(group.documents, other.documents);
    append(group.cash, other.cash);
    append(group.writeoffs, other.writeoffs);
    append(group.holds, other.holds);
    append(group.confirmations, other.confirmations);
    append(group.disputes, other.disputes);
    append(group.promises, other.promises);
    append(group.drafts, other.drafts);
    append(group.fapiaos, other.fapiaos);
    append(group.red_letters, other.red_letters);
}

// Members in the order in which they became known: by batch, then as they take effect.
Group joined(State& state, std::vector<std::size_t> members)
{
    const auto known_earlier = [&](std::size_t one, std::size_t other) {
        return state.contracts[one].signing.event->batch < state.contracts[other].signing.event->batch;
    };
    std::stable_sort(members.begin(), members.end(), known_earlier);
    Group group = std::move(state.contracts[members.front()].group);
    for (std::size_t member = 1; member < members.size(); ++member)
        absorb(group, state.contracts[members[member]].group);
    std::sort(group.contracts.begin(), group.contracts.end(),
              [](const Contract& one, const Contract& other) { return one.signed_at < other.signed_at; });
    return group;
}

}  // namespace

void form_groups(State& state)
{
    Home& home = state.home;
    if (!state.contracts.empty())
        home.customer = state.contracts.front().group.customer;
    else if (!state.receipts.empty())
        home.customer = state.receipts.front().receipt.customer;
    Combined combined = combine(state);
    struct Members {
        std::int64_t batch;
        std::vector<std::size_t> places;
    };
    std::vector<Members> groups;
    std::vector<std::size_t> group_of(state.contracts.size());
    for (std::size_t place = 0; place < state.contracts.size(); ++place) {
        const std::int64_t batch = state.contracts[place].signing.event->batch;
        const std::size_t first = combined.first(place);
        if (first == place) {
            group_of[place] = groups.size();
            groups.push_back({batch, {place}});
        } else {
            Members& group = groups[group_of[first]];
            group.batch = std::min(group.batch, batch);
            group.places.push_back(place);
        }
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Members& one, const Members& other) { return one.batch < other.batch; });
    home.groups.reserve(groups.size());
    for (Members& group : groups) home.groups.push_back(joined(state, std::move(group.places)));
}

}  // namespace earned::folding
