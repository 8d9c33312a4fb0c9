// A document that is being decoded: where we are, and what is wrong with it.
//
// Ensures: after the first refusal nothing more is read; the fault's address is a JSON Pointer made
//          only when there is a fault
#pragma once

#include "base/fault.h"
#include "contract/shape.h"

#include <optional>
#include <string>

namespace earned {

class Decoding {
public:
    // A step into a field or an item, for as long as it lives.
    class Step {
    public:
        Step(Decoding& reading, std::string_view name) : Step(reading, name, 0) {}
        Step(Decoding& reading, std::size_t index) : Step(reading, {}, index) {}
        ~Step() { reading_.at_ = above_; }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;

    private:
        friend class Decoding;
        Step(Decoding& reading, std::string_view name, std::size_t index)
            : reading_(reading), above_(reading.at_), name_(name), index_(index)
        {
            reading.at_ = this;
        }
        Decoding& reading_;
        const Step* above_;
        std::string_view name_;  // null: an item
        std::size_t index_;
    };

    // Both give false, so that a reader can say `return reading.refuse(...)`.
    bool refuse(std::string_view code, std::string what, std::string hint);
    bool refuse_at(std::string_view name, std::string_view code, std::string what, std::string hint);

    const std::optional<Fault>& fault() const { return fault_; }
    const Shape* whole = nullptr;  // of the event, where its type is known
    int money_places = 4;          // those of the currency, where it is known; no currency has more
    std::string_view currency{};   // its code

private:
    std::string where() const;

    const Step* at_ = nullptr;
    std::optional<Fault> fault_;
};

// One value, by its kind. False: refused, and the reading knows why.
bool read_as(std::string& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(Decimal& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(bool& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(int& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(Date& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(Currency& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(Interval& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(PaymentTerms& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(Term& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(PriceRange& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(Discount& out, const ValueView& value, const Kind& kind, Decoding& reading);
bool read_as(Attributes& out, const ValueView& value, const Kind& kind, Decoding& reading);

// The place of a choice among those allowed.
bool read_choice(std::size_t& out, const ValueView& value, const Kind& kind, Decoding& reading);
// The fields of a record, into what the shape's fields belong to.
bool read_record(void* record, const ValueView& value, const Shape& shape, Decoding& reading);
// Whether it is a list of enough items.
bool read_list(const ValueView& value, const Kind& kind, Decoding& reading);

}  // namespace earned
