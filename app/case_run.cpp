#include "app/case_run.h"

#include "app/billing_run.h"
#include "app/case_compare.h"
#include "app/closing_run.h"
#include "app/intake.h"
#include "app/matching_run.h"
#include "app/posted.h"
#include "app/worklist.h"
#include "contract/decode.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <functional>
#include <map>
#include <tuple>
#include <unistd.h>

namespace earned::app {

namespace {

enum class Closes { once, monthly };
enum class Order { as_written, repeated_and_reversed };
struct Manner {
    Closes closes = Closes::once;
    Order order = Order::as_written;
    int jobs = 1;
};

std::string fresh_book(const std::string& url, int number)
{
    if (url.rfind("sqlite", 0) == 0) return url;
    const char joint = url.find('?') == std::string::npos ? '?' : '&';
    return url + joint + "schema=case_" + std::to_string(::getpid()) + "_" + std::to_string(number);
}

// The entity of a case: what it says, over the defaults.
Value entity_data(const Case& wanted)
{
    std::vector<std::pair<std::string, Value>> fields = {
        {"entity", Value::text("E")},   {"name", Value::text("E")},          {"currency", Value::text("USD")},
        {"country", Value::text("US")}, {"date", Value::text("1900-01-01")},
    };
    const std::string framework = wanted.book == "US-GAAP" || wanted.book == "CAS" ? wanted.book : "IFRS";
    fields.emplace_back("books", Value::list({Value::record({{"book", Value::text(wanted.book)},
                                                             {"framework", Value::text(framework)},
                                                             {"rules", Value::text(wanted.rules)}})}));
    for (const auto& [name, value] : wanted.entity.fields()) {
        const auto known =
            std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
        if (known != fields.end())
            known->second = value;
        else
            fields.emplace_back(name, value);
    }
    return Value::record(std::move(fields));
}

ReadEvent read_event(const std::string& type, const Value& data, const std::string& id)
{
    Result<Event> event = decode(type, data);
    if (event) {
        event->source = "case";
        event->id = id;
    }
    return {id, "", std::move(event)};
}

// What was decoded of a case, and which of its events were refused on the way in.
struct Script {
    struct Part {
        std::vector<ReadEvent> events;
        std::optional<PeriodClosed> closes;
    };
    std::vector<Part> parts;  // each ends with the close of a period, but for the last
};

std::string id_of(std::size_t place)
{
    std::string digits = std::to_string(place + 1);
    return std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
}

Script script_of(const Case& wanted)
{
    Script script;
    script.parts.emplace_back();
    const bool defines_entity = std::any_of(wanted.events.begin(), wanted.events.end(),
                                            [](const CaseEvent& event) { return event.type == "entity.defined"; });
    if (!defines_entity)
        script.parts.back().events.push_back(read_event("entity.defined", entity_data(wanted), "entity"));
    for (std::size_t place = 0; place < wanted.events.size(); ++place) {
        ReadEvent read = read_event(wanted.events[place].type, wanted.events[place].data, id_of(place));
        const PeriodClosed* closed = read.event ? std::get_if<PeriodClosed>(&read.event->fact) : nullptr;
        script.parts.back().events.push_back(read);
        if (closed == nullptr) continue;
        script.parts.back().events.pop_back();
        script.parts.back().closes = *closed;
        script.parts.emplace_back();
        script.parts.back().events.push_back(std::move(read));  // known once the period is posted
    }
    return script;
}

Date horizon_of(const Case& wanted)
{
    Date latest = Date::of(1900, 1, 1);
    const auto reach = [&](Date date) { latest = std::max(latest, date); };
    for (const Expected& expected : wanted.expectations) {
        std::visit(
            [&](const auto& what) {
                using T = std::decay_t<decltype(what)>;
                if constexpr (requires { what.as_of; })
                    reach(what.as_of);
                else if constexpr (std::is_same_v<T, ExpectedMovements>)
                    reach(what.to);
                else if constexpr (std::is_same_v<T, ExpectedJournal>)
                    reach(what.date);
                else if constexpr (std::is_same_v<T, ExpectedInvoices>)
                    reach(what.through);
            },
            expected.what);
    }
    return latest;
}

// Runs a script in a book and leaves it posted through the horizon.
class Runner {
public:
    Runner(const Case& wanted, std::string url, const std::shared_ptr<Packages>& packages, Manner manner)
        : wanted_(wanted),
          manner_(manner),
          book_(std::move(url), packages, wanted.policies,
                wanted.confirmation_required ? Confirmations::wait : Confirmations::on_the_spot)
    {
    }
    ~Runner()
    {
        try {
            book_.store().drop();
        } catch (const std::exception&) {  // a book of a case that failed half-way is no loss
        }
    }

