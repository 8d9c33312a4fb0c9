// Makes the sample book: a company that sells sensors, the cloud they report to, the projects that
// install them, and support; two entities, some 200 contracts, 18 months from January 2025.
//
//     make_book FOLDER     writes FOLDER/00-reference.ndjson and one file a month of knowing
//
// Law: the same program writes the same bytes; the chances it takes come from one seed.
// A month's file holds what was learnt in that month: late deliveries, a corrected estimate and a
// contract that arrived after its delivery are dated earlier. One event is wrong (a day that doesn't
// exist); the next month's file sends it again, mended.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

using Minor = std::int64_t;

class Chance {  // splitmix64
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}
    int below(int limit)
    {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return static_cast<int>((z ^ (z >> 31)) % static_cast<std::uint64_t>(limit));
    }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool one_in(int n) { return below(n) == 0; }

private:
    std::uint64_t state_;
};

// Days since 2025-01-01; the book never leaves 2024 to 2030.
struct Day {
    int serial = 0;
    friend auto operator<=>(const Day&, const Day&) = default;
    Day operator+(int days) const { return {serial + days}; }
};

int days_in(int year, int month)
{
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && year % 4 == 0 ? 29 : days[static_cast<std::size_t>(month - 1)];
}

struct Calendar { int year, month, day; };

Calendar calendar(Day day)
{
    int year = 2025, month = 1, left = day.serial;
    while (left < 0) {
        if (--month == 0) month = 12, --year;
        left += days_in(year, month);
    }
    while (left >= days_in(year, month)) {
        left -= days_in(year, month);
        if (++month == 13) month = 1, ++year;
    }
    return {year, month, left + 1};
}

Day day_of(int year, int month, int day)
{
    int serial = day - 1;
    for (int y = 2025, m = 1; y != year || m != month;) {
        serial += days_in(y, m);
        if (++m == 13) m = 1, ++y;
    }
    return {serial};
}

std::string text(Day day)
{
    const Calendar c = calendar(day);
    std::array<char, 16> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", c.year, c.month, c.day);
    return out.data();
}

// The day before the same day so many months later.
Day last_of_term(Day first, int months)
{
    const Calendar c = calendar(first);
    const int index = c.month - 1 + months, year = c.year + index / 12, month = index % 12 + 1;
    return day_of(year, month, std::min(c.day, days_in(year, month))) + -1;
}

int month_index(Day day)
{
    const Calendar c = calendar(day);
    return (c.year - 2025) * 12 + c.month - 1;
}

std::string amount(Minor minor)
{
    const std::string sign = minor < 0 ? "-" : "";
    const Minor size = minor < 0 ? -minor : minor;
    std::string cents = std::to_string(size % 100);
    return sign + std::to_string(size / 100) + "." + (cents.size() < 2 ? "0" + cents : cents);
}

std::string quoted(const std::string& words) { return "\"" + words + "\""; }

// JSON by hand: fields in their order.
class Fields {
public:
    Fields& text(const std::string& name, const std::string& value) { return raw(name, quoted(value)); }
    Fields& day(const std::string& name, Day value) { return text(name, ::text(value)); }
    Fields& money(const std::string& name, Minor value) { return text(name, amount(value)); }
    Fields& raw(const std::string& name, const std::string& json)
    {
        out_ += (out_.empty() ? "" : ", ") + quoted(name) + ": " + json;
        return *this;
    }
    std::string json() const { return "{" + out_ + "}"; }

private:
    std::string out_;
};

constexpr int months = 18;

