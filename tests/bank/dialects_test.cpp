// Statement files as many banks write them, right and broken on purpose (fixtures/dialects, of the project's own):
// each ties, or is stopped for the reason and on the line that verdicts.tsv says.
#include "exchange/bank/check.h"
#include "exchange/bank/copies.h"
#include "files.h"

#include <sstream>

namespace earned::bank::dialects_test {

namespace {

File dialect(const std::string& name)
{
    Result<File> read = read_statements(fixture("dialects/" + name), shipped_profiles());
    EXPECT_TRUE(read) << (read ? "" : read.fault().text());
    return read ? std::move(*read) : File{};
}

struct Stopped {
    std::string verdict, code, line;
};

bool is_stopped_by(const Result<File>& read, const Stopped& wanted)
{
    if (!read) return read.fault().code == wanted.code && read.fault().where == "line " + wanted.line;
    return std::any_of(read->remarks.begin(), read->remarks.end(), [&](const Remark& remark) {
        return !only_tells(remark) && remark.code == wanted.code && std::to_string(remark.line) == wanted.line;
    });
}

TEST(Dialects, EachTiesOrIsStoppedForItsReasonOnItsLine)
{
    std::istringstream lines(fixture("dialects/verdicts.tsv"));
    std::string line, file;
    std::getline(lines, line);
    int read_files = 0;
    while (std::getline(lines, line)) {
        std::istringstream parts(line);
        Stopped wanted;
        std::getline(parts, file, '\t');
        std::getline(parts, wanted.verdict, '\t');
        std::getline(parts, wanted.code, '\t');
        std::getline(parts, wanted.line, '\t');
        const Result<File> read = read_statements(fixture("dialects/" + file), shipped_profiles());
        const std::string verdict = !read ? "refused" : is_clean(*read) ? "good" : "flagged";
        EXPECT_EQ(verdict, wanted.verdict) << file << (read ? "" : ": " + read.fault().text());
        if (wanted.verdict != "good") {
            EXPECT_TRUE(is_stopped_by(read, wanted)) << file << ": " << wanted.code;
        } else if (read && file.starts_with("c53")) {
            for (const Statement& statement : read->statements) EXPECT_EQ(statement.chain, Chain::ties) << file;
        }
        ++read_files;
    }
    EXPECT_GT(read_files, 150);
}

TEST(Dialects, PagesOfOneStatementAreJoined)
{
    const File joined = dialect("c53_pages_nobal.xml");
    ASSERT_EQ(joined.statements.size(), 1u);
    EXPECT_EQ(joined.statements.front().entries.size(), 2u);
    EXPECT_EQ(joined.statements.front().closing->amount.text(), "120.00");
    EXPECT_EQ(dialect("c53_pages_itbd.xml").statements.size(), 2u) << "each has its own balances, and ties by itself";
}

TEST(Dialects, DetailsOfDutchAndPolishBanksAreTakenApart)
{
    const File ing = dialect("m_ing.sta");
    EXPECT_EQ(ing.statements.front().account, "NL69INGB0123456789") << "without the currency behind the IBAN";
    const Transaction& out = ing.statements.front().entries[0].transactions.front();
    EXPECT_EQ(out.end_to_end, "EV12341REP1231456T1234");
    EXPECT_EQ(out.payee.account, "NL32INGB0000012345");
    EXPECT_EQ(out.payee.name, "ING BANK NV INZAKE WEB");
    ASSERT_EQ(out.remittance.size(), 1u);
    EXPECT_EQ(out.remittance.front(), "EV10001REP1000000T1000");
    const Transaction& in = ing.statements.front().entries[1].transactions.front();
    EXPECT_EQ(in.reference, "9001123412341234");
    EXPECT_EQ(in.reference_type, "CUR");
    const Transaction polish = dialect("m_polish.sta").statements.front().entries[0].transactions.front();
    EXPECT_EQ(polish.payer.name, "FIRMA Z OO");
    EXPECT_EQ(polish.payer.account, "PL83101010230000261395100000");
    ASSERT_EQ(polish.remittance.size(), 1u);
    EXPECT_TRUE(polish.remittance.front().starts_with("FAKTURA 12/2024ciag dalszy"));
}

TEST(Dialects, FurtherCountriesSayWhoPaidAndWhatFor)
{
    const Transaction german = dialect("x_de_structured.sta").statements.front().entries[0].transactions.front();
    EXPECT_EQ(german.end_to_end, "INV-DE-2026-000012");
    EXPECT_EQ(german.payer.name, "MUSTER HANDELS GMBH");
    ASSERT_FALSE(german.remittance.empty());
    EXPECT_NE(german.remittance.front().find("INV-DE-2026-000012"), std::string::npos) << german.remittance.front();
    const File russian = dialect("x_ru_funds_code.sta");
    EXPECT_EQ(russian.statements.front().entries[1].amount.text(), "-18000.00");
    EXPECT_EQ(dialect("x_kw_dinar.sta").statements.front().entries[0].amount.text(), "50.125");
    const Transaction norwegian = dialect("x_no_kid.xml").statements.front().entries[0].transactions.front();
    EXPECT_EQ(norwegian.reference, "0012026000017");
    EXPECT_EQ(norwegian.reference_type, "KID");
    const File swiss = dialect("x_ch_qr_batch.xml");
    ASSERT_EQ(swiss.statements.front().entries[0].transactions.size(), 2u);
    EXPECT_EQ(swiss.statements.front().entries[0].transactions[0].reference, "210000000003139471430009017");
    ASSERT_EQ(swiss.statements.front().entries[0].charges.size(), 1u);
    EXPECT_TRUE(swiss.statements.front().entries[0].charges[0].included);
    const Transaction dutch = dialect("x_nl_comments.xml").statements.front().entries[0].transactions.front();
    EXPECT_EQ(dutch.payer.name, "Betaalservice BV");
    EXPECT_EQ(dutch.ultimate_payer.name, "Tulp & Zoon");
    EXPECT_EQ(dialect("x_us_opav.xml").statements.front().entries[1].transactions.front().cheque, "1042");
    const Entry wire = dialect("x_bai_funds.bai").statements.front().entries[0];
    ASSERT_EQ(wire.transactions.front().remittance.size(), 3u) << "a record each";
    EXPECT_EQ(wire.transactions.front().remittance[1], "INV-US-2026-000077, PART ONE");
    EXPECT_EQ(dialect("x_bai_group_currency.bai").statements.front().currency, "CAD");
    EXPECT_EQ(dialect("x_br_comma.ofx").statements.front().entries[0].amount.text(), "1190.50");
    const Entry british = dialect("x_gb_plus.ofx").statements.front().entries[0];
    EXPECT_EQ(british.amount.text(), "1200.00");
    EXPECT_EQ(british.transactions.front().payer.name, "ACME LTD");
}

// The k-th entry of the first statement.
Entry entry_of(const std::string& file, std::size_t at)
{
    const File read = dialect(file);
    return !read.statements.empty() && at < read.statements.front().entries.size() ? read.statements.front().entries[at]
                                                                                   : Entry{};
}

TEST(Dialects, ABankMaySayTrueAsOneAndAStatusAsText)
{
    const Entry reversal = entry_of("y_at_v02_text.xml", 1);
    EXPECT_TRUE(reversal.reversal);
    EXPECT_EQ(reversal.amount.text(), "-50.00");
    EXPECT_EQ(reversal.transactions.at(0).return_reason, "AC04");
    EXPECT_EQ(entry_of("y_at_v02_text.xml", 2).status, Booked::pending);
    EXPECT_EQ(entry_of("y_at_v02_text.xml", 0).transactions.at(1).amount->text(), "100.00");
    EXPECT_EQ(entry_of("y_fr_prtry_status.xml", 1).status, Booked::booked);
    const Charge within = entry_of("y_it_v10_charges.xml", 0).transactions.at(0).charges.at(0);
    EXPECT_TRUE(within.included);
    EXPECT_FALSE(entry_of("y_it_v10_charges.xml", 1).transactions.at(0).charges.at(0).included);
}

TEST(Dialects, APaymentIsTheAmountInTheCurrencyOfItsAccount)
{
    const File polish = dialect("y_pl_v13_currencies.xml");
    ASSERT_EQ(polish.statements.size(), 2u);
    const Transaction zloty = polish.statements[0].entries[0].transactions.at(0),
                      euro = polish.statements[1].entries[0].transactions.at(0);
    EXPECT_EQ(zloty.amount->text() + zloty.currency, "430.00PLN");
    EXPECT_EQ(zloty.instructed->text() + zloty.instructed_currency, "100.00EUR");
    EXPECT_EQ(euro.amount->text() + euro.currency, "100.00EUR");
}

TEST(Dialects, StructuredReferencesAndReasonsAreFoundWhereverAVersionPutsThem)
{
    const Entry finnish = entry_of("y_fi_v02_prcd.xml", 0);
    EXPECT_EQ(finnish.transactions.at(0).reference, "RF18539007547034");
    EXPECT_EQ(finnish.transactions.at(1).referred.at(0).number, "INV-FI-7");
    EXPECT_EQ(finnish.batch_count, 2u);
    EXPECT_EQ(entry_of("y_es_v08_return.xml", 1).transactions.at(0).return_reason, "AM09");
    EXPECT_EQ(entry_of("y_es_v08_return.xml", 0).transactions.at(0).payer.name, "Peña e Hijos SL");
    EXPECT_EQ(entry_of("y_be_prefix_envelope.xml", 0).transactions.at(0).reference, "010806817183");
    EXPECT_EQ(dialect("y_be_prefix_envelope.xml").format, "camt.053.001.06");
    EXPECT_EQ(dialect("y_ch_c054_v08.xml").format, "camt.054.001.08");
}

TEST(Dialects, Mt940OfFurtherBanks)
{
    const Transaction dutch = entry_of("y_nl_eref.sta", 0).transactions.at(0);
    EXPECT_EQ(dutch.payer.name, "Jansen & Zn");
    EXPECT_EQ(dutch.end_to_end, "NL-31");
    EXPECT_EQ(dutch.remittance.at(0), "Factuur INV-NL-2026-000031 van 12/2025");
    EXPECT_EQ(entry_of("y_nl_eref.sta", 1).transactions.at(0).mandate, "M-1");
    EXPECT_EQ(dialect("y_gb_25p.sta").statements.at(0).account, "GB29NWBK60161331926819");
    EXPECT_EQ(entry_of("y_gb_25p.sta", 0).code, "FBPI");
    const File hong_kong = dialect("y_hk_envelopes.sta");
    ASSERT_EQ(hong_kong.statements.size(), 2u);
    EXPECT_EQ(hong_kong.statements[1].closing->amount.text(), "-150.00");
    EXPECT_EQ(entry_of("y_pt_year_turn.sta", 0).booked_on->text(), "2025-12-31");
    EXPECT_EQ(entry_of("y_pt_year_turn.sta", 1).booked_on->text(), "2026-01-02");
    EXPECT_EQ(entry_of("y_fr_reversals.sta", 0).amount.text(), "4.00");
    EXPECT_EQ(entry_of("y_fr_reversals.sta", 1).amount.text(), "-3.00");
    EXPECT_EQ(entry_of("y_fr_reversals.sta", 2).status, Booked::pending);
    EXPECT_EQ(dialect("y_us_mt942_floor.sta").format, "MT942");
    EXPECT_EQ(dialect("y_us_mt942_floor.sta").statements.at(0).currency, "USD");
}

TEST(Dialects, WhatNamesNoEncodingIsGuessedAndThatIsSaid)
{
    const auto guess = [](const std::string& file) { return dialect(file).remarks.at(0).what; };
    EXPECT_NE(guess("y_cn_gb18030.sta").find("Chinese (GB18030)"), std::string::npos);
    EXPECT_EQ(entry_of("y_cn_gb18030.sta", 1).transactions.at(0).remittance.at(0), "手续费");
    EXPECT_NE(guess("y_pl_cp1250.sta").find("Central European"), std::string::npos);
    EXPECT_EQ(entry_of("y_pl_cp1250.sta", 0).transactions.at(0).payer.name, "Spółkaz o.o.");
    EXPECT_EQ(entry_of("m_latin.sta", 0).transactions.at(0).remittance.at(0), "Müller");
    EXPECT_EQ(entry_of("y_us_sgml_1252.ofx", 0).transactions.at(0).payer.name, "Café “Amélie” & Sons");
}

TEST(Dialects, Bai2GoesOnInTheMiddleOfWhatItLists)
{
    const Statement statement = dialect("y_us_88_everywhere.bai").statements.at(0);
    EXPECT_EQ(statement.opening->amount.text() + " " + statement.closing->amount.text(), "1000.00 1675.00");
    ASSERT_EQ(statement.entries.size(), 3u);
    EXPECT_EQ(statement.entries[0].servicer + " " + statement.entries[0].reference, "WIRE7 INV77");
    EXPECT_EQ(statement.entries[0].transactions.at(0).remittance,
              (std::vector<std::string>{"ACME PAYS", "THE REST OF IT"}));
    EXPECT_EQ(statement.entries[1].servicer, "ACH1");
}

TEST(Dialects, ChineseFilesBeneathTheirPreambles)
{
    EXPECT_EQ(entry_of("y_cn_bocom.csv", 0).transactions.at(0).payer.name, "上海远景科技有限公司");
    const File alipay = dialect("y_cn_alipay.csv");
    EXPECT_EQ(alipay.statements.at(0).account, "pay@example.com");
    EXPECT_EQ(alipay.statements.at(0).entries.at(0).servicer, "2026030222001");
    EXPECT_EQ(alipay.statements.at(0).entries.at(1).status, Booked::informative);
    EXPECT_EQ(entry_of("y_cn_wechat.csv", 0).amount.text(), "88.00");
    EXPECT_EQ(entry_of("y_cn_wechat.csv", 1).amount.text(), "-12.50");
}

TEST(Dialects, WhatIsOnlyExpectedIsNoMoney)
{
    const File interim = dialect("m942.sta");
    EXPECT_EQ(interim.format, "MT942");
    EXPECT_EQ(interim.statements.front().entries[0].status, Booked::booked);
    EXPECT_EQ(interim.statements.front().entries[1].status, Booked::pending);
}

TEST(Dialects, ASupplementTellsWhatWasInstructedAndItsCharges)
{
    const std::string text =
        ":20:A\n:25:1/2\n:28C:5/1\n:60F:C240229EUR10,00\n:61:240301C92,00NTRFA//B\n"
        "/OCMT/USD100,00/CHGS/EUR3,00\n:86:x\n:62F:C240301EUR102,00\n-\n";
    const Result<File> read = read_statements(text, shipped_profiles());
    ASSERT_TRUE(read);
    const Entry& entry = read->statements.front().entries.front();
    EXPECT_EQ(entry.transactions.front().instructed->text(), "100.00");
    EXPECT_EQ(entry.transactions.front().instructed_currency, "USD");
    ASSERT_EQ(entry.charges.size(), 1u);
    EXPECT_EQ(entry.charges.front().amount.text(), "3.00");
    EXPECT_TRUE(entry.charges.front().included);
}

TEST(Dialects, EncodingsAreThoseThatAFileNames)
{
    const auto remitted = [](const std::string& file) {
        return dialect(file).statements.front().entries.front().transactions.front().remittance.front();
    };
    EXPECT_EQ(remitted("c53_latin1.xml"), "Rechnung für Müller");
    EXPECT_EQ(remitted("c53_gbk.xml"), "货款 发票");
    EXPECT_EQ(remitted("o1_cp936.ofx"), "货款发票");
    EXPECT_EQ(remitted("o2.ofx"), "café 中");
    EXPECT_EQ(remitted("o2_cdata.ofx"), "a <b> c");
    EXPECT_EQ(remitted("m_latin.sta"), "Müller");
}

TEST(Dialects, ContinuedFundsOfBai2AreRead)
{
    const Entry lockbox = dialect("b_std.bai").statements.front().entries.front();
    EXPECT_EQ(lockbox.amount.text(), "4500.00");
    EXPECT_EQ(lockbox.servicer, "REF1");
    EXPECT_EQ(lockbox.reference, "CUST1");
    const File sums = dialect("b_sum_only.bai");
    EXPECT_EQ(sums.statements.front().chain, Chain::ties) << "by the sums that the account gives";
    EXPECT_TRUE(dialect("b_890.bai").statements.front().entries.empty());
}

TEST(Dialects, CompanyExportsOfChineseBanksSayWhoPaid)
{
    for (const auto& [file, payer] : {std::pair("cn_icbc_corp.csv", "甲公司"), std::pair("cn_ccb_corp.csv", "乙公司"),
                                      std::pair("cn_abc_corp.csv", "乙公司"), std::pair("cn_cmb_corp.csv", "乙公司"),
                                      std::pair("cn_boc_corp.csv", "乙公司")}) {
        const File read = dialect(file);
        ASSERT_EQ(read.statements.size(), 1u) << file;
        const Statement& statement = read.statements.front();
        EXPECT_EQ(statement.chain, Chain::ties) << file;
        ASSERT_EQ(statement.entries.size(), 2u) << file;
        EXPECT_EQ(statement.entries[0].amount.text(), "1000.00") << file;
        EXPECT_EQ(statement.entries[0].transactions.front().payer.name, payer) << file;
        EXPECT_EQ(statement.entries[1].amount.text(), "-500.00") << file;
    }
    EXPECT_EQ(dialect("cn_boc_corp.csv").statements.front().entries[1].transactions.front().payee.name, "丙公司");
    EXPECT_EQ(dialect("cn_alipay_merchant.csv").statements.front().entries[1].amount.text(), "-6.00");
    EXPECT_EQ(dialect("cn_wechat_fund.csv").statements.front().entries[1].amount.text(), "-6.00");
    EXPECT_EQ(dialect("cn_cmb_personal.csv").statements.front().opening->amount.text(), "1000.00");
}

TEST(Dialects, AQuotationThatNothingClosesIsRefusedWhereItBegins)
{
    const std::string text =
        "date,amount,currency,payer,remittance\n2024-03-01,1.00,EUR,A,x\n"
        "2024-03-02,2.00,EUR,B,\"inv\n2024-03-03,3.00,EUR,C,y\n";
    const Result<File> read = read_statements(text, shipped_profiles());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.fault().code, "quote-open");
    EXPECT_EQ(read.fault().where, "line 3");
}

TEST(Dialects, EntriesOfOneDayAreOrderedByTheirBalances)
{
    const std::string text = "date,amount,currency,balance\n2024-03-01,-30.00,EUR,70.00\n2024-03-01,50.00,EUR,100.00\n";
    const Result<File> read = read_statements(text, shipped_profiles());
    ASSERT_TRUE(read);
    EXPECT_TRUE(is_clean(*read));
    EXPECT_EQ(read->statements.front().opening->amount.text(), "50.00");
    EXPECT_EQ(read->statements.front().closing->amount.text(), "70.00");
}

TEST(Dialects, AStatementThatStandsInTwoFilesIsACopy)
{
    Copies copies;
    File first = dialect("c53_summary.xml"), again = first, other = dialect("c53_reversal.xml");
    copies.remark("a.xml", first);
    copies.remark("b.xml", again);
    copies.remark("c.xml", other);
    EXPECT_TRUE(is_clean(first));
    EXPECT_FALSE(is_clean(again));
    EXPECT_EQ(again.remarks.back().code, "statement-twice");
    EXPECT_TRUE(is_clean(other)) << "of the same account and number, but it says something else";
}

}  // namespace

}  // namespace earned::bank::dialects_test
