// Rule packages under four eyes, what they change before they are in force, and whose plans they touch.
#include "app/credit_run.h"
#include "app/rule_versions.h"
#include "app/simulate.h"
#include "app/verify.h"
#include "tests/app/package_books.h"

namespace earned::app::rule_versions_test {
namespace {

const Period january(2026, 1), february(2026, 2), march(2026, 3);
const Decides ann{"ann", Date::of(2026, 1, 2), "new terms"}, bob{"bob", Date::of(2026, 1, 3), "checked"};

// A copy of the standard package, in which payment terms are net 30 and dated lines are earned by months.
class RuleVersions : public PackageBooks {
protected:
    void alter() override
    {
        replace("policy/version.txt", "1.0", "2.0");
        replace("policy/obligation.dmn", "\"daily\"", "\"monthly\"");
    }
    ActivationOrder from(Date date, bool restate = false) const
    {
        return {.package = "policy", .hash = "", .book = BookName("IFRS"), .from = date, .restate = restate};
    }
    template <class Work>
    static std::string code_of(Work work)
    {
        try {
            work();
        } catch (const Refused& refused) {
            return refused.fault.code;
        }
        return "";
    }
    Simulation simulated(Date date, bool restate = false)
    {
        Progress quiet("", Progress::Shown::never);
        return simulate(*book, {ledger(), &packages->named("policy"), date, restate, january, march}, quiet);
    }
};
INSTANTIATE_TEST_SUITE_P(On, RuleVersions, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

// A service with dates and no word on how it is earned: the rules decide.
ReadEvent service(const std::string& id, const std::string& date)
{
    return event_of("contract.signed", R"({"contract":")" + id + R"(","customer":"A)" + id + R"(","date":")" + date +
                                           R"(","lines":[{"line":"access","price":365,"start":")" + date +
                                           R"(","end":"2026-12-31","tax":{"rate":0}}]})");
}

TEST_P(RuleVersions, whoever_proposes_does_not_approve)
{
    take(*book, entity());
    EXPECT_EQ(code_of([&] { approve(*book, "policy", "", bob); }), "version-unknown");
    const RuleVersion proposed = propose(*book, *packages, "policy", ann);
    EXPECT_EQ(proposed.version, "2.0");
    EXPECT_EQ(propose(*book, *packages, "policy", bob).proposed_by, "ann") << "the same content is the same version";
    EXPECT_EQ(code_of([&] { approve(*book, "policy", "", ann); }), "four-eyes");
    EXPECT_EQ(code_of([&] { activate(*book, packages, from(Date::of(2026, 2, 1)), bob); }), "version-not-approved");
    // An approval that somebody smuggles in under the proposer's name counts for nothing.
    Event forged;
    forged.source = forged.id = "forged";
    forged.by = "ann";
    forged.date = Date::of(2026, 1, 4);
    forged.fact = RulesApproved{"policy", proposed.hash, ""};
    append_own(*book, {forged});
    EXPECT_TRUE(rule_versions(*book).front().approved_by.empty());
    EXPECT_EQ(approve(*book, "policy", proposed.hash.substr(0, 8), bob).approved_by, "bob");
    const RuleVersion active = activate(*book, packages, from(Date::of(2026, 2, 1)), bob);
    ASSERT_EQ(active.activations.size(), 1U);
    EXPECT_EQ(active.activations.front().from, Date::of(2026, 2, 1));
    EXPECT_EQ(activate(*book, packages, from(Date::of(2026, 2, 1)), bob).activations.size(), 1U) << "again is a no-op";
}

TEST_P(RuleVersions, a_package_whose_cases_fail_is_not_activated)
{
    take(*book, entity());
    write("policy/cases/wrong.yaml",
          "case: wrong\nevents:\n  - payment.received: {payment: P1, date: 2026-01-15, amount: 77.00}\nexpect:\n"
          "  - balances: {as_of: 2026-01-31, cash: 78.00}\n");
    propose(*book, *packages, "policy", ann);
    approve(*book, "policy", "", bob);
    EXPECT_EQ(code_of([&] { activate(*book, packages, from(Date::of(2026, 2, 1)), bob); }), "case-failed");
    replace("policy/payment-terms.dmn", "\"net 0\"", "\"net soon\"");
    EXPECT_EQ(code_of([&] { propose(*book, *packages, "policy", ann); }), "rules-unsound");
}

TEST_P(RuleVersions, decide_from_their_day_on_and_from_the_log_alone)
{
    take(*book, entity() + std::vector<ReadEvent>{service("C1", "2026-01-01")});
    close_month(january);
    const std::int64_t first = balance(Role::revenue, Date::of(2026, 1, 31));
    EXPECT_EQ(first, 3100) << "by the day";
    propose(*book, *packages, "policy", ann);
    approve(*book, "policy", "", bob);
    activate(*book, packages, from(Date::of(2026, 2, 1)), bob);
    std::filesystem::remove_all(folder / "policy");  // the log knows what it said
    take(*book, {service("C2", "2026-02-01")});
    EXPECT_EQ(close_month(february).planned, 1) << "what was decided stays decided";
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 2, 28)), 3100 + 2800 + 3318) << "C2 by months: 365 / 11";
    Progress quiet("", Progress::Shown::never);
    for (const Check& check : verify(*book, "", quiet).checks)
        EXPECT_TRUE(check.holds()) << check.what << ": " << (check.wrong.empty() ? "" : check.wrong.front());
    if (GetParam() == db::Where::memory) return;  // it can't be opened twice
    Book again(url_, test_packages());            // whose folders never had the package
    EXPECT_TRUE(verify(again, "", quiet).holds());
}

