#include "reports/heading.h"

#include "base/check.h"

#include <utility>

namespace earned {

namespace {

template <class Tag>
bool agrees(const Name<Tag>& wanted, const Name<Tag>& name)
{
    return wanted.empty() || wanted == name;
}

Label status_words(PeriodStatus status)
{
    switch (status) {
        case PeriodStatus::open:
            return {"draft: the period is open", "草稿：期间未结账"};
        case PeriodStatus::posted:
            return {"posted, not locked", "已过账，未锁定"};
        case PeriodStatus::locked:
            return {"closed period", "已结账"};
    }
    broken(__FILE__, __LINE__, "a known status", "a period has a status");
}

void say(Table& table, Label label, std::string value)
{
    if (!value.empty()) table.facts.push_back({std::move(label), {std::move(value), {}}});
}

std::string named(const std::string& code, const std::string& name)
{
    return name.empty() || name == code ? code : code + ", " + name;
}

}  // namespace

bool Scope::of_ledger(const EntityId& an_entity, const BookName& a_book) const
{
    return agrees(entity, an_entity) && agrees(book, a_book);
}

bool Scope::admits(const CustomerId& a_customer, const ContractId& a_contract) const
{
    return agrees(customer, a_customer) && agrees(contract, a_contract);
}

bool Scope::admits(const Sku& a_product) const { return agrees(product, a_product); }

bool Scope::admits(const PostedLine& line) const
{
    return of_ledger(line.entity, line.book) && admits(line.customer, line.contract) && admits(line.product);
}

bool Scope::narrowed() const { return !customer.empty() || !contract.empty() || !product.empty(); }

Table begin_table(std::string key, Label title, const Heading& heading)
{
    const Scope& scope = heading.scope;
    Table table;
    table.key = std::move(key);
    table.title = std::move(title);
    table.rows = Rows(heading.shelf);
    if (scope.entity.empty())
        table.facts.push_back({{"Entity", "核算主体"}, {"all entities", "全部主体"}});
    else
        say(table, {"Entity", "核算主体"}, named(scope.entity.text(), heading.entity_name));
    say(table, {"Book", "账簿"}, named(scope.book.text(), heading.framework));
    say(table, {"Period", "期间"},
        heading.first == heading.last ? heading.first.text() : heading.first.text() + " – " + heading.last.text());
    say(table, {"As of", "截止日"}, heading.as_of.text());
    say(table, {"As known at batch", "所知批次"}, std::to_string(heading.known_at));
    if (heading.run != 0) say(table, {"Last run", "最近运行"}, std::to_string(heading.run));
    say(table, {"Rules", "规则包"}, heading.rules);
    table.facts.push_back({{"Status", "状态"}, status_words(heading.status)});
    const bool as_posted = heading.view == CurrencyView::entity;
    table.facts.push_back({{"Currency view", "币种口径"},
                           as_posted ? Label{"the entity's currency, as posted", "记账本位币（按入账汇率）"}
                                     : Label{"transaction currency", "交易币种"}});
    say(table, {"Customer", "客户"}, scope.customer.text());
    say(table, {"Contract", "合同"}, scope.contract.text());
    say(table, {"Product", "产品"}, scope.product.text());
    for (const Label& accepted : heading.accepted)
        table.facts.push_back({{"Accepted at locking", "锁定时接受"}, accepted});
    if (scope.narrowed())
        table.notes.push_back({"Part of a ledger only, so nothing is held against the ledger's totals.",
                               "仅为账簿的一部分，故不与总账核对。"});
    return table;
}

Column text_column(std::string key, Label label) { return {std::move(key), std::move(label), ColumnType::text, {}}; }
Column date_column(std::string key, Label label) { return {std::move(key), std::move(label), ColumnType::date, {}}; }
Column count_column(std::string key, Label label) { return {std::move(key), std::move(label), ColumnType::count, {}}; }
Column money_column(std::string key, Label label) { return {std::move(key), std::move(label), ColumnType::money, {}}; }
Column currency_column() { return text_column("currency", {"Currency", "币种"}); }

TieOut tie(Label what, Label left_name, Money left, Label right_name, Money right)
{
    return {std::move(what), std::move(left_name), std::move(right_name), left, right};
}

TieOut tie_count(Label what, Label left_name, std::size_t left, Label right_name, std::size_t right)
{
    return {std::move(what), std::move(left_name), std::move(right_name), Decimal::of(static_cast<std::int64_t>(left)),
            Decimal::of(static_cast<std::int64_t>(right))};
}

Label with(Label words, Currency currency)
{
    const std::string code = currency.code();
    if (!words.zh.empty()) words.zh += "（" + code + "）";
    return {words.en + ", " + code, std::move(words.zh)};
}

}  // namespace earned
