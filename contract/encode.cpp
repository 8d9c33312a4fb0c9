#include "contract/decode.h"

#include "contract/shape_write.h"

namespace earned {

namespace {

void write_attribute(std::string_view name, const std::string& text, TextOut& out)
{
    if (text.empty()) return;
    out.own_name(name);
    out.text(text);
}

}  // namespace

Value encode(const Event& event)
{
    ValueOut out;
    write_record(&event, event_shape(event.fact).data, out);
    return out.take();
}

Value envelope(const Event& event)
{
    std::vector<Value::Field> fields = {{"specversion", Value::text("1.0")},
                                        {"id", Value::text(event.id)},
                                        {"source", Value::text(event.source)},
                                        {"type", Value::text(std::string(type_name(event.fact)))}};
    const auto add = [&](const char* name, const std::string& text) {
        if (!text.empty()) fields.emplace_back(name, Value::text(text));
    };
    add("subject", event.subject);
    add("time", event.time);
    add("by", event.by);
    add("approved_by", event.approved_by);
    fields.emplace_back("data", encode(event));
    return Value::record(std::move(fields));
}

std::string canonical_data(const Event& event)
{
    TextOut out(240);
    write_record(&event, event_shape(event.fact).data, out);
    return out.take();
}

std::string canonical_envelope(const Event& event)
{
    TextOut out(360);
    out.begin_record();
    write_attribute("approved_by", event.approved_by, out);
    write_attribute("by", event.by, out);
    out.own_name("data");
    write_record(&event, event_shape(event.fact).data, out);
    out.own_name("id");
    out.text(event.id);
    out.own_name("source");
    out.text(event.source);
    out.own_name("specversion");
    out.text("1.0");
    write_attribute("subject", event.subject, out);
    write_attribute("time", event.time, out);
    out.own_name("type");
    out.text(type_name(event.fact));
    out.end_record();
    return out.take();
}

}  // namespace earned
