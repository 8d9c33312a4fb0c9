// Where a book is: "sqlite:PATH", "sqlite::memory:", a bare path, "postgresql://..." or
// "host=... dbname=...", on PostgreSQL with "?schema=NAME" behind it.
#pragma once

#include "db/schema.h"

#include <string>

namespace earned::db {

struct Url {
    Dialect dialect = Dialect::sqlite;
    std::string place;   // a path, or a connection as libpq reads it
    std::string schema;  // PostgreSQL
};

Url parse_url(const std::string& text);  // throws db::Failure; its message never repeats the text

}  // namespace earned::db
