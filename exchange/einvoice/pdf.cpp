#include "exchange/einvoice/pdf.h"

#include "base/currency.h"
#include "exchange/einvoice/canvas.h"
#include "exchange/einvoice/pdf_words.h"

#include <algorithm>
#include <array>

namespace earned::exchange {

namespace {

using einvoice::Allowance;
using einvoice::Invoice;
using einvoice::InvoiceLine;
using einvoice::TaxSubtotal;
using einvoice::Trader;

struct Column {
    const char* word;
    double width;
    Side side;
};  // width as a share
constexpr std::array<Column, 6> columns{{{"line", 0.05, Side::left},
                                         {"description", 0.42, Side::left},
                                         {"quantity", 0.11, Side::right},
                                         {"price", 0.15, Side::right},
                                         {"tax", 0.10, Side::right},
                                         {"net", 0.17, Side::right}}};

using Pair = std::pair<std::string, std::string>;

class Printer {
public:
    Printer(const Invoice& invoice, const PageLayout& layout, Language language, Validity validity, std::string& bytes,
            int pages)
        : invoice_(invoice),
          layout_(layout),
          language_(language),
          validity_(validity),
          pages_(pages),
          canvas_(layout, language, bytes),
          size_(canvas_.size())
    {
        const std::optional<Currency> currency = Currency::parse(invoice.currency);
        places_ = currency ? currency->minor_digits() : 2;
    }

    int print()
    {
        canvas_.describe(title() + " " + invoice_.number, invoice_.seller.name, invoice_.issued.text());
        begin_page();
        heading();
        parties();
        table();
        totals();
        payment();
        footer();
        canvas_.finish();
        return page_;
    }

private:
    const std::string& word(std::string_view name) const { return layout_.word(name, language_); }
    const std::string& title() const { return word(invoice_.is_credit() ? "credit_note" : "invoice"); }
    std::string amount(const Decimal& figure) const { return grouped_figure(figure, places_); }
    std::string in_currency(const Decimal& figure) const { return invoice_.currency + " " + amount(figure); }
    Style plain() const { return {.size = size_}; }
    Style bold() const { return {.size = size_, .bold = true}; }
    Style figures() const { return {.size = size_, .side = Side::right}; }
    Style label() const { return {.size = size_, .tinted = true}; }
    double breadth() const { return canvas_.right() - canvas_.left(); }

    void begin_page()
    {
        ++page_;
        y_ = canvas_.top();
        if (validity_ == Validity::is_void) canvas_.stamp(word("void"));
    }
    void footer()
    {
        const double y = canvas_.bottom() + size_;
        canvas_.rule(y - 0.3 * size_, 0.4);
        const Style small{.size = size_ * 0.85}, aside{.size = size_ * 0.85, .side = Side::right};
        std::string who = invoice_.seller.name;
        if (!word("footer").empty()) who += " · " + word("footer");
        canvas_.write(who, canvas_.left(), y, breadth() * 0.75, small);
        canvas_.write(filled(word("page"), {{"page", std::to_string(page_)}, {"pages", std::to_string(pages_)}}),
                      canvas_.left() + breadth() * 0.75, y, breadth() * 0.25, aside);
    }
    void turn_page()
    {
        footer();
        canvas_.next_page();
        begin_page();
        canvas_.write(title() + " " + invoice_.number, canvas_.left(), y_, breadth(), bold());
        y_ += 2.2 * size_;
    }
    // Whether there was room; else the page is turned.
    bool make_room(double height)
    {
        if (y_ + height <= canvas_.bottom()) return true;
        turn_page();
        return false;
    }

    // Label and value, one pair a line; the values stand in one column.
    double pairs(const std::vector<Pair>& all, double x, double y, double width, double names)
    {
        for (const auto& [name, value] : all) {
            if (value.empty()) continue;
            const double first = canvas_.write(name, x, y, names - size_ * 0.6, label());
            y += std::max(first, canvas_.write(value, x + names, y, width - names, plain())) + 0.25 * size_;
        }
        return y;
    }

