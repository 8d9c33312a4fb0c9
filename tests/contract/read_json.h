// JSON of the tests' own files, read by the shortest means: slow, and trusting what it reads.
#pragma once

#include "base/value.h"

#include <cctype>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace earned {

class SmallJson {
public:
    static Value read(std::string_view text)
    {
        SmallJson reader{text};
        Value value = reader.value();
        reader.space();
        if (reader.at_ != text.size()) throw std::runtime_error("more than one document");
        return value;
    }

private:
    explicit SmallJson(std::string_view text) : text_(text) {}

    void space()
    {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    }
    char peek()
    {
        space();
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    void expect(char wanted)
    {
        if (peek() != wanted)
            throw std::runtime_error("expected " + std::string(1, wanted) + " at " + std::to_string(at_));
        ++at_;
    }
    bool take(char wanted)
    {
        if (peek() != wanted) return false;
        ++at_;
        return true;
    }
    void append_code(std::string& out)
    {
        const unsigned code = static_cast<unsigned>(std::stoul(std::string(text_.substr(at_, 4)), nullptr, 16));
        at_ += 4;
        if (code > 0x7f) throw std::runtime_error("write it in UTF-8");
        out += static_cast<char>(code);
    }
    std::string string()
    {
        expect('"');
        std::string out;
        while (text_.at(at_) != '"') {
            const char character = text_[at_++];
            if (character != '\\') {
                out += character;
                continue;
            }
            const char escape = text_.at(at_++);
            if (escape == 'u')
                append_code(out);
            else
                out += escape == 'n' ? '\n' : escape == 't' ? '\t' : escape;
        }
        ++at_;
        return out;
    }
    Value value()
    {
        const char first = peek();
        if (first == '"') return Value::text(string());
        if (first == '{') return record();
        if (first == '[') return list();
        const std::size_t end = std::min(text_.find_first_of(" \n\r\t,]}", at_), text_.size());
        const std::string token(text_.substr(at_, end - at_));
        at_ = end;
        if (token == "true" || token == "false") return Value::boolean(token == "true");
        return token == "null" ? Value::null() : Value::number(token);
    }
    Value record()
    {
        std::vector<Value::Field> fields;
        expect('{');
        if (take('}')) return Value::record({});
        do {
            space();
            std::string name = string();
            expect(':');
            fields.emplace_back(std::move(name), value());
        } while (take(','));
        expect('}');
        return Value::record(std::move(fields));
    }
    Value list()
    {
        std::vector<Value> items;
        expect('[');
        if (take(']')) return Value::list({});
        do items.push_back(value());
        while (take(','));
        expect(']');
        return Value::list(std::move(items));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

inline std::string file_text(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace earned
