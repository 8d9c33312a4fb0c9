// dunning run: the letters that are due, each recorded as a `dunning.sent`. dunning dispute, settle,
// promise: what pauses them.
#include "app/commands/commands.h"
#include "app/commands/reason.h"

#include "app/asked.h"
#include "app/in_force.h"
#include "app/intake.h"
#include "app/invoice_remark.h"
#include "app/say.h"
#include "app/shown.h"
#include "app/letters.h"
#include "app/reassessed.h"
#include "app/statements.h"
#include "app/write_file.h"
#include "billing/collect/dunning.h"
#include "exchange/einvoice/letter.h"

#include <CLI/CLI.hpp>

#include <filesystem>

namespace earned::app {

namespace {

struct DunningOptions {
    std::string as_of;
    bool dry_run = false;
};

Event sent_event(const DunningLetter& letter, Date date, const std::string& by)
{
    DunningSent fact{letter.customer, {}, letter.level, {}, {}};
    for (const DunnedInvoice& invoice : letter.invoices) fact.invoices.push_back(invoice.invoice);
    if (!letter.fee.is_zero()) fact.fee = letter.fee.decimal();
    if (!letter.interest.is_zero()) fact.interest = letter.interest.decimal();
    return {.source = "earned",
            .id = "dunning/" + letter.customer.text() + "/" + letter.open.currency().code() + "/" + date.text(),
            .by = by,
            .date = date,
            .fact = fact};
}

Table table_of_letters()
{
    Table table{.key = "letters", .title = {"Letters", "催款函"}};
    table.columns = {text_column("customer", "customer", "客户"), count_column("level", "level", "级别"),
                     text_column("invoices", "invoices", "账单"), money_column("open", "open", "未付"),
                     money_column("fee", "fee", "手续费"),        money_column("interest", "interest", "利息"),
                     text_column("currency", "currency", "币种")};
    return table;
}

Table table_of_paused()
{
    Table table{.key = "paused", .title = {"Not written about", "暂不催款"}};
    table.columns = {text_column("invoice", "invoice", "账单"), count_column("days", "days overdue", "逾期天数"),
                     money_column("open", "open", "未付"), text_column("currency", "currency", "币种"),
                     text_column("why", "not written about", "暂不催款")};
    return table;
}

Table table_of_assessed()
{
    Table table{.key = "assessed", .title = {"Collectability", "可收回性"}};
    table.columns = {text_column("contract", "contract", "合同"), text_column("revenue", "its revenue", "收入")};
    return table;
}

Exit run_dunning(const Shell& shell, const DunningOptions& options, const ShownAs& shown)
{
    Book book = shell.open();
    const Date as_of = date_asked(options.as_of, "--as-of");
    const std::vector<Ledger> ledgers = book.ledgers();
    if (ledgers.empty())
        throw Refused({.code = "entity-unknown",
                       .where = "the book",
                       .what = "no entity with a book is defined",
                       .hint = "send its entity.defined, with `books`"});
    const Policy policy = book.policy(ledgers.front());
    const Package& package = package_on(policy, as_of);
    Table letters = table_of_letters(), paused = table_of_paused(), assessed = table_of_assessed();
    std::int64_t sent = 0;
    std::vector<Event> events;
    Exit status = Exit::done;
    book.each_home(book.store(), {1, book.store().next_home() - 1}, [&](std::int64_t, const Home& home) {
        const Result<Dunned> dunned = dun(home, package, book.reference(), as_of);
        if (!dunned) {
            tell(dunned.fault(), shown);
            status = Exit::refused;
            return;
        }
        for (const DunningLetter& letter : dunned->letters) {
            letters.add({letter.customer.text(), std::int64_t{letter.level},
                         listed(letter.invoices, &DunnedInvoice::invoice), letter.open, letter.fee, letter.interest,
                         letter.open.currency().code()});
            events.push_back(sent_event(letter, as_of, book.user()));
            ++sent;
        }
        for (Event& event : reassessed(book, home, dunned->doubtful, as_of, book.user())) {
            const auto& fact = std::get<ContractAssessed>(event.fact);
            assessed.add({fact.contract.text(), fact.collectable
                                                    ? Label{"released", "恢复确认"}
                                                    : Label{"held: collection is doubtful", "暂停确认：收款存疑"}});
            events.push_back(std::move(event));
        }
        for (const DunnedInvoice& invoice : dunned->paused)
            paused.add({invoice.invoice.text(), std::int64_t{invoice.days}, invoice.open,
                        invoice.open.currency().code(), own_words(invoice.paused)});
    });
    show(letters, shown);
    if (shown.is_for_people()) show(paused, shown);
    if (shown.is_for_people() && !assessed.rows.empty()) show(assessed, shown);
    if (!options.dry_run) append_own(book, std::move(events));
    say_beside(
        {counted(sent, "letter", "letters") + (options.dry_run ? " would be sent" : " sent") + " as of " + as_of.text(),
         "截至 " + as_of.text() + (options.dry_run ? " 将发 " : " 已发 ") + chinese_count(sent, "封催款函")},
        shown);
    return status;
}

struct LetterOptions {
    std::string date, customer, out, lang, layout;
};

std::string letter_file(const CollectionLetter& letter)
{
    std::string name = letter.date.text() + "-" + letter.buyer_id.text() + "-" + letter.open.currency().code() + ".pdf";
    for (char& c : name)
        if (c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < ' ') c = '_';
    return name;
}

Exit write_letters(const Shell& shell, const LetterOptions& options)
{
    if (!options.lang.empty() && options.lang != "en" && options.lang != "zh") throw Misused("--lang is en or zh");
    Result<exchange::PageLayout> layout = exchange::read_layout(
        options.layout.empty() ? std::string(exchange::layout_that_comes_along()) : bytes_of(options.layout));
    if (!layout) throw Refused(layout.fault());
    Book book = shell.open();
    const Date date = date_asked(options.date, "--date");
    const ShownAs said{.lang = options.lang.empty() ? "en" : options.lang};
    require_known(book, CustomerId(options.customer), ContractId());
    std::int64_t written = 0;
    Exit status = Exit::done;
    for (const Result<CollectionLetter>& letter : letters_of(book, date, CustomerId(options.customer))) {
        if (!letter) {
            tell(letter.fault(), said);
            status = Exit::refused;
            continue;
        }
        const bool chinese = options.lang.empty() ? letter->language.starts_with("zh") : options.lang == "zh";
        make_folder(options.out);  // none is made where there is no letter
        const std::filesystem::path path = std::filesystem::path(options.out) / letter_file(*letter);
        write_file(path, exchange::write_letter_pdf(*letter, *layout,
                                                    chinese ? exchange::Language::zh : exchange::Language::en));
        ++written;
    }
    say({counted(written, "letter", "letters") + (written > 0 ? " written to " + options.out : " written"),
         "已写出 " + chinese_count(written, "封催款函") + (written > 0 ? "至 " + options.out : "")},
        said);
    return status;
}

void add_letters(CLI::App& dunning, Shell& shell)
{
    CLI::App* command = dunning.add_subcommand("letters", "The letters that were sent on a day, as PDF");
    auto options = std::make_shared<LetterOptions>();
    command->add_option("--date", options->date, "YYYY-MM-DD: the day of the run")->required();
    command->add_option("--out", options->out, "the folder to write to")->required();
    command->add_option("--customer", options->customer, "of this one alone");
    command->add_option("--lang", options->lang, "en or zh; else the customer's language");
    command->add_option("--template", options->layout, "a layout; `earned invoice template` prints one");
    command->callback(
        [&shell, options] { shell.command = [&shell, options] { return write_letters(shell, *options); }; });
}

struct RemarkOptions {
    std::string invoice, date, amount, until, reason;
};

Exit note_remark(const Shell& shell, const RemarkOptions& options, InvoiceRemark what, const Label& words,
                 const ShownAs& shown)
{
    Book book = shell.open();
    RemarkOrder order{.remark = what,
                      .invoice = InvoiceId(options.invoice),
                      .date = date_asked(options.date, "--date"),
                      .amount = std::nullopt,
                      .until = std::nullopt,
                      .reason = options.reason,
                      .by = book.user()};
    if (!options.amount.empty()) {
        order.amount = Decimal::parse(options.amount);
        if (!order.amount) throw Misused("--amount is a number, and '" + options.amount + "' is none");
    }
    if (!options.until.empty()) order.until = date_asked(options.until, "--until");
    remark(book, order);
    say({"invoice " + options.invoice + " " + words.en, "账单 " + options.invoice + " " + words.zh}, shown);
    return Exit::done;
}

void add_remark(CLI::App& dunning, Shell& shell, InvoiceRemark what, const char* name, const char* help,
                const Label& words)
{
    CLI::App* command = dunning.add_subcommand(name, help);
    auto options = std::make_shared<RemarkOptions>();
    command->add_option("INVOICE", options->invoice, "the invoice's number")->required();
    command->add_option("--date", options->date, "YYYY-MM-DD")->required();
    command->add_option("--amount", options->amount, "of how much; else all that is open");
    CLI::Option* reason = command->add_option("--reason", options->reason, "why")->check(with_words());
    if (what == InvoiceRemark::promised)
        command->add_option("--until", options->until, "YYYY-MM-DD: the day by which it will be paid");
    else
        reason->required();
    const auto shown = add_language(*command, shell);
    command->callback([&shell, options, what, words, shown] {
        shell.command = [&shell, options, what, words, shown] {
            return note_remark(shell, *options, what, words, *shown);
        };
    });
}

}  // namespace

void add_dunning(CLI::App& program, Shell& shell)
{
    CLI::App* dunning = program.add_subcommand("dunning", "Letters about overdue invoices");
    dunning->require_subcommand(1);
    CLI::App* run = dunning->add_subcommand("run", "Send the letters that are due by the rules");
    auto options = std::make_shared<DunningOptions>();
    run->add_option("--as-of", options->as_of, "YYYY-MM-DD")->required();
    run->add_flag("--dry-run", options->dry_run, "show the letters, and write nothing");
    auto shown = std::make_shared<ShownAs>();
    add_format(*run, shell, shown);
    run->callback([&shell, options, shown] {
        shell.command = [&shell, options, shown] { return run_dunning(shell, *options, *shown); };
    });
    add_letters(*dunning, shell);
    add_remark(*dunning, shell, InvoiceRemark::disputed, "dispute",
               "The customer disputes an invoice: no letters about it", {"is disputed", "有争议"});
    add_remark(*dunning, shell, InvoiceRemark::settled, "settle", "A dispute is settled: letters go on",
               {"is disputed no longer", "争议已了结"});
    add_remark(*dunning, shell, InvoiceRemark::promised, "promise",
               "The customer promised to pay: no letters until then", {"is promised to be paid", "客户已承诺付款"});
}

}  // namespace earned::app
