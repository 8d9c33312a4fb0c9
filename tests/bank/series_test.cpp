// Statements that stand in several files: pages that are joined, and what is missing between files.
#include "exchange/bank/check.h"
#include "exchange/bank/series.h"
#include "tests/bank/files.h"

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <tuple>

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

// The second page of statement 12 opens in the middle of its day: the page before it stands in its own file, and not in
// the file of the day before, which closed at 110.
TEST(Series, PagesOfOneFileFollowEachOtherBehindAnotherFile)
{
    const std::string before = mt940("11/1", "100,00", "110,00", "FF");
    const auto pages = [](const std::string& one, const std::string& two) {
        return mt940(one, "110,00", "120,00", "FM", "260106260107") +
               mt940(two, "120,00", "130,00", "MF", "260107260107");
    };
    EXPECT_EQ(together({before, pages("12/1", "12/2")}).said, "");
    EXPECT_EQ(together({before, pages("12", "12")}).said, "") << "a bank that doesn't number its pages";
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

TEST(Series, AStatementThatIsKnownFillsAGap)
{
    std::vector<File> files;
    for (const Day& day :
         {Day{"2026-01-05", "100.00", "110.00", "10.00", "7"}, {"2026-01-07", "125.00", "135.00", "10.00", "9"}})
        files.push_back(std::move(*read_statements(camt(day), {})));
    const std::vector<NamedFile> named = {{"a", &files[0]}, {"b", &files[1]}};
    const Span tuesday{"DE02120300000000202051",
                       "EUR",
                       "tuesday",
                       *Date::parse("2026-01-05"),
                       *Date::parse("2026-01-06"),
                       *Decimal::parse("110.00"),
                       *Decimal::parse("125.00"),
                       8};
    check_series(named, std::span(&tuesday, 1));
    EXPECT_TRUE(files[1].remarks.empty());
    check_series(named);
    ASSERT_EQ(files[1].remarks.size(), 1u);
    EXPECT_EQ(files[1].remarks.front().code, "statement-gap");
}

Span span(const char* opens, const char* closes, int opening, int closing, int number = 0, int page = 0)
{
    return {"A-1",  "EUR", "s", *Date::parse(opens), *Date::parse(closes), Decimal::of(opening), Decimal::of(closing),
            number, page};
}

std::string told(const std::vector<Span>& spans)
{
    std::string all;
    for (const Gap& gap : gaps_between(spans))
        all += std::to_string(gap.before) + (gap.of_money ? ">" : "~") + std::to_string(gap.next) + " ";
    return all;
}

TEST(Gaps, SeveralStatementsOfADayFollowByTheirNumbersOrTheirBalances)
{
    EXPECT_EQ(told({span("2026-01-05", "2026-01-05", 1, 2, 1), span("2026-01-05", "2026-01-05", 2, 3, 2)}), "");
    EXPECT_EQ(told({span("2026-01-05", "2026-01-05", 1, 2, 1), span("2026-01-05", "2026-01-05", 4, 5, 2)}), "0>1 ");
    EXPECT_EQ(told({span("2026-01-05", "2026-01-05", 1, 2, 1, 1), span("2026-01-05", "2026-01-05", 2, 3, 1, 2)}), "");
    EXPECT_EQ(told({span("2026-01-05", "2026-01-05", 1, 2, 1, 1), span("2026-01-05", "2026-01-05", 4, 3, 1, 3)}),
              "0>1 ");
    EXPECT_EQ(told({span("2026-01-03", "2026-01-04", 0, 1, 4), span("2026-01-04", "2026-01-05", 1, 2, 5),
                    span("2026-01-05", "2026-01-05", 2, 3, 5)}),
              "")
        << "two pages that aren't numbered";
    EXPECT_EQ(told({span("2026-01-04", "2026-01-05", 1, 2), span("2026-01-04", "2026-01-05", 2, 3),
                    span("2026-01-02", "2026-01-04", 0, 1)}),
              "");
    EXPECT_EQ(told({span("2026-01-04", "2026-01-05", 1, 2), span("2026-01-05", "2026-01-06", 9, 9)}), "0>1 ");
}

TEST(Gaps, ANumberOfLastYearFillsNone)
{
    EXPECT_EQ(told({span("2025-01-11", "2025-01-12", 5, 1, 12), span("2025-12-30", "2025-12-31", 1, 1, 250),
                    span("2026-01-10", "2026-01-11", 1, 1, 11), span("2026-01-12", "2026-01-13", 1, 1, 13)}),
              "0~1 2~3 ")
        << "the twelfth of the year before is not the one that is missing";
}

TEST(Gaps, AccountsAndCurrenciesAreNotMixed)
{
    Span other = span("2026-01-06", "2026-01-07", 7, 8), dollars = other, spaced = other;
    other.account = "A-2";
    dollars.currency = "USD";
    spaced.account = "A 1";
    EXPECT_EQ(told({span("2026-01-05", "2026-01-06", 1, 2), other, dollars}), "");
    EXPECT_EQ(told({span("2026-01-05", "2026-01-06", 1, 2), spaced}), "0>1 ");
}

// The same answer by looking at every pair.
std::optional<std::size_t> before_by_pairs(const std::vector<Span>& spans, std::size_t next)
{
    const Span& span = spans[next];
    const auto order = [&](std::size_t at) { return std::pair(spans[at].number, spans[at].page); };
    std::optional<std::size_t> ties, counted, earlier;
    bool any = false;
    for (std::size_t at = 0; at < spans.size(); ++at) {
        const Span& one = spans[at];
        if (one.closes == span.closes && one.closing == span.opening && at != next &&
            (span.number == 0 || order(at) <= order(next)))
            ties = at, any = true;
        if (one.closes == span.closes && span.opens == span.closes && span.number > 0 && one.number > 0 &&
            order(at) < order(next) && (!counted || order(*counted) <= order(at)))
            counted = at;
        if (one.closes < span.closes && one.closes <= span.opens) {
            const auto rank = [&](std::size_t each) {
                return std::tuple(spans[each].closes, spans[each].closing == span.opening, order(each), each);
            };
            if (!earlier || rank(*earlier) < rank(at)) earlier = at;
        }
    }
    return any ? ties : counted ? counted : earlier;
}

RC_GTEST_PROP(Gaps, AreThoseThatEveryPairShowsWhateverTheOrder, ())
{
    std::vector<Span> spans;
    const int count = *rc::gen::inRange(0, 12);
    for (int at = 0; at < count; ++at) {
        Span one =
            span("2026-01-01", "2026-01-01", *rc::gen::inRange(0, 4), *rc::gen::inRange(0, 4), *rc::gen::inRange(0, 4));
        one.closes = one.closes + *rc::gen::inRange(0, 6);
        one.opens = one.closes - *rc::gen::inRange(0, 3);
        one.name = std::to_string(at);
        spans.push_back(one);
    }
    std::set<std::string> wanted, found, turned;
    for (std::size_t next = 0; next < spans.size(); ++next)
        if (const auto before = before_by_pairs(spans, next); before && spans[*before].closing != spans[next].opening)
            wanted.insert(spans[next].name);
    for (const Gap& gap : gaps_between(spans))
        if (gap.of_money) found.insert(spans[gap.next].name);
    RC_ASSERT(found == wanted);
    std::reverse(spans.begin(), spans.end());
    for (const Gap& gap : gaps_between(spans))
        if (gap.of_money) turned.insert(spans[gap.next].name);
    RC_ASSERT(turned == wanted);
}

// Each pair would be looked at for minutes.
TEST(Gaps, OfSixtyThousandStatementsOfAnAccountAreFoundAtOnce)
{
    std::vector<Span> spans;
    const Date begin = *Date::parse("2000-01-01");
    for (int at = 0; at < 60000; ++at) {
        Span one = span("2000-01-01", "2000-01-01", at, at + 1, at % 20 + 1);
        one.opens = one.closes = begin + at / 20;
        spans.push_back(one);
    }
    EXPECT_TRUE(gaps_between(spans).empty());
    spans[30000].closing += Decimal::of(1);
    EXPECT_EQ(told(spans), "30000>30001 ");
}

}  // namespace
}  // namespace earned::bank::series_test
