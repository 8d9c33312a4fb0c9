#include "exchange/bank/series.h"

#include "exchange/bank/check.h"
#include "exchange/bank/pages.h"
#include "exchange/bank/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace earned::bank {

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

// A statement in its file; the page before and after it, where they are in other files.
struct Page {
    std::size_t file = 0, place = 0;
    Statement* statement = nullptr;
    std::size_t before = nowhere, after = nowhere;
};

bool say_one_number(const Statement& one, const Statement& other)
{
    if (!one.sequence.empty() && !other.sequence.empty()) return one.sequence == other.sequence;
    return one.id.empty() || other.id.empty() || one.id == other.id;
}

bool follows(const Page& before, const Page& after)
{
    const Statement &one = *before.statement, &next = *after.statement;
    if (before.file == after.file || !goes_over(one, next) || !say_one_number(one, next)) return false;
    if (page_of(one) > 0 && page_of(next) > 0 && page_of(next) != page_of(one) + 1) return false;
    return !one.closing || !next.opening || one.closing->amount == next.opening->amount;
}

class Series {
public:
    explicit Series(std::span<const NamedFile> files) : files_(files)
    {
        for (std::size_t file = 0; file < files.size(); ++file)
            for (std::size_t place = 0; place < files[file].file->statements.size(); ++place)
                pages_.push_back({file, place, &files[file].file->statements[place], nowhere, nowhere});
    }

    void check()
    {
        link();
        for (std::size_t at = 0; at < pages_.size(); ++at)
            if (pages_[at].before == nowhere && pages_[at].after != nowhere) join(at);
        look_for_gaps();
        for (const NamedFile& named : files_)
            std::stable_sort(named.file->remarks.begin(), named.file->remarks.end(),
                             [](const Remark& a, const Remark& b) { return a.line < b.line; });
    }

private:
    File& file_of(const Page& page) const { return *files_[page.file].file; }
    const std::string& name_of(const Page& page) const { return files_[page.file].name; }

    bool goes_on_in_its_file(std::size_t at) const
    {
        return at + 1 < pages_.size() && pages_[at + 1].file == pages_[at].file &&
               goes_over(*pages_[at].statement, *pages_[at + 1].statement);
    }

    // Only where the answer is one in both directions.
    void link()
    {
        std::vector<std::vector<std::size_t>> before(pages_.size()), after(pages_.size());
        for (std::size_t one = 0; one < pages_.size(); ++one) {
            if (!closes_in_the_middle(*pages_[one].statement) || goes_on_in_its_file(one)) continue;
            for (std::size_t next = 0; next < pages_.size(); ++next) {
                if (next > 0 && goes_on_in_its_file(next - 1)) continue;
                if (!follows(pages_[one], pages_[next])) continue;
                after[one].push_back(next);
                before[next].push_back(one);
            }
        }
        for (std::size_t one = 0; one < pages_.size(); ++one) {
            if (after[one].size() != 1 || before[after[one].front()].size() != 1) continue;
            pages_[one].after = after[one].front();
            pages_[after[one].front()].before = one;
        }
    }

    void forget(const Page& page, std::span<const std::string_view> codes, std::size_t line) const
    {
        std::erase_if(file_of(page).remarks, [&](const Remark& remark) {
            return remark.line == line && std::find(codes.begin(), codes.end(), remark.code) != codes.end();
        });
    }

    // From the first page to the last; what each said of its edges is said anew.
    void join(std::size_t first)
    {
        static constexpr std::array<std::string_view, 2> of_pages = {"page-missing", "page-absent"},
                                                         of_balances = {"balance-missing", "balance-absent"};
        std::vector<std::size_t> all;
        for (std::size_t at = first; at != nowhere; at = pages_[at].after) all.push_back(at);
        for (const std::size_t at : all) {
            const Page& page = pages_[at];
            const Statement& one = *page.statement;
            for (const std::size_t line :
                 {one.line, one.opening ? one.opening->line : one.line, one.closing ? one.closing->line : one.line})
                forget(page, of_pages, line);
            if (opens_in_the_middle(one) && page.before == nowhere) say_missing_page(file_of(page), one, Edge::begins);
            if (closes_in_the_middle(one) && page.after == nowhere && !goes_on_in_its_file(at))
                say_missing_page(file_of(page), one, Edge::ends);
            if (page.after != nowhere)
                file_of(page).remarks.push_back(
                    {"pages-joined", one.line,
                     "the statement of account " + one.account + " goes on in " + name_of(pages_[page.after])});
        }
        const Statement &begin = *pages_[all.front()].statement, &end = *pages_[all.back()].statement;
        if (opens_in_the_middle(begin) || closes_in_the_middle(end) || !begin.opening || !end.closing) return;
        const bool each_by_itself = std::all_of(all.begin(), all.end(), [&](std::size_t at) {
            return pages_[at].statement->opening && pages_[at].statement->closing;
        });
        if (each_by_itself) return;
        for (const std::size_t at : all) forget(pages_[at], of_balances, pages_[at].statement->line);
        tie(all);
    }

