#include "exchange/einvoice/letter.h"

#include "exchange/einvoice/canvas.h"
#include "exchange/einvoice/pdf_words.h"

#include <algorithm>
#include <array>

namespace earned::exchange {

namespace {

struct LetterColumn {
    const char* word;
    double width;  // as a share
    Side side;
};
constexpr std::array<LetterColumn, 5> letter_columns{{{"invoice", 0.30, Side::left},
                                                      {"date", 0.16, Side::left},
                                                      {"due", 0.18, Side::left},
                                                      {"days_past_due", 0.16, Side::right},
                                                      {"open", 0.20, Side::right}}};
constexpr int letters_with_words = 3;

class LetterPrinter {
public:
    LetterPrinter(const CollectionLetter& letter, const PageLayout& layout, Language language, std::string& bytes,
                  int pages)
        : letter_(letter),
          layout_(layout),
          language_(language),
          pages_(pages),
          canvas_(layout, language, bytes),
          size_(canvas_.size()),
          places_(letter.open.currency().minor_digits())
    {
    }

    int print()
    {
        canvas_.describe(subject(), letter_.seller.name, letter_.date.text());
        y_ = canvas_.top();
        heading();
        y_ += canvas_.write(subject(), canvas_.left(), y_, breadth(),
                            {.size = size_ * 1.6, .bold = true, .tinted = true}) +
              size_;
        y_ += canvas_.write(filled(of_level("letter_text_"), {{"customer", letter_.buyer.name}}), canvas_.left(), y_,
                            breadth(), plain()) +
              size_;
        table();
        sums();
        payment();
        footer();
        canvas_.finish();
        return page_;
    }

private:
    const std::string& word(std::string_view name) const { return layout_.word(name, language_); }
    const std::string& of_level(const std::string& stem) const
    {
        return word(stem + std::to_string(std::clamp(letter_.level, 1, letters_with_words)));
    }
    const std::string& subject() const { return of_level("letter_"); }
    std::string amount(Money money) const { return grouped_figure(money.decimal(), places_); }
    Style plain() const { return {.size = size_}; }
    double breadth() const { return canvas_.right() - canvas_.left(); }

    void heading()
    {
        y_ += canvas_.write(letter_.seller.name, canvas_.left(), y_, breadth() * 0.6,
                            {.size = size_ * 1.25, .bold = true}) +
              0.3 * size_;
        for (const std::string& line : address_lines(letter_.seller.place, language_))
            y_ += canvas_.write(line, canvas_.left(), y_, breadth() * 0.6, plain()) + 0.15 * size_;
        y_ += 2 * size_;
        y_ += canvas_.write(letter_.buyer.name, canvas_.left(), y_, breadth() * 0.6, {.size = size_, .bold = true}) +
              0.15 * size_;
        for (const std::string& line : address_lines(letter_.buyer.place, language_))
            y_ += canvas_.write(line, canvas_.left(), y_, breadth() * 0.6, plain()) + 0.15 * size_;
        y_ += size_;
        y_ += canvas_.write(letter_.date.text(), canvas_.left(), y_, breadth(), {.size = size_, .side = Side::right}) +
              size_;
    }

    void footer()
    {
        const double y = canvas_.bottom() + size_;
        canvas_.rule(y - 0.3 * size_, 0.4);
        canvas_.write(letter_.seller.name, canvas_.left(), y, breadth() * 0.75, {.size = size_ * 0.85});
        canvas_.write(filled(word("page"), {{"page", std::to_string(page_)}, {"pages", std::to_string(pages_)}}),
                      canvas_.left() + breadth() * 0.75, y, breadth() * 0.25,
                      {.size = size_ * 0.85, .side = Side::right});
    }

    // Whether there was room; else the page is turned.
    bool make_room(double height)
    {
        if (y_ + height <= canvas_.bottom()) return true;
        footer();
        canvas_.next_page();
        ++page_;
        y_ = canvas_.top();
        return false;
    }

    void row(const std::array<std::string, letter_columns.size()>& cells, const Style& style)
    {
        double x = canvas_.left(), height = 0;
        for (std::size_t at = 0; at < cells.size(); ++at) {
            const double width = letter_columns[at].width * breadth();
            Style own = style;
            own.side = letter_columns[at].side;
            height = std::max(height, canvas_.write(cells[at], x, y_, width - 0.5 * size_, own));
            x += width;
        }
        y_ += height + 0.5 * size_;
    }

    void head()
    {
        std::array<std::string, letter_columns.size()> titles;
        for (std::size_t at = 0; at < titles.size(); ++at) titles[at] = word(letter_columns[at].word);
        titles.back() += " " + letter_.open.currency().code();
        row(titles, {.size = size_, .bold = true, .tinted = true});
        canvas_.rule(y_ - 0.2 * size_, 0.9);
        y_ += 0.3 * size_;
    }

    void table()
    {
        make_room(5 * size_);
        head();
        for (const LetterInvoice& one : letter_.invoices) {
            if (!make_room(2 * size_)) head();
            row({one.number, one.issued.text(), one.due.text(), std::to_string(one.days), amount(one.open)}, plain());
        }
        canvas_.rule(y_, 0.4);
        y_ += 0.6 * size_;
    }

    void sums()
    {
        std::vector<std::pair<std::string, Money>> all = {{word("open"), letter_.open}};
        if (!letter_.fee.is_zero()) all.emplace_back(word("letter_fee"), letter_.fee);
        if (!letter_.interest.is_zero()) all.emplace_back(word("letter_interest"), letter_.interest);
        all.emplace_back(word("to_pay"), letter_.to_pay());
        make_room((static_cast<double>(all.size()) + 1) * 1.7 * size_);
        const double x = canvas_.left() + breadth() * 0.5;
        for (std::size_t at = 0; at < all.size(); ++at) {
            const bool last = at + 1 == all.size();
            if (last) canvas_.rule(y_, 0.9);
            if (last) y_ += 0.4 * size_;
            const Style style{.size = size_, .bold = last}, figure{.size = size_, .bold = last, .side = Side::right};
            const double height = canvas_.write(all[at].first, x, y_, breadth() * 0.25, style);
            const std::string text = (last ? letter_.open.currency().code() + " " : "") + amount(all[at].second);
            y_ +=
                std::max(height, canvas_.write(text, x + breadth() * 0.25, y_, breadth() * 0.25, figure)) + 0.3 * size_;
        }
        y_ += 1.2 * size_;
    }

    void payment()
    {
        const std::string& close = of_level("letter_close_");
        make_room(8 * size_);
        if (!letter_.account.empty())
            y_ += canvas_.write(word("account") + ": " + in_fours(letter_.account) +
                                    (letter_.bic.empty() ? "" : "   " + word("bic") + ": " + letter_.bic),
                                canvas_.left(), y_, breadth(), plain()) +
                  size_;
        y_ += canvas_.write(close, canvas_.left(), y_, breadth(), plain()) + 1.5 * size_;
        y_ += canvas_.write(letter_.seller.name, canvas_.left(), y_, breadth(), plain());
    }

    const CollectionLetter& letter_;
    const PageLayout& layout_;
    Language language_;
    int pages_, page_ = 1;
    Canvas canvas_;
    double size_, y_ = 0;
    int places_;
};

}  // namespace

std::string write_letter_pdf(const CollectionLetter& letter, const PageLayout& layout, Language language)
{
    std::string counted, bytes;  // drawn twice: the first time to count the pages
    const int pages = LetterPrinter(letter, layout, language, counted, 1).print();
    LetterPrinter(letter, layout, language, bytes, pages).print();
    return bytes;
}

}  // namespace earned::exchange
