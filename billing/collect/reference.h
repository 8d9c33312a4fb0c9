// References with check digits, which a bank's systems carry unchanged.
//
// Law:    ISO 11649: "RF", two check digits and up to 21 letters or digits; the first four moved to the
//         end, letters as 10 to 35, the number is 1 modulo 97. QRR: 27 digits, modulo 10 recursively
// Source: ISO 11649:2009; Swiss Implementation Guidelines QR-bill, annex B
#pragma once

#include <string>
#include <string_view>

namespace earned::billing {

bool is_creditor_reference(std::string_view text);        // RF, spaces allowed
std::string creditor_reference(std::string_view number);  // of an invoice's number; empty: it has no letter or digit
// What stands in it after the check digits: the number's letters and digits; of a longer number than fits,
// eight that stand for the whole of it and its last thirteen.
std::string reference_body(std::string_view number);
bool is_shortened(std::string_view plain_number);  // in its reference
bool is_qr_reference(std::string_view text);

// Letters and digits of plain ASCII in capitals: how numbers are compared.
std::string plain(std::string_view text);

}  // namespace earned::billing