class Log {
public:
    void reference(const std::string& type, const Fields& data) { reference_.push_back(envelope("master-data", type, data)); }
    // Known in the month of `known`, or never when that lies beyond the book.
    void add(Day known, const std::string& source, const std::string& type, const Fields& data)
    {
        const int month = std::max(0, month_index(known));
        if (month < months) files_[month].push_back({known, envelope(source, type, data)});
    }
    void add_raw(Day known, const std::string& line) { files_[month_index(known)].push_back({known, line}); }
    std::string envelope(const std::string& source, const std::string& type, const Fields& data)
    {
        return envelope(source, type, data, source + "-" + std::to_string(++count_[source]));
    }
    static std::string envelope(const std::string& source, const std::string& type, const Fields& data, const std::string& id)
    {
        return "{\"specversion\": \"1.0\", \"source\": " + quoted(source) + ", \"id\": " + quoted(id) +
               ", \"type\": " + quoted(type) + ", \"data\": " + data.json() + "}";
    }
    void write(const std::filesystem::path& folder)
    {
        std::filesystem::create_directories(folder);
        put(folder / "00-reference.ndjson", reference_);
        for (auto& [month, lines] : files_) {
            std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
            std::vector<std::string> texts;
            for (const auto& [day, line] : lines) texts.push_back(line);
            std::array<char, 32> name{};
            std::snprintf(name.data(), name.size(), "%04d-%02d.ndjson", 2025 + month / 12, month % 12 + 1);
            put(folder / name.data(), texts);
        }
    }

private:
    static void put(const std::filesystem::path& path, const std::vector<std::string>& lines)
    {
        std::ofstream file(path, std::ios::binary);
        for (const std::string& line : lines) file << line << "\n";
        if (!file.flush()) throw std::runtime_error(path.string() + ": can't be written");
    }

    std::vector<std::string> reference_;
    std::map<int, std::vector<std::pair<Day, std::string>>> files_;
    std::map<std::string, int> count_;
};

// One of the two companies, and what differs between them.
struct Company {
    std::string entity, currency, prefix;
    bool chinese = false;
    int scale = 1;        // prices: hundreds of dollars, or of yuan
    int vat = 0;          // percent on services, by rule
    int goods_tax = 0;    // percent on hardware: in the US stated on the line, in China by rule
    std::vector<std::string> customers{};
};

Minor taxed(Minor net, int percent) { return net + (net * percent + (net < 0 ? -50 : 50)) / 100; }

class Book {
public:
    explicit Book(Log& log) : log_(log), chance_(20250101) {}

    void make()
    {
        companies_ = {{.entity = "LUMEN-US", .currency = "USD", .prefix = "US", .goods_tax = 8},
                      {.entity = "LUMEN-CN", .currency = "CNY", .prefix = "CN", .chinese = true, .scale = 6, .vat = 6, .goods_tax = 13}};
        define();
        for (Company& company : companies_) {
            const int contracts = company.chinese ? 84 : 120;
            for (int number = 0; number < contracts; ++number) sell(company, number);
        }
        happen();
    }

private:
    void define()
    {
        const Day dawn = {-366};
        const auto entity = [&](const char* id, const char* name, const char* currency, const char* country, const char* zone, const char* books,
                                const char* tax_id, const char* registration, const char* address, const char* pay_into) {
            log_.reference("entity.defined", Fields().text("entity", id).day("date", dawn).text("name", name).text("currency", currency)
                .text("country", country).text("timezone", zone).text("fiscal_year_start", "01-01").text("calendar", "monthly").raw("books", books)
                .text("tax_id", tax_id).text("registration", registration).raw("address", address).raw("pay_into", pay_into)
                .text("e_invoice", "EN16931").text("email", mail_of("billing", id)).text("endpoint", "EM:" + mail_of("billing", id)));
        };
        entity("LUMEN-US", "Lumen Instruments, Inc.", "USD", "US", "America/New_York",
               R"([{"book": "US-GAAP", "framework": "US-GAAP", "rules": "standard"}, {"book": "IFRS", "framework": "IFRS", "rules": "standard"}])",
               "US000000001", "DE-0000001",
               R"({"street": "1 Example Avenue", "city": "Albany", "region": "NY", "postal_code": "12207"})",
               R"({"account": "000123456789", "bank": "Example Bank", "holder": "Lumen Instruments, Inc."})");
        entity("LUMEN-CN", "流明仪器（上海）有限公司", "CNY", "CN", "Asia/Shanghai",
               R"([{"book": "CAS", "framework": "CAS", "rules": "standard"}])", "CN91310000MA1FL00001", "91310000MA1FL00001",
               R"({"street": "示例路1号", "city": "上海", "region": "上海市", "postal_code": "200120"})",
               R"({"account": "6222000000000000", "bank": "示例银行上海分行", "holder": "流明仪器（上海）有限公司"})");
        const auto product = [&](const char* sku, const char* name, const char* family, const char* unit, const char* tax) {
            log_.reference("product.defined", Fields().text("sku", sku).day("date", dawn).text("name", name).text("family", family)
                .text("unit", unit).text("tax_category", tax));
        };
        product("CLOUD", "Lumen Cloud 流明云", "subscription", "seat", "service");
        product("GATE", "Gate sensor 门禁传感器", "hardware", "piece", "goods");
        product("IMPL", "Implementation 实施服务", "implementation", "project", "service");
        product("CARE", "Care support 运维支持", "support", "year", "service");
        product("TRAIN", "Training day 培训日", "training", "day", "service");
        for (Company& company : companies_) define_customers(company);
    }

