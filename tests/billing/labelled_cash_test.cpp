// What is confirmed without a person is right, always; and it is most of what comes in.
#include "labelled_cash.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace earned::billing::labelled_cash_test {

namespace {

struct Counted {
    int all = 0, confirmed = 0, proposed = 0;
};

bool has_open_twin(const OpenItems& items, const Incoming& payment)
{
    int equal = 0;
    for (const std::uint32_t place : items.of_family(*items.find_customer(payment.customer)))
        equal += items.at(place).open == payment.amount ? 1 : 0;
    return equal > 1;
}

TEST(LabelledCash, WhatConfirmsItselfIsRightAndIsMostOfIt)
{
    for (const std::uint64_t seed : {7ULL, 831495ULL, 20260310ULL}) {
        labelled::World world = labelled::Maker(seed, 4000).make();
        const std::vector<CashRule> rules = standard_cash_rules();
        std::array<Counted, labelled::shares.size()> counted;
        int wrong = 0, confirmed = 0, twins = 0;
        for (const labelled::Labelled& one : world.payments) {
            const Proposal proposal = Cascade(world.items, rules).propose(one.payment);
            Counted& of_kind = counted[static_cast<std::size_t>(one.kind)];
            ++of_kind.all;
            twins += one.has_twin ? 1 : 0;
            bool right = !proposal.applications.empty();
            Money applied = Money::zero(one.payment.amount.currency());
            for (const Application& each : proposal.applications) {
                right = right && one.pays.contains(world.items.at(each.item).invoice.text());
                applied += each.amount;
                EXPECT_LE(each.amount, world.items.at(each.item).open);
            }
            EXPECT_EQ(applied + proposal.left, one.payment.amount);
            of_kind.proposed += right ? 1 : 0;
            if (!proposal.confirms) continue;
            ++of_kind.confirmed;
            ++confirmed;
            if (!right) {
                ++wrong;
                ADD_FAILURE() << labelled::kind_names[static_cast<std::size_t>(one.kind)] << ": '"
                              << one.payment.remittance << "' by '" << one.payment.payer << "' "
                              << one.payment.amount.text() << " is confirmed as "
                              << world.items.at(proposal.applications.front().item).invoice.text() << " and pays "
                              << *one.pays.begin() << ": " << proposal.evidence;
            }
            if (one.kind == labelled::Kind::nothing)
                ADD_FAILURE() << "what tells nothing was confirmed: " << proposal.evidence;
            if (one.kind == labelled::Kind::payer_and_amount && has_open_twin(world.items, one.payment))
                ADD_FAILURE() << "of two equal invoices one was taken";
            for (const Application& each : proposal.applications) world.items.take(each.item, each.amount);
        }
        const int all = static_cast<int>(world.payments.size());
        std::printf("seed %llu: %d payments, %d confirmed (%d.%d %%), %d wrong, %d with an equal invoice\n",
                    static_cast<unsigned long long>(seed), all, confirmed, confirmed * 100 / all,
                    confirmed * 1000 / all % 10, wrong, twins);
        for (std::size_t kind = 0; kind < counted.size(); ++kind)
            std::printf("  %-24s %5d  confirmed %5d (recall %3d %%)  proposed rightly %5d\n",
                        labelled::kind_names[kind], counted[kind].all, counted[kind].confirmed,
                        counted[kind].confirmed * 100 / counted[kind].all, counted[kind].proposed);
        EXPECT_EQ(wrong, 0);
        EXPECT_GE(confirmed * 100, all * 85);
        EXPECT_NEAR(twins * 100 / all, 8, 2);
    }
}

}  // namespace

}  // namespace earned::billing::labelled_cash_test