    void run()
    {
        book_.store().create();
        book_.refresh();
        const Script script = script_of(wanted_);
        for (const Script::Part& part : script.parts) {
            take(part.events);
            if (part.closes) close_period(*part.closes);
        }
        advance(horizon_of(wanted_));
        post(horizon_of(wanted_));
    }

    // Each ledger through the period that holds the day, or the next one that isn't locked.
    void post(Date through)
    {
        Progress quiet("closing", Progress::Shown::never);
        for (const Ledger& ledger : book_.ledgers()) {
            const FiscalCalendar calendar = book_.reference().calendar(ledger.entity);
            Period period = calendar.period_of(through);
            while (is_locked(ledger, period)) period = period.next();
            for (const Date end : ends_through(ledger, calendar, calendar.last(period)))
                close(book_, {.ledger = ledger, .through = end, .jobs = manner_.jobs, .by = "case"}, quiet);
        }
    }

    Book& book() { return book_; }

    // What was refused on the way in, or can't be applied, by its place in the case.
    std::vector<Wrong> wrong()
    {
        std::vector<Wrong> wrong;
        for (const RefusedEvent& refused : refused_) wrong.push_back({place_of(refused.where), "", refused.fault});
        for (const OpenItem& item : worklist(book_)) {
            if (item.kind == Open::held || item.kind == Open::draft) continue;
            const std::size_t place = item.source == "case" ? place_of(item.id) : 0;
            wrong.push_back({place, item.contract.text(), item.fault});
        }
        return wrong;
    }

private:
    bool is_locked(const Ledger& ledger, Period period) const
    {
        return book_.reference().closed(ledger.entity, ledger.book, period);
    }

    static std::size_t place_of(const std::string& id)
    {
        std::size_t place = 0;
        const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), place);
        return error == std::errc{} && end == id.data() + id.size() ? place : 0;
    }

    // Month by month where the manner asks for it, else the last day alone.
    std::vector<Date> ends_through(const Ledger& ledger, const FiscalCalendar& calendar, Date last)
    {
        if (manner_.closes == Closes::once) return {last};
        const auto posted = book_.store().posted_through(ledger.entity.text(), ledger.book.text());
        const Date from = std::max(Date::from_serial(static_cast<std::int32_t>(posted)).next(), first_event_);
        std::vector<Date> ends;
        for (Period period = calendar.period_of(from); calendar.last(period) < last; period = period.next())
            if (!is_locked(ledger, period)) ends.push_back(calendar.last(period));
        ends.push_back(last);
        return ends;
    }

    void take(const std::vector<ReadEvent>& events)
    {
        Intaker intaker(book_, [&](RefusedEvent refused) {
            if (manner_.order == Order::as_written) refused_.push_back(std::move(refused));
        });
        for (const ReadEvent& read : in_manner(events)) {
            if (read.event && read.event->date > Date::of(1900, 1, 1))
                first_event_ = std::min(first_event_, read.event->date);
            intaker.take(read);
        }
        intaker.finish();
        book_.refresh();
    }

    // Of locking and reopening the order in which they are learnt is what they mean.
    std::vector<ReadEvent> in_manner(const std::vector<ReadEvent>& events) const
    {
        if (manner_.order == Order::as_written) return events;
        const auto governs = [](const ReadEvent& read) {
            return read.event && (std::holds_alternative<PeriodClosed>(read.event->fact) ||
                                  std::holds_alternative<PeriodReopened>(read.event->fact));
        };
        std::vector<ReadEvent> order;
        std::copy_if(events.begin(), events.end(), std::back_inserter(order), governs);
        for (const int again : {1, 2}) {
            static_cast<void>(again);
            std::copy_if(events.rbegin(), events.rend(), std::back_inserter(order), std::not_fn(governs));
        }
        return order;
    }

    // Invoices are issued and cash is applied on their days.
    void advance(Date through)
    {
        Progress quiet("matching", Progress::Shown::never);
        const auto match_by = [&](Date date) {
            match_through(
                book_, date, "case", [](const Home&, const Match&) {}, quiet);
        };
        for (bool is_matched = false;;) {
            NextDay next = drafts_of_next_day(book_, through);
            if (next.is_empty() && is_matched) return;
            const Date date = next.is_empty() ? through : next.date;
            is_matched = next.is_empty();  // cash that is matched last may bring about a note of its discount
            if (!is_matched) {
                match_by(date.previous());
                issue_in_case(book_, std::move(next));
            }
            match_by(date);
        }
    }

