#include "exchange/einvoice/pdf_words.h"

#include "contract/billing_terms.h"

namespace earned::exchange {

std::string grouped_figure(const Decimal& figure, int least_places)
{
    const Decimal whole = figure.places() < least_places ? figure.quantized(least_places, Round::half_away) : figure;
    std::string digits = whole.abs().text(), fraction;
    if (const std::size_t point = digits.find('.'); point != std::string::npos) {
        fraction = digits.substr(point);
        digits.resize(point);
    }
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return (figure.sign() < 0 ? "-" : "") + digits + fraction;
}

std::string in_fours(std::string_view reference)
{
    std::string text;
    for (std::size_t at = 0; at < reference.size(); at += 4)
        text += (at == 0 ? "" : " ") + std::string(reference.substr(at, 4));
    return text;
}

std::string filled(std::string text, std::initializer_list<std::pair<std::string_view, std::string>> parts)
{
    for (const auto& [name, value] : parts) {
        const std::string mark = "{" + std::string(name) + "}";
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
            text.replace(at, mark.size(), value);
    }
    return text;
}

std::string terms_in_words(const std::string& terms, const PageLayout& layout, Language language)
{
    const std::optional<PaymentTerms> read = PaymentTerms::parse(terms);
    if (!read) return terms;
    const std::string days = std::to_string(read->net_days);
    const char* word = read->end_of_month ? "end_of_month" : read->net_days == 0 ? "at_once" : "net_days";
    std::string text = filled(layout.word(word, language), {{"days", days}});
    if (!read->discount_percent) return text;
    return filled(layout.word("early", language),
                  {{"percent", read->discount_percent->text()}, {"days", std::to_string(read->discount_days)}}) +
           (language == Language::zh ? "；" : ", ") + text;
}

std::string rate_in_words(const einvoice::TaxKind& kind)
{
    const std::string percent = kind.percent ? kind.percent->text() + " %" : "";
    if (kind.category.empty() || kind.category == "S") return percent;
    return percent.empty() ? kind.category : percent + " (" + kind.category + ")";
}

std::vector<std::string> address_lines(const einvoice::Place& place, Language language)
{
    std::vector<std::string> lines;
    if (language == Language::zh && place.country == "CN") {
        const std::string whole = place.region + place.city + place.street + place.additional;
        if (!whole.empty()) lines.push_back(whole + (place.postal_code.empty() ? "" : "　" + place.postal_code));
        return lines;
    }
    const auto add = [&](std::string line) {
        if (!line.empty()) lines.push_back(std::move(line));
    };
    add(place.street);
    add(place.additional);
    const std::string gap = place.postal_code.empty() || place.city.empty() ? "" : " ";
    std::string town = place.postal_code + gap + place.city;
    if (!place.region.empty() && place.region != place.city) town += (town.empty() ? "" : ", ") + place.region;
    add(std::move(town));
    add(place.country);
    return lines;
}

}  // namespace earned::exchange
