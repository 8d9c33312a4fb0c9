// A dunning letter as a page that is printed and sent, in English or Chinese.
//
// Law:      the same letter, layout, language and fonts give the same bytes
// Ensures:  the words are those of the level, the highest there are for higher levels; the sums stay together
#pragma once

#include "billing/collect/letter.h"
#include "exchange/einvoice/layout.h"

#include <string>

namespace earned::exchange {

std::string write_letter_pdf(const CollectionLetter& letter, const PageLayout& layout, Language language);

}  // namespace earned::exchange
