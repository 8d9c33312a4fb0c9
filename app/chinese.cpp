#include "app/chinese.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace earned::app {

namespace {

struct Captured {
    std::string_view text;
    bool is_words = false;
};

// The parts of a sentence that stand where its pattern has a place. A place ends where what follows it in the
// pattern first stands; nothing, when the sentence is another one.
std::optional<std::vector<Captured>> matched(std::string_view pattern, std::string_view sentence)
{
    std::vector<Captured> found;
    while (true) {
        const std::size_t place = pattern.find('{');
        if (sentence.substr(0, place) != pattern.substr(0, place)) return std::nullopt;
        if (place == std::string_view::npos) return sentence == pattern ? std::optional(found) : std::nullopt;
        const bool is_words = pattern.substr(place).starts_with("{*}"),
                   is_one = pattern.substr(place).starts_with("{#}");
        sentence.remove_prefix(place);
        pattern.remove_prefix(place + (is_words || is_one ? 3 : 2));
        const std::string_view next = pattern.substr(0, pattern.find('{'));
        const std::size_t end =
            next.empty() ? sentence.size()
            : next.size() == pattern.size()
                ? (sentence.ends_with(next) ? sentence.size() - next.size() : std::string_view::npos)
                : sentence.find(next);
        if (end == std::string_view::npos) return std::nullopt;
        if (is_one && sentence.substr(0, end).find(' ') != std::string_view::npos) return std::nullopt;
        found.push_back({sentence.substr(0, end), is_words});
        sentence.remove_prefix(end);
    }
}

std::string filled(std::string_view chinese, const std::vector<Captured>& parts)
{
    std::string text;
    for (std::size_t at = 0; at < chinese.size(); ++at) {
        const bool is_place = chinese[at] == '{' && at + 2 < chinese.size() && chinese[at + 2] == '}' &&
                              chinese[at + 1] >= '1' && chinese[at + 1] <= '9';
        const auto number = static_cast<std::size_t>(is_place ? chinese[at + 1] - '1' : 0);
        if (!is_place || number >= parts.size()) {
            text += chinese[at];
            continue;
        }
        const Captured& part = parts[number];
        text += part.is_words ? in_chinese(part.text) : std::string(part.text);
        at += 2;
    }
    return text;
}

std::optional<std::string> known_sentence(std::string_view sentence)
{
    for (const auto& table : {chinese_phrases(), chinese_fault_phrases()})
        for (const ChinesePhrase& phrase : table)
            if (const auto parts = matched(phrase.english, sentence)) return filled(phrase.chinese, *parts);
    return std::nullopt;
}

const ChineseFault* fault_of(std::string_view code)
{
    for (const auto& table : {chinese_faults(), chinese_bank_faults(), chinese_rule_faults()})
        for (const ChineseFault& fault : table)
            if (fault.code == code) return &fault;
    return nullptr;
}

// A document that has no number yet.
std::optional<std::string> document_to_be(std::string_view part)
{
    static constexpr std::array<ChinesePhrase, 2> patterns = {
        {{"credit note of contract {} of {#}", "合同 {1} 于 {2} 的红字账单"},
         {"invoice of contract {} of {#}", "合同 {1} 于 {2} 的账单"}}};
    for (const ChinesePhrase& pattern : patterns)
        if (const auto parts = matched(pattern.english, part)) return filled(pattern.chinese, *parts);
    return std::nullopt;
}

// The words that addresses begin with; names stay.
std::string address_in_chinese(std::string_view where)
{
    static constexpr std::array<ChinesePhrase, 24> words = {{{"contract ", "合同 "},
                                                             {"invoice ", "账单 "},
                                                             {"credit note ", "红字账单 "},
                                                             {"document ", "单据 "},
                                                             {"draft ", "草稿 "},
                                                             {"payment ", "收款 "},
                                                             {"proposal ", "提议 "},
                                                             {"customer ", "客户 "},
                                                             {"product ", "产品 "},
                                                             {"entity ", "主体 "},
                                                             {"account ", "账户 "},
                                                             {"line ", "行 "},
                                                             {"rule package ", "规则包 "},
                                                             {"decision ", "决策 "},
                                                             {"policy ", "政策 "},
                                                             {"rule ", "规则 "},
                                                             {"row ", "第几行 "},
                                                             {"column ", "列 "},
                                                             {"fapiao ", "发票 "},
                                                             {"run ", "批次 "},
                                                             {"red-letter confirmation ", "红字信息确认单 "},
                                                             {"event ", "事件 "},
                                                             {"obligation ", "履约义务 "},
                                                             {"the book", "账簿"}}};
    std::string text;
    while (!where.empty()) {
        const std::size_t end = std::min(where.find(", "), where.size());
        std::string_view part = where.substr(0, end);
        if (const auto document = document_to_be(part)) {
            text += *document;
            part = {};
        }
        const auto* const word = std::find_if(words.begin(), words.end(),
                                              [&](const ChinesePhrase& one) { return part.starts_with(one.english); });
        if (word != words.end()) {
            text += word->chinese;
            part.remove_prefix(word->english.size());
        }
        text += part;
        if (end == where.size()) break;
        text += "，";
        where.remove_prefix(end + 2);
    }
    return text;
}

// Where no pattern knows a sentence, its figures and quoted names alone: "'a', 12.50".
std::string figures_of(std::string_view sentence)
{
    std::string text;
    while (!sentence.empty()) {
        const bool is_quoted = sentence.front() == '\'' || sentence.front() == '`';
        const std::size_t closing = is_quoted ? sentence.find(sentence.front(), 1) : std::string_view::npos;
        std::size_t end = closing != std::string_view::npos ? closing + 1 : sentence.find(' ');
        end = std::min(end, sentence.size());
        std::string_view word = sentence.substr(0, end);
        sentence.remove_prefix(end);
        sentence.remove_prefix(std::min(sentence.find_first_not_of(" ,;:()"), sentence.size()));
        while (!word.empty() && std::string_view(",;:()").find(word.back()) != std::string_view::npos)
            word.remove_suffix(1);
        const bool tells = closing != std::string_view::npos ||
                           std::any_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
        if (tells) text += (text.empty() ? "" : "、") + std::string(word);
    }
    return text;
}

std::string in_brackets(const std::string& figures) { return figures.empty() ? "" : "〔" + figures + "〕"; }

}  // namespace

