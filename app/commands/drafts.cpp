// invoice drafts, approve, reject: what waits for somebody before it is issued.
#include "app/commands/invoicing.h"
#include "app/commands/reason.h"

#include "app/asked.h"
#include "app/credit_run.h"
#include "app/draft_decisions.h"
#include "app/say.h"
#include "app/shown.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

struct DraftOptions {
    std::string name, date, reason;
};

Money total_of(const DocumentDraft& draft, Currency currency)
{
    if (draft.proposal) return Money::of(draft.proposal->total, currency).value_or(Money::zero(currency));
    return draft.net() + draft.tax();
}

std::string state_of(const DocumentDraft& draft)
{
    if (draft.waits()) return draft.two ? "waits for another than " + draft.by : "waits";
    return draft.issued_as.empty() ? "not issued" : "issued as " + draft.issued_as.text();
}

Exit list_drafts(const Shell& shell, bool all, const ShownAs& shown)
{
    Book book = shell.open();
    Table table{.key = "drafts", .title = {"Drafts", "待批账单"}};
    table.columns = {text_column("name", "name", "草稿"),         text_column("kind", "kind", "类型"),
                     date_column("date", "date", "日期"),         text_column("customer", "customer", "客户"),
                     text_column("contract", "contract", "合同"), money_column("total", "total", "含税"),
                     text_column("currency", "currency", "币种"), text_column("by", "by", "提交人"),
                     text_column("state", "state", "状态")};
    std::int64_t count = 0;
    book.each_home(book.store(), {1, book.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        for (const Group& group : home.groups)
            for (const DocumentDraft& draft : group.drafts) {
                if (!all && !draft.waits()) continue;
                ++count;
                const bool credit = draft.proposal || !draft.of.empty();
                table.add({draft.name.text(), credit ? Label{"credit", "红字账单"} : Label{"invoice", "账单"},
                           draft.at.date, group.customer.text(), draft.contract.text(), total_of(draft, group.currency),
                           group.currency.code(), draft.by, own_words(state_of(draft))});
            }
    });
    show(table, shown);
    say_beside({counted(count, "draft", "drafts"), chinese_count(count, "张草稿")}, shown);
    return Exit::done;
}

DraftOrder order_asked(const Book& book, const DraftOptions& options)
{
    const Date date = options.date.empty() ? today_of(book, book.reference().default_entity().value_or(EntityId()))
                                           : date_asked(options.date, "--date");
    return {InvoiceId(options.name), date, options.reason, session_user()};
}

Exit approve(const Shell& shell, const DraftOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    const BilledDocument document = approve_draft(book, order_asked(book, options));
    const std::string date = document.draft.date.text(), due = document.draft.due.text(),
                      total = document.currency.code() + " " + (document.net() + document.tax()).text();
    say({options.name + " is " + document.number + " of " + date + ", due " + due + ": " + total,
         options.name + " 已开具为 " + document.number + "，日期 " + date + "，到期 " + due + "：" + total},
        shown);
    return Exit::done;
}

Exit reject(const Shell& shell, const DraftOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    reject_draft(book, order_asked(book, options));
    say({options.name + " is not issued; what is owed then, the next bill run drafts anew",
         options.name + " 不开具；届时应开的由下次开票重新起草"},
        shown);
    return Exit::done;
}

}  // namespace

Table table_of_draft(const Group& group, const DocumentDraft& draft)
{
    const InvoiceId lowered = draft.proposal ? draft.proposal->invoice : draft.of;
    const std::string en = lowered.empty() ? "" : " of a credit note of " + lowered.text();
    const std::string zh = lowered.empty() ? "" : " 红字 原账单 " + lowered.text();
    Table table{.key = "draft", .title = {"draft " + draft.name.text() + en, "草稿 " + draft.name.text() + zh}};
    const auto fact = [&](const char* english, const char* chinese, const std::string& value) {
        if (!value.empty()) table.facts.push_back({{english, chinese}, {value, ""}});
    };
    fact("customer", "客户", group.customer.text());
    fact("contract", "合同", draft.contract.text());
    fact("currency", "币种", group.currency.code());
    fact("dated", "日期", draft.at.date.text());
    fact("by", "提交人", draft.by);
    table.facts.push_back({{"state", "状态"}, own_words(state_of(draft))});
    fact("reason", "原因", draft.proposal ? draft.proposal->reason : draft.reason.empty() ? draft.why : draft.reason);
    table.columns = {text_column("line", "line", "行"), money_column("net", "net", "不含税"),
                     money_column("tax", "tax", "税"), money_column("total", "total", "含税")};
    for (const IssuedLine& line : draft.lines) table.add({line.line.text(), line.net, line.tax, line.net + line.tax});
    table.add({Label{"total " + group.currency.code(), "合计 " + group.currency.code()},
               draft.proposal ? Cell() : Cell(draft.net()), draft.proposal ? Cell() : Cell(draft.tax()),
               total_of(draft, group.currency)},
              RowKind::total);
    return table;
}

void add_invoice_drafts(CLI::App& invoice, Shell& shell)
{
    CLI::App* list = invoice.add_subcommand("drafts", "What waits for somebody before it is issued");
    auto all = std::make_shared<bool>(false);
    auto shown = std::make_shared<ShownAs>();
    list->add_flag("--all", *all, "also those that were decided");
    add_format(*list, shell, shown);
    list->callback(
        [&shell, all, shown] { shell.command = [&shell, all, shown] { return list_drafts(shell, *all, *shown); }; });

    CLI::App* yes = invoice.add_subcommand("approve", "Issue a draft, or a credit note that was proposed");
    auto approved = std::make_shared<DraftOptions>();
    yes->add_option("DRAFT", approved->name, "its name")->required();
    yes->add_option("--date", approved->date, "YYYY-MM-DD, of the document; else today");
    const auto approving = add_language(*yes, shell);
    yes->callback([&shell, approved, approving] {
        shell.command = [&shell, approved, approving] { return approve(shell, *approved, *approving); };
    });

    CLI::App* no = invoice.add_subcommand("reject", "Do not issue a draft");
    auto rejected = std::make_shared<DraftOptions>();
    no->add_option("DRAFT", rejected->name, "its name")->required();
    no->add_option("--date", rejected->date, "YYYY-MM-DD; else today");
    no->add_option("--reason", rejected->reason, "why")->required()->check(with_words());
    const auto rejecting = add_language(*no, shell);
    no->callback([&shell, rejected, rejecting] {
        shell.command = [&shell, rejected, rejecting] { return reject(shell, *rejected, *rejecting); };
    });
}

}  // namespace earned::app
