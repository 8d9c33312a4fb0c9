#include "app/case_run.h"

#include "app/billing_run.h"
#include "app/case_compare.h"
#include "app/closing_run.h"
#include "app/intake.h"
#include "contract/decode.h"

#include <algorithm>
#include <atomic>

namespace earned::app {

namespace {

enum class Closes { once, monthly };
enum class Order { as_written, repeated_and_reversed };
struct Manner { Closes closes = Closes::once; Order order = Order::as_written; int jobs = 1; };

std::string fresh_book(const std::string& url, int number)
{
    if (url.rfind("sqlite", 0) == 0) return url;
    const char joint = url.find('?') == std::string::npos ? '?' : '&';
    return url + joint + "schema=case_" + std::to_string(number);
}

// The entity of a case: what it says, over the defaults.
Value entity_data(const Case& wanted)
{
    std::vector<std::pair<std::string, Value>> fields = {
        {"entity", Value::text("E")}, {"name", Value::text("E")}, {"currency", Value::text("USD")},
        {"country", Value::text("US")}, {"date", Value::text("1900-01-01")},
    };
    const std::string framework = wanted.book == "US-GAAP" || wanted.book == "CAS" ? wanted.book : "IFRS";
    fields.emplace_back("books", Value::list({Value::record({{"book", Value::text(wanted.book)},
                                                             {"framework", Value::text(framework)},
                                                             {"rules", Value::text(wanted.rules)}})}));
    for (const auto& [name, value] : wanted.entity.fields()) {
        const auto known = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
        if (known != fields.end()) known->second = value;
        else fields.emplace_back(name, value);
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
    struct Part { std::vector<ReadEvent> events; std::optional<PeriodClosed> closes; };
    std::vector<Part> parts;   // each ends with the close of a period, but for the last
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
    if (!defines_entity) script.parts.back().events.push_back(read_event("entity.defined", entity_data(wanted), "entity"));
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
        std::visit([&](const auto& what) {
            using T = std::decay_t<decltype(what)>;
            if constexpr (requires { what.as_of; }) reach(what.as_of);
            else if constexpr (std::is_same_v<T, ExpectedMovements>) reach(what.to);
            else if constexpr (std::is_same_v<T, ExpectedJournal>) reach(what.date);
            else if constexpr (std::is_same_v<T, ExpectedInvoices>) reach(what.through);
        }, expected.what);
    }
    return latest;
}

// Runs a script in a book and leaves it posted through the horizon.
class Runner {
public:
    Runner(const Case& wanted, std::string url, const std::shared_ptr<Packages>& packages, Manner manner)
        : wanted_(wanted), manner_(manner), book_(std::move(url), packages, wanted.policies)
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

    void post(Date through)
    {
        Progress quiet("closing", Progress::Shown::never);
        for (const Ledger& ledger : book_.ledgers()) {
            const FiscalCalendar calendar = book_.reference().calendar(ledger.entity);
            const Date last = calendar.last(calendar.period_of(through));
            for (const Date end : ends_through(ledger, calendar, last))
                closed_ = close(book_, {.ledger = ledger, .through = end, .jobs = manner_.jobs, .by = "case"}, quiet);
        }
    }

    Book& book() { return book_; }
    const std::vector<RefusedEvent>& refused() const { return refused_; }
    const Closed& last_close() const { return closed_; }

private:
    // Month by month where the manner asks for it, else the last day alone.
    std::vector<Date> ends_through(const Ledger& ledger, const FiscalCalendar& calendar, Date last)
    {
        if (manner_.closes == Closes::once) return {last};
        const auto posted = book_.store().posted_through(ledger.entity.text(), ledger.book.text());
        Date from = std::max(Date::from_serial(static_cast<std::int32_t>(posted)), first_event_);
        std::vector<Date> ends;
        for (Period period = calendar.period_of(from); calendar.last(period) < last; period = period.next())
            ends.push_back(calendar.last(period));
        ends.push_back(last);
        return ends;
    }

