// What a person decides about revenue: hold, release, confirm, adjust. Each is an event like any other, with who
// decided it and why; one that cannot apply is refused and not written.
#include "app/commands/commands.h"

#include "app/intake.h"
#include "app/names.h"
#include "app/shown.h"
#include "contract/fold.h"

#include <CLI/CLI.hpp>

#include <set>

namespace earned::app {

namespace {

enum class RevenueDeed { hold, release, confirm, adjust };

struct RevenueOptions {
    std::string contract, line, date, reason, period, evidence, amount, until;
    bool permanent = false;
};

std::optional<LineId> line_asked(const RevenueOptions& options)
{
    return options.line.empty() ? std::nullopt : std::optional(LineId(options.line));
}

RevenueAdjusted adjustment(const RevenueOptions& options)
{
    const auto amount = Decimal::parse(options.amount);
    if (!amount || amount->is_zero())
        throw Misused("an amount is a number other than zero, and '" + options.amount + "' is none");
    if (options.until.empty() != options.permanent)
        throw Misused("say when it reverses itself with --until, or that it stays with --permanent");
    RevenueAdjusted fact{ContractId(options.contract), LineId(options.line), *amount, options.reason};
    if (!options.until.empty()) fact.until = date_asked(options.until, "--until");
    fact.permanent = options.permanent;
    return fact;
}

Event revenue_event(Book& book, const RevenueOptions& options, RevenueDeed deed)
{
    Event event{.source = "earned", .id = "revenue/" + std::to_string(book.store().next_event()), .by = book.user()};
    event.date = options.date.empty() ? today() : date_asked(options.date, "--date");
    const ContractId contract(options.contract);
    switch (deed) {
        case RevenueDeed::hold:
            event.fact = RevenueHeld{contract, line_asked(options), options.reason};
            break;
        case RevenueDeed::release:
            event.fact = RevenueReleased{contract, line_asked(options), options.reason};
            break;
        case RevenueDeed::confirm:
            event.fact =
                RevenueConfirmed{contract, line_asked(options), period_asked(options.period).text(), options.evidence};
            break;
        case RevenueDeed::adjust:
            event.fact = adjustment(options);
            break;
    }
    return event;
}

// What is wrong with the event, were it in the book.
std::optional<Fault> refusal(Book& book, const Event& event, std::int64_t home)
{
    std::vector<Event> history = book.history(book.store(), home);
    history.push_back(event);
    history.back().number = book.store().next_event();
    history.back().batch = book.store().open_batch();
    for (const Exception& exception : fold(book.reference(), history).exceptions)
        if (exception.source == event.source && exception.id == event.id) return exception.fault;
    return std::nullopt;
}

// A release that ends no hold would stand in the log and mean nothing.
std::optional<Fault> nothing_to_release(const Home& home, const RevenueOptions& options)
{
    std::set<LineId> held;
    for (const Group& group : home.groups)
        for (const Hold& hold : group.holds) {
            if (hold.contract.text() != options.contract) continue;
            if (hold.held)
                held.insert(hold.line);
            else if (hold.line.empty())
                held.clear();
            else
                held.erase(hold.line);
        }
    if (options.line.empty() ? !held.empty() : held.contains(LineId(options.line))) return std::nullopt;
    const std::string where = "contract " + options.contract + (options.line.empty() ? "" : ", line " + options.line);
    return Fault{"revenue-not-held", where, "nothing holds its revenue back",
                 held.empty() ? "earned worklist names what is held" : "the whole contract is held: leave --line out"};
}

std::string revenue_said(const RevenueOptions& options, RevenueDeed deed)
{
    const std::string of = "contract " + options.contract + (options.line.empty() ? "" : ", line " + options.line);
    switch (deed) {
        case RevenueDeed::hold:
            return of + ": its revenue waits until it is released";
        case RevenueDeed::release:
            return of + ": its revenue waits no longer";
        case RevenueDeed::confirm:
            return of + ": its revenue is confirmed through " + options.period;
        case RevenueDeed::adjust:
            return of + ": its revenue is adjusted by " + options.amount +
                   (options.permanent ? "" : " until " + options.until);
    }
    return of;
}

Exit decide_on_revenue(const Shell& shell, const RevenueOptions& options, RevenueDeed deed, const ShownAs& shown)
{
    Book book = shell.open();
    const db::Key key{db::KeyKind::contract, options.contract};
    const std::int64_t home = home_of_key(book.store(), key);
    if (home == 0)
        throw Refused({.code = "contract-unknown",
                       .where = "contract " + options.contract,
                       .what = "there is none of this name",
                       .hint = "earned report reconciliation names them"});
    Event event = revenue_event(book, options, deed);
    if (const auto fault = refusal(book, event, home)) throw Refused(*fault);
    if (deed == RevenueDeed::release)
        if (const auto fault = nothing_to_release(book.folded(book.store(), home), options)) throw Refused(*fault);
    append_own(book, {std::move(event)});
    say(own_sentence(revenue_said(options, deed)), shown);
    return Exit::done;
}

CLI::App* add_revenue_deed(CLI::App& program, Shell& shell, RevenueDeed deed, const char* name, const char* words,
                           const std::shared_ptr<RevenueOptions>& options)
{
    CLI::App* command = program.add_subcommand(name, words);
    command->add_option("CONTRACT", options->contract, "the contract")->required();
    CLI::Option* line = command->add_option("--line", options->line, "one of its lines; else all of them");
    if (deed == RevenueDeed::adjust) line->required();
    command->add_option("--date", options->date, "YYYY-MM-DD, from which on (else today)");
    if (deed != RevenueDeed::confirm) command->add_option("--reason", options->reason, "why")->required();
    const auto shown = add_language(*command, shell);
    command->callback([&shell, options, deed, shown] {
        shell.command = [&shell, options, deed, shown] { return decide_on_revenue(shell, *options, deed, *shown); };
    });
    return command;
}

}  // namespace

void add_revenue_deeds(CLI::App& program, Shell& shell)
{
    const auto fresh = [] { return std::make_shared<RevenueOptions>(); };
    add_revenue_deed(program, shell, RevenueDeed::hold, "hold",
                     "Hold a contract's revenue back: it is computed and shown, and not posted", fresh());
    add_revenue_deed(program, shell, RevenueDeed::release, "release", "Let revenue that was held be posted", fresh());
    const auto confirmed = fresh();
    CLI::App* confirm = add_revenue_deed(program, shell, RevenueDeed::confirm, "confirm",
                                         "Confirm revenue that the rules leave to a person", confirmed);
    confirm->add_option("--period", confirmed->period, "YYYY-MM, and all before it")->required();
    confirm->add_option("--evidence", confirmed->evidence, "what shows it: an acceptance, a delivery note")->required();
    const auto adjusted = fresh();
    CLI::App* adjust = add_revenue_deed(program, shell, RevenueDeed::adjust, "adjust",
                                        "Adjust a line's revenue by hand, documented", adjusted);
    adjust->add_option("--amount", adjusted->amount, "signed, in the contract's currency")->required();
    adjust->add_option("--until", adjusted->until, "YYYY-MM-DD, the day on which it reverses itself");
    adjust->add_flag("--permanent", adjusted->permanent, "it doesn't reverse itself");
}

}  // namespace earned::app
