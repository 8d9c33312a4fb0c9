// A contract explained: what was and will be invoiced, what is earned, where it stands, what is
// posted, and what is wrong with it.
#include "app/explain_parts.h"

#include "billing/collect/match.h"
#include "journal/standing.h"
#include "journal/walk.h"
#include "reports/captions.h"

#include <algorithm>
#include <map>

namespace earned::app {

namespace {

constexpr std::size_t most_rows = 40;

std::string closed_up(std::size_t left, const std::string& what)
{
    return "… and " + grouped(static_cast<std::int64_t>(left)) + " more " + what;
}

void add_items(Page& page, const Subject& subject, const Reckoned& reckoned)
{
    Columns columns({page.in({"date", "日期"}), page.in({"line", "合同行"}), page.in({"what", "内容"}),
                     page.in({"covers", "期间"}), page.in({"net", "不含税"})});
    std::size_t rows = 0;
    std::int64_t due = 0, later = 0;
    for (const BillItem& item : reckoned.billed.items) {
        (item.date <= subject.as_of ? due : later) += item.net.minor();
        if (++rows > most_rows) continue;
        columns.add({item.date.text(), item.line.text(), item.what + (item.date <= subject.as_of ? "" : " (to come)"),
                     item.covers ? item.covers->first.text() + " to " + item.covers->last.text() : "",
                     item.net.text()});
    }
    if (rows == 0) return page.line("Nothing is to be invoiced yet.");
    page.line("What ought to be invoiced:");
    page.columns(columns, 4);
    if (rows > most_rows) page.line(closed_up(rows - most_rows, "items"), 4);
    page.line("By " + subject.as_of.text() + ": " + subject.money(due) + "; later: " + subject.money(later) + ".", 4);
}

std::string posted_text(const Subject& subject, std::int64_t posted, std::int64_t total, Date through)
{
    const std::string by = subject.money(posted) + " posted through " + std::min(through, subject.as_of).text();
    if (posted == total) return by + ": nothing is left to post";
    return by + ", so " + subject.money(total - posted) + " is still to be posted";
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
        const std::string why = source == Source::recognition ? (minor < 0 ? "earned" : "taken back from revenue")
                                : minor > 0 ? "paid, or due without condition (" + std::string(name(source)) + ")"
                                            : "taken back (" + std::string(name(source)) + ")";
        parts += (parts.empty() ? ""
                  : minor < 0   ? ", less "
                                : ", and ") +
                 std::string(parts.empty() && minor < 0 ? "less " : "") + subject.money(std::abs(minor)) + " " + why;
    }
    if (liability != 0)
        page.line("Contract liability " + subject.money(-liability) +
                  ": the customer has given more than was earned: " + parts + ".");
    if (asset != 0)
        page.line("Contract asset " + subject.money(asset) +
                  ": more was earned than the customer has given or must give yet: " + parts + ".");
    if (liability == 0 && asset == 0)
        page.line(parts.empty() ? "Neither contract asset nor contract liability."
                                : "Neither contract asset nor contract liability: " + parts + ".");
}

void add_receivable(Page& page, const Subject& subject, const Balances& balances)
{
    std::int64_t open = 0;
    for (const OpenInvoice& invoice : open_invoices(subject.traced.home, subject.as_of)) {
        if (invoice.group != &subject.group || invoice.open.is_zero()) continue;
        open += invoice.open.minor();
        const Date due = invoice.invoice->due;
        page.line(invoice.invoice->number.text() + ": " + invoice.open.text() + " open of " + invoice.total.text() +
                      (due <= subject.as_of ? ", due on " : ", not due before ") + due.text() + ".",
                  4);
    }
    const std::int64_t receivable = balances.of(Role::receivable);
    if (open == 0 && receivable == 0)
        return page.line("Receivable " + subject.money(0) + ": nothing that was invoiced is open.");
    if (open == receivable)
        return page.line("Receivable " + subject.money(receivable) +
                         ": the right to what is open is unconditional; only time passes before it is due.");
    if (open < receivable)
        return page.line("Receivable " + subject.money(receivable) + ": " + subject.money(open) +
                         " open on invoices, and " + subject.money(receivable - open) +
                         " wholly performed, whose invoice waits for nothing but its date.");
    page.line("Receivable " + subject.money(receivable) + " of " + subject.money(open) +
              " open: a right to the other " + subject.money(open - receivable) +
              " is not unconditional yet, because it is neither due nor performed nor beyond cancellation.");
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
        columns.add({document.number.text() + (document.voided ? " (void)" : ""), document.at.date.text(),
                     document.credit ? "" : document.due.text(), document.net().text(), document.tax().text(),
                     (document.net() + document.tax()).text(),
                     document.credit ? "lowers " + document.of.text()
                     : event == subject.traced.events.end() || event->second.source == "earned"
                         ? ""
                         : event->second.source + "/" + event->second.id});
    }
    if (columns.empty()) return page.line("Nothing was issued.");
    page.line("What was issued:");
    page.columns(columns, 4);
}

