// The floor: the very rows that a step wrote, written again as fast as the database takes them.
//
// PostgreSQL: COPY in binary into a table of the same columns and key. SQLite: prepared inserts into
// such a table, in one transaction. Read into memory before, so that only writing is timed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace earned::bench {

struct Slice { std::string table, where; };  // some rows of a table of the book

class Floor {
public:
    virtual ~Floor() = default;
    static std::unique_ptr<Floor> open(const std::string& url);

    virtual void run(const std::string& sql) = 0;                      // one statement or several
    virtual std::string value(const std::string& sql) = 0;             // first column of the first row
    virtual int backend() = 0;                                         // the server's process; 0: none
    virtual void keep(const std::vector<Slice>& slices) = 0;           // reads the rows, makes empty twins
    virtual std::int64_t kept_bytes() const = 0;
    virtual void write() = 0;                                          // the rows into the twins
    virtual void settle() = 0;                                         // checkpoint, between rounds
    // Rows of text, tab-separated, into a table: for what a peer starts from.
    virtual void load(const std::string& table, const std::function<bool(std::string&)>& next_row) = 0;
    virtual bool is_postgres() const = 0;
};

}  // namespace earned::bench
