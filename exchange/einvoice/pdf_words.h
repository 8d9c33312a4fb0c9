// Figures, dates and terms as a printed document says them.
#pragma once

#include "billing/einvoice/model.h"
#include "exchange/einvoice/layout.h"

#include <initializer_list>
#include <string>
#include <utility>

namespace earned::exchange {

std::string grouped_figure(const Decimal& figure, int least_places);  // 1,200.00
std::string in_fours(std::string_view reference);                     // RF36 INV2 0260 0042
std::string filled(std::string text, std::initializer_list<std::pair<std::string_view, std::string>> parts);
std::string terms_in_words(const std::string& terms, const PageLayout& layout, Language language);
std::string rate_in_words(const einvoice::TaxKind& kind);  // 19 %, 0 % (AE)
std::vector<std::string> address_lines(const einvoice::Place& place, Language language);

}  // namespace earned::exchange
