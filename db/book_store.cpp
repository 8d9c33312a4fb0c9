#include "db/book_store.h"

namespace earned::db {

std::unique_ptr<Store> Store::open(const std::string& url)
{
    const Url place = parse_url(url);
    return std::make_unique<BookStore>(place.dialect == Dialect::sqlite
                                           ? sqlite_session(place.place)
                                           : postgres_session(place.place, place.schema));
}

BookStore::BookStore(std::unique_ptr<Session> session) : session_(std::move(session))
{
    if (session_->connected()) session_->enter();
}

std::unique_ptr<Store> BookStore::another()
{
    auto store = std::make_unique<BookStore>(session_->another());
    store->call_ = call_;
    return store;
}

void BookStore::deed(const char* name, const std::function<void()>& work)
{
    if (call_) call_(std::string("before ") + name);
    transact(work);
    if (call_) call_(std::string("after ") + name);
}

void BookStore::transact(const std::function<void()>& work)
{
    const bool outermost = !session_->in_transaction();
    const auto forget = [&] {
        checked_run_ = 0;
        jobless_.clear();
    };
    if (outermost) forget();
    try {
        session_->transact(work, call_);
    } catch (...) {
        if (outermost) {  // what was learnt within is undone with it
            books_.clear();
            periods_.clear();
            forget();
        }
        throw;
    }
    if (outermost) forget();
}

void BookStore::transact_part(const std::function<void()>& work)
{
    const bool outermost = !session_->in_transaction();  // the transaction around it may promise more
    transact([&] {
        if (outermost) session_->settle_later();
        work();
    });
}

bool BookStore::exists()
{
    if (!session_->connected() || !session_->has_table("book")) return false;
    const auto version = session_->number("select max(version) from book");
    if (!version) return false;
    if (*version == schema_version) return true;
    throw Failure("this book is of version " + std::to_string(*version) + ", and this program keeps version " +
                  std::to_string(schema_version) +
                  "; go on with the program that made it, or make a new book and ingest its events there");
}

void BookStore::create()
{
    if (call_) call_("before create");
    session_->connect();
    if (!exists()) {
        session_->as_owner([&] {
            transact([&] {
                session_->make_room();
                for (const std::string& statement : creation(session_->dialect())) session_->execute(statement);
                session_->grant_rights();
                const std::int64_t version = schema_version;
                session_->execute("insert into book (version, made_at) values (:a, " + session_->now() +
                                      ") on conflict do nothing",
                                  version);
            });
        });
        session_->enter();
    }
    if (call_) call_("after create");
}

void BookStore::drop()
{
    if (!session_->connected()) return;
    aside_.reset();
    session_->drop_book();
    books_.clear();
    periods_.clear();
}

std::string in_list(const std::string& expression, std::span<const std::int64_t> numbers)
{
    if (numbers.empty()) return "1 = 0";
    std::string text = expression + " in (";
    for (std::size_t i = 0; i < numbers.size(); ++i) text += (i == 0 ? "" : ",") + std::to_string(numbers[i]);
    return text + ")";
}

std::string between(const std::string& column, std::int64_t first, std::int64_t last)
{
    return column + " between " + std::to_string(first) + " and " + std::to_string(last);
}

std::string BookStore::role()
{
    return is_postgres() ? session_->text("select cast(session_user as text)").value_or("") : "";
}

}  // namespace earned::db
