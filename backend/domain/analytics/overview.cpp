#include "domain/analytics/overview.h"

#include "domain/analytics/analytics_sql.h"
#include "domain/analytics/overview_rules.h"
#include "platform/db/pipeline.h"

#include <set>

namespace stoa::analytics {
namespace {

using Course = std::array<std::int64_t, kSteps>;

// What happened in each step; figures are running totals of these.
struct Courses {
    Course sales{};
    Course revenue{};
    Course orders{};
    Course refunded{};
    Course sellers{};
};

struct Slots {
    db::Pipeline::Slot orders;
    db::Pipeline::Slot sellers;
    db::Pipeline::Slot refunds;
    db::Pipeline::Slot open;
    db::Pipeline::Slot reviews;
    db::Pipeline::Slot stock;
    db::Pipeline::Slot home;
};

Slots addStatements(db::Pipeline& batch, std::optional<OrgId> seller, const Steps& steps,
                    Timestamp now)
{
    const auto sums = [&](const db::Statement& all, const db::Statement& ofSeller) {
        return seller ? batch.add(ofSeller, steps.isCurrent, steps.number, steps.begins, steps.ends,
                                  *seller)
                      : batch.add(all, steps.isCurrent, steps.number, steps.begins, steps.ends);
    };
    return {sums(sql::kSumOrders, sql::kSumOrdersOfSeller),
            sums(sql::kCountFirstSales, sql::kCountFirstSalesOfSeller),
            sums(sql::kSumRefunds, sql::kSumRefundsOfSeller),
            batch.add(sql::kSumOpenOrders, now - kShipWithin, now - kDeliverWithin,
                      now - kUnpaidAfter, seller),
            batch.add(sql::kCountOverdueReviews, now - kReviewWithin, seller),
            batch.add(sql::kCountLowStock, kLowStock, seller),
            batch.add(sql::kSelectHomeCurrency, seller)};
}

Courses coursesOf(const db::Pipeline& batch, const Slots& slots, Currency currency, bool isCurrent)
{
    Courses courses;
    const auto each = [&](const db::Rows& rows, auto&& add) {
        for (const db::Row row : rows) {
            if (row.get<Currency>("currency") != currency) continue;
            if (row.get<bool>("is_current") != isCurrent) continue;
            add(row, static_cast<std::size_t>(row.get<int>("step")));
        }
    };
    each(batch[slots.orders], [&](const db::Row& row, std::size_t step) {
        courses.sales[step] += row.get<std::int64_t>("sales");
        courses.revenue[step] += row.get<std::int64_t>("commission");
        courses.orders[step] += row.get<std::int64_t>("orders");
    });
    each(batch[slots.sellers], [&](const db::Row& row, std::size_t step) {
        courses.sellers[step] += row.get<std::int64_t>("sellers");
    });
    each(batch[slots.refunds], [&](const db::Row& row, std::size_t step) {
        courses.refunded[step] += row.get<std::int64_t>("total");
        courses.revenue[step] -= row.get<std::int64_t>("commission");
    });
    return courses;
}

std::vector<std::int64_t> runningTotals(const Course& course)
{
    std::vector<std::int64_t> totals;
    std::int64_t total = 0;
    for (const std::int64_t step : course)
        totals.push_back(total += step);
    return totals;
}

api::FigureView figure(api::FigureKind kind, const Course& course, const Course& before)
{
    api::FigureView view;
    view.kind = kind;
    view.course = runningTotals(course);
    view.courseBefore = runningTotals(before);
    view.value = view.course.back();
    view.before = view.courseBefore.back();
    return view;
}

std::vector<api::FigureView> figuresOf(const Courses& now, const Courses& before)
{
    return {figure(api::FigureKind::Sales, now.sales, before.sales),
            figure(api::FigureKind::NetRevenue, now.revenue, before.revenue),
            figure(api::FigureKind::Orders, now.orders, before.orders),
            figure(api::FigureKind::Refunded, now.refunded, before.refunded),
            figure(api::FigureKind::ActiveSellers, now.sellers, before.sellers)};
}

std::vector<Currency> currenciesOf(const db::Rows& orders)
{
    std::set<Currency> currencies;
    for (const db::Row row : orders) {
        if (row.get<bool>("is_current")) currencies.insert(row.get<Currency>("currency"));
    }
    return {currencies.begin(), currencies.end()};
}

std::vector<api::FlowView> flowOf(const db::Rows& open, const db::Rows& orders)
{
    api::FlowView paid{"paid", 0, 0};
    api::FlowView fulfilled{"fulfilled", 0, 0};
    api::FlowView delivered{"delivered", 0, 0};
    api::FlowView refunded{"refunded", 0, 0};
    for (const db::Row row : open) {
        paid.count += row.get<std::int64_t>("paid");
        paid.stuck += row.get<std::int64_t>("late");
        fulfilled.count += row.get<std::int64_t>("fulfilled");
        fulfilled.stuck += row.get<std::int64_t>("undelivered");
    }
    for (const db::Row row : orders) {
        if (!row.get<bool>("is_current")) continue;
        delivered.count += row.get<std::int64_t>("delivered");
        refunded.count += row.get<std::int64_t>("refunded");
    }
    return {paid, fulfilled, delivered, refunded};
}

// One kind of trouble over all currencies; its amount is of the chosen one.
api::AttentionView attention(api::AttentionKind kind, const db::Rows& open, Currency currency,
                             const std::string& name)
{
    api::AttentionView view;
    view.kind = kind;
    for (const db::Row row : open) {
        view.count += row.get<std::int64_t>(name);
        const auto since = row.get<std::optional<Timestamp>>(name + "_since");
        if (since && (!view.oldest || *since < *view.oldest)) view.oldest = since;
        if (row.get<Currency>("currency") != currency) continue;
        const auto amount = Money::make(row.get<std::int64_t>(name + "_minor"), currency);
        if (amount && amount->isPositive()) view.amount = *amount;
    }
    return view;
}

std::vector<api::AttentionView> attentionOf(const db::Pipeline& batch, const Slots& slots,
                                            Currency currency)
{
    const db::Row reviews = batch[slots.reviews].single();
    const db::Rows& open = batch[slots.open];
    const auto lowStock = batch[slots.stock].single().get<std::int64_t>("count");
    std::vector<api::AttentionView> all{
        {api::AttentionKind::OverdueReviews, reviews.get<std::int64_t>("count"),
         reviews.get<std::optional<Timestamp>>("oldest"), std::nullopt},
        attention(api::AttentionKind::LateShipments, open, currency, "late"),
        attention(api::AttentionKind::UnpaidOrders, open, currency, "unpaid"),
        {api::AttentionKind::LowStock, lowStock, std::nullopt, std::nullopt}};
    std::erase_if(all, [](const api::AttentionView& each) { return each.count == 0; });
    return all;
}

} // namespace

Result<api::OverviewView> handle(Unit& unit, const api::GetOverview& request)
{
    std::optional<Currency> wanted;
    if (!request.currency.empty()) {
        auto parsed = Currency::parse(request.currency.value);
        if (!parsed) return fail(std::move(parsed.error()).in("currency"));
        wanted = *parsed;
    }
    const Stretch at = stretchOf(request.period, unit.now());
    db::Pipeline batch(unit.db());
    const Slots slots = addStatements(batch, unit.visible(), stepsOf(at), unit.now());
    STOA_CHECK(batch.run());

    const db::Rows& orders = batch[slots.orders];
    api::OverviewView view;
    view.from = at.from;
    view.to = at.to;
    const auto home = batch[slots.home].single().get<std::optional<Currency>>("currency");
    view.currency = wanted ? *wanted : home.value_or(Currency());
    view.currencies = currenciesOf(orders);
    view.figures = figuresOf(coursesOf(batch, slots, view.currency, true),
                             coursesOf(batch, slots, view.currency, false));
    view.flow = flowOf(batch[slots.open], orders);
    view.attention = attentionOf(batch, slots, view.currency);
    return view;
}

} // namespace stoa::analytics
