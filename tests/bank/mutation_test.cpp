// Files that were damaged at random: a reader refuses or reads them, and never breaks. What it still
// reads without a remark ties. The damage comes from a fixed seed, so that a finding comes again.
#include "exchange/bank/check.h"
#include "files.h"

#include <cstdint>

namespace earned::bank::mutation_test {

namespace {

class Damage {
public:
    explicit Damage(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t limit)
    {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return limit == 0 ? 0 : static_cast<std::size_t>((state_ >> 33) % limit);
    }
    std::string done_to(std::string bytes)
    {
        static const std::string letters("\0\n:,/<>&\"-0189CD{}?+\xFF\x80 ", 24);
        for (std::size_t times = 1 + below(4); times > 0 && !bytes.empty(); --times) {
            const std::size_t at = below(bytes.size()), length = below(20);
            switch (below(5)) {
                case 0:
                    bytes[at] = letters[below(letters.size())];
                    break;
                case 1:
                    bytes.erase(at, length);
                    break;
                case 2:
                    bytes.insert(at, bytes.substr(below(bytes.size()), length));
                    break;
                case 3:
                    bytes.resize(at);
                    break;
                default:
                    bytes.insert(at, 1, letters[below(letters.size())]);
                    break;
            }
        }
        return bytes;
    }

private:
    std::uint64_t state_;
};

TEST(Mutation, DamagedFilesNeverBreakAReader)
{
    std::size_t refused = 0, flagged = 0, good = 0;
    for (const char* name :
         {"good.camt053.xml", "good.mt940.sta", "good.ofx", "good.bai", "cmb.csv", "wechat.gb18030.csv"}) {
        Damage damage(42);
        const std::string whole = fixture(name);
        for (int round = 0; round < 1500; ++round) {
            const std::string bytes = damage.done_to(whole);
            const Result<File> read = read_statements(bytes, shipped_profiles());
            if (!read) {
                ++refused;
                EXPECT_FALSE(read.fault().code.empty());
                EXPECT_TRUE(read.fault().where.starts_with("line ")) << read.fault().where;
                continue;
            }
            (is_clean(*read) ? good : flagged) += 1;
            if (!is_clean(*read)) continue;
            for (const Statement& statement : read->statements) EXPECT_NE(statement.chain, Chain::differs) << name;
        }
    }
    EXPECT_GT(refused, 1000u);
    EXPECT_GT(flagged, 100u);
    EXPECT_GT(good, 100u) << "a damaged word of free text leaves a file good";
}

}  // namespace

}  // namespace earned::bank::mutation_test
