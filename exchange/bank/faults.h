// A fault of a line of a statement file, and a remark on one.
#pragma once

#include "base/result.h"
#include "exchange/bank/statement.h"

namespace earned::bank {

inline Fault fault_at(std::size_t line, std::string code, std::string what,
                      std::string hint = "ask the bank for the file again")
{
    return {.code = std::move(code),
            .where = "line " + std::to_string(line),
            .what = std::move(what),
            .hint = std::move(hint)};
}

}  // namespace earned::bank
