// Fixtures of each format, read as a person would read them.
#include "exchange/bank/check.h"
#include "files.h"

#include <gtest/gtest.h>

namespace earned::bank::statements_test {

namespace {

File good(const std::string& name)
{
    Result<File> read = read_statements(fixture(name), shipped_profiles());
    EXPECT_TRUE(read) << (read ? "" : read.fault().text());
    return read ? std::move(*read) : File{};
}

TEST(Statements, CamtIsReadByTheNamesOfElements)
{
    const File file = good("good.camt053.xml");
    ASSERT_EQ(file.statements.size(), 1u);
    const Statement& statement = file.statements.front();
    EXPECT_EQ(file.format, "camt.053.001.08");
    EXPECT_EQ(statement.chain, Chain::ties);
    EXPECT_TRUE(is_clean(file));
    ASSERT_EQ(statement.entries.size(), 3u);
    const Transaction& paid = statement.entries[0].transactions.front();
    EXPECT_EQ(paid.payer.name, "Nordlicht GmbH");
    EXPECT_EQ(paid.payer.account, "DE89370400440532013000");
    EXPECT_EQ(paid.reference, "RF36INV202600042");
    EXPECT_EQ(paid.end_to_end, "E2E-77");
    EXPECT_EQ(statement.entries[0].value_date, Date::parse("2026-03-02"));
    EXPECT_EQ(statement.entries[1].amount.text(), "-6.50") << "a reversal only labels: the sign is the booking's";
    EXPECT_TRUE(statement.entries[1].reversal);
    EXPECT_EQ(statement.entries[2].status, Booked::pending);
}

TEST(Statements, Mt940JoinsLinesBeforeItLooksForKeys)
{
    const File file = good("good.mt940.sta");
    ASSERT_EQ(file.statements.size(), 2u);
    EXPECT_TRUE(is_clean(file));
    const Entry& entry = file.statements[0].entries.front();
    EXPECT_EQ(entry.amount.text(), "1190.00");
    EXPECT_EQ(entry.servicer, "BANK-1");
    const Transaction& one = entry.transactions.front();
    EXPECT_EQ(one.end_to_end, "E2E-77");
    ASSERT_EQ(one.remittance.size(), 1u);
    EXPECT_EQ(one.remittance.front(), "Rechnung INV-2026-000042 vielen Dank");
    EXPECT_EQ(one.payer.name, "Nordlicht GmbH");
    EXPECT_EQ(file.statements[0].entries[1].amount.text(), "-6.50");
    EXPECT_EQ(file.statements[0].chain, Chain::ties);
    EXPECT_EQ(file.statements[1].chain, Chain::ties);
}

TEST(Statements, OfxElementsMayStayUnclosed)
{
    const File file = good("good.ofx");
    ASSERT_EQ(file.statements.size(), 1u);
    const Statement& statement = file.statements.front();
    ASSERT_EQ(statement.entries.size(), 2u);
    EXPECT_EQ(statement.entries[0].transactions.front().payer.name, "Acme & Sons");
    EXPECT_EQ(statement.entries[0].booked_on, Date::parse("2026-03-02"));
    EXPECT_EQ(statement.closing->amount.text(), "1248.75");
    EXPECT_EQ(statement.chain, Chain::unknown) << "OFX gives no opening balance";
    EXPECT_TRUE(is_clean(file));
}

TEST(Statements, Bai2ChecksItsControlTotals)
{
    const File file = good("good.bai");
    ASSERT_EQ(file.statements.size(), 1u);
    const Statement& statement = file.statements.front();
    EXPECT_EQ(statement.chain, Chain::ties);
    EXPECT_TRUE(is_clean(file)) << file.remarks.front().what;
    ASSERT_EQ(statement.entries.size(), 3u);
    EXPECT_EQ(statement.entries[0].amount.text(), "250.00");
    EXPECT_EQ(statement.entries[0].value_date, Date::parse("2026-03-03"));
    EXPECT_EQ(statement.entries[0].transactions.front().end_to_end, "E2E-7");
    EXPECT_EQ(statement.entries[2].amount.text(), "-12.50");

    const std::string wrong = replaced(fixture("good.bai"), "49,294625,7", "49,294626,7");
    const Result<File> other = read_statements(wrong, {});
    ASSERT_TRUE(other);
    EXPECT_FALSE(is_clean(*other));
    EXPECT_EQ(other->remarks.front().code, "control-differs");
    EXPECT_EQ(other->remarks.front().line, 9u);
}

TEST(Statements, ChineseFilesAreReadByTheirProfiles)
{
    const File wechat = good("wechat.gb18030.csv");
    EXPECT_EQ(wechat.format, "CSV wechat");
    ASSERT_EQ(wechat.statements.front().entries.size(), 2u);
    const Entry& paid = wechat.statements.front().entries.front();
    EXPECT_EQ(paid.amount.text(), "1190.00");
    EXPECT_EQ(paid.transactions.front().payer.name, "晨光科技");
    EXPECT_EQ(paid.transactions.front().remittance.front(), "合同款 INV-2026-000042");
    EXPECT_EQ(wechat.statements.front().entries[1].amount.text(), "-28.16");
    EXPECT_TRUE(is_clean(wechat));

    const File cmb = good("cmb.csv");
    EXPECT_EQ(cmb.statements.front().chain, Chain::ties);
    EXPECT_EQ(cmb.statements.front().opening->amount.text(), "1000.00");
    EXPECT_TRUE(is_clean(cmb));
}

struct Broken {
    const char* name;
    const char* from;
    const char* to;
    const char* code;
    std::size_t line;  // 0: a remark's or fault's line isn't looked at
};

// What is wrong in a file is named by its code, on its line.
TEST(Statements, TitlesAreReadInCapitalsToo)
{
    const Result<File> read =
        read_statements("Date,Amount,CURRENCY,Payer\n2026-03-02,10.00,EUR,Alpha\n", shipped_profiles());
    ASSERT_TRUE(read) << read.fault().text();
    EXPECT_EQ(read->format, "CSV plain");
    EXPECT_EQ(read->statements.front().entries.front().transactions.front().payer.name, "Alpha");
}

TEST(Statements, AnEntryWithoutItsCurrencyIsToldOnce)
{
    Result<File> read =
        read_statements("date,amount,currency\n2026-03-02,1.00,EUR\n2026-03-02,1.00,\n", shipped_profiles());
    ASSERT_TRUE(read) << read.fault().text();
    std::string said;
    for (const Remark& remark : read->remarks) said += remark.code + " ";
    EXPECT_EQ(said, "balance-absent currency-unknown ");
}

TEST(Statements, BrokenFilesAreRefusedOrFlaggedOnTheirLine)
{
    const Broken cases[] = {
        {"good.camt053.xml", "2183.50", "2183.51", "balance-differs", 9},
        {"good.camt053.xml", "<CdtDbtInd>DBIT</CdtDbtInd>", "", "sign-missing", 21},
        {"good.camt053.xml", ">1190.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>",
         ">1x90.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>", "amount-unreadable", 11},
        {"good.camt053.xml", "<Document", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><Document", "xml-doctype", 2},
        {"good.camt053.xml", "</Stmt>", "", "xml-broken", 0},
        {"good.camt053.xml", "<IBAN>DE02120300000000202051</IBAN>", "", "account-missing", 5},
        {"good.mt940.sta", ":62F:C260302EUR2100,\n", "", "balance-missing", 15},
        {"good.mt940.sta", ":60M:C260302EUR2183,50", ":60M:C260302EUR2184,50", "statement-missing", 18},
        {"good.mt940.sta", "CR1190,00", "XR1190,00", "sign-missing", 6},
        {"good.mt940.sta", ":61:2603020302CR", ":61:2613020302CR", "date-unreadable", 6},
        {"good.mt940.sta", ":25:12030000/0000202051\n", "", "statement-incomplete", 2},
        {"good.ofx", "250.00", "$250", "amount-unreadable", 9},
        {"good.ofx", "<CODE>0<SEVERITY>INFO</STATUS><STMTRS>", "<CODE>2000<SEVERITY>ERROR</STATUS><STMTRS>",
         "bank-error", 6},
        {"good.ofx", "</OFX>", "", "file-cut-off", 0},
        {"good.bai", "99,294625,1,11/\n", "", "file-cut-off", 0},
        {"good.bai", "16,495,1250", "16,800,1250", "sign-missing", 8},
        {"cmb.csv", "-3.00", "-3.0.0", "amount-unreadable", 3},
        {"cmb.csv", "2026-03-02", "2026-02-30", "date-unreadable", 3},
        {"cmb.csv", "\"2,187.00\"", "\"2,187.01\"", "running-balance-differs", 3},
    };
    for (const Broken& each : cases) {
        const std::string bytes = replaced(fixture(each.name), each.from, each.to);
        ASSERT_NE(bytes, fixture(each.name)) << each.name << " " << each.from;
        const Result<File> read = read_statements(bytes, shipped_profiles());
        std::string found;
        bool met = false;
        if (!read) {
            found = read.fault().text();
            met = read.fault().code == each.code &&
                  (each.line == 0 || read.fault().where == "line " + std::to_string(each.line));
        } else {
            EXPECT_FALSE(is_clean(*read)) << each.name << " " << each.code;
            for (const Remark& remark : read->remarks) {
                found += std::to_string(remark.line) + " " + remark.code + "; ";
                met = met || (remark.code == each.code && (each.line == 0 || remark.line == each.line));
            }
        }
        EXPECT_TRUE(met) << each.name << ": " << each.code << " on line " << each.line << ", but " << found;
    }
}

TEST(Statements, AmountsAreReadExactly)
{
    const auto read = [](const char* text, char mark) {
        const auto amount = amount_of(text, mark);
        return amount ? amount->text() : "none";
    };
    EXPECT_EQ(read("1125250,4", ','), "1125250.4");
    EXPECT_EQ(read("1.234,56", ','), "1234.56");
    EXPECT_EQ(read("1,234.56", '.'), "1234.56");
    EXPECT_EQ(read("000000001,62", ','), "1.62");
    EXPECT_EQ(read("12,", ','), "12");
    EXPECT_EQ(read(",5", ','), "0.5");
    EXPECT_EQ(read("-0.10", '.'), "-0.10");
    EXPECT_EQ(read("1,23", '.'), "none") << "two digits are no group of thousands";
    EXPECT_EQ(read("$120", '.'), "none");
    EXPECT_EQ(read("", '.'), "none");
    EXPECT_EQ(read("1e5", '.'), "none");
}

}  // namespace

}  // namespace earned::bank::statements_test