TEST_P(RuleVersions, restating_decides_again_from_the_start)
{
    take(*book, entity() + std::vector<ReadEvent>{service("C1", "2026-01-01")});
    close_month(january);
    propose(*book, *packages, "policy", ann);
    approve(*book, "policy", "", bob);
    activate(*book, packages, from(Date::of(2026, 2, 1), true), bob);
    EXPECT_EQ(close_month(february).planned, 1);
    EXPECT_EQ(balance(Role::revenue, Date::of(2026, 2, 28)), 6083) << "two twelfths of 365.00";
}

TEST_P(RuleVersions, a_simulation_says_what_would_move_and_moves_nothing)
{
    take(*book, entity() + std::vector<ReadEvent>{service("C1", "2026-01-01"), service("C2", "2026-02-01")});
    close_month(january);
    const auto posted = posted_in(*book).size();
    const Simulation later = simulated(Date::of(2026, 2, 1));
    EXPECT_EQ(later.groups, 2);
    EXPECT_EQ(later.changed, 1) << "C1 was decided before";
    const Simulation all = simulated(Date::of(2026, 2, 1), true);
    EXPECT_EQ(all.changed, 2);
    const SimulatedChange& change = all.changes.at({january, "revenue", "C1", "access", "USD"});
    EXPECT_EQ(change.now, -3100);
    EXPECT_EQ(change.then, -3042);
    EXPECT_NE(change.because.find("obligation: row "), std::string::npos) << change.because;
    EXPECT_NE(change.because.find("measure = \"monthly\""), std::string::npos) << change.because;
    const SimulationOrder order{ledger(), &packages->named("policy"), Date::of(2026, 2, 1), true, january, march};
    for (const Table& table : simulation_tables(*book, order, all)) {
        EXPECT_TRUE(table.ties());
        EXPECT_FALSE(table.rows.empty());
    }
    EXPECT_EQ(posted_in(*book).size(), posted);
    EXPECT_EQ(close_month(january).run.entries, 0);
}

TEST_P(RuleVersions, news_of_the_company_touches_only_the_plans_that_used_it)
{
    const auto sold = event_of("contract.signed",
                               R"({"contract":"C3","customer":"D","date":"2026-01-01","lines":[{"line":"a","sku":"S",)"
                               R"("price":10,"start":"2026-01-01","end":"2026-12-31"}]})");
    const std::string product = R"({"sku":"S","name":"S","date":"2025-01-01"})";
    take(*book, entity() + entity("F") + std::vector<ReadEvent>{event_of("product.defined", product)});
    for (const char* id : {"C1", "C2"}) take(*book, contract(id, id));
    take(*book, contract("C4", "C4", "F"));
    ReadEvent event = sold;
    std::get<ContractSigned>(event.event->fact).entity = EntityId("E");
    take(*book, {event});
    close_month(january);
    const auto planned_after = [&](const std::string& type, const std::string& data) {
        take(*book, {event_of(type, data)});
        return close_month(january).planned;
    };
    EXPECT_EQ(planned_after("product.defined", R"({"sku":"S","name":"T","date":"2025-01-01"})"), 1);
    EXPECT_EQ(planned_after("product.defined", R"({"sku":"R","name":"R","date":"2025-01-01"})"), 0);
    EXPECT_EQ(planned_after("rate.published", R"({"from":"EUR","to":"USD","rate":1.1,"date":"2026-01-05"})"), 0);
    EXPECT_EQ(planned_after("rules.activated", R"({"book":"IFRS","package":"standard","from":"2026-05-01"})"), 0);
    EXPECT_EQ(planned_after("rules.activated", R"({"book":"CAS","package":"standard","from":"2020-05-01"})"), 0);
    EXPECT_EQ(planned_after("rules.activated", R"({"book":"IFRS","package":"standard","from":"2026-01-01"})"), 3);
    EXPECT_EQ(planned_after("entity.defined", R"({"entity":"F","name":"G","currency":"USD","date":"2026-01-01"})"), 0);
}

