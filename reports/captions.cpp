#include "reports/captions.h"

#include "base/check.h"

namespace earned::caption {

Label of(Role role)
{
    switch (role) {
        case Role::cash:
            return {"Cash", "银行存款"};
        case Role::receivable:
            return {"Receivable", "应收账款"};
        case Role::unbilled_receivable:
            return {"Unbilled receivable", "未开票应收款"};
        case Role::contract_asset:
            return {"Contract asset", "合同资产"};
        case Role::return_asset:
            return {"Return asset", "应收退货成本"};
        case Role::contract_cost:
            return {"Contract cost", "合同取得成本"};
        case Role::loan_receivable:
            return {"Loan receivable", "长期应收款"};
        case Role::customer_incentive:
            return {"Customer incentive", "应付客户对价（待摊）"};
        case Role::inventory:
            return {"Inventory", "库存商品"};
        case Role::contract_liability:
            return {"Contract liability", "合同负债"};
        case Role::refund_liability:
            return {"Refund liability", "应付退款"};
        case Role::customer_deposit:
            return {"Customer deposit", "预收款项"};
        case Role::unapplied_cash:
            return {"Unapplied cash", "待核销收款"};
        case Role::tax_payable:
            return {"Tax payable", "应交税费—应交增值税（销项税额）"};
        case Role::output_tax_pending:
            return {"Output tax pending", "待转销项税额"};
        case Role::supplier_payable:
            return {"Supplier payable", "应付账款"};
        case Role::financing_liability:
            return {"Financing liability", "长期应付款"};
        case Role::loss_provision:
            return {"Loss provision", "预计负债—亏损合同"};
        case Role::warranty_provision:
            return {"Warranty provision", "预计负债—产品质量保证"};
        case Role::loss_allowance:
            return {"Loss allowance", "坏账准备"};
        case Role::revenue:
            return {"Revenue", "主营业务收入"};
        case Role::interest_income:
            return {"Interest income", "利息收入"};
        case Role::late_fee_income:
            return {"Late fee income", "滞纳金收入"};
        case Role::fx_gain:
            return {"FX gain", "汇兑收益"};
        case Role::cost_of_sales:
            return {"Cost of sales", "主营业务成本"};
        case Role::interest_expense:
            return {"Interest expense", "利息支出"};
        case Role::bad_debt:
            return {"Bad debt", "坏账损失"};
        case Role::fx_loss:
            return {"FX loss", "汇兑损失"};
        case Role::contract_cost_amortisation:
            return {"Contract cost amortisation", "合同取得成本摊销"};
        case Role::contract_cost_impairment:
            return {"Contract cost impairment", "合同取得成本减值损失"};
        case Role::impairment_loss:
            return {"Impairment loss", "信用减值损失"};
        case Role::contract_loss:
            return {"Contract loss", "亏损合同损失"};
        case Role::withholding_tax:
            return {"Tax withheld by customers", "被客户代扣的税款"};
        case Role::affiliate_receivable:
            return {"Due from affiliates", "应收关联方款项"};
        case Role::affiliate_payable:
            return {"Due to affiliates", "应付关联方款项"};
        case Role::bank_charge:
            return {"Bank charge", "银行手续费"};
        case Role::settlement_discount:
            return {"Settlement discount", "现金折扣"};
        case Role::selling_expense:
            return {"Selling expense", "销售费用"};
        case Role::rounding_difference:
            return {"Rounding difference", "尾差"};
        case Role::lease_clearing:
            return {"Lease clearing", "租赁往来"};
        case Role::cost_clearing:
            return {"Cost clearing", "成本往来"};
        case Role::cash_clearing:
            return {"Cash clearing", "收款往来"};
    }
    broken(__FILE__, __LINE__, "a known role", "every role has its words");
}

Label of(Cause cause)
{
    switch (cause) {
        case Cause::billing:
            return {"Billing", "开票与到期"};
        case Cause::performance:
            return {"Performance", "履约"};
        case Cause::time:
            return {"Passage of time", "按期确认"};
        case Cause::modification:
            return {"Modification", "合同变更"};
        case Cause::estimate:
            return {"Changed estimate", "估计变更"};
        case Cause::termination:
            return {"Termination", "合同终止"};
        case Cause::collection:
            return {"Collection", "收款"};
        case Cause::credit:
            return {"Credit note", "红字发票"};
        case Cause::tax:
            return {"Tax", "税金"};
        case Cause::financing:
            return {"Financing", "融资成分"};
        case Cause::cost:
            return {"Cost", "成本"};
        case Cause::allowance:
            return {"Loss allowance", "坏账准备"};
        case Cause::fx:
            return {"FX", "汇兑"};
        case Cause::presentation:
            return {"Contract netting", "合同净额列报"};
        case Cause::late:
            return {"Late, of earlier periods", "以前期间补记"};
    }
    broken(__FILE__, __LINE__, "a known cause", "every cause has its words");
}

std::string_view key_of(Cause cause)
{
    switch (cause) {
        case Cause::billing:
            return "billing";
        case Cause::performance:
            return "performance";
        case Cause::time:
            return "time";
        case Cause::modification:
            return "modification";
        case Cause::estimate:
            return "estimate";
        case Cause::termination:
            return "termination";
        case Cause::collection:
            return "collection";
        case Cause::credit:
            return "credit";
        case Cause::tax:
            return "tax";
        case Cause::financing:
            return "financing";
        case Cause::cost:
            return "cost";
        case Cause::allowance:
            return "allowance";
        case Cause::fx:
            return "fx";
        case Cause::presentation:
            return "presentation";
        case Cause::late:
            return "late";
    }
    broken(__FILE__, __LINE__, "a known cause", "every cause has its key");
}

Label of(Source source)
{
    switch (source) {
        case Source::billing:
            return {"billing", "开票"};
        case Source::collection:
            return {"collection", "收款"};
        case Source::recognition:
            return {"recognition", "收入确认"};
        case Source::cost:
            return {"cost", "成本"};
        case Source::financing:
            return {"financing", "融资"};
        case Source::tax:
            return {"tax", "税金"};
        case Source::allowance:
            return {"allowance", "坏账准备"};
        case Source::presentation:
            return {"presentation", "列报"};
        case Source::revaluation:
            return {"revaluation", "重估"};
    }
    broken(__FILE__, __LINE__, "a known source", "every source has its words");
}

}  // namespace earned::caption
