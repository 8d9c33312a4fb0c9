#include "exchange/bank/read.h"

#include "exchange/bank/check.h"
#include "exchange/bank/faults.h"
#include "exchange/bank/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace earned::bank {

namespace {

// The first words of a file tell its format; a CSV has none, and is known by its titles.
enum class Kind { camt, mt940, ofx, bai2, csv };

bool has_line_beginning(std::string_view text, std::string_view beginning)
{
    return text.starts_with(beginning) || text.find("\n" + std::string(beginning)) != std::string_view::npos;
}

Kind kind_of(std::string_view bytes)
{
    const std::string_view head = stripped(bytes.substr(0, 4096));
    if (head.starts_with("OFXHEADER") || head.find("<OFX>") != std::string_view::npos ||
        head.find("<?OFX") != std::string_view::npos)
        return Kind::ofx;
    if (head.starts_with("<")) return Kind::camt;
    if (head.starts_with("01,")) return Kind::bai2;
    for (const char* tag : {":20:", ":25:", ":60F:", ":60M:", ":61:", ":62F:", ":86:", ":28C:", ":28:", ":NS:", "{1:F"})
        if (has_line_beginning(head, tag)) return Kind::mt940;
    return Kind::csv;
}

// The head of an OFX file may name a code page (CHARSET:936) or an encoding; that of the others never does.
std::string named_encoding(std::string_view bytes)
{
    const std::string_view head = bytes.substr(0, bytes.find("<OFX>"));
    const auto after = [&](std::string_view word, std::string_view letters) -> std::string {
        const std::size_t at = head.find(word);
        if (at == std::string_view::npos) return {};
        const std::string_view rest = head.substr(at + word.size());
        return std::string(rest.substr(0, std::min(rest.find_first_not_of(letters), rest.size())));
    };
    if (const std::string page = after("CHARSET:", "0123456789"); !page.empty()) return "CP" + page;
    return after("encoding=\"", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

Result<File> guessed(Result<File> file, const std::string& as)
{
    if (file) file->remarks.push_back({"encoding-guessed", 1, "the file isn't UTF-8, and was read as " + as});
    return file;
}

// By the country of the accounts, where all their IBANs are of one part of Europe.
std::pair<std::string, std::string> encoding_of(const Result<File>& file)
{
    static constexpr std::array<std::string_view, 10> central = {"PL", "CZ", "SK", "HU", "SI",
                                                                 "HR", "RO", "BA", "AL", "ME"},
                                                      eastern = {"BG", "UA", "BY", "RU", "RS",
                                                                 "MK", "KZ", "KG", "MD", "UZ"};
    const auto all_in = [&](std::span<const std::string_view> countries) {
        return file && !file->statements.empty() &&
               std::all_of(file->statements.begin(), file->statements.end(), [&](const Statement& statement) {
                   const std::string_view account = statement.account;
                   return account.size() > 14 && digits_only(account.substr(2, 2)) &&
                          std::find(countries.begin(), countries.end(), account.substr(0, 2)) != countries.end();
               });
    };
    if (all_in(central)) return {"WINDOWS-1250", "Central European"};
    if (all_in(eastern)) return {"WINDOWS-1251", "Cyrillic"};
    return {};
}

// Where no encoding is named, what isn't UTF-8 is read as Chinese, as what its accounts' country writes, or as Western
// European; and that is said.
Result<File> read_text(std::string_view bytes, Result<File> (*read)(std::string_view))
{
    if (is_utf8(bytes)) return read(bytes);
    if (const std::string named = read == read_ofx ? named_encoding(bytes) : ""; !named.empty())
        if (const auto text = converted(bytes, named)) return read(*text);
    Result<File> file = read(western(bytes));
    if (const auto [encoding, words] = encoding_of(file); !encoding.empty())
        if (const auto text = converted(bytes, encoding)) return guessed(read(*text), words);
    if (is_chinese(bytes))
        if (const auto text = converted(bytes, "GB18030")) return guessed(read(*text), "Chinese (GB18030)");
    return guessed(std::move(file), "Western European");
}

}  // namespace

Result<File> read_statements(std::string_view bytes, std::span<const Profile> profiles)
{
    // A file in two bytes a letter is read as what it is in UTF-8.
    std::optional<std::string> narrow;
    if (const std::string wide = wide_encoding(bytes); !wide.empty()) {
        narrow = converted(bytes, wide);
        if (!narrow) return fault_at(1, "encoding-unreadable", "the file begins as " + wide + ", and isn't that");
        bytes = *narrow;
    }
    const std::string_view text = without_mark(bytes);
    if (stripped(text).empty()) return fault_at(1, "file-empty", "the file is empty");
    if (whole_letters(text))
        return fault_at(lines_of(text).back().number, "file-cut-off", "the file ends inside a letter");
    const auto read = [&]() -> Result<File> {
        switch (kind_of(text)) {
            case Kind::camt:
                return read_camt(text);
            case Kind::mt940:
                return read_text(text, read_mt940);
            case Kind::ofx:
                return read_text(text, read_ofx);
            case Kind::bai2:
                return read_text(text, read_bai2);
            case Kind::csv:
                break;
        }
        return read_csv(bytes, profiles);
    };
    Result<File> file = read();
    if (file) check_chains(*file);
    return file;
}

}  // namespace earned::bank
