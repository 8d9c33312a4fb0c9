#include "tests/recognition/story.h"

namespace earned::termination_test {

namespace {

Story year(std::string_view invoiced, std::string amount)
{
    Story story;
    story.line(service("service", "12000.00", "2026-01-01", "2026-12-31"));
    story.invoiced(invoiced, "service", std::move(amount));
    return story;
}

}  // namespace

// prac-cancel-refund-fee: 12,000.00 paid, nine months served, 2,700.00 paid back.
TEST(Termination, KeepsWhatIsNotPaidBack)
{
    Story story;
    story.line(service("service", "12000.00", "2026-01-01", "2026-12-31")).paid_on_account("2026-01-01", "12000.00");
    const Earned earned = story.terminated("2026-09-30", "2700.00").earned();
    const Obligation& service = of(earned, "service");
    EXPECT_EQ(revenue(earned, "2026-08-31"), cents("8000.00"));
    EXPECT_EQ(earned_at(service, end_of(day("2026-09-30")), day("2026-09-30")), cents("9000.00"));
    EXPECT_EQ(revenue(earned, "2026-09-30"), cents("9300.00"));
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("9300.00"));
    EXPECT_EQ(rights(earned, "2026-12-31"), cents("9300.00"));
    ASSERT_EQ(earned.refunds.size(), 1u);
    EXPECT_EQ(earned.refunds[0].amount, cents("2700.00"));
    EXPECT_EQ(earned.refunds[0].at.date, day("2026-09-30"));
    EXPECT_EQ(allocation(earned, "2026-09-30").price, cents("9300.00"));
}

// Invoiced in advance: the credit note that pays the rest back is not counted twice.
TEST(Termination, CountsWhatWasInvoiced)
{
    Story story;
    story.line(service("service", "12000.00", "2026-01-01", "2026-12-31"));
    story.invoiced("2026-01-01", "service", "12000.00").invoiced("2026-09-30", "service", "3000.00", true);
    EXPECT_EQ(revenue(story.terminated("2026-09-30", "3000.00").earned(), "2026-09-30"), cents("9000.00"));
}

TEST(Termination, KeepsAnInvoiceThatIsNotPaidBack)
{
    Story story = year("2026-01-01", "12000.00");
    const Earned earned = story.terminated("2026-09-30").earned();
    EXPECT_EQ(revenue(earned, "2026-09-29"), cents("9000.00") - 100000 / 30);
    EXPECT_EQ(revenue(earned, "2026-09-30"), cents("12000.00"));
    EXPECT_TRUE(earned.refunds.empty());
}

// In arrears, and invoiced for too much: only what was performed, and of the price.
TEST(Termination, IsOfTheContractsPrice)
{
    Story arrears = year("2026-08-31", "8000.00");
    EXPECT_EQ(revenue(arrears.terminated("2026-09-30").earned(), "2026-09-30"), cents("9000.00"));
    Story wrong = year("2026-01-01", "13000.00");
    EXPECT_EQ(revenue(wrong.terminated("2026-09-30").earned(), "2026-09-30"), cents("12000.00"));
}

TEST(Termination, EarnsAPenalty)
{
    Story story;
    story.line(service("service", "12000.00", "2026-01-01", "2026-12-31"));
    const Earned earned = story.terminated("2026-03-31", "", "500.00").earned();
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("3500.00"));
    EXPECT_EQ(rights(earned, "2026-03-31"), cents("3500.00"));
}

// Money on account is gross of tax; what of it is for work not yet invoiced comes first.
TEST(Termination, TakesTaxOutOfMoneyOnAccount)
{
    Story story;
    Spec spec = service("service", "12000.00", "2026-01-01", "2026-12-31");
    spec.tax = TaxTerms{number("0.06"), false, "", TaxPoint::invoice};
    story.line(spec).paid_on_account("2026-01-01", "12720.00");
    EXPECT_EQ(revenue(story.terminated("2026-06-30").earned(), "2026-06-30"), cents("12000.00"));
}

// The refund is what is paid back, tax and all; revenue gives up the net of it.
TEST(Termination, PaysBackTaxAndAll)
{
    Story story;
    Spec spec = service("service", "12000.00", "2026-01-01", "2026-12-31");
    spec.tax = TaxTerms{number("0.06"), false, "", TaxPoint::invoice};
    story.line(spec).invoiced("2026-01-01", "service", "12000.00").terminated("2026-09-30", "3180.00");
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-09-30"), cents("9000.00"));
    EXPECT_EQ(earned.refunds.at(0).amount, cents("3180.00"));
}

// Without a refund, the right to cancel says what is paid back.
TEST(Termination, PaysBackWhatTheRightToCancelSays)
{
    const auto ended = [](CancelRefund refund, std::string agreed) {
        Story story = year("2026-01-01", "12000.00");
        story.decided().cancellable = Cancellable{CancelBy::customer, {}, {}, refund, {}};
        const Earned earned = story.terminated("2026-09-30", agreed).earned();
        return std::pair(revenue(earned, "2026-12-31"), earned.refunds.empty() ? 0 : earned.refunds[0].amount);
    };
    EXPECT_EQ(ended(CancelRefund::none, ""), std::pair(cents("12000.00"), std::int64_t{0}));
    EXPECT_EQ(ended(CancelRefund::pro_rata, ""), std::pair(cents("9000.00"), cents("3000.00")));
    EXPECT_EQ(ended(CancelRefund::all, ""), std::pair(std::int64_t{0}, cents("12000.00")));
    EXPECT_EQ(ended(CancelRefund::pro_rata, "0.00"), std::pair(cents("12000.00"), std::int64_t{0}));
}

