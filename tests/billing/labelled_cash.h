// Payments whose truth is known: customers, invoices, and what they pay with the noise that real
// remittances have, in English and Chinese. The mix is fixed, the draw comes from a seed.
//
// Ensures: each invoice is paid once; a typo never makes the number of another invoice (a program
//          could not know better)
#pragma once

#include "billing/collect/cascade.h"

#include <array>
#include <set>
#include <string>
#include <vector>

namespace earned::billing::labelled {

enum class Kind { exact, miswritten, cut_off, several, short_paid, payer_and_amount, another_payer, nothing };
constexpr std::array<const char*, 8> kind_names = {
    "exact number", "typo or lost separator", "cut off",       "several invoices",
    "short paid",   "payer and amount",       "another payer", "nothing usable"};
constexpr std::array<int, 8> shares = {35, 15, 10, 10, 10, 10, 5, 5};  // in hundredths

struct Labelled {
    Kind kind = Kind::exact;
    Incoming payment;
    std::set<std::string> pays;  // invoices
    bool has_twin = false;       // an open invoice of the same customer has the same amount
};

struct World {
    OpenItems items;
    std::vector<Labelled> payments;
};

class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t limit)
    {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>((state_ >> 33) % limit);
    }
    bool in_hundred(std::size_t chance) { return below(100) < chance; }
    template <class T, std::size_t n>
    const T& one_of(const T (&all)[n])
    {
        return all[below(n)];
    }

private:
    std::uint64_t state_;
};

class Maker {
public:
    Maker(std::uint64_t seed, std::size_t payments) : draw_(seed), wanted_(payments) {}

    World make()
    {
        make_customers();
        make_invoices();
        for (std::size_t kind = 0; kind < shares.size(); ++kind)
            for (std::size_t at = 0; at < wanted_ * static_cast<std::size_t>(shares[kind]) / 100; ++at)
                pay(static_cast<Kind>(kind));
        return std::move(world_);
    }

private:
    struct Client {
        std::string id, name, parent;
        std::vector<std::size_t> unpaid;
    };
    struct Bill {
        std::string number;
        std::size_t client = 0;
        Money amount;
        bool has_twin = false;
    };

    void make_customers()
    {
        static const std::string first[] = {"Nordlicht", "Alder",  "Bluewater", "Granite", "Harbour",
                                            "Kestrel",   "Linden", "晨光",      "华润",    "东方",
                                            "天河",      "海通",   "Orchid",    "Polaris"};
        static const std::string second[] = {"Logistics", "Software", "Systems", "Foods", "Energy",
                                             "科技",      "贸易",     "软件",    "物流",  "Medical"};
        static const std::string form[] = {" GmbH", " Ltd", " Inc.", "有限公司", " AG", "股份有限公司"};
        for (std::size_t at = 0; at < wanted_ / 4; ++at) {
            Client client;
            client.id = "C" + std::to_string(1000 + at);
            client.name = draw_.one_of(first) + " " + draw_.one_of(second) + " " + letters(at) + draw_.one_of(form);
            if (at % 10 == 9) client.parent = clients_[at - 1].id;
            world_.items.customer(CustomerId(client.id), client.name, client.parent);
            clients_.push_back(client);
        }
    }
    static std::string letters(std::size_t at)
    {
        static const std::string parts[] = {"Ost", "Nova", "Ridge", "Quay", "Vale", "北",
                                            "南",  "Peak", "Fjord", "Mesa", "Isle", "Dune"};
        return parts[at % 12] + parts[at / 12 % 12] + parts[at / 144 % 12];
    }

    void make_invoices()
    {
        for (std::size_t at = 0; at < wanted_ * 2; ++at) {
            Bill bill;
            const std::string digits = std::to_string(at + 1);
            bill.number = "INV-2026-" + std::string(6 - digits.size(), '0') + digits;
            bill.client = draw_.below(clients_.size());
            Client& client = clients_[bill.client];
            const bool list_price = draw_.in_hundred(25);
            bill.amount = Money(list_price ? static_cast<std::int64_t>((1 + draw_.below(40)) * 9900)
                                           : static_cast<std::int64_t>(1000 + draw_.below(4000000)),
                                usd());
            if (!client.unpaid.empty() && draw_.in_hundred(4)) {
                bill.amount = bills_[client.unpaid.back()].amount;
                bill.has_twin = bills_[client.unpaid.back()].has_twin = true;
            } else {
                for (const std::size_t other : client.unpaid)
                    if (bills_[other].amount == bill.amount) bill.has_twin = bills_[other].has_twin = true;
            }
            client.unpaid.push_back(at);
            bills_.push_back(bill);
            numbers_.insert(plain(bill.number));
            world_.items.add({1, static_cast<std::uint32_t>(bill.client), InvoiceId(bill.number), bill.amount,
                              Date::of(2026, 1, 1) + static_cast<int>(draw_.below(60)), Date::of(2026, 3, 1)});
        }
        world_.items.seal();
    }
    static std::string plain(const std::string& number)
    {
        std::string kept;
        for (const char letter : number)
            if (letter != '-') kept += letter;
        return kept;
    }
    static Currency usd() { return *Currency::parse("USD"); }

    std::size_t take_bill()
    {
        for (;;) {
            Client& client = clients_[draw_.below(clients_.size())];
            if (client.unpaid.empty()) continue;
            const std::size_t at = draw_.below(client.unpaid.size());
            const std::size_t bill = client.unpaid[at];
            client.unpaid.erase(client.unpaid.begin() + static_cast<std::ptrdiff_t>(at));
            return bill;
        }
    }

