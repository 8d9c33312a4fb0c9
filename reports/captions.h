// The words of the reports, in English and in Chinese (CAS 14 and the usual forms).
#pragma once

#include "base/table.h"
#include "journal/role.h"
#include "recognition/earned.h"

#include <string_view>

namespace earned {

namespace caption {

Label of(Role role);
Label of(Cause cause);
std::string_view key_of(Cause cause);  // of a column
Label of(Source source);

inline const Label total{"Total", "合计"}, subtotal{"Subtotal", "小计"};
inline const Label customer{"Customer", "客户"}, contract{"Contract", "合同"};
inline const Label obligation{"Obligation", "履约义务"}, product{"Product", "产品"};
inline const Label debit{"Debit", "借方"}, credit{"Credit", "贷方"};
inline const Label opening{"Opening", "期初余额"}, closing{"Closing", "期末余额"};
inline const Label journal{"journal", "日记账"}, report{"report", "本表"};
inline const Label revenue_to_date{"Revenue to date", "累计已确认收入"};

}  // namespace caption

}  // namespace earned
