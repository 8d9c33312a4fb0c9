// JSON in: documents with every number's digits as they were written, and where they stood.
//
// Reads NDJSON (one document a line), one array (each element a document) or a single object that
// spans lines. Errors name file and line. Duplicate member names, documents nested deeper than 64
// and invalid UTF-8 are refused. Source: RFC 8259; CloudEvents 1.0 JSON and JSON batch formats.
#pragma once

#include "base/result.h"
#include "base/value_view.h"

#include <functional>
#include <istream>
#include <string>
#include <string_view>

namespace earned::exchange {

Result<Value> parse_json(std::string_view text, std::string_view where);
// The same without a copy: valid until this thread reads another text.
Result<ValueView> view_json(std::string_view text, std::string_view where);

// Valid while it is heard.
struct ReadJson {
    std::string_view where;  // "orders.ndjson:17"
    std::string_view raw;    // the document's own text, on one line
    Result<ValueView> value;
};

// Streams with memory bounded by the largest document (an array is read element by element).
void each_json(std::istream& stream, const std::string& name, const std::function<void(const ReadJson&)>& sink);

}  // namespace earned::exchange
