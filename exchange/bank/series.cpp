#include "exchange/bank/series.h"

#include "exchange/bank/check.h"
#include "exchange/bank/pages.h"
#include "exchange/bank/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
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

// Pages that open in the middle, by account and by the statement's number where they have one.
class Openings {
public:
    void add(const Statement& statement, std::size_t at)
    {
        by_number_[{statement.account, statement.currency}][statement.sequence].push_back(at);
    }
    std::vector<std::size_t> that_may_follow(const Statement& statement) const
    {
        std::vector<std::size_t> found;
        const auto account = by_number_.find({statement.account, statement.currency});
        if (account == by_number_.end()) return found;
        const auto add = [&](const std::vector<std::size_t>& places) {
            found.insert(found.end(), places.begin(), places.end());
        };
        if (statement.sequence.empty()) {
            for (const auto& [number, places] : account->second) add(places);
            return found;
        }
        for (const std::string& number : {statement.sequence, std::string()})
            if (const auto places = account->second.find(number); places != account->second.end()) add(places->second);
        return found;
    }

private:
    std::map<std::pair<std::string, std::string>, std::map<std::string, std::vector<std::size_t>>> by_number_;
};

class Series {
public:
    Series(std::span<const NamedFile> files, std::span<const Span> known) : files_(files), known_(known)
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
        Openings openings;
        for (std::size_t at = 0; at < pages_.size(); ++at)
            if (opens_in_the_middle(*pages_[at].statement) && (at == 0 || !goes_on_in_its_file(at - 1)))
                openings.add(*pages_[at].statement, at);
        std::vector<std::vector<std::size_t>> before(pages_.size()), after(pages_.size());
        for (std::size_t one = 0; one < pages_.size(); ++one) {
            const Statement& statement = *pages_[one].statement;
            if (!closes_in_the_middle(statement) || goes_on_in_its_file(one)) continue;
            for (const std::size_t next : openings.that_may_follow(statement)) {
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

    // Whole statements, from their first page to their last, and the place of the page that each opens on. Reports of
    // the day and notifications promise no chain of balances.
    void look_for_gaps()
    {
        std::vector<Span> spans(known_.begin(), known_.end());
        std::vector<const Page*> opens_on(spans.size()), closes_on(spans.size());
        for (const Page& first : pages_) {
            if (first.before != nowhere || !promises_balances(file_of(first))) continue;
            const Page* last = &first;
            while (last->after != nowhere) last = &pages_[last->after];
            if (std::optional<Span> span = span_of(*first.statement, *last->statement)) {
                span->name = name_of(*last);
                spans.push_back(std::move(*span));
                opens_on.push_back(&first);
                closes_on.push_back(last);
            }
        }
        for (const Gap& gap : gaps_between(spans)) {
            const Page *before = closes_on[gap.before], *next = opens_on[gap.next];
            if (before == nullptr || next == nullptr || before->file == next->file) continue;
            const std::size_t line = gap.of_money ? next->statement->opening->line : next->statement->line;
            file_of(*next).remarks.push_back({code_of(gap), line, words_of(gap, spans, "")});
        }
    }

    std::span<const NamedFile> files_;
    std::span<const Span> known_;
    std::vector<Page> pages_;
};

}  // namespace

bool promises_balances(const File& file)
{
    return !file.format.starts_with("camt.052") && !file.format.starts_with("camt.054") && file.format != "MT942";
}

std::optional<Span> span_of(const Statement& first, const Statement& last)
{
    if (!first.opening || !last.closing) return std::nullopt;
    const std::optional<Date> opens = first.opening->date ? first.opening->date : first.first,
                              closes = last.closing->date ? last.closing->date : last.last;
    if (!opens || !closes) return std::nullopt;
    return Span{first.account,
                first.currency,
                first.id,
                *opens,
                *closes,
                first.opening->amount,
                last.closing->amount,
                number_of(first.sequence),
                page_of(first)};
}

void check_series(std::span<const NamedFile> files, std::span<const Span> known) { Series(files, known).check(); }

}  // namespace earned::bank