    void close_period(const PeriodClosed& closed)
    {
        const FiscalCalendar calendar = book_.reference().calendar(closed.entity);
        const auto period = Period::parse(closed.period);
        CHECK(period, "the decoder lets only periods through");
        advance(calendar.last(*period));
        post(calendar.last(*period));
    }

    const Case& wanted_;
    Manner manner_;
    Book book_;
    std::vector<RefusedEvent> refused_;
    Date first_event_ = Date::never();
};

std::string described(const Posted& line)
{
    return line.date.text() + " " + line.contract + (line.obligation.empty() ? "" : " " + line.obligation) + " " +
           std::string(name(line.role)) + " " + Money(line.minor, line.currency).plain() + " (" +
           std::string(cause_name(line.cause)) + ", " + line.period.text() + ")";
}

std::string first_difference(const std::vector<Posted>& posted, const std::vector<Posted>& other)
{
    for (const Posted& line : posted)
        if (!std::binary_search(other.begin(), other.end(), line)) return "only without it: " + described(line);
    for (const Posted& line : other)
        if (!std::binary_search(posted.begin(), posted.end(), line)) return "only with it: " + described(line);
    return "a line is posted more often";
}

std::vector<Posted> sorted_posted(Book& book)
{
    std::vector<Posted> posted = posted_in(book);
    std::sort(posted.begin(), posted.end());
    return posted;
}

std::vector<Difference> unbalanced_sources(const std::vector<Posted>& posted)
{
    std::map<std::tuple<std::string, Date, std::string, Source>, std::int64_t> sums;
    for (const Posted& line : posted) {
        sums[{line.book, line.date, line.contract, line.source}] += line.minor;
        sums[{line.book + ", in " + line.functional.code(), line.date, line.contract, line.source}] += line.worth;
    }
    std::vector<Difference> wrong;
    for (const auto& [key, sum] : sums)
        if (sum != 0)
            wrong.push_back({"law", "each source balances: " + std::string(name(std::get<3>(key))) + " of " +
                                        std::get<2>(key) + " on " + std::get<1>(key).text() + " is off by " +
                                        std::to_string(sum)});
    return wrong;
}

struct Law {
    const char* says;
    Manner manner;
};
constexpr Law laws[] = {
    {"events repeated and in reverse order within a batch", {.order = Order::repeated_and_reversed}},
    {"closing monthly or once", {.closes = Closes::monthly}},
    {"one worker or three", {.jobs = 3}},
};

std::vector<Difference> laws_broken(const Case& wanted, const std::string& url,
                                    const std::shared_ptr<Packages>& packages, Runner& first, int& checked, int number)
{
    std::vector<Difference> broken;
    const std::vector<Posted> posted = sorted_posted(first.book());
    const auto expect_same = [&](const std::string& law, const std::vector<Posted>& other) {
        ++checked;
        if (other != posted) broken.push_back({"law", law + ": " + first_difference(posted, other)});
    };
    first.post(horizon_of(wanted));
    expect_same("closing again posts nothing", sorted_posted(first.book()));
    for (const Law& law : laws) {
        Runner other(wanted, fresh_book(url, ++number), packages, law.manner);
        other.run();
        expect_same(law.says, sorted_posted(other.book()));
    }
    ++checked;
    const auto unbalanced = unbalanced_sources(posted);
    broken.insert(broken.end(), unbalanced.begin(), unbalanced.end());
    return broken;
}

}  // namespace

CaseResult run_case(const Case& wanted, const std::string& url, const std::shared_ptr<Packages>& packages, Laws laws)
{
    static std::atomic<int> books{0};
    CaseResult result{.name = wanted.name, .file = wanted.file, .line = wanted.line};
    const int number = books.fetch_add(10);
    const std::string own = wanted.file + ":" + std::to_string(wanted.line);
    try {
        Runner runner(wanted, fresh_book(url, number), packages, {});
        runner.run();
        const std::vector<Posted> posted = posted_in(runner.book());
        Compared compared(wanted, runner.book(), posted, runner.wrong());
        for (const Expected& expected : wanted.expectations) {
            ++result.expectations;
            const std::string where = wanted.file + ":" + std::to_string(expected.line);
            for (std::string& difference : compared.differences(expected.what))
                result.differences.push_back({where, std::move(difference)});
        }
        for (std::string& unexpected : compared.unexpected())
            result.differences.push_back({own, std::move(unexpected)});
        if (laws == Laws::checked) {
            for (Difference& difference : laws_broken(wanted, url, packages, runner, result.laws, number))
                result.differences.push_back({own, std::move(difference.what)});
        }
    } catch (const std::exception& failure) {
        result.differences.push_back({own, failure.what()});
    }
    return result;
}

}  // namespace earned::app
