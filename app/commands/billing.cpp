#include "app/commands/invoicing.h"

#include "app/asked.h"
#include "app/billing_run.h"
#include "app/file_shelf.h"
#include "app/names.h"
#include "app/number_order.h"
#include "app/say.h"
#include "app/shown.h"
#include "app/withholding.h"
#include "base/sorted.h"
#include "billing/collect/match.h"
#include "billing/einvoice/fapiao.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <map>

namespace earned::app {

namespace {

std::string currency_amount(Money amount) { return amount.currency().code() + " " + amount.text(); }

// What a run issued, per entity and currency.
struct Issued {
    std::int64_t invoices = 0, credits = 0, drafts = 0;
    Money net, tax;
    std::string first, last;  // invoice numbers
};

class Issues {
public:
    void add(const BilledDocument& document)
    {
        Issued& sum = sums_[{document.draft.entity.text(), document.currency}];
        if (document.persons > 0) ++sum.drafts;
        if (sum.net.currency() == Currency()) sum.net = sum.tax = Money::zero(document.currency);
        if (document.persons > 0) return;
        ++(document.draft.credit ? sum.credits : sum.invoices);
        sum.net += document.draft.credit ? -document.net() : document.net();
        sum.tax += document.draft.credit ? -document.tax() : document.tax();
        if (document.draft.credit || document.number.empty()) return;
        if (sum.first.empty() || document.number < sum.first) sum.first = document.number;
        sum.last = std::max(sum.last, document.number);
    }
    void print(const Label& verb, const ShownAs& shown) const
    {
        if (sums_.empty()) return say_beside({"nothing to invoice", "没有需要开具的账单"}, shown);
        for (const auto& [key, sum] : sums_) {
            const std::string net = currency_amount(sum.net), tax = sum.tax.text();
            Label line{key.first + ": " + counted(sum.invoices, "invoice", "invoices") + " and " +
                           counted(sum.credits, "credit note", "credit notes") + " " + verb.en + ", net " + net +
                           ", tax " + tax,
                       key.first + "：" + verb.zh + chinese_count(sum.invoices, "张账单、") +
                           chinese_count(sum.credits, "张红字账单，不含税 ") + net + "，税 " + tax};
            if (!sum.first.empty()) {
                line.en += "; " + sum.first + (sum.last == sum.first ? "" : " to " + sum.last);
                line.zh += "；" + sum.first + (sum.last == sum.first ? "" : " 至 " + sum.last);
            }
            say_beside(line, shown);
            if (sum.drafts > 0)
                say_beside({key.first + ": " + counted(sum.drafts, "draft waits", "drafts wait") +
                                " for somebody; `earned invoice drafts` shows them",
                            key.first + "：" + chinese_count(sum.drafts, "张草稿待批；`earned invoice drafts` 列出")},
                           shown);
        }
    }

private:
    std::map<std::pair<std::string, Currency>, Issued> sums_;
};

struct BillOptions {
    std::string through, customer;
    bool dry_run = false;
};

// Each document of the run as a row; without a number where it is only shown.
Table table_of_run(const std::string& through)
{
    Table table{.key = "bill-run", .title = {"Documents through " + through, "账单 " + through}};
    table.columns = document_columns({text_column("number", "number", "编号")});
    return table;
}

// What the run found of earlier ones.
void say_run(const BillRun& run, const ShownAs& shown)
{
    const std::string number = std::to_string(run.run);
    if (run.resumed)
        say_beside({"run " + number + " was begun before and is completed", "批次 " + number + " 先前已开始，现已完成"},
                   shown);
    if (run.withdrawn > 0)
        say_beside({counted(run.withdrawn, "draft", "drafts") + " withdrawn: the contract has changed since",
                    chinese_count(run.withdrawn, "张草稿已撤回：合同此后有变更")},
                   shown);
    if (run.voided > 0)
        say_beside({counted(run.voided, "credit note", "credit notes") +
                        " voided: the discount for early payment was given up again",
                    chinese_count(run.voided, "张现金折扣红字单已作废：折扣已撤销")},
                   shown);
}

Exit left_out(const BillRun& run, const ShownAs& shown)
{
    for (const auto& [contract, fault] : run.left_out) tell(fault, shown);
    if (run.left_out.empty()) return Exit::done;
    const auto count = static_cast<std::int64_t>(run.left_out.size());
    say_beside({counted(count, "contract", "contracts") + " left out, each named above",
                chinese_count(count, "份合同未开具，见上")},
               shown);
    return Exit::refused;
}

Exit bill(const Shell& shell, const BillOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    const BillOrder order{.through = date_asked(options.through, "--through"),
                          .only_customer = CustomerId(options.customer),
                          .by = book.user()};
    Issues issues;
    Table table = table_of_run(options.through);
    table.rows = Rows(shelf_in_file());
    const bool listed = options.dry_run || !shown.is_for_people();
    const auto see = [&](const BilledDocument& document) {
        issues.add(document);
        if (!listed) return;
        std::vector<Cell> cells = document_cells(document);
        cells.insert(cells.end(), {document.number.empty() ? Cell() : Cell(document.number), document.net(),
                                   document.tax(), document.net() + document.tax(), document.currency.code()});
        table.add(std::move(cells));
    };
    BillRun run;
    {
        Progress progress("billing");
        run = options.dry_run ? preview_bill(book, order, see, progress) : bill_through(book, order, see, progress);
        if (listed) show(table, shown);
    }
    say_run(run, shown);
    issues.print(options.dry_run ? Label{"would be issued", "将开具 "} : Label{"issued", "已开具 "}, shown);
    return left_out(run, shown);
}

struct ListOptions {
    std::string entity, customer, contract, from, to;
    bool open = false;
};

// By entity, then by number: digits that stand together are one number (series, year, rank; 1000000 after 999999).
struct NumberOf {
    const std::string &entity, &number;
    friend bool operator<(const NumberOf& one, const NumberOf& other)
    {
        return one.entity != other.entity ? one.entity < other.entity : is_before(one.number, other.number);
    }
};

struct ListedDocument {
    std::string entity, number;
    std::vector<Cell> cells;

