#include "billing/einvoice/complaints.h"
#include "billing/einvoice/rules.h"

#include "base/currency.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace earned::einvoice {

namespace {

// ISO 3166-1, and XI for Northern Ireland.
constexpr std::string_view countries =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS "
    "BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE "
    "EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM "
    "HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC "
    "LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA "
    "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
    "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO "
    "TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XI YE YT ZA ZM ZW ";

bool is_country(const std::string& code)
{
    return code.size() == 2 && code.find(' ') == std::string::npos && countries.find(code + " ") != std::string::npos;
}

bool is_digits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// UNTDID 4461: numbers up to 99 with gaps, or ZZZ.
bool is_payment_means(const std::string& code)
{
    if (code == "ZZZ") return true;
    if (!is_digits(code) || code.size() > 2 || code.front() == '0') return false;
    const int number = std::stoi(code);
    return number <= 70 || (number >= 74 && number <= 78) || number >= 91;
}

// UNECE Rec 20, and X before a package of Rec 21: letters and digits, at most four of them.
bool is_unit(const std::string& code)
{
    const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    return (code.size() == 2 || code.size() == 3 || (code.size() == 4 && code.front() == 'X')) &&
           std::all_of(code.begin(), code.end(), fits);
}

// ISO/IEC 6523 has four digits; the list of electronic addresses has a few letters besides.
bool is_scheme(const std::string& code)
{
    constexpr std::array<std::string_view, 5> letters = {"AN", "AQ", "AS", "AU", "EM"};
    return (code.size() == 4 && is_digits(code)) || std::find(letters.begin(), letters.end(), code) != letters.end();
}

void check_trader(const Trader& trader, bool seller, Complaints& complaints)
{
    complaints.need(trader.place.country.empty() || is_country(trader.place.country), "br-cl-14",
                    seller ? "BT-40" : "BT-55", "'" + trader.place.country + "' is no country of ISO 3166",
                    "write its two letters, such as DE");
    complaints.need(trader.endpoint_scheme.empty() || is_scheme(trader.endpoint_scheme), "br-cl-25",
                    seller ? "BT-34-1" : "BT-49-1",
                    "'" + trader.endpoint_scheme + "' is no scheme of electronic addresses",
                    "write four digits, such as 9930, or EM for an e-mail address");
}

}  // namespace

void check_codes(const Invoice& invoice, Complaints& complaints)
{
    complaints.need(invoice.currency.empty() || Currency::parse(invoice.currency), "br-cl-04", "BT-5",
                    "'" + invoice.currency + "' is no currency of ISO 4217", "write its three letters, such as EUR");
    complaints.need(invoice.means.code.empty() || is_payment_means(invoice.means.code), "br-cl-16", "BT-81",
                    "'" + invoice.means.code + "' is no means of payment of UNTDID 4461",
                    "write 30 for a credit transfer, or 1 where none is said");
    check_trader(invoice.seller, true, complaints);
    check_trader(invoice.buyer, false, complaints);
    complaints.need(invoice.deliver_to_country.empty() || is_country(invoice.deliver_to_country), "br-cl-14", "BT-80",
                    "'" + invoice.deliver_to_country + "' is no country of ISO 3166",
                    "write its two letters, such as DE");
    for (const TaxSubtotal& one : invoice.subtotals)
        complaints.need(one.exemption_code.empty() || one.exemption_code.starts_with("VATEX-"), "br-cl-22", "BT-121",
                        "'" + one.exemption_code + "' is no reason of the list VATEX",
                        "give the reason in words alone");
    for (const InvoiceLine& line : invoice.lines)
        complaints.need(line.unit.empty() || is_unit(line.unit), "br-cl-23", "line " + line.id,
                        "'" + line.unit + "' is no unit of UNECE Rec 20", "give the product a unit such as C62 or HUR");
}

}  // namespace earned::einvoice