    void define_customers(Company& company)
    {
        static const std::vector<std::string> towns = {"Albany", "Boise", "Camden", "Dayton", "Eugene", "Fresno", "Galena", "Helena",
                                                       "Irvine", "Joliet", "Keene", "Laramie", "Macon", "Nashua", "Ogden", "Provo"};
        static const std::vector<std::string> trades = {"Foods", "Logistics", "Clinics", "Mills", "Schools"};
        static const std::vector<std::string> cities = {"杭州", "苏州", "宁波", "无锡", "南京", "合肥", "青岛", "厦门", "成都", "武汉"};
        static const std::vector<std::string> lines = {"食品", "物流", "医疗", "机械", "教育"};
        const auto& places = company.chinese ? cities : towns;
        const auto& kinds = company.chinese ? lines : trades;
        for (const std::string& kind : kinds)
            for (const std::string& place : places) {
                std::string number = std::to_string(company.customers.size() + 1);
                const std::string id = company.prefix + "-" + std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number;
                const std::string name = company.chinese ? place + kind + "有限公司" : place + " " + kind + (kind == "Schools" ? "" : " LLC");
                log_.reference("customer.defined", Fields().text("customer", id).day("date", {-366}).text("name", name)
                    .text("country", company.chinese ? "CN" : "US").text("terms", "net 30").text("currency", company.currency)
                    .text("language", company.chinese ? "zh" : "en").raw("address", address_of(company, place, company.customers.size() + 1))
                    .text("tax_id", tax_id_of(company, company.customers.size() + 1)).text("email", mail_of("payables", id))
                    .text("endpoint", "EM:" + mail_of("payables", id)));
                company.customers.push_back(id);
                if (company.customers.size() == (company.chinese ? 45U : 70U)) return;
            }
    }

    static std::string address_of(const Company& company, const std::string& place, std::size_t number)
    {
        return company.chinese ? Fields().text("street", "人民路" + std::to_string(number) + "号").text("city", place)
                                     .text("postal_code", std::to_string(310000 + number)).json()
                               : Fields().text("street", std::to_string(100 + number) + " Main Street").text("city", place)
                                     .text("postal_code", std::to_string(60000 + number)).json();
    }

    // Made up, with the country's letters: nobody has them.
    static std::string tax_id_of(const Company& company, std::size_t number)
    {
        return company.chinese ? "CN91330000MA2BK" + std::to_string(10000 + number) : "US" + std::to_string(900000000 + number);
    }

    static std::string mail_of(const std::string& who, std::string id)
    {
        for (char& letter : id)
            if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        return who + "@" + id + ".example";
    }

