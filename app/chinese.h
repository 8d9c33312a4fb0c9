// What the program says of its own, in Chinese: sentences by their pattern, faults by their code.
//
// Ensures: a name, a number, a date and an amount stand in the Chinese sentence as they stood in the English one. Of a
//          fault that is known by its code alone, the figures and quoted names of its sentence stand behind it; what
//          isn't known here at all stays as it is
#pragma once

#include "base/fault.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace earned::app {

// A fault of this code: what is wrong, and what to do.
struct ChineseFault {
    std::string_view code, what, hint;
};
// A sentence: `{}` is something said as it is (`{#}`: one word), `{*}` words that are translated in their turn; `{1}`
// takes the first.
struct ChinesePhrase {
    std::string_view english, chinese;
};
std::span<const ChineseFault> chinese_faults();
std::span<const ChineseFault> chinese_bank_faults();  // of statement files, their remarks too
std::span<const ChineseFault> chinese_rule_faults();  // of recognition, rules, events as they are written, the shell
std::span<const ChinesePhrase> chinese_phrases();
std::span<const ChinesePhrase> chinese_fault_phrases();  // sentences of faults, of e-invoices first

std::string in_chinese(std::string_view sentence);
std::string in_chinese(const Fault& fault);  // "where：what (code)；hint", as Fault::text
std::string words_in_chinese(std::string_view words, std::string_view separator);  // a list, each by itself
std::string address_and_words_in_chinese(std::string_view sentence);               // "where: what"
bool is_said_in_chinese(std::string_view code);

}  // namespace earned::app
