// invoice ubl, pdf, template and check: documents as they are sent.
#include "app/commands/commands.h"

#include "app/invoice_documents.h"
#include "app/say.h"
#include "app/statements.h"
#include "billing/einvoice/rules.h"
#include "exchange/einvoice/pdf.h"
#include "exchange/einvoice/ubl.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>

namespace earned::app {

namespace {

struct DocumentOptions {
    std::string number, out, lang = "en", layout;
    bool all = false;
    std::vector<std::string> files;
};

void write_whole(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << bytes;
    if (!file.flush())
        throw Refused({.code = "file-unwritable",
                       .where = path.string(),
                       .what = "it can't be written",
                       .hint = "name a place that exists and that you may write to"});
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
    std::filesystem::create_directories(options.out);
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
        for (const Fault& fault : faults) tell(fault);
        if (!faults.empty()) {
            ++left;
            continue;
        }
        write_whole(std::filesystem::path(options.out) / (file_name(one.number) + ".xml"),
                    exchange::write_ubl(*one.invoice));
        ++written;
    }
    say(counted(written, "document", "documents") + " written to " + options.out +
        (left > 0 ? "; " + std::to_string(left) + " left out, each named above" : ""));
    return left > 0 ? Exit::refused : Exit::done;
}

exchange::Layout layout_asked(const std::string& file)
{
    Result<exchange::Layout> layout =
        exchange::read_layout(file.empty() ? std::string(exchange::layout_that_comes_along()) : bytes_of(file));
    if (layout) return std::move(*layout);
    Fault fault = layout.fault();
    fault.where = file + " " + fault.where;
    throw Refused(fault);
}

Exit write_pdf_file(const Shell& shell, const DocumentOptions& options)
{
    if (options.lang != "en" && options.lang != "zh") throw Misused("--lang is en or zh");
    const exchange::Layout layout = layout_asked(options.layout);
    Book book = shell.open();
    const ShownDocument document = std::move(show_documents(book, options.number).front());
    if (!document.invoice) throw Refused(document.invoice.fault());
    const auto language = options.lang == "zh" ? exchange::Language::zh : exchange::Language::en;
    write_whole(options.out, exchange::write_invoice_pdf(*document.invoice, layout, language,
                                                         document.voided ? exchange::Validity::is_void
                                                                         : exchange::Validity::stands));
    say(options.number + " written to " + options.out);
    return Exit::done;
}

// Others' documents, or one's own: read, and held against the rules.
Exit check_files(const std::vector<std::string>& files)
{
    Exit status = Exit::done;
    for (const std::string& file : files) {
        const Result<einvoice::Invoice> read = exchange::read_ubl(bytes_of(file));
        std::vector<Fault> faults = read ? einvoice::broken(*read) : std::vector<Fault>{read.fault()};
        for (Fault& fault : faults) {
            fault.where = file + ": " + fault.where;
            tell(fault);
        }
        if (!faults.empty()) {
            status = Exit::refused;
            continue;
        }
        say(file + ": " + (read->is_credit() ? "credit note " : "invoice ") + read->number + ", " + read->currency +
            " " + read->totals.payable.text() + ", keeps the rules");
    }
    return status;
}

}  // namespace

void add_invoice_documents(CLI::App& invoice, Shell& shell)
{
    auto ubl = std::make_shared<DocumentOptions>();
    CLI::App* xml = invoice.add_subcommand("ubl", "As an e-invoice: UBL 2.1 in the form of EN 16931");
    xml->add_option("NUMBER", ubl->number, "");
    xml->add_flag("--all", ubl->all, "every document of the book");
    xml->add_option("--out", ubl->out, "the folder that takes NUMBER.xml")->required();
    xml->callback([&shell, ubl] { shell.command = [&shell, ubl] { return write_ubl_files(shell, *ubl); }; });

    auto pdf = std::make_shared<DocumentOptions>();
    CLI::App* pages = invoice.add_subcommand("pdf", "As pages to print or send");
    pages->add_option("NUMBER", pdf->number, "")->required();
    pages->add_option("--lang", pdf->lang, "en or zh");
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

    auto check = std::make_shared<DocumentOptions>();
    CLI::App* rules = invoice.add_subcommand("check", "Read e-invoices, and hold them against the rules");
    rules->add_option("FILE", check->files, "UBL 2.1")->required();
    rules->callback([&shell, check] { shell.command = [check] { return check_files(check->files); }; });
}

}  // namespace earned::app
