#include "app/explain_words.h"

#include "reports/captions.h"
#include "rules/words.h"

namespace earned::app {

namespace {

const char* in_chinese(BillingPlan plan)
{
    switch (plan) {
        case BillingPlan::none:
            return "不开票";
        case BillingPlan::on_signing:
            return "签约时开票";
        case BillingPlan::on_fulfilment:
            return "履约时开票";
        case BillingPlan::recurring:
            return "按期开票";
        case BillingPlan::installments:
            return "分期开票";
        case BillingPlan::usage:
            return "按用量开票";
        case BillingPlan::progress:
            return "按进度开票";
    }
    return "";
}

const char* in_chinese(Timing timing)
{
    switch (timing) {
        case Timing::advance:
            return "期初开票";
        case Timing::arrears:
            return "期末开票";
    }
    return "";
}

const char* in_chinese(SspMethod method)
{
    switch (method) {
        case SspMethod::observable:
            return "可观察价格";
        case SspMethod::adjusted_market:
            return "市场调整法";
        case SspMethod::cost_plus:
            return "成本加成法";
        case SspMethod::residual:
            return "余值法";
    }
    return "";
}

const char* in_chinese(Modifies treatment)
{
    switch (treatment) {
        case Modifies::automatic:
            return "按规则";
        case Modifies::separate:
            return "作为单独合同";
        case Modifies::prospective:
            return "原合同终止、新合同订立";
        case Modifies::catch_up:
            return "作为原合同组成部分，调整当期收入";
        case Modifies::mixed:
            return "两者兼有";
    }
    return "";
}

const char* in_chinese(Interval::Unit unit)
{
    switch (unit) {
        case Interval::day:
            return " 天";
        case Interval::week:
            return " 周";
        case Interval::month:
            return " 个月";
        case Interval::year:
            return " 年";
    }
    return "";
}

template <class Choice>
Label both(Choice choice)
{
    return {std::string(word(choice)), in_chinese(choice)};
}

}  // namespace

Label plan_words(BillingPlan plan) { return both(plan); }
Label timing_words(Timing timing) { return both(timing); }
Label ssp_words(SspMethod method) { return both(method); }
Label modifies_words(Modifies treatment) { return both(treatment); }
Label every_words(const Interval& every)
{
    return {every.text(), std::to_string(every.count) + in_chinese(every.unit)};
}
Label role_words(Role role) { return {std::string(name(role)), caption::of(role).zh}; }
Label source_words(Source source) { return {std::string(name(source)), caption::of(source).zh}; }

std::string term_text(const Page& page, const Term& term)
{
    return page.say({"{1} to {2}", "{1} 至 {2}"}, {term.first.text(), term.last.text()});
}

}  // namespace earned::app
