// A table with one of everything: what each format is tried on.
#pragma once

#include "base/table.h"

namespace earned {

inline const Currency usd = *Currency::parse("USD");
inline const Currency jpy = *Currency::parse("JPY");

inline Table everything()
{
    Table table;
    table.key = "everything";
    table.title = {"Everything at once", "应有尽有"};
    table.facts = {{{"Entity", "核算主体"}, {"E, Example Inc.", {}}}, {{"Status", "状态"}, {"closed", "已结账"}}};
    table.columns = {{"name", {"Name", "名称"}, ColumnType::text, {}},
                     {"date", {"Date", "日期"}, ColumnType::date, {}},
                     {"amount", {"Amount received", "收款金额"}, ColumnType::money, {}},
                     {"currency", {"Currency", "币种"}, ColumnType::text, {}},
                     {"count", {"Count", "数量"}, ColumnType::count, {}},
                     {"rate", {"Rate", "汇率"}, ColumnType::decimal, {}, 4},
                     {"share", {"Share", "占比"}, ColumnType::percent, {}, 1}};
    table.add({"Detail"}, RowKind::section);
    table.add({"Ada, \"Countess\"", Date::of(2026, 1, 31), Money(123456789, usd), "USD", std::int64_t{3},
               Decimal::of(71234, -4), Decimal::of(255, -3)});
    table.add({"北京数据<有限>公司", Date::of(2026, 2, 28), Money(-500, jpy), "JPY", {}, {}, Decimal::of(1)});
    table.add({Label{"nothing", "无"}, {}, Money(0, usd), "USD", std::int64_t{0}, {}, {}});
    table.add({Label{"Total", "合计"}, {}, Money(123456789, usd), "USD", std::int64_t{3}, {}, {}}, RowKind::total);
    table.tie_outs = {
        {{"Amount", "金额"}, {"report", "本表"}, {"journal", "日记账"}, Money(123456789, usd), Money(123456789, usd)}};
    table.notes = {{"Credit notes are negative.", "红字发票为负数。"}};
    table.graphs = {
        {{"By month", "按月"},
         ChartKind::stacked,
         {{{"Actual", "已确认"}, {{{"2026-01", {}}, Decimal::of(120)}, {{"2026-02", {}}, Decimal::of(-30)}}},
          {{"Planned", "排期"}, {{{"2026-01", {}}, Decimal::of(0)}, {{"2026-02", {}}, Decimal::of(80)}}}}}};
    return table;
}

inline Table differing()
{
    Table table = everything();
    table.key = "differing";
    std::get<Money>(table.tie_outs.front().right) -= Money(150, usd);
    return table;
}

}  // namespace earned
