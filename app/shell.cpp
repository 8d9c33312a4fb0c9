#include "app/shell.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <pwd.h>
#include <unistd.h>

namespace earned::app {

namespace {

namespace fs = std::filesystem;

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// What a book can be asked about: no company's books reach further, and a slip of the hand does.
constexpr int first_year = 1900, last_year = 2999;
std::string years() { return "the years " + std::to_string(first_year) + " to " + std::to_string(last_year); }

}  // namespace

std::string Shell::url() const
{
    if (!db.empty()) {
        if (holds_password(db))
            throw Misused(
                "a password is never an argument: others can see it. Put it into ~/.pgpass, PGPASSWORD or EARNED_DB");
        return db;
    }
    const std::string named = environment("EARNED_DB");
    return named.empty() ? "./earned.db" : named;
}

std::shared_ptr<Packages> Shell::packages() const { return std::make_shared<Packages>(rule_folders(rules)); }

bool holds_password(const std::string& url)
{
    if (url.find("password=") != std::string::npos) return true;
    const std::size_t scheme = url.find("://"), at = url.find('@');
    if (scheme == std::string::npos || at == std::string::npos) return false;
    return url.substr(scheme + 3, at - scheme - 3).find(':') != std::string::npos;
}

std::string shown(const std::string& url)
{
    if (!holds_password(url)) return url;
    const std::size_t at = url.find('@');
    return at == std::string::npos ? "the PostgreSQL database of EARNED_DB" : "postgresql://…" + url.substr(at);
}

std::vector<std::string> rule_folders(const std::string& asked)
{
    if (!asked.empty()) return {asked};
    const std::string named = environment("EARNED_RULES");
    if (!named.empty()) return {named};
    std::vector<std::string> folders;
    std::error_code ignored;
    fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (int up = 0; up < 4 && !folder.empty(); ++up, folder = folder.parent_path())
        if (fs::is_directory(folder / "rules" / "standard", ignored)) folders.push_back((folder / "rules").string());
    folders.emplace_back("/usr/share/earned/rules");
    return folders;
}

std::string session_user()
{
    const passwd* user = ::getpwuid(::geteuid());
    return user == nullptr ? "uid " + std::to_string(::geteuid()) : user->pw_name;
}

Date today()
{
    const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return Date::from_serial(static_cast<std::int32_t>(now.time_since_epoch().count()));
}

Date date_asked(const std::string& text, const std::string& option)
{
    const auto date = Date::parse(text);
    if (!date) throw Misused(option + " is a date as YYYY-MM-DD, and '" + text + "' is none");
    if (date->year() < first_year || date->year() > last_year) throw Misused(option + " is a day of " + years());
    return *date;
}

Date date_or_never(const std::string& text, const std::string& option)
{
    return text.empty() ? Date::never() : date_asked(text, option);
}

Period period_asked(const std::string& text)
{
    const auto period = Period::parse(text);
    if (!period || period->number() > 12)
        throw Misused("a period is written as YYYY-MM, and '" + text + "' is none that has days");
    if (period->year() < first_year || period->year() > last_year) throw Misused("a period is one of " + years());
    return *period;
}

}  // namespace earned::app
