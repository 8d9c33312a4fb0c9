#include "app/chinese.h"

#include <array>

namespace earned::app {

namespace {

constexpr std::string_view again = "请向银行重新索取文件";

constexpr auto of_statements = std::to_array<ChineseFault>({
    {"account-missing", "对账单没有写明账户", again},
    {"amount-missing", "缺金额", again},
    {"amount-unreadable", "金额读不出", again},
    {"balance-absent", "缺期初或期末余额，无法勾稽", ""},
    {"balance-differs", "期初余额加发生额不等于期末余额", ""},
    {"balance-missing", "缺期初或期末余额，文件可能不完整", ""},
    {"balance-twice", "对账单有两个期末余额", again},
    {"balance-unreadable", "余额读不出", again},
    {"bank-error", "银行返回错误，没有对账单", again},
    {"batch-count-differs", "批量笔数与所列不同", ""},
    {"batch-differs", "批量金额与各笔合计不同", ""},
    {"charge-beside", "手续费另列", ""},
    {"control-differs", "控制总额不符", ""},
    {"count-differs", "笔数不符", ""},
    {"count-missing", "缺笔数", ""},
    {"currency-differs", "币种与账户不同", ""},
    {"currency-missing", "没有写明币种", again},
    {"date-missing", "既无记账日也无起息日", ""},
    {"date-unreadable", "日期读不出", again},
    {"day-of-thirty", "该月没有这一天，按月末读", ""},
    {"decimals-beyond-currency", "小数位多于其币种", ""},
    {"details-missing", "只有合计，没有列明各笔", ""},
    {"encoding-guessed", "编码为推测", ""},
    {"encoding-unreadable", "编码读不出", again},
    {"entry-twice", "同一笔出现两次", ""},
    {"file-cut-off", "文件没有结尾", again},
    {"file-empty", "文件是空的", again},
    {"format-unknown", "不是已知的对账单格式", "见 docs/bank-statements.md；CSV 需要模板"},
    {"group-withdrawn", "银行撤回或测试的组", ""},
    {"investment-part", "投资账户只读现金部分", ""},
    {"number-missing", "对账单编号不连续，余额相接", "用 earned cash import 导入其间的对账单；先后不限"},
    {"page-absent", "其他页可能在另一文件", ""},
    {"page-missing", "缺页", ""},
    {"pages-joined", "对账单在另一文件续页", ""},
    {"pending-left-out", "未记账的不计", ""},
    {"profile-unreadable", "CSV 模板读不出", "见 docs/bank-statements.md"},
    {"profiles-missing", "模板文件夹读不出", "检查 --profiles"},
    {"quote-open", "引号没有结束", again},
    {"record-broken", "记录残缺", ""},
    {"record-unreadable", "记录读不出", again},
    {"reference-missing", "缺流水号，无法再次识别", ""},
    {"running-balance-differs", "逐笔余额不连续", ""},
    {"sign-missing", "说不出是收是付", again},
    {"sign-twice", "金额带符号，又写明收付", ""},
    {"statement-gap", "两份对账单之间有缺口", "用 earned cash import 导入其间的对账单；先后不限"},
    {"statement-incomplete", "对账单不完整", again},
    {"statement-missing", "缺对账单", again},
    {"statement-twice", "同一对账单出现两次", ""},
    {"tag-broken", "标记残缺", again},
    {"total-differs", "合计不符", ""},
    {"total-unreadable", "合计读不出", again},
    {"trailer-missing", "缺结尾记录", ""},
    {"word-unknown", "模板没有说明这个词", "在模板中补上"},
    {"xml-broken", "文件不是 XML，或残缺", again},
    {"xml-doctype", "文件带有文档类型，可能引入其他文件", "问银行此文件从何而来"},
});

}  // namespace

std::span<const ChineseFault> chinese_bank_faults() { return of_statements; }

}  // namespace earned::app