    struct Deal { const Company* company; std::string contract, customer; Day signed_on; };

    Fields signing(const Deal& deal) const
    {
        return Fields().text("contract", deal.contract).text("entity", deal.company->entity).text("customer", deal.customer)
            .text("currency", deal.company->currency).day("date", deal.signed_on);
    }

    void sell(const Company& company, int number)
    {
        std::string digits = std::to_string(number + 1);
        Deal deal{&company, company.prefix + "-C" + std::string(3 - std::min<std::size_t>(3, digits.size()), '0') + digits,
                  company.customers[static_cast<std::size_t>(number) % company.customers.size()], {chance_.below(month_days())}};
        switch (number % 8) {
        case 0: subscribe_yearly(deal); break;
        case 1: subscribe_quarterly(deal); break;
        case 2: subscribe_in_arrears(deal); break;
        case 3: sell_hardware(deal); break;
        case 4: install(deal); break;
        case 5: sell_bundle(deal); break;
        case 6: support(deal); break;
        case 7: train(deal); break;
        }
    }
    static int month_days() { return 500; }  // signed in the first sixteen months and a half

    // A customer pays an invoice some days after it falls due; now and then in two parts.
    void pay(const Deal& deal, Day invoiced, Minor gross)
    {
        const Day due = invoiced + 30 + chance_.between(-12, chance_.one_in(5) ? 75 : 6);
        const auto receive = [&](Day day, Minor money, bool names_contract) {
            Fields data = Fields().text("payment", deal.company->prefix + "-P" + std::to_string(++payments_)).text("customer", deal.customer)
                .day("date", day).money("amount", money).text("currency", deal.company->currency).text("account", deal.company->prefix + "-BANK");
            if (names_contract) data.text("contract", deal.contract).text("remittance", deal.contract);
            log_.add(day, "bank", "payment.received", data);
        };
        if (chance_.one_in(12)) {
            const Minor part = gross * 3 / 5 / 100 * 100;
            receive(due, part, true);
            receive(due + chance_.between(10, 40), gross - part, true);
        } else if (!chance_.one_in(16)) {
            receive(due, gross, chance_.one_in(2));
        }
    }

    Minor hundreds(const Deal& deal, int low, int high) { return static_cast<Minor>(chance_.between(low, high)) * 10000 * deal.company->scale; }

    std::string line(const Deal& deal, const char* name, const char* sku, Minor price, const std::string& more) const
    {
        Fields fields = Fields().text("line", name).text("sku", sku).money("price", price);
        // Every line says how it is taxed, so that every invoice is a valid e-invoice.
        if (!deal.company->chinese)
            fields.raw("tax", std::string(sku) == "GATE" ? R"({"rate": "0.08", "category": "S"})" : R"({"rate": "0", "category": "Z"})");
        return fields.json().substr(0, fields.json().size() - 1) + ", " + more + "}";
    }

    std::string service(const Deal& deal, const char* name, const char* sku, Minor price, Day first, Day last, const std::string& more) const
    {
        return line(deal, name, sku, price, "\"start\": " + quoted(text(first)) + ", \"end\": " + quoted(text(last)) + ", " + more);
    }

    void sign(const Deal& deal, const std::string& lines) { log_.add(deal.signed_on, "crm", "contract.signed", signing(deal).raw("lines", "[" + lines + "]")); }

    void subscribe_yearly(const Deal& deal)
    {
        const Minor price = hundreds(deal, 60, 480);
        const Day last = last_of_term(deal.signed_on, 12);
        sign(deal, service(deal, "cloud", "CLOUD", price, deal.signed_on, last, R"("billing": {"plan": "on_signing"})"));
        pay(deal, deal.signed_on, taxed(price, deal.company->vat));
        if (!chance_.one_in(3)) return;
        const Day more = deal.signed_on + chance_.between(60, 200);  // more seats for the rest of the term
        const Minor extra = price / 4 / 100 * 100;
        log_.add(more, "crm", "contract.modified", Fields().text("contract", deal.contract).day("date", more)
            .raw("add", "[" + service(deal, "more-seats", "CLOUD", extra, more, last, R"("billing": {"plan": "on_signing"})") + "]"));
        pay(deal, more, taxed(extra, deal.company->vat));
    }

