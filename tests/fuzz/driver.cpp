// Drives a fuzz target where there is no libFuzzer: inputs that reach code no other has reached are kept,
// and changed again. g++ -fsanitize-coverage=trace-pc tells what was reached.
//
// Usage: fuzz_READER SECONDS FILE… [--seed N]
// A finding is written to finding-READER beside the program's caller, and ends the run as the sanitizer does.
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

constexpr std::size_t places = 1 << 16, longest = 1 << 16;
std::array<std::uint8_t, places> reached{};
std::uintptr_t came_from = 0;
std::string running;

}  // namespace

// Called at every edge of the program that is fuzzed; this file itself is built without.
extern "C" void __sanitizer_cov_trace_pc()
{
    const auto here = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
    reached[(here ^ (came_from << 1)) % places] = 1;
    came_from = here;
}
extern "C" void __asan_on_error() { std::ofstream("finding-" EARNED_FUZZ_NAME, std::ios::binary) << running; }

namespace {

class Mutating {
public:
    explicit Mutating(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t limit)
    {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return limit == 0 ? 0 : static_cast<std::size_t>((state_ >> 33) % limit);
    }
    std::string changed(std::string bytes, const std::string& other)
    {
        static const std::string letters("\0\n\r:,;/<>&\"'=-019CD{}[]?!+.\t\xFF\x80\xEF ", 36);
        for (std::size_t times = 1 + below(5); times > 0; --times) {
            const std::size_t at = below(bytes.size() + 1), length = 1 + below(24);
            switch (below(8)) {
                case 0:
                    if (at < bytes.size()) bytes[at] = letters[below(letters.size())];
                    break;
                case 1:
                    if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
                    break;
                case 2:
                    bytes.erase(at, length);
                    break;
                case 3:
                    bytes.insert(at, bytes.substr(below(bytes.size() + 1), length));
                    break;
                case 4:
                    bytes.insert(at, other.substr(below(other.size() + 1), 4 * length));
                    break;
                case 5:
                    bytes.insert(at, length, letters[below(letters.size())]);
                    break;
                case 6:
                    bytes.insert(at, std::to_string(below(SIZE_MAX)));
                    break;
                default:
                    bytes.resize(at);
                    break;
            }
        }
        if (bytes.size() > longest) bytes.resize(longest);
        return bytes;
    }

private:
    std::uint64_t state_;
};

class Fuzzing {
public:
    // Whether it reached anything new.
    bool run(std::string bytes)
    {
        running = std::move(bytes);
        reached.fill(0);
        came_from = 0;
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(running.data()), running.size());
        bool fresh = false;
        for (std::size_t place = 0; place < places; ++place) {
            if (reached[place] == 0 || seen_[place] != 0) continue;
            seen_[place] = 1;
            ++edges_;
            fresh = true;
        }
        if (fresh) kept_.push_back(running);
        return fresh;
    }
    const std::vector<std::string>& kept() const { return kept_; }
    std::size_t edges() const { return edges_; }

private:
    std::array<std::uint8_t, places> seen_{};
    std::vector<std::string> kept_;
    std::size_t edges_ = 0;
};

void note_finding(int signal)
{
    __asan_on_error();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

}  // namespace

int main(int count, char** words)
{
    std::uint64_t seed = 1;
    long seconds = 10;
    Fuzzing fuzzing;
    for (int at = 1; at < count; ++at) {
        const std::string word = words[at];
        if (word == "--seed" && at + 1 < count) {
            seed = std::strtoull(words[++at], nullptr, 10);
        } else if (at == 1) {
            seconds = std::strtol(words[at], nullptr, 10);
        } else {
            std::ifstream file(word, std::ios::binary);
            fuzzing.run({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
        }
    }
    std::signal(SIGABRT, note_finding);
    if (fuzzing.kept().empty()) fuzzing.run("");
    Mutating mutating(seed);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    std::uint64_t runs = 0;
    while (std::chrono::steady_clock::now() < end) {
        const std::vector<std::string>& kept = fuzzing.kept();
        const std::string base = kept[mutating.below(kept.size())], other = kept[mutating.below(kept.size())];
        fuzzing.run(mutating.changed(base, other));
        ++runs;
    }
    std::cout << EARNED_FUZZ_NAME << ": " << runs << " inputs in " << seconds << " s, " << fuzzing.edges()
              << " edges reached, " << fuzzing.kept().size() << " inputs kept, nothing found\n";
    return 0;
}
