// credit, invoice void, preview: what a person changes of invoices, and what is still to come.
#include "app/commands/invoicing.h"
#include "app/commands/reason.h"

#include "app/asked.h"
#include "app/billing_run.h"
#include "app/credit_run.h"
#include "app/names.h"
#include "app/say.h"
#include "app/shown.h"
#include "reports/captions.h"

#include <CLI/CLI.hpp>

namespace earned::app {

namespace {

struct CreditOptions {
    std::string invoice, line, quantity, amount, date, reason, relates_to;
    bool refund = false, balance = false, offset = false, invoice_again = false, dry_run = false;
};

std::optional<Decimal> number_asked(const std::string& text, const std::string& option)
{
    if (text.empty()) return std::nullopt;
    const auto number = Decimal::parse(text);
    if (!number) throw Misused(option + " is a number, and '" + text + "' is none");
    return number;
}

std::optional<RelatesTo> relation_asked(const std::string& text)
{
    if (text == "past") return RelatesTo::past;
    if (text == "remaining") return RelatesTo::remaining;
    if (text == "all") return RelatesTo::all;
    return std::nullopt;
}

Settle settle_asked(const CreditOptions& options)
{
    if (options.refund) return Settle::refund;
    return options.balance ? Settle::balance : Settle::offset;
}

Date day_asked(const Book& book, const std::string& text)
{
    return text.empty() ? today_of(book, book.reference().default_entity().value_or(EntityId()))
                        : date_asked(text, "--date");
}

Table table_of(const Credited& credited)
{
    const Draft& draft = credited.note.draft;
    Table table{.key = "credit-note",
                .title = {"Credit note " + credited.note.number, "红字账单 " + credited.note.number}};
    const auto fact = [&](const char* en, const char* zh, const std::string& value) {
        table.facts.push_back({{en, zh}, {value, ""}});
    };
    fact("invoice", "账单", draft.of.text());
    fact("date", "日期", draft.date.text());
    fact("customer", "客户", credited.note.customer.text());
    fact("contract", "合同", draft.contract.text());
    fact("reason", "原因", draft.reason);
    table.columns = {text_column("line", "line", "行"), text_column("quantity", "quantity", "数量"),
                     money_column("net", "net", "不含税"), money_column("tax", "tax", "税"),
                     money_column("total", "total", "含税")};
    for (const IssuedLine& line : draft.lines)
        table.add({line.line.text(), line.quantity ? Cell(line.quantity->text()) : Cell(), line.net, line.tax,
                   line.net + line.tax});
    table.add({Label{"total", "合计"}, Cell(), credited.note.net(), credited.note.tax(),
               credited.note.net() + credited.note.tax()},
              RowKind::total);
    return table;
}

Label moved(const CreditMove& move, Currency currency)
{
    std::map<Role, std::int64_t> sums;
    for (const Balance& balance : move.change) sums[balance.key.role] += balance.minor;
    Label text;
    for (const auto& [role, minor] : sums) {
        if (minor == 0) continue;
        const std::string amount = Money(normal_side(role) == Side::debit ? minor : -minor, currency).text();
        text.en += (text.en.empty() ? "" : ", ") + std::string(name(role)) + " " + amount;
        text.zh += (text.zh.empty() ? "" : "，") + caption::of(role).zh + " " + amount;
    }
    if (text.en.empty()) text = {"nothing moves yet", "暂无变动"};
    return {move.ledger.key() + ": " + text.en, move.ledger.key() + "：" + text.zh};
}

void say_credit(const Credited& credited, const CreditOptions& options, const ShownAs& shown)
{
    const std::string& number = credited.note.number;
    const bool two = credited.note.persons > 1, waits = credited.note.persons > 0;
    if (waits)
        say_beside(
            {(options.dry_run ? std::string("it would wait") : number + " waits") + " for " +
                 (two ? "another person" : "somebody") + ": earned invoice approve NAME, or earned invoice reject NAME",
             (options.dry_run ? std::string("将待") : number + " 待") + (two ? "另一人" : "人") +
                 "批准：earned invoice approve NAME，或 earned invoice reject NAME"},
            shown);
    const std::string total = credited.note.currency.code() + " " + (credited.note.net() + credited.note.tax()).text(),
                      left = credited.left.text();
    const bool only_shown = options.dry_run || waits;
    say_beside({(only_shown ? "would be issued: " : "credit note " + number + ": ") + total + " of invoice " +
                    options.invoice + "; " + left + " of it are not credited",
                (only_shown ? "将开具：" : "红字账单 " + number + "：") + "账单 " + options.invoice + " 冲红 " + total +
                    "；尚未冲红 " + left},
               shown);
    if (credited.to_balance.is_zero()) return;
    const std::string paid = credited.to_balance.text();
    say_beside(
        {paid + " had been paid, and pay the customer's next invoices", "已付的 " + paid + " 用于客户以后的账单"},
        shown);
}

Exit credit_invoice(const Shell& shell, const CreditOptions& options, const ShownAs& shown)
{
    if (options.refund + options.balance + options.offset > 1)
        throw Misused("one of --refund, --balance and --offset: give a credit note for each part");
    if (!options.quantity.empty() && !options.amount.empty())
        throw Misused("--quantity and --amount both say how much; give one");
    Book book = shell.open();
    const CreditOrder order{.asked = {.invoice = InvoiceId(options.invoice),
                                      .line = LineId(options.line),
                                      .quantity = number_asked(options.quantity, "--quantity"),
                                      .amount = number_asked(options.amount, "--amount"),
                                      .date = day_asked(book, options.date),
                                      .relates_to = relation_asked(options.relates_to)},
                            .settle = settle_asked(options),
                            .price = options.invoice_again ? Price::stays : Price::falls,
                            .reason = options.reason,
                            .by = session_user()};
    const Credited credited = credit(book, order, options.dry_run ? Writing::left_out : Writing::done);
    show(table_of(credited), shown);
    say_credit(credited, options, shown);
    for (const CreditMove& move : credited.moves) say_beside(moved(move, credited.note.currency), shown);
    return Exit::done;
}

struct VoidOptions {
    std::string invoice, date, reason;
};

Exit void_one(const Shell& shell, const VoidOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    const Date date = day_asked(book, options.date);
    void_invoice(book, {InvoiceId(options.invoice), date, options.reason, session_user()});
    say({"invoice " + options.invoice + " is void from " + date.text() +
             "; what it was for is invoiced anew by the next bill run",
         "账单 " + options.invoice + " 自 " + date.text() + " 起作废；其内容由下次开票重新开具"},
        shown);
    return Exit::done;
}

struct PreviewOptions {
    std::string contract, through;
};

// Whose contract it is, and the group that it is accounted for in.
struct Previewed {
    CustomerId customer;
    ContractId group;
};
Previewed previewed(Book& book, const std::string& contract)
{
    const db::Key key{db::KeyKind::contract, contract};
    const std::int64_t place = home_of_key(book.store(), key);
    const Home home = place != 0 ? book.folded(book.store(), place) : Home{};
    for (const Group& group : home.groups)
        if (group.contract(ContractId(contract)) != nullptr) return {home.customer, group.id};
    throw Refused({.code = "contract-unknown",
                   .where = "contract " + contract,
                   .what = "no contract of this name was signed",
                   .hint = "check the spelling"});
}

Exit preview(const Shell& shell, const PreviewOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    const Previewed asked = previewed(book, options.contract);
    const BillOrder order{
        .through = date_asked(options.through, "--through"), .only_customer = asked.customer, .by = session_user()};
    Table table{.key = "invoices-to-come",
                .title = {"Invoices to come: " + options.contract, "待开账单: " + options.contract}};
    table.columns = document_columns({text_column("line", "line", "行"), text_column("what", "what", "内容")});
    std::int64_t count = 0;
    Progress quiet("", Progress::Shown::never);
    const BillRun run = preview_bill(
        book, order,
        [&](const BilledDocument& document) {
            if (document.draft.contract.text() != options.contract) return;
            ++count;
            for (std::size_t place = 0; place < document.draft.lines.size(); ++place) {
                const IssuedLine& line = document.draft.lines[place];
                std::vector<Cell> cells = document_cells(document);
                cells.insert(cells.end(), {line.line.text(), own_words(document.draft.what[place]), line.net, line.tax,
                                           line.net + line.tax, document.currency.code()});
                table.add(std::move(cells));
            }
        },
        quiet);
    show(table, shown);
    say_beside({counted(count, "document", "documents") + " to come through " + options.through,
                "截至 " + options.through + " 将开具 " + chinese_count(count, "张单据")},
               shown);
    bool in_fault = false;
    for (const auto& [group, fault] : run.left_out) {
        if (group != asked.group) continue;  // of the customer's other contracts
        tell(fault, shown);
        in_fault = true;
    }
    return in_fault ? Exit::refused : Exit::done;
}

}  // namespace

std::vector<Column> document_columns(const std::vector<Column>& more)
{
    std::vector<Column> columns{date_column("date", "date", "日期"), date_column("due", "due", "到期日"),
                                text_column("kind", "kind", "类型"), text_column("customer", "customer", "客户"),
                                text_column("contract", "contract", "合同")};
    columns.insert(columns.end(), more.begin(), more.end());
    columns.push_back(money_column("net", "net", "不含税"));
    columns.push_back(money_column("tax", "tax", "税"));
    columns.push_back(money_column("total", "total", "含税"));
    columns.push_back(text_column("currency", "currency", "币种"));
    return columns;
}

std::vector<Cell> document_cells(const BilledDocument& document)
{
    const Label kind = document.persons > 0    ? Label{"draft", "草稿"}
                       : document.draft.credit ? Label{"credit", "红字账单"}
                                               : Label{"invoice", "账单"};
    return {document.draft.date, document.draft.due, kind, document.customer.text(), document.draft.contract.text()};
}

void add_crediting(CLI::App& program, Shell& shell)
{
    CLI::App* run = program.add_subcommand("credit", "A credit note for an invoice, and its price with it");
    auto options = std::make_shared<CreditOptions>();
    auto shown = std::make_shared<ShownAs>();
    run->add_option("INVOICE", options->invoice, "its number")->required();
    run->add_option("--line", options->line, "of this line alone");
    run->add_option("--quantity", options->quantity, "so many units of the line");
    run->add_option("--amount", options->amount, "so much, without tax; else all that is left");
    run->add_option("--date", options->date, "YYYY-MM-DD; else today");
    run->add_option("--reason", options->reason, "why")->required()->check(with_words());
    run->add_flag("--refund", options->refund, "what was paid of it is paid back");
    run->add_flag("--balance", options->balance, "what was paid of it pays the customer's next invoices");
    run->add_flag("--offset", options->offset, "it stands against the invoice (when none of the three is given)");
    run->add_option("--relates-to", options->relates_to, "performance that it is for; else by what the invoice covers")
        ->check(CLI::IsMember({"past", "remaining", "all"}));
    run->add_flag("--invoice-again", options->invoice_again, "the price stays, and the next bill run invoices it anew");
    run->add_flag("--dry-run", options->dry_run, "show the credit note, and write nothing");
    add_format(*run, shell, shown);
    run->callback([&shell, options, shown] {
        shell.command = [&shell, options, shown] { return credit_invoice(shell, *options, *shown); };
    });

    CLI::App* look = program.add_subcommand("preview", "Every invoice of a contract that is to come");
    auto which = std::make_shared<PreviewOptions>();
    auto how = std::make_shared<ShownAs>();
    look->add_option("CONTRACT", which->contract, "the contract")->required();
    look->add_option("--through", which->through, "YYYY-MM-DD")->required();
    add_format(*look, shell, how);
    look->callback(
        [&shell, which, how] { shell.command = [&shell, which, how] { return preview(shell, *which, *how); }; });
}

void add_invoice_deeds(CLI::App& invoice, Shell& shell)
{
    CLI::App* run = invoice.add_subcommand("void", "Take an invoice back as if it had not been issued");
    auto options = std::make_shared<VoidOptions>();
    run->add_option("NUMBER", options->invoice, "the invoice")->required();
    run->add_option("--date", options->date, "YYYY-MM-DD; else today");
    run->add_option("--reason", options->reason, "why")->required()->check(with_words());
    const auto shown = add_language(*run, shell);
    run->callback([&shell, options, shown] {
        shell.command = [&shell, options, shown] { return void_one(shell, *options, *shown); };
    });
}

}  // namespace earned::app