    void subscribe_quarterly(const Deal& deal)
    {
        const Minor quarter = hundreds(deal, 15, 90);
        const int years = chance_.between(1, 3);
        sign(deal, service(deal, "cloud", "CLOUD", quarter * 4 * years, deal.signed_on, last_of_term(deal.signed_on, 12 * years),
                           R"("treatment": {"satisfied": "over_time", "measure": "monthly"}, "billing": {"plan": "recurring", "every": "3 months", "timing": "advance"})"));
        for (int n = 0; n < 4 * years; ++n) pay(deal, last_of_term(deal.signed_on, 3 * n) + 1, taxed(quarter, deal.company->vat));
    }

    void subscribe_in_arrears(const Deal& deal)
    {
        const Minor month = hundreds(deal, 5, 40);
        const Calendar c = calendar(deal.signed_on);
        const Day first = last_of_term(day_of(c.year, c.month, 1), 1) + 1;
        sign(deal, service(deal, "cloud", "CLOUD", month * 12, first, last_of_term(first, 12),
                           R"("treatment": {"satisfied": "over_time", "measure": "monthly"}, "billing": {"plan": "recurring", "every": "1 month", "timing": "arrears"})"));
        for (int n = 1; n <= 12; ++n) pay(deal, last_of_term(first, n), taxed(month, deal.company->vat));
    }

    void deliver(const Deal& deal, const char* name, int quantity, Day day, Day known)
    {
        log_.add(known, "warehouse", "order.fulfilled", Fields().text("contract", deal.contract).text("line", name).day("date", day)
            .raw("quantity", std::to_string(quantity)).text("evidence", "delivery note " + deal.contract + "/" + std::to_string(day.serial)));
    }

    void sell_hardware(const Deal& deal)
    {
        const int pieces = chance_.between(2, 30) * 2;
        const Minor unit = hundreds(deal, 2, 9);
        sign(deal, line(deal, "sensors", "GATE", unit * pieces, "\"quantity\": " + std::to_string(pieces) + R"(, "billing": {"plan": "on_fulfilment"})"));
        const Day day = deal.signed_on + chance_.between(7, 40);
        const Day known = chance_.one_in(6) ? day + chance_.between(20, 45) : day;  // the delivery note came late
        if (chance_.one_in(3)) {
            deliver(deal, "sensors", pieces / 2, day, known);
            deliver(deal, "sensors", pieces / 2, day + 21, std::max(known, day + 21));
            pay(deal, known, taxed(unit * pieces / 2, deal.company->goods_tax));
            pay(deal, std::max(known, day + 21), taxed(unit * pieces / 2, deal.company->goods_tax));
        } else {
            deliver(deal, "sensors", pieces, day, known);
            pay(deal, known, taxed(unit * pieces, deal.company->goods_tax));
        }
    }

    void install(const Deal& deal)
    {
        const Minor price = hundreds(deal, 200, 900);
        if (chance_.one_in(2)) return install_by_percent(deal, price);
        sign(deal, line(deal, "project", "IMPL", price, R"("treatment": {"satisfied": "over_time", "measure": "milestones"}, )"
            R"("billing": {"plan": "installments", "installments": [{"milestone": "design", "percent": 30}, {"milestone": "go-live", "percent": 50}, {"milestone": "acceptance", "percent": 20}]})"));
        Day day = deal.signed_on;
        for (const auto& [milestone, percent] : {std::pair{"design", 30}, {"go-live", 50}, {"acceptance", 20}}) {
            day = day + chance_.between(25, 70);
            log_.add(day, "projects", "milestone.reached", Fields().text("contract", deal.contract).text("line", "project").day("date", day).text("milestone", milestone));
            pay(deal, day, taxed(price * percent / 100, deal.company->vat));
        }
    }