    void heading()
    {
        const double half = breadth() * 0.5;
        double seller = y_;
        seller += canvas_.write(invoice_.seller.name, canvas_.left(), seller, half * 0.95,
                                {.size = size_ * 1.25, .bold = true}) +
                  0.3 * size_;
        seller = trader(invoice_.seller, canvas_.left(), seller, half * 0.95);
        const double x = canvas_.left() + half;
        double y = y_;
        y += canvas_.write(title(), x, y, half, {.size = size_ * 2.2, .bold = true, .tinted = true}) + 0.6 * size_;
        std::vector<Pair> said = {{word("number"), invoice_.number}, {word("date"), invoice_.issued.text()}};
        if (invoice_.due && !invoice_.is_credit()) said.emplace_back(word("due"), invoice_.due->text());
        for (const einvoice::Preceding& of : invoice_.preceding)
            said.emplace_back(word("credits"),
                              of.number + (of.date ? " (" + word("of_date") + " " + of.date->text() + ")" : ""));
        said.emplace_back(word("contract"), invoice_.contract);
        said.emplace_back(word("purchase_order"), invoice_.purchase_order);
        said.emplace_back(word("buyer_reference"), invoice_.buyer_reference);
        said.emplace_back(word("project"), invoice_.project);
        if (invoice_.period)
            said.emplace_back(word("period"), invoice_.period->first.text() + " – " + invoice_.period->last.text());
        said.emplace_back(word(invoice_.is_credit() ? "reason" : "note"), invoice_.note);
        y = pairs(said, x, y, half, 8.5 * size_);
        y_ = std::max(seller, y) + 1.6 * size_;
    }

    double trader(const Trader& who, double x, double y, double width)
    {
        std::vector<std::string> lines = address_lines(who.place, language_);
        const std::array<Pair, 4> ids{{{word("tax_id"), who.tax_id},
                                       {word("registration"), who.registration},
                                       {word("phone"), who.phone},
                                       {word("email"), who.email}}};
        for (const auto& [name, value] : ids)
            if (!value.empty()) lines.push_back(name + (language_ == Language::zh ? "：" : ": ") + value);
        for (const std::string& line : lines) y += canvas_.write(line, x, y, width, plain()) + 0.15 * size_;
        return y;
    }

    void parties()
    {
        y_ += canvas_.write(word(invoice_.is_credit() ? "credit_to" : "bill_to"), canvas_.left(), y_, breadth(),
                            label()) +
              0.2 * size_;
        y_ += canvas_.write(invoice_.buyer.name, canvas_.left(), y_, breadth() * 0.6, bold()) + 0.15 * size_;
        y_ = trader(invoice_.buyer, canvas_.left(), y_, breadth() * 0.6) + 1.8 * size_;
    }

    double x_of(std::size_t column) const
    {
        double x = canvas_.left();
        for (std::size_t at = 0; at < column; ++at) x += columns[at].width * breadth();
        return x;
    }
    double cell_width(std::size_t column) const { return columns[column].width * breadth() - 0.5 * size_; }

    void table_head()
    {
        double height = 0;
        for (std::size_t at = 0; at < columns.size(); ++at) {
            const double inset = columns[at].side == Side::right ? 0.5 * size_ : 0;
            const bool is_net = at + 1 == columns.size();
            const std::string title = word(columns[at].word) + (is_net ? " " + invoice_.currency : "");
            height = std::max(height,
                              canvas_.write(title, x_of(at) + inset, y_, cell_width(at),
                                            {.size = size_, .bold = true, .tinted = true, .side = columns[at].side}));
        }
        y_ += height + 0.4 * size_;
        canvas_.rule(y_, 0.9);
        y_ += 0.5 * size_;
    }

    // What stands below a line's name, in smaller letters.
    std::string details(const InvoiceLine& line) const
    {
        std::string text;
        const auto add = [&](const std::string& part) {
            if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
        };
        add(line.description);
        if (line.period) add(line.period->first.text() + " – " + line.period->last.text());
        add(line.note);
        for (const Allowance& one : line.allowances) {
            const std::string percent = one.percent ? " " + one.percent->text() + " %" : "";
            add(word(one.charge ? "charge" : "discount") + percent + ": " + (one.charge ? "" : "-") +
                amount(one.amount) + (one.base ? " (" + word("gross") + " " + amount(*one.base) + ")" : ""));
        }
        return text;
    }

    void table()
    {
        make_room(6 * size_);
        table_head();
        const Style small{.size = size_ * 0.88};
        for (const InvoiceLine& line : invoice_.lines) {
            const std::string below = details(line);
            const std::array<std::string, 6> cells = {line.id,
                                                      line.name,
                                                      grouped_figure(line.quantity, 0),
                                                      grouped_figure(line.price, places_),
                                                      rate_in_words(line.tax),
                                                      amount(line.net)};
            double name = canvas_.height_of(line.name, cell_width(1), plain()), height = 0;
            height = name + canvas_.height_of(below, cell_width(1), small);
            for (std::size_t at = 2; at < cells.size(); ++at)
                height = std::max(height, canvas_.height_of(cells[at], cell_width(at), figures()));
            if (!make_room(height + 0.6 * size_)) table_head();
            for (std::size_t at = 0; at < cells.size(); ++at) {
                const bool right = columns[at].side == Side::right;
                canvas_.write(cells[at], x_of(at) + (right ? 0.5 * size_ : 0), y_, cell_width(at),
                              right ? figures() : plain());
            }
            canvas_.write(below, x_of(1), y_ + name, cell_width(1), small);
            y_ += height + 0.6 * size_;
        }
        canvas_.rule(y_, 0.4);
        y_ += 0.8 * size_;
    }

