// Real statement files of other projects (third-party data, read from where it lies): which of them
// ties, which is flagged or refused, on what line, and why that is right.
#include "exchange/bank/check.h"
#include "files.h"

#include <algorithm>

namespace earned::bank::real_files_test {

namespace {

enum class Verdict { good, flagged, refused };

struct Known {
    const char* file;
    Verdict verdict;
    std::size_t statements, entries, transactions;
    const char* code;  // the first that stops it
    std::size_t line;
    const char* why;
};

const Known known[] = {
    {"camt/genkgo.camt052.v4.xml", Verdict::good, 1, 1, 1, "", 0, ""},
    {"camt/genkgo.camt052.v6.Amt-zero.xml", Verdict::good, 1, 1, 1, "", 0, ""},
    {"camt/genkgo.camt052.v6.xml", Verdict::good, 1, 1, 1, "", 0, ""},
    {"camt/genkgo.camt052.v8.xml", Verdict::good, 1, 1, 0, "", 0, ""},
    {"camt/genkgo.camt053.v2.all-balance-types.xml", Verdict::flagged, 1, 1, 1, "balance-differs", 68,
     "each balance type once, with sums that were made up"},
    {"camt/genkgo.camt053.v2.five.decimals.xml", Verdict::flagged, 1, 1, 1, "balance-differs", 49,
     "18.150 + 8.850 is 27.000, and 27.050 is said"},
    {"camt/genkgo.camt053.v2.minimal.xml", Verdict::flagged, 1, 1, 1, "balance-differs", 54,
     "closes at minus 27, in another currency"},
    {"camt/genkgo.camt053.v2.multi.statement.xml", Verdict::good, 2, 2, 2, "", 0, ""},
    {"camt/genkgo.camt053.v2.with-account-name.xml", Verdict::flagged, 1, 1, 1, "balance-missing", 8,
     "no balances at all"},
    {"camt/genkgo.camt053.v2.with-party-ids.xml", Verdict::flagged, 1, 1, 1, "balance-differs", 54,
     "closes at minus 27, in another currency"},
    {"camt/genkgo.camt053.v2.wrong.xml", Verdict::refused, 0, 0, 0, "statement-missing", 3, "no statement in it"},
    {"camt/genkgo.camt053.v4.xml", Verdict::flagged, 1, 1, 1, "balance-differs", 74,
     "closes at minus 27, in another currency"},
    {"camt/genkgo.camt053.v8.xml", Verdict::flagged, 1, 1, 1, "balance-differs", 74,
     "closes at minus 27, in another currency"},
    {"camt/genkgo.camt054.v4.xml", Verdict::flagged, 1, 1, 3, "batch-count-differs", 63, "a batch of two lists three"},
    {"camt/genkgo.camt054.v8-with-UETR.xml", Verdict::flagged, 1, 1, 1, "date-missing", 16, "the entry has no date"},
    {"camt/genkgo.camt53.only-Dt-with-DtTm.xml", Verdict::flagged, 1, 0, 0, "balance-missing", 9, "no closing balance"},
    {"camt/viafintech.053.valid_example.xml", Verdict::good, 1, 4, 5, "", 0, ""},
    {"camt/viafintech.053.valid_example_v4.xml", Verdict::good, 1, 13, 32, "", 0, ""},
    {"camt/viafintech.053.valid_example_v8.xml", Verdict::flagged, 1, 3, 3, "balance-differs", 60,
     "entries left out by those who shortened it"},
    {"camt/viafintech.053.valid_example_with_datetime.xml", Verdict::flagged, 1, 1, 0, "balance-missing", 8,
     "shortened: 14 entries are said, one is there"},
    {"camt/viafintech.053.valid_example_with_other_id.xml", Verdict::flagged, 1, 0, 0, "balance-missing", 13,
     "no balances"},
    {"camt/viafintech.054.valid_example.xml", Verdict::good, 1, 4, 5, "", 0, ""},
    {"mt940/betterplace.amount_formats.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/betterplace.empty_86.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/betterplace.empty_entry_date.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/betterplace.missing_crlf_at_end.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/betterplace.sepa_mt9401.sta", Verdict::good, 26, 97, 97, "", 0, ""},
    {"mt940/betterplace.sepa_snippet.sta", Verdict::flagged, 2, 11, 11, "balance-differs", 55,
     "the second statement is off by 300.08"},
    {"mt940/citi.mt940.txt", Verdict::good, 1, 5, 3, "", 0, ""},
    {"mt940/cmxl.account_balance_debit.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/cmxl.closing_balance.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/cmxl.mt940.sta", Verdict::flagged, 3, 16, 16, "currency-unknown", 5, "a currency that is no more: DEM"},
    {"mt940/cmxl.reference.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/cmxl.statement_details.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "one entry kept of many"},
    {"mt940/cmxl.statement_line.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/cmxl.statement_number.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/jejik.abnamro.sta", Verdict::flagged, 2, 10, 10, "balance-differs", 27, "made anonymous"},
    {"mt940/jejik.ing.sta", Verdict::flagged, 1, 7, 7, "balance-differs", 26, "made anonymous"},
    {"mt940/jejik.knab.sta", Verdict::flagged, 2, 3, 3, "statement-missing", 13, "made anonymous"},
    {"mt940/jejik.postfinance.sta", Verdict::flagged, 2, 4, 4, "balance-differs", 27, "made anonymous"},
    {"mt940/jejik.rabobank-iban.sta", Verdict::good, 2, 4, 4, "", 0, ""},
    {"mt940/jejik.rabobank.sta", Verdict::flagged, 4, 5, 5, "balance-differs", 11, "made anonymous"},
    {"mt940/mBank.mt940.sta", Verdict::good, 1, 3, 3, "", 0, ""},
    {"mt940/mBank.mt942.sta", Verdict::good, 1, 3, 3, "", 0, ""},
    {"mt940/mBank.with_newline_in_tnr.sta", Verdict::flagged, 1, 2, 2, "balance-differs", 19, "shortened"},
    {"mt940/self-provided.account_identification.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/self-provided.details_60-63.sta", Verdict::flagged, 1, 1, 1, "balance-differs", 12,
     "one entry kept of many"},
    {"mt940/self-provided.empty_non_swift.sta", Verdict::refused, 0, 0, 0, "format-unknown", 1,
     "one field of no statement"},
    {"mt940/self-provided.february_30.sta", Verdict::good, 1, 1, 1, "", 0, ""},
    {"mt940/self-provided.gv_codes.sta", Verdict::flagged, 1, 2, 1, "balance-missing", 1, "no closing balance"},
    {"mt940/self-provided.invalid_statement.sta", Verdict::refused, 0, 0, 0, "format-unknown", 1, "no bank file"},
    {"mt940/self-provided.long_statement_number.sta", Verdict::good, 1, 0, 0, "", 0, ""},
    {"mt940/self-provided.malformed_details.sta", Verdict::flagged, 1, 1, 1, "balance-differs", 15,
     "one entry kept of many"},
    {"mt940/self-provided.mt942.sta", Verdict::flagged, 1, 1, 1, "total-differs", 11,
     "its totals are of other entries"},
    {"mt940/self-provided.overly_long_details.sta", Verdict::flagged, 1, 1, 1, "balance-differs", 15,
     "one entry kept of many"},
    {"mt940/self-provided.raiffeisen-cmi.sta", Verdict::flagged, 1, 7, 7, "balance-differs", 40, "made anonymous"},
    {"mt940/self-provided.sparkassen.sta", Verdict::refused, 0, 0, 0, "statement-incomplete", 1,
     "fields of no statement: neither its name nor its account"},
    {"mt940/self-provided.transaction_details_wrapped.sta", Verdict::good, 1, 1, 1, "", 0, ""},
    {"mt940/self-provided.wrapped_timestamp.sta", Verdict::good, 1, 1, 1, "", 0, ""},
    {"ofx/anzcc.ofx", Verdict::good, 1, 1, 1, "", 0, ""},
    {"ofx/bank_small.ofx", Verdict::refused, 0, 0, 0, "statement-missing", 11, "nothing in it"},
    {"ofx/decimal_error.ofx", Verdict::refused, 0, 0, 0, "date-unreadable", 36, "a month 20, and an amount $120"},
    {"ofx/error_message.ofx", Verdict::refused, 0, 0, 0, "bank-error", 24, "the bank sent an error"},
    {"ofx/fidelity-savings.ofx", Verdict::flagged, 1, 4, 4, "decimals-beyond-currency", 63,
     "four decimals of a dollar"},
    {"ofx/investment_medium.ofx", Verdict::flagged, 1, 3, 3, "currency-differs", 43,
     "cash in US dollars in an account that is kept in Canadian ones"},
    {"ofx/multiple_accounts.ofx", Verdict::good, 2, 0, 0, "", 0, ""},
    {"ofx/ofx-v102-empty-tags.ofx", Verdict::flagged, 1, 1, 1, "reference-missing", 23,
     "currency, balance and FITID are empty"},
    {"ofx/signon_fail.ofx", Verdict::refused, 0, 0, 0, "bank-error", 11, "the bank sent an error"},
    {"ofx/signon_success_no_message.ofx", Verdict::refused, 0, 0, 0, "statement-missing", 11, "no statement in it"},
    {"ofx/td_ameritrade.ofx", Verdict::good, 1, 0, 0, "", 0, ""},
    {"ofx/vanguard.ofx", Verdict::good, 1, 0, 0, "", 0, ""},
    {"bai2/sample2.txt", Verdict::good, 5, 4, 4, "", 0, ""},
    {"bai2/sample4-continuations-newline-delimited.txt", Verdict::flagged, 5, 17, 17, "control-differs", 22,
     "put together of parts: its own control totals differ"},
    {"bai2/sample5-issue113.txt", Verdict::flagged, 5, 20, 20, "control-differs", 22,
     "put together of parts: its own control totals differ"},
    {"csv/cn.example-alipay-records.csv", Verdict::flagged, 1, 10, 10, "count-differs", 8,
     "66 entries are said, ten are there"},
    {"csv/cn.example-bocom_debit-records.csv", Verdict::flagged, 1, 6, 6, "balance-differs", 2, "balances made up"},
    {"csv/cn.example-cmb-records.csv", Verdict::flagged, 1, 5, 5, "running-balance-differs", 4, "balances made up"},
    {"csv/cn.example-icbc-debit-v2-records.csv", Verdict::flagged, 1, 11, 11, "balance-unreadable", 8,
     "balances blotted out"},
};

const char* name(Verdict verdict)
{
    return verdict == Verdict::good ? "good" : verdict == Verdict::flagged ? "flagged" : "refused";
}

TEST(RealFiles, EachTiesOrIsStoppedForTheRightReason)
{
    const std::filesystem::path found = std::filesystem::path(EARNED_SOURCE) / "../shared/data/bank";
    if (!std::filesystem::exists(found))
        GTEST_SKIP() << "the real statement files (../shared/data/bank) are not beside the project";
    for (const Known& each : known) {
        SCOPED_TRACE(std::string(each.file) + ": " + each.why);
        ASSERT_TRUE(std::filesystem::exists(found / each.file));
        const Result<File> read = read_statements(bytes_of(found / each.file), shipped_profiles());
        const Verdict verdict = !read ? Verdict::refused : is_clean(*read) ? Verdict::good : Verdict::flagged;
        ASSERT_STREQ(name(verdict), name(each.verdict)) << (read ? "" : read.fault().text());
        if (!read) {
            EXPECT_EQ(read.fault().code, each.code);
            EXPECT_EQ(read.fault().where, "line " + std::to_string(each.line));
            continue;
        }
        std::size_t entries = 0, transactions = 0;
        for (const Statement& statement : read->statements) {
            entries += statement.entries.size();
            for (const Entry& entry : statement.entries) transactions += entry.transactions.size();
        }
        EXPECT_EQ(read->statements.size(), each.statements);
        EXPECT_EQ(entries, each.entries);
        EXPECT_EQ(transactions, each.transactions);
        const auto stopped = std::find_if(read->remarks.begin(), read->remarks.end(),
                                          [](const Remark& remark) { return !only_tells(remark); });
        if (stopped == read->remarks.end()) continue;
        EXPECT_EQ(stopped->code, each.code);
        EXPECT_EQ(stopped->line, each.line);
    }
}

}  // namespace

}  // namespace earned::bank::real_files_test
