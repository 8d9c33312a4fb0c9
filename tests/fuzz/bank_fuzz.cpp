// A fuzz target for each reader of statements; the reader is chosen when it is built
// (EARNED_FUZZ_READER). Built where clang is found: cmake --build … --target fuzz_read_camt
#include "exchange/bank/read.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    static_cast<void>(earned::bank::EARNED_FUZZ_READER(text));
    return 0;
}