    struct Sum {
        std::string name, figure, below;
        bool bold = false;
    };

    std::vector<Sum> sums() const
    {
        const einvoice::Totals& totals = invoice_.totals;
        std::vector<Sum> all;
        if (!invoice_.allowances.empty()) all.push_back({word("sum_of_lines"), amount(totals.lines), ""});
        for (const Allowance& one : invoice_.allowances) {
            const std::string percent = one.percent ? " " + one.percent->text() + " %" : "";
            all.push_back({(one.reason.empty() ? word(one.charge ? "charge" : "discount") : one.reason) + percent,
                           (one.charge ? "" : "-") + amount(one.amount), ""});
        }
        all.push_back({word("total_net"), amount(totals.without_tax), ""});
        for (const TaxSubtotal& one : invoice_.subtotals) {
            const bool none = !one.kind.percent;
            all.push_back({filled(word(none ? "no_vat_on" : "vat_on"),
                                  {{"rate", rate_in_words(one.kind)}, {"net", amount(one.taxable)}}),
                           amount(one.tax), one.exemption_reason});
        }
        if (invoice_.is_credit()) {
            all.push_back({word("credited"), in_currency(totals.payable), "", true});
            return all;
        }
        const bool same = totals.paid.is_zero() && totals.rounding.is_zero();
        if (!same) all.push_back({word("total"), amount(totals.with_tax), ""});
        if (!totals.paid.is_zero()) all.push_back({word("paid"), amount(-totals.paid), ""});
        if (!totals.rounding.is_zero()) all.push_back({word("rounding"), amount(totals.rounding), ""});
        all.push_back({word("to_pay"), in_currency(totals.payable), "", true});
        return all;
    }

    void totals()
    {
        const std::vector<Sum> all = sums();
        const double wide = breadth() * 0.55, x = canvas_.right() - wide, figure = wide * 0.38;
        const double names = wide - figure - 0.5 * size_;
        const Style small{.size = size_ * 0.88};
        const auto height_of = [&](const Sum& sum) {
            const Style style{.size = size_, .bold = sum.bold};
            return std::max(canvas_.height_of(sum.name, names, style), 1.2 * size_) +
                   canvas_.height_of(sum.below, names, small) + 0.3 * size_;
        };
        double height = 0;
        for (const Sum& sum : all) height += height_of(sum);
        make_room(height + size_);
        for (const Sum& sum : all) {
            if (sum.bold) {
                canvas_.rule(y_, 0.9);
                y_ += 0.4 * size_;
            }
            const double name = canvas_.write(sum.name, x, y_, names, {.size = size_, .bold = sum.bold});
            canvas_.write(sum.figure, canvas_.right() - figure, y_, figure,
                          {.size = size_, .bold = sum.bold, .side = Side::right});
            canvas_.write(sum.below, x, y_ + name, names, small);
            y_ += height_of(sum);
        }
        y_ += 1.5 * size_;
    }

    void payment()
    {
        if (invoice_.is_credit()) return;
        const einvoice::PaymentMeans& means = invoice_.means;
        const std::vector<Pair> said = {{word("terms"), terms_in_words(invoice_.terms, layout_, language_)},
                                        {word("due"), invoice_.due ? invoice_.due->text() : ""},
                                        {word("reference"), in_fours(means.remittance)},
                                        {word("holder"), means.account.empty() ? "" : means.holder},
                                        {word("account"), in_fours(means.account)},
                                        {word("bic"), means.bic}};
        make_room((static_cast<double>(said.size()) + 3) * 1.6 * size_);
        y_ += canvas_.write(word("payment"), canvas_.left(), y_, breadth(),
                            {.size = size_ * 1.1, .bold = true, .tinted = true}) +
              0.4 * size_;
        y_ = pairs(said, canvas_.left(), y_, breadth(), 11 * size_);
        if (!means.remittance.empty())
            y_ += canvas_.write(word("quote"), canvas_.left(), y_ + 0.3 * size_, breadth(), plain());
    }

    const Invoice& invoice_;
    const PageLayout& layout_;
    Language language_;
    Validity validity_;
    int pages_, page_ = 0, places_ = 2;
    Canvas canvas_;
    double size_, y_ = 0;
};

}  // namespace

std::string write_invoice_pdf(const Invoice& invoice, const PageLayout& layout, Language language, Validity validity)
{
    std::string counted, bytes;  // drawn twice: the first time to count the pages
    const int pages = Printer(invoice, layout, language, validity, counted, 1).print();
    Printer(invoice, layout, language, validity, bytes, pages).print();
    return bytes;
}

}  // namespace earned::exchange
