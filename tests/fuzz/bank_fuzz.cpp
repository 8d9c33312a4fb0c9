// A fuzz target for each reader of statements; the reader is chosen when it is built (EARNED_FUZZ_READER).
// How they are built and run: tests/CMakeLists.txt.
#include "exchange/bank/read.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

namespace earned::bank {

namespace {

// Those that ship, and every one that can be read.
[[maybe_unused]] const std::vector<Profile>& fuzzed_profiles()
{
    static const std::vector<Profile> profiles = [] {
        std::vector<Profile> all;
        const std::filesystem::path folder = std::filesystem::path(EARNED_SOURCE) / "exchange/profiles";
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            std::ifstream stream(entry.path(), std::ios::binary);
            const std::string yaml{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
            if (Result<Profile> one = read_profile(yaml, entry.path().string())) all.push_back(std::move(*one));
        }
        return all;
    }();
    return profiles;
}

[[maybe_unused]] Result<File> read_any_csv(std::string_view bytes) { return read_csv(bytes, fuzzed_profiles()); }
[[maybe_unused]] Result<File> read_any(std::string_view bytes) { return read_statements(bytes, fuzzed_profiles()); }

}  // namespace

}  // namespace earned::bank

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    static_cast<void>(earned::bank::EARNED_FUZZ_READER(text));
    return 0;
}
