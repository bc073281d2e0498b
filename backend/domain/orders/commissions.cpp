#include "domain/orders/commissions.h"

#include "domain/catalogue/categories.h"
#include "domain/orders/commissions_sql.h"
#include "domain/orders/order_rules.h"

namespace stoa::orders {
namespace {

namespace sql = order_commissions::sql;

struct Known {
    std::map<OrgId, std::int64_t> sellers; // and their own basis points
    std::map<CategoryId, std::string> categories;
};

Result<Known> lookUp(Unit& unit, const std::vector<OrgId>& sellers,
                     const std::vector<CategoryId>& categories)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectRuleSellers, sellers));
    STOA_TRY(paths, catalogue::pathsOf(unit.db(), categories));
    Known known;
    for (const db::Row row : rows) {
        known.sellers[row.get<OrgId>("org_id")] = row.get<std::int64_t>("commission_basis_points");
    }
    known.categories = std::move(paths);
    return known;
}

Error unknown(std::string_view code, std::string_view field, std::string_view name,
              const std::string& id)
{
    return makeError(ErrorKind::Invalid, code).in(field).with(name, id);
}

// The rules with what they name looked up.
Result<std::vector<CommissionTerms>> resolve(Unit& unit,
                                             const std::vector<api::CommissionRule>& rules)
{
    STOA_CHECK(checkRules(rules));
    std::vector<OrgId> sellers;
    std::vector<CategoryId> categories;
    for (const auto& rule : rules) {
        if (rule.seller) sellers.push_back(*rule.seller);
        if (rule.category) categories.push_back(*rule.category);
    }
    STOA_TRY(known, lookUp(unit, sellers, categories));
    std::vector<CommissionTerms> terms;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const std::string field = "rules[" + std::to_string(i) + "].";
        const auto& [seller, category] = std::tie(rules[i].seller, rules[i].category);
        if (seller && !known.sellers.contains(*seller)) {
            return fail(unknown("seller.not_found", field + "seller", "seller", seller->text()));
        }
        if (category && !known.categories.contains(*category)) {
            return fail(
                unknown("category.not_found", field + "category", "category", category->text()));
        }
        terms.push_back({rules[i], category ? known.categories[*category] : std::string()});
    }
    return terms;
}

Result<std::vector<CommissionTerms>> rulesFor(Unit& unit, const api::PreviewCommission& request)
{
    if (request.rules) return resolve(unit, *request.rules);
    STOA_TRY(rows, unit.db().run(sql::kSelectCommissionRules));
    const auto row = rows.optional();
    if (!row) return std::vector<CommissionTerms>();
    return commissionTermsOf(row->get<std::string_view>("rules"));
}

} // namespace

Result<api::CommissionRulesView> handle(Unit& unit, const api::ListCommissionRules& /*request*/)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectCommissionRules));
    api::CommissionRulesView view;
    const auto row = rows.optional();
    if (!row) return view;
    for (auto& terms : commissionTermsOf(row->get<std::string_view>("rules")))
        view.rules.push_back(std::move(terms.rule));
    view.version = row->get<Version>("version");
    view.changedBy = row->get<std::string>("changed_by");
    view.changedAt = row->get<Timestamp>("changed_at");
    return view;
}

Result<api::CommissionRulesView> handle(Unit& unit, const api::ReplaceCommissionRules& request)
{
    STOA_TRY(terms, resolve(unit, request.rules));
    const Version next{request.version.value + 1};
    STOA_TRY(written, unit.db().run(sql::kInsertCommissionRules, unit.organisation(), next,
                                    commissionJson(terms), unit.actor().name, unit.now()));
    STOA_TRY(view, handle(unit, api::ListCommissionRules{}));
    if (written.affected() == 0) {
        return fail(makeError(ErrorKind::Stale, "commission.stale")
                        .in("version")
                        .with("seen", std::to_string(request.version.value))
                        .with("current", std::to_string(view.version.value)));
    }
    unit.raise(
        "commission.rules_replaced", unit.organisation(),
        {{"version", std::to_string(next.value)}, {"rules", std::to_string(request.rules.size())}});
    return view;
}

Result<api::CommissionPreview> handle(Unit& unit, const api::PreviewCommission& request)
{
    STOA_TRY(rules, rulesFor(unit, request));
    std::vector<CategoryId> categories;
    if (request.category) categories.push_back(*request.category);
    STOA_TRY(known, lookUp(unit, {request.seller}, categories));
    if (!known.sellers.contains(request.seller)) {
        return fail(makeError(ErrorKind::NotFound, "seller.not_found")
                        .in("seller")
                        .with("seller", request.seller.text()));
    }
    if (request.category && known.categories.empty()) {
        return fail(
            unknown("category.not_found", "category", "category", request.category->text()));
    }
    if (request.unitPrice.isNegative()) {
        return fail(makeError(ErrorKind::Invalid, "commission.negative_amount").in("unitPrice"));
    }
    const auto total = request.unitPrice.checkedTimes(request.quantity);
    if (!total || total->minor() > kMaxTotalMinor) {
        return fail(makeError(ErrorKind::Refused, "order.total_too_large")
                        .with("most", Money(kMaxTotalMinor, request.unitPrice.currency()).text()));
    }
    const std::string path = request.category ? known.categories.begin()->second : std::string();
    const auto snapshot = commissionOf(
        rules, {request.seller, path, request.unitPrice, request.quantity, *total,
                Money(0, total->currency()), unit.now(), known.sellers.begin()->second});
    api::CommissionPreview preview;
    if (snapshot.rule) {
        preview.rule = static_cast<std::int64_t>(*snapshot.rule);
        preview.ruleName = rules[*snapshot.rule].rule.name.value;
    }
    preview.basisPoints = snapshot.basisPoints;
    preview.total = *total;
    preview.fee = snapshot.fee;
    preview.feeTax = snapshot.tax;
    preview.sellerNet = *total - snapshot.fee - snapshot.tax;
    return preview;
}

} // namespace stoa::orders
