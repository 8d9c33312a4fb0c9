#include "contract/decode.h"

#include "contract/shape_write.h"

namespace earned {

namespace {

template <class Out> void write_attribute(std::string_view name, const std::string& text, Out& out)
{
    if (text.empty()) return;
    out.name(name);
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
    std::string written;
    written.reserve(200);
    TextOut out(written);
    write_record(&event, event_shape(event.fact).data, out);
    return written;
}

std::string canonical_envelope(const Event& event) { return canonical_envelope(event, canonical_data(event)); }

std::string canonical_envelope(const Event& event, std::string_view data)
{
    std::string written;
    written.reserve(data.size() + event.id.size() + event.source.size() + 120);
    TextOut out(written);
    out.begin_record();
    write_attribute("approved_by", event.approved_by, out);
    write_attribute("by", event.by, out);
    out.name("data");
    out.as_it_is(data);
    out.name("id");
    out.text(event.id);
    out.name("source");
    out.text(event.source);
    out.name("specversion");
    out.text("1.0");
    write_attribute("subject", event.subject, out);
    write_attribute("time", event.time, out);
    out.name("type");
    out.text(type_name(event.fact));
    out.end_record();
    return written;
}

}  // namespace earned
