#include "core/text.h"
#include "domain/orders/order_rules.h"
#include "domain/orders/order_view.h"
#include "domain/orders/orders.h"
#include "domain/orders/orders_sql.h"
#include "domain/unit/cursor.h"
#include "domain/unit/enum_column.h"
#include "domain/unit/newest_first.h"
#include "platform/db/past.h"
#include "platform/db/transaction.h"
#include "platform/json/json.h"

namespace stoa::orders {
namespace {

constexpr std::string_view kList = "orders";

// What a search text may mean: a range of order numbers, and words of the buyer's name or e-mail.
struct SearchKeys {
    std::string numberFrom;
    std::string numberBefore;
    std::string buyer;
};

std::string upper(std::string_view text)
{
    std::string result(text);
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return result;
}

std::optional<SearchKeys> searchKeysOf(std::string_view text)
{
    text = trimmed(text);
    if (text.empty()) return std::nullopt;
    SearchKeys keys;
    if (const auto id = OrderId::parse(lowered(text))) {
        keys.numberFrom = orderNumber(*id); // an order's number follows from its id
    } else {
        keys.numberFrom = upper(text);
        if (!keys.numberFrom.starts_with("M-")) keys.numberFrom.insert(0, "M-");
        keys.buyer = text;
    }
    keys.numberBefore = keys.numberFrom + '\x7f'; // numbers are ASCII
    return keys;
}

std::int64_t plannedRows(std::string_view plan)
{
    boost::system::error_code error;
    const auto parsed = boost::json::parse(plan, error);
    if (error) return 0;
    return parsed.at(0).at("Plan").at("Plan Rows").to_number<std::int64_t>();
}

// A request as the statements take it.
struct Wanted {
    std::tuple<Timestamp, OrderId> after;
    Timestamp from;
    Timestamp before;
    std::vector<std::string> status;
    std::vector<std::string> payment;
    std::vector<std::string> fulfillment;
    std::optional<SearchKeys> keys;
    std::optional<OrgId> seller;
    std::int64_t limit; // one more than a page
};

Result<Wanted> wantedOf(const Unit& unit, const api::ListOrders& request)
{
    STOA_TRY(after, (decodeCursor<Timestamp, OrderId>(kList, request.after.value)));
    const auto newest = beforeNewest<OrderId>();
    return Wanted{after.value_or(newest),
                  request.placedFrom.value_or(Timestamp()),
                  request.placedBefore.value_or(std::get<Timestamp>(newest)),
                  wordsOf(request.status),
                  wordsOf(request.paymentStatus),
                  wordsOf(request.fulfillmentStatus),
                  searchKeysOf(request.text.value),
                  unit.visible(),
                  request.limit + 1};
}

db::Pipeline::Slot addList(db::Pipeline& batch, const Wanted& wanted)
{
    const auto add = [&](const db::Statement& statement, const auto&... more) {
        const auto& [at, id] = wanted.after;
        return batch.add(statement, at, id, wanted.from, wanted.before, wanted.status,
                         wanted.payment, wanted.fulfillment, wanted.limit, more...);
    };
    if (const auto& keys = wanted.keys) {
        return add(sql::kSearchOrders, wanted.seller, keys->numberFrom, keys->numberBefore,
                   keys->buyer);
    }
    if (wanted.seller) return add(sql::kListOrdersOfSeller, *wanted.seller);
    return add(sql::kListOrders);
}

db::Pipeline::Slot addEstimate(db::Pipeline& batch, const Wanted& wanted)
{
    const auto key = [&](std::string SearchKeys::*member) {
        return wanted.keys ? std::optional((*wanted.keys).*member) : std::nullopt;
    };
    return batch.add(sql::kEstimateOrders, wanted.from, wanted.before, wanted.status,
                     wanted.payment, wanted.seller, wanted.fulfillment,
                     key(&SearchKeys::numberFrom), key(&SearchKeys::numberBefore),
                     key(&SearchKeys::buyer));
}

void addCount(std::vector<api::StatusCount>& counts, const db::Row& row)
{
    const auto count = row.get<std::int64_t>("count");
    counts.push_back(
        {row.get<std::string>("word"), std::min(count, kMaxFacetCount), count > kMaxFacetCount});
}

} // namespace

Result<Page<api::OrderRow>> handle(Unit& unit, const api::ListOrders& request)
{
    STOA_TRY(wanted, wantedOf(unit, request));
    db::Pipeline batch(unit.db());
    batch.add(sql::kPlanForValues);
    const auto found = addList(batch, wanted);
    const auto plan = addEstimate(batch, wanted);
    STOA_CHECK(batch.run());
    std::vector<api::OrderRow> rows;
    for (const db::Row row : batch[found])
        rows.push_back(rowOf(row));
    auto page = pageOf(std::move(rows), request.limit, [](const api::OrderRow& last) {
        return encodeCursor(kList, last.placedAt, last.id);
    });
    const std::int64_t seen = std::ssize(page.items);
    const bool isWhole = request.after.empty() && !page.next;
    const auto guess = plannedRows(batch[plan].single().get<std::string_view>("QUERY PLAN"));
    page.estimatedTotal = isWhole ? seen : std::max(guess, seen);
    return page;
}

Result<api::OrderFacets> handle(Unit& unit, const api::GetOrderFacets& /*request*/)
{
    const auto payment = enumWords<api::PaymentStatus>();
    const auto fulfillment = enumWords<api::FulfillmentStatus>();
    const std::int64_t most = kMaxFacetCount + 1;
    auto found = unit.visible() ? unit.db().run(sql::kCountStatusesOfSeller, payment, fulfillment,
                                                most, *unit.visible())
                                : unit.db().run(sql::kCountStatuses, payment, fulfillment, most);
    if (!found) return fail(found);
    api::OrderFacets facets;
    for (const db::Row row : *found)
        addCount(row.get<bool>("is_payment") ? facets.paymentStatus : facets.fulfillmentStatus,
                 row);
    return facets;
}

Result<api::OrderView> handle(Unit& unit, const api::GetOrder& request)
{
    db::Pipeline batch(unit.db());
    const OrderReading reading(batch, unit.organisation(), request.order);
    STOA_CHECK(batch.run());
    return reading.view(batch);
}

Result<api::OrderView> handle(Unit& unit, const api::GetOrderAt& request,
                              std::span<const std::string_view> recorded)
{
    db::Transaction past(unit.db());
    STOA_CHECK(db::showPast(unit.db(), recorded, unit.organisation().uuid(), request.order.uuid(),
                            request.at));
    return handle(unit, api::GetOrder{request.seller, request.order});
}

} // namespace stoa::orders
