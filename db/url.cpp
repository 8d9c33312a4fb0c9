#include "db/url.h"

#include "db/store.h"

#include <string_view>

namespace earned::db {

namespace {

constexpr std::size_t longest_name = 63;  // PostgreSQL cuts off what is longer

bool is_postgres_text(std::string_view text)
{
    if (text.starts_with("postgresql://") || text.starts_with("postgres://")) return true;
    if (text.starts_with("sqlite:") || text.starts_with('/') || text.starts_with('.')) return false;
    for (const std::string_view key : {"host=", "hostaddr=", "dbname=", "port=", "user=", "service="}) {
        const std::size_t at = text.find(key);
        if (at != std::string_view::npos && (at == 0 || text[at - 1] == ' ')) return true;
    }
    return false;
}

// Takes "schema=NAME" out of the text, with the mark before it.
std::string taken_schema(std::string& text)
{
    constexpr std::string_view key = "schema=";
    std::size_t at = text.find(key);
    while (at != std::string::npos && (at == 0 || std::string_view("?& ").find(text[at - 1]) == std::string_view::npos)) {
        at = text.find(key, at + 1);
    }
    if (at == std::string::npos) return "earned";
    const char mark = text[at - 1];
    std::size_t end = text.find_first_of("& ", at);
    std::string name = text.substr(at + key.size(), end == std::string::npos ? end : end - at - key.size());
    if (end == std::string::npos) end = text.size();
    text.erase(at - 1, end - at + 1);
    if (mark == '?' && at - 1 < text.size() && text[at - 1] == '&') text[at - 1] = '?';
    return name;
}

bool is_plain_name(std::string_view name)
{
    if (name.empty() || name.size() > longest_name || (name[0] >= '0' && name[0] <= '9')) return false;
    for (const char c : name) {
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
    }
    return !name.starts_with("pg_");
}

}  // namespace

Url parse_url(const std::string& text)
{
    if (text.empty()) throw Failure("no book was named: give a path, or postgresql://HOST/DATABASE");
    if (!is_postgres_text(text)) {
        const std::string path = text.starts_with("sqlite:") ? text.substr(7) : text;
        if (path.empty()) throw Failure("sqlite: needs a path behind it");
        return {Dialect::sqlite, path, {}};
    }
    Url url{Dialect::postgres, text, {}};
    url.schema = taken_schema(url.place);
    if (!is_plain_name(url.schema)) {
        throw Failure("a schema's name has small letters, digits and _ only, at most 63, no digit first");
    }
    return url;
}

}  // namespace earned::db