    void take(const std::vector<ReadEvent>& events)
    {
        std::vector<ReadEvent> in_order = events;
        if (manner_.order == Order::repeated_and_reversed) {
            in_order.insert(in_order.end(), events.begin(), events.end());
            std::reverse(in_order.begin(), in_order.end());
        }
        Intaker intaker(book_, Whole::each_event);
        for (const ReadEvent& read : in_order) {
            if (read.event && read.event->date > Date::of(1900, 1, 1)) first_event_ = std::min(first_event_, read.event->date);
            intaker.take(read);
        }
        Intake intake = intaker.finish();
        refused_.insert(refused_.end(), intake.refused.begin(), intake.refused.end());
    }

    // Invoices are issued and cash is applied on their days.
    void advance(Date through)
    {
        Progress quiet("billing", Progress::Shown::never);
        for (;;) {
            const BillRun billed = bill_through(book_, {.through = through, .only_customer = {}, .numbering = Numbering::per_contract,
                                                        .earliest_date_only = true, .by = "case"}, quiet);
            if (billed.documents.empty()) break;
            match_through(book_, *billed.date, DryRun::no, "case", quiet);
        }
        match_through(book_, through, DryRun::no, "case", quiet);
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
    Closed closed_;
    std::vector<RefusedEvent> refused_;
    Date first_event_ = Date::never();
};

std::vector<Difference> laws_broken(const Case& wanted, const std::string& url, const std::shared_ptr<Packages>& packages,
                                    Runner& first, const std::vector<Posted>& posted, int& laws, int number)
{
    std::vector<Difference> broken;
    const auto expect_same = [&](const std::string& law, const std::vector<Posted>& other) {
        ++laws;
        if (other != posted) broken.push_back({"law", law + ": " + first_difference(posted, other)});
    };
    expect_same("closing again posts nothing", [&] { first.post(horizon_of(wanted)); return posted_in(first.book()); }());
    const std::pair<const char*, Manner> manners[] = {
        {"events repeated and in reverse order within a batch", {.order = Order::repeated_and_reversed}},
        {"closing monthly or once", {.closes = Closes::monthly}},
        {"one worker or three", {.jobs = 3}},
    };
    for (const auto& [law, manner] : manners) {
        // Workers of their own need a database that several sessions can see.
        if (manner.jobs > 1 && url == "sqlite::memory:") continue;
        Runner other(wanted, fresh_book(url, ++number), packages, manner);
        other.run();
        expect_same(law, posted_in(other.book()));
    }
    ++laws;
    for (const std::string& wrong : unbalanced_sources(posted)) broken.push_back({"law", wrong});
    return broken;
}

}  // namespace

CaseResult run_case(const Case& wanted, const std::string& url, const std::shared_ptr<Packages>& packages, Laws laws)
{
    static std::atomic<int> books{0};
    CaseResult result{.name = wanted.name, .file = wanted.file, .line = wanted.line};
    const int number = books.fetch_add(10);
    try {
        Runner runner(wanted, fresh_book(url, number), packages, {});
        runner.run();
        const std::vector<Posted> posted = posted_in(runner.book());
        Compared compared(wanted, runner.book(), posted, runner.refused(), runner.last_close().left_out);
        for (const Expected& expected : wanted.expectations) {
            ++result.expectations;
            const std::string where = wanted.file + ":" + std::to_string(expected.line);
            for (std::string& difference : compared.differences(expected.what)) result.differences.push_back({where, std::move(difference)});
        }
        for (std::string& unexpected : compared.unexpected_faults())
            result.differences.push_back({wanted.file + ":" + std::to_string(wanted.line), std::move(unexpected)});
        if (laws == Laws::checked) {
            const auto broken = laws_broken(wanted, url, packages, runner, posted, result.laws, number);
            result.differences.insert(result.differences.end(), broken.begin(), broken.end());
        }
    } catch (const std::exception& failure) {
        result.differences.push_back({wanted.file + ":" + std::to_string(wanted.line), failure.what()});
    }
    return result;
}

}  // namespace earned::app
