// Writes the time zone database of this machine as C++: zones FOLDER OUT.cpp
//
// Reads the names from FOLDER/tzdata.zi and each zone from its TZif file (RFC 8536); zones that are
// the same share their table. Part of the build, not of the program.
#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Shift { std::int64_t at; std::int32_t offset; };
struct Table {
    std::vector<Shift> shifts;
    std::string yearly;  // as C++ writes it, or nothing
};

std::string read(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::int64_t big_endian(const std::string& bytes, std::size_t place, std::size_t size)
{
    std::uint64_t number = static_cast<signed char>(bytes.at(place)) < 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t each = 0; each < size; ++each)
        number = number << 8 | static_cast<unsigned char>(bytes.at(place + each));
    return static_cast<std::int64_t>(number);
}

// The rule at the end of a file, as POSIX writes it: CET-1CEST,M3.5.0,M10.5.0/3
class Posix {
public:
    explicit Posix(const std::string& text) : text_(text) {}

    std::string yearly(std::int32_t& standard)
    {
        skip_name();
        standard = -clock();
        if (place_ == text_.size()) return "";
        skip_name();
        const std::int32_t summer = here() == ',' ? standard + 3600 : -clock();
        const std::string begin = day(summer), end = day(standard);
        if (place_ != text_.size()) throw std::runtime_error("what is left of the rule " + text_);
        return begin + ", " + end;
    }

private:
    char here() const { return place_ < text_.size() ? text_[place_] : '\0'; }
    bool take(char wanted)
    {
        const bool there = here() == wanted;
        place_ += there ? 1 : 0;
        return there;
    }
    void skip_name()
    {
        if (take('<')) {
            while (here() && !take('>')) ++place_;
            return;
        }
        while (std::isalpha(static_cast<unsigned char>(here()))) ++place_;
    }
    int number()
    {
        int value = 0;
        if (!std::isdigit(static_cast<unsigned char>(here()))) throw std::runtime_error("the rule " + text_);
        for (; std::isdigit(static_cast<unsigned char>(here())); ++place_) value = value * 10 + (here() - '0');
        return value;
    }
    std::int32_t clock()
    {
        const bool minus = take('-');
        if (!minus) take('+');
        std::int32_t seconds = number() * 3600;
        if (take(':')) seconds += number() * 60;
        if (take(':')) seconds += number();
        return minus ? -seconds : seconds;
    }
    std::string day(std::int32_t offset)
    {
        if (!take(',') || !take('M')) throw std::runtime_error("only rules by month are known: " + text_);
        std::ostringstream out;
        out << "{" << number();
        for (int part = 0; part < 2 && take('.'); ++part) out << ", " << number();
        out << ", " << (take('/') ? clock() : 7200) << ", " << offset << "}";
        return out.str();
    }

    const std::string& text_;
    std::size_t place_ = 0;
};

struct Counts { std::size_t isutc, isstd, leap, time, type, chars; };

Counts counts_at(const std::string& bytes, std::size_t head)
{
    const auto count = [&](std::size_t place) { return static_cast<std::size_t>(big_endian(bytes, head + 20 + place * 4, 4)); };
    return {count(0), count(1), count(2), count(3), count(4), count(5)};
}

Table table_of(const std::string& bytes)
{
    const Counts old = counts_at(bytes, 0);
    if (bytes.compare(0, 4, "TZif") != 0 || bytes.at(4) < '2') throw std::runtime_error("no TZif of version 2");
    const std::size_t head = 44 + old.time * 5 + old.type * 6 + old.chars + old.leap * 8 + old.isstd + old.isutc;
    const Counts now = counts_at(bytes, head);
    const std::size_t times = head + 44, kinds = times + now.time * 8, types = kinds + now.time;
    const auto offset = [&](std::size_t type) { return static_cast<std::int32_t>(big_endian(bytes, types + type * 6, 4)); };
    Table table;
    table.shifts.push_back({INT64_MIN, offset(0)});
    for (std::size_t each = 0; each < now.time; ++each) {
        const Shift shift{big_endian(bytes, times + each * 8, 8), offset(static_cast<unsigned char>(bytes.at(kinds + each)))};
        if (shift.offset != table.shifts.back().offset) table.shifts.push_back(shift);
    }
    std::string rule = bytes.substr(types + now.type * 6 + now.chars + now.leap * 12 + now.isstd + now.isutc);
    std::erase(rule, '\n');
    std::int32_t standard = table.shifts.back().offset;
    if (!rule.empty()) table.yearly = Posix(rule).yearly(standard);
    return table;
}

std::string written(const Table& table)
{
    std::ostringstream out;
    for (const Shift& shift : table.shifts) {
        if (shift.at == INT64_MIN) out << "{INT64_MIN, " << shift.offset << "},";
        else out << "{" << shift.at << ", " << shift.offset << "},";
    }
    return out.str();
}

int write(const std::string& folder, const std::string& target)
{
    std::istringstream index(read(folder + "/tzdata.zi"));
    std::map<std::string, std::string> zones;  // the name, and its entry in the list
    std::map<std::string, std::string> tables;
    std::ostringstream tables_out;
    std::string version = "unknown";
    for (std::string line; std::getline(index, line);) {
        std::istringstream words(line);
        std::string kind, first, second;
        words >> kind >> first >> second;
        if (kind == "#" && first == "version") version = second;
        const std::string name = kind == "Z" ? first : kind == "L" ? second : "";
        const std::string bytes = name.empty() ? "" : read(folder + "/" + name);
        if (bytes.empty()) continue;
        const Table table = table_of(bytes);
        const std::string shifts = written(table);
        std::string& entry = tables[shifts + table.yearly];
        if (entry.empty()) {
            const std::string number = std::to_string(tables.size());
            tables_out << "constexpr Shift shifts_" << number << "[] = {" << shifts << "};\n";
            if (!table.yearly.empty()) tables_out << "constexpr YearlyShift yearly_" << number << "[] = {" << table.yearly << "};\n";
            entry = "shifts_" + number + ", " + std::to_string(table.shifts.size()) + ", " + (table.yearly.empty() ? "nullptr" : "yearly_" + number);
        }
        zones[name] = entry;
    }
    if (zones.size() < 300) throw std::runtime_error(folder + " holds only " + std::to_string(zones.size()) + " zones: install tzdata");
    std::ofstream out(target);
    out << "#include \"rules/feel/zone_data.h\"\n\nnamespace earned::feel {\n\nnamespace {\n\n" << tables_out.str() << "\nconstexpr Zone zones[] = {\n";
    for (const auto& [name, entry] : zones) out << "    {\"" << name << "\", " << entry << "},\n";
    out << "};\n\n}  // namespace\n\nconst ZoneTable& zone_table()\n{\n    static constexpr ZoneTable table{\"" << version << "\", zones, " << zones.size()
        << "};\n    return table;\n}\n\n}  // namespace earned::feel\n";
    return out.good() ? 0 : 1;
}

}  // namespace

int main(int count, char** words)
{
    try {
        return count == 3 ? write(words[1], words[2]) : 2;
    } catch (const std::exception& failure) {
        std::cerr << "zones: " << failure.what() << "\n";
        return 1;
    }
}
