// A contract explained: what was and will be invoiced, what is earned, where it stands, what is
// posted, and what is wrong with it.
#include "app/explain_parts.h"

#include "app/explain_words.h"

#include "billing/collect/match.h"
#include "journal/standing.h"
#include "journal/walk.h"
#include "reports/captions.h"

#include <algorithm>
#include <map>

namespace earned::app {

namespace {

constexpr std::size_t most_rows = 40;

void add_items(Page& page, const Subject& subject, const Reckoned& reckoned)
{
    Columns columns({page.in({"date", "日期"}), page.in({"line", "合同行"}), page.in({"what", "内容"}),
                     page.in({"covers", "期间"}), page.in({"net", "不含税"})});
    std::size_t rows = 0;
    std::int64_t due = 0, later = 0;
    for (const BillItem& item : reckoned.billed.items) {
        (item.date <= subject.as_of ? due : later) += item.net.minor();
        if (++rows > most_rows) continue;
        columns.add({item.date.text(), item.line.text(),
                     page.words(item.what) + (item.date <= subject.as_of ? "" : page.in({" (to come)", "（未到）"})),
                     item.covers ? term_text(page, *item.covers) : "", item.net.text()});
    }
    if (rows == 0) return page.line(page.in({"Nothing is to be invoiced yet.", "尚无应开票项目。"}));
    page.line(page.in({"What ought to be invoiced:", "应开票："}));
    page.columns(columns, 4);
    if (rows > most_rows)
        page.line(page.say({"… and {1} more items", "…… 另有 {1} 项"},
                           {grouped(static_cast<std::int64_t>(rows - most_rows))}),
                  4);
    page.line(page.say({"By {1}: {2}; later: {3}.", "截至 {1}：{2}；此后：{3}。"},
                       {subject.as_of.text(), subject.money(due), subject.money(later)}),
              4);
}

std::string posted_text(const Page& page, const Subject& subject, std::int64_t posted, std::int64_t total, Date through)
{
    return page.say(
        posted == total
            ? Label{"{1} posted through {2}: nothing is left to post.", "截至 {2} 已入账 {1}，无待入账。"}
            : Label{"{1} posted through {2}, so {3} is still to be posted.", "截至 {2} 已入账 {1}，待入账 {3}。"},
        {subject.money(posted), std::min(through, subject.as_of).text(), subject.money(total - posted)});
}

std::int64_t posted_revenue(const Subject& subject, const Stored& stored, const ObligationId& id)
{
    std::int64_t minor = 0;
    if (!stored.plan) return minor;
    for (const PostedEntry& entry : entries_of(subject.book, subject.ledger, subject.traced.number, stored.group)) {
        if (Date::from_serial(entry.row.date) > subject.as_of) continue;
        for (const db::LineRow& line : entry.lines) {
            const auto place = static_cast<std::size_t>(line.obligation);
            const bool its =
                place > 0 && place <= stored.plan->obligations.size() && stored.plan->obligations[place - 1].id == id;
            if (its && static_cast<Role>(line.role) == Role::revenue) minor -= line.minor;
        }
    }
    return minor;
}

// What brought a side of the position about.
std::string position_part(const Page& page, const Subject& subject, Source source, std::int64_t minor)
{
    const std::string amount = subject.money(std::abs(minor)), name = page.in(source_words(source));
    if (source == Source::recognition)
        return page.say(
            minor < 0 ? Label{"{1} earned", "已确认收入 {1}"} : Label{"{1} taken back from revenue", "冲回收入 {1}"},
            {amount});
    return page.say(minor > 0 ? Label{"{1} paid, or due without condition ({2})", "已收或无条件应收 {1}（{2}）"}
                              : Label{"{1} taken back ({2})", "冲回 {1}（{2}）"},
                    {amount, name});
}

// The sides of the one position, by what brought them about.
void add_net_position(Page& page, const Subject& subject, const Balances& balances)
{
    std::map<Source, std::int64_t> by_source;
    std::int64_t liability = 0, asset = 0;
    for (const Balance& balance : balances) {
        const bool its = balance.key.role == Role::contract_liability || balance.key.role == Role::contract_asset;
        if (!its) continue;
        (balance.key.role == Role::contract_liability ? liability : asset) += balance.minor;
        if (balance.key.source != Source::presentation) by_source[balance.key.source] -= balance.minor;
    }
    std::string parts;
    for (const auto& [source, minor] : by_source) {
        if (minor == 0) continue;
        const Label joint = minor < 0 ? Label{"less ", "减"} : Label{"and ", "加"};
        if (!parts.empty()) parts += page.in({", ", "，"});
        if (!parts.empty() || minor < 0) parts += page.in(joint);
        parts += position_part(page, subject, source, minor);
    }
    if (liability != 0)
        page.line(page.say({"Contract liability {1}: the customer has given more than was earned: {2}.",
                            "合同负债 {1}：已收或应收对价多于已确认收入：{2}。"},
                           {subject.money(-liability), parts}));
    if (asset != 0)
        page.line(page.say({"Contract asset {1}: more was earned than the customer has given or must give yet: {2}.",
                            "合同资产 {1}：已确认收入多于已收或无条件应收对价：{2}。"},
                           {subject.money(asset), parts}));
    if (liability == 0 && asset == 0)
        page.line(page.say(
            parts.empty()
                ? Label{"Neither contract asset nor contract liability.", "无合同资产，亦无合同负债。"}
                : Label{"Neither contract asset nor contract liability: {1}.", "无合同资产，亦无合同负债：{1}。"},
            {parts}));
}

void add_receivable(Page& page, const Subject& subject, const Balances& balances)
{
    std::int64_t open = 0;
    for (const OpenInvoice& invoice : open_invoices(subject.traced.home, subject.as_of)) {
        if (invoice.group != &subject.group || invoice.open.is_zero()) continue;
        open += invoice.open.minor();
        const Date due = invoice.invoice->due;
        page.line(page.say(due <= subject.as_of
                               ? Label{"{1}: {2} open of {3}, due on {4}.", "{1}：未收 {2}，账单 {3}，{4} 到期。"}
                               : Label{"{1}: {2} open of {3}, not due before {4}.",
                                       "{1}：未收 {2}，账单 {3}，{4} 到期（未到）。"},
                           {invoice.invoice->number.text(), invoice.open.text(), invoice.total.text(), due.text()}),
                  4);
    }
    const std::int64_t receivable = balances.of(Role::receivable);
    if (open == 0 && receivable == 0)
        return page.line(
            page.say({"Receivable {1}: nothing that was invoiced is open.", "应收账款 {1}：已开票款项均已结清。"},
                     {subject.money(0)}));
    if (open == receivable)
        return page.line(
            page.say({"Receivable {1}: the right to what is open is unconditional; only time passes before it is due.",
                      "应收账款 {1}：对未收款项的权利是无条件的，仅取决于时间流逝。"},
                     {subject.money(receivable)}));
    if (open < receivable)
        return page.line(
            page.say({"Receivable {1}: {2} open on invoices, and {3} wholly performed, whose invoice waits for "
                      "nothing but its date.",
                      "应收账款 {1}：已开票未收 {2}；另有 {3} 已全部履约，只待开票日。"},
                     {subject.money(receivable), subject.money(open), subject.money(receivable - open)}));
    page.line(page.say(
        {"Receivable {1} of {2} open: a right to the other {3} is not unconditional yet, because it is neither "
         "due nor performed nor beyond cancellation.",
         "未收 {2} 中应收账款 {1}：其余 {3} 尚无无条件收款权，因其未到期、未履约，且仍可取消。"},
        {subject.money(receivable), subject.money(open), subject.money(open - receivable)}));
}

}  // namespace

void explain_billing(Page& page, const Subject& subject, const Reckoned& reckoned)
{
    page.heading({"Invoices", "发票"});
    add_items(page, subject, reckoned);
    Columns columns({page.in({"document", "单据"}), page.in({"date", "日期"}), page.in({"due", "到期"}),
                     page.in({"net", "不含税"}), page.in({"tax", "税额"}), page.in({"total", "合计"}), ""});
    for (const Document& document : subject.group.documents) {
        const auto event = subject.traced.events.find(document.event);
        columns.add({document.number.text() + (document.voided ? page.in({" (void)", "（作废）"}) : ""),
                     document.at.date.text(), document.credit ? "" : document.due.text(), document.net().text(),
                     document.tax().text(), (document.net() + document.tax()).text(),
                     document.credit ? page.say({"lowers {1}", "冲减 {1}"}, {document.of.text()})
                     : event == subject.traced.events.end() || event->second.source == "earned"
                         ? ""
                         : event->second.source + "/" + event->second.id});
    }
    if (columns.empty()) return page.line(page.in({"Nothing was issued.", "未开具单据。"}));
    page.line(page.in({"What was issued:", "已开具："}));
    page.columns(columns, 4);
}

void explain_revenue(Page& page, const Subject& subject, const Reckoned& reckoned, const Stored& stored)
{
    page.heading({"Revenue to date", "累计已确认收入"});
    const FiscalCalendar calendar = subject.book.reference().calendar(subject.group.entity);
    const Result<Plan> plan = subject.book.plan_of(subject.book.policy(subject.ledger), subject.group);
    if (!plan) return page.line(page.say(plan.fault()));
    const Date accrued = accrued_by(*plan, calendar, subject.as_of);
    std::int64_t sum = 0;
    for (const Obligation& obligation : reckoned.earned.obligations) {
        const auto planned = std::find_if(plan->obligations.begin(), plan->obligations.end(),
                                          [&](const PlannedObligation& each) { return each.id == obligation.id; });
        const Counted counted = count_up(page, obligation, last_moment(subject.as_of), accrued, subject.group.currency);
        const std::int64_t total =
            planned == plan->obligations.end()
                ? counted.total
                : standing_of(*plan, static_cast<std::size_t>(planned - plan->obligations.begin()),
                              last_moment(subject.as_of), accrued)
                      .earned;
        sum += total;
        page.named({obligation.id.text(), obligation.id.text()}, counted.words + page.in({".", "。"}));
        if (total != counted.total)
            page.named({}, page.say({"Of it {1} is held back for a person: {2} counts.",
                                     "其中 {1} 暂缓，待人工确认：计入 {2}。"},
                                    {subject.money(counted.total - total), subject.money(total)}));
        if (stored.posted_through > Date::dawn())
            page.named({}, posted_text(page, subject, posted_revenue(subject, stored, obligation.id), total,
                                       stored.posted_through));
    }
    page.line(
        page.say(accrued == Date::dawn()
                     ? Label{"In all {1}; time has been counted through no day yet.", "合计 {1}；尚未按时间计提。"}
                     : Label{"In all {1}; time has been counted through {2}.", "合计 {1}；时间计至 {2}。"},
                 {subject.money(sum), accrued.text()}));
}

void explain_position(Page& page, const Subject& subject)
{
    page.heading({"Position", "合同状况"});
    const Result<Plan> plan = subject.book.plan_of(subject.book.policy(subject.ledger), subject.group);
    if (!plan) return page.line(page.say(plan.fault()));
    const FiscalCalendar calendar = subject.book.reference().calendar(subject.group.entity);
    const Balances balances = target(*plan, last_moment(subject.as_of), accrued_by(*plan, calendar, subject.as_of));
    add_receivable(page, subject, balances);
    if (const std::int64_t unbilled = balances.of(Role::unbilled_receivable); unbilled != 0)
        page.line(
            page.say({"Unbilled receivable {1}: only an invoice stands between what was performed and its payment.",
                      "未开票应收款 {1}：已履约，只待开票即可收款。"},
                     {subject.money(unbilled)}));
    add_net_position(page, subject, balances);
    if (const std::int64_t refund = balances.of(Role::refund_liability); refund != 0)
        page.line(
            page.say({"Refund liability {1}: what is expected to be given back.", "应付退款 {1}：预期将退还的金额。"},
                     {subject.money(-refund)}));
    const AccountKey ahead{0, Source::presentation, Role::supplier_payable};
    if (const std::int64_t collected = balances.of(ahead); collected != 0)
        page.line(
            page.say({"Owed to suppliers ahead of use {1}: collected for those whose goods the customer will have.",
                      "使用前应付供应商 {1}：代将来提供商品的商家收取的款项。"},
                     {subject.money(-collected)}));
    Columns columns({page.in({"target balance", "目标余额"}), page.in({"account", "科目"}), page.in({"side", "方向"}),
                     page.in({"amount", "金额"})});
    std::map<Role, std::int64_t> by_role;
    for (const Balance& balance : balances) by_role[balance.key.role] += balance.minor;
    for (const auto& [role, minor] : by_role)
        if (minor != 0)
            columns.add({page.in(role_words(role)), subject.book.chart(subject.ledger).of(role).code, page.side(minor),
                         subject.money(std::abs(minor))});
    if (!columns.empty()) page.columns(columns, 4);
}

void explain_entries(Page& page, const Subject& subject, const Stored& stored)
{
    page.heading({"Posted", "已入账分录"});
    if (stored.posted_through == Date::dawn())
        return page.line(page.in({"Nothing: the group was never closed.", "无：从未结账。"}));
    std::size_t rows = 0;
    for (const PostedEntry& entry : entries_of(subject.book, subject.ledger, subject.traced.number, stored.group)) {
        const Date date = Date::from_serial(entry.row.date);
        if (date > subject.as_of || ++rows > most_rows) continue;
        std::string text = date.text() + "  " + page.in(caption::of(static_cast<Cause>(entry.row.cause)));
        if (entry.row.cause != entry.row.first_cause)
            text += page.say({" ({1} of {2})", "（{1}，属 {2}）"},
                             {page.in(caption::of(static_cast<Cause>(entry.row.first_cause))),
                              Period::from_packed(entry.row.belongs_to).text()});
        page.line(page.say({"{1}, by {2}, voucher {3}", "{1}，依据 {2}，凭证 {3}"},
                           {text, subject.traced.event(page, entry.row.event),
                            voucher_of(page, subject.book, subject.ledger, entry)}));
        add_lines(page, entry, stored.plan ? &*stored.plan : nullptr, subject.book.chart(subject.ledger),
                  subject.group.currency);
    }
    if (rows > most_rows)
        page.line(page.say({"… and {1} more entries: see `earned report journal --contract {2}`",
                            "…… 另有 {1} 笔分录：见 `earned report journal --contract {2}`"},
                           {grouped(static_cast<std::int64_t>(rows - most_rows)), subject.group.id.text()}));
    if (rows == 0) page.line(page.say({"Nothing by {1}.", "截至 {1} 无分录。"}, {subject.as_of.text()}));
}

void explain_open_ends(Page& page, const Subject& subject, const Stored& stored)
{
    std::vector<std::string> texts;
    if (!stored.fault.empty())
        texts.push_back(page.say({"The group lags behind its book since {1}: {2}", "自 {1} 起落后于账簿：{2}"},
                                 {stored.posted_through.text(), page.stored(stored.fault)}));
    for (const Exception& exception : subject.traced.home.exceptions) {
        const auto event = subject.traced.events.find(exception.event);
        if (event == subject.traced.events.end()) continue;
        const Routing routing = routing_of(event->second);
        const bool others = !routing.contract.empty() && subject.group.contract(routing.contract) == nullptr;
        if (!others)
            texts.push_back(subject.traced.event(page, exception.event) + page.in({": ", "："}) +
                            page.say(exception.fault));
    }
    for (const Dispute& dispute : subject.group.disputes)
        texts.push_back(page.say(dispute.opened
                                     ? Label{"{1} is disputed since {2}: {3}", "{1} 自 {2} 起有争议：{3}"}
                                     : Label{"{1}: the dispute ended on {2}: {3}", "{1}：争议于 {2} 了结：{3}"},
                                 {dispute.invoice.text(), dispute.at.date.text(), dispute.reason}));
    if (texts.empty()) return;
    page.heading({"Exceptions", "例外"});
    for (const std::string& text : texts) page.line(text);
}

}  // namespace earned::app