    // Opening of the first page and the entries of all make the closing of the last.
    void tie(const std::vector<std::size_t>& all)
    {
        Statement &begin = *pages_[all.front()].statement, &end = *pages_[all.back()].statement;
        Decimal sum = begin.opening->amount;
        std::string names;
        for (const std::size_t at : all) {
            sum += booked_total(*pages_[at].statement) + pages_[at].statement->unlisted.value_or(Decimal());
            names += (names.empty() ? "" : ", ") + name_of(pages_[at]);
        }
        const bool ties = sum == end.closing->amount;
        for (const std::size_t at : all) pages_[at].statement->chain = ties ? Chain::ties : Chain::differs;
        if (ties) return;
        file_of(pages_[all.back()])
            .remarks.push_back({"balance-differs", end.closing->line,
                                "account " + end.account + ": opening " + begin.opening->amount.text() +
                                    " and the entries of all pages (" + names + ") make " + sum.text() +
                                    ", and the closing balance is " + end.closing->amount.text()});
    }

    // A whole statement: its first page and its last.
    struct Whole {
        const Page* first = nullptr;
        const Page* last = nullptr;
        Date opens, closes;
        const Balance& opening() const { return *first->statement->opening; }
        const Balance& closing() const { return *last->statement->closing; }
        int number() const
        {
            const std::string& text = first->statement->sequence;
            return digits_only(text) && !text.empty() && text.size() < 9 ? std::stoi(text) : 0;
        }
    };

    static std::string key_of(const Statement& statement)
    {
        std::string key;
        for (const char c : statement.account)
            if (std::isalnum(static_cast<unsigned char>(c)) != 0) key += c;
        return key + " " + statement.currency;
    }

    // Reports of the day and notifications promise no chain of balances.
    std::map<std::string, std::vector<Whole>> wholes() const
    {
        std::map<std::string, std::vector<Whole>> all;
        for (const Page& first : pages_) {
            const std::string& format = file_of(first).format;
            if (first.before != nowhere || format.starts_with("camt.052") || format.starts_with("camt.054") ||
                format == "MT942")
                continue;
            const Page* last = &first;
            while (last->after != nowhere) last = &pages_[last->after];
            const auto &opening = first.statement->opening, &closing = last->statement->closing;
            if (!opening || !closing) continue;
            const std::optional<Date> opens = opening->date ? opening->date : first.statement->first,
                                      closes = closing->date ? closing->date : last->statement->last;
            if (opens && closes) all[key_of(*first.statement)].push_back({&first, last, *opens, *closes});
        }
        return all;
    }

    static bool is_earlier(const Whole& one, const Whole& next)
    {
        if (next.opens < one.closes) return false;
        if (one.closes != next.closes) return one.closes < next.closes;
        return one.number() > 0 && one.number() < next.number();
    }

    void look_for_gaps()
    {
        for (const auto& [key, all] : wholes())
            for (const Whole& next : all) {
                const Whole* before = nullptr;
                for (const Whole& one : all) {
                    if (!is_earlier(one, next)) continue;
                    const auto rank = [&](const Whole& each) {
                        return std::tuple(each.closes, each.closing().amount == next.opening().amount, each.number());
                    };
                    if (before == nullptr || rank(*before) < rank(one)) before = &one;
                }
                if (before != nullptr && before->last->file != next.first->file) compare(*before, next, all);
            }
    }

    void compare(const Whole& before, const Whole& next, const std::vector<Whole>& all)
    {
        File& file = file_of(*next.first);
        const std::string account = "account " + next.first->statement->account;
        if (before.closing().amount != next.opening().amount) {
            file.remarks.push_back({"statement-gap", next.opening().line,
                                    account + " closed at " + before.closing().amount.text() + " on " +
                                        before.closes.text() + " in " + name_of(*before.last) + ", and opens at " +
                                        next.opening().amount.text() + " on " + next.opens.text() +
                                        ": a statement between the two is missing"});
            return;
        }
        // Weeks are numbered beside days: the statement before may be of another series.
        const bool has_one_before =
            std::any_of(all.begin(), all.end(), [&](const Whole& one) { return one.number() == next.number() - 1; });
        if (before.number() == 0 || next.number() <= before.number() + 1 || has_one_before) return;
        file.remarks.push_back({"number-missing", next.first->statement->line,
                                account + ": statement " + next.first->statement->sequence + " comes after " +
                                    before.first->statement->sequence + " in " + name_of(*before.last) +
                                    ", and opens where that one closed, at " + next.opening().amount.text()});
    }

    std::span<const NamedFile> files_;
    std::vector<Page> pages_;
};

}  // namespace

void check_series(std::span<const NamedFile> files) { Series(files).check(); }

}  // namespace earned::bank
