#include "app/asked.h"

#include "app/names.h"

namespace earned::app {

namespace {

bool has(Book& book, db::KeyKind kind, const std::string& name)
{
    const db::Key key{kind, name};
    return home_of_key(book.store(), key) != 0;
}

Refused not_known(const std::string& what, const std::string& name, const std::string& words)
{
    return Refused({.code = what + "-unknown",
                    .where = what + " " + name,
                    .what = words,
                    .hint = "check the spelling, or leave --" + what + " out"});
}

}  // namespace

void require_known(Book& book, const CustomerId& customer, const ContractId& contract, const Sku& product)
{
    if (!customer.empty() && !has(book, db::KeyKind::customer, customer.text()))
        throw not_known("customer", customer.text(), "no contract or payment names this customer");
    if (!contract.empty() && !has(book, db::KeyKind::contract, contract.text()))
        throw not_known("contract", contract.text(), "no contract of this name was signed");
    if (!product.empty() && book.reference().product(product, Date::never()) == nullptr)
        throw not_known("product", product.text(), "no product of this name is defined");
}

}  // namespace earned::app
