// China's billing requests out, and delivered invoices in.
//
// Ensures:  the CSV is UTF-8 with a byte-order mark, a line each item, its document's figures on every
//           line; a text that a spreadsheet would take for a formula is set off by a quote; the JSON has
//           the same, each document once. The same requests give the same bytes
// Errors:   xml-broken, xml-doctype, not-fapiao, number-unreadable, fapiao-number (not 20 digits),
//           fapiao-sums (its figures don't add up): each with its line
// Source:   the delivered XML is read by the names of its elements, wherever they stand: no schema of it
//           is published
#pragma once

#include "billing/einvoice/fapiao.h"

#include <string>
#include <string_view>

namespace earned::exchange {

std::string requests_csv(std::span<const einvoice::FapiaoRequest> requests);
std::string requests_json(std::span<const einvoice::FapiaoRequest> requests);
Result<einvoice::Fapiao> read_fapiao(std::string_view bytes);

}  // namespace earned::exchange
