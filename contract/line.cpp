#include "contract/line.h"

namespace earned {

namespace {

template <class T>
void lay(std::optional<T>& under, const std::optional<T>& over)
{
    if (over) under = over;
}

void lay(Policies& under, const Policies& over)
{
    for (const auto& [name, value] : over) under[name] = value;
}

void lay(Treatment& under, const Treatment& over)
{
    lay(under.satisfied, over.satisfied);
    lay(under.measure, over.measure);
    lay(under.trigger, over.trigger);
    lay(under.obligation, over.obligation);
    lay(under.ssp_method, over.ssp_method);
    lay(under.principal, over.principal);
    lay(under.supplier_cost, over.supplier_cost);
    lay(under.memo, over.memo);
}

// Of two fields of which a line has one, the one that is named takes the other's place.
template <class T, class U>
void lay_either(std::optional<T>& under, std::optional<U>& other_under, const std::optional<T>& over,
                const std::optional<U>& other_over)
{
    if (!over && !other_over) return;
    under = over;
    other_under = other_over;
}

}  // namespace

Line overlay(const Line& line, const Line& change)
{
    Line changed = line;
    lay(changed.sku, change.sku);
    lay(changed.description, change.description);
    lay_either(changed.quantity, changed.open, change.quantity, change.open);
    lay_either(changed.unit_price, changed.price, change.unit_price, change.price);
    lay(changed.per, change.per);
    lay(changed.discount, change.discount);
    lay(changed.start, change.start);
    lay(changed.end, change.end);
    lay_either(changed.ssp, changed.unit_ssp, change.ssp, change.unit_ssp);
    lay(changed.unit_cost, change.unit_cost);
    lay(changed.expected_cost, change.expected_cost);
    lay(changed.expected_uninstalled, change.expected_uninstalled);
    lay(changed.tax, change.tax);
    lay(changed.repurchase, change.repurchase);
    lay(changed.warranty_expected_cost, change.warranty_expected_cost);
    lay(changed.treatment, change.treatment);
    lay(changed.billing, change.billing);
    lay(changed.noncash, change.noncash);
    lay(changed.return_right, change.return_right);
    lay(changed.option, change.option);
    lay(changed.cancellable, change.cancellable);
    lay(changed.policies, change.policies);
    lay(changed.attributes, change.attributes);
    return changed;
}

}  // namespace earned
