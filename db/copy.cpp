#include "db/copy.h"

#include <limits>

namespace earned::db {

namespace {

constexpr std::size_t chunk = 128 * 1024;
constexpr std::string_view signature{"PGCOPY\n\377\r\n\0", 11};

// Reads to the end of what the server still has to say; the first refusal is kept.
Answer drained(PGconn* connection)
{
    Answer kept(nullptr);
    while (PGresult* next = PQgetResult(connection)) {
        Answer answer(next);
        const bool refused = answer.status() == PGRES_FATAL_ERROR;
        if (kept.get() == nullptr || (refused && kept.status() != PGRES_FATAL_ERROR)) {
            kept = std::move(answer);
        }
        if (PQstatus(connection) == CONNECTION_BAD) break;
    }
    return kept;
}

class CopyIn final : public Writer {
public:
    CopyIn(PGconn* connection, const std::string& table, std::vector<Column> columns)
        : connection_(connection), columns_(std::move(columns))
    {
        std::string names;
        for (const Column& column : columns_) {
            names += (names.empty() ? "" : ", ") + std::string(column.name);
        }
        const std::string sql = "copy " + table + " (" + names + ") from stdin (format binary)";
        const Answer answer(PQexec(connection_, sql.c_str()));
        if (answer.status() != PGRES_COPY_IN) answer.check(connection_);
        open_ = true;
        buffer_.reserve(chunk + 4096);
        buffer_ += signature;
        add(0, 4);
        add(0, 4);
    }
    ~CopyIn() override
    {
        if (!open_) return;
        PQputCopyEnd(connection_, "given up");
        drained(connection_);
    }
    CopyIn(const CopyIn&) = delete;
    CopyIn& operator=(const CopyIn&) = delete;

