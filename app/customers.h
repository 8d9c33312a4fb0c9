// The customers as last defined: whose account is this, and of which family are they?
#pragma once

#include "app/book.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace earned::app {

struct KnownCustomer {
    CustomerId id, parent;
    std::string name;
    std::vector<std::string> accounts;
};

class Customers {
public:
    explicit Customers(Book& book);

    const KnownCustomer* find(const CustomerId& id) const;
    CustomerId by_account(const std::string& account) const;  // empty: nobody's, or several customers'
    const std::map<CustomerId, KnownCustomer>& all() const { return known_; }

private:
    std::map<CustomerId, KnownCustomer> known_;
    std::map<std::string, CustomerId, std::less<>> by_account_;
};

}  // namespace earned::app