// 1,200.00, invoiced and due at signing on 1 January, with an allowance by the provision matrix.
std::vector<ReadEvent> provided_for(const std::string& id)
{
    return {event_of("contract.signed", R"({"contract":")" + id + R"(","customer":"A)" + id +
                                            R"(","date":"2026-01-01",)"
                                            R"("policies":{"expected_losses":"matrix"},"lines":[{"line":"access",)"
                                            R"("price":1200,"start":"2026-01-01","end":"2026-12-31",)"
                                            R"("tax":{"rate":0},"billing":{"plan":"on_signing"}}]})")};
}

TEST_P(RuleVersions, other_loss_rates_touch_those_whose_losses_they_expect)
{
    replace("policy/expected-loss.dmn", "0.066", "0.5");
    take(*book, entity() + provided_for("C1") + std::vector<ReadEvent>{service("C2", "2026-01-01")});
    bill(Date::of(2026, 1, 31));
    close_month(february);
    EXPECT_EQ(balance(Role::loss_allowance, Date::of(2026, 2, 28)), 4320) << "58 days past due: 3.6 % of 1,200.00";
    propose(*book, *packages, "policy", ann);
    approve(*book, "policy", "", bob);
    const Simulation simulation = simulated(Date::of(2026, 3, 1));
    EXPECT_EQ(simulation.changes.at({march, "loss_allowance", "C1", "", "USD"}).then, -60000 + 4320);
    activate(*book, packages, from(Date::of(2026, 3, 1)), bob);
    EXPECT_EQ(close_month(march).planned, 1) << "C2 has no allowance, and was decided before";
    EXPECT_EQ(balance(Role::loss_allowance, Date::of(2026, 3, 31)), 60000) << "89 days past due: now half of it";
    Progress quiet("", Progress::Shown::never);
    EXPECT_TRUE(verify(*book, "", quiet).holds());
}

TEST_P(RuleVersions, loss_rates_may_go_by_the_class_of_the_customer)
{
    const std::string file = "policy/expected-loss.dmn";
    std::filesystem::remove(folder / file);
    write(file, R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="l" name="l" namespace="l">)"
                R"(<decision id="expected_loss" name="Expected loss"><literalExpression><text>)"
                R"(if customer.attributes.class = "state" then 0.01 else 0.5)"
                R"(</text></literalExpression></decision></definitions>)");
    const auto customer = [](const std::string& id, const std::string& kind) {
        return event_of("customer.defined", R"({"customer":")" + id +
                                                R"(","name":"x","date":"2020-01-01",)"
                                                R"("attributes":{"class":")" +
                                                kind + R"("}})");
    };
    take(*book, entity() + std::vector<ReadEvent>{customer("AC1", "state"), customer("AC2", "company")});
    propose(*book, *packages, "policy", ann);
    approve(*book, "policy", "", bob);
    activate(*book, packages, from(Date::of(2026, 1, 1)), bob);
    take(*book, provided_for("C1") + provided_for("C2"));
    bill(Date::of(2026, 1, 31));
    close_month(january);
    EXPECT_EQ(balance(Role::loss_allowance, Date::of(2026, 1, 31)), 1200 + 60000);
}

TEST_P(RuleVersions, a_large_credit_waits_where_nobody_may_decide_it_alone)
{
    replace("policy/authority.dmn", "\"write_off\", \"refund\"", "\"write_off\", \"refund\", \"credit\"");
    take(*book, entity());
    propose(*book, *packages, "policy", ann);
    approve(*book, "policy", "", bob);
    activate(*book, packages, from(Date::of(2026, 1, 1)), bob);
    take(*book, provided_for("C1"));
    const std::vector<BilledDocument> documents = bill(Date::of(2026, 1, 31));
    ASSERT_EQ(documents.size(), 1U);
    CreditOrder order{
        .asked = {.invoice = InvoiceId(documents.front().number), .line = {}, .quantity = {}, .amount = {}},
        .reason = "goodwill",
        .by = "ann"};
    order.asked.date = Date::of(2026, 2, 1);
    order.asked.amount = Decimal::of(1000);
    EXPECT_EQ(credit(*book, order, Writing::left_out).note.persons, 0) << "1,000.00 one person may";
    order.asked.amount = Decimal::of(1001);
    EXPECT_EQ(credit(*book, order).note.persons, 2);
}

}  // namespace
}  // namespace earned::app::rule_versions_test