// A refund of more than was ahead of performance comes out of the rest.
TEST(Termination, PaysBackMoreThanWasAhead)
{
    Story story;
    story.line(service("left", "1200.00", "2026-01-01", "2026-12-31")).invoiced("2026-01-01", "left", "1200.00");
    story.line(goods("right", "600.00")).delivered("right", "2026-02-01").invoiced("2026-02-01", "right", "600.00");
    const Earned earned = story.terminated("2026-09-30", "900.00").earned();
    EXPECT_EQ(revenue(earned, "2026-09-30"), cents("900.00"));
    // 300.00 ahead on the left, then 600.00 by 900.00 : 600.00.
    EXPECT_EQ(performed(of(earned, "left"), "2026-09-30"), cents("540.00"));
    EXPECT_EQ(performed(of(earned, "right"), "2026-09-30"), cents("360.00"));
}

// One line ends; what it had of the other's discount goes with the other.
TEST(Termination, EndsOneLineOfAPrice)
{
    Story story;
    Spec left = service("left", "1200.00", "2026-01-01", "2026-12-31");
    Spec right = service("right", "1200.00", "2026-01-01", "2026-12-31");
    left.ssp = "1000.00";
    right.ssp = "2000.00";
    story.line(left).line(right).terminated("2026-06-30", "", "", "right");
    const Earned earned = story.earned();
    // 800 and 1,600 were allocated, half of each earned; the right line's 600.00 are the last invoiced.
    EXPECT_EQ(revenue(earned, "2026-06-30"), cents("1200.00"));
    EXPECT_EQ(at(of(earned, "right"), "2026-12-31"), cents("800.00"));
    // The customer owes 1,200.00 for the left and 600.00 for half of the right.
    EXPECT_EQ(revenue(earned, "2026-12-31"), cents("1800.00"));
    EXPECT_EQ(rights(earned, "2026-12-31"), cents("1800.00"));
    EXPECT_EQ(revenue(earned, "2026-07-31") - revenue(earned, "2026-06-30"), cents("100.00"));
}

TEST(Termination, LeavesTheOthersAlone)
{
    Story story;
    story.line(service("left", "1200.00", "2026-01-01", "2026-12-31", Measure::daily));
    story.line(service("right", "1200.00", "2026-01-01", "2026-12-31", Measure::daily));
    const Earned whole = story.earned();
    const Earned ended = story.terminated("2026-06-30", "", "", "right").earned();
    for (const char* date : {"2026-06-30", "2026-07-31", "2026-12-31"})
        EXPECT_EQ(at(of(ended, "left"), date), at(of(whole, "left"), date));
    EXPECT_EQ(of(ended, "left").segments.size(), 1u);
}

TEST(Termination, CoversASeparateContractToo)
{
    Story story;
    story.line(service("seats", "1200.00", "2026-01-01", "2026-12-31"));
    story.modified("2026-07-01", Modifies::separate).adding(service("more", "600.00", "2026-07-01", "2026-12-31"));
    const Earned earned = story.terminated("2026-09-30").earned();
    EXPECT_EQ(revenue(earned, "2026-09-30"), cents("1200.00"));
    EXPECT_EQ(revenue(earned, "2027-09-30"), cents("1200.00"));
}

// The last units are delivered and the rest cancelled: nothing jumps.
TEST(Termination, OfGoodsEarnsWhatWasDelivered)
{
    Story story;
    story.line(goods("goods", "1200.00", "12")).delivered("goods", "2026-02-01", "5");
    const Earned earned = story.terminated("2026-03-31").earned();
    EXPECT_EQ(revenue(earned, "2026-03-31"), cents("500.00"));
    EXPECT_EQ(revenue(earned, "2027-03-31"), cents("500.00"));
}

// Half of the bonus was earned; in the end 400.00 of it are owed.
TEST(Termination, KeepsWhatWasEarnedOfAVariableAmount)
{
    Spec line = service("service", "1200.00", "2026-01-01", "2026-12-31");
    line.measure = Measure::monthly;
    Variable bonus;
    bonus.id = bonus.kind = "bonus";
    bonus.amount = number("600.00");
    EstimateRevised known;
    known.variable = "bonus";
    known.amount = number("400.00");
    Story story;
    story.line(line).variable(bonus).terminated("2026-06-30").revised("2026-08-31", known);
    const Earned earned = story.earned();
    EXPECT_EQ(revenue(earned, "2026-06-30"), cents("900.00"));
    EXPECT_EQ(revenue(earned, "2026-07-31"), cents("900.00"));
    EXPECT_EQ(revenue(earned, "2026-08-31"), cents("1000.00"));
}

TEST(Termination, RefusesWhatItCannotPlace)
{
    Spec one = service("one", "1200.00", "2026-01-01", "2026-12-31"), two = one;
    two.id = "two";
    one.obligation = two.obligation = "access";
    EXPECT_EQ(Story().line(one).line(two).terminated("2026-06-30", "", "", "one").fault(),
              "unsupported-termination-of-part");
    two.obligation.clear();
    Story paid;
    paid.line(one).line(two).paid_on_account("2026-01-01", "1.00");
    EXPECT_EQ(Story(paid).terminated("2026-06-30", "", "", "two").fault(), "unsupported-termination-on-account");
    EXPECT_EQ(Story(paid).terminated("2026-06-30").fault(), "no fault");
}

}  // namespace earned::termination_test
