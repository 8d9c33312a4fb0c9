// COPY in binary over a PostgreSQL connection.
//
// Law: whatever happens, the connection is usable afterwards: a COPY that isn't finished is ended
//      and what it had to say is read.
#pragma once

#include "db/session.h"

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

namespace earned::db {

// A result, freed.
class Answer {
public:
    explicit Answer(PGresult* result) : result_(result, &PQclear) {}
    PGresult* get() const { return result_.get(); }
    ExecStatusType status() const { return PQresultStatus(result_.get()); }
    void check(PGconn* connection) const;  // throws what the server refused

private:
    std::unique_ptr<PGresult, void (*)(PGresult*)> result_;
};

[[noreturn]] void raise_state(const std::string& sqlstate, const std::string& message);

std::unique_ptr<Writer> copy_in(PGconn* connection, const std::string& table, std::vector<Column> columns);
void copy_out(PGconn* connection, const std::string& select, const Sink& sink);

}  // namespace earned::db
