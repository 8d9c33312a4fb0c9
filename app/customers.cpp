#include "app/customers.h"

#include <algorithm>

namespace earned::app {

namespace {

// Commands go from home to home: where one home follows another that was asked for, its neighbours are next.
constexpr std::int64_t few_homes = 8, many_homes = 256;
constexpr std::size_t ends_kept = 16;  // more than there are workers

}  // namespace

void CustomersAsNeeded::know_at(std::int64_t batch)
{
    const std::scoped_lock alone(mutex_);
    known_at_ = batch;
    recent_.clear();
    older_.clear();
    ends_.clear();
}

CustomerHistory CustomersAsNeeded::find(const CustomerId& id)
{
    const std::scoped_lock alone(mutex_);
    if (const CustomerHistory* known = kept(id.text())) return *known;
    if (session_ == nullptr) session_ = store_.another();
    read(read_with(id.text()));
    return *kept(id.text());
}

const CustomerHistory* CustomersAsNeeded::kept(const std::string& id)
{
    if (const auto found = recent_.find(id); found != recent_.end()) return &found->second;
    const auto found = older_.find(id);
    if (found == older_.end()) return nullptr;
    keep(id, found->second);
    return &recent_.find(id)->second;
}

void CustomersAsNeeded::keep(const std::string& id, CustomerHistory history)
{
    if (recent_.size() >= most_) {
        older_ = std::move(recent_);
        recent_.clear();
    }
    recent_.insert_or_assign(id, std::move(history));
}

// Each once: the customer, last, and those of the homes from its own on.
std::vector<std::string> CustomersAsNeeded::read_with(const std::string& id)
{
    std::vector<std::string> ids;
    const std::int64_t home = session_->homes_of(std::vector{db::Key{db::KeyKind::customer, id}}).front();
    if (home != 0) {
        const bool follows = std::any_of(ends_.begin(), ends_.end(),
                                         [&](std::int64_t end) { return end < home && home <= end + many_homes; });
        const std::int64_t last = home + (follows ? many_homes : few_homes) - 1;
        for (db::HomeRow& row : session_->homes({home, last})) ids.push_back(std::move(row.customer));
        if (ends_.size() == ends_kept) ends_.erase(ends_.begin());
        ends_.push_back(last);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::erase(ids, id);
    ids.push_back(id);
    return ids;
}

void CustomersAsNeeded::read(const std::vector<std::string>& ids)
{
    std::unordered_map<std::string, History<CustomerDefined>> histories;
    for (const db::EventRow& row : session_->definitions_of(ids, known_at_)) {
        Event event = decode_stored(row);
        auto& fact = std::get<CustomerDefined>(event.fact);
        History<CustomerDefined>& history = histories[fact.customer.text()];
        history.push_back({event.date, event.number, std::move(fact)});
    }
    for (const std::string& id : ids) {
        const auto found = histories.find(id);
        if (found == histories.end()) {
            keep(id, nullptr);
            continue;
        }
        std::stable_sort(found->second.begin(), found->second.end(),
                         [](const auto& one, const auto& other) { return one.from < other.from; });
        keep(id, std::make_shared<const History<CustomerDefined>>(std::move(found->second)));
    }
}

std::set<CustomerId> customers_defined(Book& book, const std::function<bool(const CustomerDefined&)>& is_meant)
{
    std::set<CustomerId> found;
    book.store().definitions(0, book.known_at(), [&](const db::EventRow& row) {
        const Event event = decode_stored(row);
        const auto& fact = std::get<CustomerDefined>(event.fact);
        if (is_meant(fact)) found.insert(fact.customer);
    });
    return found;
}

std::map<std::string, CustomerId> owners_of(Book& book, const std::set<std::string>& plain_accounts)
{
    if (plain_accounts.empty()) return {};
    const auto has_one = [&](const CustomerDefined& customer) {
        return std::any_of(customer.bank_accounts.begin(), customer.bank_accounts.end(),
                           [&](const std::string& account) { return plain_accounts.contains(plain_account(account)); });
    };
    std::map<std::string, CustomerId> owners;
    for (const CustomerId& id : customers_defined(book, has_one)) {
        const CustomerVersion last = book.reference().customer(id, Date::never());
        for (const std::string& account : last->bank_accounts) {
            const auto [place, is_new] = owners.try_emplace(plain_account(account), id);
            if (!is_new && place->second != id) place->second = CustomerId();
        }
    }
    std::erase_if(owners,
                  [&](const auto& owner) { return owner.second.empty() || !plain_accounts.contains(owner.first); });
    return owners;
}

}  // namespace earned::app