    void install_by_percent(const Deal& deal, Minor price)
    {
        const Day half = deal.signed_on + 90;
        sign(deal, line(deal, "project", "IMPL", price, R"("treatment": {"satisfied": "over_time", "measure": "percent"}, )"
            R"("billing": {"plan": "installments", "installments": [{"date": ")" + text(deal.signed_on) + R"(", "percent": 40}, {"date": ")" + text(half) + R"(", "percent": 60}]})"));
        pay(deal, deal.signed_on, taxed(price * 40 / 100, deal.company->vat));
        pay(deal, half, taxed(price * 60 / 100, deal.company->vat));
        Day day = deal.signed_on;
        for (int percent = chance_.between(10, 25); percent < 100; percent += chance_.between(15, 35)) {
            day = day + chance_.between(20, 34);
            measure(deal, percent, day, day + chance_.below(6));
        }
        measure(deal, 100, day + 30, day + 30);
    }

    void measure(const Deal& deal, int percent, Day day, Day known, const std::string& reason = "")
    {
        Fields measured = Fields().text("contract", deal.contract).text("line", "project").day("date", day).raw("percent", std::to_string(percent));
        if (!reason.empty()) measured.text("reason", reason);
        log_.add(known, "projects", "progress.measured", measured);
    }

    // Hardware below its price, three years of cloud at it, and the project that joins them: revenue
    // is allocated by standalone prices, whatever the lines say.
    void sell_bundle(const Deal& deal)
    {
        const int pieces = chance_.between(10, 40);
        const Minor goods = hundreds(deal, 3, 6) * pieces, cloud = hundreds(deal, 120, 360), project = hundreds(deal, 80, 200);
        const Day last = last_of_term(deal.signed_on, 36), second = deal.signed_on + 120;
        const std::string plan = R"("billing": {"plan": "installments", "installments": [{"date": ")" + text(deal.signed_on) +
                                 R"(", "percent": 50}, {"date": ")" + text(second) + R"(", "percent": 50}]})";
        const auto standalone = [](Minor ssp) { return "\"ssp\": " + quoted(amount(ssp)) + ", "; };
        sign(deal, line(deal, "sensors", "GATE", goods * 70 / 100, standalone(goods) + "\"quantity\": " + std::to_string(pieces) + ", " + plan) + ", " +
                   service(deal, "cloud", "CLOUD", cloud, deal.signed_on, last, standalone(cloud) + R"("treatment": {"satisfied": "over_time", "measure": "monthly"}, )" + plan) + ", " +
                   line(deal, "project", "IMPL", project * 95 / 100, standalone(project) + R"("treatment": {"satisfied": "over_time", "measure": "percent"}, )" + plan));
        deliver(deal, "sensors", pieces, deal.signed_on + 25, deal.signed_on + 25);
        measure(deal, 40, deal.signed_on + 50, deal.signed_on + 52);
        measure(deal, 100, deal.signed_on + 110, deal.signed_on + 112);
        const int vat = deal.company->vat;
        const Minor half = taxed(goods * 35 / 100, deal.company->goods_tax) + taxed(cloud / 2, vat) + taxed(project * 475 / 1000, vat);
        pay(deal, deal.signed_on, half);
        pay(deal, second, half);
    }

    void support(const Deal& deal)
    {
        const Minor price = hundreds(deal, 12, 60);
        sign(deal, service(deal, "care", "CARE", price, deal.signed_on, last_of_term(deal.signed_on, 12), R"("billing": {"plan": "on_signing"})"));
        pay(deal, deal.signed_on, taxed(price, deal.company->vat));
    }

    void train(const Deal& deal)
    {
        const int days = chance_.between(2, 6);
        const Minor day_rate = hundreds(deal, 10, 18);
        sign(deal, line(deal, "days", "TRAIN", day_rate * days, "\"quantity\": " + std::to_string(days) + R"(, "treatment": {"satisfied": "point_in_time", "trigger": "fulfilment"}, "billing": {"plan": "on_fulfilment"})"));
        Day day = deal.signed_on;
        for (int n = 0; n < days; ++n) {
            day = day + chance_.between(5, 30);
            deliver(deal, "days", 1, day, day);
            pay(deal, day, taxed(day_rate, deal.company->vat));
        }
    }

    // What goes otherwise than planned.
    void happen();

    Log& log_;
    Chance chance_;
    std::vector<Company> companies_;
    int payments_ = 0;
};