    std::string sentence(const std::string& number)
    {
        static const std::string before[] = {"Invoice ", "Payment for ",  "Rechnung ", "合同款 ", "付货款，发票号",
                                             "",         "your inv. no. "};
        static const std::string after[] = {"", " thank you", " dated 02/2026", "，谢谢", " / order 4711", " PO 88123"};
        return draw_.one_of(before) + number + draw_.one_of(after);
    }
    std::string empty_words()
    {
        static const std::string words[] = {"payment", "货款",   "transfer",          "thank you",
                                            "monthly", "往来款", "goods and services"};
        return draw_.one_of(words);
    }

    std::string miswritten(const std::string& number)
    {
        for (;;) {
            std::string wrong = number;
            switch (draw_.below(6)) {
                case 0:
                    std::erase(wrong, '-');
                    break;
                case 1:
                    std::replace(wrong.begin(), wrong.end(), '-', ' ');
                    break;
                case 2:
                    std::replace(wrong.begin(), wrong.end(), '-', '/');
                    break;
                case 3:
                    wrong[9 + draw_.below(6)] = static_cast<char>('0' + draw_.below(10));
                    break;
                case 4:
                    std::replace(wrong.begin(), wrong.end(), '0', 'O');
                    break;
                default: {
                    const std::size_t at = 9 + draw_.below(5);
                    std::swap(wrong[at], wrong[at + 1]);
                }
            }
            std::string bare;
            for (const char letter : wrong)
                if (letter != '-' && letter != ' ' && letter != '/') bare += letter;
            if (wrong != number && (bare == plain(number) || !numbers_.contains(bare))) return wrong;
        }
    }

    std::string cut_off(const std::string& number)
    {
        switch (draw_.below(3)) {
            case 0:
                return number.substr(9);  // 000042
            case 1:
                return number.substr(7);  // 6-000042
            default:
                return number.substr(4);  // 2026-000042
        }
    }

    void set_payer(Incoming& payment, const Client& client)
    {
        if (draw_.in_hundred(70)) payment.customer = CustomerId(client.id);
        if (draw_.in_hundred(90)) payment.payer = client.name;
        if (draw_.in_hundred(20) && payment.payer.size() > 18 && (payment.payer[18] & 0x80) == 0)
            payment.payer.resize(18);
        if (draw_.in_hundred(20))
            for (char& letter : payment.payer)
                if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }

    void pay(Kind kind)
    {
        const std::size_t first = take_bill();
        const Bill& bill = bills_[first];
        Client& client = clients_[bill.client];
        Labelled made{kind, {}, {bill.number}, bill.has_twin};
        made.payment.payment = PaymentId("P" + std::to_string(world_.payments.size() + 1));
        made.payment.date = Date::of(2026, 3, 10);
        made.payment.amount = bill.amount;
        set_payer(made.payment, client);
        switch (kind) {
            case Kind::exact:
                made.payment.remittance = sentence(bill.number);
                break;
            case Kind::miswritten:
                made.payment.remittance = sentence(miswritten(bill.number));
                break;
            case Kind::cut_off:
                made.payment.remittance = sentence(cut_off(bill.number));
                break;
            case Kind::several:
                pay_several(made, client, bill.number);
                break;
            case Kind::short_paid:
                pay_short(made, bill.number);
                break;
            case Kind::payer_and_amount:
                made.payment.customer = CustomerId(client.id);
                made.payment.remittance = empty_words();
                break;
            case Kind::another_payer:
                made.payment.customer = client.parent.empty() ? CustomerId() : CustomerId(client.parent);
                made.payment.payer = "Treasury Services " + std::to_string(draw_.below(1000));
                made.payment.remittance = draw_.in_hundred(60) ? sentence(bill.number) : empty_words();
                break;
            case Kind::nothing:
                made.payment.customer = CustomerId();
                made.payment.payer = draw_.in_hundred(50) ? "" : "J. Smith";
                made.payment.remittance = empty_words();
                break;
        }
        world_.payments.push_back(std::move(made));
    }

    void pay_several(Labelled& made, Client& client, const std::string& number)
    {
        std::string numbers = number;
        for (std::size_t more = 1 + draw_.below(3); more > 0 && !client.unpaid.empty(); --more) {
            const Bill& other = bills_[client.unpaid.back()];
            client.unpaid.pop_back();
            made.payment.amount += other.amount;
            made.pays.insert(other.number);
            numbers += (draw_.in_hundred(50) ? ", " : " + ") + other.number;
        }
        made.payment.remittance = draw_.in_hundred(75) ? sentence(numbers) : empty_words();
    }

    void pay_short(Labelled& made, const std::string& number)
    {
        const bool charges = made.payment.amount.minor() < 100000 || draw_.in_hundred(60);
        const std::int64_t off =
            charges ? static_cast<std::int64_t>(100 + draw_.below(700)) : made.payment.amount.minor() * 2 / 100;
        made.payment.amount -= Money(off, usd());
        made.payment.remittance = sentence(number);
    }

    Draw draw_;
    std::size_t wanted_;
    World world_;
    std::vector<Client> clients_;
    std::vector<Bill> bills_;
    std::set<std::string> numbers_;
};

}  // namespace earned::billing::labelled