    void put(std::int64_t number) override
    {
        begin_row();
        const Type type = columns_[place_++].type;
        const int width = type == Type::i16 ? 2 : type == Type::i32 ? 4 : 8;
        if (type == Type::i16 && number != static_cast<std::int16_t>(number)) overflow();
        if (type == Type::i32 && number != static_cast<std::int32_t>(number)) overflow();
        char bytes[12] = {0, 0, 0, static_cast<char>(width)};
        std::uint64_t value = static_cast<std::uint64_t>(number) << (64 - 8 * width);
        for (int at = 4; at < 4 + width; ++at, value <<= 8) bytes[at] = static_cast<char>(value >> 56);
        buffer_.append(bytes, static_cast<std::size_t>(4 + width));
    }
    void put(std::string_view text) override
    {
        begin_row();
        if (columns_[place_++].type == Type::text) refuse_bad_text(text);
        if (text.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) overflow();
        add(text.size(), 4);
        buffer_ += text;
    }
    void put_null() override
    {
        begin_row();
        ++place_;
        add(0xFFFFFFFF, 4);
    }
    void end() override
    {
        place_ = 0;
        if (buffer_.size() >= chunk) send();
    }
    void finish() override
    {
        add(0xFFFF, 2);
        send();
        open_ = false;
        const int ended = PQputCopyEnd(connection_, nullptr);
        const Answer answer = drained(connection_);
        if (ended != 1 || answer.status() != PGRES_COMMAND_OK) answer.check(connection_);
    }

private:
    void begin_row()
    {
        if (place_ == 0) add(columns_.size(), 2);
    }
    void add(std::uint64_t value, int width)
    {
        char bytes[8];
        for (int i = 0; i < width; ++i) bytes[i] = static_cast<char>(value >> 8 * (width - 1 - i) & 0xFF);
        buffer_.append(bytes, static_cast<std::size_t>(width));
    }
    void send()
    {
        if (PQputCopyData(connection_, buffer_.data(), static_cast<int>(buffer_.size())) != 1) {
            raise_state("08006", PQerrorMessage(connection_));
        }
        buffer_.clear();
    }
    [[noreturn]] void overflow() const
    {
        throw Refused(std::string("a value is too large for the column ") + columns_[place_ - 1].name);
    }
    PGconn* connection_;
    std::vector<Column> columns_;
    std::string buffer_;
    std::size_t place_ = 0;
    bool open_ = false;
};

// Ends a stream that the reader left early.
class OutGuard {
public:
    explicit OutGuard(PGconn* connection) : connection_(connection) {}
    ~OutGuard()
    {
        PQfreemem(buffer);
        if (done) return;
        if (PGcancel* cancel = PQgetCancel(connection_)) {
            char text[256];
            PQcancel(cancel, text, sizeof text);
            PQfreeCancel(cancel);
        }
        char* rest = nullptr;
        while (PQgetCopyData(connection_, &rest, 0) > 0) PQfreemem(rest);
        drained(connection_);
    }
    OutGuard(const OutGuard&) = delete;
    OutGuard& operator=(const OutGuard&) = delete;
    char* buffer = nullptr;
    bool done = false;

private:
    PGconn* connection_;
};

std::int64_t network(const char* bytes, int width)
{
    std::uint64_t value = 0;
    for (int i = 0; i < width; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return width == 2 ? static_cast<std::int16_t>(value) : static_cast<std::int32_t>(value);
}

// One message: perhaps the header, then a row or the end. False: the end.
bool take(Row& row, const char* at, const char* end)
{
    if (static_cast<std::size_t>(end - at) >= signature.size() + 8 &&
        std::string_view(at, signature.size()) == signature) {
        at += signature.size() + 4;
        at += 4 + network(at, 4);
    }
    if (at >= end) return false;
    const std::int64_t count = network(at, 2);
    if (count < 0) return false;
    at += 2;
    row.fields.resize(static_cast<std::size_t>(count));
    for (Field& field : row.fields) {
        field.size = static_cast<std::int32_t>(network(at, 4));
        field.data = at += 4;
        if (field.size > 0) at += field.size;
    }
    return true;
}

}  // namespace

void raise_state(const std::string& sqlstate, const std::string& message)
{
    if (sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "42P07") throw Retry(message);
    if (sqlstate.starts_with("23") || sqlstate == "42501") throw Refused(message);
    throw Failure(message);
}

void Answer::check(PGconn* connection) const
{
    if (status() == PGRES_COMMAND_OK || status() == PGRES_TUPLES_OK) return;
    const auto field = [&](int code) {
        const char* text = result_ == nullptr ? nullptr : PQresultErrorField(result_.get(), code);
        return std::string(text == nullptr ? "" : text);
    };
    std::string message = field(PG_DIAG_MESSAGE_PRIMARY);
    if (message.empty()) message = "the connection to PostgreSQL is lost";
    if (const std::string detail = field(PG_DIAG_MESSAGE_DETAIL); !detail.empty()) message += " (" + detail + ")";
    if (PQstatus(connection) == CONNECTION_BAD) throw Failure(message);
    raise_state(field(PG_DIAG_SQLSTATE), message);
}

std::unique_ptr<Writer> copy_in(PGconn* connection, const std::string& table, std::vector<Column> columns)
{
    return std::make_unique<CopyIn>(connection, table, std::move(columns));
}

void copy_out(PGconn* connection, const std::string& select, const Sink& sink)
{
    const std::string sql = "copy (" + select + ") to stdout (format binary)";
    const Answer begun(PQexec(connection, sql.c_str()));
    if (begun.status() != PGRES_COPY_OUT) begun.check(connection);
    OutGuard guard(connection);
    Row row(Row::Form::network);
    for (;;) {
        const int size = PQgetCopyData(connection, &guard.buffer, 0);
        if (size <= 0) break;
        if (take(row, guard.buffer, guard.buffer + size)) sink(row);
        PQfreemem(guard.buffer);
        guard.buffer = nullptr;
    }
    guard.done = true;
    const Answer answer = drained(connection);
    if (answer.status() != PGRES_COMMAND_OK) answer.check(connection);
}

}  // namespace earned::db