    NumberOf order() const { return {entity, number}; }
    static auto fields(auto& of) { return std::tie(of.entity, of.number, of.cells); }
};

Exit list_invoices(const Shell& shell, const ListOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    const Date from = options.from.empty() ? Date::dawn() : date_asked(options.from, "--from");
    const Date to = date_or_never(options.to, "--to");
    if (to < from) throw Misused("--from " + options.from + " comes after --to " + options.to);
    require_known(book, CustomerId(options.customer), ContractId(options.contract));
    if (!options.entity.empty()) book.ledgers(options.entity, "");
    Table table{.key = "invoices", .title = {"Invoices and credit notes", "账单与红字账单"}};
    table.columns = {text_column("number", "number", "编号"),     text_column("kind", "kind", "类型"),
                     date_column("date", "date", "日期"),         date_column("due", "due", "到期日"),
                     text_column("customer", "customer", "客户"), text_column("contract", "contract", "合同"),
                     money_column("net", "net", "不含税"),        money_column("tax", "tax", "税"),
                     money_column("open", "open", "未付"),        text_column("currency", "currency", "币种")};
    const SharedShelf shelf = shelf_in_file();
    table.rows = Rows(shelf);
    Sorted<ListedDocument> listed(shelf);
    book.each_home(book.store(), {1, book.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        if (!options.customer.empty() && home.customer.text() != options.customer) return;
        std::map<const Document*, Money> open;
        for (const OpenInvoice& invoice : open_invoices(home, to)) open[invoice.invoice] = invoice.open;
        for (const Group& group : home.groups) {
            if (!options.entity.empty() && group.entity.text() != options.entity) continue;
            for (const Document& document : group.documents) {
                if (document.at.date < from || to < document.at.date) continue;
                if (!options.contract.empty() && document.contract.text() != options.contract) continue;
                const auto still = open.find(&document);
                const bool is_open = still != open.end() && !still->second.is_zero();
                if (options.open && !is_open) continue;
                const Label kind = document.voided   ? Label{"void", "作废"}
                                   : document.credit ? Label{"credit", "红字账单"}
                                                     : Label{"invoice", "账单"};
                listed.put(
                    {group.entity.text(),
                     document.number.text(),
                     {document.number.text(), kind, document.at.date, document.credit ? Cell() : Cell(document.due),
                      group.customer.text(), document.contract.text(), document.net(), document.tax(),
                      is_open ? Cell(still->second) : Cell(), group.currency.code()}});
            }
        }
    });
    listed.each([&](const ListedDocument& each) { table.add(each.cells); });
    show(table, shown);
    const auto count = static_cast<std::int64_t>(table.rows.size());
    say_beside({counted(count, "document", "documents"), chinese_count(count, "张单据")}, shown);
    return Exit::done;
}

// `withheld`: what the customer keeps of an invoice as tax on our income.
Table table_of(const Home& home, const Group& group, const Document& document, Money withheld)
{
    const bool credit = document.credit;
    Table table{.key = credit ? "credit-note" : "invoice",
                .title = {(credit ? "credit note " : "invoice ") + document.number.text() +
                              (credit ? " of " + document.of.text() : ""),
                          (credit ? "红字账单 " : "账单 ") + document.number.text() +
                              (credit ? " 原账单 " + document.of.text() : "")}};
    const auto fact = [&](const char* en, const char* zh, const std::string& value) {
        if (!value.empty()) table.facts.push_back({{en, zh}, {value, ""}});
    };
    fact("customer", "客户", group.customer.text());
    fact("contract", "合同", document.contract.text());
    fact("entity", "主体", group.entity.text());
    fact("currency", "币种", group.currency.code());
    fact("dated", "日期", document.at.date.text());
    fact("due", "到期日", credit ? "" : document.due.text());
    fact("voided on", "作废日", document.voided ? document.voided->date.text() : "");
    fact("reason", "原因", document.reason);
    table.columns = {text_column("line", "line", "行"), money_column("net", "net", "不含税"),
                     money_column("tax", "tax", "税"), money_column("total", "total", "含税")};
    for (const IssuedLine& line : document.lines)
        table.add({line.line.text(), line.net, line.tax, line.net + line.tax});
    const auto of_currency = [&](const char* en, const char* zh) {
        return Label{en + (" " + group.currency.code()), zh + (" " + group.currency.code())};
    };
    table.add({of_currency("total", "合计"), document.net(), document.tax(), document.net() + document.tax()},
              RowKind::total);
    if (credit || document.voided) return table;
    for (const OpenInvoice& invoice : open_invoices(home, Date::never())) {
        if (invoice.invoice != &document) continue;
        const auto part = [&](Label what, Money amount) {
            if (!amount.is_zero()) table.add({std::move(what), Cell(), Cell(), amount}, RowKind::subtotal);
        };
        part({"credited", "已冲红"}, -invoice.credited);
        part({"paid", "已付"}, -invoice.paid);
        part({"written off, discount", "坏账核销及现金折扣"}, -invoice.written_off);
        if (!withheld.is_zero()) {
            part({"of it withheld as tax, by the rules", "其中按规则代扣税款"}, withheld);
            part({"of it to be paid in cash", "其中应付现金"}, document.net() + document.tax() - withheld);
        }
        table.add({of_currency("open", "未付"), Cell(), Cell(), invoice.open}, RowKind::total);
    }
    return table;
}

// Words that stand in both languages, English first.
std::string chinese_part(const std::string& words)
{
    const auto first =
        std::find_if(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return {first, words.end()};
}

// What the tax bureau's platform did about it.
Label said_of(const DeliveredFapiao& fapiao)
{
    const std::string day = fapiao.at.date.text(),
                      what = fapiao.what.fapiao + "  " + (fapiao.what.net + fapiao.what.tax).text();
    return {day + "  fapiao " + what + (fapiao.what.blue.empty() ? "" : ", takes back " + fapiao.what.blue),
            day + "  发票 " + what + (fapiao.what.blue.empty() ? "" : "，冲销 " + fapiao.what.blue)};
}

void say_fapiaos(const Group& group, const Document& document, const ShownAs& shown)
{
    for (const DeliveredFapiao& fapiao : group.fapiaos)
        if (fapiao.what.document == document.number) say(said_of(fapiao), shown);
    for (const RedLetter& letter : group.red_letters) {
        if (letter.what.credit != document.number) continue;
        const auto status = einvoice::red_status(letter.what.status);
        const std::string day = letter.at.date.text(), number = letter.what.confirmation + "  " + letter.what.status,
                          words(status ? einvoice::words(*status) : std::string_view());
        say({day + "  red-letter confirmation " + number + " " + words,
             day + "  红字信息确认单 " + number + " " + chinese_part(words)},
            shown);
    }
}

void print_head(const Table& table, const ShownAs& shown)
{
    if (!shown.is_for_people()) return show(table, shown);
    const bool zh = shown.lang == "zh";
    say(zh ? table.title.zh : table.title.en);
    std::string facts;
    for (const HeaderFact& fact : table.facts)
        facts += (facts.empty() ? ""
                  : zh          ? "，"
                                : ", ") +
                 (zh ? fact.label.zh : fact.label.en) + " " +
                 (zh && !fact.value.zh.empty() ? fact.value.zh : fact.value.en);
    say(facts);
    show(table, shown);
}

void print(const Table& table, const Group& group, const Document& document, const ShownAs& shown)
{
    print_head(table, shown);
    if (!shown.is_for_people()) return;
    for (const Collected& cash : group.cash)
        if (!document.credit && cash.invoice == document.number)
            say({cash.at.date.text() + "  payment " + cash.payment.text() + "  " + cash.amount.text(),
                 cash.at.date.text() + "  收款 " + cash.payment.text() + "  " + cash.amount.text()},
                shown);
    say_fapiaos(group, document, shown);
}

Exit show_invoice(const Shell& shell, const std::string& number, const ShownAs& shown)
{
    Book book = shell.open();
    const db::Key key{db::KeyKind::invoice, number};
    std::int64_t home = home_of_key(book.store(), key);
    bool found = false;
    const db::HomeRange range = home == 0 ? db::HomeRange{1, book.store().next_home() - 1} : db::HomeRange{home, home};
    book.each_home(book.store(), range, [&](std::int64_t, const Home& each) {
        for (const Group& group : each.groups) {
            for (const Document& document : group.documents) {
                if (document.number.text() != number) continue;
                found = true;
                print(table_of(each, group, document, Withholding(book).by_rule(group, document)), group, document,
                      shown);
            }
            for (const DocumentDraft& draft : group.drafts) {
                if (draft.name.text() != number) continue;
                found = true;
                print_head(table_of_draft(group, draft), shown);
            }
        }
    });
    if (found) return Exit::done;
    throw Refused({.code = "invoice-unknown",
                   .where = "invoice " + number,
                   .what = "no document has this number",
                   .hint = "`earned invoice list` shows those there are"});
}

}  // namespace

void add_billing(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("bill", "Issue what ought to be invoiced by a date");
    auto options = std::make_shared<BillOptions>();
    run->add_option("--through", options->through, "YYYY-MM-DD: the last day that is invoiced")->required();
    run->add_option("--customer", options->customer, "of this customer alone");
    run->add_flag("--dry-run", options->dry_run, "show what would be issued, and write nothing");
    auto shown = std::make_shared<ShownAs>();
    add_format(*run, shell, shown);
    run->callback([&shell, options, shown] {
        shell.command = [&shell, options, shown] { return bill(shell, *options, *shown); };
    });

    CLI::App* invoice = program.add_subcommand("invoice", "Invoices and credit notes");
    invoice->require_subcommand(1);
    CLI::App* list = invoice->add_subcommand("list", "A line for each document");
    auto which = std::make_shared<ListOptions>();
    list->add_option("--entity", which->entity, "of one entity");
    list->add_option("--customer", which->customer, "of one customer");
    list->add_option("--contract", which->contract, "of one contract");
    list->add_option("--from", which->from, "YYYY-MM-DD");
    list->add_option("--to", which->to, "YYYY-MM-DD");
    list->add_flag("--open", which->open, "only those not wholly paid");
    auto listed = std::make_shared<ShownAs>();
    add_format(*list, shell, listed);
    list->callback([&shell, which, listed] {
        shell.command = [&shell, which, listed] { return list_invoices(shell, *which, *listed); };
    });
    CLI::App* show = invoice->add_subcommand("show", "One document with its lines and payments");
    auto number = std::make_shared<std::string>();
    show->add_option("NUMBER", *number, "the document's number, or a draft's name")->required();
    auto how = std::make_shared<ShownAs>();
    add_format(*show, shell, how);
    show->callback([&shell, number, how] {
        shell.command = [&shell, number, how] { return show_invoice(shell, *number, *how); };
    });
    add_invoice_deeds(*invoice, shell);
    add_invoice_drafts(*invoice, shell);
    add_invoice_documents(*invoice, shell);
}

}  // namespace earned::app