std::string in_chinese(std::string_view sentence) { return known_sentence(sentence).value_or(std::string(sentence)); }

std::string words_in_chinese(std::string_view words, std::string_view separator)
{
    if (const auto whole = known_sentence(words)) return *whole;
    std::string text;
    while (true) {
        const std::size_t end = words.find(separator);
        text += in_chinese(words.substr(0, end));
        if (end == std::string_view::npos) return text;
        text += "，";
        words.remove_prefix(end + separator.size());
    }
}

std::string in_chinese(const Fault& fault)
{
    std::string text = fault.where.empty() ? "" : address_in_chinese(fault.where) + "：";
    const ChineseFault* known = fault_of(fault.code);
    const auto exact = known_sentence(fault.what);
    if (exact)
        text += *exact;
    else if (known == nullptr && fault.code.starts_with("br-"))
        text += "不符合 EN 16931 的规则" + in_brackets(figures_of(fault.what));
    else if (known == nullptr)
        text += fault.what;
    else
        text += std::string(known->what) + in_brackets(figures_of(fault.what));
    text += " (" + fault.code + ")";
    if (fault.hint.empty()) return text;
    if (const auto hint = known_sentence(fault.hint)) return text + "；" + *hint;
    return text + "；" + (known == nullptr || known->hint.empty() ? fault.hint : std::string(known->hint));
}

std::string address_and_words_in_chinese(std::string_view sentence)
{
    const std::size_t end = sentence.find(": ");
    if (end == std::string_view::npos) return in_chinese(sentence);
    return address_in_chinese(sentence.substr(0, end)) + "：" + in_chinese(sentence.substr(end + 2));
}

bool is_said_in_chinese(std::string_view code) { return fault_of(code) != nullptr; }

}  // namespace earned::app
