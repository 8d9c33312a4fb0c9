// From a document to an event: the published schema, as code.
//
// `shape` describes every event type once (field, kind, whether required, allowed values); the
// decoder checks against it and the published JSON Schema is written from it, so that the two
// accept and refuse the same. Source: events.md; CloudEvents 1.0.2.
//
// Ensures: an event is decoded whole or refused whole; a Fault names the field by JSON Pointer.
#pragma once

#include "base/result.h"
#include "base/value_view.h"
#include "contract/event.h"

#include <string>
#include <string_view>
#include <vector>

namespace earned {

// A whole CloudEvents envelope. Nothing of the event lies where the view does.
Result<Event> decode(const ValueView& envelope);
Result<Event> decode(const Value& envelope);
// The payload of one type; `data.date` included.
Result<Event> decode(std::string_view type, const Value& data);

// The payload as a document again, such that decode(type_name, encode(fact)) == the same event.
Value encode(const Event& event);    // data only
Value envelope(const Event& event);  // the whole CloudEvent

// canonical(encode(event)) and canonical(envelope(event)), written at once: what is hashed and stored.
std::string canonical_data(const Event& event);
std::string canonical_envelope(const Event& event);

std::vector<std::string_view> event_types();
// JSON Schema (draft 2020-12) of one event type's envelope.
// Requires: the type is one of event_types() (CHECK)
Value schema_of(std::string_view type);
// The same as docs/schema/TYPE.json has it: indented, with a line feed at the end.
std::string schema_text(std::string_view type);

}  // namespace earned