void Book::happen()
{
    const Company& us = companies_[0];
    const Company& cn = companies_[1];
    // A customer leaves after half its year, and is paid back the half that it will not use.
    const Deal leaver{&us, "US-X01", us.customers[3], day_of(2025, 3, 1)};
    sign(leaver, service(leaver, "cloud", "CLOUD", 2400000, leaver.signed_on, day_of(2026, 2, 28), R"("treatment": {"satisfied": "over_time", "measure": "monthly"}, "billing": {"plan": "on_signing"})"));
    const auto bank = [&](const Deal& deal, const char* payment, Day day, const std::string& minor_text) {
        log_.add(day, "bank", "payment.received", Fields().text("payment", payment).text("customer", deal.customer).text("contract", deal.contract)
            .day("date", day).text("amount", minor_text).text("currency", deal.company->currency).text("account", deal.company->prefix + "-BANK"));
    };
    bank(leaver, "US-PX1", day_of(2025, 3, 28), "24000.00");
    log_.add(day_of(2025, 8, 31), "crm", "contract.terminated", Fields().text("contract", "US-X01").day("date", day_of(2025, 8, 31)).text("refund", "12000.00"));
    log_.add(day_of(2025, 9, 12), "bank", "payment.refunded", Fields().text("payment", "US-PX1").day("date", day_of(2025, 9, 12)).text("amount", "12000.00").text("reason", "US-X01 ended on 31 August"));

    // The sensors were delivered before anyone sent us the contract: an exception until it comes.
    const Deal late{&us, "US-X02", us.customers[7], day_of(2025, 5, 20)};
    deliver(late, "sensors", 20, day_of(2025, 5, 28), day_of(2025, 5, 30));
    log_.add(day_of(2025, 6, 9), "crm", "contract.signed", signing(late).raw("lines", "[" + line(late, "sensors", "GATE", 900000, R"("quantity": 20, "billing": {"plan": "on_fulfilment"})") + "]"));

    // A day that does not exist; sent again under the same identity, mended.
    const Fields wrong = Fields().text("contract", "US-X02").text("line", "sensors").text("date", "2025-06-31").raw("quantity", "0.5");
    log_.add_raw(day_of(2025, 6, 30), Log::envelope("warehouse", "acceptance.recorded", wrong, "warehouse-typo"));
    const Fields mended = Fields().text("contract", "US-X02").text("line", "sensors").text("date", "2025-06-30").raw("quantity", "20");
    log_.add_raw(day_of(2025, 7, 2), Log::envelope("warehouse", "acceptance.recorded", mended, "warehouse-typo"));

    // A project was measured too far in September; in November somebody noticed.
    const Deal project{&cn, "CN-X01", cn.customers[5], day_of(2025, 7, 15)};
    sign(project, line(project, "project", "IMPL", 60000000, R"("treatment": {"satisfied": "over_time", "measure": "percent"}, "billing": {"plan": "installments", "installments": [{"date": "2025-07-15", "percent": 50}, {"date": "2025-12-15", "percent": 50}]})"));
    measure(project, 60, day_of(2025, 9, 30), day_of(2025, 9, 30));
    measure(project, 45, day_of(2025, 10, 31), day_of(2025, 11, 12), "九月份多计了尚未安装的设备");
    measure(project, 100, day_of(2026, 1, 20), day_of(2026, 1, 22));
    bank(project, "CN-PX1", day_of(2025, 8, 20), "318000.00");

    // A bank sends back a transfer; the customer pays again three weeks later.
    const Deal bounced{&us, "US-X03", us.customers[11], day_of(2025, 10, 1)};
    sign(bounced, service(bounced, "care", "CARE", 360000, bounced.signed_on, day_of(2026, 9, 30), R"("billing": {"plan": "on_signing"})"));
    bank(bounced, "US-PX3", day_of(2025, 10, 29), "3600.00");
    log_.add(day_of(2025, 11, 4), "bank", "payment.reversed", Fields().text("payment", "US-PX3").day("date", day_of(2025, 11, 4)).text("reason", "returned by the payer's bank"));
    bank(bounced, "US-PX4", day_of(2025, 11, 25), "3600.00");

    // Cash from nobody we know.
    log_.add(day_of(2026, 2, 11), "bank", "payment.received", Fields().text("payment", "US-PX9").day("date", day_of(2026, 2, 11)).text("amount", "1250.00")
        .text("currency", "USD").text("remittance", "thank you").text("account", "US-BANK"));

    // Customers who buy more, and one whose price for the rest of the term is lowered.
    const Deal lowered{&cn, "CN-X02", cn.customers[8], day_of(2025, 4, 1)};
    sign(lowered, service(lowered, "cloud", "CLOUD", 24000000, lowered.signed_on, day_of(2027, 3, 31), R"("treatment": {"satisfied": "over_time", "measure": "monthly"}, "billing": {"plan": "recurring", "every": "1 year", "timing": "advance"})"));
    log_.add(day_of(2026, 4, 1), "crm", "contract.modified", Fields().text("contract", "CN-X02").day("date", day_of(2026, 4, 1))
        .raw("price_change", R"([{"amount": "-24000.00", "relates_to": "remaining", "lines": ["cloud"]}])").text("treatment", "prospective"));
    bank(lowered, "CN-PX2", day_of(2025, 4, 28), "127200.00");

    // Sensors that are paid for in shares: worth what they were at signing under US-GAAP, and on the day each batch is
    // handed over under IFRS (606-10-32-21, IFRS 15.66).
    const Deal barter{&us, "US-X04", us.customers[15], day_of(2025, 9, 1)};
    const auto quote = [&](Day day, const char* rate) {
        log_.add(day, "treasury", "rate.published", Fields().text("from", "SHARE-KELP").text("to", "USD").day("date", day).text("rate", rate).text("kind", "spot"));
    };
    quote(day_of(2025, 9, 1), "18.00");
    quote(day_of(2025, 12, 1), "20.50");
    quote(day_of(2026, 3, 2), "19.25");
    sign(barter, R"({"line": "sensors", "sku": "GATE", "quantity": 30, "noncash": {"item": "SHARE-KELP", "quantity": 25}, "billing": {"plan": "none"}})");
    deliver(barter, "sensors", 10, day_of(2025, 10, 6), day_of(2025, 10, 7));
    deliver(barter, "sensors", 10, day_of(2026, 1, 12), day_of(2026, 1, 13));
    deliver(barter, "sensors", 10, day_of(2026, 4, 13), day_of(2026, 4, 14));
}

}  // namespace

int main(int count, char** words)
{
    if (count != 2) {
        std::cerr << "make_book: say into which folder: make_book examples/book\n";
        return 2;
    }
    try {
        Log log;
        Book(log).make();
        log.write(words[1]);
    } catch (const std::exception& failure) {
        std::cerr << "make_book: " << failure.what() << "\n";
        return 3;
    }
    return 0;
}
