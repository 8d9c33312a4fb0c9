// Explanations are computed from the book: each figure that a page names is looked up in the journal,
// and a contract printed as a case comes to what the book shows.
#include "tests/app/explained_book.h"

#include "app/case_run.h"
#include "app/say.h"

#include <regex>
#include <sstream>

namespace earned::app::explain_test {
namespace {

class Explaining : public ExplainedBook {
protected:
    CaseText as_case(const std::string& contract, const std::string& as_of = "")
    {
        ExplainOrder order{.what = contract, .entity = {}, .book = {}, .as_of = {}};
        if (!as_of.empty()) order.as_of = Date::parse(as_of);
        return explain_as_case(*book, test_packages(), order);
    }
    std::vector<std::string> differences(const std::string& yaml)
    {
        std::vector<std::string> found;
        for (const Result<Case>& read : read_cases("printed", yaml)) {
            EXPECT_TRUE(read) << read.fault().text();
            if (!read) continue;
            for (const Difference& difference :
                 run_case(*read, "sqlite::memory:", test_packages(), Laws::checked).differences)
                found.push_back(difference.where + ": " + difference.what);
        }
        return found;
    }
};
INSTANTIATE_TEST_SUITE_P(On, Explaining, testing::Values(db::Where::memory, db::Where::postgres), db::name_of);

// Without regard to where a line is broken.
std::string unwrapped(const std::string& text)
{
    std::istringstream words(text);
    std::string all;
    for (std::string word; words >> word;) all += (all.empty() ? "" : " ") + word;
    return all;
}

void expect_says(const std::string& page, const std::vector<std::string>& sentences)
{
    const std::string all = unwrapped(page);
    for (const std::string& sentence : sentences)
        EXPECT_NE(all.find(sentence), std::string::npos) << sentence << "\nis not in\n" << page;
}

void expect_narrow(const std::string& page)
{
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 100U) << line;
}

TEST_P(Explaining, a_contract_says_what_was_signed_decided_allocated_earned_and_posted)
{
    const std::string text = page("C1");
    expect_narrow(text);
    expect_says(text, {"Contract C1, as of 2026-02-28", "contract.signed test/", "batch 1",
                       "over time, evenly by the month", "at a point in time: when it is delivered", "standard ",
                       "payment-terms.dmn, decision payment_terms, row ", "the transaction price is 1,700.00",
                       "2/12 of 1,200.00 = 200.00", "the whole 500.00, performed on 2026-02-10",
                       "200.00 posted through 2026-02-28: nothing is left to post", "In all 700.00",
                       "INV-E-2026-000001", "Contract liability 1,000.00", "Receivable 500.00"});
}

// Each voucher that a contract's page and a cell's page name is the entry that they mean.
TEST_P(Explaining, entries_are_named_by_the_vouchers_of_the_register)
{
    const std::regex named("(JV-[0-9]+@2026-0[12])");
    for (const auto& [what, narration] : {std::pair("C2", "Contract"), std::pair("revenue@2026-02", "Revenue")}) {
        const std::string text = unwrapped(page(what));
        std::size_t count = 0;
        for (auto at = std::sregex_iterator(text.begin(), text.end(), named); at != std::sregex_iterator(); ++at) {
            const std::string voucher = (*at)[1].str(), entry = page(voucher);
            expect_says(entry, {"Entry " + voucher, "period " + voucher.substr(voucher.find('@') + 1)});
            if (what == std::string("C2")) {
                EXPECT_NE(unwrapped(entry).find("C2"), std::string::npos) << entry;
            }
            ++count;
        }
        EXPECT_GT(count, 2u) << narration << "\n" << text;
    }
    EXPECT_NE(page("C1", "", exchange::Language::zh).find("凭证 记-"), std::string::npos);
}

TEST_P(Explaining, a_contract_as_of_a_day_knows_nothing_that_happened_later)
{
    const std::string text = page("C1", "2026-01-31");
    expect_says(text, {"1/12 of 1,200.00 = 100.00", "In all 100.00", "nothing yet of 500.00: nothing was performed"});
    EXPECT_EQ(text.find("2026-02-10"), std::string::npos);
}

TEST_P(Explaining, an_entity_in_which_nothing_was_posted_is_not_asked_for_a_day)
{
    const std::string before = page("C1");
    take(
        *book,
        {event_of(
            "entity.defined",
            R"({"entity":"ABROAD","name":"Abroad","currency":"USD","country":"US","date":"2026-01-01","books":[{"book":"IFRS","framework":"IFRS","rules":"standard"}]})",
            "abroad")});
    EXPECT_EQ(page("C1"), before);
}

TEST_P(Explaining, revenue_that_is_not_posted_yet_is_said_to_be_so)
{
    take(
        *book,
        {event_of(
            "contract.modified",
            R"({"contract":"C1","date":"2026-02-20","add":[{"line":"more","price":100.00,"tax":{"rate":0},"treatment":{"satisfied":"point_in_time","trigger":"start"},"start":"2026-02-20","billing":{"plan":"on_signing"}}]})",
            "m1")});
    expect_says(page("C1"), {"contract.modified test/m1", "so 100.00 is still to be posted"});
}

TEST_P(Explaining, an_invoice_names_its_tax_its_terms_and_the_evidence_of_what_paid_it)
{
    const std::string text = page("INV-E-2026-000001");
    expect_narrow(text);
    expect_says(text,
                {"Invoice INV-E-2026-000001", "1,200.00 net, 0.00 tax", "plan on_signing, as the contract itself says",
                 "row on_invoice: without terms an invoice is due on its date", "1,200.00 of payment P1",
                 "found by amount: customer A and amount 1,200.00", "1,200.00 invoiced, less 1,200.00 paid",
                 "0.00 open on 2026-02-28"});
}

TEST_P(Explaining, a_credit_note_names_the_invoice_it_lowers)
{
    take(
        *book,
        {event_of(
            "credit.issued",
            R"({"credit":"CN9","invoice":"INV-E-2026-000001","date":"2026-02-20","lines":[{"line":"access","amount":100,"tax":0}],"reason":"agreed"})",
            "c9")});
    expect_says(page("CN9"), {"Credit note CN9", "INV-E-2026-000001: agreed"});
}

TEST_P(Explaining, an_entry_gives_its_cut_its_cause_and_the_integers_of_its_arithmetic)
{
    std::string february;
    book->store().entries({.homes = {1, 1}, .book = "IFRS", .from_period = 202602, .to_period = 202602},
                          [&](const db::EntryRow& row, std::span<const db::LineRow>) {
                              if (row.event == 0) february = std::to_string(row.home) + "/" + std::to_string(row.entry);
                          });
    ASSERT_FALSE(february.empty());
    const std::string text = page(february);
    expect_narrow(text);
    expect_says(text,
                {"the passing of time", "2026-02-28: time is counted through this day", "1/12 of 1,200.00 = 100.00",
                 "2/12 of 1,200.00 = 200.00", "200.00 less 100.00 = 100.00", "the entry is the whole of it"});
}

TEST_P(Explaining, a_voucher_is_numbered_as_the_journal_register_numbers_it)
{
    expect_says(page("JV-0001@2026-01"), {"Entry JV-0001@2026-01", "2026-01-01, period 2026-01"});
    EXPECT_EQ(page("2026-01/JV-0001").substr(30), page("JV-0001@2026-01").substr(30));
    EXPECT_THROW(page("JV-9999@2026-01"), Refused);
    EXPECT_THROW(page("JV-0001"), Refused);
}

TEST_P(Explaining, a_late_entry_says_what_had_been_posted_before)
{
    take(*book, {event_of("period.closed", R"({"entity":"E","period":"2026-01","date":"2026-03-01"})", "l1")});
    take(*book, {event_of("contract.terminated", R"({"contract":"C1","date":"2026-01-31","refund":1100})", "t1")});
    close_month(Period(2026, 2));
    std::string late;
    book->store().entries({.homes = {1, 1}, .book = "IFRS"},
                          [&](const db::EntryRow& row, std::span<const db::LineRow>) {
                              if (static_cast<Cause>(row.cause) == Cause::late)
                                  late = std::to_string(row.home) + "/" + std::to_string(row.entry);
                          });
    ASSERT_FALSE(late.empty());
    expect_says(page(late),
                {"it belongs to 2026-01, which was locked when it became known", "contract.terminated test/t1"});
}

TEST_P(Explaining, a_cell_is_the_sum_of_its_entries)
{
    const std::string text = page("revenue@2026-02");
    expect_narrow(text);
    expect_says(text, {"Cr 1,800.00 USD, which is the cell of the sealed totals", "Cr 500.00 2026-02-10 C1",
                       "2/12 of 1,200.00 = 200.00"});
    EXPECT_EQ(page("trial-balance/revenue/2026-02"), text);
    expect_says(page("fx_gain@2026-02"), {"No entry of this period moves it"});
}

TEST_P(Explaining, headings_can_be_chinese)
{
    expect_says(page("C1", "", exchange::Language::zh),
                {"合同 C1，截至 2026-02-28", "履约义务 access", "交易价格与分摊", "累计已确认收入"});
}

TEST_P(Explaining, what_is_not_there_is_refused_with_a_remedy)
{
    for (const char* what : {"NOBODY", "1/1", "nothing@2026-02", "revenue@soon", "aging/NOBODY/open", "rpo/C1/nothing",
                             "weather/C1/open"}) {
        try {
            page(what);
            ADD_FAILURE() << what;
        } catch (const Refused& refused) {
            EXPECT_FALSE(refused.fault.hint.empty()) << what;
        }
    }
    EXPECT_THROW(as_case("NOBODY"), Refused);
}

TEST_P(Explaining, a_contract_as_a_case_passes)
{
    for (const char* contract : {"C1", "C2"}) {
        for (const char* day : {"2026-01-31", "2026-02-28"}) {
            const CaseText printed = as_case(contract, day);
            EXPECT_TRUE(printed.differences.empty()) << printed.differences.front() << "\n" << printed.yaml;
            EXPECT_TRUE(differences(printed.yaml).empty()) << printed.yaml;
        }
    }
}

TEST_P(Explaining, a_case_that_was_changed_differs)
{
    std::string yaml = as_case("C1").yaml;
    const std::size_t at = yaml.find("revenue: 700.00");
    ASSERT_NE(at, std::string::npos) << yaml;
    yaml.replace(at, 15, "revenue: 700.01");
    EXPECT_EQ(differences(yaml).size(), 1U);
}

TEST_P(Explaining, a_case_of_late_events_locks_what_was_locked)
{
    take(*book, {event_of("period.closed", R"({"entity":"E","period":"2026-01","date":"2026-03-01"})", "l1")});
    take(
        *book,
        {event_of(
            "contract.modified",
            R"({"contract":"C1","date":"2026-01-16","add":[{"line":"more","price":350.00,"tax":{"rate":0},"start":"2026-01-16","end":"2026-12-31","treatment":{"satisfied":"over_time","measure":"daily"},"billing":{"plan":"on_signing"}}]})",
            "m1")});
    bill(Date::of(2026, 2, 28));
    close_month(Period(2026, 2));
    const CaseText printed = as_case("C1");
    EXPECT_NE(printed.yaml.find("period.closed"), std::string::npos) << printed.yaml;
    EXPECT_TRUE(printed.differences.empty()) << printed.differences.front() << "\n" << printed.yaml;
}

}  // namespace
}  // namespace earned::app::explain_test
