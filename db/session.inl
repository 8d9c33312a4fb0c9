// Statements through SOCI. Each is prepared anew and bound to lvalues that outlive it: a statement
// is never executed twice (SOCI on PostgreSQL would send the first rows again).
#pragma once

namespace earned::db {

template <class... P> void Session::execute(const std::string& sql, const P&... parameters)
{
    ready();
    guarded([&] {
        soci::statement statement(*soci_);
        (statement.exchange(soci::use(parameters)), ...);
        statement.alloc();
        statement.prepare(sql, soci::details::st_one_time_query);
        statement.define_and_bind();
        statement.execute(true);
    });
}

template <class Into, class... P>
std::optional<Into> Session::first(const std::string& sql, const P&... parameters)
{
    ready();
    return guarded([&]() -> std::optional<Into> {
        Into value{};
        soci::indicator present = soci::i_null;
        soci::statement statement(*soci_);
        statement.exchange(soci::into(value, present));
        (statement.exchange(soci::use(parameters)), ...);
        statement.alloc();
        statement.prepare(sql, soci::details::st_one_time_query);
        statement.define_and_bind();
        if (!statement.execute(true) || present == soci::i_null) return std::nullopt;
        return value;
    });
}

template <class... P>
std::optional<std::int64_t> Session::number(const std::string& sql, const P&... parameters)
{
    const std::optional<long long> value = first<long long>(sql, parameters...);
    if (!value) return std::nullopt;
    return static_cast<std::int64_t>(*value);
}

template <class... P>
std::optional<std::string> Session::text(const std::string& sql, const P&... parameters)
{
    return first<std::string>(sql, parameters...);
}

}  // namespace earned::db
