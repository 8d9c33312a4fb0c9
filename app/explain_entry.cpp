// An entry explained: the cut at which the target moved, the target before and after it, what had
// been posted, and the integers of its arithmetic, worked out again from the stored plan.
#include "app/explain_parts.h"

#include "app/explain_words.h"

#include "journal/standing.h"
#include "journal/walk.h"
#include "reports/captions.h"

#include <algorithm>
#include <set>

namespace earned::app {

namespace {

// The target on both sides of a cut.
struct Turn {
    Cut cut;
    Moment before;
    Date accrued_before, accrued;
    Balances from, to;
};

std::vector<Turn> turns_of(const Plan& plan, const FiscalCalendar& calendar, Date through)
{
    std::vector<Turn> turns;
    Balances standing;
    Date accrued = Date::dawn();
    Moment before{Date::dawn()};
    each_cut(plan, calendar, Date::dawn(), through, [&](const Cut& cut) {
        const Date earlier = accrued;
        if (cut.accrues) accrued = cut.at.date;
        Balances next = target(plan, cut.at, accrued);
        if (!(next - standing).empty()) turns.push_back({cut, before, earlier, accrued, standing, next});
        standing = std::move(next);
        before = cut.at;
    });
    return turns;
}

bool is_late(const PostedEntry& entry) { return static_cast<Cause>(entry.row.cause) == Cause::late; }
Period belongs_to(const PostedEntry& entry) { return Period::from_packed(entry.row.belongs_to); }

// Entries that one difference of a period could have been posted by.
bool kin(const PostedEntry& one, const PostedEntry& other)
{
    return one.row.belongs_to == other.row.belongs_to && one.row.first_cause == other.row.first_cause &&
           one.row.event == other.row.event;
}

// An entry with the cuts that it belongs to, and the entries that concern them too.
struct Placed {
    std::vector<Turn> turns;
    Balances due, before, after;  // what the cuts come to; posted by other entries before and after it
    bool by_day = true;           // the cuts are those of the entry's own day alone
};

Placed place(Book& book, const Ledger& ledger, const PostedEntry& entry, const Stored& stored)
{
    Placed placed;
    const FiscalCalendar calendar = book.reference().calendar(ledger.entity);
    const std::vector<PostedEntry> all = entries_of(book, ledger, entry.row.home, entry.row.group);
    placed.by_day = std::none_of(all.begin(), all.end(),
                                 [&](const PostedEntry& other) { return kin(entry, other) && is_late(other); });
    for (const PostedEntry& other : all) {
        if (!kin(entry, other) || other.row.entry == entry.row.entry) continue;
        if (placed.by_day && other.row.date != entry.row.date) continue;
        const bool earlier = std::tuple(other.row.run, other.row.entry) < std::tuple(entry.row.run, entry.row.entry);
        Balances& side = earlier ? placed.before : placed.after;
        side = side + balances_of(other);
    }
    if (!stored.plan) return placed;
    for (Turn& turn : turns_of(*stored.plan, calendar, stored.posted_through)) {
        const bool its = calendar.period_of(turn.cut.at.date) == belongs_to(entry) &&
                         turn.cut.cause == static_cast<Cause>(entry.row.first_cause) &&
                         turn.cut.event == entry.row.event;
        if (!its || (placed.by_day && turn.cut.at.date.serial() != entry.row.date)) continue;
        placed.due = placed.due + (turn.to - turn.from);
        placed.turns.push_back(std::move(turn));
    }
    return placed;
}

std::string obligation_name(const Plan& plan, std::uint16_t number)
{
    return number == 0 || number > plan.obligations.size() ? "" : plan.obligations[number - 1].id.text();
}

std::string signed_text(const Page& page, std::int64_t minor, Currency currency)
{
    if (minor == 0) return "";
    return page.side(minor) + " " + amount_text(std::abs(minor), currency);
}

void add_targets(Page& page, const Placed& placed, const PostedEntry& entry, const Plan& plan, Currency currency)
{
    page.heading({"Target before and after", "目标余额变动"});
    Columns columns({page.in({"account", "科目"}), page.in({"obligation", "履约义务"}), page.in({"source", "来源"}),
                     page.in({"before", "变动前"}), page.in({"after", "变动后"}), page.in({"difference", "差额"})});
    const bool one = placed.turns.size() == 1;
    for (const Balance& line : balances_of(entry)) {
        columns.add({page.in(role_words(line.key.role)), obligation_name(plan, line.key.obligation),
                     page.in(source_words(line.key.source)),
                     one ? signed_text(page, placed.turns.front().from.of(line.key), currency) : "",
                     one ? signed_text(page, placed.turns.front().to.of(line.key), currency) : "",
                     signed_text(page, placed.due.of(line.key), currency)});
    }
    page.columns(columns, 4);
    const bool whole = placed.due == placed.before + balances_of(entry) + placed.after;
    if (!whole && !placed.turns.empty())
        page.line(page.in(
            {"By what is known now the target moves otherwise at this place; entries of other cuts make up for it.",
             "按现有信息，目标余额在此处的变动不同；差额由其他切点的分录补足。"}));
    if (placed.before.empty() && placed.after.empty())
        return whole ? page.line(page.in({"No other entry posted of this difference: the entry is the whole of it.",
                                          "此差额无其他分录：本分录即为全部。"}))
                     : void();
    Columns posted({page.in({"account", "科目"}), page.in({"should be", "应为"}),
                    page.in({"posted before", "此前已入账"}), page.in({"this entry", "本分录"}),
                    page.in({"posted since", "此后入账"})});
    const Balances own = balances_of(entry);
    for (const Balance& line : own) {
        posted.add({page.in(role_words(line.key.role)), signed_text(page, placed.due.of(line.key), currency),
                    signed_text(page, placed.before.of(line.key), currency), signed_text(page, line.minor, currency),
                    signed_text(page, placed.after.of(line.key), currency)});
    }
    page.line(page.in({"Target minus posted:", "目标余额减已入账："}));
    page.columns(posted, 4);
}

std::string held_text(const Page& page, const Plan& plan, std::size_t place, const Turn& turn, std::int64_t counted,
                      Currency currency)
{
    const std::int64_t stands = standing_of(plan, place, turn.cut.at, turn.accrued).earned;
    return stands == counted ? ""
                             : page.say({", of which {1} is held back for a person", "，其中 {1} 暂缓，待人工确认"},
                                        {amount_text(counted - stands, currency)});
}

void add_arithmetic(Page& page, const Placed& placed, const PostedEntry& entry, const Plan& plan, Currency currency)
{
    std::set<std::uint16_t> numbers;
    for (const Balance& line : balances_of(entry))
        if (line.key.role == Role::revenue && line.key.obligation > 0 && line.key.obligation <= plan.obligations.size())
            numbers.insert(line.key.obligation);
    if (numbers.empty() || placed.turns.empty()) return;
    page.heading({"Arithmetic", "计算过程"});
    for (const std::uint16_t number : numbers) {
        const std::size_t place = number - 1U;
        const Obligation obligation = obligation_in(plan, place);
        for (const Turn& turn : placed.turns) {
            const Counted before = count_up(page, obligation, turn.before, turn.accrued_before, currency);
            const Counted after = count_up(page, obligation, turn.cut.at, turn.accrued, currency);
            page.named({obligation.id.text(), obligation.id.text()},
                       page.say({"at the cut of {1}:", "切点 {1}："}, {turn.cut.at.date.text()}));
            page.named({"  before", "  变动前"}, before.words);
            page.named({"  after", "  变动后"},
                       after.words + held_text(page, plan, place, turn, after.total, currency));
            const std::int64_t moved = standing_of(plan, place, turn.cut.at, turn.accrued).earned -
                                       standing_of(plan, place, turn.before, turn.accrued_before).earned;
            page.named(
                {"  revenue", "  收入"},
                page.say({"{1} less {2} = {3}", "{1} 减 {2} = {3}"},
                         {amount_text(after.total, currency), amount_text(before.total, currency),
                          amount_text(after.total - before.total, currency)}) +
                    (moved == after.total - before.total
                         ? ""
                         : page.say({"; {1} is not held back", "；其中未暂缓 {1}"}, {amount_text(moved, currency)})));
        }
        const AccountKey key{number, Source::recognition, Role::revenue};
        if (const std::int64_t posted = placed.before.of(key); posted != 0)
            page.named({"  posted", "  入账"},
                       page.say({"{1} less {2} posted before", "{1} 减此前已入账 {2}"},
                                {amount_text(-placed.due.of(key), currency), amount_text(-posted, currency)}));
    }
}

std::string cause_text(const Page& page, const PostedEntry& entry)
{
    const std::string first = page.in(caption::of(static_cast<Cause>(entry.row.first_cause)));
    if (!is_late(entry)) return first;
    return page.say(
        {"{1}, {2}: it belongs to {3}, which was locked when it became known", "{1}，{2}：属于 {3}，获知时该期已锁定"},
        {page.in(caption::of(Cause::late)), first, belongs_to(entry).text()});
}

}  // namespace

void explain_entry(Page& page, Book& book, const Ledger& ledger, const PostedEntry& entry, const std::string& voucher)
{
    const auto parsed = Currency::parse(entry.row.currency);
    const Currency currency = parsed.value_or(ledger.currency);
    const Traced traced = trace(book, entry.row.home, Date::never());
    const Stored stored = stored_plan(book, ledger, entry.row.home, entry.row.group);
    page.title({"Entry", "分录"},
               voucher.empty() ? std::to_string(entry.row.home) + "/" + std::to_string(entry.row.entry) : voucher);
    page.named({"books", "账簿"}, page.say({"{1}, run {2}, entry {3}/{4}", "{1}，结账批次 {2}，分录 {3}/{4}"},
                                           {ledger.key(), std::to_string(entry.row.run), std::to_string(entry.row.home),
                                            std::to_string(entry.row.entry)}));
    page.named({"date", "日期"}, page.say({"{1}, period {2}", "{1}，期间 {2}"},
                                          {Date::from_serial(entry.row.date).text(), period_of(entry).text()}));
    page.named({"cause", "事由"}, cause_text(page, entry));
    page.named({"event", "事件"}, traced.event(page, entry.row.event));
    if (stored.plan)
        page.named({"contract", "合同"},
                   stored.plan->home
                       ? page.say({"none: cash of customer {1}", "无：客户 {1} 的收款"}, {traced.home.customer.text()})
                       : stored.plan->group.text());
    page.heading({"Lines", "明细"});
    add_lines(page, entry, stored.plan ? &*stored.plan : nullptr, book.chart(ledger), currency);
    if (!stored.plan)
        return page.line(
            page.in({"The group has no plan any more, so its arithmetic can't be shown.", "已无计划，计算过程从缺。"}));
    const Placed placed = place(book, ledger, entry, stored);
    if (placed.turns.empty())
        page.line(page.in(
            {"By what is known now nothing moves at this place: a later event changed it, and other entries took "
             "it back.",
             "按现有信息此处无变动：其后的事件改变了它，已由其他分录冲回。"}));
    for (const Turn& turn : placed.turns)
        page.named(
            {"cut", "切点"},
            turn.cut.at.date.text() +
                page.say(turn.cut.accrues ? Label{": time is counted through this day", "：时间计至当日"}
                         : turn.accrued == Date::dawn() ? Label{": time counts through no day yet", "：尚未按时间计提"}
                                                        : Label{": time counts through {1}", "：时间计至 {1}"},
                         {turn.accrued.text()}));
    add_targets(page, placed, entry, *stored.plan, currency);
    add_arithmetic(page, placed, entry, *stored.plan, currency);
}

std::string entry_in_short(const Page& page, Book& book, const Ledger& ledger, const PostedEntry& entry, Role role)
{
    const Stored stored = stored_plan(book, ledger, entry.row.home, entry.row.group);
    const Currency currency = Currency::parse(entry.row.currency).value_or(ledger.currency);
    const Traced traced = trace(book, entry.row.home, Date::never());
    std::string text = entry.row.event == 0 ? "" : traced.event(page, entry.row.event);
    if (!stored.plan || role != Role::revenue) return text.empty() ? traced.event(page, 0) : text;
    const Placed placed = place(book, ledger, entry, stored);
    if (placed.turns.empty()) return text.empty() ? traced.event(page, 0) : text;
    for (const Balance& line : balances_of(entry)) {
        if (line.key.role != role || line.key.obligation == 0 || line.key.obligation > stored.plan->obligations.size())
            continue;
        const Obligation obligation = obligation_in(*stored.plan, line.key.obligation - 1U);
        const Turn &first = placed.turns.front(), &last = placed.turns.back();
        text += (text.empty() ? "" : page.in({"; ", "；"})) +
                page.say({"{1}: {2}, less {3} before", "{1}：{2}，减此前 {3}"},
                         {obligation.id.text(), count_up(page, obligation, last.cut.at, last.accrued, currency).words,
                          amount_text(count_up(page, obligation, first.before, first.accrued_before, currency).total,
                                      currency)});
    }
    return text;
}

}  // namespace earned::app
