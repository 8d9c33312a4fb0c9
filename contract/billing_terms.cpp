#include "contract/billing_terms.h"

namespace earned {

namespace {

constexpr int most_days = 999;

// What is left of a text, taken from the left.
struct Left {
    std::string_view text;

    bool take(std::string_view wanted)
    {
        if (!text.starts_with(wanted)) return false;
        text.remove_prefix(wanted.size());
        return true;
    }
    std::optional<int> take_days()
    {
        int days = 0;
        std::size_t size = 0;
        for (; size < text.size() && text[size] >= '0' && text[size] <= '9'; ++size) {
            days = days * 10 + (text[size] - '0');
            if (days > most_days || size == 3) return std::nullopt;
        }
        if (size == 0) return std::nullopt;
        text.remove_prefix(size);
        return days;
    }
};

// "2%", "1.5%": below a hundred, up to four decimals.
std::optional<Decimal> take_percent(Left& left)
{
    const std::size_t sign = left.text.find('%');
    if (sign == std::string_view::npos) return std::nullopt;
    const std::string_view digits = left.text.substr(0, sign);
    if (digits.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
    const std::optional<Decimal> percent = Decimal::parse(digits);
    if (!percent || percent->places() > 4 || *percent >= Decimal::of(100)) return std::nullopt;
    left.text.remove_prefix(sign + 1);
    return percent;
}

}  // namespace

std::optional<PaymentTerms> PaymentTerms::parse(std::string_view text)
{
    PaymentTerms terms;
    Left left{text};
    if (left.take("eom+")) {
        terms.end_of_month = true;
    } else if (!left.take("net ")) {
        terms.discount_percent = take_percent(left);
        if (!terms.discount_percent || !left.take(" ")) return std::nullopt;
        const std::optional<int> days = left.take_days();
        if (!days || !left.take(" net ")) return std::nullopt;
        terms.discount_days = *days;
    }
    const std::optional<int> net = left.take_days();
    if (!net || !left.text.empty()) return std::nullopt;
    terms.net_days = *net;
    return terms;
}

std::string PaymentTerms::text() const
{
    if (end_of_month) return "eom+" + std::to_string(net_days);
    const std::string net = "net " + std::to_string(net_days);
    if (!discount_percent) return net;
    return discount_percent->reduced().text() + "% " + std::to_string(discount_days) + " " + net;
}

Date PaymentTerms::due(Date invoiced) const { return (end_of_month ? invoiced.last_of_month() : invoiced) + net_days; }

}  // namespace earned