void explain_revenue(Page& page, const Subject& subject, const Reckoned& reckoned, const Stored& stored)
{
    page.heading({"Revenue to date", "累计已确认收入"});
    const FiscalCalendar calendar = subject.book.reference().calendar(subject.group.entity);
    const Result<Plan> plan = subject.book.plan_of(subject.book.policy(subject.ledger), subject.group);
    if (!plan) return page.line(plan.fault().text());
    const Date accrued = accrued_by(*plan, calendar, subject.as_of);
    std::int64_t sum = 0;
    for (const Obligation& obligation : reckoned.earned.obligations) {
        const auto planned = std::find_if(plan->obligations.begin(), plan->obligations.end(),
                                          [&](const PlannedObligation& each) { return each.id == obligation.id; });
        const Counted counted = count_up(obligation, last_moment(subject.as_of), accrued, subject.group.currency);
        const std::int64_t total =
            planned == plan->obligations.end()
                ? counted.total
                : standing_of(*plan, static_cast<std::size_t>(planned - plan->obligations.begin()),
                              last_moment(subject.as_of), accrued)
                      .earned;
        sum += total;
        page.named({obligation.id.text(), obligation.id.text()}, counted.words + ".");
        if (total != counted.total)
            page.named({}, "Of it " + subject.money(counted.total - total) +
                               " is held back for a person: " + subject.money(total) + " counts.");
        if (stored.posted_through > Date::dawn())
            page.named(
                {}, posted_text(subject, posted_revenue(subject, stored, obligation.id), total, stored.posted_through) +
                        ".");
    }
    page.line("In all " + subject.money(sum) + "; time has been counted through " +
              (accrued == Date::dawn() ? "no day yet" : accrued.text()) + ".");
}

void explain_position(Page& page, const Subject& subject)
{
    page.heading({"Position", "合同状况"});
    const Result<Plan> plan = subject.book.plan_of(subject.book.policy(subject.ledger), subject.group);
    if (!plan) return page.line(plan.fault().text());
    const FiscalCalendar calendar = subject.book.reference().calendar(subject.group.entity);
    const Balances balances = target(*plan, last_moment(subject.as_of), accrued_by(*plan, calendar, subject.as_of));
    add_receivable(page, subject, balances);
    if (const std::int64_t unbilled = balances.of(Role::unbilled_receivable); unbilled != 0)
        page.line("Unbilled receivable " + subject.money(unbilled) +
                  ": only an invoice stands between what was performed and its payment.");
    add_net_position(page, subject, balances);
    if (const std::int64_t refund = balances.of(Role::refund_liability); refund != 0)
        page.line("Refund liability " + subject.money(-refund) + ": what is expected to be given back.");
    Columns columns({page.in({"target balance", "目标余额"}), page.in({"account", "科目"}), page.in({"side", "方向"}),
                     page.in({"amount", "金额"})});
    std::map<Role, std::int64_t> by_role;
    for (const Balance& balance : balances) by_role[balance.key.role] += balance.minor;
    for (const auto& [role, minor] : by_role)
        if (minor != 0)
            columns.add({std::string(name(role)), subject.book.chart(subject.ledger).of(role).code,
                         minor > 0 ? "Dr" : "Cr", subject.money(std::abs(minor))});
    if (!columns.empty()) page.columns(columns, 4);
}

void explain_entries(Page& page, const Subject& subject, const Stored& stored)
{
    page.heading({"Posted", "已入账分录"});
    if (stored.posted_through == Date::dawn()) return page.line("Nothing: the group was never closed.");
    std::size_t rows = 0;
    for (const PostedEntry& entry : entries_of(subject.book, subject.ledger, subject.traced.number, stored.group)) {
        const Date date = Date::from_serial(entry.row.date);
        if (date > subject.as_of || ++rows > most_rows) continue;
        std::string text = date.text() + "  " + page.in(caption::of(static_cast<Cause>(entry.row.cause)));
        if (entry.row.cause != entry.row.first_cause)
            text += " (" + page.in(caption::of(static_cast<Cause>(entry.row.first_cause))) + " of " +
                    Period::from_packed(entry.row.belongs_to).text() + ")";
        page.line(text + ", by " + subject.traced.event(entry.row.event) + ", entry " + std::to_string(entry.row.home) +
                  "/" + std::to_string(entry.row.entry));
        add_lines(page, entry, stored.plan ? &*stored.plan : nullptr, subject.book.chart(subject.ledger),
                  subject.group.currency);
    }
    if (rows > most_rows)
        page.line(closed_up(rows - most_rows,
                            "entries: see `earned report journal --contract " + subject.group.id.text() + "`"));
    if (rows == 0) page.line("Nothing by " + subject.as_of.text() + ".");
}

void explain_open_ends(Page& page, const Subject& subject, const Stored& stored)
{
    std::vector<std::string> texts;
    if (!stored.fault.empty())
        texts.push_back("The group lags behind its book since " + stored.posted_through.text() + ": " + stored.fault);
    for (const Exception& exception : subject.traced.home.exceptions) {
        const auto event = subject.traced.events.find(exception.event);
        if (event == subject.traced.events.end()) continue;
        const Routing routing = routing_of(event->second);
        const bool others = !routing.contract.empty() && subject.group.contract(routing.contract) == nullptr;
        if (!others) texts.push_back(subject.traced.event(exception.event) + ": " + exception.fault.text());
    }
    for (const Dispute& dispute : subject.group.disputes)
        texts.push_back(dispute.invoice.text() + (dispute.opened ? " is disputed since " : ": the dispute ended on ") +
                        dispute.at.date.text() + ": " + dispute.reason);
    if (texts.empty()) return;
    page.heading({"Exceptions", "例外"});
    for (const std::string& text : texts) page.line(text);
}

}  // namespace earned::app
