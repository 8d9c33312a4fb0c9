// invoice ubl, pdf, template, check, request and fapiao: documents as they are sent, and as they come back.
#include "app/commands/commands.h"

#include "app/asked.h"
#include "app/chinese.h"
#include "app/credit_run.h"
#include "app/fapiao_book.h"
#include "app/invoice_documents.h"
#include "app/say.h"
#include "app/shown.h"
#include "app/statements.h"
#include "app/write_file.h"
#include "billing/einvoice/fapiao.h"
#include "billing/einvoice/rules.h"
#include "exchange/einvoice/fapiao_files.h"
#include "exchange/einvoice/pdf.h"
#include "exchange/einvoice/ubl.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <iostream>

namespace earned::app {

namespace {

struct DocumentOptions {
    std::string number, out, layout, kind, blue, reason;
    std::string confirmation, status, date;
    bool all = false, keep = false;
    std::vector<std::string> files;
    std::shared_ptr<ShownAs> shown;
};

Label written_to(std::int64_t count, const char* one, const char* many, const char* chinese, const std::string& place,
                 std::int64_t left)
{
    const std::string rest = grouped(left);
    return {counted(count, one, many) + " written to " + place +
                (left > 0 ? "; " + rest + " left out, each named above" : ""),
            "已写出 " + chinese_count(count, chinese) + "至 " + place +
                (left > 0 ? "；另有 " + rest + " 张未写出，原因见上" : "")};
}

// A number as a file's name: what a folder can't hold becomes a line.
std::string file_name(std::string number)
{
    for (char& letter : number)
        if (letter == '/' || letter == '\\' || letter == ':' || static_cast<unsigned char>(letter) < ' ') letter = '_';
    return number.starts_with('.') ? "_" + number : number;
}

Exit write_ubl_files(const Shell& shell, const DocumentOptions& options)
{
    if (options.number.empty() != options.all) throw Misused("give a NUMBER, or --all");
    Book book = shell.open();
    std::vector<ShownDocument> documents = show_documents(book, options.number);
    make_folder(options.out);
    std::int64_t written = 0, left = 0;
    for (const ShownDocument& one : documents) {
        std::vector<Fault> faults;
        if (one.voided)
            faults.push_back({"invoice-voided", "invoice " + one.number, "it was voided, and is sent to nobody",
                              "send the one that took its place"});
        else if (!one.invoice)
            faults.push_back(one.invoice.fault());
        else
            faults = einvoice::broken(*one.invoice);
        for (const Fault& fault : faults) tell(fault, *options.shown);
        if (!faults.empty()) {
            ++left;
            continue;
        }
        write_file(std::filesystem::path(options.out) / (file_name(one.number) + ".xml"),
                   exchange::write_ubl(*one.invoice));
        ++written;
    }
    say(written_to(written, "document", "documents", "张单据", options.out, left), *options.shown);
    return left > 0 ? Exit::refused : Exit::done;
}

exchange::PageLayout layout_asked(const std::string& file)
{
    Result<exchange::PageLayout> layout =
        exchange::read_layout(file.empty() ? std::string(exchange::layout_that_comes_along()) : bytes_of(file));
    if (layout) return std::move(*layout);
    Fault fault = layout.fault();
    fault.where = file + " " + fault.where;
    throw Refused(fault);
}

Exit write_pdf_file(const Shell& shell, const DocumentOptions& options)
{
    const exchange::PageLayout layout = layout_asked(options.layout);
    Book book = shell.open();
    const ShownDocument document = std::move(show_documents(book, options.number).front());
    if (!document.invoice) throw Refused(document.invoice.fault());
    const auto language = options.shown->is_chinese() ? exchange::Language::zh : exchange::Language::en;
    write_file(options.out,
               exchange::write_invoice_pdf(*document.invoice, layout, language,
                                           document.voided ? exchange::Validity::is_void : exchange::Validity::stands));
    say({options.number + " written to " + options.out, options.number + " 已写入 " + options.out}, *options.shown);
    return Exit::done;
}

// Others' documents, or one's own: read, and held against the rules.
Exit check_files(const std::vector<std::string>& files, const ShownAs& shown)
{
    Exit status = Exit::done;
    for (const std::string& file : files) {
        const Result<einvoice::Invoice> read = exchange::read_ubl(bytes_of(file));
        std::vector<Fault> faults = read ? einvoice::broken(*read) : std::vector<Fault>{read.fault()};
        for (Fault& fault : faults) {
            fault.where = file + ": " + fault.where;
            tell(fault, shown);
        }
        if (!faults.empty()) {
            status = Exit::refused;
            continue;
        }
        const std::string amount = read->currency + " " + read->totals.payable.text();
        const bool credit = read->is_credit();
        say({file + ": " + (credit ? "credit note " : "invoice ") + read->number + ", " + amount + ", keeps the rules",
             file + "：" + (credit ? "红字账单 " : "账单 ") + read->number + "，" + amount + "，符合规则"},
            shown);
    }
    return status;
}

einvoice::FapiaoKind kind_asked(const DocumentOptions& options, const einvoice::Invoice& invoice)
{
    const bool special = options.kind.empty() ? !invoice.buyer.tax_id.empty() : options.kind == "special";
    return special ? einvoice::FapiaoKind::special : einvoice::FapiaoKind::normal;
}

einvoice::RedReason reason_asked(const std::string& reason)
{
    if (reason.empty()) return einvoice::RedReason::none;
    if (reason == "returned") return einvoice::RedReason::goods_returned;
    if (reason == "wrong") return einvoice::RedReason::invoice_wrong;
    if (reason == "stopped") return einvoice::RedReason::service_stopped;
    if (reason == "discount") return einvoice::RedReason::sales_discount;
    throw Misused("--reason is returned, wrong, stopped or discount");
}

// Of a credit note by itself; of --all, what can be asked for without a word on each.
Exit write_requests(const Shell& shell, const DocumentOptions& options)
{
    if (options.number.empty() != options.all) throw Misused("give a NUMBER, or --all");
    if (!options.kind.empty() && options.kind != "special" && options.kind != "normal")
        throw Misused("--kind is special or normal");
    const bool is_json = options.out.ends_with(".json");
    if (!is_json && !options.out.ends_with(".csv")) throw Misused("--out is a file.csv or a file.json");
    const einvoice::Red red{options.blue, reason_asked(options.reason)};
    Book book = shell.open();
    std::vector<einvoice::FapiaoRequest> requests;
    std::int64_t left = 0;
    for (const ShownDocument& one : show_documents(book, options.number)) {
        if (options.all &&
            (one.voided || (one.invoice && (one.invoice->is_credit() || one.invoice->currency != "CNY"))))
            continue;
        Result<einvoice::FapiaoRequest> request =
            one.invoice ? einvoice::request_fapiao(*one.invoice, one.taxes, kind_asked(options, *one.invoice), red)
                        : Result<einvoice::FapiaoRequest>(one.invoice.fault());
        if (request) {
            requests.push_back(std::move(*request));
            continue;
        }
        tell(request.fault(), *options.shown);
        ++left;
    }
    write_file(options.out, is_json ? exchange::requests_json(requests) : exchange::requests_csv(requests));
    say(written_to(static_cast<std::int64_t>(requests.size()), "billing request", "billing requests", "张开票申请",
                   options.out, left),
        *options.shown);
    return left > 0 ? Exit::refused : Exit::done;
}

// What every document in yuan asks for; a credit note whatever invoice it takes back.
std::vector<einvoice::FapiaoRequest> all_requests(Book& book)
{
    const einvoice::Red any{std::string(20, '0'), einvoice::RedReason::invoice_wrong};
    std::vector<einvoice::FapiaoRequest> requests;
    for (const ShownDocument& one : show_documents(book, "")) {
        if (!one.invoice || one.invoice->currency != "CNY") continue;
        const auto kind = kind_asked({}, *one.invoice);
        if (auto request = einvoice::request_fapiao(*one.invoice, one.taxes, kind, any)) requests.push_back(*request);
    }
    return requests;
}

// Recorded, or told why not: the other files go on.
bool kept(Book& book, const einvoice::Fapiao& fapiao, const std::string& document, const ShownAs& shown)
{
    try {
        keep_delivered(book, fapiao, document, session_user());
        return true;
    } catch (const Refused& refused) {
        tell(refused.fault, shown);
        return false;
    }
}

Exit read_fapiaos(const Shell& shell, const DocumentOptions& options)
{
    Book book = shell.open();
    const std::vector<einvoice::FapiaoRequest> requests = all_requests(book);
    Table table{.key = "fapiaos", .title = {"Delivered invoices", "数电发票"}};
    table.columns = {text_column("fapiao", "fapiao", "发票号码"), text_column("issued", "issued", "开票日期"),
                     text_column("document", "document", "单据"), text_column("net", "net", "金额"),
                     text_column("tax", "tax", "税额"),           text_column("total", "total", "价税合计"),
                     text_column("because", "because", "依据")};
    Exit status = Exit::done;
    for (const std::string& file : options.files) {
        const Result<einvoice::Fapiao> read = exchange::read_fapiao(bytes_of(file));
        const Result<einvoice::Answered> answer =
            read ? einvoice::answered_by(*read, requests) : Result<einvoice::Answered>(read.fault());
        if (!answer) {
            Fault fault = answer.fault();
            fault.where = file + ": " + fault.where;
            tell(fault, *options.shown);
            status = Exit::refused;
            continue;
        }
        if (options.keep && !kept(book, *read, answer->document, *options.shown)) status = Exit::refused;
        table.add({read->number, read->issued, answer->document, read->net.text(), read->tax.text(), read->total.text(),
                   own_words(answer->evidence)});
    }
    show(table, *options.shown);
    return status;
}

Exit state_confirmation(const Shell& shell, const DocumentOptions& asked)
{
    Book book = shell.open();
    const Date date = asked.date.empty() ? today_of(book, book.reference().default_entity().value_or(EntityId()))
                                         : date_asked(asked.date, "--date");
    state_red_letter(book, {.confirmation = asked.confirmation,
                            .credit = asked.number,
                            .status = asked.status,
                            .reason = asked.reason,
                            .by = session_user(),
                            .blue = asked.blue,
                            .date = date});
    const auto status = einvoice::red_status(asked.status);
    const std::string words(status ? einvoice::words(*status) : std::string_view());
    say({"confirmation " + asked.confirmation + " of " + asked.number + ": " + asked.status + " " + words,
         asked.number + " 的红字信息确认单 " + asked.confirmation + "：" + asked.status + " " + in_chinese(words)},
        *asked.shown);
    return Exit::done;
}

void add_red_letter(CLI::App& invoice, Shell& shell)
{
    auto asked = std::make_shared<DocumentOptions>();
    CLI::App* letter =
        invoice.add_subcommand("redletter", "China: record the state of a confirmation (红字信息确认单)");
    letter->add_option("CREDIT", asked->number, "our credit note")->required();
    letter->add_option("--confirmation", asked->confirmation, "its number")->required();
    letter->add_option("--status", asked->status, "01 to 09, as the platform numbers them")->required();
    letter->add_option("--blue", asked->blue, "the delivered invoice; else what the book knows of");
    letter->add_option("--reason", asked->reason, "why");
    letter->add_option("--date", asked->date, "YYYY-MM-DD; else today");
    asked->shown = add_language(*letter, shell);
    letter->callback(
        [&shell, asked] { shell.command = [&shell, asked] { return state_confirmation(shell, *asked); }; });
}

void add_china(CLI::App& invoice, Shell& shell)
{
    add_red_letter(invoice, shell);
    auto asked = std::make_shared<DocumentOptions>();
    CLI::App* request = invoice.add_subcommand("request", "China: the billing request (开票申请) of a document");
    request->add_option("NUMBER", asked->number, "the document's number");
    request->add_flag("--all", asked->all, "every invoice in yuan that stands");
    request->add_option("--kind", asked->kind,
                        "special or normal (else special where the buyer has a taxpayer number)");
    request->add_option("--blue", asked->blue, "of a credit note: the 20 digits of the delivered invoice");
    request->add_option("--reason", asked->reason, "of a credit note: returned, wrong, stopped or discount");
    request->add_option("--out", asked->out, "a file.csv or a file.json")->required();
    asked->shown = add_language(*request, shell);
    request->callback([&shell, asked] { shell.command = [&shell, asked] { return write_requests(shell, *asked); }; });

    auto delivered = std::make_shared<DocumentOptions>();
    CLI::App* fapiao = invoice.add_subcommand("fapiao", "China: read delivered invoices (数电发票), and say of what");
    fapiao->add_option("FILE", delivered->files, "the XML as delivered")->required();
    fapiao->add_flag("--keep", delivered->keep, "record it in the book");
    delivered->shown = std::make_shared<ShownAs>();
    add_format(*fapiao, shell, delivered->shown);
    fapiao->callback(
        [&shell, delivered] { shell.command = [&shell, delivered] { return read_fapiaos(shell, *delivered); }; });
}

}  // namespace

void add_invoice_documents(CLI::App& invoice, Shell& shell)
{
    auto ubl = std::make_shared<DocumentOptions>();
    CLI::App* xml = invoice.add_subcommand("ubl", "As an e-invoice: UBL 2.1 in the form of EN 16931");
    xml->add_option("NUMBER", ubl->number, "the document's number");
    xml->add_flag("--all", ubl->all, "every document of the book");
    xml->add_option("--out", ubl->out, "the folder that takes NUMBER.xml")->required();
    ubl->shown = add_language(*xml, shell);
    xml->callback([&shell, ubl] { shell.command = [&shell, ubl] { return write_ubl_files(shell, *ubl); }; });

    auto pdf = std::make_shared<DocumentOptions>();
    CLI::App* pages = invoice.add_subcommand("pdf", "As pages to print or send");
    pages->add_option("NUMBER", pdf->number, "the document's number")->required();
    pdf->shown = add_language(*pages, shell);
    pages->add_option("--template", pdf->layout, "a layout of your own (`earned invoice template`)");
    pages->add_option("--out", pdf->out, "the file")->required();
    pages->callback([&shell, pdf] { shell.command = [&shell, pdf] { return write_pdf_file(shell, *pdf); }; });

    CLI::App* layout = invoice.add_subcommand("template", "Print the layout of the pages, to change and give back");
    layout->callback([&shell] {
        shell.command = [] {
            std::cout << exchange::layout_that_comes_along();
            return Exit::done;
        };
    });

    add_china(invoice, shell);
    auto check = std::make_shared<DocumentOptions>();
    CLI::App* rules = invoice.add_subcommand("check", "Read e-invoices, and hold them against the rules");
    rules->add_option("FILE", check->files, "UBL 2.1")->required();
    check->shown = add_language(*rules, shell);
    rules->callback([&shell, check] { shell.command = [check] { return check_files(check->files, *check->shown); }; });
}

}  // namespace earned::app
