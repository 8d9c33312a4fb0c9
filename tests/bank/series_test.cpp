// Statements that stand in several files: pages that are joined, and what is missing between files.
#include "exchange/bank/check.h"
#include "exchange/bank/series.h"
#include "tests/bank/files.h"

namespace earned::bank::series_test {
namespace {

struct Day {
    std::string day, opening, closing, amount, number = "1", page, last;
};

// camt.053 of one entry; empty balances are left out.
std::string camt(const Day& day)
{
    const auto balance = [&](const char* code, const std::string& amount) {
        if (amount.empty()) return std::string();
        return "<Bal><Tp><CdOrPrtry><Cd>" + std::string(code) + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" + amount +
               "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>" + day.day + "</Dt></Dt></Bal>";
    };
    const std::string pages = day.page.empty() ? ""
                                               : "<StmtPgntn><PgNb>" + day.page + "</PgNb><LastPgInd>" + day.last +
                                                     "</LastPgInd></StmtPgntn>";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>"
           "<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-01-31T18:00:00</CreDtTm></GrpHdr>\n<Stmt><Id>S" +
           day.number + "</Id>" + pages + "<ElctrncSeqNb>" + day.number +
           "</ElctrncSeqNb><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>\n" +
           balance("OPBD", day.opening) + "\n" + balance("CLBD", day.closing) + "\n<Ntry><Amt Ccy=\"EUR\">" +
           day.amount + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>" + day.day +
           "</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>\n";
}

// MT940 of one entry, with the letters of its balances: F, or M in the middle.
std::string mt940(const std::string& number, const std::string& open, const std::string& close,
                  const std::string& kinds, const std::string& days = "260105260106")
{
    return ":20:STARTUMS\n:25:12030000/202051\n:28C:" + number + "\n:60" + kinds[0] + ":C" + days.substr(0, 6) + "EUR" +
           open + "\n:61:" + days.substr(6) + days.substr(8) + "C10,00NTRFNONREF\n:86:166?20INV\n:62" + kinds[1] +
           ":C" + days.substr(6) + "EUR" + close + "\n-\n";
}

struct Together {
    std::vector<File> files;
    std::string said;  // "a: code; b: code", in order
};

Together together(const std::vector<std::string>& texts)
{
    Together all;
    for (const std::string& text : texts) {
        Result<File> file = read_statements(text, shipped_profiles());
        EXPECT_TRUE(file) << (file ? "" : file.fault().text());
        if (file) all.files.push_back(std::move(*file));
    }
    std::vector<NamedFile> named;
    for (std::size_t at = 0; at < all.files.size(); ++at)
        named.push_back({std::string(1, static_cast<char>('a' + at)), &all.files[at]});
    check_series(named);
    for (const NamedFile& each : named)
        for (const Remark& remark : each.file->remarks)
            all.said += (all.said.empty() ? "" : "; ") + each.name + ": " + remark.code;
    return all;
}

const Day first{"2026-01-05", "100.00", "", "10.00", "7", "1", "false"},
    middle{"2026-01-05", "", "", "20.00", "7", "2", "false"},
    last{"2026-01-05", "", "160.00", "30.00", "7", "3", "true"};

TEST(Series, CamtPagesInSeveralFilesAreOneStatement)
{
    const Together all = together({camt(last), camt(first), camt(middle)});  // in any order
    EXPECT_EQ(all.said, "b: pages-joined; c: pages-joined");
    for (const File& file : all.files) {
        EXPECT_EQ(file.statements.front().chain, Chain::ties);
        EXPECT_TRUE(is_clean(file));
    }
}

TEST(Series, APageThatNoFileHasIsTold)
{
    EXPECT_EQ(together({camt(first), camt(last)}).said,
              "a: page-missing; a: balance-missing; b: page-missing; b: balance-missing");
    EXPECT_EQ(together({camt(first), camt(middle)}).said,
              "a: balance-missing; a: pages-joined; b: balance-missing; b: page-missing");
}

TEST(Series, PagesThatDontComeToTheClosingBalanceAreTold)
{
    Day wrong = last;
    wrong.closing = "161.00";
    const Together all = together({camt(first), camt(middle), camt(wrong)});
    EXPECT_EQ(all.said, "a: pages-joined; b: pages-joined; c: balance-differs");
    EXPECT_NE(all.files[2].remarks.front().what.find("(a, b, c) make 160"), std::string::npos)
        << all.files[2].remarks.front().what;
}

TEST(Series, PagesOfAnotherStatementAreNotTaken)
{
    Day other = last;
    other.number = "8";
    EXPECT_EQ(together({camt(first), camt({"2026-01-05", "", "160.00", "60.00", "8", "2", "true"})}).said,
              "a: page-missing; a: balance-missing; b: page-missing; b: balance-missing");
}

TEST(Series, Mt940PagesGoOnInTheNextFile)
{
    const std::string one = mt940("235/1", "100,00", "110,00", "FM"), two = mt940("235/2", "110,00", "120,00", "MM"),
                      three = mt940("235/3", "120,00", "130,00", "MF");
    EXPECT_EQ(together({one, three, two}).said, "a: pages-joined; c: pages-joined");
    EXPECT_EQ(together({one, three}).said, "a: page-missing; b: page-missing");
    EXPECT_EQ(together({one, mt940("235/2", "111,00", "121,00", "MF")}).said, "a: page-missing; b: page-missing")
        << "it opens at another balance than the page before closed at";
}

TEST(Series, AGapBetweenTwoFilesNamesBothAndTheFigures)
{
    const Together all = together({camt({"2026-01-05", "100.00", "110.00", "10.00", "7"}),
                                   camt({"2026-01-07", "125.00", "135.00", "10.00", "9"})});
    ASSERT_EQ(all.said, "b: statement-gap");
    EXPECT_EQ(
        all.files[1].remarks.front().what,
        "account DE02120300000000202051 closed at 110.00 on 2026-01-05 in a, and opens at 125.00 on 2026-01-07: a "
        "statement between the two is missing");
    EXPECT_FALSE(is_clean(all.files[1]));
}

TEST(Series, FilesThatFollowEachOtherSayNothingWhateverTheirOrder)
{
    const std::string monday = camt({"2026-01-05", "100.00", "110.00", "10.00", "7"}),
                      tuesday = camt({"2026-01-06", "110.00", "120.00", "10.00", "8"}),
                      wednesday = camt({"2026-01-07", "120.00", "130.00", "10.00", "9"});
    EXPECT_EQ(together({wednesday, monday, tuesday}).said, "");
    EXPECT_EQ(together({monday, wednesday}).said, "b: statement-gap");
    EXPECT_EQ(
        together({mt940("11/1", "100,00", "110,00", "FF"), mt940("12/1", "110,00", "120,00", "FF", "260106260107")})
            .said,
        "");
}

TEST(Series, ANumberLeftOutIsToldAndStopsNothing)
{
    const Together all =
        together({mt940("11/1", "100,00", "110,00", "FF"), mt940("13/1", "110,00", "120,00", "FF", "260106260107")});
    EXPECT_EQ(all.said, "b: number-missing");
    EXPECT_TRUE(is_clean(all.files[1]));
    EXPECT_EQ(
        together({mt940("365/1", "100,00", "110,00", "FF"), mt940("1/1", "110,00", "120,00", "FF", "260106260107")})
            .said,
        "")
        << "numbers begin anew with the year";
}

TEST(Series, AWeekBesideItsDaysIsNoGap)
{
    const std::string week = mt940("1/1", "100,00", "110,00", "FF", "260105260109"),
                      monday = mt940("5/1", "100,00", "110,00", "FF", "260105260106"),
                      next = mt940("6/1", "110,00", "120,00", "FF", "260109260112");
    EXPECT_EQ(together({monday, week, next}).said, "");
}

}  // namespace
}  // namespace earned::bank::series_test
