// Chart of accounts: which of an entity's own accounts a role is. Charts ship for US-GAAP, IFRS and
// CAS (Chinese names); they are data of the rule package (rules/standard/chart-*.csv).
#pragma once

#include "base/result.h"
#include "journal/role.h"

#include <array>
#include <string>
#include <string_view>

namespace earned {

struct Account { std::string code, name, name_zh; };

class Chart {
public:
    // CSV text: role,code,name,name_zh - one row for every role, each code once or shared knowingly.
    static Result<Chart> parse(std::string_view csv, std::string_view where);
    const Account& of(Role role) const { return accounts_[static_cast<std::size_t>(role)]; }

private:
    std::array<Account, role_count> accounts_;
};

}  // namespace earned
