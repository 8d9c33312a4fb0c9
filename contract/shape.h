// The description of every event type: its fields, what each may say, and which go together. The
// decoder checks and builds from it, the encoder writes from it, and the published JSON Schema is
// made of it, so that the three cannot disagree.
//
// Law:      decode accepts a document exactly when schema_of(type) does; decode(encode(e)) == e
// Requires: at most 64 fields a shape; the fields of a Fact's own shape belong to an Event
#pragma once

#include "base/value_view.h"
#include "contract/event.h"
#include "contract/kind.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace earned {

class Decoding;   // shape_read.h: a document that is being decoded
class TextOut;   // text_out.h: canonical text that is being written
class ValueOut;  // shape_write.h: a document that is being made

enum class Need : std::uint8_t { may, must };

struct Field {
    std::string_view name;
    Need need = Need::may;
    Kind kind;
    std::string_view says;  // what the name alone doesn't
    bool (*read)(void* record, const ValueView& value, const Kind& kind, Decoding& reading) = nullptr;
    bool (*present)(const void* record) = nullptr;  // whether the record says more than its default
    void (*write_text)(const void* record, const Kind& kind, TextOut& out) = nullptr;
    void (*write_value)(const void* record, const Kind& kind, ValueOut& out) = nullptr;
};

// What goes together: of the fields named, exactly, at most or at least one; the first without any
// of the rest; or (of `calendar` and `fiscal_year_start`) a year of months starts on a first.
enum class Together : std::uint8_t { exactly_one, at_most_one, at_least_one, first_excludes_rest, months_from_a_first };
struct ShapeRule {
    Together together;
    std::array<std::string_view, 10> names;
    std::uint64_t fields = 0;  // a bit each, by their place in the shape
    std::size_t first = 0;     // the place of names[0]
};

struct Shape {
    static constexpr std::size_t none = 255;

    std::string_view name;  // "line", "billing"
    std::span<const Field> fields;
    std::array<ShapeRule, 6> rules;
    std::size_t rule_count = 0;
    std::uint64_t must = 0;                  // the required fields, a bit each
    std::array<std::uint8_t, 64> by_name{};  // places in canonical order
    std::array<std::uint8_t, 128> slots{};   // places by `slot`, or none
    std::uint32_t seed = 0;

    std::size_t place(std::string_view field) const;  // or none
};

// Where the date comes from when the document doesn't say it.
enum class DateFrom : std::uint8_t { document, last_of_period, from };

struct EventShape {
    std::string_view type;  // "order.fulfilled"
    Rank rank;
    std::string_view says;
    std::size_t index;  // of the alternative of Fact
    Shape data;         // its record is the whole Event
    void (*begin)(Event& event);
    DateFrom date_from = DateFrom::document;
    bool names_currency = false;  // `currency` says how many decimals its amounts have
};

std::span<const EventShape* const> event_shapes();     // in the order of Fact's alternatives
const EventShape* event_shape(std::string_view type);  // null: no such type
const EventShape& event_shape(const Fact& fact);

// What a reader of a wrong name may have meant; empty when nothing is near.
std::string_view nearest(std::string_view name, std::span<const std::string_view> known);

}  // namespace earned
